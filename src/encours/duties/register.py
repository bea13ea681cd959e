"""The register of duties: everything that is to be done about a company's receivables and policies, weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encours.cover.answer import Cover
from encours.cover.book import Book, lay_out
from encours.cover.moves import NOTHING, Moved
from encours.cover.one import judge_account
from encours.duties.duty import Duty
from encours.duties.of_buyers import (
    deliveries_made_while_stopped,
    duties_of_deliveries,
    duties_of_extensions,
    duties_of_limits,
    duties_of_renewal,
)
from encours.duties.of_invoices import duties_of_invoices
from encours.duties.of_policy import duties_of_declarations, duties_of_payments, duty_of_notice
from encours.duties.weigh import lost_in_all, weighed
from encours.duties.worlds import Worlds
from encours.facts.only import kin
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import MISSING, NEVER


@dataclass(frozen=True, slots=True)
class Register:
    """Duties as of the day of a view, and what was lost in all by the steps missed, no invoice counted twice."""

    book: Book
    duties: tuple[Duty, ...]
    lost: Moved


def register(view: View, programme: Programme) -> Register:
    """Every duty of a programme on a view, by last day: those that cannot be told last."""
    book, worlds = lay_out(view, programme), Worlds(view, programme)
    found: list[Duty] = []
    lost = NOTHING
    for buyers, duties in _by_account(book):
        own = frozenset().union(*(kin(view, buyer) for buyer in buyers)) if book.holders.grouped else frozenset(buyers)
        found += weighed(worlds, duties, own)
        lost += lost_in_all(worlds, duties, own)
    found += duties_of_renewal(view, programme)
    for place, policy in enumerate(programme.layers):
        found += duty_of_notice(policy)
        if place == 0:
            found += [*duties_of_declarations(view, policy), *duties_of_payments(view, policy)]
    return Register(book, tuple(sorted(found, key=_order)), lost)


def _order(duty: Duty) -> tuple[bool, int, str, str, str, int]:
    unknown = duty.last_day == MISSING
    return unknown, NEVER if unknown else duty.last_day, duty.kind, duty.buyer, duty.invoice, duty.instalment


def _by_account(book: Book) -> Iterator[tuple[list[str], list[Duty]]]:
    """Buyers of each account that owes something, and the duties about them, not weighed yet."""
    texts = book.view.table("invoices").texts["buyer"]
    for account, (start, stop) in enumerate(zip(book.spans.start.tolist(), book.spans.stop.tolist(), strict=True)):
        if start == stop:
            continue
        answer = judge_account(book, account)
        if not answer.rows:
            continue
        cover = Cover(book, {account: answer})
        duties = [
            *duties_of_invoices(book, account, answer),
            *duties_of_deliveries(cover, answer),
            *deliveries_made_while_stopped(cover, answer),
            *duties_of_limits(cover, answer),
            *duties_of_extensions(cover, answer),
        ]
        if duties:
            yield list(dict.fromkeys(texts[row.ledger_row] for row in answer.rows)), duties
