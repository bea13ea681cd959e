"""A reverse cover for programs and spreadsheets; documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.clauses.states import State
from encours.explain.json_values import Json, day_json, halt_json, parts_json
from encours.explain.lines import InvoiceLine
from encours.explain.reverse_certificate import Certificate
from encours.explain.reverse_report import ReverseReport, SupplierLine, until
from encours.explain.reverse_screen import debtor_name, fit_sentence
from encours.explain.words import say
from encours.facts.faults import Fault
from encours.reverse.agreed import suppliers_of
from encours.reverse.allocations import Allocation, Stretch
from encours.reverse.failure import Failure
from encours.units import Cents
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language

Cell = str | int | Total | None


def reverse_json(
    report: ReverseReport, language: Language, *, shown: SupplierLine | None = None, found: Certificate | None = None
) -> Json:
    """The total, day by day, and the suppliers; of one supplier shown, that one alone, with its invoices."""
    policy = report.cover.policy
    suppliers = report.suppliers if shown is None else (shown,)
    return {
        **report.question.json("reverse", language),
        "cover": {
            "policy": policy.name,
            "insurer": policy.insurer,
            "debtor": report.cover.debtor,
            "debtor_name": debtor_name(report),
            "period_start": day_json(policy.period_start),
            "period_end": day_json(policy.period_end),
            **_stretch(report.today),
        },
        "days": [_stretch(each) for each in report.stretches],
        "suppliers": [_supplier(report, each, language, with_rows=shown is not None) for each in suppliers],
        "findings": [_finding(each, language) for each in report.findings],
        "allocation_asked": None if report.fit is None else _fit(report, language),
        "failure": None if report.failure is None else _failure(report, report.failure),
        "certificate": None if found is None else _certificate(found),
    }


def _stretch(each: Stretch) -> Json:
    return {
        "from": day_json(each.first),
        "to": day_json(each.last),
        "total": each.total,
        "allocated": each.allocated,
        "left": each.left,
        "above_the_total": each.over,
    }


def _supplier(report: ReverseReport, each: SupplierLine, language: Language, *, with_rows: bool) -> Json:
    made: Json = {
        "supplier": each.supplier,
        "name": each.name or None,
        "allocation": each.allocated,
        "used": each.used,
        "free": each.free,
        "owed": each.owed,
        "covered": each.within,
        "over": each.over,
        "otherwise_not_covered": each.otherwise,
        "until": until(each, report, language),
        "halt": halt_json(each.halt, language),
        "allocations": [_allocation(one) for one in each.every],
    }
    if with_rows:
        made["invoices"] = [_invoice(report, one) for one in each.rows]
    return made


def _allocation(each: Allocation) -> Json:
    return {
        "from": day_json(each.first),
        "to": day_json(each.last),
        "amount": each.amount,
        "decision": each.decision.reference,
        "source": each.decision.fact_id,
    }


def _invoice(report: ReverseReport, one: InvoiceLine) -> Json:
    return {
        "invoice": one.number,
        "instalment": one.instalment,
        "delivered": day_json(report.lines.day(one.row, "delivered")),
        "due": day_json(report.lines.due(one)),
        "open": one.cover.open,
        "covered": one.cover.parts[State.COVERED],
        "insured": one.cover.insured,
        "parts": parts_json(one.cover.parts),
    }


def _finding(each: Fault, language: Language) -> Json:
    is_french = language == "fr"
    return {
        "finding": each.code.replace(" ", "_"),
        "sentence": each.fr if is_french else each.en,
        "what_to_do": each.remedy_fr if is_french else each.remedy_en,
        "source": each.fact_ids[0],
    }


def _fit(report: ReverseReport, language: Language) -> Json:
    fit = report.fit
    assert fit is not None, "an allocation asked for"
    return {
        "supplier": fit.supplier,
        "amount": fit.amount,
        "fits": fit.fits,
        "lacking": fit.lacking,
        "lacks_on": day_json(fit.lacks_on),
        "sentence": fit_sentence(report, language),
    }


def _failure(report: ReverseReport, failed: Failure) -> Json:
    names = suppliers_of(report.lines.book.view, report.cover)
    return {
        "day": day_json(failed.day),
        "cause": failed.cause,
        "is_announced": failed.is_announced,
        "total": failed.total,
        "indemnity": failed.indemnity,
        "paid": failed.paid,
        "suppliers": [
            {
                "supplier": each.supplier,
                "name": names.get(each.supplier) or None,
                "claim": each.told.claim,
                "owed": each.owed,
                "gross_loss": each.gross,
                "admitted": each.admitted,
                "indemnity": each.indemnity,
                "paid": each.paid,
            }
            for each in failed.suppliers
        ],
    }


def _certificate(found: Certificate) -> Json:
    return {
        "to": found.to,
        "opening": found.opening,
        "points": [{"point": point, "value": value} for point, value in found.points],
        "sentences": list(found.sentences),
    }


def reverse_columns(report: ReverseReport, language: Language) -> list[str]:
    """Titles of the spreadsheet: of the suppliers, or of what a failure would pay."""
    key = "reverse columns" if report.failure is None else "reverse failure columns"
    return say(key, language).split("|")


def reverse_rows(
    report: ReverseReport, language: Language, *, shown: SupplierLine | None = None
) -> Iterator[list[Cell]]:
    """A row for each supplier; of a failure, for each that is owed something."""
    unit = known_currency(report.question.currency)

    def total(cents: Cents | None) -> Total | None:
        return None if cents is None else Total(cents, unit)

    if report.failure is not None:
        names = suppliers_of(report.lines.book.view, report.cover)
        for one in report.failure.suppliers:
            paid = (one.owed, one.admitted, one.indemnity, one.paid)
            yield [one.supplier, names.get(one.supplier, ""), *map(total, paid)]
        return
    for each in report.suppliers if shown is None else (shown,):
        amounts = (each.allocated, each.used, each.free, each.owed, each.within, each.over, each.otherwise)
        decision = "" if each.allocation is None else each.allocation.decision.reference
        yield [each.supplier, each.name, *map(total, amounts), decision, until(each, report, language)]
