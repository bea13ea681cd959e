"""A mapping guessed from the headings of a file and from what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from encours.facts.identity import recognise
from encours.facts.kinds import KINDS, Quantity
from encours.formats.aged_balance import KIND as BALANCES
from encours.formats.aged_balance import (
    PARTY_CODES,
    PARTY_NAMES,
    name_beside,
    names_each,
    parties_of,
    wanted_in_balance,
)
from encours.formats.bounds import USUAL as BOUNDS
from encours.formats.bounds import Bounds
from encours.formats.buckets import columns_of, is_aged
from encours.formats.build import Raw
from encours.formats.columns_read import Written
from encours.formats.faults import ReadError
from encours.formats.file_reader import FileReader
from encours.formats.headers import file_fields, known_names, letters
from encours.formats.headings import Wanted, wanted_of
from encours.formats.limit_list import KIND as LIMITS
from encours.formats.limit_list import LAYOUT as LIMIT_LIST
from encours.formats.limit_list import wanted_in_list
from encours.formats.limit_words import LISTED
from encours.formats.mapping import AGES, TOTALS, Column, How, Mapping, Question
from encours.formats.outline import SECTION, outlined
from encours.formats.own_tables import own_tables, tables_headed
from encours.formats.settings import FileMapping
from encours.formats.sniff import DateEvidence, date_evidence
from encours.formats.title_days import day_of_titles
from encours.formats.usual_headings import DOCUMENT, NAME, OF_BUYER, OPEN, USUAL
from encours.formats.written_amounts import amount_of, mark_in
from encours.units import MISSING
from encours.units.currency import Currency, find_currency
from encours.units.plain_text import plain

GUESSED: Final = ("invoices", "payments", "buyers")
"""Kinds that are looked for, the first one winning where two are recognised alike."""
_NAMED: Final = re.compile(r"\b([A-Z]{3})\b|(€)")
NAMES: Final = PARTY_NAMES - {"contact"}
"""Headings under which a column beside the code of a buyer holds its name; a contact there is a person."""
CUSTOMER_NAMES: Final = frozenset(map(letters, (
    "nom client", "nom du client", "nom du tiers", "intitulé du tiers", "raison sociale", "raison sociale client",
    "customer name",
)))  # fmt: skip
"""Headings that name a customer wherever they stand."""
LONGEST_CELL: Final = 60
"""Letters of a cell that are shown at a glimpse."""
LOOKED_AT: Final = 1_000
"""Distinct texts of a column by which its content is judged."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping, or why the file cannot be read at all."""

    mapping: Mapping | None
    errors: tuple[ReadError, ...] = ()


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Headings of a file and its first rows, as written; nothing where it cannot be read at all."""

    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def glimpse(path: Path, *, bounds: Bounds = BOUNDS, where: str = "", most: int = 5) -> Glimpse:
    """What a file looks like, for whoever must tell what its columns are; each cell is cut where it is long."""
    reader = FileReader(bounds, None, dict)
    raw = reader.columns(path.name, path, FileMapping("invoices", path=where), wanted=_wanted()).raw
    reader.close()
    if raw is None:
        return Glimpse()
    cells = [[each.texts[code][:LONGEST_CELL] for code in each.codes[:most].tolist()] for each in raw.columns]
    return Glimpse(tuple(raw.header), tuple(zip(*cells, strict=True)))


def guess(path: Path, *, bounds: Bounds = BOUNDS, sheet: str = "", where: str = "") -> Guess:
    """How a file seems to give facts, from its headings and its columns; ``where`` is the list within a JSON file."""
    reader = FileReader(bounds, None, dict)
    opened = reader.columns(path.name, path, FileMapping("invoices", path=where, sheet=sheet), wanted=_wanted())
    reader.close()
    if opened.raw is None:
        return Guess(None, tuple(sorted(opened.found.kept)))
    raw = _facts(opened.raw)
    return Guess(replace(guess_of(raw), path=where, sheet=sheet or opened.sheet))


def _wanted() -> Wanted:
    """Headings of any file that is understood."""
    strong, balance = wanted_of((KINDS[kind], {}) for kind in GUESSED), wanted_in_balance({})
    limits = wanted_in_list({})

    def score(line: Sequence[str]) -> int:
        plain_line = [letters(each) for each in line if each and len(each) <= 200]
        usual = max(len({names[each] for each in plain_line if each in names}) for names in USUAL.values())
        own = len(plain_line) if tables_headed(line) else 0
        return max(strong.score(line), balance.score(line), limits.score(line), usual, own)

    return Wanted(score, lambda header: any(each.adds_up(header) for each in (strong, balance, limits)))


def _facts(raw: Raw) -> Raw:
    """Columns without totals, sections and notes, the sections carried."""
    usual = USUAL["invoices"]
    sums = [place for place, each in enumerate(raw.header) if usual.get(letters(each)) in {"gross", OPEN}]
    return outlined(raw, _wanted(), sums=sums or list(columns_of(raw.header)), keys=(), is_told=True).raw


def guess_of(raw: Raw) -> Mapping:
    """How columns seem to give facts; a table that Encours wrote is that table."""
    own = own_tables(raw)
    if len(own) == 1 or (own and not {*own} & {*GUESSED}):
        return replace(_Guessing(raw, own[0]).mapping(), own=own)
    if is_aged(raw.header):
        return _balance(raw)
    if _is_limit_list(raw):
        return _limits(raw)
    guesses = [_Guessing(raw, kind).mapping() for kind in GUESSED]
    return max(guesses, key=lambda each: (_sure(each), -GUESSED.index(each.kind)))


def _sure(mapping: Mapping) -> int:
    """How well a mapping fits: what it recognises, less what it needs and cannot find."""
    needed = {each.name for each in KINDS[mapping.kind].fields if each.required}
    lacking = sum(each.field in needed and each.field != "currency" for each in mapping.unsure)
    return len(mapping.columns) + sum(each.how == "known" for each in mapping.columns) - 3 * lacking


def _balance(raw: Raw) -> Mapping:
    """An aged balance: its layout is read by its own headings; the day and the currency may be asked for."""
    names = known_names(KINDS[BALANCES])
    has_currency = any(names.get(letters(each)) == "currency" for each in raw.header)
    named = "" if has_currency else _currency_in((*raw.titles, *raw.header))
    day = day_of_titles(raw.titles)
    asked = [] if has_currency or named else [Question("currency")]
    asked += [Question("as_of")] if day is None else []
    places = columns_of(raw.header)
    mark = mark_in((raw.columns[place] for place in places), "")
    by_layout = _columns_of_balance(raw)
    told = {each.header for each in by_layout}
    return Mapping(
        raw.file, BALANCES, layout="aged balance", by_layout=by_layout,
        unread=tuple(each for each in raw.header if each and each not in told),
        constants={"currency": named} if named else {},
        as_of=MISSING if day is None else day, unsure=tuple(asked), decimal_mark=_mark(mark),
    )  # fmt: skip


def _columns_of_balance(raw: Raw) -> tuple[Column, ...]:
    """What the reader of balances takes each column for, in their order."""
    aged = columns_of(raw.header)
    codes, names = parties_of(raw, aged)
    buyers = codes or names
    found = {place: AGES if each.role in {"bucket", "credit"} else TOTALS for place, each in aged.items()}
    if len(buyers) == 1:
        found[buyers[0]] = "buyer"
        name = name_beside(raw, buyers[0], names) if codes else None
        found |= {} if name is None else {name: NAME}
    known = known_names(KINDS[BALANCES])
    found |= {place: known[letters(each)] for place, each in enumerate(raw.header)
              if place not in found and known.get(letters(each)) in {"entity", "currency", "day"}}  # fmt: skip
    return tuple(Column(found[place], raw.header[place], "known") for place in sorted(found) if raw.header[place])


def _is_limit_list(raw: Raw) -> bool:
    """Whether headings are those of a list of limits: a state, an amount, and who it is of."""
    given = {LISTED.get(letters(each)) for each in raw.header}
    return {"outcome", "amount"} <= given and bool({"number", "siren"} & given)


def _limits(raw: Raw) -> Mapping:
    """A list of limits off an insurer's portal."""
    claims: dict[str, list[str]] = {}
    for each in raw.header:
        if name := LISTED.get(letters(each)):
            claims.setdefault(name, []).append(each)
    day = day_of_titles(raw.titles)
    named = "" if "currency" in claims else _currency_in((*raw.titles, *raw.header))
    asked = [Question(name, tuple(headers)) for name, headers in claims.items() if len(headers) > 1]
    asked += [] if "currency" in claims or named else [Question("currency")]
    asked += [Question("as_of")] if day is None else []
    return Mapping(
        raw.file, LIMITS, layout=LIMIT_LIST, constants={"currency": named} if named else {}, unsure=tuple(asked),
        columns=tuple(Column(name, headers[0], "known") for name, headers in claims.items() if len(headers) == 1),
        as_of=MISSING if day is None else day,
        unread=tuple(each for each in raw.header if each and letters(each) not in LISTED),
    )  # fmt: skip


