"""Tests of amounts as somebody types them in a field of a page."""

from __future__ import annotations

import pytest

from encours.units.currency import currency
from encours.units.money import Money
from encours.units.refusal import Refusal
from encours.units.show import show_amount
from encours.units.typed_amount import typed_amount

EURO = currency("EUR")


@pytest.mark.parametrize(
    ("text", "in_english", "in_french"),
    [
        ("1,234", 1_234_00, None),
        ("1.234", None, 1_234_00),
        ("25.000", None, 25_000_00),
        ("25,000", 25_000_00, None),
        ("1,234.56", 1_234_56, 1_234_56),
        ("1 234,56", 1_234_56, 1_234_56),
        ("1.234,5", 1_234_50, 1_234_50),
        ("12,5", 12_50, 12_50),
        ("25000", 25_000_00, 25_000_00),
        ("1,234,567", 1_234_567_00, 1_234_567_00),
        ("nothing", None, None),
    ],
)
def test_what_reads_in_two_ways_is_read_in_the_reader_s(text, in_english, in_french):
    for language, cents in (("en", in_english), ("fr", in_french)):
        found = typed_amount(text, EURO, language)
        if cents is None:
            assert isinstance(found, Refusal)
        else:
            assert found == Money(cents, EURO)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("cents", [0, 1, 99, 1_000, 1_234_00, 25_000_00, 1_234_567_89])
def test_what_is_shown_is_read_back(cents, language):
    money = Money(cents, EURO)
    assert typed_amount(show_amount(money, language), EURO, language) == money


def test_three_decimals_are_read_where_the_currency_has_them():
    dinar = currency("TND")
    assert typed_amount("1.234", dinar, "en") == Money(1_234, dinar)
    assert typed_amount("1.234", dinar, "fr") == Money(1_234_000, dinar)
