"""Words of a settlement: the waterfall, its steps and what they read, the parts of a loss, the policy year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

SETTLEMENT: Final[Mapping[str, Words]] = {
    "settlement title": Words("Settlement of a loss", "Indemnisation d'une perte"),
    "settlements title": Words("Settlement of {count} losses", "Indemnisation de {count} pertes"),
    "settlement day": Words("day of loss {day}", "sinistre du {day}"),
    "settlement order": Words("order: {order}", "ordre : {order}"),
    "settlement debt": Words("debt", "créance"),
    "settlement gross": Words("gross loss", "perte brute"),
    "settlement outside": Words("not part of the loss", "hors de la perte"),
    "settlement indemnity": Words("indemnity", "indemnité"),
    "settlement step": Words("step", "étape"),
    "settlement stood": Words("stood", "avant"),
    "settlement cut": Words("cut", "retranché"),
    "settlement by": Words("by", "par l'effet de"),
    "settlement stands": Words("stands", "reste"),
    "settlement silent": Words(
        "Nothing agreed, nothing cut: {steps}.", "Rien de convenu, rien de retranché : {steps}."
    ),
    "settlement stopped": Words(
        "Missing: {missing}. The waterfall stops here; nothing of the year is used up.",
        "Il manque : {missing}. Le calcul s'arrête ici ; rien n'est imputé à l'année.",
    ),
    "settlement unknown": Words("unknown", "inconnue"),
    "settlement parts": Words("Where the loss goes", "Ce que devient la perte"),
    "settlement part": Words("part of the loss", "part de la perte"),
    "settlement total": Words("total of the year", "total de l'année"),
    "settlement loss day": Words("day of loss", "jour du sinistre"),
    "settlement year": Words("What the policy year has left", "Ce qui reste pour l'année d'assurance"),
    "settlement agreed": Words("agreed", "convenu"),
    "settlement used": Words("used before", "déjà imputé"),
    "settlement uses": Words("by this loss", "par cette perte"),
    "settlement left": Words("left", "reste"),
    "settlement invoices": Words("Invoice by invoice", "Facture par facture"),
    "settlement invoice": Words("invoice", "facture"),
    "settlement limit": Words("limit", "agrément"),
    "settlement limit kind": Words("kind of limit", "nature de l'agrément"),
    "settlement percentage": Words("percentage", "quotité"),
    "settlement loss": Words("loss", "perte"),
    "settlement losses": Words("Losses, in the order of their days", "Pertes, dans l'ordre des jours"),
    "settlement retained": Words("retained", "conservé"),
    "settlement headline": Words(
        "Of a gross loss of {gross}, the indemnity is {indemnity} ({share}).",
        "Sur une perte brute de {gross}, l'indemnité est de {indemnity} ({share}).",
    ),
    "settlement headline stopped": Words(
        "A gross loss of {gross}: the indemnity is not known, for lack of {missing}.",
        "Une perte brute de {gross} : l'indemnité n'est pas connue, faute de {missing}.",
    ),
    "settlement waterfall": Words("From the gross loss to the indemnity", "De la perte brute à l'indemnité"),
    "settlement waterfall chart": Words(
        "What stands after each step, and what it cut", "Ce qui reste après chaque étape, et ce qu'elle retranche"
    ),
    "settlement read": Words("What each step read", "Ce que chaque étape a lu"),
    "settlement name": Words("read", "lu"),
    "settlement earlier": Words(
        "The waterfall of an earlier loss stopped: what it uses of the year is not counted here.",
        "Le calcul d'une perte antérieure s'est arrêté : ce qu'elle impute à l'année n'est pas compté ici.",
    ),
    "settlement terms told": Words("terms told", "termes indiqués"),
    "by line_limit": Words("limit {value}", "agrément {value}"),
    "by line_percentage": Words("{value} insured", "garantie à {value}"),
    "by several limits": Words("limits of {count} invoices", "agréments de {count} factures"),
    "by retained_share_of": Words("own share of the {value}", "part propre sur {value}"),
    "by claim_threshold": Words("threshold {value}", "seuil {value}"),
    "by minimum_retention": Words("at least {value}", "au moins {value}"),
    "by minimum_retention_share": Words("at least {value}", "au moins {value}"),
    "by maximum_retention": Words("at most {value}", "au plus {value}"),
    "by each_and_every_first_loss": Words("{value} a loss", "{value} par perte"),
    "by percentage_above_first_loss": Words("{value} above it", "{value} au-delà"),
    "by left": Words("{value} left", "reste {value}"),
    "missing line_limit": Words("the limit", "l'agrément"),
    "missing line_percentage": Words("the insured percentage", "la quotité garantie"),
    "missing line_limit_kind": Words("the kind of limit", "la nature de l'agrément"),
    "missing debt": Words("the whole debt", "la créance totale"),
    "missing sales": Words("the sales of the policy period", "le chiffre d'affaires de la période"),
    "missing minimum_premium": Words("the minimum premium", "la prime minimum"),
    "missing premium_paid": Words("the premium paid", "la prime payée"),
    "missing term": Words("{term}, which varies with {keys}", "{term}, qui varie avec : {keys}"),
    "missing and": Words(" and ", " et "),
    "read left": Words("{name}, left", "{name}, reste"),
    "read standing": Words("what stood", "ce qui restait"),
    "read loss_of_the_threshold": Words("loss compared with the threshold", "perte comparée au seuil"),
    "read loss_of_the_first_loss": Words("loss that uses up the first loss", "perte qui entame la franchise"),
    "sheet settlement": Words("Waterfall", "Calcul"),
    "sheet parts": Words("Parts", "Parts"),
    "sheet year": Words("Policy year", "Année"),
    "sheet settled invoices": Words("Invoices", "Factures"),
    "sheet losses": Words("Losses", "Pertes"),
    "sheet read": Words("Values", "Valeurs"),
    "settlement columns": Words(
        "loss|policy|buyer|day of loss|step|stood|cut|part|by|stands",
        "perte|police|client|jour du sinistre|étape|avant|retranché|part|par l'effet de|reste",
    ),
}
