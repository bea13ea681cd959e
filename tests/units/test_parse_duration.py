"""Durations keep days, months and the end of the month apart, and say which reading they took."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.units import EndOfMonth, span
from encours.units.multiple import Multiple, PremiumBase
from encours.units.parse import parse_multiple, parse_payment_terms, parse_span
from encours.units.refusal import Refusal

A, B = EndOfMonth.AFTER, EndOfMonth.BEFORE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60 days", 60),
        ("60 jours", 60),
        ("60\u00a0j", 60),
        ("1 day", 1),
        ("0 days", 0),
        ("2 weeks", 14),
        ("2 months", span(months=2)),
        ("2 mois", span(months=2)),
        ("1 year", span(months=12)),
        ("1 month and 15 days", span(months=1, days=15)),
        ("1 mois et 15 jours", span(months=1, days=15)),
        ("45 days end of month", span(days=45, end_of_month=A)),
        ("45 jours fin de mois", span(days=45, end_of_month=A)),
        ("45 j FDM", span(days=45, end_of_month=A)),
        ("45 days EOM", span(days=45, end_of_month=A)),
        ("45 days, then end of month", span(days=45, end_of_month=A)),
        ("45 days month-end", span(days=45, end_of_month=A)),
        ("45 jours + fin de mois", span(days=45, end_of_month=A)),
        ("end of month + 45 days", span(days=45, end_of_month=B)),
        ("fin de mois + 45 jours", span(days=45, end_of_month=B)),
        ("fin de mois 45 jours", span(days=45, end_of_month=B)),
        ("45 days after the end of the month", span(days=45, end_of_month=B)),
        ("45 jours après la fin du mois", span(days=45, end_of_month=B)),
        ("1 month end of month", span(months=1, end_of_month=A)),
        ("2 mois fin de mois", span(months=2, end_of_month=A)),
        ("end of month + 2 months", span(months=2, end_of_month=A)),
        ("end of month", span(end_of_month=A)),
        ("30 days end of month, on the 10th", span(days=30, end_of_month=A, on_day=10)),
        ("30 jours fin de mois le 10", span(days=30, end_of_month=A, on_day=10)),
        ("fin de mois + 30 jours, le 1er du mois", span(days=30, end_of_month=B, on_day=1)),
        ("16383 days", 16_383),
        ("1023 months", span(months=1_023)),
        ("30 days on the 31st", span(days=30, on_day=31)),
    ],
)
def test_a_duration_is_read_as_it_is_written(text: str, expected: int) -> None:
    assert parse_span(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "duration_empty"),
        ("10² days", "duration_malformed"),
        ("60", "duration_without_unit"),
        ("1.5 months", "duration_in_fractions"),
        ("un mois et demi", "duration_in_fractions"),
        ("10 jours ouvrés", "duration_in_working_days"),
        ("10 business days", "duration_in_working_days"),
        ("-5 days", "duration_negative"),
        ("− 5 days", "duration_negative"),
        ("60 days 2 months", "duration_malformed"),
        ("10 days end of month + 5 days", "duration_malformed"),
        ("days", "duration_malformed"),
        ("le 10", "duration_malformed"),
        ("30 days on the 0", "duration_malformed"),
        ("30 days on the 32nd", "duration_out_of_range"),
        ("16384 days", "duration_out_of_range"),
        ("1024 months", "duration_out_of_range"),
        ("60 dais", "duration_malformed"),
        ("6" * 300, "duration_malformed"),
    ],
)
def test_a_duration_that_is_not_sure_is_refused_with_its_reason(text: str, code: str) -> None:
    found = parse_span(text)
    assert isinstance(found, Refusal)
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net 30", 30),
        ("net 60 days", 60),
        ("30 days net", 30),
        ("30 jours nets", 30),
        ("à 60 jours date de facture", 60),
        ("Paiement à 60 jours à compter de la date d'émission de la facture", 60),
        ("Net 45 days from invoice date", 45),
        ("virement 30 jours", 30),
        ("Virement à 45 jours fin de mois le 15", span(days=45, end_of_month=A, on_day=15)),
        ("30 EOM", span(days=30, end_of_month=A)),
        ("comptant", 0),
        ("À réception de facture", 0),
        ("Due on receipt", 0),
    ],
)
def test_terms_of_payment_are_read_through_the_words_around_them(text: str, expected: int) -> None:
    assert parse_payment_terms(text) == expected


@pytest.mark.parametrize("text", ["", "30", "selon contrat", "30/60/90 jours", "2/10 net 30"])
def test_terms_of_payment_that_are_not_one_duration_are_refused_as_written(text: str) -> None:
    found = parse_payment_terms(text)
    assert isinstance(found, Refusal)
    assert found.excerpt == text


@pytest.mark.parametrize(
    ("text", "times", "base"),
    [
        ("30 x minimum premium", 300_000, PremiumBase.MINIMUM_PREMIUM),
        ("30 x the minimum premium", 300_000, PremiumBase.MINIMUM_PREMIUM),
        ("30 fois la prime minimum", 300_000, PremiumBase.MINIMUM_PREMIUM),
        ("30 × prime minimale", 300_000, PremiumBase.MINIMUM_PREMIUM),
        ("30x premium paid", 300_000, PremiumBase.PREMIUM_PAID),
        ("2,5 x prime payée", 25_000, PremiumBase.PREMIUM_PAID),
        (
            "30 x greater of minimum premium and premium paid",
            300_000,
            PremiumBase.GREATER_OF_MINIMUM_AND_PAID,
        ),
        (
            "30 times the higher of the premium paid and the minimum premium",
            300_000,
            PremiumBase.GREATER_OF_MINIMUM_AND_PAID,
        ),
        (
            "30 fois la plus élevée de la prime minimum et de la prime payée",
            300_000,
            PremiumBase.GREATER_OF_MINIMUM_AND_PAID,
        ),
        ("10000 x premium paid", 100_000_000, PremiumBase.PREMIUM_PAID),
        ("0.01 x premium paid", 100, PremiumBase.PREMIUM_PAID),
    ],
)
def test_a_multiple_names_the_premium_it_multiplies(text: str, times: int, base: PremiumBase) -> None:
    assert parse_multiple(text) == Multiple(times=times, base=base)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30 x premium", "multiple_ambiguous"),
        ("30 fois la prime", "multiple_ambiguous"),
        ("30 x annual premium", "multiple_ambiguous"),
        ("30 x turnover", "multiple_base_unknown"),
        ("minimum premium", "multiple_malformed"),
        ("30", "multiple_malformed"),
        ("", "multiple_malformed"),
        ("0 x premium paid", "multiple_out_of_range"),
        ("10000.01 x premium paid", "multiple_out_of_range"),
        ("0.001 x premium paid", "multiple_malformed"),
    ],
)
def test_a_multiple_of_an_unnamed_premium_is_refused(text: str, code: str) -> None:
    found = parse_multiple(text)
    assert isinstance(found, Refusal)
    assert found.code == code


def test_an_ambiguous_premium_is_refused_with_all_three_choices() -> None:
    found = parse_multiple("30 x premium")
    assert isinstance(found, Refusal)
    for choice in ("30 x minimum premium", "30 x premium paid", "30 x greater of"):
        assert choice in found.expected


WORDS = st.lists(
    st.sampled_from(
        ["30", "45", "60", "x", "days", "jours", "mois", "month", "end", "of", "fin", "de", "FDM", "EOM", "+",
         ",", "le", "on", "the", "10th", "10", "et", "and", "net", "premium", "prime", "minimum", "paid"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(max_size=300), WORDS))
def test_no_text_makes_a_duration_or_a_multiple_raise(text: str) -> None:
    assert isinstance(parse_span(text), int | Refusal)
    assert isinstance(parse_payment_terms(text), int | Refusal)
    assert isinstance(parse_multiple(text), Multiple | Refusal)
