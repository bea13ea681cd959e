"""The lines of one FEC: each cell read by its unit, and what is wrong with any of them told with its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from encours.formats import errors
from encours.formats.bounds import Bounds
from encours.formats.encoding import Opener, find_encoding
from encours.formats.faults import Collected, ReadError
from encours.formats.fec import faults
from encours.formats.fec.accounts import TOLD, by_text, family_of
from encours.formats.fec.blocks import Block, blocks, even, has_outer_spaces
from encours.formats.fec.header import HEAD, Header, header_of
from encours.formats.fec.runs import CODED, runs_of
from encours.formats.records import TooMuch, gigantic_line
from encours.formats.side_by_side import in_order
from encours.units import DAY_MISSING_STORED, MAXIMUM_AMOUNT, Day
from encours.units.calendars import day_of
from encours.units.currency import Currency, find_currency
from encours.units.parse import Refusal, parse_amount, parse_day

if TYPE_CHECKING:
    import polars as pl

TEXTS: Final = (*CODED, "number", "auxiliary_label", "piece", "letter")
"""Columns kept as texts, of some lines; the label of a line is read for a few words and let go."""
_READ: Final = (*TEXTS, "day", "piece_day", "label", "debit", "credit", "amount", "side", "foreign")
PLACEHOLDER: Final = r"^(?:0[0-9]|1[0-8])[0-9]{6}$|^19[0-8][0-9]{5}$"
PLAIN: Final = r"^[-+]?[0-9]{1,11}(?:[.,][0-9]{1,2})?$"
FIRST_DAY: Final = day_of(date(1990, 1, 1))
LAST_DAY: Final = day_of(date(2099, 12, 31))
"""Days outside of these are slips of the keyboard: no books that are still kept hold them."""


@dataclass(frozen=True, slots=True, eq=False)
class GoodLines:
    """Lines of which every cell was read, put together in runs.

    ``runs`` are those of `runs_of`, ``customers`` the lines looked at one by one with the number of their run;
    ``count`` is that of all good lines. ``magnitude`` adds up the whole units of 2**20 that each amount holds, without
    its sign: no number of lines overflows it.
    """

    runs: pl.DataFrame
    customers: pl.DataFrame
    count: int
    magnitude: int


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """What one file holds: its good lines (``None`` when it could not be read, or has none), and what is wrong."""

    file: str
    header: Header | None
    found: Collected
    encoding: str = ""
    good: GoodLines | None = None
    left_out: int = 0


def read_lines(
    open_file: Opener,
    file: str,
    *,
    currency: Currency,
    categories: Mapping[str, Any],
    bounds: Bounds,
    encoding: str = "",
    separator: str = "",
    size: int = 0,
    report: Callable[[int], None] | None = None,
) -> Lines:
    """Lines of one FEC, every cell that cannot be read told with its row."""
    found = Collected(bounds.errors)
    lines = Lines(file, None, found)
    if size > bounds.file_bytes:
        found.add(errors.file_too_large(file, size=size, bound=bounds.file_bytes))
        return lines
    encoded = find_encoding(open_file, file, encoding)
    if isinstance(encoded, ReadError):
        found.add(encoded)
        return lines
    lines = replace(lines, encoding=encoded.name)
    try:
        parts = blocks(open_file, encoded, file, bounds=bounds, found=found)
        return _of_blocks(parts, lines, currency=currency, categories=categories, bounds=bounds,
                          separator=separator, report=report)  # fmt: skip
    except UnicodeDecodeError:
        found.add(errors.encoding_contradicted(file, row=0, encoding=encoded.name, is_told=bool(encoding)))
    except TooMuch:
        pass
    return lines


def _of_blocks(
    parts: Iterator[tuple[bytes, int]],
    lines: Lines,
    *,
    currency: Currency,
    categories: Mapping[str, Any],
    bounds: Bounds,
    separator: str,
    report: Callable[[int], None] | None,
) -> Lines:

    content, first = next(parts, (b"", 1))
    if not content:
        lines.found.add(errors.file_empty(lines.file))
        return lines
    header = _header(content, lines.file, separator, lines.found, bounds)
    if header is None:
        return lines
    below = content.split(b"\n", header.rows)[-1] if content.count(b"\n") >= header.rows else b""
    parts = chain([(below, first + header.rows)] if below else [], parts)
    rows = 0
    read: list[GoodLines] = []
    for part in in_order(partial(_part, header=header, file=lines.file, currency=currency, categories=categories,
                                 bounds=bounds), parts):  # fmt: skip
        lines.found.join(part.found)
        rows += part.count
        if rows > bounds.rows:
            lines.found.add(errors.too_many_rows(lines.file, bound=bounds.rows))
            raise TooMuch
        if part.good is None:
            raise TooMuch
        read.append(part.good)
        if report:
            report(rows)
    good = _together(read)
    return replace(lines, header=header, good=good if good.count else None, left_out=rows - good.count)


def _together(read: Sequence[GoodLines]) -> GoodLines:
    """Good lines of all blocks, the runs numbered through."""
    import polars as pl

    if not read:
        return GoodLines(pl.DataFrame(), pl.DataFrame(), 0, 0)
    before = accumulate((each.runs.height for each in read), initial=0)
    customers = [each.customers.with_columns(pl.col("run") + runs) for each, runs in zip(read, before, strict=False)]
    return GoodLines(
        pl.concat([each.runs for each in read], rechunk=True), pl.concat(customers, rechunk=True),
        sum(each.count for each in read), sum(each.magnitude for each in read),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One block: how many lines it has, what is wrong, the good ones (``None``: a cell forbids to read any further)."""

    count: int
    found: Collected
    good: GoodLines | None = None


