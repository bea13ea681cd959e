"""Why an invoice is covered or not: its head, and what every clause of each layer said of it, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile
from typing import Final

from encours.clauses.choices import LimitKind
from encours.clauses.states import State
from encours.cover.ageing import Ages, aged_rows
from encours.cover.book.rates import Rates
from encours.cover.one import AccountCover
from encours.cover.result import LayerCover
from encours.engine.clause import parameters
from encours.engine.findings import Finding, cause_parts
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, REFUSED
from encours.explain.clause_texts import advice, clause_text, sentence
from encours.explain.fact_places import what_to_tell
from encours.explain.halts import Halt, halt
from encours.explain.limit_reason import LimitReason
from encours.explain.lines import InvoiceLine, Lines, is_partly_covered, main_state
from encours.explain.origins import Origins, risk_day
from encours.explain.term_keys import registered_on
from encours.explain.values import Values, label
from encours.facts.filling import SEPARATOR
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, Cents, Day, convert
from encours.units.show import Language

SELLER: Final = "insured_entity"
PERIOD: Final = "policy_period"
LIFTED_UNTIL: Final = "limit_stands_until"
"""What a clause asks for its last day where a decision already taken changes the limit itself."""
COMES_BACK: Final = frozenset({"limit_exists", "discretionary_evidence"})
"""Clauses that refuse only for as long as no later decision lifts what is open, or no evidence is found."""


@dataclass(frozen=True, slots=True)
class ValueRead:
    """One value a clause read: its name in rules, what people call it, how it is shown and where it came from."""

    name: str
    label: str
    value: int
    shown: str
    origin: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause said of the row."""

    finding: Finding
    title: str
    sentence: str
    what_to_do: str
    values: tuple[ValueRead, ...]
    missing: tuple[str, ...]
    to_tell: str
    """Where to write what is missing, or what to assume; empty where nothing is."""
    decides: bool

    @property
    def is_quiet(self) -> bool:
        """Whether the clause changes nothing: kept, or without object."""
        return self.finding.verdict in {KEPT, NOT_APPLICABLE} and not self.decides


@dataclass(frozen=True, slots=True)
class LayerTree:
    """One layer: what it carries, and what its clauses said, in the order of the wording."""

    policy: str
    insurer: str
    cover: LayerCover
    clauses: tuple[Said, ...]
    lifted_by: frozenset[str]
    """Clauses whose last day is that of the limit, as decided already."""
    limit_reason: str
    """Why the limit in force is not that of the last decision; empty where it is."""

    @property
    def decided_by(self) -> Said | None:
        """The clause that keeps some of the row from being carried, if any."""
        return next((each for each in self.clauses if each.decides), None)

    @property
    def adds_nothing(self) -> Said | None:
        """The clause that says no more than the period that decides: the seller was insured from day one."""
        decided = self.decided_by
        if decided is None or decided.finding.clause != PERIOD or decided.finding.verdict != REFUSED:
            return None
        seller = next((each for each in self.clauses if each.finding.clause == SELLER), None)
        if seller is None or seller.finding.verdict != REFUSED:
            return None
        read = {**decided.finding.values, **seller.finding.values}
        joined_at_once = read.get("seller_joined", NEVER) <= read.get("period_start", MISSING)
        return seller if joined_at_once and read["delivered"] < read["seller_joined"] else None

    @property
    def chain(self) -> tuple[Said, ...]:
        """Amount clauses in their order: each is asked an amount and grants part of it."""
        return tuple(each for each in self.clauses if each.finding.asked is not None)

    @property
    def known_chain(self) -> tuple[Said, ...]:
        """The chain as far as it says what is left: where another clause decides, up to the first that lacks a fact.

        A row that another clause keeps from being covered loses nothing to a fact that nobody told.
        """
        decided = self.decided_by
        if decided is None or decided.finding.asked is not None:
            return self.chain
        return tuple(takewhile(lambda each: each.finding.verdict != NEEDS_INFORMATION, self.chain))

    @property
    def unknown_share(self) -> Said | None:
        """The clause that cannot tell which part of what is carried is insured, if any."""
        share = (each for each in self.chain if each.finding.stage == "indemnify")
        lacking = (each for each in share if each.finding.verdict == NEEDS_INFORMATION and each.finding.asked)
        return next(lacking, None) if self.cover.admitted else None

    @property
    def limit(self) -> tuple[LimitKind, ValueRead] | None:
        """Kind of the limit in force and its amount with its origin, where a clause read both and it gives room."""
        read = {each.name: each for said in self.clauses for each in said.values}
        kind, amount = read.get("limit_kind"), read.get("limit_amount")
        if kind is None or amount is None or amount.value <= 0 or not 0 <= kind.value < len(LimitKind):
            return None
        return LimitKind.numbered(kind.value), amount

    @property
    def asks_for_the_limit(self) -> bool:
        """Whether the limit matters: no clause before it keeps the row from being carried."""
        decided = self.decided_by
        return decided is None or bool(self.cover.admitted) or decided.finding.stage == "admit"

    @property
    def kept(self) -> int:
        """How many clauses keep the row, or do not concern it."""
        return sum(each.is_quiet for each in self.clauses)

    @property
    def next_change(self) -> Said | None:
        """The clause whose answer is the first to change if nothing new happens."""
        dated = [each for each in self.clauses if each.finding.until == self.cover.until]
        return dated[0] if dated and self.cover.until < NEVER else None

    @property
    def changes_by_itself(self) -> bool:
        """Whether the next change is that of what decides, or of the limit: one that may bring cover, too."""
        change = self.next_change
        return change is not None and (change.decides or change.finding.clause in self.lifted_by)

    @property
    def may_come_back(self) -> bool:
        """Whether what is not carried may still be, so that the deadlines of the other clauses count."""
        decided = self.decided_by
        if decided is None or decided.finding.verdict != REFUSED or decided.finding.asked is not None:
            return True
        return decided.finding.clause in COMES_BACK


