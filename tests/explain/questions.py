"""A question as the tests of reports ask it: with all that is known, on the day told."""

from encours.explain.report_head import Head, Question
from encours.policy.schedule import Programme
from encours.units import Day


def asked(company: str, programme: Programme, as_of: Day) -> Question:
    """Question of a company under a programme."""
    return Head(company=company, as_of=as_of, known_on=None, currency="EUR").under(programme)
