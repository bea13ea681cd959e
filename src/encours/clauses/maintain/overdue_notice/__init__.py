"""An overdue was reported to the insurer in time."""

from encours.clauses.choices import Lateness, NoticeStarts
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, SUSPENDED, Verdict
from encours.units import NEVER, Code, Day, Flag
from encours.units.kinds import Unit

overdue_notice_period = Term(
    unit=Unit("span"),
    english="Time to report an unpaid invoice to the insurer.",
    french="Délai pour déclarer un impayé à l'assureur.",
    low="0 days",
    high="360 days",
    example="30 days",
)
overdue_notice_starts = Term(
    unit=Unit("code"),
    choices=NoticeStarts,
    english="Where the overdue notice period is counted from; day one is the day after.",
    french="Point de départ du délai de déclaration d'impayé ; le premier jour est le lendemain.",
    default="extension end",
)
late_notice = Term(
    unit=Unit("code"),
    choices=Lateness,
    english="What a late or missing overdue notice costs.",
    french="Sanction d'une déclaration d'impayé tardive ou absente.",
    default="invoice lost",
)


def rule(
    notice_was_late: Flag, overdue_reported_on: Day, late_notice_waived_on: Day, as_of: Day, late_notice: Code
) -> Verdict:
    """Refuse an invoice reported late, or suspend it while not reported; a waiver keeps it."""
    if notice_was_late == 0 or late_notice_waived_on <= as_of:
        return KEPT
    if late_notice == Lateness.INVOICE_LOST:
        return REFUSED
    if late_notice == Lateness.SUSPENDED and overdue_reported_on > as_of:
        return SUSPENDED
    return KEPT


def until(
    as_of: Day, overdue_reported_on: Day, late_notice_waived_on: Day, overdue_notice_deadline: Day, late_notice: Code
) -> Day:
    """The deadline, while the invoice is neither reported nor late nor forgiven, and lateness costs something."""
    if overdue_reported_on <= as_of or late_notice_waived_on <= as_of or as_of > overdue_notice_deadline:
        return NEVER
    if late_notice == Lateness.WAIVED:
        return NEVER
    return overdue_notice_deadline
