"""The terms of the published wordings can be written, read, bounded and explained."""

import pytest

from encours.clauses.wordings import WORDINGS as PUBLISHED
from encours.policy.quantities import read_quantity, written_value
from encours.policy.quantity_text import show_quantity, write_quantity
from encours.policy.schedule import PERIOD_TERMS
from encours.policy.schema import policy_schema
from encours.units import UNSET

WORDINGS = list(PUBLISHED.values())
TERMS = [(wording, name) for wording in WORDINGS for name in wording.terms if name not in PERIOD_TERMS]


@pytest.mark.parametrize(("wording", "name"), TERMS, ids=lambda each: each if isinstance(each, str) else each.name)
def test_bounds_default_and_example_are_values_of_the_term(wording, name):
    term = wording.terms[name]
    for text in (term.low, term.high, term.default, term.example):
        if text is None:
            continue
        value = written_value(term, text, "EUR")
        assert isinstance(show_quantity(term, value, "EUR"), str)


@pytest.mark.parametrize(("wording", "name"), TERMS, ids=lambda each: each if isinstance(each, str) else each.name)
def test_a_default_written_out_is_accepted(wording, name):
    term = wording.terms[name]
    if term.default is None:
        assert read_quantity(term, "not used", "EUR") == UNSET
        return
    value = written_value(term, term.default, "EUR")
    written = write_quantity(term, value, "EUR").strip('"')
    assert read_quantity(term, _as_toml(written), "EUR") == value


def _as_toml(written):
    if written in {"true", "false"}:
        return written == "true"
    return int(written) if written.isdigit() else written


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.name)
def test_the_schema_has_every_term_but_the_period(wording):
    terms = policy_schema(wording)["properties"]["terms"]["properties"]
    assert set(terms) == set(wording.terms) - set(PERIOD_TERMS)
