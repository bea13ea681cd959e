"""A chain: links that each leave part of an amount, in an order that is data.

A link is an amount clause whose rule answers what remains of what stands. A chain is a list of codes, so that no
order compiles anything: one text asks whichever link a code names. What stands is the sum of its lines; a link that
reads a line is asked line by line, any other is asked once and its cut is spread over the lines pro rata. Counters
(so much a year, so much for one name) are carried from one amount to the next.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Final

from encours.engine.clause import Clause, Function, check_rules, clause, parameters, units_of
from encours.engine.findings import Finding
from encours.engine.source import text_of
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, PARTLY, REFUSED
from encours.engine.wording import Reading
from encours.units import LANGUAGE, MISSING, UNSET
from encours.units.kinds import Unit

#: What the engine itself tells a link: what stands, what it left, and what stood of the lines before this one.
STANDING, GRANTED, OLDER = ENGINE_NAMES = ("standing", "granted", "older")

#: Codes of one chain fit in one integer, as digits of this base; no link has the code 0, which ends a chain.
BASE: Final = 16
LONGEST: Final = 15

#: Names a module of a link may define beside those of a clause.
USES, COUNTER, RECORDS, MEASURES = "uses", "counter", "records", "measures"

_CENTS: Final = Unit("cents")


@dataclass(frozen=True, slots=True)
class Link:
    """One link: the clause that says what remains, and what else it does.

    `uses` answers how much of the `counter` is used up: at once, or, where it reads what was granted, by what remains
    when the whole chain is done, so that a later step gives back what it cuts. What stands after the link is kept under each name of
    `records`; a link that lies later in the chain may read it. `measures` are functions on figures and terms that
    its rule reads by their names.
    """

    clause: Clause
    uses: Function | None
    counter: str
    records: tuple[str, ...]
    measures: tuple[Function, ...]

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
    return Link(made, uses, counter, tuple(getattr(module, RECORDS, ())), tuple(getattr(module, MEASURES, ())))


@dataclass(frozen=True, eq=False)
class Chain:
    """The links that orders may name, by code from 1, and every name they may read.

    `figures` belong to the amount, `lines` to each of its lines. Each counter `c` gives two names: the figure `c_total`, which the
    caller tells, and `c_left`, which is what nothing has used yet.
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
        return any(name in self.lines for name in _opened(self, each.reads))

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

    @functools.cached_property
    def text(self) -> str:
        """Every rule, and the functions `ask` and `close`: self-contained, without what compiles it."""
        known = {f.__name__: f.__name__ for f in LANGUAGE}
        for each in self.links:
            check_rules(each.clause.rule, each.uses, *each.measures)
        parts = [text_of(f, known=known) for f in LANGUAGE]
        for name, measure in self.measures.items():
            parts.append(text_of(measure, name=f"measured_{name}", known=known, guard=_guard(parameters(measure))))
        for each in self.links:
            rule = each.clause.rule
            parts.append(text_of(rule, name=f"left_{each.name}", known=known, guard=_guard(parameters(rule))))
            if each.uses is not None:
                parts.append(
                    text_of(each.uses, name=f"used_{each.name}", known=known, guard=_guard(parameters(each.uses)))
                )
        return "\n\n".join([*parts, _ask_text(self), _close_text(self)]) + "\n"

    @functools.cached_property
    def plain(self) -> Mapping[str, Callable[..., int]]:
        """The functions `ask` and `close` of the text, on plain lists."""
        scope: dict[str, Any] = {}
        exec(compile(self.text, "<chain>", "exec"), scope)  # noqa: S102 - our own text, made from our own functions
        return scope


def _expected(function: Function | None) -> list[tuple[str, Unit | None]]:
    if function is None:
        return []
    units = units_of(function)
    return [(name, units[name]) for name in parameters(function)]


def _opened(chain: Chain, names: Sequence[str]) -> list[str]:
    found = []
    for name in names:
        found.append(name)
        if name in chain.measures:
            found += _opened(chain, parameters(chain.measures[name]))
    return found


def _guard(reads: Sequence[str]) -> list[str]:
    told = [name for name in reads if name not in ENGINE_NAMES]
    lines = []
    for absence in (UNSET, MISSING):
        if told:
            lines += [f"if {' or '.join(f'{name} == {absence}' for name in told)}:", f"    return {absence}"]
    return lines


