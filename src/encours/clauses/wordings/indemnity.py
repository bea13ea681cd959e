"""The indemnity chain: every step that a policy may put in its own order, and the usual orders by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from encours.clauses import indemnify
from encours.clauses.choices import Choice
from encours.engine.chain import Chain, link, packed
from encours.engine.wording import Reading
from encours.units.kinds import Unit

_CENTS, _RATE, _CODE = Unit("cents"), Unit("basis points"), Unit("code")

FIGURES: Final = {
    "debt": Reading(_CENTS, "debt at the loss", "créance au sinistre"),
    "gross_loss": Reading(_CENTS, "gross loss", "perte brute"),
    "after_threshold": Reading(_CENTS, "loss that passed the threshold", "perte ayant franchi le seuil"),
    "insured_loss": Reading(_CENTS, "loss within the limit", "perte dans l'agrément"),
    "insured_share_of_the_loss": Reading(_CENTS, "insured share of the loss", "part garantie de la perte"),
}
"""What is known of a loss, or kept of it along the chain; until a step is reached, each is the gross loss."""

LINES: Final = {
    "line_gross": Reading(_CENTS, "loss on the invoice", "perte sur la facture"),
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
        )
    ),
    FIGURES,
    LINES,
    COUNTERS,
)
"""Every step of the market; a policy orders those it has."""


class IndemnityStep(Choice):
    """A step of the chain as a policy writes it; its number is the code of the link less one."""

    LIMIT = "limit", "agrément"
    THRESHOLD = "threshold", "seuil d'intervention"
    PERCENTAGE = "insured percentage", "quotité"
    MINIMUM_RETENTION = "minimum retention", "retenue minimale"
    FIRST_LOSS = "each-and-every first loss", "franchise individuelle"
    AGGREGATE = "aggregate first loss", "franchise annuelle globale"
    PERCENTAGE_ABOVE = "percentage above the first loss", "quotité au-delà de la franchise"
    DISCRETIONARY = "maximum of discretionary losses", "maximum des pertes discrétionnaires"
    CLAIM = "maximum per claim", "maximum par sinistre"
    BUYER = "maximum per buyer", "maximum par acheteur"
    COUNTRY = "maximum per country", "maximum par pays"
    LIABILITY = "maximum liability", "limite de décaissement"


def chain_of(*steps: IndemnityStep) -> int:
    """A chain as one integer, from its steps in order."""
    return packed([int(step) + 1 for step in steps])


_CEILINGS: Final = (
    IndemnityStep.DISCRETIONARY,
    IndemnityStep.CLAIM,
    IndemnityStep.BUYER,
    IndemnityStep.COUNTRY,
    IndemnityStep.LIABILITY,
)

PRESETS: Final[Mapping[tuple[str, str], int]] = MappingProxyType(
    {
        ("whole turnover", "globale"): chain_of(
            IndemnityStep.LIMIT,
            IndemnityStep.THRESHOLD,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.MINIMUM_RETENTION,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.AGGREGATE,
            *_CEILINGS,
        ),
        ("deductible before percentage", "franchise avant quotité"): chain_of(
            IndemnityStep.LIMIT,
            IndemnityStep.THRESHOLD,
            IndemnityStep.MINIMUM_RETENTION,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.AGGREGATE,
            *_CEILINGS,
        ),
        ("german", "allemande"): chain_of(
            IndemnityStep.LIMIT,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.THRESHOLD,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.AGGREGATE,
            IndemnityStep.LIABILITY,
        ),
        ("limit, percentage, own loss", "agrément, quotité, perte propre"): chain_of(
            IndemnityStep.LIMIT, IndemnityStep.PERCENTAGE, IndemnityStep.AGGREGATE, IndemnityStep.LIABILITY
        ),
        ("excess of loss", "excédent de pertes"): chain_of(
            IndemnityStep.LIMIT,
            IndemnityStep.THRESHOLD,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.AGGREGATE,
            IndemnityStep.PERCENTAGE_ABOVE,
            *_CEILINGS,
        ),
        ("limit after percentage", "agrément après quotité"): chain_of(
            IndemnityStep.THRESHOLD,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.LIMIT,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.AGGREGATE,
            *_CEILINGS,
        ),
        ("single situation", "situation unique"): chain_of(
            IndemnityStep.THRESHOLD,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.LIMIT,
            IndemnityStep.LIABILITY,
        ),
    }
)
"""Orders of the market by name, English and French."""
