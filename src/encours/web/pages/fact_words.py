"""What a field of a fact is called, and its values as people read them."""

from __future__ import annotations

from typing import Final

from encours.explain.buyer_words import FACT_WORDS
from encours.explain.document.shown import typeset
from encours.facts.kinds import FactField, Quantity
from encours.facts.words import CHOICE_WORDS, FIELD_WORDS
from encours.policy.faults import Words
from encours.units import MISSING, NEVER, Day
from encours.units.currency import currency as currency_of
from encours.units.money import Total
from encours.units.show import Language, show_amount, show_day, show_flag, show_percentage
from encours.web.computing.table_export import table_name

ALWAYS: Final = Words("always", "toujours")
UNKNOWN: Final = Words("unknown", "inconnu")
NOTHING: Final = Words("nothing", "rien")


def kind_name(table: str, language: Language) -> str:
    """Name of a kind of fact, in the plural, at the head of a line."""
    name = table_name(table, language)
    return typeset(name[:1].upper() + name[1:], language)


def label(field: FactField, language: Language) -> str:
    """What a field is called."""
    words = FIELD_WORDS.get(field.name)
    return typeset(words[0], "fr") if language == "fr" and words else field.name.replace("_", " ")


def value_shown(table: str, field: FactField, value: str | int, code: str, language: Language) -> str:
    """The value of a field of a kind of fact; ``code`` is the currency of its amounts."""
    if value in {"", NEVER}:
        return NOTHING.in_language(language)
    if value == MISSING:
        return UNKNOWN.in_language(language)
    if isinstance(value, str):
        return _choice(table, field, value, language) if field.quantity is Quantity.CHOICE else value
    if field.quantity is Quantity.DAY:
        return day_shown(value, language)
    if field.quantity is Quantity.CENTS:
        return show_amount(Total(value, currency_of(code)), language)
    if field.quantity is Quantity.BASIS_POINTS:
        return show_percentage(value, language)
    return show_flag(value, language) if field.quantity is Quantity.FLAG else str(value)


def day_shown(value: Day, language: Language) -> str:
    """A day, or what has always held."""
    return ALWAYS.in_language(language) if value == MISSING else show_day(value, language)


def _choice(table: str, field: FactField, value: str, language: Language) -> str:
    """A word of a closed list; "buyer" and "insured" say who was right in a dispute, and a company elsewhere."""
    is_outcome = table == "disputes" and field.name == "outcome"
    if value in FACT_WORDS and (is_outcome or value not in {"buyer", "insured", "shared"}):
        return FACT_WORDS[value].in_language(language)
    return CHOICE_WORDS.get(value, value) if language == "fr" else value
