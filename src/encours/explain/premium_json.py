"""The premium of a year for programs and spreadsheets; the shape is documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from encours.explain.document.model import On
from encours.explain.json_values import Json, day_json, rate_json
from encours.explain.premium_report import PremiumReport, line_for, line_name, rate_text, sentence
from encours.explain.values import day
from encours.explain.words import say
from encours.premium.lines import PremiumLine, TaxLine
from encours.units import MISSING, Cents
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language

Cell = str | int | Decimal | Total | None


def premium_json(report: PremiumReport, language: Language) -> Json:
    """Every line, tax and call of a year; amounts in minor units, null where they cannot be told."""
    year = report.year
    return {
        **report.head.json("premium", language),
        "policy": year.policy,
        "year": {"first_day": day_json(year.first), "last_day": day_json(year.last), "is_over": year.is_over},
        "missing": list(year.missing),
        "net": _known(report.net),
        "total": _known(year.total()),
        "tax": _known(year.tax),
        "due": _known(year.due),
        "lines": [_line(report, each, language) for each in year.lines],
        "calls": [
            {
                "on": day_json(each.on),
                "why": each.why,
                "declared_to": day_json(each.declared_to),
                "amount": _known(each.amount),
                "clause": each.clause or None,
            }
            for each in year.instalments
        ],
    }


def _known(cents: Cents) -> int | None:
    return None if cents == MISSING else cents


def _line(report: PremiumReport, each: PremiumLine, language: Language) -> Json:
    return {
        "kind": each.kind,
        "title": line_name(each, language),
        "keys": dict(each.keys),
        "basis": each.basis or None,
        "base": _known(each.base),
        "count": each.count or None,
        "rate": rate_json(each.rate),
        "amount": _known(each.amount),
        "taxes": [_tax(report, one, language) for one in each.taxes],
        "term": each.term or None,
        "clause": each.clause or None,
        "sentence": None if each.finding is None else sentence(report, each.finding, language),
        "missing": [] if each.finding is None else list(each.finding.missing),
        "first_day": day_json(each.first),
        "last_day": day_json(each.last),
        "facts": list(each.facts),
    }


def _tax(report: PremiumReport, one: TaxLine, language: Language) -> Json:
    return {
        "tax": one.tax,
        "territory": one.territory,
        "base": _known(one.base),
        "rate": rate_json(one.rate),
        "amount": _known(one.amount),
        "article": one.article or None,
        "sentence": None if one.finding is None else sentence(report, one.finding, language),
    }


def premium_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet: a row for each line."""
    return say("premium columns", language).split("|")


def premium_rows(report: PremiumReport, language: Language) -> Iterator[list[Cell]]:
    """Rows of the spreadsheet."""
    for row in premium_cells(report, language):
        yield [day(each.day, language) if isinstance(each, On) else each for each in row]


def premium_cells(report: PremiumReport, language: Language) -> Iterator[list[str | int | Total | On | None]]:
    """Rows of the spreadsheet for a workbook, each value as what it is."""
    unit = known_currency(report.year.currency)

    def total(cents: Cents) -> Total | None:
        return None if cents == MISSING else Total(cents, unit)

    for each in report.year.lines:
        yield [
            line_name(each, language),
            line_for(report.year, each, language),
            say(f"premium basis {each.basis}", language) if each.basis else "",
            total(each.base),
            each.count or None,
            rate_text(each.rate, language),
            total(each.amount),
            total(each.tax) if each.taxes else None,
            None if MISSING in {each.amount, each.tax} else total(each.amount + each.tax),
            each.term,
            each.clause,
            "" if each.finding is None else sentence(report, each.finding, language),
            On(each.first),
            On(each.last),
            " ; ".join(each.facts[:FACTS_SHOWN]) + (" …" if len(each.facts) > FACTS_SHOWN else ""),
            report.year.currency,
        ]


FACTS_SHOWN = 50
"""Facts of one line that a cell names; a program has them all."""
