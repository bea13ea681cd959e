"""Runs of lines put together in entries: what each entry moves, whether it balances, whether it opens the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.fec.accounts import Family, by_text, credit, debit
from encours.formats.fec.runs import OWING, SUMMED

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]

LEAST_FAMILIES: Final = 4
"""Families that an entry moves at least to be taken for the whole opening of a year by what it holds alone."""

_OPENING_JOURNALS: Final = frozenset({"AN", "ANO", "RAN", "ANX", "AND", "ANC", "ANOUV", "A-N", "A.N", "AN0"})
_OPENING_LABEL: Final = r"(?i)\b(?:a|à|aux|des)[ -]+nouveaux?\b|\br(?:é|e)ouverture|bilan d.ouverture|^ouverture"
_RESULT: Final = (Family.SALE, Family.CHARGE, Family.LOSS, Family.DISCOUNT)


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Entry of each run, and of each entry: its first run, families moved, what its lines add up to, what it is.

    ``moves`` holds the bits of ``accounts.debit`` and ``accounts.credit``; ``sums`` the columns of `runs.SUMMED`.
    ``opens`` tells the opening of a year, ``closes`` its closing, which empties every account and says nothing about
    customers.
    """

    of_run: Column
    first: Column
    moves: Column
    sums: Mapping[str, Column]
    opens: Column
    closes: Column

    @property
    def unbalanced(self) -> Column:
        """Entries whose debits and credits differ."""
        return np.flatnonzero(self.sums["cents"] != 0)


def entries_of(runs: pl.DataFrame, customers: pl.DataFrame) -> Entries:
    """Entries of the runs of one file; `customers` are the lines whose labels may tell an opening.

    An entry is a number of its journal on its day; where the software numbers nothing, a piece of its journal.
    One written on several days, which balances only as a whole, is one entry.
    """
    of_run, first = _numbered(runs)
    balance = _summed(runs["cents"].to_numpy(), of_run, first.size)
    if (balance != 0).any():
        of_run, first = _several_days(of_run, first, balance, runs)
    sums = {name: _summed(runs[name].to_numpy(), of_run, first.size) for name in SUMMED}
    moves = runs["moves"].to_numpy()
    if first.size < of_run.size:
        moves, every = np.zeros(first.size, dtype=np.int64), moves
        np.bitwise_or.at(moves, of_run, every)
    closes = (moves & (debit(Family.CLOSING) | credit(Family.CLOSING))) != 0
    return Entries(of_run, first, moves, sums, _opening(runs, customers, of_run, moves=moves, first=first), closes)


def _numbered(runs: pl.DataFrame) -> tuple[Column, Column]:
    """Entry of each run, numbered in the order they begin, and the first run of each."""
    import polars as pl

    number = runs["number"]
    unusable = number.str.strip_chars("0") == ""
    if unusable.any():
        number = runs.select(pl.when(unusable).then(pl.lit("piece ") + pl.col("piece")).otherwise("number")).to_series()
    keys = pl.DataFrame([runs["journal"].to_physical(), number.alias("number"), runs["day"]])
    named = keys.columns
    # Where a block of the file ends, an entry goes on in the next one.
    differs = keys.select(pl.any_horizontal(pl.col(name) != pl.col(name).shift(1) for name in named))
    begins = differs.to_series().fill_null(value=True)
    together, first = np.cumsum(begins.to_numpy()) - 1, begins.arg_true().to_numpy().astype(np.int64)
    keys = keys.filter(begins)
    if keys.select(pl.struct(named).hash().n_unique()).item() == keys.height:
        # Most files write the lines of an entry one under the other.
        return together, first
    keys = keys.with_row_index("run")
    distinct = keys.unique(named, keep="first", maintain_order=True).with_row_index("entry")
    joined = keys.join(distinct.drop("run"), on=named, how="left", maintain_order="left")
    return joined["entry"].to_numpy().astype(np.int64)[together], first[distinct["run"].to_numpy()]


def _several_days(of_run: Column, first: Column, balance: Column, runs: pl.DataFrame) -> tuple[Column, Column]:
    """Same entries, those of one journal and number that balance only together made one."""
    import polars as pl

    wrong = np.flatnonzero(balance != 0)
    told = runs.select("journal", "number")[first[wrong]]
    frame = pl.DataFrame({
        "entry": wrong, "sum": balance[wrong], "journal": told["journal"].to_physical(), "number": told["number"],
    }).filter(~pl.col("number").str.contains("^0*$"))  # fmt: skip
    whole = frame.group_by("journal", "number", maintain_order=True).agg("entry", pl.col("sum").sum())
    target = np.arange(first.size)
    for several in whole.filter(pl.col("sum") == 0)["entry"].to_list():
        target[several] = several[0]
    kept = target == np.arange(first.size)
    rank = np.cumsum(kept) - 1
    return rank[target[of_run]], first[kept]


def _summed(values: Column, of_run: Column, entries: int) -> Column:
    """Sum of each entry, exact: amounts are bounded far below what would overflow."""
    if entries == of_run.size:
        return values
    sums = np.zeros(entries, dtype=np.int64)
    np.add.at(sums, of_run, values)
    return sums


def _opening(runs: pl.DataFrame, customers: pl.DataFrame, of_run: Column, *, moves: Column, first: Column) -> Column:
    """Entries that open the year: by the code or the label of their journal, by their labels, by what they hold."""
    import re

    label = re.compile(_OPENING_LABEL)
    journals = runs.select("journal", "journal_label", "day")
    journals = journals if first.size == of_run.size else journals[first]
    journal = by_text(journals["journal"], lambda text: text.upper().rstrip(".") in _OPENING_JOURNALS, np.bool_)
    journal |= by_text(journals["journal_label"], lambda text: bool(label.search(text)), np.bool_)
    first_day = runs["day"].min()
    says = np.zeros(moves.size, dtype=np.bool_)
    saying = customers.select("run", "day", "opens").filter("opens")
    says[of_run[saying["run"].to_numpy()[(saying["day"] == first_day).to_numpy()]]] = True
    without_result = (moves & (debit(*_RESULT) | credit(*_RESULT))) == 0
    opened = (moves & (debit(Family.OPENING) | credit(Family.OPENING))) != 0
    on_first_day = (journals["day"] == first_day).to_numpy()
    found: Column = without_result & (journal | says | opened | (_whole(moves) & on_first_day))
    return found


def _whole(moves: Column) -> Column:
    """Entries that move the capital, what third parties owe and as many families as a balance sheet has."""
    capital = debit(Family.CAPITAL) | credit(Family.CAPITAL)
    standing = debit(*OWING, Family.THIRD_PARTY, Family.MONEY) | credit(*OWING, Family.THIRD_PARTY)
    found: Column = ((moves & capital) != 0) & ((moves & standing) != 0)
    several = moves[found]
    sides = np.zeros(several.size, dtype=np.int64)
    for family in Family:
        sides += (several & (debit(family) | credit(family))) != 0
    found[found] = sides >= LEAST_FAMILIES
    return found
