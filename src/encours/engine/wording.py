"""A wording: clauses in order, and the vocabulary of names their rules may read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from encours.engine.clause import Clause, Function, parameters, units_of
from encours.engine.terms import Term
from encours.units.kinds import Unit

if TYPE_CHECKING:
    from encours.engine.chain import Chain

#: What the engine itself tells an amount clause: what is still asked, and what its stage was first asked.
ENGINE_NAMES: Final = ("asked", "stage_asked")


@dataclass(frozen=True, slots=True)
class Reading:
    """A named quantity that rules may read: its unit and what people call it.

    `may_be_unset` tells what the walk makes of a term that a policy may leave out.
    """

    unit: Unit
    english: str
    french: str
    may_be_unset: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Every name a rule may list in its parameters, by where its value comes from.

    `row` and `account` are columns of the Book; `walk` is a closed list answered by the account walk, in
    the order it hands them over; `measures` are functions of the clause language; `terms` are shared terms that no
    single clause owns.
    """

    row: Mapping[str, Reading]
    account: Mapping[str, Reading]
    walk: Mapping[str, Reading]
    measures: Mapping[str, Function]
    measure_readings: Mapping[str, Reading]
    terms: Mapping[str, Term]

    def walk_place(self, name: str) -> int:
        """Place of a name among what the walk hands over."""
        return list(self.walk).index(name)


