"""Port Sec (fictitious) leaves old invoices unpaid: by which day its debts must be sued for, and what interrupts it."""

import pytest

from encours.duties import law
from encours.duties.legal_kinds import ENFORCE_ORDER, INTERRUPT
from encours.explain.duty_words import duty_text, several
from encours.units import MISSING, NEVER, from_civil
from tests.duties.test_legal import act, claim, duties, only, proceedings
from tests.facts.story import invoice, on

DUE = from_civil(2022, 3, 31)
END = from_civil(2027, 3, 31)


def sale(number="F-1", **more):
    told = {"due": DUE, "delivered": DUE - 30, "issued": DUE - 30, "vat": 20_00, **more}
    return invoice(number, **told)


@pytest.mark.parametrize(("day", "count"), [((2025, 3, 30), 0), ((2025, 3, 31), 1), ((2027, 4, 1), 1)])
def test_a_prescription_is_told_once_its_last_day_is_within_two_years(day, count):
    found = duties(sale(), as_of=from_civil(*day), kind=INTERRUPT)
    assert [(each.first_day, each.last_day, each.invoices) for each in found] == [(DUE + 1, END, ("F-1",))] * count


@pytest.mark.parametrize(("day", "count"), [("31-03", 0), ("01-04", 1)])
def test_a_prescription_runs_from_the_day_after_the_due_date(day, count):
    sold = sale(due=on("31-03"), delivered=on("01-03"), issued=on("01-03"))
    assert len(duties(sold, as_of=day, kind=INTERRUPT, known={"private_person": 1})) == count


def test_a_buyer_has_one_duty_on_the_earliest_day_whatever_invoices_come_and_go():
    sold = [sale(f"F-{rank}", due=DUE + 30 * rank) for rank in (4, 2, 1, 3)] + [sale("F-9", due=on("31-03"))]
    first = only(*sold, as_of="20-06", kind=INTERRUPT)
    assert (first.last_day, first.invoices) == (law.prescribed_on(DUE + 30), ("F-1", "F-2", "F-3", "F-4"))
    assert several(first) == "F-1, F-2, F-3 (+1)"
    acknowledged = act("debt acknowledged", "15-04", invoice="F-1")
    then = only(*sold, acknowledged, as_of="20-06", kind=INTERRUPT)
    assert (then.last_day, then.invoices) == (law.prescribed_on(DUE + 60), ("F-2", "F-3", "F-4"))
    assert then.identifier == first.identifier


def test_instalments_are_of_one_duty():
    parts = [sale(instalment=rank, due=DUE + rank) for rank in (1, 2)]
    found = only(*parts, as_of="20-06", kind=INTERRUPT)
    assert (found.last_day, found.invoices) == (law.prescribed_on(DUE + 1), ("F-1",))


def test_what_interrupts_for_good_proves_it_and_what_does_not_begins_it_again():
    brought = only(sale(), act("claim brought", "15-04"), as_of="20-06", kind=INTERRUPT)
    assert (brought.done_on, brought.evidence, brought.last_day) == (on("15-04"), "claim brought 15-04", END)
    for event in ("debt acknowledged", "enforcement act"):
        assert duties(sale(), act(event, "15-04"), as_of="20-06", kind=INTERRUPT) == []  # five years anew
    elsewhere = only(sale(), act("debt acknowledged", "15-04", invoice="F-9"), as_of="20-06", kind=INTERRUPT)
    assert elsewhere.last_day == END


@pytest.mark.parametrize("event", ["claim dismissed", "claim withdrawn"])
def test_a_claim_dismissed_or_withdrawn_never_interrupted_anything(event):
    brought = act("claim brought", "15-04", reference="26/1")
    found = only(sale(), brought, act(event, "10-06", reference="26/1"), as_of="20-06", kind=INTERRUPT)
    assert (found.done_on, found.last_day) == (NEVER, END)
    other = only(sale(), brought, act(event, "10-06", reference="26/2"), as_of="20-06", kind=INTERRUPT)
    assert other.done_on == on("15-04")
    before = only(sale(), brought, act(event, "14-04", reference="26/1"), as_of="20-06", kind=INTERRUPT)
    assert before.done_on == on("15-04")


