"""Columns as written to a table of facts: each cell by the unit of its field, every error with its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.facts.columns import MISSING_STORED, PIECE, Integers, Table, Texts, constant
from encours.facts.kinds import FactField, Kind, Quantity
from encours.facts.names import Names, Numbered
from encours.formats import cell_errors, cells
from encours.formats.columns_read import SCALE, Written
from encours.formats.faults import Collected
from encours.formats.sniff import DateEvidence, DateForm, date_evidence, find_mark
from encours.units import MAXIMUM_AMOUNT, MISSING
from encours.units.currency import Currency, find_currency
from encours.units.parse import Refusal
from encours.units.plain_text import hidden

Mask: TypeAlias = NDArray[np.bool_]
Mark: TypeAlias = Literal[".", ",", ""]

NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """What the settings say about a file, so that nothing has to be guessed.

    ``constants`` are texts that stand in every row, by field; ``currency`` is that of amounts whose row
    cannot name one; ``where`` keeps the rows whose column holds that text; ``distinct`` keeps the first of
    rows that say the same.
    """

    date_form: DateForm = ""
    decimal_mark: Mark = ""
    currency: str = ""
    constants: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    only_renamed: bool = False
    distinct: bool = False
    currency_of_invoice: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """A table as written: header, columns, and the record number of each row."""

    file: str
    header: tuple[str, ...]
    columns: Sequence[Written]
    rows: NDArray[np.int64]
    names: Sequence[str] | None = None
    """Sources of the rows, where a row number does not name a fact (several facts on one row)."""
    left_out: int = 0
    """Rows told and given up before: they have more cells than the header."""
    titles: tuple[str, ...] = ()
    """Texts that stand above the header."""
    headings: Sequence[str] = ()
    """Heading that each amount stands under, where columns were made rows."""
    short: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """Record numbers of the rows that write fewer cells than the header."""


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """A table of the good rows, how many were bad, and what was found about dates and decimals."""

    table: Table
    left_out: int
    date_form: DateForm
    decimal_mark: str


class Builder:
    """One table being built: its rows still good, and the errors of the others."""

    __slots__ = ("bad", "currencies", "date_form", "found", "kind", "live", "mark", "marks", "places", "raw",
                 "told")  # fmt: skip

    def __init__(
        self,
        raw: Raw,
        kind: Kind,
        *,
        places: Mapping[str, int],
        told: Told,
        found: Collected,
        currencies: Mapping[str, str],
    ) -> None:
        self.raw, self.kind, self.places, self.told, self.found = raw, kind, places, told, found
        self.currencies = currencies
        self.live: Mask = self._live()
        self.bad: Mask = np.zeros(raw.rows.size, dtype=np.bool_)
        self.date_form: DateForm = told.date_form
        self.mark: Mark = told.decimal_mark
        self.marks: dict[str, Mark] = {}

    def _live(self) -> Mask:
        """Rows that say something: not wholly empty, and kept by the settings."""
        live = np.full(self.raw.rows.size, any(written.is_full for written in self.raw.columns))
        if not live.all():
            for written in self.raw.columns:
                live |= written.codes != 0
        for header, wanted in self.told.where.items():
            written = self.raw.columns[self.raw.header.index(header)]
            live &= np.array([text == wanted for text in written.texts], dtype=np.bool_)[written.codes]
        return live

    def build(self) -> Built:
        """Table of the good rows; the bad ones are told."""
        self._find_forms()
        columns: dict[str, Integers | Texts] = {}
        # Currencies first: without them no amount can be read.
        for each in sorted(self.kind.fields, key=lambda each: each.name != "currency"):
            if each.name not in {"source", "fact_id"}:
                columns.update(self._column(each, columns))
        columns.update(self._names())
        good = self.live & ~self.bad
        table = Table.from_columns(self.kind, length=self.raw.rows.size, **columns)
        left_out = self.raw.left_out + int((self.live & self.bad).sum())
        return Built(table if good.all() else table.take(good), left_out, self.date_form, self.mark)

    # What the whole column says about how its cells are written.

    def _find_forms(self) -> None:
        days = [each for each in self.kind.fields if each.quantity is Quantity.DAY]
        evidence = sum((self._evidence(each.name) for each in days), DateEvidence())
        self.date_form = self.told.date_form or evidence.form
        if not self.mark:
            marks = [self._own_mark(name) for name in self._amount_names()]
            self.mark = find_mark(f"0{mark}00" for mark in marks if mark)

    def _amount_names(self) -> list[str]:
        return [each.name for each in self.kind.fields if each.quantity is Quantity.CENTS]

    def _evidence(self, name: str) -> DateEvidence:
        written = self._written(name)
        return date_evidence(written.texts) if written else DateEvidence()

    def _month_first(self, name: str) -> bool | None:
        form = self.told.date_form or self._evidence(name).form
        if form not in {"day first", "month first"}:
            form = self.date_form
        return {"day first": False, "month first": True}.get(form)

    def _own_mark(self, name: str) -> Mark:
        """Decimal mark that the amounts of one column prove."""
        if self.told.decimal_mark:
            return self.told.decimal_mark
        written = self._written(name)
        if written is None:
            return ""
        if name not in self.marks:
            # Of the many read in bulk, none is among the texts any more.
            read = [f"0{written.mark}00"] * len(written.texts) if written.mark else []
            self.marks[name] = find_mark([*written.texts, *read])
        return self.marks[name]

    # Columns.

    def _written(self, name: str) -> Written | None:
        return self.raw.columns[self.places[name]] if name in self.places else None

    def _header(self, name: str) -> str:
        return self.raw.header[self.places[name]] if name in self.places else name

    def _column(self, each: FactField, done: Mapping[str, Integers | Texts]) -> dict[str, Integers | Texts]:
        """Stored column of a field, by its name; nothing where every row has the default."""
        if each.decimal:
            return {} if each.name in done else self._rates(each)
        written = self._written(each.name)
        if each.name == "currency" or (each.quantity is Quantity.CENTS and written):
            return {each.name: self._currencies(each) if each.name == "currency"
                    else self._amounts(each, done.get("currency"))}  # fmt: skip
        if written is None:
            return self._constant(each)
        if each.required:
            self._require(each.name, written)
        if each.quantity is Quantity.TEXT:
            return {each.name: self._texts(each, written)}
        read = cells.read_texts(written.texts, each, month_first=self._month_first(each.name))
        self._tell_all(each.name, written, read.wrong)
        return {each.name: cells.lookup(read.values, written.codes, each.quantity)}

    def _constant(self, each: FactField) -> dict[str, Integers | Texts]:
        """Column of a field that the file does not give: told by the settings, or its default."""
        text = self.told.constants.get(each.name, "")
        if not text:
            # A field that is required is absent only after the header was refused.
            return {each.name: self._filler(each)} if each.required else {}
        length = self.raw.rows.size
        if each.quantity is Quantity.TEXT:
            return {each.name: Texts.alike(text, length)}
        read = cells.read_texts([text], each, month_first=False)
        if read.wrong:
            self.found.add(read.wrong[0](("workspace.toml", 0, each.name), text))
            self.bad |= True
        return {each.name: cells.lookup(read.values, np.zeros(length, dtype=np.int32), each.quantity)}

    def _filler(self, each: FactField) -> Integers | Texts:
        self.bad |= True
        if each.quantity is Quantity.TEXT:
            return Texts.alike("", self.raw.rows.size)
        return cells.lookup([MISSING_STORED[each.quantity]], np.zeros(self.raw.rows.size, np.int32), each.quantity)

    def _texts(self, each: FactField, written: Written) -> Texts:
        wrong = cells.text_faults(written, each)
        names: Sequence[str] = written.texts[1:]
        if each.name == "country":
            names = [text.upper() for text in names]
            wrong |= {code: cell_errors.country_malformed for code, text in enumerate(names, start=1)
                      if not (len(text) == 2 and text.isascii() and text.isalpha())}  # fmt: skip
        self._tell_all(each.name, written, wrong)
        return _coded_texts(written.codes - np.int32(1), names, distinct=each.name != "country")

    def _currencies(self, each: FactField) -> Texts:
        written = self._written("currency")
        if written is None:
            return self._currencies_told()
        wrong: dict[int, cells.Teller] = {}
        names: list[str] = []
        if each.required:
            self._require("currency", written)
        for code, text in enumerate(written.texts):
            found = find_currency(text) if text else text
            if isinstance(found, Refusal):
                wrong[code] = cells.teller(found)
            names.append(found.code if isinstance(found, Currency) else "")
        self._tell_all("currency", written, wrong)
        return _coded_texts(written.codes - np.int32(1), names[1:], distinct=False)

    def _currencies_told(self) -> Texts:
        """Currency of each row where no column gives it: that of its invoice, else the one told."""
        told = self.told.constants.get("currency", "") or self.told.currency
        invoices = self._written("invoice")
        if invoices is None or not (self.told.currency_of_invoice or "currency" not in self.kind.names):
            return Texts.alike(told, self.raw.rows.size)
        return Texts.of([self.currencies.get(invoices.texts[code], told) for code in invoices.codes.tolist()])

    def _amounts(self, each: FactField, named: Integers | Texts | None) -> Integers:
        """Amounts in minor units, read currency by currency."""
        written = self._written(each.name)
        assert written is not None, "an amount is read from a column"
        if each.required:
            self._require(each.name, written)
        currencies = named if isinstance(named, Texts) else self._currencies_told()
        codes, scaled = written.codes, written.scaled
        column = np.full(codes.size, MISSING, dtype=np.int64)
        mark = self._own_mark(each.name) or self.mark
        filled = (codes != 0) & self.live
        without = filled & (currencies.codes < 0) & ~self.bad
        self._tell_rows(each.name, without, lambda place, _: cell_errors.currency_missing(place), written)
        for number in currencies.used_codes().tolist():
            found = find_currency(currencies.names[number])
            if isinstance(found, Refusal):
                continue  # its own cell is told already
            rows = filled & (currencies.codes == number)
            if len(written.texts) > 1:  # else all amounts were read in bulk
                self._amounts_in(found, each.name, rows, written=written, mark=mark, column=column)
            if scaled is not None:
                self._bulk_in(found, each.name, rows & (codes < 0), scaled=scaled, column=column)
        return column

    def _amounts_in(
        self,
        currency: Currency,
        name: str,
        rows: Mask,
        *,
        written: Written,
        mark: Mark,
        column: NDArray[np.int64],
    ) -> None:
        """Amounts of one currency that stand as texts, each distinct one read once."""
        rows = rows & (written.codes > 0)
        seen = np.zeros(len(written.texts), dtype=np.bool_)
        seen[written.codes[rows]] = True
        table = np.full(len(written.texts), MISSING, dtype=np.int64)
        texts = written.texts
        wrong: dict[int, cells.Teller] = {}
        for code in np.flatnonzero(seen).tolist():
            found = cells.read_amount(texts[code], currency, mark)
            if isinstance(found, int):
                table[code] = found
            else:
                wrong[code] = found
        column[rows] = table[written.codes[rows]]
        if wrong:
            at_fault = np.zeros(len(texts), dtype=np.bool_)
            at_fault[list(wrong)] = True
            rows[rows] = at_fault[written.codes[rows]]
            self._tell_rows(name, rows, wrong, written)

    def _bulk_in(
        self,
        currency: Currency,
        name: str,
        rows: Mask,
        *,
        scaled: NDArray[np.int64],
        column: NDArray[np.int64],
    ) -> None:
        """Amounts read to four decimals, brought to the minor unit; those that do not fit are told."""
        places, wrong = 10 ** (SCALE - currency.minor_units), np.zeros(rows.size, dtype=np.bool_)
        for at in range(0, rows.size, PIECE):
            piece = slice(at, at + PIECE)
            whole = scaled[piece] // places
            is_off = (whole * places != scaled[piece]) | (whole > MAXIMUM_AMOUNT) | (whole < -MAXIMUM_AMOUNT)
            np.copyto(column[piece], whole, where=rows[piece] & ~is_off)
            wrong[piece] = rows[piece] & is_off
        at_fault = np.flatnonzero(wrong)
        told = at_fault[: self.found.room].tolist()
        for place in told:
            text = _decimal_text(int(scaled[place]))
            found = cells.read_amount(text, currency, ".")
            assert not isinstance(found, int), "an amount that does not fit is refused"
            self.found.add(found(self._place(place, name), text))
        self.found.count(at_fault.size - len(told))
        self.bad |= wrong

    def _rates(self, each: FactField) -> dict[str, Integers | Texts]:
        written = self._written(each.decimal)
        pair = [one.name for one in self.kind.fields if one.decimal == each.decimal]
        if written is None:
            return {name: self._filler(self.kind.field(name)) for name in pair}
        self._require(each.decimal, written)
        values: list[tuple[int, int]] = []
        wrong: dict[int, cells.Teller] = {}
        for code, text in enumerate(written.texts):
            found = cells.read_rate(text) if text else (MISSING, MISSING)
            if not isinstance(found, tuple):
                wrong[code] = found
            values.append(found if isinstance(found, tuple) else (MISSING, MISSING))
        self._tell_all(each.decimal, written, wrong)
        return {
            name: cells.lookup([value[side] for value in values], written.codes, Quantity.INTEGER)
            for side, name in enumerate(pair)
        }

    # Names of the facts.

    def _names(self) -> dict[str, Integers | Texts]:
        """Source of each fact: the one written, else the file and row; and its name where one is written."""
        rows = self.raw.rows
        first = int(rows[0]) if rows.size else 1
        if self.raw.names is not None:
            sources = Texts(np.arange(rows.size, dtype=np.int32), Names(self.raw.names))
        else:
            count = int(rows[-1]) - first + 1 if rows.size else 0
            sources = Texts((rows - first).astype(np.int32), Numbered(f"{self.raw.file}:", first=first, count=count))
        written = self._written("source")
        if written is not None:
            texts = written.texts
            given = written.codes.tolist()
            sources = Texts.of([texts[code] if code else sources[place] for place, code in enumerate(given)])
        found: dict[str, Integers | Texts] = {"source": sources}
        identified = self._written("fact_id")
        if identified is not None:
            found["fact_id"] = self._texts(self.kind.field("fact_id"), identified)
        return found

    # Errors.

    def _place(self, place: int, name: str) -> cell_errors.Place:
        is_spread = bool(self.raw.headings) and name == "amount"
        return (self.raw.file, int(self.raw.rows[place]), self.raw.headings[place] if is_spread else self._header(name))

    def _require(self, name: str, written: Written) -> None:
        if not written.is_full:
            empty = (written.codes == 0) & self.live
            self._tell_rows(name, empty, lambda place, _: cell_errors.required_empty(place), written)

    def _tell_all(self, name: str, written: Written, wrong: Mapping[int, cells.Teller]) -> None:
        """One error for each row whose text is wrong; all of them at once, for every row may have its own text."""
        if not wrong:
            return
        at_fault = np.zeros(len(written.texts), dtype=np.bool_)
        at_fault[list(wrong)] = True
        self._tell_rows(name, self.live & (written.codes >= 0) & at_fault[written.codes], wrong, written)

    def _tell_rows(
        self, name: str, rows: Mask, tellers: cells.Teller | Mapping[int, cells.Teller], written: Written
    ) -> None:
        """One error for each of these rows, as far as there is room; the others are counted."""
        places = np.flatnonzero(rows)
        if not places.size:
            return
        told = places[: self.found.room].tolist()
        for place in told:
            text = written.text(place)
            teller = tellers[int(written.codes[place])] if isinstance(tellers, Mapping) else tellers
            if hidden(text) >= 0:
                teller = cell_errors.invisible_character  # whatever else it made wrong, nobody could see why
            elif text.startswith("#") and cell_errors.is_in_error(text):
                teller = cell_errors.cell_in_error
            self.found.add(teller(self._place(place, name), text))
        self.found.count(places.size - len(told))
        self.bad |= rows


def _coded_texts(codes: Integers, names: Sequence[str], *, distinct: bool) -> Texts:
    """Column of texts; names that are not distinct come to share one code, an empty one has none."""
    if not distinct:
        places = {name: place for place, name in enumerate(dict.fromkeys(name for name in names if name))}
        table = np.array([*(places.get(name, -1) for name in names), -1], dtype=np.int32)
        names, codes = tuple(places), table[codes]
    if codes.size and (codes == codes[0]).all():
        return Texts(constant(int(codes[0]), codes.size, np.int32), Names(names))
    return Texts(codes.astype(np.int32, copy=False), Names(names))


def _decimal_text(scaled: int) -> str:
    sign, size = ("-" if scaled < 0 else ""), abs(scaled)
    units, decimals = divmod(size, 10**SCALE)
    return f"{sign}{units}.{decimals:0{SCALE}d}".rstrip("0").rstrip(".")
