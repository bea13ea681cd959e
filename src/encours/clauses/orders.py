"""The steps of the indemnity chain as a policy writes them, and the orders of the market by name."""

from __future__ import annotations

from typing import Final

from encours.engine.chain import packed
from encours.engine.terms import Choice


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
    PROCEEDS = "proceeds of securities", "produit des sûretés"


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

ORDERS: Final[tuple[tuple[str, str, int], ...]] = (
    (
        "whole turnover",
        "globale",
        chain_of(
            IndemnityStep.LIMIT,
            IndemnityStep.THRESHOLD,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.MINIMUM_RETENTION,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.AGGREGATE,
            *_CEILINGS,
        ),
    ),
    (
        "deductible before percentage",
        "franchise avant quotité",
        chain_of(
            IndemnityStep.LIMIT,
            IndemnityStep.THRESHOLD,
            IndemnityStep.MINIMUM_RETENTION,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.AGGREGATE,
            *_CEILINGS,
        ),
    ),
    (
        "german",
        "allemande",
        chain_of(
            IndemnityStep.LIMIT,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.THRESHOLD,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.AGGREGATE,
            IndemnityStep.LIABILITY,
        ),
    ),
    (
        "own loss last",
        "perte propre en dernier",
        chain_of(IndemnityStep.LIMIT, IndemnityStep.PERCENTAGE, IndemnityStep.AGGREGATE, IndemnityStep.LIABILITY),
    ),
    (
        "excess of loss",
        "excédent de pertes",
        chain_of(
            IndemnityStep.LIMIT,
            IndemnityStep.THRESHOLD,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.AGGREGATE,
            IndemnityStep.PERCENTAGE_ABOVE,
            *_CEILINGS,
        ),
    ),
    (
        "limit after percentage",
        "agrément après quotité",
        chain_of(
            IndemnityStep.THRESHOLD,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.LIMIT,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.AGGREGATE,
            *_CEILINGS,
        ),
    ),
    (
        "single situation",
        "situation unique",
        chain_of(
            IndemnityStep.THRESHOLD,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.LIMIT,
            IndemnityStep.LIABILITY,
        ),
    ),
    (
        "proceeds first",
        "sûretés d'abord",
        chain_of(
            IndemnityStep.PROCEEDS,
            IndemnityStep.LIMIT,
            IndemnityStep.PERCENTAGE,
            IndemnityStep.THRESHOLD,
            IndemnityStep.FIRST_LOSS,
            IndemnityStep.AGGREGATE,
            IndemnityStep.LIABILITY,
        ),
    ),
)
"""Orders of the market: name in English, in French, and the chain."""
