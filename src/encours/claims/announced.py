"""The losses that a ledger announces: on which days a buyer failed, from which causes, and what cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from encours.claims.loss_day import LossDay, loss_day, loss_of_the_unit
from encours.claims.loss_events import loss_events
from encours.claims.units import unit_of
from encours.clauses.choices import ClaimUnit, DateOfLossReading
from encours.clauses.lose.anchors import INSOLVENCY, Anchor
from encours.cover.book import lay_out
from encours.cover.book.insolvency_losses import loss_of_proceedings
from encours.cover.book.timelines import proceedings_that_count
from encours.cover.loss_causes import CauseDay, LossEvents, cause_day
from encours.facts.kinds import Bill, Buyer, ClaimEvent, CreditNote, DueDateMove, Insolvency, Invoice, Payment
from encours.facts.only import kin, only
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme, TermValue
from encours.units import MISSING, NEVER, UNSET, Day, Days
from encours.units.spans import span_parts

OF_THE_BUYER = frozenset({Anchor.INSOLVENCY, Anchor.ADMISSION, Anchor.KNOWLEDGE})
"""What proceedings and the buyer tell of a loss by insolvency, whatever the invoice."""


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
    days = [loss_day(policy, each, as_of=view.as_of) for each in events]
    days = [each for each in days if each.day != MISSING or _may_be_lost(policy, each, view.as_of)]
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


def waits(policy: Policy) -> bool:
    """Whether a policy waits for any cause of loss at all, proceedings aside."""
    return any(
        policy.value_of(anchor.term, endorsement) is not None
        for anchor in Anchor for endorsement in range(len(policy.endorsements) + 1)
    )  # fmt: skip


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
        days = [loss_day(policy, each, as_of=day) for each in events]
        days = [each for each in days if each.day != MISSING or _may_be_lost(policy, each, day)]
        _note(found, _others(policy, days), by=day)
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
    least, moved = (
        least_waiting(policy),
        {each.invoice for each in cast("tuple[DueDateMove, ...]", own.facts("due_date_moves"))},
    )
    lost_from: dict[str, Day] = {}
    for each in invoices:
        due = min(each.due, each.issued, each.delivered) if each.number in moved else each.due
        ends = least.ends(due, each.issued, each.delivered)
        lost_from[each.number] = min(lost_from.get(each.number, ends), ends)
    settled = [(each.paid_on, each.number) for each in invoices]
    settled += [(each.paid_on, each.invoice) for each in cast("tuple[Payment, ...]", own.facts("payments"))]
    settled += [(each.issued, each.invoice) for each in cast("tuple[CreditNote, ...]", own.facts("credit_notes"))]
    settled += [(each.on, each.invoice) for each in cast("tuple[Bill, ...]", own.facts("bills"))]
    first = min(lost_from.values(), default=NEVER)
    late = (on for on, number in settled if on <= view.as_of and lost_from.get(number, first) < on)
    return sorted({on - 1 for on in late})


@dataclass(frozen=True, slots=True)
class LeastWaiting:
    """Days that pass at least before an invoice is lost: from its due date, or from its issue or delivery.

    None of them counts from where no waiting period of the policy does.
    """

    from_due_date: Days | None
    from_the_sale: Days | None

    def ends(self, due: Day, issued: Day, delivered: Day) -> Day:
        """First day on which an invoice may be lost; a day nobody knows may be any."""
        sale = min(issued, delivered)
        ends = [] if self.from_the_sale is None else [sale + self.from_the_sale]
        if self.from_due_date is not None:
            ends.append(due + self.from_due_date)
        return min(ends, default=NEVER)


def least_waiting(policy: Policy) -> LeastWaiting:
    """The least time before a loss under a policy; none where an event that may be older is waited from.

    A due date that was moved is waited from as it is moved, which may be earlier: the sale then is what counts.
    """
    values = [
        (anchor, value) for anchor in Anchor for endorsement in range(len(policy.endorsements) + 1)
        if (value := policy.value_of(anchor.term, endorsement)) is not None
    ]  # fmt: skip
    if any(anchor in OF_THE_BUYER or anchor == Anchor.POLITICAL_EVENT for anchor, _ in values):
        return LeastWaiting(None, -NEVER)
    due = [value for anchor, value in values if anchor in {Anchor.DUE_DATE, Anchor.EXTENSION_END}]
    others = [value for anchor, value in values if anchor not in {Anchor.DUE_DATE, Anchor.EXTENSION_END}]
    return LeastWaiting(_least(due), _least(others))


def _least(values: Sequence[TermValue]) -> Days | None:
    spans = [span_parts(entry.value) for value in values for entry in value.entries if entry.value != UNSET]
    return min((each.days + 28 * each.months for each in spans), default=None)


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
