"""From the facts of a view and a programme to a Book: every account's rows side by side, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import AmountBase, Event, ExchangeRateDay, OldestBy, PaymentAllocation, Stage
from encours.clauses.vocabulary import ACCOUNT
from encours.cover.book import holders as held
from encours.cover.book.agreement import agreement_of, profiles_of, wide
from encours.cover.book.arrange import PARTITIONED_FROM, Arranged, by_partition, by_sorting
from encours.cover.book.holders import Buyers, Holders, buyers_of, holders_of
from encours.cover.book.invoice_rows import InvoiceRows, Moves, consents, disputed, moves_of, reported_on
from encours.cover.book.parties import party_matches
from encours.cover.book.rates import Rates, converted
from encours.cover.book.settled import extension_may_start_at_issue, needed_of
from encours.cover.book.timelines import entries_of, events_of, evidences_of, limits_of, proceedings_that_count
from encours.cover.events import ANY
from encours.cover.structures import structures
from encours.engine.book import Columns, Spans, Timeline, is_constant
from encours.engine.structures import Structure
from encours.facts.columns import Table, constant
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, Day

Column = NDArray[Any]

#: Stands for "always", where a day is known to lie before every other.
LONG_AGO = -(2**30)


@dataclass(frozen=True, slots=True)
class Book:
    """Columns laid out by account, and the way back to the facts.

    `spans` are the rows of each account; `timelines` its money, limits, evidence and profiles; `agreement` and `terms`
    what the programme says, resolved.

    `ledger_row` gives for each row its place in the view's invoices table; `buyers` names the buyers; `rates` the
    fractions by which a row's currency becomes the policy's, with `currencies` beside them.
    """

    programme: Programme
    as_of: Day
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

    def __len__(self) -> int:
        return int(self.ledger_row.size)

    @property
    def account_count(self) -> int:
        """Number of accounts, those without rows included."""
        return self.holders.count


def lay_out(view: View, programme: Programme, *, threads: int = 1, large: bool | None = None) -> Book:
    """Book of a view under a programme, as of the view's day.

    Every currency must have a rate by that day (`missing_rates` tells); that is checked before, and assumed here.
    A large book (by default, one of many rows) is partitioned by account rather than sorted, in threads, and settled
    rows that can matter to no answer are left out; what is open is the same, in the same order.
    """
    policy = programme.primary
    invoices = view.table("invoices")
    buyers = buyers_of(view)
    entities, joined, left = _entities(view, programme)
    entity_codes = _entity_codes(invoices, entities)
    holders = holders_of(view, buyers, wide(policy, "limit_scope"), len(entities))
    buyer_codes = buyers.codes(invoices)
    accounts = holders.accounts(buyer_codes, entity_codes, len(entities))
    rows = InvoiceRows(invoices, buyers)
    money_of = _exchange(view, policy)
    moved = moves_of(view, rows)
    columns = _row_columns(view, programme, rows, moved, entity_codes, joined, left, money_of)
    columns |= {"entity": entity_codes, "rate": money_of.row_rates, "currency": money_of.row_currencies}
    columns["buyer"] = buyer_codes if holders.grouped else constant(0, len(invoices), np.int64)
    profiles = profiles_of(programme, buyers)
    agreement, terms = agreement_of(programme, profiles, entities, money_of.rates, view)
    held_in = structures(policy.wording)
    of_accounts = _account_columns(view, programme, buyers)
    money = _money(view, rows, accounts, holders, money_of, policy, columns)
    columns = _as_allocated(columns, policy)
    events = events_of(view, programme, rows)
    if len(invoices) >= PARTITIONED_FROM if large is None else large:
        touched = _touched(money[0], events, holders, view.as_of)
        needed = needed_of(policy.wording, terms, columns, as_of=view.as_of, accounts=accounts, touched=touched,
                           count=holders.count)  # fmt: skip
        arranged = by_partition(held_in["rows"], columns, accounts, holders.count, invoices, needed,
                                from_issue=extension_may_start_at_issue(terms), threads=threads)  # fmt: skip
    else:
        arranged = by_sorting(held_in["rows"], columns, accounts, holders.count, invoices)
    agreement |= {"accounts": holders.count, "rows": int(arranged.order.size), "grouped": int(holders.grouped)}
    return Book(
        programme=programme,
        as_of=view.as_of,
        rows=arranged.rows,
        spans=arranged.spans,
        accounts=Columns.of(held_in["accounts"], of_accounts),
        timelines={
            "entries": _entries(held_in["entries"], money, arranged, len(invoices), holders),
            "moves": _moves(held_in["moves"], moved, accounts, arranged, len(invoices), holders),
            "limits": limits_of(view, programme, buyers, holders, len(entities), money_of.into_policy),
            "evidences": evidences_of(view, buyers, holders, len(entities)),
            "events": _events(held_in["events"], events, arranged, len(invoices), buyers),
            "profiles": profiles.records,
        },
        agreement=agreement,
        terms=np.column_stack([terms[name] for name in held_in["terms"].fields]),
        ledger_row=arranged.order,
        view=view,
        buyers=buyers,
        holders=holders,
        entities=entities,
        currencies=money_of.currencies,
        rates=money_of.rates,
    )


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


def _exchange(view: View, policy: Policy) -> Exchange:
    """Rates of the day asked, or of each invoice's day of issue where the policy says so."""
    known, invoices = Rates.of(view), view.table("invoices")
    currencies, row_currencies = _currencies(view, policy.currency)
    into_policy = {code: known.between(code, policy.currency, view.as_of) for code in currencies}
    rates = [rate if rate is not None else Fraction(1) for rate in into_policy.values()]
    row_rates = row_currencies
    if wide(policy, "exchange_rate_day") == ExchangeRateDay.INVOICE_DATE and len(currencies) > 1:
        rates, row_rates = known.by_issue(rates, currencies, policy.currency, row_currencies, invoices)
    return Exchange(currencies, row_currencies, into_policy, rates, row_rates)


