"""What a ledger tells of a buyer's unpaid invoices that their loss may be counted from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from encours.clauses import measures
from encours.clauses.lose.anchors import Anchor
from encours.cover.answer import account_of_buyer
from encours.cover.book import Book
from encours.cover.book.insolvency_losses import ADMITTED
from encours.cover.book.timelines import proceedings_that_count
from encours.cover.loss_causes import LossEvents
from encours.cover.one import judge_account
from encours.facts.kinds import buyer_on
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, UNSET, Day, widen_day

EVENTS: Final[Mapping[Anchor, str]] = {
    Anchor.COLLECTION_ORDER: "collection ordered",
    Anchor.FILE_RECEIVED: "file received",
    Anchor.ADMISSION: ADMITTED,
    Anchor.RESALE: "goods resold",
    Anchor.AWARD: "award",
    Anchor.POLITICAL_EVENT: "political event",
}
"""Event of the table `claim_events` that tells an anchor."""

_DAYS: Final = ("delivered", "issued", "due", "original_due", "consented_due", "risk_day", "overdue_reported_on")


def loss_events(book: Book, policy: Policy, buyer: str) -> list[LossEvents]:
    """Events of each receivable of a buyer that is open as of the day of the book, for one layer of its programme."""
    told = _Told.of(book, policy, buyer)
    found = []
    for account in account_of_buyer(book, buyer):
        start, stop = int(book.spans.start[account]), int(book.spans.stop[account])
        judged = judge_account(book, account, explain=False).rows
        opened = {row.ledger_row for row in judged if row.receivable}
        for place in range(start, stop):
            row = int(book.ledger_row[place])
            if row in opened and told.invoices.texts["buyer"][row] == buyer:
                days = {name: widen_day(int(book.rows.column(name, place, place + 1)[0])) for name in _DAYS}
                found.append(told.of_row(row, days))
    oldest = min((each.days[Anchor.DUE_DATE] for each in found), default=NEVER)
    return [
        LossEvents(
            number=each.number, instalment=each.instalment, delivered=each.delivered, opened_on=each.opened_on,
            published_on=each.published_on, keys=each.keys, days={**each.days, Anchor.OLDEST_DUE_DATE: oldest},
        )
        for each in found
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    """The facts of one buyer, as objects: there are few of each kind."""

    policy: Policy
    buyer: str
    invoices: Any
    registered: tuple[Any, ...]
    events: tuple[Any, ...]
    handed_over: tuple[Any, ...]
    disputes: tuple[Any, ...]
    proceedings: tuple[Any, ...]

    @staticmethod
    def of(book: Book, policy: Policy, buyer: str) -> _Told:
        view = book.view
        opened = view.table("insolvencies")
        counted = proceedings_that_count(opened, book.programme.primary).tolist()
        proceedings = [fact for fact, counts in zip(opened.rows(), counted, strict=True) if counts]

        def own(facts: Iterable[Any]) -> tuple[Any, ...]:
            return tuple(fact for fact in facts if fact.buyer == buyer)

        return _Told(
            policy, buyer, view.table("invoices"), own(view.facts("buyers")),
            tuple(each for each in own(view.facts("claim_events")) if each.policy in {"", policy.name}),
            own(view.facts("hand_overs")), own(view.facts("disputes")),
            tuple(sorted(own(proceedings), key=lambda each: each.opened_on)),
        )  # fmt: skip

    def of_row(self, row: int, days: Mapping[str, Day]) -> LossEvents:
        """Events of one row of the invoices; the oldest due date is told once all are known."""
        number, instalment = self.invoices.texts["number"][row], int(self.invoices.numbers["instalment"][row])
        delivered = days["delivered"] if days["delivered"] not in {MISSING, NEVER} else days["risk_day"]
        keys = self._keys(delivered, self.invoices.texts["entity"][row])
        opening = next((each for each in self.proceedings if each.opened_on >= days["risk_day"]), None)
        due, extension_end = self._clocks(days, keys, delivered)
        told = {anchor: self._first(event, number) for anchor, event in EVENTS.items()}
        known = [each.known for each in self.events if each.event == EVENTS[Anchor.POLITICAL_EVENT]]
        return LossEvents(
            number=number,
            instalment=instalment,
            delivered=delivered,
            keys=keys,
            opened_on=NEVER if opening is None else opening.opened_on,
            published_on=NEVER if opening is None else opening.published_on,
            days={
                **told,
                Anchor.COLLECTION_ORDER: min([told[Anchor.COLLECTION_ORDER], *self._hand_overs(number)]),
                Anchor.RESALE: self._resale(number, told[Anchor.RESALE]),
                Anchor.AWARD: self._award(number, instalment, told[Anchor.AWARD]),
                Anchor.DUE_DATE: due,
                Anchor.INVOICE_DATE: days["issued"],
                Anchor.DELIVERY: days["delivered"],
                Anchor.EXTENSION_END: extension_end,
                Anchor.NOTIFICATION: days["overdue_reported_on"],
                Anchor.KNOWLEDGE: min([*known, *([] if opening is None else [opening.known])], default=NEVER),
            },
        )

    def _keys(self, delivered: Day, entity: str) -> dict[str, str]:
        known = buyer_on(self.registered, delivered)
        found = {"buyer": self.buyer, "entity": entity}
        if known is not None:
            found |= {"buyer_class": known.buyer_class, "country": known.country, "sector": known.sector}
        return found

    def _clocks(self, days: Mapping[str, Day], keys: Mapping[str, str], on: Day) -> tuple[Day, Day]:
        """Due date the policy follows, and the end of the extension; that of the due date where it gives none."""

        def term(name: str) -> int:
            return resolve(self.policy, name, keys, on)

        original, due, extension = days["original_due"], days["due"], term("maximum_extension_period")
        authority, effect = term("extension_authority"), term("extension_effect")
        if MISSING in {original, due, authority, effect}:
            return MISSING, MISSING
        authorised = measures.authorised_due(original, authority, days["consented_due"])
        reference = measures.reference_due(original, due, authorised, effect)
        if extension == UNSET:
            return reference, reference
        starts = term("extension_starts")
        if MISSING in {extension, starts, days["issued"]}:
            return reference, MISSING
        return reference, measures.extension_end(reference, days["issued"], extension, starts)

    def _first(self, event: str, number: str) -> Day:
        """First day of an event about an invoice, or about everything; what nobody knows comes first."""
        return min((each.happened_on for each in self._about(number) if each.event == event), default=NEVER)

    def _about(self, number: str) -> Iterator[Any]:
        return (each for each in self.events if each.invoice in {"", number})

    def _hand_overs(self, number: str) -> Iterator[Day]:
        return (each.handed_over_on for each in self.handed_over if each.invoice in {"", number})

    def _resale(self, number: str, resold_on: Day) -> Day:
        """Day of the resale; an invoice whose goods the buyer kept waits for none."""
        refused = any(each.event == "goods refused" for each in self._about(number))
        return resold_on if refused or resold_on != NEVER else UNSET

    def _award(self, number: str, instalment: int, awarded_on: Day) -> Day:
        """Day on which the last dispute ended; an invoice that nobody disputes waits for none."""
        settled = [
            each.settled_on for each in self.disputes
            if each.invoice == number and each.instalment in {MISSING, instalment}
        ]  # fmt: skip
        if awarded_on != NEVER:
            return awarded_on
        return max(settled, default=UNSET)
