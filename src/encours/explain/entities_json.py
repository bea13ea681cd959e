"""Findings of the entity guard for programs and spreadsheets; documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.cover.indicators.entity_findings import EntityFinding
from encours.explain.entities_report import EntitiesReport, KindOfFinding
from encours.explain.entities_screen import detail, documents
from encours.explain.json_values import Json
from encours.explain.words import say
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language

Cell = str | int | Total | None


def entities_json(report: EntitiesReport, language: Language, *, shown: str = "") -> Json:
    """Every kind of finding, or the one shown, with all its rows."""
    return {
        **report.head.json("entities", language),
        "outstanding": report.outstanding,
        "buyer_count": report.buyers,
        "kinds": [_kind(report, each, language) for each in report.kinds if shown in {"", each.kind}],
    }


def _kind(report: EntitiesReport, each: KindOfFinding, language: Language) -> Json:
    return {
        "kind": each.kind,
        "gravity": each.gravity,
        "title": say(f"kind {each.kind}", language),
        "what_to_do": say(f"do {each.kind}", language),
        "amount": each.amount,
        "buyer_count": each.buyers,
        "invoice_count": each.rows,
        "found": [_finding(report, one, language) for one in each.findings],
    }


def _finding(report: EntitiesReport, one: EntityFinding, language: Language) -> Json:
    return {
        "buyer_codes": list(one.buyers),
        "amount": one.amount,
        "sentence": detail(one, language) or None,
        "field": one.field or None,
        "told": one.told or None,
        "expected": one.expected or None,
        "decision": one.reference or None,
        "likeness": one.match.likeness if one.match is not None else None,
        "documents": [report.names.document(row) for row in one.rows],
    }


def entities_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return say("entities columns", language).split("|")


def entities_rows(report: EntitiesReport, language: Language, *, shown: str = "") -> Iterator[list[Cell]]:
    """Rows of the spreadsheet: a row for each finding."""
    unit = known_currency(report.head.currency)
    for each in report.kinds:
        for one in each.findings if shown in {"", each.kind} else ():
            yield [
                each.kind,
                say(f"gravity {each.gravity}", language),
                say(f"kind {each.kind}", language),
                " + ".join(one.buyers),
                " + ".join(report.names.name(buyer) for buyer in one.buyers),
                detail(one, language),
                one.reference,
                documents(report, one, most=len(one.rows)),
                Total(one.amount, unit),
                say(f"do {each.kind}", language),
            ]