def missing_rates(view: View, programme: Programme) -> list[str]:
    """Currencies of the view that have no rate into the policy's currency by its day."""
    target, rates = programme.primary.currency, Rates.of(view)
    found = rates.without(_all_currencies(view, target), target, view.as_of)
    if wide(programme.primary, "exchange_rate_day") != ExchangeRateDay.INVOICE_DATE:
        return found
    texts, issued = view.table("invoices").texts["currency"], view.table("invoices").numbers["issued"]
    for code in texts.used_codes().tolist():
        first = int(issued[texts.codes == code].min())
        if first > DAY_MISSING_STORED:
            found += rates.without([texts.names[code]], target, first)
    return list(dict.fromkeys(found))


def _all_currencies(view: View, target: str) -> list[str]:
    found = dict.fromkeys([*view.table("invoices").texts["currency"].names, target])
    for kind in ("payments", "credit_notes", "limit_decisions"):
        texts = view.table(kind).texts["currency"]
        if len(texts):
            found |= dict.fromkeys(texts.names[int(code)] for code in texts.used_codes())
    return list(found)


def _currencies(view: View, target: str) -> tuple[list[str], Column]:
    """Every currency of the view, those of the invoices first and in their numbering, and that of each invoice."""
    codes = view.table("invoices").texts["currency"].codes
    return _all_currencies(view, target), codes if is_constant(codes) or not codes.size else codes.astype(np.int64)


def _entities(view: View, programme: Programme) -> tuple[list[str], Column, Column]:
    """Insured entities by number with the days they joined and left; the last stands for an unknown seller."""
    joined: dict[str, int] = {}
    left: dict[str, int] = {}
    for each in programme.primary.entities:
        joined[each.entity] = LONG_AGO if each.joined_on is None else each.joined_on
        left[each.entity] = each.left_on
    table = view.table("entities")
    texts = table.texts["entity"]
    for row in range(len(table)):
        day = int(table.numbers["joined_on"][row])
        joined[texts[row]] = LONG_AGO if day == DAY_MISSING_STORED else day
        left[texts[row]] = int(table.numbers["left_on"][row])
    names = [*joined, ""]
    return (
        names,
        np.array([*joined.values(), DAY_MISSING_STORED], np.int32),
        np.array([*left.values(), DAY_MISSING_STORED], np.int32),
    )


