"""One thing done for several customers at once, whole or not at all: limits asked for, own limits set."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from encours.facts.kinds import LimitRequest
from encours.units import Cents, Day
from encours.units.show import show_day
from encours.web.actions.keeping import Kept, locked
from encours.web.actions.record import record
from encours.web.computing.question import Asked
from encours.web.computing.what_if import own_limits
from encours.web.people.access import Access
from encours.web.store.facts import MODELS


def is_still(access: Access, revision: int) -> bool:
    """Whether nothing was kept since somebody looked, and nothing will be before the transaction ends."""
    return locked(access.organisation).revision == revision


def ask_limits(access: Access, asked: Asked, amounts: Mapping[str, Cents], *, at: datetime) -> Kept:
    """Keep a request for each customer; a request changes no cover, the answer of the insurer does."""
    names = _references(amounts, asked.as_of)
    facts = [
        LimitRequest(
            reference=names[buyer], buyer=buyer, requested_on=asked.as_of, amount=amount, currency=asked.currency
        )
        for buyer, amount in amounts.items()
    ]
    return record(access, facts, today=asked.as_of, at=at)


def set_own_limits(access: Access, asked: Asked, amounts: Mapping[str, Cents], place: str, *, at: datetime) -> Kept:
    """Keep what the company allows each customer from today on."""
    return record(access, own_limits(asked, amounts, place), today=asked.as_of, at=at)


def _references(buyers: Collection[str], day: Day) -> dict[str, str]:
    """A name for a request of each customer, that no other request has."""
    model: Any = MODELS["limit_requests"]
    taken = set(model.objects.filter(buyer__in=buyers).values_list("reference", flat=True))
    return {buyer: next(each for each in _names(buyer, day) if each not in taken) for buyer in buyers}


def _names(buyer: str, day: Day) -> Iterator[str]:
    first = f"{buyer}-{show_day(day, 'en')}"
    yield first
    number = 2
    while True:
        yield f"{first}-{number}"
        number += 1
