"""When an indemnity is paid, and how much of it: the advance, the day the rest falls due, and to whom it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from encours.claims.events_of_loss import LossesByBuyer, losses_by_buyer, losses_of_event
from encours.claims.in_order import SettledLoss
from encours.claims.ledger_year import SettledLedger
from encours.claims.loss import Loss
from encours.claims.money_of_ledger import payments_on
from encours.claims.of_buyer import BuyerLoss
from encours.claims.payees import Payee, Sellers, parts_of, payees, sellers_of
from encours.clauses.choices import AdvanceTrigger, IndemnityPaymentStarts
from encours.clauses.wordings.payment import PAYMENT
from encours.engine.chain_one import settle_plainly
from encours.engine.findings import Finding
from encours.facts.kinds import Assignment, ClaimEvent, OverdueReport
from encours.facts.only import only
from encours.facts.view import View
from encours.policy.layers import takes_losses
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, UNSET, BasisPoints, Cents, Day, Span, after
from encours.units.sums import sum_known

Reading = TypeVar("Reading", AdvanceTrigger, IndemnityPaymentStarts)
ADMITTED, RECEIVED = "claim admitted", "file received"
"""Events of the table `claim_events` that a payment may wait for; a notice is in `overdue_reports`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDue:
    """When a part of an indemnity falls due, by which fact, and what it is.

    The fact is None where the term that names it is not known. `counted_from` is its day, `period` the time allowed,
    `due_on` the day on which the part falls due: each `NEVER` while the fact has not come, `MISSING` where nobody knows
    it, and `UNSET` where the policy says nothing of the day. `amount` is the part, None where it cannot be told;
    `has_come` whether it is due on the day asked.
    """

    fact: AdvanceTrigger | IndemnityPaymentStarts | None
    counted_from: Day
    period: Span
    due_on: Day
    amount: Cents | None
    has_come: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndemnityPayment:
    """The payment of one claim by one policy; amounts are None where they cannot be told.

    `rate` and `advance` tell the advance, `UNSET` and None where none is agreed, or where the indemnity falls due
    first. `advanced` is what was advanced, `paid` all that was paid, advances included.
    """

    policy: Policy
    claim: str
    loss: Loss
    rate: BasisPoints
    advance: PartDue | None
    whole: PartDue
    advanced: Cents | None
    paid: Cents | None
    paid_on: Day
    payees: tuple[Payee, ...]

    @property
    def advance_left(self) -> Cents | None:
        """What of the advance is still to be paid; what was paid of the indemnity counts too."""
        return None if self.advance is None else _less(self.advance.amount, self.paid)

    @property
    def left(self) -> Cents | None:
        """What is to be paid when the indemnity falls due, or is due since."""
        return _less(self.whole.amount, self.paid)

    @property
    def due_now(self) -> Cents | None:
        """What is due on the day asked and not paid; None where nobody knows the day, or the policy does not tell it.

        An advance that has come is due, though the policy tells no day for the rest.
        """
        if self.whole.has_come:
            return self.left
        if self.whole.due_on == MISSING:
            return None
        if self.advance is not None and self.advance.has_come:
            return self.advance_left
        unknown = [each for each in (self.advance, self.whole) if each is not None and each.due_on in {MISSING, UNSET}]
        return None if unknown else 0


def _less(amount: Cents | None, paid: Cents | None) -> Cents | None:
    return None if amount is None or paid is None else max(0, amount - paid)


def payments_of(
    view: View, ledger: SettledLedger, found: Sequence[BuyerLoss], *, is_alone: bool
) -> tuple[IndemnityPayment, ...]:
    """Payments of every claim of a ledger, by policy, in the order of the years; a claim of several years is one.

    Those of a layer of losses come last: the ledger tells what it paid, and no day from which money is shared.
    """
    claims: dict[tuple[str, str], _Parts] = {}
    for year in ledger.years:
        for standing in year.standing.claims:
            claim = standing.claim
            made = _Parts(year.policy, claim.name, claim.loss, claim.paid_on, [])
            claims.setdefault((year.policy.name, claim.name), made).units.extend(standing.settled)
    for unit in ledger.settled:
        if takes_losses(unit.policy):
            made = _Parts(unit.policy, unit.loss.name, unit.loss, NEVER, [])
            claims.setdefault((unit.policy.name, unit.loss.name), made).units.append(unit)
    known = _Known.of(view, found)
    return tuple(_payment(known, each, is_alone=is_alone) for each in claims.values())