def _ask_text(chain: Chain) -> str:
    """The function that asks the links of one amount, in the order of the codes.

    `codes` may be longer than the chain: 0 ends it. `first` and `last` are the places of the lines, `standing` holds
    what stands of each and is changed, as are `used` (at the `places` of the counters) and `figures`. `trace` keeps
    what stood after each link. Answers -1, or the place of the link that lacks a value: it is where everything stopped.
    """
    arguments = ["codes", "figures", "terms", "first", "last", *chain.lines, "line_standing", "used", "places", "trace"]
    lines = [
        f"def ask({', '.join(arguments)}):",
        "    for place in range(len(codes)):",
        "        code = codes[place]",
        "        if code == 0:",
        "            break",
        "        before = figures[0]",
        "        spread = 1",
        f"        granted = {UNSET}",
    ]
    for code, each in enumerate(chain.links, 1):
        lines += [f"        {'if' if code == 1 else 'elif'} code == {code}:"]
        lines += [f"            {line}" for line in _ask(chain, each)]
    lines += [
        f"        if granted == {UNSET}:",
        "            granted = before",
        f"        if granted == {MISSING}:",
        "            return place",
        "        if spread == 1 and granted < before:",
        "            running = 0",
        "            given = 0",
        "            for line in range(first, last):",
        "                running += line_standing[line]",
        "                reached = portion(running, granted, before)",
        "                line_standing[line] = reached - given",
        "                given = reached",
        "        figures[0] = granted",
        "        trace[place] = granted",
    ]
    for code, each in enumerate(chain.links, 1):
        if each.records:
            lines.append(f"        if code == {code}:")
            lines += [f"            figures[{_place(chain, name)}] = granted" for name in each.records]
    return "\n".join([*lines, "    return -1"])


def _close_text(chain: Chain) -> str:
    """The function that uses up counters by what remains in the end, over every link of the chain."""
    arguments = ["codes", "figures", "terms", "first", "last", *chain.lines, "line_standing", "used", "places"]
    lines = [
        f"def close({', '.join(arguments)}):",
        "    for place in range(len(codes)):",
        "        code = codes[place]",
    ]
    for code, each in enumerate(chain.links, 1):
        if each.uses is None or not each.used_in_the_end:
            continue
        place = f"used[places[{list(chain.counters).index(each.counter)}]]"
        reads = [name for name in parameters(each.uses) if name not in ENGINE_NAMES]
        lines += [f"        if code == {code}:", *(f"            {at}" for at in _loads(chain, reads, by_line=False))]
        call = _call("used", each.name, each.uses)
        if not chain.by_line(each):
            lines += ["            v_granted = figures[0]", f"            {place} += max(0, {call})"]
            continue
        lines += [
            "            for line in range(first, last):",
            "                v_granted = line_standing[line]",
            *(f"                {at}" for at in _loads(chain, reads, by_line=True)),
            f"                {place} += max(0, {call})",
        ]
    return "\n".join([*lines, "    return 0"])


def _place(chain: Chain, figure: str) -> int:
    return chain.figure_names.index(figure)


def _ask(chain: Chain, each: Link) -> list[str]:
    """Lines that ask one link: they set `granted`, and use its counter."""
    asked = _loads(chain, each.reads, by_line=False)
    if not chain.by_line(each):
        return [
            *asked,
            "v_standing = before",
            f"granted = {_call('left', each.name, each.clause.rule)}",
            *_kept_within("before"),
            *_counted(chain, each),
        ]
    return [
        *asked,
        "spread = 0",
        "granted = 0",
        "v_older = 0",
        "for line in range(first, last):",
        "    v_standing = line_standing[line]",
        *(f"    {line}" for line in _loads(chain, each.reads, by_line=True)),
        f"    remains = {_call('left', each.name, each.clause.rule)}",
        f"    if remains == {MISSING}:",
        f"        granted = {MISSING}",
        "        break",
        f"    if remains == {UNSET}:",
        "        remains = v_standing",
        "    remains = max(0, min(v_standing, remains))",
        "    line_standing[line] = remains",
        "    granted += remains",
        "    v_older += v_standing",
        *(f"    {line}" for line in _counted(chain, each, left="remains")),
    ]


def _kept_within(asked: str) -> list[str]:
    return [f"if granted != {UNSET} and granted != {MISSING}:", f"    granted = max(0, min({asked}, granted))"]


def _counted(chain: Chain, each: Link, *, left: str = "granted") -> list[str]:
    """Lines that take what a link uses from its counter: at once, or for the lines that follow it alone."""
    if each.uses is None or (each.used_in_the_end and not chain.by_line(each)):
        return []
    name, place = f"v_{each.counter}_left", list(chain.counters).index(each.counter)
    known = " and ".join(f"{value} != {absence}" for value in (left, name) for absence in (UNSET, MISSING))
    return [
        f"if {known}:",
        f"    v_granted = {left}",
        f"    taken = max(0, {_call('used', each.name, each.uses)})",
        f"    {name} -= taken",
        *([] if each.used_in_the_end else [f"    used[places[{place}]] += taken"]),
    ]


def _left(chain: Chain, counter: str) -> list[str]:
    total = f"figures[{_place(chain, f'{counter}_total')}]"
    place = list(chain.counters).index(counter)
    return [
        f"v_{counter}_left = {total}",
        f"if v_{counter}_left != {UNSET} and v_{counter}_left != {MISSING}:",
        f"    v_{counter}_left = max(0, v_{counter}_left - used[places[{place}]])",
    ]


