"""Meunier & Filles (fictitious) is owed money by Port Sec: what the law asks of it, from the facts."""

import pytest

from encours.duties.duty import Department, Standing
from encours.duties.legal import legal_duties
from encours.duties.legal_kinds import (
    ASK_RELIEF,
    CLAIM_GOODS,
    DECLARE,
    DECLARE_RELIEVED,
    DECLARE_TERMINATED,
    ENFORCE_ORDER,
    LEGAL_KINDS,
    RECOVER_VAT,
    SEISE_JUDGE,
    SERVE_ORDER,
)
from encours.facts.kinds import ClaimEvent, Insolvency, LegalAction, Security
from encours.facts.ledger import Ledger
from encours.units import MISSING, NEVER
from tests.facts.story import buyer, invoice, on, payment

PARIS = "Tribunal des activités économiques de Paris"


def sale(number="F-1", **more):
    return invoice(number, **{"due": on("31-03"), "delivered": on("01-03"), "vat": 20_00, **more})


def proceedings(kind="reorganisation", opened="04-05", **more):
    told = {"published_on": on("12-05"), "court": PARIS, "fact_id": "I", **more}
    return Insolvency(buyer="PORT", kind=kind, opened_on=on(opened), **told)


def act(event, day, **more):
    return LegalAction(buyer="PORT", event=event, happened_on=on(day), **{"fact_id": f"{event} {day}", **more})


def claim(day, **more):
    return ClaimEvent(buyer="PORT", event="claim declared", happened_on=on(day), **{"fact_id": f"claim {day}", **more})


def duties(*facts, as_of, kind=None, residence="FR", known=None):
    registered = buyer(**({"siren": "732829320"} if known is None else known))
    ledger = Ledger.of([registered, *(facts or ())])
    day = as_of if isinstance(as_of, int) else on(as_of)
    found = legal_duties(ledger.view(day), as_of=day, residence=residence)
    return [each for each in found if kind is None or each.kind == kind]


def only(*facts, **asked):
    (found,) = duties(*facts, **asked)
    return found


def test_a_claim_is_declared_two_months_after_the_publication_and_proven_by_its_fact():
    open_duty = only(sale(), proceedings(), as_of="20-06", kind=DECLARE)
    assert (open_duty.first_day, open_duty.last_day, open_duty.done_on) == (on("04-05"), on("13-07"), NEVER)
    assert (open_duty.who, open_duty.standing(on("20-06"))) == (Department.LEGAL, Standing.OPEN)
    assert open_duty.law.startswith("C. com. L622-24")
    done = only(sale(), proceedings(), claim("13-07"), as_of="20-07", kind=DECLARE)
    assert (done.done_on, done.evidence, done.standing(on("20-07"))) == (on("13-07"), "claim 13-07", Standing.DONE)
    late = only(sale(), proceedings(), claim("14-07"), as_of="20-07", kind=DECLARE)
    assert late.standing(on("20-07")) is Standing.DONE_LATE
    assert open_duty.identifier == done.identifier == late.identifier


@pytest.mark.parametrize(("residence", "end"), [("FR", "13-07"), ("RE", "14-09"), ("BE", "14-09")])
def test_a_creditor_that_resides_outside_metropolitan_france_has_two_months_more(residence, end):
    found = only(sale(), proceedings(), as_of="20-06", kind=DECLARE, residence=residence)
    assert found.last_day == on(end)


def test_while_nothing_is_published_no_time_runs_and_where_nobody_knows_the_fact_is_named():
    waiting = only(sale(), proceedings(published_on=NEVER), as_of="20-06", kind=DECLARE)
    assert (waiting.last_day, waiting.lacking) == (NEVER, "")
    unknown = only(sale(), proceedings(published_on=MISSING), as_of="20-06", kind=DECLARE)
    assert (unknown.last_day, unknown.lacking) == (MISSING, "published_on")
    assert unknown.standing(on("20-06")) is Standing.UNKNOWN


@pytest.mark.parametrize(("delivered", "count"), [("03-05", 1), ("04-05", 0)])
def test_what_is_sold_from_the_opening_on_is_not_declared(delivered, count):
    sold = sale(delivered=on(delivered), issued=on(delivered), due=on("31-05"))
    assert len(duties(sold, proceedings(), as_of="20-06", kind=DECLARE)) == count


def test_a_debt_paid_whole_asks_nothing():
    assert duties(sale(), proceedings(), payment(amount=120_00, invoice="F-1"), as_of="20-06") == []


@pytest.mark.parametrize(("stage", "count"), [("invoiced", 1), ("delivered", 1), ("order", 0), ("returned", 0)])
def test_what_is_no_receivable_asks_nothing(stage, count):
    found = duties(sale(stage=stage), proceedings(), as_of="20-06")
    assert len(found) == count


