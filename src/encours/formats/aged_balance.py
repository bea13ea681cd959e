"""An aged balance with a column for each bucket, made one row for each amount; what contradicts itself is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from encours.facts.kinds import KINDS
from encours.formats import balance_errors, outline_errors
from encours.formats.buckets import Column, columns_of, gap, is_aged, on_day
from encours.formats.build import Raw, Told
from encours.formats.columns_read import Written
from encours.formats.faults import Collected, ReadError
from encours.formats.headers import known_names, letters
from encours.formats.headings import Wanted
from encours.formats.outline import outlined
from encours.formats.title_days import day_of_titles
from encours.formats.written_amounts import amount_of, amounts_of, mark_in, shown_amount
from encours.units import MISSING, Day, Days
from encours.units.calendars import date_of, day_of
from encours.units.plain_text import folded

KIND: Final = "aged_balances"
PARTIES: Final = (
    ("code client", "code tiers", "compte tiers", "n° tiers", "n° client", "numéro client", "compte", "compte client",
     "customer code", "customer id", "customer no", "customer number", "account", "account no", "buyer",
     "debtor number", "code", "n°", "no"),
    ("client", "tiers", "contact", "customer", "partner", "partenaire", "party", "débiteur", "debtor", "nom", "name",
     "raison sociale", "customer name", "nom client", "nom du client", "nom du tiers", "intitulé du tiers",
     "intitulé", "libellé", "acheteur", "company"),
)  # fmt: skip
"""Headings of the column that names the buyer: a code before a name."""
_PARTIES: Final = tuple(frozenset(map(letters, each)) for each in PARTIES)
PARTY_CODES, PARTY_NAMES = _PARTIES
_NOTHING: Final = frozenset({"-", "–", "—", "- €", "-€"})
"""How an amount of nothing is shown."""
_SUPPLIERS: Final = ("fournisseur", "supplier", "vendor", "payable", "dette")


@dataclass(frozen=True, slots=True, eq=False)
class BalanceRead:
    """Rows of amounts (``None`` when refused), the column of the buyer as it is headed, and warnings.

    ``buyers`` names each code, where a column does; ``lines`` counts the lines of the balance.
    """

    raw: Raw | None
    buyer: str = ""
    warnings: tuple[ReadError, ...] = ()
    buyers: Raw | None = None
    lines: int = 0


def wanted_in_balance(renamed: Mapping[str, str]) -> Wanted:
    """What is looked for in the headings of an aged balance: buckets, totals, the buyer, or the table of facts."""
    told = frozenset(map(letters, renamed.values()))
    names = known_names(KINDS[KIND])

    def score(line: Sequence[str]) -> int:
        plain = [letters(each) for each in line if each and len(each) <= 200]
        fields = len({names[each] for each in plain if each in names})
        if not is_aged(line):
            return fields
        parties = any(each in told or each in _PARTIES[0] | _PARTIES[1] for each in plain)
        return max(fields, len(columns_of(line)) + parties)

    return Wanted(score, lambda heading: letters(heading) == "amount" or bool(columns_of((heading,))))


def parties_of(raw: Raw, columns: Mapping[int, Column]) -> tuple[list[int], list[int]]:
    """Columns that name the buyer of a balance: codes, then names, those of amounts apart."""
    plain = {place: letters(each) for place, each in enumerate(raw.header) if place not in columns}
    codes, names = ([place for place, each in plain.items() if each in known] for known in _PARTIES)
    return codes, names


def name_beside(raw: Raw, code: int, names: Sequence[int]) -> int | None:
    """The one column among ``names`` that names every code, each in one way; None where there is no such one."""
    found = [place for place in names if place != code and names_each(raw, code, place)]
    return found[0] if len(found) == 1 else None


def names_each(raw: Raw, code: int, name: int) -> bool:
    """Whether a column names every code, each in one way."""
    codes, names = (raw.columns[place].codes.tolist() for place in (code, name))
    pairs = {pair for pair in zip(codes, names, strict=True) if pair[0]}
    return bool(pairs) and all(named > 0 for _, named in pairs) and len(pairs) == len({one for one, _ in pairs})


def long_balance(raw: Raw, told: Told, as_of: Day, *, header_row: int, found: Collected) -> BalanceRead:
    """One row for each amount of each bucket; what contradicts itself is told in ``found``."""
    return _Balance(raw, told, as_of, header_row=header_row, found=found).read()


class _Balance:
    """One aged balance while it is read."""

    __slots__ = ("as_of", "columns", "found", "header_row", "raw", "told", "warnings")

    def __init__(self, raw: Raw, told: Told, as_of: Day, *, header_row: int, found: Collected) -> None:
        self.raw, self.told, self.as_of = raw, told, as_of
        self.header_row, self.found = header_row, found
        self.columns: dict[int, Column] = columns_of(raw.header)
        self.warnings: list[ReadError] = [balance_errors.without_invoices(raw.file)]

    def read(self) -> BalanceRead:
        """Rows of amounts."""
        self._keep_where()
        buyer, day = self._buyer(), self._day()
        if not self._date_months(day):
            return BalanceRead(None, warnings=tuple(self.warnings))
        self._check_buckets()
        if buyer is None:
            return BalanceRead(None, warnings=tuple(self.warnings))
        wanted = wanted_in_balance(self.told.renamed)
        seen = outlined(self.raw, wanted, sums=tuple(self.columns), keys=(), currency=self._place("currency"),
                        mark=self.told.decimal_mark)  # fmt: skip
        self.raw = seen.raw
        self.found.add_all(seen.errors)
        self.warnings += seen.warnings
        self._check_rows()
        return BalanceRead(self._long(buyer, day), self.raw.header[buyer], tuple(self.warnings),
                           self._named(buyer), self.raw.rows.size)  # fmt: skip

    def _named(self, buyer: int) -> Raw | None:
        """The name of each code, from the column beside it; nothing where a balance names its buyers itself."""
        codes, names = parties_of(self.raw, self.columns)
        name = name_beside(self.raw, buyer, names) if buyer in codes else None
        if name is None:
            return None
        first: dict[str, int] = {}
        for row in range(self.raw.rows.size):
            if code := self.raw.columns[buyer].text(row):
                first.setdefault(code, row)
        rows = list(first.values())
        numbers = self.raw.rows[rows]
        columns = [Written(), Written()]
        for written, place in zip(columns, (buyer, name), strict=True):
            written.add(self.raw.columns[place].text(row) for row in rows)
        facts = [f"{self.raw.file}/buyers:{number}" for number in numbers.tolist()]
        return Raw(self.raw.file, ("buyer", "name"), columns, numbers, names=facts)

    def _keep_where(self) -> None:
        """Keep the rows that the settings ask for; refuse those of suppliers, if they are among them."""
        kept = np.ones(self.raw.rows.size, dtype=np.bool_)
        for header, wanted in self.told.where.items():
            if header in self.raw.header:
                kept &= self.raw.columns[self.raw.header.index(header)].codes == self._column(header).code(wanted)
        if not kept.all():
            columns = [written.take(kept) for written in self.raw.columns]
            self.raw = replace(self.raw, columns=columns, rows=self.raw.rows[kept])
        place = next((place for place, each in enumerate(self.raw.header) if letters(each) == "type"), None)
        for row, code in enumerate(self.raw.columns[place].codes.tolist() if place is not None else ()):
            text = self.raw.columns[place or 0].texts[code]
            if folded(text).startswith(_SUPPLIERS):
                self.found.add(balance_errors.suppliers_are_mixed(
                    self.raw.file, row=int(self.raw.rows[row]), column=self.raw.header[place or 0], excerpt=text
                ))  # fmt: skip
                return

    def _column(self, header: str) -> Written:
        return self.raw.columns[self.raw.header.index(header)]

    def _date_months(self, day: str) -> bool:
        """Whether buckets that bear the name of a month, if any, could be aged: the whole balance needs one day."""
        place = next((place for place, each in self.columns.items() if each.month != MISSING), None)
        if place is None:
            return True
        if not day:
            if not self.found.total:
                self.found.add(balance_errors.day_missing(self.raw.file))
            return False
        self.columns = on_day(self.columns, day_of(date.fromisoformat(day)))
        self.warnings.append(
            balance_errors.months_are_of_the_due_date(self.raw.file, row=self.header_row, bucket=self.raw.header[place])
        )
        return True

    def _check_buckets(self) -> None:
        header, row, file = self.raw.header, self.header_row, self.raw.file
        apart = gap(self.columns)
        if apart:
            first, second = (header[place] for place in apart)
            self.found.add(balance_errors.buckets_do_not_follow(file, row=row, first=first, second=second))
        buckets = {place: each for place, each in self.columns.items() if each.role == "bucket"}
        mixed = next((place for place, each in buckets.items() if each.start == 0 and each.end != 0), None)
        if mixed is not None:
            self.warnings.append(balance_errors.not_due_is_mixed(file, row=row, bucket=header[mixed]))
        months = next((place for place, each in buckets.items() if each.is_months), None)
        if months is not None:
            self.warnings.append(balance_errors.months_are_thirty_days(file, row=row, bucket=header[months]))

    def _place(self, field: str) -> int | None:
        """Column of a field, as the settings or its usual names say."""
        told, names = letters(self.told.renamed.get(field, "")), known_names(KINDS[KIND])
        plain = [letters(each) for each in self.raw.header]
        if told:
            return plain.index(told) if told in plain else None
        return next((place for place, each in enumerate(plain) if names.get(each) == field), None)

    def _buyer(self) -> int | None:
        """Column that names the buyer; none, which is told, where there is no one such column."""
        if "buyer" in self.told.renamed:
            place = self._place("buyer")
            candidates = [] if place is None else [place]
        else:
            codes, names = parties_of(self.raw, self.columns)
            nameless = [place for place, each in enumerate(self.raw.header) if place not in self.columns
                        and not letters(each) and (self.raw.columns[place].codes > 0).any()]  # fmt: skip
            candidates = codes or names or nameless[:1]
        if len(candidates) != 1:
            headed = tuple(self.raw.header[place] for place in candidates)
            self.found.add(balance_errors.buyer_unclear(self.raw.file, row=self.header_row, candidates=headed))
            return None
        return candidates[0]

    def _day(self) -> str:
        """Day of the balance, as a text; none, which is told, where nothing says it."""
        if self.as_of != MISSING:
            return date_of(self.as_of).isoformat()
        if "day" in self.told.constants or self._place("day") is not None:
            return ""
        day = day_of_titles(self.raw.titles)
        if day is None:
            self.found.add(balance_errors.day_missing(self.raw.file))
            return ""
        return date_of(day).isoformat()

    def _check_rows(self) -> None:
        """Compare the totals of each row with its buckets."""
        mark = mark_in((self.raw.columns[place] for place in self.columns), self.told.decimal_mark)
        amounts = {place: amounts_of(self.raw.columns[place], mark) for place in self.columns}
        nothing = np.zeros(self.raw.rows.size, dtype=np.int64)
        summed = {
            role: sum((amounts[place] for place, each in self.columns.items() if each.role == role), nothing)
            for role in ("bucket", "credit")
        }
        late = sum(
            (amounts[place] for place, each in self.columns.items() if each.role == "bucket" and each.end), nothing
        )
        for place, each in self.columns.items():
            if each.role not in {"total", "overdue total"}:
                continue
            whole = late if each.role == "overdue total" else summed["bucket"]
            total, is_told = amounts[place], self.raw.columns[place].codes != 0
            off = is_told & (total != whole) & (total != whole + summed["credit"])
            for row in np.flatnonzero(off).tolist():
                self.found.add(outline_errors.row_total_differs(
                    self.raw.file, row=int(self.raw.rows[row]), column=self.raw.header[place],
                    excerpt=self.raw.columns[place].text(row), total=int(total[row]), found=int(whole[row]),
                ))  # fmt: skip

    def _summed(self, cells: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """Same cells; those of one row and one age, as two months yet to fall due, are one amount."""
        mark = mark_in((self.raw.columns[place] for place in self.columns), self.told.decimal_mark)
        found: dict[tuple[int, Days, Days], tuple[int, int, str]] = {}
        for row, place, text in cells:
            key = (row, self.columns[place].start, self.columns[place].end)
            if key in found:
                both = amount_of(found[key][2], mark), amount_of(text, mark)
                if both[0] is None or both[1] is None:
                    key = (row, MISSING, -place)  # its own cell is told by the reader of amounts
                else:
                    text = shown_amount(both[0] + both[1], mark or ".")  # noqa: PLW2901 -- the sum of both
                    place = found[key][1]  # noqa: PLW2901 -- where the first one stands
            found[key] = (row, place, text)
        return list(found.values())

    def _long(self, buyer: int, day: str) -> Raw:
        """One row for each cell of a bucket that holds something."""
        kept = {place: each for place, each in self.columns.items() if each.role in {"bucket", "credit"}}
        carried = {"buyer": buyer}
        carried |= {name: place for name in ("entity", "currency", "day") if (place := self._place(name)) is not None}
        cells: list[tuple[int, int, str]] = []
        for place in kept:
            written = self.raw.columns[place]
            texts = ["" if text in _NOTHING else text for text in written.texts]
            for row in np.flatnonzero(written.codes != 0).tolist():
                text = texts[written.codes[row]] if written.codes[row] > 0 else _bulk_text(written, row)
                if text:
                    cells.append((row, place, text))
        cells = self._summed(sorted(cells, key=lambda cell: cell[:2]))
        columns = {name: [self.raw.columns[place].text(row) for row, _, _ in cells] for name, place in carried.items()}
        columns["overdue_from"] = [_count(kept[place].start) for _, place, _ in cells]
        columns["overdue_to"] = [_count(kept[place].end) for _, place, _ in cells]
        columns["amount"] = [text for _, _, text in cells]
        if day:
            columns["day"] = [day] * len(cells)
        rows = self.raw.rows[[row for row, _, _ in cells]] if cells else np.empty(0, dtype=np.int64)
        names = [f"{self.raw.file}:{number}:{_count(kept[place].start)}-{_count(kept[place].end)}"
                 for number, (_, place, _) in zip(rows.tolist(), cells, strict=True)]  # fmt: skip
        made = []
        for texts in columns.values():
            written = Written()
            written.add(texts)
            made.append(written)
        headings = [self.raw.header[place] for _, place, _ in cells]
        return Raw(self.raw.file, tuple(columns), made, rows, names=names, left_out=self.raw.left_out,
                   titles=self.raw.titles, headings=headings)  # fmt: skip


def _bulk_text(written: Written, row: int) -> str:
    """Amount that was read in bulk, as a text with the mark of its column."""
    scaled = written.scaled
    assert scaled is not None, "a code says that it was read in bulk"
    return shown_amount(int(scaled[row]), written.mark or ".")


def _count(days: int) -> str:
    return "" if days == MISSING else str(days)
