"""What is allocated to each supplier on each day, by the rule of the walk, and held against the total of that day."""

import pytest

from encours.cover.answer import cover as cover_of
from encours.reverse.allocations import allocations_of, fit, stretches
from encours.reverse.findings import breaches, other_buyers, refused_allocations
from tests.reverse.made_up import cover, iso, ledger, on, view

NOTICES = 'reduction_notice = "30 days"\nwithdrawal_notice = "10 days"\n'
FROM_JULY = """[[endorsements]]
name = "July"
effective_on = 2026-07-01
[endorsements.terms]
total_of_allocations = "700 EUR"
"""


def told(decisions: list[str], *, terms: str = "", day: str = "12-31") -> dict[str, list[tuple[str, str, int, str]]]:
    """Allocations of each supplier: first day, last day, euros, and the decision that gives them."""
    found = allocations_of(view(ledger(decisions), day), cover(terms=terms))
    return {
        name: [
            (iso(each.first)[5:], iso(each.last)[5:], each.amount // 100, each.decision.reference) for each in several
        ]
        for name, several in found.items()
    }


def test_an_allocation_holds_from_its_decision_to_the_end_of_the_period() -> None:
    assert told(["A granted 500 03-16"]) == {"A": [("03-16", "12-31", 500, "D-1")]}


def test_one_decided_before_the_period_holds_from_its_first_day() -> None:
    found = allocations_of(view(ledger(["A granted 500 01-01"]), "12-31"), cover())
    assert found["A"][0].first == on("01-01")


def test_a_cut_and_an_end_wait_for_their_notice_and_a_raise_does_not() -> None:
    decisions = ["A granted 500 02-01", "A reduced 200 03-01", "A granted 600 05-01", "A withdrawn - 06-01"]
    assert told(decisions, terms=NOTICES) == {
        "A": [
            ("02-01", "03-30", 500, "D-1"), ("03-31", "04-30", 200, "D-2"), ("05-01", "06-10", 600, "D-3"),
        ]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "after"),
    [('expired_limit_falls_back_to = "nothing"', []), ("", [("04-01", "12-31", 500, "D-1")])],
)
def test_a_temporary_allocation_ends_on_its_last_day_and_what_it_falls_back_to_is_a_term(
    terms: str, after: list[tuple[str, str, int, str]]
) -> None:
    assert told(["A granted 500 02-01", "A granted 900 03-01 03-31"], terms=terms) == {
        "A": [("02-01", "02-28", 500, "D-1"), ("03-01", "03-31", 900, "D-2"), *after]
    }


def test_a_refused_raise_leaves_what_stood_and_a_refusal_leaves_nothing() -> None:
    assert told(["A granted 500 02-01", "A increase_refused 900 03-01"]) == {"A": [("02-01", "12-31", 500, "D-1")]}
    assert told(["A refused 0 02-01"]) == {"A": []}


def test_a_decision_not_yet_known_allocates_nothing() -> None:
    assert told(["A granted 500 03-16"], day="03-15") == {}


@pytest.mark.parametrize("day", ["02-15", "03-30", "03-31", "05-20", "06-11"])
def test_what_is_allocated_is_the_limit_that_a_delivery_of_the_day_meets(day: str) -> None:
    decisions = ["A granted 500 02-01", "A reduced 200 03-01", "A granted 600 05-01", "A withdrawn - 06-01"]
    agreed = cover(terms=NOTICES)
    seen = view(ledger(decisions, [f"A 10000 {day}"]), "12-31")
    (row,) = cover_of(seen, agreed.programme).rows()
    allocated = sum(each.amount for each in allocations_of(seen, agreed)["A"] if each.holds_on(on(day)))
    assert row.admitted == allocated


