"""What is doubtful about bonds, whatever their line agrees: a bond told twice, an event without what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from encours.facts.faults import Fault
from encours.facts.kinds import Bond, BondEvent
from encours.facts.view import View
from encours.facts.words import CHOICE_WORDS, field_in_french
from encours.units import MISSING

WITH_AN_AMOUNT: Final = ("reduced", "called", "debt established", "paid", "recovered")
"""Events that say nothing without their amount."""


def bonds_are_single(view: View) -> Iterator[Fault]:
    """No two bonds have one reference."""
    named: dict[str, list[str]] = {}
    for each in cast(tuple[Bond, ...], view.facts("bonds")):
        named.setdefault(each.reference, []).append(each.fact_id)
    for reference, rows in named.items():
        if len(rows) > 1:
            yield Fault(
                code="duplicate bond",
                fact_ids=tuple(sorted(rows)),
                en=f"Bond {reference} appears {len(rows)} times.",
                fr=f"La caution {reference} figure {len(rows)} fois.",
                remedy_en="Remove the double, or give each bond a reference of its own.",
                remedy_fr="Retirez le doublon, ou donnez à chaque caution sa propre référence.",
            )


def bond_events_say_what_they_must(view: View) -> Iterator[Fault]:
    """A reduction, a call, a debt, a payment and a recovery have their amount, an extension its new last day."""
    for each in cast(tuple[BondEvent, ...], view.facts("bond_events")):
        in_french = CHOICE_WORDS[each.event]
        if each.event in WITH_AN_AMOUNT and each.amount == MISSING:
            yield Fault(
                code="bond event without amount",
                fact_ids=(each.fact_id,),
                en=f"Bond {each.bond} is {each.event} and nobody says the amount."
                if each.event != "debt established"
                else f"The debt behind bond {each.bond} is established and nobody says how much it is.",
                fr=f"L'événement « {in_french} » de la caution {each.bond} n'a pas de montant.",
                remedy_en="Write the amount; for a reduction, what the bond stands at from then on.",
                remedy_fr="Indiquez le montant ; pour une réduction, ce que la caution vaut désormais.",
            )
        elif each.event == "extended" and each.expires_on == MISSING:
            yield Fault(
                code="extension without last day",
                fact_ids=(each.fact_id,),
                en=f"Bond {each.bond} is extended and nobody says until when.",
                fr=f"La caution {each.bond} est prorogée sans dire jusqu'à quand.",
                remedy_en="Write the new last day under expires_on.",
                remedy_fr=f"Indiquez le nouveau dernier jour dans la colonne {field_in_french('expires_on')}.",
            )


def bond_events_follow_the_issue(view: View) -> Iterator[Fault]:
    """Nothing happens to a bond before it is issued."""
    # Of two bonds of one reference, which is told apart, the first: whatever the order of the rows.
    every = sorted(cast(tuple[Bond, ...], view.facts("bonds")), key=lambda each: (-each.issued_on, each.fact_id))
    bonds = {each.reference: each for each in every}
    for each in cast(tuple[BondEvent, ...], view.facts("bond_events")):
        bond = bonds.get(each.bond)
        if bond is not None and each.happened_on < bond.issued_on:
            yield Fault(
                code="bond event before the issue",
                fact_ids=(each.fact_id,),
                en=f"This happened to bond {each.bond} before it was issued.",
                fr=f"Cet événement précède l'émission de la caution {each.bond}.",
                remedy_en=f"Mend its day, or the day of issue in {bond.fact_id}.",
                remedy_fr=f"Rectifiez son jour, ou le jour d'émission ({bond.fact_id}).",
            )
