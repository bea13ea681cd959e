"""Duties that a fact about a buyer begins: an appeal, an aggravation to report, a recovery to pass on."""

import pytest

from encours.clauses.wordings.duties import DUTIES
from encours.duties import kinds
from encours.duties.duty import Standing
from encours.facts.kinds import (
    AdverseInformation,
    Insolvency,
    InsurerRequest,
    LimitAppeal,
    OverdueReport,
    Payment,
    PaymentReturn,
)
from encours.facts.kinds.claims import ClaimEvent
from encours.units import MISSING
from tests.duties.maison import buyer, day, duties, invoice, limit, only

OF_EVENTS = {kinds.APPEAL, kinds.REPORT_AGGRAVATION, kinds.REMIT_RECOVERY, kinds.ANSWER_INSURER}
TERMS = (
    'appeal_deadline = "30 days after decision"',
    'aggravation_notice_deadline = "7 days after knowledge"',
    'recovery_remittance_deadline = "10 working days after recovery"',
)


def test_a_reduction_may_be_appealed_thirty_days_from_its_notification() -> None:
    cut = limit(5_000_00, outcome="reduced", decided_on=day("03-01"), notified_on=day("03-04"))
    duty = only(duties("03-10", buyer(), cut, terms=TERMS), kinds.APPEAL)
    assert (duty.first_day, duty.last_day, duty.standing(day("04-03"))) == (day("03-04"), day("04-03"), Standing.OPEN)
    appeal = LimitAppeal(decision="L-PORT", appealed_on=day("04-03"), source="appeals.csv:2")
    done = only(duties("05-10", buyer(), cut, appeal, terms=TERMS), kinds.APPEAL)
    assert (done.standing(day("05-10")), done.evidence) == (Standing.DONE, "appeals.csv:2")


def test_a_limit_granted_asks_for_no_appeal() -> None:
    assert not [each for each in duties("03-10", buyer(), limit(), terms=TERMS).duties if each.kind == kinds.APPEAL]


def test_adverse_information_is_told_within_a_week_and_a_later_report_is_late() -> None:
    news = AdverseInformation(buyer="PORT", learnt_on=day("03-02"), nature="unpaid bill", source="news.csv:2")
    late = OverdueReport(buyer="PORT", reported_on=day("03-10"), source="reports.csv:2")
    duty = only(duties("03-20", buyer(), limit(), news, late, terms=TERMS), kinds.REPORT_AGGRAVATION)
    assert (duty.last_day, duty.standing(day("03-20"))) == (day("03-09"), Standing.DONE_LATE)


def test_news_that_was_cleared_or_is_older_than_the_policy_asks_for_nothing() -> None:
    cleared = AdverseInformation(
        buyer="PORT", learnt_on=day("03-02"), nature="unpaid bill", cleared_on=day("03-06"), source="n.csv:2"
    )
    older = AdverseInformation(buyer="PORT", learnt_on=day("2025-12-31"), nature="unpaid bill", source="n.csv:3")
    assert not duties("03-20", buyer(), limit(), cleared, older, terms=TERMS).duties
    assert duties("03-05", buyer(), limit(), cleared, terms=TERMS).duties, "until the day it was cleared it counts"


def test_an_event_of_the_claim_file_reports_an_aggravation() -> None:
    news = AdverseInformation(buyer="PORT", learnt_on=day("03-02"), nature="unpaid bill", source="news.csv:2")
    told = ClaimEvent(buyer="PORT", event="aggravation reported", happened_on=day("03-04"), source="e.csv:2")
    duty = only(duties("03-20", buyer(), limit(), news, told, terms=TERMS), kinds.REPORT_AGGRAVATION)
    assert (duty.standing(day("03-20")), duty.evidence) == (Standing.DONE, "e.csv:2")


def test_an_appeal_not_made_is_no_duty_missed() -> None:
    cut = limit(5_000_00, outcome="reduced", decided_on=day("03-01"), notified_on=day("03-04"))
    assert not [each for each in duties("04-04", buyer(), cut, terms=TERMS).duties if each.kind == kinds.APPEAL]


