"""The payment of the indemnity: the day on which it falls due."""

from encours.clauses.choices import IndemnityPaymentStarts
from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import MISSING, Cents, Code, Day, Span, after
from encours.units.kinds import Unit

state = LossPart.INDEMNITY

indemnity_payment_period = Term(
    unit=Unit("span"),
    english="Time allowed to the insurer to pay the indemnity.",
    french="Délai accordé à l'assureur pour payer l'indemnité.",
    low="0 days",
    high="360 days",
    varies_by_limit=False,
    varies_by_cause=True,
    example="30 days",
)
indemnity_payment_starts = Term(
    unit=Unit("code"),
    choices=IndemnityPaymentStarts,
    english="Day from which that time is counted.",
    french="Jour dont court ce délai.",
    default="later of both",
    varies_by_limit=False,
    varies_by_cause=True,
)


def payment_starts_on(loss_day: Day, file_received_on: Day, indemnity_payment_starts: Code) -> Day:
    """Day from which the time to pay is counted; never, while it has not come."""
    if indemnity_payment_starts == IndemnityPaymentStarts.DAY_OF_LOSS:
        return loss_day
    if indemnity_payment_starts == IndemnityPaymentStarts.COMPLETE_FILE:
        return file_received_on
    if min(loss_day, file_received_on) == MISSING:
        return MISSING
    return max(loss_day, file_received_on)


measures = (payment_starts_on,)


def rule(standing: Cents, as_of: Day, payment_starts_on: Day, indemnity_payment_period: Span) -> Cents:
    """Part of the indemnity that has fallen due by a day: all of it, or nothing yet."""
    if as_of < after(payment_starts_on, indemnity_payment_period):
        return 0
    return standing