def test_suppliers_have_each_their_own_limit_in_the_walk() -> None:
    seen = view(
        ledger(["A granted 500 01-01", "B granted 200 01-01"], ["A 450 02-01", "B 450 02-01", "C 450 02-01"]), "02-28"
    )
    assert [row.admitted // 100 for row in cover_of(seen, cover().programme).rows()] == [450, 200, 0]


def test_every_day_is_held_against_its_total() -> None:
    agreed = cover(total=1_000, terms=FROM_JULY)
    found = stretches(
        allocations_of(view(ledger(["A granted 500 01-01", "B granted 300 03-01"]), "12-31"), agreed), agreed
    )
    days = [(iso(each.first)[5:], iso(each.last)[5:]) for each in found]
    euros = [tuple(cents // 100 for cents in (each.total, each.allocated, each.left, each.over)) for each in found]
    assert days == [("01-01", "02-28"), ("03-01", "06-30"), ("07-01", "12-31")]
    assert euros == [(1000, 500, 500, 0), (1000, 800, 200, 0), (700, 800, 0, 100)]
    (breach,) = breaches(found, agreed)
    assert "From 2026-07-01 to 2026-12-31" in breach.en
    assert "A €500.00 (D-1), B €300.00 (D-2)" in breach.en
    assert "soit 100,00\N{NO-BREAK SPACE}€ de plus que le total de 700,00\N{NO-BREAK SPACE}€" in breach.fr
    assert breach.fact_ids == ("limit_decisions:3", "limit_decisions:2")


def test_allocations_that_just_reach_the_total_are_no_breach() -> None:
    agreed = cover(total=800)
    found = stretches(
        allocations_of(view(ledger(["A granted 500 01-01", "B granted 300 03-01"]), "12-31"), agreed), agreed
    )
    assert breaches(found, agreed) == ()
    assert [each.left // 100 for each in found] == [300, 0]


def test_a_cut_under_notice_still_counts_beside_what_is_allocated_meanwhile() -> None:
    agreed = cover(total=800, terms=NOTICES)
    decisions = ["A granted 500 01-01", "A reduced 200 03-01", "B granted 600 03-15"]
    found = stretches(allocations_of(view(ledger(decisions), "12-31"), agreed), agreed)
    assert [(iso(each.first)[5:], iso(each.last)[5:], each.over // 100) for each in found if each.over] == [
        ("03-15", "03-30", 300)
    ]


@pytest.mark.parametrize(
    ("day", "amount", "lacking", "lacks_on"),
    [("01-10", 500, 0, ""), ("01-10", 501, 1, "03-01"), ("02-10", 900, 400, "03-01"), ("03-10", 600, 100, "03-10")],
)
def test_an_allocation_asked_for_is_held_against_every_later_day(
    day: str, amount: int, lacking: int, lacks_on: str
) -> None:
    agreed = cover(total=1_000)
    some = allocations_of(view(ledger(["A granted 100 01-01", "B granted 500 03-01"]), "12-31"), agreed)
    asked = fit(stretches(some, agreed), "A", amount * 100, day=on(day))
    assert (asked.lacking // 100, asked.fits) == (lacking, lacking == 0)
    assert (iso(asked.lacks_on)[5:] if lacking else "") == lacks_on


def test_allocations_that_nothing_can_be_counted_with_are_told_at_once() -> None:
    rows = [["reference", "buyer", "entity", "kind", "outcome", "amount", "currency", "decided_on"],
            ["D-1", "MI", "", "reverse", "granted", "10", "EUR", "2026-01-02"],
            ["D-2", "MI", "FILATRE", "reverse", "granted", "10", "EUR", "2026-01-02"],
            ["D-3", "MI", "A", "reverse", "granted", "10", "USD", "2026-01-02"],
            ["D-4", "ZZ", "A", "reverse", "granted", "10", "EUR", "2026-01-02"]]  # fmt: skip
    buyers = [["buyer", "name"], ["MI", "Magasins"], ["ZZ", "Autres"]]
    named = ("A", "FILATURE")
    seen = view(ledger([], more={"limit_decisions": rows, "buyers": buyers}, suppliers=named), "12-31")
    codes = [each.code for each in refused_allocations(seen, cover())]
    assert codes == ["allocation in another currency", "allocation to nobody insured", "allocation without supplier"]
    (other,) = other_buyers(seen, cover())
    assert "ZZ" in other.en
    assert (
        'Did you mean "FILATURE"?'
        in next(each for each in refused_allocations(seen, cover()) if "nobody" in each.code).remedy_en
    )


def test_allocations_that_come_to_more_than_the_largest_amount_are_told_all_the_same() -> None:
    seen = view(ledger(["A granted 100000000000 01-01", "B granted 1 01-01"]), "12-31")
    (breach,) = breaches(stretches(allocations_of(seen, cover()), cover()), cover())
    assert "allocations come to €100,000,000,001.00" in breach.en


def test_of_many_allocations_above_the_total_the_largest_are_named_and_the_others_counted() -> None:
    suppliers = [f"S{number:02}" for number in range(25)]
    agreed = cover(total=100)
    seen = view(
        ledger([f"{each} granted {10 + place} 01-01" for place, each in enumerate(suppliers)], suppliers=suppliers),
        "12-31",
    )
    (breach,) = breaches(stretches(allocations_of(seen, agreed), agreed), agreed)
    # 10 + 11 + ... + 34 is 550; the five smallest, 10 to 14, are 60 of it.
    assert "allocations come to €550.00, €450.00 above the total of €100.00: S05 €15.00 (D-6), " in breach.en
    assert breach.en.endswith("S24 €34.00 (D-25), and 5 more of €60.00.")
    assert "et 5 autres pour 60,00" in breach.fr
    assert len(breach.fact_ids) == 25
