"""What is printed for people can be read back without loss, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.units import MAXIMUM_AMOUNT, EndOfMonth, from_civil, span
from encours.units.currency import currencies, currency
from encours.units.money import Money
from encours.units.multiple import Multiple, PremiumBase
from encours.units.parse import (
    parse_amount,
    parse_day,
    parse_flag,
    parse_multiple,
    parse_payment_terms,
    parse_percentage,
    parse_span,
)
from encours.units.show import (
    DECIMAL_MARK,
    Language,
    show_amount,
    show_day,
    show_day_in_words,
    show_flag,
    show_multiple,
    show_percentage,
    show_reading,
    show_span,
)

languages = st.sampled_from(["en", "fr"])
amounts = st.builds(
    Money,
    st.integers(-MAXIMUM_AMOUNT, MAXIMUM_AMOUNT),
    st.sampled_from([currencies()[code] for code in ("EUR", "USD", "JPY", "TND", "GBP", "CHF")]),
)
spans = st.builds(
    lambda days, months, rule, on_day: span(days=days, months=months, end_of_month=rule, on_day=on_day),
    st.integers(0, 2**14 - 1),
    st.integers(0, 2**10 - 1),
    st.sampled_from(EndOfMonth),
    st.integers(0, 31),
)


@given(amounts, languages)
def test_an_amount_reads_back_to_the_cent(amount: Money, language: Language) -> None:
    assert parse_amount(show_amount(amount, language), decimal_mark=DECIMAL_MARK[language]) == amount


@given(st.integers(-(10**9), 10**9), languages)
def test_a_percentage_reads_back(basis_points: int, language: Language) -> None:
    assert parse_percentage(show_percentage(basis_points, language)) == basis_points


@given(st.integers(from_civil(1990, 1, 1), from_civil(2100, 12, 31)), languages)
def test_a_date_reads_back_from_figures_and_from_words(day: int, language: Language) -> None:
    assert parse_day(show_day(day, language)) == day
    assert parse_day(show_day_in_words(day, language)) == day


@given(spans, languages)
def test_a_duration_reads_back(duration: int, language: Language) -> None:
    assert parse_span(show_span(duration, language)) == duration
    assert parse_payment_terms(show_span(duration, language)) == duration


@given(st.integers(1, 10**6), st.sampled_from(PremiumBase), languages)
def test_a_multiple_reads_back(hundredths: int, base: PremiumBase, language: Language) -> None:
    multiple = Multiple(times=hundredths * 100, base=base)
    assert parse_multiple(show_multiple(multiple, language)) == multiple


@given(st.sampled_from([0, 1]), languages)
def test_an_answer_reads_back(flag: int, language: Language) -> None:
    assert parse_flag(show_flag(flag, language)) == flag


@pytest.mark.parametrize(
    ("cents", "code", "english", "french"),
    [
        (123_456, "EUR", "€1,234.56", "1\u202f234,56\u00a0€"),
        (-123_456, "EUR", "-€1,234.56", "-1\u202f234,56\u00a0€"),
        (5, "EUR", "€0.05", "0,05\u00a0€"),
        (123_456, "USD", "USD\u00a01,234.56", "1\u202f234,56\u00a0USD"),
        (1_234, "JPY", "JPY\u00a01,234", "1\u202f234\u00a0JPY"),
        (1_234_567, "TND", "TND\u00a01,234.567", "1\u202f234,567\u00a0TND"),
        (150, "RSD", "RSD\u00a01.50", "1,50\u00a0RSD"),
    ],
)
def test_an_amount_has_the_marks_and_narrow_spaces_of_its_language(
    cents: int, code: str, english: str, french: str
) -> None:
    amount = Money(cents, currency(code))
    assert (show_amount(amount, "en"), show_amount(amount, "fr")) == (english, french)


@pytest.mark.parametrize(
    ("duration", "english", "french"),
    [
        (60, "60 days", "60 jours"),
        (1, "1 day", "1 jour"),
        (0, "0 days", "0 jour"),
        (span(months=1), "1 month", "1 mois"),
        (span(months=1, days=15), "1 month and 15 days", "1 mois et 15 jours"),
        (span(days=45, end_of_month=EndOfMonth.AFTER), "45 days end of month", "45 jours fin de mois"),
        (span(days=45, end_of_month=EndOfMonth.BEFORE), "end of month + 45 days", "fin de mois + 45 jours"),
        (span(end_of_month=EndOfMonth.AFTER), "end of month", "fin de mois"),
        (
            span(days=30, end_of_month=EndOfMonth.AFTER, on_day=10),
            "30 days end of month, on the 10th",
            "30 jours fin de mois le 10",
        ),
        (span(days=30, on_day=1), "30 days, on the 1st", "30 jours le 1er"),
        (span(days=30, on_day=12), "30 days, on the 12th", "30 jours le 12"),
        (span(days=30, on_day=22), "30 days, on the 22nd", "30 jours le 22"),
    ],
)
def test_a_duration_is_printed_in_the_words_of_a_policy(duration: int, english: str, french: str) -> None:
    assert (show_span(duration, "en"), show_span(duration, "fr")) == (english, french)


def test_percentages_dates_and_multiples_follow_their_language() -> None:
    assert (show_percentage(8_750, "en"), show_percentage(8_750, "fr")) == ("87.5%", "87,5\u00a0%")
    assert (show_percentage(-5, "en"), show_percentage(9_000, "fr")) == ("-0.05%", "90\u00a0%")
    first = from_civil(2026, 3, 1)
    assert (show_day(first, "en"), show_day(first, "fr")) == ("2026-03-01", "01/03/2026")
    assert (show_day_in_words(first, "en"), show_day_in_words(first, "fr")) == (
        "1 March 2026",
        "1er mars 2026",
    )
    multiple = Multiple(times=25_000, base=PremiumBase.PREMIUM_PAID)
    assert (show_multiple(multiple, "en"), show_multiple(multiple, "fr")) == (
        "2.5 x premium paid",
        "2,5 x prime payée",
    )


def test_the_reading_taken_is_told_only_where_there_are_two() -> None:
    default = show_reading(span(days=45, end_of_month=EndOfMonth.AFTER), "en")
    assert default is not None
    assert default.startswith("45 days, then the end of that month")
    assert "end of month + 45 days" in default
    other = show_reading(span(days=45, end_of_month=EndOfMonth.BEFORE), "fr")
    assert other is not None
    assert other.startswith("la fin du mois, puis 45 jours")
    assert show_reading(60, "en") is None
    assert show_reading(span(months=1, end_of_month=EndOfMonth.AFTER), "fr") is None


def test_percentages_of_one_column_have_as_many_decimals():
    assert [show_percentage(each, "en", decimals=1) for each in (8330, 900, 0)] == ["83.3%", "9.0%", "0.0%"]
    assert show_percentage(900, "fr", decimals=1) == "9,0\u00a0%"
    assert show_percentage(8725, "en", decimals=1) == "87.25%"
