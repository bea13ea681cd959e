"""The cover of a company on a day: what is insured, what is about to be lost, what is lost and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from encours.clauses.states import State
from encours.cover.answer import Cover
from encours.cover.result import LayerCover
from encours.engine.findings import Finding
from encours.explain.buyer_facts import Exchange
from encours.explain.clause_texts import advice, heading, sentence
from encours.explain.fact_places import assumptions_file
from encours.explain.halts import Halt, halt
from encours.explain.lines import InvoiceLine, Lines, is_partly_covered
from encours.explain.losses import Loss, losses
from encours.explain.report_head import Question
from encours.explain.told_by_age import ToldByAge, told_by_age
from encours.explain.unknown_share import UnknownShare, unknown_share
from encours.facts.assumptions import ASSUMPTIONS, made, name_of, shown_value, value_of
from encours.facts.filling import SEPARATOR
from encours.policy.schedule import Policy, Programme
from encours.units import DAY_MISSING_STORED, NEVER, Cents, Day, widen_day
from encours.units.parse_day import parse_day
from encours.units.show import Language, show_day

MOST_ACCOUNTS: Final = 3_000
"""Buyers with something open, in each of their accounts, to which a delivery of the day is tried: some seconds."""
MOST_ROWS: Final = 50_000
"""Rows of a book up to which it is, those of an account counted for each of its buyers: they are walked again."""


@dataclass(frozen=True, slots=True)
class LayerTotal:
    """What one layer carries in all."""

    policy: str
    insurer: str
    admitted: Cents
    insured: Cents


@dataclass(frozen=True, slots=True)
class Stop:
    """A buyer whose later deliveries are not covered, or soon will not be; `halt` is what stops them today."""

    buyer: str
    name: str
    open: Cents
    covered: Cents
    stopped_since: Day
    next_stop: Day
    halt: Halt | None = None

    @property
    def since(self) -> Day:
        """First day on which deliveries were not covered; NEVER where it is not known, or still to come."""
        return self.stopped_since if self.halt is None else self.halt.since

    @property
    def is_stopped(self) -> bool:
        """Whether a delivery of the day would not be covered."""
        return self.halt is not None or self.stopped_since < NEVER


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption, with what is open of the rows it completed, and what of them is covered."""

    name: str
    value: str
    author: str
    made_on: Day
    source: str
    depends: Cents
    covered: Cents
    rows: int

    def meaning(self, language: Language) -> str:
        """What the assumption takes for granted."""
        kind = ASSUMPTIONS.get(self.name)
        if kind is None:
            return self.name
        return kind.fr if language == "fr" else kind.en

    def shown_value(self, language: Language) -> str:
        """What was assumed, as it is told: a day, yes or no, or a choice in the words of the language."""
        kind = ASSUMPTIONS.get(self.name)
        found = parse_day(self.value) if kind is not None and kind.takes == "day" else None
        if isinstance(found, int):
            return show_day(found, language)
        return shown_value(self.name, self.value, is_french=language == "fr")

    def told(self, language: Language) -> str:
        """What is taken for granted, with the value assumed where there is one."""
        if not self.value:
            return self.meaning(language)
        colon = "\u00a0:" if language == "fr" else ":"
        return f"{self.meaning(language).removesuffix('.')}{colon} {self.shown_value(language)}."


