"""What a file would change in a workspace: the difference, the facts that accepting it adds, and their effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from encours.cover.ageing.open_items import OpenItem, open_items
from encours.cover.alike_codes import alike_codes
from encours.cover.holds import Holds
from encours.cover.limit_falls import LimitFall, limit_falls
from encours.cover.on_account import (
    ON_ACCOUNT,
    Allocation,
    Used,
    allocated,
    back_on_account,
    not_allocated,
    used_up,
    without,
)
from encours.cover.original_amounts import original_amounts
from encours.facts.checks import check
from encours.facts.columns import Table, indices, mask
from encours.facts.decisions import amount_left, last_decisions, limit_of
from encours.facts.difference import Difference, annulled, difference, learnt, named_in, restored
from encours.facts.faults import Fault
from encours.facts.index import names_of
from encours.facts.kept import standing_of
from encours.facts.kinds import KINDS, Buyer, Fact, Invoice, LimitDecision, Payment
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.units import MISSING, NEVER, Cents, Day

BUYERS_SHOWN: Final = 10
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

    ``allocations`` tell where money went that stood on an account; ``added`` are the facts to add, by table, ``falls``
    the limits that they lower. ``faults`` are those that the ledger did not have before; any that is no warning forbids
    to keep the import. ``still`` are the contradictions that it had before and has with the file.
    """

    day: Day
    differences: Mapping[str, Difference]
    settled: tuple[Settled, ...]
    reopened: tuple[Settled, ...]
    allocations: tuple[Allocation, ...]
    added: Mapping[str, Table]
    ledger: Ledger
    faults: tuple[Fault, ...]
    falls: tuple[LimitFall, ...] = ()
    still: tuple[Fault, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether something contradicts, so that nothing may be kept."""
        return any(not each.is_warning for each in self.faults)

    @property
    def fact_count(self) -> int:
        """How many facts it adds."""
        return sum(table.length for table in self.added.values())


def propose(
    before: Ledger,
    tables: Mapping[str, Table],
    *,
    name: str,
    day: Day,
    holds: Holds = Holds.ADDITIONS,
    since: Day | None = None,
    earlier: Collection[str] = (),
    period: tuple[Day, Day] | None = None,
    currency: str = "EUR",
) -> Proposal:
    """What the tables of a file would change.

    ``name`` is that of the import to come, ``since`` the day of the last one, ``earlier`` the imports whose facts
    this file tells anew when it holds everything, of the days of ``period``; ``currency`` is the company's own.
    """
    view = before.view(day)
    now = _compared(view, tables, holds, is_first=not earlier)
    is_list = holds is Holds.OPEN_ITEMS and "invoices" in now
    differences = {kind: difference(_told_of(view.table(kind), is_list=is_list), table) for kind, table in now.items()}
    differences |= _of_limits(view, differences, tables) if holds is Holds.LIMITS else {}
    used = used_up(differences, earlier) if is_list else []
    tables_added = _learnt(view, differences, used, since=since, is_list=is_list)
    if holds is Holds.EVERYTHING:
        assert period is not None, "whole books are those of a period"
        tables_added += _never_happened(differences, day, earlier, period)
    facts: list[Fact] = []
    settled: list[Settled] = []
    reopened: list[Settled] = []
    allocations: list[Allocation] = []
    told: list[Fault] = []
    if is_list:
        opened, wrong = open_items(
            before.add_tables(named_in(tables_added, name).values()).view(day), currency, by_name_only=True
        )
        opened, unsaid = _of_one_seller(opened, now["invoices"])
        settled, reopened = _settled(opened, tables["invoices"], tables.get("payments"))
        nobodys = _without_seller(opened, now["invoices"])
        told = [each for each in (wrong, unsaid, nobodys) if each is not None]
        is_alone = nobodys is None and _is_one_seller(view.table("invoices"), now["invoices"])
        facts, allocations = _paid(settled, used, day, name, is_alone=is_alone)
    tables_added += _tables_of(facts)
    strangers = _strangers(view, tables_added)
    tables_added += _tables_of(Buyer(buyer=code, name=code, known=day) for code in strangers)
    told += [_registered_by_code(strangers)] if strangers else []
    told += [*_of_another_buyer(differences), *alike_codes((view.table(kind) for kind in KINDS), tables_added)]
    added = named_in(tables_added, name)
    after = before.add_tables(added.values())
    new, still = _faults(before, after)
    return Proposal(
        day=day,
        differences=differences,
        settled=tuple(settled),
        reopened=tuple(reopened),
        allocations=tuple(allocations),
        added=added, ledger=after, falls=limit_falls(before, after),
        faults=(*told, *new), still=still,
    )  # fmt: skip


def _compared(view: View, tables: Mapping[str, Table], holds: Holds, *, is_first: bool) -> dict[str, Table]:
    """Tables of a file as they are compared with the ledger: without what its sort of file leaves to be concluded."""
    now = dict(tables)
    if holds is Holds.OPEN_ITEMS and "payments" in now:
        # What was paid of an invoice is concluded from what is left of it; money on account is a fact like any other.
        now["payments"] = now["payments"].take(now["payments"].texts["invoice"].codes < 0)
    if holds is Holds.OPEN_ITEMS and "invoices" in now:
        now["invoices"] = original_amounts(view.table("invoices"), now["invoices"], tables.get("payments"))
    if holds is Holds.OPEN_ITEMS and not is_first:
        # A list in which no money is left on account says so of that of the list before.
        now |= {kind: Table.empty(KINDS[kind]) for kind in ON_ACCOUNT if kind not in now}
    if holds is Holds.LIMITS and "limit_decisions" in now:
        now["limit_decisions"] = _new_decisions(view, now["limit_decisions"])
    return now


def _told_of(table: Table, *, is_list: bool) -> Table:
    """Facts that a file tells of: a list of open items, not of money that an earlier list allocated."""
    return not_allocated(table) if is_list else table


def _learnt(
    view: View, differences: Mapping[str, Difference], used: Sequence[Used], *, since: Day | None, is_list: bool
) -> list[Table]:
    """Facts to add so that the ledger says what the file says; of money used, what became of it is told apart."""
    again: list[Fact] = []
    if is_list:
        differences, again = back_on_account(view, differences)
    told = (without(each, used) for each in differences.values())
    return [*(learnt(each, view.as_of, since=since) for each in told), *_tables_of(again)]


def _tables_of(facts: Iterable[Fact]) -> list[Table]:
    by_kind: dict[str, list[Fact]] = defaultdict(list)
    for each in facts:
        by_kind[each.KIND.table].append(each)
    return [Table.of(KINDS[kind], rows) for kind, rows in by_kind.items()]


def _strangers(view: View, added: Iterable[Table]) -> list[str]:
    """Buyers that facts name and that a register of buyers, where there is one or one begins, does not."""
    named: set[str] = set()
    told: set[str] = set()
    for table in added:
        if table.kind.has_buyer and table.length:
            standing = table.take(table.numbers["void"] == 0)
            (told if table.kind is KINDS["buyers"] else named).update(standing.texts["buyer"].with_own_names().names)
    registered = view.table("buyers").texts["buyer"]
    if not len(registered):
        if not told:
            return []
        tables = (view.table(kind.table) for kind in KINDS.values() if kind.has_buyer)
        named.update(*(table.texts["buyer"].with_own_names().names for table in tables))
    return sorted(named - told - set(registered.with_own_names().names) - {""})


def _registered_by_code(codes: Sequence[str]) -> Fault:
    listed = ", ".join(codes[:BUYERS_SHOWN]) + (", …" if len(codes) > BUYERS_SHOWN else "")
    return Fault(
        code="buyers-registered-by-code",
        fact_ids=(),
        en=f"New buyers, registered by their code alone: {listed}.",
        fr=f"Nouveaux acheteurs, enregistrés par leur seul code : {listed}.",
        remedy_en="Tell their names, countries and identifiers: import a list of customers.",
        remedy_fr="Indiquez leurs noms, pays et identifiants : importez une liste de clients.",
        is_warning=True,
    )


def _new_decisions(view: View, listed: Table) -> Table:
    """Decisions of a list of limits that say otherwise than the last one known of the same buyer and policy."""
    last = last_decisions(view, limit_of, by=NEVER)
    decisions = [cast(LimitDecision, fact) for fact in listed.rows()]
    new = [row for row, each in enumerate(decisions) if _says_otherwise(each, last.get(limit_of(each)))]
    return listed.take(indices(new))


def _of_limits(view: View, differences: Mapping[str, Difference], tables: Mapping[str, Table]) -> dict[str, Difference]:
    """Decisions of a list of limits with those it tells no more: the last of each limit that it does not name."""
    if "limit_decisions" not in tables:
        return {}
    found, listed = differences["limit_decisions"], tables["limit_decisions"]
    named = {limit_of(cast(LimitDecision, fact)) for fact in listed.rows()}
    gone = {each.fact_id for key, each in last_decisions(view, limit_of, by=NEVER).items() if key not in named}
    vanished = tuple(row for row, fact in enumerate(found.before.rows()) if fact.fact_id in gone)
    same = found.same + listed.length - found.now.length
    return {"limit_decisions": replace(found, vanished=vanished, same=same)}


def _says_otherwise(now: LimitDecision, last: LimitDecision | None) -> bool:
    """Whether a decision leaves something else in force; what a list does not tell is as it was."""
    if last is None or amount_left(now) != amount_left(last):
        return True
    if amount_left(now) > 0 and (now.currency, now.expires_on) != (last.currency, last.expires_on):
        return True
    told = ((now.percentage, last.percentage, MISSING), (now.conditions, last.conditions, ""))
    return any(one not in {two, unknown} for one, two, unknown in told)


def _never_happened(
    differences: Mapping[str, Difference], day: Day, earlier: Collection[str], period: tuple[Day, Day]
) -> list[Table]:
    """Annulments of the facts of earlier imports of the same books that are told no more."""
    first, last = period
    found = []
    for each in differences.values():
        told_no_more = each.before.take(indices(each.vanished))
        sources = zip(told_no_more.texts["source"].texts(), told_no_more.happened_on.tolist(), strict=True)
        rows = [
            row
            for row, (source, happened) in enumerate(sources)
            if source.partition("/")[0] in earlier and first <= happened <= last
        ]
        found.append(annulled(told_no_more.take(indices(rows)), day))
    return found


def _paid(
    settled: Iterable[Settled], used: Iterable[Used], day: Day, name: str, *, is_alone: bool
) -> tuple[list[Fact], list[Allocation]]:
    """Facts by which invoices are settled: money that was on account goes to them, the oldest first; the rest was paid.

    Which of them it went to is not in a list.
    """
    left = {each.invoice.fact_id: each.open_before - each.open_now for each in settled}
    oldest = sorted((each.invoice for each in settled), key=lambda each: (each.issued, each.number, each.instalment))
    facts, told = allocated(used, left, oldest, day, is_alone=is_alone)
    paid = ((each, left[each.invoice.fact_id]) for each in settled)
    return [*facts, *(_payment(each, amount, day, name) for each, amount in paid if amount)], told


def _of_one_seller(opened: list[OpenItem], listed: Table) -> tuple[list[OpenItem], Fault | None]:
    """What is open as a list names it: one that names no seller is of the only one there is, or tells nothing."""
    if (listed.texts["entity"].codes >= 0).any():
        return opened, None
    sellers = {invoice.entity for invoice, _ in opened} - {""}
    if len(sellers) <= 1:
        return [(replace(invoice, entity=""), amount) for invoice, amount in opened], None
    return [], Fault(
        code="list-without-seller",
        fact_ids=(),
        en=f"The list does not say who sold, and the workspace has {len(sellers)} companies: nothing of it is settled.",
        fr=f"La liste ne dit pas qui a vendu, et l'espace de travail a {len(sellers)} sociétés : rien n'en est soldé.",
        remedy_en="Add a column entity to the list, or import one list for each company.",
        remedy_fr="Ajoutez une colonne entité à la liste, ou importez une liste par société.",
        is_warning=True,
    )


def _is_one_seller(*books: Table) -> bool:
    """Whether these invoices name one company that sold, or none."""
    return len({name for each in books for name in each.texts["entity"].with_own_names().names}) <= 1


def _without_seller(opened: Iterable[OpenItem], listed: Table) -> Fault | None:
    """Open invoices of which nobody tells the seller, beside a list that tells it: they may be another's."""
    if (listed.texts["entity"].codes < 0).any():
        return None
    now = {_key(cast(Invoice, fact)) for fact in listed.rows()}
    several = [invoice for invoice, _ in opened if not invoice.entity and _key(invoice) not in now]
    if not several:
        return None
    more = ["…"] if len(several) > BUYERS_SHOWN else []
    numbers = ", ".join([*(each.number for each in several[:BUYERS_SHOWN]), *more])
    return Fault(
        code="invoices-without-seller",
        fact_ids=tuple(each.fact_id for each in several[:1]),
        en=f"The list says who sold, and open invoices that it does not hold name no seller ({len(several)}): "
        f"{numbers}. They stay open, and money on account stays too.",
        fr=f"La liste dit qui a vendu, et des factures ouvertes qu'elle n'a pas ne nomment aucun vendeur "
        f"({len(several)}) : {numbers}. Elles restent ouvertes, et l'argent en acompte reste aussi.",
        remedy_en="If they were paid, import their payments; else a list in which they bear their company.",
        remedy_fr="Si elles sont réglées, importez leurs règlements ; sinon une liste où elles portent leur société.",
        is_warning=True,
    )


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
    known = set()
    for invoice, amount in opened:
        known.add(_key(invoice))
        # A list tells of the companies and the stages that are in it, and of no others.
        if invoice.entity not in entities or invoice.stage != "invoiced":
            continue
        each = Settled(invoice, amount, now.get(_key(invoice), 0), is_gone=_key(invoice) not in now)
        if each.open_now != amount:
            (less if each.open_now < amount else more).append(each)
    paid_whole = [each for each in invoices if _key(each) not in known and now[_key(each)] > 0]
    more += [Settled(each, 0, now[_key(each)], is_gone=False) for each in paid_whole]
    return less, more


def _key(invoice: Invoice) -> InvoiceKey:
    return invoice.number, invoice.instalment


def _payment(each: Settled, amount: Cents, day: Day, name: str) -> Payment:
    return Payment(
        reference=f"{name}/{each.invoice.number}/{each.invoice.instalment}",
        buyer=each.invoice.buyer,
        invoice=each.invoice.number,
        instalment=each.invoice.instalment,
        paid_on=day,
        currency=each.invoice.currency,
        amount=amount,
    )


def _of_another_buyer(differences: Mapping[str, Difference]) -> list[Fault]:
    """What bears the number of something that another buyer owes or paid: one of the two is wrong."""
    found = []
    for each in differences.values():
        for change in each.changed:
            if "buyer" in change.fields:
                fact, old = each.now.row(change.now), each.before.row(change.before)
                number = " ".join(str(getattr(fact, name)) for name in each.kind.key[:1])
                found.append(Fault(
                    code="number-of-another-buyer",
                    fact_ids=(old.fact_id,),
                    en=f"{number} is of buyer {cast(Payment, old).buyer} in the workspace, "
                    f"of {cast(Payment, fact).buyer} in the file.",
                    fr=f"{number} est de l'acheteur {cast(Payment, old).buyer} dans l'espace de travail, "
                    f"de {cast(Payment, fact).buyer} dans le fichier.",
                    remedy_en="Give each its own number, or correct the buyer in the workspace first.",
                    remedy_fr="Donnez à chacun son numéro, ou corrigez d'abord l'acheteur dans l'espace de travail.",
                ))  # fmt: skip
    return found


def _faults(before: Ledger, after: Ledger) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Faults that facts bring, then the contradictions that were there before and are there still."""
    known, found = set(check(before)), check(after)
    still = tuple(each for each in found if each in known and not each.is_warning)
    return tuple(each for each in found if each not in known), still


def standing_on(before: Ledger, name: str, undoing: Collection[str]) -> tuple[str, ...]:
    """Imports that changed facts of this one since, ``undoing`` apart: they are to be taken back first."""
    heirs = standing_of(before.corrections())
    found = {
        _last(heirs, own).partition("/")[0]
        for kept in before.kept.values()
        for own in names_of(_of_import(kept.table, name))
    }
    return tuple(sorted(found - {name, *undoing}))


def taken_back(before: Ledger, undone_name: str, *, name: str, day: Day) -> Proposal:
    """What taking an import back changes: its facts are annulled, or as they were before it corrected them."""
    heirs = standing_of(before.corrections())
    tables: list[Table] = []
    for kept in before.kept.values():
        mine = _of_import(kept.table, undone_name)
        names = names_of(mine)
        last = [_last(heirs, each) for each in names]
        is_plain = [one == two for one, two in zip(names, last, strict=True)]
        plain = mine.take(mask(mine.length, rows=[row for row, each in enumerate(is_plain) if each]))
        tables.append(annulled(plain.take((plain.texts["corrects"].codes < 0) & (plain.numbers["void"] == 0)), day))
        targets = mine.texts["corrects"].texts()
        others = [(last[row], targets[row]) for row in range(mine.length) if targets[row] or not is_plain[row]]
        tables += _as_before(before, others, day)
    added = named_in(tables, name)
    after = before.add_tables(added.values())
    new, still = _faults(before, after)
    return Proposal(
        day=day,
        differences={},
        settled=(),
        reopened=(),
        allocations=(),
        added=added,
        ledger=after,
        faults=new,
        falls=limit_falls(before, after),
        still=still,
    )


def _as_before(before: Ledger, pairs: Sequence[tuple[str, str]], day: Day) -> list[Table]:
    """Facts that put others right: of each name that stands, the fact it replaced stands again, or none at all."""
    facts = before.found({name for pair in pairs for name in pair if name})
    gone = [facts[name] for name, target in pairs if target not in facts and not facts[name].void]
    back = [restored(facts[name], facts[target], day) for name, target in pairs if target in facts]
    return [*_tables_of(back), *(annulled(table, day) for table in _tables_of(gone))]


def _of_import(table: Table, name: str) -> Table:
    """Facts of one table that an import brought."""
    names = table.texts["source"].names
    wanted = [code for code, each in enumerate(names) if each.startswith(f"{name}/")]
    is_wanted = mask(len(names) + 1, rows=wanted)  # the code of the empty text points at the last place
    return table.take(is_wanted[table.texts["source"].codes])


def _last(heirs: Mapping[str, str], name: str) -> str:
    """Name of the fact that stands in the place of another: its own where nothing corrected it."""
    seen = {name}
    while name in heirs and heirs[name] not in seen:
        name = heirs[name]
        seen.add(name)
    return name
