"""A value of a term in words: an amount that bounds nothing is said to be none, and is written as its figure."""

import pytest

from encours.clauses.wordings import WORDINGS
from encours.policy.quantities import read_quantity, written_value
from encours.policy.quantity_text import show_quantity, show_to_people, write_quantity
from encours.units import MAXIMUM_AMOUNT

TERMS = WORDINGS["whole turnover", "2026-01"].terms


@pytest.mark.parametrize("name", ["maximum_retention", "aggregate_first_loss_sales_ceiling"])
@pytest.mark.parametrize("code", ["EUR", "JPY", "TND"])
def test_an_amount_that_bounds_nothing_is_shown_as_none(name: str, code: str) -> None:
    term, value = TERMS[name], MAXIMUM_AMOUNT
    assert written_value(term, term.default or "", code) == value
    assert (show_to_people(term, value, code, "en"), show_to_people(term, value, code, "fr")) == ("none", "aucun")
    assert show_to_people(term, value - 1, code, "en") not in {"none", "aucun"}
    assert write_quantity(term, value, code) == f'"{show_quantity(term, value, code)}"'
    assert read_quantity(term, show_quantity(term, value, code), code) == value


def test_the_same_figure_in_a_term_that_it_bounds_is_an_amount() -> None:
    term, value = TERMS["minimum_retention"], MAXIMUM_AMOUNT
    assert show_to_people(term, value, "EUR", "en") == "€100,000,000,000.00"
