"""Two loss payees of one indemnity are told with both rows; those that follow one another are not."""

import pytest

from encours.facts.assignment_checks import assignments_do_not_overlap
from encours.facts.checks import check
from encours.facts.kinds import Assignment
from encours.facts.ledger import Ledger
from encours.units import MISSING, NEVER
from tests.facts.story import on

FIRST, SECOND = on("15-01"), on("01-06")


def assigned(
    name: str, payee: str, acknowledged_on: int = FIRST, ended_on: int = NEVER, **perimeter: str
) -> Assignment:
    return Assignment(
        fact_id=name,
        reference=name,
        loss_payee=payee,
        signed_on=on("01-01"),
        acknowledged_on=acknowledged_on,
        ended_on=ended_on,
        **perimeter,
    )


def codes(*facts: Assignment) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.code, each.fact_ids) for each in check(Ledger.of(facts))]


BOTH = [("two loss payees", ("a", "b"))]


@pytest.mark.parametrize(
    ("ended_on", "found"), [(SECOND - 1, []), (SECOND, []), (SECOND + 1, BOTH), (NEVER, BOTH), (MISSING, BOTH)]
)
def test_the_second_may_begin_on_the_day_the_first_ended_and_no_day_before(ended_on, found):
    assert codes(assigned("a", "Bank", ended_on=ended_on), assigned("b", "Factor", SECOND)) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({}, {"buyer": "B1"}, BOTH),
        ({"buyer": "B1"}, {"buyer": "B1"}, BOTH),
        ({"buyer": "B1"}, {"buyer": "B2"}, []),
        ({"entity": "E1"}, {"entity": "E2"}, []),
        ({"entity": "E1"}, {"buyer": "B1"}, BOTH),
        ({"policy": "P1"}, {"policy": "P2"}, []),
        ({"policy": "P1", "buyer": "B1"}, {"policy": "P1"}, BOTH),
    ],
)
def test_two_payees_meet_where_both_perimeters_hold_one_indemnity(one, other, found):
    assert codes(assigned("a", "Bank", **one), assigned("b", "Factor", **other)) == found


def test_two_general_assignments_are_told_once_whatever_buyers_are_listed():
    listed = [assigned(f"c{buyer}", "Bank", buyer=f"B{buyer}") for buyer in range(3)]
    view = Ledger.of([assigned("a", "Bank"), assigned("b", "Factor"), *listed]).view(NEVER - 1)
    told = [each.fact_ids for each in assignments_do_not_overlap(view)]
    assert sorted(told) == [("a", "b"), *(("b", each.fact_id) for each in listed)]


def test_one_payee_twice_or_an_assignment_never_acknowledged_contradicts_nothing():
    assert codes(assigned("a", "Bank"), assigned("b", "Bank", SECOND)) == []
    assert codes(assigned("a", "Bank"), assigned("b", "Factor", NEVER)) == []


def test_a_first_that_ended_hides_no_third_that_overlaps_the_second():
    facts = (
        assigned("c", "Insurer's own bank", SECOND + 1),
        assigned("b", "Factor", SECOND),
        assigned("a", "Bank", ended_on=SECOND),
    )
    assert codes(*facts) == [("two loss payees", ("b", "c"))]


@pytest.mark.parametrize(("ended_on", "found"), [(FIRST, []), (FIRST - 1, ["assignment out of order"])])
def test_an_assignment_ends_no_day_before_it_was_acknowledged(ended_on, found):
    assert [code for code, _ in codes(assigned("a", "Bank", ended_on=ended_on))] == found


def test_days_that_nobody_knows_or_that_never_came_are_in_order():
    assert codes(assigned("a", "Bank", MISSING, SECOND)) == []
    assert codes(assigned("a", "Bank", NEVER)) == []
