"""What happens to an account over time, in order of days: money, limits, evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import Event, LimitScope, Outcome, Proceedings
from encours.cover.book.agreement import wide
from encours.cover.book.holders import Buyers, Holders
from encours.cover.book.insolvency_losses import days_of_insolvency_loss
from encours.cover.book.invoice_rows import InvoiceRows
from encours.cover.book.rates import converted
from encours.cover.book.sellers import entities_of
from encours.cover.structures import FIXED
from encours.engine.book import Spans, Timeline, is_constant
from encours.facts.columns import Table
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, after

Column = NDArray[Any]
Entry = tuple[int, int, int, int, int, int]
"""Account, day, invoice row (-1: on account), amount in the currency of its rate, rate, buyer."""


def entries_of(
    view: View,
    rows: InvoiceRows,
    accounts: Column,
    holders: Holders,
    rate_of: Mapping[str, int],
    row_rates: Column,
    *,
    oldest_first: bool = False,
) -> list[Column]:
    """Money that settles rows, as columns account, day, row, amount, rate and buyer, in order of account and day.

    Payments returned by the view's day never were; a bill pays what is open when it is honoured; a credit note
    reduces the invoice it names, else counts as money on account. Money in another currency than the invoice it
    names is refused at reading; a past day that knew it so, before its correction, has it on account. With
    `oldest_first` no payment goes to the invoice it names; credit notes and bills still do.
    """
    found: list[Entry] = []
    returned = view.table("payment_returns").texts["payment"]
    gone = {returned[i] for i in range(len(returned))}
    payments = view.table("payments")
    references = payments.texts["reference"]
    kept = [row for row in range(len(payments)) if references[row] not in gone]
    _money(found, payments, "paid_on", "amount", rows, accounts, holders, rate_of, row_rates, kept)
    if oldest_first:
        found = [(account, day, -1, amount, rate, buyer) for account, day, _, amount, rate, buyer in found]
    credit_notes = view.table("credit_notes")
    _money(
        found,
        credit_notes,
        "issued",
        "gross",
        rows,
        accounts,
        holders,
        rate_of,
        row_rates,
        range(len(credit_notes)),
    )
    _honoured_bills(found, view.table("bills"), rows, accounts, row_rates)
    found.sort(key=lambda e: (e[0], e[1], e[2] < 0, e[2], e[3]))
    columns = np.array(found, dtype=np.int64).reshape(len(found), 6)
    return [columns[:, i] for i in range(6)]


def _money(
    found: list[Entry],
    table: Table,
    on: str,
    amount: str,
    rows: InvoiceRows,
    accounts: Column,
    holders: Holders,
    rate_of: Mapping[str, int],
    row_rates: Column,
    kept: Any,
) -> None:
    if not len(table):
        return
    first, last = rows.named(table)
    order, _, instalments = rows._index()  # noqa: SLF001  the same index, read whole
    buyers = rows.buyers.codes(table)
    days, amounts, wanted = table.numbers[on], table.numbers[amount], table.numbers["instalment"]
    currencies, gross = table.texts["currency"], rows.invoices.numbers["gross"]
    left: dict[int, int] = {}
    # Of one day, what names an instalment comes before what names a whole invoice; the order of a file never decides.
    for row in sorted(kept, key=lambda r: (int(days[r]), wanted[r] < 0, int(wanted[r]), int(amounts[r]))):
        day, money, rate = int(days[row]), int(amounts[row]), rate_of.get(currencies[row], 0)
        places = [
            int(order[p]) for p in range(int(first[row]), int(last[row]))
            if (wanted[row] < 0 or int(instalments[p]) == int(wanted[row])) and int(row_rates[order[p]]) == rate
        ]  # fmt: skip
        for of in places:
            part = min(money, left.get(of, int(gross[of]))) if len(places) > 1 and of != places[-1] else money
            left[of] = left.get(of, int(gross[of])) - part
            money -= part
            if part > 0:
                found.append((int(accounts[of]), day, of, part, rate, int(buyers[row])))
        if not places and money > 0:
            holder = int(holders.of_buyer[buyers[row]])
            if holders.by_entity:  # the seller is not said: the account of no named entity, the last of the buyer
                of_each = holders.count // len(rows.buyers)
                holder = holder * of_each + of_each - 1
            found.append((holder, day, -1, money, rate, int(buyers[row])))


def _honoured_bills(found: list[Entry], bills: Table, rows: InvoiceRows, accounts: Column, row_rates: Column) -> None:
    """Bills that were honoured and did not come back unpaid later: each pays what is open (an amount of -1)."""
    honoured = bills.kind.field("event").code("honoured")
    dishonoured = bills.kind.field("event").code("dishonoured")
    facts, of = rows.pairs(bills)
    owners = rows.buyers.codes(bills)
    returned: dict[str, int] = {}
    for fact in range(len(bills)):
        if int(bills.numbers["event"][fact]) == dishonoured:
            name = bills.texts["reference"][fact]
            returned[name] = max(returned.get(name, 0), int(bills.numbers["on"][fact]))
    for fact, row in zip(facts.tolist(), of.tolist(), strict=True):
        day = int(bills.numbers["on"][fact])
        if int(bills.numbers["event"][fact]) == honoured and returned.get(bills.texts["reference"][fact], -1) < day:
            found.append((int(accounts[row]), day, row, -1, int(row_rates[row]), int(owners[fact])))


def limits_of(
    view: View,
    programme: Programme,
    buyers: Buyers,
    holders: Holders,
    entities: Sequence[str],
    rates: Mapping[str, Fraction | None],
) -> Timeline:
    """The `limits` group: decisions of every layer by account, in order of the day they take effect.

    One that names an insured entity is in its account alone, where each has its own (`limit_scope`).
    """
    table = view.table("limit_decisions")
    layers = len(programme.policies)
    policy_names = table.texts["policy"]
    chosen: list[Column] = []
    owners: list[Column] = []
    codes = holders.of_buyer[buyers.codes(table)] if len(table) else np.empty(0, np.int64)
    refused_increase = int(Outcome.INCREASE_REFUSED)
    effective = np.full(len(table), DAY_MISSING_STORED, dtype=np.int32)
    for layer, policy in enumerate(programme.policies):
        own = (
            policy_names.codes == policy_names.code(policy.name)
            if policy_names.code(policy.name) >= 0
            else np.zeros(len(table), bool)
        )
        if layer == 0:
            own = own | (policy_names.codes < 0)
        rows = np.flatnonzero(own & (table.numbers["outcome"] != refused_increase))
        effective[rows] = effective_days(policy, table, rows)
        keys = layer * holders.count + codes[rows] * (len(entities) if holders.by_entity else 1)
        for entity, name in enumerate(entities if holders.by_entity else ("",)):
            own_of = _of_entity(table, rows, name) if holders.by_entity else slice(None)
            chosen.append(rows[own_of])
            owners.append(keys[own_of] + entity)
    rows, owner = np.concatenate(chosen), np.concatenate(owners)
    amounts = _amounts(table, rows, rates)
    stated = table.numbers["percentage"][rows]
    percentage = np.where(stated < 0, 10_000, stated)
    if not (owner[1:] > owner[:-1]).all():
        stand = _that_stand(table, rows, owner, effective[rows], amounts, percentage)
        rows, owner, amounts, percentage = (each[stand] for each in (rows, owner, amounts, percentage))
    spans = Spans.of(owner, layers * holders.count)
    numbers = table.numbers
    conditional = table.texts["conditions"].codes[rows] >= 0
    columns = {
        "effective_on": effective[rows], "outcome": numbers["outcome"][rows],
        "kind": numbers["kind"][rows] + 1, "amount": amounts,
        "percentage": percentage,
        "decided_on": numbers["decided_on"][rows],
        "expires_on": numbers["expires_on"][rows],
        "conditions_met_on": np.where(conditional, numbers["conditions_met_on"][rows], 0),
    }  # fmt: skip
    return Timeline.of(FIXED["limits"], columns, spans)


def _of_entity(table: Table, rows: Column, entity: str) -> Column | slice:
    """Which decisions an insured entity has: its own, and those that name none."""
    names = table.texts["entity"]
    if names.is_empty:
        return slice(None)
    own = names.code(entity) if entity else -1
    return (names.codes[rows] < 0) | ((names.codes[rows] == own) if own >= 0 else False)


def unknown_policies(view: View, programme: Programme, table: str = "limit_decisions") -> dict[str, list[str]]:
    """Policies that decisions, or rows of another table, name and the programme does not hold, and these rows.

    A layer of losses has no limit, and may have what other tables tell.
    """
    layers = programme.policies if table == "limit_decisions" else programme.layers
    return _strangers(view.table(table), "policy", {policy.name for policy in layers})


def unknown_entities(view: View, programme: Programme, table: str) -> dict[str, list[str]]:
    """Companies of the insured that rows of a table name and that are neither listed nor sellers, and these rows."""
    whole = View.of(view.ledger, as_of=NEVER - 1, known_on=view.known_on)
    sellers = whole.table("invoices").texts["entity"].names
    return _strangers(view.table(table), "entity", {*entities_of(whole, programme)[0], *sellers})


def _strangers(table: Table, field: str, known: Collection[str]) -> dict[str, list[str]]:
    named = table.texts[field]
    strangers = {code: named.names[code] for code in named.used_codes().tolist() if named.names[code] not in known}
    return {
        name: [table.texts["source"][row] for row in (named.codes == code).nonzero()[0].tolist()]
        for code, name in strangers.items()
    }


def entities_without_limit(view: View, programme: Programme) -> tuple[tuple[str, ...], bool]:
    """Rows of decisions that name an insured entity in vain, and whether that is since the policy has one for all.

    Where each entity has its own limit, those are of an entity that is not insured.
    """
    table = view.table("limit_decisions")
    named = table.texts["entity"]
    if named.is_empty:
        return (), False
    is_shared = wide(programme.primary, "limit_scope") != LimitScope.ENTITY
    whole = View.of(view.ledger, as_of=NEVER - 1, known_on=view.known_on)
    known = () if is_shared else tuple(name for name in entities_of(whole, programme)[0] if name)
    rows = np.setdiff1d(np.flatnonzero(named.codes >= 0), named.where_any(known)).tolist()
    return tuple(table.texts["source"][row] for row in rows), is_shared


def _that_stand(
    table: Table, rows: Column, owner: Column, effective: Column, amounts: Column, percentage: Column
) -> Column:
    """Places of decisions in order; of those effective on one day for members of a group, those of one member stand.

    It is the member whose last decision of them gives least room, a refusal giving none: by what they say, so that
    the order of a file never decides. Two of a member taken on one day say the same, and one stands.
    """
    decided, outcome, kind, expires = (
        table.numbers[name][rows] for name in ("decided_on", "outcome", "kind", "expires_on")
    )
    buyer = table.texts["buyer"].codes[rows]
    refused = np.isin(outcome, (int(Outcome.REFUSED), int(Outcome.WITHDRAWN)))
    room = np.where(refused, 0, amounts)
    unmet = np.where(table.texts["conditions"].codes[rows] >= 0, table.numbers["conditions_met_on"][rows], 0)
    said = (kind, outcome, -expires.astype(np.int64), unmet, -percentage, -amounts, refused, -room)
    each = np.lexsort((*said, decided, buyer, effective, owner))
    each = each[_ends_a_run(owner[each], effective[each], buyer[each], decided[each])]
    voices = each[_ends_a_run(owner[each], effective[each], buyer[each])]
    ranked = voices[np.lexsort((*(which[voices] for which in said), effective[voices], owner[voices]))]
    govern = ranked[_ends_a_run(owner[ranked], effective[ranked])]
    ends_a_day = _ends_a_run(owner[each], effective[each])
    found: Column = each[buyer[each] == buyer[govern][np.cumsum(ends_a_day) - ends_a_day]]
    return found


def _ends_a_run(*columns: Column) -> Column:
    """Whether each row is the last of those that follow each other with the same values."""
    last = np.ones(columns[0].size, dtype=bool)
    for each in columns:
        last[:-1] &= each[1:] == each[:-1]
    last[:-1] = ~last[:-1]
    return last


def _told_on(table: Table) -> Column:
    notified = table.numbers["notified_on"]
    if is_constant(notified) and int(notified[0]) == DAY_MISSING_STORED:
        return table.numbers["decided_on"]
    return np.where(notified == DAY_MISSING_STORED, table.numbers["decided_on"], notified)


def effective_days(policy: Policy, table: Table, rows: Column | Sequence[int]) -> Column:
    """Day each decision, by its row, takes effect: the one stated, else its notice, run where a cut needs one.

    Where limits cannot be cancelled, a cut during the period waits for its end.
    """
    stated, told = table.numbers["effective_on"][rows], _told_on(table)[rows]
    outcome = table.numbers["outcome"][rows]
    found = np.where(stated == DAY_MISSING_STORED, told, stated)
    cancellable = wide(policy, "limits_cancellable") == 1
    for cut, notice in ((Outcome.REDUCED, "reduction_notice"), (Outcome.WITHDRAWN, "withdrawal_notice")):
        span = wide(policy, notice)
        for place in np.flatnonzero(outcome == int(cut)).tolist():
            if stated[place] == DAY_MISSING_STORED:
                found[place] = after(int(told[place]), span)
            if not cancellable and found[place] >= policy.period_start:
                found[place] = max(int(found[place]), policy.period_end + 1)
    return found


def _amounts(table: Table, rows: Column, rates: Mapping[str, Fraction | None]) -> Column:
    """Limits in the policy's currency; a decision without amount gives none."""
    amounts = table.numbers["amount"][rows]
    if (amounts == MISSING).any():
        amounts = np.where(amounts == MISSING, 0, amounts)
    names = table.texts["currency"]
    codes = names.codes[rows]
    present = codes[:1] if is_constant(names.codes) else codes
    for code in np.flatnonzero(np.bincount(present[present >= 0])).tolist():
        rate = rates[names.names[code]]
        assert rate is not None, f"no rate for {names.names[code]}: checked before laying out"
        if rate == 1:
            continue
        amounts = np.where(codes == code, converted(amounts, rate), amounts)
    return amounts.astype(np.int64)


