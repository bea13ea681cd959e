"""Layers that share every euro in proportion to their limits."""

from encours.units import Cents, portion_between

is_cause = False  # the layers beside carry the rest


def rule(
    asked: Cents,
    limit_amount: Cents,
    limit_beside: Cents,
    limit_beside_after: Cents,
    left_beside: Cents,
    room_taken: Cents,
) -> Cents:
    """The layer's part of what the layers before it leave, to the nearest cent along the room they leave.

    Together the layers carry all that is asked, and none passes its own limit, however small the rows.
    """
    if limit_beside == 0:
        return asked
    left = limit_amount + limit_beside_after
    if left == 0:
        return 0
    return portion_between(room_taken, room_taken + min(asked, left_beside), limit_amount, left)
