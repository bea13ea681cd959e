"""The day of the insolvency: which day of the proceedings a waiting period is counted from."""

from encours.clauses.choices import InsolvencyDay
from encours.engine.terms import Term
from encours.units import NEVER, Code, Day
from encours.units.kinds import Unit

# Which proceedings count is `insolvency_proceedings`, the term that stops deliveries: one truth for both.

insolvency_day = Term(
    unit=Unit("code"),
    choices=InsolvencyDay,
    english="Day of the proceedings that is the insolvency of the buyer; it may differ by country.",
    french="Jour de la procédure qui constitue l'insolvabilité de l'acheteur ; il peut varier selon le pays.",
    default="opening",
    varies_by_limit=False,
)


def rule(opened_on: Day, published_on: Day, admitted_on: Day, insolvency_day: Code) -> Day:
    """Day of the insolvency; never, while nothing is opened."""
    if opened_on == NEVER:
        return NEVER
    if insolvency_day == InsolvencyDay.PUBLICATION:
        return published_on
    if insolvency_day == InsolvencyDay.ADMISSION:
        return admitted_on
    return opened_on
