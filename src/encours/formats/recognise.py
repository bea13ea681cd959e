"""What a file to be imported is: told in the settings, by an earlier import, by its header, its name or its headings.

How it is read is one section of TOML, shown for approval and kept with the import; the next file of that sort is read
the same way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from encours.cover.holds import Holds
from encours.facts.ledger import Ledger
from encours.formats.build import Told as BuildTold
from encours.formats.faults import Language, ReadError
from encours.formats.fec.header import is_fec, named
from encours.formats.fec.rules import KIND as FEC
from encours.formats.file_reader import open_of
from encours.formats.folder import TEXT_ENDINGS
from encours.formats.guess import guess
from encours.formats.headers import letters, table_of
from encours.formats.imports import Import
from encours.formats.mapping import OF_FILE, Column, Question
from encours.formats.mapping import Mapping as Guessed
from encours.formats.settings import LISTS, FileMapping, Settings, read_settings
from encours.formats.title_days import day_of_name
from encours.formats.usual_headings import DOCUMENT, WORDS
from encours.formats.workspace import SourcesRead, read_sources
from encours.formats.write import quoted
from encours.units import MISSING, Day
from encours.units.calendars import date_of

HEADINGS: Final = frozenset({
    "header_missing", "header_near", "header_duplicate", "sheet_missing", "limit_list_column_missing",
})  # fmt: skip
"""Faults by which a mapping shows that it is of another file."""


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever imports tells, so that nothing has to be guessed; nothing where it is empty."""

    table: str = ""
    path: str = ""
    """Where the list is in a JSON file."""
    document_type: str = ""
    """Heading of what each row is: an invoice, a credit note or a payment."""
    day: Day | None = None
    currency: str = ""
    terms: str = ""
    bill_terms: str = ""
    date_order: Literal["", "day first", "month first"] = ""
    decimal_mark: Literal["", ".", ","] = ""
    columns: Mapping[str, str] | None = None
    document_words: Mapping[str, str] | None = None
    """What words of the column of types mean, such as FA: invoice."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """How a file is read: its mapping, the section of TOML that says so, and a text in each language to approve.

    ``asked`` is what must still be told; ``read`` what was read so, where that told what the file is; ``errors`` why
    nothing can be read at all. ``columns`` are those guessed, with how each was recognised.
    """

    mappings: tuple[FileMapping, ...] = ()
    section: str = ""
    text_en: str = ""
    text_fr: str = ""
    asked: tuple[Question, ...] = ()
    read: SourcesRead | None = None
    errors: tuple[ReadError, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def layout(self) -> str:
        """What the file is laid out as: `fec`, a layout, or the table it gives."""
        first = self.mappings[0] if self.mappings else None
        return "" if first is None else first.layout or first.kind

    @property
    def holds(self) -> Holds:
        """What such a file holds unless somebody says otherwise."""
        if self.layout == FEC:
            return Holds.EVERYTHING
        if self.layout in LISTS:
            return Holds.LIMITS
        is_open = any(each.open_amount for each in self.mappings)
        return Holds.OPEN_ITEMS if is_open else Holds.ADDITIONS

    def text(self, language: Language) -> str:
        """How the file is read, for approval; empty where its own headings say it all."""
        return self.text_fr if language == "fr" else self.text_en


def recognise(
    path: Path,
    told: Told,
    settings: Settings,
    earlier: Sequence[Import],
    known: Ledger,
    *,
    keep_good_rows: bool = False,
) -> Recognised:
    """What a file is; ``earlier`` are the imports that stand, the last of which may have been of this sort.

    ``known`` is the ledger that it goes into.
    """

    def read_as(mappings: tuple[FileMapping, ...]) -> SourcesRead | None:
        """The file read so; nothing where it lacks the headings."""
        as_told = replace(settings, files={name: mappings})
        read = read_sources({name: path}, as_told, known=known, keep_good_rows=keep_good_rows)
        return None if {each.code for each in read.errors} & HEADINGS else read

    name = path.name
    if name in settings.files and not told.table:
        return Recognised(settings.files[name])
    if told.table:
        how = {"kind": told.table, "path": told.path, "document_type": told.document_type, "currency": told.currency,
               "date_order": told.date_order, "decimal_mark": told.decimal_mark, **_of_file(told)}  # fmt: skip
        return _told_apart(_of_section(name, _section(name, how, {WORDS: told.document_words or {}})), told)
    if path.suffix.lower() in TEXT_ENDINGS and (named(name) or is_fec(open_of(path))):
        return _fec(name, told, earlier)
    if (table := table_of(path.stem)) and not _is_told_of_rows(told):
        mapping = FileMapping(table, told=_as_told(settings.told_of(table), told), encoding=settings.encoding,
                              separator=settings.separator)  # fmt: skip
        if read := read_as((mapping,)):
            return Recognised((mapping,), read=read)
    found = guess(path, where=told.path)
    if found.mapping is None:
        return Recognised(errors=found.errors)
    lacks_day = any(each.field == "as_of" for each in found.mapping.unsure)
    if told.day is None and lacks_day:
        told = replace(told, day=day_of_name(path.stem))
    is_told = any((told.path, told.document_type, told.currency, told.date_order, told.decimal_mark, told.columns,
                   told.document_words))  # fmt: skip
    for each in () if is_told else reversed(earlier):
        # A title tells the day of this file, whatever the file before was.
        titled = found.mapping.as_of
        day = told.day if told.day is not None or titled == MISSING else titled
        before = _as_before(name, each, replace(told, day=day))
        if any(_fits(mapping, found.mapping) for mapping in before.mappings):
            # Only the day is not that of the list before.
            is_of_a_day = any(mapping.layout or mapping.open_amount for mapping in before.mappings)
            is_asked = lacks_day and told.day is None and is_of_a_day
            return replace(before, asked=(Question("as_of"),)) if is_asked else before
    return _guessed(found.mapping, told, settings)


def _told_apart(found: Recognised, told: Told) -> Recognised:
    """A table told by its name, with the day and the headings told beside it; the others are known ones."""
    day = MISSING if told.day is None else told.day
    fields = {field: header for field, header in (told.columns or {}).items() if field not in OF_FILE}
    mappings = tuple(
        replace(each, as_of=day if each.open_amount else each.as_of, told=replace(each.told, renamed=fields))
        for each in found.mappings
    )
    # A section would have to list every heading: that of this file is told again.
    return replace(found, mappings=mappings, section="" if fields else found.section)


def _is_told_of_rows(told: Told) -> bool:
    """Whether something is told of a file that the headings of a table alone would not do."""
    return bool(told.path or told.document_type or told.document_words or _of_file(told))


def _of_file(told: Told) -> Mapping[str, str]:
    """Headings told of a list of open items, that give no field of its facts."""
    return {field: header for field, header in (told.columns or {}).items() if field in OF_FILE}


def _as_told(settings: BuildTold, told: Told) -> BuildTold:
    """What the settings say of a table, but for what is told of this file."""
    return replace(
        settings, date_form=told.date_order or settings.date_form, currency=told.currency or settings.currency,
        decimal_mark=told.decimal_mark or settings.decimal_mark, renamed={**settings.renamed, **(told.columns or {})},
    )  # fmt: skip


def _guessed(mapping: Guessed, told: Told, settings: Settings) -> Recognised:
    """What a guess becomes with what is told and what the settings hold for the whole company."""
    open_questions = {each.field for each in mapping.unsure}
    currency = told.currency or (settings.currency if "currency" in open_questions else "")
    if currency and ("currency" in open_questions or told.currency):
        mapping = replace(mapping, constants={**mapping.constants, "currency": currency})
    if told.day is not None and ("as_of" in open_questions or mapping.layout):
        mapping = replace(mapping, as_of=told.day)
    if told.date_order:
        mapping = replace(mapping, date_form=told.date_order)
    if told.decimal_mark:
        mapping = replace(mapping, decimal_mark=told.decimal_mark)
    answers = {"currency": currency, "as_of": told.day is not None, "date_order": told.date_order,
               "decimal_mark": told.decimal_mark}  # fmt: skip
    answered = {name for name, is_told in answers.items() if is_told}
    chosen = dict(told.columns or {}) | ({DOCUMENT: told.document_type} if told.document_type else {})
    columns = tuple(each for each in mapping.columns if each.field not in chosen)
    mapping = replace(
        mapping,
        columns=(*columns, *(Column(field, header, "known") for field, header in chosen.items())),
        unsure=tuple(each for each in mapping.unsure if each.field not in {*answered, *chosen}),
        document_words=dict(told.document_words or {}),
    )
    return Recognised(
        (mapping.file_mapping(),), mapping.toml(), mapping.text("en"), mapping.text("fr"), asked=mapping.unsure,
        columns=(*mapping.columns, *mapping.by_layout),
    )  # fmt: skip


def _fec(name: str, told: Told, earlier: Sequence[Import]) -> Recognised:
    """A FEC, by the rules told now, else by those of the last FEC imported."""
    last = next((each for each in reversed(earlier) if each.layout == FEC), None)
    rules = {"terms": told.terms, "bill_terms": told.bill_terms, "currency": told.currency}
    if last is None or not last.mapping:
        return _of_section(name, _section(name, {"kind": FEC, **rules}))
    section = _renamed(last.mapping, last.file, name)
    for rule, value in rules.items():
        if value:
            section = re.sub(rf"(?m)^{rule} = .*\n", "", section)
            section = section.replace("\n", f"\n{rule} = {quoted(value)}\n", 1)
    return _of_section(name, section)


def _fits(before: FileMapping, seen: Guessed) -> bool:
    """Whether a file has every heading that an earlier mapping names, or is laid out alike where it names none.

    A table that Encours wrote is no other one, though another has fewer of the same headings.
    """
    if seen.own and before.kind not in seen.own:
        return False
    if before.layout or seen.layout:
        return before.layout == seen.layout
    asked = [*(header for each in seen.unsure for header in each.candidates)]
    there = {letters(each) for each in (*(column.header for column in seen.columns), *seen.unread, *asked)}
    named = {
        letters(each) for each in (*before.told.renamed.values(), before.open_amount, before.document_type) if each
    }
    says_anew_who_sold = any(each.field == "entity" for each in seen.columns) and "entity" not in before.told.renamed
    return bool(named) and named <= there and not says_anew_who_sold


def _as_before(name: str, each: Import, told: Told) -> Recognised:
    """How the file of an earlier import was read, for a file of today; nothing for a FEC, which is known by itself."""
    if not each.mapping or each.layout == FEC:
        return Recognised()
    section = _renamed(each.mapping, each.file, name)
    if told.day is not None:
        section = section.replace("\n", f"\nas_of = {date_of(told.day).isoformat()}\n", 1)
    return replace(
        _of_section(name, section),
        text_en=f"{name}: read as {each.file}, imported as {each.name}",
        text_fr=f"{name} : lu comme {each.file}, importé sous {each.name}",
    )


def without_day(section: str) -> str:
    """Section without the day of its file: the next file of that sort is of another."""
    return re.sub(r"(?m)^as_of = .*\n", "", section)


def mappings_of(made: Import, name: str) -> tuple[FileMapping, ...]:
    """How an import was read, for its file under that name; nothing where that is not kept."""
    return _of_section(name, _renamed(made.mapping, made.file, name)).mappings if made.mapping else ()


def _of_section(name: str, section: str) -> Recognised:
    settings, wrong = read_settings(section, f"{name} (mapping)")
    return Recognised(settings.files.get(name, ()), section, errors=wrong)


def _section(name: str, told: Mapping[str, str], tables: Mapping[str, Mapping[str, str]] = MappingProxyType({})) -> str:
    """Section of a file: what is told of it, then each table of what is told within it."""
    lines = [f"[files.{quoted(name)}]", *(f"{key} = {quoted(value)}" for key, value in told.items() if value)]
    for table, content in tables.items():
        if content:
            lines += ["", f"[files.{quoted(name)}.{table}]"]
            lines += [f"{quoted(key)} = {quoted(value)}" for key, value in content.items()]
    return "\n".join(lines) + "\n"


def _renamed(section: str, before: str, now: str) -> str:
    """Section of one file as that of another."""
    old, new = f"[files.{quoted(before)}", f"[files.{quoted(now)}"
    return "\n".join(new + line.removeprefix(old) if line.startswith(old) else line for line in section.split("\n"))
