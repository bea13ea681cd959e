"""Kinds of the duties of a policy, by the name that a duty holds, and who does each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.duties.duty import Department

REPORT_OVERDUE: Final = "report the overdue"
HAND_OVER: Final = "hand over the file"
DECLARE_IN_PROCEEDINGS: Final = "declare the claim in the proceedings"
FILE_CLAIM: Final = "file the claim"
STOP_DELIVERIES: Final = "stop deliveries"
ASK_LIMIT: Final = "ask for a limit"
RENEW_LIMIT: Final = "renew the limit"
MEET_CONDITIONS: Final = "meet the conditions of the limit"
ASK_CONSENT: Final = "ask for consent to an extension"
DECLARE_TURNOVER: Final = "declare the turnover"
PAY_PREMIUM: Final = "pay the premium"
APPEAL: Final = "appeal the decision"
REPORT_AGGRAVATION: Final = "report the aggravation"
ANSWER_INSURER: Final = "answer the insurer"
REMIT_RECOVERY: Final = "pass on the recovery"
GIVE_NOTICE: Final = "give notice of termination"
RENEW_POLICY: Final = "renew the policy"

WHO: Final[Mapping[str, Department]] = {
    REPORT_OVERDUE: Department.CREDIT,
    HAND_OVER: Department.CREDIT,
    DECLARE_IN_PROCEEDINGS: Department.LEGAL,
    FILE_CLAIM: Department.CREDIT,
    STOP_DELIVERIES: Department.SALES,
    ASK_LIMIT: Department.CREDIT,
    RENEW_LIMIT: Department.CREDIT,
    MEET_CONDITIONS: Department.CREDIT,
    ASK_CONSENT: Department.CREDIT,
    APPEAL: Department.CREDIT,
    REPORT_AGGRAVATION: Department.CREDIT,
    ANSWER_INSURER: Department.CREDIT,
    REMIT_RECOVERY: Department.ACCOUNTING,
    DECLARE_TURNOVER: Department.ACCOUNTING,
    PAY_PREMIUM: Department.ACCOUNTING,
    GIVE_NOTICE: Department.MANAGEMENT,
    RENEW_POLICY: Department.MANAGEMENT,
}
"""Every kind, in the order they are told, with the department that does it."""


def led(kind: str, *others: Department) -> tuple[Department, ...]:
    """Departments that a kind concerns: the one that does it, then others that must know of it."""
    return (WHO[kind], *others)
