"""The register of duties: whose day it is, what missing it costs, and that it costs exactly that when it is missed."""

from dataclasses import replace

import pytest

from encours.cover.answer import cover
from encours.cover.moves import Moved, covered_by
from encours.duties import kinds
from encours.duties.doing import done
from encours.duties.duty import Standing
from encours.facts.kinds import (
    Consent,
    DueDateMove,
    HandOver,
    Insolvency,
    LimitRequest,
    OverdueReport,
    Payment,
    PremiumPayment,
    TurnoverDeclaration,
)
from encours.facts.kinds.claims import ClaimEvent
from encours.facts.ledger import Ledger
from encours.units import NEVER
from tests.duties.maison import buyer, day, duties, invoice, limit, only, programme, seen

WHOLE = Moved(10_000_00, 9_000_00)
"""What an invoice is covered and insured for."""


def test_an_invoice_not_yet_due_asks_for_nothing() -> None:
    assert duties("04-03", buyer(), limit(), invoice("F-1")).duties == ()


def test_the_notice_of_an_overdue_is_due_thirty_days_after_its_extension_and_costs_the_invoice() -> None:
    found = duties("04-04", buyer(), limit(), invoice("F-1"))
    duty = only(found, kinds.REPORT_OVERDUE)
    assert (duty.first_day, duty.last_day, duty.at_stake) == (day("04-04"), day("07-02"), WHOLE)
    assert duty.standing(day("07-02")) is Standing.OPEN
    assert duty.standing(day("07-03")) is Standing.LATE


def test_what_is_announced_is_what_missing_it_costs() -> None:
    told = (buyer(), limit(), invoice("F-1"), invoice("F-2", due="04-13"))
    announced = only(duties("04-14", *told), kinds.REPORT_OVERDUE, invoice="F-1").at_stake
    report = OverdueReport(buyer="PORT", invoice="F-1", reported_on=day("07-02"), source="reports.csv:2")
    done, missed = (
        covered_by(cover(seen("07-03", *told, *facts), programme())) for facts in ((report,), ())
    )  # fmt: skip
    assert announced == done - missed == WHOLE


def test_an_invoice_lost_frees_room_for_the_younger_and_costs_so_much_less() -> None:
    """The limit holds one invoice and a half: the younger one takes what the older leaves."""
    told = (buyer(), limit(15_000_00), invoice("F-1"), invoice("F-2", delivered="02-20", due="04-21"))
    duty = only(duties("04-22", *told), kinds.REPORT_OVERDUE, invoice="F-1")
    assert duty.at_stake == Moved(5_000_00, 4_500_00)


@pytest.mark.parametrize(("reported", "standing"), [("07-02", Standing.DONE), ("07-03", Standing.DONE_LATE)])
def test_a_notice_is_in_time_up_to_its_last_day_and_its_fact_is_the_proof(reported: str, standing: Standing) -> None:
    report = OverdueReport(buyer="PORT", invoice="F-1", reported_on=day(reported), source="reports.csv:2")
    found = duties("08-01", buyer(), limit(), invoice("F-1"), report)
    duty = only(found, kinds.REPORT_OVERDUE)
    assert duty.standing(day("08-01")) is standing
    assert (duty.evidence, duty.at_stake) == ("reports.csv:2", WHOLE)
    assert found.lost == (WHOLE if standing is Standing.DONE_LATE else Moved(0, 0))


def test_one_report_of_the_buyer_is_weighed_for_each_invoice_by_itself() -> None:
    report = OverdueReport(buyer="PORT", reported_on=day("06-30"), source="reports.csv:2")
    found = duties("08-01", buyer(), limit(), invoice("F-1"), invoice("F-2"), report)
    stakes = [each.at_stake for each in found.duties if each.kind == kinds.REPORT_OVERDUE]
    assert stakes == [WHOLE, WHOLE]
    assert found.together(found.duties) == WHOLE + WHOLE


def test_two_steps_that_would_each_lose_an_invoice_are_each_worth_it_and_together_no_more() -> None:
    terms = ('hand_over_deadline = "40 days after extension end"',)
    found = duties("04-04", buyer(), limit(), invoice("F-1"), terms=terms)
    notice, file = only(found, kinds.REPORT_OVERDUE), only(found, kinds.HAND_OVER)
    assert (notice.last_day, file.last_day) == (day("07-02"), day("07-12"))
    assert notice.at_stake == file.at_stake == WHOLE == found.together([notice, file])


