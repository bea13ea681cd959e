"""The day that a ledger is asked about when none is told."""

from __future__ import annotations

from typing import Final

from encours.facts.ledger import Ledger
from encours.units import NEVER, Day

DATED: Final = (
    "invoices", "credit_notes", "payments", "payment_returns", "control_accounts", "aged_balances", "bonds",
    "bond_events", "insolvencies", "overdue_reports", "hand_overs", "claim_events", "legal_actions", "insurer_requests",
)  # fmt: skip
"""Tables whose latest day is the day asked about when none is told.

What was sold, paid, closed or bonded, and what happened about it since. What may be written ahead of its day, such as a
decision that takes effect later or a notice that a policy ends, moves it not.
"""


def latest_day(ledger: Ledger) -> Day | None:
    """Latest day on which something was sold, paid, closed or bonded, or happened about it; None in an empty ledger."""
    days = []
    for name in DATED:
        table = ledger.table(name)
        if len(table):
            happened = table.happened_on
            happened = happened[(happened > -(2**31)) & (happened < NEVER)]
            if happened.size:
                days.append(int(happened.max()))
    return max(days, default=None)
