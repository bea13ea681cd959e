"""Who pays an indemnity: the lines of several insurers of one policy, and what each cedes.

Read from docs/settle.md ("Several insurers") and examples/syndication. A row of `coinsurance` is a dict: `insurer`,
`share` (basis points), and if told `insured_percentage`, `is_signed` and `has_failed` (bools), `joined_on`, `left_on`
(days, both included). One of `cessions`: `reinsurer`, `share`, and if told `insurer` (else of every line), `joined_on`,
`left_on`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.claims_oracle.oracle import WHOLE, Settled, cents, nearest


@dataclass(frozen=True, slots=True)
class Insurer:
    """One line of an indemnity: due = paid + retained + unpaid, and paid = ceded + kept."""

    insurer: str | None  # None: nobody wrote this line
    share: int
    due: int
    paid: int
    retained: int  # by the insured, on a line of a lower percentage
    unpaid: int  # by a line that nobody wrote or signed, or whose insurer failed
    ceded: tuple[tuple[str, int], ...]
    kept: int


def stands_on(row: Mapping[str, Any], day: date | None) -> bool:
    """Whether a dated row holds on a day."""
    joined, left = row.get("joined_on"), row.get("left_on")
    if joined is None and left is None:
        return True
    assert day is not None, "dated lines are read on a day"
    return (joined is None or joined <= day) and (left is None or day <= left)


def by_running_totals(shares: Sequence[int], amount: int) -> list[int]:
    """Shares of an amount, each the difference of two running totals to the nearest cent."""
    found, before, running = [], Fraction(), 0
    for each in shares:
        running += each
        up_to = nearest(Fraction(amount * running, WHOLE))
        found.append(cents(up_to - before))
        before = up_to
    return found


def lower_percentages(policy: Mapping[str, Any]) -> set[int]:
    """Percentages to which lines of a policy agreed, whenever they hold."""
    told = {row.get("insured_percentage") for row in policy.get("coinsurance", ())}
    return {each for each in told if each is not None}


def insurers_of(
    policy: Mapping[str, Any], day: date | None, settled: Settled, at_lower: Mapping[int, Settled]
) -> tuple[Insurer, ...]:
    """The lines of one loss settled, those of its day; one of the whole where the policy has one insurer.

    `at_lower` has the same loss at each lower percentage of a line, in a year settled at that percentage from its
    first loss: the line pays its share of that, never more than what is due.
    """
    if settled.indemnity is None:
        return ()
    rows = [row for row in policy.get("coinsurance", ()) if stands_on(row, day)]
    if not policy.get("coinsurance"):
        rows = [{"insurer": policy.get("insurer"), "share": WHOLE}]
    if (unwritten := WHOLE - sum(row["share"] for row in rows)) > 0:
        rows = [*rows, {"insurer": None, "share": unwritten, "is_signed": False}]
    shares = [row["share"] for row in rows]
    due = by_running_totals(shares, settled.indemnity)
    found = []
    for place, row in enumerate(rows):
        answers = row.get("is_signed", True) and not row.get("has_failed", False)
        bears = due[place]
        if (lower := row.get("insured_percentage")) is not None:
            indemnity = at_lower[lower].indemnity
            assert indemnity is not None, "a lower percentage makes nothing unknown"
            bears = min(bears, by_running_totals(shares, indemnity)[place])
        paid = bears if answers else 0
        ceded = ceded_of(policy, row["insurer"], day, paid) if answers else ()
        found.append(
            Insurer(
                insurer=row["insurer"],
                share=row["share"],
                due=due[place],
                paid=paid,
                retained=due[place] - bears if answers else 0,
                unpaid=0 if answers else due[place],
                ceded=ceded,
                kept=paid - sum(amount for _name, amount in ceded),
            )
        )
    return tuple(found)


def ceded_of(
    policy: Mapping[str, Any], insurer: str | None, day: date | None, paid: int
) -> tuple[tuple[str, int], ...]:
    """What reinsurers, or the State, take of what one insurer paid."""
    rows = [
        row
        for row in policy.get("cessions", ())
        if row.get("insurer") in {None, insurer} and stands_on(row, day)
    ]  # fmt: skip
    amounts = by_running_totals([row["share"] for row in rows], paid)
    return tuple((row["reinsurer"], amount) for row, amount in zip(rows, amounts, strict=True))
