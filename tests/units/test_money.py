"""Money keeps its currency, its bound and every minor unit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.units import MAXIMUM_AMOUNT
from encours.units.currency import currency
from encours.units.money import Money

EUR, JPY, TND = currency("EUR"), currency("JPY"), currency("TND")
cents = st.integers(-MAXIMUM_AMOUNT, MAXIMUM_AMOUNT)
money = st.builds(Money, cents, st.sampled_from([EUR, JPY, TND]))
weights = st.lists(st.integers(0, 10**12), min_size=1, max_size=20).filter(any)


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12))
def test_sums_and_order_of_one_currency_are_those_of_its_minor_units(one: int, other: int) -> None:
    left, right = Money(one, EUR), Money(other, EUR)
    assert (left + right).cents == one + other
    assert (left - right).cents == one - other
    assert (-left).cents == -one
    assert (left < right, left <= right, left > right, left >= right) == (
        one < other,
        one <= other,
        one > other,
        one >= other,
    )


def test_two_currencies_are_never_added_nor_compared() -> None:
    for mix in (
        lambda a, b: a + b,
        lambda a, b: a - b,
        lambda a, b: a < b,
        lambda a, b: a >= b,
    ):
        with pytest.raises(AssertionError, match="EUR against JPY"):
            mix(Money(1, EUR), Money(1, JPY))
    assert Money(1, EUR) != Money(1, JPY)


def test_the_bound_is_allowed_and_one_minor_unit_more_is_not() -> None:
    assert Money(MAXIMUM_AMOUNT, EUR).cents == -Money(-MAXIMUM_AMOUNT, EUR).cents
    for beyond in (MAXIMUM_AMOUNT + 1, -MAXIMUM_AMOUNT - 1):
        with pytest.raises(AssertionError, match="out of bounds"):
            Money(beyond, EUR)


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (100, [1, 2], [33, 67]),
        (1, [0, 1, 1], [0, 1, 0]),
        (0, [5, 5], [0, 0]),
    ],
)
def test_a_split_gives_the_cents_left_to_the_largest_remainders(
    amount: int, shares: list[int], parts: list[int]
) -> None:
    assert [part.cents for part in Money(amount, EUR).split(shares)] == parts


@given(money, weights)
def test_a_split_adds_up_and_no_part_is_a_minor_unit_off(whole: Money, shares: list[int]) -> None:
    parts = whole.split(shares)
    assert sum(part.cents for part in parts) == whole.cents
    for part, share in zip(parts, shares, strict=True):
        assert abs(part.cents - Fraction(whole.cents * share, sum(shares))) < 1


@pytest.mark.parametrize("shares", [[], [0, 0], [2, -1]])
def test_weights_that_split_nothing_are_a_mistake_of_the_program(shares: list[int]) -> None:
    with pytest.raises(AssertionError):
        Money(1, EUR).split(shares)


@given(money)
def test_decimal_text_is_exact(amount: Money) -> None:
    text = amount.to_decimal_text()
    assert Decimal(text) == Decimal(amount.cents).scaleb(-amount.currency.minor_units)
