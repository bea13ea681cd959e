"""How the ordinary buyers paid: in full or in part, early or late, with a credit note, or twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encours.demo.chance import Chance
from encours.demo.customers import DRIFTING, SEASONAL, Customer
from encours.demo.days import AS_OF, FIRST_DAY, working_day
from encours.demo.sales import Sale
from encours.facts.kinds import CreditNote, Fact, OverdueReport, Payment, PaymentReturn
from encours.units import MISSING, Cents, Count, Day, Days, add_days, civil

LATEST: Final = 50
"""Days late at most of a buyer that pays: within the extension period, so that it stops nobody."""

UNMATCHED_FOR: Final = 20
"""Days after which an unexplained payment has been matched: older ones are no longer on account."""

REPORTED_AFTER: Final = 32
"""Days overdue after which the company, which is careful, has reported."""

# Chances in a thousand.
_PARTIAL: Final = 45
_BOUNCED: Final = 6
_CREDITED: Final = 30
_UNNAMED: Final = 40


@dataclass(frozen=True, slots=True)
class Part:
    """What was paid of an instalment, and when: what a limit needs to know."""

    day: Day
    amount: Cents


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one instalment: facts, and the money that came in by the last day."""

    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]


def lateness(customer: Customer, due: Day, chance: Chance) -> Days:
    """Days after its due date that an instalment is paid; may be negative."""
    days = customer.slowness + chance.between(-3, 7)
    if customer.character == SEASONAL and civil(due)[1] in {7, 8, 12}:
        days += chance.between(14, 30)
    if customer.character == DRIFTING:
        days += (due - FIRST_DAY) * 62 // (AS_OF - FIRST_DAY) if due < AS_OF else 0
        return days if days <= LATEST else 400
    return min(days, LATEST)


def settle(sale: Sale, number: str, rank: Count, chance: Chance) -> Settled:
    """What happened to one instalment of a sale up to the last day."""
    due, gross = sale.instalments[rank - 1]
    days = lateness(sale.customer, due, chance)
    paid_on = working_day(add_days(due, days))
    reported = _report(sale, number, rank, days)
    credit = gross * chance.between(4, 15) // 600 * 6 if chance.happens(_CREDITED) else 0
    credited_on = working_day(add_days(sale.issued, chance.between(6, 25)))
    facts: list[Fact] = list(reported)
    parts: list[Part] = []
    if credit and credited_on <= min(AS_OF, paid_on - 1):
        facts.append(_credit_note(sale, number, rank, day=credited_on, gross=credit))
        parts.append(Part(credited_on, credit))
    else:
        credit = 0
    paid = _payments(sale, number, rank, day=paid_on, amount=gross - credit, chance=chance)
    facts += paid.facts
    parts += paid.parts
    return Settled(tuple(facts), tuple(parts))


def _report(sale: Sale, number: str, rank: Count, days: Days) -> tuple[Fact, ...]:
    day = working_day(add_days(sale.instalments[rank - 1][0], REPORTED_AFTER - 4))
    if days <= REPORTED_AFTER or day > AS_OF:
        return ()
    return (OverdueReport(buyer=sale.customer.code, invoice=number, instalment=rank, reported_on=day),)


def _credit_note(sale: Sale, number: str, rank: Count, *, day: Day, gross: Cents) -> CreditNote:
    return CreditNote(
        number="A" + number[1:] + (f"-{rank}" if rank > 1 else ""),
        buyer=sale.customer.code,
        invoice=number,
        instalment=rank,
        issued=day,
        currency=sale.customer.market.currency,
        gross=gross,
        vat=gross // 6 if sale.customer.domestic else 0,
    )


def _payments(sale: Sale, number: str, rank: Count, *, day: Day, amount: Cents, chance: Chance) -> Settled:
    """Money received: at once, in two parts, bounced and sent again, or without saying for what."""
    reference = "R" + number[1:] + (f"-{rank}" if rank > 1 else "")
    if chance.happens(_PARTIAL):
        first = amount * chance.between(40, 75) // 100
        later = working_day(add_days(day, chance.between(5, 9)))
        return _received(sale, number, rank, ((reference, day, first), (reference + "b", later, amount - first)))
    if chance.happens(_BOUNCED) and day + 3 <= AS_OF:
        back = PaymentReturn(payment=reference, returned_on=working_day(add_days(day, 2)))
        again = working_day(add_days(day, 8))
        received = _received(sale, number, rank, ((reference, day, amount), (reference + "b", again, amount)))
        parts = tuple(part for part in received.parts if part.day != day)
        return Settled((*received.facts, back), parts)
    recent = AS_OF - day < UNMATCHED_FOR and len(sale.instalments) == 1
    unnamed = chance.happens(_UNNAMED) and recent
    return _received(sale, "" if unnamed else number, rank, ((reference, day, amount),))


def _received(sale: Sale, number: str, rank: Count, payments: tuple[tuple[str, Day, Cents], ...]) -> Settled:
    received = [each for each in payments if each[1] <= AS_OF and each[2] > 0]
    facts = tuple(
        Payment(
            reference=reference,
            buyer=sale.customer.code,
            invoice=number,
            instalment=rank if number else MISSING,
            paid_on=day,
            currency=sale.customer.market.currency,
            amount=amount,
        )
        for reference, day, amount in received
    )
    return Settled(facts, tuple(Part(day, amount) for _, day, amount in received))
