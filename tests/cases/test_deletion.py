"""No clause of the wording is idle: without it, one of its own cases fails."""

import pytest

from encours.cases import run_case, run_loss_case
from encours.clauses.wordings import WHOLE_TURNOVER
from tests.cases.pages import STEPS, cases_of

NAMES = [clause.name for clause in WHOLE_TURNOVER.clauses]


@pytest.mark.parametrize("name", NAMES)
def test_without_a_clause_one_of_its_cases_gives_other_euros(name: str) -> None:
    """Euros, and not the verdict, which a clause that is gone cannot give."""
    wording = WHOLE_TURNOVER.without(name)
    failed = (
        case.title
        for case in cases_of(name)
        if any(each.place != "verdict" for each in run_case(case, wording=wording).differences)
    )
    assert next(failed, None) is not None, f"every case of {name} holds without it"


@pytest.mark.parametrize("name", STEPS)
def test_without_a_step_of_the_chain_one_of_its_cases_gives_other_euros(name: str) -> None:
    """Euros in the end, and not what the step left, which a step that is gone cannot say."""
    failed = (
        case.title
        for case in cases_of(name)
        if any(each.place not in {"verdict", "left"} for each in run_loss_case(case, without=name).differences)
    )
    assert next(failed, None) is not None, f"every case of {name} holds without it"
