"""The control accounts of the day, held against the aged balance."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import Stage
from encours.cover.ageing.control import Control, control_of
from encours.cover.ageing.faults import control_fault
from encours.cover.ageing.items import Ageing, Items
from encours.cover.ageing.lines import Lines
from encours.cover.ageing.terms import Aged, Per
from encours.facts.columns import Table
from encours.facts.faults import Fault
from encours.units import Cents
from encours.units.currency import currency as currency_of

Column = NDArray[Any]


def controls_of(made: Ageing, lines: Lines) -> tuple[list[Control], list[Fault]]:
    """The control accounts of the day by currency, and an error where what they hold is not explained."""
    table = made.view.table("control_accounts")
    found: dict[str, list[int]] = {}
    for row in np.flatnonzero(table.numbers["day"] == made.book.as_of).tolist() if len(table) else []:
        found.setdefault(table.texts["currency"][row], []).append(row)
    if found and set(found) != {made.company}:
        found |= {line.currency: [] for line in lines.of(Per.CURRENCY) if line.currency not in found}
    controls, faults = [], []
    for code, rows in sorted(found.items()):
        control = _control(made, code, table, rows, lines, whole=set(found) == {made.company})
        controls.append(control)
        if not control.agrees:
            ids = [table.row(row).fact_id or table.row(row).source for row in rows]
            difference, left = (_amount(m, code) for m in (control.difference, control.unexplained))
            faults.append(control_fault(control, fact_ids=ids, difference=difference, left=left))
    return controls, faults


def _control(made: Ageing, code: str, table: Table, rows: list[int], lines: Lines, *, whole: bool) -> Control:
    items = lines.items
    line, told, ours = lines.total().company, items.company, items.row >= 0
    moved = lines.total().revaluation
    if not whole:
        by_code = {line.currency: line.original for line in lines.of(Per.CURRENCY)}
        line, told, moved = by_code.get(code) or Aged((), 0, 0), items.original, 0
        own = [place for place, name in enumerate(made.book.currencies) if name == code]
        ours = ours & np.isin(items.currency, own)
    uninvoiced = _uninvoiced(made, items, ours, told)
    possible = [
        ("revaluation", -moved),
        ("delivered, not invoiced", -uninvoiced),
        ("credits", line.credits),
    ]
    return control_of(
        [table.texts["account"][row] for row in rows],
        code,
        balance=sum(int(table.numbers["amount"][row]) for row in rows),
        expected=line.net,
        possible=possible,
    )


def _uninvoiced(made: Ageing, items: Items, ours: Column, told: Column) -> Cents:
    """Goods delivered and not invoiced, which many ledgers keep in another account."""
    stage = made.view.table("invoices").numbers["stage"]
    chosen = np.flatnonzero(ours & (items.column >= 0))
    waiting = chosen[stage[items.row[chosen]] == int(Stage.DELIVERED)]
    return sum(told[waiting].tolist())


def _amount(amount: Cents, code: str) -> str:
    digits = currency_of(code).minor_units
    text = f"{abs(amount):0{digits + 1}d}"
    whole, decimals = (text[:-digits], f".{text[-digits:]}") if digits else (text, "")
    return f"{'-' if amount < 0 else ''}{whole}{decimals} {code}"
