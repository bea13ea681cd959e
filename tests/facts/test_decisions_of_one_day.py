"""Two decisions of one day that give one buyer different limits contradict each other, whatever differs."""

import pytest

from encours.facts.checks import check
from encours.facts.kinds import Buyer, LimitDecision
from encours.facts.ledger import Ledger

DAY = 20_000
BUYER = Buyer(buyer="B", name="B SARL", country="FR")


def decision(reference, **said):
    given = {"kind": "named", "outcome": "granted", "amount": 100_00, "currency": "EUR", "decided_on": DAY}
    return LimitDecision(reference=reference, buyer="B", **{**given, **said})


def contradictions(*decisions):
    return [fault for fault in check(Ledger.of([BUYER, *decisions])) if fault.code == "contradictory limits"]


@pytest.mark.parametrize(
    "other",
    [
        {"percentage": 5_000},
        {"kind": "discretionary"},
        {"outcome": "refused", "kind": "reverse"},
        {"conditions": "Caution à fournir"},
        {"covers_identifier": "123456782"},
        {"expires_on": DAY + 30},
        {"amount": 50_00},
    ],
)
def test_decisions_that_differ_contradict_each_other(other):
    assert len(contradictions(decision("G1"), decision("G2", **other))) == 1


def test_the_same_decision_told_twice_does_not():
    assert contradictions(decision("G1"), decision("G2")) == []


def test_an_increase_refused_beside_a_grant_does_not():
    assert contradictions(decision("G1"), decision("G2", outcome="increase refused", amount=900_00)) == []
