"""Exchange rates as exact fractions: from a currency's minor units to the policy's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from encours.facts.columns import Integers, Table
from encours.facts.view import View
from encours.units import DAY_MISSING_STORED, MISSING, Day, convert, narrow_day
from encours.units.currency import currency

LARGEST: Final = 10**10


@dataclass(frozen=True, slots=True)
class Rates:
    """Euro rates of a view, by currency, in order of their day."""

    days: dict[str, list[int]]
    per_euro: dict[str, list[Fraction]]

    @staticmethod
    def of(view: View) -> Rates:
        """Rates the view shows."""
        table = view.table("exchange_rates")
        days: dict[str, list[int]] = {}
        per_euro: dict[str, list[Fraction]] = {}
        order = table.numbers["day"].argsort(kind="stable")
        names = table.texts["currency"]
        numerators, denominators = (table.numbers[n] for n in ("per_euro_numerator", "per_euro_denominator"))
        for row in order.tolist():
            code = names[row]
            days.setdefault(code, []).append(int(table.numbers["day"][row]))
            per_euro.setdefault(code, []).append(Fraction(int(numerators[row]), int(denominators[row])))
        return Rates(days, per_euro)

    def euro_rate(self, code: str, day: Day) -> Fraction | None:
        """Units of a currency for one euro: the latest rate by that day, or nothing."""
        if code == "EUR":
            return Fraction(1)
        place = int(np.searchsorted(self.days.get(code, []), narrow_day(day), side="right")) - 1
        return self.per_euro[code][place] if place >= 0 else None

    def between(self, source: str, target: str, day: Day) -> Fraction | None:
        """Minor units of the target for one minor unit of the source, by that day; nothing without a rate."""
        if source == target:
            return Fraction(1)
        left, right = self.euro_rate(source, day), self.euro_rate(target, day)
        if left is None or right is None:
            return None
        scale = Fraction(10 ** currency(target).minor_units, 10 ** currency(source).minor_units)
        return bounded(right * Fraction(left.denominator, left.numerator) * scale)

    def by_issue(
        self,
        rates: list[Fraction],
        currencies: Sequence[str],
        target: str,
        row_currencies: Integers,
        invoices: Table,
        *,
        only_lower: bool = False,
    ) -> tuple[list[Fraction], Integers]:
        """Rates of the day of issue, added to those given, and the number of each invoice's own.

        An invoice whose day of issue is unknown keeps the rate of the day asked. With `only_lower`, so does one whose
        rate of issue is not lower.
        """
        found, numbers = list(rates), np.array(row_currencies, dtype=np.int64)
        places: dict[tuple[int, int], int] = {}
        issued = invoices.numbers["issued"]
        for row, (code, day) in enumerate(zip(row_currencies.tolist(), issued.tolist(), strict=True)):
            rate = None if day == DAY_MISSING_STORED else self.between(currencies[code], target, day)
            if rate is None or currencies[code] == target or (only_lower and rate >= rates[code]):
                continue
            if (code, day) not in places:
                places[code, day] = len(found)
                found.append(rate)
            numbers[row] = places[code, day]
        return found, numbers

    def without(self, codes: Iterable[str], target: str, day: Day) -> list[str]:
        """Currencies among these that have no rate into the target by that day."""
        return [code for code in codes if self.between(code, target, day) is None]


def bounded(rate: Fraction) -> Fraction:
    """The rate with both terms under 10**10: a cross rate of more digits becomes the nearest such fraction."""
    if rate.numerator <= LARGEST and rate.denominator <= LARGEST:
        return rate
    return rate.limit_denominator(max(1, LARGEST // max(1, rate.__ceil__())))


def converted(amounts: Integers, rate: Fraction) -> Integers:
    """Amounts times a rate, each to the nearest minor unit, halves away from zero, as `units.convert` does.

    What is `MISSING` stays so.
    """
    if rate == 1 or not amounts.size:
        return amounts
    known = amounts != MISSING
    size = np.abs(np.where(known, amounts, 0))
    numerator, denominator = rate.numerator, rate.denominator
    if int(size.max()) * numerator < 2**60:
        result = (2 * size * numerator + denominator) // (2 * denominator)
    else:
        result = np.array([convert(a, numerator, denominator) for a in size.tolist()], dtype=np.int64)
    return np.where(known, np.where(amounts < 0, -result, result), MISSING)
