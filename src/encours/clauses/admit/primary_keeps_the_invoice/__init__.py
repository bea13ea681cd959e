"""A layer above the primary policy stands only on invoices that the primary keeps."""

from encours.clauses.choices import LayerMode
from encours.clauses.states import State
from encours.engine.verdicts import KEPT, NOT_APPLICABLE, REFUSED, SUSPENDED, Verdict
from encours.units import Code, Flag

state = State.NOT_COVERED


def rule(layer_mode: Code, kept_below: Flag) -> Verdict:
    """Refuse, in a layer above, an invoice that the primary policy does not keep, and suspend one it suspends (2)."""
    if layer_mode == LayerMode.PRIMARY:
        return NOT_APPLICABLE
    if kept_below == 0:
        return REFUSED
    if kept_below == 2:
        return SUSPENDED
    return KEPT
