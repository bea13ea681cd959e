"""A term that only serves another one is refused while no schedule sets that one, and read once one does."""

import pytest

from encours.clauses.wordings import WORDINGS
from encours.policy.read import read_programme
from tests.cases.pages import stories

POLICY = stories()["insolvency-freezes-the-limit-and-shares-what-comes-back"].policy_text
LATER = """
[[endorsements]]
name = "Avenant 1"
effective_on = 2026-07-01

[endorsements.terms]
"""


def codes(*lines):
    text = "\n".join([POLICY, *lines, ""])
    return [each.code for each in read_programme(text, file="policy.toml", wordings=WORDINGS.values()).errors]


@pytest.mark.parametrize(
    ("term", "served"),
    [
        ('advance_trigger = "notification"', 'advance_rate = "70 %"'),
        ('advance_period = "20 days"', 'advance_rate = "70 %"'),
        ('indemnity_payment_starts = "day of loss"', 'indemnity_payment_period = "30 days"'),
        ('interest_in_base_until = "180 days"', 'interest_in_base = "in"'),
        ('late_hand_over = "waived"', 'hand_over_deadline = "30 days after due date"'),
        ('claim_declared_by = "insurer"', 'claim_declaration_deadline = "2 months after publication"'),
        ('late_claim_declaration = "waived"', 'claim_declaration_deadline = "2 months after publication"'),
        ('late_claim_filing = "suspended until done"', 'claim_filing_deadline = "240 days after due date"'),
    ],
)
def test_a_term_is_read_where_the_one_it_serves_is_set(term, served):
    assert codes(term) == ["term_never_read"]
    assert codes(term, served) == []


def test_the_term_served_may_be_set_by_an_endorsement():
    assert codes('advance_period = "20 days"', LATER, 'advance_rate = "70 %"') == []
    assert codes(LATER, 'advance_period = "20 days"') == ["term_never_read"]
    assert codes('advance_rate = "70 %"', LATER, 'advance_period = "20 days"') == []


def test_interest_that_is_out_of_the_base_has_no_end():
    assert codes('interest_in_base = "out"', 'interest_in_base_until = "180 days"') == ["term_never_read"]
