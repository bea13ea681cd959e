"""Each change from one programme to another is made alone where that can be done, and says why where it cannot."""

from dataclasses import replace

import pytest

from encours.policy.changes import changes, with_names_of
from encours.policy.coinsurance import Cession, CoinsuranceLine
from encours.policy.difference import differences
from encours.policy.schedule import Endorsement, Entry, InsuredEntity, Programme, TermValue, always
from tests.policy.test_resolve import APRIL, policy

BEFORE = policy('insured_percentage = "90 %"\nmaximum_payment_terms = "90 days"')
DACH = TermValue((Entry(9000), Entry(8000, {"country": ("dach",)})))
NORTH = TermValue((Entry(9000), Entry(8000, {"country": ("north",)})))


def programme(*policies):
    return Programme(name="P", company="Maison Fictive SA", currency="EUR", policies=policies)


def change(before, after):
    (found,) = changes(programme(before), programme(after))
    return found


@pytest.mark.parametrize(
    "after",
    [
        replace(BEFORE, terms={**BEFORE.terms, "insured_percentage": always(8000)}),
        replace(BEFORE, terms={"insured_percentage": always(9000)}),
        replace(BEFORE, terms={**BEFORE.terms, "minimum_amount": always(50_000)}),
        replace(BEFORE, period_end=BEFORE.period_end + 30),
        replace(BEFORE, zones={**BEFORE.zones, "north": ("SE", "NO")}),
        replace(BEFORE, excluded_buyers={"B-1": "asked for"}),
        replace(BEFORE, insured_buyers={"B-1": "", "B-2": ""}),
        replace(BEFORE, entities=(InsuredEntity("FR01"),)),
        replace(BEFORE, endorsements=(Endorsement("Avenant 1", APRIL, {"minimum_amount": always(3)}),)),
    ],
)
def test_a_single_change_made_alone_is_the_other_programme(after):
    found = change(BEFORE, after)
    assert found.because == ""
    assert differences(found.alone.primary, after) == ()


def test_several_changes_are_made_one_at_a_time():
    after = replace(
        BEFORE,
        terms={"insured_percentage": always(8000), "maximum_payment_terms": always(1)},
        period_end=BEFORE.period_end + 1,
    )
    found = changes(programme(BEFORE), programme(after))
    assert len(found) == 3
    for each in found:
        assert differences(BEFORE, each.alone.primary) == each.points


def test_a_zone_that_only_the_second_has_comes_with_the_term_that_names_it():
    after = replace(
        BEFORE, zones={**BEFORE.zones, "north": ("SE",)}, terms=BEFORE.terms | {"insured_percentage": NORTH}
    )
    zone, term = changes(programme(BEFORE), programme(after))
    assert zone.points[0].point == ("zones", "north")
    assert term.alone.primary.zones["north"] == ("SE",)


def test_a_zone_that_terms_still_name_does_not_go_alone():
    before = replace(BEFORE, terms=BEFORE.terms | {"insured_percentage": DACH})
    after = replace(BEFORE, zones={})
    told = {each.points[0].point: each.because for each in changes(programme(before), programme(after))}
    assert told == {("zones", "dach"): "zone", ("terms", "insured_percentage"): ""}


def test_a_period_that_would_end_before_it_begins_is_not_moved_alone():
    after = replace(BEFORE, period_start=BEFORE.period_end + 1, period_end=BEFORE.period_end + 365)
    told = {each.points[0].point[1]: each.because for each in changes(programme(BEFORE), programme(after))}
    assert told == {"period_start": "period", "period_end": ""}


def test_two_lines_that_would_disagree_alone_are_told_with_the_whole():
    two = TermValue((Entry(9000), Entry(8000, {"country": ("dach",)}), Entry(7000, {"country": ("north",)})))
    before = replace(BEFORE, zones={"dach": ("DE",), "north": ("SE",)}, terms={"insured_percentage": two})
    after = replace(before, zones={"dach": ("DE",), "north": ("DE",)}, terms={"insured_percentage": DACH})
    told = {each.points[0].point: each.because for each in changes(programme(before), programme(after))}
    assert told[("zones", "north")] == "conflict"


