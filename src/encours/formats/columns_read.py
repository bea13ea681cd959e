"""Columns as they are written in a file: each distinct text held once, each cell a number."""

# ruff: noqa: ANN401 -- a column of Polars, whose types are not loaded until they are needed

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, overload

import numpy as np
from numpy.typing import NDArray

from encours.units.plain_text import hidden, is_spelt, spelt

SCALE: Final = 4
"""Decimals of the amounts that are read in bulk: as many as any currency has."""
READ_IN_BULK: Final = -1
"""Code of a cell whose amount was read in bulk and stands among the scaled ones."""

SAMPLE: Final = 4_096
"""Cells of a block by which a column of numbers of invoices is told from one of buyers or days."""
FEW: Final = SAMPLE // 8
"""Different texts among those cells up to which a block is coded for itself, its texts then with the others."""
TOGETHER: Final = 1 << 18
"""Cells of a column that are coded at once, while its texts stay near the processor."""
STRAY_QUOTE: Final = rb'"(?=[^%(separator)s\r\n"])(?<=[^%(separator)s\n"]")'


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """One block of a column: codes into its own texts, and amounts already read (``scaled``).

    The texts are distinct and without outer spaces.
    """

    codes: NDArray[np.int32]
    texts: Sequence[str]
    scaled: NDArray[np.int64] | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class BlockTexts:
    """Texts of a block of a column, looked at for themselves: several blocks can be so side by side.

    Where they seem few, such as days, they are the distinct ones, coded.
    """

    texts: Any
    """A series of Polars."""
    codes: NDArray[np.int32] | None = None
    """Text of each cell, where the texts are the distinct ones."""
    longest: int = 0
    """A length that none of the texts passes."""
    seem_different: bool = False
    """Whether the first of them are all different, as numbers of invoices are."""
    rise: bool = False
    """Whether each comes after the one before it, so that none comes twice; asked where they seem different."""
    are_plain: bool = False
    """Whether each is surely kept as it is, and hides nothing; asked where they seem different."""
    whole: str = ""
    """All of them in one, a space between two; made where they seem different."""

    @property
    def cells(self) -> int:
        """Number of cells."""
        return len(self.texts) if self.codes is None else self.codes.size

    @staticmethod
    def of(texts: Any, *, longest: int | None = None, are_plain: bool = False) -> BlockTexts:
        """Block of a column; ``are_plain`` where each of its texts is known to be one word in ASCII."""
        longest = (texts.str.len_bytes().max() or 0) if longest is None else longest
        different = texts.head(SAMPLE).n_unique()
        if different == min(SAMPLE, len(texts)):
            rise, whole = bool((texts[1:] > texts[:-1]).all()), _together(texts)
            are_plain = are_plain or _are_plain(texts, whole)
            return BlockTexts(texts, None, longest, seem_different=True, rise=rise, are_plain=are_plain, whole=whole)
        # One text throughout, such as a currency, is told in a tenth of the time that coding each cell takes.
        if different == 1 and (texts == texts[0]).all():
            return BlockTexts(texts[:1], np.zeros(len(texts), dtype=np.int32), longest)
        return BlockTexts(texts, None, longest) if different > FEW else BlockTexts(*_categories_of(texts), longest)


def _categories_of(texts: Any) -> tuple[Any, NDArray[np.int32]]:
    """Distinct texts in the order in which they come, and the code of each cell."""
    import polars as pl  # they came from there

    coded = texts.cast(pl.Categorical(pl.Categories.random()))
    codes = coded.to_physical().to_numpy().view(np.int32)
    return _texts_of(coded.dtype, int(codes.max(initial=-1)) + 1), codes


def _texts_of(categorical: Any, count: int) -> Any:
    """First texts of a categorical type of Polars, by their codes."""
    import polars as pl  # it came from there

    return pl.Series(np.arange(count, dtype=np.uint32)).cat.to(categorical).cast(pl.String)


def _together(texts: Any) -> str:
    together: str = texts.str.join(" ").item()
    return together


def _are_plain(texts: Any, together: str) -> bool:
    """Whether each of these texts is surely kept as it is, and hides nothing."""
    if not is_spelt(together) or hidden(together, with_breaks=True) >= 0:
        return False
    return bool((texts.str.strip_chars() == texts).all())


