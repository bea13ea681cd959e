"""The same question with some facts supposed: what a decision, a limit or a delivery would change, before it is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from encours.facts.assumptions import assume
from encours.facts.kinds import Fact, LimitDecision
from encours.facts.ledger import HYPOTHESIS, Ledger
from encours.facts.only import only
from encours.facts.view import View
from encours.units import Cents, Day
from encours.web.computing.question import Asked


def supposed_ledger(ledger: Ledger, facts: Iterable[Fact]) -> Ledger:
    """A what-if of a ledger, itself one perhaps; each fact has a name of its own, so that two alike are two."""
    return ledger.hypothetical(
        replace(each, fact_id=f"{HYPOTHESIS}:{place}", source="") for place, each in enumerate(facts, 1 + len(ledger))
    )


def supposing(asked: Asked, facts: Iterable[Fact], buyer: str, *, as_of: Day | None = None) -> Asked:
    """The question of one account asked of a what-if, and of another day where one is told; nothing is ever stored.

    A day to come supposes that nothing else happens until then: nobody pays, nothing is decided.
    """
    told = list(facts)
    ledger = supposed_ledger(asked.view.ledger, told) if told else asked.view.ledger
    view = assume(ledger.view(asked.as_of if as_of is None else as_of, asked.known_on))
    return Asked(asked.company, only(view, kin_shown(asked.view, buyer)), asked.programme, asked.residence,
                 known_on=asked.known_on)  # fmt: skip


def as_granted(asked: Asked, buyer: str, amount: Cents, currency: str, policy: str = "") -> LimitDecision:
    """A limit as the insurer would grant it today, without conditions.

    It takes after the one in force under that policy: of the same company, shared by the same.
    """
    names = [each.name for each in asked.programme.policies]
    layer = names.index(policy) if policy else 0
    portfolio = asked.portfolio
    stands = portfolio.standing(portfolio.line(buyer)).of_layer(layer)
    alike = {} if stands is None else {
        name: getattr(stands.decision, name) for name in ("buyer", "scope", "covers_identifier", "entity")
    }  # fmt: skip
    return LimitDecision(**{
        "reference": f"{HYPOTHESIS} {buyer}", "buyer": buyer, "policy": policy, "kind": "top-up" if layer else "named",
        "outcome": "granted", "amount": amount, "currency": currency, "decided_on": asked.as_of,
        "notified_on": asked.as_of, "effective_on": asked.as_of, **alike,
    })  # fmt: skip


def kin_shown(view: View, buyer: str) -> frozenset[str]:
    """Buyers of the account that a view of one buyer shows."""
    return frozenset({buyer, *(each for each in view.table("buyers").texts["buyer"].texts() if each)})
