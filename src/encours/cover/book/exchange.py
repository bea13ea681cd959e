"""Currencies of a view, and the rates by which each becomes the policy's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import ExchangeRateDay, LossExchangeRate
from encours.cover.book.agreement import wide
from encours.cover.book.rates import Rates
from encours.engine.book import is_constant
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.units import DAY_MISSING_STORED, MAXIMUM_AMOUNT, MISSING, NEVER, Day

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Currencies of a view and how each becomes that of the policy.

    `rates` are fractions by number, those of the currencies first; `row_rates` the number of each invoice's rate.
    """

    currencies: Sequence[str]
    row_currencies: Column
    into_policy: Mapping[str, Fraction | None]
    rates: Sequence[Fraction]
    row_rates: Column


def exchange_of(view: View, policy: Policy, *, lost_on: Day = NEVER) -> Exchange:
    """Rates of the day asked, or of each invoice's day of issue where the policy says so.

    Of what was `lost_on` a day they are those of that day, or what else the policy says of a loss; a currency that had
    none yet is in what came since alone.
    """
    known, invoices = Rates.of(view), view.table("invoices")
    currencies, row_currencies = _currencies(view, policy.currency)
    into_policy = {
        code: known.between(code, policy.currency, min(view.as_of, lost_on))
        or known.between(code, policy.currency, view.as_of)
        for code in currencies
    }
    rates = [rate if rate is not None else Fraction(1) for rate in into_policy.values()]
    row_rates = row_currencies
    agreed = wide(policy, "loss_exchange_rate") if lost_on < NEVER else LossExchangeRate.AS_COVER
    is_lower = agreed == LossExchangeRate.LOWER
    by_issue = is_lower or (agreed == LossExchangeRate.AS_COVER and _covers_by_issue(policy))
    if by_issue and len(currencies) > 1:
        rates, row_rates = known.by_issue(
            rates, currencies, policy.currency, row_currencies, invoices, only_lower=is_lower
        )
    return Exchange(currencies, row_currencies, into_policy, rates, row_rates)


def _covers_by_issue(policy: Policy) -> bool:
    return wide(policy, "exchange_rate_day") == ExchangeRateDay.INVOICE_DATE


def wants_rates_of_issue(policy: Policy) -> bool:
    """Whether cover or a loss may convert an invoice at the rate of its day of issue."""
    return _covers_by_issue(policy) or wide(policy, "loss_exchange_rate") == LossExchangeRate.LOWER


def missing_rates(view: View, programme: Programme) -> dict[str, Day]:
    """Currencies of the view without a rate into the policy's, each with the first day that lacks one.

    That is the day of the view, or the day of issue where invoices are converted by it. A currency that only rows of
    later days are in is not asked for: there is nothing yet to convert.
    """
    target, rates = programme.primary.currency, Rates.of(view)
    found = dict.fromkeys(rates.without(_used(view, ("invoices", *_BESIDE)), target, view.as_of), view.as_of)
    if not wants_rates_of_issue(programme.primary):
        return found
    texts, issued = view.table("invoices").texts["currency"], view.table("invoices").numbers["issued"]
    for code in texts.used_codes().tolist():
        dated = issued[(texts.codes == code) & (issued > DAY_MISSING_STORED)]
        if dated.size and rates.without([texts.names[code]], target, int(dated.min())):
            found[texts.names[code]] = int(dated.min())
    return found


def can_be_judged(view: View, programme: Programme) -> bool:
    """Whether every amount of a view can be told in the currency of the policy."""
    return not missing_rates(view, programme) and not too_large(view, programme)


def too_large(view: View, programme: Programme) -> list[str]:
    """Names of the facts whose amount passes `MAXIMUM_AMOUNT` once it is in the currency of the policy.

    Both as cover converts it, and as a loss of the day of the view would.
    """
    policy = programme.primary
    is_same = wide(policy, "loss_exchange_rate") == LossExchangeRate.AS_COVER
    days = (NEVER,) if is_same else (NEVER, view.as_of)
    exchanges = [exchange_of(view, policy, lost_on=day) for day in days]
    return list(dict.fromkeys(name for each in exchanges for name in _too_large(view, each)))


def _too_large(view: View, exchange: Exchange) -> list[str]:
    found = []
    for kind, field in _AMOUNTS.items():
        table = view.table(kind)
        texts = table.texts["currency"]
        rates = [exchange.into_policy.get(code) or Fraction(1) for code in texts.names] or [Fraction(1)]
        numbers = texts.codes
        if kind == "invoices":
            rates, numbers = list(exchange.rates), exchange.row_rates
        if kind == "charges":
            rates, numbers = [*exchange.rates, Fraction(1)], _rates_of_charges(view, exchange)
        highest = np.array([min(MAXIMUM_AMOUNT, MAXIMUM_AMOUNT // rate) for rate in rates], np.int64)
        amounts = np.where(table.numbers[field] == MISSING, 0, np.abs(table.numbers[field]))
        rows = np.flatnonzero(amounts > highest[numbers]).tolist() if len(table) else []
        found += [table.texts["fact_id"][row] or table.texts["source"][row] for row in rows]
    return found


def _rates_of_charges(view: View, exchange: Exchange) -> Column:
    """Number of the rate of each charge: that of its invoice, else of its currency, the last for one not there."""
    charges, invoices = view.table("charges"), view.table("invoices")
    if not len(charges):
        return np.zeros(0, np.int64)
    names, ranks = invoices.texts["number"], invoices.numbers["instalment"].tolist()
    of_invoice = {(names[row], rank): int(exchange.row_rates[row]) for row, rank in enumerate(ranks)}
    of_currency = {code: number for number, code in enumerate(exchange.currencies)}
    found = []
    for row, rank in enumerate(charges.numbers["instalment"].tolist()):
        beside = of_currency.get(charges.texts["currency"][row], len(exchange.rates))
        found.append(of_invoice.get((charges.texts["invoice"][row], rank), beside))
    return np.array(found, np.int64)


_BESIDE: Final = ("payments", "credit_notes", "limit_decisions", "aged_balances")
_AMOUNTS: Final = {
    "invoices": "gross", "credit_notes": "gross", "payments": "amount", "limit_decisions": "amount",
    "aged_balances": "amount", "charges": "amount",
}  # fmt: skip


def _all_currencies(view: View, target: str) -> list[str]:
    """Every currency that a column or a row may name, those of the invoices in the numbering of their column."""
    return list(dict.fromkeys([*view.table("invoices").texts["currency"].names, target, *_used(view, _BESIDE)]))


def _used(view: View, kinds: Iterable[str]) -> list[str]:
    """Currencies that the rows shown of these tables are in."""
    columns = [view.table(kind).texts["currency"] for kind in kinds]
    return list(dict.fromkeys(each.names[code] for each in columns for code in each.used_codes().tolist()))


def _currencies(view: View, target: str) -> tuple[list[str], Column]:
    """Every currency of the view, those of the invoices first and in their numbering, and that of each invoice."""
    codes = view.table("invoices").texts["currency"].codes
    return _all_currencies(view, target), codes if is_constant(codes) or not codes.size else codes.astype(np.int64)
