"""The buyer's country is covered."""

from encours.clauses.choices import Cover
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code
from encours.units.kinds import Unit

country_covered = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether buyers of a country are covered; the countries are named in `when`.",
    french="Garantie des acheteurs d'un pays ; les pays sont nommés dans « when ».",
    default="covered",
)


def rule(country_covered: Code) -> Verdict:
    """Refuse a buyer in a country that the policy excludes."""
    if country_covered == Cover.EXCLUDED:
        return REFUSED
    return KEPT
