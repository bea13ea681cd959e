"""The buyer was not long overdue when the policy began."""

from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Days
from encours.units.kinds import Unit

maximum_overdue_at_inception = Term(
    unit=Unit("days"),
    english="Most days that a buyer's oldest unpaid invoice may be overdue on the first day of the period.",
    french="Retard maximal, en jours, de la plus ancienne facture impayée d'un acheteur au premier jour de la période.",
    low="0 days",
    high="360 days",
    example="90 days",
)


def rule(overdue_at_inception: Days, maximum_overdue_at_inception: Days) -> Verdict:
    """Refuse a buyer with an invoice overdue by more days than allowed on the first day of the period."""
    if overdue_at_inception > maximum_overdue_at_inception:
        return REFUSED
    return KEPT
