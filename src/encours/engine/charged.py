"""A link asked as a charge: what its rule answers of what stands is owed beside it, and may be more, or below zero.

A charge may be asked over terms: once for each that is set, as `agreed`, or once for each band of a term in bands, as
`band_start`, `band_end` and `band_rate`. The answers are told apart, and each is owed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from encours.engine.bands import unpacked_bands
from encours.engine.chain import STANDING, Chain, Link
from encours.engine.clause import Function, parameters
from encours.engine.findings import Finding
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, REFUSED
from encours.units import MISSING, UNSET

AGREED: Final = "agreed"
BAND: Final = ("band_start", "band_end", "band_rate")


def charged(chain: Chain, name: str, *, figures: Mapping[str, int], terms: Mapping[str, int]) -> tuple[Finding, ...]:
    """What a link of the chain charges: a finding each time it is asked, one that says so where it does not apply.

    `figures` hold what stands, as `standing`; a figure that is not told is missing, a term that is not told is unset.
    """
    each = chain.of_code(chain.code_of[name])
    asked = list(_askings(each, chain, terms))
    if not asked:
        values = dict.fromkeys(each.asked_over, UNSET)
        stands = figures.get(STANDING, MISSING)
        return (Finding(each.name, each.clause.stage, NOT_APPLICABLE, values, asked=stands, granted=0),)
    return tuple(_answer(chain, each, {**figures, **beside}, terms, told) for told, beside in asked)


def _askings(
    each: Link, chain: Chain, terms: Mapping[str, int]
) -> Iterator[tuple[Mapping[str, int], Mapping[str, int]]]:
    """How often it is asked: what a finding tells of the term asked over, and the figures it gives."""
    if not each.asked_over:
        yield {}, {}
    for name in each.asked_over:
        value = terms.get(name, UNSET)
        if value == UNSET:
            continue
        is_banded = chain.link_terms[name].unit.name not in {"basis points", "cents", "millionths"}
        if value == MISSING or not is_banded:
            missing = dict.fromkeys(BAND, MISSING) if is_banded else {}
            yield {name: value}, {AGREED: value, **missing}
            continue
        for band in unpacked_bands(value):
            yield {}, dict(zip(BAND, band, strict=True))


def _answer(
    chain: Chain, each: Link, figures: Mapping[str, int], terms: Mapping[str, int], told: Mapping[str, int]
) -> Finding:
    reads = parameters(each.clause.rule)
    opened = {name: _value(chain, name, figures, terms) for name in chain.deepest_first(reads)}
    values = {name: opened[name] if name in opened else _value(chain, name, figures, terms) for name in reads}
    shown = {**{name: value for name, value in opened.items() if name != STANDING}, **told}
    stands = figures.get(STANDING, MISSING)
    if UNSET in values.values():
        return Finding(each.name, each.clause.stage, NOT_APPLICABLE, shown, asked=stands, granted=0)
    if MISSING in values.values():
        lacking = tuple(_lacking(chain, [name for name, value in values.items() if value == MISSING], opened))
        return Finding(each.name, each.clause.stage, NEEDS_INFORMATION, shown, lacking, asked=stands, granted=0)
    owed = each.clause.rule(**values)
    return Finding(each.name, each.clause.stage, KEPT if owed else REFUSED, shown, asked=stands, granted=owed)


def _lacking(chain: Chain, names: list[str], opened: Mapping[str, int]) -> Iterator[str]:
    """Names of what is missing: of a measure that is, what it reads."""
    for name in names:
        if name in chain.measures:
            yield from _lacking(chain, _picked(chain.measures[name], opened), opened)
        else:
            yield name


def _picked(measure: Function, opened: Mapping[str, int]) -> list[str]:
    """What a measure reads that nobody knows, and that it cannot do without: were the rest known, it would still lack.

    One that needs all it lacks, and picks none of them alone, names them all.
    """
    reads = {name: opened.get(name, MISSING) for name in parameters(measure)}
    missing = [name for name, value in reads.items() if value == MISSING]
    known = {name: 0 if value == MISSING else value for name, value in reads.items()}
    return [name for name in missing if measure(**{**known, name: MISSING}) == MISSING] or missing


def _value(chain: Chain, name: str, figures: Mapping[str, int], terms: Mapping[str, int]) -> int:
    if name in chain.measures:
        measure = chain.measures[name]
        reads = {read: _value(chain, read, figures, terms) for read in parameters(measure)}
        needed = [reads[read] for read in chain.needed_by(measure)]
        absent = next((value for value in (UNSET, MISSING) if value in needed), None)
        return measure(**reads) if absent is None else absent
    return terms.get(name, UNSET) if name in chain.link_terms else figures.get(name, MISSING)
