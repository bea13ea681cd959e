"""The text of a chain: its links' own rules, and the two functions that ask them in the order of the codes.

The same text runs as it stands, on lists, and compiled, on arrays.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from encours.engine.chain import ENGINE_NAMES, Chain, Link
from encours.engine.clause import Function, check_rules, parameters
from encours.engine.source import text_of
from encours.units import LANGUAGE, MISSING, UNSET


def text_of_chain(chain: Chain) -> str:
    """Every rule of a chain, and the functions `ask` and `close`: self-contained, without what compiles it."""
    return "\n\n".join(functions_of_chain(chain)) + "\n"


def functions_of_chain(chain: Chain) -> list[str]:
    """Text of each function of a chain, those it calls before it, `ask` and `close` last."""
    known = {f.__name__: f.__name__ for f in LANGUAGE}
    for each in chain.links:
        check_rules(each.clause.rule, each.uses, *each.measures)
    parts = [text_of(f, known=known) for f in LANGUAGE]
    for name, measure in chain.measures.items():
        parts.append(text_of(measure, name=f"measured_{name}", known=known, guard=_guard(chain.needed_by(measure))))
    for each in chain.links:
        for what, function in (("left", each.clause.rule), ("used", each.uses)):
            if function is not None:
                guard = _guard(parameters(function))
                parts.append(text_of(function, name=f"{what}_{each.name}", known=known, guard=guard))
    return [*parts, _ask_text(chain), _close_text(chain)]


@functools.cache
def plain_functions(chain: Chain) -> Mapping[str, Callable[..., int]]:
    """The functions `ask` and `close` of the text, on plain lists."""
    scope: dict[str, Any] = {}
    exec(compile(text_of_chain(chain), "<chain>", "exec"), scope)  # noqa: S102 - our own text, from our own functions
    return scope


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
            lines += [f"            figures[{chain.place(name)}] = granted" for name in each.records]
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
    # Of a counter with nothing left nobody asks what the amount uses: what that lacks stops nothing.
    known = " and ".join(f"{value} != {absence}" for value in (left, name) for absence in (UNSET, MISSING))
    return [
        f"if {known} and {name} > 0:",
        f"    v_granted = {left}",
        f"    taken = {_call('used', each.name, each.uses)}",
        f"    {name} -= max(0, taken)",
        *([] if each.used_in_the_end else [f"    used[places[{place}]] += max(0, taken)"]),
        *([] if each.used_in_the_end else [f"    if taken == {MISSING}:", f"        granted = {MISSING}"]),
    ]


def _left(chain: Chain, counter: str) -> list[str]:
    total = f"figures[{chain.place(f'{counter}_total')}]"
    place = list(chain.counters).index(counter)
    return [
        f"v_{counter}_left = {total}",
        f"if v_{counter}_left != {UNSET} and v_{counter}_left != {MISSING}:",
        f"    v_{counter}_left = max(0, v_{counter}_left - used[places[{place}]])",
    ]


def _loads(chain: Chain, names: Sequence[str], *, by_line: bool) -> list[str]:
    """Lines that load the values of names: those of a line, or all the others; what a measure reads comes first."""
    lines: list[str] = []
    for name in chain.deepest_first(names):
        of_line = any(each in chain.lines for each in chain.deepest_first([name]))
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
            lines.append(f"v_{name} = figures[{chain.place(name)}]")
    return lines


def _call(what: str, name: str, function: Function) -> str:
    return f"{what}_{name}({', '.join(f'v_{each}' for each in parameters(function))})"
