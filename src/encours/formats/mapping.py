"""How a foreign file may be read, proposed for approval: each column with how it was recognised, and what is unsure.

A guess is never applied silently. ``Mapping.toml`` writes it as the section of ``workspace.toml`` that reads the file
so; read back by the settings, it is the same mapping.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from typing import Final, Literal

from encours.facts.kinds import KINDS
from encours.facts.words import FIELD_WORDS, TABLE_WORDS
from encours.formats.build import Told
from encours.formats.faults import Language, shown, typeset_fr
from encours.formats.settings import FileMapping
from encours.formats.sniff import DateForm
from encours.formats.usual_headings import DOCUMENT, NAME, OF_BUYER, OPEN, WORDS
from encours.units import MISSING, Day
from encours.units.calendars import date_of

How = Literal["known", "usual", "content", "title", "only"]

_HOW: Final[Dictionary[How, tuple[str, str]]] = {
    "known": ("a known heading", "en-tête connu"),
    "usual": ("usual in accounting software", "usuel dans les logiciels de comptabilité"),
    "content": ("by what its cells hold", "d'après le contenu de ses cases"),
    "title": ("from a title", "d'après un titre"),
    "only": ("the only one that can be", "la seule possible"),
}
_LAYOUTS: Final = {"aged balance": ("aged balance", "balance âgée"), "limit list": ("limit list", "liste d'agréments")}
OF_FILE: Final = (OPEN, DOCUMENT, *OF_BUYER)
"""Settings of a file that name a column, and are no field of its facts."""
AGES: Final = "ages"
TOTALS: Final = "totals"
"""What columns of an aged balance hold, that are no field."""
_SETTINGS: Final[Dictionary[str, tuple[str, str]]] = {
    OPEN: ("what is still open", "ce qui reste ouvert"),
    DOCUMENT: ("type of document", "type de pièce"),
    NAME: ("name of the buyer", "nom de l'acheteur"),
    "buyer_siren": ("SIREN of the buyer", "SIREN de l'acheteur"),
    "buyer_siret": ("SIRET of the buyer", "SIRET de l'acheteur"),
    "buyer_vat_number": ("VAT number of the buyer", "numéro de TVA de l'acheteur"),
    "buyer_country": ("country of the buyer", "pays de l'acheteur"),
    AGES: ("amounts of an age", "montants d'un âge"),
    TOTALS: ("a total, held against the ages", "un total, comparé aux âges"),
    "as_of": ("day of the file", "jour du fichier"),
    "date_order": ("order of day and month", "ordre du jour et du mois"),
    "decimal_mark": ("decimal mark", "séparateur décimal"),
    "requested": ("amount asked for", "montant demandé"),
}
_ORDERS: Final = {"day first": "jour d'abord", "month first": "mois d'abord", "iso": "année d'abord"}
"""French of the orders of a date, which English settings name."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the field that it seems to give."""

    field: str
    header: str
    how: How


