"""A list of open items as facts: invoices at their original amount, what was paid of each, credit notes, payments.

Software lists what is still open on a day. The original amount is the invoice; what is no longer open was paid by
that day, nobody says when. A credit note or a payment counts for what is left of it: the rest is already in the
open amounts of the invoices that it settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from encours.facts.kinds import KINDS
from encours.formats import cell_errors, errors, item_errors
from encours.formats.build import Raw, Told
from encours.formats.columns_read import Written
from encours.formats.document_words import TYPE_WORDS, Document, document_of, nearest_document
from encours.formats.faults import Collected, ReadError
from encours.formats.headers import letters, match
from encours.formats.headings import wanted_of
from encours.formats.outline import outlined
from encours.formats.settings import FileMapping
from encours.formats.sniff import DateEvidence, date_evidence
from encours.formats.title_days import day_of_titles
from encours.formats.usual_headings import DOCUMENT, OF_BUYER, OPEN
from encours.formats.written_amounts import amount_of, amounts_of, mark_in, shown_amount
from encours.units import MISSING, Day
from encours.units.calendars import date_of

Listed = Literal["invoices", "credit_notes", "payments", "buyers"]

TYPE_HEADINGS: Final = frozenset(map(letters, (
    "type", "type de pièce", "type pièce", "type de document", "type document", "nature de pièce", "transaction type",
    "document type", "doc type", "voucher type", "invoice type", "type de transaction",
)))  # fmt: skip
"""Headings of the column that says whether a row is an invoice, a credit note or a payment."""
CREDITS: Final = ("credit_notes", "payments")
"""Documents that lower what is owed, whether software writes them with a minus sign or without."""
PAID: Final = "paid"
"""Ends the reference of what was paid of an invoice: the same in the next list, so that it is corrected there."""


@dataclass(frozen=True, slots=True, eq=False)
class OpenItems:
    """Columns of each table that the list gives (none when refused), how each is to be read, and warnings.

    ``deduced`` counts the payments that no row says: what is no longer open of an invoice.
    """

    tables: Mapping[Listed, tuple[Raw, Told]]
    warnings: tuple[ReadError, ...] = ()
    deduced: int = 0


def open_items(raw: Raw, mapping: FileMapping, *, header_row: int, found: Collected) -> OpenItems:
    """Tables of a list of open items, read as its mapping says; what is wrong with it is told in ``found``."""
    return _Items(raw, mapping, found).read(mapping, header_row)


class _Items:
    """One list of open items while it is read."""

    __slots__ = (
        "deduced",
        "found",
        "gross",
        "left",
        "of_buyer",
        "open",
        "places",
        "raw",
        "told",
        "typed",
        "warnings",
        "words",
    )

    def __init__(self, raw: Raw, mapping: FileMapping, found: Collected) -> None:
        self.raw, self.told, self.found = raw, mapping.told, found
        self.deduced = 0
        self.words = mapping.document_words
        self.of_buyer: Mapping[str, int] = {}
        """Column of each field of a buyer that the list tells."""
        self.places: Mapping[str, int] = {}
        self.gross: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.left: NDArray[np.int64] = self.gross
        """What was invoiced and what is still open of each row, in ten thousandths."""
        self.open = self.typed = -1
        self.warnings: tuple[ReadError, ...] = ()

    def read(self, mapping: FileMapping, header_row: int) -> OpenItems:
        """Tables of the whole list."""
        kind, told, as_of = KINDS["invoices"], self.told, mapping.as_of
        open_amount = mapping.open_amount
        self.places = match(
            self.raw.header, kind, self.raw.file, renamed=told.renamed, only_renamed=told.only_renamed
        ).places
        self.open = self._place(open_amount, OPEN, header_row)
        self.typed = self._place(mapping.document_type, DOCUMENT, header_row)
        told_of_buyer = {OF_BUYER[name]: self._place(each, name, header_row) for name, each in mapping.of_buyer.items()}
        self.of_buyer = {field: place for field, place in told_of_buyer.items() if place >= 0}
        self.typed = self.typed if mapping.document_type else self._type_place()
        day = as_of if as_of != MISSING else day_of_titles(self.raw.titles)
        if open_amount and day is None:
            self.found.add(item_errors.day_missing(self.raw.file))
        if self._is_refused():
            return OpenItems({})
        self._outline()
        documents = self._documents(self.typed)
        self._measure(documents)
        if self._is_refused():
            return OpenItems({}, self.warnings)
        return OpenItems(self._tables(documents, day), self.warnings, self.deduced)

    def _is_refused(self) -> bool:
        return self.found.total > 0

    def _place(self, header: str, setting: str, row: int) -> int:
        plain = [letters(each) for each in self.raw.header]
        if not header:
            return -1
        if letters(header) in plain:
            return plain.index(letters(header))
        self.found.add(errors.header_told_missing(self.raw.file, row=row, field=setting, header=header))
        return -1

    def _type_place(self) -> int:
        return next((place for place, each in enumerate(self.raw.header) if letters(each) in TYPE_HEADINGS), -1)

    def _outline(self) -> None:
        """Leave out totals, sections and notes, and find the order of the dates while all of them are there."""
        sums = [place for place in (self.places.get("gross", -1), self.open) if place >= 0]
        keys = [self.places[name] for name in ("number", "buyer") if name in self.places]
        kinds = [(KINDS["invoices"], self.told.renamed)]
        seen = outlined(self.raw, wanted_of(kinds), sums=sums, keys=keys, currency=self.places.get("currency"),
                        mark=self.told.decimal_mark, is_told=self.told.only_renamed)  # fmt: skip
        self.raw, self.warnings = seen.raw, seen.warnings
        self.found.add_all(seen.errors)
        self.places = match(self.raw.header, KINDS["invoices"], self.raw.file, renamed=self.told.renamed,
                            only_renamed=self.told.only_renamed).places  # fmt: skip
        dates = [self.raw.columns[self.places[name]] for name in ("issued", "due", "delivered") if name in self.places]
        evidence = sum((date_evidence(each.texts) for each in dates), DateEvidence())
        mark = mark_in((self.raw.columns[place] for place in sums), self.told.decimal_mark)
        self.told = replace(self.told, date_form=self.told.date_form or evidence.form,
                            decimal_mark="." if mark == "." else "," if mark == "," else "")  # fmt: skip

    def _documents(self, typed: int) -> list[Document | None]:
        """Table of each row; nothing for a row that is empty. A word that is not known is told."""
        filled = np.zeros(self.raw.rows.size, dtype=np.bool_)
        for written in self.raw.columns:
            filled |= written.codes != 0
        if typed < 0:
            return ["invoices" if each else None for each in filled.tolist()]
        written = self.raw.columns[typed]
        known = [document_of(text, self.words) if text else "invoices" for text in written.texts]
        found: list[Document | None] = []
        for row, code in enumerate(written.codes.tolist()):
            document = known[code]
            if document is None and filled[row]:
                text = written.texts[code]
                near = nearest_document(text)
                self.found.add(item_errors.document_unknown(self._cell(row, typed), text, nearest=near))
            found.append(document if filled[row] else None)
        return found

    def _cell(self, row: int, place: int) -> cell_errors.Place:
        return self.raw.file, int(self.raw.rows[row]), self.raw.header[place]

    def _measure(self, documents: Sequence[Document | None]) -> None:
        """Find what was invoiced and what is still open of each row; what cannot be is told."""
        place = self.places.get("gross", self.open)
        if place < 0:
            return  # the reader of invoices tells the column that is not there
        self.gross = amounts_of(self.raw.columns[place], self.told.decimal_mark)
        self.left, is_open = self.gross, self.open >= 0
        if is_open:
            self.left = amounts_of(self.raw.columns[self.open], self.told.decimal_mark)
        asked = (self.open, place) if is_open and place != self.open else (place,)
        credited = [row for row, document in enumerate(documents) if document in CREDITS]
        is_signed = any(self.left[row] < 0 for row in credited)
        for row, document in enumerate(documents):
            # Without an open amount invoices are those of any table, whose reader tells their cells.
            if document is None or not (is_open or document in CREDITS):
                continue
            wanted = asked if document == "invoices" else asked[:1]
            wrong = next((told for each in wanted if (told := self._unread(row, each)) is not None), None)
            wrong = wrong or self._contradicted(row, document, is_signed=is_signed)
            if wrong is not None:
                self.found.add(wrong)
        if credited and not is_signed and (self.left[credited] > 0).any():
            self.warnings += (item_errors.credits_unsigned(self._cell(credited[0], asked[0]), count=len(credited)),)

    def _unread(self, row: int, place: int) -> ReadError | None:
        """Error of a cell that holds no amount: what is missing is not nought."""
        code, text = self.raw.columns[place].codes[row], self.raw.columns[place].text(row)
        if not code:
            return cell_errors.required_empty(self._cell(row, place))
        if code > 0 and amount_of(text, self.told.decimal_mark) is None:
            return item_errors.amount_malformed(self._cell(row, place), text)
        return None

    def _contradicted(self, row: int, document: Document, *, is_signed: bool) -> ReadError | None:
        """Error of a row whose amounts go another way than its type, or than each other."""
        gross, left = int(self.gross[row]), int(self.left[row])
        place = self.open if self.open >= 0 else self.places["gross"]
        text, cell = self.raw.columns[place].text(row) or shown_amount(left), self._cell(row, place)
        if document in CREDITS:
            return item_errors.credit_raises(cell, text) if is_signed and left > 0 else None
        if gross < 0:
            return item_errors.negative_without_type(cell, text)
        return item_errors.more_open_than_invoiced(cell, text, gross=gross) if left > gross else None

    # Tables.

    def _tables(self, documents: Sequence[Document | None], day: Day | None) -> dict[Listed, tuple[Raw, Told]]:
        rows = {document: [row for row, each in enumerate(documents) if each == document] for document in TYPE_WORDS}
        invoices = np.zeros(self.raw.rows.size, dtype=np.bool_)
        invoices[rows["invoices"]] = True
        columns = [written.take(invoices) for written in self.raw.columns]
        # The columns read here are no strangers to the reader of invoices.
        own = {self.typed, *self.of_buyer.values()} | ({self.open} if "gross" in self.places else set())
        header = tuple("" if place in own else each for place, each in enumerate(self.raw.header))
        left_in = replace(self.raw, header=header, columns=columns, rows=self.raw.rows[invoices])
        tables: dict[Listed, tuple[Raw, Told]] = {"invoices": (left_in, self.told)}
        if self.of_buyer and "buyer" in self.places:
            tables["buyers"] = self._buyers(documents)
        gross, left = self.gross, self.left
        if not gross.size:
            return tables
        notes = [
            self._row(row, ("number", "buyer", "issued", "currency"), int(left[row])) for row in rows["credit_notes"]
        ]
        if notes:
            columns_credited = ("number", "buyer", "issued", "currency", "gross")
            tables["credit_notes"] = self._made(columns_credited, notes, rows["credit_notes"], "")
        received = [
            self._row(row, ("number", "buyer", "", "", "issued", "currency"), int(left[row]))
            for row in rows["payments"]
        ]
        places = list(rows["payments"])
        for row in rows["invoices"] if self.open >= 0 and day is not None else ():
            paid = int(gross[row] - left[row])
            if paid:
                received.append(self._paid(row, paid, date_of(day or 0).isoformat()))
                places.append(row)
                self.deduced += 1
        if received:
            columns_paid = ("reference", "buyer", "invoice", "instalment", "paid_on", "currency", "amount")
            tables["payments"] = self._made(columns_paid, received, places, "/payments")
        return tables

    def _buyers(self, documents: Sequence[Document | None]) -> tuple[Raw, Told]:
        """Each buyer that a row tells of, by the last that is told of it; named by its code where nothing names it."""
        rows: dict[str, int] = {}
        told: dict[str, dict[str, str]] = {}
        for row, document in enumerate(documents):
            buyer = "" if document is None else self._value("buyer", row)
            texts = {field: self.raw.columns[place].text(row) for field, place in self.of_buyer.items()}
            if buyer and any(texts.values()):
                rows[buyer] = row
                told.setdefault(buyer, {}).update({field: text for field, text in texts.items() if text})
        fields = ("name", *(field for field in self.of_buyer if field != "name"))
        lines = [
            (buyer, each.get("name", buyer), *(each.get(field, "") for field in fields[1:]))
            for buyer, each in told.items()
        ]
        return self._made(("buyer", *fields), lines, list(rows.values()), "/buyers")

    def _value(self, name: str, row: int) -> str:
        return self.raw.columns[self.places[name]].text(row) if name in self.places else ""

    def _row(self, row: int, names: Sequence[str], amount: int) -> tuple[str, ...]:
        return (*(self._value(name, row) if name else "" for name in names), shown_amount(abs(amount)))

    def _paid(self, row: int, paid: int, day: str) -> tuple[str, ...]:
        """What is no longer open of an invoice, or of its instalment, as a payment of the day of the list."""
        number, buyer, instalment, currency = (
            self._value(name, row) for name in ("number", "buyer", "instalment", "currency")
        )
        reference = "/".join(each for each in (number, instalment, PAID) if each)
        return reference, buyer, number, instalment, day, currency, shown_amount(paid)

    def _made(
        self, header: tuple[str, ...], lines: Sequence[tuple[str, ...]], rows: Sequence[int], behind: str
    ) -> tuple[Raw, Told]:
        """A table made of rows of the list; ``behind`` tells its facts from others of the same row."""
        kept = [place for place, name in enumerate(header) if name != "currency" or "currency" in self.places]
        columns = []
        for place in kept:
            written = Written()
            written.add(line[place] for line in lines)
            columns.append(written)
        numbers = self.raw.rows[list(rows)]
        names = [f"{self.raw.file}{behind}:{number}" for number in numbers.tolist()]
        constants = {name: text for name, text in self.told.constants.items() if name == "currency"}
        told = Told(date_form=self.told.date_form, decimal_mark=".", currency=self.told.currency, constants=constants)
        return Raw(self.raw.file, tuple(header[place] for place in kept), columns, numbers, names=names), told
