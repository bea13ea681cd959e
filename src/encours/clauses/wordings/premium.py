"""The premium: what the cover costs, what is declared for it, and what the rules of both may read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.clauses import charge
from encours.engine.chain import Chain, link
from encours.engine.clause import clause
from encours.engine.terms import Term
from encours.engine.wording import Reading
from encours.units.kinds import Unit

DECLARATIONS: Final[Mapping[str, Term]] = {
    name: term
    for module in (charge.declared_turnover, charge.dead_limit)
    for name, term in vars(module).items()
    if isinstance(term, Term)
}
"""Terms of what is declared for the premium, and of limits that serve no sale."""

_CENTS, _FLAG, _CODE, _COUNT = Unit("cents"), Unit("flag"), Unit("code"), Unit("count")
_RATE: Final = Unit("millionths")

STAGE: Final = "charge"

_BANDS: Final = {
    "band_start": Reading(_COUNT, "start of the band", "début de la tranche"),
    "band_end": Reading(_COUNT, "end of the band", "fin de la tranche"),
    "band_rate": Reading(_RATE, "rate of the band", "taux de la tranche"),
}
_MINIMUM: Final = Reading(_CENTS, "minimum premium of the year", "prime minimum de l'année")

PRICE_FIGURES: Final = {
    "basis": Reading(_CODE, "what the amount is", "nature du montant"),
    "left_out": Reading(_FLAG, "left out of declarations", "exclu des déclarations"),
    "refused_buyer": Reading(_FLAG, "refused buyer", "acheteur refusé"),
    "cover_ratio": Reading(Unit("basis points"), "covered share of the shipment", "part garantie de l'expédition"),
    "credit_days": Reading(Unit("days"), "terms of payment of the sale", "délai de paiement de la vente"),
    **_BANDS,
    "agreed": Reading(Unit("basis points"), "price of the option", "prix de l'option"),
    "months_stood": Reading(_COUNT, "months in which the limit stood", "mois d'existence de l'agrément"),
    "last_limit": Reading(_CENTS, "last amount of the limit", "dernier montant de l'agrément"),
    "liability": Reading(_CENTS, "maximum liability in an amount", "limite de décaissement en montant"),
    "counted_in_all": Reading(_CENTS, "all that bears premium", "assiette totale"),
    "premium_alone": Reading(_CENTS, "premium", "prime"),
    "premium_of_options": Reading(_CENTS, "premium of options", "prime des options"),
    "premium_of_limits": Reading(_CENTS, "premium of limits", "prime des agréments"),
    "estimated_premium": Reading(_CENTS, "premium of the estimated turnover", "prime du chiffre d'affaires estimé"),
    "minimum": _MINIMUM,
    "instalment": Reading(_COUNT, "number of the instalment", "rang de l'échéance"),
    "premium_so_far": Reading(_CENTS, "premium so far", "prime acquise"),
    "year_is_over": Reading(_FLAG, "the year is over", "année finie"),
}
"""What is known of what premium is counted on, and of the premium so far, in the currency of the policy."""

PRICE: Final = Chain(
    tuple(
        link(module, stage=STAGE, checked=False)
        for module in (
            charge.premium_base,
            charge.sales_paid_by_the_minimum,
            charge.premium_rate,
            charge.rate_by_terms,
            charge.rate_by_amount,
            charge.priced_option,
            charge.limit_premium,
            charge.flat_premium,
            charge.premium_of_liability,
            charge.minimum_premium,
            charge.minimum_of_the_estimate,
            charge.maximum_premium,
            charge.deposit_premium,
            charge.premium_instalment,
            charge.premium_adjustment,
        )
    ),
    PRICE_FIGURES,
    {},
    {},
)
"""From what is counted to what is called: each question asked alone, of what stands."""

RESULT_FIGURES: Final = {
    **_BANDS,
    "claims_paid": Reading(_CENTS, "indemnities paid", "indemnités payées"),
    "claims_outstanding": Reading(_CENTS, "indemnities still expected", "indemnités encore attendues"),
    "claims_recovered": Reading(_CENTS, "sums recovered by the insurer", "sommes récupérées par l'assureur"),
    "premium_of_ratio": Reading(_CENTS, "premium of the years of the loss ratio", "prime des années du ratio"),
    "premium_paid": Reading(_CENTS, "premium paid", "prime payée"),
    "renewed": Reading(_FLAG, "whether the policy is renewed", "renouvellement de la police"),
    "confirmed_in_writing": Reading(_FLAG, "confirmation in writing", "confirmation par écrit"),
    "all_claims_closed": Reading(_FLAG, "whether all claims are closed", "clôture de tous les sinistres"),
    "above_minimum": Reading(_CENTS, "premium above the minimum", "prime au-dessus du minimum"),
    "years_without_claim": Reading(_COUNT, "years in a row without a claim", "années consécutives sans sinistre"),
    "requests": Reading(_COUNT, "limits asked for", "agréments demandés"),
    "requests_before": Reading(_COUNT, "limits asked for before", "agréments demandés auparavant"),
    "limit_months": Reading(_COUNT, "limits by month", "agréments par mois"),
    "limit_quarters": Reading(_COUNT, "limits by quarter", "agréments par trimestre"),
    "limit_years": Reading(_COUNT, "limits of the year", "agréments de l'année"),
    "recovered_on_insured": Reading(_CENTS, "recovered on insured debts", "récupéré sur créances garanties"),
    "recovered_on_uninsured": Reading(_CENTS, "recovered on other debts", "récupéré sur autres créances"),
    "is_export": Reading(_FLAG, "domestic or export business", "affaire domestique ou export"),
    "french_insurance_tax": Reading(
        _RATE, "French insurance tax of the day", "taxe française sur les assurances du jour"
    ),
    "french_value_added_tax": Reading(_RATE, "French VAT of the day", "TVA française du jour"),
    "fee": Reading(_CODE, "kind of fee", "nature des frais"),
}
"""What is known of the result of a year, of its fees and of its taxes."""

RESULT: Final = Chain(
    tuple(
        link(module, stage=STAGE, checked=False)
        for module in (
            charge.bonus,
            charge.malus,
            charge.no_claims_bonus,
            charge.profit_share,
            charge.request_fee,
            charge.monitored_limit,
            charge.recovery_commission,
            charge.insurance_tax,
            charge.fee_tax,
        )
    ),
    RESULT_FIGURES,
    {},
    {},
)
"""What comes beside the premium: what the result gives back or costs, fees, taxes."""

PREMIUM: Final[Mapping[str, Term]] = {**PRICE.link_terms, **RESULT.link_terms, **DECLARATIONS}
"""Terms of the premium and of declarations."""

CHARGES: Final = (
    *(each.clause for chain in (PRICE, RESULT) for each in chain.links),
    *(clause(module, stage=STAGE, state=0, checked=False) for module in (charge.declared_turnover, charge.dead_limit)),
)
"""Every clause of the premium and of declarations, in the order of a bill."""