@pytest.mark.parametrize("field", ["currency", "wording"])
def test_another_wording_or_currency_takes_everything_beside_it_along(field):
    other = replace(BEFORE.wording, edition="2030-01") if field == "wording" else "USD"
    after = replace(BEFORE, **{field: other, "period_end": BEFORE.period_end + 1})
    found = changes(programme(BEFORE), programme(after))
    assert {each.because for each in found} == {field}
    assert all(each.alone is None for each in found)


def test_a_layer_is_not_added_or_removed_alone():
    second = replace(BEFORE, name="Second")
    for before, after in (
        (programme(BEFORE), programme(BEFORE, second)),
        (programme(BEFORE, second), programme(BEFORE)),
    ):
        (found,) = changes(before, after)
        assert (found.because, found.alone, found.layer) == ("layer", None, 1)


def test_names_and_numbers_move_nothing_and_limits_follow_their_layer():
    after = replace(BEFORE, name="Offre", insurer="Autre Fictive SA", number="2", policyholder="X")
    before = programme(BEFORE)
    assert {each.alone is before for each in changes(before, programme(after))} == {True}
    assert with_names_of(before, programme(after)).primary.name == BEFORE.name


def test_who_pays_among_insurers_is_told_and_moves_nothing():
    line = CoinsuranceLine(insurer="Second Rang Fictif SE", share=4_000, is_signed=False, insured_percentage=8_500)
    cession = Cession(reinsurer="Réassureur Fictif SE", share=3_000, insurer="Assureur Fictif SA", left_on=APRIL)
    before, after = programme(BEFORE), programme(replace(BEFORE, coinsurance=(line,), cessions=(cession,)))
    found = changes(before, after)
    assert {each.alone is before for each in found} == {True}
    assert [each.points[0].after for each in found] == [
        'share = "40 %", is_signed = false, insured_percentage = "85 %"',
        'share = "30 %", insurer = "Assureur Fictif SA", left_on = 2026-04-01',
    ]  # fmt: skip


def test_layers_keep_their_names_where_one_would_stand_twice():
    second = replace(BEFORE, name="Second")
    after = programme(replace(BEFORE, name="Offre"), replace(BEFORE, name=BEFORE.name))
    assert [each.name for each in with_names_of(programme(BEFORE), after).policies] == ["Offre", BEFORE.name]
    assert with_names_of(programme(BEFORE, second), after).policies[1].name == "Second"


def test_layers_keep_their_names_where_one_is_that_of_a_layer_of_losses():
    above = replace(BEFORE, name=BEFORE.name)
    after = replace(programme(replace(BEFORE, name="Offre")), of_losses=(above,))
    assert [each.name for each in with_names_of(programme(BEFORE), after).layers] == ["Offre", BEFORE.name]


def test_changes_of_a_layer_of_losses_move_no_cover():
    above = replace(BEFORE, name="XL")
    before = replace(programme(BEFORE), of_losses=(above,))
    after = replace(before, of_losses=(replace(above, period_end=above.period_end + 1),))
    (found,) = changes(before, after)
    assert (found.policy, found.layer, found.alone is before) == ("XL", 1, True)
    (gone,) = changes(before, programme(BEFORE))
    assert (gone.policy, gone.because, gone.alone is before) == ("XL", "", True)


def test_a_layer_of_losses_has_no_number_of_a_layer_of_invoices_of_either_programme():
    above, second = replace(BEFORE, name="XL"), replace(BEFORE, name="Second")
    longer = replace(above, period_end=above.period_end + 1)
    one = replace(programme(BEFORE), of_losses=(above,))
    other = replace(programme(BEFORE, second), of_losses=(longer,))
    for before, after in ((one, other), (other, one)):
        assert [(each.policy, each.layer) for each in changes(before, after)] == [("Second", 1), ("XL", 2)]


@pytest.mark.parametrize("table", ["insured_buyers", "excluded_buyers"])
def test_what_is_read_of_the_first_layer_changes_in_all_of_them(table):
    named = {table: {"B-1": "asked for"}}
    before = programme(replace(BEFORE, **named), replace(BEFORE, name="Second", **named))
    after = programme(BEFORE, replace(BEFORE, name="Second"))
    first, second = changes(before, after)
    assert [getattr(each, table) for each in first.alone.policies] == [{}, {}]
    assert second.alone is before
