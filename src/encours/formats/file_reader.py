"""One file read in the form it has: text, spreadsheet, Parquet or JSON; what it gives is tables of facts, by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

import numpy as np

from encours.facts.columns import Table, Texts
from encours.facts.kinds import KINDS
from encours.facts.names import Numbered
from encours.formats import errors
from encours.formats.aged_balance import KIND as BALANCES
from encours.formats.aged_balance import long_balance, wanted_in_balance
from encours.formats.bounds import Bounds
from encours.formats.buckets import columns_of, is_aged
from encours.formats.build import Raw, Told
from encours.formats.encoding import Opener, find_encoding
from encours.formats.faults import Collected, ReadError
from encours.formats.fec.faults import no_text_file
from encours.formats.fec.rules import KIND as FEC
from encours.formats.fec.summary import Summary
from encours.formats.folder import SPREADSHEETS, TEXT_ENDINGS
from encours.formats.headings import Wanted, wanted_of
from encours.formats.limit_list import Known, limit_list, wanted_in_list
from encours.formats.parquet import ParquetReader, read_parquet
from encours.formats.settings import LISTS, FileMapping
from encours.formats.sniff import Sniffed
from encours.formats.tables import RawRead, TableRead, from_raw, read_raw, read_table

Report = Callable[[str, int], None]
"""Told how many rows of a file are read, while they are."""


class FileReader:
    """Reads the files of one workspace; ``currencies`` gives the currency of each invoice read so far.

    ``known`` gives our buyers as a list of limits may name them.
    """

    __slots__ = ("books", "bounds", "contents", "currencies", "known", "parquet", "report")

    def __init__(
        self, bounds: Bounds, report: Report | None, currencies: Callable[[], Mapping[str, str]],
        known: Callable[[], Known] = Known,
    ) -> None:  # fmt: skip
        self.bounds, self.report, self.currencies, self.known = bounds, report, currencies, known
        self.books: list[Summary] = []
        """What each FEC read so far holds."""
        self.parquet = ParquetReader()
        self.contents: dict[str, object] = {}
        """JSON texts read so far: several lists of one file give several tables."""

    def read(self, name: str, path: Path, mapping: FileMapping, *, is_shared: bool) -> Mapping[str, TableRead]:
        """Tables that a file gives, by kind; ``is_shared`` where the same rows give facts of several kinds."""
        if mapping.kind == FEC:
            return self.read_books({name: (path, mapping)})[name]
        refused = _openable(path, name)
        if refused:
            return {mapping.kind: TableRead(None, Sniffed(name, mapping.kind), (refused,), error_total=1)}
        if mapping.layout in LISTS:
            return self._limit_list(self.columns(name, path, mapping), mapping)
        if mapping.open_amount or mapping.document_type or mapping.of_buyer or mapping.document_words:
            return self._open_items(self.columns(name, path, mapping), mapping)
        if mapping.kind == BALANCES:
            opened = self.columns(name, path, mapping)
            if opened.raw is not None and is_aged(opened.raw.header):
                return self._of_balance(opened, mapping)
        read = self._file(name, path, mapping)
        return {mapping.kind: _apart(read, mapping.kind) if is_shared else read}

    def close(self) -> None:
        """End what was begun beside this process to read files."""
        self.parquet.close()

    def read_books(self, files: Mapping[str, tuple[Path, FileMapping]]) -> Mapping[str, Mapping[str, TableRead]]:
        """Tables that FEC files give together, by file and kind: years of one company stand on each other."""
        from encours.formats.fec.book import FecFile, read_books

        given: list[FecFile] = []
        tables: dict[str, Mapping[str, TableRead]] = {}
        for name, (path, mapping) in files.items():
            refused = _openable(path, name)
            if refused or path.suffix.lower() not in TEXT_ENDINGS:
                told = refused or no_text_file(name)
                tables[name] = {"invoices": TableRead(None, Sniffed(name, FEC), (told,), error_total=1)}
                continue
            given.append(FecFile(name, partial(_open, path), mapping.rules, encoding=mapping.encoding,
                                 separator=mapping.separator, size=path.stat().st_size, rank=mapping.rank))  # fmt: skip
        if given:
            read = read_books(given, bounds=self.bounds, report=self.report)
            tables |= read.tables
            self.books += read.summaries
        return tables

    def _file(self, name: str, path: Path, mapping: FileMapping) -> TableRead:
        is_text = path.suffix.lower() not in {".json", ".parquet", *SPREADSHEETS}
        if is_text and mapping.kind == "exchange_rates":
            return self._rates(partial(_open, path), name, mapping, path.stat().st_size)
        if is_text and mapping.kind != BALANCES:
            return self._text(partial(_open, path), name, mapping, path.stat().st_size)
        opened = self.columns(name, path, mapping)
        if path.suffix.lower() == ".parquet":
            mapping = replace(mapping, told=replace(mapping.told, decimal_mark="."))
        read = self.of_raw(opened.raw, name, mapping, opened.found, opened.sniffed, header_row=opened.header_row)
        return replace(read, warnings=(*opened.warnings, *read.warnings))

    def columns(self, name: str, path: Path, mapping: FileMapping, *, wanted: Wanted | None = None) -> RawRead:
        """Columns of a file as written, whatever its form; ``wanted`` where other headings may be meant."""
        wanted = wanted or _wanted(mapping)
        open_file, found, ending = partial(_open, path), Collected(self.bounds.errors), path.suffix.lower()
        sniffed = Sniffed(name, mapping.kind)
        if ending == ".json":
            return RawRead(self._json(open_file, name, mapping, found), sniffed, found)
        if ending == ".parquet":
            raw = read_parquet(open_file, name, self.bounds, found, reader=self.parquet)
            return RawRead(raw, sniffed, found)
        if ending in SPREADSHEETS:
            from encours.formats.spreadsheets import read_sheet

            sheet = read_sheet(open_file, name, ending, wanted, sheet=mapping.sheet, bounds=self.bounds,
                               found=found)  # fmt: skip
            return RawRead(sheet.raw, sniffed, found, sheet.header_row, sheet.warnings, sheet.sheet)
        return read_raw(open_file, name, KINDS[mapping.kind], told=mapping.told, encoding=mapping.encoding,
                        separator=mapping.separator, bounds=self.bounds, size=path.stat().st_size,
                        wanted=wanted)  # fmt: skip

    def _open_items(self, opened: RawRead, mapping: FileMapping) -> Mapping[str, TableRead]:
        """Facts of a list of open items: invoices, what was paid of them, credit notes and payments."""
        from encours.formats.open_items import open_items

        if opened.raw is None:
            return self._tables(opened, {}, mapping.kind, opened.warnings)
        items = open_items(opened.raw, mapping, header_row=opened.header_row, found=opened.found)
        tables: dict[str, tuple[Raw, Told]] = dict(items.tables.items())
        return self._tables(opened, tables, mapping.kind, (*opened.warnings, *items.warnings),
                            {"payments": items.deduced})  # fmt: skip

    def _limit_list(self, opened: RawRead, mapping: FileMapping) -> Mapping[str, TableRead]:
        """Facts of a list of limits off an insurer's portal."""
        tables: Mapping[str, tuple[Raw, Told]] = {}
        warnings = list(opened.warnings)
        if opened.raw is not None:
            tables, more = limit_list(opened.raw, mapping.told, self.known(), as_of=mapping.as_of, found=opened.found,
                                      header_row=opened.header_row)  # fmt: skip
            warnings += more
        return self._tables(opened, tables, mapping.kind, tuple(warnings))

    def _tables(
        self, opened: RawRead, tables: Mapping[str, tuple[Raw, Told]], main: str, warnings: tuple[ReadError, ...],
        deduced: Mapping[str, int] = MappingProxyType({}),
    ) -> Mapping[str, TableRead]:  # fmt: skip
        """Facts of several tables made of one file; what is said of the whole stands with the main one.

        ``deduced`` counts the facts of a table that no row of the file says.
        """
        found = opened.found
        read: dict[str, TableRead] = {}
        for kind, (raw, told) in tables.items():
            sniffed = replace(opened.sniffed, kind=kind)
            made = from_raw(raw, KINDS[kind], told, sniffed=sniffed, found=Collected(self.bounds.errors),
                            header_row=opened.header_row)  # fmt: skip
            # Amounts made here bear a point, whatever the file writes.
            mark = read[main].sniffed.decimal_mark if main in read else made.sniffed.decimal_mark
            rows = made.sniffed.rows - deduced.get(kind, 0)
            read[kind] = replace(made, sniffed=replace(made.sniffed, decimal_mark=mark, rows=rows))
        nothing = None if found.total else Table.empty(KINDS[main])
        whole = read.get(main) or TableRead(nothing, opened.sniffed)
        errors_told = tuple(sorted((*found.kept, *whole.errors)))
        return read | {main: replace(whole, errors=errors_told, warnings=(*warnings, *whole.warnings),
                                     error_total=found.total + whole.error_total)}  # fmt: skip

    def _text(self, open_file: Opener, name: str, mapping: FileMapping, size: int) -> TableRead:
        report = partial(self.report, name) if self.report else None
        return read_table(
            open_file, name, KINDS[mapping.kind], told=mapping.told, encoding=mapping.encoding,
            separator=mapping.separator, currencies=self._currencies(mapping), bounds=self.bounds, size=size,
            report=report,
        )  # fmt: skip

    def _of_balance(self, opened: RawRead, mapping: FileMapping) -> Mapping[str, TableRead]:
        """Facts of an aged balance with a column for each bucket, and the names of buyers that nothing else names."""
        raw, found, sniffed, header_row = opened.raw, opened.found, opened.sniffed, opened.header_row
        assert raw is not None, "what was not read is no balance"
        balance = long_balance(raw, mapping.told, mapping.as_of, header_row=header_row, found=found)
        warnings = (*opened.warnings, *balance.warnings)
        if balance.raw is None or found.total:
            return {BALANCES: TableRead(None, sniffed, tuple(sorted(found.kept)), warnings, found.total)}
        told = replace(mapping.told, renamed={}, where={}, only_renamed=False)
        read = from_raw(balance.raw, KINDS[BALANCES], told, sniffed=sniffed, found=found, header_row=header_row)
        kept = (place for place, each in columns_of(raw.header).items() if each.role in {"bucket", "credit"})
        columns = ((balance.buyer, "buyer"), *((raw.header[place], "amount") for place in kept))
        whole = replace(read, sniffed=replace(read.sniffed, columns=columns, rows=balance.lines),
                        warnings=(*warnings, *read.warnings))  # fmt: skip
        named = self._not_named_yet(balance.buyers)
        if named is None:
            return {BALANCES: whole}
        buyers = from_raw(named, KINDS["buyers"], Told(), sniffed=replace(sniffed, kind="buyers"),
                          found=Collected(self.bounds.errors), header_row=header_row)  # fmt: skip
        return {BALANCES: whole, "buyers": buyers}

    def _not_named_yet(self, buyers: Raw | None) -> Raw | None:
        """Buyers that no table read before names: a register says more of one than a balance does."""
        known = self.known().names if buyers is not None else {}
        if buyers is None or not known:
            return buyers
        kept = np.array([known.get(code, code) == code for code in buyers.columns[0].texts], dtype=np.bool_)
        is_new = kept[buyers.columns[0].codes]
        if not is_new.any():
            return None
        names = [each for each, is_kept in zip(buyers.names or (), is_new.tolist(), strict=True) if is_kept]
        return replace(buyers, columns=[each.take(is_new) for each in buyers.columns], rows=buyers.rows[is_new],
                       names=names)  # fmt: skip

    def _rates(self, open_file: Opener, name: str, mapping: FileMapping, size: int) -> TableRead:
        """Rates, row by row or in the wide lay-out of the European Central Bank."""
        from encours.formats.other_forms import is_wide_rates

        kind = KINDS[mapping.kind]
        opened = read_raw(open_file, name, kind, told=mapping.told, encoding=mapping.encoding,
                          separator=mapping.separator, bounds=self.bounds, size=size)  # fmt: skip
        if opened.raw is None or not is_wide_rates(opened.raw.header):
            return self._text(open_file, name, mapping, size)
        return self.of_raw(opened.raw, name, mapping, opened.found, opened.sniffed)

    def _json(self, open_file: Opener, name: str, mapping: FileMapping, found: Collected) -> Raw | None:
        from encours.formats.other_forms import raw_of_json, read_json

        if name not in self.contents:
            text = whole_text(open_file, name, self.bounds.text_bytes)
            self.contents[name] = text if isinstance(text, ReadError) else read_json(text, name)
        content = self.contents[name]
        if isinstance(content, ReadError):
            found.add(content)
            return None
        return raw_of_json(content, name, mapping.path, self.bounds, found)

    def of_raw(
        self, raw: Raw | None, name: str, mapping: FileMapping, found: Collected | None = None,
        sniffed: Sniffed | None = None, *, header_row: int = 1,
    ) -> TableRead:  # fmt: skip
        """Facts of columns that were read by any reader."""
        found = found or Collected(self.bounds.errors)
        sniffed = sniffed or Sniffed(file=name, kind=mapping.kind)
        if raw is None:
            if not found.total:
                found.add(errors.file_empty(name))
            return TableRead(None, sniffed, tuple(found.kept), error_total=found.total)
        if mapping.kind == BALANCES and is_aged(raw.header):
            return self._of_balance(RawRead(raw, sniffed, found, header_row), mapping)[BALANCES]
        if mapping.kind == "exchange_rates":
            from encours.formats.other_forms import is_wide_rates, long_rates

            raw = long_rates(raw) if is_wide_rates(raw.header) else raw
        return from_raw(raw, KINDS[mapping.kind], mapping.told, sniffed=sniffed, found=found,
                        currencies=self._currencies(mapping), header_row=header_row)  # fmt: skip

    def _currencies(self, mapping: FileMapping) -> Mapping[str, str]:
        """Currency of each invoice, for tables whose amounts are in that of their invoice."""
        kind = KINDS[mapping.kind]
        asks = "invoice" in kind.names and (mapping.told.currency_of_invoice or "currency" not in kind.names)
        return self.currencies() if asks else {}


