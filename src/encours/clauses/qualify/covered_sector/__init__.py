"""The buyer's sector is covered."""

from encours.clauses.choices import Cover
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code
from encours.units.kinds import Unit

sector_covered = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether buyers of a sector are covered; the sectors are named in `when` by their NACE code.",
    french="Garantie des acheteurs d'un secteur ; les secteurs sont nommés dans « when » par leur code NACE.",
    default="covered",
)


def rule(sector_covered: Code) -> Verdict:
    """Refuse a buyer in a sector that the policy excludes."""
    if sector_covered == Cover.EXCLUDED:
        return REFUSED
    return KEPT
