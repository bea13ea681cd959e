"""The facts of one kind within a ledger: columns that ledgers share, and the few facts added since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from encours.facts.columns import Table, indices
from encours.facts.index import index, names_of, row_named, rows_named
from encours.facts.kinds import Fact, Kind
from encours.units import Day, narrow_day

TAIL_LIMIT: Final = 512
"""Facts added one by one are kept aside up to this many, then folded into new columns."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One fact taking the place of another, as far as the ledger's own order needs to know it."""

    table: str
    fact_id: str
    corrects: str
    void: bool
    known: Day


def standing_of(corrections: Iterable[Correction]) -> dict[str, str]:
    """By the name of each fact that was corrected, the correction that stands in its place, in any order.

    Of several corrections of one fact, the one known last stands; of those known on one day, the last by name.
    """
    found: dict[str, Correction] = {}
    for each in corrections:
        before = found.get(each.corrects)
        if each.corrects and (before is None or (each.known, each.fact_id) > (before.known, before.fact_id)):
            found[each.corrects] = each
    return {target: each.fact_id for target, each in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class KeptTable:
    """Facts of one kind: ``base`` in columns, with its indices, and ``tail`` as objects, by name.

    ``given`` tells a table that a reader found, even without rows.
    """

    base: Table
    tail: Mapping[str, Fact] = field(default_factory=dict)
    given: bool = False
    _whole: list[Table] = field(default_factory=list, repr=False)

    @property
    def kind(self) -> Kind:
        """Kind of fact kept here."""
        return self.base.kind

    @property
    def is_register(self) -> bool:
        """Whether facts of this kind are kept somewhere, so that what is not listed is known not to be."""
        return self.given or len(self) > 0

    def __len__(self) -> int:
        return len(self.base) + len(self.tail)

    @property
    def table(self) -> Table:
        """All of it in columns; joined the first time it is asked for."""
        if not self.tail:
            return self.base
        if not self._whole:
            self._whole.append(self.base.concatenate(Table.of(self.kind, self.tail.values())))
        return self._whole[0]

    def with_facts(self, facts: Mapping[str, Fact]) -> KeptTable:
        """These facts, then more of other names; the columns are shared, or joined once the tail is long."""
        grown = KeptTable(self.base, {**self.tail, **facts})
        return grown if len(grown.tail) <= TAIL_LIMIT else KeptTable(grown.table)

    def find(self, fact_id: str) -> Fact | None:
        """Fact of that name, or nothing."""
        if found := self.tail.get(fact_id):
            return found
        row = row_named(self.base, fact_id)
        return self.base.row(row) if row >= 0 else None

    def found(self, fact_ids: Collection[str]) -> tuple[Table, list[Fact]]:
        """Facts of these names: those in columns, then those added since."""
        added = [fact for name, fact in self.tail.items() if name in fact_ids]
        return self.base.take(indices(rows_named(self.base, fact_ids))), added

    def with_table(self, table: Table) -> KeptTable:
        """These facts, then those of a table, in columns."""
        return KeptTable(self.table.concatenate(table))

    def base_rows(self, fact_ids: frozenset[str]) -> set[int]:
        """Rows of the columns that hold facts of these names."""
        return set(rows_named(self.base, fact_ids))

    def of(self, column: str, named: Collection[str]) -> tuple[list[int], list[Fact]]:
        """Rows of the columns that hold one of these texts in a column, and facts added since that do."""
        own = index(self.base, column)
        rows = sorted({int(row) for text in named for row in own.rows(text)}) if len(self.base) else []
        return rows, [each for each in self.tail.values() if getattr(each, column) in named]

    def corrections(self) -> list[Correction]:
        """Every fact here that corrects another, or declares one void."""
        found = self.base.once("corrections", self._corrections_of_base)
        added = [
            Correction(self.kind.table, name, each.corrects, bool(each.void), narrow_day(each.known))
            for name, each in self.tail.items()
            if each.corrects or each.void
        ]
        return found + added

    def _corrections_of_base(self) -> list[Correction]:
        corrects, void = self.base.texts["corrects"], self.base.numbers["void"]
        rows = set() if corrects.is_empty else set((corrects.codes >= 0).nonzero()[0].tolist())
        if len(self.base) and (void[0] if void.strides == (0,) else void.max()) > 0:
            rows |= set((void > 0).nonzero()[0].tolist())
        if not rows:
            return []
        found = self.base.take(indices(sorted(rows)))
        told = (names_of(found), found.texts["corrects"].texts(), found.numbers["void"].tolist(), found.known.tolist())
        return [
            Correction(self.kind.table, name, target, is_void > 0, day)
            for name, target, is_void, day in zip(*told, strict=True)
        ]
