"""The credit limit: what each invoice brings into the loss within its own limit, the oldest first."""

from encours.clauses.states import LossPart
from encours.units import Cents, Flag, portion

records = ("insured_loss", "insured_share_of_the_loss")
state = LossPart.OVER_LIMIT


def rule(
    standing: Cents, line_gross: Cents, line_carried: Cents, line_is_shared: Flag, line_limit: Cents, older: Cents
) -> Cents:
    """What stands of an invoice, as far as the limit on it has room after the older ones and the policy carries it.

    Where policies share every euro, each has of what stands the share that it carries of the whole: steps before took
    of each share alike.
    """
    carried = line_carried
    if line_is_shared == 1 and line_carried < line_gross:
        carried = portion(standing, line_carried, line_gross)
    return min(standing, carried, max(0, line_limit - older))
