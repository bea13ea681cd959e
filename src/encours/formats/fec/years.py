"""Several files of one company: periods exported twice, and years that open with what the year before left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from encours.formats.faults import ReadError
from encours.formats.fec import faults
from encours.formats.fec.accounts import Family
from encours.formats.fec.items import Item
from encours.units import Day
from encours.units.currency import Currency
from encours.units.money import Total

if TYPE_CHECKING:
    import polars as pl

OPENINGS: Final = (int(Item.OPENING), int(Item.OPENING_CREDIT))
OWED: Final = (int(Family.CUSTOMER), int(Family.DOUBTFUL), int(Family.BILL))
"""Families whose balance a year hands over to the next."""
BUYERS_SHOWN: Final = 5
_SAME: Final = ("journal", "day", "account", "auxiliary", "piece", "cents")
"""What makes a line the same in two exports; lettering comes later, and numbers with the final posting."""


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """One file of a company: its period, its lines of customers still to be read, and what is told of it.

    ``superseded`` is set where another export holds its period; ``handed_over`` are its openings that repeat
    what an earlier file left open.
    """

    file: str
    company: str
    first_day: Day
    last_day: Day
    lines: int
    items: pl.DataFrame
    currency: Currency
    errors: tuple[ReadError, ...] = ()
    warnings: tuple[ReadError, ...] = ()
    superseded: bool = False
    handed_over: pl.DataFrame | None = field(default=None)


def each_period_once(years: Sequence[Year]) -> list[Year]:
    """Same files, without the lines of periods that a later export of the company holds too."""
    found = list(years)
    by_rank = sorted(range(len(found)), key=lambda place: (found[place].last_day, found[place].lines, place))
    for rank, place in enumerate(by_rank):
        for later in reversed(by_rank[rank + 1 :]):
            if found[later].company == found[place].company:
                found[place] = _without(found[place], found[later])
    return found


def _without(year: Year, later: Year) -> Year:
    """A file without the lines of another's period; both stay whole where they hold different journals."""
    import polars as pl

    inside = year.items["day"].is_between(later.first_day, later.last_day) & ~year.items["item"].is_in(OPENINGS)
    if later.first_day <= year.first_day:
        inside |= year.items["day"].is_between(later.first_day, later.last_day)
    again = year.items.filter(inside)
    theirs = later.items.filter(pl.col("day").is_between(year.first_day, year.last_day))
    if not again.height or set(again["journal"].unique()).isdisjoint(theirs["journal"].unique()):
        return year
    differing = _ranked(again).join(_ranked(theirs), on=[*_SAME, "rank"], how="anti")
    row = int(differing["row"].min() or again["row"].min() or 0)  # type: ignore[arg-type]  # rows are integers
    told = faults.lines_overlap(year.file, row=row, kept=later.file, count=again.height, differing=differing.height)
    return replace(year, items=year.items.filter(~inside), superseded=True, warnings=(*year.warnings, told))


def _ranked(items: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return items.with_columns(pl.int_range(pl.len()).over(_SAME).alias("rank"))


def openings_once(years: Sequence[Year]) -> list[Year]:
    """Same files, without the openings that repeat what an earlier file of the company left open.

    What customers owe must be the same to the cent on both sides; where it is not, the two amounts are told.
    """
    found = list(years)
    for place, year in enumerate(found):
        opening = year.items["item"].is_in(OPENINGS)
        before = [each for each in found if each.company == year.company and each.last_day < year.first_day]
        if not opening.any() or not before:
            continue
        last = max(each.last_day for each in before)
        closed = _owed([each.items for each in before if each.last_day == last])
        opened = _owed([year.items.filter(opening)])
        if sum(closed.values()) == sum(opened.values()):
            found[place] = replace(
                year, items=year.items.filter(~opening), handed_over=year.items.filter(opening)
            )  # fmt: skip
        else:
            prior = next(each.file for each in before if each.last_day == last)
            row = int(year.items.filter(opening)["row"].min() or 0)  # type: ignore[arg-type]  # rows are integers
            told = _differ(year, row, prior, opened, closed)
            found[place] = replace(year, errors=(*year.errors, told))
    return found


def _owed(parts: Sequence[pl.DataFrame]) -> dict[str, int]:
    """What each buyer owes by these lines."""
    import polars as pl

    owed: dict[str, int] = {}
    for items in parts:
        sums = items.filter(pl.col("family").is_in(OWED)).group_by("buyer").agg(pl.col("cents").sum())
        for buyer, cents in sums.iter_rows():
            owed[buyer] = owed.get(buyer, 0) + cents
    return owed


def _differ(year: Year, row: int, prior: str, opened: dict[str, int], closed: dict[str, int]) -> ReadError:
    buyers = [each for each in sorted({*opened, *closed}) if opened.get(each, 0) != closed.get(each, 0)]
    shown = ", ".join(buyers[:BUYERS_SHOWN]) + (", …" if len(buyers) > BUYERS_SHOWN else "")
    amounts = [shown_amount(sum(owed.values()), year.currency) for owed in (opened, closed)]
    return faults.openings_differ(year.file, row=row, before=prior, opened=amounts[0], closed=amounts[1], buyers=shown)


def shown_amount(cents: int, currency: Currency) -> str:
    """Amount with its currency, as messages write it in both languages."""
    return f"{Total(int(cents), currency).to_decimal_text()} {currency.code}"