def _mark(mark: str) -> Literal["", ".", ","]:
    return "." if mark == "." else "," if mark == "," else ""


def _currency_in(texts: Sequence[str]) -> str:
    """The one currency that headings and titles name between them."""
    found = set()
    for text in texts:
        for code, euro in _NAMED.findall(text[:200]):
            held = find_currency("EUR" if euro else code)
            found |= {held.code} if isinstance(held, Currency) else set()
    return found.pop() if len(found) == 1 else ""


class _Guessing:
    """One file taken for facts of one kind."""

    __slots__ = ("fields", "kind", "raw", "rivals")

    def __init__(self, raw: Raw, kind: str) -> None:
        self.raw, self.kind = raw, kind
        self.fields: dict[str, tuple[int, How]] = {}
        self.rivals: dict[str, tuple[int, ...]] = {}
        """Columns that give one field alike: none of them is taken."""

    def mapping(self) -> Mapping:
        """What each column gives, and what must be asked."""
        known, usual = known_names(KINDS[self.kind]), USUAL.get(self.kind, {})
        self._take({place: known.get(letters(each), "") for place, each in enumerate(self.raw.header)}, "known")
        self._take({place: usual.get(letters(each), "") for place, each in enumerate(self.raw.header)}, "usual")
        self._check_contents()
        self._take_by_content()
        if OPEN in self.fields and "gross" not in self.fields and "gross" not in self.rivals:
            self.fields["gross"] = (self.fields.pop(OPEN)[0], "only")
        self._take_name()
        self._take_of_buyer()
        constants, asked = self._constants()
        day = day_of_titles(self.raw.titles)
        if OPEN in self.fields and day is None:
            asked.append(Question("as_of"))
        form, mark = self._forms(asked)
        taken = {place for place, _ in self.fields.values()}
        order = {name: place for place, name in enumerate((*file_fields(KINDS[self.kind]), DOCUMENT, OPEN, *OF_BUYER))}
        columns = sorted(self.fields.items(), key=lambda each: order[each[0]])
        return Mapping(
            self.raw.file, self.kind, constants=constants, date_form=form, decimal_mark=mark,
            as_of=day if day is not None and OPEN in self.fields else MISSING, unsure=tuple(asked),
            columns=tuple(Column(name, self.raw.header[place], how) for name, (place, how) in columns),
            unread=tuple(each for place, each in enumerate(self.raw.header) if each and place not in taken
                         and not any(place in rivals for rivals in self.rivals.values())),
        )  # fmt: skip

    def _take(self, wished: Dictionary[int, str], how: How) -> None:
        """Give each field its column, unless several columns claim it alike."""
        taken = {place for place, _ in self.fields.values()}
        claims: dict[str, list[int]] = {}
        for place, name in wished.items():
            if name and place not in taken and name not in self.fields and name not in self.rivals:
                claims.setdefault(name, []).append(place)
        for name, places in claims.items():
            if name == "buyer" and len(places) > 1:
                places = self._buyers(places)  # noqa: PLW2901 -- the same, fewer
            if len(places) == 1:
                self.fields[name] = (places[0], how)
            elif places:
                self.rivals[name] = tuple(places)

    def _buyers(self, places: list[int]) -> list[int]:
        """Columns that may name the buyer, the likelier ones: a heading before a section, a code before a name."""
        headed = [place for place in places if self.raw.header[place] != SECTION]
        codes = [place for place in headed if letters(self.raw.header[place]) in PARTY_CODES]
        return codes or headed

    def _take_name(self) -> None:
        """The column that gives each code of a buyer one name: beside the code, or headed as the name of a customer."""
        if self.kind != "invoices" or "buyer" not in self.fields:
            return
        code = self.fields["buyer"][0]
        if letters(self.raw.header[code]) not in PARTY_CODES:
            return
        taken = {place for place, _ in self.fields.values()}
        named = [place for place, each in enumerate(self.raw.header) if place not in taken and letters(each) in NAMES
                 and names_each(self.raw, code, place)]  # fmt: skip
        beside = [place for place in named if abs(place - code) == 1]
        headed = [place for place in named if letters(self.raw.header[place]) in CUSTOMER_NAMES]
        found = beside or headed
        if len(found) == 1:
            self.fields[NAME] = (found[0], "usual")

    def _take_of_buyer(self) -> None:
        """Columns of identifiers and of the country of the buyer, where each cell holds one and each buyer has one."""
        if self.kind != "invoices" or "buyer" not in self.fields:
            return
        code = self.fields["buyer"][0]
        if NAME not in self.fields and letters(self.raw.header[code]) in PARTY_CODES:
            return  # a buyer is registered by its name
        known, usual = known_names(KINDS["buyers"]), USUAL["buyers"]
        for setting, field in OF_BUYER.items():
            taken = {place for place, _ in self.fields.values()}
            found = [place for place, each in enumerate(self.raw.header) if place not in taken and setting != NAME
                     and field in {known.get(letters(each)), usual.get(letters(each))}
                     and self._tells_each(code, place, field)]  # fmt: skip
            if len(found) == 1:
                self.fields[setting] = (found[0], "usual")

    def _tells_each(self, code: int, place: int, field: str) -> bool:
        """Whether a column holds what its heading says, and never two for one buyer."""
        texts = self.raw.columns[place].texts[1:]
        if not texts or not all(_is_country(text) if field == "country" else recognise(text) == field
                                for text in texts):  # fmt: skip
            return False
        pairs = set(zip(self.raw.columns[code].codes.tolist(), self.raw.columns[place].codes.tolist(), strict=True))
        told = [one for one, two in pairs if two]
        return len(told) == len(set(told))

    def _check_contents(self) -> None:
        """Drop a column whose cells are no amounts, or no days, where the field asks for them."""
        quantities = {each.name: each.quantity for each in KINDS[self.kind].fields} | {OPEN: Quantity.CENTS}
        for name, (place, how) in list(self.fields.items()):
            texts = _texts(self.raw.columns[place])
            quantity = quantities.get(name)
            if how == "known" or not texts:
                continue
            if self.raw.header[place] == SECTION and all(columns_of((text,)) for text in texts):
                del self.fields[name]  # buckets of age above their invoices, not buyers
            if quantity is Quantity.CENTS and not _mostly(texts, _is_amount):
                del self.fields[name]
            if quantity is Quantity.DAY and not _mostly(texts, _is_day):
                del self.fields[name]

    def _take_by_content(self) -> None:
        """A column that holds nothing but codes of currencies is that of the currency."""
        if "currency" in self.fields or "currency" not in KINDS[self.kind].names:
            return
        taken = {place for place, _ in self.fields.values()}
        wished = {place: "currency" for place, written in enumerate(self.raw.columns)
                  if place not in taken and self.raw.header[place] and (texts := _texts(written))
                  and all(_is_currency(text) for text in texts)}  # fmt: skip
        self._take(wished, "content")

    def _constants(self) -> tuple[dict[str, str], list[Question]]:
        """What holds for every row, and the fields that nothing gives or that several columns give."""
        constants: dict[str, str] = {}
        asked = [
            Question(name, tuple(self.raw.header[place] for place in places)) for name, places in self.rivals.items()
        ]
        for each in KINDS[self.kind].fields:
            name = each.decimal or each.name
            if not each.required or name in self.fields or name in self.rivals:
                continue
            if each.name == "currency" and (named := _currency_in((*self.raw.titles, *self.raw.header))):
                constants["currency"] = named
                continue
            asked.append(Question(each.name))
        return constants, asked

    def _forms(
        self, asked: list[Question]
    ) -> tuple[Literal["", "iso", "day first", "month first"], Literal["", ".", ","]]:
        """Order of the dates and decimal mark that the columns prove; what they leave open is asked."""
        quantities = {each.name: each.quantity for each in KINDS[self.kind].fields} | {OPEN: Quantity.CENTS}
        held: dict[Quantity, list[Written]] = {Quantity.DAY: [], Quantity.CENTS: []}
        for name, (place, _) in self.fields.items():
            held.get(quantities.get(name, Quantity.TEXT), []).append(self.raw.columns[place])
        evidence = sum((date_evidence(written.texts) for written in held[Quantity.DAY]), DateEvidence())
        if evidence.either and not evidence.form:
            asked.append(Question("date_order", ("day first", "month first")))
        mark = _mark(mark_in(held[Quantity.CENTS], ""))
        texts = [text for written in held[Quantity.CENTS] for text in _texts(written)]
        if not mark and any(("." in text or "," in text) and amount_of(text, "") is None for text in texts):
            asked.append(Question("decimal_mark", (",", ".")))
        return evidence.form, mark


def _texts(written: Written) -> list[str]:
    return [text for text in written.texts[: LOOKED_AT + 1] if text]


def _mostly(texts: Sequence[str], is_one: object) -> bool:
    assert callable(is_one), "a test of one text"
    return sum(bool(is_one(text)) for text in texts) * 10 >= len(texts) * 8


def _is_amount(text: str) -> bool:
    return amount_of(text, ".") is not None or amount_of(text, ",") is not None


def _is_day(text: str) -> bool:
    return re.search(r"[0-9]{4}|[0-9][-/. ][0-9]{1,2}[-/. ][0-9]", plain(text[:40])) is not None


def _is_country(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha()


def _is_currency(text: str) -> bool:
    return len(text) == 3 and isinstance(find_currency(text.upper()), Currency)
