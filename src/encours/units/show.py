"""Prints quantities for people, in English and in French; what is printed can be read back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from encours.units.kinds import MILLION, BasisPoints, Day, Flag, Millionths, Span
from encours.units.language import civil
from encours.units.money import Money, Total
from encours.units.multiple import Multiple, PremiumBase
from encours.units.parse_day import MONTH_NAMES
from encours.units.spans import EndOfMonth, SpanParts, span_parts

if TYPE_CHECKING:
    from babel.numbers import NumberPattern

Language = Literal["en", "fr"]

DECIMAL_MARK: Final[dict[Language, Literal[".", ","]]] = {"en": ".", "fr": ","}
"""Decimal mark of a language, to hand to ``parse_amount`` with what was shown in it."""

NO_BREAK_SPACE: Final = "\u00a0"
WORDS: Final = {
    "en": {"day": "day", "days": "days", "month": "month", "months": "months", "and": "and", "yes": "yes",
           "no": "no", "end of month": "end of month"},
    "fr": {"day": "jour", "days": "jours", "month": "mois", "months": "mois", "and": "et", "yes": "oui",
           "no": "non", "end of month": "fin de mois"},
}  # fmt: skip
BASES: Final = {
    PremiumBase.MINIMUM_PREMIUM: {"en": "minimum premium", "fr": "prime minimum"},
    PremiumBase.PREMIUM_PAID: {"en": "premium paid", "fr": "prime payée"},
    PremiumBase.GREATER_OF_MINIMUM_AND_PAID: {
        "en": "greater of minimum premium and premium paid",
        "fr": "la plus élevée de la prime minimum et de la prime payée",
    },
}
READINGS: Final = {
    EndOfMonth.AFTER: {
        "en": "{days}, then the end of that month (the other lawful reading is “end of month + {days}”)",
        "fr": "{days}, puis la fin de ce mois (l'autre lecture admise est « fin de mois + {days} »)",
    },
    EndOfMonth.BEFORE: {
        "en": "the end of the month, then {days} (the other lawful reading is “{days} end of month”)",
        "fr": "la fin du mois, puis {days} (l'autre lecture admise est « {days} fin de mois »)",
    },
}


def show_amount(money: Money | Total, language: Language) -> str:
    """Amount with all its decimals: ``1 234,56 €`` or ``€1,234.56``; other currencies by their code."""
    from decimal import Decimal  # Babel takes nothing else without rounding

    value = Decimal(money.cents).scaleb(-money.currency.minor_units)
    pattern = _amount_pattern(language, symbol=money.currency.code == "EUR", decimals=money.currency.minor_units)
    return str(pattern.apply(value, language, currency=money.currency.code, currency_digits=False))


def amount_in_both(money: Money | Total) -> tuple[str, str]:
    """Amount as `show_amount` writes it in English, and in French."""
    return show_amount(money, "en"), show_amount(money, "fr")


def show_percentage(basis_points: BasisPoints, language: Language, *, decimals: int = 0) -> str:
    """Percentage without needless zeros: ``90 %`` or ``87,5 %`` in French, ``87.5%`` in English.

    A column of them asks for as many ``decimals`` in each row.
    """
    units, hundredths = divmod(abs(basis_points), 100)
    figures = f"{hundredths:02d}".rstrip("0").ljust(decimals, "0")
    sign = "-" if basis_points < 0 else ""
    number = f"{sign}{units}{DECIMAL_MARK[language] if figures else ''}{figures}"
    return f"{number}%" if language == "en" else f"{number}{NO_BREAK_SPACE}%"


def show_rate(millionths: Millionths, language: Language) -> str:
    """Rate per mille without needless zeros: ``0.35‰``, ``0,35 ‰`` in French; in percent from 1 % on."""
    if abs(millionths) >= MILLION // 100 and millionths % 100 == 0:
        return show_percentage(millionths // 100 if millionths >= 0 else -(-millionths // 100), language)
    units, rest = divmod(abs(millionths), 1_000)
    figures = f"{rest:03d}".rstrip("0")
    number = f"{'-' if millionths < 0 else ''}{units}{DECIMAL_MARK[language] if figures else ''}{figures}"
    return f"{number}‰" if language == "en" else f"{number}{NO_BREAK_SPACE}‰"


def show_day(day: Day, language: Language) -> str:
    """Date in figures: ``2026-03-14`` in English (no order to guess), ``14/03/2026`` in French."""
    year, month, day_of_month = civil(day)
    if language == "en":
        return f"{year:04d}-{month:02d}-{day_of_month:02d}"
    return f"{day_of_month:02d}/{month:02d}/{year:04d}"


def show_day_in_words(day: Day, language: Language) -> str:
    """Date with the name of its month: ``14 March 2026``, ``1er mars 2026``."""
    year, month, day_of_month = civil(day)
    ordinal = "er" if language == "fr" and day_of_month == 1 else ""
    return f"{day_of_month}{ordinal} {MONTH_NAMES[language][month - 1]} {year}"


def show_span(span: Span, language: Language) -> str:
    """Duration in the words a policy writes it in: ``60 days``, ``fin de mois + 45 jours``."""
    parts = span_parts(span)
    end_of_month = WORDS[language]["end of month"]
    length = _length(parts, language)
    if parts.end_of_month is EndOfMonth.BEFORE:
        text = f"{end_of_month} + {length}"
    elif parts.end_of_month is EndOfMonth.AFTER and not (parts.days or parts.months):
        text = end_of_month
    else:
        text = f"{length} {end_of_month}" if parts.end_of_month else length
    if not parts.on_day:
        return text
    joint = ", " if language == "en" else " "
    return f"{text}{joint}{_on_day(parts.on_day, language)}"


def show_reading(span: Span, language: Language) -> str | None:
    """Which of the two lawful readings of an end of month was taken; ``None`` when both are the same."""
    parts = span_parts(span)
    if parts.end_of_month is EndOfMonth.NONE or not parts.days:
        return None
    return READINGS[parts.end_of_month][language].format(days=_length(parts, language))


def show_multiple(multiple: Multiple, language: Language) -> str:
    """Multiple of a premium: ``30 x minimum premium``, ``30 x prime minimum``."""
    units, rest = divmod(multiple.times, 10_000)
    decimals = f"{rest:04d}".rstrip("0")
    number = f"{units}{DECIMAL_MARK[language] if decimals else ''}{decimals}"
    return f"{number} x {BASES[multiple.base][language]}"


def show_flag(flag: Flag, language: Language) -> str:
    """Yes or no."""
    return WORDS[language]["yes" if flag else "no"]


def _length(parts: SpanParts, language: Language) -> str:
    """Months and days of a duration, in words; no length at all is 0 days."""
    words = WORDS[language]
    counts = []
    if parts.months:
        counts.append(f"{parts.months} {words['month' if parts.months == 1 else 'months']}")
    if parts.days or not parts.months:
        single = parts.days == 1 or (parts.days == 0 and language == "fr")
        counts.append(f"{parts.days} {words['day' if single else 'days']}")
    return f" {words['and']} ".join(counts)


def _on_day(on_day: int, language: Language) -> str:
    """Day of the month to wait for, in words."""
    if language == "fr":
        return f"le {on_day}{'er' if on_day == 1 else ''}"
    ending = "th" if on_day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(on_day % 10, "th")
    return f"on the {on_day}{ending}"


@cache
def _amount_pattern(language: Language, *, symbol: bool, decimals: int) -> NumberPattern:
    """Pattern of amounts of a language: sign, grouping, decimals and the place of the currency."""
    from babel.numbers import parse_pattern  # loaded on first use: nothing else prints amounts

    places = f".{'0' * decimals}" if decimals else ""
    number = f"#,##0{places}"
    mark = "¤" if symbol else "¤¤"
    if language == "fr":
        text = f"{number}{NO_BREAK_SPACE}{mark}"
    else:
        text = f"{mark}{number}" if symbol else f"{mark}{NO_BREAK_SPACE}{number}"
    pattern: NumberPattern = parse_pattern(text)
    return pattern


def show_period(name: str, language: Language) -> str:
    """Name of a period of the calendar; in French a quarter is a trimestre, and a half-year a semestre."""
    return name.replace("Q", "T").replace("H", "S") if language == "fr" else name
