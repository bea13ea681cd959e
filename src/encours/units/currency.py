"""Currencies by their ISO 4217 code, with the number of decimals of an amount."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from encours.units.refusal import Refusal, nearest_names, refuse

# The locale repository behind Babel gives no decimals to currencies whose coins have gone out of use.
# ISO 4217 (list one), which banks and invoices follow, still gives them two, and the Iraqi dinar three.
ISO_MINOR_UNITS: Final = {
    "AFN": 2, "ALL": 2, "IQD": 3, "IRR": 2, "KPW": 2, "LAK": 2, "LBP": 2,
    "MGA": 2, "MMK": 2, "RSD": 2, "SOS": 2, "SYP": 2, "YER": 2,
}  # fmt: skip

FIRST_YEAR: Final = 2000
"""A currency withdrawn before this year is not offered: no ledger read here is that old."""


@dataclass(frozen=True, slots=True, order=True)
class Currency:
    """A currency: its code in three capital letters and how many decimals its amounts have."""

    code: str
    minor_units: int

    @property
    def unit(self) -> int:
        """Number of minor units in one unit of the currency: 100 for the euro, 1 for the yen."""
        return int(10**self.minor_units)


@cache
def currencies() -> dict[str, Currency]:
    """Every currency that was legal tender somewhere since 2000, by code."""
    from babel.core import get_global  # loaded on first use: rules need no currency
    from babel.numbers import get_currency_precision

    codes = {
        code
        for tenders in get_global("territory_currencies").values()
        for code, _, until, is_tender in tenders
        if is_tender and (until is None or until[0] >= FIRST_YEAR)
    }
    return {
        code: Currency(code=code, minor_units=ISO_MINOR_UNITS.get(code, get_currency_precision(code)))
        for code in sorted(codes)
    }


def find_currency(text: str) -> Currency | Refusal:
    """Currency of an ISO code, capitals or not; an unknown code is refused with the nearest known ones."""
    code = text.strip().upper()
    known = currencies().get(code)
    if known is not None:
        return known
    near = _near(code[:8])
    return refuse(
        "currency_unknown",
        text,
        what=f'"{text.strip()[:20]}" is no currency code of ISO 4217.' if code else "The currency is empty.",
        expected="a code of three letters, such as EUR, USD or TND",
        hint=f"Did you mean {' or '.join(near)}?" if near else "",
    )


@lru_cache(maxsize=1_000)
def _near(code: str) -> tuple[str, ...]:
    """Codes that one may be a slip for; a column of wrong amounts asks for the same few thousands of times."""
    return nearest_names(code, currencies())


def currency(code: str) -> Currency:
    """Currency of a code the program itself wrote; an unknown one is a mistake of the program."""
    known = currencies().get(code)
    assert known is not None, f"unknown currency {code}"
    return known
