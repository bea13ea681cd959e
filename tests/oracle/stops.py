"""When deliveries to a buyer are stopped, found by walking the days one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.oracle.balances import Ledger, Pool
from tests.oracle.book import Book, Row, concerns
from tests.oracle.clocks import authorised_due, clock_due, extension_end, extensions
from tests.oracle.dates import NEVER, add_span, convert
from tests.oracle.terms import term

ONE_DAY = timedelta(days=1)
Keys = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stop:
    """Deliveries from `begins` are not insured, until those of `ends`, which are again."""

    begins: date
    ends: date

    def holds_on(self, day: date) -> bool:
        """Whether a delivery of that day falls in the stop."""
        return self.begins <= day < self.ends


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A row that can stop its buyer, with its own terms."""

    row: Row
    minimum: int
    restart: str
    forgotten_within: int | None


def days_beyond(
    book: Book, layer: dict[str, Any], ledger: Ledger | Pool, row: Row, *, keys: Keys, minimum: int, currency: str
) -> tuple[list[date], list[date]]:
    """Days on which a row is beyond its extension, and days on which it is overdue at all."""
    beyond: list[date] = []
    overdue: list[date] = []
    own = row.arises_on
    if row.due is None and row.issued is None:
        return beyond, overdue
    day = max(own, min(d for d in (row.due, row.issued) if d is not None))
    if day == NEVER:
        return beyond, overdue
    rates = book.tables.get("exchange_rates", [])
    moves = any(concerns(move, row) for move in book.of("due_date_moves", row.buyer))
    due = clock_due(book, layer, row, day=book.as_of, keys=keys)
    end = extension_end(book, layer, row, day=book.as_of, keys=keys)
    if not moves:
        # Nothing can happen before the first of the two days is over.
        known = [last for last in (due, end) if last is not None]
        if not known or min(known) == NEVER:
            return beyond, overdue
        day = max(day, min(known))
    counted: dict[int, int] = {}
    while day <= book.as_of:
        left = ledger.balance_on(row, day)
        if left <= 0:
            break
        if left not in counted:
            worth = convert(left, row.currency, currency, day=exchange_day(book, layer, row), rates=rates)
            counted[left] = left if worth is None else worth
        if moves:
            due = clock_due(book, layer, row, day=day, keys=keys)
            end = extension_end(book, layer, row, day=day, keys=keys)
        if counted[left] >= minimum:
            if end is not None and day > end:
                beyond.append(day)
            if due is not None and day > due:
                overdue.append(day)
        day += ONE_DAY
    return beyond, overdue


def exchange_day(book: Book, layer: dict[str, Any], row: Row) -> date:
    """Day whose rate turns the row into the currency of the policy."""
    if term(layer, "exchange_rate_day") == "invoice date":
        return row.issued if row.issued is not None and row.issued != NEVER else row.arises_on
    return book.as_of


def overdue_stops(
    book: Book, layer: dict[str, Any], ledger: Ledger | Pool, *, keys_of: Any, currency: str
) -> list[Stop]:
    """Stops for overdue of one account, those cured in time forgotten."""
    beyond: dict[date, list[OverdueRow]] = {}
    overdue: set[date] = set()
    for row in ledger.rows:
        keys = keys_of(row)
        own = row.arises_on
        if not row.is_receivable or term(layer, "maximum_extension_period", day=own, keys=keys) is None:
            continue
        source = OverdueRow(
            row=row,
            minimum=term(layer, "stop_minimum_overdue", day=own, keys=keys) or 0,
            restart=term(layer, "overdue_restart", day=own, keys=keys),
            forgotten_within=term(layer, "cured_stop_forgotten_within", day=own, keys=keys),
        )
        days, late = days_beyond(book, layer, ledger, row, keys=keys, minimum=source.minimum, currency=currency)
        for day in days:
            beyond.setdefault(day, []).append(source)
        overdue.update(late)
    if not beyond:
        return []
    stops: list[Stop] = []
    started: OverdueRow | None = None
    begins = day = min(beyond)
    while day <= book.as_of:
        stopped = day in beyond
        if started is not None and started.restart == "all overdue paid":
            stopped = stopped or day in overdue
        if stopped and started is None:
            started, begins = min(beyond[day], key=lambda source: source.row.sort_key("delivery")), day
        if not stopped and started is not None:
            if not forgotten(started, begins, day):
                stops.append(Stop(begins, day))
            started = None
        day += ONE_DAY
    if started is not None:
        stops.append(Stop(begins, NEVER))
    return stops


def forgotten(source: OverdueRow, begins: date, ends: date) -> bool:
    """Whether a stop cured on `ends` is treated as if it had never been."""
    within: Any = source.forgotten_within
    if within is None:
        return False
    days: int = within[1] if isinstance(within, tuple) else within
    return (ends - begins).days <= days


def extension_stops(book: Book, layer: dict[str, Any], row: Row, *, ledger: Ledger | Pool, keys_of: Any) -> list[date]:
    """Days on which an unauthorised extension of another row stopped the buyer."""
    since: list[date] = []
    for other in ledger.rows:
        if other == row:
            continue
        keys = keys_of(other)
        if term(layer, "unauthorised_extension", day=other.arises_on, keys=keys) != "buyer":
            continue
        latest = authorised_due(book, layer, other, day=book.as_of, keys=keys)
        if latest is not None:
            since += [move["moved_on"] for move in extensions(book, other) if move["new_due"] > latest]
    return since


def suspensions(book: Book, layer: dict[str, Any]) -> list[Stop]:
    """Times when the policy is suspended for a late premium or declaration of its own, or that names no policy."""
    span = term(layer, "suspension_after_notice")
    found: list[Stop] = []
    for table, cured in (("premium_payments", "paid_on"), ("turnover_declarations", "declared_on")):
        for fact in book.tables.get(table, []):
            if fact["notice_on"] == NEVER or fact["policy"] not in (None, "", layer["name"]):
                continue
            begins = add_span(fact["notice_on"], span) + ONE_DAY
            if begins < fact[cured]:
                found.append(Stop(begins, fact[cured]))
    return found
