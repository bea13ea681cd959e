"""The indemnity chain: every step that a policy may put in its own order, and what the steps may read."""

from __future__ import annotations

from typing import Final

from encours.clauses import indemnify
from encours.clauses.choices import ClaimUnit, LossExchangeRate, ReceivedLoss
from encours.clauses.lose import charges_in_base, insolvency_day, supervening_cause, waiting_period
from encours.clauses.lose.anchors import Anchor
from encours.clauses.orders import ORDERS, IndemnityStep
from encours.clauses.reverse_terms import REVERSE
from encours.clauses.wordings.payment import PAYMENT
from encours.clauses.wordings.recovery import RECOVERY
from encours.engine.chain import Chain, link
from encours.engine.terms import Term
from encours.engine.wording import Reading
from encours.units.kinds import Unit

_CENTS, _RATE, _CODE = Unit("cents"), Unit("basis points"), Unit("code")

FIGURES: Final = {
    "debt": Reading(_CENTS, "debt at the loss", "créance au sinistre"),
    "proceeds": Reading(_CENTS, "proceeds of securities", "produit des sûretés"),
    "gross_loss": Reading(_CENTS, "gross loss", "perte brute"),
    "after_threshold": Reading(_CENTS, "loss that passed the threshold", "perte ayant franchi le seuil"),
    "insured_loss": Reading(_CENTS, "loss within the limit", "perte dans l'agrément"),
    "insured_share_of_the_loss": Reading(_CENTS, "insured share of the loss", "part garantie de la perte"),
}
"""What is known of a loss, then what is kept of it along the chain: until a step is reached, the gross loss."""

LINES: Final = {
    "line_gross": Reading(_CENTS, "loss on the invoice", "perte sur la facture"),
    "line_carried": Reading(_CENTS, "most that the policy carries", "maximum porté par la police"),
    "line_is_shared": Reading(
        Unit("flag"), "shared with the policies beside", "partagée avec les polices placées à côté"
    ),
    "line_limit": Reading(_CENTS, "limit on the invoice", "agrément sur la facture"),
    "line_percentage": Reading(_RATE, "insured percentage of the invoice", "quotité de la facture"),
    "line_limit_kind": Reading(_CODE, "kind of limit of the invoice", "nature de l'agrément de la facture"),
}
"""What is known of each invoice of a loss."""

COUNTERS: Final = {
    "claim": Reading(_CENTS, "maximum of the claim", "maximum du sinistre"),
    "buyer": Reading(_CENTS, "maximum of the buyer", "maximum de l'acheteur"),
    "country": Reading(_CENTS, "maximum of the country", "maximum du pays"),
    "discretionary": Reading(_CENTS, "maximum of discretionary losses", "maximum des pertes discrétionnaires"),
    "first_loss": Reading(_CENTS, "aggregate first loss", "franchise annuelle globale"),
    "liability": Reading(_CENTS, "maximum liability", "limite de décaissement"),
}
"""What is used up from one claim to the next."""

SHARED: Final = {
    "indemnity_chain": Term(
        unit=Unit("steps"),
        choices=IndemnityStep,
        presets=ORDERS,
        english="Steps from the gross loss to the indemnity, in their order, or the name of a usual order.",
        french="Étapes de la perte brute à l'indemnité, dans leur ordre, ou le nom d'un ordre usuel.",
        default="whole turnover",
        policy_wide=True,
        example="limit, insured percentage, aggregate first loss, maximum liability",
    ),
    "claim_unit": Term(
        unit=_CODE,
        choices=ClaimUnit,
        english="What one loss is, for thresholds and first losses.",
        french="Ce qui fait une perte, pour les seuils et les franchises.",
        default="buyer",
        policy_wide=True,
    ),
    "received_loss": Term(
        unit=_CODE,
        choices=ReceivedLoss,
        english="What a layer of losses receives of a loss: all that the layers below leave to the insured, or only "
        "what their percentages and first losses leave of it, without what is over a limit or above a maximum.",
        french="Ce qu'une tranche d'excédent de pertes reçoit d'une perte : tout ce que les tranches inférieures "
        "laissent à l'assuré, ou seulement ce qu'en laissent quotités et franchises, sans dépassements ni maxima.",
        default="net loss",
        policy_wide=True,
    ),
    "loss_exchange_rate": Term(
        unit=_CODE,
        choices=LossExchangeRate,
        english="Exchange rate that turns the invoices of a loss, and its debt, into the policy's currency; limits "
        "stay in that currency.",
        french="Cours de change qui convertit les factures d'une perte, et sa créance, dans la devise de la police ; "
        "les agréments restent dans cette devise.",
        default="as cover",
        policy_wide=True,
    ),
    **{anchor.term: getattr(waiting_period, anchor.term) for anchor in Anchor},
    "date_of_loss_reading": waiting_period.date_of_loss_reading,
    "insolvency_day": insolvency_day.insolvency_day,
    "supervening_cause": supervening_cause.supervening_cause,
    **PAYMENT.terms,
    "interest_in_base": charges_in_base.interest_in_base,
    "interest_in_base_until": charges_in_base.interest_in_base_until,
    "cost_in_base": charges_in_base.cost_in_base,
    **REVERSE,
    **RECOVERY.terms,
}
"""Terms of claims that no step reads by itself."""

STAGE: Final = "indemnify"

CHAIN: Final = Chain(
    tuple(
        link(module, stage=STAGE, checked=False)
        for module in (
            indemnify.credit_limit,
            indemnify.claim_threshold,
            indemnify.insured_share,
            indemnify.minimum_retention,
            indemnify.each_and_every_first_loss,
            indemnify.aggregate_first_loss,
            indemnify.percentage_above_first_loss,
            indemnify.discretionary_maximum,
            indemnify.claim_maximum,
            indemnify.buyer_maximum,
            indemnify.country_maximum,
            indemnify.maximum_liability,
            indemnify.proceeds_of_securities,
        )
    ),
    FIGURES,
    LINES,
    COUNTERS,
    SHARED,
)
"""Every step of the market; a policy orders those it has."""
