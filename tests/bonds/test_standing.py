"""What a bond still obliges to: each end and each call, on both sides of its day and of its amount."""

import pytest

from encours.bonds.last_day import End
from encours.bonds.terms import Nature, RunsUntil
from encours.units import MISSING
from tests.bonds.made_up import bond, euros, event, kind, on, stands

ACCESSORY = kind(Nature.ACCESSORY)
RETENTION = kind(Nature.ACCESSORY, lapses_after_reception=12)
DATED = kind(runs_until=RunsUntil.LAST_DAY)
RECEIVED = event("works received", "2026-03-15")
CALLED = event("called", "2026-06-01", 4_000)


@pytest.mark.parametrize(("day", "outstanding"), [("2026-01-01", 0), ("2026-01-02", 10_000)])
def test_a_bond_stands_from_the_day_of_its_issue(day: str, outstanding: int) -> None:
    assert euros(stands(day))[0] == outstanding


@pytest.mark.parametrize(("day", "outstanding"), [("2026-05-09", 10_000), ("2026-05-10", 6_000)])
def test_a_reduction_is_what_it_stands_at_from_its_day(day: str, outstanding: int) -> None:
    assert euros(stands(day, event("reduced", "2026-05-10", 6_000)))[0] == outstanding


def test_a_reduction_never_raises() -> None:
    assert euros(stands("2026-05-10", event("reduced", "2026-05-10", 10_001)))[0] == 10_000


@pytest.mark.parametrize(("day", "outstanding"), [("2026-05-09", 10_000), ("2026-05-10", 0)])
def test_a_release_ends_it_on_its_day(day: str, outstanding: int) -> None:
    found = stands(day, event("released", "2026-05-10"))
    assert euros(found)[0] == outstanding
    assert found.ended_by is (End.NONE if outstanding else End.RELEASE)


def test_past_its_last_day_a_bond_that_runs_until_release_still_stands() -> None:
    assert euros(stands("2027-12-31", of=bond(expires_on=on("2026-06-30"))))[0] == 10_000


@pytest.mark.parametrize(("day", "outstanding"), [("2026-06-30", 10_000), ("2026-07-01", 0)])
def test_a_bond_that_runs_until_its_last_day_stands_through_it(day: str, outstanding: int) -> None:
    assert euros(stands(day, of=bond(expires_on=on("2026-06-30")), under=DATED))[0] == outstanding


@pytest.mark.parametrize(("day", "outstanding"), [("2026-09-30", 10_000), ("2026-10-01", 0)])
def test_an_extension_moves_the_last_day(day: str, outstanding: int) -> None:
    extended = event("extended", "2026-06-15", expires_on=on("2026-09-30"))
    assert euros(stands(day, extended, of=bond(expires_on=on("2026-06-30")), under=DATED))[0] == outstanding


@pytest.mark.parametrize(("day", "outstanding"), [("2027-03-15", 10_000), ("2027-03-16", 0)])
def test_a_retention_is_freed_one_year_after_reception_without_release(day: str, outstanding: int) -> None:
    # Law 71-584 of 16 July 1971, article 2: at the end of a year from the reception.
    found = stands(day, RECEIVED, under=RETENTION)
    assert euros(found)[0] == outstanding
    assert found.ended_by is (End.NONE if outstanding else End.LAW)


def test_without_reception_no_year_runs() -> None:
    assert euros(stands("2030-01-01", under=RETENTION))[0] == 10_000


def test_a_kind_that_no_law_frees_stands_after_reception() -> None:
    assert euros(stands("2030-01-01", RECEIVED, under=ACCESSORY))[0] == 10_000


@pytest.mark.parametrize(("opposed", "outstanding"), [("2027-03-15", 10_000), ("2027-03-16", 0)])
def test_an_opposition_keeps_it_if_it_comes_within_the_year(opposed: str, outstanding: int) -> None:
    assert euros(stands("2027-04-01", RECEIVED, event("opposed", opposed), under=RETENTION))[0] == outstanding


@pytest.mark.parametrize(
    ("lifted", "day", "outstanding"),
    [
        ("2027-02-01", "2027-03-15", 10_000),
        ("2027-02-01", "2027-03-16", 0),
        ("2027-05-10", "2027-05-09", 10_000),
        ("2027-05-10", "2027-05-10", 0),
    ],
)
def test_an_opposition_lifted_frees_it_at_the_end_of_the_year_or_on_its_day(
    lifted: str, day: str, outstanding: int
) -> None:
    events = (RECEIVED, event("opposed", "2027-01-10"), event("opposition lifted", lifted))
    assert euros(stands(day, *events, under=RETENTION))[0] == outstanding


