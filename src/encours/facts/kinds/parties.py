"""Who is concerned: buyers, and the companies of the insured group."""

from __future__ import annotations

from collections.abc import Iterable

from encours.facts.kinds.fields import Fact, day_field, event_field, fact, flag_field, text_field
from encours.units import MISSING, NEVER, Day, Flag


@fact(
    "buyers",
    on=("changed_on",),
    key=("buyer",),
    en="A buyer as it is registered, or as it changed.",
    fr="Un acheteur tel qu'il est enregistré, ou tel qu'il a changé.",
)
class Buyer(Fact):
    """A buyer; a later fact of the same buyer replaces all these attributes from its day on."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    name: str = text_field("Registered name.", "Raison sociale.")
    country: str = text_field("Country, two letters (ISO 3166).", "Pays, en deux lettres (ISO 3166).", default="")
    siren: str = text_field("SIREN, nine digits.", "SIREN, neuf chiffres.", default="")
    siret: str = text_field("SIRET, fourteen digits.", "SIRET, quatorze chiffres.", default="")
    vat_number: str = text_field("VAT number.", "Numéro de TVA intracommunautaire.", default="")
    lei: str = text_field("Legal entity identifier.", "Identifiant d'entité juridique (LEI).", default="")
    national_id: str = text_field(
        "Identifier in the registry of its country.", "Identifiant au registre de son pays.", default=""
    )
    sector: str = text_field("Activity, NACE code.", "Activité, code NACE.", default="")
    group: str = text_field("Group of buyers it belongs to.", "Groupe d'acheteurs auquel il appartient.", default="")
    buyer_class: str = text_field(
        "Class the policy or the insurer puts it in.",
        "Classe dans laquelle la police ou l'assureur le range.",
        default="",
    )
    public: Flag = flag_field("Whether it is a public body.", "S'il est un organisme public.", default=MISSING)
    related: Flag = flag_field(
        "Whether it is a related company of the insured.",
        "S'il est une société liée à l'assuré.",
        default=MISSING,
    )
    private_person: Flag = flag_field("Whether it is a private person.", "S'il est un particulier.", default=MISSING)
    changed_on: Day = day_field(
        "Day from which this holds; always when empty.",
        "Jour à partir duquel cela vaut ; toujours si la case est vide.",
        default=MISSING,
    )


@fact(
    "entities",
    on=("joined_on",),
    key=("entity",),
    en="A company of the insured joins or leaves the policy.",
    fr="Une société de l'assuré entre dans la police ou en sort.",
)
class Entity(Fact):
    """An insured entity, from the day it joined to the day it left."""

    entity: str = text_field("Our code of the insured entity.", "Notre code de l'entité assurée.")
    name: str = text_field("Registered name.", "Raison sociale.", default="")
    siren: str = text_field("SIREN, nine digits.", "SIREN, neuf chiffres.", default="")
    joined_on: Day = day_field(
        "Day it joined; always insured when empty.",
        "Jour de son entrée ; toujours assurée si la case est vide.",
        default=MISSING,
    )
    left_on: Day = event_field("Day it left.", "Jour de sa sortie.", default=NEVER)


def buyer_on(registered: Iterable[Buyer], day: Day) -> Buyer | None:
    """Buyer as it was on a day: its latest change by then; nothing if it was not registered yet.

    Of two changes of the same day, the one learnt last holds.
    """
    by_then = [each for each in registered if each.changed_on <= day]
    return max(by_then, key=lambda each: (each.changed_on, each.known, each.fact_id), default=None)
