"""The insured's side of the contract: its companies, its declarations, its premium, its assumptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from encours.demo.days import AS_OF, on
from encours.demo.identifiers import siren
from encours.demo.rates import in_euros_on
from encours.facts.kinds import (
    Assumption,
    CreditNote,
    Entity,
    Fact,
    Invoice,
    PremiumBillLine,
    PremiumPayment,
    TurnoverDeclaration,
)
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

# What was declared too much, in euro cents, by first day of the quarter: a sale of the last day keyed twice.
_SLIPS: Final = {"2026-01-01": 61_250_00}

# Billed, last day to pay, paid, insurer's registered letter, euros.
_PREMIUMS: Final = (
    ("2024-07-01", "2024-07-31", "2024-07-25", "", 48_000),
    ("2025-01-02", "2025-01-31", "2025-01-29", "", 48_000),
    ("2025-07-01", "2025-07-31", "2025-07-28", "", 52_000),
    ("2026-01-02", "2026-01-16", "2026-02-27", "2026-01-23", 52_000),
)
ADJUSTMENT: Final[str] = "P-2026-05"
"""Bill of May 2026, which the company should not have paid as it is."""


# Line by line: bill, what for, the insurer's words, first and last day, base, how many, rate, cents, tax in cents.
_BILL_LINES: Final = (
    ("P-2026-01", "deposit", "Prime provisionnelle 1er semestre 2026", "2026-01-01", "2026-06-30", 0, 0, "",
     50_000_00, 2_000_00),
    ("P-2026-05", "premium", "Prime sur CA déclaré T1 2026", "2026-01-01", "2026-03-31", 15_095_545_13, 0, "1,85 ‰",
     27_926_76, 2_513_41),
    ("P-2026-05", "monitoring fee", "Frais de surveillance T1 2026", "2026-01-01", "2026-03-31", 0, 329, "",
     2_812_95, 253_17),
    ("P-2026-05", "fee per request", "Enquêtes T1 2026", "2026-01-01", "2026-03-31", 0, 2, "",
     45_60, 4_10),
    ("P-2026-05", "deposit", "Prime provisionnelle 1er semestre 2026", "2026-01-01", "2026-06-30", 0, 0, "",
     50_000_00, 2_000_00),
)  # fmt: skip


def contract(sold: Mapping[Day, Cents]) -> list[Fact]:
    """Facts about the insured itself; ``sold`` is what ``turnover`` gives."""
    return [*_entities(), *_declarations(sold), *_premiums(), _adjustment(), *_bill_lines(), *_assumptions()]


def turnover(facts: Iterable[Fact]) -> dict[Day, Cents]:
    """Turnover of the insured companies, net of VAT and of credit notes, in euro cents, by first day of the quarter.

    Counted apart from any rule, at the rate of each day; who is left out sold nothing in the quarters declared.
    """
    sold: defaultdict[Day, Cents] = defaultdict(int)
    for fact in facts:
        if isinstance(fact, Invoice) and fact.stage == "invoiced":
            sold[_quarter(fact.issued)] += in_euros_on(fact.gross - fact.vat, fact.currency, fact.issued)
        elif isinstance(fact, CreditNote):
            sold[_quarter(fact.issued)] -= in_euros_on(fact.gross - fact.vat, fact.currency, fact.issued)
    return dict(sold)


def _quarter(day: Day) -> Day:
    year, month, _ = civil(day)
    return from_civil(year, (month - 1) // 3 * 3 + 1, 1)


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
            amount=sold[on(start)] + _SLIPS.get(start, 0) if declared else MISSING,
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


def _adjustment() -> PremiumPayment:
    """The bill of an adjustment, for the sum of its lines; it falls due after the day the story is read."""
    lines = [each for each in _BILL_LINES if each[0] == ADJUSTMENT]
    return PremiumPayment(
        reference=ADJUSTMENT,
        billed_on=on("2026-05-29"),
        due_on=on("2026-07-15"),
        amount=sum(cents + tax for *_, cents, tax in lines),
        currency="EUR",
    )


def _bill_lines() -> list[PremiumBillLine]:
    ranks: defaultdict[str, int] = defaultdict(int)
    found = []
    for bill, what, label, first, last, base, count, rate, cents, tax in _BILL_LINES:
        ranks[bill] += 1
        found.append(
            PremiumBillLine(
                bill=bill,
                rank=ranks[bill],
                billed_on=on("2026-05-29" if bill == ADJUSTMENT else "2026-01-02"),
                billed_for=what,
                label=label,
                period_start=on(first),
                period_end=on(last),
                base=base or MISSING,
                billed_count=count or MISSING,
                rate=rate,
                amount=cents,
                tax=tax,
                currency="EUR",
            )
        )
    return found


def _assumptions() -> list[Assumption]:
    made_on = on("2024-07-01")
    return [
        Assumption(name="delivered = issued", author=AUTHOR, made_on=made_on),
        Assumption(name="no other disputes", author=AUTHOR, made_on=made_on),
        Assumption(name="payments complete to", value="2026-06-30", author=AUTHOR, made_on=AS_OF),
    ]
