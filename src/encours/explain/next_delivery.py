"""What a delivery made on the day asked would find: the limit of each layer, the room left, and what refuses it.

An invoice of that day, larger than any room, is supposed at the end of an account, paid for by nobody and due the day
after, and the walk judges it as it judges every other; the ledger never holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from encours.clauses.choices import LimitKind, Stage
from encours.cover.book import Book
from encours.cover.one import Recorder
from encours.cover.plain import NOBODY, Groups, account_of, book_of, buyers_of_account, out, scratch
from encours.cover.walk import walk_account
from encours.engine.findings import Finding, cause_parts
from encours.engine.verdicts import NEEDS_INFORMATION, REFUSED
from encours.units import MAXIMUM_AMOUNT, MISSING, NEVER, Cents, portion

LONG_AGO: Final = -(2**30)
NOT_YET: Final = (
    "paid_on", "seller_left", "overdue_reported_on", "late_notice_waived_on", "handed_over_on", "claim_declared_on",
    "claim_filed_on", "late_file_waived_on",
)  # fmt: skip
"""What has not happened to a delivery that is only supposed."""
ALONE: Final = -1
"""Place of a layer's decision where no decision gives its limit."""


@dataclass(frozen=True, slots=True)
class LayerLimit:
    """Limit of one layer for a delivery of the day, what older debt takes of it, and the room it would admit.

    Amounts are in the base of the limit (`limit_amount_base`). `amount` and `used` are None where nobody can tell.
    `taken` is what each buyer of the account, by number, takes of the limit. `decision` counts the account's decisions
    of the layer in order of effect, -1 where none gives the limit.
    """

    policy: str
    kind: LimitKind
    amount: Cents | None
    used: Cents | None
    room: Cents
    decision: int
    taken: tuple[tuple[int, Cents], ...] = ()

    @property
    def beyond(self) -> Cents:
        """Older debt that finds no room in the limit."""
        return 0 if self.used is None or self.amount is None else max(0, self.used - self.amount)


@dataclass(frozen=True, slots=True)
class NextDelivery:
    """What a delivery of the day would find; `refused_by` is the finding that keeps all of it from being covered.

    `refusals` are all that refuse it in the first layer, in the order of the wording.
    """

    limits: tuple[LayerLimit, ...]
    refused_by: Finding | None
    refusals: tuple[Finding, ...] = ()

    @property
    def limit(self) -> Cents | None:
        """Limits of all layers together; None where one of them is not known."""
        known = [each.amount for each in self.limits if each.amount is not None]
        return sum(known) if len(known) == len(self.limits) else None

    @property
    def used(self) -> Cents | None:
        """What older debt takes of the limits of all layers, each no more than whole; None where nobody can tell."""
        total = 0
        for each in self.limits:
            if each.amount is None or (each.used is None and each.amount > 0):
                return None
            total += min(each.used or 0, each.amount)
        return total

    @property
    def room(self) -> Cents | None:
        """Room that it would find in all layers; nothing where it is refused, None where a fact is missing to tell."""
        return None if self.is_unknown else sum(each.room for each in self.limits)

    @property
    def is_unknown(self) -> bool:
        """Whether a fact is missing without which nobody can tell what would be covered of it."""
        return self.refused_by is not None and self.refused_by.verdict == NEEDS_INFORMATION

    @property
    def is_refused(self) -> bool:
        """Whether a clause refuses it, whatever the room."""
        return self.refused_by is not None and self.refused_by.verdict == REFUSED


@dataclass(frozen=True, slots=True)
class LastRow(Recorder):
    """A recorder that keeps what the clauses and the walk say of the last row only."""

    row: int = 0
    walked: list[dict[str, int]] = field(default_factory=list)
    """What the walk told of it, layer by layer."""

    def judge(self, r: int, account: int, t: int, walked: Sequence[int]) -> tuple[int, int, int]:
        """Cause and last day of what the deciding clauses answer about a row, and the cause before admission."""
        if r == self.row:
            self.walked.append(dict(zip(self.wording.vocabulary.walk, walked, strict=True)))
        return Recorder.judge(self._for(r), r, account, t, walked)

    def _grant(  # noqa: PLR0917  what the walk hands to a Recorder
        self, stage: str, asked: int, cuts: list[int], r: int, account: int, t: int, walked: Sequence[int]
    ) -> tuple[int, int, int]:
        return Recorder._grant(self._for(r), stage, asked, cuts, r, account, t, walked)  # noqa: SLF001  its own kind

    def _for(self, r: int) -> Recorder:
        return Recorder(self.wording, self.groups, explain=True, kept=self.kept) if r == self.row else self


def account_asked(book: Book, accounts: Sequence[int]) -> int:
    """The account of a buyer that is told where each insured entity has its own limits: the one of the most rows."""
    return max(accounts, key=lambda each: int(book.spans.stop[each]) - int(book.spans.start[each]))


def next_delivery(book: Book, accounts: Sequence[int], buyer: int = NOBODY) -> NextDelivery | None:
    """What a delivery to a buyer of these accounts would find; None without an account, or with nobody to deliver to.

    `buyer` is the number of the buyer in an account that several share; where it is not told, the one of the last row.
    """
    if not accounts:
        return None
    account = account_asked(book, accounts)
    if (account, buyer) not in book.deliveries:
        book.deliveries[account, buyer] = _tried(book, account, buyer)
    found: NextDelivery | None = book.deliveries[account, buyer]
    return found


