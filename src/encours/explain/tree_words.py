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
    "delivered unknown": Words("delivery day unknown", "date de livraison inconnue"),
    "issued unknown": Words("invoice date unknown", "date de facture inconnue"),
    "due unknown": Words("due date unknown", "échéance inconnue"),
    "open": Words("open", "solde ouvert"),
    "open of": Words("{open} open of {gross}", "{open} ouverts sur {gross}"),
    "assumed": Words("assumed: {name}", "hypothèse : {name}"),
    "insured share": Words(", {insured} insured after percentage", ", {insured} après quotité"),
    "stands until": Words(
        "Stands until {day} if nothing new happens ({left}).",
        "Vaut jusqu'au {day} si rien de nouveau n'arrive ({left}).",
    ),
    "next change": Words(
        "Nothing is covered until {day}; the answer may change after it, though nothing new happens ({left}).",
        "Rien n'est garanti jusqu'au {day} ; la réponse peut changer ensuite, même sans fait nouveau ({left}).",
    ),
    "deliveries stopped": Words(
        "Deliveries to this buyer are not covered since {day}.",
        "Les livraisons à cet acheteur ne sont plus garanties depuis le {day}.",
    ),
    "deliveries stop": Words(
        "Deliveries to this buyer must stop on {day} if nothing more is paid.",
        "Les livraisons à cet acheteur devront cesser le {day} sans nouveau règlement.",
    ),
    "deliveries halted since": Words(
        "New deliveries are not covered since {day}: {reason}.",
        "Les nouvelles livraisons ne sont plus garanties depuis le {day} : {reason}.",
    ),
    "deliveries halted": Words(
        "New deliveries are not covered: {reason}.", "Les nouvelles livraisons ne sont pas garanties : {reason}."
    ),
    "halt no_overdue_stop": Words("overdue beyond the extension", "impayé au-delà de la prorogation"),
    "halt no_insolvency_stop": Words("insolvency proceedings", "procédure d'insolvabilité"),
    "halt no_hand_over_stop": Words("file handed over", "dossier transmis"),
    "halt no_extension_stop": Words("due date put off", "échéance reportée"),
    "halt no_withdrawal": Words("limit withdrawn", "agrément résilié"),
    "halt buyer_not_refused": Words("limit refused", "agrément refusé"),
    "halt limit_exists": Words("no limit", "aucun agrément"),
    "halt limit_not_expired": Words("limit expired", "agrément expiré"),
    "halt limit_conditions": Words("conditions of the limit not met", "conditions de l'agrément non remplies"),
    "halt sanctions": Words("sanctions", "sanctions internationales"),
    "halt sanctions unsure": Words("a sanctions hit awaits a decision", "une alerte de sanctions attend une décision"),
    "halt adverse_information": Words("adverse information", "information défavorable"),
    "halt related_buyer": Words("related company", "société liée"),
    "halt public_buyer": Words("public buyer", "acheteur public"),
    "halt private_person": Words("private person", "particulier"),
    "halt excluded_buyer": Words("buyer excluded by the schedule", "acheteur exclu par les conditions particulières"),
    "halt covered_country": Words("country not covered", "pays non garanti"),
    "halt covered_sector": Words("sector not covered", "secteur non garanti"),
    "halt buyer_not_overdue_at_inception": Words(
        "already overdue when the policy began", "déjà en retard au début de la police"
    ),
    "halt buyer_sound_at_inception": Words(
        "insolvent before the policy began", "insolvable avant le début de la police"
    ),
    "halt buyer_not_rescheduled_at_inception": Words(
        "debt rescheduled before the policy began", "dette rééchelonnée avant le début de la police"
    ),
    "halt policy_not_suspended": Words("policy suspended", "police suspendue"),
    "halt policy_period": Words("outside the policy's period", "hors de la période de la police"),
    "halt unknown": Words("facts are lacking ({of})", "des faits manquent ({of})"),
    "not owed draft": Words("not owed: a draft", "rien n'est dû : un devis"),
    "not owed order": Words("not owed: an order in hand", "rien n'est dû : une commande en cours"),
    "not owed returned": Words("not owed: goods returned", "rien n'est dû : marchandise retournée"),
    "no receivable": Words("It is left out of the outstanding.", "Hors encours."),
    "layer without limit": Words(
        "Layer {rank}, {policy}: no limit on this buyer, carries nothing",
        "Ligne {rank}, {policy} : aucun agrément sur cet acheteur, ne porte rien",
    ),
    "missing facts": Words("Nobody has told: {facts}.", "Personne n'a indiqué : {facts}."),
    "layer": Words("Layer {rank}, {policy} ({insurer})", "Ligne {rank}, {policy} ({insurer})"),
    "limit of kind": Words("Limit: {kind}, {amount} ({origin})", "Agrément : {kind}, {amount} ({origin})"),
    "limit order in hand": Words(
        "Order in hand: ordered on {ordered}, before the {cut} decided on {decided_on}; the former limit of {amount} "
        "stands for it (orders_in_hand).",
        "Commande en cours : passée le {ordered}, avant la {cut} décidée le {decided_on} ; l'ancien agrément de "
        "{amount} demeure pour elle (orders_in_hand).",
    ),
    "limit raise": Words(
        "Limit raised: the decision in effect since {effective_on} lifts it to {amount}, for what was open already too "
        "(limit_increase).",
        "Agrément augmenté : la décision en vigueur depuis le {effective_on} le porte à {amount}, y compris pour "
        "l'encours déjà ouvert (limit_increase).",
    ),
    "limit expired": Words(
        "Temporary limit ended on {expires_on}: the one before it, of {amount}, stands (expired_limit_falls_back_to).",
        "Agrément temporaire expiré le {expires_on} : le précédent, de {amount}, demeure "
        "(expired_limit_falls_back_to).",
    ),
    "limit before the cut": Words(
        "Delivered before the {cut} in effect since {effective_on}: the limit of {amount} stands for it.",
        "Livrée avant la {cut} en vigueur depuis le {effective_on} : l'agrément de {amount} demeure pour elle.",
    ),
    "limit reduced": Words("reduction", "réduction"),
    "limit withdrawn": Words("withdrawal", "résiliation"),
    "limit refused": Words("refusal", "décision de refus"),
    "carries": Words("carries {amount}", "porte {amount}"),
    "other clauses": Words(
        "{count} other clauses keep the invoice or do not concern it; all of them: {command}",
        "{count} autres clauses sont remplies ou sans objet ; pour toutes les voir : {command}",
    ),
    "kept by": Words(
        "Kept by an exception, {clause}: {sentence}{source}.",
        "Garantie par exception, {clause} : {sentence}{source}.",
    ),
    "first to change": Words("First to change, after {day}: {clause}", "Premier changement, après le {day} : {clause}"),
    "still to keep": Words(
        "Still to be kept by {day}, in case it comes to be covered: {clause}",
        "À respecter jusqu'au {day}, au cas où elle viendrait à être garantie : {clause}",
    ),
    "holds until": Words("holds until {day}", "vaut jusqu'au {day}"),
    "older take room": Words(
        "Older invoices take the room: {invoices}", "Des factures plus anciennes occupent la place : {invoices}"
    ),
    "and more": Words(" and {count} more", " et {count} autre| et {count} autres"),
    "below this layer": Words("not for this layer", "ne relève pas de cette ligne"),
    "insured by the layer": Words("insured", "indemnité attendue"),
    "settled": Words(
        "{invoice} ({buyer}): nothing is open as of {day}.", "{invoice} ({buyer}) : rien n'est ouvert au {day}."
    ),
    "tell facts": Words("Record it in {places}.", "À renseigner : {places}."),
    "tell facts or assume": Words(
        "Record it in {places}; or assume it in {file}: {names}.",
        "À renseigner : {places} ; ou à supposer dans {file} : {names}.",
    ),
    "list seller": Words("List {entity} in {place}.", "Inscrire {entity} dans {place}."),
    "file and columns": Words("{file}: {columns}", "{file} : {columns}"),
    "in the files": Words("the files ({fact})", "les fichiers ({fact})"),
    "fact and fact": Words(" and ", " et "),
    "seller unlisted": Words(
        "whether {entity} is one of the companies insured", "si {entity} est une des sociétés assurées"
    ),
    "not known": Words("not known", "inconnu"),
}