@dataclass(frozen=True, slots=True)
class _Parts:
    """A claim of a policy: its losses settled, and the day told of its indemnity."""

    policy: Policy
    claim: str
    loss: Loss
    paid_on: Day
    units: list[SettledLoss]


def _payment(known: _Known, claim: _Parts, *, is_alone: bool) -> IndemnityPayment:
    policy, owed = claim.policy, sum_known(unit.paid for unit in claim.units)
    own = [each for each in known.found if each.name in _names(claim.units, claim.claim)]
    days = known.days(policy, own)
    terms = _terms(policy, claim.loss)
    whole = _whole(owed, terms, days, known.view.as_of)
    advance = _advance(owed, terms, days, known.view.as_of)
    if advance is not None and _comes_first(whole, advance):
        advance = None
    made = [
        paid for each in own for paid in payments_on(known.view, policy, each, known.by_buyer, is_alone=is_alone)
    ]  # fmt: skip
    cut = parts_of(made, owed or 0, loss_day=days["loss_day"], as_of=known.view.as_of, told=claim.paid_on)
    return IndemnityPayment(
        policy=policy,
        claim=claim.claim,
        loss=claim.loss,
        rate=terms["advance_rate"],
        advance=advance,
        whole=whole,
        advanced=sum_known(each.amount for each in made if each.is_advance),
        paid=sum_known(each.amount for each in made),
        paid_on=claim.paid_on,
        payees=payees(known.assignments, known.sellers, claim.units, cut),
    )


def _comes_first(whole: PartDue, advance: PartDue) -> bool:
    """Whether the indemnity falls due no later than the advance, which is then none."""
    if whole.due_on in {MISSING, UNSET, NEVER} or advance.due_on == MISSING:
        return False
    return whole.has_come if advance.due_on == NEVER else whole.due_on <= advance.due_on


def _names(units: Sequence[SettledLoss], claim: str) -> set[str]:
    """Names of the losses by buyer that a claim is made of."""
    told = {loss.name for unit in units for loss in unit.told}
    return told or {claim}


def _terms(policy: Policy, loss: Loss) -> Mapping[str, int]:
    day = policy.period_start if loss.day == MISSING else loss.day
    return {name: resolve(policy, name, loss.keys, day) for name in PAYMENT.link_terms}


def _whole(owed: Cents | None, terms: Mapping[str, int], days: Mapping[str, Day], as_of: Day) -> PartDue:
    fact = _fact(IndemnityPaymentStarts, terms["indemnity_payment_starts"])
    if terms["indemnity_payment_period"] == UNSET:
        return PartDue(fact=fact, counted_from=UNSET, period=UNSET, due_on=UNSET, amount=owed, has_come=False)
    asked = _asked("payment_of_the_indemnity", owed or 0, terms, days, as_of)
    from_day, due_on = _days(asked, "payment_starts_on", "indemnity_payment_period")
    period = terms["indemnity_payment_period"]
    return PartDue(
        fact=fact, counted_from=from_day, period=period, due_on=due_on, amount=owed, has_come=_has_come(due_on, as_of)
    )


def _advance(owed: Cents | None, terms: Mapping[str, int], days: Mapping[str, Day], as_of: Day) -> PartDue | None:
    """The advance, whenever its day comes; None where none is agreed."""
    if terms["advance_rate"] in {UNSET, 0}:
        return None
    fact = _fact(AdvanceTrigger, terms["advance_trigger"])
    asked = _asked("advance", owed or 0, terms, days, as_of)
    from_day, due_on = _days(asked, "advance_event_on", "advance_period")
    period = terms["advance_period"]
    amount = None if owed is None else advance_of(owed, terms)
    return PartDue(
        fact=fact, counted_from=from_day, period=period, due_on=due_on, amount=amount, has_come=_has_come(due_on, as_of)
    )


def _fact(readings: type[Reading], number: int) -> Reading | None:
    return None if number == MISSING else readings.numbered(number)


def advance_of(indemnity: Cents, terms: Mapping[str, int]) -> Cents | None:
    """What is advanced of an indemnity once its fact has come; None where a term is not known."""
    come: Mapping[str, Day] = dict.fromkeys(PAYMENT.figures, 0)
    found = _asked("advance", indemnity, {**terms, "advance_period": 0}, come, 0)
    return None if found.missing else found.granted


