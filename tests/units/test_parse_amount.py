"""Amounts and percentages are read to the minor unit or refused; nothing is guessed nor rounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.units.currency import currency
from encours.units.money import Money
from encours.units.parse import parse_amount, parse_percentage
from encours.units.refusal import Refusal

EUR, USD, JPY, TND = currency("EUR"), currency("USD"), currency("JPY"), currency("TND")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 234,56 €", 123_456),
        ("1,234.56", 123_456),
        ("1.234,56", 123_456),
        ("1'234.56", 123_456),
        ("1\u2019234.56", 123_456),
        ("1\u00a0234,56\u00a0€", 123_456),
        ("1\u202f234\u202f567,89\u00a0€", 123_456_789),
        ("1\u2009234,56", 123_456),
        ("€1,234.56", 123_456),
        ("EUR 1,234.56", 123_456),
        ("1 234,56 eur", 123_456),
        ("(123,00)", -12_300),
        ("(€1.50)", -150),
        ("€(1.50)", -150),
        ("123,00-", -12_300),
        ("123,00- €", -12_300),
        ("-€1,234.56", -123_456),
        ("€ -5", -500),
        ("\u2212 5,5", -550),
        ("+5", 500),
        ("0,1", 10),
        (".5", 50),
        ("12.5000", 1_250),
        ("1234567", 123_456_700),
        ("1.234.567", 123_456_700),
        ("1,234,567", 123_456_700),
        ("1 234", 123_400),
        ("0", 0),
        ("\ufeff7", 700),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, cents: int) -> None:
    assert parse_amount(text, currency=EUR) == Money(cents, EUR)


@pytest.mark.parametrize(
    ("text", "mark", "cents"),
    [
        ("1,234", ".", 123_400),
        ("1,23", ",", 123),
        ("1.234", ",", 123_400),
        ("1,230", ",", 123),
        ("1.234.567,8", ",", 123_456_780),
    ],
)
def test_a_decimal_mark_that_is_told_settles_the_reading(text: str, mark: str, cents: int) -> None:
    assert parse_amount(text, currency=EUR, decimal_mark=mark) == Money(cents, EUR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JPY 1 234", Money(1_234, JPY)),
        ("1234.000 TND", Money(1_234_000, TND)),
        ("12,345.678 TND", Money(12_345_678, TND)),
        ("US$ 12.50", Money(1_250, USD)),
        ("12,50 $US", Money(1_250, USD)),
        ("£3.20", Money(320, currency("GBP"))),
        ("99,90 zł", Money(9_990, currency("PLN"))),
    ],
)
def test_the_currency_written_beside_the_amount_is_taken(text: str, expected: Money) -> None:
    assert parse_amount(text) == expected


def test_a_shared_symbol_is_read_once_its_currency_is_told() -> None:
    assert parse_amount("$12", currency=USD) == Money(1_200, USD)
    assert parse_amount("¥12", currency=JPY) == Money(12, JPY)
    assert parse_amount("12 kr", currency=currency("SEK")) == Money(1_200, currency("SEK"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount_empty"),
        ("\u00a0", "amount_empty"),
        ("1,234", "amount_ambiguous"),
        ("1.234", "amount_ambiguous"),
        ("EUR 1,234", "amount_ambiguous"),
        ("0,123", "amount_too_many_decimals"),
        ("1 234,567", "amount_too_many_decimals"),
        ("1234.567", "amount_too_many_decimals"),
        ("1e5", "amount_scientific"),
        ("1,5E+05", "amount_scientific"),
        ("$12", "amount_symbol_ambiguous"),
        ("12 USD", "amount_in_another_currency"),
        ("EUR 12 €", "amount_with_two_currencies"),
        ("12 EURO", "currency_unknown"),
        ("1,23,456.78", "amount_malformed"),
        ("12 34", "amount_malformed"),
        ("1 234'567", "amount_malformed"),
        ("1,234.56.7", "amount_malformed"),
        ("12.", "amount_malformed"),
        ("--1", "amount_malformed"),
        ("-1-", "amount_malformed"),
        ("(-1)", "amount_malformed"),
        ("(1", "amount_malformed"),
        (")1(", "amount_malformed"),
        ("#VALUE!", "amount_malformed"),
        ("NaN", "amount_malformed"),
        ("١٢٣", "amount_malformed"),
        ("9" * 201, "amount_malformed"),
        ("100 000 000 000,00", None),
        ("100 000 000 000,01", "amount_too_large"),
        ("(100 000 000 000,01)", "amount_too_large"),
    ],
)
def test_an_amount_that_is_not_sure_is_refused_with_its_reason(text: str, code: str | None) -> None:
    found = parse_amount(text, currency=EUR)
    assert (found.code if isinstance(found, Refusal) else None) == code


def test_an_amount_without_any_currency_is_refused() -> None:
    found = parse_amount("12,50")
    assert isinstance(found, Refusal)
    assert found.code == "amount_without_currency"


def test_yen_have_no_decimals_to_round_away() -> None:
    found = parse_amount("12.5", currency=JPY)
    assert isinstance(found, Refusal)
    assert "no decimals" in found.what
    assert parse_amount("12.00", currency=JPY) == Money(12, JPY)


@pytest.mark.parametrize(
    ("text", "basis_points"),
    [
        ("90 %", 9_000),
        ("90%", 9_000),
        ("90\u00a0%", 9_000),
        ("87,5 %", 8_750),
        ("0.12 %", 12),
        ("0,1200 %", 12),
        ("-5 %", -500),
        ("100 %", 10_000),
        ("10 pour cent", 1_000),
        ("10 percent", 1_000),
        ("10 per cent", 1_000),
        ("1,2 ‰", 12),
        ("10000000 %", 10**9),
    ],
)
def test_a_percentage_is_read_in_basis_points(text: str, basis_points: int) -> None:
    assert parse_percentage(text) == basis_points


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "percentage_malformed"),
        ("90", "percentage_without_sign"),
        ("0,9", "percentage_without_sign"),
        ("0.125 %", "percentage_too_fine"),
        ("0,12 ‰", "percentage_too_fine"),
        ("10000000.01 %", "percentage_too_large"),
        ("% 90", "percentage_malformed"),
        ("1,2,3 %", "percentage_malformed"),
        ("9" * 500 + "%", "percentage_malformed"),
    ],
)
def test_a_percentage_that_is_not_sure_is_refused_with_its_reason(text: str, code: str) -> None:
    found = parse_percentage(text)
    assert isinstance(found, Refusal)
    assert found.code == code


DIGITS_AND_MARKS = st.text("0123456789.,' -+()€$%eEUR\u00a0\u202f", max_size=30)


@given(st.one_of(st.text(max_size=300), DIGITS_AND_MARKS), st.sampled_from([None, ".", ","]))
def test_no_text_makes_an_amount_raise(text: str, mark: str | None) -> None:
    for told in (None, EUR, JPY):
        assert isinstance(parse_amount(text, currency=told, decimal_mark=mark), Money | Refusal)
    assert isinstance(parse_percentage(text), int | Refusal)


def test_a_gigantic_cell_is_refused_unread() -> None:
    for text in ("9" * 10**6, "a" * 199, "(" * 10**6, "9," * 100, " " * 10**6):
        assert isinstance(parse_amount(text, currency=EUR), Refusal)
