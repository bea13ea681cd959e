"""One file read in the form it has: text, Parquet or JSON; what it gives is tables of facts, by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from encours.facts.columns import Texts
from encours.facts.kinds import KINDS
from encours.facts.names import Numbered
from encours.formats import errors, folder_errors
from encours.formats.bounds import Bounds
from encours.formats.build import Raw
from encours.formats.encoding import Opener, find_encoding
from encours.formats.faults import Collected, ReadError
from encours.formats.fec.faults import no_text_file
from encours.formats.fec.rules import KIND as FEC
from encours.formats.folder import SPREADSHEETS, TEXT_ENDINGS
from encours.formats.settings import FileMapping
from encours.formats.sniff import Sniffed
from encours.formats.tables import TableRead, from_raw, read_table

Report = Callable[[str, int], None]
"""Told how many rows of a file are read, while they are."""


class FileReader:
    """Reads the files of one workspace; ``currencies`` gives the currency of each invoice read so far."""

    __slots__ = ("bounds", "contents", "currencies", "report")

    def __init__(self, bounds: Bounds, report: Report | None, currencies: Callable[[], Mapping[str, str]]) -> None:
        self.bounds, self.report, self.currencies = bounds, report, currencies
        self.contents: dict[str, object] = {}
        """JSON texts read so far: several lists of one file give several tables."""

    def read(self, name: str, path: Path, mapping: FileMapping, *, is_shared: bool) -> Mapping[str, TableRead]:
        """Tables that a file gives, by kind; ``is_shared`` where the same rows give facts of several kinds."""
        if mapping.kind == FEC:
            return self.read_books({name: (path, mapping)})[name]
        read = self._file(name, path, mapping)
        return {mapping.kind: _apart(read, mapping.kind) if is_shared else read}

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
                                 separator=mapping.separator, size=path.stat().st_size))  # fmt: skip
        if given:
            tables |= read_books(given, bounds=self.bounds, report=self.report).tables
        return tables

    def _file(self, name: str, path: Path, mapping: FileMapping) -> TableRead:
        ending = path.suffix.lower()
        refused = _openable(path, name)
        if ending in SPREADSHEETS:
            refused = folder_errors.form_not_read(name, table=mapping.kind, others=(), form="spreadsheet")
        if refused:
            return TableRead(None, Sniffed(name, mapping.kind), (refused,), error_total=1)
        open_file, found = partial(_open, path), Collected(self.bounds.errors)
        if ending == ".json":
            raw = self._json(open_file, name, mapping, found)
        elif ending == ".parquet":
            from encours.formats.other_forms import read_parquet

            raw = read_parquet(open_file, name, self.bounds, found)
            mapping = replace(mapping, told=replace(mapping.told, decimal_mark="."))
        elif mapping.kind == "exchange_rates":
            return self._rates(open_file, name, mapping, path.stat().st_size)
        else:
            return self._text(open_file, name, mapping, path.stat().st_size)
        return self.of_raw(raw, name, mapping, found)

    def _text(self, open_file: Opener, name: str, mapping: FileMapping, size: int) -> TableRead:
        report = partial(self.report, name) if self.report else None
        return read_table(
            open_file, name, KINDS[mapping.kind], told=mapping.told, encoding=mapping.encoding,
            separator=mapping.separator, currencies=self._currencies(mapping), bounds=self.bounds, size=size,
            report=report,
        )  # fmt: skip

    def _rates(self, open_file: Opener, name: str, mapping: FileMapping, size: int) -> TableRead:
        """Rates, row by row or in the wide lay-out of the European Central Bank."""
        from encours.formats.other_forms import is_wide_rates
        from encours.formats.tables import read_raw

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
        sniffed: Sniffed | None = None,
    ) -> TableRead:  # fmt: skip
        """Facts of columns that were read by any reader."""
        found = found or Collected(self.bounds.errors)
        sniffed = sniffed or Sniffed(file=name, kind=mapping.kind)
        if raw is None:
            if not found.total:
                found.add(errors.file_empty(name))
            return TableRead(None, sniffed, tuple(found.kept), error_total=found.total)
        if mapping.kind == "exchange_rates":
            from encours.formats.other_forms import is_wide_rates, long_rates

            raw = long_rates(raw) if is_wide_rates(raw.header) else raw
        return from_raw(raw, KINDS[mapping.kind], mapping.told, sniffed=sniffed, found=found,
                        currencies=self._currencies(mapping))  # fmt: skip

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
