"""A list of limits off an insurer's portal, as decisions on our buyers: a snapshot of the day it was made.

A row is of one of our buyers by the number that the insurer gave it, else by its SIREN or national identifier. A
name alone never decides: it only offers candidates. A buyer that the list does not name is unknown to it, never
cancelled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from encours.facts.columns import Table
from encours.facts.identity import Party, compact, is_valid_siren, is_valid_siret, plain_name, siren_of
from encours.facts.kinds import KINDS, Buyer, InsurerNumber
from encours.facts.view import View
from encours.formats import limit_errors
from encours.formats.build import Raw, Told
from encours.formats.columns_read import Written
from encours.formats.faults import Collected, ReadError
from encours.formats.headers import letters
from encours.formats.headings import Wanted
from encours.formats.limit_words import LISTED, PENDING, STATUSES, outcome_of
from encours.formats.outline import outlined
from encours.formats.sniff import DateEvidence, date_evidence
from encours.formats.title_days import day_of_titles
from encours.units import MISSING, Day
from encours.units.calendars import date_of
from encours.units.plain_text import folded
from encours.units.refusal import nearest_names

LAYOUT: Final = "limit list"
KIND: Final = "limit_decisions"
LIKE: Final = 60
"""How alike, of a hundred, two names are for one to be offered for the other."""
SHOWN: Final = 3
DATES: Final = ("decided_on", "effective_on", "expires_on")

Tables = dict[str, tuple[Raw, Told]]


@dataclass(frozen=True, slots=True)
class Known:
    """Our buyers as a list may name them: by the insurer's numbers, by identifiers, and their names."""

    numbers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    identifiers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    learns_identifiers: bool = False
    """Whether a list may tell the SIREN of a buyer whose register has none: where it is imported, not read in place."""

    @staticmethod
    def of(buyers: Iterable[Table], numbers: Iterable[Table]) -> Known:
        """What these tables of buyers and of insurers' numbers tell."""
        identifiers: dict[str, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for table in buyers:
            for each in table.rows():
                assert isinstance(each, Buyer), "a table of buyers"
                names[each.buyer] = each.name
                for identifier in {siren_of(Party.of_buyer(each)), compact(each.national_id)} - {""}:
                    identifiers[identifier].add(each.buyer)
        given = {}
        for table in numbers:
            for number in table.rows():
                assert isinstance(number, InsurerNumber), "a table of insurers' numbers"
                given[number.policy, compact(number.number)] = number.buyer
        return Known(given, {each: frozenset(held) for each, held in identifiers.items()}, names)

    def lacks_identifier(self, buyer: str) -> bool:
        """Whether the register knows a buyer and no identifier of it, which may then be learnt."""
        is_known = self.learns_identifiers and buyer in self.names
        return is_known and not any(buyer in held for held in self.identifiers.values())

    def by_number(self, policy: str, number: str) -> str:
        """Our buyer that the insurer gave this number; empty when none is known."""
        plain = compact(number)
        return self.numbers.get((policy, plain)) or self.numbers.get(("", plain), "") if plain else ""

    def by_identifier(self, identifier: str) -> frozenset[str]:
        """Our buyers of a SIREN, a SIRET or another national identifier."""
        plain = compact(identifier)
        if is_valid_siret(plain) and not is_valid_siren(plain):
            plain = plain[:9]
        return self.identifiers.get(plain, frozenset()) if plain else frozenset()

    def like(self, name: str) -> tuple[str, ...]:
        """Our buyers whose names are nearest, the nearest first."""
        from rapidfuzz import fuzz, process

        plain = {code: plain_name(each) for code, each in self.names.items()}
        found = process.extract(plain_name(name), plain, scorer=fuzz.token_sort_ratio, limit=SHOWN, score_cutoff=LIKE)
        return tuple(f"{code} ({self.names[code]})" for _, _, code in found) if name else ()


def wanted_in_list(renamed: Mapping[str, str]) -> Wanted:
    """What is looked for in the headings of a list of limits."""
    told = {letters(written): name for name, written in renamed.items()}

    def score(line: Sequence[str]) -> int:
        plain = (letters(each) for each in line if each and len(each) <= 200)
        return len({told.get(each) or LISTED.get(each) for each in plain} - {None})

    return Wanted(score, lambda heading: (told.get(letters(heading)) or LISTED.get(letters(heading))) == "amount")


def limit_list(raw: Raw, told: Told, known: Known, *, as_of: Day, header_row: int, found: Collected) -> tuple[
    Tables, list[ReadError]
]:  # fmt: skip
    """Tables of a list of limits, and warnings; what is wrong with it is told in ``found``, and then there is none."""
    return _List(raw, told, known, found).read(as_of, header_row)


class _List:
    """One list of limits while it is read."""

    __slots__ = ("found", "known", "places", "raw", "told", "warnings")

    def __init__(self, raw: Raw, told: Told, known: Known, found: Collected) -> None:
        self.raw, self.told, self.known, self.found = raw, told, known, found
        self.places: dict[str, int] = {}
        self.warnings: list[ReadError] = []

    def read(self, as_of: Day, header_row: int) -> tuple[Tables, list[ReadError]]:
        """Tables of the whole list."""
        self._place(header_row)
        day = as_of if as_of != MISSING else day_of_titles(self.raw.titles)
        if day is None:
            self.found.add(limit_errors.day_missing(self.raw.file))
        sums = [self.places["amount"]] if "amount" in self.places else []
        seen = outlined(self.raw, wanted_in_list(self.told.renamed), sums=sums, keys=(), is_told=True,
                        currency=self.places.get("currency"))  # fmt: skip
        self.raw = seen.raw
        dates = [self.raw.columns[self.places[each]] for each in DATES if each in self.places]
        evidence = sum((date_evidence(written.texts) for written in dates), DateEvidence())
        self.told = replace(self.told, date_form=self.told.date_form or evidence.form)
        self.warnings += seen.warnings
        self.found.add_all(seen.errors)
        if day is None or self._is_refused():
            return {}, self.warnings
        outcomes = self._outcomes()
        rows = [row for row, outcome in enumerate(outcomes) if outcome]
        self._each_once(rows)
        buyers = self._buyers(rows)
        if self._is_refused():
            return {}, self.warnings
        return self._tables(outcomes, buyers, date_of(day).isoformat()), self.warnings

    def _is_refused(self) -> bool:
        return self.found.total > 0

    def _place(self, row: int) -> None:
        """Find the column of each field; two of one field, or none of a needed one, are told."""
        told = {letters(written): name for name, written in self.told.renamed.items()}
        for place, header in enumerate(self.raw.header):
            plain = letters(header)
            name = told.get(plain) or ("" if self.told.only_renamed else LISTED.get(plain, ""))
            if not name or (name in self.told.renamed and plain not in told):
                continue
            if name in self.places:
                pair = (self.raw.header[self.places[name]], header)
                self.found.add(limit_errors.columns_alike(self.raw.file, row=row, field=name, headers=pair))
            self.places.setdefault(name, place)
        lacking = [name for name in ("outcome", "amount") if name not in self.places]
        lacking += [] if {"number", "siren", "buyer"} & set(self.places) else ["number"]
        for name in lacking:
            self.found.add(limit_errors.column_missing(self.raw.file, row=row, field=name))

    def _text(self, name: str, row: int) -> str:
        if name not in self.places:
            return self.told.constants.get(name, "")
        return self.raw.columns[self.places[name]].text(row)

    def _cell(self, name: str, row: int) -> tuple[str, int, str]:
        return self.raw.file, int(self.raw.rows[row]), self.raw.header[self.places[name]]

    def _outcomes(self) -> list[str]:
        """Outcome of each row; empty for an empty row. A word that is not known is told."""
        filled = np.zeros(self.raw.rows.size, dtype=np.bool_)
        for written in self.raw.columns:
            filled |= written.codes != 0
        found = []
        for row, is_filled in enumerate(filled.tolist()):
            text = self._text("outcome", row)
            outcome = outcome_of(text) if is_filled else ""
            if is_filled and not outcome:
                near = nearest_names(folded(text[:40]), STATUSES)
                cell = self._cell("outcome", row)
                self.found.add(limit_errors.status_unknown(cell, text, nearest=near[0] if near else ""))
            if outcome == "temporary":
                outcome = "granted"
                if not self._text("expires_on", row):
                    self.found.add(limit_errors.expiry_missing(self._cell("outcome", row), text))
            found.append(outcome)
        return found

    def _each_once(self, rows: Sequence[int]) -> None:
        """Refuse two rows of one number: which of them holds cannot be told."""
        first: dict[tuple[str, ...], int] = {}
        for row in rows:
            number = compact(self._text("number", row))
            key = (self._text("policy", row), number, folded(self._text("kind", row)))
            if number and key in first:
                before = int(self.raw.rows[first[key]])
                self.found.add(
                    limit_errors.number_twice(self._cell("number", row), self._text("number", row), first=before)
                )
            first.setdefault(key, row)

    def _buyers(self, rows: Sequence[int]) -> dict[int, str]:
        """Our buyer of each row that is of one; the others are told with the nearest names."""
        found = {}
        for row in rows:
            number, identifier, name = (self._text(each, row) for each in ("number", "siren", "name"))
            ours = self._text("buyer", row)
            by_number = self.known.by_number(self._text("policy", row), number)
            by_identifier = self.known.by_identifier(identifier)
            if by_number and by_identifier and by_number not in by_identifier:
                others = ", ".join(sorted(by_identifier))
                self.found.add(limit_errors.identity_conflict(
                    self._cell("number", row), number, by_number=by_number, by_identifier=others
                ))  # fmt: skip
                continue
            buyer = by_number or (next(iter(by_identifier)) if len(by_identifier) == 1 else "") or ours
            if buyer:
                found[row] = buyer
                continue
            candidates = tuple(sorted(by_identifier)) or self.known.like(name)
            place = next(each for each in ("number", "siren", "name", "buyer") if each in self.places)
            self.warnings.append(limit_errors.buyer_unmapped(
                self._cell(place, row), self._text(place, row), name=name, candidates=candidates
            ))  # fmt: skip
        return found

    # Tables.

    def _tables(self, outcomes: Sequence[str], buyers: Mapping[int, str], day: str) -> Tables:
        decided = [row for row in buyers if outcomes[row] != PENDING]
        tables = {KIND: self._decisions(decided, outcomes, buyers, day)} if decided else {}
        pending = [row for row in buyers if outcomes[row] == PENDING and self._text("requested", row)]
        if pending:
            header = ("reference", "buyer", "policy", "requested_on", "amount", "currency")
            lines = [(f"{self._named(row)}/{self._text('requested', row)}", buyers[row], self._text("policy", row), day,
                      self._text("requested", row), self._text("currency", row)) for row in pending]  # fmt: skip
            tables["limit_requests"] = self._made(header, lines, pending, "/limit_requests")
        new = [row for row in buyers if self._text("number", row)
               and not self.known.by_number(self._text("policy", row), self._text("number", row))]  # fmt: skip
        if new:
            numbers = [(self._text("number", row), buyers[row], self._text("policy", row)) for row in new]
            tables["insurer_numbers"] = self._made(("number", "buyer", "policy"), numbers, new, "/insurer_numbers")
        lacking = {
            buyers[row]: compact(self._text("siren", row)) for row in buyers if self._tells_siren(row, buyers[row])
        }
        if lacking:
            rows = [next(row for row, of in buyers.items() if of == buyer) for buyer in lacking]
            told = [(buyer, self.known.names[buyer], siren) for buyer, siren in lacking.items()]
            tables["buyers"] = self._made(("buyer", "name", "siren"), told, rows, "/buyers")
        return tables

    def _tells_siren(self, row: int, buyer: str) -> bool:
        """Whether a row tells the SIREN of a buyer of whom none is known."""
        return is_valid_siren(compact(self._text("siren", row))) and self.known.lacks_identifier(buyer)

    def _named(self, row: int) -> str:
        """How the insurer names the buyer of a row."""
        return self._text("number", row) or self._text("siren", row) or self._text("buyer", row)

    def _decisions(
        self, rows: Sequence[int], outcomes: Sequence[str], buyers: Mapping[int, str], day: str
    ) -> tuple[Raw, Told]:
        """Decisions of the list; without a day of its own one is of the day of the list, and all are known from it."""
        kept = np.zeros(self.raw.rows.size, dtype=np.bool_)
        kept[list(rows)] = True
        ordered = sorted(rows)
        header, columns = list(self.raw.header), [written.take(kept) for written in self.raw.columns]
        days = [self._text("decided_on", row) or day for row in ordered]
        made = {
            "buyer": [buyers[row] for row in ordered],
            "outcome": [outcomes[row] for row in ordered],
            "decided_on": days,
            "insurer_code": [self._text("outcome", row) for row in ordered],
            "reference": [self._text("reference", row) or f"{self._named(row)}/{decided}/{outcomes[row]}"
                          for row, decided in zip(ordered, days, strict=True)],
            "known": [day] * len(ordered),
        }  # fmt: skip
        if "kind" not in self.places:
            made["kind"] = [self.told.constants.get("kind", "named")] * len(ordered)
        fields = KINDS[KIND].names
        used = {name: place for name, place in self.places.items() if name in fields and name not in made}
        renamed = {name: header[place] for name, place in used.items()}
        header = [each if place in used.values() else "" for place, each in enumerate(header)]
        for name, texts in made.items():
            written = Written()
            written.add(texts)
            columns.append(written)
            header.append(f"{LAYOUT} {name}")
            renamed[name] = header[-1]
        told = replace(self.told, renamed=renamed, only_renamed=True, where={})
        return replace(self.raw, header=tuple(header), columns=columns, rows=self.raw.rows[kept]), told

    def _made(
        self, header: tuple[str, ...], lines: Sequence[tuple[str, ...]], rows: Sequence[int], behind: str
    ) -> tuple[Raw, Told]:
        columns = []
        for place in range(len(header)):
            written = Written()
            written.add(line[place] for line in lines)
            columns.append(written)
        numbers = self.raw.rows[list(rows)]
        names = [f"{self.raw.file}{behind}:{number}" for number in numbers.tolist()]
        told = Told(self.told.date_form, self.told.decimal_mark, self.told.currency)
        return Raw(self.raw.file, header, columns, numbers, names=names), told


def absent_from(listed: Table, view: View) -> tuple[str, ...]:
    """Buyers that the ledger has a decision or an invoice of and that a list of decisions does not name.

    The list knows nothing of them: their limits stand as they were, and somebody may ask the insurer.
    """
    named = set(listed.texts["buyer"].names)
    ours: set[str] = set()
    for kind in (KIND, "invoices"):
        buyers = view.table(kind).texts["buyer"]
        ours |= {buyers.names[code] for code in buyers.used_codes().tolist()}
    return tuple(sorted(ours - named))
