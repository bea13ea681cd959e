"""What disputes keep out of cover, by the row of the invoice that they name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.cover.book.invoice_rows import InvoiceRows
from encours.facts.columns import Table, constant, is_constant
from encours.facts.view import View
from encours.units import MISSING, NEVER, Cents, Day

Column = NDArray[Any]


def disputed(view: View, rows: InvoiceRows, gross: Column) -> Column:
    """Part of each invoice in dispute, in the currency of the invoice; never more than the invoice.

    MISSING where nobody can tell: no dispute is listed, nor would one be. What a settlement did not uphold stays out
    of cover until a credit note of the day of the dispute, or later, takes it off the invoice.
    """
    table = view.table("disputes")
    facts, of = rows.pairs(table)
    unlisted = _unlisted(rows.invoices.numbers["undisputed"], register=view.ledger.kept["disputes"].is_register)
    if not facts.size:
        return unlisted
    found = np.zeros(len(rows.invoices), dtype=np.int64)
    instalments = rows.invoices.numbers["instalment"]
    for _, of_fact, contested in _contested_of(view, rows, gross):
        left = contested
        # An amount disputed on several instalments lies in the last ones: the first are paid first.
        for row in sorted(of_fact, key=lambda row: -int(instalments[row])):
            part = min(left, max(0, int(gross[row])))
            found[row] += part
            left -= part
    listed = np.zeros(found.size, dtype=np.bool_)
    listed[of] = True
    return np.where(listed, np.minimum(found, np.maximum(gross, 0)), unlisted)


def as_they_stand(view: View, rows: InvoiceRows, gross: Column) -> Table:
    """The disputes of a view, those that were settled as open ones on what they still keep out of cover."""
    table = view.table("disputes")
    amounts, settled_on = table.numbers["amount"].copy(), table.numbers["settled_on"].copy()
    for fact, _, left in _contested_of(view, rows, gross):
        amounts[fact], settled_on[fact] = left, NEVER
    return table.replace(amount=amounts, settled_on=settled_on)


def _contested_of(view: View, rows: InvoiceRows, gross: Column) -> Iterator[tuple[int, list[int], Cents]]:
    """Each dispute with the invoice rows that it names and the amount that it keeps out of cover."""
    table = view.table("disputes")
    credited = _credited(view, rows)
    named: dict[int, list[int]] = {}
    for fact, row in zip(*(each.tolist() for each in rows.pairs(table)), strict=True):
        named.setdefault(fact, []).append(row)
    for fact, of_fact in named.items():
        whole = sum(max(0, int(gross[row])) for row in of_fact)
        opened_on = int(table.numbers["opened_on"][fact])
        since = [sum(gross for day, gross in credited.get(row, []) if day >= opened_on) for row in of_fact]
        yield fact, of_fact, _contested(table, fact, whole, max(since))


def _unlisted(undisputed: Column, *, register: bool) -> Column:
    """Part in dispute of invoices without a listed dispute: none where that is known, or a register would list it."""
    said = undisputed[:1] if is_constant(undisputed) else undisputed
    known = said != 0 if register else said == 1
    if known.all() or not known.any():
        return constant(0 if known.all() else MISSING, undisputed.size, np.int64)
    return np.where(known, 0, MISSING)


def _contested(table: Table, dispute: int, whole: int, credited: int) -> int:
    """Amount that a dispute keeps out of cover: all of it until settled, then what was not found due."""
    amount = int(table.numbers["amount"][dispute])
    amount = whole if amount == MISSING else amount
    if int(table.numbers["settled_on"][dispute]) == NEVER:
        return amount
    if int(table.numbers["outcome"][dispute]) == table.kind.field("outcome").code("insured"):
        return 0
    upheld = int(table.numbers["upheld_amount"][dispute])
    return max(0, amount - (0 if upheld == MISSING else upheld) - credited)


def _credited(view: View, rows: InvoiceRows) -> dict[int, list[tuple[Day, Cents]]]:
    """Day and amount of each credit note that names an invoice row."""
    table = view.table("credit_notes")
    facts, of = rows.pairs(table)
    found: dict[int, list[tuple[Day, Cents]]] = {}
    for fact, row in zip(facts.tolist(), of.tolist(), strict=True):
        found.setdefault(row, []).append((int(table.numbers["issued"][fact]), int(table.numbers["gross"][fact])))
    return found
