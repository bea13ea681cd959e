"""Sales of a ledger as they are declared: one by one, what leaves each out, and what nobody knows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Final, cast

from encours.clauses.charge import declared_turnover
from encours.clauses.charge_choices import PremiumExchange
from encours.clauses.choices import AmountBase, PaymentMeans, Stage
from encours.clauses.declaration_choices import CreditNotePeriod, TurnoverDay
from encours.clauses.lose.anchors import INSOLVENCY
from encours.cover.at_delivery import AtDelivery, at_delivery
from encours.cover.book import lay_out
from encours.cover.book.agreement import wide
from encours.cover.book.rates import Rates
from encours.engine.verdicts import NEEDS_INFORMATION, REFUSED
from encours.facts.kinds import CreditNote, Invoice
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.premium.bases import EXCLUSIONS, SHIPMENTS, TURNOVER, BaseLine
from encours.premium.periods import Period, period_of
from encours.units import (
    MISSING,
    NEVER,
    UNSET,
    WHOLE,
    BasisPoints,
    Cents,
    Day,
    Days,
    Flag,
    convert,
    end_of_month,
    portion,
)

OUTSIDE, PRIVATE, PUBLIC, RELATED, REFUSED_BUYER, CASH, PROCEEDINGS = EXCLUSIONS
AT_ONCE: Final = (PaymentMeans.CASH, PaymentMeans.PREPAID)
"""Means of payment of a sale that gives no credit."""
_TERMS: Final = {
    PRIVATE: "declared_private_persons", PUBLIC: "declared_public_buyers", RELATED: "declared_related_companies",
    CASH: "declared_cash_sales", PROCEEDINGS: "declared_buyers_in_proceedings",
}  # fmt: skip
_PROBE: Final = "credit note \x00"
"""Begins the number of a sale of nothing that is supposed to ask what the buyer of a credit note was on its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """An invoice, one instalment of it, or a credit note, with what a declaration makes of it."""

    line: BaseLine
    document: str
    """Its number."""
    of_document: str = ""
    """Number of the invoice that a credit note reduces."""
    is_credit_note: bool = False
    instalment: int = 1
    why: str = ""
    """What leaves it out: a clause, a kind of limit, or the exclusion itself."""
    lacking: tuple[str, ...] = ()
    """Facts that nobody knows, and with which it might count otherwise; it is declared whole without them."""
    key: tuple[str, int, bool] = field(init=False)
    """What tells it from every other sale, whatever was corrected since."""

    def __post_init__(self) -> None:
        """Name the sale by its number, instalment and sense."""
        object.__setattr__(self, "key", (self.document, self.instalment, self.is_credit_note))


@dataclass(frozen=True, slots=True)
class Turnover:
    """Sales of some days, in the order of their days; `undated` are those that nobody can place."""

    sales: tuple[Sale, ...]
    undated: tuple[Sale, ...] = ()


def turnover(
    view: View, policy: Policy, *, first: Day, last: Day, programme: Programme | None = None, basis: str = TURNOVER
) -> Turnover:
    """Sales and credit notes of a view that belong to these days, both included, within the policy's own.

    `programme` is that of a policy which is not its first layer. Shipments are the same sales, each on the day of its
    delivery and with the share of it that is covered.
    """
    found = _Ledger(view, policy, programme, basis).sales(max(first, policy.period_start), min(last, policy.period_end))
    dated = [each for each in found if each.line.on != MISSING]
    undated = [each for each in found if each.line.on == MISSING]
    return Turnover(tuple(sorted(dated, key=lambda each: (each.line.on, each.key))), tuple(undated))


