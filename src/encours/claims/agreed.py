"""What a policy agreed about one loss: the chain, the terms of its steps, and the totals of its counters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from encours.claims.loss import Loss, YearFigures
from encours.clauses.indemnify.aggregate_first_loss import total as first_loss_of_the_year
from encours.clauses.orders import IndemnityStep
from encours.clauses.wordings.indemnity import CHAIN
from encours.engine.chain import unpacked
from encours.engine.clause import parameters
from encours.policy.layers import takes_losses
from encours.policy.quantity_text import decode_multiple
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, UNSET, Cents, share
from encours.units.multiple import PremiumBase

CEILING_TERMS: Final = {
    "claim": "maximum_per_claim",
    "buyer": "maximum_per_buyer",
    "country": "maximum_per_country",
    "discretionary": "maximum_of_discretionary_losses",
}
"""Term that gives the total of a counter as it stands."""

PREMIUMS: Final = {
    PremiumBase.MINIMUM_PREMIUM: ("minimum_premium",),
    PremiumBase.PREMIUM_PAID: ("premium_paid",),
    PremiumBase.GREATER_OF_MINIMUM_AND_PAID: ("minimum_premium", "premium_paid"),
}
"""Figures of the year of which the greater is multiplied, by what a multiple is of."""

_MINIMUM_PREMIUM: Final = "minimum_premium"
"""Term of the minimum premium in an amount, named as the figure of the year that it gives."""
LIMIT_CODE: Final = int(IndemnityStep.LIMIT) + 1
PROCEEDS_CODE: Final = int(IndemnityStep.PROCEEDS) + 1


@dataclass(frozen=True, slots=True)
class AgreedChain:
    """The chain of a policy for one loss: codes in order, value of each term, total of each counter."""

    codes: tuple[int, ...]
    written: int
    """The order as the policy writes it, of which a layer of losses leaves the limit to the layers below."""
    terms: Mapping[str, int]
    totals: Mapping[str, Cents]


def agreed_chain(policy: Policy, loss: Loss, year: YearFigures) -> AgreedChain:
    """Chain and terms in force on the day of the loss; what depends on something unknown is `MISSING`."""

    def value(name: str) -> int:
        return resolve(policy, name, loss.keys, loss.day)

    terms = {name: value(name) for name in CHAIN.link_terms}
    totals = {counter: terms[name] for counter, name in CEILING_TERMS.items()}
    if totals["country"] != UNSET and not loss.country:
        totals["country"] = MISSING  # of which country nobody knows, so that nobody knows what it has left
    totals["first_loss"] = _first_loss(terms, year)
    totals["liability"] = _maximum_liability(terms, _with_agreed_minimum(policy, loss, year))
    written = value("indemnity_chain")
    codes = unpacked(written)
    if takes_losses(policy):
        codes = tuple(code for code in codes if code != LIMIT_CODE)
    return AgreedChain(codes, written, terms, totals)


def _with_agreed_minimum(policy: Policy, loss: Loss, year: YearFigures) -> YearFigures:
    """Figures of the year, with the minimum premium that the policy states as an amount where nobody told another."""
    if year.minimum_premium != MISSING or _MINIMUM_PREMIUM not in policy.wording.terms:
        return year
    agreed = resolve(policy, _MINIMUM_PREMIUM, loss.keys, loss.day)
    return year if agreed == UNSET else replace(year, minimum_premium=agreed)


def _first_loss(terms: Mapping[str, int], year: YearFigures) -> Cents:
    """First loss of the year; sales matter only where a share of them is agreed."""
    sales = year.sales if terms["aggregate_first_loss_share"] > 0 else 0
    values = [sales if name == "sales" else terms[name] for name in parameters(first_loss_of_the_year)]
    return MISSING if MISSING in values else first_loss_of_the_year(*values)


def _maximum_liability(terms: Mapping[str, int], year: YearFigures) -> Cents:
    """The lower of the amount and of the multiple of the premium, where both are agreed."""
    found = [] if terms["maximum_liability"] == UNSET else [terms["maximum_liability"]]
    if terms["maximum_liability_multiple"] != UNSET:
        found.append(_multiple(terms["maximum_liability_multiple"], year))
    return MISSING if MISSING in found else min(found, default=UNSET)


def _multiple(written: int, year: YearFigures) -> Cents:
    if written == MISSING:
        return MISSING
    multiple = decode_multiple(written)
    premiums = [getattr(year, name) for name in PREMIUMS[multiple.base]]
    return MISSING if MISSING in premiums else share(max(premiums), multiple.times)
