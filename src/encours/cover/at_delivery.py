"""Sales as the policy saw them on the day of their delivery, whatever was paid or decided since.

Cover judges what is open; premium is counted on what was sold. Both read the same limits, events and clauses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from encours.clauses.choices import LimitKind
from encours.clauses.vocabulary import FLAGS
from encours.cover.book.agreement import KIND_KEYS
from encours.cover.events import buyer_of, happened
from encours.cover.in_lists import in_lists
from encours.cover.limits_in_force import limits_in_force, room_decided_on
from encours.cover.walk import index_terms
from encours.engine.clause import parameters
from encours.engine.one import Values, verdict_alone
from encours.facts.columns import Texts, indices, mask
from encours.facts.kinds import Buyer, buyer_on
from encours.units import NEVER, WHOLE, BasisPoints, Cents, Day, Flag, widen_day

if TYPE_CHECKING:
    from encours.cover.book import Book
    from encours.engine.book import Column
    from encours.engine.clause import Clause
    from encours.engine.verdicts import Verdict

ASKED: Final = (
    "insured_entity", "excluded_buyer", "covered_country", "covered_sector", "payment_means", "no_insolvency_stop",
)  # fmt: skip
"""Clauses that tell of a sale, without its balance or its payments, whether the policy is meant for it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SoldTo:
    """What deliveries have in common that are alike but for day, amount and limit: one for all of them.

    `verdicts` are those of the clauses `ASKED` that the wording has, by name.
    """

    keys: Mapping[str, str]
    """What terms may vary with, by the names of `encours.policy.schedule.KEYS`."""
    limit_kind: LimitKind
    private_person: Flag
    public_buyer: Flag
    related_buyer: Flag
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDelivery:
    """One row of the invoices on the day of its delivery, in one layer; amounts in the currency of the policy.

    `percentage` is that of the decision in force, all where it has none of its own.
    """

    ledger_row: int
    day: Day
    amount: Cents
    """What stands of the row itself, in its own currency: a delivery less what was invoiced of it."""
    limit: Cents
    percentage: BasisPoints
    sold_to: SoldTo

    @property
    def keys(self) -> Mapping[str, str]:
        """What terms may vary with."""
        return self.sold_to.keys

    @property
    def limit_kind(self) -> LimitKind:
        """Kind of the limit in force."""
        return self.sold_to.limit_kind


def at_delivery(book: Book, chosen: Collection[int], *, layer: int = 0) -> Iterator[AtDelivery]:
    """These rows of the view's invoices, by their places there, account after account.

    The book must be laid out whole (`large=False`), since what is settled is asked about too. A layer above another is
    seen by its own decisions, without what it follows below.
    """
    wanted = mask(len(book), rows=[*chosen])
    (places,) = wanted[book.ledger_row].nonzero()
    if places.size:
        yield from _Seen(book, layer, places).rows()


class _Walked(NamedTuple):
    """What the walk finds of one row."""

    terms_place: int
    limit_kind: int
    limit: Cents
    limit_position: int
    profile: int
    buyer: int
    insolvent_since: Day
    restarted_on: Day
    latest_decision_on: Day