class _Ledger:
    """The sales of a view under one policy."""

    def __init__(self, view: View, policy: Policy, programme: Programme | None, basis: str) -> None:
        self.policy, self.basis = policy, basis
        self.programme = programme or alone(policy)
        self.layer = self.programme.policies.index(policy)
        of_shipments = basis == SHIPMENTS
        self.by_delivery = of_shipments or wide(policy, "declared_turnover_day") == TurnoverDay.DELIVERY
        self.is_net = wide(policy, "premium_amount_base") == AmountBase.NET
        self.of_the_sale = wide(policy, "declared_credit_notes") == CreditNotePeriod.OF_THE_SALE
        self.rate_day = PremiumExchange.numbered(wide(policy, "premium_exchange_rate_day"))
        self.view, self.rates = view, Rates.of(view)
        self.invoices = cast("tuple[Invoice, ...]", view.facts("invoices"))
        self.notes = cast("tuple[CreditNote, ...]", view.facts("credit_notes"))
        self.rows_of: dict[tuple[str, str], list[int]] = {}
        for row, each in enumerate(self.invoices):
            self.rows_of.setdefault((each.buyer, each.number), []).append(row)

    def sales(self, first: Day, last: Day) -> list[Sale]:
        """Sales that belong to these days, and those that belong to no day."""
        days = {row: day for row, each in enumerate(self.invoices) if (day := self._day(each)) is not None}
        sold = [row for row, day in days.items() if day == MISSING or first <= day <= last]
        notes = [
            (note, row, day)
            for note in self.notes
            for row in (self._row_of(note),)
            if first <= (day := self._day_of_note(note, days.get(row, MISSING))) <= last
        ]
        probes = [note for note, row, _ in notes if row < 0]
        seen = self._seen([*sold, *(row for _, row, _ in notes if row >= 0)], probes)
        place = {id(note): len(self.invoices) + number for number, note in enumerate(probes)}
        found = [self._sale(self.invoices[row], seen[row], days[row]) for row in sold]
        found += [self._note(note, seen[row if row >= 0 else place[id(note)]], day) for note, row, day in notes]
        return [each for each in found if each.line.amount or each.lacking]

    def _seen(self, rows: Sequence[int], probes: Sequence[CreditNote]) -> Mapping[int, AtDelivery]:
        """What the policy sees of these rows; of a credit note that names no invoice, as of a sale of its day."""
        supposed = [
            Invoice(
                number=f"{_PROBE}{number}", buyer=each.buyer, entity=self._seller(each), delivered=each.issued,
                issued=each.issued, currency=each.currency, gross=0, vat=0, known=each.known,
                payment_means="open account",
            )
            for number, each in enumerate(probes)
        ]  # fmt: skip
        view = self.view.supposing(supposed) if supposed else self.view
        chosen = {*rows, *range(len(self.invoices), len(self.invoices) + len(supposed))}
        if not chosen:
            return {}
        book = lay_out(view, self.programme, large=False)
        return {each.ledger_row: each for each in at_delivery(book, chosen, layer=self.layer)}

    def _seller(self, note: CreditNote) -> str:
        """Company that a buyer bought from, where it is one alone: a credit note does not say who made it."""
        sellers = {each.entity for each in self.invoices if each.buyer == note.buyer}
        return sellers.pop() if len(sellers) == 1 else ""

    def _day(self, invoice: Invoice) -> Day | None:
        """Day that a sale belongs to; MISSING where nobody knows it, None for what is no sale yet, or no more."""
        stage = Stage.INVOICED if invoice.stage == "invoiced" else Stage.DELIVERED
        if invoice.stage not in {"invoiced", "delivered"}:
            return None
        days = (invoice.delivered, invoice.issued) if self.by_delivery else (invoice.issued, invoice.delivered)
        if stage == Stage.DELIVERED and not self.by_delivery:
            return None
        if days[0] == NEVER:
            return None
        return next((day for day in days if day not in {MISSING, NEVER}), MISSING)

    def _row_of(self, note: CreditNote) -> int:
        rows = self.rows_of.get((note.buyer, note.invoice), []) if note.invoice else []
        named = (row for row in rows if note.instalment in {MISSING, self.invoices[row].instalment})
        return next(named, rows[0] if rows else -1)

    def _day_of_note(self, note: CreditNote, of_sale: Day) -> Day:
        return of_sale if self.of_the_sale and of_sale != MISSING else note.issued

    def _sale(self, invoice: Invoice, seen: AtDelivery, day: Day) -> Sale:
        vat = invoice.vat if invoice.vat == MISSING or not invoice.gross else portion(
            invoice.vat, seen.amount, invoice.gross
        )  # fmt: skip
        known = invoice.delivered if self.by_delivery else invoice.issued
        undated = () if known not in {MISSING, NEVER} else ("delivered" if self.by_delivery else "issued",)
        make = partial(self._line, invoice, seen, day, credit_days=_credit_days(invoice))
        return make(gross=seen.amount, vat=vat, undated=undated)(document=invoice.number, instalment=invoice.instalment)

    def _note(self, note: CreditNote, seen: AtDelivery, day: Day) -> Sale:
        vat = note.vat if note.vat == MISSING else -note.vat
        made = self._line(note, seen, day, gross=-note.gross, vat=vat, is_probe=not note.invoice)
        return made(document=note.number, of_document=note.invoice, is_credit_note=True)

    def _line(
        self, fact: Invoice | CreditNote, seen: AtDelivery, day: Day, *, gross: Cents, vat: Cents,
        undated: tuple[str, ...] = (), credit_days: Days = MISSING, is_probe: bool = False,
    ) -> partial[Sale]:  # fmt: skip
        means = "" if isinstance(fact, CreditNote) and is_probe else self._means(fact)
        flags = exclusions(self.policy, seen, means)
        excluded = next((name for name in EXCLUSIONS if flags[name] == 1), "")
        decided = declared_turnover.rule(*flags.values())
        unknown = tuple(name for name, flag in flags.items() if flag == MISSING) if decided == NEEDS_INFORMATION else ()
        no_vat = ("vat",) if self.is_net and vat == MISSING and not excluded else ()
        own = gross - vat if self.is_net and vat != MISSING else gross
        line = BaseLine(
            basis=self.basis, on=day, buyer=fact.buyer, amount=self._converted(own, fact.currency, day),
            keys=seen.keys, credit_days=credit_days, cover_ratio=self._covered(seen), fact=fact.fact_id,
            excluded=excluded,
        )  # fmt: skip
        return partial(Sale, line=line, why=_why(excluded, seen), lacking=(*undated, *unknown, *no_vat))

    def _covered(self, seen: AtDelivery) -> BasisPoints:
        """Share of a shipment that is covered, if the buyer failed; all of it where that is not counted."""
        if self.basis != SHIPMENTS:
            return WHOLE
        agreed = resolve(self.policy, "insured_percentage", {**seen.keys, "cause": INSOLVENCY}, seen.day)
        return seen.percentage if agreed in {MISSING, UNSET} else min(agreed, seen.percentage)

    def _means(self, fact: Invoice | CreditNote) -> str:
        if isinstance(fact, Invoice):
            return fact.payment_means
        row = self._row_of(fact)
        return self.invoices[row].payment_means if row >= 0 else ""

    def _converted(self, amount: Cents, currency: str, day: Day) -> Cents:
        """In the currency of the policy; at the rate of the day asked where there was none yet, as cover does."""
        on = min(day, self.view.as_of) if day != MISSING else self.view.as_of
        if self.rate_day == PremiumExchange.MONTH_END:
            on = min(end_of_month(on), self.view.as_of)
        elif self.rate_day == PremiumExchange.PERIOD_END and (period := self._period(on)) is not None:
            on = min(period.last, self.view.as_of)
        known = (self.rates.between(currency, self.policy.currency, each) for each in (on, self.view.as_of))
        rate = next((each for each in known if each is not None), Fraction(1))
        return convert(amount, rate.numerator, rate.denominator)

    def _period(self, day: Day) -> Period | None:
        return period_of(self.policy, day)


