"""Goods delivered and not yet invoiced have a limit of their own."""

from encours.clauses.choices import Stage
from encours.engine.terms import Term
from encours.units import Cents, Code
from encours.units.kinds import Unit

delivered_not_invoiced_limit = Term(
    unit=Unit("cents"),
    english="Most that is insured per buyer of goods delivered and not yet invoiced, within its limit.",
    french="Montant maximal garanti par acheteur pour le livré non facturé, dans la limite de l'agrément.",
    low="0",
    high="1 000 000 000",
    example="30 000 EUR",
)


def rule(asked: Cents, stage: Code, stage_used: Cents, delivered_not_invoiced_limit: Cents) -> Cents:
    """What is asked, cut to what the sublimit has left."""
    if stage != Stage.DELIVERED:
        return asked
    return max(0, delivered_not_invoiced_limit - stage_used)
