"""The company that sold was insured on the day of delivery."""

from encours.engine.verdicts import KEPT, NOT_APPLICABLE, REFUSED, Verdict
from encours.units import NEVER, Day


def rule(delivered: Day, seller_joined: Day, seller_left: Day) -> Verdict:
    """Refuse a delivery made before the seller joined the policy or after it left; both days are insured."""
    if delivered == NEVER:
        return NOT_APPLICABLE
    if delivered < seller_joined or delivered > seller_left:
        return REFUSED
    return KEPT