def test_a_claim_declared_of_one_invoice_leaves_the_other_to_be_declared():
    sold = (sale(), sale("F-2"))
    first, second = claim("01-06", invoice="F-1"), claim("08-06", invoice="F-2")
    assert only(*sold, proceedings(), first, as_of="20-06", kind=DECLARE).done_on == NEVER
    both = only(*sold, proceedings(), first, second, as_of="20-06", kind=DECLARE)
    assert (both.done_on, both.evidence) == (on("08-06"), "claim 08-06")


def test_a_conversion_opens_no_new_time_and_proceedings_after_a_closure_do():
    first = proceedings(closed_on=NEVER)
    second = proceedings("liquidation", "01-06", published_on=on("10-06"), fact_id="J")
    assert [each.last_day for each in duties(sale(), first, second, as_of="20-06", kind=DECLARE)] == [on("13-07")]
    closed = proceedings(closed_on=on("01-06"))
    both = duties(sale(), closed, second, as_of="20-06", kind=DECLARE)
    assert [each.last_day for each in both] == [on("13-07"), on("10-08")]


def test_an_arrangement_asks_for_no_declaration():
    assert duties(sale(), proceedings("arrangement"), as_of="20-06", kind=DECLARE) == []


def test_abroad_the_notice_tells_the_last_day():
    foreign = proceedings("foreign")
    without = only(sale(), foreign, as_of="20-06", kind=DECLARE)
    assert (without.last_day, without.lacking) == (MISSING, "notice received")
    notice = act("notice received", "02-06", due_on=on("28-07"))
    told = only(sale(), foreign, notice, as_of="20-06", kind=DECLARE)
    assert (told.last_day, told.lacking, told.law) == (on("28-07"), "", "notice of the foreign proceedings")


@pytest.mark.parametrize(("day", "count"), [("13-07", 0), ("14-07", 1)])
def test_relief_is_asked_from_the_day_after_the_lapse(day, count):
    assert len(duties(sale(), proceedings(), as_of=day, kind=ASK_RELIEF)) == count


def test_after_relief_the_claim_is_declared_in_a_month_of_the_notice():
    facts = (sale(), proceedings(), act("relief asked", "01-09"), act("relief granted", "05-10"))
    asked = only(*facts, as_of="20-10", kind=ASK_RELIEF)
    assert (asked.first_day, asked.last_day, asked.done_on) == (on("14-07"), on("12-11"), on("01-09"))
    again = only(*facts, as_of="20-10", kind=DECLARE_RELIEVED)
    assert (again.first_day, again.last_day, again.done_on) == (on("05-10"), on("05-11"), NEVER)
    assert only(*facts, claim("04-11"), as_of="10-11", kind=DECLARE_RELIEVED).done_on == on("04-11")


@pytest.mark.parametrize(
    ("ended", "last_days"),
    [("03-05", []), ("04-05", ["04-06"]), ("01-07", ["03-08"])],  # 1 August 2026 is a Saturday
)
def test_a_contract_ended_in_the_proceedings_is_declared_apart(ended, last_days):
    found = duties(sale(), proceedings(), act("contract terminated", ended), as_of="05-07", kind=DECLARE_TERMINATED)
    assert [each.last_day for each in found] == [on(day) for day in last_days]


def retained(**more):
    told = {"kind": "retention of title", "held_from": on("01-01"), **more}
    return Security(reference="R", buyer="PORT", **told)


def test_goods_under_retained_title_are_claimed_in_three_months_then_asked_of_the_judge():
    facts = (sale(), proceedings(), retained())
    assert duties(sale(), proceedings(), as_of="20-06", kind=CLAIM_GOODS) == []
    assert duties(sale(), proceedings(), retained(kind="deposit"), as_of="20-06", kind=CLAIM_GOODS) == []
    assert only(*facts, as_of="20-06", kind=CLAIM_GOODS).last_day == on("12-08")
    claimed = (act("title claimed", "10-06"), act("title claim received", "12-06"))
    judge = only(*facts, *claimed, as_of="20-06", kind=SEISE_JUDGE)
    assert (judge.first_day, judge.last_day, judge.done_on) == (on("13-07"), on("12-08"), NEVER)
    settled = act("title acknowledged", "30-06")
    assert only(*facts, *claimed, settled, as_of="10-07", kind=SEISE_JUDGE).done_on == on("30-06")
    unknown = only(*facts, claimed[0], as_of="20-06", kind=SEISE_JUDGE)
    assert (unknown.last_day, unknown.lacking) == (MISSING, "title claim received")


