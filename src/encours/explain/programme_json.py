"""A programme on a book for programs and spreadsheets; the shape is documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.cover_json import question_json, share_not_known
from encours.explain.json_values import SCHEMA_VERSION, Json
from encours.explain.programme_report import CarryingLayer, Failure, ProgrammeReport
from encours.explain.settlement_report import word
from encours.explain.words import say
from encours.units import MISSING, UNSET, Cents
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language

Cell = str | int | Total | None


def programme_json(report: ProgrammeReport, language: Language) -> Json:
    """Every layer from the first upwards, what nobody carries, and what failures would cost each layer."""
    return {
        "shape": "programme",
        "version": SCHEMA_VERSION,
        **question_json(report.question, language),
        "outstanding": report.outstanding,
        "admitted": report.admitted,
        "insured": report.insured,
        "share_not_known": share_not_known(report.unknown_share),
        "carried_by_nobody": report.carried_by_nobody,
        "layers": [_layer(each) for each in report.layers],
        "failures": [_failure(report, each) for each in report.failures],
    }


def _layer(each: CarryingLayer) -> Json:
    return {
        "policy": each.policy.name,
        "insurer": each.policy.insurer,
        "mode": each.mode.english,
        "admitted": each.admitted,
        "insured": each.insured,
        "invoice_count": each.invoices,
        "buyer_count": each.buyers,
        "first_loss": _agreed(each.first_loss),
        "maximum_liability": _agreed(each.maximum),
    }


def _agreed(cents: Cents) -> Json:
    """A total of the year: whether the policy has one, and what it is, null where that is not known."""
    return {"is_agreed": cents != UNSET, "amount": None if cents in {UNSET, MISSING} else cents}


def _failure(report: ProgrammeReport, each: Failure) -> Json:
    return {
        "buyer": each.buyer,
        "name": each.name or None,
        "outstanding": each.outstanding,
        "gross_loss": each.claim.gross,
        "layers": [{"policy": layer.policy.name, "indemnity": each.paid_by(layer.policy)} for layer in report.layers],
        "left_to_the_insured": each.left,
    }


def programme_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return say("programme columns", language).split("|")


def programme_rows(report: ProgrammeReport, language: Language) -> Iterator[list[Cell]]:
    """A row for each layer, from the first upwards, then what nobody carries."""
    unit = known_currency(report.question.currency)

    def total(cents: Cents | None) -> Total | None:
        return None if cents in {None, UNSET, MISSING} else Total(cents or 0, unit)

    for each in report.layers:
        yield [
            each.policy.name, each.policy.insurer, word(each.mode, language), total(each.admitted),
            total(each.insured), each.invoices, each.buyers, total(each.first_loss), total(each.maximum),
        ]  # fmt: skip
    nobody = total(report.carried_by_nobody)
    yield [say("programme nobody", language), "", "", nobody, None, None, None, None, None]
