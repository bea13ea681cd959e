"""Premium of what was counted so far: one rounding for each rate, on all that it is of since the year began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from encours.clauses.charge_choices import BandReading
from encours.clauses.wordings.premium import PRICE
from encours.engine.charged import charged
from encours.engine.findings import Finding
from encours.engine.verdicts import NOT_APPLICABLE
from encours.premium.agreed import Agreed, AgreedTerms
from encours.premium.counted import BY_AMOUNT, BY_TERMS, ONE_RATE, Counted
from encours.premium.lines import OPTION, PREMIUM, PremiumLine
from encours.premium.pieces import Piece, Weights, added, days_of, owed, spread, total
from encours.units import MILLION, MISSING, UNSET, WHOLE, Cents, Day, portion

CLAUSE_OF: Final = {BY_TERMS: "rate_by_terms", BY_AMOUNT: "rate_by_amount", ONE_RATE: "premium_rate"}


class _Rate(NamedTuple):
    """What lines must share for their amounts to be added up under one rate."""

    source: str
    agreed: Agreed
    band: int


def rated(agreed: AgreedTerms, counted: Sequence[Counted], *, first: Day, through: Day) -> tuple[Piece, ...]:
    """Premium and options of what was counted from the first day of the year to a day."""
    groups: dict[_Rate, list[Counted]] = {}
    for each in counted:
        if first <= each.line.on <= through:
            groups.setdefault(_Rate(each.source, each.rate, each.band), []).append(each)
    amounts = [each.amount for group in groups.values() for each in group]
    in_all = MISSING if MISSING in amounts else sum(amounts)
    found: list[Piece] = []
    bearing: dict[tuple[str, Agreed], list[Weights | None]] = {}
    for rate, group in groups.items():
        pieces = tuple(_pieces(agreed, rate, group, in_all, first=first, through=through))
        found += pieces
        for option, weights in _optional(group, pieces):
            bearing.setdefault(option, []).append(weights)
    options = (_option(name, each, of, first=first, through=through) for (name, each), of in bearing.items())
    return (*found, *options)


def _pieces(
    agreed: AgreedTerms, rate: _Rate, group: Sequence[Counted], in_all: Cents, *, first: Day, through: Day
) -> Iterator[Piece]:
    """Lines of one rate: one, or one for each band of amounts that is reached."""
    amounts = [each.amount for each in group]
    base = MISSING if MISSING in amounts else sum(amounts)
    above = _above_the_minimum(agreed, base, in_all, first)
    weights = added({each.taxed_as: each.amount} for each in group) if base != MISSING else {}
    facts = tuple(dict.fromkeys(each.line.fact for each in group if each.line.fact))
    for finding in _findings(agreed, rate, group, above, first):
        yield Piece(
            line=PremiumLine(
                kind=PREMIUM,
                first=first,
                last=through,
                amount=owed(finding),
                keys=dict(rate.agreed.when),
                counted_days=days_of(each.line.on for each in group),
                basis=group[0].line.basis,
                base=_part(finding, agreed, above, first),
                rate=_fraction(rate, finding),
                term=rate.source,
                clause=finding.clause,
                finding=finding,
                facts=facts,
            ),
            weights=weights,
        )


def _above_the_minimum(agreed: AgreedTerms, base: Cents, in_all: Cents, on: Day) -> Cents:
    """What of a base the minimum premium does not pay for already."""
    figures = {"standing": base, "counted_in_all": in_all}
    terms = {"minimum_premium_sales": agreed.wide("minimum_premium_sales", on)}
    (finding,) = charged(PRICE, "sales_paid_by_the_minimum", figures=figures, terms=terms)
    return base if finding.verdict == NOT_APPLICABLE else owed(finding)


def _findings(agreed: AgreedTerms, rate: _Rate, group: Sequence[Counted], above: Cents, on: Day) -> list[Finding]:
    """What the clause of the rate says: of bands, of those that something lies in."""
    if not rate.source:
        missing = Finding("premium_rate", "charge", NOT_APPLICABLE, {"premium_rate": UNSET}, ("premium_rate",))
        return [missing]
    figures = {"standing": above, "credit_days": group[0].line.credit_days}
    terms = {rate.source: rate.agreed.value, "premium_bands": agreed.wide("premium_bands", on)}
    found = charged(PRICE, CLAUSE_OF[rate.source], figures=figures, terms=terms)
    if rate.source == BY_TERMS and rate.band >= 0:
        return [found[rate.band]]
    is_parted = agreed.wide("premium_bands", on) == BandReading.PARTS
    reached = [each for each in found if _is_reached(each, above, is_parted=is_parted)]
    return reached if rate.source == BY_AMOUNT else [found[0]]


def _is_reached(finding: Finding, above: Cents, *, is_parted: bool) -> bool:
    """Whether something of a base lies in a band, or the whole ends in it; credit notes lie in the first."""
    start, end = (finding.values.get(name, MISSING) for name in ("band_start", "band_end"))
    if MISSING in {start, end, above}:
        return True
    return (start == 0 or above > start) and (is_parted or above <= end)


def _part(finding: Finding, agreed: AgreedTerms, above: Cents, on: Day) -> Cents:
    """Amount that a line's rate is of: of a band, the part that lies in it, or the whole."""
    is_parted = finding.clause == "rate_by_amount" and agreed.wide("premium_bands", on) == BandReading.PARTS
    if not is_parted or "band_start" not in finding.values or MISSING in {above, finding.values["band_start"]}:
        return above
    return min(above, finding.values["band_end"]) - finding.values["band_start"]


def _fraction(rate: _Rate, finding: Finding) -> Fraction | None:
    value = finding.values.get("band_rate", rate.agreed.value)
    return None if value in {MISSING, UNSET} else Fraction(value, MILLION)


def _optional(group: Sequence[Counted], pieces: Sequence[Piece]) -> Iterator[tuple[tuple[str, Agreed], Weights | None]]:
    """Premium that each option is a percentage of, by how it is taxed; None where it cannot be told."""
    premium = total(pieces)
    base = MISSING if any(each.amount == MISSING for each in group) else sum(each.amount for each in group)
    for option in dict.fromkeys(option for each in group for option in each.options):
        if MISSING in {premium, base}:
            yield option, None
            continue
        bearing = [each for each in group if option in each.options]
        part = sum(each.amount for each in bearing)
        sign = -1 if base < 0 else 1
        borne = portion(premium, sign * part, sign * base) if base else 0
        yield option, spread(borne, added({each.taxed_as: each.amount} for each in bearing))


def _option(name: str, option: Agreed, of: Sequence[Weights | None], *, first: Day, through: Day) -> Piece:
    """Line of one option, on the premium of every rate whose sales bear it."""
    known = [each for each in of if each is not None]
    weights = added(known)
    standing = MISSING if len(known) < len(of) else sum(weights.values())
    (finding,) = charged(PRICE, "priced_option", figures={"standing": standing}, terms={name: option.value})
    line = PremiumLine(
        kind=OPTION,
        first=first,
        last=through,
        amount=owed(finding),
        keys=dict(option.when),
        base=standing,
        rate=None if option.value == MISSING else Fraction(option.value, WHOLE),
        term=name,
        clause=finding.clause,
        finding=finding,
    )
    return Piece(line=line, weights=weights)
