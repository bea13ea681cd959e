"""Losses of a ledger under a programme, year by year of every policy, each with all that came back on it.

A policy of several years counts first losses and maxima anew from each anniversary of its first day. A loss belongs to
the year of its day, or each invoice to the year of its delivery, as the basis of the period says. Of one sum that came
back, insurers together never get more than the sum: the highest layer is served first, then those below it. Its costs
are charged once between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from encours.claims.costs_once import costs_once
from encours.claims.in_order import SettledLoss
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.money import Claim, Debt, Receipt, losses_left
from encours.claims.money_of_ledger import MoneyOfLedger
from encours.claims.of_buyer import BuyerLoss
from encours.claims.programme import settle_upwards
from encours.claims.recoveries import Memo, Recovery
from encours.claims.reopening import Reopening, reopenings
from encours.claims.units import by_unit, together
from encours.claims.year import ClaimStanding, YearStanding, by_year
from encours.claims.years_together import AskedYear, settle_together
from encours.clauses.recovery_choices import RecoveryBeforeIndemnity
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.units import NEVER, Cents, Day, add_months, civil
from encours.units.sums import sum_known

PaidOn = Callable[[Policy, BuyerLoss], Day]
"""Day on which a policy paid the indemnity of a loss; `NEVER` while it has not."""

PaidSoFar = Callable[[Policy, BuyerLoss], Cents | None]
"""What a policy paid of a loss so far, advances included; None where nobody knows how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyYear:
    """One year of one policy, its first and last days included: its claims, and what each day's news changed."""

    policy: Policy
    first: Day
    last: Day
    figures: YearFigures
    before: YearAccount
    standing: YearStanding
    reopened: tuple[Reopening, ...]


@dataclass(frozen=True, slots=True)
class SettledLedger:
    """Every loss of a ledger under every layer, the years they belong to, and what belongs to none.

    `outside` tells invoices of a loss that no year of the policy has: policy, claim, number of the invoice.
    """

    settled: tuple[SettledLoss, ...]
    years: tuple[PolicyYear, ...]
    outside: tuple[tuple[str, str, str], ...]
    paid: Mapping[tuple[str, str], Cents | None]
    """By policy and claim, what was paid so far; None where nobody knows how much. Not there where nothing was."""


def settle_ledger(
    programme: Programme,
    found: Sequence[BuyerLoss],
    money: MoneyOfLedger,
    *,
    paid_on: PaidOn,
    figures: YearFigures,
    account: YearAccount,
    paid_so_far: PaidSoFar = lambda _policy, _found: 0,
) -> SettledLedger:
    """Losses in the order of their days; `figures` and `account` are of the first year of the primary with a loss.

    Layers of losses receive what is left to the insured once it has its part of what came back.
    """
    asked: list[AskedYear] = []
    paid: dict[tuple[str, str], Cents | None] = {}
    outside: list[tuple[str, str, str]] = []
    put_by = _put_by(programme)
    for layer, policy in reversed(list(enumerate(programme.policies))):
        claims = tuple(replace(each, put_by=put_by) for each in _claims(policy, found, layer, paid_on))
        paid |= _paid(policy, found, layer, paid_so_far)
        by_period, without = _attributed(policy, claims)
        outside += without
        for place, part in sorted(by_period.items(), reverse=True):
            is_told = layer == 0 and place == min(by_period)
            told = (figures, account) if is_told else (YearFigures(), YearAccount())
            asked.append(_asked(policy, place, part, money, told=told))
    memos = tuple(Memo() for _ in asked)
    together = zip(asked, settle_together(asked, memos=memos), reopenings(asked, memos=memos), strict=True)
    years = [_year(*each) for each in reversed(list(together))]
    years = _with_costs_once(years)
    settled = tuple(_settled(years))
    back = _back_to_the_insured(years)
    whole = settle_upwards(programme.of_losses, settled, year=figures, recovered=back)
    return SettledLedger(whole, tuple(years), tuple(outside), paid)


