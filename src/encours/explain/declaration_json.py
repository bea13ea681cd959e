"""A declaration of turnover for programs and spreadsheets; documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.declaration_report import DeclarationReport, change, document, why, zone_of_sale
from encours.explain.document.model import On
from encours.explain.json_values import Json, day_json, rate_json
from encours.explain.words import say
from encours.premium.declarations import Compared, Declaration, Difference
from encours.premium.turnover import Sale
from encours.units import MISSING
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language, show_day, show_period

Cell = str | int | Total | On | None


def declaration_json(report: DeclarationReport, language: Language) -> Json:
    """The declaration of the period with every sale, and every period in short."""
    shown = report.shown
    return {
        **report.head.json("declaration", language),
        "policy": report.policy.name,
        **_period(shown),
        "zones": [
            {"zone": each.zone or None, "rate": rate_json(each.rate), "sold": each.sold,
             "left_out": each.left_out, "declared": each.declared, "count": each.count}
            for each in shown.zones
        ],
        "left_out": [
            {"exclusion": each.exclusion, "title": say(f"exclusion {each.exclusion}", language),
             "amount": each.amount, "documents": [document(one) for one in each.sales]}
            for each in shown.left_out
        ],
        "missing": [
            {"fact": name, "sentence": say(f"lacks {name}", language),
             "amount": sum(each.line.amount for each in sales), "documents": [document(each) for each in sales]}
            for name, sales in report.lacking.items()
        ],
        "compared": _compared(report, shown.compared, language),
        "not_compared": list(shown.reasons),
        "zones_declared": [
            {"zone": each.zone or None, "declared": each.declared, "amount": each.now, "is_declared": each.is_declared}
            for each in shown.zones_declared
        ],
        "days_left_out": [
            {"first_day": day_json(first), "last_day": day_json(last)} for first, last in shown.days_left_out
        ],
        "sales": [_sale(report, each, language) for each in shown.sales],
        "undated": [_sale(report, each, language) for each in report.found.undated],
        "periods": [_period(each) for each in report.found.every],
    }  # fmt: skip


def _period(each: Declaration) -> Json:
    filed = [one for one in each.filed if day_json(one.declared_on) is not None]
    return {
        "period": each.period.name,
        "first_day": day_json(each.period.first),
        "last_day": day_json(each.period.last),
        "due_on": day_json(each.due_on),
        "declared_on": day_json(each.declared_on) if each.filed else None,
        "declared": [{"zone": one.zone or None, "amount": None if one.amount == MISSING else one.amount,
                      "currency": one.currency or None} for one in filed],
        "amount": each.amount,
    }  # fmt: skip


def _compared(report: DeclarationReport, found: Compared | None, language: Language) -> Json | None:
    if found is None:
        return None
    return {
        "declared": found.declared,
        "declared_on": day_json(found.declared_on),
        "ledger_then": found.then,
        "untold": found.untold,
        "left_in": list(found.left_in),
        "made_by": None if found.made_by is None else document(found.made_by),
        "amount": found.amount,
        "differences": [_difference(report, each, language) for each in found.differences],
    }


def _difference(report: DeclarationReport, each: Difference, language: Language) -> Json:
    return {
        "document": document(each.sale),
        "buyer_code": each.sale.line.buyer,
        "buyer": report.names.name(each.sale.line.buyer),
        "change": each.change,
        "sentence": change(each, language),
        "amount": each.amount,
    }


def _sale(report: DeclarationReport, each: Sale, language: Language) -> Json:
    return {
        "document": document(each),
        "credit_note_of": each.of_document or None,
        "day": day_json(each.line.on),
        "buyer_code": each.line.buyer,
        "buyer": report.names.name(each.line.buyer),
        "country": each.line.keys.get("country") or None,
        "amount": each.line.amount,
        "excluded": each.line.excluded or None,
        "why": why(each, language) or None,
        "missing": list(each.lacking),
        "fact": each.line.fact,
    }


def declaration_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return say("declare columns", language).split("|")


def declaration_rows(report: DeclarationReport, language: Language) -> Iterator[list[str | int | Total | None]]:
    """Rows of the table for a spreadsheet: one for each sale of the period, days as text."""
    for row in declaration_cells(report, language):
        yield [show_day(each.day, language) if isinstance(each, On) else each for each in row]


def declaration_cells(report: DeclarationReport, language: Language) -> Iterator[list[Cell]]:
    """The same rows with their days as days."""
    unit = known_currency(report.policy.currency)
    for each in report.shown.sales:
        yield [
            show_period(report.shown.period.name, language),
            document(each),
            each.of_document,
            On(each.line.on),
            each.line.buyer,
            report.names.name(each.line.buyer),
            each.line.keys.get("country", ""),
            zone_of_sale(report, each, language),
            Total(each.line.amount, unit),
            say(f"exclusion {each.line.excluded}", language) if each.line.excluded else "",
            why(each, language),
            ", ".join(say(f"lacks {name}", language) for name in each.lacking),
        ]
