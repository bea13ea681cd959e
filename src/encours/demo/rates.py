"""Exchange rates at the end of each month: smooth, plainly made up, of the size of the real ones."""

from __future__ import annotations

from typing import Final

from encours.demo.days import AS_OF, on
from encours.facts.kinds import ExchangeRate
from encours.units import Cents, Day, add_months, civil, convert, end_of_month

DENOMINATOR: Final = 10_000
FIRST_RATE: Final = (2024, 5)
"""Year and month at whose end the first rates are."""

# Rate in ten-thousandths for one euro: where it starts, how far it swings, how many months a swing takes.
_SWINGS: Final = {
    "USD": (10_900, 420, 16),
    "GBP": (8_500, 160, 14),
    "CHF": (9_600, 210, 20),
    "JPY": (1_640_000, 52_000, 18),
}


def _rate(code: str, month: int) -> int:
    """Rate of a currency that many months after the first: a triangle wave around its start."""
    middle, swing, length = _SWINGS[code]
    place = (4 * month + length) % (4 * length)
    height = place if place <= 2 * length else 4 * length - place
    return middle + swing * (height - length) // length


def _shortest(numerator: int, denominator: int) -> tuple[int, int]:
    """The same decimal without zeros at its end, as a file writes it."""
    while numerator % 10 == 0 and denominator > 1:
        numerator, denominator = numerator // 10, denominator // 10
    return numerator, denominator


def exchange_rates() -> list[ExchangeRate]:
    """Rates of each currency at every end of month, from the month before the first sale to the last day."""
    facts = []
    day, month = on("2024-05-31"), 0
    while day <= AS_OF:
        for code in _SWINGS:
            numerator, denominator = _shortest(_rate(code, month), DENOMINATOR)
            facts.append(
                ExchangeRate(
                    day=day,
                    currency=code,
                    per_euro_numerator=numerator,
                    per_euro_denominator=denominator,
                )
            )
        day, month = end_of_month(add_months(day, 1)), month + 1
    return facts


def minor_units(code: str) -> int:
    """Minor units in one unit of a currency of the demo: 100 for the euro, 1 for the yen."""
    return 1 if code == "JPY" else 100


def in_currency(euro_cents: Cents, code: str) -> Cents:
    """About as much in another currency, at its first rate: to make prices, never to account."""
    if code == "EUR":
        return euro_cents
    return convert(euro_cents, _SWINGS[code][0] * minor_units(code), DENOMINATOR * 100)


def in_euros(amount: Cents, code: str) -> Cents:
    """About as much in euro cents, at the first rate: to size a limit, never to account."""
    if code == "EUR":
        return amount
    return convert(amount, DENOMINATOR * 100, _SWINGS[code][0] * minor_units(code))


def in_euros_on(amount: Cents, code: str, day: Day) -> Cents:
    """What an amount is worth in euro cents at the latest rate by a day: what accounts are kept with."""
    if code == "EUR":
        return amount
    year, month, _ = civil(day)
    begun = (year - FIRST_RATE[0]) * 12 + month - FIRST_RATE[1]
    latest = begun if end_of_month(day) == day else begun - 1
    return convert(amount, DENOMINATOR * 100, _rate(code, latest) * minor_units(code))
