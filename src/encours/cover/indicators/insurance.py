"""How much of what is open is insured, what insurers grant and how soon, and how much of the limits is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from encours.clauses.states import State
from encours.cover.indicators.indicator import NO_INVOICES, Behind, Indicator, Lacking, amount, count, quotient
from encours.cover.indicators.period import Period
from encours.units import MISSING, NEVER, Cents, Day

NO_POLICY = Lacking("policy")
NOTHING_OPEN = Lacking("open")
NOTHING_INSURABLE = Lacking("insurable")
NO_ANSWER = Lacking("answers")
NO_DECISION = Lacking("decisions of requests")
NO_LIMIT = Lacking("limits")


def overdue_share(overdue: Cents, outstanding: Cents, rows: Sequence[Behind] = ()) -> Indicator:
    """Part de l'échu: overdue / all that is open, as the aged balance tells both."""
    figures = [amount("overdue", overdue), amount("outstanding", outstanding)]
    return quotient("overdue-share", "share", (overdue, outstanding), figures=figures, rows=rows, nothing=NOTHING_OPEN)


def covered_share(
    totals: Mapping[State, Cents], rows: Sequence[Behind] = (), *, of_insurable: bool, told_by_age: Cents = 0
) -> Indicator:
    """Encours garanti / encours assurable, or / all that is open; `totals` are the states of the cover.

    What may be insured is all but what lies outside the policy: VAT outside the base, sales it does not take in. What
    lacks information is in it, and is not covered. What an aged balance alone tells nobody can judge: it is told
    beside, and without any invoice the share is not known.
    """
    whole, outside = sum(totals.values()), totals[State.OUTSIDE]
    figures = [amount("covered", totals[State.COVERED]), amount("outstanding", whole)]
    if of_insurable:
        figures += [amount("outside", outside), amount("insurable", whole - outside)]
    if told_by_age:
        figures.append(amount("aside told by age", told_by_age))
    return quotient(
        "cover-of-insurable" if of_insurable else "cover-of-total", "share",
        (totals[State.COVERED], whole - outside if of_insurable else whole), figures=figures, rows=rows,
        lacking=[NO_INVOICES] if told_by_age and not whole else [],
        nothing=NOTHING_INSURABLE if of_insurable else NOTHING_OPEN,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """A limit asked for, in the policy's currency; amounts are None where nobody can tell.

    `answered_on` is NEVER while it waits. `granted` is what the decision that answers it gives, nothing for a refusal.
    """

    reference: str
    buyer: str
    requested_on: Day
    answered_on: Day
    asked: Cents | None
    granted: Cents | None

    def row(self, as_of: Day) -> Behind:
        """The request as a row: asked and granted, and the days it took or has taken."""
        return Behind(
            "request", key=self.reference, buyer=self.buyer, first=self.requested_on,
            last=MISSING if self.answered_on >= NEVER else self.answered_on, amount=self.asked, other=self.granted,
            days=Fraction(min(self.answered_on, as_of) - self.requested_on),
        )  # fmt: skip


def acceptance(requests: Sequence[Request], period: Period, *, by_amount: bool) -> Indicator:
    """Limits granted / limits asked for, over the requests answered in the period, in amount or in number.

    A decision above what was asked counts for what was asked. In number, a request counts once anything was granted.
    Requests answered by no decision that the ledger tells are left out, and counted beside.
    """
    answered = _answered(requests, period)
    told = [each for each in answered if each.granted is not None and each.asked is not None]
    granted = [(min(each.granted or 0, each.asked or 0), each.asked or 0) for each in told]
    if by_amount:
        parts = (sum(given for given, _ in granted), sum(asked for _, asked in granted))
        figures = [amount("granted", parts[0]), amount("asked", parts[1]), count("requests", len(told))]
    else:
        parts = (sum(given > 0 for given, _ in granted), len(granted))
        whole = sum(given >= asked for given, asked in granted)
        figures = [count("requests granted", parts[0]), count("granted whole", whole), count("requests", len(told))]
    if len(told) < len(answered):
        figures.append(count("aside requests", len(answered) - len(told)))
    return quotient(
        "acceptance-amount" if by_amount else "acceptance-number", "share", parts, figures=figures,
        rows=[each.row(period.last) for each in answered], nothing=NO_DECISION if answered else NO_ANSWER,
    )  # fmt: skip


def answer_time(requests: Sequence[Request], period: Period) -> Indicator:
    """Mean days from a request to its answer, over the requests answered in the period; those that wait are beside."""
    answered = _answered(requests, period)
    waiting = [each for each in requests if each.answered_on >= NEVER]
    taken = sum(each.answered_on - each.requested_on for each in answered)
    figures = [count("requests", len(answered))]
    if waiting:
        figures.append(count("aside waiting", len(waiting)))
    return quotient(
        "answer-time", "days", (taken, len(answered)), figures=figures,
        rows=[each.row(period.last) for each in (*answered, *waiting)], nothing=NO_ANSWER,
    )  # fmt: skip


def _answered(requests: Sequence[Request], period: Period) -> list[Request]:
    return [each for each in requests if period.holds(each.answered_on)]


@dataclass(frozen=True, slots=True)
class LimitUsed:
    """A limit of the day, or the limits of several layers together, and what older debt takes of them.

    `holder` is the buyer, or the group, that it is of; amounts are None where nobody can tell.
    """

    holder: str
    limit: Cents | None
    used: Cents | None


def limit_use(limits: Sequence[LimitUsed], lacking: Sequence[Lacking] = ()) -> Indicator:
    """What is used of the limits / the limits; older debt above a limit uses it whole and no more.

    A limit that a group shares counts once. Limits that nobody can tell, or whose use nobody can, are left out, and
    counted beside.
    """
    known = [(each.holder, each.limit, each.used) for each in limits if each.limit and each.used is not None]
    lost = sum(each.limit is None or (each.used is None and each.limit > 0) for each in limits)
    used = [(holder, limit, min(taken or 0, limit)) for holder, limit, taken in known]
    parts = (sum(taken for _, _, taken in used), sum(limit for _, limit, _ in used))
    figures = [amount("used", parts[0]), amount("limits", parts[1]), count("holders", len(used))]
    if lost:
        figures.append(count("aside limits", lost))
    rows = [Behind("limit", buyer=holder, amount=limit, other=taken) for holder, limit, taken in used]
    ordered = sorted(rows, key=lambda each: (-(each.amount or 0), each.buyer))
    return quotient("limit-use", "share", parts, figures=figures, rows=ordered, lacking=lacking, nothing=NO_LIMIT)
