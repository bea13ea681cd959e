"""The ordinary story that every case changes a little: one policy, one buyer, one limit, one invoice."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Cells = Mapping[str, str]

AS_OF: Final = "2026-03-31"

POLICY: Final[Cells] = MappingProxyType(
    {
        "name": "Whole turnover 2026",
        "insurer": "Assureur Fictif SA",
        "wording": "whole turnover",
        "edition": "2026-01",
        "currency": "EUR",
        "period_start": "2026-01-01",
        "period_end": "2026-12-31",
    }
)

SECOND_POLICY: Final[Cells] = MappingProxyType({**POLICY, "name": "top-up", "insurer": "Seconde Ligne Fictive SA"})
"""Second layer of the programme, there only when a case says something of it; decisions name it `top-up`."""

TERMS: Final[Cells] = MappingProxyType({"insured_percentage": "90 %"})

FACTS: Final[Mapping[str, Cells]] = MappingProxyType(
    {
        "entities": {"entity": "E1", "name": "Maison Fictive SA", "joined_on": "2020-01-01"},
        "buyers": {
            "buyer": "B1",
            "name": "Client Ordinaire SARL",
            "country": "FR",
            "siren": "000042002",
            "sector": "46.69",
            "public": "no",
            "related": "no",
            "private_person": "no",
        },
        "limit_decisions": {
            "reference": "D-1",
            "buyer": "B1",
            "kind": "named",
            "outcome": "granted",
            "amount": "100 000.00",
            "currency": "EUR",
            "decided_on": "2025-12-01",
            "notified_on": "2025-12-01",
            "effective_on": "2025-12-01",
        },
        "invoices": {
            "number": "F-1",
            "buyer": "B1",
            "entity": "E1",
            "stage": "invoiced",
            "ordered": "2026-01-15",
            "delivered": "2026-02-02",
            "issued": "2026-02-02",
            "due": "2026-04-03",
            "currency": "EUR",
            "gross": "10 000.00",
            "vat": "0.00",
            "payment_means": "open account",
            "undisputed": "yes",
            "paid_on": "never",
        },
    }
)
"""Facts of the ordinary story, one of each kind; the SIREN is made up, in a range that nobody has."""

OTHERS: Final[Mapping[str, Cells]] = MappingProxyType(
    {
        "credit_notes": {"number": "A-{n}", "invoice": "F-1", "currency": "EUR", "vat": "0.00"},
        "payments": {"reference": "P-{n}", "invoice": "F-1", "currency": "EUR"},
        "payment_returns": {"payment": "P-{n}"},
        "bills": {"reference": "T-{n}", "invoice": "F-1"},
        "charges": {"reference": "K-{n}", "invoice": "F-1", "currency": "EUR"},
        "due_date_moves": {"invoice": "F-1"},
        "consents": {"subject": "extension"},
        "disputes": {"reference": "L-{n}", "invoice": "F-1"},
        "securities": {"reference": "S-{n}", "currency": "EUR"},
        "own_limits": {"currency": "EUR"},
        "limit_requests": {"reference": "R-{n}", "currency": "EUR"},
        "limit_appeals": {"decision": "D-{n}"},
        "insurer_requests": {"reference": "Q-{n}"},
        "insolvencies": {"kind": "liquidation"},
        "evidences": {"kind": "credit report"},
        "policy_events": {"event": "renewed"},
        "turnover_declarations": {
            "period_start": "2026-01-01",
            "period_end": "2026-03-31",
            "due_on": "2026-04-15",
        },
        "premium_payments": {"reference": "Q-{n}", "billed_on": "2026-01-01", "due_on": "2026-01-31"},
        "exchange_rates": {"currency": "USD"},
    }
)
"""What a fact outside the ordinary story has when a case states other cells of it; `{n}` is its number."""

FURTHER: Final[Mapping[str, Cells]] = MappingProxyType(
    {
        "entities": {"entity": "E{n}", "name": "Filiale Fictive {n} SARL"},
        "buyers": {"buyer": "B{n}", "name": "Client Ordinaire {n} SARL", "siren": ""},
        "limit_decisions": {"reference": "D-{n}", "decided_on": "", "notified_on": "", "effective_on": ""},
        "invoices": {"number": "F-{n}"},
    }
)
"""How the second and later facts of a kind of the ordinary story differ from its first one."""


def cells_of(table: str, number: int) -> dict[str, str]:
    """Cells of the fact of that rank (from 1) of a kind before a case changes them."""
    if table in FACTS:
        cells = {**FACTS[table], **(FURTHER[table] if number > 1 else {})}
    else:
        cells = dict(OTHERS.get(table, {}))
    return {name: text.format(n=number) for name, text in cells.items()}
