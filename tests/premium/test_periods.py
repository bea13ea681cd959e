"""Periods of declaration: none is left out, none overlaps, and each has its name and its last day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.premium.periods import name_of_days, named, period_of, periods_of
from tests.premium.made_up import on, policy


def names(months: int, *, first: str = "2026-01-01", last: str = "2026-12-31", more: str = "") -> list[str]:
    agreed = policy(f'premium_declared_every = "{months} months"\n{more}', first=first, last=last)
    return [each.name for each in periods_of(agreed)]


def test_periods_of_the_calendar_have_the_names_people_use() -> None:
    assert names(3) == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert names(6) == ["2026-H1", "2026-H2"]
    assert names(12) == ["2026"]
    assert names(1)[:2] == ["2026-01", "2026-02"]
    assert len(names(1)) == 12


def test_a_policy_of_another_month_has_its_own_quarters_or_those_of_the_calendar() -> None:
    own = names(3, first="2026-02-01", last="2027-01-31")
    assert own[0] == "2026-02-01/2026-04-30"
    calendar = names(3, first="2026-02-01", last="2027-01-31", more='declaration_periods_begin = "calendar"')
    assert calendar == ["2026-02-01/2026-03-31", "2026-Q2", "2026-Q3", "2026-Q4", "2027-01-01/2027-01-31"]


def test_a_period_is_found_by_its_name_in_either_language() -> None:
    periods = periods_of(policy('premium_declared_every = "3 months"'))
    assert named(periods, "2026-Q2") == named(periods, "2026-t2") == periods[1]
    assert named(periods, "Q2 2026") == named(periods, "t2/2026") == periods[1]
    assert named(periods, "2026-Q5") is None
    assert named(periods, "2026-Q2-Q2") is named(periods, "Q 2026") is None
    months = periods_of(policy('premium_declared_every = "1 month"'))
    assert named(months, "06/2026") == named(months, "2026-06") == months[5]
    halves = periods_of(policy('premium_declared_every = "6 months"'))
    assert named(halves, "2026-S2") == named(halves, "2026-H2") == halves[1]


@pytest.mark.parametrize("months", [1, 3, 6, 12])
def test_days_have_the_name_of_the_period_they_are(months: int) -> None:
    for each in periods_of(policy(f'premium_declared_every = "{months} months"')):
        assert name_of_days(each.first, each.last) == each.name
        assert name_of_days(each.first + 1, each.last).count("/") == 1


@pytest.mark.parametrize(
    ("time", "due"),
    [
        ("30 days", "2026-04-30"),
        ("0 days", "2026-03-31"),
        ("0 days on the 20th", "2026-04-20"),
        ("1 month", "2026-04-30"),
    ],
)
def test_the_last_day_to_declare_is_counted_from_the_last_of_the_period(time: str, due: str) -> None:
    agreed = policy(f'premium_declared_every = "3 months"\ndeclaration_time = "{time}"')
    assert periods_of(agreed)[0].due_on == on(due)


@given(
    st.sampled_from([1, 2, 3, 4, 6, 12]), st.integers(0, 400), st.integers(0, 900),
    st.sampled_from(["policy start", "calendar"]),
)  # fmt: skip
def test_every_day_of_the_policy_is_in_one_period(months: int, start: int, length: int, begins: str) -> None:
    first = date(2025, 1, 1) + timedelta(days=start)
    last = first + timedelta(days=length)
    more = f'premium_declared_every = "{months} months"\ndeclaration_periods_begin = "{begins}"'
    agreed = policy(more, first=first.isoformat(), last=last.isoformat())
    periods = periods_of(agreed)
    assert (periods[0].first, periods[-1].last) == (agreed.period_start, agreed.period_end)
    for one, other in pairwise(periods):
        assert other.first == one.last + 1
    assert len({each.name for each in periods}) == len(periods)
    assert period_of(agreed, agreed.period_start - 1) is None
    assert period_of(agreed, agreed.period_end) == periods[-1]
