"""``workspace.toml``: what the files cannot say by themselves, and how a foreign file maps to facts."""

# ruff: noqa: ANN401 -- what TOML holds may be anything

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, Literal, TypeAlias

from encours.facts.kinds import KINDS
from encours.formats import errors
from encours.formats.build import Told
from encours.formats.document_words import document_of
from encours.formats.faults import ReadError
from encours.formats.fec.header import named
from encours.formats.fec.rules import KIND as FEC
from encours.formats.fec.rules import Rules
from encours.formats.headers import file_fields, table_of
from encours.formats.limit_words import OWN_FIELDS
from encours.formats.sniff import SEPARATORS, is_either
from encours.formats.usual_headings import OF_BUYER, WORDS
from encours.units import MISSING, Day, Span
from encours.units.calendars import day_of
from encours.units.countries import countries
from encours.units.currency import Currency, find_currency
from encours.units.parse import Refusal, parse_day, parse_payment_terms
from encours.units.plain_text import folded, spelt
from encours.units.refusal import nearest_names
from encours.units.toml_keys import DEEPEST, has_deep_key

FILE: Final = "workspace.toml"
LAYOUTS: Final = {
    "aged balance": "aged_balances", "balance agee": "aged_balances",
    "limit list": "limit_decisions", "liste d'agrements": "limit_decisions",
}  # fmt: skip
"""Table that a file of each layout mainly gives."""
LISTS: Final = ("limit list", "liste d'agrements")
"""Layouts of a list of limits off an insurer's portal."""
LOOKED_UP: Final = 100
"""Wrong settings whose line and whose nearest name are looked for: a file may hold a hundred thousand."""
LONGEST_NUMBER: Final = re.compile(r"[0-9_]{1000}")


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How one file, or one list within it (``path``), gives facts of one kind."""

    kind: str
    path: str = ""
    told: Told = field(default_factory=Told)
    encoding: str = ""
    separator: str = ""
    reconcile: bool = False
    """Whether payments are to be compared with their invoices, and each difference told."""
    rules: Rules = field(default_factory=Rules)
    """What is told of a FEC, whose ``kind`` is no table but a layout that gives several."""
    rank: int = 0
    """Place of its import in their order, the later export of one period being right; 0 where nobody knows it."""
    layout: str = ""
    """How the file is laid out where it is not one table of facts: a name of ``LAYOUTS``."""
    sheet: str = ""
    as_of: Day = MISSING
    """Day that the whole file tells of: that of a balance, or of a list."""
    open_amount: str = ""
    """Heading of what is still open of each invoice on that day: the rest was paid."""
    document_type: str = ""
    """Heading of what each row is: an invoice, a credit note or a payment."""
    document_words: Mapping[str, str] = field(default_factory=dict)
    """What a word of that column means (invoice, credit note, payment), where the software has words of its own."""
    of_buyer: Mapping[str, str] = field(default_factory=dict)
    """Heading of the name of each buyer, and of its identifiers, by setting (``OF_BUYER``): it registers the buyer."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a workspace; an absent file means that everything is found from the tables."""

    company: str = ""
    currency: str = ""
    residence: str = ""
    """Where the company resides, for deadlines of the law: a country, or an overseas department; France if empty."""
    language: Literal["", "en", "fr"] = ""
    encoding: str = ""
    separator: str = ""
    told: Told = field(default_factory=Told)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Mapping[str, tuple[FileMapping, ...]] = field(default_factory=dict)

    def told_of(self, table: str) -> Told:
        """What holds for a table that is named after its kind."""
        return replace(self.told, currency=self.currency, renamed=self.columns.get(table, {}))


_COMPANY: Final = ("name", "currency", "language", "residence")
_READING: Final = ("encoding", "separator", "decimal_mark", "date_order")
_MAPPING: Final = (
    "kind", "path", "columns", "constants", "where", "distinct", "currency", "currency_of_invoice",
    "month_first", "reconcile", "sheet", "as_of", "open_amount",
    "document_type", WORDS, *OF_BUYER, *_READING,
)  # fmt: skip
_FEC: Final = ("kind", "terms", "terms_of", "bill_terms", "entity", "currency", "encoding", "separator")
# Python also calls codecs what turns text into text, or runs escapes: those are no encodings of a file.
_ENCODINGS: Final = re.compile(r"(?:utf-?(?:8|16|32)|iso8859|cp[0-9]|mac-?_?[a-z]|koi8|ascii|gb|big5|shift_jis|euc)")

