"""What is lost is titled by what happened, and advice never asks for what nobody can record."""

import ast
import dataclasses
import inspect

import pytest

from encours.clauses.states import State
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.explain.losses import AWAITS_A_DECISION, Loss
from encours.explain.values import FROM_ANOTHER_LAYER, label


def loss(clause, state):
    stage = next(each.stage for each in WHOLE_TURNOVER.clauses if each.name == clause)
    return Loss(state, clause, stage, 1, ())


def test_a_loss_is_titled_by_what_happened():
    assert loss("extension_authorised", State.NOT_COVERED).title("en") == "Due date extended without authority"
    assert loss("policy_not_suspended", State.NOT_COVERED).title("fr") == "Police suspendue"


def test_while_a_fact_is_missing_nothing_is_said_to_have_happened():
    assert loss("overdue_notice", State.NEEDS_INFORMATION).title("en") == "Overdue reported in time"


@pytest.mark.parametrize(
    ("clause", "note"),
    [("amount_base", "TVA, hors base garantie"), ("limit_exists", "aucun agrément")],
)
def test_a_note_keeps_the_capitals_of_an_abbreviation(clause, note):
    assert loss(clause, State.OUTSIDE).note("fr") == note


@pytest.mark.parametrize(
    ("clause", "total", "english", "french"),
    [
        ("limit_exists", 100, "no limit", "aucun agrément"),
        ("amount_base", 100, "VAT, outside the insured base", "TVA, hors base garantie"),
        ("amount_base", 199, "mostly VAT, outside the insured base", "surtout la TVA, hors base garantie"),
        ("limit_exists", 199, "mostly no limit", "surtout : aucun agrément"),
        ("limit_exists", 200, "largest part: no limit", "le plus : aucun agrément"),
    ],
)
def test_a_state__its_largest_part_and_how_much_of_it_that_is(clause, total, english, french):
    part = dataclasses.replace(loss(clause, State.OUTSIDE), amount=100)
    assert (part.note_within(total, "en"), part.note_within(total, "fr")) == (english, french)


def test_a_decision_to_take_is_no_fact_to_record():
    assert loss("sanctions", State.NEEDS_INFORMATION).what_to_do("en").startswith("Decide on the hit")
    assert loss("sanctions", State.OUTSIDE).what_to_do("en").startswith("Stop trading")


def test_one_clause_alone_needs_information_that_no_fact_gives():
    named = {
        each.name
        for each in WHOLE_TURNOVER.clauses
        if "NEEDS_INFORMATION"
        in {node.id for node in ast.walk(ast.parse(inspect.getsource(each.rule))) if isinstance(node, ast.Name)}
    }
    assert named == {AWAITS_A_DECISION}


def test_what_a_layer_reads_of_the_one_below_has_a_name():
    for name in FROM_ANOTHER_LAYER:
        assert label(WHOLE_TURNOVER, name, "en") == "answer of the primary policy"
