"""Conditions attached to the limit were met."""

from encours.clauses.states import State
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day

state = State.NOT_COVERED


def rule(limit_conditions_met_on: Day, as_of: Day) -> Verdict:
    """Refuse what stands on a limit whose conditions are not met yet."""
    if limit_conditions_met_on > as_of:
        return REFUSED
    return KEPT


def until(limit_stands_until: Day) -> Day:
    """The day before a raise without these conditions takes effect, or the last day of one."""
    return limit_stands_until
