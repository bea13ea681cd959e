"""What differs between two policies, and what it moves, for programs and spreadsheets (``docs/reference/json.md``)."""

from __future__ import annotations

from collections.abc import Iterator

from encours.cover.moves import Moved, RowMove, covered_by
from encours.explain.json_values import SCHEMA_VERSION, Json
from encours.explain.moves_report import MovesReport, clause_of, decided
from encours.explain.words import say
from encours.policy.changes import Change
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language

Cell = str | int | Total | None


def moves_json(report: MovesReport, language: Language) -> Json:
    """Every change and, with a ledger, what it moves alone, the interaction, the whole, and whom it moves for."""
    shape = {"shape": "policy difference", "version": SCHEMA_VERSION}
    made = shape if report.head is None else report.head.json("policy difference", language)
    made |= {
        "before": report.before.name,
        "after": report.after.name,
        "changes": [_change(report, each) for each in report.changes],
    }
    found = report.comparison
    if found is None:
        return made | {"moves": None}
    texts = report.names.invoices.texts
    return made | {
        "moves": {
            "currency": report.before.primary.currency,
            "before": _moved(covered_by(found.before)),
            "after": _moved(covered_by(found.after)),
            "whole": _moved(found.whole),
            "interaction": _moved(found.interaction),
            "buyers": [
                {"buyer": buyer, "name": report.names.name(buyer), **_moved(moved)} for buyer, moved in report.buyers
            ],
            "invoices": [_row(report, each, texts["buyer"][each.row]) for each in found.rows],
        }
    }


def _change(report: MovesReport, change: Change) -> Json:
    moved = report.moved_by(change)
    return {
        "layer": change.layer + 1,
        "policy": change.policy,
        "points": [
            {"point": list(each.point), "before": each.before or None, "after": each.after or None}
            for each in change.points
        ],
        "moved": None if moved is None else _moved(moved),
        "not_alone_because": change.because or None,
    }


def _moved(moved: Moved) -> Json:
    return {"covered": moved.covered, "insured": moved.insured}


def _row(report: MovesReport, each: RowMove, buyer: str) -> Json:
    invoices = report.names.invoices
    return {
        "invoice": invoices.texts["number"][each.row],
        "instalment": int(invoices.numbers["instalment"][each.row]),
        "buyer": buyer,
        **_moved(each.moved),
        **{
            f"clause_{side}": None if found is None else found.name
            for side, found in (
                ("before", clause_of(report, each, is_after=False)),
                ("after", clause_of(report, each, is_after=True)),
            )
        },
    }


def moves_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return say("moves columns", language).split("|")


def moves_rows(report: MovesReport, language: Language) -> Iterator[list[Cell]]:
    """Rows of the spreadsheet: changes, their interaction and total, then buyers and invoices that move."""
    unit = known_currency(report.before.primary.currency)

    def told(moved: Moved | None) -> tuple[Cell, Cell]:
        return (None, None) if moved is None else (Total(moved.covered, unit), Total(moved.insured, unit))

    def kind(name: str) -> str:
        return say(f"kind {name}", language)

    for change in report.changes:
        for place, each in enumerate(change.points):
            moved = told(report.moved_by(change) if place == 0 else None)
            note = say("moves with all", language) if change.because and place == 0 else ""
            yield [kind("change"), change.policy, ".".join(each.point), each.before, each.after, "", "", *moved, "", "",
                   note]  # fmt: skip
    found = report.comparison
    if found is None:
        return
    for name, moved_in_all in (("interaction", found.interaction), ("total", found.whole)):
        yield [kind(name), "", "", "", "", "", "", *told(moved_in_all), "", "", ""]
    for buyer, moved_of in report.buyers:
        yield [kind("buyer"), "", "", "", "", buyer, report.names.name(buyer), *told(moved_of), "", "", ""]
    buyers = report.names.invoices.texts["buyer"]
    for row in found.rows:
        buyer = buyers[row.row]
        yield [
            kind("invoice"), "", report.names.document(row.row), "", "", buyer, report.names.name(buyer),
            *told(row.moved), *(decided(report, row, language, is_after=is_after) for is_after in (False, True)), "",
        ]  # fmt: skip
