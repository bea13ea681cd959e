"""A value of a term in words: as a policy file holds it, and as a sentence says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from encours.engine.chain import unpacked
from encours.engine.terms import Term
from encours.policy.bands import UNITS as IN_BANDS
from encours.policy.bands import show_bands
from encours.policy.clock_text import show_clock
from encours.policy.faults import Words
from encours.units import MAXIMUM_AMOUNT, MISSING, UNSET, civil
from encours.units.currency import currency as known_currency
from encours.units.money import Money
from encours.units.multiple import Multiple, PremiumBase
from encours.units.show import Language, show_amount, show_day, show_multiple, show_percentage, show_rate, show_span

NOT_USED: Final = Words("not used", "sans objet")
"""How a policy, or an endorsement, says that it does not use a term."""

UNBOUNDED: Final = Words("none", "aucun")
"""Default of an amount that bounds nothing; its value is the largest amount there is, in any currency."""

_PREMIUM_BASES: Final = 4


def write_quantity(term: Term, value: int, currency: str) -> str:
    """Value of a term as TOML holds it, quotes included; `read_quantity` gives it back."""
    if value == UNSET:
        return f'"{NOT_USED.english}"'
    unit = term.unit.name
    if unit == "flag":
        return "true" if value else "false"
    if unit == "count":
        return str(value)
    if unit == "day":
        return write_day(value)
    return f'"{show_quantity(term, value, currency)}"'


def show_quantity(term: Term, value: int, currency: str, language: Language = "en") -> str:
    """Value of a term in words: English ones as a policy may write them, or French."""
    assert value != MISSING, "a policy never holds a missing value"
    if language == "fr":
        return _in_french(term, value, currency)
    if value == UNSET:
        return NOT_USED.english
    unit = term.unit.name
    if unit == "code":
        assert term.choices is not None, "a term in codes has its choices"
        return list(term.choices)[value].english
    if unit == "cents":
        return _amount_text(value, currency)
    if unit == "steps":
        return _steps_text(term, value, 0)
    if unit == "clock":
        return show_clock(term, value, "en")
    if unit in IN_BANDS:
        return show_bands(unit, value, currency, "en")
    return _SHOWN[unit](value)


def show_to_people(term: Term, value: int, currency: str, language: Language) -> str:
    """Value of a term as screens show it: amounts in the form of the language, not in that of a policy file.

    An amount that bounds nothing is shown as none: its figure is a device of the wording.
    """
    if is_unbounded(term, value):
        return UNBOUNDED.in_language(language)
    if term.unit.name == "cents" and value != UNSET:
        return show_amount(Money(value, known_currency(currency)), language)
    return show_quantity(term, value, currency, language)


def is_unbounded(term: Term, value: int) -> bool:
    """Whether the value of a term is the amount by which a wording says that nothing bounds it."""
    return term.default == UNBOUNDED.english and value == MAXIMUM_AMOUNT


def _in_french(term: Term, value: int, currency: str) -> str:
    if value == UNSET:
        return NOT_USED.french
    unit = term.unit.name
    if unit == "code":
        assert term.choices is not None, "a term in codes has its choices"
        return list(term.choices)[value].french
    if unit == "cents":
        return show_amount(Money(value, known_currency(currency)), "fr")
    if unit == "steps":
        return _steps_text(term, value, 1)
    if unit == "clock":
        return show_clock(term, value, "fr")
    if unit in IN_BANDS:
        return show_bands(unit, value, currency, "fr")
    return _SHOWN_IN_FRENCH.get(unit, _SHOWN[unit])(value)


def _steps_text(term: Term, value: int, language: int) -> str:
    """A chain by the name of its usual order, else step by step; the language is 0 for English, 1 for French."""
    for *names, preset in term.presets:
        if preset == value:
            return str(names[language])
    assert term.choices is not None, "a term in steps has its choices"
    steps = [list(term.choices)[code - 1] for code in unpacked(value)]
    return ", ".join((step.english, step.french)[language] for step in steps)


def in_words(term: Term, value: int, currency: str) -> Words:
    """Value in both languages, for a sentence."""
    if term.unit.name == "span":
        return Words(show_span(value, "en"), show_span(value, "fr"))
    if term.unit.name == "basis points":
        return Words(f"{write_percentage(value)}", show_percentage(value, "fr").replace("\u00a0", " "))
    if term.unit.name == "millionths":
        return Words(write_rate(value), show_rate(value, "fr").replace("\u00a0", " "))
    english = show_quantity(term, value, currency)
    if term.unit.name in {"days", "months"}:
        return Words(english, _SHOWN_IN_FRENCH[term.unit.name](value))
    return Words(english, english.replace(".", ",") if term.unit.name == "cents" else english)


def write_day(day: int) -> str:
    """Day as TOML holds a date."""
    year, month, day_of_month = civil(day)
    return f"{year:04d}-{month:02d}-{day_of_month:02d}"


def encode_multiple(multiple: Multiple) -> int:
    """Multiple of a premium in one integer: four times its basis points, plus the number of its base."""
    return multiple.times * _PREMIUM_BASES + int(multiple.base)


def decode_multiple(value: int) -> Multiple:
    """Multiple of a premium that `encode_multiple` made."""
    return Multiple(value // _PREMIUM_BASES, PremiumBase(value % _PREMIUM_BASES))


def encode_country(code: str) -> int:
    """A country of two capital letters in one integer."""
    first, second = (ord(letter) - ord("A") for letter in code)
    return first * 26 + second


def decode_country(value: int) -> str:
    """The country that `encode_country` made."""
    return chr(ord("A") + value // 26) + chr(ord("A") + value % 26)


def write_percentage(value: int) -> str:
    """Percentage as a policy file writes it, a space before the sign: ``90 %``."""
    return show_percentage(value, "en").replace("%", " %")


def write_rate(value: int) -> str:
    """Rate as a policy file writes it, a space before the sign: ``0.35 ‰``."""
    return show_rate(value, "en").replace("%", " %").replace("‰", " ‰")


def _amount_text(value: int, currency: str) -> str:
    """Amount with spaces between thousands, which can be read in one way only."""
    sign = "-" if value < 0 else ""
    units, _, decimals = Money(abs(value), known_currency(currency)).to_decimal_text().partition(".")
    # "234.567" could be grouped thousands; a fourth decimal says that it is not.
    decimals += "0" if len(decimals) == 3 and len(units) <= 3 else ""
    grouped = f"{int(units):,}".replace(",", " ")
    return f"{sign}{grouped}{'.' if decimals else ''}{decimals} {currency}"


_SHOWN: Final[Mapping[str, Callable[[int], str]]] = {
    "span": lambda value: show_span(value, "en"),
    "days": lambda value: show_span(value, "en"),
    "months": lambda value: f"{value} month{'' if value == 1 else 's'}",
    "basis points": write_percentage,
    "millionths": write_rate,
    "multiple": lambda value: show_multiple(decode_multiple(value), "en"),
    "flag": lambda value: "yes" if value else "no",
    "count": str,
    "day": write_day,
    "country": decode_country,
}

_SHOWN_IN_FRENCH: Final[Mapping[str, Callable[[int], str]]] = {
    "span": lambda value: show_span(value, "fr"),
    "days": lambda value: show_span(value, "fr"),
    "months": lambda value: f"{value} mois",
    "basis points": lambda value: show_percentage(value, "fr"),
    "millionths": lambda value: show_rate(value, "fr"),
    "multiple": lambda value: show_multiple(decode_multiple(value), "fr"),
    "flag": lambda value: "oui" if value else "non",
    "day": lambda value: show_day(value, "fr"),
}
