"""One amount through a chain, with what each link read: the reference and the explanation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from encours.engine.chain import Chain, Link
from encours.engine.chain_text import plain_functions
from encours.engine.clause import parameters
from encours.engine.findings import Finding
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, PARTLY, REFUSED
from encours.units import MISSING, UNSET


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
    findings, functions = [], plain_functions(chain)
    for code in codes:
        if code == 0:
            break
        each, before, counted, before_lines = chain.of_code(code), list(at), list(used), list(stands)
        stopped = functions["ask"]([code], at, agreed, 0, len(stands), *of_lines, stands, used, counters, [0])
        values = _values(chain, each, figures=before, terms=agreed, used=counted, places=places)
        if stopped == 0:
            at[0], stands = before[0], before_lines
            missing = tuple(_missing(chain, each.reads, values))
            findings.append(
                Finding(each.name, each.clause.stage, NEEDS_INFORMATION, values, missing, asked=before[0], granted=0)
            )
            return Settled(None, tuple(stands), tuple(findings))
        verdict = _verdict(values, before[0], at[0])
        findings.append(Finding(each.name, each.clause.stage, verdict, values, asked=before[0], granted=at[0]))
    functions["close"](codes, at, agreed, 0, len(stands), *of_lines, stands, used, counters)
    return Settled(at[0], tuple(stands), tuple(findings))


def _verdict(values: Mapping[str, int], asked: int, granted: int) -> int:
    if UNSET in values.values() and granted == asked:
        return NOT_APPLICABLE
    if granted == asked:
        return KEPT
    return PARTLY if granted > 0 else REFUSED


def _missing(chain: Chain, reads: Iterable[str], values: Mapping[str, int]) -> Iterator[str]:
    """Names of what is missing: of a measure that is, what it reads."""
    for name in dict.fromkeys(reads):
        if values.get(name) == MISSING and name in chain.measures:
            yield from _missing(chain, parameters(chain.measures[name]), values)
        elif values.get(name) == MISSING:
            yield name


def _values(
    chain: Chain,
    each: Link,
    *,
    figures: Sequence[int],
    terms: Sequence[int],
    used: Sequence[int],
    places: Mapping[str, int],
) -> dict[str, int]:
    """What a link read of the amount and of the terms, measures opened; what it read of lines is told by line."""
    found: dict[str, int] = {}
    for name in chain.deepest_first(each.reads):
        if name in chain.measures:
            measure = chain.measures[name]
            needed = [found[read] for read in chain.needed_by(measure)]
            absent = next((value for value in (UNSET, MISSING) if value in needed), None)
            reads = (found.get(read, MISSING) for read in parameters(measure))
            found[name] = measure(*reads) if absent is None else absent
        elif name.endswith("_left") and (counter := name.removesuffix("_left")) in chain.counters:
            total = figures[chain.place(f"{counter}_total")]
            found[name] = total if total in {MISSING, UNSET} else max(0, total - used[places[counter]])
        elif name in chain.link_terms:
            found[name] = terms[chain.term_names.index(name)]
        elif name not in chain.lines:
            found[name] = figures[chain.place(name)]
    return found