Expected: TypeAlias = tuple[str, str]
"""What a value must be, in English and French."""

TEXT: Final = ("a text between quotation marks", "un texte entre guillemets")
_DAY: Final = ("a day, such as 2026-06-30", "un jour, comme 2026-06-30")
_RESIDENCE: Final = (
    "two letters of ISO 3166, such as FR, RE or BE", "deux lettres de la norme ISO 3166, comme FR, RE ou BE"
)  # fmt: skip
_CURRENCY: Final = ("a code of ISO 4217, such as EUR", "un code ISO 4217, comme EUR")
_TERMS: Final = (
    "terms of payment, such as 60 days or 45 days end of month",
    "un délai de paiement, comme 60 jours ou 45 jours fin de mois",
)
_DOCUMENT: Final = ("invoice, credit note or payment", "facture, avoir ou règlement")
_ENCODING: Final = (
    "the name of an encoding, such as utf-8 or windows-1252", "le nom d'un encodage, comme utf-8 ou windows-1252"
)  # fmt: skip
_KINDS: Final = (
    (str, ("a text", "un texte")),
    (bool, ("the word true or false", "le mot true ou false")),  # which Python holds for numbers
    (int | float, ("a number", "un nombre")),
    (list, ("a list", "une liste")),
    (dict, ("a table", "une table")),
)
_ORDERS: Final = ("day first", "month first", "iso")


def read_settings(text: str, file: str = FILE) -> tuple[Settings, tuple[ReadError, ...]]:
    """Settings of a text, and every one of them that cannot be understood."""
    text = spelt(text)
    if LONGEST_NUMBER.search(text):
        too_long = ("a number has a thousand figures", "un nombre a mille chiffres")
        return Settings(), (errors.settings_malformed(file, row=0, reason=too_long),)
    if has_deep_key(text):
        too_deep = (f"a key joins over {DEEPEST} names by dots", f"une clé joint plus de {DEEPEST} noms par des points")
        return Settings(), (errors.settings_malformed(file, row=0, reason=too_deep),)
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as refused:
        return Settings(), (_not_toml(text, file, str(refused)),)
    reader = _Reader(text, file)
    return reader.settings(content), tuple(reader.wrong)


def _not_toml(text: str, file: str, said: str) -> ReadError:
    """Refusal of a text that is not TOML, at the line and the column that the library names, or at its end."""
    lines = text.rstrip().split("\n")
    found = re.search(r"line ([0-9]+), column ([0-9]+)", said)
    row, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
    why = re.sub(r" \(at .*\)$", "", said)
    return errors.settings_malformed(
        file,
        row=row,
        excerpt=lines[row - 1] if row <= len(lines) else "",
        reason=(f"column {column}, {why[:1].lower()}{why[1:]}", f"colonne {column}"),
    )


