"""One table of facts from one file: layout found, header matched, cells read, every error told."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from encours.facts.columns import Table
from encours.facts.kinds import Kind, Quantity
from encours.formats import errors, item_errors
from encours.formats.bounds import USUAL, Bounds
from encours.formats.build import NO_NAMES, Builder, Raw, Told
from encours.formats.columns_read import Written
from encours.formats.encoding import Encoding, Opener, find_encoding
from encours.formats.faults import Collected, ReadError
from encours.formats.headers import known_names, letters, match
from encours.formats.headings import Wanted, amounts_of_kind, wanted_of
from encours.formats.outline import SECTION, Outlined, outlined
from encours.formats.records import BULK_FROM, Layout, Records, TooMuch, read_records, text_blocks
from encours.formats.sniff import Sniffed, find_layout
from encours.formats.usual_headings import OPEN
from encours.formats.usual_headings import USUAL as USUAL_HEADINGS
from encours.units.plain_text import spelt

HEAD = 1 << 16
"""Bytes from which the layout of a file is found."""
WHERE = (
    "Correct where in workspace.toml, or add the column.",
    "Corrigez where dans workspace.toml, ou ajoutez la colonne.",
)
"""What to do about a column that only the settings ask for."""


@dataclass(frozen=True, slots=True, eq=False)
class TableRead:
    """A table of the good rows of a file (``None`` when it could not be read at all), and what is wrong.

    ``error_total`` counts the errors for which there was no room too.
    """

    table: Table | None
    sniffed: Sniffed
    errors: tuple[ReadError, ...] = ()
    warnings: tuple[ReadError, ...] = ()
    error_total: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class RawRead:
    """Columns of a file as written (``None`` when refused), and what is wrong so far."""

    raw: Raw | None
    sniffed: Sniffed
    found: Collected
    header_row: int = 1
    warnings: tuple[ReadError, ...] = ()
    sheet: str = ""


def read_table(
    open_file: Opener,
    file: str,
    kind: Kind,
    *,
    told: Told | None = None,
    encoding: str = "",
    separator: str = "",
    currencies: Mapping[str, str] = NO_NAMES,
    bounds: Bounds = USUAL,
    size: int | None = None,
    report: Callable[[int], None] | None = None,
) -> TableRead:
    """Facts of one text file; ``currencies`` gives the currency of each invoice, for amounts without one."""
    options = told or Told()
    read = read_raw(open_file, file, kind, told=options, encoding=encoding, separator=separator,
                    bounds=bounds, size=size, report=report)  # fmt: skip
    if read.raw is None:
        return _refused(read.sniffed, read.found)
    return from_raw(read.raw, kind, options, sniffed=read.sniffed, found=read.found, currencies=currencies,
                    header_row=read.header_row)  # fmt: skip


def read_raw(
    open_file: Opener,
    file: str,
    kind: Kind,
    *,
    told: Told,
    encoding: str = "",
    separator: str = "",
    bounds: Bounds = USUAL,
    size: int | None = None,
    report: Callable[[int], None] | None = None,
    wanted: Wanted | None = None,
) -> RawRead:
    """Columns of one text file as written, its encoding, separator and header found.

    ``wanted`` tells the headings to look for where they are not those of the kind.
    """
    found = Collected(bounds.errors)
    sniffed = Sniffed(file=file, kind=kind.table)
    length = _size(open_file) if size is None else size
    if length > bounds.file_bytes:
        found.add(errors.file_too_large(file, size=length, bound=bounds.file_bytes))
        return RawRead(None, sniffed, found)
    encoded = find_encoding(open_file, file, encoding)
    if isinstance(encoded, ReadError):
        found.add(encoded)
        return RawRead(None, sniffed, found)
    sniffed = replace(sniffed, encoding=encoded.name)
    try:
        layout = _laid_out(open_file, encoded, file, kind, told=told, separator=separator, bounds=bounds, found=found,
                           wanted=wanted)  # fmt: skip
        if layout is None:
            return RawRead(None, sniffed, found)
        sniffed = replace(sniffed, separator=layout.separator)
        raw = _raw(open_file, encoded, file, layout, kind=kind, told=told, bounds=bounds, found=found,
                   bulk=length >= BULK_FROM, report=report)  # fmt: skip
    except UnicodeDecodeError:
        found.add(errors.encoding_contradicted(file, row=0, encoding=encoded.name, is_told=bool(encoding)))
        return RawRead(None, sniffed, found)
    except TooMuch:
        return RawRead(None, sniffed, found)
    return RawRead(raw, sniffed, found, layout.header_row)


def from_raw(
    raw: Raw,
    kind: Kind,
    told: Told,
    *,
    sniffed: Sniffed,
    found: Collected,
    currencies: Mapping[str, str] = NO_NAMES,
    header_row: int = 1,
) -> TableRead:
    """Facts of columns as written, wherever they come from; refused when the header cannot be understood."""
    if found.total and not raw.rows.size:
        return _refused(sniffed, found)
    seen = _outlined(raw, kind, told)
    raw = seen.raw
    found.add_all(seen.errors)
    absent = [header for header in told.where if header not in raw.header]
    supplied = frozenset(told.constants) | _currency_supplied(told)
    matched = match(raw.header, kind, raw.file, row=header_row, renamed=told.renamed, supplied=supplied,
                    only_renamed=told.only_renamed)  # fmt: skip
    found.add_all(matched.errors)
    warnings = (*seen.warnings, *matched.warnings, *_open_amounts(raw, kind, told, header_row))
    for header in absent:
        found.add(errors.header_missing(raw.file, row=header_row, field=header, french=header,
                                        meaning=("where asks for it.", "where la demande."), hints=WHERE))  # fmt: skip
    if matched.errors or absent:
        return _refused(sniffed, found, warnings)
    built = Builder(raw, kind, places=matched.places, told=told, found=found, currencies=currencies).build()
    table = built.table
    if told.distinct:
        from encours.formats.repeated import distinct

        table = distinct(table)
    sniffed = replace(
        sniffed,
        date_form=built.date_form,
        decimal_mark=built.decimal_mark,
        rows=table.length,
        columns=tuple((raw.header[place], name) for name, place in matched.places.items()),
    )
    return TableRead(table, sniffed, tuple(sorted(found.kept)), warnings, found.total,
                     built.left_out)  # fmt: skip


def _outlined(raw: Raw, kind: Kind, told: Told) -> Outlined:
    """Rows that are facts of this kind, without totals, sections and notes."""
    places = match(raw.header, kind, raw.file, renamed=told.renamed, only_renamed=told.only_renamed).places
    sums = [place for name, place in places.items() if name in amounts_of_kind(kind)]
    keys = [places[each.name] for each in kind.fields if each.required and each.name in places
            and each.quantity is not Quantity.CENTS and each.name != "currency"]  # fmt: skip
    is_told = told.only_renamed or SECTION in told.renamed.values()
    return outlined(raw, wanted_of([(kind, told.renamed)]), sums=sums, keys=keys, currency=places.get("currency"),
                    mark=told.decimal_mark, is_told=is_told)  # fmt: skip


def _open_amounts(raw: Raw, kind: Kind, told: Told, row: int) -> list[ReadError]:
    """Columns of an invoice file that seem to hold what is still open, which nobody asked to read."""
    if kind.table != "invoices" or told.only_renamed:
        return []
    usual, known = USUAL_HEADINGS["invoices"], known_names(kind)
    found = [each for each in raw.header if usual.get(letters(each)) == OPEN and letters(each) not in known]
    return [item_errors.open_not_asked(raw.file, row=row, header=each) for each in found]


def _currency_supplied(told: Told) -> frozenset[str]:
    return frozenset({"currency"}) if told.currency or told.currency_of_invoice else frozenset()


def _refused(sniffed: Sniffed, found: Collected, warnings: tuple[ReadError, ...] = ()) -> TableRead:
    return TableRead(None, sniffed, tuple(sorted(found.kept)), warnings, found.total)


def _size(open_file: Opener) -> int:
    with open_file() as stream:
        return stream.seek(0, io.SEEK_END)


def _laid_out(
    open_file: Opener,
    encoding: Encoding,
    file: str,
    kind: Kind,
    *,
    told: Told,
    separator: str,
    bounds: Bounds,
    found: Collected,
    wanted: Wanted | None,
) -> Layout | None:
    """Layout of a file; nothing, the reason told, if it has no usable header."""
    head, is_cut = _head(open_file, encoding)
    layout = find_layout(head, wanted or wanted_of([(kind, told.renamed)]), separator)
    if layout is None:
        if not is_cut:
            found.add(errors.file_empty(file))
        else:
            excerpt, bound = head.strip()[:80], bounds.cell_characters
            found.add(errors.cell_too_long(file, row=1, column="", length=len(head), bound=bound, excerpt=excerpt))
        return None
    if is_cut and len(layout.header) <= bounds.columns and not {"\n", "\r"} & set(head):
        # The end of the header is out of sight, and its last columns would be lost.
        found.add(errors.line_too_long(file, row=1, bound=len(head), excerpt=head[:80]))
        return None
    if len(layout.header) > bounds.columns:
        found.add(errors.too_many_columns(file, found=len(layout.header), bound=bounds.columns))
        return None
    long = next((cell for cell in layout.header if len(cell) > bounds.cell_characters), None)
    if long is not None:
        found.add(errors.cell_too_long(file, row=layout.header_row, column="", length=len(long),
                                       bound=bounds.cell_characters, excerpt=long))  # fmt: skip
        return None
    return layout


def _head(open_file: Opener, encoding: Encoding) -> tuple[str, bool]:
    """First lines of a file, the last one whole unless it is gigantic, and whether the file goes on."""
    import codecs

    decoder = codecs.getincrementaldecoder(encoding.codec)()
    with open_file() as stream:
        stream.read(encoding.skip)
        read = stream.read(HEAD)
    head, is_cut = decoder.decode(read), len(read) == HEAD
    end = head.rfind("\n") + 1
    return (head[:end] if end and is_cut else head), is_cut


def _raw(
    open_file: Opener,
    encoding: Encoding,
    file: str,
    layout: Layout,
    *,
    kind: Kind,
    told: Told,
    bounds: Bounds,
    found: Collected,
    bulk: bool,
    report: Callable[[int], None] | None,
) -> Raw:
    """Columns of a file as written."""
    amounts = dict.fromkeys(_amount_places(layout.header, kind, told), told.decimal_mark) if bulk else {}
    blocks = text_blocks(open_file, encoding)
    if bulk:
        blocks = _header_apart(blocks, layout.header_row)
    records = read_records(blocks, layout, file, amounts=amounts, bulk=bulk, bounds=bounds, found=found, report=report)
    return Raw(file, layout.header, records.columns, _row_numbers(records), left_out=len(records.given_up),
               titles=layout.titles)  # fmt: skip


def _amount_places(header: tuple[str, ...], kind: Kind, told: Told) -> list[int]:
    matched = match(header, kind, "", renamed=told.renamed, only_renamed=told.only_renamed)
    return [
        place
        for name, place in matched.places.items()
        if any(each.name == name and each.quantity is Quantity.CENTS for each in kind.fields)
    ]


def _header_apart(blocks: Iterator[bytes], header_row: int) -> Iterator[bytes]:
    """Same blocks with the lines down to the header in one of their own, so that the rest is read in bulk."""
    first = next(blocks, b"")
    end = 0
    for _ in range(header_row):
        end = first.find(b"\n", end) + 1
        if not end:
            break
    if end and first.count(b'"', 0, end) % 2 == 0:
        yield first[:end]
        first = first[end:]
    yield from itertools.chain([first] if first else [], blocks)


def _row_numbers(records: Records) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    blocks = [
        np.arange(block.start, block.stop) if isinstance(block, range) else np.array(block, dtype=np.int64)
        for block in records.row_blocks if len(block)
    ]  # fmt: skip
    return np.concatenate([np.empty(0, dtype=np.int64), *blocks])


def raw_of_rows(file: str, rows: Iterable[Sequence[str]]) -> Raw | None:
    """Table held in memory, the header first; nothing when there is no header."""
    lines = list(rows)
    if not lines:
        return None
    header = tuple(spelt(cell.strip()) for cell in lines[0])
    columns = [Written() for _ in header]
    fitted = [(*line[: len(header)], *[""] * (len(header) - len(line))) for line in lines[1:]]
    for written, cells in zip(columns, zip(*fitted, strict=True), strict=bool(fitted)):
        written.add(cells)
    return Raw(file, header, columns, np.arange(2, len(lines) + 1, dtype=np.int64))
