"""The insurer consented in writing to longer terms for this invoice."""

from encours.engine.verdicts import KEPT, NOT_APPLICABLE, Verdict
from encours.units import Day

exception_to = "agreed_terms_within_maximum"


def rule(original_due: Day, special_terms_due: Day) -> Verdict:
    """Keep an invoice whose first due date lies within what the insurer consented to."""
    if special_terms_due >= original_due:
        return KEPT
    return NOT_APPLICABLE
