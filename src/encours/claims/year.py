"""The account of a policy year: its claims in the order of their losses, each with all that came back on it.

A pure function of what is told: the order in which it is told does not matter. A sum that comes back, or an indemnity
unduly paid, is counted at the claim it belongs to, and every claim after it is settled again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from encours.claims.agreed import agreed_chain
from encours.claims.debts import (
    AgreedSharing,
    DebtsLeft,
    Periods,
    agreed_sharing,
    debts_at_the_indemnity,
    debts_at_the_loss,
    periods,
    pooled,
)
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.money import Claim, Correction, Receipt, Refused, loss_left, refused
from encours.claims.recoveries import Recovery, recoveries_of, stays_used
from encours.claims.settle import Settlement, settle
from encours.clauses.choices import PeriodBasis
from encours.clauses.recovery_choices import RecoverySource
from encours.engine.findings import Finding
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, UNSET, Cents, Day

FIRST_LOSS, LIABILITY = "first_loss", "liability"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStanding:
    """Where one claim stands by all that is known: settled, and what came back on it.

    `first_loss_used` and `liability_used` are net of what recoveries reinstate. `is_provisional` where an earlier claim
    of the year cannot be told to its end, so that what the year has left may change.
    """

    claim: Claim
    settlement: Settlement
    at_the_loss: DebtsLeft
    at_the_indemnity: DebtsLeft
    periods: Periods
    recoveries: tuple[Recovery, ...]
    first_loss_used: Cents
    liability_used: Cents
    findings: tuple[Finding, ...]
    is_provisional: bool

    @property
    def indemnity(self) -> Cents | None:
        """What the insurer owes for the claim; None where a step lacks a value."""
        return self.settlement.indemnity

    @property
    def returned(self) -> Cents | None:
        """What the insurer got back of it, before the costs it is charged; None where it cannot be told."""
        found = [each.to_insurer for each in self.recoveries]
        return None if None in found else sum(each or 0 for each in found)

    @property
    def net(self) -> Cents | None:
        """What the claim costs the insurer: the indemnity less what it got back, with the costs it is charged."""
        if self.indemnity is None or self.returned is None:
            return None
        return self.indemnity - self.returned + sum(each.costs_of_insurer for each in self.recoveries)

    @property
    def tax_relief(self) -> Cents:
        """Tax refunded on the bad debt, whenever it came: beside the indemnity where the policy insures no tax."""
        told = (*self.periods.before_indemnity, *self.periods.after)
        return sum(each.amount for each in told if each.source == RecoverySource.TAX_REFUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearStanding:
    """A policy year: its claims in order, what they used up, and what could not be counted.

    `left` is what the year still has of its aggregate first loss and of its maximum liability, by the terms of its last
    day: `UNSET` where the policy has none, `MISSING` where it cannot be told. What the claims could not count is
    `refused`; a claim that is refused takes its money with it.
    """

    claims: tuple[ClaimStanding, ...]
    account: YearAccount
    left: Mapping[str, Cents]
    refused: tuple[Refused, ...]

    def of(self, name: str) -> ClaimStanding:
        """One claim by its name."""
        return next(each for each in self.claims if each.claim.name == name)


def policy_year(
    policy: Policy,
    figures: YearFigures,
    claims: Sequence[Claim],
    receipts: Sequence[Receipt] = (),
    corrections: Sequence[Correction] = (),
    *,
    known_on: Day = NEVER,
) -> YearStanding:
    """The account of a policy year by what was known on a day; a claim refused, or money refused, is left out."""
    wrong = refused(claims, receipts, corrections, policy.currency)
    left_out = [each.told for each in wrong]
    counted = [claim for claim in claims if claim not in left_out]
    account, standings, is_provisional = YearAccount(), [], False
    for claim in sorted(counted, key=lambda each: (each.loss.day, each.name)):
        told = [each for each in receipts if _counts(each, claim, left_out, known_on)]
        corrected = [each for each in corrections if _counts(each, claim, left_out, known_on)]
        standing = _standing(policy, figures, claim, account, receipts=told, corrections=corrected)
        standings.append(replace(standing, is_provisional=is_provisional))
        is_provisional = is_provisional or standing.indemnity is None
        account = _after(account, standing)
    left = _left(policy, figures, account, is_provisional=is_provisional)
    return YearStanding(claims=tuple(standings), account=account, left=left, refused=wrong)


def _left(policy: Policy, figures: YearFigures, account: YearAccount, *, is_provisional: bool) -> dict[str, Cents]:
    """What the year still has of each total that is one for the whole policy."""
    of_nobody = Loss(claim="", buyer="", day=policy.period_end, cause="", debt=0, lines=())
    totals = agreed_chain(policy, of_nobody, figures).totals
    left = {name: totals[name] for name in (FIRST_LOSS, LIABILITY)}
    known = {name: max(0, total - account.of(name)) for name, total in left.items() if total not in {MISSING, UNSET}}
    return {**left, **(dict.fromkeys(known, MISSING) if is_provisional else known)}


def _counts(told: Receipt | Correction, claim: Claim, left_out: Sequence[object], known_on: Day) -> bool:
    return told.claim == claim.name and told.learnt <= known_on and told not in left_out


def _standing(
    policy: Policy,
    figures: YearFigures,
    claim: Claim,
    account: YearAccount,
    *,
    receipts: Sequence[Receipt],
    corrections: Sequence[Correction],
) -> ClaimStanding:
    """One claim after those before it."""
    agreed = agreed_sharing(policy, claim)
    told = periods(claim, receipts, agreed)
    at_the_loss = debts_at_the_loss(claim, told.before_loss, corrections, agreed)
    at_the_indemnity = debts_at_the_indemnity(claim, at_the_loss.amounts, told.before_indemnity, agreed)
    loss = loss_left(claim, at_the_indemnity.amounts)
    chain = agreed_chain(policy, loss, figures)
    settlement = settle(loss, chain, account)
    recoveries = recoveries_of(
        claim,
        settlement,
        told.after,
        agreed,
        debts=at_the_indemnity.amounts,
        debt_at_the_loss=sum(at_the_loss.amounts),
        settled_on=lambda left: settle(loss_left(claim, left), chain, account).indemnity,
    )
    return _with_what_stays_used(
        ClaimStanding(
            claim=claim,
            settlement=settlement,
            at_the_loss=at_the_loss,
            at_the_indemnity=at_the_indemnity,
            periods=told,
            recoveries=recoveries,
            first_loss_used=settlement.account.of(FIRST_LOSS) - account.of(FIRST_LOSS),
            liability_used=settlement.account.of(LIABILITY) - account.of(LIABILITY),
            findings=(),
            is_provisional=False,
        ),
        agreed,
    )


def _with_what_stays_used(standing: ClaimStanding, agreed: AgreedSharing) -> ClaimStanding:
    """The claim with what recoveries give back to the first loss and to the maximum liability."""
    if standing.indemnity is None:
        return standing
    shared_debts = zip(standing.at_the_indemnity.amounts, pooled(standing.claim, agreed), strict=True)
    figures = {
        "recovered": sum(each.shared for each in standing.recoveries),
        "debt": sum(owed for owed, shared in shared_debts if shared),
        "returned": standing.returned or 0,
    }
    first = stays_used("first_loss_reinstated", standing.first_loss_used, figures, agreed)
    liability = stays_used("liability_reinstated", standing.liability_used, figures, agreed)
    assert first.remains is not None
    assert liability.remains is not None
    return replace(
        standing,
        first_loss_used=first.remains,
        liability_used=liability.remains,
        findings=(*first.findings, *liability.findings),
    )


def _after(account: YearAccount, standing: ClaimStanding) -> YearAccount:
    """The account of the year after a claim, with what its recoveries reinstate."""
    used = {
        **standing.settlement.account.used,
        (FIRST_LOSS, ""): account.of(FIRST_LOSS) + standing.first_loss_used,
        (LIABILITY, ""): account.of(LIABILITY) + standing.liability_used,
    }
    return YearAccount({key: value for key, value in sorted(used.items()) if value})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A loss by policy year.

    `years` gives, for the place of each period that has a part, the loss with its own invoices and the whole debt.
    What no period has is `outside`; an invoice whose day nobody knows is `unknown`.
    """

    years: dict[int, Loss]
    outside: tuple[LossLine, ...]
    unknown: tuple[LossLine, ...]


def by_year(claim: Claim, years: Sequence[tuple[Day, Day]], period_basis: int) -> Attribution:
    """Which policy years answer for a loss: by the delivery of each invoice, or by the date of loss.

    `years` are the first and last days of each period, both included; none overlaps another.
    """
    delivered = {debt.key: debt.delivered for debt in claim.debts}
    lines: dict[int, list[LossLine]] = {}
    outside, unknown = [], []
    for line in claim.loss.lines:
        day = claim.loss.day
        if period_basis == PeriodBasis.RISK_ATTACHING:
            day = delivered[line.number, line.instalment]
        if day == MISSING:
            unknown.append(line)
            continue
        found = next((place for place, (first, last) in enumerate(years) if first <= day <= last), None)
        if found is None:
            outside.append(line)
        else:
            lines.setdefault(found, []).append(line)
    parts = {place: replace(claim.loss, lines=tuple(own)) for place, own in sorted(lines.items())}
    return Attribution(parts, tuple(outside), tuple(unknown))
