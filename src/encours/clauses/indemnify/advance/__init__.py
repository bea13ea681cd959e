"""The advance: what of the indemnity is paid before it falls due."""

from encours.clauses.choices import AdvanceTrigger
from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import MISSING, BasisPoints, Cents, Code, Day, Span, after, share
from encours.units.kinds import Unit

state = LossPart.INDEMNITY

advance_rate = Term(
    unit=Unit("basis points"),
    english="Share of the indemnity, as it is computed, that is paid in advance.",
    french="Part de l'indemnité, telle qu'elle est calculée, versée en acompte.",
    low="0 %",
    high="100 %",
    varies_by_limit=False,
    varies_by_cause=True,
    example="70 %",
)
advance_trigger = Term(
    unit=Unit("code"),
    choices=AdvanceTrigger,
    english="What the advance is paid on.",
    french="Fait qui rend l'acompte exigible.",
    default="admission of the claim",
    varies_by_limit=False,
    varies_by_cause=True,
)
advance_period = Term(
    unit=Unit("span"),
    english="From that fact, the time allowed to pay the advance.",
    french="Délai de versement de l'acompte, à compter de ce fait.",
    low="0 days",
    high="360 days",
    default="0 days",
    varies_by_limit=False,
    varies_by_cause=True,
    example="30 days",
)


def advance_event_on(
    loss_day: Day, claim_admitted_on: Day, file_received_on: Day, notified_on: Day, advance_trigger: Code
) -> Day:
    """Day of the fact that the advance is paid on, or of a later loss; never, while the fact has not come."""
    fact = claim_admitted_on
    if advance_trigger == AdvanceTrigger.RECEIPT:
        fact = file_received_on
    if advance_trigger == AdvanceTrigger.NOTIFICATION:
        fact = notified_on
    if min(loss_day, fact) == MISSING:
        return MISSING
    return max(loss_day, fact)


measures = (advance_event_on,)


def rule(standing: Cents, as_of: Day, advance_event_on: Day, advance_period: Span, advance_rate: BasisPoints) -> Cents:
    """Part of the indemnity that is to be advanced by a day."""
    if as_of < after(advance_event_on, advance_period):
        return 0
    return share(standing, advance_rate)
