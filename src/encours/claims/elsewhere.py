"""What other layers of a programme, or other years of a policy, do on the debts of a claim.

Each policy shares what comes back as if it alone had paid. Together insurers never get more of a sum than the sum, nor
stay out of pocket by more than is still owed: an insurance of goods indemnifies, and makes nobody richer (French code
des assurances, L121-1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from encours.claims.money import Receipt
from encours.units import Cents


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What others `taken` of each sum that came back, what they `paid` on each debt, and what they may still take.

    Those that take before this one are in `taken`. `can_take` is, for a sum, all that the others may keep of every sum.
    """

    taken: Mapping[Receipt, Cents] = field(default_factory=dict)
    paid: Mapping[tuple[str, int], Cents] = field(default_factory=dict)
    can_take: Mapping[Receipt, Cents] = field(default_factory=dict)


NOTHING: Final = Elsewhere()
"""A policy that is alone on its debts."""