def _part(
    block: tuple[bytes, int], *, header: Header, file: str, currency: Currency, categories: Mapping[str, Any],
    bounds: Bounds,
) -> _Part:  # fmt: skip
    """One block read for itself: several are read side by side."""
    content, first = block
    found = Collected(bounds.errors)
    frame = _frame(even(content, first, header, file, found), header, file, found)
    cells = _Cells(file, header, found, currency, bounds)
    # A cell is never longer than its line: most often none is measured.
    is_long = gigantic_line(content, bounds.cell_characters, (b"\n", b"\r")) is not None
    if is_long and _told_gigantic(frame, cells):
        return _Part(frame.height, found)
    return _Part(frame.height, found, _read(frame, cells, categories))


def _header(content: bytes, file: str, separator: str, found: Collected, bounds: Bounds) -> Header | None:
    head = content[:HEAD].decode("utf-8", "replace")
    header = header_of(head, separator)
    if header is None:
        found.add(errors.file_empty(file))
        return None
    if len(header.written) > bounds.columns:
        found.add(errors.too_many_columns(file, found=len(header.written), bound=bounds.columns))
        return None
    if header.missing:
        found.add(faults.columns_missing(file, row=header.rows, missing=header.missing, written=header.written))
        return None
    if header.doubled:
        first, second = header.doubled
        found.add(errors.header_duplicate(file, row=header.rows, first=first, second=second, field=first))
        return None
    return header


