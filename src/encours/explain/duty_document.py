"""What the letter of a duty says: who writes to whom, about which invoices, and how much each still owes."""

from __future__ import annotations

from typing import cast

from encours.duties.duty import Duty
from encours.duties.kinds import ANSWER_INSURER
from encours.explain.duties_report import DutiesReport
from encours.explain.json_values import Json, day_json
from encours.explain.lines import InvoiceLine, Lines
from encours.facts.kinds import InsurerRequest
from encours.units import widen_day


def document_of(report: DutiesReport, duty: Duty) -> Json | None:
    """Data of the document of a duty about a buyer, its open invoices or the one it names; none of any other duty.

    An answer to the insurer has one too, whatever it is about.
    """
    request = _request(report, duty)
    if not duty.buyer and request is None:
        return None
    book = report.register.book
    policy = next((each for each in book.programme.layers if each.name == duty.policy), None)
    return {
        "company": report.head.company or None,
        "policy": None if policy is None else {"name": policy.name, "number": policy.number or None,
                                               "insurer": policy.insurer},
        "buyer": _buyer(report, duty.buyer) if duty.buyer else None,
        "invoices": _invoices(report, duty),
        "request": request,
    }  # fmt: skip


def _buyer(report: DutiesReport, buyer: str) -> Json:
    names = report.names
    return {
        "code": buyer,
        "name": names.name(buyer),
        **{field: names.field(buyer, field) or None
           for field in ("siren", "vat_number", "national_id", "lei", "country")},
    }  # fmt: skip


def _request(report: DutiesReport, duty: Duty) -> Json | None:
    """What the insurer asked, where the duty is to answer it."""
    if duty.kind != ANSWER_INSURER:
        return None
    table = report.register.book.view.table("insurer_requests")
    rows = table.texts["reference"].where_any([duty.reference]).tolist()
    asked = next(
        each for each in (cast(InsurerRequest, table.row(row)) for row in rows) if _names(report, duty, each.policy)
    )
    return {
        "asked_on": day_json(asked.asked_on),
        "about": asked.about,
        "subject": asked.subject or None,
    }


def _names(report: DutiesReport, duty: Duty, policy: str) -> bool:
    """Whether a fact that names a policy so is under that of a duty."""
    programme = report.register.book.programme
    return any(policy in programme.names_of(each) for each in programme.layers if each.name == duty.policy)


def _invoices(report: DutiesReport, duty: Duty) -> list[Json]:
    """Open invoices of the buyer that the duty is about, in their own currency; none where an answer names none."""
    if duty.kind == ANSWER_INSURER and not duty.invoice:
        return []
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
