"""A limit that is paid for and serves no sale: until when cancelling it saves its next fee."""

from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day, Flag, Span, after
from encours.units.kinds import Unit

limit_cancellation_notice = Term(
    unit=Unit("span"),
    english="Time before the next monitoring fee by which the insured must cancel a limit not to owe that fee.",
    french="Délai avant la prochaine échéance des frais de surveillance pour résilier un agrément sans la devoir.",
    low="0 days",
    high="365 days",
    default="0 days",
    policy_wide=True,
    example="30 days",
)


def rule(idle_since: Day, last_sale: Day, owes_something: Flag) -> Verdict:
    """Refuse to call a limit alive that no sale, and nothing owed, has needed since a day."""
    if owes_something == 1 or last_sale > idle_since:
        return KEPT
    return REFUSED


def in_time(cancelled_on: Day, next_fee_on: Day, limit_cancellation_notice: Span) -> Flag:
    """Whether a limit cancelled on a day owes the next fee no more: its notice has run before that day."""
    return 1 if after(cancelled_on, limit_cancellation_notice) < next_fee_on else 0
