"""There is a receivable: the goods were delivered and not returned."""

from encours.clauses.choices import Cover, Stage
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code
from encours.units.kinds import Unit

delivered_not_invoiced = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether deliveries that are not invoiced yet are covered.",
    french="Garantie des livraisons qui ne sont pas encore facturées.",
    default="covered",
)


def rule(stage: Code, delivered_not_invoiced: Code) -> Verdict:
    """Refuse drafts, orders in hand, returned sales, and deliveries not invoiced that the policy excludes."""
    if stage == Stage.DRAFT or stage == Stage.ORDER or stage == Stage.RETURNED:
        return REFUSED
    if stage == Stage.DELIVERED and delivered_not_invoiced == Cover.EXCLUDED:
        return REFUSED
    return KEPT
