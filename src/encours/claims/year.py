"""The account of a policy year: its claims in the order of their losses, each with all that came back on it.

A pure function of what is told: the order in which it is told does not matter. A sum that comes back, or an indemnity
unduly paid, is counted at the claim it belongs to, and every claim after it is settled again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from encours.claims.agreed import agreed_chain
from encours.claims.coinsurance import InsurerPart, recovered_parts
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
from encours.claims.elsewhere import NOTHING, Elsewhere, carrying_the_rest
from encours.claims.in_order import Accounts, SettledLoss, accounts_of, settle_next
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.money import Claim, Correction, Receipt, Refused, losses_left, refused
from encours.claims.recoveries import Memo, Recovery, SettledBy, recoveries_of, stays_used
from encours.claims.settle import Settlement
from encours.claims.units import as_one, settle_units, together
from encours.clauses.choices import PeriodBasis
from encours.clauses.recovery_choices import RecoverySource
from encours.engine.chain_one import Settled
from encours.engine.findings import Finding
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, UNSET, BasisPoints, Cents, Day, portion
from encours.units.sums import sum_known

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
    settled: tuple[SettledLoss, ...] = ()
    """Each unit of the claim as the policy counts, with everything that decided it."""
    accounts: Accounts = field(default_factory=dict)
    """The year after the claim, with what its recoveries reinstate."""

    @property
    def indemnity(self) -> Cents | None:
        """What the insurer owes for the claim; None where a step lacks a value."""
        return self.settlement.indemnity

    @property
    def returned(self) -> Cents | None:
        """What the insurer got back of it, before the costs it is charged; None where it cannot be told."""
        return sum_known(each.to_insurer for each in self.recoveries)

    @property
    def net(self) -> Cents | None:
        """What the claim costs the insurer: the indemnity less what it got back, with the costs it is charged."""
        if self.indemnity is None or self.returned is None:
            return None
        return self.indemnity - self.returned + sum(each.costs_of_insurer for each in self.recoveries)

    @property
    def to_insured(self) -> Cents | None:
        """What the insured keeps of what came back after the indemnity, with what no insurer answered for."""
        kept = sum_known(each.to_insured for each in self.recoveries)
        if kept is None or self.returned is None:
            return None
        return kept + sum(each.retained + each.unpaid for each in self.insurers)

    @property
    def insurers(self) -> tuple[InsurerPart, ...]:
        """What each insurer gets of what came back, and its reinsurers, where several share the policy."""
        if not self.settled or self.indemnity is None or self.returned is None:
            return ()
        lower: Counter[BasisPoints] = Counter()
        for each in self.settled:
            lower.update(each.lower)
        policy = self.settled[0].policy
        return recovered_parts(policy, self.claim.loss.day, self.returned, self.indemnity, lower)

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
    before: YearAccount = YearAccount(),  # noqa: B008 -- a value, frozen
    elsewhere: Elsewhere = NOTHING,
    memo: Memo | None = None,
) -> YearStanding:
    """The account of a policy year by what was known on a day; a claim refused, or money refused, is left out.

    `before` is what the year has used already; `elsewhere` what other layers or years do on the same debts. A `memo` of
    the same policy, figures and claims, by what was known on any day, saves work and changes nothing.
    """
    wrong = refused(claims, receipts, corrections, policy.currency)
    left_out = [each.told for each in wrong]
    counted = [claim for claim in claims if claim not in left_out]
    accounts, standings, is_provisional = accounts_of(policy, before), [], False
    for claim in sorted(counted, key=lambda each: (each.loss.day, each.name)):
        told = [each for each in receipts if _counts(each, claim, left_out, known_on)]
        corrected = [each for each in corrections if _counts(each, claim, left_out, known_on)]
        standing = _standing(
            policy,
            figures,
            claim,
            accounts,
            receipts=told,
            corrections=corrected,
            elsewhere=elsewhere,
            memo=Memo() if memo is None else memo,
        )
        standings.append(replace(standing, is_provisional=is_provisional))
        is_provisional = is_provisional or standing.indemnity is None
        accounts = standing.accounts
    left = _left(policy, figures, accounts[UNSET], is_provisional=is_provisional)
    return YearStanding(claims=tuple(standings), account=accounts[UNSET], left=left, refused=wrong)


def _left(policy: Policy, figures: YearFigures, account: YearAccount, *, is_provisional: bool) -> dict[str, Cents]:
    """What the year still has of each total that is one for the whole policy."""
    of_nobody = Loss(claim="", buyer="", day=policy.period_end, cause="", debt=0, lines=())
    totals = agreed_chain(policy, of_nobody, figures).totals
    left = {name: totals[name] for name in (FIRST_LOSS, LIABILITY)}
    known = {name: max(0, total - account.of(name)) for name, total in left.items() if total not in {MISSING, UNSET}}
    return {**left, **({name: MISSING if left[name] else 0 for name in known} if is_provisional else known)}


def _counts(told: Receipt | Correction, claim: Claim, left_out: Sequence[object], known_on: Day) -> bool:
    return told.claim in claim.names and told.learnt <= known_on and told not in left_out


def _standing(
    policy: Policy,
    figures: YearFigures,
    claim: Claim,
    accounts: Accounts,
    *,
    receipts: Sequence[Receipt],
    corrections: Sequence[Correction],
    elsewhere: Elsewhere,
    memo: Memo,
) -> ClaimStanding:
    """One claim after those before it."""
    agreed = agreed_sharing(policy, claim)
    told = periods(claim, receipts, agreed)
    at_the_loss = debts_at_the_loss(claim, told.before_loss, corrections, agreed)
    at_the_indemnity = debts_at_the_indemnity(claim, at_the_loss.amounts, told.before_indemnity, agreed)
    borne = tuple(elsewhere.borne(name, claim.paid_on, told.before_indemnity) for name in claim.names)

    def losses_on(left: Sequence[Cents]) -> tuple[Loss, ...]:
        return carrying_the_rest(claim, losses_left(claim, left), left, borne)

    losses = losses_on(at_the_indemnity.amounts)
    settled, after = settle_next(policy, losses, year=figures, accounts=accounts)
    settlement = as_one([each.settlement for each in settled], together(losses))

    def settled_on(left: Sequence[Cents]) -> Cents | None:
        units = settle_units(policy, losses_on(left), settled[0].agreed, accounts[UNSET])
        return sum_known(each.indemnity for each in units)

    used = tuple(sorted(accounts[UNSET].used.items()))
    recoveries = recoveries_of(
        claim,
        settlement,
        told.after,
        agreed,
        settled_by=SettledBy(claim.name, at_the_loss.amounts, at_the_indemnity.amounts, borne, used),
        memo=memo,
        settled_on=settled_on,
        earlier=told.before_indemnity,
        elsewhere=elsewhere,
    )
    standing = ClaimStanding(
        claim=claim,
        settlement=settlement,
        at_the_loss=at_the_loss,
        at_the_indemnity=at_the_indemnity,
        periods=told,
        recoveries=recoveries,
        first_loss_used=_used(FIRST_LOSS, accounts, after, UNSET),
        liability_used=_used(LIABILITY, accounts, after, UNSET),
        findings=(),
        is_provisional=False,
        settled=settled,
        accounts=after,
    )
    return standing if standing.indemnity is None else _with_what_stays_used(standing, accounts, agreed)


def _used(counter: str, before: Accounts, after: Accounts, percentage: BasisPoints) -> Cents:
    return after[percentage].of(counter) - before[percentage].of(counter)


def _with_what_stays_used(standing: ClaimStanding, before: Accounts, agreed: AgreedSharing) -> ClaimStanding:
    """The claim with what recoveries give back to the first loss and to the maximum liability."""
    shared_debts = zip(standing.at_the_indemnity.amounts, pooled(standing.claim, agreed), strict=True)
    recovered = sum(each.shared for each in standing.recoveries)
    debt = sum(owed for owed, shared in shared_debts if shared)
    found = {}
    accounts = {}
    for percentage, after in standing.accounts.items():
        figures = {"recovered": recovered, "debt": debt, "returned": _returned(standing, percentage)}
        stays = {
            counter: stays_used(question, _used(counter, before, standing.accounts, percentage), figures, agreed)
            for counter, question in ((FIRST_LOSS, "first_loss_reinstated"), (LIABILITY, "liability_reinstated"))
        }
        used = {(counter, ""): before[percentage].of(counter) + _known(done) for counter, done in stays.items()}
        accounts[percentage] = YearAccount(
            {key: value for key, value in sorted({**after.used, **used}.items()) if value}
        )
        found[percentage] = stays
    first, liability = found[UNSET][FIRST_LOSS], found[UNSET][LIABILITY]
    return replace(
        standing,
        first_loss_used=_known(first),
        liability_used=_known(liability),
        findings=(*first.findings, *liability.findings),
        accounts=accounts,
    )


def _returned(standing: ClaimStanding, percentage: BasisPoints) -> Cents:
    """What came back to the insurer, or would have under a lower percentage, as what it would have paid goes."""
    returned = standing.returned or 0
    if percentage == UNSET or not standing.indemnity:
        return returned
    return portion(returned, sum(each.lower.get(percentage, 0) for each in standing.settled), standing.indemnity)


def _known(done: Settled) -> Cents:
    assert done.remains is not None, "what stays used up is always known"
    return done.remains


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
            day = delivered[line.key]
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