def _entity_codes(invoices: Table, entities: Sequence[str]) -> Column:
    """Entity number of each invoice; a seller that is not insured, or not named, has the last number."""
    texts = invoices.texts["entity"]
    places = {name: place for place, name in enumerate(entities)}
    unknown = len(entities) - 1
    table = np.array([*(places.get(n, unknown) for n in texts.names), unknown], dtype=np.int64)
    if is_constant(texts.codes):
        return constant(int(table[int(texts.codes[0])]), len(invoices), np.int64)
    return table[texts.codes]


def _row_columns(
    view: View,
    programme: Programme,
    rows: InvoiceRows,
    moved: Moves,
    entity_codes: Column,
    joined: Column,
    left: Column,
    exchange: Exchange,
) -> dict[str, Column]:
    invoices = rows.invoices
    numbers = invoices.numbers
    due, agreed = moved.due, moved.agreed
    consented_due, special_due, waived_on = consents(view, rows, agreed)
    gross = _standing(invoices)
    net = _net(gross, numbers["vat"])
    policy = programme.primary
    bases = {AmountBase.GROSS: gross, AmountBase.NET: net}
    money = {
        "gross": gross,
        "insured_base": bases[AmountBase.numbered(wide(policy, "amount_base"))],
        "limit_base": bases[AmountBase.numbered(wide(policy, "limit_amount_base"))],
        "disputed": disputed(view, rows, gross),
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
        "overdue_reported_on": reported_on(view, rows, np.minimum(due, agreed)),
        "late_notice_waived_on": waived_on,
    }  # fmt: skip


def _standing(invoices: Table) -> Column:
    """Amount of each document less what later documents replace of it, so that a sale is counted once."""
    gross = invoices.numbers["gross"]
    replaces = invoices.texts["replaces"]
    if replaces.is_empty:
        return gross
    names = invoices.texts["number"]
    later = replaces.translated(names.names)
    replaced: dict[tuple[int, int], int] = {}
    buyers = invoices.texts["buyer"].codes
    for row in np.flatnonzero(later >= 0).tolist():
        key = (int(buyers[row]), int(later[row]))
        replaced[key] = replaced.get(key, 0) + int(gross[row])
    left = gross.copy()
    for row, (buyer, number) in enumerate(zip(buyers.tolist(), names.codes.tolist(), strict=True)):
        taken = min(int(left[row]), replaced.get((buyer, number), 0))
        if taken > 0:
            left[row] -= taken
            replaced[buyer, number] -= taken
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


def _account_columns(view: View, programme: Programme, buyers: Buyers) -> dict[str, Column]:
    hits = view.table("sanction_hits")
    decision = hits.numbers["decision"]
    confirmed = decision == hits.kind.field("decision").code("confirmed")
    open_hit = (decision == hits.kind.field("decision").code("undecided")) | (hits.numbers["decided_on"] == NEVER)
    excluded = np.zeros(len(buyers), dtype=np.int64)
    for name in programme.primary.excluded_buyers:
        place = [i for i, known in enumerate(buyers.names) if known == name]
        excluded[place] = 1
    found = {
        "excluded_by_name": excluded if programme.primary.excluded_buyers else constant(0, len(buyers), np.int64),
        "insolvent_on": held.first_day(
            view, buyers, "insolvencies", "opened_on",
            where=proceedings_that_count(view.table("insolvencies"), programme.primary),
        ),
        "sanction_confirmed_on": held.first_day(view, buyers, "sanction_hits", "hit_on", where=confirmed & ~open_hit),
        "sanction_undecided_on": held.first_day(view, buyers, "sanction_hits", "hit_on", where=open_hit),
        "rescheduled_on": held.last_day(view, buyers, "repayment_plans", "agreed_on", where=_before(view, programme)),
    }  # fmt: skip
    assert set(found) == set(ACCOUNT)
    return found


def _before(view: View, programme: Programme) -> Column:
    """Repayment plans agreed before the policy began."""
    before: Column = view.table("repayment_plans").numbers["agreed_on"] < programme.primary.period_start
    return before


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
    buyer, day, kind, until, row = events
    placed = _placed(row, arranged, length)
    placed = np.where((row >= 0) & (placed < 0), ANY - 1, placed)
    return Timeline.of(
        structure, {"day": day, "kind": kind, "until": until, "row": placed}, Spans.of(buyer, len(buyers))
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
