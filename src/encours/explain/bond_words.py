"""Words of cautions: the line, each bond, what ends it, what is owed of a call, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

BONDS: Final[Mapping[str, Words]] = {
    "bonds title": Words("Bonds", "Cautions"),
    "bonds line": Words("{name}: {surety} stands surety for {principal}", "{name} : {surety} garantit {principal}"),
    "bonds open": Words("bonds are issued from {first} to {last}", "cautions émises du {first} au {last}"),
    "bonds open from": Words("bonds are issued from {first}", "cautions émises à partir du {first}"),
    "bonds closed": Words("closed on that day for new bonds", "fermée ce jour-là aux nouvelles cautions"),
    "bonds whole line": Words("the whole line", "toute la ligne"),
    "bonds agreed": Words("agreed", "convenu"),
    "bonds used": Words("used", "utilisé"),
    "bonds room": Words("room", "disponible"),
    "bonds nature": Words("nature", "nature"),
    "bonds no sublimit": Words("no sublimit", "sans sous-limite"),
    "bonds collateral": Words(
        "Collateral held by the surety: {amount}.", "Garanties détenues par le garant : {amount}."
    ),
    "bonds to recover": Words(
        "Paid by the surety and not given back: {amount}.", "Payé par le garant et non remboursé : {amount}."
    ),
    "bonds to recover in the line": Words(
        "Paid by the surety and not given back: {amount}, which take room in the line.",
        "Payé par le garant et non remboursé : {amount}, qui occupent la ligne.",
    ),
    "bonds each": Words("Each bond", "Chaque caution"),
    "bonds none": Words("No bond is issued by that day.", "Aucune caution n'est émise à cette date."),
    "bonds ended": Words(
        "bond that has ended|bonds that have ended", "caution qui a pris fin|cautions qui ont pris fin"
    ),
    "bonds ended with fees": Words("{count}, not shown.", "{count}, non affichées."),
    "bond": Words("bond", "caution"),
    "bond kind": Words("kind", "nature"),
    "bond beneficiary": Words("beneficiary", "bénéficiaire"),
    "bond amount": Words("issued for", "émise pour"),
    "bond outstanding": Words("outstanding", "encours"),
    "bond due": Words("to be paid", "à payer"),
    "bond paid": Words("paid", "payé"),
    "bond recover": Words("to be recovered", "à récupérer"),
    "bond fee": Words("fee", "commission"),
    "bond state": Words("state", "état"),
    "bonds fee meaning": Words(
        "The fee is that of the days from {first} to {last}.", "La commission est celle des jours du {first} au {last}."
    ),
    "bonds open one": Words("Why, for any bond: {command}", "Pourquoi, pour chaque caution : {command}"),
    "bond stands": Words("stands until released", "court jusqu'à mainlevée"),
    "bond stands until": Words("until {day}", "jusqu'au {day}"),
    "bond past": Words("past {day}, not released", "dernier jour {day} passé, sans mainlevée"),
    "bond to be freed": Words("freed by law on {day}", "libérée par la loi le {day}"),
    "bond opposed": Words("opposed", "opposition"),
    "bond called": Words("called", "appelée"),
    "bond used up": Words("paid whole", "payée en entier"),
    "bond ended release": Words("released on {day}", "mainlevée du {day}"),
    "bond ended last day": Words("ended on {day}", "échue le {day}"),
    "bond ended law": Words("freed by law on {day}", "libérée par la loi le {day}"),
    "bonds findings": Words("What does not fit", "Ce qui ne va pas"),
    "bonds owed by beneficiaries": Words("Beneficiaries that are buyers", "Bénéficiaires qui sont clients"),
    "bonds in favour": Words("bonds in its favour", "cautions en sa faveur"),
    "bonds receivables": Words("it owes", "il doit"),
    "bonds buyers meaning": Words(
        "One name on both sides: what it may call, and what it owes the company.",
        "Un même nom des deux côtés : ce qu'il peut appeler, et ce qu'il doit à l'entreprise.",
    ),
    "bonds ask fits": Words(
        "✓ A bond {kind} of {amount} finds room.", "✓ Une caution {kind} de {amount} trouve place."
    ),
    "bonds ask closed": Words(
        "✗ A bond {kind} of {amount} is not issued: the line is closed on that day.",
        "✗ Une caution {kind} de {amount} n'est pas émise : la ligne est fermée ce jour-là.",
    ),
    "bonds ask lacks": Words(
        "✗ A bond {kind} of {amount} finds no room: {lacking}.",
        "✗ Une caution {kind} de {amount} ne trouve pas place : {lacking}.",
    ),
    "bonds lacks line": Words("{amount} too much for the line", "{amount} de trop pour la ligne"),
    "bonds lacks kind": Words("{amount} too much for its sublimit", "{amount} de trop pour sa sous-limite"),
    "bond title": Words(
        "Bond {reference} — {kind}, in favour of {beneficiary}",
        "Caution {reference} — {kind}, bénéficiaire : {beneficiary}",
    ),
    "bond contract": Words("for {contract}", "pour {contract}"),
    "bond history": Words("What happened", "Ce qui est survenu"),
    "bond day": Words("day", "jour"),
    "bond event": Words("event", "événement"),
    "bond event amount": Words("amount", "montant"),
    "bond from": Words("from", "d'après"),
    "bond event issued": Words("issued", "émise"),
    "bond event reduced": Words("reduced to", "réduite à"),
    "bond event extended": Words("extended", "prorogée"),
    "bond event works received": Words("works received", "réception des travaux"),
    "bond event opposed": Words("opposed", "opposition"),
    "bond event opposition lifted": Words("opposition lifted", "opposition levée"),
    "bond event released": Words("released", "mainlevée"),
    "bond event called": Words("called", "appelée"),
    "bond event debt established": Words("debt established", "dette établie"),
    "bond event paid": Words("paid", "payée"),
    "bond event recovered": Words("recovered", "récupérée"),
    "bond now": Words("On {day}", "Au {day}"),
    "bond called of": Words("called", "appelé"),
    "bond accepted": Words("kept of it", "retenu"),
    "why accepted": Words("called while it stood, within its amount", "appelé tant qu'elle courait, dans son montant"),
    "bond why": Words("why", "pourquoi"),
    "why due nothing": Words("nothing called is left to pay", "rien d'appelé ne reste à payer"),
    "why due on demand": Words(
        "on demand: what is called is owed, up to what the bond stands at",
        "première demande : ce qui est appelé est dû, dans la limite de ce que vaut la caution",
    ),
    "why due accessory": Words(
        "accessory: no more than the principal owes, {amount}",
        "cautionnement : pas plus que ne doit le donneur d'ordre, {amount}",
    ),
    "why due unknown": Words(
        "accessory: nobody says what the principal owes; enter the debt established",
        "cautionnement : nul ne dit ce que doit le donneur d'ordre ; saisissez la dette établie",
    ),
    "why due released": Words("released: nothing is owed any more", "mainlevée : plus rien n'est dû"),
    "why end used up": Words("paid whole: nothing is left of it", "payée en entier : il n'en reste rien"),
    "why end none": Words("nothing ends it but a release", "seule une mainlevée y met fin"),
    "why end opposed": Words(
        "opposed within the time of the law: it stands", "opposition dans le délai de la loi : elle reste due"
    ),
    "why end release": Words("released by its beneficiary", "mainlevée du bénéficiaire"),
    "why end last day": Words("its last day is {day}", "son dernier jour est le {day}"),
    "why end law": Words(
        "{months} months after reception, without opposition", "{months} mois après réception, sans opposition"
    ),
    "why past": Words(
        "its last day was {day}; only a release ends it, and the fee runs",
        "son dernier jour était le {day} ; seule une mainlevée y met fin, et la commission court",
    ),
    "why recover": Words("paid, less what came back", "payé, moins ce qui a été remboursé"),
    "why recover collateral": Words(
        "paid, less what came back; the surety holds {amount} of the principal, of all bonds",
        "payé, moins ce qui est remboursé ; le garant détient {amount} du donneur d'ordre, toutes cautions ensemble",
    ),
    "why fee": Words("{rate} a year for {days} of {count}: {amount}", "{rate} l'an pour {days} sur {count} : {amount}"),
    "bond days": Words("day|days", "jour|jours"),
    "why fee minimum": Words("; at least {amount}", " ; au moins {amount}"),
    "why fee none": Words("no rate and no minimum is agreed", "aucun taux ni minimum n'est convenu"),
    "bonds columns": Words(
        "bond|kind|nature|beneficiary|buyer|issued on|last day|issued for|outstanding|called|to be paid|paid|to be "
        "recovered|fee|state",
        "caution|nature|engagement|bénéficiaire|client|émise le|dernier jour|émise pour|encours|appelé|à payer|payé|"
        "à récupérer|commission|état",
    ),
}
