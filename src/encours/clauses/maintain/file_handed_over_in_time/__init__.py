"""The file of an unpaid invoice was handed over for collection in time."""

from encours.clauses.choices import MissedStep
from encours.clauses.clock_anchors import OF_AN_INVOICE, OF_PROCEEDINGS, ClockAnchor
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, SUSPENDED, Verdict
from encours.units import NEVER, Code, Day
from encours.units.kinds import Unit

# The account walk reads the clock (encours.cover.clocks), and hands over the last day.

hand_over_deadline = Term(
    unit=Unit("clock"),
    choices=ClockAnchor,
    among=(*OF_AN_INVOICE[:-1], *OF_PROCEEDINGS),
    english="Time to hand over the file of an unpaid invoice for collection.",
    french="Délai pour transmettre au recouvrement le dossier d'une facture impayée.",
    varies_by_limit=False,
    example="30 days after extension end; on insolvency 10 days after publication",
)
late_hand_over = Term(
    unit=Unit("code"),
    choices=MissedStep,
    english="What a file handed over late, or never, costs.",
    french="Sanction d'un dossier transmis tard, ou jamais.",
    default="invoice lost",
    varies_by_limit=False,
)


def rule(
    as_of: Day,
    settled_on: Day,
    handed_over_on: Day,
    hand_over_last_day: Day,
    late_file_waived_on: Day,
    late_hand_over: Code,
) -> Verdict:
    """Refuse an invoice whose file left too late, or suspend it while it has not left; a waiver keeps it."""
    if min(settled_on, handed_over_on) <= hand_over_last_day or as_of <= hand_over_last_day:
        return KEPT
    if late_file_waived_on <= as_of or late_hand_over == MissedStep.WAIVED:
        return KEPT
    if late_hand_over == MissedStep.SUSPENDED:
        return KEPT if handed_over_on <= as_of else SUSPENDED
    return REFUSED


def until(
    as_of: Day, handed_over_on: Day, hand_over_last_day: Day, late_file_waived_on: Day, late_hand_over: Code
) -> Day:
    """Last day of the clock, while the step is neither taken nor late nor forgiven, and lateness costs something."""
    if handed_over_on <= as_of or late_file_waived_on <= as_of or as_of > hand_over_last_day:
        return NEVER
    if late_hand_over == MissedStep.WAIVED:
        return NEVER
    return hand_over_last_day
