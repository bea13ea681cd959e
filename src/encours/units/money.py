"""Amounts with their currency, at the border; inside, rules see plain integers of minor units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from encours.units.currency import Currency
from encours.units.kinds import Cents
from encours.units.language import MAXIMUM_AMOUNT
from encours.units.refusal import Refusal, refuse


@dataclass(frozen=True, slots=True)
class Money:
    """A number of minor units of one currency, at most ``MAXIMUM_AMOUNT`` in either direction.

    Sums and comparisons are between amounts of the same currency only; anything else is a mistake of
    the program.
    """

    cents: Cents
    currency: Currency

    def __post_init__(self) -> None:
        """Hold the bound that 64-bit arithmetic relies on."""
        assert abs(self.cents) <= MAXIMUM_AMOUNT, f"amount out of bounds: {self.cents}"

    def __add__(self, other: Money) -> Money:
        """Sum, exact."""
        return Money(self.cents + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        """Difference, exact."""
        return Money(self.cents - self._same(other), self.currency)

    def __neg__(self) -> Money:
        """Amount in the other direction."""
        return Money(-self.cents, self.currency)

    def __lt__(self, other: Money) -> bool:
        """Whether this amount is the smaller."""
        return self.cents < self._same(other)

    def __le__(self, other: Money) -> bool:
        """Whether this amount is not the larger."""
        return self.cents <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        """Whether this amount is the larger."""
        return self.cents > self._same(other)

    def __ge__(self, other: Money) -> bool:
        """Whether this amount is not the smaller."""
        return self.cents >= self._same(other)

    def split(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Parts in proportion to weights, which add up to the amount exactly.

        Each part is cut towards zero; the minor units left go one each to the largest remainders, the
        earlier part first among equals. Weights are not negative and not all zero.
        """
        whole = sum(weights)
        assert whole > 0, "no weight to split by"
        assert min(weights) >= 0, "a weight is negative"
        size = abs(self.cents)
        sign = -1 if self.cents < 0 else 1
        parts = [size * weight // whole for weight in weights]
        by_remainder = sorted(range(len(weights)), key=lambda index: -(size * weights[index] % whole))
        for index in by_remainder[: size - sum(parts)]:
            parts[index] += 1
        return tuple(Money(sign * part, self.currency) for part in parts)

    def to_decimal_text(self) -> str:
        """Amount with a decimal point and all its decimals, without grouping: ``-1234.56``."""
        return _decimal_text(self.cents, self.currency)

    def _same(self, other: Money) -> Cents:
        """Minor units of an amount of the same currency."""
        assert self.currency == other.currency, f"{self.currency.code} against {other.currency.code}"
        return other.cents


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of amounts, or what it is worth in another currency: without bound, shown and never computed with."""

    cents: int
    currency: Currency

    def to_decimal_text(self) -> str:
        """Total with a decimal point and all its decimals, without grouping: ``-1234.56``."""
        return _decimal_text(self.cents, self.currency)


def _decimal_text(minor: int, currency: Currency) -> str:
    sign = "-" if minor < 0 else ""
    units, cents = divmod(abs(minor), currency.unit)
    if currency.minor_units == 0:
        return f"{sign}{units}"
    return f"{sign}{units}.{cents:0{currency.minor_units}d}"


def money_of_digits(text: str, currency: Currency, *, negative: bool, units: str, decimals: str) -> Money | Refusal:
    """Amount of the digits on each side of the decimal mark; the text is only quoted in a refusal.

    Zeros after the last decimal of the currency say nothing and are let pass; any other digit there is
    refused, since reading it would round.
    """
    kept, beyond = decimals[: currency.minor_units], decimals[currency.minor_units :]
    if beyond.strip("0"):
        places = currency.minor_units or "no"
        return refuse(
            "amount_too_many_decimals",
            text,
            what=f"An amount in {currency.code} has {places} decimal{'' if places == 1 else 's'}.",
            expected=f"an amount such as {Money(1_234_56, currency).to_decimal_text()}",
            hint="Round it where it comes from; amounts are never rounded when read.",
        )
    size = int(units) * currency.unit + int((kept or "0").ljust(currency.minor_units, "0"))
    if size > MAXIMUM_AMOUNT:
        largest = Money(MAXIMUM_AMOUNT, currency).to_decimal_text()
        return refuse(
            "amount_too_large",
            text,
            what="The amount is larger than any this program computes with.",
            expected=f"at most {largest} {currency.code} in either direction",
            hint="Is the decimal mark in its place?",
        )
    return Money(-size if negative else size, currency)
