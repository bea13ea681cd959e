"""Words of the page that tells why an invoice is covered or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

TREE: Final[Mapping[str, Words]] = {
    "ordered": Words("ordered", "commandée le"),
    "delivered": Words("delivered", "livrée le"),
    "issued": Words("invoiced", "facturée le"),
    "due": Words("due", "échéance le"),
    "open": Words("open", "solde ouvert"),
    "open of": Words("{open} open of {gross}", "{open} ouverts sur {gross}"),
    "assumed": Words("assumed: {name}", "hypothèse : {name}"),
    "insured share": Words(", {insured} insured after percentage", ", {insured} après quotité"),
    "stands until": Words(
        "Stands until {day} if nothing new happens ({left}).",
        "Vaut jusqu'au {day} si rien de nouveau n'arrive ({left}).",
    ),
    "deliveries stopped": Words(
        "Deliveries to this buyer are not covered since {day}.",
        "Les livraisons à cet acheteur ne sont plus garanties depuis le {day}.",
    ),
    "deliveries stop": Words(
        "Deliveries to this buyer must stop on {day} if nothing more is paid.",
        "Les livraisons à cet acheteur devront cesser le {day} sans nouveau règlement.",
    ),
    "no receivable": Words(
        "Nothing is owed for it yet: it is left out of the outstanding.",
        "Rien n'est encore dû : hors encours.",
    ),
    "missing facts": Words("Nobody has told: {facts}.", "Personne n'a indiqué : {facts}."),
    "layer": Words("Layer {rank}, {policy} ({insurer})", "Ligne {rank}, {policy} ({insurer})"),
    "carries": Words("carries {amount}", "porte {amount}"),
    "other clauses": Words(
        "{count} other clauses keep the invoice or do not concern it; all of them: encours why {invoice} --all",
        "{count} autres clauses sont remplies ou sans objet ; pour toutes les voir : encours why {invoice} --all",
    ),
    "first to change": Words("First to change, after {day}: {clause}", "Premier changement, après le {day} : {clause}"),
    "holds until": Words("holds until {day}", "vaut jusqu'au {day}"),
    "older take room": Words(
        "Older invoices take the room: {invoices}", "Des factures plus anciennes occupent la place : {invoices}"
    ),
    "and more": Words(" and {count} more", " et {count} autres"),
    "below this layer": Words("not for this layer", "ne relève pas de cette ligne"),
    "insured by the layer": Words("insured", "indemnité attendue"),
    "settled": Words(
        "{invoice} ({buyer}): nothing is open as of {day}.", "{invoice} ({buyer}) : rien n'est ouvert au {day}."
    ),
    "tell facts": Words(
        "Record it in the files ({facts}), or state an assumption in assumptions.csv.",
        "Renseigner dans les fichiers ({facts}), ou poser une hypothèse dans assumptions.csv.",
    ),
}
