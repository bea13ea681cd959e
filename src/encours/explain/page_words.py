"""Words of the reports: cover, buyers, aged balance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

PAGES: Final[Mapping[str, Words]] = {
    "cover title": Words("What is insured", "Ce qui est garanti"),
    "ageing title": Words("Aged balance", "Balance âgée"),
    "as of": Words("as of {day}", "au {day}"),
    "latest day": Words("the latest day of the facts", "dernier jour des faits"),
    "known on": Words("as known on {day}", "tel que connu au {day}"),
    "proven only": Words("Without assumptions: only what is proven.", "Sans hypothèse : seulement ce qui est établi."),
    "not judged": Words(
        "Not judged: there is no policy. What of it is insured is not known; add policy.toml to the folder.",
        "Non jugé : il n'y a pas de police. Ce qui en est garanti n'est pas connu ; ajoutez policy.toml au dossier.",
    ),
    "told by age": Words(
        "{amount} more on {buyers} stand in an aged balance alone: without the invoices no clause can judge them, and "
        "no figure here counts them; encours exposure does. Import their open items.",
        "{amount} de plus, chez {buyers}, ne figurent que dans une balance âgée : sans factures, aucune clause ne "
        "peut les juger, et aucun chiffre d'ici ne les compte ; encours exposure, si. Importez leurs postes ouverts.",
    ),
    "payments unproven": Words(
        "That the payments are complete is not proven: what is open may have been paid.",
        "Que les règlements soient complets n'est pas établi : ce qui est ouvert a pu être réglé.",
    ),
    "payments unsaid": Words(
        "Nobody says that the payments are complete: what is open may have been paid.",
        "Nul ne dit que les règlements sont complets : ce qui est ouvert a pu être réglé.",
    ),
    "payments incomplete": Words(
        "The payments are said to be complete to {day} only: what is open may have been paid since.",
        "Les règlements ne sont dits complets que jusqu'au {day} : ce qui est ouvert a pu être réglé depuis.",
    ),
    "outstanding": Words("Outstanding", "Encours"),
    "covered": Words("covered", "couvert"),
    "receivables": Words("receivable|receivables", "créance|créances"),
    "invoices": Words("invoice|invoices", "facture|factures"),
    "documents": Words(
        "document, not in the outstanding|documents, not in the outstanding",
        "pièce, hors encours|pièces, hors encours",
    ),
    "rows partly covered": Words(
        "receivable is covered in part|receivables are covered in part",
        "créance couverte partiellement|créances couvertes partiellement",
    ),
    "admitted": Words("Covered within limits", "Encours garanti"),
    "insured": Words("Indemnity if every buyer failed today", "Indemnité si tous les acheteurs défaillaient"),
    "before first losses": Words(
        "after percentages, before first losses and ceilings", "après quotités, avant franchises et plafonds"
    ),
    "before first losses of an insolvency": Words(
        "after percentages for an insolvency, before first losses and ceilings",
        "après quotités pour une insolvabilité, avant franchises et plafonds",
    ),
    "insured at least": Words("at least {amount}", "au moins {amount}"),
    "share not known": Words(
        "The insured percentage of {amount} is not known, and counts for nothing here: nobody has told {facts}.",
        "La quotité garantie de {amount} est inconnue, et compte pour rien ici : personne n'a indiqué {facts}.",
    ),
    "share not counted": Words(
        "at least: a percentage is not known; before first losses and ceilings",
        "au moins : une quotité est inconnue ; avant franchises et plafonds",
    ),
    "on account": Words("Money on account", "Règlements non affectés"),
    "not deducted": Words("not deducted from the outstanding", "non déduits de l'encours"),
    "not receivable": Words("Not owed (orders, drafts, returns)", "Non dû (commandes, devis, retours)"),
    "not owed": Words("not owed", "non dû"),
    "mostly": Words("mostly {note}", "surtout : {note}"),
    "mostly tax": Words("mostly VAT, outside the insured base", "surtout la TVA, hors base garantie"),
    "largest part": Words("largest part: {note}", "le plus : {note}"),
    "at risk title": Words("About to be lost (next {days} days)", "Sur le point d'être perdu ({days} jours)"),
    "nothing at risk": Words("No deadline is that near.", "Aucune échéance aussi proche."),
    "at risk sum": Words(
        "{amount} of cover on {count} depends on a deadline.",
        "{amount} de garantie sur {count} dépendent d'une date limite.",
    ),
    "last day": Words("last day", "dernier jour"),
    "days": Words("days", "jours"),
    "at stake": Words("at stake", "enjeu"),
    "invoice": Words("invoice", "facture"),
    "buyer": Words("buyer", "client"),
    "code": Words("code", "code"),
    "clause": Words("clause", "clause"),
    "what to do": Words("what to do", "que faire"),
    "left out": Words(
        "… and {count} more (--top-rows shows more)",
        "… et {count} autre (--top-rows en montre plus)|… et {count} autres (--top-rows en montre plus)",
    ),
    "losses title": Words("Not covered, and why", "Ce qui n'est pas couvert, et pourquoi"),
    "nothing lost": Words("Everything is covered.", "Tout est couvert."),
    "nothing open that day": Words("Nothing is open on that day.", "Rien n'est ouvert ce jour-là."),
    "first invoice": Words("The first invoice is of {day}.", "La première facture est du {day}."),
    "policy starts": Words("The policy begins on {day}.", "La police commence le {day}."),
    "stops title": Words(
        "Buyers whose new deliveries are not covered", "Clients dont les nouvelles livraisons ne sont plus garanties"
    ),
    "stopped since": Words("since {day}", "depuis le {day}"),
    "wider": Words("On a wider screen: {{columns}}.", "Sur un écran plus large : {{columns}}."),
    "reason": Words("reason", "motif"),
    "overdue stops only": Words(
        "A large book: only the stops for an overdue invoice are listed. All of one buyer: {command}",
        "Grand portefeuille : seuls les arrêts pour impayé sont listés. Tout d'un client : {command}",
    ),
    "stops on": Words("from {day} on", "dès le {day}"),
    "assumptions title": Words("Assumptions", "Hypothèses"),
    "depends": Words("{amount} of the outstanding depend on it.", "{amount} de l'encours en dépendent."),
    "without assumptions": Words(
        "What is proven without them: --without-assumptions",
        "Ce qui est établi sans elles : --without-assumptions",
    ),
    "ask why": Words("Why, for any invoice: {command}", "Pourquoi, pour toute facture : {command}"),
    "used": Words("used", "utilisé"),
    "insured column": Words("insured", "indemnité"),
    "not covered": Words("not covered", "non couvert"),
    "until": Words("until", "jusqu'au"),
    "state": Words("state", "état"),
    "country": Words("country", "pays"),
    "total": Words("Total", "Total"),
    "cover columns": Words(
        "invoice|instalment|buyer|name|entity|stage|invoiced|due|currency|open|open in the policy's currency|"
        "state|cause|until|insured",
        "facture|échéance n°|code client|client|entité|stade|date de facture|échéance|devise|solde|"
        "solde en devise de la police|état|cause|jusqu'au|indemnité attendue",
    ),
    "tree columns": Words(
        "invoice|instalment|buyer|policy|clause|title|verdict|sentence|until|values",
        "facture|échéance n°|code client|police|clause|titre|décision|phrase|jusqu'au|valeurs",
    ),
    "not due": Words("not due", "non échu"),
    "no date": Words("no date", "sans échéance"),
    "overdue": Words("overdue", "échu"),
    "credits": Words("credits", "avoirs"),
    "later": Words("received later", "reçu après"),
    "in currency": Words("in {currency}", "en {currency}"),
    "by due date": Words("by due date", "par échéance"),
    "by invoice date": Words("by invoice date", "par date de facture"),
    "in months": Words("in calendar months", "en mois civils"),
    "revaluation": Words(
        "Revaluation since the invoices were booked: {amount}", "Écart de conversion depuis la facturation : {amount}"
    ),
    "ageing by cover": Words("Cover by age", "Garantie par ancienneté"),
    "control agrees": Words("Agrees with the control account {account}.", "Conforme au compte collectif {account}."),
    "ageing columns": Words(
        "buyer|name|outstanding|credits|received later|original currency|outstanding in the original currency|"
        "oldest overdue, days for the policy|oldest overdue, days for reminders",
        "code client|client|encours|avoirs|reçu après|devise d'origine|encours en devise d'origine|"
        "plus ancien impayé, jours pour la police|plus ancien impayé, jours pour les relances",
    ),
    "wording title": Words("Wording: {name}, edition {edition}", "Texte-type : {name}, édition {edition}"),
    "help next": Words(
        "The text of one of them: {clause}. Every term: {terms}",
        "Le texte de l'une d'elles : {clause}. Tous les termes : {terms}",
    ),
    "help in the other": Words("in French: {word}", "en anglais : {word}"),
    "help more": Words("More about it, by name: {command}", "Pour en savoir plus, par son nom : {command}"),
    "help assumptions": Words(
        "What may be assumed where facts are missing", "Ce qui peut être supposé là où des faits manquent"
    ),
    "help assumption": Words("assumption", "hypothèse"),
    "help takes": Words("value", "valeur"),
    "help meaning": Words("meaning", "sens"),
    "help takes nothing": Words("none", "aucune"),
    "help takes text": Words("a text", "un texte"),
    "help takes country": Words("a country, two letters", "un pays, deux lettres"),
    "help takes percentage": Words("a percentage", "un pourcentage"),
    "help takes day": Words("a day", "un jour"),
    "help takes flag": Words("yes or no", "oui ou non"),
    "help assumptions next": Words(
        "One row of assumptions.csv for each: name, value, author, made_on. --without-assumptions shows what is "
        "proven.",
        "Une ligne d'assumptions.csv pour chacune : name, value, author, made_on. --without-assumptions montre ce qui "
        "est prouvé.",
    ),
    "help term": Words("More about one of them: {command}", "Pour en savoir plus : {command}"),
    "answers": Words("What it answers", "Ce qu'elle répond"),
    "terms": Words("Terms", "Termes"),
    "term": Words("term", "terme"),
    "unit": Words("unit", "unité"),
    "meaning": Words("meaning", "sens"),
    "default word": Words("default", "défaut"),
    "default": Words("default: {value}", "défaut : {value}"),
    "not used": Words("not used", "sans objet"),
    "loss title": Words(
        "Where it refuses, suspends or cuts: {title}", "Là où elle refuse, suspend ou réduit : {title}"
    ),
    "bounds": Words("from {low} to {high}", "de {low} à {high}"),
    "not modelled": Words("Not modelled", "Non modélisé"),
    "terms columns": Words(
        "term|unit|default|least|most|choices|meaning", "terme|unité|défaut|minimum|maximum|choix|sens"
    ),
    "unit span": Words("a duration", "une durée"),
    "unit days": Words("a number of days", "un nombre de jours"),
    "unit months": Words("a number of months", "un nombre de mois"),
    "unit cents": Words("an amount", "un montant"),
    "unit code": Words("a choice", "un choix"),
    "unit flag": Words("yes or no", "oui ou non"),
    "unit day": Words("a day", "un jour"),
    "unit basis points": Words("a percentage", "un pourcentage"),
    "unit millionths": Words("a rate", "un taux"),
    "unit rates by amount": Words("rates in bands of amounts", "des taux par tranches de montants"),
    "unit rates by days": Words("rates in bands of days", "des taux par tranches de jours"),
    "unit shares by ratio": Words("shares in bands of a ratio", "des parts par tranches d'un ratio"),
    "unit count": Words("a number", "un nombre"),
    "unit multiple": Words("a multiple of the premium", "un multiple de la prime"),
    "unit steps": Words("steps in order", "des étapes dans l'ordre"),
    "column required": Words("required", "obligatoire"),
    "column optional": Words("may be empty", "peut être vide"),
    "for example": Words("for example {value}", "par exemple {value}"),
    "unit clock": Words("a time counted from events", "un délai compté de certains faits"),
    "unit country": Words("a country", "un pays"),
    "indemnity chain": Words(
        "The indemnity chain, in the order of the policy", "La chaîne d'indemnité, dans l'ordre de la police"
    ),
    "agreed": Words("agreed", "convenu"),
    "origin": Words("from", "origine"),
    "policy": Words("policy", "police"),
    "from schedule": Words("schedule", "conditions particulières"),
    "from default": Words("default of the wording", "par défaut du texte-type"),
    "from day": Words(", from {day}", ", à partir du {day}"),
    "agreed reading": Words("is read as {reading}", "se lit : {reading}"),
    "table zones": Words("Zones", "Zones"),
    "table insured_buyers": Words("Insured buyers, and no other", "Acheteurs assurés, et aucun autre"),
    "table excluded_buyers": Words("Excluded buyers", "Acheteurs exclus"),
    "table entities": Words("Insured companies", "Sociétés assurées"),
    "line held from": Words("from {day}", "à partir du {day}"),
    "line held to": Words("to {day}", "jusqu'au {day}"),
    "layer alone": Words("{policy}: in one programme only", "{policy} : dans un seul des deux programmes"),
    "no difference": Words("Nothing differs.", "Aucune différence."),
    "point": Words("point", "point"),
    "before": Words("before", "avant"),
    "after": Words("after", "après"),
    "record it": Words(
        "Record what is missing, or assume it ({file}): {command}",
        "Renseigner ce qui manque, ou le poser en hypothèse ({file}) : {command}",
    ),
}
