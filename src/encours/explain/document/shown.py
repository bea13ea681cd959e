"""Values of a document as people read them; the page and the PDF show them alike."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from encours.explain.document.model import Amount, On, Percentage, Tenths, Value
from encours.explain.indicator_values import tenths
from encours.explain.values import amount
from encours.units.show import Language, show_day, show_percentage

NARROW: Final = "\u202f"
WIDE: Final = "\u00a0"
BLANKS: Final = frozenset({WIDE, NARROW})
"""Blanks that are kept as they are, beside the usual one: they hold an amount on one line."""
BEFORE_A_TALL_SIGN: Final = re.compile(r"(?<=\S) (?=[;?!])")
BEFORE_A_COLON: Final = re.compile(r"(?<=\S) (?=[:»])|(?<=«) ")
APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")


def shown(value: Value, language: Language) -> str:
    """A value as it is printed; nothing is the empty text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Amount):
        return amount(value.cents, value.currency, language)
    if isinstance(value, Percentage):
        return show_percentage(value.basis_points, language, decimals=1)
    if isinstance(value, Tenths):
        return tenths(Fraction(value.tenths, 10), language)
    if isinstance(value, On):
        return show_day(value.day, language)
    return f"{value:,}".replace(",", "," if language == "en" else NARROW)


def inert(text: str) -> str:
    """Text that shows as it is: a mark that would turn or hide what follows is replaced by one that is seen."""
    return "".join(each if each.isprintable() or each in BLANKS else "\ufffd" for each in text)


def typeset(text: str, language: Language) -> str:
    """A sentence of ours as a printer sets it: apostrophes curled, French signs held by their own blanks.

    For our sentences only: what a file says is shown as it stands there.
    """
    set_ = APOSTROPHE.sub("’", text)
    if language == "fr":
        set_ = BEFORE_A_COLON.sub(WIDE, BEFORE_A_TALL_SIGN.sub(NARROW, set_))
    return set_
