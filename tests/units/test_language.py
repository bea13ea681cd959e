"""The functions a clause may call answer exactly, against the standard library's own arithmetic."""

from __future__ import annotations

import calendar
import inspect
import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from encours.units import (
    CONSTANTS,
    DAY_MISSING_STORED,
    LANGUAGE,
    MAXIMUM_AMOUNT,
    MISSING,
    NEVER,
    OUT_OF_RANGE,
    UNSET,
    EndOfMonth,
    add_days,
    add_months,
    after,
    civil,
    convert,
    end_of_month,
    from_civil,
    month_length,
    narrow_day,
    next_day_of_month,
    portion,
    portion_between,
    share,
    span,
    weekday,
    widen_day,
    within,
)

EPOCH = date(1970, 1, 1)
amounts = st.integers(-MAXIMUM_AMOUNT, MAXIMUM_AMOUNT)
calendar_dates = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def day_of(when: date) -> int:
    """Day number by the standard library."""
    return (when - EPOCH).days


def date_of(day: int) -> date:
    """Date of a day number by the standard library."""
    return EPOCH + timedelta(days=day)


def nearest(exact: Fraction) -> int:
    """Half away from zero, by exact fractions."""
    size = int(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size


@pytest.mark.parametrize(
    ("amount", "basis_points", "expected"),
    [
        (100_000, 9_000, 90_000),
        (1, 5_000, 1),
        (1, 4_999, 0),
        (-1, 5_000, -1),
        (-1, 4_999, 0),
        (1, -5_000, -1),
        (-1, -5_000, 1),
        (0, 9_000, 0),
        (MAXIMUM_AMOUNT, 10_000, MAXIMUM_AMOUNT),
    ],
)
def test_a_share_rounds_halves_away_from_zero(amount: int, basis_points: int, expected: int) -> None:
    assert share(amount, basis_points) == expected


@given(amounts, st.integers(-1_000_000, 1_000_000))
def test_a_share_is_the_exact_percentage_to_the_nearest_minor_unit(amount: int, basis_points: int) -> None:
    assert share(amount, basis_points) == nearest(Fraction(amount) * basis_points / 10_000)


rates = st.one_of(st.integers(1, 10**10), st.integers(1, 1000), st.integers(10**10 - 1000, 10**10))


@given(amounts, rates, rates)
@example(MAXIMUM_AMOUNT, 10**10, 10**10)
@example(MAXIMUM_AMOUNT, 10**10 - 1, 10**10)
@example(-MAXIMUM_AMOUNT, 10**10 - 1, 10**10)
@example(MAXIMUM_AMOUNT, 10**10, 10**10 - 1)
@example(MAXIMUM_AMOUNT, 1, 10**10)
@example(MAXIMUM_AMOUNT, 10**10, 1)
@example(-MAXIMUM_AMOUNT, 10**10, 1)
@example(MAXIMUM_AMOUNT, 461_168, 1)
@example(MAXIMUM_AMOUNT, 461_169, 1)
def test_a_conversion_is_exact_or_visibly_out_of_range(amount: int, numerator: int, denominator: int) -> None:
    exact = nearest(Fraction(amount) * numerator / denominator)
    assert convert(amount, numerator, denominator) == max(-OUT_OF_RANGE, min(OUT_OF_RANGE, exact))


@pytest.mark.parametrize(("amount", "expected"), [(1, 1), (-1, -1), (3, 2), (-3, -2), (0, 0)])
def test_a_conversion_rounds_halves_away_from_zero(amount: int, expected: int) -> None:
    assert convert(amount, 1, 2) == expected


parts = st.one_of(st.integers(0, MAXIMUM_AMOUNT), st.integers(0, 1000))
wholes = st.one_of(
    st.integers(1, MAXIMUM_AMOUNT),
    st.integers(1, 1000),
    st.integers(MAXIMUM_AMOUNT - 1000, MAXIMUM_AMOUNT),
)


@given(amounts, st.one_of(parts, amounts), wholes)
@example(MAXIMUM_AMOUNT, MAXIMUM_AMOUNT, MAXIMUM_AMOUNT)
@example(MAXIMUM_AMOUNT, MAXIMUM_AMOUNT - 1, MAXIMUM_AMOUNT)
@example(MAXIMUM_AMOUNT - 1, MAXIMUM_AMOUNT - 1, MAXIMUM_AMOUNT)
@example(-MAXIMUM_AMOUNT, MAXIMUM_AMOUNT - 1, MAXIMUM_AMOUNT)
@example(MAXIMUM_AMOUNT, MAXIMUM_AMOUNT, MAXIMUM_AMOUNT - 1)
@example(MAXIMUM_AMOUNT, MAXIMUM_AMOUNT, 1)
@example(1, 1, 2)
@example(-1, 1, 2)
def test_a_portion_is_exact_or_visibly_out_of_range(amount: int, part: int, whole: int) -> None:
    exact = nearest(Fraction(amount) * part / whole)
    assert portion(amount, part, whole) == max(-OUT_OF_RANGE, min(OUT_OF_RANGE, exact))


@given(amounts, st.integers(1, MAXIMUM_AMOUNT), st.integers(1, MAXIMUM_AMOUNT))
def test_a_portion_by_part_of_a_whole_never_exceeds_the_amount(amount: int, one: int, other: int) -> None:
    assert abs(portion(amount, min(one, other), max(one, other))) <= abs(amount)


@given(st.lists(st.integers(0, 10**9), max_size=20), st.integers(0, MAXIMUM_AMOUNT), st.integers(1, MAXIMUM_AMOUNT))
def test_stretches_end_to_end_have_the_portion_of_the_whole(lengths: list[int], one: int, other: int) -> None:
    part, whole = min(one, other), max(one, other)
    ends = list(accumulate(lengths, initial=0))
    parts = [portion_between(start, end, part, whole) for start, end in pairwise(ends)]
    assert sum(parts) == portion(ends[-1], part, whole)
    assert all(0 <= each <= length for each, length in zip(parts, lengths, strict=True))


@given(amounts, st.integers(0, MAXIMUM_AMOUNT), st.integers(0, MAXIMUM_AMOUNT))
def test_what_fits_is_whole_and_what_does_not_is_cut_pro_rata(amount: int, size: int, room: int) -> None:
    expected = amount if size <= room else nearest(Fraction(amount) * room / size)
    assert within(amount, size, room) == expected


@given(calendar_dates)
def test_days_and_dates_are_those_of_the_gregorian_calendar(when: date) -> None:
    day = day_of(when)
    assert civil(day) == (when.year, when.month, when.day)
    assert from_civil(when.year, when.month, when.day) == day
    assert weekday(day) == when.weekday()
    assert month_length(when.year, when.month) == calendar.monthrange(when.year, when.month)[1]
    assert date_of(end_of_month(day)) == when + relativedelta(day=31)


def test_day_zero_is_the_first_of_january_1970_a_thursday() -> None:
    assert (civil(0), from_civil(1970, 1, 1), weekday(0)) == ((1970, 1, 1), 0, 3)


@given(calendar_dates, st.integers(-1200, 1200))
def test_months_are_added_as_dateutil_adds_them(when: date, months: int) -> None:
    assert date_of(add_months(day_of(when), months)) == when + relativedelta(months=months)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_a_month_that_is_too_short_ends_on_its_last_day(start: date, months: int, expected: date) -> None:
    assert date_of(add_months(day_of(start), months)) == expected


THIRTY_END_OF_MONTH_ON_THE_TENTH = span(days=30, end_of_month=EndOfMonth.AFTER, on_day=10)


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        (date(2026, 3, 10), 60, date(2026, 5, 9)),
        (date(2026, 3, 10), 0, date(2026, 3, 10)),
        (date(2026, 12, 31), span(months=2), date(2027, 2, 28)),
        # The two lawful readings; the four dates are those French trade sheets print for 45 days.
        (date(2026, 3, 10), span(days=45, end_of_month=EndOfMonth.AFTER), date(2026, 4, 30)),
        (date(2026, 3, 10), span(days=45, end_of_month=EndOfMonth.BEFORE), date(2026, 5, 15)),
        (date(2026, 10, 22), span(days=45, end_of_month=EndOfMonth.AFTER), date(2026, 12, 31)),
        (date(2026, 10, 22), span(days=45, end_of_month=EndOfMonth.BEFORE), date(2026, 12, 15)),
        (date(2026, 1, 31), span(months=1, end_of_month=EndOfMonth.AFTER), date(2026, 2, 28)),
        (date(2026, 2, 28), span(months=1, end_of_month=EndOfMonth.AFTER), date(2026, 3, 31)),
        (date(2026, 2, 28), span(months=1, end_of_month=EndOfMonth.BEFORE), date(2026, 3, 31)),
        (date(2026, 2, 10), span(months=1, days=10), date(2026, 3, 20)),
        (date(2026, 3, 10), THIRTY_END_OF_MONTH_ON_THE_TENTH, date(2026, 5, 10)),
        (date(2026, 3, 1), span(days=9, on_day=10), date(2026, 3, 10)),
        (date(2026, 3, 1), span(days=10, on_day=10), date(2026, 4, 10)),
        (date(2026, 12, 11), span(on_day=10), date(2027, 1, 10)),
        (date(2026, 2, 1), span(on_day=31), date(2026, 2, 28)),
        (date(2026, 2, 28), span(on_day=31), date(2026, 2, 28)),
    ],
)
def test_a_duration_leads_to_the_day_its_words_say(start: date, duration: int, expected: date) -> None:
    assert date_of(after(day_of(start), duration)) == expected


