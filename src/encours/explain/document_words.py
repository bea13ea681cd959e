"""Words of the documents: what pages for a screen do not say already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

DOCUMENTS: Final[Mapping[str, Words]] = {
    "to the answer": Words("Go to the answer", "Aller à la réponse"),
    "contents": Words("Contents", "Sommaire"),
    "rows left out": Words(
        "… and {count} more; the spreadsheet (--format xlsx) has every row.",
        "… et {count} autre ; le classeur (--format xlsx) contient toutes les lignes.|"
        "… et {count} autres ; le classeur (--format xlsx) contient toutes les lignes.",
    ),
    "annex": Words("Annex: the rows behind each figure", "Annexe : les lignes derrière chaque montant"),
    "page": Words("p.", "p."),
    "question": Words("Question", "Question"),
    "answered point": Words("point", "point"),
    "value": Words("value", "valeur"),
    "company": Words("company", "société"),
    "asked day": Words("as of", "date d'arrêté"),
    "known day": Words("as known on", "tel que connu au"),
    "all that is known": Words("all that is known", "tout ce qui est connu"),
    "with assumptions": Words("assumptions made", "hypothèses posées"),
    "payments complete": Words("payments complete to", "règlements complets jusqu'au"),
    "nobody said": Words("nobody said", "non précisé"),
    "period": Words("{name}: period", "{name} : période"),
    "wording of": Words("{name}: wording", "{name} : texte-type"),
    "from to": Words("from {first} to {last}", "du {first} au {last}"),
    "share": Words("share", "part"),
    "rows column": Words("receivables", "créances"),
    "cover headline": Words(
        "Of {outstanding} outstanding, {covered} ({share}) is covered. If every buyer failed today, the indemnity "
        "expected would be {insured}.",
        "Sur {outstanding} d'encours, {covered} ({share}) sont garantis. Si tous les acheteurs défaillaient "
        "aujourd'hui, l'indemnité attendue serait de {insured}.",
    ),
    "by state": Words("Where every amount stands", "Où en est chaque montant"),
    "by state of": Words("The outstanding by state", "L'encours par état"),
    "states rule": Words(
        "Every amount open is in exactly one state; the states add up to the outstanding.",
        "Tout montant ouvert est dans un état et un seul ; les états totalisent l'encours.",
    ),
    "within days": Words("Lost within {days} days", "Perdu d'ici {days} jours"),
    "unless acted on": Words("of cover, if nothing is done", "de garantie, si rien n'est fait"),
    "at risk chart": Words("Cover that ends, by its last day", "Garantie qui s'éteint, par dernier jour"),
    "ageing chart": Words(
        "How much of each age is covered: every bar is the whole of its age",
        "Ce qui est garanti à chaque ancienneté : chaque barre est le tout de sa tranche",
    ),
    "age": Words("days overdue", "jours de retard"),
    "age in months": Words("months overdue", "mois de retard"),
    "age from invoice": Words("days since the invoice", "jours depuis la facture"),
    "causes": Words("Causes", "Causes"),
    "cause": Words("cause", "cause"),
    "clause text": Words("Clause: {title}", "Clause : {title}"),
    "finding": Words("why", "pourquoi"),
    "uninsured title": Words("Largest uninsured exposures", "Principaux encours non garantis"),
    "uninsured chart": Words(
        "Outstanding of the buyers with the largest uninsured part",
        "Encours des clients dont la part non garantie est la plus forte",
    ),
    "uninsured rule": Words(
        "Uninsured: what is owed, taxes included, less what is covered within limits; the report of exposure says "
        "the same amount. The uninsured percentage of what is covered comes on top.",
        "Non garanti : ce qui est dû, taxes comprises, moins l'encours garanti ; l'état des encours donne le même "
        "montant. La quotité non garantie de ce qui est garanti s'y ajoute.",
    ),
    "other causes": Words("other causes", "autres causes"),
    "uninsured": Words("uninsured", "non garanti"),
    "nothing uninsured": Words(
        "No buyer owes more than is covered.", "Aucun client ne doit plus que ce qui est garanti."
    ),
    "by age alone": Words("owed by an aged balance alone", "dû selon une balance âgée seule"),
    "letters without a font": Words(
        "No font of this machine has some letters of these names: {mark} stands for each. Install one that has them "
        "(Noto Sans CJK has those of China, Japan and Korea) and make the document again; the page and the workbook "
        "have the names whole.",
        "Aucune police de caractères de cette machine n'a certaines lettres de ces noms : {mark} remplace chacune. "
        "Installez-en une qui les a (Noto Sans CJK pour la Chine, le Japon et la Corée) et refaites le document ; la "
        "page et le classeur ont les noms entiers.",
    ),
    "since or from": Words("since, or from", "depuis, ou dès le"),
    "assumption": Words("what is assumed", "ce qui est supposé"),
    "depends column": Words("outstanding that depends on it", "encours qui en dépend"),
    "author": Words("by", "par"),
    "made on": Words("on", "le"),
    "source": Words("source", "source"),
    "no assumption": Words("Nothing is assumed.", "Rien n'est supposé."),
    "computed title": Words("How this was computed", "Comment ces montants sont calculés"),
    "outstanding rule": Words(
        "What buyers owe: the open part of each invoice delivered or issued by that day. Money on account is not "
        "deducted; orders, drafts and returned sales are not in it.",
        "Ce que doivent les clients : le solde de chaque facture livrée ou émise à cette date. Les règlements non "
        "affectés ne sont pas déduits ; les commandes, devis et retours n'y sont pas.",
    ),
    "admitted rule": Words(
        "What every clause of the policy lets through and the limits in force have room for, invoice by invoice and "
        "layer by layer, before the insured percentage.",
        "Ce que toutes les clauses de la police laissent passer et que les agréments en vigueur peuvent accueillir, "
        "facture par facture et ligne par ligne, avant la quotité garantie.",
    ),
    "insured rule": Words(
        "What is covered, at the insured percentage of each invoice and layer. First losses and the ceilings of the "
        "year are not deducted.",
        "Ce qui est garanti, à la quotité de chaque facture et de chaque ligne. Les franchises et les plafonds annuels "
        "ne sont pas déduits.",
    ),
    "at risk rule": Words(
        "What is covered today and would no longer be after the last day shown, if nothing new happened.",
        "Ce qui est garanti aujourd'hui et ne le serait plus après le dernier jour indiqué, si rien ne se passait.",
    ),
    "insured percentage column": Words("percentage", "quotité"),
    "layers": Words("By policy", "Par police"),
    "insurer": Words("insurer", "assureur"),
    "largest rows": Words("The largest receivables behind it", "Les plus fortes créances qui le composent"),
    "ask again": Words("The same, computed again: {command}", "Le même calcul, à nouveau : {command}"),
    "sheet states": Words("States", "États"),
    "sheet at risk": Words("About to be lost", "À risque"),
    "sheet ageing": Words("Cover by age", "Garantie par ancienneté"),
    "sheet causes": Words("Causes", "Causes"),
    "sheet lost": Words("Not covered", "Non couvert"),
    "sheet uninsured": Words("Buyers", "Clients"),
    "sheet stops": Words("Deliveries not covered", "Livraisons non garanties"),
    "sheet assumptions": Words("Assumptions", "Hypothèses"),
    "sheet policies": Words("Policies", "Polices"),
    "sheet invoices": Words("Invoices", "Factures"),
    "sheet ages": Words("Ages", "Tranches"),
    "sheet aged": Words("Aged balance", "Balance âgée"),
    "sheet waiting": Words("Waiting", "En attente"),
    "sheet own limits": Words("Own limits", "Limites internes"),
    "sheet unmet": Words("Conditions", "Conditions"),
    "sheet limits": Words("Limit use", "Utilisation"),
    "ageing headline": Words(
        "Of {outstanding} outstanding, {overdue} ({share}) is overdue.",
        "Sur {outstanding} d'encours, {overdue} ({share}) sont échus.",
    ),
    "oldest headline": Words("{amount} is more than {days} days late.", "{amount} ont plus de {days} jours de retard."),
    "ages title": Words("By age", "Par ancienneté"),
    "ages chart": Words("The outstanding by age", "L'encours par ancienneté"),
    "aged buyers chart": Words(
        "The buyers with the most overdue, by age", "Les clients aux plus forts échus, par ancienneté"
    ),
    "aged buyers title": Words("By buyer", "Par client"),
    "overdue share": Words("overdue, %", "échu, %"),
    "ageing rule": Words(
        "An invoice due on the day is not due. Instalments age one by one; a payment reduces what it names, else the "
        "oldest. Amounts in another currency are converted at the rate of the day.",
        "Une facture qui échoit ce jour n'est pas échue. Les échéances vieillissent une à une ; un règlement réduit ce "
        "qu'il désigne, sinon le plus ancien. Les autres devises sont converties au cours du jour.",
    ),
    "original open": Words("open, in its currency", "solde, en devise"),
    "buyers headline": Words(
        "{outstanding} outstanding on {count}, of which {covered} ({share}) is covered.",
        "{outstanding} d'encours sur {count}, dont {covered} ({share}) garantis.",
    ),
    "buyers headline not judged": Words(
        "{outstanding} outstanding on {count}; no policy says what of it is insured.",
        "{outstanding} d'encours sur {count} ; aucune police ne dit ce qui en est garanti.",
    ),
    "limits chart": Words("The largest buyers against their limits", "Les plus grands clients face à leurs agréments"),
    "limit use title": Words("Use of the limits", "Utilisation des agréments"),
    "buyers table": Words(
        "Every buyer, the largest outstanding first", "Tous les clients, le plus fort encours d'abord"
    ),
    "outside base and others": Words("other parts", "autres parts"),
    "next what": Words("what changes", "ce qui change"),
}
