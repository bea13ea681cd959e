"""What news changes in a policy year: claims reopened by a sum that came back, indemnities unduly paid and refunded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from encours.claims.debts import agreed_sharing
from encours.claims.money import Correction, Receipt
from encours.claims.recoveries import Memo, stays_used
from encours.claims.year import ClaimStanding, YearStanding
from encours.claims.years_together import AskedYear, settle_together
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
    """Everything that one day's news changes in a policy year; where it is news of another year, all of that day's."""

    learnt: Day
    news: tuple[Receipt | Correction, ...]
    changes: tuple[Change, ...]


def reopenings(asked: Sequence[AskedYear], *, memos: Sequence[Memo] = ()) -> tuple[tuple[Reopening, ...], ...]:
    """What every day's news changes in each year that shares debts with the others, in the order of the days.

    All years are settled together by what was known on each day. News of a year that changes nothing is told too. The
    `memos` are those of `settle_together`.
    """
    days = sorted({each.learnt for year in asked for each in year.news})
    found: list[list[Reopening]] = [[] for _ in asked]
    memos = memos or tuple(Memo() for _ in asked)
    told = settle_together(asked, known_on=days[0] - 1, memos=memos) if days else ()
    for day in days:
        after = settle_together(asked, known_on=day, memos=memos)
        of_the_day = sorted({each for year in asked for each in year.news if each.learnt == day}, key=repr)
        for year, was, now, own in zip(asked, told, after, found, strict=True):
            changes = tuple(_changes(year.policy, was, now, day))
            news = tuple(each for each in of_the_day if each in year.news)
            if changes or news:
                own.append(Reopening(learnt=day, news=news or tuple(of_the_day), changes=changes))
        told = after
    return tuple(tuple(each) for each in found)


def _changes(policy: Policy, was: YearStanding, now: YearStanding, day: Day) -> Iterator[Change]:
    """Claims that a day's news pays or shares otherwise."""
    for before, after in zip(was.claims, now.claims, strict=True):
        change = _change(policy, before, after, day)
        if change is not None:
            yield change


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
