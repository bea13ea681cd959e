"""Text files cut into records, block by block, so that memory is bounded whatever the size.

Small files are split by Python's own reader. Large ones are split by Polars, several blocks side by side, and a block
in which anything is unusual (a line break within a cell, a stray quotation mark, an empty line, a row of
another length) goes back to Python's reader, which says exactly where.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import AnyStr, Final

import numpy as np
from numpy.typing import NDArray

from encours.formats import errors
from encours.formats.bounds import Bounds
from encours.formats.columns_read import BlockTexts, Coded, Written, coded_amounts, split_by_polars
from encours.formats.encoding import Encoding, Opener
from encours.formats.faults import Collected
from encours.formats.side_by_side import in_order

BLOCK: Final = 4 << 20
"""Bytes read at once."""
LONGEST_SEARCH: Final = 1 << 20
"""Bytes within which a record must end: more of them are not gathered to find out."""
PIECE: Final = 1 << 18
"""Bytes that stay near the processor while they are looked at in several ways."""
BULK_FROM: Final = 4 << 20
"""Size from which loading Polars pays."""


@dataclass(slots=True, frozen=True)
class Layout:
    """How the records of a file are written, and where its header is."""

    separator: str
    header: tuple[str, ...]
    header_row: int
    titles: tuple[str, ...] = ()
    """Texts above the header."""


@dataclass(slots=True, frozen=True)
class Records:
    """Columns of a file as written, the record number of each row, and rows given up with their errors."""

    columns: tuple[Written, ...]
    row_blocks: list[range | list[int]] = field(default_factory=list)
    given_up: list[int] = field(default_factory=list)
    short: list[NDArray[np.int64]] = field(default_factory=list)
    """Rows that write fewer cells than the header: the record number of each, and how many cells it has."""
    is_open: bool = False
    """Whether the last line has no end."""

    @property
    def length(self) -> int:
        """Number of rows read."""
        return sum(len(block) for block in self.row_blocks)

    @property
    def short_rows(self) -> NDArray[np.int64]:
        """Record numbers of the rows that write fewer cells than the header, then how many cells each has."""
        return np.concatenate([np.empty((2, 0), dtype=np.int64), *self.short], axis=1)

    @property
    def ends_short(self) -> bool:
        """Whether the last line has neither an end nor as many cells as any other: the file seems cut there."""
        rows, cells = self.short_rows
        last = next((block[-1] for block in reversed(self.row_blocks) if block), 0)
        return self.is_open and rows.size > 0 and int(rows[-1]) == last and bool((cells[:-1] > cells[-1]).all())


class TooMuch(Exception):
    """The file is over a bound or cannot be read further; its error is already told."""


def text_blocks(open_file: Opener, encoding: Encoding, block: int = BLOCK) -> Iterator[bytes]:
    """A file in UTF-8, in blocks that end where a record ends; raises ``UnicodeDecodeError`` only."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    with open_file() as stream:
        stream.read(encoding.skip)
        rest = b""
        while True:
            read = stream.read(block)
            # What is ASCII is UTF-8 as it stands, unless a letter of the block before goes on in it.
            is_done = encoding.codec == "utf-8" and read.isascii() and not decoder.getstate()[0]
            more = read if is_done else decoder.decode(read, final=not read).encode()
            if not read:
                rest += more
                break
            # Where no quotation mark may be open, the last line break ends a record, and what was left has none.
            if b'"' in rest or b"\n" not in more or b'"' in more:
                rest, more = b"", rest + more
            end = _end_of_record(more)
            if not end and len(rest) + len(more) > LONGEST_SEARCH:
                # A stray quotation mark, or a gigantic line: the reader of records says where.
                end = more.rfind(b"\n") + 1 or len(more)
            if end:
                yield b"".join((rest, memoryview(more)[:end]))  # copied once
                rest = b""
            rest += more[end:]
    if rest:
        yield rest


def _end_of_record(content: bytes) -> int:
    """Place after the last line break that is not within quotation marks; 0 when there is none."""
    line_break = b"\n" if b"\n" in content else b"\r"
    # Old Macintosh line ends: the very last one may be half of a pair, so it is left for the next block.
    end = content.rfind(line_break, 0, len(content) - (line_break == b"\r")) + 1
    quotes = tally(content[:end], b'"') if b'"' in content else 0
    while end and quotes % 2:
        # Within quotation marks: the record that holds the last of them is not whole.
        last = content.rfind(b'"', 0, end)
        before = content.rfind(line_break, 0, last) + 1
        quotes -= content.count(b'"', before, end)
        end = before
    return end


