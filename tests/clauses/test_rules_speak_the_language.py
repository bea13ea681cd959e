"""Every published rule is in the clause language: wordings put the check off, so that a question is answered sooner."""

import pytest

from encours.clauses.wordings import WORDINGS
from encours.clauses.wordings.indemnity import CHAIN
from encours.engine.chain import Link
from encours.engine.clause import Clause, check_rules

CLAUSES = {each.name: each for wording in WORDINGS.values() for each in wording.clauses}


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=CLAUSES)
def test_its_rules_are_in_the_clause_language(clause: Clause) -> None:
    check_rules(clause.rule, clause.until)


@pytest.mark.parametrize("step", CHAIN.links, ids=lambda each: each.name)
def test_the_rules_of_a_step_of_the_chain_are_in_the_clause_language(step: Link) -> None:
    check_rules(step.clause.rule, step.uses, *step.measures)
