"""Related companies are buyers only where the policy covers them."""

from encours.clauses.choices import Cover
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code, Flag
from encours.units.kinds import Unit

related_companies = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether sales to companies related to the insured are covered.",
    french="Garantie des ventes aux sociétés liées à l'assuré.",
    default="excluded",
)


def applies(related_companies: Code) -> Flag:
    """Only where the policy excludes them."""
    return 1 if related_companies == Cover.EXCLUDED else 0


def rule(related_buyer: Flag) -> Verdict:
    """Refuse a related company unless the policy covers them."""
    if related_buyer == 1:
        return REFUSED
    return KEPT
