"""A duration is one integer, and one integer is one duration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.units import NEVER, EndOfMonth, SpanParts, span, span_parts

fields = st.builds(
    SpanParts,
    days=st.integers(0, 2**14 - 1),
    months=st.integers(0, 2**10 - 1),
    end_of_month=st.sampled_from(EndOfMonth),
    on_day=st.integers(0, 31),
)


@given(st.integers(0, 2**14 - 1))
def test_plain_days_are_the_number_of_days_itself(days: int) -> None:
    assert span(days=days) == days


@given(fields)
def test_a_span_gives_its_parts_back(parts: SpanParts) -> None:
    whole = span(**parts._asdict())
    if parts.days == 0 and parts.end_of_month is EndOfMonth.BEFORE:
        parts = parts._replace(end_of_month=EndOfMonth.AFTER)
    assert span_parts(whole) == parts


@given(fields)
def test_a_span_fits_a_32_bit_column_and_is_no_absence(parts: SpanParts) -> None:
    assert 0 <= span(**parts._asdict()) < NEVER


def test_without_days_both_readings_of_the_end_of_month_are_one_integer() -> None:
    assert span(months=2, end_of_month=EndOfMonth.BEFORE) == span(months=2, end_of_month=EndOfMonth.AFTER)
    assert span(days=1, end_of_month=EndOfMonth.BEFORE) != span(days=1, end_of_month=EndOfMonth.AFTER)


@pytest.mark.parametrize(
    "fields",
    [{"days": -1}, {"days": 2**14}, {"months": -1}, {"months": 2**10}, {"on_day": -1}, {"on_day": 32}],
)
def test_a_field_out_of_range_is_a_mistake_of_the_program(fields: dict[str, int]) -> None:
    with pytest.raises(AssertionError):
        span(days=fields.get("days", 0), months=fields.get("months", 0), on_day=fields.get("on_day", 0))


@pytest.mark.parametrize("number", [-1, 2**31, 3 * 2**24])
def test_an_integer_that_is_no_span_is_refused(number: int) -> None:
    with pytest.raises((AssertionError, ValueError)):
        span_parts(number)