@pytest.mark.parametrize(("from_day", "until", "count"), [("04-05", "05-05", 1), ("05-05", "06-05", 0),
                                                          ("01-01", "04-05", 0)])  # fmt: skip
def test_title_is_claimed_where_it_was_held_on_the_day_of_the_opening(from_day, until, count):
    held = retained(held_from=on(from_day), released_on=on(until))
    assert len(duties(sale(), proceedings(), held, as_of="20-06", kind=CLAIM_GOODS)) == count


@pytest.mark.parametrize(("made", "end"), [("31-08", "01-03-2027"), ("01-09", "01-12")])
def test_an_order_is_served_by_the_law_of_the_day_it_was_made(made, end):
    found = only(sale(), act("order made", made, reference="2026-7"), as_of="20-09", kind=SERVE_ORDER)
    expected = on(end) if len(end) == 5 else on("31-12") + 60
    assert (found.last_day, found.reference) == (expected, "2026-7")


def test_an_order_served_and_not_opposed_may_be_enforced_and_one_opposed_may_not():
    made, served = act("order made", "02-09", reference="7"), act("order served", "11-09", reference="7")
    found = duties(sale(), made, served, as_of="20-11")
    assert {each.kind for each in found} == {SERVE_ORDER, ENFORCE_ORDER}
    enforce = next(each for each in found if each.kind == ENFORCE_ORDER)
    assert enforce.first_day == on("13-11")
    opposed = act("order opposed", "01-10", reference="7")
    assert duties(sale(), made, served, opposed, as_of="20-11", kind=ENFORCE_ORDER) == []
    other = act("order served", "11-09", reference="8")
    assert only(sale(), made, other, as_of="20-11", kind=SERVE_ORDER).done_on == NEVER


def test_the_tax_of_a_debt_is_recovered_from_the_liquidation_on():
    assert duties(sale(), proceedings(), as_of="20-06", kind=RECOVER_VAT) == []
    found = only(sale(), proceedings("liquidation"), as_of="20-06", kind=RECOVER_VAT)
    assert (found.who, found.first_day) == (Department.ACCOUNTING, on("04-05"))
    assert found.last_day == on("31-12") + 365 + 366
    done = only(sale(), proceedings("liquidation"), act("vat recovered", "15-06"), as_of="20-06", kind=RECOVER_VAT)
    assert done.done_on == on("15-06")
    assert duties(sale(vat=0), proceedings("liquidation"), as_of="20-06", kind=RECOVER_VAT) == []
    assert only(sale(vat=MISSING), proceedings("liquidation"), as_of="20-06", kind=RECOVER_VAT).lacking == "vat"


def test_a_certificate_for_one_invoice_asks_for_its_tax_and_the_liquidation_for_the_rest():
    sold = (sale(), sale("F-2"))
    lost = act("debt irrecoverable", "15-04", invoice="F-1")
    found = duties(*sold, lost, proceedings("liquidation"), as_of="20-06", kind=RECOVER_VAT)
    assert [(each.invoice, each.first_day) for each in found] == [("F-1", on("15-04")), ("", on("04-05"))]


@pytest.mark.parametrize(("served", "kinds"), [("02-12", {SERVE_ORDER, ENFORCE_ORDER}), ("03-12", {SERVE_ORDER})])
def test_an_order_served_late_is_void(served, kinds):
    facts = (sale(), act("order made", "02-09", reference="7"), act("order served", served, reference="7"))
    assert {each.kind for each in duties(*facts, as_of="20-12")} == kinds


def test_the_tax_of_one_invoice_recovered_leaves_that_of_the_other():
    sold = (sale(), sale("F-2"), proceedings("liquidation"))
    first, second = (act("vat recovered", day, invoice=name) for day, name in (("01-06", "F-1"), ("08-06", "F-2")))
    assert only(*sold, first, as_of="20-06", kind=RECOVER_VAT).done_on == NEVER
    assert only(*sold, first, second, as_of="20-06", kind=RECOVER_VAT).done_on == on("08-06")


def test_every_duty_has_its_own_identifier_whatever_is_known_of_it():
    held = (proceedings("liquidation"), retained(), act("title claimed", "10-06"))
    orders = (act("order made", "02-04", reference="7"), act("order served", "11-04", reference="7"))
    others = (act("contract terminated", "05-05"), act("relief granted", "01-10"))
    old = sale("F-0", due=on("31-03") - 4 * 365, delivered=on("01-03") - 4 * 365)
    found = duties(sale(), sale("F-2"), old, *held, *orders, *others, as_of="20-10")
    assert len({each.identifier for each in found}) == len(found)
    assert {each.kind for each in found} == set(LEGAL_KINDS)
    assert all(each.law for each in found)
    assert all(each.policy == "" for each in found)
