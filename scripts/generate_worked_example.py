"""Puts the figures of the worked example in docs/how-cover-runs.md; with --check, only compares."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from encours.clauses.states import State
from encours.clauses.wordings import WORDINGS
from encours.cover.answer import cover
from encours.facts.kinds import Buyer, Entity, Fact, Invoice, LimitDecision, Payment
from encours.facts.ledger import Ledger
from encours.policy.read import read_programme
from encours.units import Day
from encours.units.parse_day import parse_day
from encours.units.show import show_day_in_words

PAGE: Final = Path(__file__).parents[1] / "docs" / "how-cover-runs.md"
BLOCK: Final = "<!-- {name} -->\n{table}<!-- end of {name} -->\n"
POLICY: Final = """[policy]
name = "Whole turnover 2026"
insurer = "Assureur Fictif SA"
policyholder = "Tuileries Fictives SAS"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[terms]
insured_percentage = "90 %"
maximum_payment_terms = "60 days"
maximum_extension_period = "60 days"
overdue_notice_period = "30 days"
"""


def day(text: str) -> Day:
    """A day of the example."""
    read = parse_day(text)
    assert isinstance(read, int), f"{text} is no day"
    return read


def sale(number: str, delivered: str, due: str, euros: int) -> Invoice:
    """An invoice of the example, without VAT, on the day of delivery."""
    return Invoice(
        number=number, buyer="C2", entity="TF", delivered=day(delivered), issued=day(delivered), due=day(due),
        currency="EUR", gross=100 * euros, vat=0, payment_means="open account", undisputed=1,
    )  # fmt: skip


FACTS: Final[tuple[Fact, ...]] = (
    Entity(entity="TF", name="Tuileries Fictives SAS", joined_on=day("2026-01-01")),
    Buyer(buyer="C2", name="Menuiserie Exemple SA", country="FR", public=0, related=0, private_person=0),
    LimitDecision(
        reference="D-1", buyer="C2", kind="named", outcome="granted", amount=100 * 30_000, currency="EUR",
        decided_on=day("2025-12-15"), notified_on=day("2025-12-15"), effective_on=day("2025-12-15"),
    ),
    sale("A", "2026-03-02", "2026-05-01", 12_000),
    sale("B", "2026-05-11", "2026-07-10", 22_000),
    sale("C", "2026-06-15", "2026-08-14", 10_000),
)  # fmt: skip
PAID: Final = Payment(
    reference="P-1", buyer="C2", invoice="A", paid_on=day("2026-07-01"), currency="EUR", amount=100 * 12_000
)  # fmt: skip


def judged(facts: tuple[Fact, ...], as_of: Day) -> list[tuple[Invoice, dict[State, int], int]]:
    """Each open invoice with the euros of its states and its insured euros."""
    reading = read_programme(POLICY, file="policy.toml", wordings=WORDINGS.values())
    assert reading.programme is not None, reading.errors
    view = Ledger.of(facts).view(as_of)
    invoices = view.table("invoices")
    found = []
    for row in cover(view, reading.programme).rows():
        parts = {state: amount // 100 for state, amount in row.parts.items()}
        found.append((invoices.row(row.ledger_row), parts, row.insured // 100))
    return sorted(found, key=lambda each: each[0].number)


def table(facts: tuple[Fact, ...], as_of: Day) -> str:
    """Rows of the page: what is open, in the limit, over it, and insured."""
    lines = ["| Invoice | Delivered | Due | Open | In the limit | Over limit | Insured, 90 % |",
             "|---|---|---|---:|---:|---:|---:|"]  # fmt: skip
    for invoice, parts, insured in judged(facts, as_of):
        assert {state for state, amount in parts.items() if amount} <= {State.COVERED, State.OVER_LIMIT}
        figures = (sum(parts.values()), parts[State.COVERED], parts[State.OVER_LIMIT], insured)
        lines.append(f"| {invoice.number} | {written(invoice.delivered)} | {written(invoice.due)} | "
                     + " | ".join(f"{each:,}" for each in figures) + " |")  # fmt: skip
    return "\n".join(lines) + "\n"


def written(each: Day) -> str:
    """A day as the page writes it."""
    return show_day_in_words(each, "en")


def main() -> int:
    """Write the tables, or tell that they are not fresh."""
    tables = {
        "example": table(FACTS, day("2026-06-30")),
        "example after payment": table((*FACTS, PAID), day("2026-07-01")),
    }
    text = fresh = PAGE.read_text(encoding="utf-8")
    for name, made in tables.items():
        block = re.compile(rf"<!-- {name} -->\n(?:.*?<!-- end of {name} -->\n)?", re.DOTALL)
        assert block.search(fresh), f"the page has lost its mark {name}"
        fresh = block.sub(lambda _, name=name, made=made: BLOCK.format(name=name, table="\n" + made + "\n"), fresh)
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    if fresh != text:
        print("docs/how-cover-runs.md does not tell the figures of its example; write them again with: make docs")
    return int(fresh != text)


if __name__ == "__main__":
    sys.exit(main())