@dataclass(frozen=True, slots=True)
class CoverReport:
    """Figures of the report; amounts are minor units of the policy's currency, receivables only."""

    question: Question
    lines: Lines
    rows: tuple[InvoiceLine, ...]
    not_receivable: tuple[InvoiceLine, ...]
    totals: dict[State, Cents]
    layers: tuple[LayerTotal, ...]
    on_account: Cents
    at_risk: tuple[InvoiceLine, ...]
    losses: tuple[Loss, ...]
    stops: tuple[Stop, ...]
    stops_are_overdue_only: bool
    """Whether the book is too large for a delivery of the day to be tried to each buyer."""
    assumptions: tuple[Assumed, ...]
    told_by_age: ToldByAge
    """What is owed of which no invoice is known: in no other figure."""
    unknown_share: UnknownShare | None
    """What is covered of which the percentage is not known: nothing of it is counted in the indemnity."""

    @property
    def outstanding(self) -> Cents:
        """Everything open that is owed, money on account not deducted."""
        return sum(self.totals.values())

    @property
    def insured(self) -> Cents:
        """Indemnity expected if every buyer failed today, before first losses and ceilings.

        It is a minimum where the percentage of something covered is not known.
        """
        return sum(layer.insured for layer in self.layers)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is open on the day asked."""
        return not self.rows and not self.not_receivable

    @property
    def partly_covered(self) -> int:
        """How many rows are covered in part only."""
        return sum(is_partly_covered(row.cover) for row in self.rows)


def cover_report(cover: Cover, question: Question) -> CoverReport:
    """Report of a cover."""
    lines = Lines(cover.book)
    every = tuple(lines.of(cover))
    rows = tuple(row for row in every if row.is_receivable)
    return CoverReport(
        question=question,
        lines=lines,
        rows=rows,
        not_receivable=tuple(row for row in every if not row.is_receivable),
        totals=totals_of(rows),
        layers=tuple(_layers(question.programme, rows)),
        on_account=cover.on_account,
        at_risk=tuple(sorted(filter(lines.at_risk, rows), key=_urgency)),
        losses=losses(question.programme.primary.wording, rows),
        stops=tuple(sorted(_stops(cover, lines, rows), key=_stop_order)),
        stops_are_overdue_only=_is_large(cover, _owed(rows)),
        assumptions=tuple(assumptions_of(cover, rows)) if question.with_assumptions else (),
        told_by_age=told_by_age(cover.book.view, Exchange.of(cover.book)),
        unknown_share=unknown_share(lines, rows),
    )


def first_invoice_day(report: CoverReport) -> Day:
    """Day of the first invoice of the ledger, though it be after the day asked; NEVER without one."""
    issued = report.lines.book.view.ledger.kept["invoices"].table.numbers["issued"]
    known = [widen_day(int(issued[issued > DAY_MISSING_STORED].min()))] if (issued > DAY_MISSING_STORED).any() else []
    return min(known, default=NEVER)


def totals_of(rows: Iterable[InvoiceLine]) -> dict[State, Cents]:
    """Amount of each state over some rows."""
    found: dict[State, Cents] = dict.fromkeys(State, 0)
    for row in rows:
        for state, part in row.cover.parts.items():
            found[state] += part
    return found


def _urgency(line: InvoiceLine) -> tuple[Day, Cents, str]:
    return line.cover.until, -Lines.at_stake(line), line.number


def _stop_order(stop: Stop) -> tuple[bool, Day, Cents, str]:
    """What is stopped before what soon will be; the largest outstanding first, then the nearest day."""
    return not stop.is_stopped, NEVER if stop.is_stopped else stop.next_stop, -stop.open, stop.buyer


def _owed(rows: Iterable[InvoiceLine]) -> dict[tuple[int, str], list[InvoiceLine]]:
    """Open rows by account and buyer: what stops one buyer of a group may not stop another."""
    found: dict[tuple[int, str], list[InvoiceLine]] = {}
    for row in rows:
        found.setdefault((row.account, row.buyer), []).append(row)
    return found


def _is_large(cover: Cover, owed: Iterable[tuple[int, str]]) -> bool:
    """Whether trying a delivery to each buyer would take long: its account is walked for each of them."""
    spans, accounts = cover.book.spans, [account for account, _ in owed]
    walked = sum(int(spans.stop[account]) - int(spans.start[account]) for account in accounts)
    return max(walked, len(cover.book)) > MOST_ROWS or len(accounts) > MOST_ACCOUNTS


def note_of_indemnity(programme: Programme) -> str:
    """Key of the words beside an expected indemnity; they name the cause supposed where another is paid otherwise."""
    supposes = any(each.varies_with("insured_percentage", "cause") for each in programme.policies)
    return "before first losses of an insolvency" if supposes else "before first losses"


def _layers(programme: Programme, rows: tuple[InvoiceLine, ...]) -> Iterator[LayerTotal]:
    for place, policy in enumerate(programme.policies):
        carried = [row.cover.layers[place] for row in rows]
        yield LayerTotal(
            policy.name, policy.insurer, sum(each.admitted for each in carried), sum(each.insured for each in carried)
        )


def _stops(cover: Cover, lines: Lines, rows: tuple[InvoiceLine, ...]) -> Iterator[Stop]:
    soon = cover.book.as_of + lines.warning_days
    owed = _owed(rows)
    is_large = _is_large(cover, owed)
    for (account, buyer), own in owed.items():
        answer = cover.accounts[account]
        since, following = answer.stopped_since[0], answer.next_stop[0]
        stopped_by = None if is_large else halt(cover.book, [account], buyer=lines.buyer_number(buyer))
        if stopped_by is not None or since < NEVER or following <= soon:
            yield Stop(
                buyer,
                lines.buyer_name(buyer),
                sum(row.cover.open for row in own),
                sum(row.cover.parts[State.COVERED] for row in own),
                since,
                following,
                stopped_by,
            )


def assumptions_of(cover: Cover, rows: Iterable[InvoiceLine]) -> Iterator[Assumed]:
    """Every assumption made, with what depends on it among some rows."""
    invoices, buyers = cover.book.view.table("invoices"), cover.book.buyers
    tags = buyers.table.texts["assumption"]
    by_buyer = (
        {
            name: tags[int(version)]
            for name, version in zip(buyers.names, buyers.version.tolist(), strict=True)
            if version >= 0
        }
        if not tags.is_empty
        else {}
    )
    depends: dict[str, list[InvoiceLine]] = {}
    for row in rows:
        told = f"{invoices.texts['assumption'][row.row]}{SEPARATOR}{by_buyer.get(row.buyer, '')}"
        for name in filter(None, told.split(SEPARATOR)):
            depends.setdefault(name, []).append(row)
    for each in made(cover.book.view):
        name = name_of(each)
        own = depends.get(name, [])
        yield Assumed(
            name, value_of(each), each.author, each.made_on, each.source,
            depends=sum(row.cover.open for row in own),
            covered=sum(row.cover.parts[State.COVERED] for row in own),
            rows=len(own),
        )  # fmt: skip


def found_again(report: CoverReport, line: InvoiceLine) -> tuple[LayerCover, ...]:
    """Layers of a row with their findings; judged again where the compiled walk kept none."""
    layers = line.cover.layers
    if layers[0].findings:
        return layers
    answer = report.lines.explained(line.account)
    return next(each.layers for each in answer.rows if each.ledger_row == line.row)


def about(report: CoverReport, line: InvoiceLine, clause: str, language: Language) -> str:
    """What a clause of the first layer says of a row; empty where it was not asked."""
    policy = report.question.programme.primary
    finding = next((each for each in found_again(report, line)[0].findings if each.clause == clause), None)
    if finding is None:
        return ""
    return sentence(policy.wording, finding, currency=policy.currency, language=language)


def what_to_do(report: CoverReport, loss: Loss, language: Language) -> str:
    """What one can do about a loss, with the command that tells more and the file to write in."""
    return loss.what_to_do(language, report.question.again, file=assumptions_file(report.lines.book.view, language))


def next_change(report: CoverReport, line: InvoiceLine) -> tuple[Policy, Finding] | None:
    """The finding whose answer is the first to change, and the policy of its layer."""
    until = line.cover.until
    layers = zip(report.question.programme.policies, found_again(report, line), strict=True)
    changing = ((policy, layer) for policy, layer in layers if layer.until == until)
    return next(((policy, f) for policy, layer in changing for f in layer.findings if f.until == until), None)


def about_to_happen(report: CoverReport, line: InvoiceLine, language: Language) -> tuple[str, str]:
    """Clause about to take a row, and what to do before; empty where it cannot be told."""
    change = next_change(report, line)
    if change is None:
        return "", ""
    policy, finding = change
    remedy = advice(policy.wording, finding, currency=policy.currency, language=language)
    return heading(finding, language), remedy
