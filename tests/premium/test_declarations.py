"""What differs from what was declared: told sale by sale, to the cent, with nothing left unsaid."""

from hypothesis import given, settings
from hypothesis import strategies as st

from encours.facts.kinds import Fact
from encours.facts.view import View
from encours.policy.schedule import Policy
from encours.premium.declarations import (
    CHANGED,
    COUNTED,
    GONE,
    LEFT_OUT,
    NEW,
    Declaration,
    declarations,
)
from encours.premium.declared_parts import OTHER_COUNTRIES, zone_of
from encours.premium.periods import periods_of
from encours.premium.turnover import alone
from encours.units import MISSING, NEVER
from tests.premium import ledger_story as story
from tests.premium.made_up import on, policy

QUARTERLY = policy(story.DECLARED)
QUARTER = ("2026-01-01", "2026-03-31")


def first_quarter(shown: View, agreed: Policy = QUARTERLY) -> Declaration:
    period = periods_of(agreed)[0]
    return declarations(shown, alone(agreed), agreed, compared=(period,)).of(period)


def changes(found: Declaration) -> list[tuple[str, str, int]]:
    assert found.compared is not None
    return [(each.change, each.sale.document, each.amount) for each in found.compared.differences]


def test_what_is_declared_as_the_ledger_said_differs_by_nothing() -> None:
    shown = story.view(story.sale("F-1"), story.filed(*QUARTER, 1_000_00))
    found = first_quarter(shown)
    assert found.compared is not None
    assert (found.amount, found.compared.amount, changes(found)) == (1_000_00, 0, [])


def test_what_is_entered_after_the_declaration_is_told() -> None:
    before, after = on("2026-04-20"), on("2026-04-21")
    shown = story.view(
        story.sale("F-1", known=before), story.sale("F-2", net=300_00, known=after),
        story.credit("A-1", "2026-03-02", 100_00, invoice="F-1", known=after), story.filed(*QUARTER, 1_000_00),
    )  # fmt: skip
    assert changes(first_quarter(shown)) == [(NEW, "F-2", 300_00), (NEW, "A-1", -100_00)]


def test_what_is_corrected_since_is_told() -> None:
    after = on("2026-04-21")
    shown = story.view(
        story.sale("F-1", fact_id="f1"), story.sale("F-1", net=900_00, corrects="f1", fact_id="f1b", known=after),
        story.sale("F-2", fact_id="f2"), story.sale("F-2", corrects="f2", fact_id="f2b", void=1, known=after),
        story.filed(*QUARTER, 2_000_00),
    )  # fmt: skip
    assert changes(first_quarter(shown)) == [(GONE, "F-2", -1_000_00), (CHANGED, "F-1", -100_00)]


def test_a_buyer_known_since_to_be_public_is_left_out_and_the_reverse_counted() -> None:
    after = on("2026-04-21")
    shown = story.view(
        story.buyer("H"), story.buyer("H", public=1, known=after, changed_on=on("2026-01-01")),
        story.buyer("K", public=1), story.buyer("K", known=after, changed_on=on("2026-01-01")),
        story.sale("F-1", buyer="H"), story.sale("F-2", buyer="K", net=700_00), story.filed(*QUARTER, 1_000_00),
    )  # fmt: skip
    assert changes(first_quarter(shown)) == [(LEFT_OUT, "F-1", -1_000_00), (COUNTED, "F-2", 700_00)]


def test_what_the_ledger_of_the_day_did_not_say_is_told_apart() -> None:
    shown = story.view(story.sale("F-1"), story.filed(*QUARTER, 990_00))
    compared = first_quarter(shown).compared
    assert compared is not None
    assert (compared.then, compared.untold, compared.amount) == (1_000_00, 10_00, 10_00)


def test_an_exclusion_that_was_not_made_is_named_where_it_is_exactly_what_was_too_much() -> None:
    facts = (story.buyer("H", public=1), story.sale("F-1"), story.sale("F-2", buyer="H", net=400_00))
    for amount, names in ((1_400_00, ("public buyer",)), (1_400_01, ()), (1_000_00, ())):
        compared = first_quarter(story.view(*facts, story.filed(*QUARTER, amount))).compared
        assert compared is not None
        assert compared.left_in == names


def test_what_cannot_be_compared_says_why() -> None:
    sale = story.sale("F-1")
    cases = {
        "other days": story.filed("2026-01-01", "2026-04-30", 1_000_00, "2026-05-02"),
        "other currency": story.filed(*QUARTER, 1_000_00, currency="USD"),
        "no amount": story.filed(*QUARTER, MISSING),
    }
    for reason, each in cases.items():
        found = first_quarter(story.view(sale, each))
        assert (found.reasons, found.compared) == ((reason,), None)


def test_months_make_a_quarter_and_the_last_of_them_is_its_day() -> None:
    months = [
        story.filed("2026-01-01", "2026-01-31", 0, "2026-02-10"),
        story.filed("2026-02-01", "2026-02-28", 1_000_00, "2026-03-10"),
        story.filed("2026-03-01", "2026-03-31", 0, "2026-04-10"),
    ]  # fmt: skip
    found = first_quarter(story.view(story.sale("F-1"), *months))
    assert found.compared is not None
    assert (found.declared_on, found.compared.declared, found.compared.amount) == (on("2026-04-10"), 1_000_00, 0)


