"""Sales of a ledger as they are declared: one by one, what leaves each out, and what nobody knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, NamedTuple, cast

from encours.clauses.charge import declared_turnover
from encours.clauses.charge_choices import PremiumExchange
from encours.clauses.choices import AmountBase, PaymentMeans
from encours.clauses.declaration_choices import CreditNotePeriod, TurnoverDay
from encours.clauses.lose.anchors import INSOLVENCY
from encours.cover.at_delivery import AtDelivery, SoldTo, at_delivery
from encours.cover.book import lay_out
from encours.cover.book.agreement import wide
from encours.cover.book.rates import Rates
from encours.engine.verdicts import NEEDS_INFORMATION, REFUSED
from encours.facts.columns import Integers, restore
from encours.facts.index import index
from encours.facts.kinds import CreditNote, Invoice
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.premium.agreed import AgreedTerms
from encours.premium.bases import EXCLUSIONS, SHIPMENTS, TURNOVER, BaseLine
from encours.premium.many import days_of, within
from encours.premium.periods import Period, period_of
from encours.units import (
    MISSING,
    NEVER,
    UNSET,
    WHOLE,
    BasisPoints,
    Cents,
    Count,
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


class _Sold(NamedTuple):
    """What a declaration reads of an invoice."""

    number: str
    instalment: Count
    delivered: Day
    issued: Day
    due: Day
    currency: str
    gross: Cents
    vat: Cents
    payment_means: str
    fact_id: str
    source: str


class _LeftOut(NamedTuple):
    """What leaves a sale out, and why; what nobody knows of it where nothing known does."""

    exclusion: str
    why: str
    unknown: tuple[str, ...]


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
        self.view, self.rates, self.agreed = view, Rates.of(view), AgreedTerms(policy)
        self.invoices = view.table("invoices")
        self.means = self.invoices.numbers["payment_means"]
        self.notes = cast("tuple[CreditNote, ...]", view.facts("credit_notes"))
        self.left_out: dict[tuple[SoldTo, int, str], _LeftOut] = {}
        self.rate_on: dict[tuple[str, Day], Fraction] = {}

    def sales(self, first: Day, last: Day) -> list[Sale]:
        """Sales that belong to these days, and those that belong to no day."""
        days = days_of(self.invoices, by_delivery=self.by_delivery)
        sold = within(days, first, last)
        notes = [
            (note, row, day)
            for note in self.notes
            for row in (self._row_of(note),)
            if first <= (day := self._day_of_note(note, int(days[row]) if row >= 0 else MISSING)) <= last
        ]
        probes = [note for note, row, _ in notes if row < 0]
        seen = self._seen([*sold.tolist(), *(row for _, row, _ in notes if row >= 0)], probes)
        place = {id(note): len(self.invoices) + number for number, note in enumerate(probes)}
        told = zip(self._told(sold), sold.tolist(), days[sold].tolist(), strict=True)
        found = [self._sale(sale, seen[row], day) for sale, row, day in told]
        found += [self._note(note, row, seen[row if row >= 0 else place[id(note)]], day) for note, row, day in notes]
        return [each for each in found if each.line.amount or each.lacking]

    def _told(self, rows: Integers) -> Iterator[_Sold]:
        """What is read of these invoices."""
        return map(_Sold._make, self.invoices.told(_Sold._fields, rows))

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
        entities = self.invoices.texts["entity"]
        sellers = {entities[row] for row in index(self.invoices, "buyer").rows(note.buyer).tolist()}
        return sellers.pop() if len(sellers) == 1 else ""

    def _row_of(self, note: CreditNote) -> int:
        """Row of the instalment that a credit note reduces, else of the first of its invoice; -1 for none."""
        invoices = self.invoices
        named = index(invoices, "number").rows(note.invoice)
        rows = named[invoices.texts["buyer"].codes[named] == invoices.texts["buyer"].code(note.buyer)]
        own = rows if note.instalment == MISSING else rows[invoices.numbers["instalment"][rows] == note.instalment]
        return int((own if own.size else rows)[0]) if rows.size else -1

    def _day_of_note(self, note: CreditNote, of_sale: Day) -> Day:
        return of_sale if self.of_the_sale and of_sale not in {MISSING, NEVER} else note.issued

    def _sale(self, sold: _Sold, seen: AtDelivery, day: Day) -> Sale:
        vat = sold.vat if sold.vat == MISSING or not sold.gross else portion(sold.vat, seen.amount, sold.gross)
        known = sold.delivered if self.by_delivery else sold.issued
        undated = () if known not in {MISSING, NEVER} else ("delivered" if self.by_delivery else "issued",)
        amount, no_vat = self._own(seen.amount, vat, sold.currency, day)
        left_out = self._left_out(seen, sold.payment_means)
        fact = sold.fact_id or sold.source
        line = self._line(seen, left_out, day, amount=amount, fact=fact, terms=_credit_days(sold))
        return Sale(
            line=line, document=sold.number, instalment=sold.instalment, why=left_out.why,
            lacking=(*undated, *left_out.unknown, *(() if left_out.exclusion else no_vat)),
        )  # fmt: skip

    def _note(self, note: CreditNote, row: int, seen: AtDelivery, day: Day) -> Sale:
        amount, no_vat = self._own(-note.gross, note.vat if note.vat == MISSING else -note.vat, note.currency, day)
        means = restore(self.invoices.kind.field("payment_means"), int(self.means[row])) if row >= 0 else ""
        left_out = self._left_out(seen, str(means))
        return Sale(
            line=self._line(seen, left_out, day, amount=amount, fact=note.fact_id), document=note.number,
            of_document=note.invoice, is_credit_note=True, why=left_out.why,
            lacking=(*left_out.unknown, *(() if left_out.exclusion else no_vat)),
        )  # fmt: skip

    def _line(
        self, seen: AtDelivery, left_out: _LeftOut, day: Day, *, amount: Cents, fact: str, terms: Days = MISSING
    ) -> BaseLine:
        return BaseLine(
            basis=self.basis, on=day, buyer=seen.keys["buyer"], amount=amount, keys=seen.keys, credit_days=terms,
            cover_ratio=self._covered(seen), fact=fact, excluded=left_out.exclusion,
        )  # fmt: skip

    def _own(self, gross: Cents, vat: Cents, currency: str, day: Day) -> tuple[Cents, tuple[str, ...]]:
        """Amount that counts, in the currency of the policy, and what it lacks."""
        is_whole = not self.is_net or vat == MISSING
        own, lacking = gross if is_whole else gross - vat, ("vat",) if self.is_net and is_whole else ()
        return self._converted(own, currency, day), lacking

    def _left_out(self, seen: AtDelivery, means: str) -> _LeftOut:
        """What leaves a sale out, worked out once for all that are alike."""
        alike = (seen.sold_to, self.policy.endorsement_at(seen.day), means)
        if alike not in self.left_out:
            flags = exclusions(self.agreed, seen, means)
            excluded = next((name for name in EXCLUSIONS if flags[name] == 1), "")
            is_unknown = declared_turnover.rule(*flags.values()) == NEEDS_INFORMATION
            unknown = tuple(name for name, flag in flags.items() if flag == MISSING) if is_unknown else ()
            self.left_out[alike] = _LeftOut(excluded, _why(excluded, seen), unknown)
        return self.left_out[alike]

    def _covered(self, seen: AtDelivery) -> BasisPoints:
        """Share of a shipment that is covered, if the buyer failed; all of it where that is not counted."""
        if self.basis != SHIPMENTS:
            return WHOLE
        agreed = self.agreed.of("insured_percentage", {**seen.keys, "cause": INSOLVENCY}, seen.day).value
        return seen.percentage if agreed in {MISSING, UNSET} else min(agreed, seen.percentage)

    def _converted(self, amount: Cents, currency: str, day: Day) -> Cents:
        """In the currency of the policy."""
        if (currency, day) not in self.rate_on:
            self.rate_on[currency, day] = self._rate(currency, day)
        rate = self.rate_on[currency, day]
        return convert(amount, rate.numerator, rate.denominator)

    def _rate(self, currency: str, day: Day) -> Fraction:
        """Rate into the currency of the policy; that of the day asked where there was none yet, as cover does."""
        on = min(day, self.view.as_of) if day != MISSING else self.view.as_of
        if self.rate_day == PremiumExchange.MONTH_END:
            on = min(end_of_month(on), self.view.as_of)
        elif self.rate_day == PremiumExchange.PERIOD_END and (period := self._period(on)) is not None:
            on = min(period.last, self.view.as_of)
        known = (self.rates.between(currency, self.policy.currency, each) for each in (on, self.view.as_of))
        return next((each for each in known if each is not None), Fraction(1))

    def _period(self, day: Day) -> Period | None:
        return period_of(self.policy, day)


def exclusions(agreed: AgreedTerms, seen: AtDelivery, means: str) -> Mapping[str, Flag]:
    """Whether each of `EXCLUSIONS` leaves a sale out, in their order; MISSING where nobody knows."""
    at_once = means in {each.english for each in AT_ONCE}
    is_so = {
        PRIVATE: seen.sold_to.private_person,
        PUBLIC: seen.sold_to.public_buyer,
        RELATED: seen.sold_to.related_buyer,
        CASH: int(at_once),
        PROCEEDINGS: _refused(seen, ("no_insolvency_stop",)),
    }
    found = {name: _asked(agreed, _TERMS[name], seen, flag) for name, flag in is_so.items()}
    terms = ("premium_on_refused_buyers", "buyers_counted_as_refused")
    meant = [agreed.of(name, seen.keys, seen.day).value for name in terms]
    found[REFUSED_BUYER] = MISSING if MISSING in meant else declared_turnover.refused(seen.limit_kind, *meant)
    found[OUTSIDE] = _refused(seen, tuple(name for name in OUTSIDE_CLAUSES if name != "payment_means" or not at_once))
    return {name: found[name] for name in EXCLUSIONS}


OUTSIDE_CLAUSES: Final = ("insured_entity", "excluded_buyer", "covered_country", "covered_sector", "payment_means")
"""Clauses that put a sale outside the policy, whatever its buyer owes."""


def _asked(agreed: AgreedTerms, term: str, seen: AtDelivery, is_so: Flag) -> Flag:
    declared = agreed.of(term, seen.keys, seen.day).value
    if declared == MISSING:
        return 0 if is_so == 0 else MISSING
    return declared_turnover.asked(is_so, declared)


def _refused(seen: AtDelivery, clauses: Sequence[str]) -> Flag:
    """1 where one of these clauses refuses, MISSING where none does and one lacks a fact."""
    verdicts = {seen.sold_to.verdicts[name] for name in clauses if name in seen.sold_to.verdicts}
    return 1 if REFUSED in verdicts else MISSING if NEEDS_INFORMATION in verdicts else 0


def _why(excluded: str, seen: AtDelivery) -> str:
    if excluded == OUTSIDE:
        refusing = (name for name in OUTSIDE_CLAUSES if seen.sold_to.verdicts.get(name) == REFUSED)
        return next(refusing, excluded)
    return seen.limit_kind.english if excluded == REFUSED_BUYER else excluded


def _credit_days(sold: _Sold) -> Days:
    if sold.due in {MISSING, NEVER} or sold.issued in {MISSING, NEVER}:
        return MISSING
    return sold.due - sold.issued


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
