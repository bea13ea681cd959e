"""The register of duties for programs and spreadsheets; documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.duties.duty import Duty
from encours.explain.duties_report import DutiesReport
from encours.explain.duties_screen import lacking
from encours.explain.duty_document import document_of
from encours.explain.duty_words import STANDINGS, department, duty_text, reference_text
from encours.explain.json_values import Json, day_json
from encours.explain.words import say
from encours.units import NEVER
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language

Cell = str | int | Total | None


def duties_json(report: DutiesReport, language: Language) -> Json:
    """Every duty chosen, with what its document says, and what was lost in all."""
    gone = report.lost
    return {
        **report.head.json("duties", language),
        "lost": {"covered": gone.covered, "insured": gone.insured},
        "duties": [_duty(report, each, language) for each in report.duties],
    }


def _duty(report: DutiesReport, duty: Duty, language: Language) -> Json:
    text = duty_text(duty.kind)
    stake = duty.at_stake
    return {
        "id": duty.identifier,
        "kind": duty.kind,
        "title": text.title.in_language(language),
        "standing": report.standing(duty).value,
        "department": duty.who.value,
        "policy": duty.policy or None,
        "buyer_code": duty.buyer or None,
        "buyer": report.names.name(duty.buyer) if duty.buyer else None,
        "invoice": duty.invoice or None,
        "instalment": duty.instalment if duty.invoice else None,
        "reference": duty.reference or None,
        "first_day": day_json(duty.first_day),
        "last_day": day_json(duty.last_day),
        "has_no_end": duty.last_day == NEVER,
        "days_left": report.days_left(duty),
        "at_stake": None if stake is None else {"covered": stake.covered, "insured": stake.insured},
        "done_on": day_json(duty.done_on),
        "evidence": duty.evidence or None,
        "law": duty.law or None,
        "missing": [name for name in duty.lacking.split(", ") if name],
        "what_to_do": text.what_to_do.in_language(language) or None,
        "what_is_lost": text.what_is_lost.in_language(language) or None,
        "document": document_of(report, duty),
    }


def duties_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return say("duties columns", language).split("|")


def duties_rows(report: DutiesReport, language: Language) -> Iterator[list[Cell]]:
    """Rows of the spreadsheet: a row for each duty, done or not."""
    unit = known_currency(report.head.currency)
    for each in report.duties:
        text, stake = duty_text(each.kind), each.at_stake
        yield [
            STANDINGS[report.standing(each)].in_language(language),
            day_json(each.last_day),
            report.days_left(each),
            day_json(each.first_day),
            text.title.in_language(language),
            each.buyer,
            report.names.name(each.buyer) if each.buyer else "",
            each.invoice,
            each.instalment if each.invoice else None,
            reference_text(each, language),
            each.subject,
            each.policy,
            department(each.who, language),
            None if stake is None else Total(stake.covered, unit),
            None if stake is None else Total(stake.insured, unit),
            day_json(each.done_on),
            each.evidence,
            each.law,
            lacking(report, each, language),
            text.what_to_do.in_language(language),
            text.what_is_lost.in_language(language),
            each.identifier,
        ]
