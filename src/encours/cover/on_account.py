"""Money on an account that a later list of open items has no more, has less of, or has again.

A list does not tell when such money was used: it stands on the account until the day of the list, and goes on that day
to invoices settled since, the oldest first. What none of them took was given back. No earlier day changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

from encours.facts.columns import Table, indices
from encours.facts.difference import Difference
from encours.facts.kinds import CreditNote, Fact, Invoice, Payment
from encours.facts.view import ALLOCATED, View
from encours.units import DAY_MISSING_STORED, MISSING, Cents, Day, portion

ON_ACCOUNT: Final = ("payments", "credit_notes")
"""Tables of what may stand on an account, until it goes to invoices."""

Money = Payment | CreditNote


@dataclass(frozen=True, slots=True)
class Allocation:
    """Part of the money on an account that went to an invoice on the day of a list, or was given back (None)."""

    money: Money
    invoice: Invoice | None
    amount: Cents


@dataclass(frozen=True, slots=True)
class Used:
    """Money of which a list has less than the ledger: by how much, and what stands of it (None where nothing does)."""

    money: Money
    amount: Cents
    kept: Money | None


def amount_of(money: Money) -> Cents:
    """Amount of a payment or of a credit note."""
    return money.amount if isinstance(money, Payment) else money.gross


def own_name(money: Money) -> str:
    """Reference of a payment, or number of a credit note."""
    return money.reference if isinstance(money, Payment) else money.number


def not_allocated(table: Table) -> Table:
    """Facts of a table without money that an earlier list allocated: a list tells of the others."""
    if ALLOCATED not in table.numbers or not table.length:
        return table
    days = table.numbers[ALLOCATED]
    return table if (days == DAY_MISSING_STORED).all() else table.take(days == DAY_MISSING_STORED)


def used_up(differences: Mapping[str, Difference], earlier: Collection[str]) -> list[Used]:
    """Money on account that earlier lists had and this one has no more, or has less of."""
    found: list[Used] = []
    for each in map(differences.get, ON_ACCOUNT):
        if each is None:
            continue
        found += [Used(fact, amount_of(fact), None) for fact in each.before.take(indices(each.vanished)).rows()]  # type: ignore[arg-type]
        for change in each.changed:
            old, now = each.before.row(change.before), each.now.row(change.now)
            assert isinstance(old, Money)
            values: dict[str, Any] = {name: getattr(now, name) for name in change.fields}
            kept = replace(old, source=now.source, **values)
            if amount_of(old) > amount_of(kept) and (old.buyer, old.currency) == (kept.buyer, kept.currency):
                found.append(Used(old, amount_of(old) - amount_of(kept), kept))
    return [each for each in found if each.money.source.partition("/")[0] in earlier and not each.money.invoice]


def without(found: Difference, used: Iterable[Used]) -> Difference:
    """Difference in which money used in part is told otherwise no more: what became of it is told apart."""
    names = {each.money.fact_id for each in used if each.kept is not None}
    changed = tuple(each for each in found.changed if found.before.row(each.before).fact_id not in names)
    return replace(found, changed=changed)


def allocated(
    used: Iterable[Used], left: dict[str, Cents], invoices: Sequence[Invoice], day: Day, *, is_alone: bool
) -> tuple[list[Fact], list[Allocation]]:
    """Facts by which used money goes to the invoices settled, in their order, and the same as it is told to people.

    ``left`` is what each invoice, by its fact, still has to be settled of it, and is lessened. What went to none was
    given back, unless several companies sell: it may be in the list of another, and stands.
    """
    facts: list[Fact] = []
    told: list[Allocation] = []
    for each in used:
        amount, parts = each.amount, []
        for invoice in invoices:
            part = min(amount, left[invoice.fact_id])
            if part > 0 and (invoice.buyer, invoice.currency) == (each.money.buyer, each.money.currency):
                parts.append(Allocation(each.money, invoice, part))
                left[invoice.fact_id] -= part
                amount -= part
        kept = each.kept
        if amount and (is_alone or kept is not None):
            parts.append(Allocation(each.money, None, amount))
        elif amount:
            kept = _of_amount(each.money, amount)
        if parts:
            facts += _split(each.money, kept, parts, day)
            told += parts
    return facts, told


def _split(money: Money, kept: Money | None, parts: Sequence[Allocation], day: Day) -> list[Money]:
    """What stands for one fact once parts of it are allocated; the first corrects it, and VAT goes with the amounts."""
    known, whole = max(day, money.known), amount_of(money)
    made: list[Money] = [] if kept is None else [replace(kept, known=known, fact_id="")]
    for each in parts:
        part = _with(_of_amount(money, each.amount), fact_id="", source="", known=known, allocated_on=day)
        made.append(part if each.invoice is None else _with(part, invoice=each.invoice.number,
                                                            instalment=each.invoice.instalment))  # fmt: skip
    if isinstance(money, CreditNote) and money.vat != MISSING:
        vat = [portion(money.vat, amount_of(each), whole) for each in made]
        vat[-1] = money.vat - sum(vat[:-1])
        made = [_with(each, vat=part) for each, part in zip(made, vat, strict=True)]
    return [replace(made[0], corrects=money.fact_id), *(replace(each, corrects="") for each in made[1:])]


def back_on_account(view: View, differences: Mapping[str, Difference]) -> tuple[dict[str, Difference], list[Fact]]:
    """Differences without money that appeared again, and the facts that take its earlier allocation back.

    Only where the list has again the whole of what was given back, or of what was allocated.
    """
    appeared = {kind: each for kind in ON_ACCOUNT if (each := differences.get(kind)) is not None and each.appeared}
    if not appeared:
        return dict(differences), []
    parts = _allocated_before(view, tuple(appeared))
    changed, facts = dict(differences), list[Fact]()
    for kind, each in appeared.items():
        new: list[int] = []
        for row in each.appeared:
            money = each.now.row(row)
            assert isinstance(money, Money)
            same = parts.get(_name(money), [])
            gone = [part for part in same if not part.invoice]
            of = next((some for some in (gone, same) if some and sum(map(amount_of, some)) == amount_of(money)), [])
            if not of or money.invoice:
                new.append(row)
                continue
            parts[_name(money)] = [part for part in same if part not in of]
            facts.append(replace(money, fact_id="", corrects=of[0].fact_id, known=max(view.as_of, of[0].known)))
            facts += [
                replace(part, fact_id="", source="", corrects=part.fact_id, void=1, known=max(view.as_of, part.known))
                for part in of[1:]
            ]
        changed[kind] = replace(each, appeared=tuple(new))
    return changed, facts


def _allocated_before(view: View, kinds: Collection[str]) -> dict[tuple[str, ...], list[Money]]:
    """Money that lists allocated by the day, by what names it: each is a correction, or stands beside one."""
    found: dict[tuple[str, ...], list[Money]] = {}
    tables = (view.ledger.kept[kind].table for kind in kinds)
    held = (table.take(table.numbers[ALLOCATED] > DAY_MISSING_STORED) for table in tables if table.length)
    void = {each.fact_id for each in view.ledger.corrections() if each.void}
    for money in chain.from_iterable(table.rows() for table in held):
        assert isinstance(money, Money)
        if money.fact_id not in view.withdrawn and money.fact_id not in void and money.allocated_on <= view.as_of:
            found.setdefault(_name(money), []).append(money)
    return found


def _name(money: Money) -> tuple[str, ...]:
    return money.KIND.table, own_name(money), money.buyer, str(money.happened_on), money.currency


def _of_amount(money: Money, amount: Cents) -> Money:
    return _with(money, **{"amount" if isinstance(money, Payment) else "gross": amount})


def _with(money: Money, **values: Any) -> Money:  # noqa: ANN401 -- fields of a fact
    return replace(money, **values)
