"""Columns as they are written in a file: each distinct text held once, each cell a number."""

# ruff: noqa: ANN401 -- a column of Polars, whose types are not loaded until they are needed

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, overload

import numpy as np
from numpy.typing import NDArray

from encours.units.plain_text import is_spelt, spelt

SCALE: Final = 4
"""Decimals of the amounts that are read in bulk: as many as any currency has."""
READ_IN_BULK: Final = -1
"""Code of a cell whose amount was read in bulk and stands among the scaled ones."""

SAMPLE: Final = 4_096
"""Cells of a block by which a column of numbers of invoices is told from one of buyers or days."""
FEW: Final = SAMPLE // 8
"""Different texts among those cells up to which a block is coded for itself, its texts then with the others."""
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
    """Texts of a block of a column, as Polars has them: the distinct ones and the code of each cell, or all of them."""

    texts: Any
    codes: NDArray[np.int32] | None = None

    @staticmethod
    def of(series: Any) -> BlockTexts:
        """Block coded for itself where its texts seem few, such as days: several blocks can be so side by side."""
        import polars as pl  # it came from there

        if series.head(SAMPLE).n_unique() > FEW:
            return BlockTexts(series)
        # One text throughout, such as a currency, is told in a tenth of the time that coding each cell takes.
        if len(series) and (series == series[0]).all():
            return BlockTexts(series[:1], np.zeros(len(series), dtype=np.int32))
        coded = series.cast(pl.Categorical(pl.Categories.random()))
        codes = coded.to_physical().to_numpy().view(np.int32)
        return BlockTexts(_texts_of(coded.dtype, int(codes.max(initial=-1)) + 1), codes)


def _texts_of(categorical: Any, count: int) -> Any:
    """First texts of a categorical type of Polars, by their codes."""
    import polars as pl  # it came from there

    return pl.Series(np.arange(count, dtype=np.uint32)).cat.to(categorical).cast(pl.String)


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

    __slots__ = ("_blocks", "_categories", "_coder", "_held", "_joined", "_last", "_longest", "_measured",
                 "_pending", "_scaled", "_texts", "_whole", "mark")  # fmt: skip

    def __init__(self) -> None:
        self._blocks: list[NDArray[np.int32]] = []
        self._scaled: list[NDArray[np.int64] | None] = []
        self._joined: NDArray[np.int32] | None = None
        self._coder = _Coder()
        self._texts: Sequence[str] = []
        self._whole: str | None = None
        self._held: list[Any] = []
        """Blocks that nothing came before, whose texts seem to be all different."""
        self._pending: list[int] = []
        """Places of the blocks that Polars coded into texts that are not among ours yet."""
        self._categories: Any = None
        self._last: Any = None
        self._longest = 0
        self._measured = 0
        self.mark = ""

    def add(self, cells: Iterable[str]) -> None:
        """Add the cells of a block."""
        self._settle()
        self._name()
        self._append(np.fromiter(map(self._coder.__getitem__, cells), dtype=np.int32), None)

    def add_coded(self, block: Coded) -> None:
        """Add a block that was coded in bulk."""
        self._settle()
        table = self._coded(block.texts)
        # The place after the last text stands for an amount already read.
        self._append(np.append(table, np.int32(READ_IN_BULK))[block.codes], block.scaled)
        self.mark = self.mark or block.mark

    def add_series(self, series: Any, *, longest: int | None = None) -> None:
        """Add a block of texts as Polars has them; its texts are made once, when the whole column is known.

        ``longest`` is a length that none of them passes, where one is known.
        """
        self.add_texts(BlockTexts.of(series), longest=longest)

    def add_texts(self, block: BlockTexts, *, longest: int | None = None) -> None:
        """Add a block of texts that was coded for itself, or is not coded."""
        texts, codes = block.texts, block.codes
        self._longest = max(self._longest, (texts.str.len_bytes().max() or 0) if longest is None else longest)
        if not self._blocks and codes is None and texts.head(SAMPLE).n_unique() == min(SAMPLE, len(texts)):
            self._held.append(texts)
            return
        self._code_held()
        self._code(texts, codes)

    def _code(self, texts: Any, codes: NDArray[np.int32] | None = None) -> None:
        """Code a block as Polars does, into texts as they are written; ``codes`` are those into its own, if any."""
        import polars as pl  # it came from there

        if self._last is None:
            self._categories = pl.Categories.random()
        # The texts are forgotten with the last block that has them: it is kept.
        self._last = texts.cast(pl.Categorical(self._categories))
        shared = self._last.to_physical().to_numpy().view(np.int32)
        self._pending.append(len(self._blocks))
        self._append(shared if codes is None else shared[codes], None)

    def _code_held(self) -> None:
        held, self._held = self._held, []
        for each in held:
            self._code(each)

    def _names(self) -> Any:
        """Texts as written of the blocks that wait, by their code; numbers of invoices are not even looked up."""
        import polars as pl  # they came from there

        if self._held:
            whole = pl.concat(self._held)
            if _all_differ(whole):
                self._held = []
                self._pending.append(0)
                self._append(np.arange(len(whole), dtype=np.int32), None)
                return whole
            self._code_held()
        count = max(int(self._blocks[place].max(initial=-1)) for place in self._pending) + 1
        return _texts_of(pl.Categorical(self._categories), count)

    def _settle(self) -> None:
        """Bring the blocks that wait to our codes: a text is stripped and spelt once, not once a cell."""
        if not self._pending and not self._held:
            return
        names = self._names()
        if len(self._texts) <= 1 >= len(self._coder.clean) and (together := _as_they_are(names)) is not None:
            # Nothing was read before and each text stays what it is: they are known to be distinct.
            filled = (names != "").to_numpy()
            table = (np.cumsum(filled) * filled).astype(np.int32)
            self._texts = Unmade(names.filter(names != "").extend_constant("", 1).shift(1, fill_value=""))
            self._whole = together
        else:
            table = self._coded(names.str.strip_chars().to_list())
        for place in self._pending:
            self._blocks[place] = table[self._blocks[place]]
        self._pending, self._categories, self._last, self._longest = [], None, None, 0

    def _coded(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """Codes of texts without outer spaces, in the spelling that is kept."""
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
        self._joined = None

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
        taken._append(self.codes[rows], None if scaled is None else scaled[rows])
        return taken

    def first_place(self, code: int) -> int:
        """Place of the first cell of a code."""
        return int(np.flatnonzero(self.codes == code)[0])


def _all_differ(texts: Any) -> bool:
    """Whether no text comes twice; numbers of invoices in their order show it at once."""
    return bool((texts[1:] > texts[:-1]).all()) or texts.n_unique() == len(texts)


def _as_they_are(texts: Any) -> str | None:
    """All of these texts in one, where each has no outer space and is in the spelling that is kept; else nothing."""
    together: str = texts.str.join("").item()
    if not is_spelt(together):
        return None
    is_bare = together.isascii() and together.isprintable() and " " not in together
    return together if is_bare or (texts.str.strip_chars() == texts).all() else None


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
