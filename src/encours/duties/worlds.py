"""What a few buyers would be covered for on a day, were some facts so, or not: the worlds that duties are weighed in.

Everything is frozen as the view shows it: with time alone deadlines pass, and nothing new happens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from encours.cover.answer import Cover, accounts_with_rows
from encours.cover.book import lay_out
from encours.cover.moves import Moved, covered_by, covered_in
from encours.cover.one import judge_account
from encours.duties.own_facts import Added, OwnFacts
from encours.facts.columns import Table, mask
from encours.facts.index import rows_named
from encours.facts.kinds import KINDS
from encours.facts.only import only
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import Day

Edit = Callable[[View], Mapping[str, Table]]
"""Tables of a view that stand in the place of its own."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """What a world has that the view has not: facts added, facts left out by their names, tables edited."""

    added: frozenset[Added] = frozenset()
    left_out: frozenset[str] = frozenset()
    edits: tuple[Edit, ...] = ()

    def __add__(self, other: Supposed) -> Supposed:
        return all_of((self, other))


AS_IT_IS = Supposed()


def all_of(worlds: Iterable[Supposed]) -> Supposed:
    """Everything that these suppose."""
    every = tuple(worlds)
    return Supposed(
        frozenset[Added]().union(*[each.added for each in every]),
        frozenset[str]().union(*[each.left_out for each in every]),
        tuple([edit for each in every for edit in each.edits]),
    )


@dataclass(frozen=True)
class Worlds:
    """Worlds of a view under a programme, each asked for a few buyers at a time.

    With a `cache`, the folder of compiled kernels, each is answered by the compiled walk; without, by the plain one.
    """

    view: View
    programme: Programme
    cache: Path | None = None
    _own: dict[frozenset[str], OwnFacts] = field(default_factory=dict, repr=False)
    _known: dict[Hashable, Moved] = field(default_factory=dict, repr=False)

    @cached_property
    def frozen(self) -> View:
        """The view with all that it shows, whatever the day it is asked as of."""
        return self.view.showing({name: self.view.table(name) for name in KINDS})

    def foresee(self, buyers: Collection[str], added: Iterable[Added]) -> None:
        """Lay these facts beside those of the buyers, for the worlds to come."""
        self._facts_of(frozenset(buyers)).foresee(added)

    def covered(self, buyers: Collection[str], day: Day, supposed: Supposed = AS_IT_IS) -> Moved:
        """What these buyers are covered and insured for, as of a day; worked out once for each world."""
        own = self._facts_of(frozenset(buyers))
        named = frozenset(buyers), day, own.named(supposed.added), supposed.left_out, supposed.edits
        if named not in self._known:
            self._known[named] = self._covered(_with(replace(own.view(supposed.added), as_of=day), supposed))
        return self._known[named]

    def _covered(self, view: View) -> Moved:
        book = lay_out(view, self.programme, large=False)
        if self.cache is None:
            accounts = {each: judge_account(book, each, explain=False) for each in accounts_with_rows(book)}
            return covered_by(Cover(book, accounts))
        from encours.cover.many import judge_book  # only the compiled walk loads numba

        return covered_in(judge_book(book, cache=self.cache))

    def _facts_of(self, buyers: frozenset[str]) -> OwnFacts:
        if buyers not in self._own:
            self._own[buyers] = OwnFacts(only(self.frozen, buyers))
        return self._own[buyers]


def _with(view: View, supposed: Supposed) -> View:
    """A view that has the facts added, without what is left out; edits see all of it."""
    if supposed.left_out:
        view = view.showing(dict(_without(view, supposed.left_out)))
    for edit in supposed.edits:
        view = view.showing(edit(view))
    return view


def _without(view: View, names: frozenset[str]) -> Iterable[tuple[str, Table]]:
    for name in KINDS:
        table = view.table(name)
        gone = rows_named(table, names)
        if gone:
            yield name, table.take(mask(len(table), rows=gone, others=True))
