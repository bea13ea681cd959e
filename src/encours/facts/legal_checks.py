"""What is doubtful about acts of law: one that comes before the act it must follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, cast

from encours.facts.faults import Fault
from encours.facts.kinds import LegalAction
from encours.facts.view import View
from encours.facts.words import CHOICE_WORDS

FOLLOWS: Final = {
    "order served": "order made",
    "order opposed": "order served",
    "relief granted": "relief asked",
    "title claim received": "title claimed",
    "title acknowledged": "title claimed",
    "judge asked for title": "title claimed",
}
"""Each act, and the act of the same case that it must follow."""


def legal_actions_are_in_order(view: View) -> Iterator[Fault]:
    """No act comes before the one of the same buyer and reference that it must follow."""
    cases: dict[tuple[str, str], list[LegalAction]] = defaultdict(list)
    for each in cast("tuple[LegalAction, ...]", view.facts("legal_actions")):
        cases[each.buyer, each.reference].append(each)
    for case in cases.values():
        for each in case:
            first = [other for other in case if other.event == FOLLOWS.get(each.event)]
            if first and each.happened_on < min(other.happened_on for other in first):
                yield _fault(each, min(first, key=lambda other: (other.happened_on, other.fact_id)))


def _fault(each: LegalAction, before: LegalAction) -> Fault:
    later_fr, first_fr = CHOICE_WORDS[each.event], CHOICE_WORDS[before.event]
    return Fault(
        code="legal action out of order",
        fact_ids=(each.fact_id, before.fact_id),
        en=f'"{each.event}" comes before "{before.event}", which it must follow.',
        fr=f"« {later_fr} » précède « {first_fr} », qu'il doit suivre.",
        remedy_en="Mend one of the two days, or give each case its own reference.",
        remedy_fr="Rectifiez l'un des deux jours, ou donnez à chaque affaire sa propre référence.",
    )
