"""Choices that clauses number are those that facts store, in the same order."""

import pytest

from encours.clauses.choices import LimitKind, Outcome, PaymentMeans, Stage
from encours.engine.terms import Choice
from encours.facts.kinds import KINDS


@pytest.mark.parametrize(
    ("choice", "table", "field", "first"),
    [
        (Stage, "invoices", "stage", 0),
        (PaymentMeans, "invoices", "payment_means", 0),
        (Outcome, "limit_decisions", "outcome", 0),
        (LimitKind, "limit_decisions", "kind", 1),  # 0 is no limit at all, which nobody decides
    ],
)
def test_a_choice_is_numbered_as_its_facts_are(choice: type[Choice], table: str, field: str, first: int) -> None:
    stored = KINDS[table].field(field).choices
    assert tuple(member.english for member in list(choice)[first : first + len(stored)]) == stored
