"""What a ledger tells since a loss: money that came back, what was never owed, and when the indemnity was paid.

A payment that names an invoice of a loss is put to it as far as it is owed; what is left, and money on account, to the
losses in the order of their days as far as their debts go. A payment that names another sale pays that sale. What is in
another currency is turned into the policy's at the rate of the day it came in. The costs of a recovery go with its
payment, pro rata of what each receipt has of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from encours.claims.events_of_loss import LossesByBuyer, losses_of_event
from encours.claims.money import Correction, Receipt
from encours.claims.of_buyer import BuyerLoss
from encours.clauses.recovery_choices import RecoverySource
from encours.cover.book.rates import Rates
from encours.facts.kinds import Bill, Charge, ClaimEvent, CreditNote, Invoice, Payment, PaymentReturn
from encours.facts.kinds.charges import INSURER, RECOVERY_COST
from encours.facts.only import only
from encours.facts.view import View
from encours.policy.layers import takes_losses
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, Cents, Day, convert, portion_between
from encours.units.sums import sum_known

PAID, ADVANCED = "indemnity paid", "advance paid"
"""Events of the table `claim_events` by which a policy paid: recoveries are shared from the first of the indemnity."""
DEBTOR = RecoverySource.DEBTOR
SOURCES = {each.english: each for each in RecoverySource}


@dataclass(frozen=True, slots=True)
class MoneyOfLedger:
    """Receipts and corrections of some losses, each under the name of its loss."""

    receipts: tuple[Receipt, ...]
    corrections: tuple[Correction, ...]


def money_of_ledger(view: View, found: Sequence[BuyerLoss], currency: str) -> MoneyOfLedger:
    """What came in, or was credited, after each loss and by the day of the view."""
    receipts: list[Receipt] = []
    corrections: list[Correction] = []
    rates = Rates.of(view)
    for buyer in dict.fromkeys(each.losses[0].buyer for each in found):
        own = sorted((each for each in found if each.losses[0].buyer == buyer), key=lambda each: each.day)
        of_buyer = only(view, [buyer])
        put = _Put(own, currency, rates, _costs(of_buyer), _delivered(of_buyer))
        for fact in _in_order(of_buyer):
            put.fact(fact)
        receipts += put.receipts
        corrections += put.corrections
    return MoneyOfLedger(tuple(receipts), tuple(corrections))


def paid_on(view: View, policy: str, found: BuyerLoss, every: LossesByBuyer, told: Day | None = None) -> Day:
    """Day on which a policy paid the indemnity of a loss: the one told, else the first that the ledger tells since.

    `MISSING` where it was paid on a day that nobody knows; `NEVER` while nothing says that it was paid. `every` has all
    losses of the ledger, among which the payments are told apart.
    """
    if told is not None:
        return told if told >= found.day else NEVER
    return min(
        (each.happened_on for each in _payments(view, policy, found, every) if each.event == PAID), default=NEVER
    )


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment of a policy on a loss; its amount is None where the ledger does not tell how much was of this loss.

    `is_advance` tells an advance from a payment of the indemnity.
    """

    on: Day
    amount: Cents | None
    is_advance: bool


def payments_on(
    view: View, policy: Policy, found: BuyerLoss, every: LossesByBuyer, *, is_alone: bool
) -> tuple[Paid, ...]:
    """What a policy paid on a loss, advances included.

    A payment that names no policy is told of each that takes invoices: how much is known only where the policy
    `is_alone`. Nor is it known where nobody can tell which loss of the buyer was paid.
    """
    rates = Rates.of(view)
    own = every[found.losses[0].buyer]
    paid = []
    for each in _payments(view, policy.name, found, every):
        if takes_losses(policy) and not each.policy:
            continue
        is_of_one = len(losses_of_event(own, each.invoice, each.happened_on)) == 1
        is_told = each.amount != MISSING and is_of_one and (is_alone or each.policy == policy.name)
        rate = rates.between(each.currency, policy.currency, _day(each, found)) if is_told else None
        amount = None if rate is None else convert(each.amount, rate.numerator, rate.denominator)
        paid.append(Paid(each.happened_on, amount, each.event == ADVANCED))
    return tuple(paid)


