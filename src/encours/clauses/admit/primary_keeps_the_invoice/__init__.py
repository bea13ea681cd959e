"""A layer above the primary policy stands only on invoices that the primary keeps."""

from encours.clauses.choices import LayerMode, PrimaryAnswer
from encours.clauses.states import State
from encours.engine.verdicts import KEPT, NOT_APPLICABLE, REFUSED, SUSPENDED, Verdict
from encours.units import Code

state = State.NOT_COVERED


def rule(layer_mode: Code, primary_answer: Code) -> Verdict:
    """Refuse, in a layer above, an invoice that the primary policy does not keep, and suspend one it suspends."""
    if layer_mode == LayerMode.PRIMARY:
        return NOT_APPLICABLE
    if primary_answer == PrimaryAnswer.REFUSED:
        return REFUSED
    if primary_answer == PrimaryAnswer.SUSPENDED:
        return SUSPENDED
    return KEPT
