"""Everything that the law asks about one buyer, read from the facts, and how its duties are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from encours.duties.duty import Department, Duty
from encours.duties.owed import Debt, debts
from encours.facts.kinds import Buyer, ClaimEvent, Insolvency, LegalAction, Security, buyer_on
from encours.facts.view import View
from encours.policy.quantity_text import write_day
from encours.units import MISSING, NEVER, Day

Done = tuple[Day, str]
"""Day on which something was done, and the fact that proves it."""
NOT_DONE: Final[Done] = (NEVER, "")


@dataclass(frozen=True, slots=True)
class Account:
    """Everything the law asks about one buyer."""

    buyer: str
    registered: Buyer | None
    debts: tuple[Debt, ...]
    proceedings: tuple[Insolvency, ...]
    """In order, conversions left out."""
    every: tuple[Insolvency, ...]
    """In order, conversions included."""
    actions: tuple[LegalAction, ...]
    declared: tuple[ClaimEvent, ...]
    retained: tuple[Security, ...]
    residence: str
    as_of: Day

    def done(self, *events: str, reference: str | None = None, since: Day = -NEVER) -> LegalAction | None:
        """First of some acts from a day on, of one case where it is named."""
        found = (
            each for each in self.actions
            if each.event in events and each.happened_on >= since and reference in {None, each.reference}
        )  # fmt: skip
        return min(found, key=lambda each: (each.happened_on, each.fact_id), default=None)


def accounts(view: View, currency: str, residence: str) -> Iterator[Account]:
    """Accounts of the buyers that owe something, in the order of their code."""
    owed = _by_buyer(debts(view, currency))
    names = ("buyers", "insolvencies", "legal_actions", "claim_events", "securities")
    told = {name: _by_buyer(_facts_of(view, name, owed)) for name in names}
    for buyer, own in sorted(owed.items()):
        every = sorted(told["insolvencies"].get(buyer, ()), key=lambda each: (each.opened_on, each.fact_id))
        declared = [each for each in told["claim_events"].get(buyer, ()) if each.event == "claim declared"]
        actions = told["legal_actions"].get(buyer, ())
        yield Account(
            buyer=buyer,
            registered=buyer_on(told["buyers"].get(buyer, ()), view.as_of),
            debts=tuple(own),
            proceedings=tuple(_without_conversions(every)),
            every=tuple(every),
            actions=tuple(sorted(actions, key=lambda each: (each.happened_on, each.fact_id))),
            declared=tuple(sorted(declared, key=lambda each: (each.happened_on, each.fact_id))),
            retained=tuple(s for s in told["securities"].get(buyer, ()) if s.kind == "retention of title"),
            residence=residence,
            as_of=view.as_of,
        )


def _facts_of(view: View, name: str, owed: Iterable[str]) -> list[Any]:
    """Facts of a kind about some buyers, as objects."""
    table = view.table(name)
    return table.facts(table.texts["buyer"].where_any(owed)) if len(table) else []


def _by_buyer(facts: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for each in facts:
        found[each.buyer].append(each)
    return found


def _without_conversions(every: Sequence[Insolvency]) -> Iterator[Insolvency]:
    """Proceedings of a court, without those that others before them became; an arrangement is none."""
    open_until = -NEVER
    for each in every:
        if each.kind == "arrangement":
            continue
        if each.opened_on >= open_until:
            yield each
        open_until = max(open_until, each.closed_on if each.closed_on != MISSING else each.opened_on)


def proof(fact: LegalAction | None) -> Done:
    """What an act proves done; nothing where there is none."""
    return NOT_DONE if fact is None else (fact.happened_on, fact.fact_id)


def declared(account: Account, owed: Iterable[Debt], *, since: Day) -> Done:
    """Day from which all that is owed is declared, and the fact that completes it; not done while some is not."""
    return completed(account.declared, {debt.invoice for debt in owed}, since=since)


def completed(events: Iterable[ClaimEvent | LegalAction], invoices: Collection[str], *, since: Day) -> Done:
    """The event, of some in order, by which each of the invoices is named, or all by one that names none."""
    left = set(invoices)
    for each in events:
        if each.happened_on < since:
            continue
        left = left - {each.invoice} if each.invoice else set()
        if not left:
            return each.happened_on, each.fact_id
    return NOT_DONE


def legal_duty(
    account: Account, kind: str, case: Insolvency | LegalAction, *,
    first: Day, last: Day, law: str, done: Done, lacking: str = "", invoice: str = "",
    who: Department = Department.LEGAL,
) -> Duty:  # fmt: skip
    """Duty about one buyer and one case: proceedings, an order, a contract."""
    return Duty(
        kind=kind,
        who=who,
        first_day=first,
        last_day=last,
        buyer=account.buyer,
        invoice=invoice,
        reference=_reference(case),
        done_on=done[0],
        evidence=done[1],
        lacking=lacking,
        law=law,
    )


def _reference(case: Insolvency | LegalAction) -> str:
    """What tells duties about one buyer apart: the case as people name it, else its kind and its day."""
    if isinstance(case, Insolvency):
        return f"{case.kind} {write_day(case.opened_on)}"
    return case.reference or f"{case.event} {write_day(case.happened_on)}"
