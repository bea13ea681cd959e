"""Every buyer of a company: what it owes, what is covered, its limits, what is asked of the insurer, what is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from encours.clauses.choices import LimitKind
from encours.clauses.states import State
from encours.cover.answer import Cover
from encours.cover.result import not_judged
from encours.engine.verdicts import REFUSED
from encours.explain.buyer_facts import (
    BuyerFacts,
    Dated,
    Exchange,
    OwnLimit,
    dated,
    facts_by_buyer,
    own_limit,
    told_on,
)
from encours.explain.cover_report import totals_of
from encours.explain.halts import OVERDUE, Halt, halt_of, overdue_halt
from encours.explain.lines import InvoiceLine, Lines
from encours.explain.next_delivery import NextDelivery, account_asked, next_delivery
from encours.explain.report_head import Question
from encours.explain.told_by_age import told_by_age
from encours.facts.decisions import UNCHANGED, amount_left
from encours.facts.kinds import LimitDecision
from encours.units import MISSING, NEVER, Cents, Day, portion

CUTS: Final = ("reduced", "withdrawn", "refused")
"""Outcomes of a decision that take room away."""
FAR: Final = 2**30
"""Days from this one on are no date: no policy lasts so long."""


@dataclass(frozen=True, slots=True)
class BuyerLine:
    """One buyer; amounts are minor units of the policy's currency, receivables only.

    `until` is the first day after which something covered may change. A buyer of whom nothing is open is there for
    its limit, its security or what was asked about it.
    """

    buyer: str
    name: str
    country: str
    rows: int
    outstanding: Cents
    parts: Mapping[State, Cents]
    insured: Cents
    stopped_since: Day
    next_stop: Day
    until: Day
    facts: BuyerFacts

    @property
    def is_stopped(self) -> bool:
        """Whether later deliveries are not covered."""
        return self.stopped_since < NEVER

    @property
    def over_limit(self) -> Cents:
        """What is over the limit."""
        return self.parts[State.OVER_LIMIT]


@dataclass(frozen=True, slots=True, order=True)
class Coming:
    """A day on which something changes, and what: `cover`, `stop`, `limit`, `cut`, `raise` or `security`."""

    on: Day
    what: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a delivery of the day would find, the decisions behind it, our own limit, and the days to come."""

    delivery: NextDelivery | None
    decisions: tuple[Dated, ...]
    in_force: tuple[Dated, ...]
    """Decisions that give the limits of the day, or refuse them: one for each layer that has one."""
    own: OwnLimit | None
    coming: tuple[Coming, ...]
    halt: Halt | None
    """What keeps a delivery of the day from being covered."""
    halts: tuple[Halt, ...]
    """The same, and the stop for an overdue where there is one too."""

    @property
    def is_covered_no_more(self) -> bool:
        """Whether new deliveries are known not to be covered, so that no stop is to come."""
        return any(each.verdict == REFUSED for each in self.halts)

    def of_layer(self, layer: int) -> Dated | None:
        """Decision in force in a layer."""
        return next((each for each in self.in_force if each.layer == layer), None)

    def cuts(self, exchange: Exchange, today: Day) -> tuple[Dated, ...]:
        """Decisions told and not in effect yet that take room away, whatever they are called, the first one first.

        Each is held against the one before it, in its layer and for its insured entity; where nothing was given,
        nothing is cut.
        """
        found, before = list[Dated](), dict[tuple[int, str], Dated]()
        for each in self.decisions:
            if not today < each.effective_on < FAR or each.decision.outcome == UNCHANGED:
                continue
            key = each.layer, each.decision.entity
            if self._is_cut(each, before.get(key) or self._standing_before(each), exchange):
                found.append(each)
            before[key] = each
        return tuple(found)

    def _standing_before(self, coming: Dated) -> Dated | None:
        own = [each for each in self.in_force if each.layer == coming.layer]
        same = [each for each in own if each.decision.entity == coming.decision.entity]
        return next(iter(same), own[0] if len(own) == 1 else None)

    def _is_cut(self, each: Dated, before: Dated | None, exchange: Exchange) -> bool:
        if before is not None and before.leaves_nothing:
            return False
        given = None if before is None else _left(before, exchange)
        if before is None and self.delivery is not None and self.delivery.limits[each.layer].amount == 0:
            return False
        left = _left(each, exchange)
        return each.decision.outcome in CUTS or (left is not None and given is not None and left < given)

    @property
    def unmet(self) -> tuple[Dated, ...]:
        """Decisions in force whose conditions nobody fulfilled yet."""
        return tuple(each for each in self.in_force if each.has_conditions_unmet)


