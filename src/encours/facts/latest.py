"""The day that a ledger is asked about when none is told."""

from __future__ import annotations

from typing import Final

from encours.facts.ledger import Ledger
from encours.units import NEVER, Day

DATED: Final = (
    "invoices", "credit_notes", "payments", "payment_returns", "control_accounts", "aged_balances", "bonds",
    "bond_events",
)  # fmt: skip
"""Tables whose latest day is the day asked about when none is told: what was sold, paid, closed or bonded."""


def latest_day(ledger: Ledger) -> Day | None:
    """Latest day on which something was sold, paid, credited, closed or bonded; None in an empty ledger."""
    days = []
    for name in DATED:
        table = ledger.table(name)
        if len(table):
            happened = table.happened_on
            happened = happened[(happened > -(2**31)) & (happened < NEVER)]
            if happened.size:
                days.append(int(happened.max()))
    return max(days, default=None)