@dataclass(frozen=True, slots=True)
class Older:
    """An older invoice of the account, and the room it takes."""

    number: str
    open: Cents
    admitted: Cents
    by_layer: tuple[Cents, ...]
    """What each layer admits of it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything about one open row; amounts are minor units of the currency named beside them."""

    line: InvoiceLine
    number: str
    buyer_name: str
    country: str
    source: str
    assumption: str
    ordered: Day
    issued: Day
    delivered: Day
    due: Day
    ages: Ages
    gross_original: Cents
    open_company: Cents | None
    company_currency: str
    policy_currency: str
    state: State
    partly: bool
    at_risk: bool
    stopped_since: tuple[Day, ...]
    next_stop: tuple[Day, ...]
    halt: Halt | None
    """What keeps a delivery of the day to the same buyer from being covered."""
    layers: tuple[LayerTree, ...]
    older: tuple[Older, ...]

    @property
    def until(self) -> Day:
        """Last day on which nothing of this answer changes if nothing new happens."""
        return self.line.cover.until

    @property
    def needs_information(self) -> bool:
        """Whether some of it cannot be judged, or its insured share not told, until a fact is told."""
        cannot = self.line.cover.parts[State.NEEDS_INFORMATION] > 0
        return cannot or any(each.unknown_share is not None for each in self.layers)

    @property
    def is_covered(self) -> bool:
        """Whether anything of it is covered."""
        return self.line.cover.parts[State.COVERED] > 0

    @property
    def changes_by_itself(self) -> bool:
        """Whether the answer may change for more cover, or less, by what was decided already."""
        return any(each.changes_by_itself for each in self.layers if each.cover.until == self.until)


def tree(
    lines: Lines, line: InvoiceLine, account: AccountCover, *, language: Language, company_currency: str = ""
) -> Tree:
    """Tree of one open row; its cover must hold its findings, as `judge_account` gives them."""
    programme = lines.book.programme
    currency = company_currency or programme.currency
    assert all(layer.findings for layer in line.cover.layers), "the compiled walk keeps no findings"
    return Tree(
        line=line,
        number=lines.shown_number(line),
        buyer_name=lines.buyer_name(line.buyer),
        country=lines.buyer_field(line.buyer, "country"),
        source=lines.invoices.texts["source"][line.row],
        assumption=assumed_of(lines, line),
        ordered=lines.day(line.row, "ordered"),
        issued=lines.day(line.row, "issued"),
        delivered=lines.day(line.row, "delivered"),
        due=lines.due(line),
        ages=next(aged_rows(lines.book.view, [(line.row, lines.due(line))], lines.book)).ages,
        gross_original=int(lines.invoices.numbers["gross"][line.row]),
        open_company=_in_currency(lines, line, currency),
        company_currency=currency,
        policy_currency=programme.primary.currency,
        state=main_state(line.cover),
        partly=is_partly_covered(line.cover),
        at_risk=lines.at_risk(line),
        stopped_since=account.stopped_since,
        next_stop=account.next_stop,
        halt=halt(lines.book, [line.account], buyer=lines.buyer_number(line.buyer)),
        layers=tuple(_layer(lines, line, rank, language) for rank in range(len(programme.policies))),
        older=tuple(_older(lines, line, account)),
    )


