"""Words of reverse cover: the total, what each supplier has of it, a failure, a certificate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

REVERSE: Final[Mapping[str, Words]] = {
    "reverse title": Words("Reverse cover", "Assurance-crédit inversée"),
    "reverse who": Words(
        "{insurer} insures the suppliers of {debtor} against its failure, from {first} to {last}",
        "{insurer} assure les fournisseurs de {debtor} contre sa défaillance, du {first} au {last}",
    ),
    "reverse outside the period": Words(
        "This day is outside the period: no delivery of it is covered.",
        "Ce jour est hors de la période : aucune de ses livraisons n'est garantie.",
    ),
    "reverse total": Words("total", "total"),
    "reverse allocated": Words("allocated", "alloué"),
    "reverse left": Words("left", "reste"),
    "reverse days": Words("The total, day by day", "Le total, jour par jour"),
    "reverse first": Words("from", "du"),
    "reverse last": Words("to", "au"),
    "reverse over": Words("above the total", "de trop"),
    "reverse suppliers": Words("Each supplier", "Chaque fournisseur"),
    "reverse no suppliers": Words(
        "Nothing is allocated, and no supplier is owed anything.",
        "Rien n'est alloué, et rien n'est dû à aucun fournisseur.",
    ),
    "reverse supplier": Words("supplier", "fournisseur"),
    "reverse name": Words("name", "nom"),
    "reverse allocation": Words("allocation", "allocation"),
    "reverse used": Words("used", "utilisé"),
    "reverse free": Words("free", "libre"),
    "reverse beyond": Words("over", "au-delà"),
    "reverse otherwise": Words("not covered", "non garanti"),
    "reverse until title": Words("until", "jusqu'au"),
    "reverse until": Words("{day}", "{day}"),
    "reverse then": Words("{day}, then {amount}", "{day}, puis {amount}"),
    "reverse from": Words("nothing; {amount} from {day}", "rien ; {amount} à partir du {day}"),
    "reverse ended": Words("ended on {day}", "terminée le {day}"),
    "reverse nothing": Words("nothing allocated", "rien d'alloué"),
    "reverse used meaning": Words(
        "Used: deliveries covered, under the allocation they met. Free: what a delivery of the day would find.",
        "Utilisé : livraisons garanties, sous l'allocation de leur jour. Libre : ce que trouverait une livraison ce "
        "jour.",
    ),
    "reverse halted": Words(
        "{suppliers}: new deliveries are not covered: {reason}",
        "{suppliers} : nouvelles livraisons non garanties : {reason}",
    ),
    "reverse halted since": Words(
        "{suppliers}: new deliveries are not covered since {day}: {reason}",
        "{suppliers} : nouvelles livraisons non garanties depuis le {day} : {reason}",
    ),
    "reverse one": Words(
        "One supplier, invoice by invoice: {command}", "Un fournisseur, facture par facture : {command}"
    ),
    "reverse settle": Words(
        "The debtor failed on {day}; what each is paid: {command}",
        "Le débiteur a défailli le {day} ; ce que chacun reçoit : {command}",
    ),
    "reverse findings": Words("What does not fit", "Ce qui ne va pas"),
    "reverse fits": Words(
        "✓ {supplier} may be allocated {amount}: no day passes the total.",
        "✓ {supplier} peut recevoir une allocation de {amount} : aucun jour ne dépasse le total.",
    ),
    "reverse lacks": Words(
        "✗ {supplier} may not be allocated {amount}: from {day} on, up to {lacking} too much for the total.",
        "✗ {supplier} ne peut recevoir une allocation de {amount} : dès le {day}, jusqu'à {lacking} de trop pour le "
        "total.",
    ),
    "reverse failure": Words("If {debtor} failed on {day}", "Si {debtor} défaillait le {day}"),
    "reverse failed": Words("{debtor} failed on {day}", "{debtor} a défailli le {day}"),
    "reverse owed": Words("owed", "dû"),
    "reverse within": Words("within its allocation", "dans son allocation"),
    "reverse indemnity": Words("indemnity", "indemnité"),
    "reverse paid": Words("paid", "payé"),
    "reverse nobody owed": Words("No supplier is owed anything on that day.", "Rien n'est dû à aucun fournisseur."),
    "reverse whole": Words(
        "Together within the total of {total}: each indemnity is paid whole.",
        "Ensemble dans le total de {total} : chaque indemnité est payée en entier.",
    ),
    "reverse cut": Words(
        "Together above the total of {total}: each indemnity is paid in proportion.",
        "Ensemble au-dessus du total de {total} : chaque indemnité est payée à proportion.",
    ),
    "reverse unknown": Words(
        "An indemnity is not known, and might pass the total of {total}: encours why tells what an invoice lacks.",
        "Une indemnité n'est pas connue, et pourrait dépasser le total de {total} : encours why dit ce qui manque à "
        "une facture.",
    ),
    "reverse supplier title": Words(
        "{name} ({supplier}) — reverse cover on {debtor}",
        "{name} ({supplier}) — assurance-crédit inversée sur {debtor}",
    ),
    "reverse decisions": Words("Its allocation over time", "Son allocation dans le temps"),
    "reverse decided": Words("decided", "décidé"),
    "reverse notified": Words("notified", "notifié"),
    "reverse effective": Words("holds from", "vaut à partir du"),
    "reverse certificate column": Words("decision", "décision"),
    "reverse what": Words("what", "quoi"),
    "reverse source": Words("from", "d'après"),
    "reverse invoices": Words("What it is owed", "Ce qui lui est dû"),
    "reverse nothing owed": Words("It is owed nothing on that day.", "Rien ne lui est dû ce jour-là."),
    "reverse delivered": Words("delivered", "livré"),
    "reverse due": Words("due", "échéance"),
    "reverse state": Words("state", "état"),
    "reverse why": Words("Why, for any invoice: {command}", "Pourquoi, pour chaque facture : {command}"),
    "reverse its certificate": Words("Its certificate: {command}", "Son certificat : {command}"),
    "certificate title": Words("Certificate of cover", "Certificat de garantie"),
    "certificate to": Words("To {name} ({supplier})", "À {name} ({supplier})"),
    "certificate opening": Words(
        "Under policy {policy}, taken out by {debtor}, {insurer} insures you against the failure of {debtor} to pay "
        "what you deliver to it.",
        "Au titre de la police {policy}, souscrite par {debtor}, {insurer} vous garantit contre le défaut de paiement "
        "de {debtor} pour ce que vous lui livrez.",
    ),
    "certificate without": Words(
        "No allocation stands on {day}: no delivery of that day is covered.",
        "Aucune allocation ne court le {day} : aucune livraison de ce jour n'est garantie.",
    ),
    "certificate allocation": Words("your allocation", "votre allocation"),
    "certificate decision": Words("decision", "décision"),
    "certificate deliveries": Words("for deliveries", "pour les livraisons"),
    "certificate span": Words("from {first} to {last}", "du {first} au {last}"),
    "certificate after": Words("then", "puis"),
    "certificate after amount": Words("{amount} from {day}", "{amount} à partir du {day}"),
    "certificate percentage": Words("insured percentage", "quotité garantie"),
    "certificate terms": Words("longest payment terms", "durée maximale de crédit"),
    "certificate extension": Words("longest extension", "prorogation maximale"),
    "certificate notice": Words("notice of a cut", "préavis de réduction"),
    "certificate withdrawal": Words("notice of an end", "préavis de résiliation"),
    "certificate used": Words("used on {day}", "utilisé le {day}"),
    "certificate free": Words("free on {day}", "libre le {day}"),
    "certificate not free": Words("{amount}: {reason}", "{amount} : {reason}"),
    "certificate promise": Words(
        "A delivery made within the allocation of its day stays covered if the allocation is cut or ended afterwards. "
        "What exceeds it is not covered.",
        "Une livraison faite dans l'allocation de son jour reste garantie si l'allocation est ensuite réduite ou "
        "résiliée. Ce qui la dépasse ne l'est pas.",
    ),
    "certificate cap": Words(
        "All suppliers together are paid no more than the total of the day of the failure, {total} on {day}.",
        "Tous fournisseurs réunis, l'assureur ne paie pas plus que le total du jour de la défaillance, {total} le "
        "{day}.",
    ),
    "certificate states": Words(
        "This states what the policy file and the decisions recorded say on {day}; the insurer's own certificate "
        "prevails.",
        "Cet état reprend la police et les décisions enregistrées au {day} ; le certificat de l'assureur prévaut.",
    ),
    "certificate point": Words("what is agreed", "ce qui est convenu"),
    "sheet certificate": Words("Certificate", "Certificat"),
    "sheet suppliers": Words("Suppliers", "Fournisseurs"),
    "sheet total": Words("Total", "Total"),
    "reverse headline": Words(
        "Of a total of {total}, {allocated} is allocated and {left} is left.",
        "Sur un total de {total}, {allocated} sont alloués et il reste {left}.",
    ),
    "reverse headline failed": Words(
        "{title}: of indemnities of {indemnity}, {paid} is paid, within the total of {total}.",
        "{title} : sur des indemnités de {indemnity}, {paid} sont payés, dans le total de {total}.",
    ),
    "certificate cover": Words("Your cover", "Votre garantie"),
    "reverse columns": Words(
        "supplier|name|allocation|used|free|owed|covered|over|not covered|decision|until",
        "fournisseur|nom|allocation|utilisé|libre|dû|garanti|au-delà|non garanti|décision|jusqu'au",
    ),
    "reverse failure columns": Words(
        "supplier|name|owed|within its allocation|indemnity|paid",
        "fournisseur|nom|dû|dans son allocation|indemnité|payé",
    ),
}
