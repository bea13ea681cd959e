"""The audit of a bill for programs and spreadsheets; documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.audit_report import AuditReport, sentences
from encours.explain.document.model import On
from encours.explain.json_values import Json, day_json, rate_json
from encours.explain.words import say
from encours.premium.audit import AuditedLine
from encours.premium.dead_limits import DeadLimit
from encours.units import MISSING, NEVER, Cents, Day
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language, show_day

Cell = str | int | Total | On | None


def audit_json(report: AuditReport, language: Language) -> Json:
    """Every line with its reasons, and the limits that serve no sale."""
    bill = report.found.bill
    return {
        **report.head.json("audit", language),
        "policy": report.policy.name,
        "bill": bill.reference,
        "billed_on": day_json(bill.billed_on),
        "claimed": _known(bill.amount),
        "billed": report.found.billed,
        "over": report.found.over,
        "unchecked": report.unchecked,
        "lines": [_line(report, each, language) for each in report.found.lines],
        "dead_limits": [_dead(report, each) for each in report.dead],
        "idle_months": report.idle,
    }


def _line(report: AuditReport, each: AuditedLine, language: Language) -> Json:
    line, due = each.line, each.due
    said = [text for _, text in sentences(report, each, language)]
    return {
        "rank": line.rank,
        "kind": line.billed_for,
        "title": say(f"charge {line.billed_for}", language),
        "label": line.label or None,
        "first_day": day_json(line.period_start),
        "last_day": day_json(line.period_end),
        "zone": line.zone or None,
        "buyer_code": line.buyer or None,
        "buyer": report.names.name(line.buyer) if line.buyer else None,
        "base": _known(line.base),
        "rate": line.rate or None,
        "count": _known(line.billed_count),
        "amount": line.amount,
        "tax": _known(line.tax),
        "due": {
            "amount": _known(due.amount), "base": _known(due.base), "count": _known(due.count), "tax": _known(due.tax),
            "rate": rate_json(due.rate), "is_agreed": due.is_agreed,
        },
        "over": each.over,
        "is_checked": each.is_checked,
        "judged_with": each.judged_with or None,
        "reasons": [
            {"why": reason.why, "amount": reason.amount, "sentence": text}
            for reason, text in zip(each.reasons, said, strict=False)
        ],
    }  # fmt: skip


def _dead(report: AuditReport, each: DeadLimit) -> Json:
    return {
        "buyer_code": each.buyer,
        "buyer": report.names.name(each.buyer),
        "kind": each.kind.english,
        "limit": each.limit,
        "last_sale": day_json(each.last_sale),
        "fee": _known(each.fee),
        "until_anniversary": _known(each.until_anniversary),
        "saved": _known(each.saved),
        "next_fee_on": day_json(each.next_fee_on),
        "last_day_to_cancel": day_json(each.last_day_to_cancel),
    }


def _known(value: int) -> int | None:
    return None if value == MISSING else value


def audit_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return say("audit columns", language).split("|")


def audit_rows(report: AuditReport, language: Language) -> Iterator[list[str | int | Total | None]]:
    """Rows of the table for a spreadsheet, days as text."""
    for row in audit_cells(report, language):
        yield [show_day(each.day, language) if isinstance(each, On) else each for each in row]


def audit_cells(report: AuditReport, language: Language) -> Iterator[list[Cell]]:
    """The rows of the lines: one for each reason, the amounts of the line on its first."""
    unit = known_currency(report.policy.currency)

    def total(cents: Cents) -> Total | None:
        return None if cents == MISSING else Total(cents, unit)

    for each in report.found.lines:
        line = each.line
        for place, (over, said) in enumerate(sentences(report, each, language)):
            amounts = (line.base, line.amount, line.tax) if place == 0 else (MISSING, MISSING, MISSING)
            yield [
                line.bill, line.rank, say(f"charge {line.billed_for}", language), line.label, _day(line.period_start),
                _day(line.period_end), line.zone, line.buyer,
                report.names.name(line.buyer) if line.buyer else "", total(amounts[0]), line.rate, total(amounts[1]),
                total(amounts[2]), Total(over, unit), said,
            ]  # fmt: skip


def _day(day: Day) -> On | None:
    return None if day in {MISSING, NEVER} else On(day)
