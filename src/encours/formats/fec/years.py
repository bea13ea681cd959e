"""Several files of one company: periods exported twice, and years that open with what the year before left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from encours.formats.faults import ReadError
from encours.formats.fec import faults
from encours.formats.fec.accounts import Family, is_collective
from encours.formats.fec.items import Item
from encours.units import Day
from encours.units.currency import Currency
from encours.units.money import Total

if TYPE_CHECKING:
    import polars as pl

OPENINGS: Final = (int(Item.OPENING), int(Item.OPENING_CREDIT))
OWED: Final = (int(Family.CUSTOMER), int(Family.DOUBTFUL), int(Family.BILL))
"""Families whose balance a year hands over to the next."""
ACCOUNTS: Final[Mapping[Family, str]] = {Family.CUSTOMER: "411", Family.DOUBTFUL: "416", Family.BILL: "413"}
"""Account that each of them is called by."""
Owed: TypeAlias = Mapping[tuple[int, str], int]
"""Balance by family and buyer."""
BUYERS_SHOWN: Final = 5
_SAME: Final = ("journal", "day", "account", "auxiliary", "piece", "cents")
"""What makes a line the same in two exports; lettering comes later, and numbers with the final posting."""


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """One file of a company: its period, its lines of customers still to be read, and what is told of it.

    It holds every entry ``holds_until`` a day, that of its last one or of a closing. ``rank`` is its place among
    imports; ``superseded`` is set where another export holds its period; ``handed_over`` are its openings that repeat
    what an earlier file left open.
    """

    file: str
    company: str
    first_day: Day
    last_day: Day
    lines: int
    items: pl.DataFrame
    currency: Currency
    holds_until: Day
    rank: int = 0
    errors: tuple[ReadError, ...] = ()
    warnings: tuple[ReadError, ...] = ()
    superseded: bool = False
    handed_over: pl.DataFrame | None = field(default=None)


def each_period_once(years: Sequence[Year]) -> list[Year]:
    """Same files, without the lines of periods that a later export of the company holds too.

    Later is what was imported later; where nobody knows, what ends later, then what has more lines.
    """
    found = list(years)
    by_rank = sorted(range(len(found)), key=lambda place: (_recency(found[place]), place))
    for rank, place in enumerate(by_rank):
        for later in reversed(by_rank[rank + 1 :]):
            if found[later].company == found[place].company:
                found[place] = _without(found[place], found[later])
    return found


def _recency(year: Year) -> tuple[int, Day, int]:
    return year.rank, year.last_day, year.lines


def _without(year: Year, later: Year) -> Year:
    """A file without the lines of another's period; both stay whole where they hold different journals."""
    import polars as pl

    inside = year.items["day"].is_between(later.first_day, later.holds_until) & ~year.items["item"].is_in(OPENINGS)
    if later.first_day <= year.first_day:
        inside |= year.items["day"].is_between(later.first_day, later.holds_until)
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
    """Same files in order of their last days, without the openings that repeat what those before left open.

    What each customer owes on each account must be the same to the cent on both sides; who differs is told.
    """
    found = list(years)
    begins: dict[str, Day] = {}
    for place, year in enumerate(found):
        before = [each for each in found if each.company == year.company and each.last_day < year.first_day]
        # Openings that differ stay, and those after them stand on them.
        before = [each for each in before if each.first_day >= begins.get(year.company, each.first_day)]
        opening = year.items["item"].is_in(OPENINGS)
        if not opening.any() or not before:
            continue
        handed_over = year.items.filter(opening)
        differing = _differing(_owed([handed_over]), _owed([each.items for each in before]))
        if not differing:
            found[place] = replace(year, items=year.items.filter(~opening), handed_over=handed_over)
        else:
            begins[year.company] = year.first_day
            found[place] = replace(year, errors=(*year.errors, _differ(year, handed_over, before, differing)))
    return found


def _owed(parts: Sequence[pl.DataFrame]) -> Owed:
    """What each buyer owes by these lines on each of the accounts of customers."""
    import polars as pl

    owed: dict[tuple[int, str], int] = {}
    for items in parts:
        sums = items.filter(pl.col("family").is_in(OWED)).group_by("family", "buyer").agg(pl.col("cents").sum())
        for family, buyer, cents in sums.iter_rows():
            owed[family, buyer] = owed.get((family, buyer), 0) + cents
    return owed


def _differing(opened: Owed, closed: Owed) -> list[tuple[int, str, int, int]]:
    """Family, buyer and both amounts of what differs; a family of which one side names no customers, in total."""
    every = sorted({*opened, *closed})
    found = [(*key, opened.get(key, 0), closed.get(key, 0)) for key in every]
    found = [each for each in found if each[2] != each[3]]
    for family in {family for family, buyer, *_ in found if is_collective(buyer)}:
        total = [sum(cents for (of, _), cents in owed.items() if of == family) for owed in (opened, closed)]
        found = [each for each in found if each[0] != family]
        if total[0] != total[1]:
            found.append((family, "", total[0], total[1]))
    return sorted(found)


def _differ(
    year: Year, handed_over: pl.DataFrame, before: Sequence[Year], differing: Sequence[tuple[int, str, int, int]]
) -> ReadError:
    """Error at the first opening that differs, with both amounts of each customer."""
    import polars as pl

    names = {(family, buyer) for family, buyer, *_ in differing}
    rows = handed_over.select("row", "family", pl.col("buyer").cast(pl.String)).sort("row").rows()
    row = next((row for row, *key in rows if tuple(key) in names), rows[0][0])
    said = [
        (f"{ACCOUNTS[Family(family)]} {buyer}".strip(), shown_amount(opened, year.currency),
         shown_amount(closed, year.currency))
        for family, buyer, opened, closed in differing[:BUYERS_SHOWN]
    ]  # fmt: skip
    prior = max(before, key=lambda each: each.last_day).file
    return faults.openings_differ(year.file, row=row, before=prior, differing=said, count=len(differing))


def shown_amount(cents: int, currency: Currency) -> str:
    """Amount with its currency, as messages write it in both languages."""
    return f"{Total(int(cents), currency).to_decimal_text()} {currency.code}"
