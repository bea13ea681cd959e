"""Every open invoice, credit and later receipt of a Book, each with its column of the aged balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import ExchangeRateDay
from encours.cover.ageing.faults import booked_fault, straddling_fault, undated_fault
from encours.cover.ageing.later import currency_codes, is_receivable, later_receipts
from encours.cover.ageing.open_amounts import open_amounts
from encours.cover.ageing.terms import By, Per, Slices
from encours.cover.ageing.told_balances import told_balances
from encours.cover.book import Book
from encours.cover.book.agreement import wide
from encours.cover.book.rates import Rates, converted
from encours.facts.columns import Table
from encours.facts.faults import Fault
from encours.facts.kinds import AgedBalance
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, Day, convert

Column = NDArray[Any]

CREDITS, LATER = -2, -1
"""Columns beside those of open invoices, counted from the end."""


@dataclass(frozen=True, slots=True)
class Items:
    """One place for each open invoice, credit, later receipt or cell of a balance told by age alone.

    `row` is the row of the invoices, or -1.
    """

    row: Column
    buyer: Column
    entity: Column
    currency: Column
    column: Column
    original: Column
    policy: Column
    company: Column
    revaluation: Column


@dataclass(frozen=True, slots=True)
class Ageing:
    """One question: a Book, the currencies to tell it in, and how to age."""

    book: Book
    programme: Programme | None
    company: str
    bounds: tuple[int, ...]
    by: By
    unit: Slices

    @property
    def view(self) -> View:
        """Facts asked about; those of the Book."""
        return self.book.view

    def items(self) -> tuple[Items, list[Fault]]:
        """Every open invoice, credit and later receipt with its column, and what deserves a look."""
        opened, money = open_amounts(self.book)
        invoices = self.view.table("invoices")
        places = np.flatnonzero((opened != 0) & is_receivable(self.book))
        rows = self.book.ledger_row[places]
        column, undated = self._columns(invoices, places, rows, opened[places])
        entity = invoices.texts["entity"].codes
        currency = currency_codes(self.book)
        # What came later in a currency that has no rate yet is told nowhere: it is no part of what is open.
        rated = {code for code in range(len(self.book.currencies)) if self._is_rated(code)}
        later = [each for each in later_receipts(self.book, opened) if each[2] in rated]
        loose = [(b, c, a, CREDITS, -1) for b, c, a in money] + [(b, c, a, LATER, -1) for _, b, c, a in later]
        told, straddling = self._told()
        loose += told
        extra = np.array(loose, dtype=np.int64).reshape(len(loose), 5)
        original = opened[places]
        amounts = np.concatenate((np.where(column == CREDITS, -original, original), extra[:, 2]))
        codes = np.concatenate((currency[rows] if rows.size else rows, extra[:, 1]))
        company = self._converted(amounts, codes, self.company)
        revaluation, unrated = self._revaluation(rows, codes, amounts, company)
        revaluation[: rows.size][column == CREDITS] *= -1
        items = Items(
            row=np.concatenate((rows, np.full(len(money), -1), np.array([r for r, *_ in later], dtype=np.int64),
                                np.full(len(told), -1))),
            buyer=np.concatenate((self.book.buyers.codes(invoices)[rows] if rows.size else rows, extra[:, 0])),
            entity=np.concatenate((entity[rows] if rows.size else rows, extra[:, 4])),
            currency=codes,
            column=np.concatenate((column, extra[:, 3])),
            original=amounts,
            policy=company if self.programme is None else self._in_policy(amounts, codes, rows, self.programme),
            company=company,
            revaluation=revaluation,
        )  # fmt: skip
        faults = [booked_fault(unrated)] if unrated else []
        if undated.size:
            named = [invoices.row(int(r)).fact_id or invoices.texts["source"][int(r)] for r in undated[:20]]
            faults.append(undated_fault(int(undated.size), named))
        if straddling:
            faults.append(straddling_fault(straddling))
        return items, faults

    def _told(self) -> tuple[list[tuple[int, int, int, int, int]], list[str]]:
        """Balances by age alone: buyer, currency, amount, column and seller of each cell; and those that fit none."""
        names = {name: place for place, name in enumerate(self.book.buyers.names)}
        currencies = {name: place for place, name in enumerate(self.book.currencies)}
        entities = self.view.table("invoices").texts["entity"]
        found, straddling = [], []
        for each in told_balances(self.view):
            place = self._bucket(each)
            if place is None and each.overdue_from != MISSING:
                straddling.append(each.fact_id)
            column = CREDITS if each.amount < 0 else len(self.bounds) + 2 if place is None else place
            found.append((names[each.buyer], currencies[each.currency], abs(each.amount), column,
                          entities.code(each.entity)))  # fmt: skip
        return found, straddling

    def _bucket(self, each: AgedBalance) -> int | None:
        """Column that holds the whole bucket of a balance by age; none where it spans several, or ages otherwise."""
        if each.overdue_from == MISSING or self.by is not By.DUE:
            return None
        if each.overdue_from == 0:
            return 0
        if self.unit is not Slices.DAYS:
            return None
        first = int(np.searchsorted(np.array(self.bounds), each.overdue_from, side="left"))
        last = len(self.bounds)
        if each.overdue_to != MISSING:
            last = int(np.searchsorted(np.array(self.bounds), each.overdue_to, side="left"))
        return 1 + first if first == last else None

    def _columns(self, invoices: Table, places: Column, rows: Column, opened: Column) -> tuple[Column, Column]:
        """Column of each open row, credits included, and the rows that lack a date to age by."""
        as_of = self.book.as_of
        due = self.book.rows.column("due", 0, len(self.book))[places].astype(np.int64)
        since = due if self.by is By.DUE else invoices.numbers["issued"][rows].astype(np.int64)
        undated = (due == DAY_MISSING_STORED) | ((due < as_of) & (since == DAY_MISSING_STORED))
        if self.unit is Slices.DAYS:
            ages = as_of - since
        else:
            known = np.where(undated | (since >= NEVER), as_of, since)
            months = known.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
            ages = np.datetime64(as_of, "D").astype("datetime64[M]").astype(np.int64) - months
        column = 1 + np.searchsorted(np.array(self.bounds), ages, side="left")
        column[due >= as_of] = 0
        column[undated] = len(self.bounds) + 2
        column[opened < 0] = CREDITS
        return column, rows[undated & (opened > 0)]

    def _is_rated(self, code: int) -> bool:
        """Whether a currency has a rate on the day into those that the balance is told in."""
        targets = {self.company} | ({self.programme.primary.currency} if self.programme else set())
        rates = Rates.of(self.view)
        return all(rates.between(self.book.currencies[code], each, self.book.as_of) is not None for each in targets)

    def _rate(self, rates: Rates, code: int, target: str, day: Day) -> tuple[int, int] | None:
        found = rates.between(self.book.currencies[code], target, day)
        return None if found is None else (found.numerator, found.denominator)

    def _converted(self, amounts: Column, codes: Column, target: str) -> Column:
        """Amounts in another currency at the rate of the day."""
        rates, result = Rates.of(self.view), amounts.copy()
        for code in np.unique(codes).tolist():
            rate = rates.between(self.book.currencies[code], target, self.book.as_of)
            assert rate is not None, f"no rate for {self.book.currencies[code]}: checked before"
            result[codes == code] = converted(amounts[codes == code], rate)
        return result

    def _in_policy(self, amounts: Column, codes: Column, rows: Column, programme: Programme) -> Column:
        """Amounts in the policy's currency, at the rate of the day that the policy says: money is of the day asked."""
        target = programme.primary.currency
        found = self._converted(amounts, codes, target)
        if wide(programme.primary, "exchange_rate_day") != ExchangeRateDay.INVOICE_DATE:
            return found
        rates, issued = Rates.of(self.view), self.view.table("invoices").numbers["issued"]
        for place in np.flatnonzero([self.book.currencies[c] != target for c in codes[: rows.size].tolist()]).tolist():
            day = int(issued[rows[place]])
            rate = None if day == DAY_MISSING_STORED else self._rate(rates, int(codes[place]), target, day)
            if rate is not None:
                found[place] = convert(int(amounts[place]), *rate)
        return found

    def _revaluation(self, rows: Column, codes: Column, amounts: Column, company: Column) -> tuple[Column, list[str]]:
        """What each invoice owes to the move of rates since its date; the currencies without a rate then."""
        invoices = self.view.table("invoices")
        rates, found = Rates.of(self.view), np.zeros(amounts.size, np.int64)
        issued, delivered = (invoices.numbers[n] for n in ("issued", "delivered"))
        known: dict[tuple[int, int], tuple[int, int] | None] = {}
        unrated: dict[str, None] = {}
        foreign = np.flatnonzero([self.book.currencies[c] != self.company for c in codes[: rows.size].tolist()])
        for place in foreign.tolist():
            day, code = int(issued[rows[place]]), int(codes[place])
            day = int(delivered[rows[place]]) if day in {DAY_MISSING_STORED, NEVER} else day
            if (code, day) not in known:
                known[code, day] = self._rate(rates, code, self.company, day)
            rate = known[code, day]
            if rate is None:
                unrated[self.book.currencies[code]] = None
                continue
            moved = int(company[place]) - convert(int(amounts[place]), *rate)
            found[place] = moved
        return found, sorted(unrated)

    def key_codes(self, per: Per, items: Items) -> tuple[Column, Sequence[str]]:
        """Key of each item as a code (-1: nobody said), and the names of the codes."""
        buyers = self.book.buyers
        if per is Per.BUYER:
            return items.buyer, buyers.names
        if per is Per.CURRENCY:
            return items.currency, self.book.currencies
        if per is Per.ENTITY:
            return items.entity, self.view.table("invoices").texts["entity"].names
        texts = buyers.table.texts["group" if per is Per.GROUP else "country"]
        if not len(buyers.table):
            return np.full(items.buyer.size, -1), ()
        version = buyers.version[items.buyer]
        return np.where(version >= 0, texts.codes[version], -1), texts.names