def test_a_payment_that_came_back_unpaid_is_no_recovery() -> None:
    paid = ClaimEvent(buyer="PORT", event="indemnity paid", happened_on=day("05-01"), source="e.csv:2")
    money = Payment(
        reference="V-2", buyer="PORT", paid_on=day("05-15"), amount=1_000_00, currency="EUR", source="p.csv:2"
    )
    back = PaymentReturn(payment="V-2", returned_on=day("05-18"), source="r.csv:2")
    found = duties("05-20", buyer(), limit(), invoice("F-1"), paid, money, back, terms=TERMS)
    assert kinds.REMIT_RECOVERY not in {each.kind for each in found.duties}


def test_an_insolvency_not_published_leaves_the_day_untold_where_the_publication_counts() -> None:
    opened = Insolvency(buyer="PORT", kind="liquidation", opened_on=day("03-02"), source="i.csv:2")
    terms = ('aggravation_notice_deadline = "7 days after publication"',)
    duty = only(duties("03-20", buyer(), limit(), opened, terms=terms), kinds.REPORT_AGGRAVATION)
    assert (duty.last_day, duty.lacking) == (MISSING, "published_on")


def test_what_comes_back_after_the_indemnity_is_passed_on_in_ten_working_days() -> None:
    """15 May 2026 is a Friday; the Monday of Pentecost, the 25th, is no working day."""
    paid = ClaimEvent(buyer="PORT", event="indemnity paid", happened_on=day("05-01"), source="e.csv:2")
    before, after = (
        Payment(reference=name, buyer="PORT", paid_on=day(on), amount=1_000_00, currency="EUR", source=f"p.csv:{name}")
        for name, on in (("V-1", "05-01"), ("V-2", "05-15"))
    )
    found = duties("05-20", buyer(), limit(), invoice("F-1"), paid, before, after, terms=TERMS)
    duty = only(found, kinds.REMIT_RECOVERY)
    assert (duty.reference, duty.last_day) == ("V-2", day("06-01"))


def test_a_policy_without_these_clocks_asks_for_none_of_it() -> None:
    news = AdverseInformation(buyer="PORT", learnt_on=day("03-02"), nature="unpaid bill", source="news.csv:2")
    assert not duties("03-20", buyer(), limit(), news).duties


OPENED = Insolvency(
    buyer="PORT", kind="liquidation", opened_on=day("03-02"), published_on=day("03-08"), known=day("03-10"),
    source="i.csv:2",
)  # fmt: skip
CUT = limit(5_000_00, outcome="reduced", decided_on=day("03-01"), notified_on=day("03-02"))
PAID = ClaimEvent(buyer="PORT", event="indemnity paid", happened_on=day("02-20"), source="e.csv:2")
BACK = Payment(reference="V-1", buyer="PORT", paid_on=day("03-02"), amount=1, currency="EUR", source="p.csv:2")
ASKED = InsurerRequest(reference="Q-1", buyer="PORT", about="claim", asked_on=day("03-02"), source="q.csv:2")
BEGUN = {
    "aggravation_notice_deadline insolvency": ((OPENED,), "03-02"),
    "aggravation_notice_deadline publication": ((OPENED,), "03-08"),
    "aggravation_notice_deadline knowledge": ((OPENED,), "03-10"),
    "appeal_deadline decision": ((CUT,), "03-02"),
    "recovery_remittance_deadline recovery": ((PAID, BACK), "03-02"),
    "information_answer_deadline request": ((ASKED,), "03-02"),
}


@pytest.mark.parametrize(
    "asked", [f"{name} {event.english}" for name, term in DUTIES.items() for event in term.allowed], ids=str
)
def test_each_event_that_a_term_may_count_from_begins_its_time(asked: str) -> None:
    """And the last day is in time, the day after it late: no other event begins it."""
    facts, begun = BEGUN[asked]
    name, event = asked.split()
    found = duties("03-12", buyer(), *facts, terms=(f'{name} = "20 days after {event}"',))
    (duty,) = (each for each in found.duties if each.kind in OF_EVENTS)
    assert duty.last_day == day(begun) + 20
    assert (duty.standing(duty.last_day), duty.standing(duty.last_day + 1)) == (Standing.OPEN, Standing.LATE)