class Unmade(Sequence[str]):
    """Texts that Polars holds, made at the first time that one is asked for.

    Numbers of invoices are compared by their codes, and only few of them are ever shown.
    """

    __slots__ = ("_made", "_series")

    def __init__(self, series: Any) -> None:
        self._series = series
        self._made: list[str] | None = None

    def __len__(self) -> int:
        return len(self._series)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice) and self._made is None:
            return Unmade(self._series[index])
        return self._list()[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._list())

    def _list(self) -> list[str]:
        if self._made is None:
            self._made = self._series.to_list()
        return self._made


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

    __slots__ = ("_blocks", "_coder", "_held", "_hides_nothing", "_is_full", "_joined", "_last",
                 "_longest", "_measured", "_pending", "_scaled", "_texts", "_whole", "mark")  # fmt: skip

    def __init__(self) -> None:
        self._blocks: list[NDArray[np.int32]] = []
        self._scaled: list[NDArray[np.int64] | None] = []
        self._joined: NDArray[np.int32] | None = None
        self._is_full: bool | None = None
        self._coder = _Coder()
        self._texts: Sequence[str] = []
        self._whole: str | None = None
        self._held: list[BlockTexts] = []
        """Last blocks, which are coded together, or not at all where all texts of the column differ."""
        self._pending: list[int] = []
        """Places of the blocks that Polars coded into texts that are not among ours yet."""
        self._last: Any = None
        self._longest = 0
        self._measured = 0
        self._hides_nothing = False
        self.mark = ""

    def add(self, cells: Iterable[str]) -> None:
        """Add the cells of a block."""
        self._settle()
        self._name()
        self._hides_nothing = False
        self._append(np.fromiter(map(self._coder.__getitem__, cells), dtype=np.int32), None)

    def add_coded(self, block: Coded) -> None:
        """Add a block that was coded in bulk."""
        self._settle()
        table = self._coded(block.texts)
        # The place after the last text stands for an amount already read.
        self._append(np.append(table, np.int32(READ_IN_BULK))[block.codes], block.scaled)
        self.mark = self.mark or block.mark

    def add_series(self, series: Any) -> None:
        """Add a block of texts as Polars has them; its texts are made once, when the whole column is known."""
        self.add_texts(BlockTexts.of(series))

    def add_texts(self, block: BlockTexts) -> None:
        """Add a block of texts that was looked at for itself."""
        self._longest = max(self._longest, block.longest)
        self._held.append(block)
        if not self._may_differ() and sum(each.cells for each in self._held) >= TOGETHER:
            self._code_held()

    def _may_differ(self) -> bool:
        """Whether all texts of the column may be different."""
        return not self._blocks and all(each.seem_different for each in self._held)

    def _code_held(self) -> None:
        """Code the blocks that are held as Polars does, into texts as they are written."""
        import polars as pl  # they came from there

        if self._last is None:
            # The empty text is the first one, as it is of ours.
            self._last = pl.Series([""]).cast(pl.Categorical(pl.Categories.random()))
        # The texts are forgotten with the last series that has them: it is kept.
        self._last = pl.concat([each.texts for each in self._held]).cast(self._last.dtype)
        shared, at = self._last.to_physical().to_numpy().view(np.int32), 0
        for each in self._held:
            codes = shared[at : at + len(each.texts)]
            self._pending.append(len(self._blocks))
            self._append(codes if each.codes is None else codes[each.codes], None)
            at += len(each.texts)
        self._held = []

    def _settle(self) -> None:
        """Bring the blocks that wait to our codes: a text is stripped and spelt once, not once a cell."""
        if not self._pending and not self._held:
            return
        if self._held and not (self._may_differ() and _all_differ(self._held)):
            self._code_held()
        names, whole, are_plain = self._names_that_differ() if self._held else self._names_coded()
        if are_plain and len(self._texts) <= 1 >= len(self._coder.clean):
            # Nothing was read before, and each text stays what it is: the codes are those we give.
            self._texts, self._whole, self._hides_nothing = Unmade(names), whole, True
        else:
            table = self._coded(names.str.strip_chars().to_list())
            for place in self._pending:
                self._blocks[place] = table[self._blocks[place]]
        self._held, self._pending, self._last, self._longest = [], [], None, 0

    def _names_coded(self) -> tuple[Any, str, bool]:
        """Texts as written of the blocks that wait, by their code; all in one; whether each stays as it is."""
        count = max(int(self._blocks[place].max(initial=0)) for place in self._pending) + 1
        names = _texts_of(self._last.dtype, count)
        return names, (together := _together(names)), _are_plain(names, together)

    def _names_that_differ(self) -> tuple[Any, str, bool]:
        """The same of blocks whose texts are all different, as numbers of invoices: none is even looked up."""
        import polars as pl  # they came from there

        names = pl.concat([each.texts for each in self._held])
        filled = (names != "").to_numpy()
        codes = np.cumsum(filled, dtype=np.int32) * filled
        names = names.filter(filled)
        self._pending.append(0)
        self._append(codes, None)
        whole, are_plain = " ".join(each.whole for each in self._held), all(each.are_plain for each in self._held)
        return pl.concat([pl.Series([""], dtype=pl.String), names]), whole, are_plain

    def _coded(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """Codes of texts without outer spaces, in the spelling that is kept."""
        self._hides_nothing = False
        self._name()
        clean = self._coder.clean
        known = clean.setdefault
        # One look at all of them tells most often that each is spelt as it is kept.
        spelled = texts if is_spelt("".join(texts)) else map(spelt, texts)
        return np.array([known(text, len(clean)) for text in spelled], dtype=np.int32)

    def _name(self) -> None:
        """Make known by name the texts that were coded all at once."""
        if len(self._coder.clean) < len(self._texts):
            self._coder.clean = {text: code for code, text in enumerate(self._texts)}

    def _append(self, codes: NDArray[np.int32], scaled: NDArray[np.int64] | None) -> None:
        self._blocks.append(codes)
        self._scaled.append(scaled)
        self._joined, self._is_full = None, None

    @property
    def texts(self) -> Sequence[str]:
        """Distinct texts, by code."""
        self._settle()
        if len(self._texts) < len(self._coder.clean):
            self._texts, self._whole = list(self._coder.clean), None
        return self._texts

    @property
    def whole(self) -> str:
        """All the distinct texts in one, where what stands in none of them is not found by one search."""
        texts = self.texts
        if self._whole is None:
            self._whole = " ".join(texts)
        return self._whole

    @property
    def hides_nothing(self) -> bool:
        """Whether every text is known to hold nothing that does not show, nor a tab or a line break; else ask each."""
        self._settle()
        return self._hides_nothing

    @property
    def codes(self) -> NDArray[np.int32]:
        """Code of each cell."""
        self._settle()
        if self._joined is None:
            self._joined = np.concatenate([np.empty(0, dtype=np.int32), *self._blocks])
        return self._joined

    @property
    def is_full(self) -> bool:
        """Whether no cell is empty."""
        if self._is_full is None:
            self._is_full = not (self.codes == 0).any()
        return self._is_full

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
        if (self._pending or self._held) and self._longest <= bound:
            return None
        texts = self.texts
        start, self._measured = self._measured, len(texts)
        if max(map(len, texts[start:]), default=0) <= bound:
            return None
        return next(code for code in range(start, len(texts)) if len(texts[code]) > bound)

    def code(self, text: str) -> int:
        """Code of a text; -2 for one that no cell holds."""
        texts, clean = self.texts, self._coder.clean
        if len(clean) < len(texts):
            return texts.index(text) if text in self.whole and text in texts else -2
        return clean.get(text, -2)

    def text(self, row: int) -> str:
        """Text of one cell; empty for an amount that was read in bulk."""
        code = int(self.codes[row])
        return self.texts[code] if code > 0 else ""

    def take(self, rows: NDArray[Any]) -> Written:
        """Same column with these rows only, by a mask or by their places in order."""
        taken, scaled = Written(), self.scaled
        taken._coder, taken._texts, taken._whole, taken.mark = self._coder, self.texts, self._whole, self.mark
        taken._hides_nothing = self._hides_nothing
        taken._append(self.codes[rows], None if scaled is None else scaled[rows])
        return taken

    def first_place(self, code: int) -> int:
        """Place of the first cell of a code."""
        return int(np.flatnonzero(self.codes == code)[0])


def _all_differ(blocks: Sequence[BlockTexts]) -> bool:
    """Whether no text comes twice; numbers of invoices in their order show it at once."""
    import polars as pl  # they came from there

    texts = [each.texts for each in blocks if len(each.texts)]
    if all(each.rise for each in blocks) and all(one[-1] < other[0] for one, other in pairwise(texts)):
        return True
    return bool(pl.concat(texts).n_unique() == sum(map(len, texts)))


def split_by_polars(content: bytes, separator: str, columns: int, rows: int) -> list[Any] | None:
    """Columns of a block, in bulk; nothing if any of its lines is not one record of that many cells."""
    import polars as pl  # only large files need it

    if b'"' in content and re.search(STRAY_QUOTE % {b"separator": re.escape(separator.encode())}, content):
        return None
    schema = dict.fromkeys((f"column {number}" for number in range(columns)), pl.String)
    try:
        frame = pl.read_csv(
            content, separator=separator, has_header=False, schema=schema, encoding="utf8",
            truncate_ragged_lines=False, raise_if_empty=False, empty_string_is_null=False,
        )  # fmt: skip
    except (pl.exceptions.PolarsError, ValueError):
        return None
    if frame.height != rows or frame.width != columns:
        return None
    # The cells that a short line does not write are null, whatever is asked about empty ones.
    return [each.fill_null("") if each.null_count() else each for each in frame.get_columns()]


def _coded(clean: Any) -> Coded:
    """Column without empty cells nor outer spaces, coded."""
    import polars as pl

    distinct = clean.unique(maintain_order=True)
    if len(distinct) == len(clean):
        return Coded(np.arange(len(clean), dtype=np.int32), distinct.to_list())
    codes = clean.cast(pl.Enum(distinct)).to_physical().to_numpy()
    return Coded(codes.astype(np.int32), distinct.to_list())


def coded_amounts(series: Any, told: str) -> Coded:
    """Block of a column of amounts: those written plainly are read at once, the others are left as texts."""
    import polars as pl

    usual = told or (series[0] or "")[-3:-2] if len(series) else ""
    if usual in {".", ","} and series.str.contains(rf"^-?[0-9]{{1,12}}[{usual}][0-9]{{2}}$").all():
        cents = series.str.replace(usual, "", literal=True).cast(pl.Int64).to_numpy()
        return Coded(np.zeros(len(series), dtype=np.int32), (), cents * 10 ** (SCALE - 2), usual)
    clean = series.str.strip_chars()
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
