"""Own limits, requests and securities of one buyer: what is told, and what nobody can tell."""

import pytest

from encours.cover.book.rates import Rates
from encours.explain.buyer_facts import BuyerFacts, Exchange, own_limit
from encours.facts.kinds import LimitDecision, LimitRequest, OwnLimit, Security
from encours.units import MISSING, NEVER, from_civil

TODAY = from_civil(2026, 6, 30)
EURO = Exchange(Rates({}, {}), "EUR", TODAY)


def own(amount, position, *, insured, outstanding, currency="EUR"):
    told = OwnLimit(buyer="B1", from_day=TODAY - 90, amount=amount, currency=currency, position=position)
    return own_limit(BuyerFacts(own_limits=[told]), insured, outstanding, EURO)


@pytest.mark.parametrize(
    ("amount", "position", "insured", "outstanding", "allowed", "accepted", "room"),
    [
        (90_000, "including", 40_000, 68_000, 90_000, 50_000, 22_000),
        (60_000, "including", 45_000, 78_000, 60_000, 15_000, -18_000),
        (30_000, "including", 40_000, 30_000, 30_000, 0, 0),
        (15_000, "on top", 40_000, 50_000, 55_000, 15_000, 5_000),
        (15_000, "on top", 0, 0, 15_000, 15_000, 15_000),
        (15_000, "on top", None, 0, None, 15_000, None),
        (15_000, "including", None, 5_000, 15_000, None, 10_000),
    ],
)
def test_an_own_limit_contains_the_insured_one_or_adds_to_it(
    amount, position, insured, outstanding, allowed, accepted, room
):
    found = own(amount, position, insured=insured, outstanding=outstanding)
    assert (found.allowed, found.accepted, found.room) == (allowed, accepted, room)
    assert found.is_exceeded == (room is not None and room < 0)


def test_an_own_limit_in_a_currency_without_a_rate_is_unknown_not_zero():
    found = own(90_000, "including", insured=40_000, outstanding=1, currency="USD")
    assert (found.amount, found.allowed, found.room, found.is_exceeded) == (None, None, None, False)


def test_a_buyer_without_an_own_limit_has_none():
    assert own_limit(BuyerFacts(), 40_000, 1, EURO) is None


def asked(reference, *, answered=NEVER):
    return LimitRequest(
        reference=reference, buyer="B1", requested_on=TODAY - 12, amount=1, currency="EUR", answered_on=answered
    )


def decided(request, day):
    return LimitDecision(
        reference="D1", buyer="B1", kind="named", outcome="granted", amount=1, decided_on=day, request=request
    )


def test_a_request_waits_until_its_answer_or_the_decision_that_names_it():
    facts = BuyerFacts(
        limit_requests=[asked("Q1"), asked("Q2"), asked("Q3", answered=TODAY - 1)],
        limit_decisions=[decided("Q1", TODAY - 2), decided("", TODAY - 2)],
    )
    assert [each.reference for each in facts.waiting] == ["Q2"]
    assert facts.answered_on(facts.limit_requests[0]) == TODAY - 2
    assert facts.answer_to(facts.limit_requests[2]) is None


@pytest.mark.parametrize(
    ("expires", "released", "is_held"),
    [(NEVER, NEVER, True), (TODAY, NEVER, True), (TODAY - 1, NEVER, False), (NEVER, TODAY, False)],
)
def test_a_security_is_held_through_its_last_day_and_until_it_is_given_up(expires, released, is_held):
    security = Security(
        reference="S1",
        buyer="B1",
        kind="guarantee",
        amount=MISSING,
        held_from=TODAY - 9,
        expires_on=expires,
        released_on=released,
    )
    assert (BuyerFacts(securities=[security]).held(TODAY) == [security]) == is_held
