"""Reads the receivables of a view: rows of its tables, and the balances that `ageing` makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from encours.clauses.choices import Stage
from encours.cover.ageing import AgedBalance, age, settlements
from encours.cover.ageing.balance import as_a_ledger
from encours.cover.ageing.told_balances import told_balances
from encours.cover.book.exchange import missing_rates
from encours.cover.book.rates import Rates
from encours.cover.indicators.indicator import NO_INVOICES, Lacking
from encours.cover.indicators.period import Period, first_of_month
from encours.cover.indicators.receivables import Balance, OpenInvoice, Receivables, Sale, Settled
from encours.facts.view import View
from encours.units import DAY_MISSING_STORED, NEVER, Cents, Day, convert, widen_day


def receivables(view: View, period: Period, balance: AgedBalance, *, payments_complete_to: Day | None) -> Receivables:
    """Receivables of a view over a period that ends on its day; `balance` is the aged balance of the same view.

    `payments_complete_to` is the day up to which the payments are taken to be complete, None where nobody says so.
    """
    assert period.last == view.as_of == balance.as_of, "a period ends on the day asked about"
    currency = balance.company_currency
    is_invoiced = _invoiced(view)
    invoices = view.table("invoices")
    buyers, issued = invoices.texts["buyer"], invoices.numbers["issued"]
    opened, delivered = [], 0
    for each in balance.open_rows():
        if is_invoiced[each.row]:
            day = widen_day(int(issued[each.row]))
            opened.append(OpenInvoice(each.row, buyers[each.row], day, each.due, each.company))
        else:
            delivered += each.company
    sales, unrated, undated = _sales(view, currency)
    settled = tuple(_settled(view, currency))
    opening, lacks = _opening(view, period, currency)
    told = _told_by_age(view, currency)
    return Receivables(
        period=period,
        currency=currency,
        open=tuple(opened),
        sales=tuple(sales),
        settled=tuple(each for each in settled if period.holds(each.settled_on)),
        opening=opening,
        closing=_balance(view, age(view, currency=currency)),
        delivered=delivered,
        credits=balance.total.company.credits,
        told_by_age=told,
        payments_lack=_payments_lack(view.as_of, payments_complete_to, is_told_by_age=told > 0 and not opened),
        sales_lack=_sales_lack(undated, has_settled=bool(settled) or not opened),
        opening_lacks=lacks,
        unrated=unrated,
    )


def _invoiced(view: View) -> list[bool]:
    """Whether each row of the invoices is an invoice on that day, and no order, delivery or draft."""
    numbers = view.table("invoices").numbers
    stages, days = numbers["stage"].tolist(), numbers["issued"].tolist()
    return [stage == int(Stage.INVOICED) and day != NEVER for stage, day in zip(stages, days, strict=True)]


def _told_by_age(view: View, currency: str) -> Cents:
    """What balances by age alone tell is owed, at the rate of the day asked."""
    exchange = _Exchange(view, currency)
    amounts = (exchange.into(each.amount, each.currency, view.as_of) for each in told_balances(view))
    return sum(each or 0 for each in amounts)


def _payments_lack(as_of: Day, complete_to: Day | None, *, is_told_by_age: bool) -> tuple[Lacking, ...]:
    """Why what is open and settled is not known: without an invoice, that the payments are complete helps nobody."""
    if is_told_by_age:
        return (NO_INVOICES,)
    return () if complete_to is not None and complete_to >= as_of else (Lacking("payments", day=as_of),)


def _sales_lack(undated: int, *, has_settled: bool) -> tuple[Lacking, ...]:
    """Why sales are not known: a ledger in which nothing was ever settled may hold open items only."""
    found = [] if has_settled else [Lacking("settled sales")]
    return (*found, Lacking("dates of invoices", str(undated))) if undated else tuple(found)


class _Exchange:
    """Turns amounts into the company's currency at the rate of their own day, each rate looked up once."""

    def __init__(self, view: View, target: str) -> None:
        self.rates, self.target = Rates.of(view), target
        self.known: dict[tuple[str, Day], tuple[int, int] | None] = {}

    def into(self, amount: Cents, code: str, day: Day) -> Cents | None:
        """Amount at the rate of a day; None without a rate."""
        if code == self.target:
            return amount
        if (code, day) not in self.known:
            rate = self.rates.between(code, self.target, day)
            self.known[code, day] = None if rate is None else (rate.numerator, rate.denominator)
        found = self.known[code, day]
        return None if found is None else convert(amount, *found)


