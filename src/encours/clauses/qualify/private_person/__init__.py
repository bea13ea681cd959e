"""Private persons are buyers only where the policy covers them."""

from encours.clauses.choices import Cover
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code, Flag
from encours.units.kinds import Unit

private_persons = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether sales to private persons are covered.",
    french="Garantie des ventes aux particuliers.",
    default="excluded",
)


def applies(private_persons: Code) -> Flag:
    """Only where the policy excludes them."""
    return 1 if private_persons == Cover.EXCLUDED else 0


def rule(private_person: Flag) -> Verdict:
    """Refuse a private person unless the policy covers them."""
    if private_person == 1:
        return REFUSED
    return KEPT
