"""A limit granted for a time had not run out on the day of delivery."""

from encours.clauses.choices import ExpiredLimit, LimitKind
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code
from encours.units.kinds import Unit

# Read by the account walk (encours.cover.limits_in_force), which looks behind an expired limit.

expired_limit_falls_back_to = Term(
    unit=Unit("code"),
    choices=ExpiredLimit,
    english="What stands behind deliveries made after the last day of a temporary limit.",
    french="Ce qui couvre les livraisons postérieures au dernier jour d'un agrément temporaire.",
    default="previous limit",
    varies_by_limit=False,
)


def rule(limit_kind: Code) -> Verdict:
    """Refuse a delivery made after its limit expired, with nothing to fall back to."""
    if limit_kind == LimitKind.EXPIRED:
        return REFUSED
    return KEPT