def test_an_endorsement_moves_one_clock_and_leaves_the_other() -> None:
    terms = (
        'hand_over_deadline = "40 days after extension end"',
        '[[endorsements]]\nname = "A"\neffective_on = 2026-02-01\n[endorsements.terms]',
        'hand_over_deadline = "60 days after extension end"',
    )
    found = duties("04-04", buyer(), limit(), invoice("F-1"), terms=terms)
    assert only(found, kinds.REPORT_OVERDUE).last_day == day("07-02")
    assert only(found, kinds.HAND_OVER).last_day == day("08-01")


def test_insolvency_replaces_the_clock_of_the_file_and_asks_for_the_claim_to_be_declared() -> None:
    terms = (
        'hand_over_deadline = "40 days after extension end; on insolvency 10 days after insolvency"',
        'claim_declaration_deadline = "2 months after publication, or the next working day"',
    )
    opened = Insolvency(
        buyer="PORT", kind="liquidation", opened_on=day("04-20"), published_on=day("04-25"), source="i.csv:2"
    )
    found = duties("05-02", buyer(), limit(), invoice("F-1"), opened, terms=terms)
    assert only(found, kinds.HAND_OVER).last_day == day("04-30")
    declared = only(found, kinds.DECLARE_IN_PROCEEDINGS)
    assert declared.last_day == day("06-25")
    assert declared.law, "the law asks for it by the same day: one duty"
    assert found.lost == WHOLE, "the file did not leave by the 30th"


@pytest.mark.parametrize(
    ("taken", "kind"),
    [
        (HandOver(buyer="PORT", invoice="F-1", handed_over_on=day("07-12"), source="h.csv:2"), kinds.HAND_OVER),
        (ClaimEvent(buyer="PORT", invoice="F-1", event="claim filed", happened_on=day("08-31"), source="e.csv:2"),
         kinds.FILE_CLAIM),
    ],
)  # fmt: skip
def test_a_step_taken_on_its_last_day_is_in_time(taken: HandOver | ClaimEvent, kind: str) -> None:
    terms = (
        'hand_over_deadline = "40 days after extension end"', 'claim_filing_deadline = "150 days after due date"',
        'late_notice = "waived"',
    )  # fmt: skip
    found = duties("09-01", buyer(), limit(), invoice("F-1"), taken, terms=terms)
    duty = only(found, kind)
    assert (duty.standing(day("09-01")), duty.evidence) == (Standing.DONE, taken.source)


def test_deliveries_are_to_stop_after_the_extension_and_one_made_then_is_lost() -> None:
    told = (buyer(), limit(), invoice("F-1"))
    assert only(duties("05-10", *told), kinds.STOP_DELIVERIES).last_day == day("06-02")
    late = invoice("F-2", delivered="06-03", due="08-02")
    found = duties("06-04", *told, late)
    stopped = only(found, kinds.STOP_DELIVERIES, invoice="F-2")
    assert (stopped.last_day, stopped.at_stake, stopped.standing(day("06-04"))) == (day("06-02"), WHOLE, Standing.LATE)
    assert found.lost == WHOLE
    assert duties("06-04", *told, invoice("F-2", delivered="06-02", due="08-01")).lost == Moved(0, 0)


def test_an_order_in_hand_is_what_a_stop_costs() -> None:
    order = replace(invoice("O-1"), stage="order", delivered=NEVER, issued=NEVER, due=NEVER)
    found = duties("05-10", buyer(), limit(), invoice("F-1"), order)
    assert only(found, kinds.STOP_DELIVERIES).at_stake == WHOLE


def test_a_limit_is_to_be_asked_where_an_invoice_finds_no_room_and_a_request_waiting_is_done() -> None:
    told = (buyer(), limit(12_000_00), invoice("F-1"), invoice("F-2", delivered="02-20", due="04-21"))
    terms = ('limit_increase = "open balance"',)
    asked = only(duties("03-01", *told, terms=terms), kinds.ASK_LIMIT)
    assert (asked.at_stake, asked.last_day) == (Moved(8_000_00, 7_200_00), NEVER)
    request = LimitRequest(
        reference="Q-1", buyer="PORT", requested_on=day("02-25"), amount=20_000_00, currency="EUR", source="q.csv:2"
    )
    assert only(duties("03-01", *told, request, terms=terms), kinds.ASK_LIMIT).standing(day("03-01")) is Standing.DONE


def test_a_raise_that_lifts_no_open_invoice_is_worth_nothing_today() -> None:
    told = (buyer(), limit(12_000_00), invoice("F-1"), invoice("F-2", delivered="02-20", due="04-21"))
    assert only(duties("03-01", *told), kinds.ASK_LIMIT).at_stake == Moved(0, 0)


