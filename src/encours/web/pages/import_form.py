"""The form by which somebody tells what a file to be imported leaves open, or was guessed wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from encours.cover.holds import Holds
from encours.facts.kinds import KINDS
from encours.formats.document_words import document_of
from encours.formats.mapping import field_text
from encours.policy.faults import Words
from encours.units.currency import Currency, find_currency
from encours.units.parse import parse_payment_terms
from encours.units.show import Language
from encours.web.computing.import_told import fields_of
from encours.web.computing.table_export import table_name
from encours.web.store.models import Draft

COLUMN: Final = "column-"
WORD: Final = "word-"
OF_QUESTION: Final = {"as_of": "day"}
"""Field of the form that answers a question, where it has another name."""
MOST_WORDS: Final = 40
LONGEST_SAMPLE: Final = 28
ENDINGS_OF_LISTS: Final = (".json",)
ORDERS: Final = (
    ("", Words("as the file shows", "d’après le fichier")),
    ("day first", Words("day first (31/12/2026)", "jour d’abord (31/12/2026)")),
    ("month first", Words("month first (12/31/2026)", "mois d’abord (12/31/2026)")),
)
MARKS: Final = (
    ("", Words("as the file shows", "d’après le fichier")),
    (",", Words("comma (1 234,56)", "virgule (1 234,56)")),
    (".", Words("point (1,234.56)", "point (1,234.56)")),
)
HOLDS: Final = (
    ("", Words("as such a file usually is", "selon l’usage de ce fichier")),
    (Holds.ADDITIONS.value, Words("additions: what is not there stands", "des ajouts : ce qui n’y est pas demeure")),
    (Holds.OPEN_ITEMS.value, Words("every open item: what is gone was paid",
                                   "tous les postes ouverts : ce qui n’y est plus est soldé")),
    (Holds.EVERYTHING.value, Words("the whole books of its period", "les livres entiers de sa période")),
    (Holds.LIMITS.value, Words("every limit in force", "tous les agréments en vigueur")),
)  # fmt: skip
MEANINGS: Final = (
    ("", Words("not said", "non dit")),
    ("invoice", Words("invoice", "facture")),
    ("credit note", Words("credit note", "avoir")),
    ("payment", Words("payment", "règlement")),
)


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A field that a column may give: what it is called, its choice in the form, how it was recognised."""

    title: str
    field: forms.BoundField
    how: str
    is_asked: bool


HOW: Final[Mapping[str, Words]] = {
    "known": Words("known heading", "en-tête connu"),
    "usual": Words("usual heading", "en-tête usuel"),
    "content": Words("by its cells", "d’après ses cases"),
    "title": Words("from a title", "d’après un titre"),
    "only": Words("the only one possible", "la seule possible"),
}


