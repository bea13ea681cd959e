"""The insurer consented in writing to longer terms for this invoice."""

from encours.engine.verdicts import KEPT, NOT_APPLICABLE, Verdict
from encours.units import Day

exception_to = "agreed_terms_within_maximum"


def rule(original_due: Day, consented_due: Day) -> Verdict:
    """Keep an invoice whose first due date lies within what the insurer consented to."""
    if consented_due >= original_due:
        return KEPT
    return NOT_APPLICABLE
