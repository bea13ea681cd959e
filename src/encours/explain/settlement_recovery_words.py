"""Words of what came back on a loss, and of the account of the policy year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

RECOVERIES: Final[Mapping[str, Words]] = {
    "recoveries of": Words("Received since the loss: {name}", "Reçu depuis le sinistre : {name}"),
    "recovery rule": Words(
        "Indemnity paid on {day}. Before: {before}. From that day: {regime}.",
        "Indemnité payée le {day}. Avant : {before}. Depuis ce jour : {regime}.",
    ),
    "recovery rule not paid": Words(
        "No payment of the indemnity is told: what came in is the insured's, and lowers the loss ({before}).",
        "Aucun paiement de l'indemnité n'est indiqué : ce qui est reçu est à l'assuré et réduit la perte ({before}).",
    ),
    "recovery rule day unknown": Words(
        "The indemnity was paid on a day that nobody knows: all of it is shared as after that ({regime}).",
        "L'indemnité a été payée un jour inconnu : tout est partagé comme après ce jour ({regime}).",
    ),
    "recovery rule as after": Words(
        "Shared from the day of the loss: {regime}.", "Partagé dès le jour du sinistre : {regime}."
    ),
    "recovery lowered": Words("paid or credited since", "payé ou crédité depuis"),
    "settlement debt at the loss": Words("debt at the loss", "créance au sinistre"),
    "settlement received since": Words("Received since the loss", "Reçu depuis le sinistre"),
    "recovery received on": Words("received on", "reçu le"),
    "recovery reference": Words("reference", "référence"),
    "recovery invoice": Words("invoice", "facture"),
    "recovery amount": Words("received", "reçu"),
    "recovery insurers": Words("to insurers", "aux assureurs"),
    "recovery insured": Words("to the insured", "à l'assuré"),
    "recovery costs": Words("costs", "frais"),
    "recovery costs early": Words(
        "{amount} of costs brought sums received before the indemnity: they are shared with nobody, and stay with who "
        "spent them.",
        "{amount} de frais ont obtenu des sommes reçues avant l'indemnité : ils ne sont partagés avec personne et "
        "restent à qui les a exposés.",
    ),
    "recovery costs above": Words(
        "{amount} of costs do not count, above the sum that they brought or above their cap: they stay with who spent "
        "them.",
        "{amount} de frais ne comptent pas, au-delà de la somme obtenue ou de leur plafond : ils restent à qui les a "
        "exposés.",
    ),
    "recovery costs borne": Words(
        "Costs borne beside what each gets: {insurers} by insurers, {insured} by the insured.",
        "Frais supportés en plus du partage : {insurers} par les assureurs, {insured} par l'assuré.",
    ),
    "recovery costs to insured": Words(
        "For costs that the insured paid, insurers owe it {amount}.",
        "Pour des frais que l'assuré a payés, les assureurs lui doivent {amount}.",
    ),
    "recovery costs to insurers": Words(
        "For costs that insurers paid, the insured owes them {amount}.",
        "Pour des frais que les assureurs ont payés, l'assuré leur doit {amount}.",
    ),
    "recovery beyond": Words("beyond the debt", "au-delà de la créance"),
    "recovery allocations": Words(
        "As the debtor remitted, and as the policy allocates",
        "Selon l'imputation du débiteur, et selon celle de la police",
    ),
    "recovery owed": Words("owed", "dû"),
    "recovery remitted": Words("as remitted", "selon le débiteur"),
    "recovery allocated": Words("as allocated", "selon la police"),
    "recovery left": Words("left", "reste"),
    "recovery as remitted": Words(
        "Shared invoice by invoice as the debtor named them, {amount} would go to insurers, instead of {told}.",
        "Partagé facture par facture comme le débiteur l'impute, {amount} iraient aux assureurs, au lieu de {told}.",
    ),
    "recovery elsewhere": Words(
        "{amount} that this policy shares went to a layer above, or to another year, first.",
        "{amount} que partage cette police sont allés d'abord à une tranche supérieure ou à une autre année.",
    ),
    "recovery made up": Words(
        "{amount} beyond what this policy shares go to its insurers: all layers together pay no more than is owed.",
        "{amount} de plus que ne partage cette police vont à ses assureurs : toutes les tranches ensemble ne paient "
        "pas plus que ce qui est dû.",
    ),
    "recovery never owed": Words(
        "{amount} of the debt was credited since: it was never owed, and is no part of the loss.",
        "{amount} de la créance ont fait l'objet d'avoirs depuis : ils n'ont jamais été dus et sortent de la perte.",
    ),
    "recovery who": Words("Who gets what came back", "À qui revient ce qui est récupéré"),
    "recovery insurer": Words("insurer", "assureur"),
    "recovery line": Words("line", "part"),
    "recovery gets": Words("gets", "reçoit"),
    "recovery ceded": Words("to reinsurers", "aux réassureurs"),
    "recovery of the gap": Words("insured, for what no insurer paid", "assuré, pour ce qu'aucun assureur n'a payé"),
    "recovery effect": Words("What it changes in the year", "Ce que cela change dans l'année"),
    "recovery used by the loss": Words("used by the loss", "imputé par la perte"),
    "recovery stays used": Words("stays used", "reste imputé"),
    "recovery before": Words("received before the indemnity", "reçu avant l'indemnité"),
    "recovery after": Words("recovery", "récupération"),
    "recovery in another currency": Words("Not counted: {what} {hint}", "Non compté : {what} {hint}"),
    "due title": Words("Paid so far, and due", "Payé à ce jour, et dû"),
    "due claim": Words("claim", "sinistre"),
    "due policy": Words("policy", "police"),
    "due owed": Words("owed", "dû en tout"),
    "due paid": Words("paid", "payé"),
    "due still due": Words("still due", "reste dû"),
    "due claimed back": Words("to give back", "à rendre"),
    "policy year": Words(
        "The policy year {first} to {last}: {policy}", "L'année d'assurance du {first} au {last} : {policy}"
    ),
    "policy year day": Words("day", "jour"),
    "policy year loss": Words("loss", "perte"),
    "policy year gross": Words("gross loss", "perte brute"),
    "policy year first loss": Words("uses of the first loss", "entame la franchise"),
    "policy year indemnity": Words("indemnity", "indemnité"),
    "policy year returned": Words("came back to insurers", "revenu aux assureurs"),
    "policy year net": Words("net", "net"),
    "policy year total": Words("total of the year", "total de l'année"),
    "policy year left": Words("left", "reste"),
    "policy year used": Words("used", "imputé"),
    "policy year agreed": Words("agreed", "convenu"),
    "policy year news": Words("What became known, and what it changed", "Ce qui s'est su, et ce que cela a changé"),
    "policy year learnt": Words("known on", "connu le"),
    "policy year news told": Words("news", "fait"),
    "policy year claim": Words("claim", "sinistre"),
    "policy year before": Words("indemnity before", "indemnité avant"),
    "policy year after": Words("after", "après"),
    "policy year claimed back": Words("claimed back", "réclamé"),
    "policy year further due": Words("further due", "dû en plus"),
    "policy year to insurers": Words("to insurers", "aux assureurs"),
    "policy year provisional": Words("{name} (provisional)", "{name} (provisoire)"),
    "policy year provisional rule": Words(
        "Provisional: an earlier loss of the year cannot be told to its end, and may use up more of it.",
        "Provisoire : une perte antérieure de l'année n'a pu être liquidée et peut en entamer davantage.",
    ),
    "outside every year": Words(
        "Of no year of {policy}: invoice {invoice}, claim {claim}.",
        "D'aucune année de {policy} : facture {invoice}, sinistre {claim}.",
    ),
    "news receipt": Words("{amount} received ({reference})", "{amount} reçus ({reference})"),
    "news correction": Words("{amount} never owed ({reference})", "{amount} jamais dus ({reference})"),
    "sheet recoveries": Words("Recoveries", "Récupérations"),
    "sheet policy years": Words("Years", "Années"),
}