def evidences_of(view: View, buyers: Buyers, holders: Holders, entity_count: int) -> Timeline:
    """The `evidences` group: credit reports by account, in order of their day."""
    table = view.table("evidences")
    report = table.kind.field("kind").code("credit report")
    codes = buyers.codes(table)
    rows = np.flatnonzero((table.numbers["kind"] == report) & (codes >= 0)) if len(table) else np.empty(0, np.int64)
    owner = holders.of_buyer[codes[rows]] if rows.size else np.empty(0, np.int64)
    if holders.by_entity:
        rows = np.repeat(rows, entity_count)
        owner = np.repeat(owner, entity_count) * entity_count + np.tile(np.arange(entity_count), owner.size)
    order = np.lexsort((table.numbers["dated_on"][rows], owner))
    rows = rows[order]
    spans = Spans.of(owner[order], holders.count)
    numbers = table.numbers
    score = numbers["score"][rows].astype(np.int64)
    score[score < 0] = MISSING
    columns = {
        "dated_on": numbers["dated_on"][rows].astype(np.int64),
        "expires_on": numbers["expires_on"][rows].astype(np.int64), "score": score,
    }  # fmt: skip
    return Timeline.of(FIXED["evidences"], columns, spans)


def events_of(view: View, programme: Programme, rows: InvoiceRows) -> list[Column]:
    """What happens to buyers and deliveries depend on, as columns buyer, day, kind, until and invoice row (-1: any).

    Two more tell the days on which an opening was published and learnt. Proceedings closed before the policy began no
    longer count; a later closure does not by itself restart cover. What an opening tells as `until` is the day of the
    loss that it brings.
    """
    found: list[tuple[int, ...]] = []
    buyers = rows.buyers
    opened = view.table("insolvencies")
    counted = proceedings_that_count(opened, programme.primary)
    lost_on = days_of_insolvency_loss(view, programme.primary)
    told = opened.numbers["published_on"], opened.known
    _add(found, Event.INSOLVENT, buyers.codes(opened), opened.numbers["opened_on"], lost_on, counted, told)
    files = view.table("hand_overs")
    _add(found, Event.HANDED_OVER, buyers.codes(files), files.numbers["handed_over_on"])
    adverse = view.table("adverse_informations")
    _add(found, Event.ADVERSE, buyers.codes(adverse), adverse.numbers["learnt_on"], adverse.numbers["cleared_on"])
    consents = view.table("consents")
    restarts = consents.numbers["subject"] == consents.kind.field("subject").code("restart")
    days, ends = consents.numbers["given_on"], consents.numbers["until"]
    whole = restarts & (consents.texts["invoice"].codes < 0)
    _add(found, Event.RESTARTED, buyers.codes(consents), days, ends, whole)
    own = buyers.codes(rows.invoices)
    for fact, row in zip(*(each.tolist() for each in rows.pairs(consents)), strict=True):
        if restarts[fact]:
            found.append((int(own[row]), int(days[fact]), int(Event.RESTARTED), int(ends[fact]), row, NEVER, NEVER))
    found.sort()
    columns = np.array(found, dtype=np.int64).reshape(len(found), 7)
    return [columns[:, i] for i in range(7)]


