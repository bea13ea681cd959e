"""The exposure of a company: what it is owed by each line, insured or not, and how concentrated it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from encours.clauses.choices import Stage
from encours.cover.ageing import AgedBalance, Per
from encours.cover.answer import Cover
from encours.cover.indicators.concentration import Concentration, concentration
from encours.cover.indicators.exposure import By, ExposedRow, Exposure, ExposureLine, Held, exposure
from encours.cover.result import not_judged
from encours.explain.bonds_report import OnBothSides
from encours.explain.buyer_facts import BuyerFacts, Exchange, facts_by_buyer
from encours.explain.held_limits import HeldLimit, held_limits
from encours.explain.lines import Lines
from encours.explain.party_names import PartyNames
from encours.explain.report_head import Question
from encours.explain.told_by_age import told_cells
from encours.facts.view import View
from encours.units import Cents
from encours.units.rounding import Rounding, divide

OWN_PER: Mapping[By, Per] = {By.ENTITY: Per.ENTITY, By.CURRENCY: Per.CURRENCY}
"""Lines of the aged balance that tell the credits of a key which rows have, and buyers have not."""


@dataclass(frozen=True)
class ExposureReport:
    """Exposure by a key, with the names of its keys; amounts are minor units of the policy's currency."""

    question: Question
    exposure: Exposure
    names: PartyNames
    both_sides: tuple[OnBothSides, ...] = ()
    """Buyers that are beneficiaries of bonds too, in the currency of the line; asked of buyers alone."""
    bonds_currency: str = ""

    @property
    def lines(self) -> tuple[ExposureLine, ...]:
        """Every line, the most uninsured first; where nothing is judged, the largest."""
        return self.exposure.lines

    @property
    def total(self) -> ExposureLine:
        """Everything, each limit once."""
        return self.exposure.total

    @property
    def is_judged(self) -> bool:
        """Whether a policy says what of it is covered; where none does, nothing is said of what is not."""
        return self.question.is_judged

    def concentrations(self) -> Iterator[tuple[str, Concentration]]:
        """What is concentrated, by name: what is owed, and what of it is uninsured where somebody judges."""
        yield "outstanding", self.of_outstanding
        if self.is_judged:
            yield "uninsured", self.of_uninsured

    @cached_property
    def of_outstanding(self) -> Concentration:
        """Concentration of what is owed."""
        return concentration(each.outstanding for each in self.lines)

    @cached_property
    def of_uninsured(self) -> Concentration:
        """Concentration of what no layer carries."""
        return concentration(each.uninsured for each in self.lines)

    def title(self, line: ExposureLine) -> str:
        """What people call a line; the key, but for a buyer its name. Empty where nobody said."""
        names_buyers = self.exposure.by in {By.BUYER, By.GROUP}
        return self.names.name(line.key) if names_buyers else line.key


def exposure_report(question: Question, cover: Cover, balance: AgedBalance, by: By) -> ExposureReport:
    """Exposure of a cover; `balance` is the aged balance of the same cover, and tells the credits."""
    names = PartyNames(cover.book.view)
    facts, exchange = facts_by_buyer(cover.book), Exchange.of(cover.book)
    told = {each.key: each.policy.credits for each in balance.lines(OWN_PER.get(by, Per.BUYER)) if each.policy}
    own = (_own_limit(buyer, of, exchange) for buyer, of in facts.items() if of.own_limits)

    def key_of(buyer: str) -> str:
        if by is By.BUYER:
            return buyer
        return names.field(buyer, by.value) or (buyer if by is By.GROUP else "")

    aged = {each.buyer for each, _ in told_cells(cover.book.view, exchange)}
    balances = list(_told(cover.book.view, exchange, is_judged=not question.is_judged))
    made = exposure(
        by,
        [*_rows(cover, is_judged=question.is_judged), *balances],
        key_of=key_of,
        credits_of={key: cents for key, cents in told.items() if cents},
        limits=[_held(each, aged) for each in held_limits(cover, facts)],
        own_limits=own,
    )
    return ExposureReport(question, made, names)