def _left(each: Dated, exchange: Exchange) -> Cents | None:
    """What a decision leaves, in the currency of the policy; None where nobody can tell."""
    is_told = each.leaves_nothing or each.decision.amount != MISSING
    return exchange.into_policy(amount_left(each.decision), each.decision.currency) if is_told else None


class Portfolio:
    """The buyers of a cover, the largest outstanding first, and of each its standing once somebody asks."""

    def __init__(self, cover: Cover, question: Question) -> None:
        self.cover = cover
        self.question = question
        self.lines = Lines(cover.book)
        self.exchange = Exchange.of(cover.book)
        self.told_by_age = told_by_age(cover.book.view, self.exchange)
        self.facts = facts_by_buyer(cover.book)
        self.buyers = tuple(sorted(self._lines(), key=lambda each: (-each.outstanding, each.buyer)))
        self._standings: dict[str, Standing] = {}

    @property
    def is_judged(self) -> bool:
        """Whether a policy says what is covered; without one, only what is owed and our own limits are told."""
        return self.question.is_judged

    def line(self, buyer: str) -> BuyerLine:
        """Line of a buyer, though nothing be open of it and no limit told."""
        found = next((each for each in self.buyers if each.buyer == buyer), None)
        return self._line(buyer, []) if found is None else found

    def rows(self, buyer: str) -> list[InvoiceLine]:
        """Open receivables of a buyer, in the order they take room."""
        accounts = self._accounts(buyer)
        answers = [(each, self.cover.accounts[each]) for each in accounts if each in self.cover.accounts]
        every = (row for account, answer in answers for row in self.lines.of_account(account, answer))
        return [row for row in every if row.is_receivable and row.buyer == buyer]

    def owed_in_limit_base(self, buyer: str, entity: str = "") -> Cents:
        """What is owed by all that share the limit of a buyer, counted as the limit counts it: with or without VAT.

        Where each insured entity has its own limit, it is that of one: of the one told, else of the one with the most
        rows. Where the amount of an invoice in that base is not known, it counts whole.
        """
        accounts, book = self._accounts(buyer), self.cover.book
        if book.holders.by_entity and accounts:
            is_named = entity in book.entities
            accounts = [accounts[book.entities.index(entity)] if is_named else account_asked(book, accounts)]
        return sum(self._owed_of(account) for account in accounts)

    def _owed_of(self, account: int) -> Cents:
        book = self.cover.book
        span = int(book.spans.start[account]), int(book.spans.stop[account])
        places = {row: place for place, row in enumerate(book.ledger_row[slice(*span)].tolist())}
        gross, base = (book.rows.column(name, *span).tolist() for name in ("gross", "limit_base"))
        answer, total = self.cover.accounts.get(account), 0
        for row in () if answer is None else answer.rows:
            place = places[row.ledger_row]
            is_known = base[place] != MISSING and gross[place] > 0
            total += (portion(row.open, base[place], gross[place]) if is_known else row.open) if row.receivable else 0
        return total

    def standing(self, line: BuyerLine) -> Standing:
        """Standing of a buyer; found once, since its account is walked for it."""
        if line.buyer not in self._standings:
            self._standings[line.buyer] = self._standing(line)
        return self._standings[line.buyer]

    def _standing(self, line: BuyerLine) -> Standing:
        book = self.cover.book
        if not self.is_judged:
            own = own_limit(line.facts, None, line.outstanding, self.exchange)
            return Standing(None, (), (), own, (), None, ())
        accounts = self._accounts(line.buyer)
        number = self.lines.buyer_number(line.buyer)
        delivery = next_delivery(book, accounts, number)
        told = [each for buyer in self._sharing(line.buyer) for each in self.facts[buyer].limit_decisions]
        decisions, in_force = self._decided(accounts, told, number, delivery) if accounts else ((), ())
        own = own_limit(line.facts, None if delivery is None else delivery.limit, line.outstanding, self.exchange)
        halt = halt_of(book, accounts, delivery)
        halts = [] if halt is None else [halt]
        if line.is_stopped and (halt is None or halt.clause != OVERDUE):
            halts.append(overdue_halt(book, line.stopped_since))
        found = Standing(delivery, decisions, in_force, own, (), halt, tuple(halts))
        return replace(found, coming=tuple(sorted(_coming(line, found, self.exchange, book.as_of))))

    def _decided(
        self, accounts: list[int], told: list[LimitDecision], number: int, delivery: NextDelivery | None
    ) -> tuple[tuple[Dated, ...], tuple[Dated, ...]]:
        """Decisions as they take effect, and those in force, of the account that is told before other entities'."""
        book = self.cover.book
        asked = account_asked(book, accounts)
        by_account: dict[int, list[LimitDecision]] = {asked: []}
        own = {name: account for name, account in zip(book.entities, accounts, strict=False) if name}
        for each in told:
            account = own.get(each.entity, asked) if book.holders.by_entity else asked
            by_account.setdefault(account, []).append(each)
        decisions: list[Dated] = []
        in_force: list[Dated] = []
        for account, some in by_account.items():
            found = tuple(dated(book, account, some))
            decisions += found
            met = delivery if account == asked else next_delivery(book, [account], number)
            in_force += _in_force(met, found, book.as_of)
        decisions.sort(key=lambda each: (each.effective_on, told_on(each.decision), each.layer))
        return tuple(decisions), tuple(in_force)

    def _accounts(self, buyer: str) -> list[int]:
        """Accounts that hold the rows of a buyer: one, or one for each insured entity."""
        holder = self._holder_of.get(buyer, -1)
        entities = len(self.cover.book.entities) if self.cover.book.holders.by_entity else 1
        return list(range(holder * entities, (holder + 1) * entities)) if holder >= 0 else []

    def members(self, buyer: str) -> list[str]:
        """Buyers whose rows share the account of this one, itself included."""
        return self._members_of.get(self._holder_of.get(buyer, -1), [])

    @cached_property
    def _members_of(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for buyer, holder in self._holder_of.items():
            found.setdefault(holder, []).append(buyer)
        return found

    def _sharing(self, buyer: str) -> list[str]:
        """Buyers told of whose decisions fall on the account of this one: its group, itself included."""
        return self._told_of.get(self._holder_of.get(buyer, -1), [])

    @cached_property
    def _holder_of(self) -> dict[str, int]:
        book = self.cover.book
        return dict(zip(book.buyers.names, book.holders.of_buyer.tolist(), strict=True))

    @cached_property
    def _told_of(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for each in self.facts:
            found.setdefault(self._holder_of.get(each, -1), []).append(each)
        return found

    def _lines(self) -> Iterator[BuyerLine]:
        found: dict[str, list[InvoiceLine]] = {each: [] for each, facts in self.facts.items() if facts.is_of_a_limit}
        for row in self.lines.of(self.cover):
            if row.is_receivable:
                found.setdefault(row.buyer, []).append(row)
        for buyer, rows in found.items():
            yield self._line(buyer, rows)

    def _line(self, buyer: str, rows: list[InvoiceLine]) -> BuyerLine:
        answers = [self.cover.accounts[account] for account in dict.fromkeys(row.account for row in rows)]
        answers = answers if self.is_judged else []
        outstanding = sum(row.cover.open for row in rows)
        parts = totals_of(rows) if self.is_judged else not_judged(outstanding)
        covered = [row.cover.until for row in rows if self.is_judged and row.cover.parts[State.COVERED] > 0]
        return BuyerLine(
            buyer=buyer,
            name=self.lines.buyer_name(buyer),
            country=self.lines.buyer_field(buyer, "country"),
            rows=len(rows),
            outstanding=outstanding,
            parts=parts,
            insured=sum(row.cover.insured for row in rows) if self.is_judged else 0,
            stopped_since=min((each.stopped_since[0] for each in answers), default=NEVER),
            next_stop=min((each.next_stop[0] for each in answers), default=NEVER),
            until=min(covered, default=NEVER),
            facts=self.facts.get(buyer, BuyerFacts()),
        )


def _in_force(delivery: NextDelivery | None, decisions: tuple[Dated, ...], today: Day) -> Iterator[Dated]:
    """The decision of each layer that a delivery of the day meets."""
    for layer, limit in enumerate(() if delivery is None else delivery.limits):
        own = [each for each in decisions if each.layer == layer and each.place >= 0 and each.effective_on <= today]
        if limit.decision < 0:
            yield from own[-1:] if limit.kind in {LimitKind.REFUSED, LimitKind.WITHDRAWN} else ()
        else:
            yield from (each for each in own if each.place == limit.decision)


def _coming(line: BuyerLine, standing: Standing, exchange: Exchange, today: Day) -> Iterator[Coming]:
    """Days to come of a buyer, each with what changes on it."""
    if line.until < FAR:
        yield Coming(line.until, "cover")
    if line.next_stop < FAR and not standing.is_covered_no_more:
        yield Coming(line.next_stop, "stop")
    cuts = standing.cuts(exchange, today)
    for each in standing.decisions:
        if each.effective_on > today and each.decision.outcome != UNCHANGED:
            yield Coming(each.effective_on, "cut" if each in cuts else "raise", each.decision.reference)
    for each in standing.in_force:
        if today <= each.decision.expires_on < FAR:
            yield Coming(each.decision.expires_on, "limit", each.decision.reference)
    for security in line.facts.held(today):
        if security.expires_on < FAR:
            yield Coming(security.expires_on, "security", security.reference)
