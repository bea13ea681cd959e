"""Measures that several clauses share: small functions of facts and terms, in the clause language."""

from encours.clauses.choices import ExtensionEffect, ExtensionStarts, NoticeStarts
from encours.units import NEVER, Code, Day, Flag, Span, after


def authorised_due(original_due: Day, extension_authority: Span, consented_due: Day) -> Day:
    """Latest due date the insured may grant: within its own authority, or what the insurer consented to."""
    return max(after(original_due, extension_authority), consented_due)


def reference_due(original_due: Day, due: Day, authorised_due: Day, extension_effect: Code) -> Day:
    """Due date that every clock of the policy follows."""
    if extension_effect == ExtensionEffect.MOVED:
        return due
    if extension_effect == ExtensionEffect.MOVED_WITHIN_AUTHORITY and due <= authorised_due:
        return due
    return original_due


def extension_end(reference_due: Day, issued: Day, maximum_extension_period: Span, extension_starts: Code) -> Day:
    """Last day an invoice may stay overdue before deliveries to the buyer must stop."""
    if extension_starts == ExtensionStarts.INVOICE_DATE:
        return after(issued, maximum_extension_period)
    return after(reference_due, maximum_extension_period)


def overdue_notice_deadline(
    reference_due: Day, extension_end: Day, overdue_notice_period: Span, overdue_notice_starts: Code
) -> Day:
    """Last day on which an unpaid invoice may be reported in time."""
    if overdue_notice_starts == NoticeStarts.EXTENSION_END:
        return after(extension_end, overdue_notice_period)
    return after(reference_due, overdue_notice_period)


def notice_was_late(as_of: Day, settled_on: Day, overdue_reported_on: Day, overdue_notice_deadline: Day) -> Flag:
    """1 when the overdue was reported after its deadline, or is not reported and the deadline passed unpaid."""
    if settled_on <= overdue_notice_deadline:
        return 0
    if overdue_reported_on <= as_of:
        return 1 if overdue_reported_on > overdue_notice_deadline else 0
    return 1 if as_of > overdue_notice_deadline else 0


def was_delivered(delivered: Day) -> Flag:
    """1 unless it is known that nothing was delivered yet; what clauses about deliveries apply to."""
    return 0 if delivered == NEVER else 1
