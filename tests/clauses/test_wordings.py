"""A wording holds its clauses stage after stage, each with the state that belongs to what it refuses."""

from types import ModuleType

import pytest

from encours.clauses import admit, indemnify, maintain, qualify
from encours.clauses.states import State
from encours.clauses.wordings import FIVE_CLAUSES, WHOLE_TURNOVER, WORDINGS
from encours.clauses.wordings.indemnity import CHAIN
from encours.clauses.wordings.payment import PAYMENT
from encours.clauses.wordings.stages import STAGES, staged
from encours.engine.clause import clause
from encours.engine.language import OutsideTheLanguage, check_language
from encours.engine.verdicts import Verdict
from encours.policy.quantities import written_value
from encours.units import Flag

EXCEPTIONS_TO_THE_STAGE = {
    "agreed_terms_within_maximum": State.NOT_COVERED,
    "invoiced_in_time": State.NOT_COVERED,
    "limit_conditions": State.NOT_COVERED,
    "adverse_information": State.NOT_COVERED,
    "entity_guard": State.NOT_COVERED,
    "undisputed_part": State.SUSPENDED,
    "harm_of_late_notice": State.NOT_COVERED,
}


def test_stages_are_in_their_order_of_evaluation():
    assert WHOLE_TURNOVER.stages == ("qualify", "maintain", "admit", "indemnify") == tuple(STAGES)


def test_every_clause_folder_of_a_stage_is_in_the_wording_its_chain_or_the_payment():
    for folder in (qualify, maintain, admit, indemnify):
        stage = folder.__name__.rpartition(".")[2]
        steps = [each.name for each in CHAIN.links if each.clause.stage == stage]
        clauses = [each.name for each in WHOLE_TURNOVER.clauses if each.stage == stage]
        payment = [each.name for each in PAYMENT.links if each.clause.stage == stage]
        assert sorted([*clauses, *steps, *payment]) == sorted(folder.__all__)


def test_what_qualify_refuses_is_outside_the_policy_but_for_the_duties_of_the_insured():
    found = {c.name: State(c.state) for c in WHOLE_TURNOVER.clauses if c.stage == "qualify"}
    assert {name: state for name, state in found.items() if state != State.OUTSIDE} == EXCEPTIONS_TO_THE_STAGE


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ((maintain.no_overdue_stop, qualify.policy_period), "stands after a clause of maintain"),
        ((admit.room_in_the_limit, maintain.no_overdue_stop), "stands after a clause of admit"),
    ],
)
def test_a_clause_after_a_later_stage_is_refused(modules, said):
    with pytest.raises(AssertionError, match=said):
        staged(modules)


def a_clause(stage, state):
    module = ModuleType(f"encours.clauses.{stage}.made_up")
    module.rule = qualify.excluded_buyer.rule
    module.state = state
    return module


@pytest.mark.parametrize(
    ("stage", "state", "said"),
    [
        ("qualify", State.COVERED, "wrong state"),
        ("maintain", State.NEEDS_INFORMATION, "the engine alone"),
        ("indemnify", State.OUTSIDE, "wrong state"),
        ("indemnify", State.COVERED, "decides, where only amounts are left"),
        ("guess", State.OUTSIDE, "in the folder of no stage"),
    ],
)
def test_a_state_that_does_not_fit_its_stage_is_refused(stage, state, said):
    with pytest.raises(AssertionError, match=said):
        staged([a_clause(stage, state)])


def listing(excluded_by_name: Flag) -> Verdict:
    return [excluded_by_name][0]


def test_a_rule_outside_the_clause_language_is_refused():
    module = a_clause("qualify", State.OUTSIDE)
    module.rule = listing
    with pytest.raises(OutsideTheLanguage, match="is not part of the clause language"):
        clause(module, stage="qualify", state=State.OUTSIDE)


@pytest.mark.parametrize("each", WHOLE_TURNOVER.clauses, ids=lambda each: each.name)
def test_every_published_rule_is_in_the_clause_language(each):
    for function in (each.rule, each.until):
        if function is not None:
            check_language(function)


def test_every_wording_is_found_by_its_name_and_edition():
    assert WORDINGS["whole turnover", "2026-01"] is WHOLE_TURNOVER
    assert WORDINGS["five clauses", "2026-01"] is FIVE_CLAUSES


def test_the_five_clauses_keep_every_term_for_the_walk():
    assert [c.name for c in FIVE_CLAUSES.clauses] == [
        "policy_period",
        "no_overdue_stop",
        "primary_keeps_the_invoice",
        "room_in_the_limit",
        "insured_percentage",
    ]
    assert FIVE_CLAUSES.terms == WHOLE_TURNOVER.terms


def test_a_wording_with_an_unknown_clause_is_refused():
    with pytest.raises(AssertionError, match="no clauses"):
        WHOLE_TURNOVER.only({"policy_period", "no_such_clause"})


def test_leaving_a_clause_out_keeps_its_terms_and_drops_its_exceptions():
    without = WHOLE_TURNOVER.without("agreed_terms_within_maximum")
    gone = {c.name for c in WHOLE_TURNOVER.clauses} - {c.name for c in without.clauses}
    assert gone == {"agreed_terms_within_maximum", "special_terms_consented"}
    assert without.terms == WHOLE_TURNOVER.terms


@pytest.mark.parametrize("name", sorted(WHOLE_TURNOVER.terms))
def test_bounds_defaults_and_examples_of_a_term_can_be_read(name):
    term = WHOLE_TURNOVER.terms[name]
    for text in (term.low, term.high, term.default, term.example):
        if text is not None:
            written_value(term, text, "EUR")
    assert term.english.endswith(".")
    assert term.french.endswith(".")
    assert term.english != term.french
