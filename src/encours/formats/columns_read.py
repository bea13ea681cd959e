"""Columns as they are written in a file: each distinct text held once, each cell a number."""

# ruff: noqa: ANN401 -- a column of Polars, whose types are not loaded until they are needed

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.units.plain_text import is_spelt, spelt

SCALE: Final = 4
"""Decimals of the amounts that are read in bulk: as many as any currency has."""
READ_IN_BULK: Final = -1
"""Code of a cell whose amount was read in bulk and stands among the scaled ones."""

STRAY_QUOTE: Final = '"(?=[^{sep}\\r\\n"])(?<=[^{sep}\\n"]")'


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """One block of a column: codes into its own texts, and amounts already read (``scaled``).

    The texts are distinct and without outer spaces. A block of which every cell is another text, such as numbers of
    invoices, is ``held`` as Polars has it: its texts are made once, when the whole column is known.
    """

    codes: NDArray[np.int32]
    texts: Sequence[str]
    scaled: NDArray[np.int64] | None = None
    mark: str = ""
    held: Any = None


class _Coder(dict[str, int]):
    """Code of each text as written; texts that differ only in outer spaces, or in their spelling, share one."""

    __slots__ = ("clean",)

    def __init__(self) -> None:
        super().__init__()
        self.clean: dict[str, int] = {"": 0}

    def __missing__(self, written: str) -> int:
        code = self.clean.setdefault(spelt(written.strip()), len(self.clean))
        self[written] = code
        return code


class Written:
    """A column being read: it grows by blocks, and every distinct text is kept once, in one spelling.

    Code 0 is always the empty text.
    """

    __slots__ = ("_blocks", "_coder", "_held", "_joined", "_measured", "_scaled", "_texts", "mark")

    def __init__(self) -> None:
        self._held: list[Any] = []
        """Blocks of distinct texts that nothing but others of that sort came before."""
        self._blocks: list[NDArray[np.int32]] = []
        self._scaled: list[NDArray[np.int64] | None] = []
        self._joined: NDArray[np.int32] | None = None
        self._coder = _Coder()
        self._texts: list[str] = []
        self._measured = 0
        self.mark = ""

    def add(self, cells: Iterable[str]) -> None:
        """Add the cells of a block."""
        self._release()
        self._append(np.fromiter(map(self._coder.__getitem__, cells), dtype=np.int32), None)

    def add_coded(self, block: Coded) -> None:
        """Add a block that was coded in bulk."""
        if block.held is not None and not self._blocks:
            self._held.append(block.held)
            return
        self._release()
        if block.held is not None:
            self._add_texts(block.held.to_list())
            return
        clean = self._coder.clean
        known = clean.setdefault
        # One look at all of them tells most often that each is spelt as it is kept.
        texts = block.texts if is_spelt("".join(block.texts)) else map(spelt, block.texts)
        table = np.array([known(text, len(clean)) for text in texts], dtype=np.int32)
        # The place after the last text stands for an amount already read.
        self._append(np.append(table, np.int32(READ_IN_BULK))[block.codes], block.scaled)
        self.mark = self.mark or block.mark

    def _release(self) -> None:
        """Code the blocks that were held, one after the other: what follows may repeat their texts."""
        held, self._held = self._held, []
        self._remember()
        for series in held:
            self._add_texts(series.to_list())

    def _remember(self) -> None:
        """Know the code of each text, where they were coded at once."""
        if len(self._coder.clean) < len(self._texts):
            self._coder.clean = {text: code for code, text in enumerate(self._texts)}

    def _add_texts(self, texts: Sequence[str]) -> None:
        """Add a block of distinct texts in the spelling that is kept."""
        clean = self._coder.clean
        known = clean.setdefault
        self._append(np.array([known(text, len(clean)) for text in texts], dtype=np.int32), None)

    def _settle(self) -> None:
        """Code all that was held at once, where no text of it is told twice."""
        if not self._held:
            return
        import polars as pl  # they came from it

        whole = pl.concat(self._held)
        if self._blocks or whole.n_unique() != len(whole):
            self._release()
            return
        self._held = []
        self._texts = ["", *whole.to_list()]
        self._append(np.arange(1, len(whole) + 1, dtype=np.int32), None)

    def _append(self, codes: NDArray[np.int32], scaled: NDArray[np.int64] | None) -> None:
        self._blocks.append(codes)
        self._scaled.append(scaled)
        self._joined = None

    @property
    def texts(self) -> list[str]:
        """Distinct texts, by code."""
        self._settle()
        if len(self._texts) < len(self._coder.clean):
            self._texts = list(self._coder.clean)
        return self._texts

    @property
    def codes(self) -> NDArray[np.int32]:
        """Code of each cell."""
        self._settle()
        if self._joined is None:
            self._joined = np.concatenate([np.empty(0, dtype=np.int32), *self._blocks])
        return self._joined

    @property
    def scaled(self) -> NDArray[np.int64] | None:
        """Amounts read in bulk, in ten thousandths, where a code says so; nothing if none was."""
        self._settle()
        if all(block is None for block in self._scaled):
            return None
        return np.concatenate(
            [
                np.zeros(codes.size, dtype=np.int64) if block is None else block
                for codes, block in zip(self._blocks, self._scaled, strict=True)
            ]
        )

    def gigantic(self, bound: int) -> int | None:
        """Code of the first text longer than the bound among those not measured yet."""
        if self._held and self._held[-1].str.len_chars().max() <= bound:
            return None
        texts = self.texts
        start, self._measured = self._measured, len(texts)
        if max(map(len, texts[start:]), default=0) <= bound:
            return None
        return next(code for code in range(start, len(texts)) if len(texts[code]) > bound)

    def code(self, text: str) -> int:
        """Code of a text; -2 for one that no cell holds."""
        self._settle()
        self._remember()
        return self._coder.clean.get(text, -2)

    def take(self, rows: NDArray[np.bool_]) -> Written:
        """Same column with these rows only."""
        taken, scaled = Written(), self.scaled
        taken._coder, taken._texts, taken.mark = self._coder, self.texts, self.mark
        taken._append(self.codes[rows], None if scaled is None else scaled[rows])
        return taken

    def first_place(self, code: int) -> int:
        """Place of the first cell of a code."""
        return int(np.flatnonzero(self.codes == code)[0])