def exclusions(policy: Policy, seen: AtDelivery, means: str) -> Mapping[str, Flag]:
    """Whether each of `EXCLUSIONS` leaves a sale out, in their order; MISSING where nobody knows."""
    at_once = means in {each.english for each in AT_ONCE}
    is_so = {
        PRIVATE: seen.private_person,
        PUBLIC: seen.public_buyer,
        RELATED: seen.related_buyer,
        CASH: int(at_once),
        PROCEEDINGS: _refused(seen, ("no_insolvency_stop",)),
    }
    found = {name: _asked(policy, _TERMS[name], seen, flag) for name, flag in is_so.items()}
    terms = ("premium_on_refused_buyers", "buyers_counted_as_refused")
    meant = [resolve(policy, name, seen.keys, seen.day) for name in terms]
    found[REFUSED_BUYER] = MISSING if MISSING in meant else declared_turnover.refused(seen.limit_kind, *meant)
    found[OUTSIDE] = _refused(seen, tuple(name for name in OUTSIDE_CLAUSES if name != "payment_means" or not at_once))
    return {name: found[name] for name in EXCLUSIONS}


OUTSIDE_CLAUSES: Final = ("insured_entity", "excluded_buyer", "covered_country", "covered_sector", "payment_means")
"""Clauses that put a sale outside the policy, whatever its buyer owes."""


def _asked(policy: Policy, term: str, seen: AtDelivery, is_so: Flag) -> Flag:
    agreed = resolve(policy, term, seen.keys, seen.day)
    if agreed == MISSING:
        return 0 if is_so == 0 else MISSING
    return declared_turnover.asked(is_so, agreed)


def _refused(seen: AtDelivery, clauses: Sequence[str]) -> Flag:
    """1 where one of these clauses refuses, MISSING where none does and one lacks a fact."""
    verdicts = {seen.findings[name].verdict for name in clauses if name in seen.findings}
    return 1 if REFUSED in verdicts else MISSING if NEEDS_INFORMATION in verdicts else 0


def _why(excluded: str, seen: AtDelivery) -> str:
    if excluded == OUTSIDE:
        refusing = (n for n in OUTSIDE_CLAUSES if n in seen.findings and seen.findings[n].verdict == REFUSED)
        return next(refusing, excluded)
    return seen.limit_kind.english if excluded == REFUSED_BUYER else excluded


def _credit_days(invoice: Invoice) -> Days:
    if invoice.due in {MISSING, NEVER} or invoice.issued in {MISSING, NEVER}:
        return MISSING
    return invoice.due - invoice.issued


def lacking_euros(sales: Sequence[Sale]) -> Mapping[str, tuple[Sale, ...]]:
    """Sales by what nobody knows of them, each under every fact that it lacks."""
    found: dict[str, list[Sale]] = {}
    for each in sales:
        for name in each.lacking:
            found.setdefault(name, []).append(each)
    return {name: tuple(several) for name, several in found.items()}


def alone(policy: Policy) -> Programme:
    """Programme of one policy."""
    return Programme(name=policy.name, company=policy.policyholder, currency=policy.currency, policies=(policy,))
