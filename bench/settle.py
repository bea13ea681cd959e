"""A year of claims through the indemnity chain at both speeds: `python bench/settle.py --rows 100000`.

Claims per second of the plain chain, which keeps every finding, and of the compiled one, for one offer and for sixteen
at once; their indemnities must be the same. Prints a table, and one line of JSON last. The figures are kept in
`bench/results`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from typing import Any, Final

from cover import RESULTS, machine
from jobs import CACHE
from measure import timed

from encours.claims.agreed import agreed_chain
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.many import claims_in_columns, offers_in_tables, settle_book
from encours.claims.settle import settle
from encours.clauses.orders import ORDERS
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.policy.schedule import Policy, always

YEAR: Final = YearFigures(sales=50_000_000_00, minimum_premium=200_000_00, premium_paid=200_000_00)
OFFERS: Final = (1, 16)
PLAIN: Final = 400
"""Claims that the plain chain settles: it costs the same for each."""


def losses(count: int) -> list[Loss]:
    """Made-up losses of three invoices each, of buyers that fail once or twice."""
    toss = random.Random(20261129)  # noqa: S311 - the same losses at each run, no secret
    found = []
    for number in range(count):
        amounts = [toss.randrange(1_000_00, 90_000_00) for _ in range(3)]
        lines = tuple(
            LossLine(number=f"F{number}-{place}", gross=gross, limit=toss.randrange(150_000_00), percentage=90_00)
            for place, gross in enumerate(amounts)
        )
        found.append(
            Loss(
                claim=f"S{number}", buyer=f"B{number // 2}", day=20_000 + toss.randrange(365), cause="insolvency",
                country="FR", debt=sum(amounts), lines=lines,
            )
        )  # fmt: skip
    return found


def policies(count: int) -> list[Policy]:
    """Offers that differ by their order and by their first losses."""
    return [
        Policy(
            name=f"offer {number}", insurer="Assurances Boréales", wording=WHOLE_TURNOVER, currency="EUR",
            period_start=20_000, period_end=20_364,
            terms={
                "indemnity_chain": always(ORDERS[number % len(ORDERS)][2]),
                "claim_threshold": always(500_00),
                "each_and_every_first_loss": always(1_000_00 * (number % 4)),
                "aggregate_first_loss": always(50_000_00 * number),
                "maximum_per_claim": always(100_000_00),
                "maximum_liability": always(10_000_000_000_00),
            },
        )
        for number in range(count)
    ]  # fmt: skip


def measured(count: int, offers: int, repeat: int) -> dict[str, Any]:
    """Claims per second of both speeds; a claim under one offer counts once."""
    claims, asked = losses(count), policies(offers)
    book = claims_in_columns(claims)
    begin = time.perf_counter()
    agreed = offers_in_tables(book, claims, asked, [YEAR] * offers)
    laid_out = time.perf_counter() - begin
    begin = time.perf_counter()
    done = settle_book(book, agreed, cache=CACHE)
    ready = time.perf_counter() - begin
    compiled = timed(lambda: settle_book(book, agreed, cache=CACHE), repeat=repeat)
    plain_count = min(count, PLAIN // offers)
    begin = time.perf_counter()
    for number, policy in enumerate(asked):
        account = YearAccount()
        for place, given in enumerate(book.order[:plain_count]):
            one = settle(claims[given], agreed_chain(policy, claims[given], YEAR), account)
            account = one.account
            assert one.indemnity == done.indemnity[number, place], "the two speeds disagree"
    plain = time.perf_counter() - begin
    return {
        "compiled": round(count * offers / compiled.best),
        "plain": round(plain_count * offers / plain),
        "best": compiled.best,
        "laid_out_seconds": laid_out,
        "ready_seconds": ready,
        "indemnity": int(done.indemnity.sum()),
    }


def main() -> None:
    """Measure, print, keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--repeat", type=int, default=5)
    given = asked.parse_args()
    figures = {str(offers): measured(given.rows, offers, given.repeat) for offers in OFFERS}
    print(f"{'offers':>6} {'compiled claims/s':>18} {'plain claims/s':>15} {'lay out s':>10} {'compile or load s':>18}")
    for offers, each in figures.items():
        print(
            f"{offers:>6} {each['compiled']:>18,} {each['plain']:>15,} {each['laid_out_seconds']:>10.2f} "
            f"{each['ready_seconds']:>18.1f}"
        )
    found = {"bench": "settle", "rows": given.rows, "machine": machine(), "offers": figures}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"settle_{given.rows}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
