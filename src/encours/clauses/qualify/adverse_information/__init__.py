"""Nothing adverse was known about the buyer when the goods were delivered."""

from encours.clauses.states import State
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NOT_APPLICABLE, REFUSED, Verdict
from encours.units import NEVER, Day, Flag
from encours.units.kinds import Unit

state = State.NOT_COVERED

adverse_information_bars = Term(
    unit=Unit("flag"),
    english="Whether deliveries made with adverse information in hand are not covered.",
    french="Si les livraisons faites en connaissance d'une information défavorable ne sont pas garanties.",
    default="yes",
)


def applies(adverse_information_bars: Flag) -> Flag:
    """Only where the policy makes it bar deliveries."""
    return adverse_information_bars


def rule(delivered: Day, adverse_since: Day) -> Verdict:
    """Refuse a delivery made on or after the day the news came, unless it was cleared by then."""
    if delivered == NEVER:
        return NOT_APPLICABLE
    if adverse_since != NEVER:
        return REFUSED
    return KEPT
