"""Values are shown as people write them; an absence is a word, never a day or an amount that nobody gave."""

import pytest

from encours.clauses.wordings import WHOLE_TURNOVER
from encours.explain.json_values import value_json
from encours.explain.values import Values, written
from encours.units import NEVER, from_civil

ENGLISH, FRENCH = (Values(WHOLE_TURNOVER, "EUR", language) for language in ("en", "fr"))


@pytest.mark.parametrize("name", ["consented_due", "special_terms_due"])
def test_a_due_date_that_the_insurer_never_granted_is_none(name: str) -> None:
    assert ENGLISH.shown(name, 0) == "none"
    assert FRENCH.shown(name, 0) == "aucune"
    assert value_json(WHOLE_TURNOVER, name, 0) is None


def test_a_due_date_that_the_insurer_granted_is_a_day() -> None:
    assert ENGLISH.shown("consented_due", from_civil(2026, 8, 31)) == "2026-08-31"
    assert value_json(WHOLE_TURNOVER, "consented_due", from_civil(2026, 8, 31)) == "2026-08-31"


def test_the_first_day_of_1970_is_a_day_like_another() -> None:
    assert ENGLISH.shown("delivered", 0) == "1970-01-01"


@pytest.mark.parametrize(
    ("days", "english", "french"), [(0, "0 days", "0 jour"), (1, "1 day", "1 jour"), (2, "2 days", "2 jours")]
)
def test_days_are_counted_as_each_language_counts(days: int, english: str, french: str) -> None:
    assert ENGLISH.shown("overdue_at_inception", days) == english
    assert FRENCH.shown("overdue_at_inception", days) == french


@pytest.mark.parametrize(
    ("quantity", "french"),
    [
        ("0 days", "0 jour"),
        ("1 day", "1 jour"),
        ("15 days", "15 jours"),
        ("12 months", "12 mois"),
        ("1 000 000 000", "1 000 000 000"),
        ("100 %", "100 %"),
        ("no", "non"),
    ],
)
def test_a_bound_of_a_wording_is_read_in_french(quantity: str, french: str) -> None:
    assert written(quantity, "fr") == french
    assert written(quantity, "en") == quantity


def test_no_bound_or_default_of_a_wording_keeps_an_english_unit() -> None:
    for term in WHOLE_TURNOVER.terms.values():
        if term.choices is None:
            for quantity in filter(None, (term.default, term.low, term.high)):
                assert not {"day", "days", "months", "yes", "no"} & set(written(quantity, "fr").split())


def test_a_seller_that_has_not_left_has_no_last_day() -> None:
    assert (ENGLISH.shown("seller_left", NEVER), FRENCH.shown("seller_left", NEVER)) == ("none", "aucun")


def test_the_kind_of_a_limit_agrees_with_its_noun() -> None:
    assert FRENCH.shown("limit_kind", 1) == "dénommé"
