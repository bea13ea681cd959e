"""What a year costs at least and at most, whatever is sold, and the premiums that no sale bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from encours.clauses.wordings.premium import PRICE
from encours.engine.charged import charged
from encours.engine.findings import Finding
from encours.engine.verdicts import NOT_APPLICABLE
from encours.premium.agreed import AgreedTerms
from encours.premium.lines import FLAT_PREMIUM, LIMIT_PREMIUM, MAXIMUM, MINIMUM, OPTION, PremiumLine
from encours.premium.pieces import Piece, Weights, owed, total
from encours.units import MILLION, MISSING, UNSET, Cents, Day

_MINIMA: Final = {"minimum_premium": "minimum_premium", "minimum_of_the_estimate": "minimum_premium_share"}
"""Clauses that give a minimum, each with its own term."""
_NOTHING: Final = MappingProxyType({"premium_alone": 0, "premium_of_options": 0, "premium_of_limits": 0})
"""Premium of a year in which nothing is sold, by what counts towards the minimum."""


def flat(agreed: AgreedTerms, weights: Weights, *, first: Day, through: Day) -> Iterator[Piece]:
    """Premiums that no sale bears, where the policy has them."""
    liability = agreed.wide("maximum_liability", first)
    figures = {"standing": 0, "liability": MISSING if liability == UNSET else liability}
    for clause, term in (("flat_premium", "flat_premium"), ("premium_of_liability", "liability_premium_rate")):
        value = agreed.wide(term, first)
        (finding,) = charged(PRICE, clause, figures=figures, terms={term: value})
        if finding.verdict == NOT_APPLICABLE:
            continue
        is_rate = clause == "premium_of_liability"
        line = PremiumLine(
            kind=FLAT_PREMIUM,
            first=first,
            last=through,
            amount=owed(finding),
            base=figures["liability"] if is_rate else MISSING,
            rate=Fraction(value, MILLION) if is_rate and value != MISSING else None,
            term=term,
            clause=clause,
            finding=finding,
        )
        yield Piece(line=line, weights=weights)


def least(agreed: AgreedTerms, estimated_premium: Cents, on: Day) -> Cents:
    """Minimum premium of a year: what its clauses ask where nothing is sold; 0 where there is none."""
    asked = _asked(agreed, estimated_premium, _NOTHING, on)
    return MISSING if any(each.missing for each in asked) else max((each.granted or 0 for each in asked), default=0)


def _asked(agreed: AgreedTerms, estimated_premium: Cents, compared: Mapping[str, Cents], on: Day) -> Sequence[Finding]:
    """What each clause of the minimum asks beside the premium compared with it, where the policy has it."""
    terms = {name: agreed.wide(name, on) for name in (*_MINIMA.values(), "minimum_premium_counts")}
    figures = {"standing": 0, "estimated_premium": estimated_premium, **compared}
    findings = [charged(PRICE, clause, figures=figures, terms=terms)[0] for clause in _MINIMA]
    return [each for each in findings if each.verdict != NOT_APPLICABLE]


def minimum(
    agreed: AgreedTerms,
    pieces: Sequence[Piece],
    estimated_premium: Cents,
    weights: Weights,
    *,
    first: Day,
    through: Day,
) -> Iterator[Piece]:
    """What is due beside the premium so far so that the minimum is reached: the higher of what two minima ask."""
    asked = _asked(agreed, estimated_premium, _compared(agreed, pieces, first), first)
    if asked:
        finding = next((each for each in asked if each.missing), max(asked, key=lambda each: each.granted or 0))
        yield Piece(line=_line(MINIMUM, finding, owed(finding), first=first, through=through), weights=weights)


def _compared(agreed: AgreedTerms, pieces: Sequence[Piece], on: Day) -> Mapping[str, Cents]:
    """Premium by what counts towards the minimum; nothing where the minimum pays for sales beforehand."""
    if agreed.wide("minimum_premium_sales", on) != UNSET:
        return _NOTHING
    return {
        "premium_alone": total(each for each in pieces if each.line.kind not in {OPTION, LIMIT_PREMIUM}),
        "premium_of_options": total(each for each in pieces if each.line.kind == OPTION),
        "premium_of_limits": total(each for each in pieces if each.line.kind == LIMIT_PREMIUM),
    }


def maximum(
    agreed: AgreedTerms, pieces: Sequence[Piece], weights: Weights, *, first: Day, through: Day
) -> Iterator[Piece]:
    """What is above the maximum and is not due, as a line below zero."""
    terms = {"maximum_premium": agreed.wide("maximum_premium", first)}
    (finding,) = charged(PRICE, "maximum_premium", figures={"standing": total(pieces)}, terms=terms)
    if finding.verdict != NOT_APPLICABLE and (finding.granted or finding.missing):
        amount = MISSING if finding.missing else -(finding.granted or 0)
        yield Piece(line=_line(MAXIMUM, finding, amount, first=first, through=through), weights=weights)


def _line(kind: str, finding: Finding, amount: Cents, *, first: Day, through: Day) -> PremiumLine:
    term = _MINIMA.get(finding.clause, finding.clause)
    return PremiumLine(
        kind=kind, first=first, last=through, amount=amount, term=term, clause=finding.clause, finding=finding
    )
