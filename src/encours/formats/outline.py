"""Rows that are no facts: totals, checked against the rows they sum; sections, carried into a column; notes.

A name alone never makes a row a total: a customer may be called Total. It is one when the word stands alone, or when
its amounts are the sum of rows, or when cells are empty that every fact has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from encours.facts.kinds import KINDS
from encours.formats import outline_errors
from encours.formats.build import Raw
from encours.formats.columns_read import Written
from encours.formats.faults import ReadError
from encours.formats.headings import ENOUGH, Wanted, wanted_of
from encours.formats.totals import Totals
from encours.units.plain_text import folded

Mask = NDArray[np.bool_]

SECTION: Final = "section"
"""Heading of the column that section rows make."""
MOST_LOOKED_AT: Final = 2_000
"""Rows after a gap that are compared with headings."""
FEWEST_HEADINGS: Final = 3
"""Columns that a table has at least for a row of one cell to stand out."""

_NOTE: Final = re.compile(
    r"(?:page|p\.) ?[0-9]|(?:edit|imprim|gener|export|extrai|print|creat)[a-z]* |run (?:date|time)|date d'edition"
    r"|(?:accrual|cash) basis|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday)\b|a reporter|report(?:s)?$|carried forward|brought forward"
)


@dataclass(frozen=True, slots=True, eq=False)
class Outlined:
    """Columns of the rows that are facts, and what is wrong with the others."""

    raw: Raw
    errors: tuple[ReadError, ...] = ()
    warnings: tuple[ReadError, ...] = ()


def outlined(
    raw: Raw, wanted: Wanted, *, sums: Sequence[int], keys: Sequence[int], currency: int | None = None, mark: str = "",
    is_told: bool = False,
) -> Outlined:  # fmt: skip
    """Rows that are facts; ``sums`` are the columns that add up, ``keys`` those that every fact fills.

    ``currency`` is the column that names the currency of each row. With ``is_told`` the settings say which columns
    are read, and nothing is said of one that sections make.
    """
    if not raw.rows.size:
        return Outlined(raw)  # nothing to tell apart
    totals = Totals(raw, sums=sums, keys=keys, currency=currency, mark=mark)
    return _Outline(raw, wanted, sums, totals).read(is_told=is_told)


class _Outline:
    """One table while its rows are told apart."""

    __slots__ = ("columns", "counts", "labels", "raw", "role", "sums", "totals", "wanted")

    def __init__(self, raw: Raw, wanted: Wanted, sums: Sequence[int], totals: Totals) -> None:
        self.raw, self.wanted, self.sums = raw, wanted, tuple(dict.fromkeys(sums))
        self.columns: Sequence[Written] = raw.columns
        self.labels = [place for place in range(len(self.columns)) if place not in self.sums]
        self.counts = np.full(raw.rows.size, sum(written.is_full for written in self.columns), dtype=np.int32)
        for written in self.columns:
            if not written.is_full:
                self.counts += written.codes != 0
        self.totals = totals
        self.role: dict[int, str] = {}

    def read(self, *, is_told: bool) -> Outlined:
        """Rows told apart, and the table of those that are facts."""
        second = self._second_table()
        if second is not None:
            return self._before(second)
        lone = self._lone()
        sections = self._sections(lone)
        self.role |= dict.fromkeys(sections, SECTION)
        self.role |= dict.fromkeys(self._notes(row for row in lone if row not in sections), "footer")
        facts = self.counts > 0
        facts[[*self.role, *self.totals.candidates]] = False
        wrong = self.totals.settle(facts, {row: text for row, (_, text) in sections.items()})
        self.role |= dict.fromkeys(self.totals.true, "total")
        if not self.role:
            return Outlined(self.raw, tuple(wrong))
        warnings = [self._told()]
        raw = self._without(sections)
        if not is_told and SECTION in raw.header and SECTION not in self.raw.header:
            first = min(sections)
            warnings.append(outline_errors.section_is_unmapped(
                raw.file, row=int(self.raw.rows[first]), excerpt=sections[first][1]
            ))  # fmt: skip
        return Outlined(raw, tuple(wrong), tuple(warnings))

    def _told(self) -> ReadError:
        rows = tuple(int(self.raw.rows[row]) for row in sorted(self.role))
        return outline_errors.rows_passed_over(self.raw.file, counts=Counter(self.role.values()), rows=rows)

    # Headings that come again.

    def _second_table(self) -> int | None:
        """Other headings after a gap; the same ones are those of the next page."""
        headed = [place for place, each in enumerate(self.raw.header) if each]
        # A column of few texts is asked first: it tells most often, and soonest, that no heading comes again.
        headed.sort(key=lambda place: len(self.columns[place].texts))
        if len(headed) >= ENOUGH and all(self.columns[place].code(self.raw.header[place]) > 0 for place in headed):
            same = np.ones(self.raw.rows.size, dtype=np.bool_)
            for place in headed:
                same &= self.columns[place].codes == self.columns[place].code(self.raw.header[place])
            self.role |= dict.fromkeys(np.flatnonzero(same).tolist(), "heading")
        rows, after_gap = self.raw.rows, np.zeros(self.raw.rows.size, dtype=np.bool_)
        after_gap[1:] = (rows[1:] - rows[:-1] > 1) | (self.counts[:-1] == 0)
        for row in np.flatnonzero(after_gap & (self.counts > 1)).tolist()[:MOST_LOOKED_AT]:
            cells = [text for written in self.columns if (text := written.text(row))]
            own, any_kind = self.wanted.score(cells), _of_any_kind().score(cells)
            known = max(own if own >= ENOUGH else 0, any_kind if any_kind > ENOUGH else 0)
            if row not in self.role and known * 2 > len(cells):
                return row
        return None

    def _before(self, row: int) -> Outlined:
        """Rows above a second table, which is told."""
        cells = " | ".join(text for written in self.columns if (text := written.text(row)))
        told = outline_errors.second_table(self.raw.file, row=int(self.raw.rows[row]), excerpt=cells)
        above = np.arange(self.raw.rows.size) < row
        columns = [written.take(above) for written in self.columns]
        return Outlined(replace(self.raw, columns=columns, rows=self.raw.rows[above]), (told,))

    # Rows of one cell.

    def _lone(self) -> list[int]:
        """Rows of one cell, which is no amount."""
        if sum(bool(each) for each in self.raw.header) < FEWEST_HEADINGS:
            return []
        rows = self.counts == 1
        for place in self.sums:
            rows &= self.columns[place].codes == 0
        return [
            row for row in np.flatnonzero(rows).tolist() if row not in self.totals.candidates and row not in self.role
        ]

    def _sections(self, lone: Sequence[int]) -> dict[int, tuple[int, str]]:
        """Sections: column and text of each row of one cell that is proven to stand over others."""
        if not lone:
            return {}
        others = np.ones(self.raw.rows.size, dtype=np.bool_)
        others[[*lone, *self.totals.candidates, *self.role]] = False
        last = int(np.flatnonzero(others)[-1]) if others.any() else -1
        named = {each.of for each in self.totals.candidates.values()} - {""}
        is_apart = [not (written.codes[others] != 0).any() for written in self.columns]
        found = {}
        for row in lone:
            place = next(each for each in self.labels if self.columns[each].codes[row])
            text = self.columns[place].text(row)
            if row < last and (is_apart[place] or folded(text) in named) and not _NOTE.match(folded(text)):
                found[row] = (place, text)
        return found

    def _notes(self, lone: Iterable[int]) -> Iterator[int]:
        """Rows of one cell that are a note of whoever made the file: a time stamp, a number of page, a last word."""
        totals = self.totals.candidates
        facts = self.counts > 1
        facts[list(totals)] = False
        last, first_total = int(np.flatnonzero(facts).max(initial=-1)), min(totals, default=facts.size)
        for row in lone:
            text = next(text for place in self.labels if (text := self.columns[place].text(row)))
            if _NOTE.match(folded(text)) or row > max(last, first_total):
                yield row

    # The table that is left.

    def _without(self, sections: dict[int, tuple[int, str]]) -> Raw:
        kept = np.ones(self.raw.rows.size, dtype=np.bool_)
        kept[list(self.role)] = False
        columns = [written.take(kept) for written in self.columns]
        header = list(self.raw.header)
        if sections:
            carried = Written()
            carried.add(text for text, is_kept in zip(self._carried(sections), kept, strict=True) if is_kept)
            places = {place for place, _ in sections.values()}
            place = places.pop() if len(places) == 1 else -1
            if place >= 0 and not (columns[place].codes != 0).any():
                columns[place] = carried
                header[place] = header[place] or SECTION
            else:
                columns.append(carried)
                header.append(SECTION)
        return replace(self.raw, header=tuple(header), columns=columns, rows=self.raw.rows[kept])

    def _carried(self, sections: dict[int, tuple[int, str]]) -> Iterator[str]:
        """Section of each row: the last one above that its own total has not closed."""
        current, closing = "", self.totals.candidates
        for row in range(self.raw.rows.size):
            if row in sections:
                current = sections[row][1]
            yield current if self.counts[row] else ""
            if row in closing and closing[row].of == folded(current):
                current = ""


@cache
def _of_any_kind() -> Wanted:
    return wanted_of((kind, {}) for kind in KINDS.values())
