"""Everything to be done or looked at, as one list: duties, and what no duty says but somebody must know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from encours.cover.indicators.entity_findings import EntityFinding, entity_findings
from encours.duties.duty import Department, Duty
from encours.duties.kinds import ASK_LIMIT
from encours.explain.duties_report import DutiesReport
from encours.explain.duties_screen import lacking
from encours.explain.duty_words import duty_text, subject_of
from encours.explain.entities_report import GRAVITY, UNPROVEN
from encours.explain.words import say
from encours.policy.faults import Words
from encours.units import NEVER, Cents
from encours.web.computing.limit_work import limit_items
from encours.web.computing.proof_work import proof_items
from encours.web.computing.question import Asked
from encours.web.computing.rows import known
from encours.web.computing.shares import shares_of
from encours.web.computing.told import LANGUAGES, constant, name_of, told_of
from encours.web.store.results import AccountResult, InvoiceResult, WorkItem

OVER_LIMIT: Final = Words("Over the limit", "Dépassement d’agrément")
ACROSS_ACCOUNTS: Final = "shared-identifier"
"""The finding that takes several accounts to see: made with the whole alone."""
MISSING_FACTS: Final = Words("Information is missing", "Information manquante")


def work_items(
    asked: Asked, accounts: Iterable[AccountResult], invoices: Iterable[InvoiceResult],
    buyers: Collection[str] | None = None,
) -> Iterator[WorkItem]:  # fmt: skip
    """Everything to be done about these buyers, or about all of them and the policies."""
    told = list(accounts)
    yield from _duties(asked, buyers)
    asked_for = {each.buyer for each in asked.duties.duties if each.kind == ASK_LIMIT}
    yield from (_over_limit(each) for each in told if each.over_limit > 0 and each.buyer not in asked_for)
    yield from _missing(invoices)
    yield from _entities(asked, buyers)
    yield from limit_items(asked, buyers)
    if buyers is None:
        yield from proof_items(asked)


def _duties(asked: Asked, buyers: Collection[str] | None) -> Iterator[WorkItem]:
    report = asked.duties
    shares = shares_of(report, buyers)
    for each in (*report.missed, *report.dated, *report.undated, *report.unknown):
        if buyers is None or each.buyer in buyers:
            yield _duty(report, each, shares.get(each.identifier, 0))


def _duty(report: DutiesReport, duty: Duty, share: Cents) -> WorkItem:
    text = duty_text(duty.kind)
    name = report.names.name(duty.buyer) if duty.buyer else ""
    return WorkItem(
        identifier=duty.identifier,
        source=WorkItem.Source.DUTY,
        kind=duty.kind,
        who=duty.who.value,
        policy=duty.policy,
        buyer=duty.buyer,
        buyer_name=name,
        invoice=duty.invoice,
        instalment=duty.instalment,
        reference=duty.reference,
        first_day=known(duty.first_day),
        last_day=known(duty.last_day),
        standing=report.standing(duty).value,
        stake=None if duty.at_stake is None else duty.at_stake.covered,
        told=told_of(
            text.title,
            lambda language: subject_of(duty, name, language),
            text.what_to_do,
            text.what_is_lost,
        ),
        more={
            "law": duty.law,
            "lacking": {each: lacking(report, duty, each) for each in LANGUAGES} if duty.lacking else {},
            "invoices": list(duty.invoices),
            "done_on": duty.done_on,
            "asked": duty.subject,
            "share": share,
        },
    )


def _over_limit(account: AccountResult) -> WorkItem:
    todo = Words(
        "Ask for a higher limit, deliver against payment, or accept the risk.",
        "Demander un agrément plus élevé, livrer contre paiement, ou accepter le risque.",
    )
    lost = Words("What is over the limit is not insured.", "Ce qui dépasse l’agrément n’est pas assuré.")
    return WorkItem(
        identifier=name_of("over limit", account.buyer),
        source=WorkItem.Source.OVER_LIMIT,
        kind="over limit",
        who=Department.CREDIT.value,
        buyer=account.buyer,
        buyer_name=account.buyer_name,
        last_day=NEVER,
        standing="open",
        stake=account.over_limit,
        told=told_of(OVER_LIMIT, lambda _: account.buyer_name, todo, lost),
    )


def _missing(invoices: Iterable[InvoiceResult]) -> Iterator[WorkItem]:
    """One item for each buyer of whom a fact is missing, with the euros that depend on it."""
    found: dict[str, list[InvoiceResult]] = {}
    for each in invoices:
        if each.is_receivable and each.needs_information > 0:
            found.setdefault(each.buyer, []).append(each)
    todo = Words(
        "Open the invoices and give the facts that are missing.", "Ouvrir les factures et donner les faits manquants."
    )
    lost = Words("Nobody can say whether these euros are insured.", "Personne ne peut dire si ces euros sont garantis.")
    for buyer, rows in found.items():
        name = rows[0].buyer_name
        yield WorkItem(
            identifier=name_of("information", buyer),
            source=WorkItem.Source.INFORMATION,
            kind="information",
            who=Department.CREDIT.value,
            buyer=buyer,
            buyer_name=name,
            last_day=NEVER,
            standing="open",
            stake=sum(each.needs_information for each in rows),
            told=told_of(MISSING_FACTS, constant(name), todo, lost),
            more={"invoices": [each.shown for each in rows]},
        )


def _entities(asked: Asked, buyers: Collection[str] | None) -> Iterator[WorkItem]:
    open_rows = {each.row: each.company for each in asked.balance.open_rows()}
    for each in entity_findings(asked.view, open_rows):
        is_ours = buyers is None or (each.kind != ACROSS_ACCOUNTS and any(buyer in buyers for buyer in each.buyers))
        if is_ours and GRAVITY[each.kind] != UNPROVEN and each.amount > 0:
            yield _entity(asked, each)


def _entity(asked: Asked, found: EntityFinding) -> WorkItem:
    key = f"kind {found.kind}"
    buyer = found.buyers[0]
    name = asked.portfolio.lines.buyer_name(buyer)
    todo = Words(
        "Compare the numbers of the company, and correct the one that is wrong.",
        "Comparer les numéros d’identification, et corriger celui qui est faux.",
    )
    lost = Words(
        "A limit covers one company: another one is not insured.",
        "Un agrément vise une société : une autre n’est pas assurée.",
    )
    return WorkItem(
        identifier=name_of("entity", found.kind, *found.buyers, found.field, found.reference),
        source=WorkItem.Source.ENTITY,
        kind=found.kind,
        who=Department.CREDIT.value,
        buyer=buyer,
        buyer_name=name,
        reference=found.told,
        last_day=NEVER,
        standing="open",
        stake=found.amount,
        told=told_of(Words(say(key, "en"), say(key, "fr")), constant(name), todo, lost),
        more={"buyers": list(found.buyers), "told": found.told, "expected": found.expected, "field": found.field},
    )