def coded_by_polars(
    text: str, separator: str, columns: int, rows: int, amounts: Mapping[int, str]
) -> list[Coded] | None:
    """Columns of a block, coded in bulk; nothing if any of its lines is not one record of that many cells."""
    import polars as pl  # only large files need it

    if '"' in text and re.search(STRAY_QUOTE.format(sep=re.escape(separator)), text):
        return None
    schema = dict.fromkeys((f"column {number}" for number in range(columns)), pl.String)
    try:
        frame = pl.read_csv(
            text.encode(), separator=separator, has_header=False, schema=schema, encoding="utf8",
            truncate_ragged_lines=False, raise_if_empty=False,
        )  # fmt: skip
    except (pl.exceptions.PolarsError, ValueError):
        return None
    if frame.height != rows or frame.width != columns:
        return None
    return [
        _amounts(series, amounts[place]) if place in amounts else coded_series(series)
        for place, series in enumerate(frame.get_columns())
    ]


def coded_series(series: Any) -> Coded:
    """One column of Polars, coded, or held where every cell is another text; an empty cell has the empty text."""
    clean = series.fill_null("").str.strip_chars()
    # An accent may be spelt in two ways, and the empty text has a code of its own.
    if len(clean) and clean.n_unique() == len(clean) and not clean.str.contains(r"[^\x20-\x7e]|^$").any():
        return Coded(np.empty(0, dtype=np.int32), (), held=clean)
    return _coded(clean)


def _coded(clean: Any) -> Coded:
    """Column without empty cells nor outer spaces, coded."""
    import polars as pl

    distinct = clean.unique(maintain_order=True)
    if len(distinct) == len(clean):
        return Coded(np.arange(len(clean), dtype=np.int32), distinct.to_list())
    codes = clean.cast(pl.Enum(distinct)).to_physical().to_numpy()
    return Coded(codes.astype(np.int32), distinct.to_list())


def _amounts(series: Any, told: str) -> Coded:
    """Column of amounts: those written plainly are read at once, the others are left as texts."""
    import polars as pl

    clean = series.fill_null("").str.strip_chars()
    mark = told or _mark(clean)
    plain = rf"^-?[0-9]{{1,12}}(?:[{mark}][0-9]{{1,2}})?$" if mark else r"^-?[0-9]{1,12}$"
    read = clean.str.contains(plain)
    points = clean.str.replace(",", ".", literal=True) if mark == "," else clean
    decimals = pl.select(pl.when(read).then(points).otherwise(pl.lit("0"))).to_series()
    scaled = decimals.cast(pl.Decimal(20, SCALE)).to_physical().cast(pl.Int64).to_numpy()
    done = read.to_numpy()
    left = _coded(clean.filter(~read))
    # The place after the last text stands for an amount that was read.
    codes = np.full(len(clean), len(left.texts), dtype=np.int32)
    codes[~done] = left.codes
    return Coded(codes, left.texts, scaled, mark)


def _mark(clean: Any) -> str:
    """Decimal mark that most amounts show by one or two figures after it; empty when none shows any."""
    counts = {mark: int(clean.str.contains(rf"[{mark}][0-9]{{1,2}}$").sum()) for mark in ".,"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ""
