"""No delivery is made to a buyer in insolvency, unless the insurer decided so in writing."""

from encours.clauses.choices import Proceedings
from encours.clauses.measures import was_delivered
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import NEVER, Day
from encours.units.kinds import Unit

# The term is read when the facts of a buyer are laid out, before any row.

insolvency_proceedings = Term(
    unit=Unit("code"),
    choices=Proceedings,
    english="Which proceedings against a buyer are its insolvency: they stop deliveries, and are its loss.",
    french="Procédures ouvertes contre un acheteur qui valent insolvabilité : elles arrêtent les livraisons "
    "et constituent le sinistre.",
    default="any proceedings",
    policy_wide=True,
)

applies = was_delivered


def rule(insolvent_since: Day, latest_decision_on: Day, restarted_on: Day) -> Verdict:
    """Refuse a delivery from the day of the opening on, but for a written decision or consent after it."""
    if insolvent_since == NEVER:
        return KEPT
    if latest_decision_on != NEVER and latest_decision_on > insolvent_since:
        return KEPT
    if restarted_on != NEVER and restarted_on > insolvent_since:
        return KEPT
    return REFUSED
