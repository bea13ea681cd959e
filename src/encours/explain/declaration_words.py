"""Words of declarations of turnover: exclusions, differences, and what nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

DECLARATIONS: Final[Mapping[str, Words]] = {
    "declare title": Words("Turnover to declare: {period}", "Chiffre d'affaires à déclarer : {period}"),
    "declare period": Words("from {first} to {last}", "du {first} au {last}"),
    "declare headline": Words(
        "To declare: {amount}. Sold: {sold}; left out: {out}.",
        "À déclarer : {amount}. Vendu : {sold} ; exclu : {out}.",
    ),
    "declare due": Words("To be declared by {day}.", "À déclarer au plus tard le {day}."),
    "declare late": Words(
        "Was to be declared by {day}: late by {days}.", "À déclarer au plus tard le {day} : {days} de retard."
    ),
    "declare days": Words("{count} day|{count} days", "{count} jour|{count} jours"),
    "declare open": Words(
        "The period is not over: its sales up to {day} are counted.",
        "La période n'est pas terminée : les ventes jusqu'au {day} sont comptées.",
    ),
    "declare done": Words("Declared on {day}: {amount}.", "Déclaré le {day} : {amount}."),
    "declare done late": Words(
        "Declared on {day}, {days} late: {amount}.", "Déclaré le {day}, avec {days} de retard : {amount}."
    ),
    "declare amount unknown": Words("the amount is not known", "montant inconnu"),
    "declare base net": Words("Amounts are net of VAT.", "Les montants sont hors taxes."),
    "declare base gross": Words("Amounts include VAT.", "Les montants sont toutes taxes comprises."),
    "declare zones": Words("By zone of countries and rate", "Par zone de pays et par taux"),
    "declare zone": Words("zone", "zone"),
    "declare rate": Words("rate", "taux"),
    "declare other countries": Words("other countries", "autres pays"),
    "declare unknown country": Words("country unknown", "pays inconnu"),
    "declare sold": Words("sold", "vendu"),
    "declare out": Words("left out", "exclu"),
    "declare to declare": Words("to declare", "à déclarer"),
    "declare documents": Words("documents", "pièces"),
    "declare exclusions": Words("What is left out", "Ce qui est exclu"),
    "declare nothing out": Words("Nothing is left out.", "Rien n'est exclu."),
    "declare exclusion": Words("reason", "motif"),
    "declare document": Words("document", "pièce"),
    "declare day": Words("day", "jour"),
    "declare detail": Words("why", "pourquoi"),
    "declare country": Words("country", "pays"),
    "exclusion outside the policy": Words("Outside the policy", "Hors de la police"),
    "exclusion private person": Words("Private persons", "Particuliers"),
    "exclusion public buyer": Words("Public bodies", "Organismes publics"),
    "exclusion related company": Words("Related companies", "Sociétés liées"),
    "exclusion refused buyer": Words("Buyers without a limit", "Acheteurs sans agrément"),
    "exclusion cash": Words("Cash and prepaid sales", "Ventes au comptant ou payées d'avance"),
    "exclusion proceedings": Words("Buyers in proceedings", "Acheteurs en procédure collective"),
    "left out insured_entity": Words(
        "the company that sold was not insured that day", "la société qui a vendu n'était pas assurée ce jour-là"
    ),
    "left out excluded_buyer": Words(
        "the policy leaves this buyer out by name", "la police exclut nommément cet acheteur"
    ),
    "left out covered_country": Words("its country is not covered", "son pays n'est pas garanti"),
    "left out covered_sector": Words("its sector is not covered", "son secteur n'est pas garanti"),
    "left out payment_means": Words("its means of payment is not covered", "son moyen de paiement n'est pas garanti"),
    "left out private person": Words("a private person on the day of the sale", "un particulier au jour de la vente"),
    "left out public buyer": Words("a public body on the day of the sale", "un organisme public au jour de la vente"),
    "left out related company": Words(
        "a related company on the day of the sale", "une société liée au jour de la vente"
    ),
    "left out refused": Words(
        "the insurer had refused the buyer on the day of delivery",
        "l'assureur avait refusé l'acheteur au jour de la livraison",
    ),
    "left out withdrawn": Words(
        "the limit was withdrawn, its notice over, on the day of delivery",
        "l'agrément était résilié, préavis expiré, au jour de la livraison",
    ),
    "left out expired": Words(
        "the limit had expired on the day of delivery", "l'agrément était expiré au jour de la livraison"
    ),
    "left out none": Words("no limit stood behind the delivery", "aucun agrément ne couvrait la livraison"),
    "left out cash": Words("paid at once, or in advance", "payée au comptant ou d'avance"),
    "left out proceedings": Words(
        "proceedings were open on the day of delivery", "une procédure était ouverte au jour de la livraison"
    ),
    "declare unknown": Words("What nobody knows", "Ce que nul ne sait"),
    "declare unknown rule": Words(
        "These sales are declared whole until somebody says.",
        "Ces ventes sont déclarées en entier tant que nul ne le précise.",
    ),
    "declare fact": Words("fact that lacks", "fait manquant"),
    "declare depends": Words("depends on it", "en dépend"),
    "lacks vat": Words("the VAT of the document", "la TVA de la pièce"),
    "lacks issued": Words("the day of the invoice", "la date de facture"),
    "lacks delivered": Words("the day of delivery", "la date de livraison"),
    "lacks outside the policy": Words(
        "the company that sold, or the buyer's country or sector",
        "la société qui a vendu, ou le pays ou le secteur de l'acheteur",
    ),
    "lacks private person": Words("whether the buyer is a private person", "si l'acheteur est un particulier"),
    "lacks public buyer": Words("whether the buyer is a public body", "si l'acheteur est un organisme public"),
    "lacks related company": Words("whether the buyer is a related company", "si l'acheteur est une société liée"),
    "lacks refused buyer": Words(
        "what the policy says of refused buyers there", "ce que dit la police des acheteurs refusés"
    ),
    "lacks cash": Words("what the policy says of cash sales there", "ce que dit la police des ventes au comptant"),
    "lacks proceedings": Words("whether proceedings were open", "si une procédure était ouverte"),
    "declare undated": Words(
        "{count} document has no day and is in no period: {amount}.|"
        "{count} documents have no day and are in no period: {amount}.",
        "{count} pièce n'a pas de date et n'est d'aucune période : {amount}.|"
        "{count} pièces n'ont pas de date et ne sont d'aucune période : {amount}.",
    ),
    "declare difference": Words("Difference to what was declared", "Écart avec ce qui a été déclaré"),
    "declare declared": Words("declared on {day}", "déclaré le {day}"),
    "declare then": Words(
        "the ledger of that day counted otherwise", "le grand livre de ce jour-là comptait autrement"
    ),
    "declare left in": Words("declared then though left out: {exclusions}", "déclaré alors qu'exclu : {exclusions}"),
    "declare made out": Words(
        "exactly {document}, {buyer}: in the ledger of that day, not in what was declared",
        "exactement {document}, {buyer} : au grand livre ce jour-là, absente de la déclaration",
    ),
    "declare made in": Words(
        "exactly {document}, {buyer}: declared then though left out",
        "exactement {document}, {buyer} : déclarée alors qu'exclue",
    ),
    "declare now": Words("to declare now", "à déclarer aujourd'hui"),
    "declare more": Words("Declare {amount} more.", "Déclarer {amount} de plus."),
    "declare less": Words(
        "{amount} was declared too much: have it corrected.",
        "{amount} ont été déclarés en trop : à faire rectifier.",
    ),
    "declare same": Words("What was declared is right to the cent.", "Ce qui a été déclaré est exact au centime."),
    "change new": Words("entered since", "saisie depuis"),
    "change gone": Words("no longer there", "disparue depuis"),
    "change changed": Words("amount changed since", "montant modifié depuis"),
    "change left out since": Words("left out since", "exclue depuis"),
    "change counted since": Words("counted since", "comptée depuis"),
    "change credit note": Words("credit note entered since", "avoir saisi depuis"),
    "declare sale changed": Words("{document}, {buyer}: {change}", "{document}, {buyer} : {change}"),
    "declare change": Words("what changed", "ce qui a changé"),
    "declare adds": Words("adds", "ajoute"),
    "reason other days": Words(
        "What was declared is of other days than this period: it is not compared.",
        "Ce qui a été déclaré porte sur d'autres jours que cette période : pas de comparaison.",
    ),
    "reason other currency": Words(
        "What was declared is in another currency than the policy: it is not compared.",
        "Ce qui a été déclaré est dans une autre devise que la police : pas de comparaison.",
    ),
    "reason no amount": Words(
        "Nobody says what amount was declared: it is not compared.",
        "Le montant déclaré n'est pas connu : pas de comparaison.",
    ),
    "declare days undeclared": Words(
        "The turnover of {first} to {last} is in no declaration.",
        "Le chiffre d'affaires du {first} au {last} n'est dans aucune déclaration.",
    ),
    "declare zone undeclared": Words(
        "Zone not declared: {zone}, {amount} to declare.", "Zone non déclarée : {zone}, {amount} à déclarer."
    ),
    "declare zone near": Words('Did you mean "{near}"? ', "Vouliez-vous dire « {near} » ? "),
    "declare zone unknown": Words(
        '{place}: the policy has no zone "{zone}". {hint}Write one of its zones or a country: {zones}.',
        "{place} : la police n'a pas de zone « {zone} ». {hint}Écrivez l'une des siennes ou un pays : {zones}.",
    ),
    "declare zones declared": Words("Declared zone by zone", "Déclaré zone par zone"),
    "declare every period": Words("Every period", "Toutes les périodes"),
    "declare period title": Words("period", "période"),
    "declare by": Words("to declare by", "à déclarer le"),
    "declare on": Words("declared on", "déclaré le"),
    "declare amount declared": Words("declared", "déclaré"),
    "declare sales": Words("Sales of the period", "Ventes de la période"),
    "declare sheet sales": Words("sales", "ventes"),
    "declare lacking": Words("lacking", "manque"),
    "declare columns": Words(
        "period|document|credit note of|day|buyer code|buyer|country|zone|amount|left out|why|missing",
        "période|pièce|avoir sur|jour|code client|client|pays|zone|montant|exclue|pourquoi|manque",
    ),
    "declare none yet": Words(
        "The policy has not begun on that day: there is nothing to declare.",
        "La police n'a pas pris effet à cette date : rien n'est à déclarer.",
    ),
}