def tally(content: bytes, octet: bytes) -> int:
    """How often an octet stands in a text, counted by pieces that stay near the processor."""
    octets = np.frombuffer(content, dtype=np.uint8)
    return sum(int(np.count_nonzero(octets[at : at + PIECE] == octet[0])) for at in range(0, octets.size, PIECE))


def separators(content: bytes, separator: str) -> int:
    """How many separators of cells a text holds; those within quotation marks belong to a cell."""
    octet = separator.encode()
    if b'"' not in content:
        return tally(content, octet)
    octets, count, is_inside = np.frombuffer(content, dtype=np.uint8), 0, False
    for at in range(0, octets.size, PIECE):
        piece = octets[at : at + PIECE]
        inside = np.logical_xor.accumulate(piece == ord('"')) ^ is_inside
        count += int(np.count_nonzero((piece == octet[0]) > inside))
        is_inside = bool(inside[-1])
    return count


def read_records(
    blocks: Iterator[bytes],
    layout: Layout,
    file: str,
    *,
    amounts: Mapping[int, str],
    bulk: bool,
    bounds: Bounds,
    found: Collected,
    report: Callable[[int], None] | None = None,
) -> Records:
    """Every record below the header, in columns; what is wrong with rows is told in ``found``.

    ``amounts`` gives the columns that hold amounts, with their decimal mark where it is known. Raises
    ``TooMuch`` once a bound is passed, its error told.
    """
    records = Records(tuple(Written() for _ in layout.header))
    at, content = 1, b""
    split = partial(_split, layout=layout, amounts=amounts, bounds=bounds)
    for block in in_order(split, blocks) if bulk else map(partial(_unsplit, bounds=bounds), blocks):
        content = block.content
        _refuse_gigantic_line(block, at, file, bounds, found)
        rows = _bulk(block, records, at) if at > layout.header_row else 0
        if not rows:
            rows = _one_by_one(content.decode(), records, layout, file=file, at=at, found=found, bounds=bounds)
        at += rows
        if records.length > bounds.rows:
            found.add(errors.too_many_rows(file, bound=bounds.rows))
            raise TooMuch
        _check_lengths(records, layout, file, bounds, found)
        if report:
            report(records.length)
    return replace(records, is_open=not content.endswith((b"\n", b"\r")))


def _refuse_gigantic_line(block: _Block, at: int, file: str, bounds: Bounds, found: Collected) -> None:
    """Refuse a block with a line longer than the bound; characters are counted where the bytes are too many."""
    if not block.has_gigantic_line:
        return
    text = block.content.decode()
    start = gigantic_line(text, bounds.line_characters, ("\n", "\r"))
    if start is not None:
        row, excerpt = at + text.count("\n", 0, start), text[start : start + 80]
        found.add(errors.line_too_long(file, row=row, bound=bounds.line_characters, excerpt=excerpt))
        raise TooMuch


def gigantic_line(text: AnyStr, bound: int, breaks: tuple[AnyStr, AnyStr]) -> int | None:
    """Where the first line longer than the bound starts; only a few places of each bound's length are looked at."""
    start = 0
    while len(text) - start > bound:
        end = text.rfind(breaks[0], start, start + bound + 1) + 1 or text.rfind(breaks[1], start, start + bound + 1) + 1
        if not end:
            return start
        start = end
    return None


@dataclass(slots=True, frozen=True)
class _Block:
    """Some records in UTF-8, and their columns where Polars split them without meeting anything unusual."""

    content: bytes
    has_gigantic_line: bool
    """Whether one of its lines has more bytes than a line may have characters."""
    columns: tuple[Coded | BlockTexts, ...] = ()
    """Columns of amounts as they were read, and those of texts."""
    lines: int = 0


def _unsplit(content: bytes, *, bounds: Bounds) -> _Block:
    """One block as it stands, its lines looked at once."""
    return _Block(content, gigantic_line(content, bounds.line_characters, (b"\n", b"\r")) is not None)


def _split(content: bytes, *, layout: Layout, amounts: Mapping[int, str], bounds: Bounds) -> _Block:
    """One block split for itself: several are side by side. What a gigantic line stands in is refused, not split."""
    block, bound, cells = _unsplit(content, bounds=bounds), bounds.cell_characters, len(layout.header)
    if block.has_gigantic_line or cells == 1:  # of one column, an empty line is an empty cell
        return block
    lines, are_plain = _lines(content)
    # Polars tells neither an empty line nor one of fewer cells than the header, which lack separators.
    if not lines or separators(content, layout.separator) < lines * (cells - 1):
        return block
    columns = split_by_polars(content, layout.separator, cells, lines)
    if columns is None:
        return block
    # A cell is never longer than its line: most often none needs to be measured.
    longest = bound if gigantic_line(content, bound, (b"\n", b"\r")) is None else None
    read = (coded_amounts(each, amounts[place]) if place in amounts
            else BlockTexts.of(each, longest=longest, are_plain=are_plain)
            for place, each in enumerate(columns))  # fmt: skip
    return replace(block, columns=tuple(read), lines=lines)


