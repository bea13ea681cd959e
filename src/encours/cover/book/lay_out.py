"""From the facts of a view and a programme to a Book: every account's rows side by side, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import Event, PaymentAllocation
from encours.clauses.lose.anchors import INSOLVENCY
from encours.cover.book.agreement import agreed_of, agreement_of, profiles_of, wide
from encours.cover.book.arrange import PARTITIONED_FROM, Arranged, by_partition, by_sorting
from encours.cover.book.buyer_columns import buyer_columns
from encours.cover.book.exchange import Exchange, exchange_of
from encours.cover.book.holders import Buyers, Holders, buyers_of, holders_of
from encours.cover.book.invoice_rows import InvoiceRows, Moves, moves_of
from encours.cover.book.row_columns import row_columns
from encours.cover.book.sellers import entities_of, entity_codes_of
from encours.cover.book.settled import extension_may_start_at_issue, needed_of
from encours.cover.book.timelines import entries_of, events_of, evidences_of, limits_of
from encours.cover.events import ANY
from encours.cover.structures import structures
from encours.engine.book import Columns, Spans, Timeline
from encours.engine.structures import Structure
from encours.engine.threads import begun
from encours.facts.columns import constant
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.units import NEVER, Day

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Book:
    """Columns laid out by account, and the way back to the facts.

    `spans` are the rows of each account; `timelines` its money, limits, evidence and profiles; `agreement` and `terms`
    what the programme says, resolved.

    A book of a loss tells what was open on the day that it was `lost_on`, `NEVER` for one of cover.
    `ledger_row` gives for each row its place in the view's invoices table; `buyers` names the buyers; `rates` the
    fractions by which a row's currency becomes the policy's, with `currencies` beside them.
    """

    programme: Programme
    as_of: Day
    lost_on: Day
    rows: Columns
    spans: Spans
    accounts: Columns
    timelines: Mapping[str, Timeline]
    agreement: Mapping[str, Any]
    terms: Column
    ledger_row: Column
    view: View
    buyers: Buyers
    holders: Holders
    entities: Sequence[str]
    currencies: Sequence[str]
    rates: Sequence[Fraction]
    kept: dict[str, list[int]] = field(default_factory=dict, repr=False)
    """Terms as lists, for the plain walk, once it asked for them."""
    deliveries: dict[tuple[int, int], Any] = field(default_factory=dict, repr=False)
    """What a delivery of the day would find, by account and buyer, once somebody asked: reports ask more than once."""

    def __len__(self) -> int:
        return int(self.ledger_row.size)

    @property
    def account_count(self) -> int:
        """Number of accounts, those without rows included."""
        return self.holders.count


def lay_out(
    view: View, programme: Programme, *, cause: str = INSOLVENCY, lost_on: Day = NEVER, threads: int = 1,
    large: bool | None = None,
) -> Book:  # fmt: skip
    """Book of a view under a programme, as of the view's day.

    Terms that vary with the `cause` of loss are read for this one: cover says what would be paid if the buyer failed.
    The book of a loss of the day `lost_on`, by that of the view, has the account as it then stood, each invoice at the
    rate of a loss; what happened since (a notice, a waiver, a dispute, a sum that came back unpaid) counts.
    Every currency must have a rate by that day, as `missing_rates` tells. A large book (by default: many rows) is
    partitioned by account rather than sorted, in threads, and settled rows that can matter to no answer are left out.
    """
    policy, invoices = programme.primary, view.table("invoices")
    held_in = structures(policy.wording)
    buyers = buyers_of(view)
    entities, joined, left = entities_of(view, programme)
    entity_codes = entity_codes_of(invoices, entities)
    holders = holders_of(view, buyers, wide(policy, "limit_scope"), len(entities))
    buyer_codes = buyers.codes(invoices)
    accounts = holders.accounts(buyer_codes, entity_codes, len(entities))
    rows = InvoiceRows(invoices, buyers)
    money_of = exchange_of(view, policy, lost_on=lost_on)
    is_large = len(invoices) >= PARTITIONED_FROM if large is None else large
    moved = moves_of(view, rows)
    columns = row_columns(view, programme, rows, moved, entity_codes, joined, left, money_of)
    columns |= {"entity": entity_codes, "rate": money_of.row_rates, "currency": money_of.row_currencies}
    columns["buyer"] = buyer_codes if holders.grouped else constant(0, len(invoices), np.int64)
    profiles = profiles_of(programme, buyers)
    agreed = agreed_of(programme, profiles, entities, cause)
    money = _money(view, rows, accounts, holders, money_of, policy, columns)
    columns = _as_allocated(columns, policy)
    events = events_of(view, programme, rows)
    if is_large:
        touched = _touched(money[0], events, holders, view.as_of)
        needed = needed_of(policy.wording, agreed.terms, columns, as_of=view.as_of, accounts=accounts, touched=touched,
                           count=holders.count)  # fmt: skip
        arranging = begun(lambda: by_partition(
            held_in["rows"], columns, accounts, holders.count, invoices, needed,
            from_issue=extension_may_start_at_issue(agreed.terms), threads=threads,
        ), threads)  # fmt: skip
    else:
        arranging = begun(lambda: by_sorting(held_in["rows"], columns, accounts, holders.count, invoices), 1)
    limits = limits_of(view, programme, buyers, holders, entities, money_of.into_policy)
    arranged = arranging()
    return Book(
        programme=programme, as_of=view.as_of, lost_on=lost_on, rows=arranged.rows, spans=arranged.spans,
        accounts=Columns.of(held_in["accounts"], buyer_columns(view, programme, buyers)),
        timelines={
            "entries": _entries(held_in["entries"], money, arranged, len(invoices), holders),
            "moves": _moves(held_in["moves"], moved, accounts, arranged, len(invoices), holders),
            "limits": limits,
            "evidences": evidences_of(view, buyers, holders, len(entities)),
            "events": _events(held_in["events"], events, arranged, len(invoices), buyers),
            "profiles": profiles.records,
        },
        agreement=agreement_of(agreed, programme, money_of.rates, view) | _sizes(arranged, holders, lost_on),
        terms=agreed.matrix,
        ledger_row=arranged.order, view=view, buyers=buyers, holders=holders, entities=entities,
        currencies=money_of.currencies, rates=money_of.rates,
    )  # fmt: skip


def _sizes(arranged: Arranged, holders: Holders, lost_on: Day) -> dict[str, int]:
    """What the walk reads of the book itself."""
    rows = int(arranged.order.size)
    return {"accounts": holders.count, "rows": rows, "grouped": int(holders.grouped), "lost_on": lost_on}


def _as_allocated(columns: dict[str, Column], policy: Policy) -> dict[str, Column]:
    """Where the policy takes every payment to the oldest invoice, whole payments are money on account too."""
    if wide(policy, "payment_allocation") == PaymentAllocation.AS_REMITTED:
        return columns
    return {**columns, "paid_on": constant(NEVER, columns["paid_on"].size, np.int32)}


def _money(
    view: View,
    rows: InvoiceRows,
    accounts: Column,
    holders: Holders,
    exchange: Exchange,
    policy: Policy,
    columns: Mapping[str, Column],
) -> list[Column]:
    """Money by account, day, row (-1: on account), amount, rate and buyer, in order of account and day."""
    rate_of, row_rates = {name: place for place, name in enumerate(exchange.currencies)}, exchange.row_currencies
    oldest_first = wide(policy, "payment_allocation") == PaymentAllocation.OLDEST_FIRST
    found = entries_of(view, rows, accounts, holders, rate_of, row_rates, oldest_first=oldest_first)
    if not oldest_first:
        return found
    paid = np.flatnonzero(columns["paid_on"] <= view.as_of)
    own = rows.buyers.codes(rows.invoices)
    whole = (
        accounts[paid], columns["paid_on"][paid], np.full(paid.size, -1), columns["amount"][paid], row_rates[paid],
        own[paid],
    )  # fmt: skip
    together = [np.concatenate(pair) for pair in zip(found, whole, strict=True)]
    order = np.lexsort((together[1], together[0]))
    return [column[order] for column in together]


def _touched(account: Column, events: Sequence[Column], holders: Holders, as_of: Day) -> Column:
    """Accounts that single payments touch, or an insolvency: what is settled there may matter."""
    buyer, day, kind, *_ = events
    insolvent = np.unique(buyer[(kind == int(Event.INSOLVENT)) & (day <= as_of)])
    return np.unique(np.concatenate((account, holders.accounts_of(insolvent))))


def _events(
    structure: Structure, events: Sequence[Column], arranged: Arranged, length: int, buyers: Buyers
) -> Timeline:
    """The `events` group: what happens to each buyer; one that names a row left out concerns no other."""
    buyer, day, kind, until, row, published_on, learnt_on = events
    placed = _placed(row, arranged, length)
    placed = np.where((row >= 0) & (placed < 0), ANY - 1, placed)
    return Timeline.of(
        structure,
        {"day": day, "kind": kind, "until": until, "row": placed, "published_on": published_on, "learnt_on": learnt_on},
        Spans.of(buyer, len(buyers)),
    )


def _moves(
    structure: Structure, moved: Moves, accounts: Column, arranged: Arranged, length: int, holders: Holders
) -> Timeline:
    """The `moves` group: due dates moved after the delivery, by account, in order of days."""
    placed = _placed(moved.row, arranged, length)
    owner = accounts[moved.row] if moved.row.size else moved.row
    order = np.lexsort((placed, moved.day, owner))
    columns = {"day": moved.day[order], "row": placed[order], "new_due": moved.new_due[order]}
    return Timeline.of(structure, columns, Spans.of(owner[order].astype(np.int64), holders.count))


def _placed(row: Column, arranged: Arranged, length: int) -> Column:
    """Place in the Book of each row of the table; -1 stays -1."""
    if not row.size or not length:
        return np.full(row.size, -1)
    return np.where(row >= 0, arranged.places(length)[np.maximum(row, 0)], -1)


def _entries(
    structure: Structure, money: Sequence[Column], arranged: Arranged, length: int, holders: Holders
) -> Timeline:
    """The `entries` group: money with the places of its rows in the Book."""
    account, day, row, amount, rate, buyer = money
    placed = _placed(row, arranged, length)
    # Money of one day goes by the place of its row and not by that of a file: the order of files does not matter.
    order = np.lexsort((rate, amount, placed, placed < 0, day, account))
    account, day, placed, amount, rate, buyer = (each[order] for each in (account, day, placed, amount, rate, buyer))
    spans = Spans.of(account.astype(np.int64), holders.count)
    return Timeline.of(structure, {"day": day, "row": placed, "amount": amount, "rate": rate, "buyer": buyer}, spans)
