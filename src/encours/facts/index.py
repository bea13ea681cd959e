"""Rows of a table found by a text, such as all invoices of one buyer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from encours.facts.columns import Integers, Table, Texts, indices, is_constant


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Rows in the order of a column of texts, so that those of one text are found by halving."""

    texts: Texts
    order: Integers
    codes: Integers

    @staticmethod
    def of(texts: Texts) -> Index:
        """Index of a column; rows of the same text keep the order of the table."""
        if is_constant(texts.codes) or bool((texts.codes[1:] >= texts.codes[:-1]).all()):
            return Index(texts, indices(range(0)), texts.codes)
        order = texts.codes.argsort(kind="stable")
        return Index(texts, order, texts.codes[order])

    def rows(self, text: str) -> Integers:
        """Rows that hold that text, in the order of the table."""
        code = self.texts.code(text)
        if code < 0:
            return indices(())
        # A Python integer would make the search convert the whole column first.
        wanted = self.codes.dtype.type(code)
        first, last = (int(self.codes.searchsorted(wanted, side=side)) for side in ("left", "right"))
        if not self.order.size:
            return indices(range(first, last))
        return self.order[first:last]


def index(table: Table, column: str) -> Index:
    """Index of a table by one of its columns of texts, made once and kept with the table."""
    return table.once(f"index by {column}", lambda: Index.of(table.texts[column]))


def names_of(table: Table) -> list[str]:
    """Name of each fact of a table: the one given, else the source."""
    sources = table.texts["source"].texts()
    if table.texts["fact_id"].is_empty:
        return sources
    return [name or source for name, source in zip(table.texts["fact_id"].texts(), sources, strict=True)]


def row_named(table: Table, fact_id: str) -> int:
    """First row of the fact of that name, found by halving; -1 where there is none."""
    given = index(table, "fact_id").rows(fact_id)
    if given.size:
        return int(given[0])
    names = table.texts["fact_id"]
    return next((int(row) for row in index(table, "source").rows(fact_id) if not names[int(row)]), -1)


def rows_named(table: Table, fact_ids: Collection[str]) -> list[int]:
    """Rows of the facts of these names: the name given, else the source."""
    names, sources = table.texts["fact_id"], table.texts["source"]
    if not fact_ids or not len(table):
        return []
    found: list[int] = names.where_any(fact_ids).tolist()
    unnamed = [row for row in sources.where_any(fact_ids).tolist() if not names[row]]
    return sorted(found + unnamed)