def _sales(view: View, currency: str) -> tuple[list[Sale], dict[Day, str], int]:
    """Every sale and credit note; currencies without a rate by month; and how many invoices have no day at all."""
    exchange, unrated = _Exchange(view, currency), dict[Day, str]()
    sales, undated = list[Sale](), 0
    invoices = view.table("invoices")
    columns = (invoices.numbers[name].tolist() for name in ("issued", "delivered", "gross"))
    buyers, codes = invoices.texts["buyer"], invoices.texts["currency"]
    is_invoiced = _invoiced(view)
    for row, (issued, delivered, gross) in enumerate(zip(*columns, strict=True)):
        if not is_invoiced[row]:
            continue
        day = delivered if issued == DAY_MISSING_STORED else issued
        if day in {DAY_MISSING_STORED, NEVER}:
            undated += 1
            continue
        _sell(sales, unrated, Sale(row, buyers[row], day, gross), exchange.into(gross, codes[row], day), codes[row])
    notes = view.table("credit_notes")
    for row in range(len(notes)):
        day, gross = (int(notes.numbers[name][row]) for name in ("issued", "gross"))
        code = notes.texts["currency"][row]
        sale = Sale(-1, notes.texts["buyer"][row], day, -gross, notes.texts["number"][row])
        _sell(sales, unrated, sale, exchange.into(-gross, code, day), code)
    return sales, unrated, undated


def _sell(sales: list[Sale], unrated: dict[Day, str], sale: Sale, amount: Cents | None, code: str) -> None:
    if amount is None:
        unrated.setdefault(first_of_month(sale.day), code)
    else:
        sales.append(replace(sale, amount=amount))


def _settled(view: View, currency: str) -> Iterator[Settled]:
    """Every invoice settled by the day asked, for what it amounted to, at the rate of that day."""
    invoices, exchange = view.table("invoices"), _Exchange(view, currency)
    is_invoiced, credited = _invoiced(view), _credited(view)
    names = {name: invoices.texts[name] for name in ("number", "buyer", "currency")}
    issued, gross = invoices.numbers["issued"], invoices.numbers["gross"]
    for each in settlements(view, currency):
        row = each.row
        if not is_invoiced[row] or int(gross[row]) <= 0 or (names["number"][row], names["buyer"][row]) in credited:
            continue
        amount = exchange.into(int(gross[row]), names["currency"][row], view.as_of)
        assert amount is not None, "the currencies of a view have a rate on its day: checked before"
        yield Settled(row, names["buyer"][row], widen_day(int(issued[row])), each.due, each.settled_on, amount)


def _credited(view: View) -> set[tuple[str, str]]:
    """Number and buyer of the invoices that credit notes wiped out."""
    notes, invoices = view.table("credit_notes"), view.table("invoices")
    given = Counter[tuple[str, str]]()
    for row in range(len(notes)):
        if number := notes.texts["invoice"][row]:
            given[number, notes.texts["buyer"][row]] += int(notes.numbers["gross"][row])
    sold = Counter[tuple[str, str]]()
    for row in invoices.texts["number"].where_any({number for number, _ in given}).tolist():
        sold[invoices.texts["number"][row], invoices.texts["buyer"][row]] += int(invoices.numbers["gross"][row])
    return {key for key, amount in given.items() if amount >= sold[key]}


def _opening(view: View, period: Period, currency: str) -> tuple[Balance | None, tuple[Lacking, ...]]:
    """What was open on the eve of the period; nothing where a currency then open had no rate."""
    eve = replace(view, as_of=period.first - 1, _tables={}, _gone=[], _gone_rows={})
    if lacking := missing_rates(*as_a_ledger(eve, currency)):
        return None, tuple(Lacking("rate", code, day) for code, day in lacking.items())
    return _balance(eve, age(eve, currency=currency)), ()


def _balance(view: View, aged: AgedBalance) -> Balance:
    """What is open of invoices, and what of it is not due."""
    is_invoiced = _invoiced(view)
    rows = [each for each in aged.open_rows() if is_invoiced[each.row]]
    return Balance(sum(each.company for each in rows), sum(each.company for each in rows if each.column == 0))
