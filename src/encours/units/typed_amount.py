"""Amounts as somebody types them in a field of a page: in the reader's way, or in one that reads one way alone."""

from __future__ import annotations

from typing import Final

from encours.units.currency import Currency
from encours.units.money import Money
from encours.units.parse_amount import parse_amount
from encours.units.refusal import Refusal
from encours.units.show import DECIMAL_MARK, Language

DIGITS_OF_A_GROUP: Final = 3


def typed_amount(text: str, currency: Currency, language: Language) -> Money | Refusal:
    """Amount of a field: ``1,234.56`` and ``1 234,56`` are one amount whoever types them.

    What may be read in two ways, such as ``1,234``, is read as the reader's language writes thousands; three decimals
    of a currency that has fewer are nobody's cents, and are refused.
    """
    found = parse_amount(text, currency=currency)
    if not isinstance(found, Refusal) or found.code != "amount_ambiguous":
        return found
    mark = DECIMAL_MARK[language]
    is_decimal = mark in text and currency.minor_units < DIGITS_OF_A_GROUP
    return found if is_decimal else parse_amount(text, currency=currency, decimal_mark=mark)
