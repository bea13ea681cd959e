"""Currencies have the decimals that banks and invoices give them."""

from __future__ import annotations

import pytest

from encours.units.currency import Currency, currencies, currency, find_currency
from encours.units.refusal import Refusal

# ISO 4217, list one: the currencies in circulation whose amounts have no decimals, or three.
WITHOUT_DECIMALS = {
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
    "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
}  # fmt: skip
WITH_THREE_DECIMALS = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}
WITHDRAWN_WITHOUT_DECIMALS = {
    "ADP", "BYR", "ESP", "ITL", "LUF", "MGF", "MRO", "SLL", "STD", "TMM", "TRL", "ZMK", "ZWD",
}  # fmt: skip


def of(minor_units: int) -> set[str]:
    """Codes of the currencies with so many decimals."""
    return {code for code, known in currencies().items() if known.minor_units == minor_units}


def test_minor_units_are_those_of_iso_4217() -> None:
    assert of(0) == WITHOUT_DECIMALS | WITHDRAWN_WITHOUT_DECIMALS
    assert of(3) == WITH_THREE_DECIMALS
    assert of(2) == set(currencies()) - of(0) - of(3)


@pytest.mark.parametrize(("code", "unit"), [("EUR", 100), ("JPY", 1), ("TND", 1000)])
def test_a_unit_is_so_many_minor_units(code: str, unit: int) -> None:
    assert currency(code).unit == unit


@pytest.mark.parametrize("text", ["EUR", "eur", " Eur\n"])
def test_a_code_is_found_however_it_is_typed(text: str) -> None:
    assert find_currency(text) == Currency(code="EUR", minor_units=2)


@pytest.mark.parametrize("code", ["HRK", "BGN"])
def test_a_currency_that_recent_ledgers_hold_is_known_after_its_withdrawal(code: str) -> None:
    assert isinstance(find_currency(code), Currency)


@pytest.mark.parametrize(("typed", "meant"), [("ERU", "EUR"), ("USDD", "USD"), ("GPB", "GBP")])
def test_a_misspelt_code_is_refused_with_the_one_meant_first(typed: str, meant: str) -> None:
    found = find_currency(typed)
    assert isinstance(found, Refusal)
    assert found.code == "currency_unknown"
    assert found.hint.startswith(f"Did you mean {meant}")


@pytest.mark.parametrize("typed", ["", "   ", "12", "€€", "a" * 10_000])
def test_what_resembles_no_code_is_refused_without_a_guess(typed: str) -> None:
    found = find_currency(typed)
    assert isinstance(found, Refusal)
    assert len(found.excerpt) <= 60
    assert not found.hint


def test_a_code_the_program_invented_is_a_mistake_of_the_program() -> None:
    with pytest.raises(AssertionError, match="unknown currency"):
        currency("ZZZ")
