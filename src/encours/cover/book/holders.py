"""Limit holders: which account a buyer's rows belong to, and the facts of each buyer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import LimitScope
from encours.facts.columns import Table, constant
from encours.facts.kinds import KINDS
from encours.facts.names import extended
from encours.facts.view import View
from encours.units import DAY_MISSING_STORED, NEVER

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Buyers:
    """Every buyer a view names, by number, and the latest known version of each.

    `version` is the row of the `buyers` table that holds last, -1 for a buyer without one.
    """

    names: Sequence[str]
    table: Table
    version: Column

    def __len__(self) -> int:
        return len(self.names)

    def codes(self, table: Table, column: str = "buyer") -> Column:
        """Buyer number of each row of a table."""
        return table.texts[column].translated(self.names)

    def told(self, number: int, column: str) -> str:
        """A text about the buyer of a number as it is last registered; empty where nobody said, or of nobody (-1)."""
        version = int(self.version[number]) if number >= 0 else -1
        return self.table.texts[column][version] if version >= 0 else ""


def buyers_of(view: View) -> Buyers:
    """Buyers named by any table of the view, those of the invoices first and in their own numbering."""
    invoices = view.table("invoices")
    names: Sequence[str] = invoices.texts["buyer"].names
    for kind in (each.table for each in KINDS.values() if each.has_buyer and each.table != "invoices"):
        texts = view.table(kind).texts["buyer"]
        if texts.names is not names and len(texts):
            known = [texts.names[int(code)] for code in texts.used_codes()]
            there = set(names) if len(known) > 64 else None
            added = [n for n in known if (n not in there if there is not None else n not in names)]
            if added:
                names = extended(names, tuple(added))
    table = view.table("buyers")
    version = np.full(len(names), -1, dtype=np.int64)
    if len(table):
        codes = table.texts["buyer"].translated(names)
        order = np.lexsort((table.numbers["changed_on"], codes))
        version[codes[order]] = order
    return Buyers(names, table, version)


@dataclass(frozen=True, slots=True)
class Holders:
    """Which account each buyer belongs to; `grouped` when an account may hold several buyers or share one."""

    of_buyer: Column
    count: int
    grouped: bool
    by_entity: bool

    def accounts_of(self, buyers: Column) -> Column:
        """Every account that holds rows of these buyers."""
        holders = self.of_buyer[buyers]
        if not self.by_entity:
            return holders
        entities = self.count // max(1, self.of_buyer.size)
        return (holders[:, None] * entities + np.arange(entities)).reshape(-1)

    def accounts(self, buyers: Column, entities: Column, entity_count: int) -> Column:
        """Account of each row, from its buyer and its seller."""
        holder = buyers if not self.grouped else self.of_buyer[buyers]
        return holder * entity_count + np.maximum(entities, 0) if self.by_entity else holder


def holders_of(view: View, buyers: Buyers, scope: int, entity_count: int) -> Holders:
    """Accounts of a view: a buyer each, a group where limits are shared by one, or a buyer and a seller."""
    of_buyer = np.arange(len(buyers), dtype=np.int64)
    groups = buyers.table.texts["group"]
    shared = _groups_with_a_limit(view, buyers) if scope != LimitScope.GROUP else None
    grouped = False
    if not groups.is_empty and (scope == LimitScope.GROUP or shared):
        first: dict[int, int] = {}
        for buyer in range(len(buyers)):
            version = int(buyers.version[buyer])
            group = int(groups.codes[version]) if version >= 0 else -1
            if group >= 0 and (shared is None or group in shared):
                of_buyer[buyer] = first.setdefault(group, buyer)
                grouped = True
    by_entity = scope == LimitScope.ENTITY and entity_count > 1
    count = len(buyers) * (entity_count if by_entity else 1)
    return Holders(of_buyer, count, grouped or by_entity, by_entity)


def _groups_with_a_limit(view: View, buyers: Buyers) -> set[int]:
    decisions = view.table("limit_decisions")
    scope = decisions.kind.field("scope").code("group")
    rows = np.flatnonzero(decisions.numbers["scope"] == scope) if len(decisions) else np.empty(0, np.int64)
    if not rows.size or not len(buyers.table):
        return set()
    version = buyers.version[buyers.codes(decisions)[rows]]
    found = buyers.table.texts["group"].codes[version[version >= 0]]
    return {int(code) for code in found if code >= 0}


def first_day(view: View, buyers: Buyers, kind: str, column: str, *, where: Column | None = None) -> Column:
    """Earliest day of a kind of fact for each buyer; NEVER where there is none."""
    return _extreme_day(view, buyers, kind, column, where=where, latest=False)


def last_day(view: View, buyers: Buyers, kind: str, column: str, *, where: Column | None = None) -> Column:
    """Latest day of a kind of fact for each buyer; NEVER where there is none."""
    return _extreme_day(view, buyers, kind, column, where=where, latest=True)


def _extreme_day(view: View, buyers: Buyers, kind: str, column: str, *, where: Column | None, latest: bool) -> Column:
    table = view.table(kind)
    days = table.numbers[column]
    codes = buyers.codes(table)
    if where is not None:
        days, codes = days[where], codes[where]
    if not days.size:
        return constant(NEVER, len(buyers), np.int32)
    found = np.full(len(buyers), DAY_MISSING_STORED if latest else NEVER, dtype=np.int32)
    (np.maximum if latest else np.minimum).at(found, codes, days)
    if latest:
        found[found == DAY_MISSING_STORED] = NEVER
    return found
