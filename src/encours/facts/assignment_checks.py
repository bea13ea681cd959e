"""What is doubtful about assignments of claims proceeds: two payees of one indemnity, and days out of order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, cast

from encours.facts.faults import Fault
from encours.facts.kinds import Assignment
from encours.facts.view import View
from encours.units import MISSING, NEVER

MOST: Final = 1_000
"""Pairs told of at most: a list that is wrong throughout must not fill the memory."""


def assignments_do_not_overlap(view: View) -> Iterator[Fault]:
    """No day has two loss payees for one indemnity: those of one perimeter follow one another."""
    for one, other in islice(_overlapping(view), MOST):
        yield Fault(
            code="two loss payees",
            fact_ids=tuple(sorted((one.fact_id, other.fact_id))),
            en=f"{one.loss_payee} and {other.loss_payee} are both payees of the same indemnities, on the same days.",
            fr=f"{one.loss_payee} et {other.loss_payee} sont délégataires des mêmes indemnités, aux mêmes jours.",
            remedy_en="Write under ended_on the day the first one ended, or narrow the policy, the entity or the buyer "
            "of one.",
            remedy_fr="Indiquez sous ended_on le jour où la première a pris fin, ou restreignez la police, l'entité ou "
            "l'acheteur de l'une.",
        )


def assignments_end_after_they_begin(view: View) -> Iterator[Fault]:
    """No assignment ends before the insurer acknowledged it, or is acknowledged before it is signed."""
    for each in _assignments(view):
        days = [each.signed_on, each.acknowledged_on, each.ended_on]
        known = [day for day in days if day not in {MISSING, NEVER}]
        if known != sorted(known):
            yield Fault(
                code="assignment out of order",
                fact_ids=(each.fact_id,),
                en="An assignment is signed, then acknowledged by the insurer, then ends: these days are not in order.",
                fr="Une délégation est signée, puis l'assureur en prend acte, puis elle prend fin : ces jours ne se "
                "suivent pas.",
                remedy_en="Mend the day that is wrong.",
                remedy_fr="Rectifiez le jour erroné.",
            )


def _assignments(view: View) -> tuple[Assignment, ...]:
    return cast("tuple[Assignment, ...]", view.facts("assignments"))


def _overlapping(view: View) -> Iterator[tuple[Assignment, Assignment]]:
    """Pairs with two payees for one indemnity, each once, buyer by buyer so that a long list is read in little time."""
    by_buyer: dict[str, list[Assignment]] = defaultdict(list)
    for each in _assignments(view):
        if each.acknowledged_on != NEVER:
            by_buyer[each.buyer].append(each)
    of_all = by_buyer.pop("", [])
    yield from _pairs(of_all, ())
    for own in by_buyer.values():
        yield from _pairs(own, of_all)


def _pairs(own: Sequence[Assignment], general: Sequence[Assignment]) -> Iterator[tuple[Assignment, Assignment]]:
    """Pairs of the assignments of one buyer, and of these with those of all buyers, which are not paired again."""
    ordered = sorted((*own, *general), key=lambda each: each.acknowledged_on)
    for place, one in enumerate(ordered):
        for other in islice(ordered, place + 1, None):
            if one.ended_on != MISSING and other.acknowledged_on >= one.ended_on:
                break
            if general and not one.buyer and not other.buyer:
                continue
            if one.loss_payee != other.loss_payee and _same_perimeter(one, other) and _same_days(one, other):
                yield one, other


def _same_perimeter(one: Assignment, other: Assignment) -> bool:
    pairs = ((one.policy, other.policy), (one.entity, other.entity), (one.buyer, other.buyer))
    return all(not left or not right or left == right for left, right in pairs)


def _same_days(one: Assignment, other: Assignment) -> bool:
    """Whether some day has both; a day that nobody knows may be any."""
    return all(
        MISSING in {begun.acknowledged_on, ended.ended_on} or begun.acknowledged_on < ended.ended_on
        for begun, ended in ((one, other), (other, one))
    )
