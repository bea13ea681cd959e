"""Lines put together in their entries: what each entry moves, whether it balances, whether it opens the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.fec.accounts import CREDIT, DEBIT, Family, by_text, credit, debit

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]

CUSTOMERS: Final = (Family.CUSTOMER, Family.DOUBTFUL, Family.BILL)
"""Families in which a customer owes."""
LEAST_FAMILIES: Final = 4
"""Families that an entry moves at least to be taken for the whole opening of a year by what it holds alone."""

_OPENING_JOURNALS: Final = frozenset({"AN", "ANO", "RAN", "ANX", "AND", "ANC", "ANOUV", "A-N", "A.N", "AN0"})
_OPENING_LABEL: Final = r"(?i)\b(?:a|à|aux|des)[ -]+nouveaux?\b|\br(?:é|e)ouverture|bilan d.ouverture|^ouverture"
_OWES: Final = np.isin(np.arange(len(Family)), CUSTOMERS)
_BITS: Final = np.array([0] * len(Family) + [1 << (side + each) for side in (DEBIT, CREDIT) for each in Family])
"""Bit that a line moves, by the sign of its amount (nothing, debits, credits) and the family of its account."""
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


def entries_of(lines: pl.DataFrame, texts: pl.DataFrame) -> Entries:
    """Entries of the lines of one file, from the texts of those on which one may begin.

    An entry is a number of its journal on its day; where the software numbers nothing, a piece of its journal.
    One written on several days, which balances only as a whole, is one entry.
    """
    family, cents = (lines[name].to_numpy() for name in ("family", "cents"))
    begins = texts.select("line", "begins", "journal", "journal_label", "number", "piece").filter("begins")
    of_line, begin = _numbered(lines, begins)
    order, starts = _runs(of_line)
    sums = _sums(cents, order, starts)
    if (sums != 0).any():
        of_line, begin = _several_days(of_line, begin, sums, begins)
        order, starts = _runs(of_line)
        sums = _sums(cents, order, starts)
    moved = _BITS[((cents > 0) + (cents < 0) * np.int8(2)) * np.int8(len(Family)) + family]
    moves = np.bitwise_or.reduceat(moved[order], starts) if starts.size else moved
    customers = np.bincount(of_line[np.flatnonzero(_OWES[family])], minlength=begin.size)
    closes = (moves & (debit(Family.CLOSING) | credit(Family.CLOSING))) != 0
    first = begins["line"].to_numpy()[begin]
    journals = begins.select("journal", "journal_label")[begin]
    opens = _opening(lines, texts, of_line, moves=moves, journals=journals, first=first)
    return Entries(of_line, family, moves, customers, sums, first, opens, closes)


def told_at(texts: pl.DataFrame, lines: Column) -> pl.DataFrame:
    """Texts of these lines, which are all told."""
    return texts[np.searchsorted(texts["line"].to_numpy(), lines)]


def _numbered(lines: pl.DataFrame, begins: pl.DataFrame) -> tuple[Column, Column]:
    """Entry of each line, numbered in the order they begin, and where among the texts each begins."""
    import polars as pl

    line = begins["line"].to_numpy()
    unusable = begins["number"].str.strip_chars("0") == ""
    number = begins["number"]
    if unusable.any():
        number = begins.select(
            pl.when(unusable).then(pl.lit("piece ") + pl.col("piece")).otherwise("number")
        ).to_series()
    keys = pl.DataFrame([
        begins["journal"].to_physical().alias("journal"), number.alias("number"),
        lines["day"].gather(line).alias("day"),
    ])  # fmt: skip
    named = ["journal", "number", "day"]
    # Where a block of the file ends, an entry goes on in the next one.
    differs = pl.any_horizontal(pl.col(name) != pl.col(name).shift(1) for name in named)
    starts = np.flatnonzero(keys.select(differs.fill_null(value=True)).to_series().to_numpy())
    runs = keys[starts].with_row_index("run")
    if runs.select(pl.struct(named).hash().n_unique()).item() == runs.height:
        # Most files write the lines of an entry one under the other.
        return np.repeat(np.arange(runs.height), np.diff(np.append(line[starts], lines.height))), starts
    distinct = runs.unique(named, keep="first", maintain_order=True).with_row_index("entry")
    joined = runs.join(distinct.drop("run"), on=named, how="left", maintain_order="left")
    entry = joined["entry"].to_numpy().astype(np.int64)
    return np.repeat(entry, np.diff(np.append(line[starts], lines.height))), starts[distinct["run"].to_numpy()]


def _several_days(of_line: Column, begin: Column, sums: Column, begins: pl.DataFrame) -> tuple[Column, Column]:
    """Same entries, those of one journal and number that balance only together made one."""
    import polars as pl

    wrong = np.flatnonzero(sums != 0)
    told = begins[begin[wrong]]
    frame = pl.DataFrame({
        "entry": wrong, "sum": sums[wrong], "journal": told["journal"].to_physical(), "number": told["number"],
    }).filter(~pl.col("number").str.contains("^0*$"))  # fmt: skip
    whole = frame.group_by("journal", "number", maintain_order=True).agg("entry", pl.col("sum").sum())
    target = np.arange(begin.size)
    for several in whole.filter(pl.col("sum") == 0)["entry"].to_list():
        target[several] = several[0]
    kept = target == np.arange(begin.size)
    rank = np.cumsum(kept) - 1
    return rank[target[of_line]], begin[kept]


def _sums(cents: Column, order: Any, starts: Column) -> Column:  # noqa: ANN401 -- a slice or places
    """Sum of each entry, exact: amounts are bounded far below what would overflow."""
    return np.add.reduceat(cents[order], starts) if starts.size else np.zeros(0, dtype=np.int64)


def _runs(of_line: Column) -> tuple[Any, Column]:
    """Order that puts the lines of an entry side by side, and where each entry begins in it."""
    if (of_line[1:] >= of_line[:-1]).all():
        return slice(None), _starts(of_line)
    order = np.argsort(of_line, kind="stable")
    return order, _starts(of_line[order])


def _starts(ordered: Column) -> Column:
    """Places where another entry begins."""
    begins = np.ones(ordered.size, dtype=np.bool_)
    begins[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(begins)


def _opening(
    lines: pl.DataFrame, texts: pl.DataFrame, of_line: Column, *, moves: Column, journals: pl.DataFrame, first: Column
) -> Column:
    """Entries that open the year: by the code or the label of their journal, by their labels, by what they hold."""
    import re

    label = re.compile(_OPENING_LABEL)
    journal = by_text(journals["journal"], lambda text: text.upper().rstrip(".") in _OPENING_JOURNALS, np.bool_)
    journal |= by_text(journals["journal_label"], lambda text: bool(label.search(text)), np.bool_)
    days = lines["day"].to_numpy()
    first_day = days.min() if days.size else 0
    says = np.zeros(moves.size, dtype=np.bool_)
    saying = texts["line"].to_numpy()[texts["opens"].to_numpy()]
    says[of_line[saying[days[saying] == first_day]]] = True
    without_result = (moves & (debit(*_RESULT) | credit(*_RESULT))) == 0
    opened = (moves & (debit(Family.OPENING) | credit(Family.OPENING))) != 0
    found: Column = without_result & (journal | says | opened | (_whole(moves) & (days[first] == first_day)))
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
