"""A lower percentage for an overdue reported late."""

from encours.clauses.choices import Lateness
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, Code, Day, Flag, share
from encours.units.kinds import Unit

late_notice_percentage = Term(
    unit=Unit("basis points"),
    english="Insured percentage of an invoice reported late, where lateness lowers the percentage.",
    french="Quotité garantie d'une facture déclarée en retard, si le retard réduit la quotité.",
    low="0 %",
    high="100 %",
    default="0 %",
    example="60 %",
)


def rule(
    stage_asked: Cents,
    notice_was_late: Flag,
    late_notice_waived_on: Day,
    as_of: Day,
    late_notice: Code,
    late_notice_percentage: BasisPoints,
) -> Cents:
    """The lower percentage of what was admitted, when the notice was late and not forgiven."""
    if notice_was_late == 0 or late_notice_waived_on <= as_of or late_notice != Lateness.LOWER_PERCENTAGE:
        return stage_asked
    return share(stage_asked, late_notice_percentage)