def _tried(book: Book, account: int, buyer: int) -> NextDelivery | None:
    groups = account_of(book, account, buyer)
    if not groups["profiles"].start:
        return None  # a group of which no row is left has nobody to be delivered to
    place = len(groups["rows"].amount)
    first = int(book.spans.start[account])
    buyers = buyers_of_account(book.rows.column("buyer", first, first + place).tolist(), buyer)
    of = buyers.index(buyer) if buyer >= 0 and book.holders.grouped else NOBODY
    _suppose(book, groups, of, seller=account % len(book.entities) if book.holders.by_entity else 0)
    wording = book.programme.primary.wording
    clauses = LastRow(wording, groups, explain=False, row=place)
    walk_account(clauses, book_of(groups), 0, book.as_of)
    limits = tuple(_limits(book, groups, clauses, place, buyers))
    refused_by = None if any(each.room for each in limits) else _refusal(book, groups, clauses, place)
    if refused_by is None:
        return NextDelivery(limits, None)
    refusals = (each for each in clauses.kept[place, book.as_of][0] if each.verdict == REFUSED)
    return NextDelivery(limits, refused_by, tuple(refusals))


def _suppose(book: Book, groups: Groups, buyer: int, *, seller: int) -> None:
    """Add the supposed invoice after the rows of an account, and make room for it; `buyer` is its place among them.

    It is sold by who sold the last row; by `seller` where there is none.
    """
    rows, today = groups["rows"], book.as_of
    place, currency = len(rows.amount), book.currencies.index(book.programme.primary.currency)
    entity = rows.entity[-1] if place else seller
    known: dict[str, int] = {
        **dict.fromkeys(("amount", "gross", "invoice_gross", "insured_base", "limit_base"), MAXIMUM_AMOUNT),
        **dict.fromkeys(("order_day", "risk_day", "ordered", "delivered", "issued"), today),
        **dict.fromkeys(("due", "original_due"), today + 1),
        **dict.fromkeys(NOT_YET, NEVER),
        "seller_joined": LONG_AGO, "entity": 0 if entity == len(book.entities) - 1 else entity,
        "rate": currency, "currency": currency, "stage": int(Stage.INVOICED), "party": 1,
        "buyer": buyer if buyer >= 0 else rows.buyer[-1] if place else 0, "extended_on": NEVER,
    }  # fmt: skip
    for name in rows._fields:
        if isinstance(getattr(rows, name), list) and name not in {"start", "stop"}:
            getattr(rows, name).append(known.get(name, 0))
    groups["accounts"].stop[0] = place + 1
    layers = book.agreement["layers"]
    groups["agreement"] = groups["agreement"]._replace(rows=place + 1)
    groups["scratch"] = groups["scratch"]._replace(**scratch(place + 1, layers, len(groups["moves"].row)))
    groups["out"] = groups["out"]._replace(**out(place + 1, layers))


def _limits(book: Book, groups: Groups, clauses: LastRow, place: int, buyers: list[int]) -> Iterator[LayerLimit]:
    kept, policies = groups["scratch"], book.programme.policies
    walked = clauses.walked[-len(policies) :]
    for layer, policy in enumerate(policies):
        at = layer * kept.rows + place
        amount, position = kept.limit_amount[at], kept.limit_position[at]
        yield LayerLimit(
            policy=policy.name,
            kind=LimitKind.numbered(kept.limit_kind[at]),
            amount=None if amount == MISSING else amount,
            used=walked[layer]["balance_before"] if walked else None,
            room=groups["out"].admitted[at],
            decision=position - groups["limits"].start[layer] if position >= 0 else ALONE,
            taken=tuple(_taken(groups, layer, place, buyers)),
        )


def _taken(groups: Groups, layer: int, place: int, buyers: list[int]) -> Iterator[tuple[int, Cents]]:
    """What the older rows of each buyer take of a layer's limit, in the base of the limit, in order of the rows."""
    rows, admitted, found = groups["rows"], groups["out"].admitted, dict[int, Cents]()
    for row in range(place):
        amount = admitted[layer * groups["scratch"].rows + row]
        if amount > 0 and 0 < rows.insured_base[row] != rows.limit_base[row] > 0:
            amount = portion(amount, rows.limit_base[row], rows.insured_base[row])
        number = buyers[rows.buyer[row]] if rows.buyer[row] < len(buyers) else NOBODY
        found[number] = found.get(number, 0) + amount
    yield from ((number, amount) for number, amount in found.items() if amount)


def _refusal(book: Book, groups: Groups, clauses: LastRow, place: int) -> Finding | None:
    """The finding of the first layer's clause that decides the supposed row; lack of room is no refusal."""
    cause = groups["out"].cause[place]
    if cause <= 0:
        return None
    position, verdict = cause_parts(cause)
    clause = book.programme.primary.wording.clauses[position]
    if clause.grants and verdict != NEEDS_INFORMATION:
        return None
    return next((each for each in clauses.kept[place, book.as_of][0] if each.clause == clause.name), None)
