"""The losses that a ledger announces: on which days a buyer failed, from which causes, and what cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from encours.claims.least_waiting import least_waiting, waits
from encours.claims.loss_day import LossDay, loss_day, loss_of_the_unit
from encours.claims.loss_events import loss_events
from encours.claims.units import unit_of
from encours.clauses.choices import ClaimUnit, DateOfLossReading
from encours.clauses.lose.anchors import INSOLVENCY, OF_THE_BUYER, Anchor
from encours.cover.book import lay_out
from encours.cover.book.insolvency_losses import loss_of_proceedings
from encours.cover.book.timelines import proceedings_that_count
from encours.cover.loss_causes import CauseDay, LossEvents, cause_day
from encours.facts.kinds import Bill, Buyer, ClaimEvent, CreditNote, DueDateMove, Insolvency, Invoice, Payment
from encours.facts.only import kin, only
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.units import MISSING, NEVER, Day


@dataclass(frozen=True, slots=True)
class Announced:
    """One loss of a buyer: its day, its cause, and which of the open invoices are lost.

    They are those delivered up to `delivered_by` (the opening of the proceedings, else the day of the loss), and among
    them the `invoices` where these are told.
    """

    day: Day
    cause: str
    delivered_by: Day
    invoices: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Undated:
    """A loss that may have occurred and whose day lacks a fact: the invoice, empty for all, and the events unknown.

    Where no event is, a term of the policy varies with something that nobody knows of it.
    """

    invoice: str
    missing: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """Losses of a buyer up to the day of a view, in order, and those of which the day cannot be told."""

    losses: tuple[Announced, ...]
    undated: tuple[Undated, ...]


def announced_losses(
    view: View, programme: Programme, buyer: str, *, check: Callable[[View], None] = lambda _: None
) -> Announcement:
    """Days up to that of a view on which a buyer failed, under the primary policy.

    Each of the proceedings is a loss of what was delivered since the last. A default or a political event is one where
    its waiting period ended before any of them brought one: of the whole account, or of each invoice where this is the
    unit of a claim. What was paid since was lost all the same: the account is looked at before each payment, too;
    `check` is asked of each view that is looked at.
    """
    policy = programme.primary
    book = lay_out(only(view, kin(view, buyer)), programme)
    events = loss_events(book, policy, buyer)
    insolvencies, undated = _insolvencies(view, policy, buyer, events)
    days = _days(policy, events, view.as_of)
    undated += [Undated(each.events.number, _missing(each)) for each in days if each.day == MISSING]
    first = min((each.day for each in insolvencies), default=NEVER)
    others = _defaults(view, programme, buyer, days, check)
    others = [each for each in others if each.day <= view.as_of and each.day < first]
    told = tuple({(each.invoice, each.missing): each for each in undated}.values())
    return Announcement(tuple(sorted((*others, *insolvencies), key=lambda each: each.day)), told)


def days_of_loss(view: View, policy: Policy, buyer: str) -> tuple[Day, ...]:
    """Days up to that of a view on which proceedings that the policy counts brought a loss."""
    registered, events = _facts_of(view, buyer)
    found = (
        loss_of_proceedings(policy, each, registered, events).lost_on for each in proceedings_of(view, policy, buyer)
    )
    return tuple(sorted({day for day in found if day not in {NEVER, MISSING} and day <= view.as_of}))


def proceedings_of(view: View, policy: Policy, buyer: str) -> tuple[Insolvency, ...]:
    """Proceedings that a policy counts as an insolvency of a buyer, the first opened first, one of each day."""
    table = only(view, [buyer]).table("insolvencies")
    counted = proceedings_that_count(table, policy).tolist()
    facts = zip(cast("Iterator[Insolvency]", table.rows()), counted, strict=True)
    by_day = {
        fact.opened_on: fact for fact, counts in sorted(facts, key=lambda each: (each[0].opened_on, each[0].fact_id))
        if counts and fact.opened_on <= view.as_of
    }  # fmt: skip
    return tuple(by_day.values())


def _facts_of(view: View, buyer: str) -> tuple[tuple[Buyer, ...], tuple[ClaimEvent, ...]]:
    own = only(view, [buyer])
    return cast("tuple[Buyer, ...]", own.facts("buyers")), cast("tuple[ClaimEvent, ...]", own.facts("claim_events"))


def _insolvencies(
    view: View, policy: Policy, buyer: str, of_invoices: Sequence[LossEvents]
) -> tuple[list[Announced], list[Undated]]:
    registered, events = _facts_of(view, buyer)
    found: list[Announced] = []
    undated: list[Undated] = []
    for each in proceedings_of(view, policy, buyer):
        whole = loss_of_proceedings(policy, each, registered, events)
        if any(waited.anchor not in OF_THE_BUYER for waited in whole.waited):
            whole = _of_the_invoices(policy, [own for own in of_invoices if own.opened_on == each.opened_on])
        if whole.lost_on == MISSING:
            undated.append(Undated("", _unknown(whole)))
        elif whole.lost_on <= view.as_of:
            found.append(Announced(whole.lost_on, INSOLVENCY, each.opened_on))
    return found, undated


def _of_the_invoices(policy: Policy, events: Sequence[LossEvents]) -> CauseDay:
    """The first loss by insolvency of some invoices, where waiting periods are counted from these."""
    days = [cause_day(policy, each, INSOLVENCY) for each in events]
    return min(days, key=lambda each: each.lost_on, default=CauseDay(INSOLVENCY, (), NEVER, NEVER, None))


def _defaults(
    view: View, programme: Programme, buyer: str, today: Sequence[LossDay], check: Callable[[View], None]
) -> list[Announced]:
    """Losses that no insolvency brings, by what is open today or was before it was paid; the first of each unit."""
    policy = programme.primary
    found: dict[str, tuple[Day, str]] = {}
    for day in _days_before_payments(view, policy, buyer):
        then = only(View.of(view.ledger, as_of=day, known_on=view.known_on).filled(view.fillings), kin(view, buyer))
        check(then)
        events = loss_events(lay_out(then, programme), policy, buyer)
        _note(found, _others(policy, _days(policy, events, day)), by=day)
    _note(found, _others(policy, today), by=view.as_of)
    together: dict[tuple[Day, str], set[str]] = {}
    for number, told in found.items():
        together.setdefault(told, set()).add(number)
    by_invoice = unit_of(policy) == ClaimUnit.INVOICE
    return [
        Announced(day, cause, day, frozenset(numbers) if by_invoice else None)
        for (day, cause), numbers in together.items()
    ]


def _note(found: dict[str, tuple[Day, str]], announced: Iterable[Announced], *, by: Day) -> None:
    for each in announced:
        for number in each.invoices or {""}:
            if each.day <= by:
                found[number] = min(found.get(number, (each.day, each.cause)), (each.day, each.cause))


def _days_before_payments(view: View, policy: Policy, buyer: str) -> list[Day]:
    """Days before what settles an invoice that may have been lost by then: none where the policy waits for nothing."""
    if not waits(policy):
        return []
    own = only(view, [buyer])
    invoices = cast("tuple[Invoice, ...]", own.facts("invoices"))
    least = least_waiting(policy)
    moved = {each.invoice for each in cast("tuple[DueDateMove, ...]", own.facts("due_date_moves"))}
    lost_from: dict[str, Day] = {}
    for each in invoices:
        ends = least.ends(each.due, each.issued, each.delivered, is_moved=each.number in moved)
        lost_from[each.number] = min(lost_from.get(each.number, ends), ends)
    settled = [(each.paid_on, each.number) for each in invoices]
    settled += [(each.paid_on, each.invoice) for each in cast("tuple[Payment, ...]", own.facts("payments"))]
    settled += [(each.issued, each.invoice) for each in cast("tuple[CreditNote, ...]", own.facts("credit_notes"))]
    settled += [(each.on, each.invoice) for each in cast("tuple[Bill, ...]", own.facts("bills"))]
    first = min(lost_from.values(), default=NEVER)
    late = (on for on, number in settled if on <= view.as_of and lost_from.get(number, first) < on)
    return sorted({on - 1 for on in late})


def _others(policy: Policy, days: Sequence[LossDay]) -> Iterator[Announced]:
    """Losses that no insolvency brings: the first of the account, or that of each invoice.

    Where a day that might come first is not known, that of the account is not known either.
    """
    if not days:
        return
    units: dict[str, list[LossDay]] = {}
    by_invoice = unit_of(policy) == ClaimUnit.INVOICE
    for each in days:
        units.setdefault(each.events.number if by_invoice else "", []).append(each)
    found: dict[tuple[Day, str], set[str]] = {}
    for number, own in units.items():
        first = loss_of_the_unit(own)
        if first.cause not in {"", INSOLVENCY}:
            found.setdefault((first.day, first.cause), set()).add(number)
    for (day, cause), invoices in found.items():
        yield Announced(day, cause, day, frozenset(invoices) if by_invoice else None)


def _missing(day: LossDay) -> tuple[Anchor, ...]:
    return tuple(dict.fromkeys(anchor for each in day.causes if each.lost_on == MISSING for anchor in _unknown(each)))


def _unknown(cause: CauseDay) -> tuple[Anchor, ...]:
    return tuple(waited.anchor for waited in cause.waited if waited.happened_on == MISSING)


def _days(policy: Policy, events: Sequence[LossEvents], as_of: Day) -> list[LossDay]:
    """Day of loss of each invoice, without those whose day lacks a fact and that cannot be lost yet."""
    days = (loss_day(policy, each, as_of=as_of) for each in events)
    return [each for each in days if each.day != MISSING or _may_be_lost(policy, each, as_of)]


def _may_be_lost(policy: Policy, day: LossDay, as_of: Day) -> bool:
    """Whether a loss whose day lacks a fact may have occurred by a day: no waiting period that is known holds it back.

    A loss by insolvency is told with the proceedings.
    """
    for each in day.causes:
        if each.lost_on != MISSING or each.cause == INSOLVENCY:
            continue
        keys = {**day.events.keys, "cause": each.cause}
        reading = resolve(policy, "date_of_loss_reading", keys, day.events.delivered)
        runs = any(waited.ends_on > as_of for waited in each.waited)
        if reading == DateOfLossReading.EARLIEST or not runs:
            return True
    return False
