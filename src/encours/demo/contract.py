"""The insured's side of the contract: its companies, its declarations, its premium, its assumptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from encours.demo.days import AS_OF, on
from encours.demo.identifiers import siren
from encours.demo.rates import in_euros
from encours.facts.kinds import Assumption, Entity, Fact, Invoice, PremiumPayment, TurnoverDeclaration
from encours.units import MISSING, NEVER, Cents, Day, civil, from_civil

COMPANY: Final = "Pompes Valbrume SA"
AUTHOR: Final = "Direction financière de Pompes Valbrume"

# Period, last day to declare, day declared, insurer's registered letter.
_DECLARATIONS: Final = (
    ("2024-07-01", "2024-09-30", "2024-10-31", "2024-10-22", ""),
    ("2024-10-01", "2024-12-31", "2025-01-31", "2025-01-24", ""),
    ("2025-01-01", "2025-03-31", "2025-04-30", "2025-04-28", ""),
    ("2025-04-01", "2025-06-30", "2025-07-31", "2025-10-03", "2025-08-22"),
    ("2025-07-01", "2025-09-30", "2025-10-31", "2025-10-20", ""),
    ("2025-10-01", "2025-12-31", "2026-01-31", "2026-01-27", ""),
    ("2026-01-01", "2026-03-31", "2026-04-30", "2026-04-21", ""),
    ("2026-04-01", "2026-06-30", "2026-07-31", "", ""),
)

# Billed, last day to pay, paid, insurer's registered letter, euros.
_PREMIUMS: Final = (
    ("2024-07-01", "2024-07-31", "2024-07-25", "", 48_000),
    ("2025-01-02", "2025-01-31", "2025-01-29", "", 48_000),
    ("2025-07-01", "2025-07-31", "2025-07-28", "", 52_000),
    ("2026-01-02", "2026-01-16", "2026-02-27", "2026-01-23", 52_000),
)


def contract(sold: Mapping[Day, Cents]) -> list[Fact]:
    """Facts about the insured itself; ``sold`` is what ``turnover`` gives."""
    return [*_entities(), *_declarations(sold), *_premiums(), *_assumptions()]


def turnover(invoices: Iterable[Invoice]) -> dict[Day, Cents]:
    """Invoiced turnover of the insured companies, net of VAT, in euro cents, by first day of the quarter."""
    sold: defaultdict[Day, Cents] = defaultdict(int)
    for invoice in invoices:
        if invoice.stage == "invoiced" and invoice.entity in {"PV", "PS"}:
            year, month, _ = civil(invoice.issued)
            quarter = from_civil(year, (month - 1) // 3 * 3 + 1, 1)
            sold[quarter] += in_euros(invoice.gross - invoice.vat, invoice.currency)
    return dict(sold)


def _happened(text: str) -> Day:
    return on(text) if text else NEVER


def _entities() -> list[Entity]:
    return [
        Entity(entity="PV", name=COMPANY, siren=siren(1), joined_on=on("2024-07-01"), left_on=NEVER),
        Entity(
            entity="PS",
            name="Valbrume Services SAS",
            siren=siren(2),
            joined_on=on("2025-07-01"),
            left_on=NEVER,
        ),
        Entity(
            entity="PX",
            name="Valbrume Export SARL",
            siren=siren(3),
            joined_on=on("2024-07-01"),
            left_on=on("2025-12-31"),
        ),
    ]


def _declarations(sold: Mapping[Day, Cents]) -> list[TurnoverDeclaration]:
    return [
        TurnoverDeclaration(
            period_start=on(start),
            period_end=on(end),
            due_on=on(due),
            declared_on=_happened(declared),
            notice_on=_happened(letter),
            currency="EUR",
            amount=sold[on(start)] // 1_000_00 * 1_000_00 if declared else MISSING,
        )
        for start, end, due, declared, letter in _DECLARATIONS
    ]


def _premiums() -> list[PremiumPayment]:
    return [
        PremiumPayment(
            reference=f"P-{billed[:7]}",
            billed_on=on(billed),
            due_on=on(due),
            amount=euros * 100,
            currency="EUR",
            paid_on=_happened(paid),
            notice_on=_happened(letter),
        )
        for billed, due, paid, letter, euros in _PREMIUMS
    ]


def _assumptions() -> list[Assumption]:
    made_on = on("2024-07-01")
    return [
        Assumption(name="delivered = issued", author=AUTHOR, made_on=made_on),
        Assumption(name="no other disputes", author=AUTHOR, made_on=made_on),
        Assumption(name="payments complete to", value="2026-06-30", author=AUTHOR, made_on=AS_OF),
    ]
