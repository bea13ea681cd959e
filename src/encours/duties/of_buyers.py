"""Duties about a buyer: stop delivering, ask for a limit or renew it, meet its conditions, ask for a consent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from encours.clauses.choices import Stage
from encours.cover.answer import Cover
from encours.cover.one import AccountCover
from encours.cover.result import RowCover
from encours.duties.duty import Duty
from encours.duties.kinds import ASK_CONSENT, ASK_LIMIT, MEET_CONDITIONS, RENEW_LIMIT, STOP_DELIVERIES, WHO
from encours.engine.verdicts import PARTLY, REFUSED
from encours.facts.columns import Table
from encours.facts.decisions import amount_left, last_decisions, limit_of
from encours.facts.kinds import Fact, LimitDecision, LimitRequest
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import MISSING, NEVER, Day, Days

AHEAD_OF_A_STOP: Final[Days] = 30
"""Days before deliveries would have to stop from which it is a duty."""
AHEAD: Final[Days] = 90
"""Days before a limit ends from which its renewal is a duty."""


def duties_of_deliveries(cover: Cover, answer: AccountCover) -> Iterator[Duty]:
    """Deliveries to stop, or stopped: to buyers whose overdue goes beyond the extension, or will within the horizon.

    Stopped, they are to be made no more, without end; to be stopped, they may be made up to the last day.
    """
    invoices, horizon = cover.book.view.table("invoices"), cover.book.as_of + AHEAD_OF_A_STOP
    buyers = list(dict.fromkeys(invoices.texts["buyer"][row.ledger_row] for row in answer.rows if row.receivable))
    for layer, policy in enumerate(cover.book.programme.policies):
        first, since = (days[layer] if days else NEVER for days in (answer.next_stop, answer.stopped_since))
        if layer > 0 and (first, since) == (answer.next_stop[0], answer.stopped_since[0]):
            continue
        if min(since, first) > horizon:
            continue
        for buyer in buyers:
            if since < NEVER:
                yield _duty(STOP_DELIVERIES, policy.name, buyer, first_day=since)
            else:
                yield _duty(STOP_DELIVERIES, policy.name, buyer, last_day=first - 1)


def deliveries_made_while_stopped(cover: Cover, answer: AccountCover) -> Iterator[Duty]:
    """Invoices delivered while deliveries were stopped for an overdue: the duty was missed, an invoice each."""
    invoices = cover.book.view.table("invoices")
    for row in answer.rows:
        finding = next((each for each in row.layers[0].findings if each.clause == "no_overdue_stop"), None)
        if row.receivable and finding is not None and finding.verdict == REFUSED:
            since = finding.values["overdue_stop_since"]
            yield _duty(
                STOP_DELIVERIES, row.layers[0].policy, invoices.texts["buyer"][row.ledger_row],
                invoice=invoices.texts["number"][row.ledger_row],
                instalment=int(invoices.numbers["instalment"][row.ledger_row]),
                last_day=since - 1,
            )  # fmt: skip


def duties_of_limits(cover: Cover, answer: AccountCover) -> Iterator[Duty]:
    """Limits to ask for, where invoices or orders in hand find no room, and conditions to meet.

    A request that is not answered yet is done.
    """
    invoices = cover.book.view.table("invoices")
    told: set[tuple[str, str]] = set()
    for row in answer.rows:
        is_order = int(invoices.numbers["stage"][row.ledger_row]) == int(Stage.ORDER)
        if not row.receivable and not is_order:
            continue
        buyer = invoices.texts["buyer"][row.ledger_row]
        for kind in _asked_by(row):
            if (kind, buyer) not in told:
                told.add((kind, buyer))
                request = _pending(cover.book.view, buyer) if kind == ASK_LIMIT else None
                yield _duty(
                    kind, row.layers[0].policy, buyer,
                    done_on=NEVER if request is None else request.requested_on,
                    evidence="" if request is None else request.reference,
                )  # fmt: skip


def _asked_by(row: RowCover) -> Iterator[str]:
    for finding in row.layers[0].findings:
        if finding.clause in {"room_in_the_limit", "limit_exists"} and finding.verdict in {REFUSED, PARTLY}:
            yield ASK_LIMIT
        if finding.clause == "limit_conditions" and finding.verdict == REFUSED:
            yield MEET_CONDITIONS


def duties_of_extensions(cover: Cover, answer: AccountCover) -> Iterator[Duty]:
    """Invoices whose due date was moved beyond the insured's authority: the insurer's consent is to be asked."""
    invoices = cover.book.view.table("invoices")
    for row in answer.rows:
        finding = next((each for each in row.layers[0].findings if each.clause == "extension_authorised"), None)
        if row.receivable and finding is not None and finding.verdict == REFUSED:
            yield _duty(
                ASK_CONSENT, row.layers[0].policy, invoices.texts["buyer"][row.ledger_row],
                invoice=invoices.texts["number"][row.ledger_row],
                instalment=int(invoices.numbers["instalment"][row.ledger_row]),
            )  # fmt: skip


def duties_of_limit_renewal(view: View, programme: Programme) -> Iterator[Duty]:
    """Temporary limits that end soon: their renewal is to be asked by their last day."""
    for decision in last_decisions(view, limit_of, by=view.as_of).values():
        ends = decision.expires_on
        if amount_left(decision) > 0 and view.as_of <= ends <= view.as_of + AHEAD:
            request = _pending(view, decision.buyer)
            yield _duty(
                RENEW_LIMIT, decision.policy or programme.primary.name, decision.buyer,
                reference=decision.reference, first_day=ends - AHEAD, last_day=ends,
                done_on=NEVER if request is None else request.requested_on,
                evidence="" if request is None else request.reference,
            )  # fmt: skip


def _pending(view: View, buyer: str) -> LimitRequest | None:
    """Last request about a buyer that the insurer has not answered."""
    found = (cast(LimitRequest, each) for each in _of_buyer(view.table("limit_requests"), buyer))
    waiting = [each for each in found if each.answered_on == NEVER]
    return max(waiting, key=lambda each: (each.requested_on, each.reference), default=None)


def conditions_of(view: View, buyer: str) -> tuple[LimitDecision, ...]:
    """Decisions about a buyer whose conditions are not met."""
    found = (cast(LimitDecision, each) for each in _of_buyer(view.table("limit_decisions"), buyer))
    return tuple(each for each in found if each.conditions and each.conditions_met_on > view.as_of)


def _of_buyer(table: Table, buyer: str) -> tuple[Fact, ...]:
    """Facts of a table about one buyer."""
    rows = table.texts["buyer"].where_any([buyer])
    return tuple(table.facts(rows)) if rows.size else ()


def _duty(
    kind: str, policy: str, buyer: str, *, invoice: str = "", instalment: int = 1, reference: str = "",
    first_day: Day = MISSING, last_day: Day = NEVER, done_on: Day = NEVER, evidence: str = "",
) -> Duty:  # fmt: skip
    return Duty(
        kind=kind, who=WHO[kind], policy=policy, buyer=buyer, invoice=invoice, instalment=instalment,
        reference=reference, first_day=first_day, last_day=last_day, done_on=done_on, evidence=evidence,
    )  # fmt: skip
