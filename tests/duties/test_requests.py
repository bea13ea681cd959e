"""What the insurer asks is answered by the day it names, else by the clock of the policy, else as soon as may be."""

from dataclasses import replace

import pytest

from encours.duties import kinds
from encours.duties.duty import Department, Standing
from encours.duties.register import register
from encours.explain.duties_report import Chosen, DutiesReport
from encours.explain.duty_document import document_of
from encours.explain.duty_words import duty_text, reference_text
from encours.explain.report_head import Head
from encours.facts.checks import check
from encours.facts.kinds import InsurerRequest
from encours.facts.ledger import Ledger
from encours.units import MISSING, NEVER
from tests.duties.maison import buyer, day, duties, invoice, limit, only, programme, seen

CLOCK = ('information_answer_deadline = "15 days after request"',)


def request(**more: object) -> InsurerRequest:
    told = {"reference": "Q-1", "buyer": "PORT", "about": "claim", "asked_on": day("03-02"), "source": "requests.csv:2"}
    return InsurerRequest(**told | more)


def asked(as_of: str, *facts: InsurerRequest, terms: tuple[str, ...] = ()) -> list[tuple[str, Standing]]:
    found = duties(as_of, buyer(), limit(), *facts, terms=terms).duties
    return [(each.reference, each.standing(day(as_of))) for each in found if each.kind == kinds.ANSWER_INSURER]


def test_a_request_is_answered_by_the_day_it_names_whatever_the_clock_of_the_policy() -> None:
    told = (buyer(), limit(), request(due_on=day("03-31")))
    duty = only(duties("03-10", *told, terms=CLOCK), kinds.ANSWER_INSURER)
    assert (duty.first_day, duty.last_day, duty.who) == (day("03-02"), day("03-31"), Department.CREDIT)
    assert (duty.buyer, duty.policy, duty.at_stake) == ("PORT", "Globale", None)
    assert (duty.standing(day("03-31")), duty.standing(day("04-01"))) == (Standing.OPEN, Standing.LATE)


def test_one_that_names_no_day_is_answered_by_the_clock_of_the_policy() -> None:
    duty = only(duties("03-10", buyer(), limit(), request(), terms=CLOCK), kinds.ANSWER_INSURER)
    assert duty.last_day == day("03-17")
    assert (duty.standing(day("03-17")), duty.standing(day("03-18"))) == (Standing.OPEN, Standing.LATE)


def test_a_time_in_months_ends_on_the_last_day_of_a_shorter_month() -> None:
    facts = (buyer(), limit(), request(asked_on=day("01-31")))
    duty = only(duties("02-02", *facts, terms=('information_answer_deadline = "1 month after request"',)),
                kinds.ANSWER_INSURER)  # fmt: skip
    assert duty.last_day == day("02-28")


@pytest.mark.parametrize(("answered", "standing"), [("03-17", Standing.DONE), ("03-18", Standing.DONE_LATE)])
def test_an_answer_is_in_time_up_to_the_last_day_and_its_row_is_the_proof(answered: str, standing: Standing) -> None:
    duty = only(duties("05-01", buyer(), limit(), request(answered_on=day(answered)), terms=CLOCK),
                kinds.ANSWER_INSURER)  # fmt: skip
    assert (duty.standing(day("05-01")), duty.evidence) == (standing, "requests.csv:2")


def test_until_the_day_of_the_answer_it_is_still_to_be_given() -> None:
    assert asked("03-09", request(answered_on=day("03-10")), terms=CLOCK) == [("Q-1", Standing.OPEN)]
    assert asked("03-10", request(answered_on=day("03-10")), terms=CLOCK) == [("Q-1", Standing.DONE)]


def test_one_that_nothing_ends_is_to_be_answered_and_is_then_done() -> None:
    duty = only(duties("09-10", buyer(), limit(), request()), kinds.ANSWER_INSURER)
    assert (duty.last_day, duty.standing(day("09-10"))) == (NEVER, Standing.OPEN)
    assert asked("09-10", request(answered_on=day("09-10"))) == [("Q-1", Standing.DONE)]
    assert asked("09-10", request(due_on=NEVER), terms=CLOCK) == [("Q-1", Standing.OPEN)], "it gives all the time"


def test_a_request_not_yet_received_asks_for_nothing() -> None:
    assert asked("03-01", request()) == []
    assert asked("03-02", request()) == [("Q-1", Standing.OPEN)]


def test_a_clock_that_varies_with_what_nobody_knows_asks_for_the_day_of_the_request() -> None:
    """The policy itself has no country, so that only the day that the request names can be told."""
    first, abroad = ('{ value = "15 days after request" }',
                     '{ when = { country = "DE" }, value = "30 days after request" }')  # fmt: skip
    terms = (f"information_answer_deadline = [{first}, {abroad}]",)
    of_buyer, of_policy = (
        only(duties("03-10", buyer(country="DE"), limit(), request(buyer=code), terms=terms), kinds.ANSWER_INSURER)
        for code in ("PORT", "")
    )
    assert of_buyer.last_day == day("04-01")
    assert (of_policy.last_day, of_policy.lacking) == (MISSING, "due_on")
    named = request(buyer="", due_on=day("03-20"))
    assert only(duties("03-10", buyer(), named, terms=terms), kinds.ANSWER_INSURER).last_day == day("03-20")


