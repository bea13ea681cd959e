"""Fees of a year: for each limit asked for, for each that was monitored, and on sums recovered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from encours.clauses.charge_choices import CommissionOn, MonitoringPeriod
from encours.clauses.wordings.premium import RESULT
from encours.engine.charged import charged
from encours.engine.findings import Finding
from encours.engine.verdicts import NOT_APPLICABLE
from encours.premium.agreed import Agreed, AgreedTerms
from encours.premium.bases import BaseLine
from encours.premium.counted import taxed_as, taxed_as_of
from encours.premium.known import Known, Request, SumRecovered
from encours.premium.limit_months import month_of
from encours.premium.lines import MONITORING_FEE, RECOVERY_COMMISSION, REQUEST_FEE, PremiumLine
from encours.premium.pieces import Piece, TaxedAs, days_of, owed
from encours.units import MISSING, UNSET, WHOLE, Code, Count, Day, Months

PERIODS: Final = {"limit_months": 1, "limit_quarters": 3, "limit_years": 12}
"""Months that one monitoring fee may be for, in the order of `MonitoringPeriod`."""


def months_of_a_fee(every: Code) -> Months:
    """Months that one monitoring fee is for."""
    return list(PERIODS.values())[MonitoringPeriod.numbered(every)]


def fees(agreed: AgreedTerms, known: Known, *, first: Day, through: Day) -> Iterator[Piece]:
    """Every fee of the year to a day."""
    yield from _requests(agreed, known, first=first, through=through)
    yield from _monitoring(agreed, known.monitored, first=first, through=through)
    yield from _commissions(agreed, known.recoveries, first=first, through=through)


class _Asked(NamedTuple):
    """Requests of one fee: how many, after how many others of the year, and who bears the fee."""

    requests: tuple[Request, ...]
    number: Count
    before: Count
    weights: dict[TaxedAs, int]


def _requests(agreed: AgreedTerms, known: Known, *, first: Day, through: Day) -> Iterator[Piece]:
    free = agreed.wide("free_requests", first)
    if known.requests is None:
        if (fee := agreed.of("fee_per_request", {}, first)).value != UNSET:
            yield _request_piece(fee, free, _Asked((), MISSING, 0, {}), first=first, through=through)
        return
    in_year = sorted((each for each in known.requests if first <= each.on <= through), key=lambda each: each.on)
    groups: dict[Agreed, list[tuple[Count, Request]]] = {}
    for place, each in enumerate(in_year):
        groups.setdefault(agreed.of("fee_per_request", each.keys, each.on), []).append((place, each))
    for fee, group in groups.items():
        if fee.value != UNSET:
            asked = _asked(agreed, group, free, is_alone=len(groups) == 1)
            yield _request_piece(fee, free, asked, first=first, through=through)


def _asked(agreed: AgreedTerms, group: Sequence[tuple[Count, Request]], free: Count, *, is_alone: bool) -> _Asked:
    """Requests of one fee; between others, the free ones are the first of the year."""
    paid = [each for place, each in group if place >= free]
    requests = tuple(each for _, each in group)
    weights: dict[TaxedAs, int] = {}
    for each in paid or requests:
        key = taxed_as_of(agreed, each.keys, each.on)
        weights[key] = weights.get(key, 0) + 1
    before = 0 if is_alone else free - (len(requests) - len(paid))
    return _Asked(requests, len(requests), before, weights)


def _request_piece(fee: Agreed, free: Count, asked: _Asked, *, first: Day, through: Day) -> Piece:
    figures = {"standing": 0, "requests": asked.number, "requests_before": asked.before}
    terms = {"fee_per_request": fee.value, "free_requests": free}
    (finding,) = charged(RESULT, "request_fee", figures=figures, terms=terms)
    line = PremiumLine(
        kind=REQUEST_FEE,
        first=first,
        last=through,
        amount=owed(finding),
        keys=dict(fee.when),
        counted_days=days_of(each.on for each in asked.requests),
        count=max(0, asked.number),
        term="fee_per_request",
        clause=finding.clause,
        finding=finding,
        facts=tuple(each.fact for each in asked.requests if each.fact),
    )
    return Piece(line=line, weights=asked.weights)


def _monitoring(agreed: AgreedTerms, lines: Sequence[BaseLine], *, first: Day, through: Day) -> Iterator[Piece]:
    groups: dict[Agreed, list[BaseLine]] = {}
    begun: dict[tuple[str, str, Count], Agreed] = {}
    months = months_of_a_fee(agreed.wide("monitoring_fee_every", first))
    for each in sorted(lines, key=lambda line: line.on):
        fee = agreed.of("monitoring_fee", each.keys, each.on)
        if first <= each.on <= through and fee.value != UNSET and not each.excluded:
            # A fee pays for its period whole: one that an endorsement changes is that of the next period.
            fee = begun.setdefault(_period_of(each, first, months), fee)
            groups.setdefault(fee, []).append(each)
    for fee, group in groups.items():
        finding = _monitored(agreed, fee, group, first)
        line = PremiumLine(
            kind=MONITORING_FEE,
            first=first,
            last=through,
            amount=owed(finding),
            keys=dict(fee.when),
            counted_days=days_of(each.on for each in group),
            count=max(0, finding.values["monitored"]),
            term="monitoring_fee",
            clause=finding.clause,
            finding=finding,
            facts=tuple(dict.fromkeys(each.fact for each in group if each.fact)),
        )
        yield Piece(line=line, weights=_who_is_monitored(agreed, group, first))


def _held(group: Sequence[BaseLine], first: Day, months: Count) -> dict[tuple[str, str, Count], BaseLine]:
    """Limits by periods of so many months of the policy year, each as it was when the period was begun.

    One buyer and kind of limit is one limit.
    """
    held: dict[tuple[str, str, Count], BaseLine] = {}
    for each in group:
        held.setdefault(_period_of(each, first, months), each)
    return held


def _period_of(line: BaseLine, first: Day, months: Count) -> tuple[str, str, Count]:
    return line.buyer, line.keys.get("limit_kind", ""), (month_of(line.on) - month_of(first)) // months


def _monitored(agreed: AgreedTerms, fee: Agreed, group: Sequence[BaseLine], first: Day) -> Finding:
    """What the clause charges for these limits."""
    counts = {name: len(_held(group, first, months)) for name, months in PERIODS.items()}
    terms = {"monitoring_fee": fee.value, "monitoring_fee_every": agreed.wide("monitoring_fee_every", first)}
    return charged(RESULT, "monitored_limit", figures={"standing": 0, **counts}, terms=terms)[0]


def _who_is_monitored(agreed: AgreedTerms, group: Sequence[BaseLine], first: Day) -> dict[TaxedAs, int]:
    """How many fees each kind of business bears."""
    weights: dict[TaxedAs, int] = {}
    for each in _held(group, first, months_of_a_fee(agreed.wide("monitoring_fee_every", first))).values():
        key = taxed_as(agreed, each)
        weights[key] = weights.get(key, 0) + 1
    return weights


def _commissions(
    agreed: AgreedTerms, recoveries: Sequence[SumRecovered], *, first: Day, through: Day
) -> Iterator[Piece]:
    groups: dict[Agreed, list[SumRecovered]] = {}
    for each in recoveries:
        rate = agreed.of("recovery_commission_rate", each.keys, each.on)
        if first <= each.on <= through and rate.value != UNSET:
            groups.setdefault(rate, []).append(each)
    for rate, group in groups.items():
        figures = {"standing": 0}
        for name in ("on_insured", "on_uninsured"):
            amounts = [getattr(each, name) for each in group]
            figures[f"recovered_{name}"] = MISSING if MISSING in amounts else sum(amounts)
        terms = {
            "recovery_commission_rate": rate.value,
            "recovery_commission_on": agreed.wide("recovery_commission_on", first),
        }
        (finding,) = charged(RESULT, "recovery_commission", figures=figures, terms=terms)
        if finding.verdict == NOT_APPLICABLE:
            continue
        line = PremiumLine(
            kind=RECOVERY_COMMISSION, first=first, last=through, amount=owed(finding), keys=dict(rate.when),
            counted_days=days_of(each.on for each in group),
            base=finding.values["sums_commissioned"],
            rate=None if rate.value == MISSING else Fraction(rate.value, WHOLE),
            term="recovery_commission_rate", clause=finding.clause, finding=finding,
            facts=tuple(each.fact for each in group if each.fact),
        )  # fmt: skip
        yield Piece(line=line, weights=_who_recovered(agreed, group, terms["recovery_commission_on"]))


def _who_recovered(agreed: AgreedTerms, group: Sequence[SumRecovered], which: int) -> dict[TaxedAs, int]:
    """How much of the sums that bear a commission each kind of business has."""
    weights: dict[TaxedAs, int] = {}
    for each in group:
        key = taxed_as_of(agreed, each.keys, each.on)
        bears = each.on_uninsured + (each.on_insured if which == CommissionOn.EVERY else 0)
        weights[key] = weights.get(key, 0) + bears
    return weights
