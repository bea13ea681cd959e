"""All the results of a question, or those of a few buyers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from encours.web.computing.limit_rows import limit_rows
from encours.web.computing.question import Asked
from encours.web.computing.rows import account_rows, invoice_rows
from encours.web.computing.work import work_items
from encours.web.store.limits import LimitResult
from encours.web.store.results import AccountResult, InvoiceResult, WorkItem


@dataclass(frozen=True, slots=True)
class Results:
    """Rows not stored yet: they belong to no reading and to no organisation."""

    accounts: list[AccountResult]
    invoices: list[InvoiceResult]
    work: list[WorkItem]
    limits: list[LimitResult]


def results_of(asked: Asked, buyers: Collection[str] | None = None) -> Results:
    """Results of these buyers, or of everything."""
    invoices = list(invoice_rows(asked, buyers))
    accounts = list(account_rows(asked, invoices, buyers))
    return Results(
        accounts,
        invoices,
        list(work_items(asked, accounts, invoices, buyers)),
        list(limit_rows(asked, buyers)),
    )


def figures_of(asked: Asked) -> dict[str, Any]:
    """What stands at the head of pages, whichever they are."""
    return {
        "currency": asked.currency,
        "policies": [[policy.name, policy.insurer] for policy in asked.programme.policies],
        "ageing": _control(asked),
    }


def _control(asked: Asked) -> dict[str, Any]:
    """Control accounts that the aged balance agrees with, and what makes it doubtful, in both languages."""
    balance = asked.balance
    agreed = (", ".join(each.accounts) for each in balance.controls if not each.difference)
    told = ("en", "fr", "remedy_en", "remedy_fr", "is_warning")
    return {
        "agreed": list(dict.fromkeys(agreed)),
        "faults": [{name: getattr(each, name) for name in told} for each in balance.errors],
    }
