"""The credit limit: what each invoice brings into the loss within its own limit, the oldest first."""

from encours.clauses.states import LossPart
from encours.units import Cents

records = ("insured_loss", "insured_share_of_the_loss")
state = LossPart.OVER_LIMIT


def rule(standing: Cents, line_limit: Cents, older: Cents) -> Cents:
    """What stands of an invoice, as far as the limit on it has room after the older ones."""
    return min(standing, max(0, line_limit - older))
