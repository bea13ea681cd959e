"""What insolvency proceedings ask of a creditor: declaring, being relieved of a lapse, claiming goods.

Of several proceedings of one buyer, those opened before the ones before them are closed are their conversion: nothing
is declared again (C. com. L641-3, in a secondary source).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from encours.duties import law
from encours.duties.courts import seat_of
from encours.duties.duty import Duty
from encours.duties.legal_account import Account, declared, legal_duty, proof
from encours.duties.legal_kinds import (
    ASK_RELIEF,
    CLAIM_GOODS,
    DECLARE,
    DECLARE_RELIEVED,
    DECLARE_TERMINATED,
    SEISE_JUDGE,
)
from encours.duties.owed import Debt
from encours.facts.kinds import Insolvency
from encours.units import MISSING, NEVER, Day


def of_proceedings(account: Account, each: Insolvency) -> Iterator[Duty]:
    """Duties about one case of proceedings, where something that arose before it is open."""
    owed = tuple(debt for debt in account.debts if debt.arose_on < each.opened_on)
    if not owed:
        return
    if each.kind == "foreign":
        yield _foreign(account, each, owed)
        return
    seat = seat_of(each.court)
    is_elsewhere = seat.is_elsewhere(account.residence)
    end = law.DECLARATION.last_day(each.published_on, each.opened_on, seat=seat, is_elsewhere=is_elsewhere)
    done = declared(account, owed, since=each.opened_on)
    yield legal_duty(
        account, DECLARE, each, first=each.opened_on, last=end, law=law.DECLARATION.reference, done=done,
        lacking=_lacking(each),
    )  # fmt: skip
    if end not in {MISSING, NEVER} and end < min(done[0], account.as_of):
        yield from _relief(account, each, owed, end)
    yield from _terminated(account, each, owed)
    yield from _goods(account, each)


def _lacking(each: Insolvency) -> str:
    return "published_on" if each.published_on == MISSING else ""


def _foreign(account: Account, each: Insolvency, owed: Sequence[Debt]) -> Duty:
    """Abroad the notice itself tells the last day; of several, the first one."""
    notices = [a for a in account.actions if a.event == "notice received" and a.happened_on >= each.opened_on]
    told = [notice.due_on for notice in notices if notice.due_on != MISSING]
    return legal_duty(
        account, DECLARE, each, first=each.opened_on, last=min(told, default=MISSING), law=law.FOREIGN,
        done=declared(account, owed, since=each.opened_on), lacking="" if told else "notice received",
    )  # fmt: skip


def _terminated(account: Account, each: Insolvency, owed: Sequence[Debt]) -> Iterator[Duty]:
    """What the end of a running contract makes owed is declared apart."""
    for action in account.actions:
        if action.event == "contract terminated" and each.opened_on <= action.happened_on < each.closed_on:
            yield legal_duty(
                account, DECLARE_TERMINATED, action, first=action.happened_on, invoice=action.invoice,
                last=law.OF_TERMINATED_CONTRACT.last_day(
                    action.happened_on, each.opened_on, seat=seat_of(each.court)
                ),
                law=law.OF_TERMINATED_CONTRACT.reference,
                done=declared(account, owed, since=action.happened_on),
            )  # fmt: skip


def _relief(account: Account, each: Insolvency, owed: Sequence[Debt], lapsed_on: Day) -> Iterator[Duty]:
    """After a lapse: relief to be asked for, then the claim to be declared anew."""
    seat = seat_of(each.court)
    yield legal_duty(
        account, ASK_RELIEF, each, first=lapsed_on + 1, law=law.RELIEF.reference,
        last=law.RELIEF.last_day(each.published_on, each.opened_on, seat=seat),
        done=proof(account.done("relief asked", "relief granted", since=lapsed_on)),
    )  # fmt: skip
    granted = account.done("relief granted", since=lapsed_on)
    if granted is not None:
        last = law.AFTER_RELIEF.last_day(
            granted.happened_on, each.opened_on, seat=seat, is_elsewhere=seat.is_elsewhere(account.residence)
        )
        yield legal_duty(
            account, DECLARE_RELIEVED, granted, first=granted.happened_on, last=last, law=law.AFTER_RELIEF.reference,
            done=declared(account, owed, since=granted.happened_on),
        )  # fmt: skip


def _goods(account: Account, each: Insolvency) -> Iterator[Duty]:
    """Goods under retained title: claimed of the administrateur, then of the judge where nobody acquiesces."""
    if not any(held.held_from <= each.opened_on < held.released_on for held in account.retained):
        return
    seat = seat_of(each.court)
    claimed = account.done("title claimed", since=each.opened_on)
    yield legal_duty(
        account, CLAIM_GOODS, each, first=each.opened_on, law=law.GOODS.reference, lacking=_lacking(each),
        last=law.GOODS.last_day(each.published_on, each.opened_on, seat=seat), done=proof(claimed),
    )  # fmt: skip
    if claimed is None:
        return
    received = account.done("title claim received", since=claimed.happened_on, reference=claimed.reference)
    day = MISSING if received is None else received.happened_on
    answer = law.ANSWER_ON_GOODS.last_day(day, each.opened_on)
    yield legal_duty(
        account, SEISE_JUDGE, claimed, first=MISSING if answer == MISSING else answer + 1,
        last=law.judge_last_day(day, each.opened_on, seat=seat), law=law.JUDGE_OF_GOODS.reference,
        done=proof(account.done("title acknowledged", "judge asked for title", since=claimed.happened_on)),
        lacking="title claim received" if received is None else "",
    )  # fmt: skip
