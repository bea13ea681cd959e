"""Words of the entity guard: each kind of finding, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

ENTITIES: Final[Mapping[str, Words]] = {
    "entities title": Words("Who is invoiced, who is covered", "Qui est facturé, qui est garanti"),
    "entities none": Words(
        "✓ Every party is identified and agrees, on every open invoice.",
        "✓ Chaque partie est identifiée et concorde, sur chaque facture ouverte.",
    ),
    "entities none of it": Words("✓ None was found.", "✓ Rien de tel n'est constaté."),
    "entities checked": Words(
        "{rows} open on {buyers} checked; a name alone proves nothing.",
        "{rows} ouverts chez {buyers} contrôlés ; un nom seul ne prouve rien.",
    ),
    "entities buyers": Words("buyer|buyers", "client|clients"),
    "entities several buyers": Words("buyers", "clients"),
    "entities kinds": Words("Kinds of findings", "Types de constats"),
    "entities findings": Words("Findings", "Constats"),
    "entities gravity": Words("gravity", "gravité"),
    "entities finding": Words("finding", "constat"),
    "entities count": Words("found", "nombre"),
    "entities invoices": Words("invoices", "factures"),
    "entities amount": Words("open", "encours"),
    "entities detail": Words("what was found", "ce qui est constaté"),
    "entities open": Words("Every row of a finding: {command}", "Toutes les lignes d'un constat : {command}"),
    "gravity wrong": Words("wrong", "faux"),
    "gravity unsure": Words("to be told", "à préciser"),
    "gravity unproven": Words("not proven", "non établi"),
    "kind other-company": Words("Invoiced to another company", "Facturé à une autre société"),
    "kind limit-of-another": Words("The limit covers another company", "L'agrément vise une autre société"),
    "kind registered-otherwise": Words(
        "The buyer is registered as another company", "Le client est enregistré comme une autre société"
    ),
    "kind name-alone": Words("Another name, no identifier to compare", "Autre nom, aucun identifiant comparable"),
    "kind invalid-identifier": Words("Identifier that cannot be right", "Identifiant impossible"),
    "kind inconsistent-identifiers": Words("Identifiers that contradict each other", "Identifiants contradictoires"),
    "kind shared-identifier": Words("One company under several codes", "Une même société sous plusieurs codes"),
    "kind name-only": Words("Same name, no identifier to compare", "Même nom, aucun identifiant comparable"),
    "kind no-identifier": Words("Buyer without an identifier", "Client sans identifiant"),
    "kind limit-without-identifier": Words("Limit that names no company", "Agrément qui n'identifie pas la société"),
    "do other-company": Words(
        "Have the limit moved to the company invoiced, or the invoice made out again: it is not covered.",
        "Faire porter l'agrément sur la société facturée, ou refaire la facture : elle n'est pas garantie.",
    ),
    "do limit-of-another": Words(
        "Ask for a limit on the company you sell to, or correct the identifier of the decision.",
        "Demander un agrément sur la société à qui vous vendez, ou rectifier l'identifiant de la décision.",
    ),
    "do registered-otherwise": Words(
        "Correct the buyer's identifiers, or book these invoices under the right buyer.",
        "Rectifier les identifiants du client, ou porter ces factures au bon compte client.",
    ),
    "do name-alone": Words(
        "Put the SIREN or another identifier on the invoice (party_identifier), and on the buyer.",
        "Porter le SIREN, ou un autre identifiant, sur la facture et sur la fiche client.",
    ),
    "do invalid-identifier": Words(
        "Correct it from the register of companies; an insurer cannot find a company by it.",
        "Le rectifier d'après le registre : aucun assureur ne retrouve une société avec.",
    ),
    "do inconsistent-identifiers": Words(
        "Keep the identifiers of the company you sell to; the others are of another.",
        "Garder les identifiants de la société à qui vous vendez ; les autres sont d'une autre.",
    ),
    "do shared-identifier": Words(
        "They share one limit: merge the codes, or put them in one group and have the limit cover both.",
        "Ils partagent un seul agrément : fusionner les codes, ou les mettre dans un groupe qui a l'agrément.",
    ),
    "do name-only": Words(
        "Add the identifier to the invoice or to the buyer: a name is no proof in a claim.",
        "Ajouter l'identifiant sur la facture ou la fiche client : un nom ne prouve rien lors d'un sinistre.",
    ),
    "do no-identifier": Words(
        "Fill in a SIREN, a VAT number, an LEI or the national identifier before asking for a limit.",
        "Renseigner un SIREN, un numéro de TVA, un LEI ou l'identifiant national avant de demander un agrément.",
    ),
    "do limit-without-identifier": Words(
        "Copy the identifier from the insurer's decision (covers_identifier): it covers that company only.",
        "Recopier l'identifiant porté par la décision de l'assureur : l'agrément ne vise que cette société.",
    ),
    "finding wrong": Words("{field} {told}", "{field} {told}"),
    "finding should be": Words("{field} {told}, which should be {expected}", "{field} {told}, au lieu de {expected}"),
    "finding not of": Words(
        "{field} {told}, which is not of SIREN {expected}", "{field} {told}, qui n'est pas du SIREN {expected}"
    ),
    "finding decision": Words("decision {reference}", "décision {reference}"),
    "identity covers_identifier": Words("identifier of the limit", "identifiant de l'agrément"),
    "entities columns": Words(
        "finding|gravity|title|buyer|name|what was found|decision|invoices|open|what to do",
        "constat|gravité|intitulé|code client|client|ce qui est constaté|décision|factures|encours|que faire",
    ),
}
