"""One thing done for several customers at once, whole or not at all: limits asked for, own limits set."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from encours.facts.kinds import LimitRequest, OwnLimit
from encours.policy.faults import Words
from encours.units import Cents, Day
from encours.units.show import show_day
from encours.web.actions.approvals import needs_second, propose
from encours.web.actions.keeping import locked, standing
from encours.web.actions.limits import note
from encours.web.actions.record import record
from encours.web.computing.limit_faults import contradictions, faults_of_ledger
from encours.web.computing.position import position
from encours.web.computing.question import Asked
from encours.web.computing.what_if import if_own, own_limits
from encours.web.people.access import Access
from encours.web.people.deeds import Deed
from encours.web.store.facts import MODELS


def is_still(access: Access, revision: int) -> bool:
    """Whether nothing was kept since somebody looked, and nothing will be before the transaction ends."""
    return locked(access.organisation).revision == revision


def requests(asked: Asked, amounts: Mapping[str, Cents]) -> list[LimitRequest]:
    """A request for each customer, made on the day asked."""
    names = _references(amounts, asked.as_of)
    return [
        LimitRequest(
            reference=names[buyer], buyer=buyer, requested_on=asked.as_of, amount=amount, currency=asked.currency
        )
        for buyer, amount in amounts.items()
    ]


def faults_together(asked: Asked, facts: Sequence[LimitRequest | OwnLimit]) -> dict[str, Words]:
    """The first thing wrong with what is told of each customer; under no name, what all of it together breaks."""
    found = {each.buyer: wrong[0] for each in facts if (wrong := contradictions(asked, [each], each.buyer))}
    if not found and (broken := faults_of_ledger(asked, facts)):
        return {"": broken[0]}
    return found


def ask_limits(access: Access, asked: Asked, amounts: Mapping[str, Cents], *, at: datetime) -> None:
    """Keep a request for each customer; a request changes no cover, the answer of the insurer does."""
    _keep(access, asked, requests(asked, amounts), Deed.ASK_LIMIT, at)


def set_own_limits(
    access: Access, asked: Asked, amounts: Mapping[str, Cents], place: str, *, reason: str, at: datetime
) -> tuple[int, int]:
    """Allow each customer an amount from today on; how many are kept, and how many are proposed to a second person."""
    access, then = standing(access), if_own(asked, amounts, place)
    kept = list[OwnLimit]()
    proposed = 0
    for fact in own_limits(asked, amounts, place):
        found = position(then, fact.buyer)
        if needs_second(access, found, asked.currency):
            propose(access, asked, fact, found, reason=reason, at=at)
            proposed += 1
        else:
            kept.append(fact)
    _keep(access, asked, kept, Deed.SET_OWN_LIMIT, at)
    return len(kept), proposed


def _keep(access: Access, asked: Asked, facts: Sequence[LimitRequest | OwnLimit], deed: Deed, at: datetime) -> None:
    """Keep facts in one batch, each with a line of its own in the journal."""
    if not facts:
        return
    kept = record(access, facts, today=asked.as_of, at=at)
    for each in facts:
        note(access, [each], each.buyer, kept, deed=deed, at=at)


def _references(buyers: Collection[str], day: Day) -> dict[str, str]:
    """A name for a request of each customer, that no other request of the company has."""
    model: Any = MODELS["limit_requests"]
    alike = model.objects.filter(reference__contains=f"-{show_day(day, 'en')}")
    taken = set(alike.values_list("reference", flat=True))
    return {buyer: next(each for each in _names(buyer, day) if each not in taken) for buyer in buyers}


def _names(buyer: str, day: Day) -> Iterator[str]:
    first = f"{buyer}-{show_day(day, 'en')}"
    yield first
    number = 2
    while True:
        yield f"{first}-{number}"
        number += 1
