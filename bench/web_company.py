"""The company that the web application is measured on: two years of sales to one buyer for each fifty invoices.

About a tenth of the invoices is open, a few of them long overdue. The seed is fixed: every run, on every database, has
the same cents.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from receivables import AS_OF

from encours.facts.columns import Table, Texts, constant
from encours.facts.kinds import KINDS
from encours.facts.names import Names, Numbered
from encours.units import NEVER

DAYS: Final = 730
POLICY: Final = """
[policy]
name = "Globale"
insurer = "Assurances Boréales"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2024-07-01
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
warning_period = "15 days"
"""


def tables(rows: int) -> list[Table]:
    """Facts of the company in columns: buyers, invoices with the day each was paid, limits, one assumption."""
    chance = np.random.Generator(np.random.Philox(20_260_630))
    count = max(1, rows // 50)
    buyer = np.minimum(count - 1, (chance.beta(0.6, 2.2, rows) * count).astype(np.int32))
    delivered = AS_OF - 2 - chance.integers(0, DAYS, rows, dtype=np.int32)
    due = delivered + np.array([30, 45, 60], np.int32)[chance.integers(0, 3, rows)]
    delay = chance.integers(-5, 26, rows, dtype=np.int32)
    late = chance.integers(0, 1000, rows) < 15
    delay[late] += chance.integers(20, 120, int(late.sum()), dtype=np.int32)
    paid = due + delay
    paid[paid > AS_OF] = NEVER
    gross = np.exp(chance.standard_normal(rows) * 0.9 + 12.4).astype(np.int64) + 1_000
    names, own = Numbered("C", first=10_000, count=count), np.arange(count, dtype=np.int32)
    invoices = Table.from_columns(
        KINDS["invoices"],
        number=Texts.numbered("F", first=1, length=rows),
        buyer=Texts(buyer, names),
        entity=Texts.alike("FR01", rows),
        ordered=delivered - 10,
        delivered=delivered,
        issued=delivered,
        due=due,
        paid_on=paid,
        currency=Texts.alike("EUR", rows),
        gross=gross,
        vat=gross // 6,
        undisputed=constant(1, rows, np.int8),
        source=Texts.numbered("invoices.csv:", first=2, length=rows),
    )
    return [_buyers(count, names, own, chance), invoices, _limits(count, names, own, chance), _assumption()]


def _buyers(count: int, names: Numbered, own: np.ndarray, chance: np.random.Generator) -> Table:
    countries = Names(("FR", "DE", "ES", "IT", "BE"))
    called = Names(tuple(f"Client {place:05d} SA" for place in range(count)))
    flags = {name: constant(0, count, np.int8) for name in ("private_person", "public", "related")}
    return Table.from_columns(
        KINDS["buyers"],
        buyer=Texts(own, names),
        name=Texts(own, called),
        country=Texts(chance.choice(5, count, p=[0.7, 0.1, 0.08, 0.07, 0.05]).astype(np.int32), countries),
        source=Texts.numbered("buyers.csv:", first=2, length=count),
        **flags,
    )


def _limits(count: int, names: Numbered, own: np.ndarray, chance: np.random.Generator) -> Table:
    kind = KINDS["limit_decisions"]
    amounts = np.exp(chance.standard_normal(count) * 0.9 + 16.2).astype(np.int64) // 100_000 * 100_000
    code = {name: kind.field(name).code(word) for name, word in (("kind", "named"), ("outcome", "granted"))}
    return Table.from_columns(
        kind,
        reference=Texts.numbered("D", first=1, length=count),
        buyer=Texts(own, names),
        amount=amounts,
        currency=Texts.alike("EUR", count),
        decided_on=constant(AS_OF - 800, count, np.int32),
        source=Texts.numbered("limit_decisions.csv:", first=2, length=count),
        **{name: constant(value, count, np.int8) for name, value in code.items()},
    )


def _assumption() -> Table:
    kind = KINDS["assumptions"]
    made = kind.fact(
        name="payments complete to", value="2026-06-30", author="bench", made_on=AS_OF, source="assumptions.csv:2"
    )
    return Table.of(kind, [made])
