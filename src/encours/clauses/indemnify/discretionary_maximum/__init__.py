"""The annual maximum of discretionary losses: the most that is paid in a year under limits nobody decided."""

from encours.clauses.choices import LimitKind
from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import Cents, Code
from encours.units.kinds import Unit

counter = "discretionary"
state = LossPart.ABOVE_MAXIMUM

maximum_of_discretionary_losses = Term(
    unit=Unit("cents"),
    english="Most that is paid in a policy year for losses under discretionary and blind limits together.",
    french="Indemnité annuelle maximale des pertes en zone discrétionnaire ou aveugle.",
    low="0",
    policy_wide=True,
    example="100 000 EUR",
)


def rule(standing: Cents, line_limit_kind: Code, discretionary_left: Cents) -> Cents:
    """What stands of an invoice, as far as the maximum has room where nobody decided on its limit."""
    if line_limit_kind != LimitKind.DISCRETIONARY and line_limit_kind != LimitKind.BLIND:
        return standing
    return min(standing, discretionary_left)


def uses(granted: Cents, line_limit_kind: Code) -> Cents:
    """What is left of an invoice under such a limit takes room under the maximum."""
    if line_limit_kind != LimitKind.DISCRETIONARY and line_limit_kind != LimitKind.BLIND:
        return 0
    return granted