def paid_so_far(view: View, policy: Policy, found: BuyerLoss, every: LossesByBuyer, *, is_alone: bool) -> Cents | None:
    """What a policy paid of a loss, advances included; None where the ledger does not tell how much."""
    return sum_known(each.amount for each in payments_on(view, policy, found, every, is_alone=is_alone))


def _day(event: ClaimEvent, found: BuyerLoss) -> Day:
    return found.day if event.happened_on == MISSING else event.happened_on


def _payments(view: View, policy: str, found: BuyerLoss, every: LossesByBuyer) -> tuple[ClaimEvent, ...]:
    """Payments of a policy on a loss, from its day on or on days that nobody knows.

    An advance may come before the loss where it names an invoice of it.
    """
    buyer = found.losses[0].buyer
    events = cast("tuple[ClaimEvent, ...]", only(view, [buyer]).facts("claim_events"))
    return tuple(
        each for each in events
        if each.event in {PAID, ADVANCED}
        and each.policy in {"", policy}
        and (each.happened_on == MISSING or each.happened_on >= found.day or (each.event == ADVANCED and each.invoice))
        and any(one is found for one in losses_of_event(every[buyer], each.invoice, each.happened_on))
    )  # fmt: skip


_Settles = Payment | CreditNote | Invoice | Bill | Charge


def _in_order(view: View) -> list[_Settles]:
    """Everything that settles a debt, in the order of the days; what came back unpaid never was."""
    gone = {each.payment for each in cast("tuple[PaymentReturn, ...]", view.facts("payment_returns"))}
    events: list[tuple[Day, int, str, _Settles]] = [
        (each.paid_on, 0, each.reference, each) for each in cast("tuple[Payment, ...]", view.facts("payments"))
        if each.reference not in gone
    ]  # fmt: skip
    events += [
        (each.issued, 1, each.number, each) for each in cast("tuple[CreditNote, ...]", view.facts("credit_notes"))
    ]
    bills = cast("tuple[Bill, ...]", view.facts("bills"))
    unpaid = {(each.reference, each.on) for each in bills if each.event == "dishonoured"}
    events += [
        (each.on, 2, each.reference, each) for each in bills
        if each.event == "honoured" and not any(each.reference == name and each.on <= day for name, day in unpaid)
    ]  # fmt: skip
    invoices = (each for each in cast("tuple[Invoice, ...]", view.facts("invoices")) if each.paid_on <= view.as_of)
    events += [(each.paid_on, 3, each.number, each) for each in invoices]
    charges = (each for each in cast("tuple[Charge, ...]", view.facts("charges")) if each.paid_on <= view.as_of)
    events += [(each.paid_on, 4, each.reference, each) for each in charges]
    return [each for *_, each in sorted(events, key=lambda each: (*each[:3], repr(each[3])))]


@dataclass(frozen=True, slots=True)
class _Spent:
    """What a payment cost to get, what of it the insurer spent, and the payment, under one reference and currency."""

    costs: Cents
    by_insurer: Cents
    payment: Cents


def _costs(view: View) -> dict[str, _Spent]:
    """Costs of recovery by the reference of the payment that they brought; a payment may be of several rows."""
    costs: Counter[str] = Counter()
    by_insurer: Counter[str] = Counter()
    for each in cast("tuple[Charge, ...]", view.facts("charges")):
        if each.kind == RECOVERY_COST:
            costs[each.payment] += each.amount
            by_insurer[each.payment] += each.amount if each.spent_by == INSURER else 0
    payments: Counter[str] = Counter()
    for payment in cast("tuple[Payment, ...]", view.facts("payments")):
        payments[payment.reference] += payment.amount
    paid = {name: amount for name, amount in payments.items() if amount > 0}
    return {name: _Spent(each, by_insurer[name], paid[name]) for name, each in costs.items() if name in paid}


