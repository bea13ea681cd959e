"""One target for each reader. The first bytes choose how it is read; those that follow are the file.

Files lie in a folder of their own, since that is how people give them; nothing is read but that folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from encours.clauses.wordings import WORDINGS
from encours.facts.kinds import KINDS
from encours.facts.ledger import Ledger
from encours.formats.bounds import Bounds
from encours.formats.faults import Collected, ReadError, printed
from encours.formats.file_reader import open_of
from encours.formats.guess import guess
from encours.formats.imports import imports_of
from encours.formats.parquet import ParquetReader, read_parquet
from encours.formats.recognise import Told, recognise
from encours.formats.settings import Settings, read_settings
from encours.formats.workspace import SourcesRead, WorkspaceRead, read_sources, read_workspace
from encours.policy.faults import show_fault
from encours.policy.read import may_be_policies, programme_file, read_programme_of
from fuzz.promises import Answer, Broken, Target
from fuzz.sheet_parts import DOCUMENT, WORKBOOK, with_part

SMALL = Bounds(
    file_bytes=1 << 20, rows=2_000, columns=60, cell_characters=2_000, line_characters=20_000, cells=50_000,
    text_bytes=1 << 20, toml_bytes=1 << 18, spreadsheet_bytes=1 << 20, unfolded_bytes=1 << 22, always_unfolded=1 << 20,
    parts=60, sheet_cells=20_000, seconds=8, errors=50,
)  # fmt: skip
"""Bounds that a short input can meet."""

INVOICES = (
    b"number;buyer;invoice_date;due_date;currency;gross\n"
    b"F1;C1;2026-01-05;2026-03-06;EUR;1200,50\nF2;C2;2026-02-05;2026-04-06;EUR;80\n"
)
BUYERS = b"code,name,siren\nC1,Alpha,552100554\nC2,Beta,\n"
READINGS = (
    b"",
    b'[reading]\ndecimal_mark = ","\ndate_order = "day first"\n',
    b'[reading]\ndecimal_mark = "."\ndate_order = "month first"\n',
    b'[reading]\nencoding = "cp1252"\nseparator = ";"\n',
    b'[company]\ncurrency = "EUR"\n[reading]\nencoding = "utf-16"\n',
    b'[company]\nname = "A"\ncurrency = "JPY"\nlanguage = "fr"\n',
)
ROWS_APART = b"\x1e"
"""Between two files of one input: a mark that texts do not have."""
FEC_NAMES = ("552100554FEC20251231.txt", "552100554FEC20261231.txt", "journal.txt")


def table(data: bytes, folder: Path) -> Answer:
    """A text file named after its kind of facts."""
    kind = list(KINDS)[_choice(data, 0) % len(KINDS)]
    how = _choice(data, 1)
    others = {"workspace.toml": READINGS[how % 8]} if 0 < how % 8 < len(READINGS) else {}
    if kind != "invoices" and how & 8:
        others["invoices.csv"] = INVOICES
    if kind != "buyers" and how & 16:
        others["buyers.csv"] = BUYERS
    return _workspace(folder, {**others, f"{kind}.csv": data[2:]}, keep_good_rows=bool(how & 32))


def fec(data: bytes, folder: Path) -> Answer:
    """One FEC or two, known by their names or their headers."""
    how = _choice(data, 0)
    first, _, second = data[1:].partition(ROWS_APART)
    files = {FEC_NAMES[2 if how & 1 else 0]: first} | ({FEC_NAMES[1]: second} if second else {})
    if how & 2:
        told = 'kind = "fec"\nterms = "45 days end of month"\nbill_terms = "60 days"\n'
        files["workspace.toml"] = "".join(f'[files."{name}"]\n{told}' for name in files).encode()
    return _workspace(folder, files, keep_good_rows=bool(how & 4))


def workbook(data: bytes, folder: Path) -> Answer:
    """A whole archive that promises to be a spreadsheet."""
    ending = (".xlsx", ".ods", ".xlsm")[_choice(data, 0) % 3]
    return _workspace(folder, {f"invoices{ending}": data[1:]})


def workbook_parts(data: bytes, folder: Path) -> Answer:
    """One part of a whole XLSX replaced."""
    return _workspace(folder, {"invoices.xlsx": with_part(WORKBOOK, _choice(data, 0), data[1:])})


def document_parts(data: bytes, folder: Path) -> Answer:
    """One part of a whole ODS replaced."""
    return _workspace(folder, {"invoices.ods": with_part(DOCUMENT, _choice(data, 0), data[1:])})


def json_file(data: bytes, folder: Path) -> Answer:
    """A JSON file, described by its kind or with a path."""
    how = _choice(data, 0)
    told = (
        f'[files."a.json"]\nkind = "{list(KINDS)[how // 3 % len(KINDS)]}"\n'.encode(),
        b'[files."a.json"]\nkind = "invoices"\npath = "data.items"\ncolumns = {number = "id", gross = "total.value"}\n',
        (
            b'[[files."a.json"]]\nkind = "invoices"\npath = "invoices"\n'
            b'[[files."a.json"]]\nkind = "payments"\npath = "paid"\n'
        ),
    )[how % 3]
    return _workspace(folder, {"workspace.toml": told, "a.json": data[1:]})


def parquet(data: bytes, folder: Path) -> Answer:
    """A Parquet file, given to a reader whose process lasts: to begin one takes a hundred times longer."""
    path, found = _laid(folder, {"invoices.parquet": data}), Collected(SMALL.errors)
    raw = read_parquet(open_of(path), path.name, SMALL, found, reader=_beside())
    if raw is None:
        return _errors(found.kept)
    columns = [(list(each.texts), each.codes.tolist()) for each in raw.columns]
    return {**_errors(found.kept), "header": raw.header, "columns": columns}


def balance(data: bytes, folder: Path) -> Answer:
    """An aged balance, one column for each bucket or one row."""
    how = _choice(data, 0)
    day = b"as_of = 2026-06-30\n" if how & 1 else b""
    currency = b'currency = "EUR"\n' if how & 2 else b""
    told = b'[files."a.csv"]\nkind = "aged balance"\n' + day + currency
    return _workspace(folder, {"workspace.toml": told, "a.csv": data[1:]}, keep_good_rows=bool(how & 4))


def limit_list(data: bytes, folder: Path) -> Answer:
    """A list of limits off an insurer's portal."""
    how = _choice(data, 0)
    day = b"as_of = 2026-06-30\n" if how & 1 else b""
    currency = b'currency = "EUR"\n' if how & 2 else b""
    told = b'[files."a.csv"]\nkind = "limit list"\n' + day + currency
    return _workspace(folder, {"workspace.toml": told, "buyers.csv": BUYERS, "a.csv": data[1:]})


