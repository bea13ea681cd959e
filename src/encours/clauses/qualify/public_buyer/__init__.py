"""Public bodies are buyers only where the policy covers them."""

from encours.clauses.choices import Cover
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code, Flag
from encours.units.kinds import Unit

public_buyers = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether sales to the State and to public bodies are covered.",
    french="Garantie des ventes à l'État et aux organismes publics.",
    default="excluded",
)


def applies(public_buyers: Code) -> Flag:
    """Only where the policy excludes them."""
    return 1 if public_buyers == Cover.EXCLUDED else 0


def rule(public_buyer: Flag) -> Verdict:
    """Refuse a public body unless the policy covers them."""
    if public_buyer == 1:
        return REFUSED
    return KEPT