def _loads(chain: Chain, names: Sequence[str], *, by_line: bool) -> list[str]:
    """Lines that load the values of names: those of a line, or all the others; what a measure reads comes first."""
    lines: list[str] = []
    for name in dict.fromkeys(_deepest_first(chain, names)):
        of_line = any(each in chain.lines for each in _opened(chain, [name]))
        if of_line != by_line:
            continue
        if name in chain.lines:
            lines.append(f"v_{name} = {name}[line]")
        elif name in chain.measures:
            reads = ", ".join(f"v_{each}" for each in parameters(chain.measures[name]))
            lines.append(f"v_{name} = measured_{name}({reads})")
        elif name.removesuffix("_left") in chain.counters and name.endswith("_left"):
            lines += _left(chain, name.removesuffix("_left"))
        elif name in chain.link_terms:
            lines.append(f"v_{name} = terms[{chain.term_names.index(name)}]")
        else:
            lines.append(f"v_{name} = figures[{_place(chain, name)}]")
    return lines


def _deepest_first(chain: Chain, names: Sequence[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        if name in chain.measures:
            found += _deepest_first(chain, parameters(chain.measures[name]))
        if name not in {GRANTED, OLDER}:
            found.append(name)
    return found


def _call(what: str, name: str, function: Function) -> str:
    return f"{what}_{name}({', '.join(f'v_{each}' for each in parameters(function))})"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a chain made of one amount, link by link.

    `remains` is None where a link lacks a value, and `findings` ends with it. `lines` is what stands of each line.
    """

    remains: int | None
    lines: tuple[int, ...]
    findings: tuple[Finding, ...]


def settle_plainly(
    chain: Chain,
    codes: Sequence[int],
    *,
    figures: Mapping[str, int],
    terms: Mapping[str, int],
    lines: Mapping[str, Sequence[int]],
    standing: Sequence[int],
    used: list[int],
    places: Mapping[str, int],
) -> Settled:
    """One amount through the chain, with what each link read: the text of the compiled chain, one link at a time.

    `standing` is what stands of each line at the start; `used` is changed at the `places` of the counters. A figure not
    told is missing.
    """
    stands = list(standing)
    at = [sum(stands), *(figures.get(name, MISSING) for name in chain.figure_names[1:])]
    agreed = [terms.get(name, UNSET) for name in chain.term_names]
    of_lines = [list(lines[name]) for name in chain.lines]
    counters = [places[name] for name in chain.counters]
    findings = []
    for code in codes:
        if code == 0:
            break
        each, before, counted, before_lines = chain.of_code(code), list(at), list(used), list(stands)
        stopped = chain.plain["ask"]([code], at, agreed, 0, len(stands), *of_lines, stands, used, counters, [0])
        values = _values(chain, each, before, agreed, counted, places)
        missing = tuple(name for name, value in values.items() if value == MISSING and name not in chain.measures)
        if stopped == 0:
            at[0], stands = before[0], before_lines
            findings.append(
                Finding(each.name, each.clause.stage, NEEDS_INFORMATION, values, missing, asked=before[0], granted=0)
            )
            return Settled(None, tuple(stands), tuple(findings))
        verdict = _verdict(values, before[0], at[0])
        findings.append(Finding(each.name, each.clause.stage, verdict, values, asked=before[0], granted=at[0]))
    chain.plain["close"](codes, at, agreed, 0, len(stands), *of_lines, stands, used, counters)
    return Settled(at[0], tuple(stands), tuple(findings))


def _verdict(values: Mapping[str, int], asked: int, granted: int) -> int:
    if UNSET in values.values() and granted == asked:
        return NOT_APPLICABLE
    if granted == asked:
        return KEPT
    return PARTLY if granted > 0 else REFUSED


def _values(
    chain: Chain,
    each: Link,
    figures: Sequence[int],
    terms: Sequence[int],
    used: Sequence[int],
    places: Mapping[str, int],
) -> dict[str, int]:
    """What a link read of the amount and of the terms, measures opened; what it read of lines is told by line."""
    found: dict[str, int] = {}
    for name in dict.fromkeys(_deepest_first(chain, each.reads)):
        if name in chain.measures:
            reads = [found.get(read, MISSING) for read in parameters(chain.measures[name])]
            absent = next((value for value in (UNSET, MISSING) if value in reads), None)
            found[name] = chain.measures[name](*reads) if absent is None else absent
        elif name.endswith("_left") and (counter := name.removesuffix("_left")) in chain.counters:
            total = figures[_place(chain, f"{counter}_total")]
            found[name] = total if total in {MISSING, UNSET} else max(0, total - used[places[counter]])
        elif name in chain.link_terms:
            found[name] = terms[chain.term_names.index(name)]
        elif name not in chain.lines:
            found[name] = figures[_place(chain, name)]
    return found


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
