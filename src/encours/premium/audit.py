"""The audit of a bill: each of its lines against what was due, with the euros and the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, cast

from encours.facts.kinds import PremiumBillLine, PremiumPayment
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.policy.schedule import Policy
from encours.premium.alike import charge_of, groups_of, is_copy, together
from encours.premium.declarations import exclusions_that_make
from encours.premium.declared_rate import premium_at, read_rate
from encours.premium.due import Due
from encours.premium.lines import MINIMUM
from encours.units import MISSING, NEVER, Cents, Count, Day

TWICE, ARITHMETIC, RATE, BASE, NOT_EXCLUDED, AS_DECLARED, NOT_CALLED = (
    "twice", "arithmetic", "rate", "base", "not excluded", "as declared", "not called",
)  # fmt: skip
COUNT, UNIT_PRICE, AMOUNT, TAX, TAX_FOLLOWS, NOT_AGREED, UNKNOWN = (
    "count", "unit price", "amount", "tax", "tax follows", "not agreed", "unknown",
)  # fmt: skip
REASONS: Final = (
    TWICE, NOT_AGREED, ARITHMETIC, RATE, NOT_EXCLUDED, AS_DECLARED, BASE, COUNT, UNIT_PRICE, AMOUNT, NOT_CALLED,
    TAX, TAX_FOLLOWS, UNKNOWN,
)  # fmt: skip
"""Why a line of a bill is not what was due, in the order they are looked for."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, and what it adds to the bill; `told` are the values that its sentence names.

    What nobody can check adds nothing.
    """

    why: str
    """One of `REASONS`."""
    amount: Cents = 0
    told: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedLine:
    """A line of a bill against what was due for the same thing; a due amount of `MISSING` is not known."""

    line: PremiumBillLine
    due: Due
    reasons: tuple[Reason, ...]
    judged_with: Count = 0
    """Rank of the later line of the bill that it is judged with, as both charge the same thing; 0 where alone."""

    @property
    def billed(self) -> Cents:
        """Amount and tax of the line; a tax that the bill does not tell is in none."""
        return self.line.amount + (0 if self.line.tax == MISSING else self.line.tax)

    @property
    def over(self) -> Cents:
        """What is billed too much, below zero where it is too little."""
        return sum(each.amount for each in self.reasons)

    @property
    def is_checked(self) -> bool:
        """Whether all of it could be checked."""
        return all(each.why != UNKNOWN for each in self.reasons)


@dataclass(frozen=True, slots=True)
class Audit:
    """A bill line by line."""

    bill: PremiumPayment
    lines: tuple[AuditedLine, ...]

    @property
    def billed(self) -> Cents:
        """What its lines and their taxes make."""
        return sum(each.billed for each in self.lines)

    @property
    def over(self) -> Cents:
        """What is to be claimed back, all lines together."""
        return sum(each.over for each in self.lines)


def bills_of(view: View) -> tuple[PremiumPayment, ...]:
    """Bills of a view that have lines, in the order of their days."""
    lined = {each.bill for each in lines_of(view)}
    bills = cast("tuple[PremiumPayment, ...]", view.facts("premium_payments"))
    return tuple(
        sorted((each for each in bills if each.reference in lined), key=lambda each: (each.billed_on, each.reference))
    )


def latest_bill(ledger: Ledger) -> Day | None:
    """Day of the latest bill that has lines, whenever that is; None where none has."""
    bills = bills_of(ledger.view(NEVER - 1))
    return bills[-1].billed_on if bills else None


def lines_of(view: View) -> tuple[PremiumBillLine, ...]:
    """Lines of every bill, in the order of bills and ranks."""
    lines = cast("tuple[PremiumBillLine, ...]", view.facts("premium_bill_lines"))
    return tuple(sorted(lines, key=lambda each: (each.billed_on, each.bill, each.rank, each.fact_id)))


def currencies_of(bill: PremiumPayment, lines: Sequence[PremiumBillLine], policy: Policy) -> tuple[str, ...]:
    """Currencies of a bill that are not that of the policy: it cannot be audited then."""
    told = {bill.currency, *(each.currency for each in lines if each.bill == bill.reference)} - {""}
    return tuple(sorted(told - {policy.currency}))


def audit(view: View, bill: PremiumPayment, due: Mapping[str, Due]) -> Audit:
    """A bill against what is `due` for each of its lines, by the name of the fact."""
    every = lines_of(view)
    own = [each for each in every if each.bill == bill.reference]
    found = {each.line.fact_id: each for group in groups_of(own) for each in _of_group(group, every, due)}
    return Audit(bill, tuple(found[each.fact_id] for each in own))


def _of_group(
    group: Sequence[PremiumBillLine], every: Sequence[PremiumBillLine], due: Mapping[str, Due]
) -> Iterator[AuditedLine]:
    """Lines that charge the same thing: what was charged before, then the others as one."""
    right: list[PremiumBillLine] = []
    for each in group:
        twin = _twin(each, every, right, due[each.fact_id])
        if twin is None:
            right.append(each)
            continue
        tax = 0 if each.tax == MISSING else each.tax
        reason = Reason(TWICE, each.amount + tax, {"bill": twin.bill, "rank": twin.rank})
        yield AuditedLine(line=each, due=due[each.fact_id], reasons=(reason,))
    if not right:
        return
    # What is called too early is so of the lines together, whichever of them it was told of.
    early = next((due[each.fact_id].early for each in group if due[each.fact_id].early is not None), None)
    last = replace(due[right[-1].fact_id], early=early)
    if not last.is_agreed:
        for each in right:
            yield _audited(each, due[each.fact_id], _reasons(each, due[each.fact_id]))
        return
    if len(right) == 1:
        yield _audited(right[0], last, _reasons(right[0], last))
        return
    for each in right[:-1]:
        yield replace(_audited(each, due[each.fact_id], _slips(each)), judged_with=right[-1].rank)
    whole = together([replace(each, amount=each.amount - sum(one.amount for one in _slips(each))) for each in right])
    yield _audited(right[-1], last, [*_slips(right[-1]), *_reasons(whole, last, parts=len(right))])


def _audited(line: PremiumBillLine, due: Due, reasons: Iterable[Reason]) -> AuditedLine:
    found = [each for each in reasons if _says(each)]
    # What is wrong comes before what nobody can check.
    return AuditedLine(line=line, due=due, reasons=tuple(sorted(found, key=lambda each: each.why == UNKNOWN)))


def _says(reason: Reason) -> bool:
    return reason.amount != 0 or reason.why == UNKNOWN


def _twin(
    line: PremiumBillLine, every: Sequence[PremiumBillLine], right: Sequence[PremiumBillLine], due: Due
) -> PremiumBillLine | None:
    """An earlier line that charged the same to the cent, where both are more than is due; a minimum applies once a day.

    `right` are the lines of the bill before it that charge the same thing, and are no copies themselves.
    """
    for each in every:
        if each.fact_id == line.fact_id:
            return None
        if line.billed_for == MINIMUM:
            if _overlap(each, line):
                return each
        elif is_copy(each, line) and _exceeds([*right, line], due):
            return each
    return None


def _overlap(one: PremiumBillLine, other: PremiumBillLine) -> bool:
    """Whether two lines charge the same thing, and some day for both."""
    known = MISSING not in {one.period_start, one.period_end, other.period_start, other.period_end}
    alike = charge_of(one)[:3] == charge_of(other)[:3]
    return known and alike and one.period_start <= other.period_end and other.period_start <= one.period_end


def _exceeds(lines: Sequence[PremiumBillLine], due: Due) -> bool:
    """Whether lines charge more than is due for their days; yes where nobody knows what is."""
    whole = together(lines)
    if MISSING not in {due.count, whole.billed_count}:
        return whole.billed_count > due.count
    return due.amount == MISSING or whole.amount > due.amount


def _reasons(line: PremiumBillLine, due: Due, *, parts: Count = 1) -> Iterator[Reason]:
    """Why a line is not what was due; of several lines together, `parts` says how many were rounded."""
    if not due.is_agreed:
        yield Reason(NOT_AGREED, line.amount + (0 if line.tax == MISSING else line.tax))
        return
    of_amount = tuple(_of_amount(line, due, parts))
    yield from of_amount
    if due.early is not None:
        told = {"deposits": due.early.deposits, "called": due.early.called, "day": due.early.day}
        yield Reason(NOT_CALLED, due.early.amount, told)
    if not any(each.why == UNKNOWN for each in of_amount):
        yield from _of_tax(line, due, parts)
    if line.rate.strip() and read_rate(line.rate) is None:
        yield Reason(UNKNOWN, 0, {"lacking": "rate written"})


def _slips(line: PremiumBillLine) -> list[Reason]:
    """What its own base at its own rate does not make of a line."""
    rate = read_rate(line.rate)
    if line.base == MISSING or rate is None or _is_rounded(line.amount, line.base, rate, 1):
        return []
    computed = premium_at(line.base, rate)
    told = {"base": line.base, "rate": rate, "computed": computed, "billed": line.amount}
    return [Reason(ARITHMETIC, line.amount - computed, told)]


def _is_rounded(amount: Cents, base: Cents, rate: Fraction, parts: Count) -> bool:
    """Whether an amount is that base at that rate, each of its parts rounded up or down."""
    return abs(amount - base * rate) < parts


def _of_amount(line: PremiumBillLine, due: Due, parts: Count) -> Iterator[Reason]:
    rate = read_rate(line.rate)
    if line.base != MISSING and (rate is not None or due.rate is not None):
        yield from _of_rate_and_base(line, due, rate, parts)
    elif line.billed_count not in {0, MISSING} and due.count != MISSING:
        yield from _of_count(line, due)
    elif due.amount != MISSING:
        yield Reason(AMOUNT, line.amount - due.amount, {"billed": line.amount, "due": due.amount})
    else:
        yield Reason(UNKNOWN, 0, {"lacking": due.lacking})


def _of_rate_and_base(line: PremiumBillLine, due: Due, written: Fraction | None, parts: Count) -> Iterator[Reason]:
    """What arithmetic, the rate and the base add, one after the other: together they are the whole difference.

    What the bill rounds up or down is no difference.
    """
    rate = due.rate if written is None else written
    assert rate is not None, "one of both is told"
    is_rounded = _is_rounded(line.amount, line.base, rate, parts)
    computed = line.amount if is_rounded else premium_at(line.base, rate)
    told = {"base": line.base, "rate": rate, "computed": computed, "billed": line.amount}
    yield Reason(ARITHMETIC, line.amount - computed, told)
    if due.rate is None and MISSING not in {due.amount, due.base}:
        yield from _of_base(line, due, computed - due.amount, parts)
        return
    if due.rate is None:
        yield Reason(UNKNOWN, 0, {"lacking": "rate"})
    elif due.rate != rate:
        rated = premium_at(line.base, due.rate)
        yield Reason(RATE, computed - rated, {"billed": rate, "due": due.rate})
        rate, computed = due.rate, rated
    if due.base == MISSING and due.amount != MISSING:
        if abs(computed - due.amount) > parts:
            yield Reason(AMOUNT, computed - due.amount, {"billed": computed, "due": due.amount})
    elif due.base == MISSING:
        yield Reason(UNKNOWN, 0, {"lacking": due.lacking})
    else:
        last = premium_at(due.base, rate) if due.amount == MISSING or due.rate is None else due.amount
        yield from _of_base(line, due, computed - last, parts)


def _of_base(line: PremiumBillLine, due: Due, amount: Cents, parts: Count) -> Iterator[Reason]:
    more = line.base - due.base
    told = {"billed": line.base, "due": due.base, "more": more}
    if not more:
        if abs(amount) > parts:
            yield Reason(AMOUNT, amount, {"billed": line.amount, "due": due.amount})
        return
    left_in = exclusions_that_make(due.left_out, more)
    if left_in:
        yield Reason(NOT_EXCLUDED, amount, {**told, "exclusions": left_in})
    elif line.base == due.declared:
        yield Reason(AS_DECLARED, amount, told)
    else:
        yield Reason(BASE, amount, told)


def _of_count(line: PremiumBillLine, due: Due) -> Iterator[Reason]:
    """What the price of each adds, then how many there are; at the price of the bill where the policy tells none."""
    counted, price = line.billed_count, _price(line.amount, line.billed_count)
    unit = price if due.unit == MISSING else due.unit
    told = {"billed": counted, "due": due.count}
    if due.unit == MISSING:
        yield Reason(UNKNOWN, 0, {"lacking": due.lacking})
    yield Reason(UNIT_PRICE, line.amount - counted * unit, {"unit": unit, "price": price})
    yield Reason(COUNT, (counted - due.count) * unit, told)


def _price(amount: Cents, count: Count) -> Cents:
    """Price of each, to the nearest cent."""
    return premium_at(amount, Fraction(1, count)) if count > 0 else amount


def _of_tax(line: PremiumBillLine, due: Due, parts: Count) -> Iterator[Reason]:
    """What tax there is on what is billed, to the rounding of each part, and what of it follows what is not due."""
    if line.tax == MISSING:
        return
    if due.tax == MISSING:
        yield Reason(UNKNOWN, 0, {"lacking": "tax"})
        return
    on_what_is_billed = due.tax_on(line.amount)
    if abs(line.tax - on_what_is_billed) <= parts:
        on_what_is_billed = line.tax
    told = {"billed": line.tax, "due": on_what_is_billed, "export": due.tax == 0 and due.amount != 0}
    yield Reason(TAX, line.tax - on_what_is_billed, told)
    if abs(on_what_is_billed - due.tax_now) > parts or line.amount != due.amount:
        yield Reason(TAX_FOLLOWS, on_what_is_billed - due.tax_now)
