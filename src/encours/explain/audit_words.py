"""Words of the audit of a bill: what it charges, what is wrong with it, and limits that serve no sale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

AUDIT: Final[Mapping[str, Words]] = {
    "audit title": Words("Audit of bill {bill}", "Contrôle de l'appel {bill}"),
    "audit bill": Words("billed on {day}, {amount}", "appelé le {day}, {amount}"),
    "audit right": Words(
        "✓ Everything that can be checked of it is right.", "✓ Tout ce qui peut y être contrôlé est exact."
    ),
    "audit over": Words(
        "Billed too much: {amount}. Claim it back, with the reasons below.",
        "Facturé en trop : {amount}. À réclamer, avec les motifs ci-dessous.",
    ),
    "audit under": Words(
        "Billed too little: {amount}. Expect a further bill.",
        "Facturé en moins : {amount}. Un complément est à attendre.",
    ),
    "audit balanced": Words(
        "Errors of {amount} in each direction make up for each other.",
        "Des erreurs de {amount} dans chaque sens se compensent.",
    ),
    "audit unchecked": Words(
        "{count} line could not be checked whole.|{count} lines could not be checked whole.",
        "{count} ligne n'a pu être contrôlée en entier.|{count} lignes n'ont pu être contrôlées en entier.",
    ),
    "audit total off": Words(
        "The bill claims {claimed}, and its lines make {lines}.",
        "L'appel réclame {claimed}, et ses lignes font {lines}.",
    ),
    "audit lines": Words("Line by line", "Ligne par ligne"),
    "audit rank": Words("line", "ligne"),
    "audit what": Words("charged for", "facturé pour"),
    "audit days": Words("days", "jours"),
    "audit billed": Words("billed", "facturé"),
    "audit difference": Words("too much", "en trop"),
    "audit why": Words("why", "pourquoi"),
    "audit as due": Words("as due", "conforme"),
    "audit bills": Words("Bills that can be audited", "Appels contrôlables"),
    "audit twice": Words(
        "Already charged by bill {bill}, line {rank}.", "Déjà facturé par l'appel {bill}, ligne {rank}."
    ),
    "audit twice minimum": Words(
        "The minimum of these days was charged already by bill {bill}, line {rank}: it applies once.",
        "Le minimum de ces jours est déjà facturé par l'appel {bill}, ligne {rank} : il ne joue qu'une fois.",
    ),
    "audit arithmetic": Words(
        "{base} at {rate} makes {computed}, and {billed} is billed.",
        "{base} à {rate} font {computed}, et {billed} sont facturés.",
    ),
    "audit rate": Words(
        "The rate is {billed}; that of the policy is {due}.", "Le taux est {billed} ; la police dit {due}."
    ),
    "audit base": Words(
        "The base is {billed}; the ledger counts {due}.", "L'assiette est {billed} ; le grand livre compte {due}."
    ),
    "audit not excluded": Words(
        "The base has {more} too much: {exclusions} left in.",
        "L'assiette a {more} de trop : {exclusions} non exclus.",
    ),
    "audit as declared": Words(
        "The base is what was declared, {billed}; the ledger now counts {due}: correct the declaration.",
        "L'assiette est ce qui a été déclaré, {billed} ; le grand livre compte à présent {due} : rectifier la "
        "déclaration.",
    ),
    "audit count": Words(
        "Limits charged: {billed}; in force in these days: {due}.",
        "Agréments facturés : {billed} ; en vigueur sur ces jours : {due}.",
    ),
    "audit count requests": Words(
        "Requests charged: {billed}; made in these days: {due}.",
        "Demandes facturées : {billed} ; faites sur ces jours : {due}.",
    ),
    "audit unit price": Words(
        "Each is charged {price}; the policy says {unit}.", "Chacun est facturé {price} ; la police dit {unit}."
    ),
    "audit amount": Words("{due} is due, {billed} is billed.", "{due} sont dus, {billed} facturés."),
    "audit not called": Words(
        "Not called yet: the deposits of {deposits} pay for it, and beside them the year calls {called} by {day}.",
        "Pas encore exigible : les primes provisionnelles de {deposits} en tiennent lieu, et l'année n'appelle que "
        "{called} en plus au {day}.",
    ),
    "audit together": Words(
        "Judged with line {rank}, which charges the same for the same days.",
        "Jugé avec la ligne {rank}, qui facture la même chose pour les mêmes jours.",
    ),
    "audit unknown rate written": Words(
        "The rate as written cannot be read, and is not checked.",
        "Le taux tel qu'écrit ne peut être lu, et n'est pas contrôlé.",
    ),
    "audit tax": Words(
        "Tax of {billed}; on this amount it is {due}.", "Taxe de {billed} ; sur ce montant elle est de {due}."
    ),
    "audit tax export": Words(
        "Tax of {billed} on what the law exempts.", "Taxe de {billed} sur ce que la loi exonère."
    ),
    "audit tax follows": Words("Tax on what is charged too much.", "Taxe sur ce qui est facturé en trop."),
    "audit tax follows less": Words("Tax on what is charged too little.", "Taxe sur ce qui est facturé en moins."),
    "audit not agreed": Words("The policy agrees on no such charge.", "La police ne prévoit pas une telle somme."),
    "audit unknown premium": Words(
        "The policy tells no price for it: not checked.", "La police n'en dit pas le prix : non contrôlé."
    ),
    "audit unknown rate": Words(
        "The policy tells no rate: the rate is not checked.", "La police ne dit pas le taux : taux non contrôlé."
    ),
    "audit unknown fee": Words(
        "The policy tells no fee: not checked.", "La police ne dit pas ces frais : non contrôlé."
    ),
    "audit unknown days": Words(
        "The bill does not say which days it is for: not checked.",
        "L'appel ne dit pas de quels jours il s'agit : non contrôlé.",
    ),
    "audit unknown tax": Words("The tax is not checked.", "Taxe non contrôlée."),
    "audit among": Words(
        "{count} of the limits serves no sale any more.|{count} of the limits serve no sale any more.",
        "{count} des agréments ne sert plus aucune vente.|{count} des agréments ne servent plus aucune vente.",
    ),
    "dead title": Words("Limits that serve no sale", "Agréments sans ventes"),
    "dead rule": Words(
        "In force for {months} and more, nothing sold or owed since: cancelled by the last day, they owe no further "
        "fee.",
        "En vigueur depuis {months} et plus, sans vente ni encours : résiliés au plus tard le dernier jour, ils ne "
        "doivent plus de frais.",
    ),
    "dead none": Words("No limit in force is without sales.", "Aucun agrément en vigueur n'est sans ventes."),
    "dead months": Words("{count} month|{count} months", "{count} mois"),
    "dead limit": Words("limit", "agrément"),
    "dead last sale": Words("last sale", "dernière vente"),
    "dead never": Words("never", "jamais"),
    "dead fee": Words("fee", "frais"),
    "dead until": Words("fees until the next anniversary", "frais d'ici l'échéance annuelle"),
    "dead saved": Words("saved in a year", "économie par an"),
    "dead next": Words("next fee", "prochains frais"),
    "dead last day": Words("cancel by", "dernier jour"),
    "dead total": Words(
        "{count} limit to cancel by {day}: {amount} saved in a year.|"
        "{count} limits to cancel, the first by {day}: {amount} saved in a year.",
        "{count} agrément à résilier au plus tard le {day} : {amount} d'économie par an.|"
        "{count} agréments à résilier, les premiers au plus tard le {day} : {amount} d'économie par an.",
    ),
    "dead unpriced": Words(
        "{count} limit to cancel by {day}; nobody says its fee.|"
        "{count} limits to cancel, the first by {day}; nobody says their fee.",
        "{count} agrément à résilier au plus tard le {day} ; les frais ne sont pas connus.|"
        "{count} agréments à résilier, les premiers au plus tard le {day} ; les frais ne sont pas connus.",
    ),
    "audit columns": Words(
        "bill|line|charged for|label|first day|last day|zone|buyer code|buyer|base|rate|amount|tax|too much|why",
        "appel|ligne|facturé pour|libellé|premier jour|dernier jour|zone|code client|client|assiette|taux|montant|taxe|"
        "en trop|pourquoi",
    ),
}