@dataclass(frozen=True, eq=False)
class Wording:
    """An ordered, named and dated list of clauses that is never changed once published."""

    name: str
    edition: str
    clauses: tuple[Clause, ...]
    vocabulary: Vocabulary
    chain: Chain | None = None
    """What happens to what the clauses grant, in an order that a policy writes."""
    further: Mapping[str, Term] = field(default_factory=dict)
    """Terms that neither the clauses nor the chain read: those that other rooms read."""

    def __post_init__(self) -> None:
        """Check that every name read exists once, in the unit the reader expects."""
        check(self)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Every term a policy on this wording may set, by name."""
        of_chain = {} if self.chain is None else self.chain.terms
        beside = {**of_chain, **self.further}
        return {**self.row_terms, **{name: term for name, term in beside.items() if name not in self.row_terms}}

    @cached_property
    def steps(self) -> tuple[Clause, ...]:
        """The clauses that a policy orders itself: the links of the chain."""
        return () if self.chain is None else tuple(each.clause for each in self.chain.links)

    @cached_property
    def row_terms(self) -> Mapping[str, Term]:
        """The terms that clauses, and what walks a row, may read."""
        found = dict(self.vocabulary.terms)
        for each in self.clauses:
            for name, term in each.terms.items():
                assert name not in found or found[name] is term, f"term {name} is declared twice"
                found[name] = term
        return found

    @cached_property
    def deciding(self) -> tuple[Clause, ...]:
        """Clauses that answer a verdict, in order, without the exceptions."""
        return tuple(c for c in self.clauses if not c.grants and c.exception_to is None)

    @cached_property
    def deciding_at(self) -> tuple[tuple[int, Clause, bool], ...]:
        """Deciding clauses, each with its position in the wording and whether exceptions are declared to it."""
        excepted = {c.exception_to for c in self.clauses}
        return tuple(
            (i, c, c.name in excepted) for i, c in enumerate(self.clauses) if not c.grants and c.exception_to is None
        )

    @cached_property
    def early(self) -> frozenset[str]:
        """Deciding clauses of every stage that decides but the last."""
        last = self.deciding[-1].stage if self.deciding else ""
        return frozenset(c.name for c in self.deciding if c.stage != last)

    @cached_property
    def granting(self) -> tuple[Clause, ...]:
        """Clauses that grant part of an amount, in order."""
        return tuple(c for c in self.clauses if c.grants)

    def granting_at(self, stage: str) -> tuple[tuple[int, Clause], ...]:
        """Amount clauses of one stage, each with its position in the wording."""
        return self._granting_by_stage.get(stage, ())

    @cached_property
    def _granting_by_stage(self) -> Mapping[str, tuple[tuple[int, Clause], ...]]:
        found: dict[str, tuple[tuple[int, Clause], ...]] = {}
        for position, each in enumerate(self.clauses):
            if each.grants:
                found[each.stage] = (*found.get(each.stage, ()), (position, each))
        return found

    @cached_property
    def days(self) -> frozenset[str]:
        """Columns of rows and accounts that hold days."""
        voc = self.vocabulary
        return frozenset(n for group in (voc.row, voc.account) for n, r in group.items() if r.unit == Unit("day"))

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """Stages in their order of evaluation."""
        return tuple(dict.fromkeys(c.stage for c in self.clauses))

    def exceptions_to(self, name: str) -> tuple[Clause, ...]:
        """Clauses that may override the refusal of the clause so named."""
        return tuple(c for c in self.clauses if c.exception_to == name)

    def unit_of(self, name: str) -> Unit:
        """Unit of a name that rules may read."""
        voc = self.vocabulary
        if name in ENGINE_NAMES:
            return Unit("cents")
        for readings in (voc.row, voc.account, voc.walk):
            if name in readings:
                return readings[name].unit
        if name in voc.measures:
            unit = units_of(voc.measures[name])["return"]
            assert unit is not None, f"measure {name} does not tell its unit"
            return unit
        of_chain = None if self.chain is None else self.chain.unit_of(name)
        return self.terms[name].unit if of_chain is None else of_chain

    def without(self, name: str) -> Wording:
        """The same wording less one clause and its exceptions (to see what a clause is worth)."""
        kept = tuple(c for c in self.clauses if name not in {c.name, c.exception_to})
        return self._of(kept, f"{self.name} without {name}")

    def only(self, names: Collection[str]) -> Wording:
        """The same wording with these clauses alone, in its own order; every term may still be set."""
        unknown = set(names) - {c.name for c in self.clauses}
        assert not unknown, f"{self.name} has no clauses {sorted(unknown)}"
        kept = tuple(c for c in self.clauses if c.name in names)
        return self._of(kept, f"{self.name} with {len(kept)} clauses")

    def _of(self, kept: tuple[Clause, ...], name: str) -> Wording:
        """Keep these clauses alone, under another name."""
        return replace(self, name=name, clauses=kept, vocabulary=self._with_terms_beside(kept))

    def _with_terms_beside(self, kept: tuple[Clause, ...]) -> Vocabulary:
        """Terms of the clauses left out stay in the vocabulary: other clauses and the walk may read them."""
        owned = {name for c in kept for name in c.terms}
        gone = {name: term for c in self.clauses for name, term in c.terms.items() if name not in owned}
        voc = self.vocabulary
        return Vocabulary(voc.row, voc.account, voc.walk, voc.measures, voc.measure_readings, {**voc.terms, **gone})


def names_read(wording: Wording) -> Iterator[tuple[str, str, Unit | None]]:
    """Each (reader, name, unit expected) of every rule, until and measure."""
    for each in wording.clauses:
        for function in (each.rule, each.until, each.applies):
            if function is not None:
                expected = units_of(function)
                yield from ((each.name, name, expected[name]) for name in parameters(function))
    for name, function in wording.vocabulary.measures.items():
        expected = units_of(function)
        yield from ((name, read, expected[read]) for read in parameters(function))


def check(wording: Wording) -> None:
    """Assert that names are unique, known, and read in their own unit."""
    voc = wording.vocabulary
    places = [
        set(ENGINE_NAMES),
        set(voc.row),
        set(voc.account),
        set(voc.walk),
        set(voc.measures),
        set(wording.terms),
    ]
    together = [name for place in places for name in place]
    twice = {name for name, times in Counter(together).items() if times > 1}
    assert not twice, f"names with two meanings: {sorted(twice)}"
    known = set(together)
    for reader, name, expected in names_read(wording):
        assert name in known, f"{reader} reads {name}, which nothing provides"
        unit = wording.unit_of(name)
        assert expected == unit, f"{reader} reads {name} as {expected}, but it is in {unit}"
    clause_names = [c.name for c in wording.clauses]
    assert len(set(clause_names)) == len(clause_names), "a clause stands twice in the wording"
    for each in wording.clauses:
        assert each.exception_to is None or each.exception_to in clause_names, f"{each.name}: exception to nothing"
