"""What happens several times to one buyer, and what is judged on the day of a loss, worked out by hand.

Same story as beside: an invoice of EUR 1,200 of which EUR 200 of VAT, a limit of EUR 1,500 from 1 January.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.oracle.oracle import carried_up_to
from tests.oracle.test_oracle_itself import answers, invoice, limit, parts, policy, story

SMALL = {"gross": 12_000, "vat": 2_000}


def opened(day: date, kind: str = "liquidation", **changes: Any) -> dict[str, Any]:
    """Proceedings against the buyer."""
    return {"buyer": "duval", "kind": kind, "opened_on": day} | changes


def restart(day: date, **changes: Any) -> dict[str, Any]:
    """Consent to deliver again."""
    return {"buyer": "duval", "subject": "restart", "given_on": day} | changes


def clauses(facts: dict[str, Any], programme: dict[str, Any], layer: int = 0) -> dict[str, str | None]:
    """Clause that decides on each invoice."""
    return {name: answer.layers[layer]["deciding_clause"] for name, answer in answers(facts, programme).items()}


@pytest.mark.parametrize(
    ("consents", "stopped"),
    [
        ([], ["march", "april", "may"]),
        ([restart(date(2026, 2, 1))], ["march", "april", "may"]),
        ([restart(date(2026, 2, 2))], ["april", "may"]),
        ([restart(date(2026, 2, 2), until=date(2026, 3, 9))], ["march", "april", "may"]),
        ([restart(date(2026, 2, 2), until=date(2026, 3, 10))], ["april", "may"]),
        ([restart(date(2026, 2, 2), invoice="april")], ["march", "april", "may"]),
        ([restart(date(2026, 4, 2), invoice="may")], ["march", "april"]),
        ([restart(date(2026, 2, 2)), restart(date(2026, 4, 2))], []),
    ],
)
@pytest.mark.parametrize("event", ["insolvencies", "hand_overs"])
def test_each_event_stops_again_and_a_consent_holds_as_far_as_it_says(
    event: str, consents: list[dict[str, Any]], stopped: list[str]
) -> None:
    # Twice stopped, on 1 February and on 1 April; delivered on 10 January, 10 March, 2 April and 10 May.
    days = [date(2026, 2, 1), date(2026, 4, 1)]
    events = [opened(day) if event == "insolvencies" else {"buyer": "duval", "handed_over_on": day} for day in days]
    facts = story(
        [
            invoice(number, day, **SMALL)
            for number, day in {
                "january": date(2026, 1, 10), "march": date(2026, 3, 10),
                "april": date(2026, 4, 2), "may": date(2026, 5, 10),
            }.items()
        ],
        consents=consents,
        **{event: events},
    )  # fmt: skip
    assert [number for number, clause in clauses(facts, policy()).items() if clause is not None] == stopped


@pytest.mark.parametrize(
    ("counted", "stops"),
    [
        ("any proceedings", {"arrangement", "safeguard", "foreign"}),
        ("opened by a court", {"safeguard", "foreign"}),
        ("stopped payments", {"foreign"}),
    ],
)
def test_proceedings_that_count_are_a_term_of_the_first_layer(counted: str, stops: set[str]) -> None:
    top_up = {"name": "top-up", "terms": {"layer_mode": "excess", "insolvency_proceedings": "any proceedings"}}
    for kind in ("arrangement", "safeguard", "foreign"):
        facts = story([invoice("F1", date(2026, 3, 10))], insolvencies=[opened(date(2026, 2, 1), kind)])
        programme = policy(top_up, insolvency_proceedings=counted)
        for layer in (0, 1):
            assert (clauses(facts, programme, layer)["F1"] == "no_insolvency_stop") == (kind in stops)


def test_delivery_under_proceedings_is_judged_as_the_account_stands() -> None:
    # F1 is lost on 1 February with EUR 1,000 in the limit; F2 is delivered after by consent, when F1 is half paid.
    dividend = {
        "reference": "P", "buyer": "duval", "invoice": "F1", "paid_on": date(2026, 5, 1), "currency": "EUR",
        "amount": 60_000,
    }  # fmt: skip
    facts = story(
        [invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 3, 10))],
        payments=[dividend],
        insolvencies=[opened(date(2026, 2, 1))],
        consents=[restart(date(2026, 2, 2))],
    )
    found = answers(facts, policy())
    assert [found[number].parts["covered"] for number in ("F1", "F2")] == [50_000, 100_000]
    again = answers(facts | {"insolvencies": [opened(date(2026, 2, 1)), opened(date(2026, 4, 1))]}, policy())
    # At the second opening F1 was still whole: F2 found room for EUR 500.
    assert [again[number].parts["covered"] for number in ("F1", "F2")] == [50_000, 50_000]


def test_sales_delivered_after_a_loss_do_not_exist_on_its_day() -> None:
    # By due date F2 is the older; on the day of the loss of F1 it was not delivered yet.
    facts = story(
        [
            invoice("F1", date(2026, 1, 10), due=date(2026, 6, 1)),
            invoice("F2", date(2026, 2, 10), due=date(2026, 2, 15)),
        ],
        insolvencies=[opened(date(2026, 2, 1))],
        consents=[restart(date(2026, 2, 5))],
        limit_decisions=[limit("L1", date(2026, 1, 1), amount=100_000)],
    )
    found = answers(facts, policy(oldest_by="due date"))
    assert [found[number].parts["covered"] for number in ("F1", "F2")] == [100_000, 100_000]


def test_raise_after_the_loss_lifts_nothing() -> None:
    facts = story(
        [invoice("F1", date(2026, 1, 10), gross=240_000, vat=0)],
        limit_decisions=[limit("L1", date(2026, 1, 1)), limit("L2", date(2026, 3, 1), amount=240_000)],
    )
    lifts = policy(limit_increase="open balance")
    assert answers(facts, lifts)["F1"].parts["covered"] == 240_000
    for day, covered in ((date(2026, 3, 1), 240_000), (date(2026, 2, 28), 150_000)):
        lost = answers(facts | {"insolvencies": [opened(day)]}, lifts)["F1"]
        assert (lost.parts["covered"], lost.until) == (covered, "never")


@pytest.mark.parametrize(
    ("changes", "covered", "until"),
    [
        ({"expires_on": date(2026, 6, 29)}, 150_000, "never"),
        ({"expires_on": date(2026, 6, 30)}, 240_000, date(2026, 6, 30)),
        ({"effective_on": date(2026, 7, 20)}, 150_000, date(2026, 7, 19)),
        ({"effective_on": date(2026, 7, 20), "amount": 150_000}, 150_000, "never"),
    ],
)
def test_last_day_of_a_raise_that_lifts_the_open_balance(changes: dict[str, Any], covered: int, until: Any) -> None:
    raised = limit("L2", date(2026, 3, 1), amount=240_000) | changes
    facts = story(
        [invoice("F1", date(2026, 1, 10), gross=240_000, vat=0)],
        limit_decisions=[limit("L1", date(2026, 1, 1)), raised],
    )
    found = answers(facts, policy(limit_increase="open balance"))["F1"]
    assert (found.parts["covered"], found.until) == (covered, until)


@pytest.mark.parametrize(("cleared", "clause"), [(date(2026, 3, 9), None), (date(2026, 3, 12), "adverse_information")])
def test_calm_between_two_pieces_of_news(cleared: date, clause: str | None) -> None:
    news = [
        {"buyer": "duval", "learnt_on": date(2026, 1, 5), "cleared_on": cleared},
        {"buyer": "duval", "learnt_on": date(2026, 4, 1)},
    ]
    facts = story([invoice("F1", date(2026, 3, 10))], adverse_informations=news)
    assert clauses(facts, policy())["F1"] == clause


@pytest.mark.parametrize(("moved_on", "clause"), [(10, "agreed_terms_within_maximum"), (11, "extension_authorised")])
def test_due_date_moved_by_the_day_of_delivery_is_the_one_agreed(moved_on: int, clause: str) -> None:
    move = {"invoice": "F1", "buyer": "duval", "moved_on": date(2026, 1, moved_on), "new_due": date(2026, 3, 20)}
    facts = story([invoice("F1", date(2026, 1, 10))], due_date_moves=[move])
    terms = {"maximum_payment_terms": ("days", 60), "unauthorised_extension": "invoice"}
    assert clauses(facts, policy(**terms))["F1"] == clause


def test_minimum_is_that_of_the_whole_invoice() -> None:
    facts = story([invoice("F1", date(2026, 1, 10), instalment=part, gross=30_000, vat=0) for part in (1, 2)])
    assert clauses(facts, policy(minimum_invoice_amount=60_000))["F1"] is None
    assert clauses(facts, policy(minimum_invoice_amount=60_001))["F1"] == "minimum_amount"


@pytest.mark.parametrize(
    ("waiver", "clause"),
    [
        ({"until": date(2026, 2, 9)}, None),
        ({"until": date(2026, 2, 8)}, "overdue_notice"),
        ({"until": date(2026, 2, 8), "invoice": "F1"}, None),
        ({}, None),
    ],
)
def test_waiver_covers_what_was_first_due_by_its_last_day(waiver: dict[str, Any], clause: str | None) -> None:
    given = {"buyer": "duval", "subject": "late notice", "given_on": date(2026, 4, 1)} | waiver
    facts = story([invoice("F1", date(2026, 1, 10))], consents=[given])
    terms = {"maximum_extension_period": ("days", 30), "overdue_notice_period": ("days", 10)}
    assert clauses(facts, policy(**terms))["F1"] == clause


def test_stop_follows_the_oldest_delivery_of_those_that_began_it() -> None:
    # Both are beyond their extension from 12 March; F1, delivered first, waits for every overdue, F3 for its own.
    rows = [
        invoice("F1", date(2026, 1, 5), due=date(2026, 2, 9), paid_on=date(2026, 3, 20)),
        invoice("F3", date(2026, 1, 10), due=date(2026, 2, 9), paid_on=date(2026, 3, 20)),
        invoice("F2", date(2026, 2, 7), **SMALL),
        invoice("F4", date(2026, 3, 25), **SMALL),
    ]
    programme = policy(maximum_extension_period=("days", 30), overdue_restart="all overdue paid")
    later = {"effective_on": date(2026, 1, 8), "terms": {"overdue_restart": "oldest overdue paid"}}
    programme["layers"][0]["endorsements"] = [later]
    assert clauses(story(rows), programme)["F4"] == "no_overdue_stop"
    programme["layers"][0]["endorsements"] = [later | {"effective_on": date(2026, 1, 5)}]
    assert clauses(story(rows), programme)["F4"] is None


def test_flags_of_the_buyer_are_those_of_the_delivery() -> None:
    facts = story([invoice("before", date(2026, 2, 1), **SMALL), invoice("since", date(2026, 3, 1), **SMALL)])
    facts["buyers"] = [*facts["buyers"], facts["buyers"][0] | {"changed_on": date(2026, 3, 1), "public": True}]
    assert clauses(facts, policy()) == {"before": None, "since": "public_buyer"}


@pytest.mark.parametrize(
    ("score", "terms", "clause"),
    [
        (50, {"required_score": 50, "score_direction": "lower is better"}, None),
        (51, {"required_score": 50, "score_direction": "lower is better"}, "discretionary_evidence"),
        (1, {}, None),
        (None, {}, None),
        (None, {"required_score": 50}, "discretionary_evidence"),
    ],
)
def test_score_is_read_in_its_direction(score: int | None, terms: dict[str, Any], clause: str | None) -> None:
    report = {"buyer": "duval", "kind": "credit report", "dated_on": date(2026, 1, 2), "score": score}
    facts = story([invoice("F1", date(2026, 1, 10))], limit_decisions=[], evidences=[report])
    evidence = {"discretionary_limit": 200_000, "discretionary_evidence_needed": "credit report"}
    found = answers(facts, policy(**evidence, **terms))["F1"]
    assert found.layers[0]["deciding_clause"] == clause
    lost = "over limit" if score is not None else "needs information"
    assert found.parts["covered" if clause is None else lost] == 100_000


@pytest.mark.parametrize(
    ("zone", "vat", "state"),
    [(120_000, None, "needs information"), (100_000, None, "covered"), (120_000, 0, "covered")],
)
def test_experience_without_vat_needs_it_unless_what_is_certain_is_enough(
    zone: int, vat: int | None, state: str
) -> None:
    facts = story(
        [
            invoice("F1", date(2026, 1, 10), paid_on=date(2026, 2, 10)),
            invoice("F2", date(2026, 1, 20), paid_on=date(2026, 2, 20), vat=vat),
            invoice("F3", date(2026, 3, 1)),
        ],
        limit_decisions=[],
    )
    terms = {"discretionary_limit": zone, "discretionary_evidence_needed": "payment experience"}
    assert answers(facts, policy(**terms))["F3"].parts[state] == 100_000


def test_three_layers_side_by_side_share_to_the_cent() -> None:
    assert [carried_up_to(place, 100, {0: 1, 1: 1, 2: 1}) for place in range(3)] == [33, 34, 33]
    beside = [
        {"name": name, "terms": {"layer_mode": mode, "insured_percentage": Fraction(1)}}
        for name, mode in (("above", "excess"), ("beside", "pari passu"))
    ]
    facts = story(
        [invoice("F1", date(2026, 1, 10), gross=240_000, vat=0)],
        limit_decisions=[
            limit("L1", date(2026, 1, 1), amount=100_000),
            limit("L2", date(2026, 1, 1), amount=40_000, policy="above"),
            limit("L3", date(2026, 1, 1), amount=20_000, policy="beside"),
        ],
    )
    # Both carry what exceeds the first layer, two euros to one.
    assert [layer["admitted"] for layer in answers(facts, policy(*beside))["F1"].layers] == [100_000, 40_000, 20_000]
    facts["limit_decisions"][0]["amount"] = 210_000
    assert [layer["admitted"] for layer in answers(facts, policy(*beside))["F1"].layers] == [210_000, 20_000, 10_000]


def test_limit_beside_that_nobody_can_tell_leaves_the_share_unknown() -> None:
    evidence = {
        "layer_mode": "pari passu", "discretionary_limit": 50_000, "discretionary_evidence_needed": "credit report",
        "required_score": 50,
    }  # fmt: skip
    report = {"buyer": "duval", "kind": "credit report", "dated_on": date(2026, 1, 2)}
    facts = story([invoice("F1", date(2026, 1, 10))], evidences=[report])
    found = answers(facts, policy({"name": "beside", "terms": evidence}))["F1"]
    assert parts(found) == {"needs information": 100_000, "outside the policy": 20_000}
    assert [layer["deciding_clause"] for layer in found.layers] == ["room_in_the_limit", "discretionary_evidence"]


def test_goods_not_delivered_yet_are_judged_by_the_period_alone() -> None:
    facts = story([invoice("F1", date(2026, 7, 1), issued=date(2026, 6, 1), entity=None)])
    facts["insolvencies"] = [opened(date(2026, 2, 1))]
    assert clauses(facts, policy(initial_waiting_period=("days", 30)))["F1"] == "policy_period"


def test_money_for_a_sale_delivered_after_the_loss_is_not_for_older_ones() -> None:
    paid_before = {
        "reference": "P", "buyer": "duval", "invoice": "F2", "paid_on": date(2026, 1, 20), "currency": "EUR",
        "amount": 60_000,
    }  # fmt: skip
    facts = story(
        [invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 3, 10))],
        payments=[paid_before],
        insolvencies=[opened(date(2026, 2, 1))],
    )
    assert answers(facts, policy())["F1"].parts["covered"] == 100_000


def test_shares_of_a_lost_invoice_are_never_more_than_what_is_open() -> None:
    dividend = {
        "reference": "P", "buyer": "duval", "invoice": "F1", "paid_on": date(2026, 5, 1), "currency": "EUR",
        "amount": 1,
    }  # fmt: skip
    beside = {"name": "beside", "terms": {"layer_mode": "pari passu"}}
    facts = story(
        [invoice("F1", date(2026, 1, 10), gross=2, vat=0)],
        payments=[dividend],
        insolvencies=[opened(date(2026, 4, 1))],
        limit_decisions=[
            limit("L1", date(2026, 1, 1), amount=100),
            limit("L2", date(2026, 1, 1), amount=100, policy="beside"),
        ],
    )
    found = answers(facts, policy(beside))["F1"]
    assert parts(found) == {"covered": 1}
    assert sum(layer["admitted"] for layer in found.layers) == 1


def test_top_up_waits_while_a_duty_of_the_primary_is_open_even_without_its_limit() -> None:
    top_up = {"name": "top-up", "terms": {"layer_mode": "excess", "blind_limit": 50_000}}
    terms = {
        "maximum_extension_period": ("days", 30),
        "overdue_notice_period": ("days", 10),
        "late_notice": "suspended until reported",
    }
    found = answers(story([invoice("F1", date(2026, 1, 10))], limit_decisions=[]), policy(top_up, **terms))["F1"]
    assert [layer["deciding_clause"] for layer in found.layers] == ["limit_exists", "primary_keeps_the_invoice"]


def test_what_was_paid_in_advance_is_no_experience() -> None:
    paid = [
        {"reference": name, "buyer": "duval", "invoice": "F1", "paid_on": day, "currency": "EUR", "amount": 60_000}
        for name, day in (("P1", date(2026, 1, 5)), ("P2", date(2026, 2, 5)))
    ]
    facts = story(
        [invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 3, 1))], limit_decisions=[], payments=paid
    )
    terms = {"discretionary_limit": 200_000, "discretionary_evidence_needed": "payment experience"}
    assert answers(facts, policy(**terms))["F2"].parts["covered"] == 50_000


def test_overdue_paid_before_its_notice_was_due_needs_none_and_keeps_its_room_in_a_loss() -> None:
    paid = {
        "reference": "P", "buyer": "duval", "invoice": "F1", "paid_on": date(2026, 2, 1), "currency": "EUR",
        "amount": 120_000,
    }  # fmt: skip
    facts = story(
        [invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 1, 11))],
        payments=[paid],
        insolvencies=[opened(date(2026, 1, 20))],
        overdue_reports=[{"buyer": "duval", "invoice": "F2", "reported_on": date(2026, 3, 1)}],
    )
    terms = {"maximum_extension_period": ("days", 30), "overdue_notice_period": ("days", 10)}
    assert answers(facts, policy(**terms))["F2"].parts["covered"] == 50_000
