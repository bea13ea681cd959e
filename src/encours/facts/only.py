"""A view of a few buyers: what one account needs, so that a question about it does not read the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from encours.facts.kinds import KINDS
from encours.facts.view import View


def only(view: View, buyers: Collection[str]) -> View:
    """View that shows, of the facts that name a buyer, those of these buyers; all others as they were.

    An account that several buyers share needs all of them: see ``kin``.
    """
    tables = {}
    for name, kind in KINDS.items():
        table = view.table(name)
        if kind.has_buyer and len(table):
            rows = table.texts["buyer"].where_any(buyers)
            tables[name] = table.take(rows) if len(rows) < len(table) else table
        else:
            tables[name] = table
    return replace(view, _tables=tables)


def kin(view: View, buyer: str) -> frozenset[str]:
    """A buyer and every other that was ever registered in a group it was in: they may share a limit."""
    table = view.table("buyers")
    names, groups = table.texts["buyer"], table.texts["group"]
    found = {buyer}
    waiting = [buyer]
    while waiting:
        mine = {groups[row] for row in names.where_any([waiting.pop()]).tolist()} - {""}
        others = {names[row] for row in groups.where_any(mine).tolist()} - found if mine else set()
        found |= others
        waiting += others
    return frozenset(found)
