"""Related companies are buyers only where the policy covers them."""

from encours.clauses.choices import Cover
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NOT_APPLICABLE, REFUSED, Verdict
from encours.units import Code, Flag
from encours.units.kinds import Unit

related_companies = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether sales to companies related to the insured are covered.",
    french="Garantie des ventes aux sociétés liées à l'assuré.",
    default="excluded",
)


def rule(related_buyer: Flag, related_companies: Code) -> Verdict:
    """Refuse a related company unless the policy covers them."""
    if related_companies == Cover.COVERED:
        return NOT_APPLICABLE
    if related_buyer == 1:
        return REFUSED
    return KEPT
