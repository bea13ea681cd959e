"""Sales as the policy saw them on the day of their delivery, whatever was paid or decided since.

Cover judges what is open; premium is counted on what was sold. Both read the same limits, events and clauses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from encours.clauses.choices import LimitKind
from encours.clauses.vocabulary import FLAGS
from encours.cover.book.agreement import KIND_KEYS
from encours.cover.events import buyer_of, happened
from encours.cover.limits_in_force import limit_of_row, room_decided_on
from encours.cover.plain import account_of, book_of
from encours.cover.walk import index_terms
from encours.engine.one import Values, answer
from encours.facts.kinds import Buyer, buyer_on
from encours.units import WHOLE, BasisPoints, Cents, Day, Flag, widen_day

if TYPE_CHECKING:
    from encours.cover.book import Book
    from encours.engine.clause import Clause
    from encours.engine.findings import Finding

ASKED: Final = (
    "insured_entity", "excluded_buyer", "covered_country", "covered_sector", "payment_means", "no_insolvency_stop",
)  # fmt: skip
"""Clauses that tell of a sale, without its balance or its payments, whether the policy is meant for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDelivery:
    """One row of the invoices on the day of its delivery, in one layer; amounts in the currency of the policy.

    `percentage` is that of the decision in force, all where it has none of its own. `findings` are the answers of the
    clauses `ASKED` that the wording has, by name.
    """

    ledger_row: int
    day: Day
    amount: Cents
    """What stands of the row itself, in its own currency: a delivery less what was invoiced of it."""
    keys: Mapping[str, str]
    """What terms may vary with, by the names of `encours.policy.schedule.KEYS`."""
    limit_kind: LimitKind
    limit: Cents
    percentage: BasisPoints
    private_person: Flag
    public_buyer: Flag
    related_buyer: Flag
    findings: Mapping[str, Finding]


def at_delivery(book: Book, chosen: Collection[int], *, layer: int = 0) -> Iterator[AtDelivery]:
    """These rows of the view's invoices, by their places there, account after account.

    The book must be laid out whole (`large=False`), since what is settled is asked about too. A layer above another is
    seen by its own decisions, without what it follows below.
    """
    wanted = frozenset(chosen)
    registered = _registered(book)
    for account in range(book.account_count):
        first, stop = int(book.spans.start[account]), int(book.spans.stop[account])
        places = [place for place, row in enumerate(book.ledger_row[first:stop].tolist()) if row in wanted]
        if places:
            yield from _Account(book, account, layer, registered).of(places)


def _registered(book: Book) -> Mapping[str, list[Buyer]]:
    found: dict[str, list[Buyer]] = {}
    for each in cast("tuple[Buyer, ...]", book.view.facts("buyers")):
        found.setdefault(each.buyer, []).append(each)
    return found


class _Account:
    """One account of a book, whose rows are asked about one by one."""

    def __init__(self, book: Book, account: int, layer: int, registered: Mapping[str, list[Buyer]]) -> None:
        self.book, self.layer, self.registered = book, layer, registered
        self.wording = book.programme.primary.wording
        self.clauses = [each for each in self.wording.clauses if each.name in ASKED]
        self.first = int(book.spans.start[account])
        groups = account_of(book, account)
        self.inner: Any = book_of(groups)
        index_terms(self.inner, 0, layer)
        limits = self.inner.limits
        self.span = limits.start[layer], limits.stop[layer]

    def of(self, places: Collection[int]) -> Iterator[AtDelivery]:
        for place in places:
            yield self._row(place)

    def _row(self, place: int) -> AtDelivery:
        inner, scratch = self.inner, self.inner.scratch
        at = self.layer * scratch.rows + place
        day = inner.rows.risk_day[place]
        first, last = self.span
        position = first - 1
        while position + 1 < last and inner.limits.effective_on[position + 1] <= day:
            position += 1
        limit_of_row(inner, 0, place, at, position, first, last, day, self.book.as_of)
        kind, stands = LimitKind.numbered(scratch.limit_kind[at]), scratch.limit_position[at]
        profile = scratch.profile[place]
        flags = {name: getattr(inner.profiles, name)[profile] for name in FLAGS}
        invoices = self.book.view.table("invoices")
        row = int(self.book.ledger_row[self.first + place])
        return AtDelivery(
            ledger_row=row,
            day=day,
            amount=inner.rows.amount[place],
            keys=self._keys(invoices.texts["buyer"][row], invoices.texts["entity"][row], day, kind),
            limit_kind=kind,
            limit=scratch.limit_amount[at],
            percentage=inner.limits.percentage[stands] if stands >= 0 else WHOLE,
            findings={each.name: self._answer(each, place, at, position) for each in self.clauses},
            **flags,
        )

    def _keys(self, buyer: str, entity: str, day: Day, kind: LimitKind) -> Mapping[str, str]:
        now = buyer_on(self.registered.get(buyer, ()), day)
        of_buyer = {} if now is None else {
            "buyer_class": now.buyer_class, "country": now.country, "sector": now.sector,
        }  # fmt: skip
        return {"buyer": buyer, **of_buyer, "entity": entity, "limit_kind": KIND_KEYS.get(kind, "none")}

    def _answer(self, clause: Clause, place: int, at: int, position: int) -> Finding:
        inner = self.inner
        account = buyer_of(inner, 0, place)
        insolvent_since, _, restarted_on, _ = happened(inner, 0, place)
        agreed = inner.agreement.index[inner.scratch.terms_place[at] + inner.scratch.limit_kind[at]]
        decided_on = room_decided_on(inner, 0, self.layer, position, inner.rows.risk_day[place])
        walked = {
            "insolvent_since": insolvent_since, "restarted_on": restarted_on, "latest_decision_on": decided_on,
        }  # fmt: skip
        vocabulary, days = self.wording.vocabulary, self.wording.days

        def read(name: str) -> int:
            if name in walked:
                return walked[name]
            if name in vocabulary.row:
                value = int(getattr(inner.rows, name)[place])
            elif name in vocabulary.account:
                value = int(getattr(inner.accounts, name)[account])
            else:
                return int(getattr(inner.terms, name)[agreed])
            return widen_day(value) if name in days else value

        return answer(clause, Values(self.wording, read))
