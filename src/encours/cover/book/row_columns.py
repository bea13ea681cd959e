"""Columns of the rows of a Book: what the clauses and the walk read of each invoice."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import AmountBase, OldestBy, Stage
from encours.cover.book.agreement import wide
from encours.cover.book.disputes import disputed
from encours.cover.book.exchange import Exchange
from encours.cover.book.invoice_rows import (
    InvoiceRows,
    Moves,
    consents,
    harm_of_late_notice,
    reported_on,
    steps_of_the_file,
)
from encours.cover.book.parties import party_matches
from encours.cover.book.rates import converted
from encours.engine.book import is_constant
from encours.facts.columns import Table, constant
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import DAY_MISSING_STORED, MISSING, NEVER

Column = NDArray[Any]


def row_columns(
    view: View,
    programme: Programme,
    rows: InvoiceRows,
    moved: Moves,
    entity_codes: Column,
    joined: Column,
    left: Column,
    exchange: Exchange,
) -> dict[str, Column]:
    """The `rows` group, but for what places a row in its account; columns that are one array stay one array."""
    invoices = rows.invoices
    numbers = invoices.numbers
    due, agreed = moved.due, moved.agreed
    consented_due, special_due, waived_on, file_waived_on = consents(view, rows, agreed)
    gross = standing_amounts(invoices)
    net = _net(gross, numbers["vat"])
    policy = programme.primary
    bases = {AmountBase.GROSS: gross, AmountBase.NET: net}
    money = {
        "gross": gross,
        "insured_base": bases[AmountBase.numbered(wide(policy, "amount_base"))],
        "limit_base": bases[AmountBase.numbered(wide(policy, "limit_amount_base"))],
        "disputed": disputed(view, rows, gross),
        "late_notice_harm": harm_of_late_notice(view, rows, gross),
    }
    money = _in_policy_currency(money, exchange.rates, exchange.row_rates)
    return {
        "amount": gross,
        **money,
        "invoice_gross": rows.whole(money["gross"]),
        **_days(invoices, due, wide(policy, "oldest_by")),
        "paid_on": numbers["paid_on"],
        "delivered": numbers["delivered"], "issued": _not_yet(numbers["issued"], invoices),
        "ordered": numbers["ordered"],
        "due": _not_yet(due, invoices), "original_due": _not_yet(agreed, invoices),
        "extended_on": moved.moved_on, "consented_due": consented_due,
        "special_terms_due": special_due,
        "stage": numbers["stage"], "payment_means": _widened(numbers["payment_means"]),
        "seller_joined": _by_entity(joined, entity_codes), "seller_left": _by_entity(left, entity_codes),
        "party": party_matches(view, invoices, rows.buyers),
        "overdue_reported_on": reported_on(view, rows, due, agreed),
        "late_notice_waived_on": waived_on,
        "late_file_waived_on": file_waived_on,
        **steps_of_the_file(view, rows, policy),
    }  # fmt: skip


def standing_amounts(invoices: Table) -> Column:
    """Amount of each document less what later documents replace of it, so that a sale is counted once.

    Only what is not invoiced yet gives way, to another document of its buyer in its currency.
    """
    gross = invoices.numbers["gross"]
    replaces = invoices.texts["replaces"]
    if replaces.is_empty:
        return gross
    names = invoices.texts["number"]
    later = replaces.translated(names.names)
    stage = invoices.numbers["stage"]
    replaced: dict[tuple[int, int, int], int] = {}
    buyers, currencies = invoices.texts["buyer"].codes, invoices.texts["currency"].codes
    for row in np.flatnonzero((later >= 0) & (later != names.codes)).tolist():
        key = (int(buyers[row]), int(currencies[row]), int(later[row]))
        replaced[key] = replaced.get(key, 0) + int(gross[row])
    left = gross.copy()
    for row in np.flatnonzero((stage >= 0) & (stage < Stage.INVOICED)).tolist():
        key = (int(buyers[row]), int(currencies[row]), int(names.codes[row]))
        taken = min(int(left[row]), replaced.get(key, 0))
        if taken > 0:
            left[row] -= taken
            replaced[key] -= taken
    return left


def _net(gross: Column, vat: Column) -> Column:
    """Amount without VAT; MISSING where the VAT is not known, gross itself where there is none."""
    if is_constant(vat):
        if int(vat[0]) == MISSING:
            return constant(MISSING, gross.size, np.int64)
        if int(vat[0]) == 0:
            return gross
    return np.where(vat == MISSING, MISSING, gross - np.where(vat == MISSING, 0, vat))


def _in_policy_currency(money: dict[str, Column], rates: Sequence[Fraction], row_rates: Column) -> dict[str, Column]:
    """The amounts in the policy's currency; columns that were one array stay one array."""
    if all(rate == 1 for rate in rates):
        return money
    done: dict[int, Column] = {}
    for column in money.values():
        if id(column) not in done:
            result = column
            for code, rate in enumerate(rates):
                result = np.where(row_rates == code, converted(column, rate), result)
            done[id(column)] = result
    return {name: done[id(column)] for name, column in money.items()}


def _days(invoices: Table, due: Column, by: int) -> dict[str, Column]:
    """Day that orders each row in its limit, and the day its risk began; one column when they are one."""
    risk_day = _order_day(invoices, due, OldestBy.DELIVERY)
    return {"risk_day": risk_day, "order_day": risk_day if by == OldestBy.DELIVERY else _order_day(invoices, due, by)}


def _order_day(invoices: Table, due: Column, by: int) -> Column:
    """Day that orders a row in its limit; without it the day of issue, else of the order."""
    numbers = invoices.numbers
    first = {OldestBy.DELIVERY: numbers["delivered"], OldestBy.INVOICE: numbers["issued"], OldestBy.DUE: due}[
        OldestBy.numbered(by)
    ]
    name = next((n for n, column in numbers.items() if column is first), "")
    low, high = invoices.day_range(name) if name else (int(first.min(initial=0)), int(first.max(initial=0)))
    if low > DAY_MISSING_STORED and high < NEVER:
        return first
    found = first
    for other in (numbers["issued"], numbers["delivered"], numbers["ordered"]):
        usable = (found == DAY_MISSING_STORED) | (found == NEVER)
        found = np.where(usable & (other != DAY_MISSING_STORED) & (other != NEVER), other, found)
    return found


def _not_yet(days: Column, invoices: Table) -> Column:
    """Days of a document, NEVER where a sale that is not invoiced yet has none: nothing was issued, or is due."""
    stage = invoices.numbers["stage"]
    if is_constant(stage) and int(stage[0]) >= Stage.INVOICED:
        return days
    waiting = (stage >= 0) & (stage < Stage.INVOICED) & (days == DAY_MISSING_STORED)
    return np.where(waiting, np.int32(NEVER), days) if waiting.any() else days


def _widened(codes: Column) -> Column:
    """Codes of a choice, with MISSING where nobody said."""
    if is_constant(codes):
        return constant(MISSING if int(codes[0]) < 0 else int(codes[0]), codes.size, np.int64)
    return np.where(codes < 0, MISSING, codes.astype(np.int64))


def _by_entity(days: Column, entity_codes: Column) -> Column:
    if is_constant(entity_codes):
        return constant(int(days[int(entity_codes[0])]), entity_codes.size, np.int32)
    return days[entity_codes]