def test_zones_are_compared_one_by_one_and_the_one_not_declared_is_told() -> None:
    facts = (story.buyer("M", country="MA"), story.sale("F-1"), story.sale("F-2", buyer="M", net=500_00))
    found = first_quarter(story.view(*facts, story.filed(*QUARTER, 450_00, zone="far")))
    told = [(each.zone, each.declared, each.amount, each.is_declared) for each in found.zones_declared]
    assert told == [("far", 450_00, 50_00, True), (OTHER_COUNTRIES, 0, 1_000_00, False)]
    assert found.declared_on == NEVER
    both = (story.filed(*QUARTER, 500_00, zone="far"), story.filed(*QUARTER, 1_000_00, zone="FR"))
    found = first_quarter(story.view(*facts, *both))
    assert [each.amount for each in found.zones_declared] == [0, 0]
    assert found.declared_on == on("2026-04-20")


def test_a_zone_that_the_policy_does_not_have_is_told() -> None:
    for zone, count in (("narnia", 1), ("far", 0), ("FR", 0), ("", 0), (OTHER_COUNTRIES, 0)):
        shown = story.view(story.sale("F-1"), story.filed(*QUARTER, 1_000_00, zone=zone))
        assert len(first_quarter(shown).strange) == count


def test_days_in_no_declaration_are_told_and_the_period_is_not_declared() -> None:
    part = story.filed("2026-02-10", "2026-02-20", 1_000_00)
    found = first_quarter(story.view(story.sale("F-1"), part))
    days = [(on("2026-01-01"), on("2026-02-09")), (on("2026-02-21"), on("2026-03-31"))]
    assert (list(found.days_left_out), found.declared_on) == (days, NEVER)
    assert first_quarter(story.view(story.sale("F-1"))).days_left_out == ()


def test_the_last_day_to_declare_a_period_is_never_that_of_a_part_or_of_a_longer_one() -> None:
    month = story.filed("2026-01-01", "2026-01-31", 1_000_00, "2026-02-10")
    for each in (month, story.filed("2025-12-01", "2026-02-28", 1_000_00)):
        assert first_quarter(story.view(story.sale("F-1"), each)).due_on == on("2026-04-30")


def test_a_period_with_a_part_still_to_declare_is_not_declared() -> None:
    waiting = story.filed("2026-03-01", "2026-03-31", MISSING, "2026-04-10")
    parts = [story.filed("2026-01-01", "2026-02-28", 1_000_00, "2026-03-10"), waiting]
    found = first_quarter(story.view(story.sale("F-1"), *parts, as_of="2026-04-09"))
    assert found.declared_on == NEVER


def test_a_declaration_of_another_policy_is_none_of_this_one() -> None:
    other = story.filed(*QUARTER, 5_00, policy="Another")
    assert first_quarter(story.view(story.sale("F-1"), other)).filed == ()
    own = story.filed(*QUARTER, 1_000_00, policy=QUARTERLY.name)
    assert len(first_quarter(story.view(story.sale("F-1"), own)).filed) == 1


def test_zones_and_rates_make_the_whole() -> None:
    rates = 'premium_rate = [{ value = "2 ‰" }, { when = { country = "far" }, value = "3 ‰" }]'
    agreed = policy(f'premium_base = "turnover"\npremium_declared_every = "3 months"\n{rates}')
    shown = story.view(
        story.buyer("M", country="MA"), story.buyer("H", public=1), story.buyer("U", country=""), story.sale("F-1"),
        story.sale("F-2", buyer="M", net=500_00), story.sale("F-3", buyer="H", net=200_00),
        story.sale("F-4", buyer="U", net=50_00),
    )  # fmt: skip
    found = first_quarter(shown, agreed)
    told = [(each.zone, each.rate and int(each.rate * 1000), each.declared, each.left_out) for each in found.zones]
    assert told == [("far", 3, 500_00, 0), (OTHER_COUNTRIES, 2, 1_000_00, 200_00), ("", None, 50_00, 0)]
    assert sum(each.declared for each in found.zones) == found.amount
    assert (zone_of(agreed, "TN"), zone_of(agreed, "FR"), zone_of(agreed, "")) == ("far", OTHER_COUNTRIES, "")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.integers(-20, 40), st.booleans()), max_size=6),
    st.integers(0, 10**6),
)
def test_the_differences_and_what_is_untold_are_what_is_to_be_declared_more(
    rows: list[tuple[int, int, bool]], amount: int
) -> None:
    """Declared, plus all that is told of the difference, is what is declared now: whatever came before or after."""
    facts: list[Fact] = [
        story.credit(f"A-{place}", "2026-02-02", cents, known=on("2026-04-20") + late) if is_credit
        else story.sale(f"F-{place}", net=cents, known=on("2026-04-20") + late)
        for place, (cents, late, is_credit) in enumerate(rows)
    ]  # fmt: skip
    found = first_quarter(story.view(*facts, story.filed(*QUARTER, amount)))
    assert found.compared is not None
    assert found.compared.declared + found.compared.amount == found.amount
    assert all(late > 0 for (_, document, _) in changes(found) for late in [rows[int(document[2:])][1]])