class ToldForm(forms.Form):
    """What is told of a file; its answer is what a draft keeps."""

    def __init__(self, draft: Draft, language: Language, data: Mapping[str, Any] | None = None) -> None:
        """A form of what a draft shows, as it was told before."""
        self.draft, self.language = draft, language
        self.preview: Mapping[str, Any] = draft.preview
        super().__init__(data, initial=dict(draft.told), auto_id="told-%s")
        self._add_fields()

    def _add_fields(self) -> None:
        tables = sorted(((each, table_name(each, self.language)) for each in KINDS), key=lambda each: each[1])
        own = self._say("as it was recognised", "comme il a été reconnu")
        self._choose("table", "What it is", "Ce qu’il contient", [("", own), *tables])
        self.fields["day"] = forms.DateField(
            label=self._say("Day it tells about", "Date de la liste"), required=False,
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        )  # fmt: skip
        self.fields["currency"] = forms.CharField(
            label=self._say("Currency, if no column tells", "Devise, si aucune colonne ne la dit"),
            required=False, max_length=3, widget=forms.TextInput({"size": 4, "autocomplete": "off"}),
        )  # fmt: skip
        self._choose("date_order", "Dates", "Dates", self._in_words(ORDERS))
        self._choose("decimal_mark", "Decimal mark", "Séparateur décimal", self._in_words(MARKS))
        self._choose("holds", "What it holds", "Ce qu’il couvre", self._in_words(HOLDS))
        if self.preview.get("layout") == "fec":
            for name, english, french in (("terms", "Your terms of payment", "Vos délais de paiement"),
                                          ("bill_terms", "How long bills run", "Durée des effets")):  # fmt: skip
                self.fields[name] = forms.CharField(
                    label=self._say(english, french), required=False, max_length=60,
                    help_text=self._say("45 days end of month", "45 jours fin de mois"),
                )  # fmt: skip
        if self.draft.file is not None and self.draft.file.name.lower().endswith(ENDINGS_OF_LISTS):
            self.fields["path"] = forms.CharField(
                label=self._say("Where the list is", "Où se trouve la liste"), required=False, max_length=120
            )
        self.fields["keep_good_rows"] = forms.BooleanField(
            label=self._say("Leave out the rows that cannot be read, and keep the others",
                            "Laisser de côté les lignes illisibles, et garder les autres"),
            required=False,
        )  # fmt: skip
        self._add_columns()
        self._add_words()
        asked = {OF_QUESTION.get(name, name) for name, _ in self.preview.get("asked", [])}
        for name, field in self.fields.items():
            field.is_asked = name in asked  # type: ignore[attr-defined]
        # What is asked comes first.
        self.order_fields(sorted(self.fields, key=lambda name: name not in asked))

    def _add_columns(self) -> None:
        found: Mapping[str, Sequence[str]] = self.preview.get("columns", {})
        asked = self._asked()
        headings = [*self.preview.get("headings", []), *(each[0] for each in found.values())]
        choices = [("", "—"), *((each, self._heading(each)) for each in dict.fromkeys(headings) if each)]
        told = self.draft.told.get("columns", {})
        for each in self._fields(found, asked):
            own = told.get(each) or (found[each][0] if each in found else "")
            # What was found by itself would be found again: another column may take its place, and nothing may not.
            offered = choices[1:] if each in found and each not in told else choices
            self.fields[f"{COLUMN}{each}"] = forms.ChoiceField(
                label=field_text(each, self.language), choices=offered, required=False, initial=own
            )

    def _asked(self) -> list[str]:
        """Fields of which a column is asked, or is missing."""
        faults = self.preview.get("faults", [])
        missing = [each["column"] for each in faults if each["code"] == "header_missing"]
        return list(dict.fromkeys((*(name for name, _ in self.preview.get("asked", [])), *missing)))

    def _fields(self, found: Mapping[str, Any], asked: Sequence[str]) -> tuple[str, ...]:
        """Fields of which a column is shown: those found first, then those asked, then any other there is."""
        possible = fields_of(str(self.preview.get("layout", "")))
        if not self.preview.get("headings") or self.preview.get("layout") == "fec":
            return ()
        return tuple(dict.fromkeys((*(each for each in possible if each in found),
                                    *(each for each in asked if each in possible), *possible)))  # fmt: skip

    def _add_words(self) -> None:
        unknown = [
            each["excerpt"] for each in self.preview.get("faults", []) if each["code"] == "document_type_unknown"
        ]
        told = self.draft.told.get("document_words", {})
        self.words = list(dict.fromkeys((*told, *unknown)))[:MOST_WORDS]
        for place, each in enumerate(self.words):
            label = self._say(f'"{each}" means', f"« {each} » veut dire")
            self._choose(f"{WORD}{place}", label, label, self._in_words(MEANINGS))
            self.fields[f"{WORD}{place}"].initial = told.get(each, "")

    def _choose(self, name: str, english: str, french: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(label=self._say(english, french), choices=choices, required=False)

    def _in_words(self, choices: Sequence[tuple[str, Words]]) -> list[tuple[str, str]]:
        return [(value, words.in_language(self.language)) for value, words in choices]

    def _say(self, english: str, french: str) -> str:
        return Words(english, french).in_language(self.language)

    def _heading(self, heading: str) -> str:
        """A heading with the first thing that stands under it."""
        sample = self.preview.get("sample", {})
        headings = sample.get("headings", [])
        place = headings.index(heading) if heading in headings else -1
        cells = [row[place] for row in sample.get("rows", []) if place >= 0 and row[place]]
        return f"{heading} ({cells[0][:LONGEST_SAMPLE]})" if cells else heading

    # What the page shows.

    def plain(self) -> list[forms.BoundField]:
        """Fields told in words or chosen, without those of columns."""
        return [each for each in self if not each.name.startswith((COLUMN, WORD)) and each.name != "keep_good_rows"]

    def told_words(self) -> list[forms.BoundField]:
        """Words whose meaning is asked."""
        return [each for each in self if each.name.startswith(WORD)]

    def lines(self) -> list[ColumnLine]:
        """Fields of columns: those that are found or asked; the others come after."""
        return [each for each in self._lines() if each.how or each.is_asked]

    def other_lines(self) -> list[ColumnLine]:
        """Fields that no column gives, and that may stay so."""
        return [each for each in self._lines() if not (each.how or each.is_asked)]

    def _lines(self) -> Iterator[ColumnLine]:
        found, asked = self.preview.get("columns", {}), self._asked()
        told = self.draft.told.get("columns", {})
        for each in self:
            if each.name.startswith(COLUMN):
                name = each.name.removeprefix(COLUMN)
                how = HOW[found[name][1]].in_language(self.language) if name in found else ""
                if name in told:
                    how = self._say("told by you", "dit par vous")
                title = field_text(name, self.language)
                yield ColumnLine(title[:1].upper() + title[1:], each, how, name in asked)

    # What is told.

    def clean_currency(self) -> str:
        """A currency that there is."""
        written = str(self.cleaned_data["currency"]).strip().upper()
        if written and not isinstance(find_currency(written), Currency):
            raise forms.ValidationError(self._say("There is no such currency.", "Cette devise n’existe pas."))
        return written

    def clean_terms(self) -> str:
        """Terms of payment that can be read."""
        return self._terms("terms")

    def clean_bill_terms(self) -> str:
        """The same, of bills."""
        return self._terms("bill_terms")

    def _terms(self, name: str) -> str:
        written = str(self.cleaned_data[name]).strip()
        if written and not isinstance(parse_payment_terms(written), int):
            raise forms.ValidationError(
                self._say("Not understood: write “45 days end of month”.",
                          "Non compris : écrivez « 45 jours fin de mois »."))  # fmt: skip
        return written

    def told(self) -> dict[str, Any]:
        """What a draft keeps of it: what is told, and not what was found by itself."""
        given = self.cleaned_data
        names = ("table", "currency", "date_order", "decimal_mark", "holds", "terms", "bill_terms", "path")
        found = {name: given[name] for name in names if given.get(name)}
        if given.get("day"):
            found["day"] = given["day"].isoformat()
        if given.get("keep_good_rows"):
            found["keep_good_rows"] = True
        is_same_table = found.get("table", "") == self.draft.told.get("table", "")
        columns = self._columns() if is_same_table else {}
        if columns:
            found["columns"] = columns
        words = {each: given.get(f"{WORD}{place}", "") for place, each in enumerate(self.words)}
        if meant := {each: meaning for each, meaning in words.items() if document_of(meaning) is not None}:
            found["document_words"] = meant
        return found

    def _columns(self) -> dict[str, str]:
        """Headings chosen that are not those found by themselves."""
        before, found = self.draft.told.get("columns", {}), self.preview.get("columns", {})
        chosen = {
            name.removeprefix(COLUMN): heading
            for name, heading in self.cleaned_data.items()
            if name.startswith(COLUMN) and heading
        }
        return {
            field: heading
            for field, heading in chosen.items()
            if field in before or field not in found or found[field][0] != heading
        }
