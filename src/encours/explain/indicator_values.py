"""Exact values of indicators as people read them: rounded here and nowhere else, to one decimal, halves up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from encours.cover.indicators.indicator import Figure, Indicator, Lacking
from encours.explain.values import day, whole_amount
from encours.explain.words import counted, say
from encours.units import MISSING
from encours.units.rounding import Rounding, divide
from encours.units.show import DECIMAL_MARK, Language, show_percentage


def in_tenths(value: Fraction) -> Decimal:
    """Number rounded to one decimal, for a program or a spreadsheet."""
    return Decimal(divide(value.numerator * 10, value.denominator, Rounding.HALF_UP)).scaleb(-1)


def tenths(value: Fraction, language: Language) -> str:
    """Number with one decimal: ``73.7``, ``1 204,5``."""
    size = divide(value.numerator * 10, value.denominator, Rounding.HALF_UP)
    units, rest = divmod(abs(size), 10)
    grouped = f"{units:,}".replace(",", "," if language == "en" else "\u202f")
    return f"{'-' if size < 0 else ''}{grouped}{DECIMAL_MARK[language]}{rest}"


def in_days(value: Fraction, language: Language) -> str:
    """Days with one decimal and their word."""
    is_single = abs(value) < 2 if language == "fr" else abs(value) == 1
    word = {"en": "day", "fr": "jour"}[language] + ("" if is_single else "s")
    return f"{tenths(value, language)} {word}"


def in_percent(value: Fraction, language: Language) -> str:
    """Share as a percentage with one decimal."""
    return show_percentage(
        divide(value.numerator * 1_000, value.denominator, Rounding.HALF_UP) * 10, language, decimals=1
    )


def shown_value(indicator: Indicator, language: Language) -> str:
    """Value of an indicator with its unit; that it is not known where it is not."""
    if indicator.value is None:
        return say("kpi not known", language)
    return (in_days if indicator.unit == "days" else in_percent)(indicator.value, language)


def shown_figure(figure: Figure, currency: str, language: Language) -> str:
    """Figure with its name: ``outstanding €1,200``."""
    if figure.measure == "count":
        return counted(int(figure.value), f"figure {figure.name}", language)
    name = say(f"figure {figure.name}", language)
    if figure.measure == "amount":
        return f"{name} {whole_amount(int(figure.value), currency, language)}"
    return f"{name} {tenths(figure.value, language)}" if figure.value.denominator > 1 else f"{figure.value} {name}"


def figure_name(figure: Figure, language: Language) -> str:
    """Name of a figure, in the plural where it counts."""
    return say(f"figure {figure.name}", language).rpartition("|")[2]


def shown_lacking(lacking: Lacking, language: Language) -> str:
    """What an indicator lacks, in words."""
    shown = "" if lacking.day == MISSING else day(lacking.day, language)
    return say(f"lacks {lacking.fact}", language, detail=lacking.detail, day=shown)
