"""Lines of bills that charge the same thing for the same days: they are judged together, whoever split them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from encours.facts.kinds import PremiumBillLine
from encours.units import MISSING, Day

Charge = tuple[str, str, str, Day, Day]


def charge_of(line: PremiumBillLine) -> Charge:
    """What a line charges for: the thing, the zone, the buyer, the days."""
    return (line.billed_for, line.zone, line.buyer, line.period_start, line.period_end)


def groups_of(lines: Iterable[PremiumBillLine]) -> tuple[tuple[PremiumBillLine, ...], ...]:
    """Lines by what they charge for, in their order; a line that tells no days is alone."""
    found: dict[tuple[object, ...], list[PremiumBillLine]] = {}
    for each in lines:
        has_days = MISSING not in {each.period_start, each.period_end}
        found.setdefault((charge_of(each), "" if has_days else each.fact_id), []).append(each)
    return tuple(tuple(each) for each in found.values())


def is_copy(line: PremiumBillLine, other: PremiumBillLine) -> bool:
    """Whether two lines charge the same to the cent, for the same thing and the same days."""

    def told(each: PremiumBillLine) -> tuple[object, ...]:
        return (charge_of(each), each.base, each.billed_count, each.rate.strip(), each.amount)

    return MISSING not in {line.period_start, line.period_end} and told(line) == told(other)


def together(lines: Sequence[PremiumBillLine]) -> PremiumBillLine:
    """One line for all of them: what some of them do not tell, it does not tell."""
    rates = {each.rate.strip() for each in lines}

    def all_of(values: Iterator[int]) -> int:
        told = list(values)
        return MISSING if MISSING in told else sum(told)

    return replace(
        lines[-1],
        base=all_of(each.base for each in lines),
        billed_count=all_of(each.billed_count for each in lines),
        rate=rates.pop() if len(rates) == 1 else "",
        amount=all_of(each.amount for each in lines),
        tax=all_of(each.tax for each in lines),
    )