def test_a_temporary_limit_is_to_be_renewed_within_ninety_days_of_its_end() -> None:
    told = (buyer(), limit(expires_on=day("06-30")), invoice("F-1"))
    assert only(duties("04-01", *told), kinds.RENEW_LIMIT).last_day == day("06-30")
    assert not [each for each in duties("03-31", *told).duties if each.kind == kinds.RENEW_LIMIT]


def test_conditions_not_met_cost_all_that_stands_on_the_limit() -> None:
    told = (buyer(), limit(conditions="guarantee of the parent"), invoice("F-1"))
    assert only(duties("03-01", *told), kinds.MEET_CONDITIONS).at_stake == WHOLE
    met = (buyer(), limit(conditions="guarantee of the parent", conditions_met_on=day("03-01")), invoice("F-1"))
    assert not duties("03-01", *met).duties


def test_an_extension_beyond_the_authority_waits_for_consent() -> None:
    terms = ('extension_authority = "30 days"', 'unauthorised_extension = "invoice"')
    told = (
        buyer(), limit(), invoice("F-1"),
        DueDateMove(invoice="F-1", buyer="PORT", moved_on=day("04-01"), new_due=day("05-04"), source="m.csv:2"),
    )  # fmt: skip
    assert only(duties("04-02", *told, terms=terms), kinds.ASK_CONSENT).at_stake == WHOLE
    given = Consent(
        buyer="PORT", invoice="F-1", subject="extension", given_on=day("04-02"), until=day("05-04"), source="c.csv:2"
    )
    assert not [e for e in duties("04-02", *told, given, terms=terms).duties if e.kind == kinds.ASK_CONSENT]


def test_a_declaration_and_a_premium_that_come_late_cost_what_was_delivered_while_suspended() -> None:
    declaration = TurnoverDeclaration(
        period_start=day("2025-10-01"), period_end=day("2025-12-31"), due_on=day("01-31"), declared_on=day("05-01"),
        notice_on=day("02-10"), amount=1, currency="EUR", source="d.csv:2",
    )  # fmt: skip
    bill = PremiumPayment(
        reference="P-1", billed_on=day("01-01"), due_on=day("01-31"), paid_on=day("01-31"), amount=1, currency="EUR",
        source="p.csv:2",
    )  # fmt: skip
    told = (buyer(), limit(), declaration, bill)
    found = duties("05-02", *told, invoice("F-1", delivered="03-13", due="05-12"))
    late, untold = (each for each in found.duties if each.kind == kinds.DECLARE_TURNOVER)
    assert late.at_stake == WHOLE == found.lost
    # The year is declared at its end.
    assert (untold.last_day, untold.at_stake) == (day("2027-01-30"), None)
    assert only(found, kinds.PAY_PREMIUM).standing(day("05-02")) is Standing.DONE
    before = duties("05-02", *told, invoice("F-1", delivered="03-12", due="05-11"))
    late, _ = (each for each in before.duties if each.kind == kinds.DECLARE_TURNOVER)
    assert late.at_stake == Moved(0, 0) == before.lost


@pytest.mark.parametrize(
    ("notice", "last"), [("3 months", "09-30"), ("60 days", "11-01"), ("1 month", "11-30"), ("0 days", "12-31")]
)
def test_notice_ends_no_later_than_the_period(notice: str, last: str) -> None:
    found = duties("02-01", buyer(), terms=(f'termination_notice = "{notice}"',))
    assert only(found, kinds.GIVE_NOTICE).last_day == day(last)


def test_a_declaration_of_a_part_of_a_period_leaves_the_rest_to_declare() -> None:
    terms = ('premium_declared_every = "3 months"',)
    part, rest = (
        TurnoverDeclaration(
            period_start=day(first), period_end=day(last), due_on=day("04-30"), declared_on=day("04-28"),
            known=day("04-28"), amount=1, currency="EUR", source=f"d.csv:{first}",
        )
        for first, last in (("01-01", "02-10"), ("02-11", "03-31"))
    )  # fmt: skip

    def missed(*told: TurnoverDeclaration) -> list[str]:
        late = duties("05-15", buyer(), *told, terms=terms).duties
        return [each.reference for each in late if each.standing(day("05-15")) is Standing.LATE]

    assert missed(part) == ["2026-02-11"]
    assert missed(part, rest) == []
    # No fact tells of what is left, so no letter of the insurer about it either: done, it changes nothing.
    (late,) = (each for each in duties("05-15", buyer(), part, terms=terms).duties if each.reference == "2026-02-11")
    view = Ledger.of([buyer(), part]).view(day("05-15"))
    assert [edit(view) for edit in done(view, late).edits] == [{}]