def open_of(path: Path) -> Opener:
    """Opens that file, as often as asked."""
    return partial(_open, path)


def whole_text(open_file: Opener, name: str, bound: int) -> str | ReadError:
    """Text of a file that is read whole."""
    try:
        with open_file() as stream:
            content = stream.read(bound + 1)
    except OSError as refused:
        return errors.file_unreadable(name, refused.strerror or "refused")
    if len(content) > bound:
        return errors.file_too_large(name, size=len(content), bound=bound)
    encoding = find_encoding(open_file, name)
    if isinstance(encoding, ReadError):
        return encoding
    try:
        return content[encoding.skip :].decode(encoding.codec)
    except UnicodeDecodeError:
        return errors.encoding_contradicted(name, row=0, encoding=encoding.name, is_told=False)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _wanted(mapping: FileMapping) -> Wanted:
    """Headings that a file so described is to have."""
    if mapping.kind == BALANCES:
        return wanted_in_balance(mapping.told.renamed)
    if mapping.layout in LISTS:
        return wanted_in_list(mapping.told.renamed)
    return wanted_of([(KINDS[mapping.kind], mapping.told.renamed)])


def _openable(path: Path, name: str) -> ReadError | None:
    try:
        with path.open("rb"):
            return None
    except OSError as refused:
        return errors.file_unreadable(name, refused.strerror or "refused")


def _apart(read: TableRead, kind: str) -> TableRead:
    """Same facts named by file, table and row: a row that gives several facts would name them alike."""
    if read.table is None:
        return read
    sources = read.table.texts["source"]
    names = sources.names
    if isinstance(names, Numbered) and len(names):
        file, _, first = names[0].rpartition(":")
        made = Texts(sources.codes, Numbered(f"{file}/{kind}:", first=int(first), count=len(names)))
        return replace(read, table=read.table.replace(source=made))
    return read
