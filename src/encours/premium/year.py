"""The premium of one policy year, as known on a day: every line, its tax, and what is called of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from encours.clauses.charge_choices import PremiumTax
from encours.policy.schedule import Policy
from encours.premium.agreed import AgreedTerms
from encours.premium.bases import BaseLine
from encours.premium.calls import CalledYear, calls
from encours.premium.counted import Counted, counted, taxed_as_of
from encours.premium.fees import fees
from encours.premium.known import Known
from encours.premium.limit_months import limit_premium
from encours.premium.lines import DEPOSIT, FLAT_PREMIUM, Instalment, PremiumLine, PremiumYear
from encours.premium.minimum import flat, least, maximum, minimum
from encours.premium.pieces import Piece, Weights, added, spread, total
from encours.premium.rated import rated
from encours.premium.results import results
from encours.premium.taxed import taxed
from encours.units import MISSING, UNSET, Cents, Day


def premium_year(
    policy: Policy, lines: Iterable[BaseLine], known: Known, *, first: Day, last: Day, as_of: Day
) -> PremiumYear:
    """Premium of the policy year from `first` to `last`, of what is known to `as_of`; both days are in the year.

    Sales of later days than `as_of` are no premium yet. The result of the year (bonus, malus, profit share) is told
    once it is over.
    """
    agreed = AgreedTerms(policy)
    bears = counted(agreed, lines)
    through, is_over = min(as_of, last), as_of >= last
    estimated = estimated_premium(agreed, known, first=first, last=last)
    of_sales = _of_sales(agreed, bears, known, first=first, through=through)
    weights = _weights(agreed, of_sales, known, first)
    priced = [*of_sales, *flat(agreed, weights, first=first, through=through)]
    priced += minimum(agreed, priced, estimated, weights, first=first, through=through)
    priced += maximum(agreed, priced, weights, first=first, through=through)
    net, floor = total(priced), least(agreed, estimated, first)
    beside = [*fees(agreed, known, first=first, through=through)]
    if is_over:
        beside = [*results(agreed, known, net, floor, weights, first=first, last=last), *beside]
    flats = total(each for each in priced if each.line.kind == FLAT_PREMIUM)

    beside_sales = 0 if agreed.wide("minimum_premium_sales", first) == UNSET else floor

    def so_far(day: Day) -> Cents:
        parts = (total(_of_sales(agreed, bears, known, first=first, through=day)), flats, beside_sales)
        return MISSING if MISSING in parts else sum(parts)

    year = CalledYear(
        first=first, last=last, minimum=floor, estimated_premium=estimated, so_far=so_far,
        most=agreed.wide("maximum_premium", first), net=net,
    )  # fmt: skip
    called = calls(agreed, year, through=through)
    found = [taxed(agreed, each, first=first) for each in (*priced, *beside)]
    return PremiumYear(
        policy=policy.name,
        currency=policy.currency,
        first=first,
        last=last,
        as_of=as_of,
        lines=(*found, *_deposits(called, through, first)),
        instalments=called,
        is_over=is_over,
    )


def _of_sales(agreed: AgreedTerms, bears: Sequence[Counted], known: Known, *, first: Day, through: Day) -> list[Piece]:
    """What sales and limits cost so far: the one place where premium is rounded, for a month as for a year."""
    return [
        *rated(agreed, bears, first=first, through=through),
        *limit_premium(agreed, known.monitored, first=first, through=through),
    ]


def estimated_premium(agreed: AgreedTerms, known: Known, *, first: Day, last: Day) -> Cents:
    """Premium and options of what was estimated for the year; `MISSING` where nothing was."""
    if known.estimate is None:
        return MISSING
    return total(rated(agreed, counted(agreed, known.estimate), first=first, through=last))


def _weights(agreed: AgreedTerms, of_sales: Sequence[Piece], known: Known, on: Day) -> Weights:
    """How kinds of business share what no sale bears: as the premium of the sales, else as the estimate.

    Where the year has neither, or a premium that nobody can tell, it is not known: that is not being all of one kind.
    """
    is_known = all(each.amount != MISSING for each in of_sales)
    borne = added(spread(each.amount, each.weights) for each in of_sales if is_known and each.weights)
    if is_known and any(amount > 0 for amount in borne.values()):
        return borne
    estimate = () if known.estimate is None else counted(agreed, known.estimate)
    expected = added({each.taxed_as: each.amount} for each in estimate if each.amount != MISSING)
    if is_known and any(amount > 0 for amount in expected.values()):
        return expected
    unknown = taxed_as_of(agreed, {}, on)
    return {unknown._replace(premium_tax=PremiumTax.FRENCH) if unknown.premium_tax == MISSING else unknown: 1}


def _deposits(called: Sequence[Instalment], through: Day, first: Day) -> list[PremiumLine]:
    """What was called as a deposit by then, which comes off what is still to pay."""
    return [
        PremiumLine(
            kind=DEPOSIT,
            first=first,
            last=each.on,
            amount=MISSING if each.amount == MISSING else -each.amount,
            term="deposit_premium_share",
            clause=each.clause,
        )
        for each in called
        if each.why == DEPOSIT and each.on <= through
    ]
