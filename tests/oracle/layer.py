"""One layer over the whole book: what its deciding clauses say of each row, and the limit behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.oracle.balances import Ledger, Pool
from tests.oracle.book import Book, Row
from tests.oracle.clauses import KEPT, NEEDS, QUALIFY, REFUSED, SUSPENDED, Question, Verdict
from tests.oracle.dates import LONG_AGO, NEVER
from tests.oracle.duties import ADMIT, MAINTAIN, notice_applies, notice_until
from tests.oracle.limits import Limit, LimitQuestion, decisions_of, followed_limit, gives_room, limit_behind
from tests.oracle.stops import Stop, overdue_stops
from tests.oracle.terms import UNKNOWN, TermNotKnown, term

COMMON_TERMS = (
    "oldest_by",
    "payment_allocation",
    "exchange_rate_day",
    "amount_base",
    "limit_amount_base",
    "limit_scope",
    "insolvency_proceedings",
)

PROCEEDINGS = {
    "any proceedings": ("safeguard", "reorganisation", "liquidation", "foreign", "arrangement"),
    "opened by a court": ("safeguard", "reorganisation", "liquidation", "foreign"),
    "stopped payments": ("reorganisation", "liquidation", "foreign"),
}

RowKey = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one layer decided on a row as a whole."""

    question: Question
    limit: Limit
    clause: str | None
    word: str | None
    state: str | None
    insurable: bool
    keeps: str
    until: date


def row_key(row: Row) -> RowKey:
    """Name of a row in the whole book."""
    return (row.buyer, row.number, row.instalment)