def by_dateutil(start: date, days: int, months: int, rule: EndOfMonth, on_day: int) -> date:
    """The day a duration leads to, by dateutil and a walk from day to day."""
    reached = start + relativedelta(months=months)
    if rule is EndOfMonth.BEFORE:
        reached += relativedelta(day=31)
    reached += timedelta(days=days)
    if rule is EndOfMonth.AFTER:
        reached += relativedelta(day=31)
    while on_day and reached != reached + relativedelta(day=on_day):
        reached += timedelta(days=1)
    return reached


@given(
    calendar_dates,
    st.integers(0, 2**14 - 1),
    st.integers(0, 2**10 - 1),
    st.sampled_from(EndOfMonth),
    st.integers(0, 31),
)
@example(date(2026, 3, 10), 2**14 - 1, 0, EndOfMonth.NONE, 0)
@example(date(2026, 3, 10), 0, 1, EndOfMonth.NONE, 0)
@example(date(2026, 3, 10), 0, 0, EndOfMonth.BEFORE, 31)
def test_every_duration_leads_where_dateutil_leads(
    start: date, days: int, months: int, rule: EndOfMonth, on_day: int
) -> None:
    duration = span(days=days, months=months, end_of_month=rule, on_day=on_day)
    assert date_of(after(day_of(start), duration)) == by_dateutil(start, days, months, rule, on_day)


