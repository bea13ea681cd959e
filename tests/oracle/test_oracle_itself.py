"""The oracle is worth nothing unless it gives the answers that a careful reader works out by hand.

Story: Brasserie du Quai (policy in euros, year 2026, net of VAT, 90 %) sells to Moulins Duval, which has a
limit of EUR 1,500 from 1 January. Every invoice is EUR 1,200 with EUR 200 of VAT unless a test says otherwise.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.oracle.dates import add_span, last_day_counted_from, rounded
from tests.oracle.oracle import RowAnswer, judge

Facts = dict[str, list[dict[str, Any]]]
QUESTION_DAY = date(2026, 6, 30)


def invoice(number: str, delivered: date | str | None, **changes: Any) -> dict[str, Any]:
    """An invoice issued on delivery, due on the thirtieth day after."""
    issued = delivered if isinstance(delivered, date) else None
    due = None if issued is None else add_span(issued, ("days", 30))
    plain = {
        "number": number, "buyer": "duval", "entity": "quai", "stage": "invoiced", "delivered": delivered,
        "issued": issued,
        "due": due, "currency": "EUR", "gross": 120_000, "vat": 20_000, "payment_means": "open account",
        "undisputed": True,
    }  # fmt: skip
    return plain | changes


def limit(reference: str, decided_on: date, **changes: Any) -> dict[str, Any]:
    """A named limit of EUR 1,500 granted on a day."""
    plain = {
        "reference": reference, "buyer": "duval", "kind": "named", "outcome": "granted",
        "amount": 150_000, "currency": "EUR", "decided_on": decided_on,
    }  # fmt: skip
    return plain | changes


def story(invoices: list[dict[str, Any]], **tables: list[dict[str, Any]]) -> Facts:
    """The book of the story with the facts of one test."""
    buyer = {"buyer": "duval", "name": "Moulins Duval", "country": "FR", "sector": "1061"}
    flags = {"public": False, "related": False, "private_person": False}
    return {
        "buyers": [buyer | flags],
        "entities": [{"entity": "quai", "name": "Brasserie du Quai"}],
        "invoices": invoices,
        "limit_decisions": [limit("L1", date(2026, 1, 1))],
    } | tables


def policy(*layers: dict[str, Any], **terms: Any) -> dict[str, Any]:
    """A programme of one layer, and more on top of it where they are given."""
    period = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31), "excluded_buyers": []}
    whole = [{"name": "primary", "terms": {"insured_percentage": Fraction(9, 10)} | terms}, *layers]
    return {"currency": "EUR", "layers": [period | {"endorsements": []} | layer for layer in whole]}


def answers(facts: Facts, programme: dict[str, Any], as_of: date = QUESTION_DAY) -> dict[str, RowAnswer]:
    """Answers by invoice, each adding up to what is open."""
    found = judge(facts, programme, as_of)
    for answer in found:
        assert sum(answer.parts.values()) == answer.open
    return {answer.invoice: answer for answer in found}


def parts(answer: RowAnswer) -> dict[str, int]:
    """The parts of an answer that are not nil."""
    return {state: amount for state, amount in answer.parts.items() if amount}


def test_oldest_delivery_fills_the_limit_and_the_next_gets_what_is_left() -> None:
    facts = story([invoice("F2", date(2026, 2, 10)), invoice("F1", date(2026, 1, 10))])
    found = answers(facts, policy())
    assert parts(found["F1"]) == {"covered": 100_000, "outside the policy": 20_000}
    assert parts(found["F2"]) == {"covered": 50_000, "over limit": 50_000, "outside the policy": 20_000}
    assert found["F2"].layers == [{"admitted": 50_000, "insured": 45_000, "deciding_clause": None}]


def test_payment_of_the_oldest_lets_the_next_slide_in() -> None:
    payment = {
        "reference": "P", "buyer": "duval", "paid_on": date(2026, 3, 1), "currency": "EUR", "amount": 120_000,
    }  # fmt: skip
    facts = story([invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 2, 10))], payments=[payment])
    found = answers(facts, policy())
    assert found["F1"].open == 0
    assert found["F2"].parts["covered"] == 100_000
    returned = [{"payment": "P", "returned_on": date(2026, 3, 20)}]
    assert answers(facts | {"payment_returns": returned}, policy())["F2"].parts["covered"] == 50_000


def test_excess_of_a_named_payment_goes_to_the_oldest_open_row() -> None:
    payment = {
        "reference": "P", "buyer": "duval", "invoice": "F2", "paid_on": date(2026, 3, 1), "currency": "EUR",
        "amount": 150_000,
    }  # fmt: skip
    facts = story([invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 2, 10))], payments=[payment])
    found = answers(facts, policy())
    assert (found["F1"].open, found["F2"].open) == (90_000, 0)


def test_delivery_before_the_period_is_outside_and_takes_no_room() -> None:
    facts = story(
        [invoice("F1", date(2025, 12, 31)), invoice("F2", date(2026, 1, 1))],
        limit_decisions=[limit("L1", date(2025, 1, 1), amount=100_000)],
    )
    found = answers(facts, policy())
    assert found["F1"].layers[0]["deciding_clause"] == "policy_period"
    assert parts(found["F1"]) == {"outside the policy": 120_000}
    assert found["F2"].parts["covered"] == 100_000
    everything = answers(facts, policy(occupies_the_limit="everything open"))
    assert everything["F2"].layers[0]["deciding_clause"] == "room_in_the_limit"


def test_unknown_delivery_needs_information_and_takes_room() -> None:
    unknown = invoice("F1", None, issued=date(2026, 1, 5), due=date(2026, 2, 5))
    found = answers(story([unknown, invoice("F2", date(2026, 2, 1))]), policy())
    assert parts(found["F1"]) == {"needs information": 100_000, "outside the policy": 20_000}
    assert found["F2"].parts["covered"] == 50_000


@pytest.mark.parametrize(("day", "clause"), [(11, None), (12, "no_overdue_stop"), (19, "no_overdue_stop"), (20, None)])
def test_stop_for_overdue_begins_after_the_extension_and_ends_on_the_day_of_payment(
    day: int, clause: str | None
) -> None:
    # Delivered on 10 January, due on 9 February, extended by thirty days to 11 March.
    facts = story([invoice("F1", date(2026, 1, 10), paid_on=date(2026, 3, 20)), invoice("F2", date(2026, 3, day))])
    found = answers(facts, policy(maximum_extension_period=("days", 30)))
    assert found["F2"].layers[0]["deciding_clause"] == clause


def test_stop_cured_in_time_is_forgotten() -> None:
    facts = story([invoice("F1", date(2026, 1, 10), paid_on=date(2026, 3, 20)), invoice("F2", date(2026, 3, 15))])
    terms = {"maximum_extension_period": ("days", 30)}
    clause = {
        within: answers(facts, policy(**terms, cured_stop_forgotten_within=("days", within)))["F2"].layers[0][
            "deciding_clause"
        ]
        for within in (7, 8)
    }
    assert clause == {7: "no_overdue_stop", 8: None}


def test_late_notice_suspends_until_reported_and_the_deadline_is_told() -> None:
    terms = policy(
        maximum_extension_period=("days", 30),
        overdue_notice_period=("days", 10),
        late_notice="suspended until reported",
    )
    facts = story([invoice("F1", date(2026, 1, 10))])
    before = answers(facts, terms, date(2026, 3, 21))["F1"]
    assert (before.parts["covered"], before.until) == (100_000, date(2026, 3, 21))
    after = answers(facts, terms, date(2026, 3, 22))["F1"]
    assert parts(after) == {"suspended": 100_000, "outside the policy": 20_000}
    report = {"buyer": "duval", "reported_on": date(2026, 3, 25)}
    assert answers(facts | {"overdue_reports": [report]}, terms)["F1"].parts["covered"] == 100_000


def test_disputed_part_is_suspended_and_frees_its_room() -> None:
    dispute = {
        "reference": "D", "buyer": "duval", "invoice": "F1", "opened_on": date(2026, 2, 1), "amount": 60_000,
    }  # fmt: skip
    facts = story([invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 2, 10))], disputes=[dispute])
    found = answers(facts, policy())
    assert parts(found["F1"]) == {"covered": 50_000, "suspended": 50_000, "outside the policy": 20_000}
    assert found["F2"].parts["covered"] == 100_000
    kept = answers(facts, policy(disputed_part_occupies_the_limit=True))
    assert kept["F2"].parts["covered"] == 50_000


def test_withdrawal_takes_effect_after_its_notice_and_spares_orders_in_hand() -> None:
    withdrawn = limit("L2", date(2026, 3, 1), outcome="withdrawn", amount=None)
    facts = story(
        [
            invoice("before", date(2026, 3, 30), gross=12_000, vat=2_000),
            invoice("after", date(2026, 3, 31), gross=12_000, vat=2_000),
            invoice("in hand", date(2026, 4, 10), gross=12_000, vat=2_000, ordered=date(2026, 2, 20)),
        ],
        limit_decisions=[limit("L1", date(2026, 1, 1)), withdrawn],
    )
    found = answers(facts, policy(withdrawal_notice=("days", 30), orders_in_hand=("days", 10)))
    clauses = {name: answer.layers[0]["deciding_clause"] for name, answer in found.items()}
    assert clauses == {"before": None, "after": "no_withdrawal", "in hand": None}


def test_reduction_makes_new_deliveries_wait_or_stand_alone() -> None:
    reduced = limit("L2", date(2026, 2, 1), outcome="reduced", amount=80_000)
    facts = story(
        [invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 2, 10))],
        limit_decisions=[limit("L1", date(2026, 1, 1)), reduced],
    )
    assert answers(facts, policy())["F2"].parts["covered"] == 0
    assert answers(facts, policy(run_off="stand-alone"))["F2"].parts["covered"] == 80_000


def test_raised_limit_lifts_the_open_balance_only_where_the_schedule_says_so() -> None:
    facts = story([invoice("F1", date(2026, 1, 10))], limit_decisions=[limit("L1", date(2026, 2, 1))])
    assert answers(facts, policy())["F1"].layers[0]["deciding_clause"] == "limit_exists"
    assert answers(facts, policy(limit_increase="open balance"))["F1"].parts["covered"] == 100_000


def test_discretionary_limit_is_the_highest_balance_paid_by_then() -> None:
    facts = story(
        [
            invoice("F1", date(2026, 1, 10), paid_on=date(2026, 2, 10)),
            invoice("F2", date(2026, 1, 20), paid_on=date(2026, 2, 20)),
            invoice("F3", date(2026, 3, 1), gross=360_000, vat=60_000),
        ],
        limit_decisions=[],
    )
    terms = {"discretionary_limit": 500_000, "discretionary_evidence_needed": "payment experience"}
    found = answers(facts, policy(**terms))
    assert parts(found["F3"]) == {"covered": 200_000, "over limit": 100_000, "outside the policy": 60_000}
    assert found["F1"].layers[0]["deciding_clause"] == "discretionary_evidence"


def test_excess_layer_takes_what_the_limit_below_left() -> None:
    top_up = {
        "name": "top-up",
        "terms": {
            "layer_mode": "excess",
            "follow_ratio": Fraction(1, 5),
            "insured_percentage": Fraction(1, 2),
        },
    }
    facts = story([invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 2, 10))])
    found = answers(facts, policy(top_up))
    assert [layer["admitted"] for layer in found["F2"].layers] == [50_000, 30_000]
    assert found["F2"].layers[1]["insured"] == 15_000
    assert parts(found["F2"]) == {"covered": 80_000, "over limit": 20_000, "outside the policy": 20_000}


def test_layers_side_by_side_share_every_euro_by_their_limits() -> None:
    beside = {"name": "beside", "terms": {"layer_mode": "pari passu", "insured_percentage": Fraction(1)}}
    facts = story(
        [invoice("F1", date(2026, 1, 10), gross=240_000, vat=0)],
        limit_decisions=[
            limit("L1", date(2026, 1, 1), amount=100_000),
            limit("L2", date(2026, 1, 1), amount=50_000, policy="beside"),
        ],
    )
    found = answers(facts, policy(beside))
    assert [layer["admitted"] for layer in found["F1"].layers] == [100_000, 50_000]
    assert found["F1"].parts["over limit"] == 90_000


def test_money_after_an_insolvency_scales_every_part() -> None:
    dividend = {
        "reference": "P", "buyer": "duval", "invoice": "F2", "paid_on": date(2026, 5, 1), "currency": "EUR",
        "amount": 60_000, "payer": "dividend",
    }  # fmt: skip
    facts = story(
        [invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 2, 10))],
        payments=[dividend],
        insolvencies=[{"buyer": "duval", "kind": "liquidation", "opened_on": date(2026, 4, 1)}],
    )
    found = answers(facts, policy())
    assert parts(found["F2"]) == {"covered": 25_000, "over limit": 25_000, "outside the policy": 10_000}


def test_excluded_country_needs_information_when_the_country_is_unknown() -> None:
    excluded = [{"when": {"country": ["BR"]}, "value": "excluded"}]
    facts = story([invoice("F1", date(2026, 1, 10))])
    assert answers(facts, policy(country_covered=excluded))["F1"].parts["covered"] == 100_000
    facts["buyers"][0]["country"] = ""
    unknown = answers(facts, policy(country_covered=excluded))["F1"]
    assert unknown.layers[0]["deciding_clause"] == "covered_country"
    assert parts(unknown) == {"needs information": 100_000, "outside the policy": 20_000}


def test_foreign_invoice_is_converted_at_the_rate_of_the_day_asked_for() -> None:
    rates = [
        {"day": date(2026, 1, 1), "currency": "USD", "per_euro_numerator": 6, "per_euro_denominator": 5},
        {"day": date(2026, 6, 1), "currency": "USD", "per_euro_numerator": 5, "per_euro_denominator": 4},
    ]
    facts = story([invoice("F1", date(2026, 1, 10), currency="USD")], exchange_rates=rates)
    assert answers(facts, policy())["F1"].open == 96_000
    assert answers(facts, policy(exchange_rate_day="invoice date"))["F1"].open == 100_000


def test_insolvency_stops_deliveries_until_a_later_decision_governs_them() -> None:
    opened = {"buyer": "duval", "kind": "reorganisation", "opened_on": date(2026, 4, 1)}
    decisions = [limit("L1", date(2026, 1, 1)), limit("L2", date(2026, 5, 1))]
    facts = story(
        [
            invoice("eve", date(2026, 3, 31), gross=12_000, vat=2_000),
            invoice("same day", date(2026, 4, 1), gross=12_000, vat=2_000),
            invoice("restarted", date(2026, 5, 1), gross=12_000, vat=2_000),
        ],
        insolvencies=[opened],
        limit_decisions=decisions,
    )
    found = answers(facts, policy())
    clauses = {name: answer.layers[0]["deciding_clause"] for name, answer in found.items()}
    assert clauses == {"eve": None, "same day": "no_insolvency_stop", "restarted": None}


def test_losses_occurring_counts_the_loss_and_ends_with_the_period() -> None:
    facts = story([invoice("F1", date(2025, 12, 1))], limit_decisions=[limit("L1", date(2025, 1, 1))])
    terms = policy(period_basis="losses occurring")
    inside = answers(facts, terms)["F1"]
    assert (inside.parts["covered"], inside.until) == (100_000, date(2026, 12, 31))
    assert answers(facts, terms, date(2027, 1, 1))["F1"].layers[0]["deciding_clause"] == "policy_period"


def test_goods_not_delivered_yet_are_outside_even_when_invoiced() -> None:
    facts = story([invoice("F1", date(2026, 7, 1), issued=date(2026, 6, 1))])
    answer = answers(facts, policy())["F1"]
    assert answer.layers[0]["deciding_clause"] == "policy_period"
    assert answer.parts["covered"] == 0


def test_expired_limit_falls_back_as_the_schedule_says() -> None:
    temporary = limit("L2", date(2026, 2, 1), amount=300_000, expires_on=date(2026, 3, 31))
    facts = story(
        [
            invoice("last day", date(2026, 3, 31), gross=240_000, vat=0),
            invoice("after", date(2026, 4, 1), vat=0),
        ],
        limit_decisions=[limit("L1", date(2026, 1, 1), amount=250_000), temporary],
    )
    found = answers(facts, policy())
    assert [answer.parts["covered"] for answer in found.values()] == [240_000, 10_000]
    nothing = answers(facts, policy(expired_limit_falls_back_to="nothing"))
    clauses = [answer.layers[0]["deciding_clause"] for answer in nothing.values()]
    assert clauses == [None, "limit_not_expired"]


def test_refused_buyer_is_over_limit_and_only_a_cover_for_refused_buyers_stands() -> None:
    top_up = {"name": "top-up", "terms": {"layer_mode": "excess", "refused_buyer_limit": 30_000}}
    refused = limit("L2", date(2026, 2, 1), outcome="refused", amount=None)
    facts = story(
        [invoice("F1", date(2026, 2, 1))],
        limit_decisions=[limit("L1", date(2026, 1, 1)), refused],
    )
    found = answers(facts, policy(top_up, discretionary_limit=500_000))
    assert parts(found["F1"]) == {"covered": 30_000, "over limit": 70_000, "outside the policy": 20_000}
    assert found["F1"].layers[0]["deciding_clause"] == "buyer_not_refused"


def test_late_notice_lowers_the_percentage_and_a_waiver_restores_it() -> None:
    terms = policy(
        maximum_extension_period=("days", 30),
        overdue_notice_period=("days", 10),
        late_notice="lower percentage",
        late_notice_percentage=Fraction(1, 3),
    )
    facts = story([invoice("F1", date(2026, 1, 10))])
    assert answers(facts, terms)["F1"].layers[0]["insured"] == 33_333
    waiver = {"buyer": "duval", "subject": "late notice", "given_on": date(2026, 4, 1)}
    assert answers(facts | {"consents": [waiver]}, terms)["F1"].layers[0]["insured"] == 90_000


WAITING: dict[str, Any] = {"stage": "delivered", "issued": None, "due": None}


def test_goods_not_yet_invoiced_are_held_to_their_sublimit() -> None:
    facts = story([invoice("D1", date(2026, 6, 1), **WAITING), invoice("F1", date(2026, 6, 2))])
    found = answers(facts, policy(delivered_not_invoiced_limit=40_000))
    assert parts(found["D1"]) == {"covered": 40_000, "over limit": 60_000, "outside the policy": 20_000}
    assert found["F1"].parts["covered"] == 50_000


SUBLIMIT = {"delivered_not_invoiced_limit": 30_000, "occupies_the_limit": "admitted part"}


@pytest.mark.parametrize(
    ("amount", "terms", "covered"),
    [
        (100_000, {}, 70_000),
        # With VAT D1 would fill 1,200; 300 of its 1,000 are admitted, which fill 360. F1 finds 840, or 700 without VAT.
        (120_000, {"limit_amount_base": "gross of VAT"}, 70_000),
        # One cent of 1,000 is 0.012 of a limit with VAT.
        (120_000, {"limit_amount_base": "gross of VAT", "delivered_not_invoiced_limit": 1}, 99_999),
        (100_000, {"occupies_the_limit": "insurable debt"}, 0),
        (100_000, {"delivered_not_invoiced_limit": 0}, 100_000),
    ],
)
def test_what_the_sublimit_cuts_leaves_its_room_to_younger_debt(
    amount: int, terms: dict[str, Any], covered: int
) -> None:
    facts = story([invoice("D1", date(2026, 6, 1), **WAITING), invoice("F1", date(2026, 6, 2))])
    facts["limit_decisions"] = [limit("L1", date(2026, 1, 1), amount=amount)]
    found = answers(facts, policy(**SUBLIMIT | terms))
    assert found["D1"].parts["covered"] == (SUBLIMIT | terms)["delivered_not_invoiced_limit"]
    assert found["F1"].parts["covered"] == covered


def test_layers_side_by_side_cut_by_their_sublimits_leave_room_together() -> None:
    beside = {"name": "beside", "terms": {"layer_mode": "pari passu"} | SUBLIMIT}
    facts = story([invoice("D1", date(2026, 6, 1), **WAITING), invoice("F1", date(2026, 6, 2))])
    facts["limit_decisions"] = [
        limit(name, date(2026, 1, 1), amount=50_000, policy=name) for name in ("primary", "beside")
    ]
    found = answers(facts, policy(beside, **SUBLIMIT))
    # Of 500 each carries 300: the two fill 600 of 1,000.
    assert [layer["admitted"] for layer in found["D1"].layers] == [30_000, 30_000]
    assert [layer["admitted"] for layer in found["F1"].layers] == [20_000, 20_000]


def test_lost_goods_cut_by_their_sublimit_fill_what_is_still_open_of_what_was_admitted() -> None:
    half = {
        "reference": "P", "buyer": "duval", "invoice": "D1", "paid_on": date(2026, 4, 1), "currency": "EUR",
        "amount": 60_000,
    }  # fmt: skip
    facts = story(
        [invoice("D1", date(2026, 1, 10), **WAITING), invoice("F1", date(2026, 3, 10))],
        payments=[half],
        insolvencies=[{"buyer": "duval", "kind": "liquidation", "opened_on": date(2026, 2, 1), "closed_on": "never"}],
        consents=[{"buyer": "duval", "subject": "restart", "given_on": date(2026, 2, 2), "until": "never"}],
        limit_decisions=[limit("L1", date(2026, 1, 1), amount=100_000)],
    )
    found = answers(facts, policy(**SUBLIMIT))
    assert (found["D1"].parts["covered"], found["F1"].parts["covered"]) == (15_000, 85_000)


def test_group_that_shares_a_limit_shares_its_sublimit() -> None:
    facts = story(
        [invoice("D1", date(2026, 6, 1), **WAITING), invoice("D2", date(2026, 6, 2), buyer="minoterie", **WAITING)]
    )
    facts["buyers"] = [
        facts["buyers"][0] | {"buyer": code, "name": code, "group": "G"} for code in ("duval", "minoterie")
    ]
    facts["limit_decisions"] = [limit("L1", date(2026, 1, 1), amount=500_000)]
    found = answers(facts, policy(limit_scope="buyer group", delivered_not_invoiced_limit=120_000))
    assert (found["D1"].parts["covered"], found["D2"].parts["covered"]) == (100_000, 20_000)


def test_group_shares_one_limit_where_the_schedule_says_so() -> None:
    facts = story([invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 2, 10), buyer="minoterie")])
    facts["buyers"] = [
        facts["buyers"][0] | {"buyer": code, "name": code, "group": "G"} for code in ("duval", "minoterie")
    ]
    assert answers(facts, policy())["F2"].layers[0]["deciding_clause"] == "limit_exists"
    assert answers(facts, policy(limit_scope="buyer group"))["F2"].parts["covered"] == 50_000


@pytest.mark.parametrize(
    ("printed", "clause"),
    [
        ({}, None),
        ({"party_identifier": "73282932000074"}, None),
        ({"party_identifier": "552100554"}, "entity_guard"),
        ({"party_name": "MOULINS DUVAL."}, None),
        ({"party_name": "Moulins Duval Export"}, "entity_guard"),
    ],
)
def test_invoice_made_out_to_another_company_is_not_covered(printed: dict[str, str], clause: str | None) -> None:
    facts = story([invoice("F1", date(2026, 1, 10), **printed)])
    facts["buyers"][0]["siren"] = "732829320"
    assert answers(facts, policy())["F1"].layers[0]["deciding_clause"] == clause


def test_scaling_after_an_insolvency_leaves_no_stray_cent() -> None:
    dividend = {
        "reference": "P", "buyer": "duval", "invoice": "F1", "paid_on": date(2026, 5, 1), "currency": "EUR",
        "amount": 33_331, "payer": "dividend",
    }  # fmt: skip
    opened = {"buyer": "duval", "kind": "liquidation", "opened_on": date(2026, 4, 1)}
    facts = story([invoice("F1", date(2026, 1, 10))], payments=[dividend], insolvencies=[opened])
    assert set(parts(answers(facts, policy())["F1"])) == {"covered", "outside the policy"}


def test_corrected_fact_is_read_in_place_of_the_first() -> None:
    facts = story(
        [
            invoice("F1", date(2026, 1, 10), fact_id="one"),
            invoice("F1", date(2026, 1, 10), fact_id="two", corrects="one", gross=60_000, vat=10_000),
        ]
    )
    assert [answer.open for answer in judge(facts, policy(), QUESTION_DAY)] == [60_000]


def test_spans_end_where_a_calendar_says() -> None:
    assert add_span(date(2026, 1, 31), ("months", 1)) == date(2026, 2, 28)
    assert add_span(date(2026, 3, 10), ("days end of month", 45, "before")) == date(2026, 4, 30)
    assert add_span(date(2026, 3, 10), ("days end of month", 45, "after")) == date(2026, 5, 15)
    assert last_day_counted_from(date(2026, 3, 1), ("months", 1), "same day") == date(2026, 3, 31)


def test_half_a_cent_is_rounded_away_from_zero() -> None:
    assert [rounded(Fraction(value, 2)) for value in (1, 3, -1, -3)] == [1, 2, -1, -2]
