"""Every kind of duty: who does it, and whether missing it costs cover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.duties.duty import Department

WHO: Final[Mapping[str, Department]] = {
    "report_overdue": Department.CREDIT,
    "hand_over_file": Department.CREDIT,
    "declare_claim": Department.LEGAL,
    "file_claim": Department.CREDIT,
    "stop_deliveries": Department.SALES,
    "ask_limit": Department.CREDIT,
    "renew_limit": Department.CREDIT,
    "meet_conditions": Department.CREDIT,
    "ask_consent": Department.CREDIT,
    "declare_turnover": Department.ACCOUNTING,
    "pay_premium": Department.ACCOUNTING,
    "give_notice": Department.MANAGEMENT,
}
"""Department that does each kind of duty of a policy; those of the law name theirs beside their dates."""