@dataclass(frozen=True, slots=True)
class Question:
    """What nobody but the reader can tell: a field with several candidates, or with none."""

    field: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one file seems to give facts of one kind, or those of a layout."""

    file: str
    kind: str
    columns: tuple[Column, ...] = ()
    path: str = ""
    sheet: str = ""
    layout: str = ""
    constants: Dictionary[str, str] = field(default_factory=dict)
    date_form: DateForm = ""
    decimal_mark: Literal["", ".", ","] = ""
    as_of: Day = MISSING
    unsure: tuple[Question, ...] = ()
    unread: tuple[str, ...] = ()
    document_words: Dictionary[str, str] = field(default_factory=dict)
    by_layout: tuple[Column, ...] = ()
    """Columns that the layout finds by itself: told to whoever approves, and not written."""
    own: tuple[str, ...] = ()
    """Tables that Encours writes under these very headings; none where it is nobody's but somebody else's file."""

    def heading(self, name: str) -> str:
        """Heading of the column that gives a field or a setting; empty when none does."""
        return next((each.header for each in self.columns if each.field == name), "")

    def file_mapping(self) -> FileMapping:
        """What the settings hold once the mapping is written there."""
        renamed = {each.field: each.header for each in self.columns if each.field not in OF_FILE}
        currency = self.constants.get("currency", "")
        told = Told(
            date_form=self.date_form, decimal_mark=self.decimal_mark, currency=currency,
            constants={"currency": currency} if currency and "currency" in KINDS[self.kind].names else {},
            renamed=renamed, only_renamed=bool(renamed),
        )  # fmt: skip
        return FileMapping(self.kind, self.path, told=told, layout=self.layout, sheet=self.sheet, as_of=self.as_of,
                           open_amount=self.heading(OPEN), document_type=self.heading(DOCUMENT),
                           document_words=self.document_words,
                           of_buyer={name: each for name in OF_BUYER if (each := self.heading(name))})  # fmt: skip

    def toml(self) -> str:
        """Section of ``workspace.toml`` that reads the file so; what is unsure stands in it as comments."""
        lines = [f"[files.{_quoted(self.file)}]", f"kind = {_quoted(self.layout or self.kind)}"]
        told = {"path": self.path, "sheet": self.sheet, "date_order": self.date_form, "decimal_mark": self.decimal_mark,
                "currency": self.constants.get("currency", ""),
                **{name: self.heading(name) for name in OF_FILE}}  # fmt: skip
        lines += [f"{name} = {_quoted(text)}" for name, text in told.items() if text]
        if self.as_of != MISSING:
            lines.append(f"as_of = {date_of(self.as_of).isoformat()}")
        lines += [f"# {_comment(each)}" for each in self.unsure]
        renamed = [each for each in self.columns if each.field not in OF_FILE]
        if renamed:
            lines += ["", f"[files.{_quoted(self.file)}.columns]"]
            lines += [f"{each.field} = {_quoted(each.header)}" for each in renamed]
        if self.document_words:
            lines += ["", f"[files.{_quoted(self.file)}.{WORDS}]"]
            lines += [f"{_quoted(word)} = {_quoted(meaning)}" for word, meaning in self.document_words.items()]
        return "\n".join(lines) + "\n"

    def text(self, language: Language = "en") -> str:
        """The proposal for people: what each column gives and how that is known, then what they must tell."""
        is_french = language == "fr"
        kind = TABLE_WORDS[self.kind] if is_french else self.kind
        name = _LAYOUTS.get(self.layout, (self.layout,) * 2)[is_french] if self.layout else kind
        place = f"{self.file}, {'feuille' if is_french else 'sheet'} {self.sheet}" if self.sheet else self.file
        lines = [f"{place} : {name}" if is_french else f"{place}: {name}"]
        lines += [f'  "{shown(each.header)}" → {field_text(each.field, language)} ({_HOW[each.how][is_french]})'
                  for each in (*self.columns, *self.by_layout)]  # fmt: skip
        lines += [f"  {field_text(name, language)} = {value}" for name, value in self._constant_texts(language)]
        for each in self.unsure:
            lines.append(_asked(each, language))
        if self.unread:
            listed = ", ".join(f'"{shown(header)}"' for header in self.unread)
            lines.append(f"  Colonnes non lues : {listed}" if is_french else f"  Columns not read: {listed}")
        return typeset_fr("\n".join(lines)) if is_french else "\n".join(lines)

    def _constant_texts(self, language: Language) -> list[tuple[str, str]]:
        found = list(self.constants.items())
        if self.as_of != MISSING:
            found.append(("as_of", date_of(self.as_of).isoformat()))
        if self.date_form:
            found.append(("date_order", _ORDERS[self.date_form] if language == "fr" else self.date_form))
        if self.decimal_mark:
            found.append(("decimal_mark", self.decimal_mark))
        return found


def _asked(question: Question, language: Language) -> str:
    """What the reader must tell."""
    words = _ORDERS if question.field == "date_order" and language == "fr" else {}
    listed = ", ".join(f'"{shown(words.get(each, each))}"' for each in question.candidates)
    name = field_text(question.field, language)
    if language == "fr":
        return f"  À dire : {name}" + (f" ; candidats : {listed}" if listed else " ; rien ne le donne")
    return f"  To be told: {name}" + (f"; candidates: {listed}" if listed else "; nothing gives it")


def field_text(name: str, language: Language) -> str:
    """What people call a field, or a setting of a file."""
    if name in _SETTINGS:
        return _SETTINGS[name][language == "fr"]
    return FIELD_WORDS.get(name, (name,))[0] if language == "fr" else name


def _comment(question: Question) -> str:
    listed = " | ".join(_quoted(each) for each in question.candidates)
    return f"{question.field} = {listed or '?'}"


def _quoted(text: str) -> str:
    """Text as TOML writes it between quotation marks."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
