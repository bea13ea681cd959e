"""No delivery is made while the buyer leaves an invoice unpaid beyond the extension period."""

from encours.clauses.choices import ExtensionStarts, Restart
from encours.clauses.measures import was_delivered
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day
from encours.units.kinds import Unit

# The terms below are read by the account walk (encours.cover.stops), which hands over the start of the stop.

maximum_extension_period = Term(
    unit=Unit("span"),
    english="How long an invoice may stay unpaid before deliveries to the buyer must stop.",
    french="Délai pendant lequel une facture peut rester impayée avant l'arrêt des livraisons à l'acheteur.",
    low="0 days",
    high="360 days",
    varies_by_limit=False,
    example="60 days",
)
extension_starts = Term(
    unit=Unit("code"),
    choices=ExtensionStarts,
    english="Where the maximum extension period is counted from; day one is the day after.",
    french="Point de départ du délai maximal de prorogation ; le premier jour est le lendemain.",
    default="due date",
    varies_by_limit=False,
)
stop_minimum_overdue = Term(
    unit=Unit("cents"),
    english="Open amount of an invoice, VAT included, below which it stops no delivery.",
    french="Solde d'une facture, TVA comprise, au-dessous duquel elle n'arrête aucune livraison.",
    low="0",
    high="1 000 000 000",
    varies_by_limit=False,
    example="500 EUR",
)
overdue_restart = Term(
    unit=Unit("code"),
    choices=Restart,
    english="Whether a stop ends once the invoices beyond the extension are paid, or every overdue one.",
    french="Si l'arrêt cesse au paiement des factures au-delà de la prorogation, ou de tous les impayés.",
    default="oldest overdue paid",
    varies_by_limit=False,
)
cured_stop_forgotten_within = Term(
    unit=Unit("days"),
    english="A stop cured this many days or fewer after it began is treated as if it had never been.",
    french="Un arrêt levé dans ce nombre de jours au plus après son début est réputé n'avoir pas eu lieu.",
    low="0 days",
    high="90 days",
    varies_by_limit=False,
    example="10 days",
)

applies = was_delivered


def rule(delivered: Day, overdue_stop_since: Day) -> Verdict:
    """Refuse a delivery made from the first stopped day until the overdue is paid."""
    if overdue_stop_since <= delivered:
        return REFUSED
    return KEPT
