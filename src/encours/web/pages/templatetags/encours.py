"""What templates say and show: both languages side by side, amounts and days in the reader's way."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from encours.units import MISSING, NEVER, Cents, Day
from encours.units.currency import currency
from encours.units.money import Money
from encours.units.show import Language, show_amount, show_day

register = template.Library()


def language() -> Language:
    """Language of whoever reads."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


@register.simple_tag
def say(english: str, french: str) -> str:
    """The text in the language of the reader."""
    return english if language() == "en" else french


@register.filter
def amount(cents: Cents | None, code: str = "EUR") -> str:
    """An amount with its currency; a dash where it is not known, which is no zero."""
    return "–" if cents is None else show_amount(Money(cents, currency(code)), language())


@register.filter
def day(value: Day | None) -> str:
    """A day; a dash where it is not known or does not come."""
    return "–" if value is None or value in {MISSING, NEVER} else show_day(value, language())
