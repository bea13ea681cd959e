"""One new fact answered in a large book: `python bench/revalue.py --rows 1000000`.

A payment arrives; the buyer's facts are laid out again, judged, and put in the place of the former answer. Prints a
table, and one line of JSON last. The figures are kept in `bench/results`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from typing import Any

from cover import RESULTS, machine
from jobs import AS_OF, CACHE, FIVE_CLAUSES, WHOLE_TURNOVER, programme, tables
from receivables import receivables

from encours.cover.book import lay_out
from encours.cover.many import judge_book
from encours.cover.revalue import LiveCover
from encours.engine.wording import Wording
from encours.facts.kinds import Payment
from encours.facts.ledger import Ledger


def measured(rows: int, repeat: int, wording: Wording) -> dict[str, Any]:
    """Milliseconds from a ledger with a new payment to the buyer's new answer, over several buyers."""
    ledger = Ledger.from_tables(tables(receivables(rows), buyers=wording is WHOLE_TURNOVER))
    book = lay_out(ledger.view(AS_OF), programme(wording), threads=2)
    judge_book(book, cache=CACHE, threads=2)
    live = LiveCover(book, {}, cache=CACHE)
    milliseconds = []
    for turn in range(repeat + 2):
        buyer = f"B{1 + turn * 7 % book.account_count}"
        payment = Payment(
            reference=f"P{turn}", buyer=buyer, paid_on=AS_OF - 1, currency="EUR", amount=100_00, source=f"p:{turn}"
        )
        ledger = ledger.add([payment])
        start = time.perf_counter()
        live.revalue(ledger, buyer)
        milliseconds.append((time.perf_counter() - start) * 1e3)
    # The first two find the rows of buyers and decisions for the first time, and load what is loaded once.
    return {"median": statistics.median(milliseconds[2:]), "best": min(milliseconds[2:]), "first": milliseconds[0]}


def main() -> None:
    """Measure, print, keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--repeat", type=int, default=50)
    given = asked.parse_args()
    figures = {
        "five clauses": measured(given.rows, given.repeat, FIVE_CLAUSES),
        "whole turnover": measured(given.rows, given.repeat, WHOLE_TURNOVER),
    }
    print(f"{'wording':<16} {'best ms':>8} {'median ms':>10} {'first ms':>9}")
    for name, each in figures.items():
        print(f"{name:<16} {each['best']:>8.2f} {each['median']:>10.2f} {each['first']:>9.1f}")
    found = {"bench": "revalue", "rows": given.rows, "machine": machine(), "milliseconds": figures}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"revalue_{given.rows}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
