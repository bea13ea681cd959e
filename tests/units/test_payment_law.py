"""Terms beyond the French maximum are warned of, on each side of each ceiling (C. com. L441-10)."""

from __future__ import annotations

from datetime import date

import pytest

from encours.units import EndOfMonth, span
from encours.units.calendars import day_of
from encours.units.parse import legal_warning

A, B = EndOfMonth.AFTER, EndOfMonth.BEFORE


@pytest.mark.parametrize(
    "terms",
    [
        0,
        60,
        span(months=1),
        span(days=30, end_of_month=A),
        span(days=45, end_of_month=A),
        span(days=45, end_of_month=B),
        span(months=1, end_of_month=A),
    ],
)
def test_terms_within_one_ceiling_on_every_day_pass_in_silence(terms: int) -> None:
    assert legal_warning(terms) is None


@pytest.mark.parametrize(
    "terms",
    [
        61,
        span(months=2),
        span(days=46, end_of_month=A),
        span(days=46, end_of_month=B),
        span(days=60, end_of_month=A),
        span(months=2, end_of_month=A),
        span(days=30, end_of_month=A, on_day=10),
    ],
)
def test_terms_beyond_every_ceiling_on_some_day_are_warned_of_in_both_languages(terms: int) -> None:
    english, french = legal_warning(terms), legal_warning(terms, language="fr")
    assert english is not None
    assert french is not None
    assert "L441-10" in english
    assert "L441-10" in french
    assert "garantie" in french


def test_two_months_are_judged_by_the_days_they_have_from_the_invoice() -> None:
    terms = span(months=2)
    assert legal_warning(terms, issued=day_of(date(2026, 1, 31))) is None  # 31 March: 59 days
    assert legal_warning(terms, issued=day_of(date(2026, 7, 1))) is not None  # 1 September: 62 days


def test_sixty_days_end_of_month_may_hold_for_an_invoice_of_the_last_day() -> None:
    terms = span(days=60, end_of_month=A)
    assert legal_warning(terms, issued=day_of(date(2026, 3, 1))) is None  # 30 April: 60 days
    assert legal_warning(terms, issued=day_of(date(2026, 3, 2))) is not None  # 1 May, so 31 May


def test_a_single_invoice_may_fall_due_on_the_ceiling_and_not_a_day_later() -> None:
    issued = day_of(date(2026, 3, 10))
    assert legal_warning(60, issued=issued) is None
    assert legal_warning(61, issued=issued) is not None


def test_end_of_month_terms_are_also_lawful_by_the_sixty_days_alone() -> None:
    terms = span(days=46, end_of_month=B)  # due on 15 April; 45 days end of month give 31 March or 14 April
    assert legal_warning(terms, issued=day_of(date(2026, 2, 14))) is None  # 60 days
    assert legal_warning(terms, issued=day_of(date(2026, 2, 13))) is not None  # 61 days
