"""Cautions: bonds that a surety issues for the company, and what becomes of each."""

from __future__ import annotations

from encours.facts.kinds.fields import (
    Fact,
    amount_field,
    choice_field,
    day_field,
    fact,
    text_field,
)
from encours.units import MISSING, NEVER, Cents, Day

BOND_EVENTS = (
    "reduced",
    "extended",
    "works received",
    "opposed",
    "opposition lifted",
    "released",
    "called",
    "debt established",
    "paid",
    "recovered",
)
"""What happens to a bond; that it lapses is no fact: its date or the law says when."""


@fact(
    "bonds",
    on=("issued_on",),
    key=("reference",),
    en="A surety issues a bond.",
    fr="Un garant émet une caution.",
)
class Bond(Fact):
    """A bond issued under the line of the company; its kind, as the line names it, says what it obliges to."""

    reference: str = text_field("Reference of the bond.", "Référence de la caution.")
    kind: str = text_field(
        "Kind of bond, by the name that the line gives it.", "Nature de la caution, telle que la ligne la nomme."
    )
    beneficiary: str = text_field("Who may call it.", "Qui peut l'appeler.")
    buyer: str = text_field(
        "Our code of the beneficiary, where it is one of our buyers.",
        "Notre code du bénéficiaire, s'il est l'un de nos acheteurs.",
        default="",
    )
    contract: str = text_field("Contract or works that it is for.", "Marché ou travaux concernés.", default="")
    issued_on: Day = day_field("Day of issue.", "Jour de l'émission.")
    expires_on: Day = day_field(
        "Last day written on it; none when empty.", "Dernier jour qu'elle porte ; aucun si la case est vide.",
        default=NEVER,
    )  # fmt: skip
    currency: str = text_field("Currency, three letters (ISO 4217).", "Devise, en trois lettres (ISO 4217).")
    amount: Cents = amount_field("Amount on the day of issue.", "Montant au jour de l'émission.")


@fact(
    "bond_events",
    on=("happened_on",),
    key=("bond", "event", "happened_on", "amount"),
    en="Something happens to a bond.",
    fr="Un événement touche une caution.",
    owner=("bond", "bonds", "reference"),
)
class BondEvent(Fact):
    """What changes a bond, or what is owed under it, from a day on; a released bond owes nothing more."""

    bond: str = text_field("Reference of the bond.", "Référence de la caution.")
    event: str = choice_field("What happened.", "Ce qui est survenu.", choices=BOND_EVENTS)
    happened_on: Day = day_field("Day it happened.", "Jour où cela est survenu.")
    amount: Cents = amount_field(
        "Reduced: what the bond stands at from then on. Called, paid, recovered: that amount. Debt established: all "
        "that the principal owes the beneficiary.",
        "Réduite : ce que la caution vaut désormais. Appelée, payée, récupérée : ce montant. Dette établie : tout ce "
        "que le donneur d'ordre doit au bénéficiaire.",
        default=MISSING,
    )
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.", default="")
    expires_on: Day = day_field(
        "Extended: the new last day.", "Prorogée : le nouveau dernier jour.", default=MISSING
    )  # fmt: skip
