"""What a few buyers would be covered for on a day, were some facts so, or not: the worlds that duties are weighed in.

Everything is frozen as the view shows it: with time alone deadlines pass, and nothing new happens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from encours.cover.answer import Cover, accounts_with_rows
from encours.cover.book import lay_out
from encours.cover.moves import Moved, covered_by
from encours.cover.one import judge_account
from encours.facts.columns import Table, mask
from encours.facts.index import rows_named
from encours.facts.kinds import KINDS, Fact
from encours.facts.only import only
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import Day

Edit = Callable[[View], Mapping[str, Table]]
"""Tables of a view that stand in the place of its own."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What a world has that the view has not: facts added, facts left out by their names, tables edited."""

    added: tuple[Fact, ...] = ()
    left_out: frozenset[str] = frozenset()
    edits: tuple[Edit, ...] = ()

    def __add__(self, other: Supposed) -> Supposed:
        return Supposed(self.added + other.added, self.left_out | other.left_out, self.edits + other.edits)


AS_IT_IS = Supposed()


@dataclass(frozen=True)
class Worlds:
    """Worlds of a view under a programme, each asked for a few buyers at a time."""

    view: View
    programme: Programme
    _own: dict[frozenset[str], View] = field(default_factory=dict, repr=False)
    _known: dict[Hashable, Moved] = field(default_factory=dict, repr=False)

    @cached_property
    def frozen(self) -> View:
        """The view with all that it shows, whatever the day it is asked as of."""
        return self.view.showing({name: self.view.table(name) for name in KINDS})

    def covered(self, buyers: Collection[str], day: Day, supposed: Supposed = AS_IT_IS) -> Moved:
        """What these buyers are covered and insured for, as of a day; worked out once for each world."""
        named = frozenset(buyers), day, frozenset(supposed.added), supposed.left_out, supposed.edits
        if named not in self._known:
            self._known[named] = covered_by(self.cover(buyers, day, supposed))
        return self._known[named]

    def cover(self, buyers: Collection[str], day: Day, supposed: Supposed = AS_IT_IS) -> Cover:
        """Cover of every open invoice of these buyers, as of a day."""
        view = _with(replace(self._of(frozenset(buyers)), as_of=day), supposed)
        book = lay_out(view, self.programme, large=False)
        return Cover(book, {each: judge_account(book, each, explain=False) for each in accounts_with_rows(book)})

    def _of(self, buyers: frozenset[str]) -> View:
        if buyers not in self._own:
            view = only(self.frozen, buyers)
            # Names of the whole ledger would be ranked again in each world.
            own = {name: view.table(name).with_own_names() for name, kind in KINDS.items() if kind.has_buyer}
            self._own[buyers] = view.showing(own)
        return self._own[buyers]


def _with(view: View, supposed: Supposed) -> View:
    """A view in another world; what is left out goes first, and edits see what was added."""
    if supposed.left_out:
        view = view.showing(dict(_without(view, supposed.left_out)))
    if supposed.added:
        view = view.supposing(supposed.added)
    for edit in supposed.edits:
        view = view.showing(edit(view))
    return view


def _without(view: View, names: frozenset[str]) -> Iterable[tuple[str, Table]]:
    for name in KINDS:
        table = view.table(name)
        gone = rows_named(table, names)
        if gone:
            yield name, table.take(mask(len(table), rows=gone, others=True))