def test_a_judgment_ends_the_interruption_and_gives_ten_years_to_be_enforced():
    case = (act("claim brought", "15-04", reference="26/1"), act("judgment", "10-06", reference="26/1"))
    assert duties(sale(), *case, as_of="20-06", kind=INTERRUPT) == []
    told = law.enforced_by(on("10-06"))
    assert told == from_civil(2036, 6, 10)
    near = only(sale(), *case, as_of=from_civil(2034, 6, 10), kind=INTERRUPT)
    assert (near.done_on, near.last_day, near.law) == (NEVER, told, "CPCE L111-4")
    anew = act("enforcement act", "15-06")
    assert duties(sale(), *case, anew, as_of=from_civil(2034, 6, 10), kind=INTERRUPT) == []


def test_a_judgment_older_than_the_law_of_2008_has_ten_years_from_it():
    assert law.enforced_by(from_civil(2000, 5, 2)) == from_civil(2018, 6, 19)
    assert [law.enforced_by(each) for each in (MISSING, NEVER)] == [MISSING, NEVER]


@pytest.mark.parametrize(("served", "done"), [("02-12", True), ("03-12", False)])
def test_an_order_served_in_time_interrupts_and_one_served_late_does_not(served, done):
    facts = (sale(), act("order made", "02-09", reference="7"), act("order served", served, reference="7"))
    assert only(*facts, as_of="20-12", kind=INTERRUPT).done_on == (on(served) if done else NEVER)


def test_an_order_opposed_interrupts_until_the_case_is_dismissed():
    facts = [sale(), act("order made", "02-05", reference="7"), act("order served", "11-05", reference="7")]
    facts.append(act("order opposed", "20-05", reference="7"))
    assert only(*facts, as_of="20-06", kind=INTERRUPT).done_on == on("11-05")
    dismissed = act("claim dismissed", "10-06", reference="7")
    assert only(*facts, dismissed, as_of="20-06", kind=INTERRUPT).done_on == NEVER


def test_a_claim_declared_interrupts_until_the_proceedings_are_closed():
    declared = (sale(), claim("01-06"))
    assert only(*declared, proceedings(), as_of="20-06", kind=INTERRUPT).done_on == on("01-06")
    closed = proceedings(closed_on=on("15-06"))
    assert duties(*declared, closed, as_of="20-06", kind=INTERRUPT) == []
    anew = only(*declared, closed, as_of=from_civil(2030, 6, 15), kind=INTERRUPT)
    assert (anew.done_on, anew.first_day) == (NEVER, on("16-06"))


@pytest.mark.parametrize(
    ("known", "years", "lacking"),
    [
        ({"siren": "732829320"}, 5, ""),
        ({"private_person": 0}, 5, ""),
        ({"private_person": 1}, 2, ""),
        ({}, 0, "private_person"),
    ],
)
def test_the_prescription_is_that_of_the_buyer_and_unknown_where_nobody_told_who_it_is(known, years, lacking):
    found = only(sale(), as_of="20-06", kind=INTERRUPT, known=known)
    assert (found.lacking, found.last_day == MISSING) == (lacking, not years)
    if years:
        assert found.last_day == from_civil(2022 + years, 3, 31)


@pytest.mark.parametrize(
    ("known", "reference", "end"),
    [
        ({"country": "FR", "siren": "732829320"}, "C. com. L110-4", END),
        ({"country": "RE", "siren": "732829320"}, "C. com. L110-4", END),
        ({"country": "DE", "vat_number": "DE136695976"}, "C. com. L110-4; Rome I 4, 12", END),
        ({"country": "DE", "private_person": 1}, "C. consom. L218-2; Rome I 4, 12", from_civil(2024, 3, 31)),
        ({"country": "FR", "siren": "732829320", "public": 1}, law.PUBLIC_PRESCRIPTION, from_civil(2026, 12, 31)),
        # The law of 1968 frees the French State and its bodies, and no foreign one.
        ({"country": "DE", "vat_number": "DE136695976", "public": 1}, "C. com. L110-4; Rome I 4, 12", END),
    ],
)
def test_a_foreign_buyer_is_told_the_law_of_the_seller_and_what_makes_it_so(known, reference, end):
    found = only(sale(), as_of="20-06", kind=INTERRUPT, known=known)
    assert (found.law, found.last_day) == (reference, end)


def test_what_is_assumed_is_said_the_law_of_the_contract_and_a_service_in_person():
    text = duty_text(INTERRUPT).what_to_do
    assert "French law is taken to govern" in text.english
    assert "La loi française est supposée" in text.french
    assert "in person" in duty_text(ENFORCE_ORDER).what_to_do.english
    assert "à personne" in duty_text(ENFORCE_ORDER).what_to_do.french
