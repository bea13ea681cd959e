"""Indicators for programs and spreadsheets; the shape is documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from encours.cover.indicators.indicator import Behind, Figure, Indicator
from encours.explain.document.model import On, Tenths
from encours.explain.indicator_values import in_tenths, shown_figure, shown_lacking
from encours.explain.indicators_report import IndicatorsReport
from encours.explain.json_values import Json, day_json
from encours.explain.party_names import PartyNames
from encours.explain.values import day
from encours.explain.words import say
from encours.units import MISSING
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language

Cell = str | int | Decimal | Total | None


def indicators_json(report: IndicatorsReport, language: Language, *, shown: str = "") -> Json:
    """Every indicator without its rows; or the one `shown`, with them."""
    chosen = [each for each in report.indicators if shown in {"", each.name}]
    period = report.period
    return {
        **report.head.json("kpi", language),
        "period": {"first": day_json(period.first), "last": day_json(period.last), "days": period.days},
        "indicators": [_indicator(report, each, language, with_rows=bool(shown)) for each in chosen],
    }


def _indicator(report: IndicatorsReport, each: Indicator, language: Language, *, with_rows: bool) -> Json:
    names = PartyNames(report.view)
    made: Json = {
        "indicator": each.name,
        "title": say(f"title {each.name}", language),
        "unit": each.unit,
        "value": None if each.value is None else _value(each),
        "formula": say(f"formula {each.name}", language),
        "currency": report.currency_of(each) or None,
        "figures": [_figure(one) for one in each.figures],
        "lacking": [
            {"fact": one.fact, "detail": one.detail or None, "day": day_json(one.day),
             "message": shown_lacking(one, language)}
            for one in each.lacking
        ],
    }  # fmt: skip
    if with_rows:
        made["rows"] = [_row(row, names) for row in each.rows]
    return made


def _value(each: Indicator) -> Json:
    """The exact fraction, and the decimals people are shown; a share is of 1 there, and in percent here."""
    assert each.value is not None, "a value that is known"
    rounded = in_tenths(each.value if each.unit == "days" else each.value * 100)
    return {"numerator": each.value.numerator, "denominator": each.value.denominator, "rounded": f"{rounded:f}"}


def _figure(one: Figure) -> Json:
    value = int(one.value) if one.value.denominator == 1 else str(one.value)
    return {"name": one.name, "measure": one.measure, "value": value}


def _row(row: Behind, names: PartyNames) -> Json:
    return {
        "role": row.role,
        "document": row.key or (names.document(row.row) if row.row >= 0 else None),
        "buyer": row.buyer or None,
        "first": day_json(row.first),
        "last": day_json(row.last),
        "amount": row.amount,
        "other": row.other,
        "days": None if row.days is None else {"numerator": row.days.numerator, "denominator": row.days.denominator},
    }


def indicators_columns(language: Language, *, shown: str = "") -> list[str]:
    """Titles of the spreadsheet: a row for each indicator, or for each row behind the one shown."""
    return say("kpi row columns" if shown else "kpi columns", language).split("|")


def indicators_rows(report: IndicatorsReport, language: Language, *, shown: str = "") -> Iterator[list[Cell]]:
    """Rows of the spreadsheet."""
    if shown:
        yield from _rows_behind(report, report.named(shown), language)
        return
    for each in report.indicators:
        scaled = None if each.value is None else each.value if each.unit == "days" else each.value * 100
        yield [
            each.name,
            say(f"title {each.name}", language),
            None if scaled is None else in_tenths(scaled),
            say(f"unit of {each.unit}", language),
            say(f"formula {each.name}", language),
            " ; ".join(shown_lacking(one, language) for one in each.lacking),
            day(report.period.first, language),
            day(report.period.last, language),
            " ; ".join(shown_figure(one, report.currency_of(each), language) for one in each.figures),
        ]


def _rows_behind(report: IndicatorsReport, each: Indicator, language: Language) -> Iterator[list[Cell]]:
    for row in cells_behind(report, each, language):
        yield [
            day(one.day, language) if isinstance(one, On) else Decimal(one.tenths).scaleb(-1)
            if isinstance(one, Tenths) else one
            for one in row
        ]  # fmt: skip


def indicators_cells(report: IndicatorsReport, language: Language) -> Iterator[list[str | Tenths | None]]:
    """Rows of the spreadsheet for a workbook: values as numbers to one decimal."""
    for row in indicators_rows(report, language):
        yield [
            Tenths(int(each * 10)) if isinstance(each, Decimal) else each if isinstance(each, str) else None
            for each in row
        ]


def cells_behind(
    report: IndicatorsReport, each: Indicator, language: Language
) -> Iterator[list[str | Total | On | Tenths | None]]:
    """Rows behind an indicator, each value as what it is."""
    names, unit = PartyNames(report.view), known_currency(report.currency_of(each) or report.head.currency)
    for row in each.rows:
        yield [
            each.name,
            say(f"role {row.role}", language),
            row.key or (names.document(row.row) if row.row >= 0 else ""),
            row.buyer,
            names.several(row.buyer) if row.buyer else "",
            "" if row.first == MISSING else On(row.first),
            "" if row.last == MISSING else On(row.last),
            None if row.amount is None else Total(row.amount, unit),
            None if row.other is None else Total(row.other, unit),
            None if row.days is None else Tenths(int(in_tenths(row.days) * 10)),
        ]
