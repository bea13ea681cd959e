"""A reverse cover as every form shows it: the total day by day, each supplier's part of it, what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from encours.clauses.states import State
from encours.cover.answer import Cover
from encours.explain.halts import Halt, halt_of
from encours.explain.lines import InvoiceLine, Lines
from encours.explain.next_delivery import next_delivery
from encours.explain.report_head import Question
from encours.explain.words import say
from encours.facts.faults import Fault
from encours.reverse.agreed import ReverseCover, suppliers_of
from encours.reverse.allocations import Allocation, Fit, Stretch
from encours.reverse.failure import Failure
from encours.reverse.findings import breaches, engaged_above, other_buyers, owed_outside
from encours.units import Cents, Day
from encours.units.currency import currency as known_currency
from encours.units.money import Money
from encours.units.show import Language, show_amount, show_day


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierLine:
    """One supplier on the day asked: its allocation, what of it is used, what is free, and all that it is owed.

    `used` is what its deliveries that are covered take, under the allocation they met: after a cut it may be more than
    is allocated. `free` is what a delivery of the day would find, nothing where a clause (`halt`) refuses it.
    """

    supplier: str
    name: str
    allocation: Allocation | None
    every: tuple[Allocation, ...]
    used: Cents
    free: Cents
    halt: Halt | None
    rows: tuple[InvoiceLine, ...]

    @property
    def allocated(self) -> Cents:
        """What it is allocated that day."""
        return 0 if self.allocation is None else self.allocation.amount

    @property
    def engaged(self) -> Cents:
        """What it takes of the total: its allocation, or what is used where that is more."""
        return max(self.allocated, self.used)

    @property
    def owed(self) -> Cents:
        """All that the debtor owes it."""
        return sum(each.cover.open for each in self.rows)

    @property
    def within(self) -> Cents:
        """What of it is covered, before the insured percentage."""
        return self._part(State.COVERED)

    @property
    def over(self) -> Cents:
        """What found no room in its allocation."""
        return self._part(State.OVER_LIMIT)

    @property
    def otherwise(self) -> Cents:
        """What is not covered for another reason, or not for now."""
        return self.owed - self.within - self.over

    def _part(self, state: State) -> Cents:
        return sum(each.cover.parts[state] for each in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseReport:
    """The cover on the day asked; `fit` is the allocation asked for and `failure` the failure supposed, where told."""

    question: Question
    cover: ReverseCover
    stretches: tuple[Stretch, ...]
    suppliers: tuple[SupplierLine, ...]
    findings: tuple[Fault, ...]
    lines: Lines
    fit: Fit | None = None
    failure: Failure | None = None
    failed_on: Day | None = None
    """First day on which the ledger says that the debtor failed."""

    @property
    def day(self) -> Day:
        """The day asked, or the nearest of the period."""
        return min(max(self.question.as_of, self.cover.policy.period_start), self.cover.policy.period_end)

    @property
    def today(self) -> Stretch:
        """The total and the allocations of that day."""
        return next(each for each in self.stretches if each.first <= self.day <= each.last)

    def of(self, supplier: str) -> SupplierLine | None:
        """The supplier of a code."""
        return next((each for each in self.suppliers if each.supplier == supplier), None)


def reverse_report(
    question: Question, cover: ReverseCover, answer: Cover, *, allocations: Mapping[str, Sequence[Allocation]],
    found: tuple[Stretch, ...], fit: Fit | None = None, failure: Failure | None = None,
    failed_on: Day | None = None,
) -> ReverseReport:  # fmt: skip
    """Report of a cover whose allocations are told; `answer` is what the walk says of what suppliers invoiced."""
    lines = Lines(answer.book)
    suppliers = tuple(_suppliers(question, cover, answer, lines, allocations))
    view = answer.book.view
    findings = [*breaches([each for each in found if each.first > question.as_of], cover), *other_buyers(view, cover)]
    insured = suppliers_of(view, cover)
    for each in suppliers:
        if each.rows and each.supplier not in insured:
            source = lines.invoices.texts["source"][each.rows[0].row]
            findings.append(owed_outside(each.supplier, each.owed, source, cover))
    engaged = sum(each.engaged for each in suppliers)
    total = cover.total_on(question.as_of)
    if engaged > total and failed_on is None and _is_in_the_period(question.as_of, cover):
        findings.append(engaged_above(total, engaged, question.as_of, cover))
    return ReverseReport(
        question=question, cover=cover, stretches=found, suppliers=suppliers, findings=tuple(findings), lines=lines,
        fit=fit, failure=failure, failed_on=failed_on,
    )  # fmt: skip


def _is_in_the_period(day: Day, cover: ReverseCover) -> bool:
    return cover.policy.period_start <= day <= cover.policy.period_end


def _suppliers(
    question: Question, cover: ReverseCover, answer: Cover, lines: Lines,
    allocations: Mapping[str, Sequence[Allocation]],
) -> Iterator[SupplierLine]:  # fmt: skip
    names = suppliers_of(answer.book.view, cover)
    rows: dict[str, list[InvoiceLine]] = {}
    for each in lines.of(answer):
        if each.buyer == cover.debtor and each.is_receivable:
            rows.setdefault(each.entity, []).append(each)
    book, number = answer.book, lines.buyer_number(cover.debtor)
    places = {name: place for place, name in enumerate(book.entities)}
    for supplier in sorted({*rows, *allocations}):
        used, free, halt = 0, 0, None
        if supplier in places and number >= 0:
            account = int(book.holders.of_buyer[number]) * len(book.entities) + places[supplier]
            delivery = next_delivery(book, [account], number)
            if delivery is not None:
                used = sum(taken for _, taken in delivery.limits[0].taken)
                free, halt = delivery.room or 0, halt_of(book, [account], delivery)
        every = tuple(allocations.get(supplier, ()))
        yield SupplierLine(
            supplier=supplier, name=names.get(supplier, ""), every=every, used=used, free=free, halt=halt,
            allocation=next((each for each in every if each.holds_on(question.as_of)), None),
            rows=tuple(rows.get(supplier, ())),
        )  # fmt: skip


def until(each: SupplierLine, report: ReverseReport, language: Language) -> str:
    """Until when an allocation stands as it does, and what comes after."""
    day = report.question.as_of
    if each.allocation is None:
        later = [one for one in each.every if one.first > day]
        if later:
            return say("reverse from", language, day=show_day(later[0].first, language), amount=_money(later[0], report,
                       language))  # fmt: skip
        if each.every:
            return say("reverse ended", language, day=show_day(each.every[-1].last, language))
        return say("reverse nothing", language)
    last = show_day(each.allocation.last, language)
    following = next((one for one in each.every if one.first == each.allocation.last + 1), None)
    if following is not None:
        return say("reverse then", language, day=last, amount=_money(following, report, language))
    return say("reverse until", language, day=last)


def _money(each: Allocation, report: ReverseReport, language: Language) -> str:
    return show_amount(Money(each.amount, known_currency(report.question.currency)), language)