@pytest.mark.parametrize(("called", "due"), [(9_999, 9_999), (10_000, 10_000), (10_001, 10_000)])
def test_on_demand_the_surety_owes_what_is_called_up_to_what_the_bond_stands_at(called: int, due: int) -> None:
    found = stands("2026-06-02", event("called", "2026-06-01", called))
    assert euros(found) == (10_000, due, 0, 0)
    assert found.called == called * 100


def test_two_calls_share_one_amount() -> None:
    found = stands("2026-06-02", CALLED, event("called", "2026-06-02", 7_000))
    assert (found.called, found.accepted, found.due) == (11_000_00, 10_000_00, 10_000_00)


def test_accessory_nobody_knows_what_is_owed_until_the_debt_is_established() -> None:
    found = stands("2026-06-01", CALLED, under=ACCESSORY)
    assert (found.due, found.outstanding) == (MISSING, 10_000_00)


def test_accessory_nothing_is_missing_where_nothing_is_called() -> None:
    assert euros(stands("2026-06-01", under=ACCESSORY)) == (10_000, 0, 0, 0)


@pytest.mark.parametrize(("debt", "due"), [(0, 0), (3_999, 3_999), (4_000, 4_000), (4_001, 4_000)])
def test_accessory_the_surety_refuses_what_the_principal_does_not_owe(debt: int, due: int) -> None:
    assert euros(stands("2026-07-01", CALLED, event("debt established", "2026-06-20", debt), under=ACCESSORY))[1] == due


def test_accessory_what_was_paid_has_paid_the_debt() -> None:
    events = (CALLED, event("debt established", "2026-06-20", 3_000), event("paid", "2026-07-01", 3_000))
    assert euros(stands("2026-07-01", *events, under=ACCESSORY)) == (7_000, 0, 3_000, 3_000)


def test_a_payment_reduces_the_bond_and_opens_the_recourse() -> None:
    assert euros(stands("2026-07-01", CALLED, event("paid", "2026-06-10", 4_000))) == (6_000, 0, 4_000, 4_000)


@pytest.mark.parametrize(("back", "left"), [(0, 4_000), (3_999, 1), (4_000, 0), (4_001, 0)])
def test_the_recourse_leaves_what_the_principal_still_owes(back: int, left: int) -> None:
    events = (CALLED, event("paid", "2026-06-10", 4_000), event("recovered", "2026-08-01", back))
    assert euros(stands("2026-08-01", *events))[3] == left


@pytest.mark.parametrize(("called", "outstanding"), [("2026-06-30", 4_000), ("2026-07-01", 0)])
def test_what_was_called_by_the_last_day_is_owed_after_it(called: str, outstanding: int) -> None:
    found = stands("2026-09-01", event("called", called, 4_000), of=bond(expires_on=on("2026-06-30")), under=DATED)
    assert euros(found)[:2] == (outstanding, outstanding)


@pytest.mark.parametrize(
    ("last", "outstanding"), [("2026-06-29", 4_000), ("2026-06-30", 4_000), ("2026-09-30", 10_000)]
)
def test_no_extension_takes_away_a_call_that_came_in_time(last: str, outstanding: int) -> None:
    """Called on the last day; the day after, the bond is said to run to another one."""
    moved = event("extended", "2026-07-01", expires_on=on(last))
    called = event("called", "2026-06-30", 4_000)
    found = stands("2026-09-01", called, moved, of=bond(expires_on=on("2026-06-30")), under=DATED)
    assert euros(found)[:2] == (outstanding, 4_000)


def test_an_extension_saves_a_call_that_came_too_late() -> None:
    """Extend or pay: the bond was past its last day when it was called, and was extended since."""
    late, moved = event("called", "2026-07-02", 4_000), event("extended", "2026-07-05", expires_on=on("2026-09-30"))
    assert euros(stands("2026-08-01", late, of=bond(expires_on=on("2026-06-30")), under=DATED))[:2] == (0, 0)
    assert euros(stands("2026-08-01", late, moved, of=bond(expires_on=on("2026-06-30")), under=DATED))[1] == 4_000


def test_after_its_last_day_an_accessory_bond_stands_for_what_was_called_and_is_not_established() -> None:
    under = kind(Nature.ACCESSORY, runs_until=RunsUntil.LAST_DAY)
    found = stands("2026-09-01", CALLED, of=bond(expires_on=on("2026-06-30")), under=under)
    assert (found.outstanding, found.due) == (4_000_00, MISSING)


def test_a_release_gives_up_what_was_called() -> None:
    assert euros(stands("2026-09-01", CALLED, event("released", "2026-06-01"))) == (0, 0, 0, 0)


def test_what_happens_later_is_not_read() -> None:
    assert stands("2026-05-31", CALLED).events == ()
