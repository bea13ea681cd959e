"""The limits of a buyer over time: each thing asked, told, in effect, ended or contested, on its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from encours.explain.buyer_facts import BuyerFacts, Dated, told_on
from encours.explain.buyers_report import FAR, BuyerLine, Portfolio, Standing
from encours.facts.decisions import UNCHANGED
from encours.facts.kinds import LimitDecision
from encours.units import MISSING, NEVER, BasisPoints, Cents, Day


class Step(StrEnum):
    """What happened in the life of a limit."""

    REQUEST = "request"
    ANSWERED = "answered"
    """A request answered, of which no decision is kept."""
    DECISION = "decision"
    EFFECT = "effect"
    CONDITIONS_MET = "conditions met"
    EXPIRY = "expiry"
    APPEAL = "appeal"
    APPEAL_ANSWERED = "appeal answered"
    OWN = "own limit"


@dataclass(frozen=True, slots=True)
class Happening:
    """One step, on its day; `on` is later than the day read where it is to come.

    `of` is the fact it is about, by its reference; `delay` the days since what it answers. Amounts are in `currency`.
    """

    on: Day
    step: Step
    of: str
    policy: str = ""
    outcome: str = ""
    kind: str = ""
    amount: Cents | None = None
    currency: str = ""
    percentage: BasisPoints | None = None
    text: str = ""
    code: str = ""
    answers: str = ""
    delay: int | None = None
    who: str = ""
    """Buyer it was told of, where a group shares it and it is another one."""
    is_coming: bool = False


def history(portfolio: Portfolio, line: BuyerLine, standing: Standing, today: Day) -> list[Happening]:
    """Everything that happened to the limits of a buyer and is told to come, the latest first."""
    first = portfolio.question.programme.primary.name
    found = [*_of_decisions(standing, line, first, today), *_of_facts(line.facts, standing, first, today)]
    order = {step: place for place, step in enumerate(Step)}
    return sorted(found, key=lambda each: (each.on, order[each.step]), reverse=True)


def _of_decisions(standing: Standing, line: BuyerLine, first: str, today: Day) -> Iterator[Happening]:
    requests = {each.reference: each for each in line.facts.limit_requests}
    for each in standing.decisions:
        decision, notified = each.decision, told_on(each.decision)
        asked = requests.get(decision.request)
        yield _decided(
            each, notified, Step.DECISION, first, line,
            answers=decision.request, delay=None if asked is None else notified - asked.requested_on,
        )  # fmt: skip
        if decision.outcome != UNCHANGED and each.effective_on != notified:
            yield _decided(each, each.effective_on, Step.EFFECT, first, line, is_coming=each.effective_on > today)
        if decision.conditions and MISSING < decision.conditions_met_on <= today:
            yield _decided(each, decision.conditions_met_on, Step.CONDITIONS_MET, first, line)
        if MISSING < decision.expires_on < FAR:
            yield _decided(each, decision.expires_on, Step.EXPIRY, first, line, is_coming=decision.expires_on >= today)


def _decided(
    told: Dated, on: Day, step: Step, first: str, line: BuyerLine, *, answers: str = "", delay: int | None = None,
    is_coming: bool = False,
) -> Happening:  # fmt: skip
    decision: LimitDecision = told.decision
    return Happening(
        on=on, step=step, of=decision.reference, policy=decision.policy or first, outcome=decision.outcome,
        kind=decision.kind, amount=None if decision.amount == MISSING else decision.amount, currency=decision.currency,
        percentage=None if decision.percentage == MISSING else decision.percentage, text=decision.conditions,
        code=decision.insurer_code, answers=answers, delay=delay,
        who="" if decision.buyer == line.buyer else decision.buyer, is_coming=is_coming,
    )  # fmt: skip


def _of_facts(facts: BuyerFacts, standing: Standing, first: str, today: Day) -> Iterator[Happening]:
    for each in facts.limit_requests:
        yield Happening(
            each.requested_on, Step.REQUEST, each.reference, each.policy or first, amount=each.amount,
            currency=each.currency, delay=today - each.requested_on if facts.answered_on(each) == NEVER else None,
        )  # fmt: skip
        if each.answered_on < NEVER and facts.answer_to(each) is None:
            yield Happening(
                each.answered_on, Step.ANSWERED, each.reference, each.policy or first,
                delay=each.answered_on - each.requested_on,
            )  # fmt: skip
    policies = {each.decision.reference: each.decision.policy or first for each in standing.decisions}
    for appeal in facts.limit_appeals:
        policy = policies.get(appeal.decision, first)
        waits = today - appeal.appealed_on if appeal.answered_on == NEVER else None
        yield Happening(appeal.appealed_on, Step.APPEAL, appeal.decision, policy, delay=waits)
        if appeal.answered_on < NEVER:
            yield Happening(
                appeal.answered_on, Step.APPEAL_ANSWERED, appeal.decision, policy, text=appeal.outcome,
                delay=appeal.answered_on - appeal.appealed_on,
            )  # fmt: skip
    for own in facts.own_limits:
        yield Happening(
            own.from_day,
            Step.OWN,
            own.position,
            amount=own.amount,
            currency=own.currency,
            is_coming=own.from_day > today,
        )