def open_items(data: bytes, folder: Path) -> Answer:
    """A list of open items: invoices with what is still due of each."""
    how = _choice(data, 0)
    told = b'[files."a.csv"]\nkind = "invoices"\nopen_amount = "Solde"\nas_of = 2026-06-30\n'
    told += b'document_type = "Type"\n' if how & 1 else b""
    told += b"reconcile = true\n" if how & 2 else b""
    return _workspace(folder, {"workspace.toml": told, "a.csv": data[1:]}, keep_good_rows=bool(how & 4))


def guessed(data: bytes, folder: Path) -> Answer:
    """Any file, whose mapping is guessed, written, read again and followed."""
    path = _laid(folder, {"a.csv" if _choice(data, 0) % 4 else "a.json": data[1:]})
    found = guess(path, bounds=SMALL)
    if found.mapping is None:
        return _errors(found.errors)
    written = found.mapping.toml()
    settings, wrong = read_settings(written)
    # What is still to be told is a comment, or lacks: the rest must be understood.
    if wrong:
        raise Broken("settings that are guessed and not understood: " + printed(wrong, len(wrong)))
    read = read_sources({path.name: path}, settings, known=Ledger.empty(), bounds=SMALL)
    return {"mapping": found.mapping, "toml": written, "guess en": found.mapping.text("en"),
            "guess fr": found.mapping.text("fr"), **_sources(read)}  # fmt: skip


def recognised(data: bytes, folder: Path) -> Answer:
    """A file to be imported, of which nothing or little is told."""
    how = _choice(data, 0)
    names = ("export.csv", "factures.txt", "invoices.csv", FEC_NAMES[2])
    path = _laid(folder, {names[how % 4]: data[1:]})
    told = Told(day=20_634 if how & 4 else None, currency="EUR" if how & 8 else "",
                table="invoices" if how & 48 == 48 else "", terms="30 days" if how & 64 else "")  # fmt: skip
    found = recognise(path, told, Settings(), (), Ledger.empty())
    read = read_sources({path.name: path}, replace(Settings(), files={path.name: found.mappings}), bounds=SMALL)
    return {"section": found.section, "text en": found.text("en"), "text fr": found.text("fr"),
            "asked": found.asked, **_errors(found.errors), **_sources(read, "read ")}  # fmt: skip