def _frame(block: Block, header: Header, file: str, found: Collected) -> pl.DataFrame:
    """Columns we know of a block, as written, without outer spaces, with the number of each line."""
    import polars as pl

    schema = {f"column_{place + 1}": pl.String() for place in range(len(header.written))}
    columns = {f"column_{place + 1}": name for name, place in header.places.items() if name in _READ}
    frame: pl.DataFrame | None = None
    content, given_up = block.content, block.given_up
    for _ in range(2):
        try:
            frame = pl.read_csv(content, separator=header.separator, has_header=False, quote_char=None,
                                schema=schema, columns=list(columns), raise_if_empty=False,
                                empty_string_is_null=False)  # fmt: skip
            break
        except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
            # As many short lines as long ones, the first of all among them: each is looked at.
            uneven = even(content + b"\n\n", block.first, header, file, found)
            content, given_up = uneven.content, (*given_up, *uneven.given_up)
    if frame is None:
        content.decode()  # what is told to be UTF-8, or bears its mark, was not proven: this says where it is not
    assert frame is not None, "lines of as many cells as the header are columns"
    frame = frame.rename(columns).select(columns.values())
    short = [name for name in frame.columns if frame[name].null_count()]
    frame = frame.with_columns(pl.col(name).fill_null("") for name in short)
    if has_outer_spaces(content, header.separator):
        frame = frame.with_columns(pl.col(name).str.strip_chars() for name in frame.columns if name != "label")
    frame = frame.insert_column(
        0, pl.int_range(block.first, block.first + frame.height, dtype=pl.Int64, eager=True).alias("row")
    )
    frame = frame.filter(~pl.col("row").is_in(given_up)) if given_up else frame
    if (frame["account"] == "").any():
        # A line of separators alone says nothing.
        frame = frame.filter(pl.any_horizontal(pl.col(name) != "" for name in frame.columns if name != "row"))
    return frame


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where the cells of a block stand, and where what is wrong with them is told."""

    file: str
    header: Header
    found: Collected
    currency: Currency
    bounds: Bounds

    def tell(self, frame: pl.DataFrame, wrong: pl.Series, name: str, teller: Callable[..., ReadError]) -> None:
        """One error for each row that is wrong, as far as there is room."""
        at_fault = frame.filter(wrong).select("row", name)
        told = at_fault.head(self.found.room)
        for row, text in told.iter_rows():
            self.found.add(teller(self.file, row=row, column=self.header.name(name), excerpt=text))
        self.found.count(at_fault.height - told.height)


def _read(frame: pl.DataFrame, cells: _Cells, categories: Mapping[str, Any]) -> GoodLines:
    """Good lines of a block, each cell by its unit."""
    import polars as pl

    absent = [name for name in (*TEXTS, "piece_day", "label", "foreign") if name not in frame.columns]
    frame = frame.with_columns(pl.lit("").alias(name) for name in absent)
    account = frame["account"].cast(pl.Categorical(categories["account"]))
    family = pl.Series("family", by_text(account, family_of, np.int8))
    is_customer, without_account = frame["account"].str.starts_with("41"), frame["account"] == ""
    looked_at = is_customer | family.is_in(TOLD)
    day = _days(frame["day"], categories)
    wrong_day = day.is_null()
    cells.tell(frame, wrong_day, "day", faults.day_unreadable)
    piece_day, wrong_piece_day = _piece_days(frame, looked_at, is_customer, cells, categories)
    cells.tell(frame, without_account, "account", faults.account_empty)
    cents, wrong = _amounts(frame, cells)
    good = ~(wrong_day | wrong_piece_day | without_account | wrong)
    frame = frame.with_columns(
        day.alias("day"), piece_day, cents.alias("cents"), account, family, is_customer.alias("is_customer"),
        looked_at.alias("looked_at"),
    )  # fmt: skip
    frame = frame if good.all() else frame.filter(good)
    magnitude = int((np.abs(frame["cents"].to_numpy()) >> 20).sum())
    return GoodLines(*runs_of(frame, categories), frame.height, magnitude)


def _piece_days(
    frame: pl.DataFrame, looked_at: pl.Series, is_customer: pl.Series, cells: _Cells, categories: Mapping[str, Any]
) -> tuple[pl.Series, pl.Series]:
    """Day of the piece of each of these lines, and the lines of customers on which it cannot be read."""
    import polars as pl

    written = frame.select("row", "piece_day").filter(looked_at)
    days = _days(written["piece_day"], categories)
    wrong = is_customer.filter(looked_at) & days.is_null() & (written["piece_day"] != "")
    if wrong.any():
        # Software fills the day of a piece it does not know with noughts or with the year 1900: it is not told, then.
        wrong &= ~written["piece_day"].str.contains(PLACEHOLDER)
        cells.tell(written, wrong, "piece_day", faults.day_unreadable)
    lines, none = looked_at.arg_true(), pl.repeat(None, frame.height, dtype=pl.Int32, eager=True)
    nothing = pl.repeat(False, frame.height, eager=True)
    return none.scatter(lines, days).alias("piece_day"), nothing.scatter(lines, wrong)


def _told_gigantic(frame: pl.DataFrame, cells: _Cells) -> bool:
    """Whether a cell is longer than the bound; the first of them is told."""
    for name in (each for each in (*TEXTS, "label") if each in frame.columns):
        column = frame[name]
        longest = column.str.len_bytes().max() or 0
        if isinstance(longest, int) and longest > cells.bounds.cell_characters:
            row, text = frame.filter(column.str.len_bytes() == longest).select("row", name).row(0)
            cells.found.add(
                errors.cell_too_long(cells.file, row=row, column=cells.header.name(name), length=len(text),
                                     bound=cells.bounds.cell_characters, excerpt=text)
            )  # fmt: skip
            return True
    return False


def _days(written: pl.Series, categories: Mapping[str, Any]) -> pl.Series:
    """Day of each cell, null where there is none or no such day; each distinct text is asked about once."""
    import polars as pl

    days = pl.Series(by_text(written.cast(pl.Categorical(categories["day"])), _day, np.int32))
    missing = days == DAY_MISSING_STORED
    return days.set(missing, None) if missing.any() else days


@lru_cache(maxsize=4_096)
def _day(text: str) -> Day:
    """Day of a text AAAAMMJJ, or of another that leaves no doubt."""
    day = parse_day(text, month_first=False)
    return day if isinstance(day, int) and FIRST_DAY <= day <= LAST_DAY else DAY_MISSING_STORED


def _amounts(frame: pl.DataFrame, cells: _Cells) -> tuple[pl.Series, pl.Series]:
    """Debit less credit of each line in minor units, and the rows where it cannot be read."""
    import polars as pl

    if {"debit", "credit"} <= set(frame.columns):
        debit, wrong_debit = _cents(frame, "debit", cells)
        credit, wrong_credit = _cents(frame, "credit", cells)
        cents = debit - credit
        too_large = cents.abs() > MAXIMUM_AMOUNT  # one side is negative
        cells.tell(frame, too_large, "debit", faults.amount_unreadable)
        return cents, wrong_debit | wrong_credit | too_large
    amount, wrong = _cents(frame, "amount", cells)
    side = frame["side"].str.to_uppercase()
    debit_side, credit_side = side.is_in(["D", "+1", "1", "+"]), side.is_in(["C", "-1", "-"])
    unknown = ~(debit_side | credit_side)
    cells.tell(frame, unknown, "side", faults.side_unreadable)
    return pl.select(pl.when(credit_side).then(-amount).otherwise(amount)).to_series(), wrong | unknown


def _usual_cents(written: pl.Series, currency: Currency) -> pl.Series:
    """Minor units of cells with two decimals behind the mark that the first cell has; null for any other text."""
    import polars as pl

    cents = pl.repeat(0, len(written), dtype=pl.Int64, eager=True).alias(written.name)
    mark = "." if len(written) and written[0][-3:-2] == "." else ","
    # A line has an amount on one side: on the other one nought is not read each time.
    is_amount = written != f"0{mark}00"
    others = written.filter(is_amount).to_frame()
    usual = pl.col(written.name).str.contains(rf"^-?[0-9]{{1,11}}[{mark}][0-9]{{2}}$") & (currency.minor_units == 2)
    figures = pl.when(usual).then(written.name).str.replace(mark, "", literal=True)
    read = others.select(figures.cast(pl.Int64)).to_series()
    return cents.scatter(is_amount.arg_true(), read)


def _cents(frame: pl.DataFrame, name: str, cells: _Cells) -> tuple[pl.Series, pl.Series]:
    """Amounts of a column in minor units (an empty one is nought), and the rows that cannot be read."""
    import polars as pl

    usual = _usual_cents(frame[name], cells.currency)
    left = usual.is_null()
    if not left.any():
        return usual, left
    places, written = left.arg_true(), frame[name].filter(left)
    plain = written.str.contains(PLAIN) if cells.currency.minor_units == 2 else written == "0"
    points = pl.select(pl.when(plain).then(written.str.replace(",", ".", literal=True))).to_series()
    cents = points.cast(pl.Decimal(20, 2)).to_physical().cast(pl.Int64)
    odd = ~plain & (written != "")
    if odd.any():
        read = {text: _amount(text, cells.currency) for text in written.filter(odd).unique().to_list()}
        good = {text: value for text, value in read.items() if isinstance(value, int)}
        others = written.filter(odd).replace_strict(good, default=None, return_dtype=pl.Int64)
        cents = cents.scatter(odd.arg_true(), others)
    wrong = left.scatter(places, odd & cents.is_null())
    cells.tell(frame, wrong, name, faults.amount_unreadable)
    return usual.scatter(places, cents.fill_null(0)), wrong


def _amount(text: str, currency: Currency) -> int | Refusal:
    """Minor units of an amount written in another way than most: spaces within, one decimal too many."""
    mark = "," if text.rfind(",") > text.rfind(".") else "."
    cut = re.sub(rf"([.,][0-9]{{{currency.minor_units}}})0+$", r"\1", text) if currency.minor_units else text
    read = parse_amount(cut, currency=currency, decimal_mark="," if mark == "," else ".")
    return read if isinstance(read, Refusal) else read.cents


def books_currency(code: str) -> Currency:
    """Currency of the books; a wrong code was refused with the settings."""
    found = find_currency(code)
    assert isinstance(found, Currency), f"{code} is no currency"
    return found
