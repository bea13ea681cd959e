"""Late interest, costs and penalties charged on invoices by the day of a loss, and what of them is part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from encours.clauses.choices import ChargeKind
from encours.clauses.lose import charges_in_base
from encours.cover.book import Book
from encours.facts.kinds import Charge
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import DAY_MISSING_STORED, MISSING, Cents, Day, convert

KINDS = {each.english: each for each in ChargeKind}


@dataclass(frozen=True, slots=True)
class DebtCharge:
    """A charge that a buyer owes, in the currency of the policy, and the days that it runs for."""

    kind: ChargeKind
    amount: Cents
    first_day: Day
    last_day: Day
    due: Day


class InTheBase(NamedTuple):
    """What of some charges is part of a loss."""

    interest: Cents = 0
    costs: Cents = 0


def charges_of(book: Book, buyer: str) -> Mapping[tuple[str, int], tuple[DebtCharge, ...]]:
    """Charges that a buyer owes by the day of a book, by number and instalment of their invoice.

    Each becomes the policy's currency at the rate of its invoice, as the invoice does.
    """
    facts = [
        each for each in cast("tuple[Charge, ...]", book.view.facts("charges"))
        if each.buyer == buyer and KINDS[each.kind] != ChargeKind.RECOVERY_COST
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
        found.setdefault(key, []).append(_charge(each, amount, int(invoices.numbers["due"][row])))
    return {key: tuple(own) for key, own in found.items()}


def _charge(fact: Charge, amount: Cents, due_stored: Day) -> DebtCharge:
    due = MISSING if due_stored == DAY_MISSING_STORED else due_stored
    starts = fact.runs_from if fact.runs_from != MISSING else (fact.charged_on if due == MISSING else due + 1)
    return DebtCharge(KINDS[fact.kind], amount, min(starts, fact.charged_on), fact.charged_on, due)


def in_the_base(policy: Policy, keys: Mapping[str, str], day: Day, charges: Iterable[DebtCharge]) -> InTheBase:
    """What of some charges on one invoice is part of a loss of that day, by the terms of a policy."""
    readings = [resolve(policy, name, keys, day) for name in ("interest_in_base", "cost_in_base")]
    until = resolve(policy, "interest_in_base_until", keys, day)
    found = dict.fromkeys(ChargeKind, 0)
    for each in charges:
        ends = charges_in_base.counted_until(each.due, until)
        found[each.kind] += charges_in_base.rule(each.amount, each.kind, each.first_day, each.last_day, ends, *readings)
    return InTheBase(found[ChargeKind.LATE_INTEREST], found[ChargeKind.COLLECTION_COST])


def told_in_the_base(policy: Policy, keys: Mapping[str, str], day: Day, *, interest: Cents, costs: Cents) -> InTheBase:
    """What of amounts told is part of a loss: the interest told is that up to the end that the policy counts."""
    told = ((ChargeKind.LATE_INTEREST, interest), (ChargeKind.COLLECTION_COST, costs))
    # A charge of the due date itself, which is before every end.
    return in_the_base(policy, keys, day, (DebtCharge(kind, amount, 0, 0, 0) for kind, amount in told))