def _held(each: HeldLimit, aged: AbstractSet[str]) -> Held:
    """A limit and its room: none is promised where a fact is missing, or an aged balance alone tells what is owed."""
    return Held(each.buyers, each.limit, (each.room or 0) if aged.isdisjoint(each.buyers) else 0, each.entity)


def _told(view: View, exchange: Exchange, *, is_judged: bool) -> Iterator[ExposedRow]:
    """What balances by age alone tell is owed; no clause can say anything of it.

    Where a policy judges the rest, that is told apart (`is_judged` is then no).
    """
    for each, cents in told_cells(view, exchange):
        parts = not_judged(cents)
        yield ExposedRow(
            buyer=each.buyer,
            entity=each.entity,
            currency=each.currency,
            stage=Stage.INVOICED,
            open=cents,
            parts=parts,
            is_overdue=each.overdue_from > 0,
            is_judged=is_judged,
        )


def _own_limit(buyer: str, of: BuyerFacts, exchange: Exchange) -> Held:
    last = of.own_limits[-1]
    return Held((buyer,), exchange.into_policy(last.amount, last.currency))


def _rows(cover: Cover, *, is_judged: bool) -> Iterator[ExposedRow]:
    """Every open receivable and order in hand; drafts and returned sales are owed by nobody, nor expected."""
    lines, late, discounted = Lines(cover.book), _overdue(cover), _discounted(cover.book.view)
    for line in lines.of(cover):
        if line.is_receivable or line.stage is Stage.ORDER:
            yield ExposedRow(
                buyer=line.buyer,
                entity=line.entity,
                currency=line.currency,
                stage=line.stage,
                open=line.cover.open,
                parts=line.cover.parts if is_judged else not_judged(line.cover.open),
                is_overdue=line.row in late,
                is_discounted=(line.number, line.buyer, line.instalment) in discounted,
            )


def _overdue(cover: Cover) -> frozenset[int]:
    """Rows past their due date, as it was last moved."""
    book = cover.book
    due = book.rows.column("due", 0, len(book)).tolist()
    rows = zip(book.ledger_row.tolist(), due, strict=True)
    return frozenset(row for row, day in rows if -(2**31) < day < book.as_of)


def _discounted(view: View) -> frozenset[tuple[str, str, int]]:
    """Invoices of which the last that happened to their bill is that a bank discounted it."""
    last: dict[tuple[str, str, int], str] = {}
    for each in sorted(view.facts("bills"), key=lambda bill: bill.on):  # type: ignore[attr-defined]
        last[each.invoice, each.buyer, each.instalment] = each.event  # type: ignore[attr-defined]
    return frozenset(key for key, event in last.items() if event == "discounted")


def shares(report: ExposureReport) -> Iterator[tuple[ExposureLine, Cents]]:
    """Each line, in order, with what it and all lines before it leave uninsured."""
    yield from zip(report.lines, running(each.uninsured for each in report.lines), strict=True)


def running(amounts: Iterable[Cents]) -> Iterator[Cents]:
    """Each amount with all before it."""
    return accumulate(amounts)


def half_of(amounts: Iterable[Cents]) -> int:
    """How many of the largest amounts make at least half of all; amounts below zero are no part of it."""
    found = sorted((each for each in amounts if each > 0), reverse=True)
    whole = sum(found)
    return sum(2 * before < whole for before in running((0, *found[:-1]))) if found else 0


def index_in_points(index: Fraction) -> int:
    """Herfindahl index in points of ten thousand, to the nearest, halves up."""
    return divide(index.numerator * 10_000, index.denominator, Rounding.HALF_UP)


def composition(report: ExposureReport) -> Iterator[tuple[str, Cents, bool]]:
    """What the outstanding is made of, and what is beside it: name, amount, whether it is a part of the outstanding."""
    total = report.total
    parts = (
        ("invoiced", total.invoiced, True),
        ("delivered", total.delivered, True),
        ("outstanding" if report.is_judged else "outstanding not judged", total.outstanding, True),
        ("overdue", total.overdue, True),
        ("discounted", total.discounted, True),
        ("orders", total.orders, False),
        ("credits", total.credits, False),
    )
    yield from (each for each in parts if each[1] or each[0].startswith(("invoiced", "outstanding")))
