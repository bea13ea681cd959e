"""Rows of results about limits, one for each buyer that owes something or of whom a limit is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from encours.clauses.choices import LimitKind
from encours.explain.buyer_facts import told_on
from encours.explain.buyers_report import BuyerLine, Portfolio, Standing
from encours.facts.decisions import UNCHANGED, amount_left
from encours.facts.kinds import LimitDecision, LimitRequest
from encours.units import NEVER, Day
from encours.units.plain_text import folded
from encours.web.computing.limits import LayerLife, lives, shown_amount, shown_total
from encours.web.computing.question import Asked
from encours.web.store.limits import LimitResult


def limit_rows(asked: Asked, buyers: Collection[str] | None = None) -> Iterator[LimitResult]:
    """Rows of these buyers, or of all; of the members of a group that have one, the first counts what all share."""
    portfolio = asked.portfolio
    if not portfolio.is_judged:
        return
    there = frozenset(each.buyer for each in portfolio.buyers)
    for line in portfolio.buyers:
        if buyers is None or line.buyer in buyers:
            yield _row(asked, line, portfolio.standing(line), there)


def _row(asked: Asked, line: BuyerLine, standing: Standing, there: frozenset[str]) -> LimitResult:
    portfolio, today = asked.portfolio, asked.as_of
    found = list(lives(portfolio, line, standing, today))
    first, own = found[0], standing.own
    told = [portfolio.lines.buyer_field(line.buyer, name) for name in ("group", "siren", "siret", "vat_number")]
    members = portfolio.members(line.buyer)
    cut, exchange = first.cut, portfolio.exchange
    given = [each for each in found if each.layer == 0 or each.amount != 0]
    row = LimitResult(
        buyer=line.buyer,
        buyer_name=line.name,
        country=line.country,
        sought=folded(" ".join((line.name, line.buyer, *told))),
        outstanding=line.outstanding,
        state=first.state.value,
        kind="" if first.kind is LimitKind.NONE else first.kind.english,
        amount=shown_amount(first),
        total=shown_total(found),
        layers=[_layer(each) for each in given],
        percentage=first.percentage,
        since=first.since,
        ends_on=first.ends_on,
        bites_on=None if cut is None else cut.effective_on,
        bites_to=None if cut is None else exchange.into_policy(amount_left(cut.decision), cut.decision.currency),
        used=None if standing.delivery is None else standing.delivery.used,
        room=None if standing.delivery is None else standing.delivery.room,
        over=line.over_limit,
        is_counted=line.buyer == min((each for each in members if each in there), default=line.buyer),
        shares=told[0] if len(members) > 1 else "",
        conditions=_conditions(first),
        appealed_on=next((each.appeal.appealed_on for each in found if each.appeal is not None), None),
        own_allowed=None if own is None else own.allowed,
        own_accepted=None if own is None else own.accepted,
    )  # fmt: skip
    coming = [each for each in (row.bites_on, row.ends_on) if each is not None and each >= today]
    row.next_on = min(coming, default=None)
    _ask(row, portfolio, line)
    _answer(row, standing, today)
    return row


def _layer(life: LayerLife) -> dict[str, Any]:
    return {
        "policy": life.policy,
        "state": life.state.value,
        "kind": "" if life.kind is LimitKind.NONE else life.kind.english,
        "amount": shown_amount(life),
        "used": life.used,
        "percentage": life.percentage,
        "since": life.since,
    }


def _conditions(first: LayerLife) -> str:
    is_unmet = first.stands is not None and first.stands.has_conditions_unmet
    return first.stands.decision.conditions if is_unmet and first.stands is not None else ""


def _ask(row: LimitResult, portfolio: Portfolio, line: BuyerLine) -> None:
    waiting: list[LimitRequest] = line.facts.waiting
    last = waiting[-1] if waiting else line.facts.limit_requests[-1] if line.facts.limit_requests else None
    if last is None:
        return
    answered = line.facts.answered_on(last)
    row.requested = portfolio.exchange.into_policy(last.amount, last.currency)
    row.requested_on = last.requested_on
    row.is_waiting = bool(waiting)
    row.answered_on = None if answered == NEVER else answered


def _answer(row: LimitResult, standing: Standing, today: Day) -> None:
    """What the insurer said last, a refused increase too; its code is that of the last decision that has one."""
    told: list[LimitDecision] = sorted(
        (each.decision for each in standing.decisions if told_on(each.decision) <= today), key=told_on
    )
    if not told:
        return
    row.answer, row.answer_on = told[-1].outcome, told_on(told[-1])
    coded = [each for each in told if each.insurer_code and each.outcome != UNCHANGED] or [
        each for each in told if each.insurer_code
    ]
    row.insurer_code = coded[-1].insurer_code if coded else ""
