"""Layers that share every euro in proportion to their limits."""

from encours.units import Cents, portion, portion_between

is_cause = False  # the layers beside carry the rest


def rule(
    asked: Cents,
    stage_asked: Cents,
    insured_base: Cents,
    limit_base: Cents,
    limit_amount: Cents,
    limit_beside: Cents,
    limit_beside_before: Cents,
    limit_beside_first: Cents,
    carried_beside: Cents,
    balance_before: Cents,
) -> Cents:
    """The layer's part of the room filled so far, to the nearest cent, less its part of what was filled before.

    The first layer has its share of the room, the others theirs of what the first leaves. However small the rows, none
    passes its own limit while the limits stay the same; together they carry all that is asked where they count the
    same older debt, and never more than the stage was asked for.
    """
    if limit_beside == 0:
        return asked
    together = limit_amount + limit_beside
    start = balance_before if limit_base == insured_base else 0
    end = start + asked
    if limit_beside_before == 0:
        part = portion_between(start, end, limit_amount, together)
    else:
        start = start - portion(start, limit_beside_first, together)
        end = end - portion(end, limit_beside_first, together)
        rest = together - limit_beside_first
        others = limit_beside_before - limit_beside_first
        part = portion_between(start, end, others + limit_amount, rest) - portion_between(start, end, others, rest)
    return min(max(0, part), max(0, stage_asked - carried_beside))
