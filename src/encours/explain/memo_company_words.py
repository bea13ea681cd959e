"""Lines of the memo for accounting, legal and management."""

from __future__ import annotations

from typing import Final

from encours.duties.duty import Department
from encours.duties.kinds import GIVE_NOTICE, REMIT_RECOVERY, RENEW_POLICY, led
from encours.explain.memo_premium_words import OF_THE_PREMIUM
from encours.explain.memo_sentences import PRIMARY, ByChoice, MemoEntry, More
from encours.policy.faults import Words

OF_THE_COMPANY: Final = (
    MemoEntry(
        kind="invoice in time",
        who=(Department.ACCOUNTING,),
        needs=("maximum_invoicing_delay",),
        does=Words("Invoice every delivery.", "Facturer chaque livraison."),
        by=Words(
            "Within {maximum_invoicing_delay} of the delivery.",
            "Dans les {maximum_invoicing_delay} qui suivent la livraison.",
        ),
        lost=Words("The invoice is not insured.", "La facture n'est pas garantie."),
        clause="qualify/invoiced_in_time",
    ),
    *OF_THE_PREMIUM,
    MemoEntry(
        kind="book payments",
        who=(Department.ACCOUNTING,),
        holds=(PRIMARY,),
        does=ByChoice(
            "payment_allocation",
            {
                "as remitted": Words(
                    "Book each payment on the invoice that the buyer names.",
                    "Affecter chaque règlement à la facture que l'acheteur désigne.",
                ),
                "oldest first": Words(
                    "Whatever invoice a payment names, the policy counts it on the oldest one: tell credit management.",
                    "Quelle que soit la facture désignée, la police impute à la plus ancienne : prévenir le crédit "
                    "client.",
                ),
            },
        ),
        by=Words("The day it comes in.", "Le jour de l'encaissement."),
        lost=Words(
            "An invoice shown unpaid by mistake stops deliveries for nothing.",
            "Une facture impayée par erreur arrête les livraisons pour rien.",
        ),
    ),
    MemoEntry(
        kind=REMIT_RECOVERY,
        who=led(REMIT_RECOVERY, Department.CREDIT),
        needs=("recovery_regime",),
        holds=(PRIMARY,),
        does=Words(
            "Tell the insurer all that comes back after the indemnity, and what it cost to collect.",
            "Dire à l'assureur tout ce qui revient après l'indemnité, et ce que sa récupération a coûté.",
        ),
        by=Words("When it comes in.", "Dès l'encaissement."),
        lost=Words(
            "Its share of what was kept is owed to the insurer.", "Sa part de ce qui a été gardé est due à l'assureur."
        ),
    ),
    MemoEntry(
        kind="settle disputes",
        who=(Department.LEGAL, Department.SALES),
        holds=(PRIMARY,),
        does=Words(
            "Settle every dispute in writing, or have it judged.", "Régler chaque litige par écrit, ou le faire juger."
        ),
        by=Words("As soon as the buyer contests.", "Dès la contestation."),
        lost=Words(
            "The disputed part is not insured until it is found owed; the deadlines of the policy keep running.",
            "La part contestée n'est pas garantie tant qu'elle n'est pas reconnue due ; les délais courent toujours.",
        ),
        clause="qualify/undisputed_part",
    ),
    MemoEntry(
        kind="know our share",
        who=(Department.MANAGEMENT,),
        holds=("insured_percentage=10000",),
        does=Words(
            "The insurer bears {insured_percentage} of an insured loss.",
            "L'assureur prend en charge {insured_percentage} d'une perte garantie.",
        ),
        lost=Words("What exceeds the limit is ours.", "Ce qui dépasse l'agrément est pour nous."),
        clause="indemnify/insured_percentage",
    ),
    MemoEntry(
        kind="know our share",
        who=(Department.MANAGEMENT,),
        needs=("insured_percentage",),
        does=Words(
            "The insurer bears {insured_percentage} of an insured loss.",
            "L'assureur prend en charge {insured_percentage} d'une perte garantie.",
        ),
        lost=Words(
            "The rest is ours, and all that exceeds the limit.",
            "Le reste est pour nous, ainsi que tout ce qui dépasse l'agrément.",
        ),
        clause="indemnify/insured_percentage",
    ),
    MemoEntry(
        kind="know the small losses",
        who=(Department.MANAGEMENT,),
        holds=("claim_threshold",),
        does=ByChoice(
            "claim_threshold_inclusive",
            {
                "yes": Words(
                    "A loss of {claim_threshold} or less is not paid.",
                    "Une perte de {claim_threshold} ou moins n'est pas payée.",
                ),
                "no": Words(
                    "A loss under {claim_threshold} is not paid.",
                    "Une perte inférieure à {claim_threshold} n'est pas payée.",
                ),
            },
        ),
        lost=Words("It stays with us whole.", "Elle reste entière à notre charge."),
        clause="indemnify/claim_threshold",
    ),
    MemoEntry(
        kind="know the first losses",
        who=(Department.MANAGEMENT,),
        one_of=(
            "each_and_every_first_loss",
            "minimum_retention",
            "minimum_retention_share",
            "aggregate_first_loss",
            "aggregate_first_loss_share",
        ),
        does=Words("Before the insurer pays, we keep:", "Avant tout paiement de l'assureur, nous gardons :"),
        more=(
            More(
                Words(" {each_and_every_first_loss} of every loss;", " {each_and_every_first_loss} de chaque perte ;"),
                "each_and_every_first_loss",
            ),
            More(
                Words(
                    " at least {minimum_retention} of every loss;", " au moins {minimum_retention} de chaque perte ;"
                ),
                "minimum_retention",
            ),
            More(
                Words(
                    " at least {minimum_retention_share} of every loss;",
                    " au moins {minimum_retention_share} de chaque perte ;",
                ),
                "minimum_retention_share",
            ),
            More(
                Words(
                    " the first {aggregate_first_loss} of the losses of a year;",
                    " les premiers {aggregate_first_loss} des pertes d'une année ;",
                ),
                "aggregate_first_loss",
            ),
            More(
                Words(
                    " {aggregate_first_loss_share} of the year's sales, in losses;",
                    " {aggregate_first_loss_share} du chiffre d'affaires de l'année, en pertes ;",
                ),
                "aggregate_first_loss_share",
            ),
        ),
        lost=Words("Provide for it in the accounts.", "À provisionner."),
    ),
    MemoEntry(
        kind="know the ceiling",
        who=(Department.MANAGEMENT,),
        one_of=(
            "maximum_liability",
            "maximum_liability_multiple",
            "maximum_per_claim",
            "maximum_per_buyer",
            "maximum_per_country",
            "maximum_of_discretionary_losses",
        ),
        does=Words("The insurer pays at most:", "L'assureur paie au plus :"),
        more=(
            More(
                Words(" {maximum_liability} a policy year;", " {maximum_liability} par année d'assurance ;"),
                "maximum_liability",
            ),
            More(
                Words(
                    " {maximum_liability_multiple} a policy year;",
                    " {maximum_liability_multiple} par année d'assurance ;",
                ),
                "maximum_liability_multiple",
            ),
            More(Words(" {maximum_per_claim} a claim;", " {maximum_per_claim} par sinistre ;"), "maximum_per_claim"),
            More(
                Words(" {maximum_per_buyer} a buyer and year;", " {maximum_per_buyer} par acheteur et par an ;"),
                "maximum_per_buyer",
            ),
            More(
                Words(" {maximum_per_country} a country and year;", " {maximum_per_country} par pays et par an ;"),
                "maximum_per_country",
            ),
            More(
                Words(
                    " {maximum_of_discretionary_losses} a year for limits we set ourselves;",
                    " {maximum_of_discretionary_losses} par an pour les agréments que nous fixons ;",
                ),
                "maximum_of_discretionary_losses",
            ),
        ),
        lost=Words(
            "Losses above it are ours: compare it with the largest balance.",
            "Au-delà, la perte est pour nous : à comparer au plus fort encours.",
        ),
    ),
    MemoEntry(
        kind="count on the limits",
        who=(Department.MANAGEMENT,),
        holds=("limits_cancellable=no",),
        does=Words(
            "The insurer cuts no limit during the period.", "L'assureur ne réduit aucun agrément pendant la période."
        ),
        lost=Words(
            "An insolvency and an overdue still stop new cover.",
            "Une procédure collective ou un impayé arrête tout de même la garantie.",
        ),
        clause="maintain/no_withdrawal",
    ),
    MemoEntry(
        kind=GIVE_NOTICE,
        who=led(GIVE_NOTICE),
        needs=("termination_notice",),
        does=Words(
            "Decide whether the policy goes on, and give notice if it does not.",
            "Décider si la police continue, et la résilier sinon.",
        ),
        by=Words(
            "By {last_day_of_notice}: {termination_notice} before {period_end}.",
            "Au plus tard le {last_day_of_notice} : {termination_notice} avant le {period_end}.",
        ),
        lost=Words("It renews itself for another period.", "Elle se reconduit pour une nouvelle période."),
    ),
    MemoEntry(
        kind=RENEW_POLICY,
        who=led(RENEW_POLICY, Department.CREDIT),
        does=Words("Renew the policy, or take out another one", "Renouveler la police, ou en souscrire une autre"),
        more=(
            More(
                Words(", once notice was given or received", ", une fois la résiliation envoyée ou reçue"),
                "termination_notice",
            ),
        ),
        by=Words(
            "It runs from {period_start} to {period_end}, both days included.",
            "Elle court du {period_start} au {period_end} inclus.",
        ),
        lost=ByChoice(
            "period_basis",
            {
                "risk attaching": Words(
                    "Deliveries after that day are not insured.", "Les livraisons postérieures ne sont pas garanties."
                ),
                "losses occurring": Words(
                    "Losses after that day are not insured, whenever the goods left.",
                    "Les pertes postérieures ne sont pas garanties, quelle que soit la livraison.",
                ),
            },
        ),
        clause="qualify/policy_period",
    ),
)
"""In the order they are read."""
