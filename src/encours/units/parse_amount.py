"""Amounts and percentages as people and accounting software write them."""

from __future__ import annotations

import re
from typing import Final, Literal

from encours.units.currency import Currency, find_currency
from encours.units.kinds import BasisPoints, Millionths
from encours.units.money import Money, money_of_digits
from encours.units.plain_text import LONGEST_TEXT, folded, plain
from encours.units.refusal import Refusal, refuse

DecimalMark = Literal[".", ","]

AMOUNT_EXPECTED: Final = "an amount such as 1 234,56 € or EUR 1,234.56"
PERCENTAGE_EXPECTED: Final = "a percentage such as 90 % or 87,5 %"
LARGEST_BASIS_POINTS: Final = 10**9
PERCENTAGE_TOO_FINE: Final = (
    "percentage_too_fine",
    "The percentage is finer than a hundredth of a percent.",
    "Percentages are held to 0.01 % and never rounded when read.",
)
RATE_TOO_FINE: Final = (
    "rate_too_fine",
    "The rate is finer than a thousandth of one per mille.",
    "Rates are held to 0.001 ‰ and never rounded when read.",
)

SYMBOLS: Final = {"€": "EUR", "£": "GBP", "£GB": "GBP", "US$": "USD", "$US": "USD", "zł": "PLN"}
"""Symbols that name one currency."""

