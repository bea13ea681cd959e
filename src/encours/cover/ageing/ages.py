"""The two ages of an unpaid invoice: the one that every clock of the policy follows, and the one of reminders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from encours.clauses.measures import authorised_due, reference_due
from encours.cover.book import Book
from encours.facts.kinds import Buyer, buyer_on
from encours.facts.pauses import Pause, Pauses
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, Day, Days, widen_day


@dataclass(frozen=True, slots=True)
class Ages:
    """Days since the due date as of a day, below zero before it.

    `contractual` is never paused and is what the policy counts: from the due date that its clocks follow. `commercial`
    leaves out the paused days: it is what reminders count. Either is `MISSING` where it cannot be told: without a due
    date, or while a pause runs whose end nobody knows. `pauses` are those that took days of it.
    """

    contractual: Days
    commercial: Days
    pauses: tuple[Pause, ...] = ()

    @property
    def paused(self) -> Days:
        """Days that pauses took; `MISSING` where the commercial age is."""
        return MISSING if self.commercial == MISSING else self.contractual - self.commercial


UNKNOWN = Ages(MISSING, MISSING)
"""Ages of what has no due date."""


def ages(due: Day, as_of: Day, pauses: Iterable[Pause] = ()) -> Ages:
    """Ages of what fell due on a day: the day after is its first, and a paused day is left out once."""
    if due in {MISSING, NEVER}:
        return UNKNOWN
    age = as_of - due
    taking = tuple(each for each in pauses if each.first <= as_of and (each.last == MISSING or each.last > due))
    if age <= 0 or not taking:
        return Ages(age, age)
    if any(each.last == MISSING for each in taking):
        return Ages(age, MISSING, taking)
    return Ages(age, age - _days_in(taking, due + 1, as_of), taking)


def _days_in(pauses: Iterable[Pause], first: Day, last: Day) -> Days:
    """Days from one to another, both included, that some pause holds."""
    count, after = 0, first
    for each in sorted(pauses, key=lambda pause: pause.first):
        begins, ends = max(each.first, after), min(each.last, last)
        if begins <= ends:
            count, after = count + ends - begins + 1, ends + 1
    return count


@dataclass(frozen=True, slots=True)
class AgedRow:
    """One open receivable with its ages: its row among the invoices."""

    row: int
    ages: Ages


def aged_rows(view: View, rows: Iterable[tuple[int, Day]], book: Book | None = None) -> Iterator[AgedRow]:
    """Ages of open receivables, each told by its row and its due date as last moved.

    With the Book of a cover they are counted from the due date that the clocks of its first policy follow.
    """
    invoices, found = view.table("invoices"), Pauses.of(view)
    texts, ranks = invoices.texts, invoices.numbers["instalment"]
    followed = {} if book is None else dues_followed(book)
    for row, moved in rows:
        due = followed.get(row, moved)
        named = found.of_instalment(texts["buyer"][row], texts["number"][row], int(ranks[row]), due)
        yield AgedRow(row, ages(due, view.as_of, named))


def dues_followed(book: Book) -> dict[int, Day]:
    """Due date that the clocks of the first policy follow, of each row of the ledger whose due date was moved."""
    count, policy = len(book), book.programme.primary
    names = ("due", "original_due", "consented_due", "risk_day")
    columns = {name: book.rows.column(name, 0, count) for name in names}
    places = (columns["due"] != columns["original_due"]).nonzero()[0].tolist()
    found = {}
    for place in places:
        days = {name: widen_day(int(columns[name][place])) for name in names}
        row = int(book.ledger_row[place])
        found[row] = policy_due(policy, _keys(book.view, row, days["risk_day"]), **days)
    return found


def _keys(view: View, row: int, day: Day) -> dict[str, str]:
    """What the terms of a row may vary with, as far as the ledger tells it."""
    texts, registered = view.table("invoices").texts, view.table("buyers")
    code = texts["buyer"][row]
    known = buyer_on(cast("list[Buyer]", registered.facts(registered.texts["buyer"].where_any([code]))), day)
    keys = {"buyer": code, "entity": texts["entity"][row]}
    if known is not None:
        keys |= {"buyer_class": known.buyer_class, "country": known.country, "sector": known.sector}
    return keys


def policy_due(
    policy: Policy, keys: dict[str, str], *, due: Day, original_due: Day, consented_due: Day, risk_day: Day
) -> Day:
    """Due date that the clocks of a policy follow for a row; `MISSING` where the ledger or a term cannot tell it."""
    if MISSING in {due, original_due} or due == original_due or "extension_effect" not in policy.wording.terms:
        return due
    authority, effect = (resolve(policy, name, keys, risk_day) for name in ("extension_authority", "extension_effect"))
    if MISSING in {authority, effect}:
        return MISSING
    return reference_due(original_due, due, authorised_due(original_due, authority, consented_due), effect)
