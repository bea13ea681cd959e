"""What the result of a year gives back or costs: bonus, malus, no-claims bonus, profit share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from encours.clauses.wordings.premium import RESULT
from encours.engine.charged import charged
from encours.engine.findings import Finding
from encours.engine.verdicts import KEPT, NOT_APPLICABLE
from encours.premium.agreed import AgreedTerms
from encours.premium.known import Known
from encours.premium.lines import BONUS, MALUS, NO_CLAIMS_BONUS, PROFIT_SHARE, PremiumLine
from encours.premium.pieces import Piece, Weights
from encours.units import MILLION, MISSING, WHOLE, Cents, Day

CLAUSES: Final = {
    "bonus": (BONUS, "bonus_by_loss_ratio"),
    "malus": (MALUS, "malus_by_loss_ratio"),
    "no_claims_bonus": (NO_CLAIMS_BONUS, "no_claims_bonus_step"),
    "profit_share": (PROFIT_SHARE, "profit_share_rate"),
}
"""Kind of line of each clause, and the term without which it says nothing."""


def results(
    agreed: AgreedTerms, known: Known, net: Cents, minimum: Cents, weights: Weights, *, first: Day, last: Day
) -> Iterator[Piece]:
    """Lines of the result of a year that is over: what is given back is below zero, and never more than is there.

    What one clause gives back is no longer there for the next: together they stop at the minimum.
    """
    above = MISSING if MISSING in {net, minimum} else max(0, net - minimum)
    for clause, (kind, term) in CLAUSES.items():
        finding = _finding(agreed, clause, {**_figures(agreed, known, net, first), "above_minimum": above}, first)
        if finding.verdict == NOT_APPLICABLE:
            continue
        amount = MISSING if finding.missing else finding.granted or 0
        if kind != MALUS and amount != MISSING:
            above = above if above == MISSING else max(0, above - amount)
            amount = -amount
        yield Piece(line=_line(kind, term, finding, amount, net, first=first, last=last), weights=weights)


def _finding(agreed: AgreedTerms, clause: str, figures: Mapping[str, int], on: Day) -> Finding:
    """Answer of a clause: of the band that gives something, or the first of what lacks, or of none."""
    names = RESULT.of_code(RESULT.code_of[clause]).clause.terms
    found = charged(RESULT, clause, figures=figures, terms={name: agreed.wide(name, on) for name in names})
    return next((each for each in found if each.missing or each.verdict == KEPT), found[0])


def _figures(agreed: AgreedTerms, known: Known, net: Cents, on: Day) -> dict[str, int]:
    earlier = 0 if agreed.wide("loss_ratio_years", on) == 1 else known.earlier_premium
    return {
        "standing": net,
        "claims_paid": known.claims_paid,
        "claims_outstanding": known.claims_outstanding,
        "claims_recovered": known.claims_recovered,
        "premium_of_ratio": MISSING if MISSING in {net, earlier} else net + earlier,
        "premium_paid": known.premium_paid,
        "renewed": known.renewed,
        "confirmed_in_writing": known.confirmed_in_writing,
        "all_claims_closed": known.all_claims_closed,
        "years_without_claim": known.years_without_claim,
    }


def _line(kind: str, term: str, finding: Finding, amount: Cents, net: Cents, *, first: Day, last: Day) -> PremiumLine:
    band = finding.values.get("band_rate", MISSING)
    rate = None if band == MISSING else Fraction(band, MILLION)
    if term == "profit_share_rate":
        rate = Fraction(finding.values[term], WHOLE)
    return PremiumLine(
        kind=kind, first=first, last=last, amount=amount, base=net, rate=rate, term=term,
        clause=finding.clause, finding=finding,
    )  # fmt: skip
