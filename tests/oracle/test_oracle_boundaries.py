"""Each duration and each day of the texts is counted to the day: one case on the line, one just beyond.

Same story as beside: an invoice of EUR 1,200 delivered on 10 January 2026, a limit from 1 January.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.oracle.test_oracle_itself import answers, invoice, limit, policy, story

DELIVERED = date(2026, 1, 10)


def deciding_clause(facts: dict[str, Any], terms: dict[str, Any], number: str = "F1") -> str | None:
    """Clause that decides on one invoice of the first layer."""
    clause: str | None = answers(facts, policy(**terms))[number].layers[0]["deciding_clause"]
    return clause


@pytest.mark.parametrize(
    ("delivered", "terms", "clause"),
    [
        (date(2026, 1, 31), {"initial_waiting_period": ("days", 30)}, None),
        (date(2026, 1, 30), {"initial_waiting_period": ("days", 30)}, "initial_waiting_period"),
        (date(2026, 1, 1), {}, None),
        (date(2025, 12, 31), {}, "policy_period"),
    ],
)
def test_first_insured_day(delivered: date, terms: dict[str, Any], clause: str | None) -> None:
    old_limit = [limit("L1", date(2025, 1, 1))]
    assert deciding_clause(story([invoice("F1", delivered)], limit_decisions=old_limit), terms) == clause


@pytest.mark.parametrize(("issued", "clause"), [(date(2026, 2, 9), None), (date(2026, 2, 10), "invoiced_in_time")])
def test_last_day_to_invoice(issued: date, clause: str | None) -> None:
    facts = story([invoice("F1", DELIVERED, issued=issued)])
    assert deciding_clause(facts, {"maximum_invoicing_delay": ("days", 30)}) == clause


@pytest.mark.parametrize(
    ("due", "count", "clause"),
    [
        (date(2026, 3, 11), "next day", None),
        (date(2026, 3, 12), "next day", "agreed_terms_within_maximum"),
        (date(2026, 3, 10), "same day", None),
        (date(2026, 3, 11), "same day", "agreed_terms_within_maximum"),
    ],
)
def test_longest_terms_and_the_consent_to_longer_ones(due: date, count: str, clause: str | None) -> None:
    facts = story([invoice("F1", DELIVERED, due=due)])
    terms = {"maximum_payment_terms": ("days", 60), "payment_terms_count": count}
    assert deciding_clause(facts, terms) == clause
    consent = {"buyer": "duval", "subject": "special terms", "given_on": date(2026, 1, 5), "until": due}
    assert deciding_clause(facts | {"consents": [consent]}, terms) is None
    shorter = consent | {"until": date(2026, 3, 9)}
    assert deciding_clause(facts | {"consents": [shorter]}, terms) == clause


@pytest.mark.parametrize(
    ("learnt", "cleared", "clause"),
    [
        (date(2026, 1, 11), "never", None),
        (date(2026, 1, 10), "never", "adverse_information"),
        (date(2026, 1, 5), date(2026, 1, 10), None),
        (date(2026, 1, 5), date(2026, 1, 11), "adverse_information"),
    ],
)
def test_adverse_information_known_and_cleared(learnt: date, cleared: date | str, clause: str | None) -> None:
    news = [{"buyer": "duval", "learnt_on": learnt, "cleared_on": cleared}]
    assert deciding_clause(story([invoice("F1", DELIVERED)], adverse_informations=news), {}) == clause


@pytest.mark.parametrize(("days", "clause"), [(31, None), (30, "buyer_not_overdue_at_inception")])
def test_overdue_on_the_first_day(days: int, clause: str | None) -> None:
    # The old debt was due on 1 December 2025: thirty-one days before the first day of the period.
    old = invoice("old", date(2025, 11, 1))
    facts = story([old, invoice("F1", DELIVERED, gross=12_000, vat=2_000)])
    assert deciding_clause(facts, {"maximum_overdue_at_inception": ("days", days)}) == clause


@pytest.mark.parametrize(
    ("agreed", "clause"),
    [
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), "buyer_not_rescheduled_at_inception"),
        (date(2025, 12, 31), "buyer_not_rescheduled_at_inception"),
        (date(2026, 1, 1), None),
    ],
)
def test_repayment_plan_before_the_period(agreed: date, clause: str | None) -> None:
    plans = [{"buyer": "duval", "agreed_on": agreed}]
    facts = story([invoice("F1", DELIVERED)], repayment_plans=plans)
    assert deciding_clause(facts, {"rescheduled_within": ("months", 12)}) == clause


@pytest.mark.parametrize(
    ("delivered", "clause"),
    [
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), "policy_not_suspended"),
        (date(2026, 4, 19), "policy_not_suspended"),
        (date(2026, 4, 20), None),
    ],
)
def test_policy_suspended_for_a_late_premium(delivered: date, clause: str | None) -> None:
    premium = {
        "reference": "Q1", "billed_on": date(2026, 1, 1), "due_on": date(2026, 2, 1),
        "notice_on": date(2026, 3, 1), "paid_on": date(2026, 4, 20),
    }  # fmt: skip
    assert deciding_clause(story([invoice("F1", delivered)], premium_payments=[premium]), {}) == clause


@pytest.mark.parametrize(("decided", "clause"), [(date(2026, 4, 2), None), (date(2026, 4, 1), "no_hand_over_stop")])
def test_restart_after_a_hand_over(decided: date, clause: str | None) -> None:
    handed_over = [{"buyer": "duval", "handed_over_on": date(2026, 4, 1)}]
    decisions = [limit("L1", date(2026, 1, 1)), limit("L2", decided)]
    facts = story([invoice("F1", date(2026, 4, 5))], hand_overs=handed_over, limit_decisions=decisions)
    assert deciding_clause(facts, {}) == clause


@pytest.mark.parametrize(
    ("restart", "clause"), [("oldest overdue paid", None), ("all overdue paid", "no_overdue_stop")]
)
def test_what_must_be_paid_for_deliveries_to_restart(restart: str, clause: str | None) -> None:
    # F1 is beyond its extension from 12 March and paid on the 20th; F2 is overdue since 10 March, within its own.
    facts = story(
        [
            invoice("F1", DELIVERED, paid_on=date(2026, 3, 20)),
            invoice("F2", date(2026, 2, 7), gross=12_000, vat=2_000),
            invoice("F3", date(2026, 3, 25), gross=12_000, vat=2_000),
        ]
    )
    terms = {"maximum_extension_period": ("days", 30), "overdue_restart": restart}
    assert deciding_clause(facts, terms, "F3") == clause


@pytest.mark.parametrize(
    ("new_due", "sanction", "clauses"),
    [
        (date(2026, 3, 11), "invoice", {"F1": None, "F2": None}),
        (date(2026, 3, 12), "invoice", {"F1": "extension_authorised", "F2": None}),
        (date(2026, 3, 12), "buyer", {"F1": None, "F2": "no_extension_stop"}),
        (date(2026, 3, 12), "nothing", {"F1": None, "F2": None}),
    ],
)
def test_extension_beyond_the_authority(new_due: date, sanction: str, clauses: dict[str, str | None]) -> None:
    # Due on 9 February, with thirty days of authority.
    move = {"invoice": "F1", "buyer": "duval", "moved_on": date(2026, 2, 5), "new_due": new_due}
    facts = story(
        [
            invoice("F1", DELIVERED, gross=12_000, vat=2_000),
            invoice("F2", date(2026, 2, 5), gross=12_000, vat=2_000),
        ],
        due_date_moves=[move],
    )
    terms = {"extension_authority": ("days", 30), "unauthorised_extension": sanction}
    assert {number: deciding_clause(facts, terms, number) for number in clauses} == clauses
    consent = {"buyer": "duval", "subject": "extension", "given_on": date(2026, 2, 6), "until": new_due}
    consented = facts | {"consents": [consent]}
    assert [deciding_clause(consented, terms, number) for number in clauses] == [None, None]


@pytest.mark.parametrize(
    ("dated", "score", "clause"),
    [
        (date(2025, 1, 10), 50, None),
        (date(2025, 1, 9), 50, "discretionary_evidence"),
        (date(2026, 1, 10), 49, "discretionary_evidence"),
        (date(2026, 1, 11), 50, "discretionary_evidence"),
    ],
)
def test_credit_report_recent_and_good_enough(dated: date, score: int, clause: str | None) -> None:
    report = {"buyer": "duval", "kind": "credit report", "dated_on": dated, "score": score}
    facts = story([invoice("F1", DELIVERED)], limit_decisions=[], evidences=[report])
    terms = {
        "discretionary_limit": 200_000,
        "discretionary_evidence_needed": "credit report",
        "required_score": 50,
        "maximum_report_age": ("months", 12),
    }
    assert deciding_clause(facts, terms) == clause


@pytest.mark.parametrize(
    ("kind", "percentage", "insured"),
    [("named", None, 90_000), ("named", 7_500, 75_000), ("blind", None, 25_000)],
)
def test_lowest_percentage_applies_to_what_was_admitted(kind: str, percentage: int | None, insured: int) -> None:
    by_kind = [{"value": Fraction(9, 10)}, {"when": {"limit_kind": "blind"}, "value": Fraction(1, 2)}]
    decisions = [limit("L1", date(2026, 1, 1), percentage=percentage)] if kind == "named" else []
    facts = story([invoice("F1", DELIVERED)], limit_decisions=decisions)
    found = answers(facts, policy(insured_percentage=by_kind, blind_limit=50_000))
    assert found["F1"].layers[0]["insured"] == insured


@pytest.mark.parametrize(("delivered", "insured"), [(date(2026, 2, 28), 90_000), (date(2026, 3, 1), 80_000)])
def test_endorsement_counts_for_the_deliveries_from_its_day(delivered: date, insured: int) -> None:
    programme = policy()
    endorsement = {"effective_on": date(2026, 3, 1), "terms": {"insured_percentage": Fraction(8, 10)}}
    programme["layers"][0]["endorsements"] = [endorsement]
    found = answers(story([invoice("F1", delivered)]), programme)
    assert found["F1"].layers[0]["insured"] == insured


def test_last_day_of_the_period_is_included() -> None:
    facts = story([invoice("F1", date(2026, 12, 31)), invoice("F2", date(2027, 1, 1))])
    found = answers(facts, policy(), date(2027, 1, 15))
    clauses = [answer.layers[0]["deciding_clause"] for answer in found.values()]
    assert clauses == [None, "policy_period"]


@pytest.mark.parametrize(
    ("score", "admitted_by_each", "told"),
    [
        (60, [25_000, 50_000, 25_000], [None, None, None]),
        (None, [0, 0, 0], ["room_in_the_limit", "discretionary_evidence", "discretionary_evidence"]),
    ],
)
def test_layer_above_needs_what_the_layers_side_by_side_below_need(
    score: int | None, admitted_by_each: list[int], told: list[str | None]
) -> None:
    # Of a room of 250 and 500 the first two carry a third and two thirds; the third layer has what passes it.
    beside = {"name": "beside", "terms": {"layer_mode": "pari passu", "discretionary_limit": 50_000}}
    beside["terms"] |= {"discretionary_evidence_needed": "credit report", "required_score": 40}
    above = {"name": "above", "terms": {"layer_mode": "excess"}}
    report = {"buyer": "duval", "kind": "credit report", "dated_on": date(2026, 1, 5), "score": score}
    facts = story(
        [invoice("F1", date(2026, 1, 10))],
        evidences=[report],
        limit_decisions=[
            limit("L1", date(2026, 1, 1), amount=25_000),
            limit("L2", date(2026, 1, 1), amount=90_000, policy="above"),
        ],
    )
    found = answers(facts, policy(beside, above))["F1"]
    assert [layer["admitted"] for layer in found.layers] == admitted_by_each
    assert [layer["deciding_clause"] for layer in found.layers] == told