class LayerView:
    """A layer with what it needs to know of every buyer, worked out once."""

    def __init__(self, book: Book, layers: list[Mapping[str, Any]], *, place: int, currency: str) -> None:
        """Lay out the accounts, the balances, the stops and the limits of the layer."""
        self.book = book
        # What is open, in which order and at which rate, is one answer for the programme: the first layer's.
        common = {name: term(dict(layers[0]), name) for name in COMMON_TERMS}
        # A claim is filed under the policy of the first layer.
        self.layer = {**layers[place], "terms": {**layers[place]["terms"], **common}, "first": layers[0].get("name")}
        self.currency = currency
        self.is_first = place == 0
        self.oldest_by: str = term(self.layer, "oldest_by")
        self.allocation: str = term(self.layer, "payment_allocation")
        buyers = sorted({row.buyer for row in book.rows})
        self.ledgers = {
            buyer: Ledger(book, buyer, oldest_by=self.oldest_by, allocation=self.allocation, until=book.as_of)
            for buyer in buyers
        }
        self.at_loss: dict[tuple[str, date], Ledger] = {}
        self.accounts: dict[Any, list[Row]] = {}
        for row in sorted(book.rows, key=lambda row: row.sort_key(self.oldest_by)):
            self.accounts.setdefault(self.account_of(row), []).append(row)
        # Buyers that share a limit share what stops deliveries and what they paid.
        self.pools: dict[str, Pool] = {}
        self.stops: dict[str, list[Stop]] = {}
        for rows in self.accounts.values():
            sold_to = {row.buyer for row in rows}
            pool = Pool(
                {buyer: self.ledgers[buyer] for buyer in sorted(sold_to)}, self.members_of(rows[0]), self.oldest_by
            )
            stops = overdue_stops(book, self.layer, pool, keys_of=self.keys_of, currency=currency)
            for buyer in sold_to:
                self.pools[buyer], self.stops[buyer] = pool, stops

    def account_of(self, row: Row) -> Any:
        """Who shares the limit of the row."""
        scope = term(self.layer, "limit_scope")
        if scope == "insured entity":
            return ("buyer and entity", row.buyer, row.entity)
        group = self.book.buyer(row.buyer, self.book.as_of)["group"]
        if scope == "buyer group" and group is not None:
            return ("group", group)
        return ("buyer", row.buyer)

    def members_of(self, row: Row) -> list[str]:
        """Buyers that share the limit of the row, those to which nothing is sold included."""
        name = self.account_of(row)
        names = {row.buyer}
        if name[0] == "group":
            known = {fact["buyer"] for fact in self.book.tables.get("buyers", [])}
            names |= {buyer for buyer in known if self.book.buyer(buyer, self.book.as_of)["group"] == name[1]}
        return sorted(names)

    def keys_of(self, row: Row) -> dict[str, Any]:
        """Keys by which a term may depend on the row, before its limit is known."""
        buyer = self.book.buyer(row.buyer, row.arises_on)
        return {
            "country": buyer["country"],
            "sector": buyer["sector"],
            "buyer": row.buyer,
            "buyer_class": buyer["buyer_class"],
            "entity": row.entity,
        }

    def openings(self, buyer: str) -> list[date]:
        """Days on which proceedings that count were opened against a buyer; those closed before the period do not."""
        return sorted(
            fact["opened_on"]
            for fact in self.book.of("insolvencies", buyer)
            if fact["closed_on"] >= self.layer["period_start"]
            and fact["kind"] in PROCEEDINGS[term(self.layer, "insolvency_proceedings")]
        )

    def lost_on(self, row: Row) -> date | None:
        """First opening of proceedings on or after the delivery of a row."""
        if row.delivered == NEVER:
            return None
        return min((day for day in self.openings(row.buyer) if day >= row.arises_on), default=None)

    def loss_day(self, row: Row) -> date:
        """Day on which a row is judged: that of its loss, or of the question."""
        return self.lost_on(row) or self.book.as_of

    def ledger_on(self, buyer: str, day: date) -> Ledger:
        """The balances of a buyer as they stood on a day."""
        if day == self.book.as_of:
            return self.ledgers[buyer]
        if (buyer, day) not in self.at_loss:
            self.at_loss[buyer, day] = Ledger(
                self.book, buyer, oldest_by=self.oldest_by, allocation=self.allocation, until=day
            )
        return self.at_loss[buyer, day]

    def limit_question(self, row: Row) -> LimitQuestion:
        """What is needed to find the limit behind a row."""
        told = self.book, self.layer, row, self.keys_of(row), self.currency, self.pools[row.buyer]
        return LimitQuestion(*told, self.ledger_on)

    def limit_of(self, row: Row, below: Limit | None) -> Limit:
        """Limit behind a row in this layer."""
        question = self.limit_question(row)
        decisions = decisions_of(question, is_first=self.is_first)
        is_lost = self.lost_on(row) is not None
        if below is None:
            return limit_behind(question, decisions, lifted_by=self.loss_day(row), is_lost=is_lost)
        return followed_limit(question, decisions, below, lifted_by=self.loss_day(row), is_lost=is_lost)

    def decided_on(self, row: Row) -> date:
        """Day of the latest decision that gave room and was in effect, not expired, when the row was delivered."""
        decisions = decisions_of(self.limit_question(row), is_first=self.is_first)
        in_effect = [fact for fact in decisions if fact["effective"] <= row.arises_on <= fact["expires_on"]]
        return max((fact["decided_on"] for fact in in_effect if gives_room(fact)), default=LONG_AGO)

    def decide(self, row: Row, primary: Decision | None, below: Decision | None) -> Decision:
        """Verdict of every deciding clause on a row, and the one that decides."""
        limit = self.limit_of(row, None if below is None else below.limit)
        keys = self.keys_of(row) | {"limit_kind": limit.kind if limit.kind is not None else "no limit"}
        question = Question(
            book=self.book,
            layer=self.layer,
            row=row,
            buyer=self.book.buyer(row.buyer, self.book.as_of),
            keys=keys,
            currency=self.currency,
            ledger=self.ledgers[row.buyer],
            pool=self.pools[row.buyer],
            limit=limit,
            stops=self.stops[row.buyer],
            at_delivery=self.book.buyer(row.buyer, row.arises_on),
            openings=self.openings(row.buyer),
            loss_day=self.loss_day(row),
            is_lost=self.lost_on(row) is not None,
            primary_verdict=None if primary is None else primary.keeps,
            keys_of=self.keys_of,
            decided_on=self.decided_on(row),
        )
        found = [(name, state, run(rule, question)) for name, state, rule in QUALIFY + MAINTAIN + ADMIT]
        maintained = {name for name, _state, _rule in QUALIFY + MAINTAIN} | {"primary_keeps_the_invoice"}
        words = {verdict.word for name, _state, verdict in found if name in maintained}
        keeps = next((word for word in (REFUSED, SUSPENDED, NEEDS) if word in words), KEPT)
        insurable = keeps != REFUSED
        lowered = NEVER
        if notice_lowers(question) and question.ledger.open_on(row, self.book.as_of) > 0:
            lowered = notice_until(question)
        kept = [
            (verdict.until if name != "overdue_notice" else min(verdict.until, lowered))
            if verdict.word == KEPT else NEVER
            for name, _state, verdict in found
        ]  # fmt: skip
        for word in (REFUSED, SUSPENDED, NEEDS):
            for place, (name, state, verdict) in enumerate(found):
                if verdict.word == word:
                    # A clause that is kept today may refuse tomorrow, and then decide before this one.
                    until = min([verdict.until, *(kept[:place] if word == REFUSED else kept)])
                    becomes = {REFUSED: state, SUSPENDED: "suspended", NEEDS: "needs information"}[word]
                    return Decision(question, limit, name, word, becomes, insurable, keeps, until)
        return Decision(question, limit, None, None, None, insurable, keeps, min(kept))


def run(rule: Callable[[Question], Verdict], question: Question) -> Verdict:
    """Verdict of a clause, or that it lacks what it needs to know."""
    try:
        return rule(question)
    except TermNotKnown:
        return Verdict(NEEDS)


def notice_lowers(question: Question) -> bool:
    """Whether a late notice would lower the percentage of the row."""
    if UNKNOWN in (question.perhaps("overdue_notice_period"), question.perhaps("maximum_extension_period")):
        return False
    lowers = question.perhaps("late_notice") == "lower percentage"
    return lowers and notice_applies(question) and question.row.is_receivable
