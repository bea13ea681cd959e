"""Words of lists of limits: headings of insurers' portals, and what they call the state of a limit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from encours.formats.headers import letters
from encours.units.plain_text import folded

PENDING: Final = "pending"
"""A limit that is asked for and not decided."""

_HEADINGS: Final = """
number: n° acheteur | numéro acheteur | identifiant acheteur | n° débiteur | numéro débiteur
    | identifiant assureur | numéro assureur | n° assureur | id acheteur | id débiteur | buyer number
    | buyer id | buyer no | debtor number | debtor id | insurer number | insurer id | company id
    | n° entreprise | numéro | number
name: raison sociale | dénomination | nom | nom acheteur | nom de l'acheteur | nom du débiteur | acheteur
    | débiteur | buyer | buyer name | debtor | debtor name | company name | company | name | nom entreprise
siren: siren | n° siren | siret | n° siret | siren/siret | identifiant national | identifiant légal
    | national id | national identifier | legal id | registration number | company registration number
    | tax number
buyer: notre code | votre code | votre référence | votre référence client | référence client | code client
    | your reference | customer reference | customer code | our code
amount: montant accordé | montant garanti | montant agréé | encours accordé | encours garanti
    | garantie accordée | garantie | agrément | limite accordée | limite | limite de crédit | montant
    | montant de l'agrément | amount granted | granted amount | approved amount | amount approved
    | credit limit | limit | limit amount | decision amount | amount
requested: montant demandé | encours demandé | garantie demandée | limite demandée | amount requested
    | requested amount | amount asked | asked amount | application amount
currency: devise | code devise | monnaie | currency | currency code | ccy
kind: nature | type | type de garantie | type d'agrément | nature de la garantie | limit type | type of limit
    | product | produit | cover type
outcome: statut | état | décision | réponse | situation | status | decision | state | limit status
    | decision status
decided_on: date de décision | date décision | date de la décision | date de réponse | décidé le
    | decision date | date decided | date of decision | decided on
effective_on: date d'effet | effet le | prise d'effet | début de validité | effective date | valid from
    | start date
expires_on: date d'expiration | date de fin | fin de validité | valable jusqu'au | expire le | date d'échéance
    | échéance | expiry date | expiry | valid until | end date | valid to
percentage: quotité | quotité garantie | insured percentage | percentage | cover percentage
conditions: conditions | condition | commentaire | commentaires | observations | comments | comment | remarks
policy: police | n° police | n° de police | contrat | n° contrat | n° de contrat | policy | policy number
    | contract
reference: référence décision | n° décision | référence de la décision | decision number | decision reference
    | decision id | n° de dossier | référence
"""


def _lines(text: str) -> list[tuple[str, str]]:
    """Name and words of each line, those that go on joined."""
    pairs = (line.partition(": ") for line in text.replace("\n    ", " ").strip().splitlines())
    return [(name, words) for name, _, words in pairs]


LISTED: Final[Mapping[str, str]] = MappingProxyType({
    letters(word): field
    for field, words in _lines(_HEADINGS)
    for word in words.split("|")
})  # fmt: skip
"""Field that each heading of a list gives; ``number``, ``name``, ``siren`` and ``requested`` are of the list alone."""
OWN_FIELDS: Final = ("number", "name", "siren", "requested")

_STATUSES: Final = """
granted: accordé | accordée | accord | accord total | accordé en totalité | garanti | garantie | en cours
    | en vigueur | actif | active | valide | maintenu | maintenue | conditionnel | conditionnelle
    | accord conditionnel | augmenté | augmentée | granted | approved | fully approved | full approval
    | agreed | accepted | in force | current | valid | conditional | maintained | increased | granted in full
temporary: temporaire | accord temporaire | temporary | temporary approval | expiré | expirée | échu | expired
partial: partiel | partielle | accord partiel | accordé partiellement | partial | partially approved
    | partly approved | partial approval | partially granted | partially agreed
refused: refusé | refusée | refus | refus total | refused | refusal | declined | rejected | denied
    | not approved
reduced: réduit | réduite | réduction | réduction notifiée | reduced | reduction | decreased
withdrawn: résilié | résiliée | résiliation | résiliation notifiée | annulé | annulée | annulation | retiré
    | retirée | supprimé | supprimée | withdrawn | withdrawal | cancelled | canceled | cancellation | revoked
    | terminated
increase refused: augmentation refusée | refus d'augmentation | increase refused
pending: en cours d'étude | à l'étude | en étude | en attente | demandé | demandée | en cours d'examen
    | en cours de traitement | pending | in progress | under review | requested | being processed
    | awaiting decision
"""
STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {folded(word): outcome for outcome, words in _lines(_STATUSES) for word in words.split("|")}
)
"""Outcome that each word of a list means, in small letters without accents; ``temporary`` asks for an expiry."""


def outcome_of(text: str) -> str:
    """Outcome that a word of a list means; empty for a word that is not known."""
    return STATUSES.get(folded(text[:60]).strip(" ."), "")
