"""The costs of a sum that several layers, or years of a policy, share: charged once between them.

Each shares the whole sum, so each would charge the whole of its costs. Its part of them goes pro rata of what its
insurers get of the sum; where none gets anything, all falls to the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from encours.claims.recoveries import Recovery
from encours.units import portion_between


def costs_once(shared: Sequence[Recovery]) -> tuple[Recovery, ...]:
    """One sum as each layer and year shared it, the first layer first, with its part of the costs charged beside.

    Each part is the difference of two running totals, so that no cent is lost. What is taken off the sum before it is
    shared was taken once already: it is less of the sum for each of them.
    """
    got = [max(0, each.to_insurer or 0) for each in shared]
    weights = got if any(got) else [1, *(0 for _ in got[1:])]
    ends = list(accumulate(weights))
    return tuple(
        _part(each, end - weight, end, ends[-1]) for each, weight, end in zip(shared, weights, ends, strict=True)
    )


def _part(whole: Recovery, start: int, end: int, every: int) -> Recovery:
    charged, above, spent = (
        portion_between(start, end, amount, every)
        for amount in (whole.costs_of_insurer + whole.costs_of_insured, whole.costs_above, whole.spent_by_insurer)
    )
    # Charged as the sum is shared, the insurer's is pro rata of what it gets already: it is in the part.
    of_insurer = min(charged, whole.costs_of_insurer)
    return replace(
        whole, costs_of_insurer=of_insurer, costs_of_insured=charged - of_insurer, costs_above=above,
        spent_by_insurer=spent,
    )  # fmt: skip
