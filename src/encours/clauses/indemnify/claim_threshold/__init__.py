"""The threshold: a loss too small for a claim is not paid at all; above it the whole loss enters."""

from encours.clauses.choices import LossBase
from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import Cents, Code, Flag
from encours.units.kinds import Unit

records = ("after_threshold",)
state = LossPart.RETAINED

claim_threshold = Term(
    unit=Unit("cents"),
    english="Loss up to which nothing is paid; a larger one is paid from its first euro.",
    french="Montant de perte jusqu'auquel rien n'est payé ; une perte supérieure l'est dès le premier euro.",
    low="0",
    example="500 EUR",
    varies_by_limit=False,
    varies_by_cause=True,
)
claim_threshold_base = Term(
    unit=Unit("code"),
    choices=LossBase,
    english="Amount that is compared with the threshold.",
    french="Montant comparé au seuil d'intervention.",
    default="insured loss",
    varies_by_limit=False,
    varies_by_cause=True,
)
claim_threshold_inclusive = Term(
    unit=Unit("flag"),
    english="Whether a loss of exactly the threshold is too small.",
    french="Si une perte égale au seuil est encore trop petite.",
    default="yes",
    varies_by_limit=False,
    varies_by_cause=True,
)


def rule(
    standing: Cents, loss_of_the_threshold: Cents, claim_threshold: Cents, claim_threshold_inclusive: Flag
) -> Cents:
    """All of what stands, or nothing when the loss is below the threshold, or at it where that is too small."""
    if loss_of_the_threshold < claim_threshold:
        return 0
    if loss_of_the_threshold == claim_threshold and claim_threshold_inclusive == 1:
        return 0
    return standing


def loss_of_the_threshold(
    standing: Cents,
    debt: Cents,
    gross_loss: Cents,
    insured_loss: Cents,
    insured_share_of_the_loss: Cents,
    claim_threshold_base: Code,
) -> Cents:
    """Amount of the loss that the threshold is compared with."""
    if claim_threshold_base == LossBase.DEBT:
        return debt
    if claim_threshold_base == LossBase.GROSS_LOSS:
        return gross_loss
    if claim_threshold_base == LossBase.INSURED_LOSS:
        return insured_loss
    if claim_threshold_base == LossBase.INSURED_SHARE:
        return insured_share_of_the_loss
    return standing


measures = (loss_of_the_threshold,)