def test_notice_is_no_duty_missed_once_its_day_has_passed() -> None:
    terms = ('termination_notice = "3 months"',)
    assert only(duties("09-30", buyer(), terms=terms), kinds.GIVE_NOTICE).standing(day("09-30")) is Standing.OPEN
    assert kinds.GIVE_NOTICE not in {each.kind for each in duties("10-01", buyer(), terms=terms).duties}


def test_what_some_duties_lost_counts_the_others_as_done() -> None:
    """A declaration that came late lost one invoice, a report that never came another."""
    declaration = TurnoverDeclaration(
        period_start=day("2025-10-01"), period_end=day("2025-12-31"), due_on=day("01-31"), declared_on=day("05-01"),
        notice_on=day("02-10"), amount=1, currency="EUR", source="d.csv:2",
    )  # fmt: skip
    found = duties("07-10", buyer(), limit(), declaration, invoice("F-1", delivered="03-13", due="05-12"),
                   invoice("F-2"))  # fmt: skip
    report = only(found, kinds.REPORT_OVERDUE, invoice="F-2")
    late = [e for e in found.duties if e.standing(day("07-10")) in {Standing.LATE, Standing.DONE_LATE}]
    assert found.lost == WHOLE + WHOLE == found.lost_by(late)
    assert found.lost_by([report]) == WHOLE
    assert found.lost_by([]) == Moved(0, 0)


def test_a_paid_invoice_asks_for_nothing() -> None:
    paid = Payment(
        reference="V-1", buyer="PORT", invoice="F-1", paid_on=day("07-02"), amount=10_000_00, currency="EUR",
        source="v.csv:2",
    )  # fmt: skip
    assert not duties("08-01", buyer(), limit(), invoice("F-1"), paid).duties


def test_the_same_duty_keeps_its_name_when_its_day_moves() -> None:
    told = (buyer(), limit(), invoice("F-1"))
    terms = ('extension_effect = "moved due date"',)
    moved = DueDateMove(invoice="F-1", buyer="PORT", moved_on=day("04-04"), new_due=day("04-13"), source="m.csv:2")
    before = only(duties("04-14", *told, terms=terms), kinds.REPORT_OVERDUE)
    after = only(duties("04-14", *told, moved, terms=terms), kinds.REPORT_OVERDUE)
    assert (before.identifier, before.last_day + 10) == (after.identifier, after.last_day)


def test_what_was_missed_stays_missed_and_the_steps_that_follow_save_nothing() -> None:
    terms = ('hand_over_deadline = "60 days after extension end"',)
    found = duties("07-04", buyer(), limit(), invoice("F-1"), terms=terms)
    assert only(found, kinds.REPORT_OVERDUE).at_stake == WHOLE == found.lost
    assert only(found, kinds.HAND_OVER).at_stake == Moved(0, 0)


def declared(zone: str, *, notice: str = "", policy: str = "") -> TurnoverDeclaration:
    """The declaration of the last quarter of 2025 for a zone, sent on 1 May."""
    return TurnoverDeclaration(
        period_start=day("2025-10-01"), period_end=day("2025-12-31"), due_on=day("01-31"), declared_on=day("05-01"),
        notice_on=day(notice) if notice else NEVER, zone=zone, policy=policy, amount=1, currency="EUR",
        source=f"d.csv:{zone}{policy}",
    )  # fmt: skip


def test_each_zone_is_declared_by_itself_and_only_the_one_that_had_a_letter_costs() -> None:
    told = (buyer(), limit(), invoice("F-1", delivered="03-13", due="05-12"))
    found = duties("05-02", *told, declared("north", notice="02-10"), declared("south"))
    stakes = {each.reference: each.at_stake for each in found.duties if each.kind == kinds.DECLARE_TURNOVER}
    assert stakes == {
        "2025-10-01 north": WHOLE,
        "2025-10-01 south": Moved(0, 0),
        "2026-01-01": None,  # to come, and no cover hangs on a letter not written
    }


def test_a_declaration_of_another_policy_neither_suspends_this_one_nor_is_its_duty() -> None:
    told = (buyer(), limit(), invoice("F-1", delivered="03-13", due="05-12"))
    found = duties("05-02", *told, declared("", notice="02-10", policy="Another"))
    assert not [each for each in found.duties if each.kind == kinds.DECLARE_TURNOVER]
    assert found.lost == Moved(0, 0)


def test_a_period_that_no_row_tells_is_to_be_declared_by_the_day_of_the_policy() -> None:
    terms = ('premium_declared_every = "3 months"', 'declaration_time = "30 days"')
    duty = only(duties("05-02", buyer(), terms=terms), kinds.DECLARE_TURNOVER)
    assert (duty.reference, duty.first_day, duty.last_day) == ("2026-04-01", day("07-01"), day("07-30"))
