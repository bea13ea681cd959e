"""What is doubtful about the pauses of an invoice: two at once, and a promise out of order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, cast

from encours.facts.faults import Fault
from encours.facts.kinds import Promise
from encours.facts.pauses import Pause, PauseCause, Pauses
from encours.facts.view import View
from encours.units import MISSING, NEVER

MOST: Final = 1_000
"""Pairs told of at most: a list that is wrong throughout must not fill the memory."""
_WORDS: Final = {
    PauseCause.DISPUTE: ("a dispute", "un litige"),
    PauseCause.PROMISE: ("a promise to pay", "une promesse de paiement"),
    PauseCause.PLAN: ("a repayment plan", "un plan de règlement"),
}


def pauses_do_not_overlap(view: View) -> Iterator[Fault]:
    """No invoice is paused twice on one day: a dispute, a promise and a plan follow one another."""
    for one, other in islice(_overlapping(view), MOST):
        causes = [_WORDS[each.cause] for each in (one, other)]
        subject_en = f"Invoice {one.invoice}" if one.invoice else f"What {one.buyer} owes"
        subject_fr = f"La facture {one.invoice}" if one.invoice else f"Ce que doit {one.buyer}"
        yield Fault(
            code="two pauses at once",
            fact_ids=(one.fact_id, other.fact_id),
            en=f"{subject_en} is paused twice on the same days, by {causes[0][0]} and by {causes[1][0]}.",
            fr=f"{subject_fr} est en suspens deux fois aux mêmes jours, par {causes[0][1]} et par {causes[1][1]}.",
            remedy_en="Tell the end of the first (settled_on, broken_on, last_instalment_on), or remove one.",
            remedy_fr="Indiquez la fin d'une (settled_on, broken_on, last_instalment_on), ou retirez-en une.",
        )


def promises_are_in_order(view: View) -> Iterator[Fault]:
    """No promise is to be kept, or is broken, before it is made."""
    for each in cast("tuple[Promise, ...]", view.facts("promises")):
        is_broken = each.broken_on not in {MISSING, NEVER}
        if each.pay_by < each.promised_on or (is_broken and each.broken_on < each.promised_on):
            yield Fault(
                code="promise out of order",
                fact_ids=(each.fact_id,),
                en="A promise is made, then kept or broken: these days are not in order.",
                fr="Une promesse est faite, puis tenue ou rompue : ces jours ne se suivent pas.",
                remedy_en="Mend the day that is wrong.",
                remedy_fr="Rectifiez le jour erroné.",
            )


def _overlapping(view: View) -> Iterator[tuple[Pause, Pause]]:
    for group in Pauses.of(view).groups():
        ordered = sorted(group, key=lambda each: (each.first, each.last, each.fact_id))
        for place, one in enumerate(ordered):
            for other in islice(ordered, place + 1, None):
                if other.first > (one.first if one.last == MISSING else one.last):
                    break
                if MISSING in {one.instalment, other.instalment} or one.instalment == other.instalment:
                    yield one, other