def _put_by(programme: Programme) -> tuple[int, int] | None:
    """How money of before the indemnity is put to debts: as the first layer says that does not share it."""
    for each in programme.policies:
        reading, pool = (
            resolve(each, name, {}, each.period_start) for name in ("recovery_before_indemnity", "recovery_pool")
        )
        if reading != RecoveryBeforeIndemnity.AS_RECOVERY:
            return reading, pool
    return None


def years_of(policy: Policy) -> tuple[tuple[Day, Day], ...]:
    """First and last days of the years of a policy: from each anniversary of its first day, the last to its end."""
    starts = [policy.period_start]
    while (following := _anniversary(policy.period_start, len(starts))) <= policy.period_end:
        starts.append(following)
    ends = [each - 1 for each in starts[1:]]
    return tuple(zip(starts, [*ends, policy.period_end], strict=True))


def _anniversary(day: Day, years: int) -> Day:
    """The same day of a later year. What began on a 29 February runs to the 28th (code de procédure civile 641)."""
    found = add_months(day, 12 * years)
    return found + 1 if civil(found)[2] < civil(day)[2] else found


def _by_unit(policy: Policy, found: Sequence[BuyerLoss], layer: int) -> Iterator[tuple[tuple[BuyerLoss, ...], Loss]]:
    """Losses that the policy makes one of, and that one; a layer above the first has none without an invoice in it."""
    reached = [each for each in found if layer == 0 or each.losses[layer].lines]
    of = {id(each.losses[layer]): each for each in reached}
    for group in by_unit(policy, [each.losses[layer] for each in reached]):
        yield tuple(of[id(loss)] for loss in group), together(group)


def _paid(
    policy: Policy, found: Sequence[BuyerLoss], layer: int, paid_so_far: PaidSoFar
) -> Iterator[tuple[tuple[str, str], Cents | None]]:
    for group, _ in _by_unit(policy, found, layer):
        total = sum_known(paid_so_far(policy, each) for each in group)
        if total != 0:
            yield (policy.name, group[0].name), total


def _claims(policy: Policy, found: Sequence[BuyerLoss], layer: int, paid_on: PaidOn) -> Iterator[Claim]:
    for group, loss in _by_unit(policy, found, layer):
        debts = tuple(
            Debt(
                number=row.number, instalment=row.instalment, amount=row.debt, delivered=row.delivered_on,
                owner=owner,
            )
            for owner, each in enumerate(group) for row in each.rows
        )  # fmt: skip
        yield Claim(
            name=group[0].name,
            loss=loss,
            debts=debts,
            paid_on=min((paid_on(policy, each) for each in group), default=NEVER),
            losses=tuple(each.losses[layer] for each in group) if len(group) > 1 else (),
            insured=frozenset(line.key for each in group for own in each.losses for line in own.lines),
            again=_again(group, layer),
        )


def _again(group: Sequence[BuyerLoss], layer: int) -> Callable[[tuple[Cents, ...]], list[LossLine]]:
    """Lines of a claim under one policy from what is left of each debt of its losses."""

    def again(left: tuple[Cents, ...]) -> list[LossLine]:
        lines, start = list[LossLine](), 0
        for each in group:
            lines += each.lines_left(left[start : start + len(each.rows)])[layer]
            start += len(each.rows)
        return lines

    return again


def _attributed(policy: Policy, claims: Sequence[Claim]) -> tuple[dict[int, list[Claim]], list[tuple[str, str, str]]]:
    """Claims by the year of the policy they belong to, and invoices that belong to none."""
    years = years_of(policy)
    basis = resolve(policy, "period_basis", {}, policy.period_start)
    found: dict[int, list[Claim]] = {}
    outside = []
    for claim in claims:
        told = by_year(claim, years, basis)
        outside += [(policy.name, claim.name, line.number) for line in (*told.outside, *told.unknown)]
        parts = told.years or {_nearest(years, claim.loss.day): replace(claim.loss, lines=())}
        for place, part in parts.items():
            found.setdefault(place, []).append(_part(claim, part))
    return found, outside


def _nearest(years: Sequence[tuple[Day, Day]], day: Day) -> int:
    """Year of a loss of which nothing is insured: that of its day, or the nearest."""
    return max((place for place, (first, _) in enumerate(years) if first <= day), default=0)


