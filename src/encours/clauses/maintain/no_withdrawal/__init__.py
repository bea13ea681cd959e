"""No delivery is made under a limit that was withdrawn."""

from encours.clauses.choices import LimitKind
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code


def rule(limit_kind: Code) -> Verdict:
    """Refuse a delivery which a withdrawal governs, its notice being over."""
    if limit_kind == LimitKind.WITHDRAWN:
        return REFUSED
    return KEPT
