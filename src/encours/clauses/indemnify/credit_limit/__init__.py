"""The credit limit: what each invoice brings into the loss within its own limit, the oldest first."""

from encours.clauses.states import LossPart
from encours.units import Cents

records = ("insured_loss", "insured_share_of_the_loss")
state = LossPart.OVER_LIMIT


def rule(standing: Cents, line_carried: Cents, line_limit: Cents, older: Cents) -> Cents:
    """What stands of an invoice, as far as the limit on it has room after the older ones and the policy carries it."""
    return min(standing, line_carried, max(0, line_limit - older))
