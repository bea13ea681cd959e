"""The result of a year: which losses are compared with which premium, and when it gives something back."""

from typing import Final

from encours.clauses.charge_choices import (
    ClaimsState,
    Confirmation,
    GivenBack,
    LossesCounted,
    RatioBound,
    RatioPremium,
    RatioRecoveries,
)
from encours.engine.bands import NO_END
from encours.engine.terms import Term
from encours.units import MISSING, Cents, Code, Count, Flag
from encours.units.kinds import Unit

loss_ratio_losses: Final = Term(
    unit=Unit("code"),
    choices=LossesCounted,
    english="Losses that the loss ratio counts.",
    french="Sinistres que compte le ratio sinistres sur primes.",
    default="paid",
    policy_wide=True,
)
loss_ratio_recoveries: Final = Term(
    unit=Unit("code"),
    choices=RatioRecoveries,
    english="Whether recoveries come off these losses.",
    french="Si les récupérations viennent en déduction de ces sinistres.",
    default="net of recoveries",
    policy_wide=True,
)
loss_ratio_premium: Final = Term(
    unit=Unit("code"),
    choices=RatioPremium,
    english="Premium that these losses are compared with.",
    french="Prime à laquelle ces sinistres sont comparés.",
    default="premium of the year",
    policy_wide=True,
)
loss_ratio_bound: Final = Term(
    unit=Unit("code"),
    choices=RatioBound,
    english="Whether a loss ratio that is exactly the end of a band lies in it.",
    french="Si un ratio exactement à la fin d'une tranche s'y trouve encore.",
    default="up to and including",
    policy_wide=True,
)
loss_ratio_years: Final = Term(
    unit=Unit("count"),
    english="How many policy years, this one included, the loss ratio is of.",
    french="Nombre d'années d'assurance, celle-ci comprise, sur lesquelles porte le ratio.",
    low="1",
    high="5",
    default="1",
    policy_wide=True,
    example="3",
)
result_confirmation: Final = Term(
    unit=Unit("code"),
    choices=Confirmation,
    english="How the insured must have confirmed its renewal.",
    french="Comment l'assuré doit avoir confirmé le renouvellement.",
    default="renewed",
    policy_wide=True,
)
result_claims: Final = Term(
    unit=Unit("code"),
    choices=ClaimsState,
    english="State in which the claims of the year must be.",
    french="État dans lequel doivent être les sinistres de l'année.",
    default="any",
    policy_wide=True,
)
result_given_back: Final = Term(
    unit=Unit("code"),
    choices=GivenBack,
    english="How far what is given back may bring the premium down.",
    french="Jusqu'où ce qui est rendu peut faire descendre la prime.",
    default="down to the minimum premium",
    policy_wide=True,
)


def losses_counted(
    claims_paid: Cents,
    claims_outstanding: Cents,
    claims_recovered: Cents,
    loss_ratio_losses: Code,
    loss_ratio_recoveries: Code,
) -> Cents:
    """Losses of the loss ratio: paid, or expected too, with or without what came back; never below nothing."""
    losses = claims_paid
    if claims_paid == MISSING:
        return MISSING
    if loss_ratio_losses == LossesCounted.INCURRED:
        if claims_outstanding == MISSING:
            return MISSING
        losses = losses + claims_outstanding
    if loss_ratio_recoveries == RatioRecoveries.NET:
        if claims_recovered == MISSING:
            return MISSING
        losses = losses - claims_recovered
    return max(0, losses)


def in_band(
    losses_counted: Cents, ratio_premium: Cents, loss_ratio_bound: Code, band_start: Count, band_end: Count
) -> Flag:
    """Whether the loss ratio lies in a band: no loss lies in the first, and the last may have no end."""
    if losses_counted == MISSING or ratio_premium == MISSING:
        return MISSING
    losses = losses_counted * 10_000
    start = band_start * ratio_premium
    end = band_end * ratio_premium
    if losses == 0:
        return 1 if band_start == 0 else 0
    if band_end == NO_END:
        end = losses + 1
    if loss_ratio_bound == RatioBound.INCLUDED:
        return 1 if losses <= end and (losses > start or band_start == 0) else 0
    return 1 if losses >= start and losses < end else 0


def ratio_premium(premium_of_ratio: Cents, premium_paid: Cents, loss_ratio_premium: Code) -> Cents:
    """Premium that losses are compared with."""
    return premium_of_ratio if loss_ratio_premium == RatioPremium.OF_THE_YEAR else premium_paid


def conditions_met(
    renewed: Flag, confirmed_in_writing: Flag, all_claims_closed: Flag, result_confirmation: Code, result_claims: Code
) -> Flag:
    """Whether the year may give something back: renewed, confirmed and closed as far as the policy asks it."""
    met = 1
    if result_claims == ClaimsState.CLOSED:
        met = all_claims_closed
    if result_confirmation != Confirmation.NOT_ASKED:
        met = min(met, renewed)
    if result_confirmation == Confirmation.IN_WRITING:
        met = min(met, confirmed_in_writing)
    return met
