"""The cover report for programs and spreadsheets; the shape is documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.clauses.states import State
from encours.explain.cover_report import CoverReport, what_to_do
from encours.explain.document.model import On
from encours.explain.json_values import (
    SCHEMA_VERSION,
    Json,
    day_json,
    halt_json,
    layer_json,
    money,
    parts_json,
    state_name,
)
from encours.explain.lines import InvoiceLine, is_partly_covered, main_state
from encours.explain.losses import Loss
from encours.explain.names import state_word
from encours.explain.report_head import Question
from encours.explain.unknown_share import UnknownShare
from encours.explain.values import day
from encours.explain.words import say
from encours.units import MISSING, NEVER, Day
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language


def cover_json(report: CoverReport, language: Language, *, findings: bool = False) -> Json:
    """The whole report; sentences are in the language, names of states, clauses and verdicts in English."""
    currency = report.question.currency
    return {
        "shape": "cover",
        "version": SCHEMA_VERSION,
        **question_json(report.question, language),
        "totals": {
            "outstanding": report.outstanding,
            "states": parts_json(report.totals),
            "admitted": report.totals[State.COVERED],
            "insured": report.insured,
            "share_not_known": share_not_known(report.unknown_share),
            "on_account": report.on_account,
            "not_receivable": sum(row.cover.open for row in report.not_receivable),
            "told_by_age": {"buyer_count": report.told_by_age.buyers, "amount": report.told_by_age.amount},
            "layers": [
                {"policy": each.policy, "insurer": each.insurer, "admitted": each.admitted, "insured": each.insured}
                for each in report.layers
            ],
        },
        "minor_units": known_currency(currency).minor_units,
        "at_risk": [_named(report, row) for row in report.at_risk],
        "losses": [_loss(report, loss, language) for loss in report.losses],
        "stops_are_overdue_only": report.stops_are_overdue_only,
        "stops": [
            {
                "buyer": each.buyer,
                "name": each.name,
                "open": each.open,
                "covered": each.covered,
                "stopped_since": day_json(each.stopped_since),
                "next_stop": day_json(each.next_stop),
                "since": day_json(each.since),
                "refused_by": halt_json(each.halt, language),
            }
            for each in report.stops
        ],
        "assumptions": [
            {
                "name": each.name,
                "value": each.value,
                "author": each.author,
                "made_on": day_json(each.made_on),
                "source": each.source,
                "depends": each.depends,
                "rows": each.rows,
            }
            for each in report.assumptions
        ],
        "buyers": list(buyers_json(report)),
        "invoices": [
            line_json(report, row, language, findings=findings) for row in (*report.rows, *report.not_receivable)
        ],
    }


def share_not_known(unknown: UnknownShare | None) -> Json | None:
    """What is carried of which the percentage is not known; null where all are."""
    if unknown is None:
        return None
    return {"admitted": unknown.amount, "invoice_count": len(unknown.rows), "missing": list(unknown.names)}


def question_json(question: Question, language: Language) -> Json:
    """Who and what was asked about, as of when and known when."""
    return {
        "company": question.company,
        "programme": question.programme.name if question.is_judged else None,
        "currency": question.currency,
        **question.when_json(language),
    }


def line_json(report: CoverReport, row: InvoiceLine, language: Language, *, findings: bool) -> Json:
    """One open row."""
    lines, cover = report.lines, row.cover
    return {
        "invoice": row.number,
        "instalment": row.instalment,
        "buyer": row.buyer,
        "entity": row.entity or None,
        "stage": row.stage.english,
        "source": lines.invoices.texts["source"][row.row],
        "issued": day_json(lines.day(row.row, "issued")),
        "delivered": day_json(lines.day(row.row, "delivered")),
        "due": day_json(lines.due(row)),
        "open_original": money(cover.open_original, row.currency),
        "open": cover.open,
        "state": state_name(main_state(cover)),
        "partly_covered": is_partly_covered(cover),
        "at_risk": lines.at_risk(row),
        "parts": parts_json(cover.parts),
        "until": day_json(cover.until),
        "layers": [
            layer_json(policy, layer, language, findings=findings)
            for policy, layer in zip(report.question.programme.policies, cover.layers, strict=True)
        ],
    }


def buyers_json(report: CoverReport) -> Iterator[Json]:
    """Receivables of each buyer by state."""
    found: dict[str, list[InvoiceLine]] = {}
    for row in report.rows:
        found.setdefault(row.buyer, []).append(row)
    for buyer, rows in sorted(found.items()):
        parts = {state: sum(row.cover.parts[state] for row in rows) for state in State}
        yield {
            "buyer": buyer,
            "name": report.lines.buyer_name(buyer),
            "country": report.lines.buyer_field(buyer, "country") or None,
            "outstanding": sum(row.cover.open for row in rows),
            "states": parts_json(parts),
            "insured": sum(row.cover.insured for row in rows),
        }


def _named(report: CoverReport, row: InvoiceLine) -> Json:
    return {
        "invoice": row.number,
        "instalment": row.instalment,
        "buyer": row.buyer,
        "until": day_json(row.cover.until),
        "days_left": row.cover.until - report.question.as_of,
        "at_stake": report.lines.at_stake(row),
    }


def _loss(report: CoverReport, loss: Loss, language: Language) -> Json:
    return {
        "state": state_name(loss.state),
        "clause": loss.clause,
        "stage": loss.stage,
        "title": loss.title(language),
        "amount": loss.amount,
        "what_to_do": what_to_do(report, loss, language),
        "invoices": [
            {"invoice": row.number, "instalment": row.instalment, "buyer": row.buyer, "amount": part}
            for part, row in loss.rows
        ],
    }


def cover_columns(report: CoverReport, language: Language) -> list[str]:
    """Titles of the spreadsheet, one row for each open invoice or instalment."""
    states = [state_word(state, language) for state in State]
    titles = say("cover columns", language).split("|")
    return [
        *titles[:11],
        *states,
        say("not owed", language),
        *titles[11:],
        *(f"{say('admitted', language)} · {p.name}" for p in report.question.programme.policies),
    ]


def cover_rows(report: CoverReport, language: Language) -> Iterator[list[str | int | Total | None]]:
    """Rows of the spreadsheet as text, receivables first."""
    for row in cover_cells(report, language):
        yield [day(each.day, language) if isinstance(each, On) else each for each in row]


def cover_cells(report: CoverReport, language: Language) -> Iterator[list[str | int | Total | On | None]]:
    """Rows of the spreadsheet, receivables first, each value as what it is."""
    lines, own = report.lines, known_currency(report.question.currency)
    wording = report.question.programme.primary.wording
    for row in (*report.rows, *report.not_receivable):
        cover = row.cover
        stage = row.stage.french if language == "fr" else row.stage.english
        cause = wording.clauses[cover.cause // 8 - 1].name if cover.cause > 0 else ""
        yield [
            row.number,
            row.instalment,
            row.buyer,
            lines.buyer_name(row.buyer),
            row.entity,
            stage,
            _day_told(lines.day(row.row, "issued")),
            _day_told(lines.due(row)),
            row.currency,
            Total(cover.open_original, known_currency(row.currency)),
            Total(cover.open, own),
            *(Total(cover.parts[state] if row.is_receivable else 0, own) for state in State),
            Total(0 if row.is_receivable else cover.open, own),
            state_word(main_state(cover), language) if row.is_receivable else say("not owed", language),
            cause,
            dated(cover.until, language),
            Total(cover.insured, own),
            *(Total(layer.admitted, own) for layer in cover.layers),
        ]


def _day_told(value: Day) -> On | str:
    return "" if value in {MISSING, NEVER} else On(value)


def dated(value: Day, language: Language) -> On | str:
    """A day that may be to come; nothing where it never comes, a word where it is none of the calendar."""
    if value >= NEVER:
        return ""
    return day(value, language) if value == MISSING or value < -(2**29) else On(value)
