"""Rows that may be totals of a table, compared with the sums of the rows above them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from encours.formats import outline_errors
from encours.formats.build import Raw
from encours.formats.faults import ReadError
from encours.formats.written_amounts import amount_of, amounts_of, mark_in
from encours.units.currency import Currency, find_currency
from encours.units.plain_text import folded

_TOTAL: Final = re.compile(r"(?:sous[- ]?|sub[- ]?|grand )?tota(?:l|ux)(?: general| generaux| generale)?\b[ :]*(.*)")
_TOTAL_BEHIND: Final = re.compile(r"(.+?)[ :]+(?:sous[- ]?|sub[- ]?)?total")
_LINK: Final = re.compile(r"(?:for|of|pour|du|de la|de l'|des|de|client|customer|compte|tiers|section)\b:? *")
_BARE: Final = frozenset({
    "", "general", "generale", "clients", "client", "tiers", "customers", "customer", "debiteurs", "balance", "ttc",
    "ht", "receivable", "receivables", "creances", "encours", "report", "etat", "devise", "all", "overall", "due",
})  # fmt: skip
"""What follows the word without naming any part of the table."""
HALF: Final = 10**9


@dataclass(frozen=True, slots=True)
class Named:
    """What a row calls itself the total of, in small letters; ``is_bare`` where it names no part."""

    of: str
    is_bare: bool


def total_named(text: str) -> Named | None:
    """What a text calls itself the total of; nothing for a text that is no name of a total."""
    plain = folded(text[:120]).strip(" :*-=")
    found = _TOTAL.fullmatch(plain) or _TOTAL_BEHIND.fullmatch(plain)
    if found is None:
        return None
    of = found[1].strip(" :()")
    of = of if of in _BARE else _LINK.sub("", of, count=1)
    return Named(of, of in _BARE or isinstance(find_currency(of.upper()), Currency))


def _may_be_named(whole: str) -> bool:
    """Whether a text of a million cells may hold a name of a total; a letter that is missing tells at once."""
    if whole.isascii() and not all(letter in whole or letter.upper() in whole for letter in "toa"):
        return False
    return "tota" in whole.casefold()


class Totals:
    """Rows that may be totals, and those that are."""

    __slots__ = (
        "_amounts",
        "_facts",
        "_late",
        "_late_sums",
        "_sums",
        "candidates",
        "currency",
        "keys",
        "mark",
        "raw",
        "sums",
        "true",
    )

    def __init__(self, raw: Raw, *, sums: Sequence[int], keys: Sequence[int], currency: int | None, mark: str) -> None:
        self.currency = currency
        self.raw, self.sums, self.keys = raw, tuple(sums), tuple(keys)
        self.mark = mark_in((raw.columns[place] for place in sums), mark)
        self.candidates: dict[int, Named] = self._found()
        self.true: list[int] = []
        self._facts: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._sums: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
        self._amounts: dict[int, NDArray[np.int64]] = {}
        self._late: list[int] = []
        """Rows that turned out to be facts, in their order: many customers may be called Total."""
        self._late_sums: dict[int, list[int]] = {place: [0] for place in self.sums}

    def _found(self) -> dict[int, Named]:
        """Rows named like a total in which a cell is empty that every fact fills."""
        found = {}
        for place, written in enumerate(self.raw.columns):
            if place in self.sums or not _may_be_named(written.whole):
                continue
            named = {code: of for code, text in enumerate(written.texts) if (of := total_named(text)) is not None}
            for row in np.flatnonzero(np.isin(written.codes, list(named))).tolist():
                if not (len(self.keys) > 1 and self._has_keys(row)):
                    found[row] = named[int(written.codes[row])]
        return found

    def _has_keys(self, row: int) -> bool:
        return all(self.raw.columns[key].codes[row] for key in self.keys)

    def text(self, place: int, row: int) -> str:
        """Text of one cell."""
        return self.raw.columns[place].text(row)

    def settle(self, facts: NDArray[np.bool_], sections: Mapping[int, str]) -> list[ReadError]:
        """Keep the true totals; those that differ from the rows they sum are told. ``facts`` are all other rows."""
        wrong: list[ReadError] = []
        names, ordered = {folded(text): row for row, text in sections.items()}, sorted(sections)
        is_mixed = self._is_mixed(facts)
        if self.candidates:
            self._add_up(facts)
        for row in sorted(self.candidates):
            named = self.candidates[row]
            cells = {place: amount for place in self.sums if (amount := self._amount(place, row)) is not None}
            starts = self._starts(row, named, ordered, names)
            off = [(self._differences(cells, start, row), start) for start in starts]
            fits = any(not each and (self._count(start, row) > 1 or named.of in names) for each, start in off)
            lacks_keys = len(self.keys) > 1  # else it would be no candidate
            if not (named.is_bare or named.of in names or lacks_keys or (fits and any(cells.values()))):
                del self.candidates[row]
                self._add_late(row)  # a customer may be called Total
                continue
            self.true.append(row)
            if cells and off and not is_mixed and all(each for each, _ in off):
                wrong += self._told(row, cells, *min(off, key=lambda each: len(each[0])))
        return wrong

    def _add_up(self, facts: NDArray[np.bool_]) -> None:
        """Running sums of the facts, in two halves lest they overflow."""
        self._facts = np.flatnonzero(facts)
        for place in self.sums:
            self._amounts[place] = amounts_of(self.raw.columns[place], self.mark)
            high, low = np.divmod(np.where(facts, self._amounts[place], 0), HALF)
            self._sums[place] = (np.concatenate([[0], np.cumsum(high)]), np.concatenate([[0], np.cumsum(low)]))

    def _add_late(self, row: int) -> None:
        """Count one row more, below all those counted late before it."""
        self._late.append(row)
        for place, sums in self._late_sums.items():
            sums.append(sums[-1] + int(self._amounts[place][row]))

    def _is_mixed(self, facts: NDArray[np.bool_]) -> bool:
        """Whether the rows are in several currencies: what they add up to means nothing."""
        if self.currency is None:
            return False
        codes = self.raw.columns[self.currency].codes
        if (codes == codes[:1]).all():
            return False
        codes = codes[facts]
        return bool((codes != codes[:1]).any())

    def _amount(self, place: int, row: int) -> int | None:
        written = self.raw.columns[place]
        scaled = written.scaled
        if scaled is not None and written.codes[row] < 0:
            return int(scaled[row])
        return amount_of(self.text(place, row), self.mark)

    def _starts(self, row: int, named: Named, sections: Sequence[int], names: Mapping[str, int]) -> list[int]:
        """Rows after which what a total sums may begin: its section, the top, the total before, the section above."""
        above = [names[named.of]] if names.get(named.of, row) < row else []
        before = self.true[-1] if self.true else -1
        place = bisect_left(sections, row)
        section = sections[place - 1] if place else -1
        return [start for start in dict.fromkeys((*above, -1, before, section)) if self._count(start, row)]

    def _count(self, start: int, end: int) -> int:
        first, last = np.searchsorted(self._facts, [start + 1, end])
        return int(last - first) + bisect_left(self._late, end) - bisect_left(self._late, start + 1)

    def _differences(self, cells: Mapping[int, int], start: int, end: int) -> dict[int, int]:
        """Sum of the rows in each column where it is not the total."""
        found = {}
        first, last = bisect_left(self._late, start + 1), bisect_left(self._late, end)
        for place, total in cells.items():
            high, low = self._sums[place]
            added = int(high[end] - high[start + 1]) * HALF + int(low[end] - low[start + 1])
            added += self._late_sums[place][last] - self._late_sums[place][first]
            if added != total:
                found[place] = added
        return found

    def _told(self, row: int, cells: Mapping[int, int], wrong: Mapping[int, int], start: int) -> list[ReadError]:
        summed = [each for rows in (self._facts, self._late) for each in _ends(rows, start + 1, row)]
        rows = (int(self.raw.rows[min(summed)]), int(self.raw.rows[max(summed)]))
        return [
            outline_errors.total_differs(
                self.raw.file, row=int(self.raw.rows[row]), column=self.raw.header[place], total=cells[place],
                excerpt=self.text(place, row), found=found, rows=rows,
            )
            for place, found in wrong.items()
        ]  # fmt: skip


def _ends(rows: Sequence[int] | NDArray[np.int64], first: int, end: int) -> list[int]:
    """First and last of these rows, which are in order, from one row up to another; nothing where none is there."""
    low, high = bisect_left(rows, first), bisect_left(rows, end)
    return [int(rows[low]), int(rows[high - 1])] if low < high else []
