"""What news changes in a policy year: claims reopened by a sum that came back, indemnities unduly paid and refunded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from encours.claims.debts import agreed_sharing
from encours.claims.elsewhere import NOTHING, Elsewhere
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.money import Claim, Correction, Receipt
from encours.claims.recoveries import stays_used
from encours.claims.year import ClaimStanding, YearStanding, policy_year
from encours.engine.findings import Finding
from encours.policy.schedule import Policy
from encours.units import Cents, Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One claim before and after something became known.

    Amounts are None where a step of the claim lacks a value. `claimed_back` is what was paid and is not owed any more,
    `further_due` what is owed beyond what was paid; both are zero while nothing is paid. `to_insurer` is what the
    insurer gets, or gives, of sums that came back.
    """

    claim: str
    indemnity_before: Cents | None
    indemnity_after: Cents | None
    claimed_back: Cents
    further_due: Cents
    to_insurer: Cents | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """Everything that one day's news changes in a policy year."""

    learnt: Day
    news: tuple[Receipt | Correction, ...]
    changes: tuple[Change, ...]
    after: YearStanding


def reopenings(
    policy: Policy,
    figures: YearFigures,
    claims: Sequence[Claim],
    receipts: Sequence[Receipt] = (),
    corrections: Sequence[Correction] = (),
    *,
    before: YearAccount = YearAccount(),  # noqa: B008 -- a value, frozen
    elsewhere: Elsewhere = NOTHING,
) -> tuple[Reopening, ...]:
    """What every day's news changes, in the order of the days; news that changes nothing is told too.

    `before` and `elsewhere` are those of `policy_year`.
    """
    news: list[Receipt | Correction] = [*receipts, *corrections]
    found: list[Reopening] = []
    told = policy_year(policy, figures, claims, before=before)
    for day in sorted({each.learnt for each in news}):
        after = policy_year(
            policy, figures, claims, receipts, corrections, known_on=day, before=before, elsewhere=elsewhere
        )
        pairs = zip(told.claims, after.claims, strict=True)
        changes = (_change(policy, was, now, day) for was, now in pairs)
        of_the_day = sorted((each for each in news if each.learnt == day), key=repr)
        found.append(
            Reopening(
                learnt=day,
                news=tuple(of_the_day),
                changes=tuple(each for each in changes if each is not None),
                after=after,
            )
        )
        told = after
    return tuple(found)


def _change(policy: Policy, was: ClaimStanding, now: ClaimStanding, day: Day) -> Change | None:
    """What a claim became; None where it is paid and shared as before."""
    if (was.indemnity, was.returned) == (now.indemnity, now.returned):
        return None
    claimed_back = further_due = 0
    findings: tuple[Finding, ...] = ()
    is_paid = now.claim.paid_on <= day
    if is_paid and was.indemnity is not None and now.indemnity is not None:
        agreed = agreed_sharing(policy, now.claim)
        kept = stays_used("undue_indemnity", was.indemnity, {"indemnity_due": now.indemnity}, agreed)
        assert kept.remains is not None
        claimed_back, further_due, findings = was.indemnity - kept.remains, now.indemnity - kept.remains, kept.findings
    known = was.returned is not None and now.returned is not None
    return Change(
        claim=now.claim.name,
        indemnity_before=was.indemnity,
        indemnity_after=now.indemnity,
        claimed_back=claimed_back,
        further_due=further_due,
        to_insurer=(now.returned or 0) - (was.returned or 0) if known else None,
        findings=findings,
    )
