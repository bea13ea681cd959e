"""No delivery is made while the policy is suspended for a premium or a declaration that is late."""

from encours.clauses.measures import was_delivered
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day
from encours.units.kinds import Unit

# The term is read when the policy's suspensions are laid out, before any row.

suspension_after_notice = Term(
    unit=Unit("span"),
    english="Time from the registered letter about a late premium or declaration to the policy's suspension.",
    french="Délai entre la lettre recommandée (prime ou déclaration en retard) et la suspension.",
    low="0 days",
    high="90 days",
    default="30 days",
    policy_wide=True,
    varies_by_limit=False,
)

applies = was_delivered


def rule(delivered: Day, policy_suspended_since: Day) -> Verdict:
    """Refuse a delivery made during a suspension of the policy."""
    if policy_suspended_since <= delivered:
        return REFUSED
    return KEPT
