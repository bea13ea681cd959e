"""The control account beside the aged balance, and what explains a difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from encours.units import Cents


@dataclass(frozen=True, slots=True)
class Control:
    """Balance of the control accounts in one currency on the day, and what the aged balance expects there.

    `expected` is the net total of that currency; of all currencies, at the rates of the day, where the
    accounts are kept in the company's alone. `parts` name what the control account holds otherwise than the
    ledger, and add up to the difference when `agrees`.
    """

    accounts: tuple[str, ...]
    currency: str
    balance: Cents
    expected: Cents
    parts: tuple[tuple[str, Cents], ...]

    @property
    def difference(self) -> Cents:
        """Control account less the aged balance."""
        return self.balance - self.expected

    @property
    def unexplained(self) -> Cents:
        """What the parts leave of the difference."""
        return self.difference - sum(amount for _, amount in self.parts)

    @property
    def agrees(self) -> bool:
        """Whether nothing is left to explain."""
        return self.unexplained == 0


def control_of(
    accounts: Sequence[str],
    currency: str,
    *,
    balance: Cents,
    expected: Cents,
    possible: Sequence[tuple[str, Cents]],
) -> Control:
    """Control with the fewest of the possible parts that explain the whole difference, or with none."""
    difference = balance - expected
    known = [(name, amount) for name, amount in possible if amount]
    sets = [[p for place, p in enumerate(known) if chosen >> place & 1] for chosen in range(2 ** len(known))]
    fitting = [each for each in sets if sum(amount for _, amount in each) == difference]
    parts = min(fitting, key=len) if fitting else []
    return Control(tuple(accounts), currency, balance, expected, tuple(parts))
