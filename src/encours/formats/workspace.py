"""A folder of files read as one workspace: policy texts, tables of facts, settings, all errors at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from encours.bonds.read_line import LINE_FILE
from encours.facts.checks import check
from encours.facts.columns import Table
from encours.facts.faults import Fault
from encours.facts.index import rows_named
from encours.facts.kinds import KINDS
from encours.facts.ledger import Ledger
from encours.formats import cell_errors, errors, folder_errors
from encours.formats.bounds import USUAL, Bounds
from encours.formats.build import Told
from encours.formats.cross_checks import CONSEQUENCES, located, named_rows
from encours.formats.faults import Collected, Language, ReadError, printed
from encours.formats.fec.header import is_fec, named
from encours.formats.fec.rules import KIND as FEC
from encours.formats.fec.rules import Rules
from encours.formats.fec.summary import Summary
from encours.formats.file_reader import FileReader, Report, open_of, whole_text
from encours.formats.folder import ENDINGS, TEXT_ENDINGS, by_table, files_of, not_read, same_table
from encours.formats.headers import nearest_table, table_of
from encours.formats.imports import FOLDER as IMPORTS
from encours.formats.imports import Import, imports_of, is_imported
from encours.formats.imports import files_of as files_of_import
from encours.formats.limit_list import Known
from encours.formats.repeated import joined
from encours.formats.reports import is_report
from encours.formats.settings import FILE, LISTS, FileMapping, Settings, read_settings
from encours.formats.sniff import Sniffed
from encours.formats.tables import TableRead, raw_of_rows
from encours.units import from_civil

ROUNDS: Final = 50
"""Times that leaving out rows may bring others to be left out; a book still at fault then is refused."""


LAST_DAY: Final = from_civil(2100, 12, 31)
"""Last day that a file may tell: what stands then is what stands."""
CANONICAL: Final = Told(date_form="iso", decimal_mark=".")
"""How Encours itself writes, whatever the settings say of the files of others."""


@dataclass(frozen=True, slots=True, eq=False)
class WorkspaceRead:
    """What a workspace holds; ``ledger`` is ``None`` when errors made it refused, so nothing is half read.

    ``error_total`` counts every error, also those beyond the number kept in ``errors``.
    """

    ledger: Ledger | None
    policy_texts: Mapping[str, str]
    settings: Settings
    sniffed: tuple[Sniffed, ...]
    errors: tuple[ReadError, ...]
    warnings: tuple[ReadError, ...]
    error_total: int
    left_out: int = 0
    imports: tuple[Import, ...] = ()
    line_text: str | None = None
    """Text of the line of bonds; None where the folder has none."""
    incomplete: Ledger | None = None
    """Ledger refused only for facts that name others it lacks: an import may bring these."""
    unread: tuple[str, ...] = ()
    """Files that have the form of a table and the name of none."""

    @property
    def is_only_empty(self) -> bool:
        """Whether nothing is wrong with the folder but that it holds no table of facts."""
        return self.error_total == 1 and [each.code for each in self.errors] == ["workspace_empty"]

    def text(self, language: Language = "en") -> str:
        """Every error as printed, and the true number when some were not kept."""
        return printed(self.errors, self.error_total, language)


def read_workspace(
    folder: Path,
    *,
    keep_good_rows: bool = False,
    elsewhere: Mapping[str, Path] | None = None,
    bounds: Bounds = USUAL,
    report: Report | None = None,
) -> WorkspaceRead:
    """Ledger and policy texts of a folder, refused whole on any error unless good rows are to be kept.

    ``elsewhere`` gives the place of files that the settings describe and that are not in the folder.
    """
    reading = _Reading(keep_good_rows=keep_good_rows, bounds=bounds, report=report)
    reading.folder = folder
    files = files_of(folder, reading.found)
    reading.is_lost = reading.found.total > 0
    if files is None:
        return reading.result()
    files |= dict(elsewhere or {})
    for name, path in files.items():
        if name.lower().endswith(".toml"):
            reading.add_toml(name, path)
    kept, wrong = imports_of(folder)
    reading.lose(wrong)
    reading.imports = kept
    tables = {name: path for name, path in files.items() if not name.lower().endswith(".toml")}
    for each in kept:
        tables |= files_of_import(folder, each)
    reading.read_files(tables)
    if not reading.read and not reading.found.total and FILE not in files:
        reading.warnings = [each for each in reading.warnings if each.code != "file_not_read"]
        reading.found.add(folder_errors.workspace_empty(folder, reading.unread))
    return replace(reading.result(), imports=tuple(kept))


@dataclass(frozen=True, slots=True, eq=False)
class SourcesRead:
    """Tables that some files give by themselves, not yet held against any ledger, and what is wrong with them."""

    tables: Mapping[str, Table]
    sniffed: tuple[Sniffed, ...]
    errors: tuple[ReadError, ...]
    warnings: tuple[ReadError, ...]
    error_total: int
    left_out: int
    books: tuple[Summary, ...] = ()
    """What each FEC among them holds."""

    def text(self, language: Language = "en") -> str:
        """Every error as printed, and the true number when some were not kept."""
        return printed(self.errors, self.error_total, language)


def read_sources(
    files: Mapping[str, Path],
    settings: Settings,
    *,
    known: Ledger | None = None,
    keep_good_rows: bool = False,
    bounds: Bounds = USUAL,
    report: Report | None = None,
) -> SourcesRead:
    """Tables of files that are to be imported, read as the settings of their workspace say.

    ``known`` is the ledger that they go into: a list of limits names buyers by what it knows of them.
    """
    reading = _Reading(keep_good_rows=keep_good_rows, bounds=bounds, report=report)
    reading.settings = settings
    reading.known = known
    reading.read_files(files)
    tables = {kind: reading.joined(tables) for kind, tables in reading.tables.items() if tables}
    reading.names_once(tables)
    return SourcesRead(
        tables, tuple(reading.sniffed), tuple(reading.found.kept), tuple(reading.warnings), reading.found.total,
        reading.left_out, tuple(reading.reader.books),
    )  # fmt: skip


def read_tables(
    tables: Mapping[str, Sequence[Sequence[str]]],
    *,
    settings: Settings | None = None,
    policy_texts: Mapping[str, str] | None = None,
    keep_good_rows: bool = False,
    bounds: Bounds = USUAL,
) -> WorkspaceRead:
    """Same as ``read_workspace`` from tables in memory: by name, rows of texts, the header first."""
    reading = _Reading(keep_good_rows=keep_good_rows, bounds=bounds, report=None)
    reading.settings = settings or Settings()
    reading.policy_texts.update(policy_texts or {})
    ordered = sorted(tables, key=lambda name: (_rank(table_of(name)), name))
    for name in ordered:
        kind = table_of(name)
        if not kind:
            reading.unknown(name)
            continue
        raw = raw_of_rows(name, tables[name])
        reading.add(
            kind, name, reading.reader.of_raw(raw, name, FileMapping(kind, told=reading.settings.told_of(kind)))
        )
    return reading.result()


class _Reading:
    """One reading of a workspace, while it lasts."""

    __slots__ = (
        "bounds", "currencies", "folder", "found", "imports", "is_lost", "keep_good_rows", "known", "lacking",
        "left_out", "line_text", "policy_texts", "read", "reader", "reconcile", "refused", "settings", "sniffed",
        "tables", "unread", "warnings",
    )  # fmt: skip

    def __init__(self, *, keep_good_rows: bool, bounds: Bounds, report: Report | None) -> None:
        self.keep_good_rows, self.bounds = keep_good_rows, bounds
        self.reader = FileReader(bounds, report, self._currencies_read, self._buyers_read)
        self.found = Collected(bounds.errors)
        self.warnings: list[ReadError] = []
        self.settings = Settings()
        self.policy_texts: dict[str, str] = {}
        self.line_text: str | None = None
        self.sniffed: list[Sniffed] = []
        self.tables: dict[str, list[tuple[str, Table]]] = {}
        self.read: set[str] = set()
        self.refused: set[str] = set()
        """Tables of which rows, or whole files, were refused."""
        self.currencies: dict[str, str] | None = None
        """Currency of each invoice read so far, once a table asks for it."""
        self.left_out = 0
        self.known: Ledger | None = None
        """Ledger that the files go into, where they are read for an import."""
        self.is_lost = False
        """Whether more than rows is wrong: then no good row is kept, whatever was asked."""
        self.reconcile = False
        self.lacking = 0
        """Errors of facts that name others which are not there."""
        self.unread: list[str] = []
        """Files that have the form of a table and the name of none."""
        self.folder: Path | None = None
        self.imports: Sequence[Import] = ()

    # Files.

    def lose(self, wrong: Iterable[ReadError]) -> None:
        """Tell what costs a whole file, or the settings: not to be mistaken for rows that may be left out."""
        before = self.found.total
        self.found.add_all(wrong)
        self.is_lost |= self.found.total > before

    def add_toml(self, name: str, path: Path) -> None:
        """Keep the text of a policy or of a line of bonds, or read the settings."""
        text = whole_text(open_of(path), name, self.bounds.toml_bytes)
        if isinstance(text, ReadError):
            self.lose([text])
        elif name.lower() == FILE:
            self.settings, wrong = read_settings(text, name)
            self.lose(wrong)
        elif name.lower() == LINE_FILE:
            self.line_text = text
        else:
            self.policy_texts[name] = text

    def read_files(self, files: Mapping[str, Path]) -> None:
        """Read every table, invoices before what stands on them."""
        jobs: list[tuple[str, FileMapping]] = []
        for name, path in files.items():
            jobs += [(name, mapping) for mapping in self._mappings(name, path)]
        self.lose(errors.file_missing(name) for name in self.settings.files if name not in files)
        self._look_over(files, jobs)
        self._read_books({name: (files[name], mapping) for name, mapping in jobs if mapping.kind == FEC})
        jobs = [job for job in jobs if job[1].kind != FEC]
        # A list of limits names our buyers by what the other tables say of them: it comes last.
        jobs.sort(key=lambda job: (job[1].layout in LISTS, _rank(job[1].kind)))
        for name, mapping in jobs:
            self.reconcile |= mapping.reconcile
            is_shared = sum(other == name and each.path == mapping.path for other, each in jobs) > 1
            try:
                read = self.reader.read(name, files[name], mapping, is_shared=is_shared)
            except OSError as refused:
                # Opened, and then no longer readable: a disk, a network share, a file taken away meanwhile.
                unreadable = errors.file_unreadable(name, refused.strerror or "refused")
                read = {mapping.kind: TableRead(None, Sniffed(name, mapping.kind), (unreadable,), error_total=1)}
            for kind, table in read.items():
                self.add(kind, name, table)
        self.reader.close()

    def _read_books(self, books: Mapping[str, tuple[Path, FileMapping]]) -> None:
        """Read the FEC files of the folder, together: one is often the year before another."""
        if not books:
            return
        try:
            read = self.reader.read_books(books)
        except OSError as refused:
            # Opened, and then no longer readable: which of them is not said, and none is half read.
            wrong = [errors.file_unreadable(name, refused.strerror or "refused") for name in books]
            read = {each.file: {"invoices": TableRead(None, Sniffed(each.file, FEC), (each,), error_total=1)}
                    for each in wrong}  # fmt: skip
        for name, tables in read.items():
            for kind, table in tables.items():
                self.add(kind, name, table)

    def _look_over(self, files: Mapping[str, Path], jobs: Sequence[tuple[str, FileMapping]]) -> None:
        """Tell files that look like tables and are not read, and two files that stand for one table."""
        described = {*self.settings.files, *(name for name in files if name.startswith(f"{IMPORTS}/"))}
        wrong, doubtful = not_read(
            (name for name in files if name not in described), by_table((name, each.kind) for name, each in jobs)
        )
        self.lose(wrong)
        self.warnings += doubtful
        self.warnings += same_table(by_table((name, each.kind) for name, each in jobs if name not in described))

    def _mappings(self, name: str, path: Path) -> tuple[FileMapping, ...]:
        """What a file gives: as the settings say, else by its name; none, told, when neither knows it.

        A FEC is known by its name, or by its header where its name says nothing.
        """
        if name.startswith(f"{IMPORTS}/"):
            return (FileMapping(Path(name).stem, told=CANONICAL, encoding="utf-8", separator=","),)
        if name in self.settings.files:
            return self.settings.files[name]
        stem, dot, ending = name.rpartition(".")
        if f"{dot}{ending}".lower() not in ENDINGS or name.startswith("."):
            return ()
        kind = table_of(stem)
        if not kind and f"{dot}{ending}".lower() in TEXT_ENDINGS and (named(name) or _has_fec_header(path)):
            encoding, separator = self.settings.encoding, self.settings.separator
            rules = Rules(currency=self.settings.currency or "EUR")
            return (FileMapping(FEC, encoding=encoding, separator=separator, rules=rules),)
        if not kind:
            self.unknown(name, path)
            return ()
        told = self.settings.told_of(kind)
        return (FileMapping(kind, told=told, encoding=self.settings.encoding, separator=self.settings.separator),)

    def unknown(self, name: str, path: Path | None = None) -> None:
        """Tell a file that no table is named after: an error when it nearly is one, nothing when it was imported."""
        stem = name.rpartition(".")[0] or name
        nearest = nearest_table(stem)
        if nearest:
            self.lose([errors.file_name_near(name, nearest=nearest)])
        elif name.lower().endswith(".toml.txt"):
            self.warnings.append(folder_errors.text_of_terms(name))
        elif path is None or not (is_report(path) or is_imported(path, self.imports)):
            self.unread.append(name)
            self.warnings.append(folder_errors.file_not_read(name, self.folder))

    def _currencies_read(self) -> Mapping[str, str]:
        """Currency of each invoice read so far."""
        if self.currencies is None:
            self.currencies = {} if self.known is None else _currencies_of(self.known.table("invoices"))
            for _, table in self.tables.get("invoices", []):
                self.currencies |= _currencies_of(table)
        return self.currencies

    def _buyers_read(self) -> Known:
        """Our buyers as the tables read so far tell them."""
        kinds = ("buyers", "insurer_numbers")
        # What was taken back, or corrected, identifies nobody.
        stands = None if self.known is None else self.known.view(LAST_DAY)
        before = [[] if stands is None else [stands.table(kind)] for kind in kinds]
        read = [[table for _, table in self.tables.get(kind, [])] for kind in kinds]
        found = Known.of(*(old + new for old, new in zip(before, read, strict=True)))
        return replace(found, learns_identifiers=self.known is not None)

    def add(self, kind: str, name: str, read: TableRead) -> None:
        """Keep a table that was read, and its errors."""
        if kind == "invoices":
            self.currencies = None
        self.read.add(name)
        self.sniffed.append(read.sniffed)
        self.found.add_all(read.errors)
        self.found.count(read.error_total - len(read.errors))
        self.warnings += read.warnings
        if read.table is None or read.left_out or read.error_total:
            self.refused.add(kind)
        if read.table is not None:
            self.left_out += read.left_out
            if read.left_out and self.keep_good_rows:
                self.warnings.append(errors.rows_left_out(name, count=read.left_out))
            self.tables.setdefault(kind, []).append((name, read.table))
        else:
            self.tables.setdefault(kind, [])

    # The whole.

    def result(self) -> WorkspaceRead:
        """Everything read, checked across tables; the ledger only where no error forbids it."""
        unread = self.found.total > 0 and any(not tables for tables in self.tables.values())
        whole = {kind: self.joined(tables) for kind, tables in self.tables.items() if tables}
        before = self.found.total
        self.names_once(whole)
        ledger: Ledger | None = self._checked(whole)
        if self.reconcile:
            from encours.formats.receivables import differences

            assert ledger is not None, "a ledger is made before it is compared"
            self.warnings += differences(ledger)
        unread |= self.is_lost or (bool(self.found.total) and not self.tables)
        is_incomplete = 0 < self.found.total == self.lacking and not (unread or self.keep_good_rows)
        incomplete = ledger if is_incomplete else None
        if unread or (self.found.total and not self.keep_good_rows):
            ledger = None
        assert self.found.total >= before, "errors are only added"
        return WorkspaceRead(
            ledger, self.policy_texts, self.settings, tuple(self.sniffed), tuple(self.found.kept),
            tuple(self.warnings), self.found.total, self.left_out if self.keep_good_rows else 0,
            line_text=self.line_text, incomplete=incomplete, unread=tuple(self.unread),
        )  # fmt: skip

    def joined(self, tables: list[tuple[str, Table]]) -> Table:
        """One table of the files that give a kind, rows told twice left out."""
        # What an import says again it says on purpose: what said it first was taken back.
        added = [table for name, table in tables if name.startswith(f"{IMPORTS}/")]
        given = [(name, table) for name, table in tables if not name.startswith(f"{IMPORTS}/")]
        whole, counts = joined([table for _, table in given]) if given else (added.pop(0), [])
        for place, count in enumerate(counts):
            if count:
                before = ", ".join(name for name, _ in given[:place])
                self.warnings.append(errors.rows_repeated(given[place][0], count=count, before=before))
        for table in added:
            whole = whole.concatenate(table)
        return whole

    def names_once(self, whole: dict[str, Table]) -> None:
        """Refuse a fact whose name (fact_id) another one has: which of them is meant could not be told."""
        seen: dict[str, str] = {}
        for kind, table in whole.items():
            names, sources = table.texts["fact_id"], table.texts["source"]
            if names.is_empty:
                continue
            wrong = []
            for row, code in enumerate(names.codes.tolist()):
                if code < 0:
                    continue
                name = names.names[code]
                if name not in seen:
                    seen[name] = sources[row]
                    continue
                wrong.append(row)
                file, number = _place(sources[row])
                self.found.add(cell_errors.same_name_twice(file, row=number, first=seen[name], name=name))
            whole[kind] = self._without(table, wrong)

    def _without(self, table: Table, rows: Sequence[int]) -> Table:
        if not rows:
            return table
        self.left_out += len(rows)
        kept = np.ones(table.length, dtype=np.bool_)
        kept[list(rows)] = False
        return table.take(kept)

    def _checked(self, whole: dict[str, Table]) -> Ledger:
        """Ledger of these tables, its contradictions told; without the rows at fault where that was asked."""
        ledger = Ledger.from_tables(whole.values())
        told: set[tuple[str, tuple[str, ...]]] = set()
        for _ in range(ROUNDS):
            faults = [each for each in check(ledger) if not self._is_consequence(each)]
            out: set[str] = set()
            for each, message in located(faults, ledger):
                if (each.code, each.fact_ids) in told:
                    continue
                told.add((each.code, each.fact_ids))
                if each.is_warning:
                    self.warnings.append(message)
                    continue
                self.found.add(message)
                self.lacking += each.code in CONSEQUENCES
                out.update(named_rows(each))
            if not out or not self.keep_good_rows:
                break
            ledger = self._without_facts(whole, out)
        else:
            self.is_lost = True
        return ledger

    def _without_facts(self, whole: dict[str, Table], names: Iterable[str]) -> Ledger:
        wanted = set(names)
        for kind, table in whole.items():
            rows = rows_named(table, wanted)
            before = self.left_out
            whole[kind] = self._without(table, rows)
            if self.left_out > before:
                self.warnings.append(errors.rows_left_out(kind, count=self.left_out - before))
        return Ledger.from_tables(whole.values())

    def _is_consequence(self, each: Fault) -> bool:
        """Whether a row refused before explains this, so that telling it would only repeat."""
        if self.keep_good_rows:
            return False
        return any(kind in self.refused for kind in CONSEQUENCES.get(each.code, ()))


def _currencies_of(invoices: Table) -> dict[str, str]:
    numbers, currencies = invoices.texts["number"], invoices.texts["currency"]
    names, codes = list(numbers.names), list(currencies.names)
    pairs = zip(numbers.codes.tolist(), currencies.codes.tolist(), strict=True)
    return {names[number]: codes[currency] for number, currency in pairs}


def _has_fec_header(path: Path) -> bool:
    try:
        return is_fec(open_of(path))
    except OSError:
        return False


def _rank(kind: str) -> int:
    """Order of reading: invoices first, since other tables take their currency from them."""
    return -1 if kind == "invoices" else list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def _place(source: str) -> tuple[str, int]:
    file, _, row = source.rpartition(":")
    return (file, int(row)) if row.isdecimal() and len(row) < 10 else (source, 0)