def agreed_advance(settled: SettledLoss) -> tuple[BasisPoints, AdvanceTrigger, Cents] | None:
    """Rate, fact and amount of the advance on a loss told as amounts; None where none is agreed, or it is not known."""
    terms = _terms(settled.policy, settled.loss)
    if terms["advance_rate"] in {UNSET, MISSING, 0} or MISSING in terms.values() or settled.paid is None:
        return None
    amount = advance_of(settled.paid, terms)
    assert amount is not None, "every term is known"
    return terms["advance_rate"], AdvanceTrigger.numbered(terms["advance_trigger"]), amount


def agreed_whole(settled: SettledLoss) -> PartDue:
    """When the indemnity of a loss told as amounts falls due: nobody tells when the insurer had the file."""
    days = {**dict.fromkeys(PAYMENT.figures, MISSING), "loss_day": settled.loss.day}
    return _whole(settled.paid, _terms(settled.policy, settled.loss), days, settled.loss.day)


def _asked(clause: str, standing: Cents, terms: Mapping[str, int], days: Mapping[str, Day], as_of: Day) -> Finding:
    done = settle_plainly(
        PAYMENT,
        [PAYMENT.code_of[clause]],
        figures={**days, "as_of": as_of},
        terms=terms,
        lines={},
        standing=[standing],
        used=[],
        places={},
    )
    return done.findings[0]


def _days(asked: Finding, starts: str, period: str) -> tuple[Day, Day]:
    """Day a time is counted from, and the last of it."""
    if MISSING in {asked.values[starts], asked.values[period]}:
        return asked.values[starts], MISSING
    return asked.values[starts], after(asked.values[starts], asked.values[period])


def _has_come(due_on: Day, as_of: Day) -> bool:
    return due_on not in {MISSING, UNSET} and due_on <= as_of


@dataclass(frozen=True, slots=True)
class _Known:
    """What a ledger tells of the facts that payments wait for, by buyer, and of the payees."""

    view: View
    found: Sequence[BuyerLoss]
    by_buyer: LossesByBuyer
    events: Mapping[str, Sequence[ClaimEvent]]
    reports: Mapping[str, Sequence[OverdueReport]]
    assignments: Sequence[Assignment]
    sellers: Sellers

    @staticmethod
    def of(view: View, found: Sequence[BuyerLoss]) -> _Known:
        """Facts of the buyers that failed, read once."""
        lost = only(view, {each.losses[0].buyer for each in found})
        events: dict[str, list[ClaimEvent]] = defaultdict(list)
        for event in cast("tuple[ClaimEvent, ...]", lost.facts("claim_events")):
            events[event.buyer].append(event)
        reports: dict[str, list[OverdueReport]] = defaultdict(list)
        for report in cast("tuple[OverdueReport, ...]", lost.facts("overdue_reports")):
            reports[report.buyer].append(report)
        given = cast("tuple[Assignment, ...]", view.facts("assignments"))
        return _Known(view, found, losses_by_buyer(found), events, reports, given, sellers_of(found))

    def days(self, policy: Policy, own: Sequence[BuyerLoss]) -> dict[str, Day]:
        """Days of a claim by the names of `FIGURES`: of each fact the first that is told of the loss.

        One that happened on a day nobody knows is `MISSING`, one that did not happen `NEVER`.
        """
        notices = [
            each.reported_on for one in own for each in self.reports.get(one.losses[0].buyer, ())
            if self._is_of(one, each.invoice, each.reported_on)
        ]  # fmt: skip
        return {
            "loss_day": min((each.day for each in own), default=MISSING),
            "claim_admitted_on": self._first(policy, own, ADMITTED),
            "file_received_on": self._first(policy, own, RECEIVED),
            "notified_on": min(notices, default=NEVER),
        }

    def _first(self, policy: Policy, own: Sequence[BuyerLoss], event: str) -> Day:
        days = [
            each.happened_on for one in own for each in self.events.get(one.losses[0].buyer, ())
            if each.event == event and each.policy in {"", policy.name}
            and self._is_of(one, each.invoice, each.happened_on)
        ]  # fmt: skip
        return min(days, default=NEVER)

    def _is_of(self, one: BuyerLoss, invoice: str, day: Day) -> bool:
        """Whether a fact is of this loss, or may be."""
        return any(each is one for each in losses_of_event(self.by_buyer[one.losses[0].buyer], invoice, day))
