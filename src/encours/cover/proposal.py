"""What a file would change in a workspace: the difference, the facts that accepting it adds, and their effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, cast

from encours.cover.ageing.open_items import OpenItem, open_items
from encours.cover.holds import Holds
from encours.facts.checks import check
from encours.facts.columns import Table, indices
from encours.facts.difference import Difference, difference, learnt, undone
from encours.facts.faults import Fault
from encours.facts.kinds import Fact, Invoice, LimitDecision, Payment
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.units import NEVER, Cents, Day

UNCHANGED: Final = "increase refused"
"""Outcome of a decision that leaves the limit as it was."""

InvoiceKey = tuple[str, int]
"""Number of an invoice and rank of its instalment."""


@dataclass(frozen=True, slots=True)
class Settled:
    """An invoice of which less is open than the ledger knew: by that much it was paid, at the latest on the day."""

    invoice: Invoice
    open_before: Cents
    open_now: Cents
    is_gone: bool


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """What a file changes: differences by table, invoices settled or open again, facts to add, and their faults.

    ``faults`` are those that the ledger did not have before; any that is no warning forbids to keep the import.
    """

    day: Day
    differences: Mapping[str, Difference]
    settled: tuple[Settled, ...]
    reopened: tuple[Settled, ...]
    facts: tuple[Fact, ...]
    ledger: Ledger
    faults: tuple[Fault, ...]

    @property
    def is_refused(self) -> bool:
        """Whether something contradicts, so that nothing may be kept."""
        return any(not each.is_warning for each in self.faults)


def propose(
    before: Ledger,
    tables: Mapping[str, Table],
    *,
    name: str,
    day: Day,
    holds: Holds = Holds.ADDITIONS,
    since: Day | None = None,
    earlier: Collection[str] = (),
    currency: str = "EUR",
) -> Proposal:
    """What the tables of a file would change.

    ``name`` is that of the import to come, ``since`` the day of the last one, ``earlier`` the imports whose facts
    this file tells anew when it holds everything; ``currency`` is the company's own.
    """
    view = before.view(day)
    now = dict(tables)
    payments = now.pop("payments", None) if holds is Holds.OPEN_ITEMS else None
    if holds is Holds.LIMITS and "limit_decisions" in now:
        now["limit_decisions"] = _new_decisions(view, now["limit_decisions"])
    differences = {kind: difference(view.table(kind), table) for kind, table in now.items()}
    facts = [fact for each in differences.values() for fact in learnt(each, day, since=since)]
    if holds is Holds.EVERYTHING:
        facts += _never_happened(differences, day, earlier)
    settled: list[Settled] = []
    reopened: list[Settled] = []
    unrated: Fault | None = None
    if holds is Holds.OPEN_ITEMS and "invoices" in now:
        opened, unrated = open_items(before.add(facts).view(day), currency)
        settled, reopened = _settled(opened, now["invoices"], payments)
        facts += [_payment(each, day, name) for each in settled]
    named = [_named(fact, name, rank) for rank, fact in enumerate(facts, start=1)]
    after = before.add(named)
    return Proposal(
        day=day,
        differences=differences,
        settled=tuple(settled),
        reopened=tuple(reopened),
        facts=tuple(named),
        ledger=after,
        faults=(*([unrated] if unrated else ()), *_new_faults(before, after)),
    )


def _new_decisions(view: View, listed: Table) -> Table:
    """Decisions of a list of limits that say otherwise than the last one known of the same buyer and policy."""
    last: dict[tuple[str, str], LimitDecision] = {}
    for fact in view.table("limit_decisions").rows():
        each = cast(LimitDecision, fact)
        if each.outcome == UNCHANGED:
            continue
        if _whose(each) not in last or _order(last[_whose(each)]) <= _order(each):
            last[_whose(each)] = each
    new = [
        row
        for row, fact in enumerate(listed.rows())
        if _said(cast(LimitDecision, fact)) != _said(last.get(_whose(fact)))
    ]
    return listed.take(indices(new))


def _whose(fact: Fact) -> tuple[str, str]:
    each = cast(LimitDecision, fact)
    return each.buyer, each.policy


def _order(each: LimitDecision) -> tuple[Day, Day, Day]:
    return max(each.effective_on, each.decided_on), each.decided_on, each.known


def _said(each: LimitDecision | None) -> tuple[object, ...]:
    """What a decision leaves in force: where nothing is, how much was decided says nothing."""
    if each is None:
        return ()
    return (max(0, each.amount), each.currency if each.amount > 0 else "", each.kind, each.expires_on)


def _never_happened(differences: Mapping[str, Difference], day: Day, earlier: Collection[str]) -> list[Fact]:
    """Annulments of the facts of earlier imports of the same books that are told no more."""
    found = []
    for each in differences.values():
        first, last = _period(each.now)
        for row in each.vanished:
            fact = each.before.row(row)
            is_of_these = any(fact.source.startswith(f"{name}/") for name in earlier)
            if is_of_these and first <= fact.happened_on <= last:
                found.append(replace(fact, fact_id="", source="", corrects=fact.fact_id, void=1,
                                     known=max(day, fact.known)))  # fmt: skip
    return found


def _period(table: Table) -> tuple[Day, Day]:
    days = table.happened_on
    return (int(days.min()), int(days.max())) if table.length else (1, 0)


def _settled(opened: Iterable[OpenItem], listed: Table, payments: Table | None) -> tuple[list[Settled], list[Settled]]:
    """Invoices of which the list has less open than the ledger, and those of which it has more."""
    paid: dict[InvoiceKey, Cents] = defaultdict(int)
    for fact in payments.rows() if payments is not None else ():
        payment = cast(Payment, fact)
        paid[payment.invoice, max(payment.instalment, 1)] += payment.amount
    invoices = [cast(Invoice, fact) for fact in listed.rows()]
    now = {_key(each): each.gross - paid[_key(each)] for each in invoices}
    entities = {each.entity for each in invoices}
    less: list[Settled] = []
    more: list[Settled] = []
    for invoice, amount in opened:
        # A list tells of the companies and the stages that are in it, and of no others.
        if invoice.entity not in entities or invoice.stage != "invoiced":
            continue
        each = Settled(invoice, amount, now.get(_key(invoice), 0), is_gone=_key(invoice) not in now)
        if each.open_now != amount:
            (less if each.open_now < amount else more).append(each)
    return less, more


def _key(invoice: Invoice) -> InvoiceKey:
    return invoice.number, invoice.instalment


def _payment(each: Settled, day: Day, name: str) -> Payment:
    return Payment(
        reference=f"{name}/{each.invoice.number}/{each.invoice.instalment}",
        buyer=each.invoice.buyer,
        invoice=each.invoice.number,
        instalment=each.invoice.instalment,
        paid_on=day,
        currency=each.invoice.currency,
        amount=each.open_before - each.open_now,
    )


def _named(fact: Fact, name: str, rank: int) -> Fact:
    """Fact with the import in its source, and so in its name: two files of one name never meet."""
    source = f"{name}/{fact.source}" if fact.source else f"{name}/{fact.KIND.table}:{rank}"
    own = f"{name}/{fact.fact_id}" if fact.fact_id and fact.fact_id != fact.source else source
    return replace(fact, source=source, fact_id=own)


def _new_faults(before: Ledger, after: Ledger) -> tuple[Fault, ...]:
    known = set(check(before))
    return tuple(each for each in check(after) if each not in known)


def taken_back(before: Ledger, undone_name: str, *, name: str, day: Day) -> Proposal:
    """What taking an import back changes: its facts that still stand are annulled, or as before it corrected them."""
    view = before.view(NEVER - 1)
    own = [
        fact
        for table in before.kept.values()
        for fact in table.table.rows()
        if fact.source.startswith(f"{undone_name}/")
    ]
    standing = {fact.fact_id for fact in own} - view.withdrawn
    originals = {each.corrects: old for each in own if each.corrects and (old := before.find(each.corrects))}
    facts = [_named(fact, name, rank) for rank, fact in enumerate(undone(own, standing, originals, day), start=1)]
    after = before.add(facts)
    return Proposal(
        day=day, differences={}, settled=(), reopened=(), facts=tuple(facts), ledger=after,
        faults=_new_faults(before, after),
    )  # fmt: skip
