"""Every published rule is in the clause language: wordings put the check off, so that a question is answered sooner."""

import pytest

from encours.clauses.wordings import WORDINGS
from encours.engine.clause import Clause, check_rules

CLAUSES = {each.name: each for wording in WORDINGS.values() for each in wording.clauses}


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=CLAUSES)
def test_its_rules_are_in_the_clause_language(clause: Clause) -> None:
    check_rules(clause.rule, clause.until)
