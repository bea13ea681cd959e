"""Each named rounding is the one the decimal module has under that name."""

from __future__ import annotations

import decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.units.rounding import Rounding, divide

MODES = {
    Rounding.HALF_UP: decimal.ROUND_HALF_UP,
    Rounding.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Rounding.UP: decimal.ROUND_UP,
    Rounding.FLOOR: decimal.ROUND_FLOOR,
    Rounding.CEILING: decimal.ROUND_CEILING,
}


@given(
    st.integers(-(10**6), 10**6),
    st.sampled_from([1, -1, 2, -2, 4, 5, 8, 10, 100, 1000]),
    st.sampled_from(Rounding),
)
def test_a_quotient_is_rounded_as_decimal_rounds_it(numerator: int, denominator: int, rounding: Rounding) -> None:
    exact = decimal.Decimal(numerator) / denominator  # these denominators end
    assert divide(numerator, denominator, rounding) == int(exact.to_integral_value(MODES[rounding]))


@pytest.mark.parametrize(
    ("rounding", "halves"),
    [
        (Rounding.HALF_UP, (1, 2, 3, -1, -2)),
        (Rounding.HALF_EVEN, (0, 2, 2, 0, -2)),
        (Rounding.UP, (1, 2, 3, -1, -2)),
        (Rounding.FLOOR, (0, 1, 2, -1, -2)),
        (Rounding.CEILING, (1, 2, 3, 0, -1)),
    ],
)
def test_a_half_goes_where_the_name_says(rounding: Rounding, halves: tuple[int, ...]) -> None:
    assert tuple(divide(number, 2, rounding) for number in (1, 3, 5, -1, -3)) == halves


@given(st.integers(), st.integers().filter(bool), st.sampled_from(Rounding))
def test_an_exact_quotient_is_never_moved(quotient: int, denominator: int, rounding: Rounding) -> None:
    assert divide(quotient * denominator, denominator, rounding) == quotient


def test_dividing_by_zero_is_a_mistake_of_the_program() -> None:
    with pytest.raises(AssertionError):
        divide(1, 0, Rounding.HALF_UP)
