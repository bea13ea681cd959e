"""A chain: links that each leave part of an amount, in an order that is data.

A link is an amount clause whose rule answers what remains of what stands. A chain is a list of codes, so that no
order compiles anything: one text asks whichever link a code names. What stands is the sum of its lines; a link that
reads a line is asked line by line, any other is asked once and its cut is spread over the lines pro rata. Counters
(so much a year, so much for one name) are carried from one amount to the next.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Final

from encours.engine.clause import Clause, Function, clause, parameters, units_of
from encours.engine.terms import Term
from encours.engine.wording import Reading
from encours.units.kinds import Unit

#: What the engine itself tells a link: what stands, what it left, and what stood of the lines before this one.
STANDING, GRANTED, OLDER = ENGINE_NAMES = ("standing", "granted", "older")

#: Codes of one chain fit in one integer, as digits of this base; no link has the code 0, which ends a chain.
BASE: Final = 16
LONGEST: Final = 15

#: Names a module of a link may define beside those of a clause.
USES, COUNTER, RECORDS, MEASURES, ASKED_OVER = "uses", "counter", "records", "measures", "asked_over"

_CENTS: Final = Unit("cents")


@dataclass(frozen=True, slots=True)
class Link:
    """One link: the clause that says what remains, and what else it does.

    `uses` answers how much of the `counter` is used up: at once, or, where it reads what was granted, by what remains
    when the whole chain is done, so that a later step gives back what it cuts. What stands after the link is kept
    under each name of `records`; a link that lies later in the chain may read it. `measures` are functions that its
    rule reads by their names: by what terms say, each picks one of the figures it reads, or 0. A figure that is
    missing matters only where it is picked.
    """

    clause: Clause
    uses: Function | None
    counter: str
    records: tuple[str, ...]
    measures: tuple[Function, ...]
    asked_over: tuple[str, ...] = ()
    """Terms that a charge is asked over, one after the other (see `encours.engine.charged`)."""

    @property
    def name(self) -> str:
        """Name of the clause."""
        return self.clause.name

    @property
    def used_in_the_end(self) -> bool:
        """Whether the counter is used up by what remains in the end."""
        return self.uses is not None and GRANTED in parameters(self.uses)

    @property
    def reads(self) -> tuple[str, ...]:
        """Everything the link reads but what the engine tells."""
        further = () if self.uses is None else parameters(self.uses)
        names = dict.fromkeys((*self.clause.reads, *further))
        return tuple(name for name in names if name not in ENGINE_NAMES)


def link(module: ModuleType, *, stage: str, checked: bool = True) -> Link:
    """The link a module declares; it answers cents."""
    made = clause(module, stage=stage, state=0, checked=checked)
    assert made.grants, f"{module.__name__}: a link answers what remains"
    uses: Function | None = getattr(module, USES, None)
    counter = getattr(module, COUNTER, "")
    assert (uses is None) == (not counter), f"{module.__name__}: a counter and what uses it go together"
    return Link(
        made,
        uses,
        counter,
        tuple(getattr(module, RECORDS, ())),
        tuple(getattr(module, MEASURES, ())),
        tuple(getattr(module, ASKED_OVER, ())),
    )


@dataclass(frozen=True, eq=False)
class Chain:
    """The links that orders may name, by code from 1, and every name they may read.

    `figures` belong to the amount, `lines` to each of its lines. Each counter `c` gives two names: the figure
    `c_total`, which the caller tells, and `c_left`, which is what nothing has used yet.
    """

    links: tuple[Link, ...]
    figures: Mapping[str, Reading]
    lines: Mapping[str, Reading]
    counters: Mapping[str, Reading]
    shared: Mapping[str, Term] = field(default_factory=dict)
    """Terms that a policy may set beside those of the links."""

    def __post_init__(self) -> None:
        """Hold that every name read exists, in the unit its reader expects."""
        assert len(self.links) < BASE, "a code is one digit"
        for each in self.links:
            assert not each.counter or each.counter in self.counters, f"{each.name}: no counter {each.counter}"
            assert set(each.records) <= set(self.figures), f"{each.name} records what is no figure"
            for function in (each.clause.rule, each.uses, *each.measures):
                for name, unit in _expected(function):
                    assert self.unit_of(name) == unit, f"{each.name} reads {name} as {unit}: {self.unit_of(name)}"

    @functools.cached_property
    def terms(self) -> Mapping[str, Term]:
        """Every term of the links, by name, then the shared ones."""
        return {**self.link_terms, **self.shared}

    @functools.cached_property
    def link_terms(self) -> Mapping[str, Term]:
        """Every term of the links, by name."""
        found: dict[str, Term] = {}
        for each in self.links:
            for name, term in each.clause.terms.items():
                assert found.get(name, term) is term, f"term {name} is declared twice"
                found[name] = term
        return found

    @functools.cached_property
    def measures(self) -> Mapping[str, Function]:
        """Functions on figures and terms that links read, by name."""
        return {function.__name__: function for each in self.links for function in each.measures}

    def needed_by(self, measure: Function) -> tuple[str, ...]:
        """What a measure cannot do without: the terms that say what it picks."""
        return tuple(name for name in parameters(measure) if name in self.link_terms)

    @functools.cached_property
    def figure_names(self) -> tuple[str, ...]:
        """Order of the figures of an amount: what stands first, totals of counters last."""
        return (STANDING, *self.figures, *(f"{name}_total" for name in self.counters))

    @functools.cached_property
    def term_names(self) -> tuple[str, ...]:
        """Order of the terms handed to a chain."""
        return tuple(self.link_terms)

    @functools.cached_property
    def code_of(self) -> Mapping[str, int]:
        """Code of each link, by name."""
        return {each.name: place for place, each in enumerate(self.links, 1)}

    def of_code(self, code: int) -> Link:
        """The link of a code."""
        return self.links[code - 1]

    def by_line(self, each: Link) -> bool:
        """Whether a link is asked line by line."""
        return any(name in self.lines for name in self.deepest_first(each.reads))

    def deepest_first(self, names: Sequence[str]) -> list[str]:
        """These names, each after what it is measured from, without what the engine tells."""
        found: dict[str, None] = {}
        for name in names:
            if name in self.measures:
                found |= dict.fromkeys(self.deepest_first(parameters(self.measures[name])))
            if name not in {GRANTED, OLDER}:
                found[name] = None
        return list(found)

    def place(self, figure: str) -> int:
        """Place of a figure among those of an amount."""
        return self.figure_names.index(figure)

    def unit_of(self, name: str) -> Unit | None:
        """Unit of a name that links may read; None for an unknown one."""
        if name in ENGINE_NAMES:
            return _CENTS
        for readings in (self.figures, self.lines):
            if name in readings:
                return readings[name].unit
        counted = name.removesuffix("_left").removesuffix("_total")
        if counted in self.counters:
            return self.counters[counted].unit
        if name in self.measures:
            return units_of(self.measures[name])["return"]
        return self.link_terms[name].unit if name in self.link_terms else None


def _expected(function: Function | None) -> list[tuple[str, Unit | None]]:
    if function is None:
        return []
    units = units_of(function)
    return [(name, units[name]) for name in parameters(function)]


def packed(codes: Sequence[int]) -> int:
    """A chain as one integer; `unpacked` gives it back."""
    assert len(codes) <= LONGEST, "a chain too long"
    assert all(0 < code < BASE for code in codes), "a code is one digit"
    return sum(code * BASE**place for place, code in enumerate(codes))


def unpacked(number: int) -> tuple[int, ...]:
    """The codes of a chain held in one integer."""
    codes = []
    while number > 0:
        codes.append(number % BASE)
        number //= BASE
    return tuple(codes)