class _Reader:
    """One reading of the settings: what is wrong is collected, never raised."""

    __slots__ = ("file", "lines", "wrong")

    def __init__(self, text: str, file: str) -> None:
        self.lines, self.file = text.splitlines(), file
        self.wrong: list[ReadError] = []

    def settings(self, content: Mapping[str, Any]) -> Settings:
        """Settings of the whole file."""
        self._known(content, ("company", "reading", "columns", "files"))
        company, reading = self._table(content, "company"), self._table(content, "reading")
        self._known(company, _COMPANY)
        self._known(reading, _READING)
        language = self._text(company, "language", ("en", "fr"))
        return Settings(
            company=self._text(company, "name"),
            currency=self._currency(company),
            residence=self._residence(company),
            language="en" if language == "en" else "fr" if language == "fr" else "",
            encoding=self._encoding(reading),
            separator=self._text(reading, "separator", SEPARATORS),
            told=self._told(reading),
            columns=self._columns(self._table(content, "columns")),
            files=self._files(self._table(content, "files")),
        )

    def _columns(self, content: Mapping[str, Any]) -> dict[str, dict[str, str]]:
        found = {}
        self._known(content, tuple(KINDS))
        for table in content:
            if table in KINDS:
                found[table] = self._renamed(self._table(content, table), table)
        return found

    def _renamed(self, renamed: Mapping[str, Any], table: str, others: tuple[str, ...] = ()) -> dict[str, str]:
        known = (*file_fields(KINDS[table]), *others)
        self._known(renamed, known)
        # A header that could not be understood renames nothing: what it was meant for is told here and only here.
        read = {name: self._header(renamed, name) for name in renamed if name in known}
        return {name: header for name, header in read.items() if header}

    def _header(self, renamed: Mapping[str, Any], name: str) -> str:
        if renamed[name] == "":
            self._value(name, "", ("a text that is not empty", "un texte qui n'est pas vide"))
        return self._text(renamed, name)

    def _files(self, content: Mapping[str, Any]) -> dict[str, tuple[FileMapping, ...]]:
        found = {}
        for file, given in content.items():
            several = given if isinstance(given, list) else [given]
            found[file] = tuple(each for one in several if (each := self._mapping(file, one)) is not None)
        return found

    def _mapping(self, file: str, given: Any) -> FileMapping | None:
        if not isinstance(given, dict):
            self._type(file, given, ("a table of settings", "une table de réglages"))
            return None
        told_kind = self._text(given, "kind")
        if told_kind.lower() == FEC or ("kind" not in given and named(file)):
            return self._fec(given)
        self._known(given, _MAPPING)
        layout = folded(told_kind) if folded(told_kind) in LAYOUTS else ""
        kind = LAYOUTS[layout] if layout else table_of(told_kind or file.rsplit(".", 1)[0])
        if kind not in KINDS and not isinstance(given.get("kind", ""), str):
            return None  # told already: it is no text
        if kind not in KINDS:
            self._value("kind", told_kind or file, ("the name of a table, such as invoices",
                                                          "le nom d'une table, comme invoices"))  # fmt: skip
            return None
        told = self._told(given)
        if self._flag(given, "month_first"):
            told = replace(told, date_form="month first")
        constants = self._renamed(self._table(given, "constants"), kind)
        currency = self._currency(given)
        if currency and "currency" in KINDS[kind].names and "currency" not in self._table(given, "columns"):
            constants = {**constants, "currency": currency}
        where = self._table(given, "where")
        told = replace(
            told,
            currency=currency,
            constants=constants,
            renamed=self._renamed(self._table(given, "columns"), kind, OWN_FIELDS if layout in LISTS else ()),
            where={header: self._text(where, header) for header in where},
            only_renamed=isinstance(given.get("columns"), dict),
            distinct=self._flag(given, "distinct"),
            currency_of_invoice=self._flag(given, "currency_of_invoice"),
        )
        return FileMapping(
            kind=kind,
            path=self._text(given, "path"),
            told=told,
            encoding=self._encoding(given),
            separator=self._text(given, "separator", SEPARATORS),
            reconcile=self._flag(given, "reconcile"),
            layout=layout,
            sheet=self._text(given, "sheet"),
            as_of=self._day(given, "as_of"),
            open_amount=self._text(given, "open_amount"),
            document_type=self._text(given, "document_type"),
            document_words=self._document_words(given),
            of_buyer={name: header for name in OF_BUYER if (header := self._text(given, name))},
        )

    def _document_words(self, given: Mapping[str, Any]) -> dict[str, str]:
        """Meaning of each word of the column of types; one that means no document is told."""
        told = self._table(given, WORDS)
        read = {word: self._text(told, word, expected=_DOCUMENT) for word in told}
        for word, meaning in read.items():
            if meaning and document_of(meaning) is None:
                self._value(word, meaning, _DOCUMENT)
        return {word: meaning for word, meaning in read.items() if document_of(meaning) is not None}

    def _fec(self, given: Mapping[str, Any]) -> FileMapping:
        """A FEC, with the rules that the file itself cannot tell."""
        self._known(given, _FEC)
        terms_of = self._table(given, "terms_of")
        rules = Rules(
            terms=self._terms(given, "terms"),
            terms_of={buyer: self._terms(terms_of, buyer) for buyer in terms_of},
            bill_terms=self._terms(given, "bill_terms"),
            entity=self._text(given, "entity"),
            currency=self._currency(given) or "EUR",
        )
        encoding, separator = self._encoding(given), self._text(given, "separator", SEPARATORS)
        return FileMapping(kind=FEC, encoding=encoding, separator=separator, rules=rules)

    def _terms(self, content: Mapping[str, Any], name: str) -> Span:
        """Terms of payment; those that cannot be read are told, and are not known."""
        written = self._text(content, name, expected=_TERMS)
        if not written:
            return MISSING
        read = parse_payment_terms(written)
        if isinstance(read, Refusal):
            self._value(name, written, _TERMS)
            return MISSING
        return read

    def _told(self, content: Mapping[str, Any]) -> Told:
        order = self._text(content, "date_order", _ORDERS)
        mark = self._text(content, "decimal_mark", (".", ","))
        return Told(
            date_form="day first" if order == "day first" else "month first" if order == "month first"
            else "iso" if order == "iso" else "",
            decimal_mark="." if mark == "." else "," if mark == "," else "",
        )  # fmt: skip

    # Values.

    def _table(self, content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        found = content.get(name, {})
        if isinstance(found, dict):
            return found
        self._type(name, found, ("a table of settings", "une table de réglages"))
        return {}

    def _text(
        self, content: Mapping[str, Any], name: str, choices: tuple[str, ...] = (), expected: Expected = TEXT
    ) -> str:
        found = content.get(name, "")
        if choices:
            words = ", ".join(f'"{choice}"' for choice in choices).replace("\t", "\\t")
            expected = (f"one of {words}", f"l'un de {words}")
        if not isinstance(found, str):
            self._type(name, found, expected)
            return ""
        if found and choices and found not in choices:
            self._value(name, found, expected)
            return ""
        return found

    def _flag(self, content: Mapping[str, Any], name: str) -> bool:
        found = content.get(name, False)
        if not isinstance(found, bool):
            self._type(name, found, ("true or false", "true ou false"))
            return False
        return found

    def _day(self, content: Mapping[str, Any], name: str) -> Day:
        found = content.get(name, MISSING)
        if isinstance(found, date) and not isinstance(found, datetime):
            return day_of(found)
        read = parse_day(found, month_first=False) if isinstance(found, str) and not is_either(found) else None
        if isinstance(read, int):
            return read
        if found != MISSING:
            self._type(name, found, _DAY)
        return MISSING

    def _currency(self, content: Mapping[str, Any]) -> str:
        found = self._text(content, "currency", expected=_CURRENCY)
        known = find_currency(found) if found else None
        if isinstance(known, Currency):
            return known.code
        if found:
            self._value("currency", found, _CURRENCY)
        return ""

    def _residence(self, content: Mapping[str, Any]) -> str:
        """Code of a country or of an overseas department."""
        found = self._text(content, "residence", expected=_RESIDENCE)
        if found and found not in countries():
            self._value("residence", found, _RESIDENCE)
            return ""
        return found

    def _encoding(self, content: Mapping[str, Any]) -> str:
        found = self._text(content, "encoding", expected=_ENCODING)
        try:
            known = not found or bool(_ENCODINGS.match(codecs.lookup(found).name))
        except (LookupError, ValueError):
            known = False
        if not known:
            self._value("encoding", found, _ENCODING)
            return ""
        return found

    # Errors.

    def _known(self, content: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for name in content:
            if name not in known:
                near = nearest_names(name[:60], known) if len(self.wrong) < LOOKED_UP else ()
                nearest, row = near[0] if near else "", self._row(name)
                self.wrong.append(
                    errors.setting_unknown(self.file, row=row, setting=name, nearest=nearest, known=known)
                )

    def _value(self, name: str, value: str, expected: Expected) -> None:
        self.wrong.append(
            errors.setting_value(self.file, row=self._row(name), setting=name, value=value, expected=expected)
        )

    def _type(self, name: str, value: object, expected: Expected) -> None:
        row = self._row(name)
        line = self.lines[row - 1].strip() if row else name
        as_text = str(value).lower()  # true, as TOML writes what Python calls True
        quoted = f'{name} = "{as_text}"' if expected is TEXT and isinstance(value, int | float) else ""
        self.wrong.append(errors.setting_type(
            self.file, row=row, setting=name, line=line, expected=expected, found=_kind(value), quoted=quoted
        ))  # fmt: skip

    def _row(self, name: str) -> int:
        """Line that a setting is most likely on: the first that begins with its name."""
        if len(self.wrong) >= LOOKED_UP:
            return 0
        wanted: Callable[[str], object] = re.compile(rf'\s*\[*[^=]*"?{re.escape(name)}"?\s*[]=.]').match
        return next((number for number, line in enumerate(self.lines, 1) if wanted(line)), 0)


def _kind(value: object) -> tuple[str, str]:
    """What a value of TOML is, in English and French."""
    for each, words in _KINDS:
        if isinstance(value, each):
            return words
    return ("a date or a time", "une date ou une heure")