def settings(data: bytes, folder: Path) -> Answer:
    """The settings of a workspace, with a table that they may describe."""
    return _workspace(folder, {"workspace.toml": data, "invoices.csv": INVOICES, "a.csv": INVOICES})


def policy(data: bytes, folder: Path) -> Answer:
    """A policy, or a programme and its layers."""
    first, _, second = data.partition(ROWS_APART)
    name = "programme.toml" if second else "policy.toml"
    _laid(folder, {name: first, "policy.toml": second} if second else {name: first})
    read = read_workspace(folder, bounds=SMALL)
    told = _answer(read)
    texts = {each: read.policy_texts[each] for each in may_be_policies(read.policy_texts)}
    if not programme_file(texts):
        return told
    reading = read_programme_of(texts, wordings=_wordings())
    for language in ("en", "fr"):
        for width in (0, 60):
            told[f"policy {language} {width}"] = "\n".join(
                [show_fault(each, language, width=width) for each in reading.errors]
                + [show_fault(each, language, is_warning=True, width=width) for each in reading.warnings]
            )
    return {**told, "programme": repr(reading.programme)}


def manifest(data: bytes, folder: Path) -> Answer:
    """The manifest of an import, and the next file that is read in the same way."""
    _laid(folder, {"imports/0001-a/import.toml": data, "imports/0001-a/invoices.csv": INVOICES})
    told = _answer(read_workspace(folder, bounds=SMALL))
    path = folder / "a.csv"
    path.write_bytes(INVOICES)
    earlier, wrong = imports_of(folder)
    found = recognise(path, Told(day=20_634), Settings(), earlier, Ledger.empty())
    return {**told, **_errors(wrong, "imports "), **_errors(found.errors, "recognised "), "section": found.section,
            "next en": found.text("en"), "next fr": found.text("fr")}  # fmt: skip


TARGETS: Mapping[str, Target] = {
    each.__name__: each
    for each in (
        table, fec, workbook, workbook_parts, document_parts, json_file, parquet, balance, limit_list, open_items,
        guessed, recognised, settings, policy, manifest,
    )
}  # fmt: skip
CHOICES = dict.fromkeys(TARGETS, 1) | {"table": 2, "parquet": 0, "settings": 0, "policy": 0, "manifest": 0}
"""Bytes of an input that choose how its file is read."""
WEIGHTS = {"fec": 3, "table": 3, "workbook_parts": 2, "document_parts": 2, "guessed": 2, "policy": 2}
"""Shares of the time; those not named have one."""


@cache
def _beside() -> ParquetReader:
    return ParquetReader()


@cache
def _wordings() -> tuple[object, ...]:
    return tuple(WORDINGS.values())


def _choice(data: bytes, place: int) -> int:
    return data[place] if place < len(data) else 0


def _laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The folder holding these files and nothing else; the path of the last of them."""
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    path = folder
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path


def _workspace(folder: Path, files: Mapping[str, bytes], *, keep_good_rows: bool = False) -> Answer:
    _laid(folder, files)
    return _answer(read_workspace(folder, keep_good_rows=keep_good_rows, bounds=SMALL))


def _answer(read: WorkspaceRead) -> Answer:
    held = {} if read.ledger is None else {name: tuple(read.ledger.table(name).rows()) for name in KINDS}
    if read.ledger is None and not read.error_total:
        raise Broken("refused without a reason")
    return {**_errors(read.errors), **_errors(read.warnings, "warnings "), "facts": held, "total": read.error_total,
            "settings": read.settings, "all en": read.text("en"), "all fr": read.text("fr"),
            "sniffed": read.sniffed, "imports": read.imports}  # fmt: skip


def _sources(read: SourcesRead, before: str = "") -> Answer:
    facts = {name: tuple(each.rows()) for name, each in read.tables.items()}
    return {**_errors(read.errors, before), **_errors(read.warnings, f"{before}warnings "), f"{before}facts": facts}


def _errors(errors: tuple[ReadError, ...] | list[ReadError], before: str = "") -> Answer:
    return {f"{before}{language}": printed(errors, len(errors), language) for language in ("en", "fr")}
