"""Late interest, costs and penalties charged on invoices by the day of a loss, and what of them is part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from encours.clauses.choices import ChargeKind
from encours.clauses.lose import charges_in_base
from encours.cover.book import Book
from encours.facts.kinds import Charge
from encours.facts.kinds.charges import LATE_INTEREST, RECOVERY_COST
from encours.facts.only import only
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, Cents, Day, convert, portion

KINDS = {each.english: each for each in ChargeKind}


@dataclass(frozen=True, slots=True)
class DebtCharge:
    """A charge that a buyer owes, in the currency of the policy, and the days that it runs for.

    `owed` is what of its `amount` is owed on the day of the loss: of interest that runs across that day and is charged
    after it, the part of its days to that one. The first day is `MISSING` where nobody knows it, and after the last
    where no interest has run.
    """

    kind: ChargeKind
    amount: Cents
    owed: Cents
    first_day: Day
    last_day: Day
    due: Day


class InTheBase(NamedTuple):
    """What of some charges is part of a loss; the most it may be where `is_known` is not set."""

    interest: Cents = 0
    costs: Cents = 0
    is_known: bool = True

    @property
    def amount(self) -> Cents:
        """All of it."""
        return self.interest + self.costs


def charges_of(view: View, book: Book, buyer: str) -> Mapping[tuple[str, int], tuple[DebtCharge, ...]]:
    """Charges that a buyer owes on the day of the loss of a book, by number and instalment of their invoice.

    The view tells those charged since, of which interest may have run by that day. Each becomes the policy's currency
    at the rate of its invoice, as the invoice does.
    """
    facts = [
        each for each in cast("tuple[Charge, ...]", only(view, [buyer]).facts("charges"))
        if each.kind == LATE_INTEREST or (each.kind != RECOVERY_COST and each.charged_on <= book.lost_on)
    ]  # fmt: skip
    if not facts:
        return {}
    invoices = book.view.table("invoices")
    rows = {
        (invoices.texts["number"][row], int(invoices.numbers["instalment"][row])): (place, row)
        for place, row in enumerate(book.ledger_row.tolist())
    }
    found: dict[tuple[str, int], list[DebtCharge]] = {}
    for each in facts:
        key = each.invoice, each.instalment
        if key not in rows:
            continue
        place, row = rows[key]
        rate = book.rates[int(book.rows.column("rate", place, place + 1)[0])]
        amount = convert(each.amount, rate.numerator, rate.denominator)
        charge = _charge(each, amount, int(invoices.numbers["due"][row]), book.lost_on)
        if each.charged_on <= book.lost_on or charge.first_day <= book.lost_on:
            found.setdefault(key, []).append(charge)
    return {key: tuple(own) for key, own in found.items()}


def _charge(fact: Charge, amount: Cents, due_stored: Day, lost_on: Day) -> DebtCharge:
    due = MISSING if due_stored == DAY_MISSING_STORED else due_stored
    last, owed = fact.charged_on, amount
    first = fact.runs_from if fact.runs_from != MISSING else (MISSING if due == MISSING else due + 1)
    if last > lost_on:
        has_run = MISSING < first <= lost_on
        owed = portion(amount, lost_on - first + 1, last - first + 1) if has_run else 0
    return DebtCharge(KINDS[fact.kind], amount, owed, first, last, due)


def in_the_base(policy: Policy, keys: Mapping[str, str], day: Day, charges: Iterable[DebtCharge]) -> InTheBase:
    """What of some charges on one invoice is part of a loss of that day, by the terms of a policy."""
    readings = [resolve(policy, name, keys, day) for name in ("interest_in_base", "cost_in_base")]
    until = resolve(policy, "interest_in_base_until", keys, day)
    found, is_known = dict.fromkeys(ChargeKind, 0), True
    for each in charges:
        ends = charges_in_base.counted_until(each.due, until, NEVER if day == MISSING else day)
        part = charges_in_base.rule(each.amount, each.kind, each.first_day, each.last_day, ends, *readings)
        is_known = is_known and part != MISSING
        found[each.kind] += each.owed if part == MISSING else part
    return InTheBase(found[ChargeKind.LATE_INTEREST], found[ChargeKind.COLLECTION_COST], is_known)


def told_in_the_base(policy: Policy, keys: Mapping[str, str], day: Day, *, interest: Cents, costs: Cents) -> InTheBase:
    """What of amounts told is part of a loss: the interest told is that up to the end that the policy counts."""
    told = ((ChargeKind.LATE_INTEREST, interest), (ChargeKind.COLLECTION_COST, costs))
    on = 0 if day == MISSING else day
    # A charge of the due date itself, which is before every end.
    return in_the_base(policy, keys, day, (DebtCharge(kind, amount, amount, on, on, on) for kind, amount in told))
