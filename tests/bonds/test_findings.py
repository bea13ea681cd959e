"""What facts about bonds contradict is told, with its fact and what to do; what is right is not."""

import pytest

from encours.bonds.findings import findings, refused_bonds
from encours.bonds.line import BondKind, BondLine
from encours.bonds.portfolio import Portfolio, fit, portfolio
from encours.bonds.terms import Nature, RunsUntil
from encours.facts.kinds import Fact
from encours.facts.ledger import Ledger
from encours.units import MAXIMUM_AMOUNT
from tests.bonds.made_up import bond, event, kind, line, on

ACCESSORY = kind(Nature.ACCESSORY)
CALLED = event("called", "2026-06-01", 4_000)
PAID = event("paid", "2026-06-10", 4_000)


def found(*facts: Fact, under: BondLine | None = None, day: str = "2026-12-31") -> Portfolio:
    return portfolio(Ledger.of(facts).view(on(day)), under or line())


def codes(*facts: Fact, under: BondKind | None = None) -> list[str]:
    told = findings(found(bond(expires_on=on("2026-06-30")), *facts, under=line(under or kind())))
    assert all(each.fact_ids and each.en and each.fr and each.remedy_en and each.remedy_fr for each in told)
    return [each.code for each in told]


def test_a_bond_called_paid_and_recovered_in_order_contradicts_nothing() -> None:
    assert codes(CALLED, PAID, event("recovered", "2026-07-01", 4_000), event("released", "2026-08-01")) == []


@pytest.mark.parametrize(("paid", "told"), [(4_000, []), (4_001, ["paid and not owed"])])
def test_a_payment_above_what_is_due_is_told(paid: int, told: list[str]) -> None:
    assert codes(CALLED, event("paid", "2026-06-10", paid)) == told


@pytest.mark.parametrize(("back", "told"), [(4_000, []), (4_001, ["recovered above what was paid"])])
def test_a_recovery_above_what_was_paid_is_told(back: int, told: list[str]) -> None:
    assert codes(CALLED, PAID, event("recovered", "2026-07-01", back)) == told


@pytest.mark.parametrize(("day", "told"), [("2026-06-30", []), ("2026-07-01", ["called too late"])])
def test_a_call_after_the_last_day_is_told(day: str, told: list[str]) -> None:
    assert codes(event("called", day, 1), under=kind(runs_until=RunsUntil.LAST_DAY)) == told


@pytest.mark.parametrize(("amount", "told"), [(10_000, []), (10_001, ["reduction that raises"])])
def test_a_reduction_that_raises_is_told(amount: int, told: list[str]) -> None:
    assert codes(event("reduced", "2026-06-10", amount)) == told


def test_paying_an_accessory_bond_without_a_debt_is_told_until_the_debt_is_established() -> None:
    assert codes(CALLED, PAID, under=ACCESSORY) == ["paid without a debt established"]
    assert codes(CALLED, PAID, event("debt established", "2026-09-01", 4_000), under=ACCESSORY) == []
    below = event("debt established", "2026-09-01", 3_999)
    assert codes(CALLED, PAID, below, under=ACCESSORY) == ["paid above the debt"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-12-31", ["bond issued while the line was closed"]),
        ("2026-01-01", []),
        ("2026-12-31", []),
        ("2027-01-01", ["bond issued while the line was closed"]),
    ],
)
def test_a_bond_issued_while_the_line_was_closed_is_told(day: str, told: list[str]) -> None:
    assert [each.code for each in findings(found(bond(issued_on=on(day)), day="2027-12-31"))] == told


def test_more_than_the_line_or_the_sublimit_is_told_with_what_is_too_much() -> None:
    under = line(kind(sublimit=9_000_00), total=9_999)
    told = findings(found(bond(), under=under))
    assert [(each.code, each.fact_ids) for each in told] == [
        ("over the line", ("surety.toml:5",)),
        ("over the sublimit", ("surety.toml:9",)),
    ]
    assert "€10,000.00 of the line, which is €9,999.00: €1.00 too much" in told[0].en
    assert "1 000,00 € de trop" in told[1].fr.replace("\u202f", " ").replace("\u00a0", " ")
    assert findings(found(bond(), under=line(kind(sublimit=10_000_00), total=10_000))) == ()


def test_bonds_that_come_to_more_than_the_largest_amount_are_told_all_the_same() -> None:
    largest = MAXIMUM_AMOUNT // 100
    (told,) = findings(found(bond(amount=largest), bond("C-2", amount=1), under=line(total=largest)))
    assert "€100,000,000,001.00 of the line, which is €100,000,000,000.00: €1.00 too much" in told.en


@pytest.mark.parametrize(("takes_room", "used"), [(True, 10_000_00), (False, 6_000_00)])
def test_what_the_surety_paid_takes_room_where_the_line_says_so(takes_room: bool, used: int) -> None:
    assert found(bond(), CALLED, PAID, under=line(payments_take_room=takes_room)).use.used == used


def test_a_bond_asked_for_fits_up_to_the_room_of_its_line_and_of_its_kind() -> None:
    small = kind(name="bid", sublimit=3_000_00)
    whole = found(bond(), under=line(kind(), small, total=14_000))
    assert fit(whole, small, 3_000_00).fits
    above = fit(whole, small, 3_000_01)
    assert (above.fits, above.lacking_in_the_kind, above.lacking_in_the_line) == (False, 1, 0)
    assert fit(whole, kind(), 4_000_00).fits
    assert fit(whole, kind(), 4_000_01).lacking_in_the_line == 1
    assert not fit(found(bond(), day="2027-01-01"), kind(), 1).fits


def test_bonds_that_nothing_can_count_are_refused_all_at_once_with_the_nearest_kind() -> None:
    facts = (bond("C-1", kind="performence"), bond("C-2", currency="USD"), bond("C-3"), event("called", "2026-06-01",
             1, of="C-3"))  # fmt: skip
    refused = refused_bonds(Ledger.of(facts).view(on("2026-12-31")), line())
    assert [each.code for each in refused] == ["bond in another currency", "bond of unknown kind"]
    assert 'Did you mean "performance"?' in refused[1].remedy_en
