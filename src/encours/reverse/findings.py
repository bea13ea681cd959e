"""What allocations contradict: the policy, the total, one another. Some forbid an answer; others are told with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from encours.facts.faults import Fault, after_guess
from encours.facts.kinds import LimitDecision
from encours.facts.view import View
from encours.policy.refusal_words import nearest
from encours.reverse.agreed import ReverseCover, suppliers_of
from encours.reverse.allocations import Stretch, decisions_of
from encours.units import Cents, Day
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language, amount_in_both, show_day

LISTED: Final = 20
"""Allocations of a day above the total that are named; more are counted."""


def refused_allocations(view: View, cover: ReverseCover) -> tuple[Fault, ...]:
    """Decisions that nothing can be counted with: of no supplier, of one not insured, in another currency."""
    entities = tuple(suppliers_of(view, cover))
    found = []
    for supplier, decided in decisions_of(view, cover).items():
        for _, decision in decided:
            if not supplier:
                found.append(_no_supplier(decision))
            elif supplier not in entities:
                found.append(_not_insured(decision, entities))
            if decision.currency not in {"", cover.policy.currency}:
                found.append(_other_currency(decision, cover))
    return tuple(sorted(found))


def breaches(found: Sequence[Stretch], cover: ReverseCover) -> tuple[Fault, ...]:
    """Days on which more is allocated than the total: the allocations that make it, the one decided last first."""
    return tuple(_breach(each, cover) for each in found if each.over)


def other_buyers(view: View, cover: ReverseCover) -> tuple[Fault, ...]:
    """Decisions about another buyer, which this cover does not insure."""
    decisions = cast("tuple[LimitDecision, ...]", view.facts("limit_decisions"))
    return tuple(sorted(_other_buyer(each, cover) for each in decisions if each.buyer != cover.debtor))


def engaged_above(total: Cents, engaged: Cents, day: Day, cover: ReverseCover) -> Fault:
    """Deliveries made before a cut and what is allocated since come to more than the total."""
    over, whole, taken = (_amounts(each, cover) for each in (engaged - total, total, engaged))
    return Fault(
        code="engaged above the total",
        fact_ids=(cover.policy.source or cover.policy.name,),
        en=f"On {show_day(day, 'en')} allocations, and deliveries made before they were cut, come to {taken[0]}, "
        f"{over[0]} above the total of {whole[0]}.",
        fr=f"Le {show_day(day, 'fr')}, les allocations, et les livraisons d'avant leur réduction, atteignent "
        f"{taken[1]}, soit {over[1]} de plus que le total de {whole[1]}.",
        remedy_en="On a failure, indemnities are cut to the total: pay these deliveries before others.",
        remedy_fr="En cas de défaillance, les indemnités sont ramenées au total : payez ces livraisons avant d'autres.",
    )


def owed_outside(supplier: str, owed: Cents, invoice: str, cover: ReverseCover) -> Fault:
    """Something is owed to a supplier that is not insured, or to none that an invoice names; `invoice` is its row."""
    amount = _amounts(owed, cover)
    if not supplier:
        return Fault(
            code="invoice without supplier",
            fact_ids=(invoice,),
            en=f"{amount[0]} is owed on invoices that name no supplier: nothing of it is covered.",
            fr=f"{amount[1]} sont dus sur des factures qui ne nomment aucun fournisseur : rien n'en est garanti.",
            remedy_en="Write the code of the supplier under entity.",
            remedy_fr="Indiquez le code du fournisseur sous entity (entité).",
        )
    return Fault(
        code="supplier not insured",
        fact_ids=(invoice,),
        en=f"{supplier} is owed {amount[0]} and is no insured supplier: nothing of it is covered.",
        fr=f"{amount[1]} sont dus à {supplier}, qui n'est pas un fournisseur assuré : rien n'en est garanti.",
        remedy_en="Mend its code, or add it to entities and have it allocated a part.",
        remedy_fr="Rectifiez son code, ou ajoutez-le à la table des entités (entities) et faites-lui allouer une part.",
    )


def _no_supplier(decision: LimitDecision) -> Fault:
    return Fault(
        code="allocation without supplier",
        fact_ids=(decision.fact_id,),
        en=f"Decision {decision.reference} does not say to which supplier it allocates a part of the total.",
        fr=f"La décision {decision.reference} ne dit pas à quel fournisseur elle alloue une part du total.",
        remedy_en="Write the code of the supplier under entity.",
        remedy_fr="Indiquez le code du fournisseur sous entity (entité).",
    )


def _not_insured(decision: LimitDecision, entities: Sequence[str]) -> Fault:
    near = nearest(decision.entity, entities)
    remedy_en, remedy_fr = after_guess(
        near,
        "Suppliers insured are rows of entities.",
        "Les fournisseurs assurés sont des lignes de la table des entités (entities).",
    )
    return Fault(
        code="allocation to nobody insured",
        fact_ids=(decision.fact_id,),
        en=f"{decision.entity} is no insured supplier, and decision {decision.reference} allocates it a part.",
        fr=f"{decision.entity} n'est pas un fournisseur assuré, et la décision {decision.reference} lui alloue une "
        "part.",
        remedy_en=remedy_en,
        remedy_fr=remedy_fr,
    )


def _other_currency(decision: LimitDecision, cover: ReverseCover) -> Fault:
    own = cover.policy.currency
    return Fault(
        code="allocation in another currency",
        fact_ids=(decision.fact_id,),
        en=f"Decision {decision.reference} is in {decision.currency}, and the total is in {own}: nothing says at which "
        "rate it counts.",
        fr=f"La décision {decision.reference} est en {decision.currency}, et le total en {own} : rien ne dit à quel "
        "cours la compter.",
        remedy_en=f"Write its amount in {own}.",
        remedy_fr=f"Écrivez son montant en {own}.",
    )


def _other_buyer(decision: LimitDecision, cover: ReverseCover) -> Fault:
    return Fault(
        code="decision on another buyer",
        fact_ids=(decision.fact_id,),
        en=f"Decision {decision.reference} is about {decision.buyer}, and this cover insures the debts of "
        f"{cover.debtor} alone: it allocates nothing.",
        fr=f"La décision {decision.reference} vise {decision.buyer}, et cette police n'assure que les dettes de "
        f"{cover.debtor} : elle n'alloue rien.",
        remedy_en="Mend the buyer, or keep the decision in the folder of its own policy.",
        remedy_fr="Rectifiez l'acheteur, ou gardez la décision dans le dossier de sa police.",
    )


def _breach(each: Stretch, cover: ReverseCover) -> Fault:
    allocated, total, over = (_amounts(cents, cover) for cents in (each.allocated, each.total, each.over))
    last_first = sorted(each.allocations, key=lambda one: (-one.decision.decided_on, one.decision.reference))
    listed = [_listed(each, cover, place) for place in range(2)]
    return Fault(
        code="allocations above the total",
        fact_ids=tuple(one.decision.fact_id for one in last_first),
        en=f"{_days(each, 'en')} allocations come to {allocated[0]}, {over[0]} above the total of {total[0]}: "
        f"{listed[0]}.",
        fr=f"{_days(each, 'fr')}, les allocations atteignent {allocated[1]}, soit {over[1]} de plus que le total de "
        f"{total[1]} : {listed[1]}.",
        remedy_en="Reduce or end an allocation from that day, notices counted, or have the total raised.",
        remedy_fr="Réduisez ou terminez une allocation dès ce jour, préavis compris, ou faites relever le total.",
    )


def _listed(each: Stretch, cover: ReverseCover, place: int) -> str:
    """Allocations of a stretch by supplier, in one of the two languages; of many the largest, and what the rest are."""
    largest = sorted(each.allocations, key=lambda one: (-one.amount, one.supplier))
    told = ", ".join(
        f"{one.supplier} {_amounts(one.amount, cover)[place]} ({one.decision.reference})"
        for one in sorted(largest[:LISTED], key=lambda one: one.supplier)
    )
    rest = largest[LISTED:]
    if not rest:
        return told
    amount = _amounts(sum(one.amount for one in rest), cover)[place]
    return told + (f", and {len(rest)} more of {amount}", f", et {len(rest)} autres pour {amount}")[place]


def _days(each: Stretch, language: Language) -> str:
    first, last = show_day(each.first, language), show_day(each.last, language)
    if first == last:
        return f"On {first}" if language == "en" else f"Le {first}"
    return f"From {first} to {last}" if language == "en" else f"Du {first} au {last}"


def _amounts(cents: Cents, cover: ReverseCover) -> tuple[str, str]:
    return amount_in_both(Total(cents, known_currency(cover.policy.currency)))