def test_what_never_happens_does_not_happen_later_either() -> None:
    assert after(NEVER, 60) == NEVER
    assert after(NEVER, span(months=2, end_of_month=EndOfMonth.AFTER)) == NEVER
    assert add_days(NEVER, -1) == NEVER
    assert add_months(NEVER, 1) == NEVER
    assert end_of_month(NEVER) == NEVER


def test_absences_are_no_amount_no_day_and_not_each_other() -> None:
    assert len({MISSING, UNSET, NEVER, OUT_OF_RANGE, DAY_MISSING_STORED}) == 5
    assert max(MISSING, UNSET) < -MAXIMUM_AMOUNT
    assert OUT_OF_RANGE > MAXIMUM_AMOUNT
    assert day_of(date(9999, 12, 31)) < NEVER


@pytest.mark.parametrize(
    ("day", "stored"), [(MISSING, DAY_MISSING_STORED), (NEVER, NEVER), (0, 0), (-1, -1), (20_000, 20_000)]
)
def test_a_day_survives_its_32_bit_column(day: int, stored: int) -> None:
    assert narrow_day(day) == stored
    assert -(2**31) <= stored < 2**31
    assert widen_day(stored) == day


def test_the_next_day_of_the_month_may_be_today() -> None:
    tenth = day_of(date(2026, 3, 10))
    assert next_day_of_month(tenth, 10) == tenth
    assert date_of(next_day_of_month(tenth + 1, 10)) == date(2026, 4, 10)


def test_a_function_calls_only_those_before_it_and_the_constants() -> None:
    known = set(CONSTANTS) | {"min", "max"}
    for function in LANGUAGE:
        assert set(function.__code__.co_names) <= known, function.__name__
        known.add(function.__name__)


def test_every_parameter_of_the_language_tells_its_unit() -> None:
    for function in LANGUAGE:
        hints = inspect.get_annotations(function, eval_str=True)
        units = [hint for name, hint in hints.items() if name != "return"]
        assert units, function.__name__
        assert all(hasattr(hint, "__metadata__") for hint in units), function.__name__


def test_importing_the_language_loads_no_library_of_people() -> None:
    script = (
        "import sys, encours.units; "
        "heavy = {'babel', 'holidays', 'decimal', 'numpy', 'numba', 'dateutil', 'datetime', 'fractions'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"
