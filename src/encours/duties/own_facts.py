"""Facts of a few buyers, and beside them those that worlds may add: named and laid in columns once for all worlds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from encours.facts.columns import Integers, Table, Texts, constant, is_constant, mask
from encours.facts.kinds import KINDS, Fact
from encours.facts.names import NOTHING, Names, code_of
from encours.facts.view import View


@dataclass(frozen=True, slots=True, eq=False)
class Added:
    """A fact that worlds have and the ledger has not: the same object in all, so that none is read to tell them apart.

    Two facts alike are two facts added.
    """

    fact: Fact


class OwnFacts:
    """Facts of a few buyers as a view shows them, with those that worlds may add behind them."""

    def __init__(self, view: View) -> None:
        """`view` shows no other buyer."""
        tables = {name: view.table(name) for name, kind in KINDS.items() if kind.has_buyer}
        # Names of the whole ledger would be ranked again in each world.
        self._own = {name: table.with_own_names() if len(table) else table for name, table in tables.items()}
        self._view = view
        self._numbers: dict[Added, int] = {}
        self._behind: dict[str, list[int]] = {}
        self._laid: View | None = None

    def foresee(self, added: Iterable[Added]) -> None:
        """Lay these facts behind the others, those that are not there."""
        for each in added:
            if each not in self._numbers:
                self._behind.setdefault(each.fact.KIND.table, []).append(len(self._numbers))
                self._numbers[each] = len(self._numbers)
                self._laid = None

    def named(self, added: frozenset[Added]) -> bytes:
        """Which facts these are among those laid behind: the same for the same ones, a byte each."""
        return self._chosen(added).tobytes().rstrip(b"\0")

    def view(self, added: frozenset[Added]) -> View:
        """View of these buyers in a world that has these facts, and of those laid behind no other."""
        chosen = self._chosen(added)
        if self._laid is None:
            self._laid = self._view.showing(_on_one_numbering(self._every()))
        shown = {}
        for name, behind in self._behind.items():
            table, own = self._laid.table(name), len(self._own[name])
            rows = mask(len(table), others=True)
            rows[own:] = chosen[behind]
            shown[name] = table.take(rows)
        return self._laid.showing(shown)

    def _chosen(self, added: frozenset[Added]) -> Integers:
        if not added <= self._numbers.keys():
            self.foresee(added)
        return mask(len(self._numbers), rows=list(map(self._numbers.__getitem__, added)))

    def _every(self) -> dict[str, Table]:
        tables, added = dict(self._own), list(self._numbers)
        for name, behind in self._behind.items():
            facts = Table.of(KINDS[name], (added[number].fact for number in behind))
            tables[name] = tables[name].concatenate(facts)
        return tables


def _on_one_numbering(tables: Mapping[str, Table]) -> dict[str, Table]:
    """The same tables, whose codes of buyers are of one sequence of names, and those of invoices too.

    Nothing is then looked up by its name to be found in another table.
    """
    found = dict(tables)
    filled = [name for name, table in tables.items() if len(table)]
    naming = {name: "invoice" for name in filled if "invoice" in tables[name].texts}
    for columns in (dict.fromkeys(filled, "buyer"), naming | ({"invoices": "number"} if "invoices" in filled else {})):
        # Those of the invoices come first, as where buyers are numbered.
        ordered = sorted(columns, key=lambda name: name != "invoices")
        names = Names(tuple(dict.fromkeys(chain(*(tables[name].texts[columns[name]].names for name in ordered)))))
        for name, column in columns.items():
            found[name] = found[name].replace(**{column: _translated(tables[name].texts[column], names)})
    return found


def _translated(texts: Texts, names: Names) -> Texts:
    if not is_constant(texts.codes):
        return Texts(texts.translated(names), names)
    return Texts(constant(code_of(names, texts[0]) if texts[0] else NOTHING, len(texts), texts.codes.dtype), names)
