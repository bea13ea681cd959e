"""Goods delivered and not yet invoiced have a limit of their own."""

from encours.clauses.choices import Stage
from encours.engine.terms import Term
from encours.units import Cents, Code
from encours.units.kinds import Unit

gives_back = True  # what the sublimit cuts takes no room from other invoices

delivered_not_invoiced_limit = Term(
    unit=Unit("cents"),
    english="Most that is insured of goods delivered and not yet invoiced, within a limit and shared as it is.",
    french="Montant maximal garanti pour le livré non facturé, dans l'agrément et partagé comme lui.",
    low="0",
    high="1 000 000 000",
    example="30 000 EUR",
)


def rule(asked: Cents, stage: Code, stage_used: Cents, delivered_not_invoiced_limit: Cents) -> Cents:
    """What is asked, cut to what the sublimit has left."""
    if stage != Stage.DELIVERED:
        return asked
    return max(0, delivered_not_invoiced_limit - stage_used)