def _part(claim: Claim, part: Loss) -> Claim:
    keys = {line.key for line in part.lines}
    losses = tuple(replace(loss, lines=tuple(line for line in loss.lines if line.key in keys)) for loss in claim.losses)
    return replace(claim, loss=part, losses=losses)


def _asked(
    policy: Policy,
    place: int,
    claims: Sequence[Claim],
    money: MoneyOfLedger,
    *,
    told: tuple[YearFigures, YearAccount],
) -> AskedYear:
    """One year of a policy with the money of its claims."""
    of = {name for claim in claims for name in claim.names}
    first, last = years_of(policy)[place]
    return AskedYear(
        policy=policy, first=first, last=last, figures=told[0], before=told[1], claims=tuple(claims),
        receipts=tuple(each for each in money.receipts if each.claim in of),
        corrections=tuple(each for each in money.corrections if each.claim in of),
    )  # fmt: skip


def _year(asked: AskedYear, standing: YearStanding, reopened: tuple[Reopening, ...]) -> PolicyYear:
    """One year with what each day's news changed."""
    return PolicyYear(
        policy=asked.policy, first=asked.first, last=asked.last, figures=asked.figures, before=asked.before,
        standing=standing, reopened=reopened,
    )  # fmt: skip


def _with_costs_once(years: Sequence[PolicyYear]) -> list[PolicyYear]:
    """The years with each sum's costs charged once between them."""
    shared: dict[Receipt, list[Recovery]] = {}
    for year in years:
        for claim in year.standing.claims:
            for each in claim.recoveries:
                shared.setdefault(each.receipt, []).append(each)
    once = {told: iter(costs_once(each)) for told, each in shared.items()}
    found = []
    for year in years:
        claims = tuple(
            replace(claim, recoveries=tuple(next(once[each.receipt]) for each in claim.recoveries))
            for claim in year.standing.claims
        )
        found.append(replace(year, standing=replace(year.standing, claims=claims)))
    return found


def _settled(years: Sequence[PolicyYear]) -> Iterator[SettledLoss]:
    """Every unit of every claim, its losses by buyer on the most that a claim with their invoices was settled on.

    Layers paid on several days are settled on several debts, and may put losses together otherwise.
    """
    standing = [each for year in years for each in year.standing.claims]
    lefts: dict[str, list[tuple[bool, list[Cents]]]] = {}
    for each in standing:
        with_invoices = each.claim.names_with_invoices
        for name, left in _left_by_name(each).items():
            lefts.setdefault(name, []).append((name in with_invoices, left))
    most = {name: max(every, key=lambda each: (each[0], sum(each[1])))[1] for name, every in lefts.items()}
    for each in standing:
        told = losses_left(each.claim, [cents for name in each.claim.names for cents in most[name]])
        yield from (replace(unit, told=told) for unit in each.settled)


def _left_by_name(standing: ClaimStanding) -> dict[str, list[Cents]]:
    """What was left of the debts of each loss by buyer when the claim was settled."""
    names = standing.claim.names
    left: dict[str, list[Cents]] = {name: [] for name in names}
    for debt, now in zip(standing.claim.debts, standing.at_the_indemnity.amounts, strict=True):
        left[names[debt.owner]].append(now)
    return left


def _back_to_the_insured(years: Sequence[PolicyYear]) -> dict[str, Cents]:
    """What the insured got back on each loss by buyer after an indemnity: what no insurer got of what was shared.

    A sum that came before the first layer with its invoices was settled lowered the loss: what a later claim's insurer
    took of it counts below zero.
    """
    shared: dict[Receipt, Cents] = {}
    taken: Counter[Receipt] = Counter()
    for year in years:
        for claim in year.standing.claims:
            with_invoices = claim.claim.names_with_invoices
            for each in claim.recoveries:
                taken[each.receipt] += each.to_insurer or 0
                if each.receipt.claim in with_invoices:
                    shared[each.receipt] = max(shared.get(each.receipt, 0), each.shared)
    found: Counter[str] = Counter()
    for receipt, cents in taken.items():
        found[receipt.claim] += shared.get(receipt, 0) - cents
    return dict(found)
