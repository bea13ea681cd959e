"""What a late notice lost the insurer, where its sanction is limited to that."""

from encours.clauses.choices import Lateness
from encours.clauses.states import State
from encours.units import Cents, Code, Day, Flag, portion

state = State.NOT_COVERED


def rule(
    asked: Cents,
    late_notice_harm: Cents,
    gross: Cents,
    insured_base: Cents,
    notice_was_late: Flag,
    late_notice_waived_on: Day,
    as_of: Day,
) -> Cents:
    """What is asked, less the part of the harm that lies in the insured base, when the notice was late."""
    if notice_was_late == 0 or late_notice_waived_on <= as_of:
        return asked
    if insured_base == gross or gross == 0:
        return max(0, asked - late_notice_harm)
    return max(0, asked - portion(late_notice_harm, insured_base, gross))


def applies(late_notice: Code) -> Flag:
    """Only where the policy limits the sanction to the harm."""
    return 1 if late_notice == Lateness.LIMITED_TO_THE_HARM else 0
