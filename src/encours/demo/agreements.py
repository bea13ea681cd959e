"""The limits of the ordinary buyers: sized on what they owe at most, as a credit manager would ask."""

from __future__ import annotations

from typing import Final

from encours.demo.chance import Chance
from encours.demo.customers import Customer
from encours.demo.days import FIRST_DAY, on, written
from encours.demo.rates import in_euros
from encours.demo.sales import Sale
from encours.demo.settling import Part
from encours.demo.stories.account import TOP_UP
from encours.facts.kinds import Evidence, Fact, LimitDecision, OwnLimit
from encours.units import NEVER, Cents, Day, add_days

BLIND_CEILING: Final = 3_000_00
DISCRETIONARY_CEILING: Final = 20_000_00
"""What the policy covers without asking, in euro cents; the file of the policy says the same."""

REPORTS: Final = ("2024-06-17", "2024-11-18", "2025-04-21", "2025-09-22", "2026-02-23")
"""When the company buys credit reports on unnamed buyers: before the last one is six months old."""

DECIDED: Final = add_days(FIRST_DAY, -7)

# How generous the insurer was, in percent of what the buyer owed at most, and how often; where it was not,
# in percent of what the buyer owes on the last day.
_GENEROSITY: Final = ((175, 20), (140, 32), (115, 28), (85, 7), (65, 7), (40, 6))


def debts(movements: list[tuple[Sale, tuple[Part, ...]]]) -> tuple[Cents, Cents]:
    """Most that a buyer ever owed, and what it owes on the last day, in euro cents."""
    if not movements:
        return 0, 0
    steps = [(sale.delivered, 1, sale.gross) for sale, _ in movements]
    steps += [(part.day, 0, -part.amount) for _, parts in movements for part in parts]
    owed = highest = 0
    for _, _, amount in sorted(steps):
        owed += amount
        highest = max(highest, owed)
    code = movements[0][0].customer.market.currency
    return in_euros(highest, code), in_euros(owed, code)


def rounded_limit(amount: Cents) -> Cents:
    """Amount as insurers write limits: whole thousands, tens of thousands for the large ones."""
    step = 1_000_00 if amount < 50_000_00 else 5_000_00 if amount < 200_000_00 else 25_000_00
    return -(-amount // step) * step


def limits_of(customer: Customer, highest: Cents, owed: Cents, chance: Chance) -> list[Fact]:
    """What stands behind the sales to a buyer: nothing, credit reports, or decisions of the insurer."""
    if highest <= BLIND_CEILING:
        return []
    if highest <= DISCRETIONARY_CEILING * 9 // 10 and chance.happens(800):
        score = chance.between(56, 92)
        return [_credit_report(customer, on(day), score + chance.between(-4, 4)) for day in REPORTS]
    percent = chance.weighted(_GENEROSITY)
    tight = percent < 100 and owed > DISCRETIONARY_CEILING
    amount = rounded_limit(owed * percent // 100 if tight else highest * max(percent, 115) // 100)
    facts: list[Fact] = [_decision(customer, amount, DECIDED, "partial" if tight else "granted")]
    if not tight and chance.happens(120):
        first = rounded_limit(amount * 7 // 10)
        raised = add_days(on("2025-02-03"), chance.between(0, 120))
        facts = [
            _decision(customer, first, DECIDED, "granted"),
            _decision(customer, amount, raised, "granted"),
        ]
    if tight and amount >= 50_000_00 and chance.happens(350):
        facts.append(_decision(customer, amount, add_days(DECIDED, 30), "granted", layer=TOP_UP))
    elif tight and chance.happens(400):
        facts.append(
            OwnLimit(
                buyer=customer.code,
                from_day=FIRST_DAY,
                amount=rounded_limit(highest * 11 // 10),
                currency="EUR",
            )
        )
    return facts


def _credit_report(customer: Customer, day: Day, score: int) -> Evidence:
    return Evidence(
        reference=f"RC-{customer.rank}-{written(day)}",
        buyer=customer.code,
        kind="credit report",
        dated_on=day,
        score=score,
    )


def _decision(customer: Customer, amount: Cents, day: Day, outcome: str, *, layer: str = "") -> LimitDecision:
    return LimitDecision(
        reference=f"G-{customer.rank}-{written(day)}" + ("-2" if layer else ""),
        buyer=customer.code,
        policy=layer,
        kind="top-up" if layer else "named",
        outcome=outcome,
        amount=amount,
        currency="EUR",
        decided_on=day,
        notified_on=day,
        conditions_met_on=NEVER,
        covers_identifier=customer.siren,
    )
