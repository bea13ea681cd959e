"""Lines put together in their entries: what each entry moves, whether it balances, whether it opens the year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.fec.accounts import CREDIT, DEBIT, Family, credit, debit, family_of

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]

CUSTOMERS: Final = (Family.CUSTOMER, Family.DOUBTFUL, Family.BILL)
"""Families in which a customer owes."""
LEAST_FAMILIES: Final = 4
"""Families that an entry moves at least to be taken for the whole opening of a year by what it holds alone."""

_OPENING_JOURNALS: Final = frozenset({"AN", "ANO", "RAN", "ANX", "AND", "ANC", "ANOUV", "A-N", "A.N", "AN0"})
_OPENING_LABEL: Final = r"(?i)\b(?:a|à|aux|des)[ -]+nouveaux?\b|\br(?:é|e)ouverture|bilan d.ouverture|^ouverture"
_RESULT: Final = (Family.SALE, Family.CHARGE, Family.LOSS, Family.DISCOUNT)


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Entry of each line, and of each entry: families moved, lines of customers, sum, first line, what it is.

    ``moves`` holds the bits of ``accounts.debit`` and ``accounts.credit``. ``opens`` tells the opening of a year,
    ``closes`` its closing, which empties every account and says nothing about customers.
    """

    of_line: Column
    family: Column
    moves: Column
    customers: Column
    sums: Column
    first: Column
    opens: Column
    closes: Column

    @property
    def unbalanced(self) -> Column:
        """Entries whose debits and credits differ."""
        return np.flatnonzero(self.sums != 0)


def entries_of(lines: pl.DataFrame) -> Entries:
    """Entries of the lines of one file.

    An entry is a number of its journal on its day; where the software numbers nothing, a piece of its journal.
    One written on several days, which balances only as a whole, is one entry.
    """
    family = by_text(lines["account"], family_of, np.int64)
    cents = lines["cents"].to_numpy()
    of_line, first = _numbered(lines)
    sums = _sums(of_line, cents, first.size)
    if (sums != 0).any():
        of_line, first = _several_days(of_line, first, sums, lines)
        sums = _sums(of_line, cents, first.size)
    moved = np.where(cents == 0, 0, np.int64(1) << (np.where(cents < 0, CREDIT, DEBIT) + family))
    order, starts = _runs(of_line)
    moves = np.bitwise_or.reduceat(moved[order], starts) if starts.size else moved
    customers = np.bincount(of_line[np.isin(family, CUSTOMERS)], minlength=first.size)
    closes = (moves & (debit(Family.CLOSING) | credit(Family.CLOSING))) != 0
    opens = _opening(lines, of_line, moves, first)
    return Entries(of_line, family, moves, customers, sums, first, opens, closes)


def by_text(texts: pl.Series, say: Callable[[str], int | bool], width: Any) -> Column:  # noqa: ANN401 -- a NumPy type
    """What is said of each text of a column; each distinct one is asked about once."""
    distinct = texts.unique()
    codes = distinct.to_physical().to_numpy()
    table = np.zeros(int(codes.max()) + 1 if codes.size else 1, dtype=width)
    table[codes] = [say(text) for text in distinct.to_list()]
    found: Column = table[texts.to_physical().to_numpy()]
    return found


def _numbered(lines: pl.DataFrame) -> tuple[Column, Column]:
    """Entry of each line, numbered in the order they begin, and the first line of each."""
    import polars as pl

    unusable = lines["number"].str.strip_chars("0") == ""
    keys = lines.select(
        pl.col("journal").to_physical(),
        pl.when(unusable).then(pl.lit("piece ") + pl.col("piece")).otherwise("number").alias("number"),
        "day",
    )  # fmt: skip
    named = ["journal", "number", "day"]
    run = keys.select(pl.struct(named).rle_id()).to_series().to_numpy().astype(np.int64)
    begins = np.flatnonzero(np.diff(run, prepend=-1))
    runs = keys[begins].with_row_index("run")
    if runs.select(pl.struct(named).hash().n_unique()).item() == runs.height:
        return run, begins  # most files write the lines of an entry one under the other
    distinct = runs.unique(named, keep="first", maintain_order=True).with_row_index("entry")
    entry = runs.join(distinct.drop("run"), on=named, how="left", maintain_order="left")["entry"]
    first: Column = begins[distinct["run"].to_numpy()]
    return entry.to_numpy().astype(np.int64)[run], first


def _several_days(of_line: Column, first: Column, sums: Column, lines: pl.DataFrame) -> tuple[Column, Column]:
    """Same entries, those of one journal and number that balance only together made one."""
    import polars as pl

    wrong = np.flatnonzero(sums != 0)
    begins = lines[first[wrong]]
    frame = pl.DataFrame({
        "entry": wrong, "sum": sums[wrong], "journal": begins["journal"].to_physical(),
        "number": begins["number"],
    }).filter(~pl.col("number").str.contains("^0*$"))  # fmt: skip
    whole = frame.group_by("journal", "number", maintain_order=True).agg("entry", pl.col("sum").sum())
    target = np.arange(first.size)
    for several in whole.filter(pl.col("sum") == 0)["entry"].to_list():
        target[several] = several[0]
    kept = target == np.arange(first.size)
    rank = np.cumsum(kept) - 1
    return rank[target[of_line]], first[kept]


def _sums(of_line: Column, cents: Column, count: int) -> Column:
    """Sum of each entry, exact: amounts are bounded far below what would overflow."""
    order, starts = _runs(of_line)
    return np.add.reduceat(cents[order], starts) if starts.size else np.zeros(count, dtype=np.int64)


def _runs(of_line: Column) -> tuple[Any, Column]:
    """Order that puts the lines of an entry side by side, and where each entry begins in it."""
    if (np.diff(of_line) >= 0).all():
        return slice(None), np.flatnonzero(np.diff(of_line, prepend=-1))
    order = np.argsort(of_line, kind="stable")
    return order, np.flatnonzero(np.diff(of_line[order], prepend=-1))


def _opening(lines: pl.DataFrame, of_line: Column, moves: Column, first: Column) -> Column:
    """Entries that open the year: by the code or the label of their journal, by their labels, by what they hold."""
    import re

    label = re.compile(_OPENING_LABEL)
    journal = by_text(lines["journal"], lambda text: text.upper().rstrip(".") in _OPENING_JOURNALS, np.bool_)
    journal |= by_text(lines["journal_label"], lambda text: bool(label.search(text)), np.bool_)
    days = lines["day"].to_numpy()
    on_first_day = days == (days.min() if days.size else 0)
    says = np.zeros(moves.size, dtype=np.bool_)
    says[of_line[lines["opens"].to_numpy() & on_first_day]] = True
    without_result = (moves & (debit(*_RESULT) | credit(*_RESULT))) == 0
    opened = (moves & (debit(Family.OPENING) | credit(Family.OPENING))) != 0
    found: Column = without_result & (journal[first] | says | opened | (_whole(moves) & on_first_day[first]))
    return found


def _whole(moves: Column) -> Column:
    """Entries that move the capital, what third parties owe and as many families as a balance sheet has."""
    capital = debit(Family.CAPITAL) | credit(Family.CAPITAL)
    standing = debit(*CUSTOMERS, Family.THIRD_PARTY, Family.MONEY) | credit(*CUSTOMERS, Family.THIRD_PARTY)
    found: Column = ((moves & capital) != 0) & ((moves & standing) != 0)
    several = moves[found]
    sides = np.zeros(several.size, dtype=np.int64)
    for family in Family:
        sides += (several & (debit(family) | credit(family))) != 0
    found[found] = sides >= LEAST_FAMILIES
    return found
