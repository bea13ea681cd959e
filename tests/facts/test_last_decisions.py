"""Which decision on a limit is the last one: the day of its effect comes first, then the day it was taken."""

import pytest

from encours.facts.decisions import last_decisions, limit_of
from encours.facts.kinds import LimitDecision
from encours.facts.ledger import Ledger
from encours.units import NEVER

DAY = 20_000


def decision(reference, decided, effective=None, **said):
    given = {"kind": "named", "outcome": "granted", "amount": 100_00, "currency": "EUR"}
    days = {"decided_on": DAY + decided} | ({} if effective is None else {"effective_on": DAY + effective})
    return LimitDecision(reference=reference, buyer="B", **{**given, **days, **said})


def last(*decisions, by=NEVER):
    found = last_decisions(Ledger.of(decisions).view(DAY + 500), limit_of, by=by)
    return [each.reference for each in found.values()]


CUT, RAISE = decision("cut", 0, 60, amount=50_00), decision("raise", 10)


@pytest.mark.parametrize("told", [(CUT, RAISE), (RAISE, CUT)])
def test_the_one_that_takes_effect_last_is_the_last_though_it_was_taken_first(told):
    assert last(*told) == ["cut"]


@pytest.mark.parametrize(("day", "reference"), [(59, ["raise"]), (60, ["cut"]), (10, ["raise"]), (9, [])])
def test_one_that_takes_effect_after_the_day_is_passed_over(day, reference):
    assert last(CUT, RAISE, by=DAY + day) == reference


def test_of_two_that_take_effect_on_one_day_the_one_taken_last_is_the_last():
    one, other = decision("first", 0, 60), decision("second", 10, 60)
    assert last(one, other) == last(other, one) == ["second"]


def test_an_effect_told_before_the_decision_begins_with_the_decision():
    early = decision("early", 10, 0)
    assert last(early, by=DAY + 9) == []
    assert last(early, by=DAY + 10) == ["early"]


def test_a_refused_increase_leaves_the_limit_as_it_was():
    assert last(decision("limit", 0), decision("more", 5, outcome="increase refused")) == ["limit"]
