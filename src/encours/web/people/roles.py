"""Roles, and what each may do; a page asks for a right, never for a role."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from encours.policy.faults import Words


class Right(StrEnum):
    """Something that may be done in an organisation."""

    SEE = "see"
    """See buyers, what they owe and what of it is insured."""
    SEE_LIMITS = "see limits"
    SEE_DUTIES = "see duties"
    SEE_FIGURES = "see figures"
    """See the whole: dashboard, premium, loss ratio."""
    ACT = "act"
    """Record what was done, assign, snooze, note."""
    ASSIGN_CUSTOMERS = "assign customers"
    """Decide which customers a salesperson looks after, and so which ones it sees.

    That is a part of who may do what here, and no deed about a receivable: a broker, who is let in by mandate and acts
    on the files of others, does not decide what people of the company see. Those who run the whole portfolio do, the
    credit manager and the administrator, as nobody else of section 13 of the design sees and changes all of it.
    """
    ASK_LIMIT = "ask for a limit"
    SET_OWN_LIMIT = "set an own limit"
    APPROVE = "approve"
    """Approve, as a second person, the uninsured part of a limit."""
    DECIDE_LIMIT = "decide a limit"
    """Record what the insurer decided."""
    IMPORT = "import"
    EXPORT = "export"
    SEE_JOURNAL = "see the journal"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What somebody is in an organisation."""

    CREDIT_MANAGER = "credit manager"
    READER = "reader"
    SALES = "sales"
    APPROVER = "approver"
    BROKER = "broker"
    UNDERWRITER = "underwriter"
    LENDER = "lender"
    ADMINISTRATOR = "administrator"


_SEEING: Final = frozenset({Right.SEE, Right.SEE_LIMITS, Right.SEE_DUTIES, Right.SEE_FIGURES, Right.EXPORT})
_WORKING: Final = _SEEING | {Right.ACT, Right.ASK_LIMIT, Right.SET_OWN_LIMIT, Right.DECIDE_LIMIT, Right.IMPORT}
RIGHTS: Final[Mapping[Role, frozenset[Right]]] = MappingProxyType({
    Role.CREDIT_MANAGER: _WORKING | {Right.ASSIGN_CUSTOMERS, Right.SEE_JOURNAL},
    Role.READER: _SEEING,
    Role.SALES: frozenset({Right.SEE, Right.SEE_LIMITS, Right.ASK_LIMIT}),
    Role.APPROVER: _SEEING | {Right.APPROVE, Right.SEE_JOURNAL},
    Role.BROKER: _SEEING | {Right.ACT, Right.ASK_LIMIT},
    Role.UNDERWRITER: frozenset({Right.SEE, Right.SEE_LIMITS, Right.DECIDE_LIMIT}),
    Role.LENDER: frozenset({Right.SEE, Right.EXPORT}),
    Role.ADMINISTRATOR: _WORKING | {
        Right.ASSIGN_CUSTOMERS, Right.APPROVE, Right.SEE_JOURNAL, Right.ADMINISTER,
    },
})  # fmt: skip
"""What each role may do."""

IN_PERIMETER: Final = frozenset({Role.SALES, Role.LENDER})
"""Roles that see some buyers alone: their own customers, or those whose receivables are assigned to them."""

NAMES: Final[Mapping[Role, Words]] = MappingProxyType({
    Role.CREDIT_MANAGER: Words("Credit manager", "Credit manager"),
    Role.READER: Words("Reader", "Lecteur"),
    Role.SALES: Words("Sales", "Commercial"),
    Role.APPROVER: Words("Approver", "Approbateur"),
    Role.BROKER: Words("Broker", "Courtier"),
    Role.UNDERWRITER: Words("Underwriter", "Arbitre (assureur)"),
    Role.LENDER: Words("Lender or loss payee", "Financeur ou délégataire"),
    Role.ADMINISTRATOR: Words("Administrator", "Administrateur"),
})  # fmt: skip
