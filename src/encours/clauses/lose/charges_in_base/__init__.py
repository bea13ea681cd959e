"""Late interest and collection costs in the base: which part of what is charged on an invoice is loss."""

from encours.clauses.choices import ChargeKind, InBase
from encours.engine.terms import Term
from encours.units import MISSING, UNSET, Cents, Code, Day, Span, after, portion
from encours.units.kinds import Unit

interest_in_base = Term(
    unit=Unit("code"),
    choices=InBase,
    english="Whether late interest charged on an invoice is part of the loss; the limit is not widened by it.",
    french="Si les intérêts de retard portés sur une facture font partie de la perte ; l'agrément n'en est pas élargi.",
    default="out",
    policy_wide=True,
)
interest_in_base_until = Term(
    unit=Unit("span"),
    english="From the due date first agreed, the time for which interest in the base counts; up to the day of the loss "
    "where it is not set.",
    french="Durée, à compter de l'échéance d'origine, pendant laquelle comptent les intérêts compris dans l'assiette ; "
    "jusqu'au jour du sinistre si elle n'est pas fixée.",
    low="0 days",
    high="1080 days",
    policy_wide=True,
    example="180 days",
)
cost_in_base = Term(
    unit=Unit("code"),
    choices=InBase,
    english="Whether collection costs charged on an invoice are part of the loss; the limit is not widened by them.",
    french="Si les frais de recouvrement portés sur une facture font partie de la perte ; l'agrément n'en est pas "
    "élargi.",
    default="out",
    policy_wide=True,
)


def counted_until(due: Day, interest_in_base_until: Span, loss_day: Day) -> Day:
    """Last day whose interest counts, never after the loss; `MISSING` where an end hangs on a due date not known."""
    if interest_in_base_until == UNSET:
        return loss_day
    if due == MISSING:
        return MISSING
    return min(loss_day, after(due, interest_in_base_until))


def rule(
    standing: Cents,
    charge_kind: Code,
    first_day: Day,
    last_day: Day,
    counted_until: Day,
    interest_in_base: Code,
    cost_in_base: Code,
) -> Cents:
    """Part of a charge that is loss; interest that runs beyond its end counts pro rata of the days, both included.

    Interest of which no day has run is none. `MISSING` where the first day, or the end, would tell and is not known.
    """
    if charge_kind == ChargeKind.COLLECTION_COST:
        return standing if cost_in_base == InBase.IN else 0
    if charge_kind != ChargeKind.LATE_INTEREST or interest_in_base != InBase.IN or first_day > last_day:
        return 0
    if counted_until == MISSING:
        return MISSING
    if last_day <= counted_until:
        return standing
    if first_day == MISSING:
        return MISSING
    if first_day > counted_until:
        return 0
    return portion(standing, counted_until - first_day + 1, last_day - first_day + 1)
