"""Duties of one buyer, weighed in euros: `python bench/duties.py --overdue 150`.

One buyer owes so many invoices, all overdue, and its limit holds nine tenths of them. Each has its notice to give, its
file to hand over and its claim to file, some in time and some late: each is weighed by what cover loses by missing it.
Compiling or loading the kernel is told apart. Prints a table, and one line of JSON last.
"""

from __future__ import annotations

import argparse
import json
import time

import numpy as np
from jobs import CACHE
from measure import timed
from receivables import AS_OF

from encours.clauses.wordings import WORDINGS
from encours.cover.book import lay_out
from encours.cover.many import judge_book
from encours.cover.moves import Moved
from encours.duties.register import Register, register
from encours.facts.columns import Table, Texts, constant
from encours.facts.kinds import KINDS
from encours.facts.ledger import Ledger
from encours.policy.read import read_programme
from encours.policy.schedule import Programme

POLICY = """
[policy]
name = "Globale"
insurer = "Assurances Boréales"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[[entities]]
entity = "FR01"

[terms]
maximum_payment_terms = "60 days"
maximum_extension_period = "60 days"
overdue_notice_period = "10 days"
hand_over_deadline = "30 days after extension end"
claim_filing_deadline = "150 days after due date"
insured_percentage = "90 %"
"""

LIMIT_HOLDS = 9
"""Tenths of what is owed that the limit holds."""


def ledger(overdue: int) -> Ledger:
    """One buyer whose invoices fell due on each day of the last three months, a third of them reported."""
    chance = np.random.Generator(np.random.Philox(20_260_630))
    due = AS_OF - 1 - (np.arange(overdue, dtype=np.int32) * 90 // overdue)
    gross = np.exp(chance.standard_normal(overdue) * 0.9 + 12.4).astype(np.int64) + 1_000
    names = Texts.alike("PORT", overdue)
    delivered = (due - 45).astype(np.int32)
    days = {"ordered": delivered, "delivered": delivered, "issued": delivered, "due": due}
    invoices = Table.from_columns(
        KINDS["invoices"], number=Texts.numbered("F", first=1, length=overdue), buyer=names,
        entity=Texts.alike("FR01", overdue), currency=Texts.alike("EUR", overdue), gross=gross,
        vat=constant(0, overdue, np.int64), payment_means=_choice("invoices", "payment_means", "open account", overdue),
        undisputed=constant(1, overdue, np.int8), source=Texts.numbered("invoices.csv:", first=2, length=overdue),
        **days,
    )  # fmt: skip
    reported = np.arange(0, overdue, 3)
    reports = Table.from_columns(
        KINDS["overdue_reports"], buyer=Texts.alike("PORT", reported.size),
        invoice=Texts.of([f"F{1 + row}" for row in reported.tolist()]),
        reported_on=np.minimum(AS_OF, due[reported] + np.where(reported % 2, 80, 20)).astype(np.int32),
        source=Texts.numbered("reports.csv:", first=2, length=reported.size),
    )  # fmt: skip
    return Ledger.from_tables([invoices, reports, _buyer(), _decision(int(gross.sum()) * LIMIT_HOLDS // 10)])


def _choice(kind: str, name: str, value: str, rows: int) -> np.ndarray:
    return constant(KINDS[kind].field(name).code(value), rows, np.int8)


def _buyer() -> Table:
    flags = {name: constant(0, 1, np.int8) for name in ("private_person", "public", "related")}
    texts = {"buyer": "PORT", "name": "Port Calme SAS", "country": "FR", "sector": "46.69", "source": "buyers.csv:2"}
    return Table.from_columns(KINDS["buyers"], **{n: Texts.alike(told, 1) for n, told in texts.items()}, **flags)


def _decision(amount: int) -> Table:
    return Table.from_columns(
        KINDS["limit_decisions"], reference=Texts.alike("L1", 1), buyer=Texts.alike("PORT", 1),
        kind=_choice("limit_decisions", "kind", "named", 1),
        outcome=_choice("limit_decisions", "outcome", "granted", 1), amount=np.array([amount]),
        currency=Texts.alike("EUR", 1), decided_on=constant(AS_OF - 300, 1, np.int32),
        source=Texts.alike("limits.csv:2", 1),
    )  # fmt: skip


def programme() -> Programme:
    """One policy that asks for the notice of each overdue invoice, for its file and for its claim."""
    found = read_programme(POLICY, file="policy.toml", wordings=WORDINGS.values())
    assert found.programme is not None, found.errors
    return found.programme


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--overdue", type=int, default=150)
    asked.add_argument("--repeat", type=int, default=1)
    given = asked.parse_args()
    view, agreed = ledger(given.overdue).view(AS_OF), programme()

    def answered() -> tuple[Register, Moved]:
        made = register(view, agreed, kernels=lambda: CACHE)
        return made, made.lost

    start = time.perf_counter()
    judge_book(lay_out(view, agreed, large=False), cache=CACHE)
    loading = time.perf_counter() - start
    found = timed(answered, repeat=given.repeat)
    made, lost = found.answer
    stakes = [each.at_stake for each in made.duties if each.at_stake is not None]
    figures = {
        "bench": "duties",
        "overdue": given.overdue,
        "duties": len(made.duties),
        "weighed": len(stakes),
        "at_stake": sum(each.covered for each in stakes),
        "lost": lost.covered,
        "kernel": round(loading, 2),
        "best": round(found.best, 2),
        "processor_best": round(min(found.processor), 2),
        "peak_mb": round(found.peak_bytes / 1e6),
    }
    print(
        f"{'overdue':>8} {'duties':>7} {'weighed':>8} {'best s':>8} {'processor s':>12} {'kernel s':>9} {'peak MB':>8}"
    )
    print(f"{given.overdue:>8,} {len(made.duties):>7,} {len(stakes):>8,} {found.best:>8.2f} "
          f"{figures['processor_best']:>12.2f} {loading:>9.2f} {figures['peak_mb']:>8,}")  # fmt: skip
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