def assumed_of(lines: Lines, line: InvoiceLine) -> str:
    """Assumptions that completed the invoice, then those that completed its buyer on the day of the risk."""
    buyers = list(lines.book.view.account(line.buyer)["buyers"].rows())
    registered = registered_on(buyers, line.buyer, risk_day(lines.book, line))
    tags = (lines.invoices.texts["assumption"][line.row], registered.assumption if registered else "")
    return SEPARATOR.join(dict.fromkeys(name for tag in tags for name in tag.split(SEPARATOR) if name))


def _in_currency(lines: Lines, line: InvoiceLine, currency: str) -> Cents | None:
    """What is open in another currency at the rate of the day; nothing without a rate."""
    rate: Fraction | None = Rates.of(lines.book.view).between(line.currency, currency, lines.book.as_of)
    if rate is None:
        return None
    return convert(line.cover.open_original, rate.numerator, rate.denominator)


def _older(lines: Lines, line: InvoiceLine, account: AccountCover) -> list[Older]:
    found = []
    for each in account.rows:
        if each.ledger_row == line.row:
            break
        other = lines.line(line.account, each)
        found.append(
            Older(lines.shown_number(other), each.open, each.admitted, tuple(layer.admitted for layer in each.layers))
        )
    return found


def _layer(lines: Lines, line: InvoiceLine, rank: int, language: Language) -> LayerTree:
    policy, cover = lines.book.programme.policies[rank], line.cover.layers[rank]
    known = {name: value for finding in cover.findings for name, value in finding.values.items()}
    origins = Origins(lines, line, policy, language, known)
    decider = ""
    if cover.cause > 0:
        decider = policy.wording.clauses[cause_parts(cover.cause)[0]].name
    said = [_said(policy, finding, origins, decider, language) for finding in cover.findings]
    lifted_by = (
        each.name
        for each in policy.wording.clauses
        if each.until is not None and LIFTED_UNTIL in parameters(each.until)
    )
    made = LayerTree(policy.name, policy.insurer, cover, tuple(said), frozenset(lifted_by), "")
    return replace(made, limit_reason=_limit_reason(lines, line, made, layer=rank, language=language))


def _limit_reason(lines: Lines, line: InvoiceLine, made: LayerTree, *, layer: int, language: Language) -> str:
    if made.cover.decisions is None or made.limit is None or not made.asks_for_the_limit:
        return ""
    reason = LimitReason(lines.book, line.account, layer, language)
    return reason.sentence(
        made.cover.decisions,
        ordered=lines.day(line.row, "ordered"),
        delivered=lines.day(line.row, "delivered"),
        amount=made.limit[1].shown,
    )


def _said(policy: Policy, finding: Finding, origins: Origins, decider: str, language: Language) -> Said:
    wording = policy.wording
    text = clause_text(finding.stage, finding.clause)
    lacks = origins.lacks(finding.missing)
    # What the entries of a term ask for is told by its own name; sentences know the others.
    lacking = [each.label for each in lacks] if any(name in wording.terms for name in finding.missing) else []
    return Said(
        finding=finding,
        title=text.heading(finding.verdict).in_language(language),
        sentence=sentence(wording, finding, currency=policy.currency, language=language, lacking=lacking),
        what_to_do=advice(wording, finding, currency=policy.currency, language=language),
        values=tuple(values_read(policy, finding, origins, language)),
        missing=tuple(dict.fromkeys(each.label for each in lacks)),
        to_tell=what_to_tell(lacks, origins.view, language) if lacks else "",
        decides=finding.clause == decider,
    )


def values_read(policy: Policy, finding: Finding, origins: Origins, language: Language) -> Sequence[ValueRead]:
    """Values a finding stands on, measures opened, each with where it came from."""
    values = Values(policy.wording, policy.currency, language)
    return [
        ValueRead(
            name=name,
            label=name if name in policy.wording.terms else label(policy.wording, name, language),
            value=value,
            shown=values.shown(name, value),
            origin=origins.of(name, value),
        )
        for name, value in finding.values.items()
    ]


def lacks(tree: Tree) -> tuple[str, ...]:
    """Facts nobody knows that keep some of the row from being judged, once each."""
    wanting = (s for layer in tree.layers for s in layer.clauses if s.finding.verdict == NEEDS_INFORMATION)
    return tuple(dict.fromkeys(name for each in wanting for name in each.missing))
