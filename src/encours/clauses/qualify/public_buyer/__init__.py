"""Public bodies are buyers only where the policy covers them."""

from encours.clauses.choices import Cover
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NOT_APPLICABLE, REFUSED, Verdict
from encours.units import Code, Flag
from encours.units.kinds import Unit

public_buyers = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether sales to the State and to public bodies are covered.",
    french="Garantie des ventes à l'État et aux organismes publics.",
    default="excluded",
)


def rule(public_buyer: Flag, public_buyers: Code) -> Verdict:
    """Refuse a public body unless the policy covers them."""
    if public_buyers == Cover.COVERED:
        return NOT_APPLICABLE
    if public_buyer == 1:
        return REFUSED
    return KEPT
