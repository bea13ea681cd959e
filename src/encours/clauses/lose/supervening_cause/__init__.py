"""A cause that supervenes: which of two causes of loss decides the day, and with it the percentage."""

from encours.clauses.choices import SuperveningCause
from encours.engine.terms import Term
from encours.units import NEVER, Code, Day, Flag
from encours.units.kinds import Unit

supervening_cause = Term(
    unit=Unit("code"),
    choices=SuperveningCause,
    english="What an insolvency, or a political event, does to a waiting period that runs already.",
    french="Effet d'une insolvabilité, ou d'un fait politique, sur un délai de carence qui court déjà.",
    default="insolvency ends the waiting",
    policy_wide=True,
)


def rule(
    began_on: Day, lost_on: Day, supervening_began_on: Day, supervening_lost_on: Day, supervening_cause: Code
) -> Flag:
    """1 where the second cause decides, as it does on the same day; a cause that brings no loss decides nothing."""
    if supervening_lost_on == NEVER:
        return 0
    if lost_on == NEVER:
        return 1
    if supervening_cause == SuperveningCause.FIRST_EVENT:
        return 1 if supervening_began_on <= began_on else 0
    return 1 if supervening_lost_on <= lost_on else 0