SHARED_SYMBOLS: Final = {
    "$": ("USD", "CAD", "AUD", "SGD", "HKD", "NZD", "MXN"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
}
"""Symbols that several currencies use: read only when the currency is told."""

SIGN_OR_SYMBOL_BEFORE: Final = re.compile(r"\(|[+-]|[^\W\d_]+\$|\$US|£GB|[$€£¥]|[^\W\d_]+")
SIGN_OR_SYMBOL_AFTER: Final = re.compile(r"(?:\)|[+-]|[^\W\d_]+\$|\$US|£GB|[$€£¥]|[^\W\d_]+)$")
NUMBER: Final = re.compile(r"[0-9.,' ]*[0-9][0-9.,' ]*")
SCIENTIFIC: Final = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+")
PERCENTAGE: Final = re.compile(
    r"([+-]?) ?([0-9]+)(?:[.,]([0-9]+))? ?(%|‰|per ?cent|pour ?cents?|per mille?|pour mille)"
)


def parse_amount(
    text: str, *, currency: Currency | None = None, decimal_mark: DecimalMark | None = None
) -> Money | Refusal:
    """Amount of a text, to the minor unit; what could be read in two ways is refused.

    The currency is the one written or the one told; when both are there they must agree. Without a
    decimal mark told, ``1,234`` and ``1.234`` are ambiguous; ``1,234.56`` and ``1 234,56`` are not.
    """
    written = plain(text) if len(text) <= LONGEST_TEXT else ""
    if not written:
        return _amount_empty_or_long(text)
    if SCIENTIFIC.fullmatch(written):
        return refuse(
            "amount_scientific",
            text,
            what="A spreadsheet wrote this number with an exponent.",
            expected=AMOUNT_EXPECTED,
            hint="Format the column as a number with its decimals and export it again.",
        )
    stripped = _strip(written)
    if stripped is None:
        return _malformed(text)
    number, marks = stripped
    negative = _sign(marks)
    if negative is None:
        return _malformed(text, hint="Write one sign only: a minus before, a minus after, or parentheses.")
    named = _currency(text, [mark for mark in marks if mark not in "()+-"], currency)
    if isinstance(named, Refusal):
        return named
    digits = _digits(text, number, decimal_mark)
    if isinstance(digits, Refusal):
        return digits
    return money_of_digits(text, named, negative=negative, units=digits[0], decimals=digits[1])


def parse_percentage(text: str) -> BasisPoints | Refusal:
    """Percentage of a text in basis points, exactly; a finer one is refused, and so is a bare number."""
    return _parse_part(text, 2, PERCENTAGE_TOO_FINE)


def parse_rate(text: str) -> Millionths | Refusal:
    """Rate of a text, in per mille or in percent, in millionths, exactly; a finer one is refused."""
    return _parse_part(text, 4, RATE_TOO_FINE)


def _parse_part(text: str, places: int, too_fine: tuple[str, str, str]) -> int | Refusal:
    """Part of one that a text states, in units of so many decimal places of a percent."""
    found = PERCENTAGE.fullmatch(folded(text)) if len(text) <= LONGEST_TEXT else None
    if found is None:
        bare = len(text) <= LONGEST_TEXT and re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", plain(text))
        return refuse(
            "percentage_without_sign" if bare else "percentage_malformed",
            text,
            what="The number has no % sign." if bare else "This is not a percentage.",
            expected=PERCENTAGE_EXPECTED,
            hint=f'Write "{plain(text)} %" if that is what is meant.' if bare else "",
        )
    sign, units, decimals, unit = found.group(1), found.group(2), found.group(3) or "", found.group(4)
    held = places - 1 if unit == "‰" or "mil" in unit else places
    if decimals[held:].strip("0"):
        code, what, hint = too_fine
        return refuse(code, text, what=what, expected=PERCENTAGE_EXPECTED, hint=hint)
    size = int(units + decimals[:held].ljust(held, "0"))
    if size > LARGEST_BASIS_POINTS * 10 ** (places - 2):
        return refuse(
            "percentage_too_large",
            text,
            what="The percentage is larger than any this program computes with.",
            expected="at most 10 000 000 %",
        )
    return -size if sign == "-" else size


def _strip(written: str) -> tuple[str, list[str]] | None:
    """Number in the middle, and the signs, parentheses and currency names around it, in order."""
    before: list[str] = []
    behind: list[str] = []
    while (found := SIGN_OR_SYMBOL_BEFORE.match(written)) and len(before) < 3:
        before.append(found.group())
        written = written[found.end() :].lstrip()
    while (found := SIGN_OR_SYMBOL_AFTER.search(written)) and len(behind) < 3:
        behind.insert(0, found.group())
        written = written[: found.start()].rstrip()
    return (written, before + behind) if NUMBER.fullmatch(written) else None


def _sign(marks: list[str]) -> bool | None:
    """Whether the signs around a number make it negative; ``None`` when they contradict or repeat."""
    signs = "".join(mark for mark in marks if mark in "()+-")
    return {"": False, "+": False, "-": True, "()": True}.get(signs)


def _currency(text: str, names: list[str], told: Currency | None) -> Currency | Refusal:
    """Currency that an amount is in, from the names around the number and the one told."""
    if not names and told is not None:
        return told
    if len(names) != 1:
        return refuse(
            "amount_without_currency" if not names else "amount_with_two_currencies",
            text,
            what="The amount names no currency." if not names else "The amount names more than one currency.",
            expected=AMOUNT_EXPECTED,
            hint="Write the code of the currency after the amount, such as EUR.",
        )
    name = names[0]
    shared = SHARED_SYMBOLS.get(name, ())
    if told is not None and told.code in shared:
        return told
    if shared:
        return refuse(
            "amount_symbol_ambiguous",
            text,
            what=f'Several currencies are written "{name}".',
            expected=f"the code of the currency: {', '.join(shared)}",
        )
    named = find_currency(SYMBOLS.get(name, name))
    if isinstance(named, Currency) and told is not None and named != told:
        return refuse(
            "amount_in_another_currency",
            text,
            what=f"The amount is in {named.code} where {told.code} is expected.",
            expected=f"an amount in {told.code}",
        )
    return named


def _digits(text: str, number: str, decimal_mark: DecimalMark | None) -> tuple[str, str] | Refusal:
    """Digits on each side of the decimal mark of a number, or why they cannot be told apart."""
    mark = decimal_mark or _decimal_mark(number)
    if mark is None:
        return refuse(
            "amount_ambiguous",
            text,
            what=f'"{number}" can be read with a decimal mark or with a thousands mark.',
            expected="an amount with its decimals, such as 1 234,00 or 1,234.00",
            hint="Tell the decimal mark of the file: a comma or a point.",
        )
    units, _, decimals = number.partition(mark)
    groups = set(units) - set("0123456789")
    if len(groups) > 1 or not (decimals or number[-1:].isdigit()) or (decimals and not decimals.isdigit()):
        return _malformed(text)
    for group in groups:
        first, *others = units.split(group)
        if not 1 <= len(first) <= 3 or any(len(other) != 3 for other in others):
            return _malformed(text, hint="Thousands are in groups of three digits.")
        units = first + "".join(others)
    return units or "0", decimals


def _decimal_mark(number: str) -> str | None:
    """Decimal mark that a number shows by itself; ``None`` when it can be read both ways."""
    points, commas = number.count("."), number.count(",")
    if points and commas:
        return "." if number.rfind(".") > number.rfind(",") else ","
    mark = "," if commas else "."
    if points + commas != 1:  # none, or one that repeats: it groups, so the other is the decimal mark
        return "." if commas or not points else ","
    before, _, behind = number.partition(mark)
    looks_grouped = len(behind) == 3 and before.isdigit() and len(before) <= 3 and before[0] != "0"
    return None if looks_grouped else mark


def _malformed(text: str, *, hint: str = "") -> Refusal:
    """Refusal of a text that is no amount."""
    return refuse("amount_malformed", text, what="This is not an amount.", expected=AMOUNT_EXPECTED, hint=hint)


def _amount_empty_or_long(text: str) -> Refusal:
    """Refusal of a text that is empty or far too long to be an amount."""
    if len(text) > LONGEST_TEXT:
        return _malformed(text)
    return refuse("amount_empty", text, what="The amount is empty.", expected=AMOUNT_EXPECTED)