def _add(
    found: list[tuple[int, ...]], kind: Event, owners: Column, days: Column, until: Column | None = None,
    chosen: Column | None = None, told: tuple[Column, Column] | None = None,
) -> None:  # fmt: skip
    places = np.arange(days.size) if chosen is None else np.flatnonzero(chosen)
    if places.size:
        owned, day = owners[places].tolist(), days[places].tolist()
        ends, published_on, learnt_on = (
            repeat(NEVER) if each is None else each[places].tolist() for each in (until, *(told or (None, None)))
        )
        found.extend(zip(owned, day, repeat(int(kind)), ends, repeat(-1), published_on, learnt_on, strict=False))


def proceedings_that_count(table: Table, policy: Policy) -> Column:
    """Which proceedings are an insolvency under a policy, those closed before it began left out."""
    kinds = table.numbers["kind"]
    excluded = {
        Proceedings.ANY: (),
        Proceedings.COURT: ("arrangement",),
        Proceedings.STOPPED_PAYMENTS: ("arrangement", "safeguard"),
    }[Proceedings.numbered(wide(policy, "insolvency_proceedings"))]
    codes = [table.kind.field("kind").code(name) for name in excluded]
    counted: Column = (table.numbers["closed_on"] >= policy.period_start) & ~np.isin(kinds, codes)
    return counted
