"""The two ages of an invoice: what the policy counts is never paused, what reminders count is, once for each day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.cover.ageing.ages import Ages, aged_rows, ages
from encours.facts.checks import check
from encours.facts.kinds import DueDateMove, Promise, RepaymentPlan
from encours.facts.ledger import Ledger
from encours.facts.pauses import Pause, PauseCause, Pauses
from encours.units import MISSING
from tests.facts.story import buyer, dispute, invoice, on

DUE = on("31-03")


def told(*facts, as_of, due=DUE):
    view = Ledger.of([buyer(), invoice(due=due), *facts]).view(as_of)
    (found,) = aged_rows(view, [(0, due)])
    return found.ages


def promise(promised="10-04", pay_by="20-04", **more):
    return Promise(buyer="PORT", promised_on=on(promised), pay_by=on(pay_by), **{"fact_id": "P", **more})


def plan(agreed="10-04", last=None, **more):
    end = MISSING if last is None else on(last)
    return RepaymentPlan(buyer="PORT", agreed_on=on(agreed), last_instalment_on=end, **{"fact_id": "R", **more})


@pytest.mark.parametrize(("day", "age"), [("30-03", -1), ("31-03", 0), ("01-04", 1), ("30-04", 30)])
def test_without_a_pause_both_ages_are_the_days_since_the_due_date(day, age):
    assert told(as_of=on(day)) == Ages(age, age)


@pytest.mark.parametrize(
    ("day", "commercial"), [("04-04", 4), ("05-04", 4), ("30-04", 4), ("01-05", 4), ("02-05", 5), ("03-05", 6)]
)
def test_a_dispute_pauses_from_the_day_it_is_raised_to_the_eve_of_its_settlement(day, commercial):
    found = told(dispute(opened_on=on("05-04"), settled_on=on("02-05")), as_of=on(day))
    assert (found.contractual, found.commercial) == (on(day) - DUE, commercial)


def test_a_dispute_not_settled_yet_pauses_until_the_day_asked():
    found = told(dispute(opened_on=on("05-04"), settled_on=on("02-06")), as_of=on("20-05"))
    assert found.commercial == 4


@pytest.mark.parametrize(("day", "commercial"), [("09-04", 9), ("10-04", 9), ("20-04", 9), ("21-04", 10)])
def test_a_promise_pauses_up_to_the_day_by_which_it_is_to_be_paid(day, commercial):
    assert told(promise(invoice="F-1"), as_of=on(day)).commercial == commercial


@pytest.mark.parametrize(("broken", "commercial"), [("10-04", 30), ("11-04", 29), ("20-04", 20), ("21-04", 19)])
def test_a_promise_broken_before_its_time_pauses_no_more_from_that_day(broken, commercial):
    assert told(promise(invoice="F-1", broken_on=on(broken)), as_of=on("30-04")).commercial == commercial


@pytest.mark.parametrize(("due", "commercial"), [("08-04", 1), ("09-04", 0), ("10-04", 10), ("11-04", 9)])
def test_a_promise_that_names_no_invoice_is_about_what_is_overdue_that_day(due, commercial):
    assert told(promise(), as_of=on("20-04"), due=on(due)).commercial == commercial


def test_a_plan_pauses_up_to_its_last_instalment_and_one_without_an_end_leaves_the_age_unknown():
    assert told(plan(last="20-04"), as_of=on("30-04")).commercial == 19
    assert told(plan(), as_of=on("09-04")).commercial == 9
    unknown = told(plan(), as_of=on("10-04"))
    assert (unknown.contractual, unknown.commercial, unknown.paused) == (10, MISSING, MISSING)


@pytest.mark.parametrize(("amount", "commercial"), [(119_99, 30), (120_00, 4), (MISSING, 4)])
def test_a_dispute_of_part_of_an_invoice_pauses_nothing(amount, commercial):
    assert told(dispute(amount=amount), as_of=on("30-04")).commercial == commercial


def test_without_a_due_date_no_age_is_known():
    assert told(as_of=on("30-04"), due=MISSING) == Ages(MISSING, MISSING)


def test_one_day_in_two_pauses_counts_once():
    facts = (plan(last="20-04"), dispute(opened_on=on("15-04"), settled_on=on("26-04")))
    found = told(*facts, as_of=on("30-04"))
    assert (found.commercial, found.paused, len(found.pauses)) == (14, 16, 2)


PAUSES = st.lists(
    st.tuples(st.integers(-30, 60), st.integers(0, 30)).map(
        lambda each: Pause(PauseCause.DISPUTE, "B", "F", MISSING, each[0], each[0] + each[1], "x")
    ),
    max_size=6,
)


@given(due=st.integers(-20, 20), as_of=st.integers(-30, 80), pauses=PAUSES)
def test_the_commercial_age_counts_the_days_that_no_pause_holds(due, as_of, pauses):
    found = ages(due, as_of, pauses)
    counted = [day for day in range(due + 1, as_of + 1) if not any(p.first <= day <= p.last for p in pauses)]
    assert found.contractual == as_of - due
    assert found.commercial == (len(counted) if as_of > due else as_of - due)


def codes(*facts):
    return [(each.code, each.fact_ids) for each in check(Ledger.of([buyer(), invoice(due=DUE), *facts]))]


@pytest.mark.parametrize(("promised", "found"), [("01-05", [("two pauses at once", ("L", "P"))]), ("02-05", [])])
def test_a_promise_may_begin_on_the_day_a_dispute_is_settled_and_no_day_before(promised, found):
    opened = dispute(opened_on=on("05-04"), settled_on=on("02-05"), fact_id="L")
    assert codes(opened, promise(promised, "30-05", invoice="F-1")) == found


def test_a_dispute_takes_its_invoice_out_of_a_plan_and_two_plans_at_once_are_refused():
    assert codes(plan(last="20-04"), dispute(opened_on=on("15-04"), fact_id="L")) == []
    both = (plan(last="20-04"), plan("20-04", "30-06", fact_id="S"))
    assert codes(*both) == [("two pauses at once", ("R", "S"))]
    assert codes(plan(last="19-04"), both[1]) == []


def test_disputes_of_two_instalments_are_no_double():
    first, second = (invoice(due=DUE, instalment=rank) for rank in (1, 2))
    disputes = [dispute(f"L-{rank}", instalment=rank, fact_id=f"L{rank}") for rank in (1, 2)]
    assert check(Ledger.of([buyer(), first, second, *disputes])) == ()
    again = dispute("L-3", instalment=1, fact_id="L3")
    assert [each.fact_ids for each in check(Ledger.of([buyer(), first, second, *disputes, again]))] == [("L1", "L3")]


@pytest.mark.parametrize(("pay_by", "found"), [("10-04", []), ("09-04", ["promise out of order"])])
def test_a_promise_is_to_be_kept_no_sooner_than_it_is_made(pay_by, found):
    assert [code for code, _ in codes(promise(pay_by=pay_by, invoice="F-1"))] == found


def test_pauses_of_one_buyer_are_no_other_s():
    found = Pauses.of(Ledger.of([buyer(), invoice(due=DUE), promise()]).view(on("30-04")))
    assert found.of_instalment("ZINC", "F-1", 1, DUE) == ()
    assert len(found.of_instalment("PORT", "F-1", 1, DUE)) == 1


def test_a_moved_due_date_is_followed_without_a_policy():
    moved = DueDateMove(invoice="F-1", buyer="PORT", moved_on=on("20-03"), new_due=on("30-04"))
    view = Ledger.of([buyer(), invoice(due=DUE), moved]).view(on("30-05"))
    (found,) = aged_rows(view, [(0, on("30-04"))])
    assert found.ages == Ages(30, 30)
