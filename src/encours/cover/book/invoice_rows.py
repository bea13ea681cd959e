"""Facts about single invoices, found by the row of the invoice they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.cover.book.holders import Buyers
from encours.facts.columns import Table, constant, is_constant
from encours.facts.view import View
from encours.policy.schedule import Policy
from encours.units import DAY_MISSING_STORED, NEVER

Column = NDArray[Any]


class InvoiceRows:
    """Rows of the invoices table by buyer, number and instalment; the index is made when first asked."""

    def __init__(self, invoices: Table, buyers: Buyers) -> None:
        self.invoices, self.buyers = invoices, buyers
        self._sorted: tuple[Column, Column, Column] | None = None

    def _index(self) -> tuple[Column, Column, Column]:
        if self._sorted is None:
            keys = self._keys(self.invoices, "number")
            instalments = self.invoices.numbers["instalment"]
            order = np.lexsort((instalments, keys))
            self._sorted = (order, keys[order], instalments[order])
        return self._sorted

    def _keys(self, table: Table, column: str) -> Column:
        numbers = table.texts[column].translated(self.invoices.texts["number"].names).astype(np.int64)
        buyers = self.buyers.codes(table).astype(np.int64)
        return np.where(numbers >= 0, buyers << 32 | numbers, -1)

    def named(self, table: Table, column: str = "invoice") -> tuple[Column, Column]:
        """For each row of a table, the first and the past-last place (see `order`) of the invoice it names."""
        keys = self._keys(table, column)
        _, sorted_keys, _ = self._index()
        first = np.searchsorted(sorted_keys, keys, side="left")
        last = np.where(keys >= 0, np.searchsorted(sorted_keys, keys, side="right"), first)
        return first, last

    def pairs(self, table: Table, column: str = "invoice") -> tuple[Column, Column]:
        """Each (row of the table, row of the invoices) where the first names the second.

        A fact without an instalment names all the instalments of its invoice.
        """
        if not len(table):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        first, last = self.named(table, column)
        order, _, instalments = self._index()
        count = last - first
        left = np.repeat(np.arange(count.size), count)
        # Places of each fact follow one another from its first.
        places = np.arange(left.size) + np.repeat(first - (np.cumsum(count) - count), count)
        wanted = table.numbers.get("instalment")
        if wanted is not None:
            meant = (wanted[left] < 0) | (wanted[left] == instalments[places])
            left, places = left[meant], places[meant]
        return left, order[places].astype(np.int64)

    def whole(self, gross: Column) -> Column:
        """Amount of the whole invoice of each row, its instalments together."""
        instalments = self.invoices.numbers["instalment"]
        if not instalments.size or is_constant(instalments) or (instalments == instalments[0]).all():
            return gross
        _, of = np.unique(self._keys(self.invoices, "number"), return_inverse=True)
        sums = np.zeros(int(of.max()) + 1, np.int64)
        np.add.at(sums, of, gross)
        return sums[of]


@dataclass(frozen=True, slots=True)
class Moves:
    """Due dates that were moved: by invoice row the one in force, the one agreed, and the day of the last move.

    `row`, `day` and `new_due` list each move made after the delivery, in order of days; what was moved by then is
    the due date agreed, not an extension.
    """

    due: Column
    agreed: Column
    moved_on: Column
    row: Column
    day: Column
    new_due: Column


def moves_of(view: View, rows: InvoiceRows) -> Moves:
    """Every move of a due date that a view shows."""
    invoices, moves = rows.invoices, view.table("due_date_moves")
    due, nothing = invoices.numbers["due"], np.empty(0, np.int64)
    facts, of = rows.pairs(moves)
    if not facts.size:
        return Moves(due, due, constant(NEVER, len(invoices), np.int32), nothing, nothing, nothing)
    due, agreed = due.copy(), due.copy()
    moved_on = np.full(len(invoices), NEVER, dtype=np.int32)
    days, new, delivered = moves.numbers["moved_on"], moves.numbers["new_due"], invoices.numbers["delivered"]
    order = np.lexsort((new[facts], days[facts]))  # of two moves of one day the later due date stands
    facts, of = facts[order], of[order]
    later = days[facts] > delivered[of]
    for fact, row, is_later in zip(facts.tolist(), of.tolist(), later.tolist(), strict=True):
        due[row] = new[fact]
        if is_later:
            moved_on[row] = days[fact]
        else:
            agreed[row] = new[fact]
    return Moves(due, agreed, moved_on, of[later], days[facts[later]], new[facts[later]])


def consents(view: View, rows: InvoiceRows, agreed: Column) -> tuple[Column, Column, Column, Column]:
    """What the insurer consented to, by invoice row; `agreed` are the due dates agreed.

    Latest moved due date, latest due date of special terms (day 0 when none), and days on which a late notice and a
    late file were waived (`NEVER` when none was). A waiver that names no invoice is for those due by its last day.
    """
    invoices, table = rows.invoices, view.table("consents")
    count = len(invoices)
    if not len(table):
        never = constant(NEVER, count, np.int32)
        return constant(0, count, np.int32), constant(0, count, np.int32), never, never
    facts, of = rows.pairs(table)
    by_buyer, whole = rows.buyers.codes(invoices), np.flatnonzero(table.texts["invoice"].codes < 0)
    for row in whole.tolist():
        covered = np.flatnonzero(by_buyer == rows.buyers.codes(table)[row])
        facts, of = np.concatenate((facts, np.full(covered.size, row))), np.concatenate((of, covered))
    subject, kinds = table.kind.field("subject"), table.numbers["subject"][facts]
    dues = []
    for name in ("extension", "special terms"):
        due, chosen = np.zeros(count, dtype=np.int32), kinds == subject.code(name)
        np.maximum.at(due, of[chosen], table.numbers["until"][facts[chosen]])
        dues.append(due)
    in_time = (table.texts["invoice"].codes[facts] >= 0) | (agreed[of] <= table.numbers["until"][facts])
    waivers = []
    for name in ("late notice", "late file"):
        waived, late = np.full(count, NEVER, dtype=np.int32), (kinds == subject.code(name)) & in_time
        np.minimum.at(waived, of[late], table.numbers["given_on"][facts[late]])
        waivers.append(waived)
    return dues[0], dues[1], waivers[0], waivers[1]


def steps_of_the_file(view: View, rows: InvoiceRows, policy: Policy) -> dict[str, Column]:
    """Days on which each invoice was handed over, declared in proceedings and claimed; `NEVER` when it was not.

    What names no invoice is for those of the buyer delivered by then. A claim is filed under the policy it names, or
    under every one.
    """
    events = view.table("claim_events")
    names, kind = events.texts["policy"], events.kind.field("event")
    under = (
        (names.codes < 0) | (names.codes == names.code(policy.name))
        if names.code(policy.name) >= 0
        else names.codes < 0
    )
    codes, days = events.numbers["event"], events.numbers["happened_on"]
    files = view.table("hand_overs")
    return {
        "handed_over_on": _first_day(files, rows, files.numbers["handed_over_on"]),
        "claim_declared_on": _first_day(events, rows, days, codes == kind.code("claim declared")),
        "claim_filed_on": _first_day(events, rows, days, (codes == kind.code("claim filed")) & under),
    }


def _first_day(table: Table, rows: InvoiceRows, days: Column, chosen: Column | None = None) -> Column:
    """First day on which a row of a table, of those chosen, names each invoice, or its buyer after its delivery.

    Unknown where one of an unknown day may have named it.
    """
    count = len(rows.invoices)
    picked = np.arange(len(table)) if chosen is None else np.flatnonzero(chosen)
    if not picked.size:
        return constant(NEVER, count, np.int32)
    found = np.full(count, NEVER, dtype=np.int32)
    facts, of = rows.pairs(table)
    wanted = np.isin(facts, picked)
    np.minimum.at(found, of[wanted], days[facts[wanted]])
    delivered, issued = rows.invoices.numbers["delivered"], rows.invoices.numbers["issued"]
    since = np.where((delivered == DAY_MISSING_STORED) | (delivered == NEVER), issued, delivered)
    by_buyer, codes = rows.buyers.codes(rows.invoices), rows.buyers.codes(table)
    for row in picked[table.texts["invoice"].codes[picked] < 0].tolist():
        concerned = by_buyer == codes[row]
        covered = np.flatnonzero(concerned if days[row] == DAY_MISSING_STORED else concerned & (since <= days[row]))
        found[covered] = np.minimum(found[covered], days[row])
    return found


def reported_on(view: View, rows: InvoiceRows, due: Column, agreed: Column) -> Column:
    """Day each invoice's overdue was first reported; a report on the whole buyer covers what was overdue then.

    An invoice is overdue once either of its due dates is past.
    """
    table = view.table("overdue_reports")
    count = len(rows.invoices)
    if not len(table):
        return constant(NEVER, count, np.int32)
    found = np.full(count, NEVER, dtype=np.int32)
    facts, of = rows.pairs(table)
    np.minimum.at(found, of, table.numbers["reported_on"][facts])
    by_buyer, codes = rows.buyers.codes(rows.invoices), rows.buyers.codes(table)
    earliest = np.minimum(due, agreed)
    for row in np.flatnonzero(table.texts["invoice"].codes < 0).tolist():
        day = int(table.numbers["reported_on"][row])
        covered = np.flatnonzero((by_buyer == codes[row]) & (earliest < day) & (earliest != DAY_MISSING_STORED))
        found[covered] = np.minimum(found[covered], day)
    return found


def harm_of_late_notice(view: View, rows: InvoiceRows, gross: Column) -> Column:
    """Part of each invoice that the insurer showed a notice in time would have saved; never more than the invoice.

    What is told of an instalment lies in it, and what is told of all of them in the last: the first are paid first.
    """
    table = view.table("late_notice_harms")
    facts, of = rows.pairs(table)
    if not facts.size:
        return constant(0, len(rows.invoices), np.int64)
    found, instalments = np.zeros(len(rows.invoices), dtype=np.int64), rows.invoices.numbers["instalment"]
    for fact in sorted(np.unique(facts).tolist(), key=lambda fact: int(table.numbers["instalment"][fact]) < 0):
        left = int(table.numbers["amount"][fact])
        for row in sorted(of[facts == fact].tolist(), key=lambda row: -int(instalments[row])):
            part = min(left, max(0, int(gross[row]) - int(found[row])))
            found[row] += part
            left -= part
    return found
