"""The insurer did not refuse the buyer."""

from encours.clauses.choices import LimitKind
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code


def rule(limit_kind: Code) -> Verdict:
    """Refuse a delivery which a refusal of the buyer governs."""
    if limit_kind == LimitKind.REFUSED:
        return REFUSED
    return KEPT
