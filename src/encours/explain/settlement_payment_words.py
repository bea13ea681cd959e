"""Words of the payment of an indemnity: the advance, the day it falls due, to whom it is paid, the subrogation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

PAYMENTS: Final[Mapping[str, Words]] = {
    "payment title": Words("Payment of the indemnity", "Paiement de l'indemnité"),
    "payment claim": Words("claim", "sinistre"),
    "payment policy": Words("policy", "police"),
    "payment what": Words("part", "nature"),
    "payment due on": Words("due on", "exigible le"),
    "payment amount": Words("amount", "montant"),
    "payment paid": Words("paid", "payé"),
    "payment left": Words("left to pay", "reste à payer"),
    "payment advance": Words("advance of {rate} on {fact}", "acompte de {rate} à {fact}"),
    "payment whole": Words("indemnity, {period} from {fact}", "indemnité, {period} après {fact}"),
    "payment whole bare": Words("indemnity", "indemnité"),
    "payment allowed": Words(", {period} allowed", ", sous {period}"),
    "payment from admission of the claim": Words("admission of the claim", "l'admission de la créance"),
    "payment from receipt of the file": Words("receipt of the file", "la réception du dossier"),
    "payment from notification": Words("notice of the overdue", "la déclaration d'impayé"),
    "payment from day of loss": Words("the loss", "le sinistre"),
    "payment from complete file": Words("the complete file", "le dossier complet"),
    "payment from later of both": Words("the loss and the complete file", "le sinistre et le dossier complet"),
    "payment fact of": Words("{fact} ({day})", "{fact} ({day})"),
    "payment fact unknown": Words("a fact that is not known", "un fait qui n'est pas connu"),
    "payment not come": Words("not yet", "pas encore"),
    "payment not told": Words("not agreed", "non convenu"),
    "payment due now": Words(
        "Due by {day} and not paid: {amount} ({claim}).", "Exigible au {day} et non payé : {amount} ({claim})."
    ),
    "payment to": Words("paid to", "payé à"),
    "payment to whom": Words("To whom it is paid", "À qui elle est payée"),
    "payment by": Words("by", "en vertu de"),
    "payment insured": Words("the insured, {company}", "l'assuré, {company}"),
    "payment assignment": Words(
        "assignment {reference}, acknowledged on {day}", "délégation {reference}, dont l'assureur a pris acte le {day}"
    ),
    "payment assignment unknown": Words(
        "assignment {reference}: nobody knows its days, so not who is paid",
        "délégation {reference} : ses dates sont inconnues, donc celui qui est payé aussi",
    ),
    "payment payee unknown": Words(
        "the payee changed, and nobody knows the day or the amount of a payment",
        "le délégataire a changé, et le jour ou le montant d'un versement est inconnu",
    ),
    "payment subrogation": Words(
        "On payment, a receipt of subrogation is to be signed by whoever is paid: for what it paid, the insurer takes "
        "their place against the buyer.",
        "Au paiement, une quittance subrogative est à signer par celui qui est payé : l'assureur est subrogé dans ses "
        "droits contre l'acheteur, à hauteur de ce qu'il a payé.",
    ),
    "payment of amounts": Words(
        "Advance: {rate} of the indemnity, {amount}, on {fact}; then {left}.",
        "Acompte : {rate} de l'indemnité, soit {amount}, à {fact} ; puis {left}.",
    ),
    "payment of amounts whole": Words(
        "The indemnity falls due {period} from {fact}.", "L'indemnité est exigible {period} après {fact}."
    ),
    "payment of amounts due": Words(
        "The indemnity falls due {period} from {fact}: {day}.",
        "L'indemnité est exigible {period} après {fact} : {day}.",
    ),
    "sheet payments": Words("Payments", "Paiements"),
    "sheet payees": Words("Payees", "Délégataires"),
}
