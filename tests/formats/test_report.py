"""A table for people opens in their spreadsheet as it is, and computes nothing."""

import pytest

from encours.formats.report import csv_report, defused
from encours.units.currency import currency
from encours.units.money import Money


def test_a_french_report_has_semicolons_a_mark_and_decimal_commas() -> None:
    rows = [("F1", Money(-123_456, currency("EUR")), 3, None), ("F2", Money(5, currency("JPY")), 0, "à voir")]
    assert csv_report(rows, ("facture", "montant", "jours", "note"), "fr") == (
        "\ufefffacture;montant;jours;note\r\nF1;-1234,56;3;\r\nF2;5;0;à voir\r\n"
    )


def test_an_english_report_has_decimal_points() -> None:
    assert csv_report([(Money(150, currency("EUR")),)], ("amount",), "en").endswith("1.50\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "\u00a0=1",
                                  "\uff1d1+1", "\uff0b33", "\uff0d2", "\uff20SUM(A1)", " \uff1d1"])  # fmt: skip
def test_a_text_that_looks_like_a_formula_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "F-2041", "a=b", "Société & Cie"])
def test_an_ordinary_text_is_left_alone(text: str) -> None:
    assert defused(text) == text
