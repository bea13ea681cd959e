"""The company that sold was insured on the day of delivery."""

from encours.clauses.measures import was_delivered
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day

applies = was_delivered


def rule(delivered: Day, seller_joined: Day, seller_left: Day) -> Verdict:
    """Refuse a delivery made before the seller joined the policy or after it left; both days are insured."""
    if delivered < seller_joined or delivered > seller_left:
        return REFUSED
    return KEPT
