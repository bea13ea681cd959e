"""Layers that share every euro in proportion to their limits."""

from encours.units import Cents, portion

is_cause = False  # the layers beside carry the rest


def rule(asked: Cents, limit_amount: Cents, limit_beside: Cents, limit_beside_before: Cents) -> Cents:
    """The layer's part, to the nearest cent of what those before it and itself carry: together they carry all."""
    if limit_beside == 0:
        return asked
    together = limit_amount + limit_beside
    reached = portion(asked, limit_beside_before + limit_amount, together)
    return reached - portion(asked, limit_beside_before, together)
