"""Limits of several customers at once: the same question with all of them supposed, none of them kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from encours.facts.kinds import Fact, OwnLimit
from encours.facts.ledger import HYPOTHESIS
from encours.units import Cents
from encours.web.computing.question import Asked
from encours.web.computing.supposed import as_granted


def if_granted(asked: Asked, amounts: Mapping[str, Cents]) -> Asked:
    """The same question, supposing that the insurer granted these limits today, without conditions."""
    return _supposing(asked, [as_granted(asked, buyer, amount, asked.currency) for buyer, amount in amounts.items()])


def if_own(asked: Asked, amounts: Mapping[str, Cents], place: str) -> Asked:
    """The same question, supposing that we allowed these amounts from today on."""
    return _supposing(asked, own_limits(asked, amounts, place))


def own_limits(asked: Asked, amounts: Mapping[str, Cents], place: str) -> list[OwnLimit]:
    """Own limits that hold from the day asked on."""
    return [
        OwnLimit(buyer=buyer, from_day=asked.as_of, amount=amount, currency=asked.currency, position=place)
        for buyer, amount in amounts.items()
    ]


def _supposing(asked: Asked, facts: Iterable[Fact]) -> Asked:
    named = (replace(each, source=HYPOTHESIS, fact_id=f"{HYPOTHESIS}:{place}") for place, each in enumerate(facts, 1))
    return replace(asked, view=asked.view.supposing(named))
