"""The no-claims bonus: so much more is given back for each year without a claim, up to a cap."""

from encours.clauses.charge.loss_ratio import conditions_met, result_claims, result_confirmation, result_given_back
from encours.clauses.charge_choices import GivenBack
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, Code, Count, Flag, share
from encours.units.kinds import Unit

__all__ = [
    "measures",
    "no_claims_bonus_cap",
    "no_claims_bonus_step",
    "result_claims",
    "result_confirmation",
    "result_given_back",
    "rule",
]

no_claims_bonus_step = Term(
    unit=Unit("basis points"),
    english="Share of the premium given back for each year in a row without a claim.",
    french="Part de la prime rendue par année consécutive sans sinistre.",
    low="0 %",
    high="100 %",
    policy_wide=True,
    example="5 %",
)
no_claims_bonus_cap = Term(
    unit=Unit("basis points"),
    english="Most that the no-claims bonus may be.",
    french="Maximum du bonus de non-sinistralité.",
    low="0 %",
    high="100 %",
    default="100 %",
    policy_wide=True,
    example="25 %",
)
measures = (conditions_met,)


def rule(
    standing: Cents,
    years_without_claim: Count,
    conditions_met: Flag,
    above_minimum: Cents,
    no_claims_bonus_step: BasisPoints,
    no_claims_bonus_cap: BasisPoints,
    result_given_back: Code,
) -> Cents:
    """Premium given back for the years in a row without a claim, up to the cap, and down to the minimum."""
    if conditions_met == 0:
        return 0
    given = share(max(0, standing), min(no_claims_bonus_step * years_without_claim, no_claims_bonus_cap))
    if result_given_back == GivenBack.TO_THE_MINIMUM:
        given = min(given, above_minimum)
    return given
