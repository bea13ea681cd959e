"""What is doubtful about declarations of turnover and bills of premium: days told twice, days left out, odd sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import cast

from encours.facts.faults import Fault
from encours.facts.kinds import PremiumBillLine, PremiumPayment, TurnoverDeclaration
from encours.facts.view import View
from encours.units import MISSING, Cents, Day
from encours.units.money import Total
from encours.units.refusal import nearest_names
from encours.units.show import amount_in_both, show_day

Declared = tuple[TurnoverDeclaration, ...]


def declarations_do_not_overlap(view: View) -> Iterator[Fault]:
    """No day of one zone is in two declarations under one policy, nor in one of a zone and in one of all of them."""
    for several in _by_policy(view).values():
        ordered = sorted(several, key=lambda each: (each.period_start, each.period_end, each.fact_id))
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other.period_start > one.period_end:
                    break
                is_same = not one.zone or not other.zone or one.zone == other.zone
                if is_same:
                    yield _twice(one, other)


def _twice(one: TurnoverDeclaration, other: TurnoverDeclaration) -> Fault:
    days = (other.period_start, min(one.period_end, other.period_end))
    (first, last), (premier, dernier) = _in_both(days)
    return Fault(
        code="declarations overlap",
        fact_ids=tuple(sorted((one.fact_id, other.fact_id))),
        en=f"The turnover of {first} to {last} is in two declarations.",
        fr=f"Le chiffre d'affaires du {premier} au {dernier} figure dans deux déclarations.",
        remedy_en="Correct one by the other (corrects), or mend the days of their periods.",
        remedy_fr="Corrigez l'une par l'autre (corrects), ou rectifiez les jours de leurs périodes.",
    )


def declarations_leave_nothing_out(view: View) -> Iterator[Fault]:
    """Between the first and the last declaration under one policy no day is in none."""
    for several in _by_policy(view).values():
        ordered = sorted(several, key=lambda each: (each.period_start, each.period_end, each.fact_id))
        covered = ordered[0].period_end
        for each in ordered[1:]:
            if each.period_start > covered + 1:
                (first, last), (premier, dernier) = _in_both((covered + 1, each.period_start - 1))
                yield Fault(
                    code="declarations leave days out",
                    fact_ids=(each.fact_id,),
                    en=f"The turnover of {first} to {last} is in no declaration.",
                    fr=f"Le chiffre d'affaires du {premier} au {dernier} n'est dans aucune déclaration.",
                    remedy_en="Add the declaration of these days, or mend those around them.",
                    remedy_fr="Ajoutez la déclaration de ces jours, ou rectifiez celles qui les entourent.",
                    is_warning=True,
                )
            covered = max(covered, each.period_end)


def bill_lines_name_their_bill(view: View) -> Iterator[Fault]:
    """Each line is of a bill that is there, in its currency."""
    bills = _bills(view)
    for each in _lines(view):
        bill = bills.get(each.bill)
        if bill is None:
            near = next(iter(nearest_names(each.bill, list(bills))), "")
            guess = (f'Did you mean "{near}"? ', f"Vouliez-vous dire « {near} » ? ") if near else ("", "")
            yield Fault(
                code="bill unknown",
                fact_ids=(each.fact_id,),
                en=f"Bill {each.bill} is not among the premium payments.",
                fr=f"L'appel de prime {each.bill} n'est pas parmi les primes.",
                remedy_en=f"{guess[0]}Add the bill to premium_payments, or mend its reference here.",
                remedy_fr=f"{guess[1]}Ajoutez l'appel à premium_payments, ou rectifiez sa référence ici.",
            )
        elif each.currency and bill.currency and each.currency != bill.currency:
            yield Fault(
                code="bill line in another currency",
                fact_ids=(each.fact_id,),
                en=f"This line is in {each.currency}, and bill {each.bill} in {bill.currency}.",
                fr=f"Cette ligne est en {each.currency}, et l'appel {each.bill} en {bill.currency}.",
                remedy_en="Write the lines in the currency of their bill.",
                remedy_fr="Écrivez les lignes dans la devise de leur appel.",
            )


def bill_lines_add_up(view: View) -> Iterator[Fault]:
    """The lines of a bill and their taxes make its amount; where a tax is not told, nobody can say."""
    by_bill: dict[str, list[PremiumBillLine]] = defaultdict(list)
    for each in _lines(view):
        by_bill[each.bill].append(each)
    for reference, bill in _bills(view).items():
        lines = by_bill.get(reference, [])
        if not lines or bill.amount == MISSING or any(each.tax == MISSING for each in lines):
            continue
        total = sum(each.amount + each.tax for each in lines)
        if total != bill.amount:
            made, claimed = (_amounts(cents, bill.currency) for cents in (total, bill.amount))
            yield Fault(
                code="bill does not add up",
                fact_ids=(bill.fact_id,),
                en=f"The lines of bill {reference} and their taxes make {made[0]}, and it claims {claimed[0]}.",
                fr=f"Les lignes de l'appel {reference} et leurs taxes font {made[1]}, et il réclame {claimed[1]}.",
                remedy_en="Copy every line of the bill, its taxes and its total as it writes them.",
                remedy_fr="Recopiez toutes les lignes de l'appel, ses taxes et son total tels qu'écrits.",
                is_warning=True,
            )


def _by_policy(view: View) -> Mapping[str, list[TurnoverDeclaration]]:
    found: dict[str, list[TurnoverDeclaration]] = defaultdict(list)
    for each in cast("Declared", view.facts("turnover_declarations")):
        found[each.policy].append(each)
    return found


def _bills(view: View) -> Mapping[str, PremiumPayment]:
    return {each.reference: each for each in cast("tuple[PremiumPayment, ...]", view.facts("premium_payments"))}


def _lines(view: View) -> tuple[PremiumBillLine, ...]:
    return cast("tuple[PremiumBillLine, ...]", view.facts("premium_bill_lines"))


def _amounts(cents: Cents, code: str) -> tuple[str, str]:
    """An amount in English and in French; a currency that nobody knows, which is told elsewhere, is the euro here."""
    from encours.units.currency import currencies, currency  # knows them by Babel, loaded only for this fault

    return amount_in_both(Total(cents, currency(code if code in currencies() else "EUR")))


def _in_both(days: tuple[Day, Day]) -> tuple[list[str], list[str]]:
    """First and last days as they are written in English and in French."""
    return [show_day(day, "en") for day in days], [show_day(day, "fr") for day in days]
