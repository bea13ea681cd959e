"""The least time before a loss tells early which invoices may be lost, and never too late."""

from encours.claims.least_waiting import LeastWaiting, least_waiting, waits
from encours.units import NEVER
from tests.claims.policy_of_claims import policy


def test_a_due_date_that_was_moved_may_have_been_any_day_from_the_sale_on():
    least = least_waiting(policy(waiting_from_due_date="60 days"))
    assert least == LeastWaiting(60, None)
    assert least.ends(100, 10, 20, is_moved=False) == 160
    assert least.ends(100, 10, 20, is_moved=True) == 70


def test_a_policy_without_a_waiting_period_waits_for_nothing_and_loses_nothing_by_it():
    assert not waits(policy())
    assert least_waiting(policy()).ends(100, 10, 20, is_moved=True) == NEVER