def test_one_about_the_policy_or_an_invoice_names_them() -> None:
    of_policy = request(reference="Q-2", buyer="", about="turnover", source="requests.csv:3")
    of_invoice = request(reference="Q-3", invoice="F-1")
    found = duties("03-10", buyer(), limit(), invoice("F-1"), of_policy, of_invoice).duties
    told = {each.reference: (each.buyer, each.invoice) for each in found if each.kind == kinds.ANSWER_INSURER}
    assert told == {"Q-2": ("", ""), "Q-3": ("PORT", "F-1")}


def test_under_two_layers_a_request_is_told_once_under_the_one_it_names_or_the_first() -> None:
    first = programme(*CLOCK).primary
    both = replace(programme(), policies=(first, replace(first, name="Above")))
    facts = (request(), request(reference="Q-2", policy="Above", source="requests.csv:3"))
    found = register(seen("03-10", buyer(), *facts), both).duties
    told = [(each.reference, each.policy) for each in found if each.kind == kinds.ANSWER_INSURER]
    assert told == [("Q-1", "Globale"), ("Q-2", "Above")]


def test_two_requests_about_one_invoice_are_two_duties() -> None:
    facts = (request(invoice="F-1"), request(reference="Q-2", invoice="F-1", source="requests.csv:3"))
    found = duties("03-10", buyer(), limit(), invoice("F-1"), *facts).duties
    assert len({each.identifier for each in found if each.kind == kinds.ANSWER_INSURER}) == 2


def test_a_request_that_was_corrected_moves_and_one_that_never_was_goes() -> None:
    moved = request(corrects="requests.csv:2", due_on=day("03-20"), source="requests.csv:3", known=day("03-05"))
    found = duties("03-10", buyer(), limit(), request(due_on=day("03-10")), moved).duties
    assert [each.last_day for each in found if each.kind == kinds.ANSWER_INSURER] == [day("03-20")]
    never = request(corrects="requests.csv:2", void=1, source="requests.csv:3", known=day("03-05"))
    assert asked("03-10", request(), never) == []


def test_an_unknown_day_of_answer_is_an_answer() -> None:
    assert asked("03-10", request(answered_on=MISSING), terms=CLOCK) == [("Q-1", Standing.DONE)]


def test_its_letter_says_what_was_asked_of_a_buyer_or_of_the_policy() -> None:
    facts = (request(subject="delivery notes"), request(reference="Q-2", buyer="", about="other", source="r.csv:3"))
    found = duties("03-10", buyer(), limit(), *facts)
    report = DutiesReport(
        Head(company="Maison Esquif", as_of=day("03-10"), known_on=None, currency="EUR"), found, Chosen()
    )
    letters = {each.reference: document_of(report, each) for each in found.duties}
    of_buyer, of_policy = letters["Q-1"], letters["Q-2"]
    assert isinstance(of_buyer, dict)
    assert isinstance(of_policy, dict)
    asked_on = {"asked_on": "2026-03-02"}
    assert of_buyer["request"] == {**asked_on, "about": "claim", "subject": "delivery notes"}
    assert of_policy["request"] == {**asked_on, "about": "other", "subject": None}
    assert (of_policy["buyer"], of_policy["invoices"]) == (None, [])


def test_its_words_say_what_is_lost() -> None:
    text = duty_text(kinds.ANSWER_INSURER)
    assert (text.title.english, text.title.french) == ("Answer the insurer", "Répondre à l'assureur")
    assert "hold back the limit or the indemnity" in text.what_is_lost.english
    assert "suspendre l'agrément ou l'indemnité" in text.what_is_lost.french


def test_the_reference_of_the_insurer_is_not_translated_and_the_nature_of_a_case_is() -> None:
    duty = only(duties("03-10", buyer(), request(reference="claim 12")), kinds.ANSWER_INSURER)
    assert reference_text(duty, "fr") == "claim 12"
    assert reference_text(replace(duty, reference="liquidation 2026-03-02"), "fr") == (
        "liquidation judiciaire 02/03/2026"
    )


def test_a_request_is_looked_for_among_invoices_and_buyers() -> None:
    faults = check(Ledger.of([buyer(), request(buyer="QUAI", invoice="F-9")]))
    assert {each.code for each in faults} == {"buyer unknown", "invoice unknown"}


@pytest.mark.parametrize("later", ["due_on", "answered_on"])
def test_a_day_before_the_request_is_told_as_a_mistake(later: str) -> None:
    early, same = (check(Ledger.of([buyer(), request(**{later: day(on)})])) for on in ("03-01", "03-02"))
    assert [each.code for each in early] == [f"{later} before asked_on"]
    assert same == ()