def _bulk(block: _Block, records: Records, at: int) -> int:
    """Number of records of a block that was split in bulk, else 0 and nothing is kept."""
    if not block.columns:
        return 0
    for written, column in zip(records.columns, block.columns, strict=True):
        if isinstance(column, Coded):
            written.add_coded(column)
        else:
            written.add_texts(column)
    records.row_blocks.append(range(at, at + block.lines))
    return block.lines


def _lines(content: bytes) -> tuple[int, bool]:
    """Number of lines of a block, 0 where one ends with a carriage return alone; and whether they are plain.

    They are where they hold figures, letters and signs of ASCII, and neither spaces nor quotation marks.
    """
    if content.endswith(b"\r"):
        return 0, False
    octets, lines, breaks, blanks = np.frombuffer(content, dtype=np.uint8), 0, 0, 0
    for at in range(0, octets.size, PIECE):
        piece = octets[at : at + PIECE + 1]  # and the first octet of the next one
        feeds, returns = piece == ord("\n"), piece == ord("\r")
        if (returns[:-1] > feeds[1:]).any():
            return 0, False
        lines += int(np.count_nonzero(feeds[:PIECE]))
        breaks += int(np.count_nonzero(returns[:PIECE]))
        blanks += int(np.count_nonzero(piece[:PIECE] <= ord(" ")))
    are_plain = lines + breaks == blanks and content.isascii() and b'"' not in content and b"\x7f" not in content
    return lines + (not content.endswith(b"\n")), are_plain


def _one_by_one(
    text: str, records: Records, layout: Layout, *, file: str, at: int, found: Collected, bounds: Bounds
) -> int:
    """Number of records that Python's reader split; rows longer than the header are told and left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator)
    kept: list[list[str]] = []
    numbers: list[int] = []
    short: list[tuple[int, int]] = []
    expected, number = len(layout.header), at - 1
    try:
        for number, row in enumerate(reader, start=at):
            if number <= layout.header_row or not row:
                continue
            if len(row) != expected:
                if len(row) < expected:
                    short.append((number, len(row)))
                row = _fitted(row, expected, file, number, found)  # noqa: PLW2901 -- the same row, made to fit
                if not row:
                    records.given_up.append(number)
                    continue
            kept.append(row)
            numbers.append(number)
    except csv.Error:
        # The only error of a reader that is not strict: a cell longer than it will hold.
        found.add(errors.cell_too_long(file, row=number + 1, column="", length=csv.field_size_limit(),
                                       bound=bounds.cell_characters, excerpt=""))  # fmt: skip
        raise TooMuch from None
    if kept and text.count('"') % 2 and any("\n" in cell or "\r" in cell for cell in kept[-1]):
        found.add(errors.quote_not_closed(file, row=numbers[-1]))
        raise TooMuch
    for written, cells in zip(records.columns, zip(*kept, strict=True), strict=kept != []):
        written.add(cells)
    records.row_blocks.append(numbers)
    if short:
        records.short.append(np.array(short, dtype=np.int64).T)
    return number - at + 1


def _fitted(row: list[str], expected: int, file: str, number: int, found: Collected) -> list[str]:
    """Row of the header's length: cells not written are empty; empty ones too many are dropped."""
    if len(row) < expected:
        return row + [""] * (expected - len(row))
    extra = [cell for cell in row[expected:] if cell.strip()]
    if not extra:
        return row[:expected]
    found.add(errors.row_too_long(file, row=number, found=len(row), expected=expected, excerpt=" | ".join(extra)))
    return []


def _check_lengths(records: Records, layout: Layout, file: str, bounds: Bounds, found: Collected) -> None:
    """Refuse a file with a gigantic cell; each distinct text is measured once."""
    for written, header in zip(records.columns, layout.header, strict=True):
        code = written.gigantic(bounds.cell_characters)
        if code is None:
            continue
        place = written.first_place(code)
        row = next(
            (block[place - before] for before, block in _starts(records.row_blocks)
             if before <= place < before + len(block)), 0)  # fmt: skip
        text = written.texts[code]
        found.add(errors.cell_too_long(file, row=row, column=header, length=len(text),
                                       bound=bounds.cell_characters, excerpt=text))  # fmt: skip
        raise TooMuch


def _starts(blocks: list[range | list[int]]) -> Iterator[tuple[int, range | list[int]]]:
    before = 0
    for block in blocks:
        yield before, block
        before += len(block)
