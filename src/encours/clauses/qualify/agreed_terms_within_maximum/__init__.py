"""The terms agreed with the buyer are no longer than the policy allows."""

from encours.clauses.choices import TermsCount, TermsStart
from encours.clauses.states import State
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NOT_APPLICABLE, REFUSED, Verdict
from encours.units import NEVER, Code, Day, Span, after
from encours.units.kinds import Unit
from encours.units.spans import FROM_END_OF_MONTH

state = State.NOT_COVERED

maximum_payment_terms = Term(
    unit=Unit("span"),
    english="Longest terms the insured may agree with a buyer.",
    french="Durée maximale de crédit que l'assuré peut accorder à un acheteur.",
    low="0 days",
    high="360 days",
    example="60 days",
)
payment_terms_start = Term(
    unit=Unit("code"),
    choices=TermsStart,
    english="Where the agreed terms are counted from.",
    french="Point de départ des délais de paiement.",
    default="invoice date",
)
payment_terms_count = Term(
    unit=Unit("code"),
    choices=TermsCount,
    english="Day one of the agreed terms: the day after the start, or the start itself; "
    "a duration to an end of month is the same under both.",
    french="Premier jour des délais de paiement : le lendemain du point de départ ou le jour même ; "
    "une durée à fin de mois est la même dans les deux cas.",
    default="next day",
)


def rule(
    original_due: Day,
    issued: Day,
    delivered: Day,
    maximum_payment_terms: Span,
    payment_terms_start: Code,
    payment_terms_count: Code,
) -> Verdict:
    """Refuse an invoice whose first due date lies beyond the longest terms allowed.

    A due date moved later is an extension, which has its own clauses.
    """
    if original_due == NEVER:
        return NOT_APPLICABLE
    start = delivered if payment_terms_start == TermsStart.DELIVERY else issued
    last = after(start, maximum_payment_terms)
    if payment_terms_count == TermsCount.SAME_DAY and maximum_payment_terms < FROM_END_OF_MONTH:
        last = max(start, last - 1)
    if original_due > last:
        return REFUSED
    return KEPT