class _Seen:
    """Rows of a book, by their places in it, that are asked about in one layer."""

    def __init__(self, book: Book, layer: int, places: Column) -> None:
        self.book, self.layer, self.places = book, layer, places
        self.wording = book.programme.primary.wording
        self.clauses = [each for each in self.wording.clauses if each.name in ASKED]
        self.inner: Any = in_lists(book)
        self.walked = _Walked(*zip(*self._walk(), strict=True))  # type: ignore[arg-type]  # a column each
        terms_place, kind = (indices(cast("Sequence[int]", each)) for each in self.walked[:2])
        self.agreed = book.agreement["index"][terms_place + kind]
        self.ledger_rows = book.ledger_row[places]

    def _walk(self) -> Iterator[_Walked]:
        """Every row asked about, account after account."""
        spans = self.book.spans
        first, last = (self.places.searchsorted(each).tolist() for each in (spans.start, spans.stop))
        for account, (begin, end) in enumerate(zip(first, last, strict=True)):
            if begin < end:
                yield from self._account(account, int(spans.start[account]), self.places[begin:end].tolist())

    def _account(self, account: int, start: int, places: Sequence[int]) -> Iterator[_Walked]:
        inner, scratch, day = self.inner, self.inner.scratch, self.inner.rows.risk_day
        count = inner.accounts.stop[account] - start
        index_terms(inner, account, self.layer)
        # A row that is asked about is open: it is what a limit is looked up for, as it stood on the day of delivery.
        scratch.open_now[:count] = scratch.open_then[:count] = [0] * count
        for place in places:
            scratch.open_then[place - start] = 1
        scratch.loss_day[:count] = day[start : start + count]
        scratch.experience[0] = 0
        limits_in_force(inner, account, self.layer, NEVER, self.book.as_of)
        for place in places:
            at = self.layer * scratch.rows + place - start
            insolvent_since, _, restarted_on, _ = happened(inner, account, place)
            yield _Walked(
                scratch.terms_place[at], scratch.limit_kind[at], scratch.limit_amount[at], scratch.limit_position[at],
                scratch.profile[place - start], buyer_of(inner, account, place), insolvent_since, restarted_on,
                room_decided_on(inner, account, self.layer, scratch.decision_position[at], day[place]),
            )  # fmt: skip

    def rows(self) -> Iterator[AtDelivery]:
        """Each row, with what it shares with those that are alike."""
        inner, book = self.inner, self.book
        days = [inner.rows.risk_day[place] for place in self.places.tolist()]
        amounts = book.rows.column("amount", 0, len(book))[self.places].tolist()
        rows, limits = self.ledger_rows.tolist(), cast("Sequence[int]", self.walked.limit)
        found = zip(rows, days, amounts, limits, self._percentages(), self._sold_to(days), strict=True)
        for row, day, amount, limit, percentage, sold_to in found:
            yield AtDelivery(
                ledger_row=row, day=day, amount=amount, limit=limit, percentage=percentage, sold_to=sold_to
            )  # fmt: skip

    def _percentages(self) -> list[BasisPoints]:
        positions = cast("Sequence[int]", self.walked.limit_position)
        return [self.inner.limits.percentage[each] if each >= 0 else WHOLE for each in positions]

    def _sold_to(self, days: Sequence[Day]) -> Iterator[SoldTo]:
        """What each row shares with others: made for the first of those that are alike."""
        versions, texts = _versions(self.book), self.book.view.table("invoices").texts
        parties = (Texts(texts[n].codes[self.ledger_rows], texts[n].names).texts() for n in ("buyer", "entity"))
        columns = (*parties, self.walked.profile, self.walked.limit_kind, *map(self._verdicts, self.clauses))
        made: dict[tuple[Any, ...], SoldTo] = {}
        for day, alike in zip(days, zip(*columns, strict=True), strict=True):
            buyer, entity, profile, kind, *verdicts = alike
            of_buyer = versions.get(buyer, ())
            key = (bisect_right(of_buyer, day, key=lambda each: each.changed_on), *alike)
            if key not in made:
                flags = {name: getattr(self.inner.profiles, name)[profile] for name in FLAGS}
                limit_kind = LimitKind.numbered(kind)
                made[key] = SoldTo(
                    keys=_keys(buyer, entity, buyer_on(of_buyer, day), limit_kind), limit_kind=limit_kind,
                    verdicts=dict(zip((each.name for each in self.clauses), verdicts, strict=True)), **flags,
                )  # fmt: skip
            yield made[key]

    def _verdicts(self, clause: Clause) -> Iterator[Verdict]:
        """What a clause answers of each row; asked once of all that it reads the same of."""
        names = self._read_by(clause)
        asked: dict[tuple[int, ...], Verdict] = {}
        for told in zip(*map(self._column, names), strict=True):
            if told not in asked:
                values = dict(zip(names, told, strict=True))
                asked[told] = verdict_alone(clause, Values(self.wording, values.__getitem__))
            yield asked[told]

    def _read_by(self, clause: Clause) -> tuple[str, ...]:
        """What a clause reads, by itself or through a measure, which is none itself."""
        measures = self.wording.vocabulary.measures
        found, asked = dict[str, None](), [*clause.reads]
        while asked:
            name = asked.pop()
            if name in measures:
                asked += parameters(measures[name])
            else:
                found[name] = None
        return tuple(found)

    def _column(self, name: str) -> Sequence[int]:
        """A fact or a term of each row, as the clauses see it."""
        vocabulary, book = self.wording.vocabulary, self.book
        if name in _Walked._fields:
            return cast("Sequence[int]", getattr(self.walked, name))
        if name in vocabulary.row:
            found = book.rows.column(name, 0, len(book))[self.places].tolist()
        elif name in vocabulary.account:
            buyers = cast("Sequence[int]", self.walked.buyer)
            found = book.accounts.column(name, 0, len(book.buyers))[indices(buyers)].tolist()
        else:
            terms: list[int] = getattr(self.inner.terms, name)
            return [terms[each] for each in self.agreed.tolist()]
        return [widen_day(each) for each in found] if name in self.wording.days else found


def _versions(book: Book) -> Mapping[str, list[Buyer]]:
    """Versions of each registered buyer, in order of their days."""
    found: dict[str, list[Buyer]] = {}
    for each in cast("tuple[Buyer, ...]", book.view.facts("buyers")):
        found.setdefault(each.buyer, []).append(each)
    for several in found.values():
        several.sort(key=lambda each: each.changed_on)
    return found


def _keys(buyer: str, entity: str, now: Buyer | None, kind: LimitKind) -> Mapping[str, str]:
    of_buyer = {} if now is None else {"buyer_class": now.buyer_class, "country": now.country, "sector": now.sector}
    return {"buyer": buyer, **of_buyer, "entity": entity, "limit_kind": KIND_KEYS.get(kind, "none")}
