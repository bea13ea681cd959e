"""What of a customer somebody is shown, by rights: limits, our own ones, scores, and facts of the account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from encours.facts.columns import Table
from encours.facts.kinds import KINDS
from encours.web.computing.question import Asked
from encours.web.people.access import Access
from encours.web.people.roles import Right

OWN_LIMITS: Final = "own_limits"
SOLD_AND_PAID: Final = frozenset({
    "buyers", "invoices", "credit_notes", "payments", "payment_returns", "bills", "due_date_moves", "repayment_plans",
    "disputes", "insolvencies",
})  # fmt: skip
"""Kinds of fact that whoever sees no limit is told of: what was sold, what was paid, and what becomes of it."""


def sees_limits(access: Access) -> bool:
    """Whether somebody is shown limits, the status that follows from them, and scores."""
    return access.may(Right.SEE_LIMITS)


def sees_own_limits(access: Access) -> bool:
    """Whether somebody is shown what the company itself allows: its own people and its broker, never an insurer."""
    return sees_limits(access) and (access.may(Right.ASK_LIMIT) or access.may(Right.SEE_DUTIES))


def hidden_kinds(access: Access) -> frozenset[str]:
    """Kinds of fact that somebody is not told of."""
    if not sees_limits(access):
        return frozenset(KINDS) - SOLD_AND_PAID
    return frozenset() if sees_own_limits(access) else frozenset({OWN_LIMITS})


def sees_all(access: Access, members: Iterable[str]) -> bool:
    """Whether somebody sees every customer of a group: what they share says what the others owe."""
    return all(access.sees(each) for each in members)


def as_seen(asked: Asked, access: Access) -> Asked:
    """The question as somebody may ask it: where our own limits are not theirs to see, nothing answered knows them."""
    if sees_own_limits(access):
        return asked
    view = asked.view.showing({OWN_LIMITS: Table.empty(KINDS[OWN_LIMITS])})
    return Asked(asked.company, view, asked.programme, asked.residence, asked.kernels, asked.known_on)
