"""What the letter of a duty says: who writes to whom, about which invoices, and how much each still owes."""

from __future__ import annotations

from encours.duties.duty import Duty
from encours.explain.duties_report import DutiesReport
from encours.explain.json_values import Json, day_json
from encours.explain.lines import InvoiceLine, Lines
from encours.units import widen_day


def document_of(report: DutiesReport, duty: Duty) -> Json | None:
    """Data of the document of a duty about a buyer, its open invoices or the one it names; none of any other duty."""
    if not duty.buyer:
        return None
    book, names = report.register.book, report.names
    policy = next((each for each in book.programme.layers if each.name == duty.policy), None)
    return {
        "company": report.head.company or None,
        "policy": None if policy is None else {"name": policy.name, "number": policy.number or None,
                                               "insurer": policy.insurer},
        "buyer": {
            "code": duty.buyer,
            "name": names.name(duty.buyer),
            **{field: names.field(duty.buyer, field) or None
               for field in ("siren", "vat_number", "national_id", "lei", "country")},
        },
        "invoices": _invoices(report, duty),
    }  # fmt: skip


def _invoices(report: DutiesReport, duty: Duty) -> list[Json]:
    """Open invoices of the buyer that the duty is about, in their own currency."""
    book = report.register.book
    table, lines = book.view.table("invoices"), report.open_lines.get(duty.buyer, ())
    return [
        {
            "number": each.number,
            "instalment": each.instalment,
            "issued": day_json(widen_day(int(table.numbers["issued"][each.row]))),
            "delivered": day_json(widen_day(int(table.numbers["delivered"][each.row]))),
            "due": day_json(Lines(book).due(each)),
            "open": each.cover.open_original,
            "currency": each.currency,
        }
        for each in lines
        if _is_about(duty, each)
    ]


def _is_about(duty: Duty, line: InvoiceLine) -> bool:
    if duty.invoices:
        return line.number in duty.invoices
    return not duty.invoice or (line.number, line.instalment) == (duty.invoice, duty.instalment)
