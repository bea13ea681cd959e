"""What changed between two policies, point by point."""

from dataclasses import replace

from hypothesis import given, settings

from encours.policy.coinsurance import CoinsuranceLine
from encours.policy.difference import ABSENT, Difference, differences
from encours.policy.schedule import Endorsement, Entry, InsuredEntity, TermValue, always
from tests.policy.policies import policies
from tests.policy.test_resolve import APRIL, policy

slow_to_draw = settings(max_examples=30)
BEFORE = policy('insured_percentage = "90 %"')


def test_a_changed_term_is_told_in_words_on_both_sides():
    entries = (Entry(9000), Entry(7000, {"limit_kind": ("discretionary", "blind"), "country": ("dach",)}))
    after = replace(BEFORE, terms={"insured_percentage": TermValue(entries)})
    assert differences(BEFORE, replace(after, zones=BEFORE.zones)) == (
        Difference(
            ("terms", "insured_percentage"),
            "90 %",
            "90 %; 70 % when limit_kind is discretionary or blind and country is dach",
        ),
    )


def test_writing_a_default_out_is_no_difference():
    assert differences(BEFORE, replace(BEFORE, terms={})) == ()


def test_a_term_that_is_set_where_it_was_not_used_is_told():
    after = replace(BEFORE, terms={**BEFORE.terms, "minimum_amount": always(50_000)})
    assert differences(BEFORE, after) == (Difference(("terms", "minimum_amount"), ABSENT, "500.00 EUR"),)


def test_an_endorsement_that_is_added_is_told_with_its_day_and_terms():
    after = replace(BEFORE, endorsements=(Endorsement("Avenant 1", APRIL, {"least_score": always(3)}),))
    assert differences(BEFORE, after) == (
        Difference(("endorsements", "Avenant 1", "effective_on"), ABSENT, "2026-04-01"),
        Difference(("endorsements", "Avenant 1", "least_score"), ABSENT, "3"),
    )


def test_the_head_zones_and_excluded_buyers_are_compared():
    after = replace(
        BEFORE,
        insurer="Autre Assureur Fictif SA",
        zones={"dach": ("DE", "AT")},
        insured_buyers={"B-2": "", "B-3": ""},
        excluded_buyers={"B-1": ""},
    )
    assert [each.point for each in differences(BEFORE, after)] == [
        ("policy", "insurer"), ("zones", "dach"), ("insured_buyers", "list"), ("excluded_buyers", "B-1"),
    ]  # fmt: skip


def test_a_table_is_told_as_a_policy_file_writes_it():
    line = CoinsuranceLine(insurer="Second Rang Fictif SE", share=4_000, leads=True, has_failed=True)
    later = CoinsuranceLine(insurer="Second Rang Fictif SE", share=3_000, joined_on=APRIL + 1)
    after = replace(
        BEFORE,
        excluded_buyers={"B-1": ""},
        entities=(InsuredEntity("FR01"), InsuredEntity("FR02", name="Maison Fictive SA", joined_on=APRIL)),
        coinsurance=(replace(line, left_on=APRIL), later),
    )
    assert {each.point[1]: each.after for each in differences(BEFORE, after)} == {
        "B-1": '""',
        "FR01": '""',
        "FR02": 'name = "Maison Fictive SA", joined_on = 2026-04-01',
        "Second Rang Fictif SE": 'share = "40 %", leads = true, has_failed = true, left_on = 2026-04-01; '
        'share = "30 %", joined_on = 2026-04-02',
    }


@slow_to_draw
@given(policies())
def test_a_policy_does_not_differ_from_itself(policy):
    assert differences(policy, policy) == ()


@slow_to_draw
@given(policies(), policies())
def test_differences_the_other_way_round_swap_their_sides(one, other):
    swapped = {Difference(each.point, each.after, each.before) for each in differences(other, one)}
    assert set(differences(one, other)) == swapped
