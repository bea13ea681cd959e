"""The annual aggregate first loss: the losses of a policy year that the insured bears before the insurer pays."""

from encours.clauses.choices import LossBase
from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, Code, Flag, convert, share
from encours.units.kinds import Unit

counter = "first_loss"
state = LossPart.RETAINED

aggregate_first_loss = Term(
    unit=Unit("cents"),
    english="Losses of a policy year that the insured bears; the least, where a share of sales is set too.",
    french="Franchise annuelle globale ; montant minimal si une part du chiffre d'affaires est aussi prévue.",
    low="0",
    default="0",
    policy_wide=True,
    example="100 000 EUR",
)
aggregate_first_loss_share = Term(
    unit=Unit("basis points"),
    english="Aggregate first loss as a share of the sales of the policy period.",
    french="Franchise annuelle globale en part du chiffre d'affaires de la période d'assurance.",
    low="0 %",
    high="100 %",
    default="0 %",
    policy_wide=True,
    example="0.5 %",
)
aggregate_first_loss_sales_ceiling = Term(
    unit=Unit("cents"),
    english="Sales beyond which the share of sales grows no more.",
    french="Chiffre d'affaires au-delà duquel la part n'augmente plus.",
    low="0",
    default="none",
    policy_wide=True,
    example="50 000 000 EUR",
)
assumed_dividend = Term(
    unit=Unit("basis points"),
    english="Dividend assumed of every loss, by which a first loss agreed net is grossed up.",
    french="Dividende supposé de chaque perte, par lequel une franchise convenue nette devient brute.",
    low="0 %",
    high="90 %",
    default="0 %",
    policy_wide=True,
    example="20 %",
)
first_loss_eroded_by = Term(
    unit=Unit("code"),
    choices=LossBase,
    english="Amount of each loss that uses up the aggregate first loss.",
    french="Montant de chaque perte qui entame la franchise annuelle globale.",
    default="what stands",
    policy_wide=True,
)
small_losses_erode_the_first_loss = Term(
    unit=Unit("flag"),
    english="Whether losses under the threshold use up the aggregate first loss.",
    french="Si les pertes sous le seuil entament la franchise annuelle globale.",
    default="no",
    policy_wide=True,
)


def total(
    aggregate_first_loss: Cents,
    aggregate_first_loss_share: BasisPoints,
    aggregate_first_loss_sales_ceiling: Cents,
    assumed_dividend: BasisPoints,
    sales: Cents,
) -> Cents:
    """First loss of a policy year: the amount or, where it is more, the share of the sales; grossed up."""
    net = max(aggregate_first_loss, share(min(sales, aggregate_first_loss_sales_ceiling), aggregate_first_loss_share))
    return convert(net, 10_000, 10_000 - assumed_dividend)


def rule(standing: Cents, first_loss_left: Cents) -> Cents:
    """What stands less what is left of the first loss."""
    return max(0, standing - first_loss_left)


def uses(first_loss_left: Cents, loss_of_the_first_loss: Cents) -> Cents:
    """What the loss uses of the first loss: its own base, as far as something is left."""
    return min(first_loss_left, loss_of_the_first_loss)


def loss_of_the_first_loss(
    standing: Cents,
    debt: Cents,
    gross_loss: Cents,
    insured_loss: Cents,
    insured_share_of_the_loss: Cents,
    after_threshold: Cents,
    first_loss_eroded_by: Code,
    small_losses_erode_the_first_loss: Flag,
) -> Cents:
    """Amount of the loss that uses up the first loss: none of a loss under the threshold, unless small ones do.

    What is owed beside a loss of nothing is no loss, whatever the base.
    """
    if gross_loss == 0 or (after_threshold == 0 and small_losses_erode_the_first_loss == 0):
        return 0
    if first_loss_eroded_by == LossBase.DEBT:
        return debt
    if first_loss_eroded_by == LossBase.GROSS_LOSS:
        return gross_loss
    if first_loss_eroded_by == LossBase.INSURED_LOSS:
        return insured_loss
    if first_loss_eroded_by == LossBase.INSURED_SHARE:
        return insured_share_of_the_loss
    return standing


measures = (loss_of_the_first_loss,)