def _delivered(view: View) -> dict[str, Day]:
    """Day of each invoice's delivery, the last of its instalments; that of its issue where nobody tells it."""
    found: dict[str, Day] = {}
    for each in cast("tuple[Invoice, ...]", view.facts("invoices")):
        day = each.issued if each.delivered == MISSING else each.delivered
        found[each.number] = max(day, found.get(each.number, day))
    return found


@dataclass(frozen=True, slots=True)
class _Sum:
    """What is told of a sum, whatever its parts; `costs` are those of the sum, `whole` is the sum."""

    on: Day
    currency: str
    source: int
    reference: str
    known: Day = MISSING
    costs: Cents = 0
    by_insurer: Cents = 0
    whole: Cents = 0


class _Put:
    """Money put to the losses of one buyer, the first to come in first."""

    def __init__(
        self,
        found: Sequence[BuyerLoss],
        currency: str,
        rates: Rates,
        costs: Mapping[str, _Spent],
        delivered: Mapping[str, Day],
    ) -> None:
        self.found = found
        self.delivered = delivered
        self.currency = currency
        self.rates = rates
        self.costs = costs
        self.told: Counter[str] = Counter()
        self.given = 0
        self.receipts: list[Receipt] = []
        self.alike: Counter[Receipt] = Counter()
        self.corrections: list[Correction] = []
        rows = {(place, row.number, row.instalment): row for place, each in enumerate(found) for row in each.rows}
        self.left: dict[tuple[int, str, int], Cents] = {key: row.debt for key, row in rows.items()}
        self.charged = {key: row.charged for key, row in rows.items()}

    def fact(self, fact: _Settles) -> None:
        """Put one fact to the losses that came before it."""
        self.given = 0
        if isinstance(fact, Payment):
            amount, currency = self.worth(fact.amount, fact.currency, fact.paid_on)
            of = _Sum(fact.paid_on, currency, SOURCES[fact.payer], fact.reference, fact.known)
            if fact.reference in self.costs:
                of = self.with_costs(of, fact, amount)
            self.money(of, amount, fact.invoice, fact.instalment)
        elif isinstance(fact, CreditNote):
            self.credit(fact)
        elif isinstance(fact, Charge):
            self.charge(fact)
        elif isinstance(fact, Invoice):
            self.whole(_Sum(fact.paid_on, self.currency, DEBTOR, fact.number), fact.number, fact.instalment)
        else:
            self.whole(_Sum(fact.on, self.currency, DEBTOR, fact.reference, fact.known), fact.invoice, fact.instalment)

    def with_costs(self, of: _Sum, fact: Payment, whole: Cents) -> _Sum:
        """The sum of a payment with its part of what all payments of its reference cost."""
        spent, before = self.costs[fact.reference], self.told[fact.reference]
        self.told[fact.reference] += fact.amount
        costs, by_insurer = (
            self.worth(portion_between(before, before + fact.amount, each, spent.payment), fact.currency, fact.paid_on)[
                0
            ]
            for each in (spent.costs, spent.by_insurer)
        )
        return replace(of, costs=costs, by_insurer=by_insurer, whole=whole)

    def money(self, of: _Sum, amount: Cents, invoice: str, instalment: int) -> None:
        """A sum that came in: to the invoice it names, or on account of the losses so far."""
        lost = [place for place, each in enumerate(self.found) if each.day < of.on]
        if not lost or amount <= 0:
            return
        if not invoice:
            self.on_account(of, lost, amount)
            return
        every = [key for key in self.left if key[1] == invoice and instalment in {MISSING, key[2]}]
        keys = [key for key in every if key[0] in lost]
        paid_again = not every and self.was_paid(invoice, self.found[lost[-1]])
        if not every and not paid_again:
            self.receive(replace(of, source=RecoverySource.CASH_SALE), lost[-1], amount)
        # What paid an invoice before it was lost is in the account of that day already.
        for key in keys:
            part = min(amount, self.left[key])
            if part > 0:
                self.receive(of, key[0], part, key[1], key[2])
                self.left[key] -= part
                amount -= part
        if (keys or paid_again) and amount > 0:
            # What the invoice did not need is money on account, as in cover.
            self.on_account(of, lost, amount)

    def was_paid(self, invoice: str, loss: BuyerLoss) -> bool:
        """Whether an invoice was delivered by the day of a loss, and nothing of it was open then."""
        is_open = any(row.number == invoice for row in loss.standing)
        return not is_open and self.delivered.get(invoice, NEVER) <= loss.day

    def on_account(self, of: _Sum, lost: Sequence[int], amount: Cents) -> None:
        """A sum that names no invoice: to the losses in their order, as far as their debts go."""
        for place in lost:
            keys = [key for key in self.left if key[0] == place]
            part = amount if place == lost[-1] else min(amount, sum(self.left[key] for key in keys))
            if part <= 0:
                continue
            self.receive(of, place, part)
            amount -= part
            for key in keys:
                taken = min(part, self.left[key])
                self.left[key] -= taken
                part -= taken

    def whole(self, of: _Sum, invoice: str, instalment: int) -> None:
        """An instalment whose price is settled whole: what is left of it came in; its charges stay owed."""
        for place, each in enumerate(self.found):
            key = (place, invoice, instalment)
            price = self.left.get(key, 0) - self.charged.get(key, 0)
            if each.day < of.on and price > 0:
                self.receive(of, place, price, invoice, instalment)
                self.left[key] -= price

    def charge(self, fact: Charge) -> None:
        """A charge that the buyer paid beside the price of its invoice: no more than is owed of what is charged."""
        amount, currency = self.worth(fact.amount, fact.currency, fact.paid_on)
        of = _Sum(fact.paid_on, currency, DEBTOR, fact.reference, fact.known)
        for place, each in enumerate(self.found):
            key = (place, fact.invoice, fact.instalment)
            part = min(amount, self.charged.get(key, 0), self.left.get(key, 0))
            if each.day < of.on and part > 0:
                self.receive(of, place, part, fact.invoice, fact.instalment)
                self.left[key] -= part
                self.charged[key] -= part

    def credit(self, fact: CreditNote) -> None:
        """A credit note: the part of an invoice it names was never owed; one that names none is money on account."""
        amount, currency = self.worth(fact.gross, fact.currency, fact.issued)
        of = _Sum(fact.issued, currency, DEBTOR, fact.number, fact.known)
        if not fact.invoice:
            self.money(of, amount, "", MISSING)
            return
        for key in list(self.left):
            place, number, instalment = key
            if currency != self.currency or number != fact.invoice or fact.instalment not in {MISSING, instalment}:
                continue
            part = min(amount, self.left[key])
            if self.found[place].day < of.on and part > 0:
                name = self.found[place].name
                self.corrections.append(
                    Correction(
                        claim=name,
                        on=of.on,
                        invoice=number,
                        amount=part,
                        instalment=instalment,
                        reference=of.reference,
                    )
                )
                self.left[key] -= part
                amount -= part

    def receive(self, of: _Sum, place: int, amount: Cents, invoice: str = "", instalment: int = 1) -> None:
        """Keep a receipt of one loss, with its part of the costs of the sum: a running total, no cent is lost."""
        costs, by_insurer = (
            portion_between(self.given, self.given + amount, each, of.whole) if each else 0
            for each in (of.costs, of.by_insurer)
        )
        self.given += amount
        told = Receipt(
            claim=self.found[place].name,
            on=of.on,
            amount=amount,
            currency=of.currency,
            invoice=invoice,
            instalment=instalment,
            source=of.source,
            costs=costs,
            by_insurer=by_insurer,
            reference=of.reference,
            known=of.known,
        )
        self.alike[told] += 1
        self.receipts.append(replace(told, rank=self.alike[told]))

    def worth(self, amount: Cents, currency: str, on: Day) -> tuple[Cents, str]:
        """An amount in the currency of the policy; as it is, with its own, where no rate is known by that day."""
        rate = self.rates.between(currency, self.currency, on)
        if rate is None:
            return amount, currency
        return convert(amount, rate.numerator, rate.denominator), self.currency
