"""What follows on what happened to one buyer: decisions, moves, raises and lost debts, worked out by hand.

Same story as beside: an invoice of EUR 1,200 of which EUR 200 of VAT, a limit of EUR 1,500 from 1 January.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.oracle.test_oracle_events import SMALL, clauses, opened, restart
from tests.oracle.test_oracle_itself import answers, invoice, limit, parts, policy, story


@pytest.mark.parametrize(
    ("decisions", "clause"),
    [
        ([limit("L2", date(2026, 2, 2))], None),
        # Taken on the day itself, notified after it.
        ([limit("L2", date(2026, 2, 1), notified_on=date(2026, 2, 5))], "no_insolvency_stop"),
        ([limit("L2", date(2026, 2, 2), amount=0)], "no_insolvency_stop"),
        ([limit("L2", date(2026, 2, 2), outcome="withdrawn")], "no_insolvency_stop"),
        ([limit("L2", date(2026, 2, 2), expires_on=date(2026, 3, 9))], "no_insolvency_stop"),
        ([limit("L2", date(2026, 2, 2), expires_on=date(2026, 3, 10))], None),
        ([limit("L2", date(2026, 2, 2), effective_on=date(2026, 3, 11))], "no_insolvency_stop"),
        # The last to take effect was taken before the opening: the other one still counts.
        ([limit("L2", date(2026, 2, 2)), limit("L3", date(2026, 1, 20), effective_on=date(2026, 3, 1))], None),
    ],
)
def test_decision_that_lets_deliveries_restart(decisions: list[dict[str, Any]], clause: str | None) -> None:
    facts = story([invoice("F1", date(2026, 3, 10))], insolvencies=[opened(date(2026, 2, 1))])
    facts["limit_decisions"] += decisions
    assert clauses(facts, policy())["F1"] == clause


def moved(day: date, new_due: date) -> dict[str, Any]:
    """A move of the due date of F1."""
    return {"invoice": "F1", "buyer": "duval", "moved_on": day, "new_due": new_due}


@pytest.mark.parametrize(
    ("delivered", "clause"),
    [
        (date(2026, 3, 11), None),
        (date(2026, 3, 12), "no_overdue_stop"),
        (date(2026, 3, 19), "no_overdue_stop"),
        (date(2026, 3, 20), None),
        (date(2026, 4, 30), None),
        (date(2026, 5, 1), "no_overdue_stop"),
        (date(2026, 5, 4), "no_overdue_stop"),
        (date(2026, 5, 5), None),
    ],
)
def test_each_date_agreed_counts_to_the_next_move(delivered: date, clause: str | None) -> None:
    # Due on 9 February; then on 31 May from 20 March, on 31 March from 10 April, on 31 May again from 5 May.
    moves = [
        moved(date(2026, 3, 20), date(2026, 5, 31)),
        moved(date(2026, 4, 10), date(2026, 3, 31)),
        moved(date(2026, 5, 5), date(2026, 5, 31)),
    ]
    facts = story([invoice("F1", date(2026, 1, 10)), invoice("F2", delivered, **SMALL)], due_date_moves=moves)
    terms = {"maximum_extension_period": ("days", 30), "extension_effect": "moved due date"}
    assert clauses(facts, policy(**terms))["F2"] == clause


@pytest.mark.parametrize("then", [date(2026, 2, 20), date(2026, 4, 30)])
def test_move_beyond_the_authority_stops_from_its_own_day_whatever_follows(then: date) -> None:
    # Due on 9 February, with ten days of authority; moved beyond it on 1 March, back or further on 1 April.
    moves = [moved(date(2026, 3, 1), date(2026, 3, 31)), moved(date(2026, 4, 1), then)]
    facts = story(
        [
            invoice("F1", date(2026, 1, 10)),
            invoice("before", date(2026, 2, 28), **SMALL),
            invoice("F2", date(2026, 3, 1), **SMALL),
            invoice("F3", date(2026, 5, 1), **SMALL),
        ],
        due_date_moves=moves,
    )
    found = clauses(facts, policy(unauthorised_extension="buyer", extension_authority=("days", 10)))
    stopped = {"F2": "no_extension_stop", "F3": "no_extension_stop"}
    assert found == {"F1": None, "before": None} | stopped


@pytest.mark.parametrize(
    ("met", "covered"), [(None, 150_000), (date(2026, 6, 30), 240_000), (date(2026, 7, 1), 150_000)]
)
def test_raise_lifts_once_its_conditions_are_met(met: date | None, covered: int) -> None:
    higher = limit("L2", date(2026, 3, 1), amount=240_000, conditions="a guarantee", conditions_met_on=met)
    facts = story([invoice("F1", date(2026, 1, 10), gross=240_000, vat=0)])
    facts["limit_decisions"].append(higher)
    assert answers(facts, policy(limit_increase="open balance"))["F1"].parts["covered"] == covered


def test_raise_lifts_blind_cover_but_no_zone_whose_evidence_does_not_tell() -> None:
    facts = story([invoice("F1", date(2026, 1, 10))], limit_decisions=[limit("L2", date(2026, 3, 1), amount=90_000)])
    blind = policy(limit_increase="open balance", blind_limit=50_000)
    assert answers(facts, blind)["F1"].parts["covered"] == 90_000
    facts["evidences"] = [{"buyer": "duval", "kind": "credit report", "dated_on": date(2026, 1, 5)}]
    zone = {"discretionary_limit": 50_000, "discretionary_evidence_needed": "credit report", "required_score": 5}
    assert clauses(facts, policy(limit_increase="open balance", **zone))["F1"] == "discretionary_evidence"


def test_older_debt_takes_room_as_the_terms_of_its_own_delivery_say() -> None:
    # F1, delivered before the period, takes room only where everything open does: from 1 February, not on its day.
    facts = story([invoice("F1", date(2025, 12, 30)), invoice("F2", date(2026, 2, 10))])
    later = {"endorsements": [{"effective_on": date(2026, 2, 1), "terms": {"occupies_the_limit": "everything open"}}]}
    programme = policy()
    programme["layers"][0] |= later
    assert answers(facts, programme)["F2"].parts["covered"] == 100_000
    assert answers(facts, policy(occupies_the_limit="everything open"))["F2"].parts["covered"] == 50_000


def test_lost_debt_keeps_what_it_was_admitted_for_in_every_layer() -> None:
    # F1, EUR 1,000, fills the first limit on the day of its loss; a raise after it lifts F2 alone, and F1 still fills.
    top_up = {"name": "top-up", "terms": {"layer_mode": "excess", "occupies_the_limit": "admitted part"}}
    facts = story(
        [invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 3, 10))],
        insolvencies=[opened(date(2026, 2, 1))],
        consents=[restart(date(2026, 2, 2))],
        limit_decisions=[
            limit("L1", date(2026, 1, 1), amount=60_000),
            limit("L2", date(2026, 1, 1), amount=70_000, policy="top-up"),
            limit("L3", date(2026, 2, 10), amount=180_000),
        ],
    )
    found = answers(facts, policy(top_up, limit_increase="open balance"))
    assert [layer["admitted"] for layer in found["F1"].layers] == [60_000, 40_000]
    # Of 1,800 the first layer has 800 left, and the second 300 of its 700.
    assert [layer["admitted"] for layer in found["F2"].layers] == [80_000, 20_000]


def test_lost_debt_fills_a_room_made_together_by_all_of_what_the_layers_admitted() -> None:
    beside = {"name": "beside", "terms": {"layer_mode": "pari passu", "occupies_the_limit": "admitted part"}}
    facts = story(
        [invoice("F1", date(2026, 1, 10)), invoice("F2", date(2026, 3, 10))],
        insolvencies=[opened(date(2026, 2, 1))],
        consents=[restart(date(2026, 2, 2))],
        limit_decisions=[
            limit("L1", date(2026, 1, 1), amount=75_000),
            limit("L2", date(2026, 1, 1), amount=75_000, policy="beside"),
        ],
    )
    found = answers(facts, policy(beside, occupies_the_limit="admitted part"))
    assert [layer["admitted"] for layer in found["F1"].layers] == [50_000, 50_000]
    # As if F1 were not lost: of a room of 1,500 it takes 1,000 in each layer, not the share of that layer alone.
    assert [layer["admitted"] for layer in found["F2"].layers] == [25_000, 25_000]


def side_by_side(amounts: list[int], **terms: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Limits of the first layer and of those beside it, and the layers beside, with terms of their own."""
    names = ["primary", "second", "third"][: len(amounts)]
    limits = [
        limit(name, date(2026, 1, 1), amount=each, policy=name) for name, each in zip(names, amounts, strict=True)
    ]
    return limits, [{"name": name, "terms": {"layer_mode": "pari passu"} | terms} for name in names[1:]]


def admitted(facts: dict[str, list[dict[str, Any]]], programme: dict[str, Any]) -> list[list[int]]:
    """What each layer admits of each invoice, in the order of their numbers."""
    found = answers(facts, programme)
    return [[layer["admitted"] for layer in found[number].layers] for number in sorted(found)]


def test_cents_are_shared_along_the_room() -> None:
    limits, beside = side_by_side([5, 5])
    sizes = [1, 1, 1, 1, 1, 1, 1, 4]
    facts = story(
        [invoice(f"F{place}", date(2026, 1, 10 + place), gross=size, vat=0) for place, size in enumerate(sizes)],
        limit_decisions=limits,
    )
    # The first is brought to 1, 1, 2, 2, 3, 3, 4 and 5, its limit; the second to 0, 1, 1, 2, 2, 3, 3 and 5.
    one_by_one = [[1, 0], [0, 1], [1, 0], [0, 1], [1, 0], [0, 1], [1, 0], [1, 2]]
    assert admitted(facts, policy(*beside)) == one_by_one


def test_what_the_first_leaves_is_shared_among_the_next() -> None:
    limits, beside = side_by_side([2_000_000, 1_500_000, 500_000])
    facts = story(
        [
            invoice("F1", date(2026, 1, 10), gross=3_000_003, vat=0),
            invoice("F2", date(2026, 1, 11), gross=2_000_000, vat=0),
        ],
        limit_decisions=limits,
    )
    assert admitted(facts, policy(*beside)) == [[1_500_002, 1_125_001, 375_000], [499_998, 374_999, 125_000]]


def test_limit_that_counts_another_amount_than_the_one_insured_shares_from_nothing() -> None:
    limits, beside = side_by_side([100, 100])
    facts = story(
        [
            invoice("F1", date(2026, 1, 10), gross=1, vat=0),
            invoice("F2", date(2026, 1, 11), gross=12, vat=1),
            invoice("F3", date(2026, 1, 12), gross=1, vat=0),
        ],
        limit_decisions=limits,
    )
    # Of 11 net after 1 of older debt the first would carry 5 (6 - 1); as if nothing were older, 6 (5.5). F3 fills the
    # fourteenth cent of the room: the second carries it (7 - 7).
    shares = [[1, 0], [6, 5], [0, 1]]
    assert admitted(facts, policy(*beside, limit_amount_base="gross of VAT")) == shares
    assert admitted(facts, policy(*beside))[1] == [5, 6]


@pytest.mark.parametrize(
    ("first", "others", "shares"),
    [
        # Of 1,500 the 1,200 of before the period leave 300 to the policy that counts them; the other shares all 600.
        ({"occupies_the_limit": "everything open"}, {}, [20_000, 20_000]),
        ({}, {"occupies_the_limit": "everything open"}, [40_000, 10_000]),
    ],
)
def test_each_of_the_policies_side_by_side_counts_its_own_older_debt(
    first: dict[str, Any], others: dict[str, Any], shares: list[int]
) -> None:
    limits, beside = side_by_side([100_000, 50_000], **others)
    facts = story(
        [invoice("F1", date(2025, 12, 20), vat=0), invoice("F2", date(2026, 1, 11), gross=60_000, vat=0)],
        limit_decisions=limits,
    )
    assert admitted(facts, policy(*beside, **first)) == [[0, 0], shares]


def test_run_off_apart_from_older_debt_is_that_of_the_policy_whose_limit_was_cut() -> None:
    limits, beside = side_by_side([100_000, 50_000])
    cut = {"policy": "primary", "outcome": "reduced", "amount": 25_000}
    facts = story(
        [
            invoice("F1", date(2026, 1, 10), gross=90_000, vat=0),
            invoice("F2", date(2026, 3, 1), gross=75_000, vat=0),
        ],
        limit_decisions=[*limits, limit("cut", date(2026, 2, 1), **cut)],
    )
    # Of 250 + 500 the first counts nothing older, and carries a third; the second finds 900 there and no room.
    assert admitted(facts, policy(*beside, run_off="stand-alone")) == [[60_000, 30_000], [25_000, 0]]
    limits, beside = side_by_side([100_000, 50_000], run_off="stand-alone")
    facts["limit_decisions"] = [*limits, limit("cut", date(2026, 2, 1), **cut)]
    assert admitted(facts, policy(*beside)) == [[60_000, 30_000], [0, 0]]


def test_older_debt_that_a_policy_does_not_insure_takes_none_of_its_room() -> None:
    limits, beside = side_by_side([100_000, 50_000], minimum_invoice_amount=120_001)
    facts = story(
        [
            invoice("F1", date(2026, 1, 10), vat=0),
            invoice("F2", date(2026, 1, 11), gross=150_000, vat=0),
        ],
        limit_decisions=limits,
    )
    # F2 finds 300 in the first, and is the first that the second insures.
    assert admitted(facts, policy(*beside)) == [[80_000, 0], [20_000, 50_000]]


def test_cents_are_shared_along_the_room_where_each_policy_begins_elsewhere() -> None:
    limits, beside = side_by_side([100, 100, 100], occupies_the_limit="everything open")
    facts = story(
        [
            invoice("F1", date(2025, 12, 20), gross=1, vat=0),
            invoice("F2", date(2026, 1, 11), gross=1, vat=0),
            invoice("F3", date(2026, 1, 12), gross=1, vat=0),
        ],
        limit_decisions=limits,
    )
    # A third of the first cents is 0 (1/3), 1 (2/3) and 1. Of 1, 2 and 3 cents the first leaves 1, 1 and 2: half is
    # 1 (0.5), 1 and 1; the rest 0, 0 and 1. For the first F2 is the first cent, for the others the second.
    assert admitted(facts, policy(*beside)) == [[0, 0, 0], [0, 0, 0], [1, 0, 0]]


def test_policies_side_by_side_never_carry_more_of_a_delivery_than_is_insurable() -> None:
    limits, (second, third) = side_by_side([100, 100, 100])
    third["terms"]["occupies_the_limit"] = "everything open"
    facts = story(
        [invoice("F1", date(2025, 12, 20), gross=2, vat=0), invoice("F2", date(2026, 1, 11), gross=1, vat=0)],
        limit_decisions=limits,
    )
    # F2 is the first cent of the room for the first two, which is the second's; for the last the third, its own.
    assert admitted(facts, policy(second, third)) == [[0, 0, 0], [0, 1, 0]]
    second["terms"]["minimum_invoice_amount"] = 100
    # What the second would carry but refuses holds nobody.
    assert admitted(facts, policy(second, third)) == [[0, 0, 0], [0, 0, 1]]


def test_nil_limit_of_the_first_leaves_all_to_the_others() -> None:
    limits, beside = side_by_side([0, 50_000, 25_000])
    facts = story([invoice("F1", date(2026, 1, 10), gross=60_000, vat=0)], limit_decisions=limits)
    assert admitted(facts, policy(*beside)) == [[0, 40_000, 20_000]]
    limits, beside = side_by_side([50_000, 0, 0])
    facts["limit_decisions"] = limits
    assert admitted(facts, policy(*beside)) == [[50_000, 0, 0]]


def test_admitted_part_is_what_found_room_even_where_the_first_carries_nothing_of_it() -> None:
    part = {"occupies_the_limit": "admitted part"}
    limits, beside = side_by_side([0, 100_000], **part)
    facts = story(
        [invoice(f"F{day}", date(2026, 1, 10 + day), gross=60_000, vat=0) for day in range(2)], limit_decisions=limits
    )
    assert admitted(facts, policy(*beside, **part)) == [[0, 60_000], [0, 40_000]]
    limits, beside = side_by_side([2, 5], **part)
    facts = story(
        [invoice(f"F{day}", date(2026, 1, 10 + day), gross=1, vat=0) for day in range(9)], limit_decisions=limits
    )
    # Of each cent alone the first would carry nothing, and the second pass its limit.
    cents = [[0, 1], [1, 0], [0, 1], [0, 1], [0, 1], [1, 0], [0, 1], [0, 0], [0, 0]]
    assert admitted(facts, policy(*beside, **part)) == cents


def test_nothing_open_on_the_day_of_the_loss_is_admitted_for_nothing() -> None:
    # On account: on 1 February it pays F1, all that is delivered; by due date F2 is the older, and F1 is open again.
    paid = {"reference": "P", "buyer": "duval", "paid_on": date(2026, 1, 20), "currency": "EUR", "amount": 120_000}
    facts = story(
        [
            invoice("F1", date(2026, 1, 10), due=date(2026, 6, 1)),
            invoice("F2", date(2026, 2, 10), due=date(2026, 2, 15)),
        ],
        payments=[paid],
        insolvencies=[opened(date(2026, 2, 1))],
    )
    found = answers(facts, policy(oldest_by="due date", payment_allocation="oldest first"))
    assert found["F2"].open == 0
    assert parts(found["F1"]) == {"over limit": 100_000, "outside the policy": 20_000}


def test_shares_of_a_lost_invoice_are_rounded_together() -> None:
    # Three cents each of three layers, of nine; five are left: 1.67, 3.33 and 5 together.
    paid = {
        "reference": "P", "buyer": "duval", "invoice": "F1", "paid_on": date(2026, 5, 1), "currency": "EUR",
        "amount": 4,
    }  # fmt: skip
    layers = [{"name": name, "terms": {"layer_mode": "excess"}} for name in ("second", "third")]
    facts = story(
        [invoice("F1", date(2026, 1, 10), gross=9, vat=0)],
        payments=[paid],
        insolvencies=[opened(date(2026, 4, 1))],
        limit_decisions=[
            limit(name, date(2026, 1, 1), amount=3, policy=name) for name in ("primary", "second", "third")
        ],
    )
    found = answers(facts, policy(*layers))["F1"]
    assert [layer["admitted"] for layer in found.layers] == [2, 1, 2]


def test_limit_beside_that_changes_ends_the_answer_even_where_its_own_layer_refuses() -> None:
    # The policy beside excludes the buyer; its limit still makes room and share, and is raised from 1 August on.
    beside = {"name": "beside", "terms": {"layer_mode": "pari passu", "limit_increase": "open balance"}}
    beside["terms"] |= {"minimum_invoice_amount": 500_000}
    facts = story(
        [invoice("F1", date(2026, 1, 10))],
        limit_decisions=[
            limit("L1", date(2026, 1, 1)),
            limit("L2", date(2026, 1, 1), policy="beside"),
            limit("L3", date(2026, 6, 1), amount=450_000, policy="beside", effective_on=date(2026, 8, 1)),
        ],
    )
    found = answers(facts, policy(beside))["F1"]
    assert ([layer["admitted"] for layer in found.layers], found.until) == ([50_000, 0], date(2026, 7, 31))
    later = answers(facts, policy(beside), date(2026, 8, 1))["F1"]
    assert [layer["admitted"] for layer in later.layers] == [25_000, 0]


def test_invoice_due_before_the_goods_come_is_no_overdue_yet() -> None:
    early = invoice("F1", date(2026, 4, 10), issued=date(2026, 1, 5), due=date(2026, 1, 15))
    facts = story([early, invoice("F2", date(2026, 4, 9), **SMALL), invoice("F3", date(2026, 4, 10), **SMALL)])
    terms = {"maximum_extension_period": ("days", 30), "maximum_overdue_at_inception": 10}
    found = clauses(facts, policy(**terms))
    assert (found["F2"], found["F3"]) == (None, "no_overdue_stop")
    in_advance = invoice("F1", date(2026, 1, 10), issued=date(2025, 11, 5), due=date(2025, 11, 15))
    assert clauses(story([in_advance]), policy(maximum_overdue_at_inception=10))["F1"] is None


def test_order_taken_between_a_cut_and_its_notice_is_not_in_hand() -> None:
    cut = limit("L2", date(2026, 3, 1), outcome="reduced", amount=0, notified_on=date(2026, 3, 10))
    for ordered, covered in ((date(2026, 2, 28), 100_000), (date(2026, 3, 1), 0), (date(2026, 3, 5), 0)):
        facts = story([invoice("F1", date(2026, 3, 15), ordered=ordered)])
        facts["limit_decisions"].append(cut)
        assert answers(facts, policy(orders_in_hand=("months", 1)))["F1"].parts["covered"] == covered


def test_companies_of_a_group_share_stops_and_evidence_but_not_what_was_overdue_at_inception() -> None:
    late = invoice("F1", date(2025, 11, 10), buyer="sister")
    facts = story([late, *(invoice(name, date(2026, 1, day), **SMALL) for name, day in (("F2", 12), ("F3", 13)))])
    facts["buyers"] = [facts["buyers"][0] | {"buyer": name, "group": "G"} for name in ("duval", "sister", "other")]
    facts["limit_decisions"] = []
    facts["evidences"] = [{"buyer": "other", "kind": "credit report", "dated_on": date(2026, 1, 13)}]
    zone = {"discretionary_limit": 90_000, "discretionary_evidence_needed": "credit report"}
    terms = zone | {"limit_scope": "buyer group", "maximum_overdue_at_inception": 10}
    alone = clauses(facts, policy(**terms))
    assert alone == {"F1": "policy_period", "F2": "discretionary_evidence", "F3": None}
    stopped = clauses(facts, policy(maximum_extension_period=("days", 33), **terms))
    # F1, due on 10 December, stops the whole group from 13 January on.
    assert (stopped["F2"], stopped["F3"]) == ("discretionary_evidence", "no_overdue_stop")


FROM_MARCH = {"effective_on": date(2026, 3, 1), "buyer": "sister"}


@pytest.mark.parametrize(
    ("own", "sisters", "terms", "covered", "insured"),
    [
        ({}, {"amount": 60_000}, {}, 60_000, 54_000),
        ({"amount": 60_000}, {}, {}, 60_000, 54_000),
        ({}, {"outcome": "refused"}, {}, 0, 0),
        ({}, {"outcome": "withdrawn"}, {}, 0, 0),
        # As much room: the lower percentage, and as much of that, the one that ends first.
        ({"percentage": Fraction(4, 5)}, {"percentage": Fraction(1, 2)}, {}, 100_000, 50_000),
        ({"percentage": Fraction(4, 5)}, {}, {}, 100_000, 80_000),
        ({}, {"expires_on": date(2026, 3, 9)}, {"expired_limit_falls_back_to": "nothing"}, 0, 0),
        ({}, {"expires_on": date(2026, 3, 9)}, {}, 50_000, 45_000),
        # Less room comes first of all, whatever the percentage.
        ({"percentage": Fraction(1, 2)}, {"amount": 60_000}, {}, 60_000, 54_000),
    ],
)
def test_of_decisions_of_one_day_on_a_group_the_one_that_gives_least_governs(
    own: dict[str, Any], sisters: dict[str, Any], terms: dict[str, Any], covered: int, insured: int
) -> None:
    facts = sold_to_a_group([invoice("F1", date(2026, 3, 10))])
    facts["limit_decisions"] = [
        limit("L0", date(2026, 1, 1), amount=50_000),
        limit("L1", date(2026, 2, 20), **FROM_MARCH | {"buyer": "duval"} | own),
        limit("L2", date(2026, 2, 20), **FROM_MARCH | sisters),
    ]
    found = answers(facts, policy(limit_scope="buyer group", **terms))["F1"]
    assert (found.parts["covered"], found.layers[0]["insured"]) == (covered, insured)


@pytest.mark.parametrize(
    ("sisters", "covered"),
    [({"amount": 80_000}, 80_000), ({"outcome": "refused"}, 50_000), ({"amount": 40_000}, 50_000)],
)
def test_raise_that_another_decision_of_its_day_undercuts_never_stood(sisters: dict[str, Any], covered: int) -> None:
    facts = sold_to_a_group([invoice("F1", date(2026, 2, 10))])
    facts["limit_decisions"] = [
        limit("L0", date(2026, 1, 1), amount=50_000),
        limit("L1", date(2026, 2, 20), **FROM_MARCH | {"buyer": "duval"}),
        limit("L2", date(2026, 2, 20), **FROM_MARCH | sisters),
    ]
    programme = policy(limit_scope="buyer group", limit_increase="open balance")
    assert answers(facts, programme)["F1"].parts["covered"] == covered


@pytest.mark.parametrize(
    ("own", "sisters", "covered"),
    [
        # What was taken before on the same member is not its voice.
        ([(10, 20_000), (14, 90_000)], [(20, 50_000)], 50_000),
        ([(10, 90_000), (14, 20_000)], [(20, 50_000)], 20_000),
        ([(20, 60_000)], [(10, 50_000)], 50_000),
        ([(20, 60_000)], [(10, 50_000), (21, 80_000)], 60_000),
        # For one member the one taken last governs.
        ([(10, 20_000), (14, 90_000)], [], 90_000),
    ],
)
def test_for_each_member_of_a_group_its_decision_taken_last_speaks(
    own: list[tuple[int, int]], sisters: list[tuple[int, int]], covered: int
) -> None:
    facts = sold_to_a_group([invoice("F1", date(2026, 3, 10), gross=120_000, vat=0)])
    facts["limit_decisions"] = [
        limit(f"{buyer} {day}", date(2026, 2, day), amount=amount, buyer=buyer, effective_on=date(2026, 3, 1))
        for buyer, taken in (("duval", own), ("sister", sisters))
        for day, amount in taken
    ]
    assert answers(facts, policy(limit_scope="buyer group"))["F1"].parts["covered"] == covered


def test_decision_taken_later_on_a_member_that_does_not_govern_lets_nothing_restart() -> None:
    facts = sold_to_a_group([invoice("F1", date(2026, 3, 10))])
    facts["insolvencies"] = [opened(date(2026, 2, 10))]
    facts["limit_decisions"] = [
        limit("L1", date(2026, 2, 5), **FROM_MARCH | {"amount": 50_000}),
        limit("L2", date(2026, 2, 20), **FROM_MARCH | {"buyer": "duval"}),
    ]
    assert clauses(facts, policy(limit_scope="buyer group"))["F1"] == "no_insolvency_stop"
    # One taken after the opening on the member that governs does.
    facts["limit_decisions"].append(limit("L3", date(2026, 2, 21), **FROM_MARCH | {"amount": 40_000}))
    assert clauses(facts, policy(limit_scope="buyer group"))["F1"] is None


def test_decision_that_never_stood_lets_nothing_restart() -> None:
    facts = sold_to_a_group([invoice("F1", date(2026, 3, 10))])
    facts["insolvencies"] = [opened(date(2026, 2, 1))]
    facts["limit_decisions"] += [limit("L1", date(2026, 2, 20), **FROM_MARCH | {"buyer": "duval"})]
    assert clauses(facts, policy(limit_scope="buyer group"))["F1"] is None
    facts["limit_decisions"] += [limit("L2", date(2026, 2, 20), **FROM_MARCH | {"amount": 0})]
    assert clauses(facts, policy(limit_scope="buyer group"))["F1"] == "no_insolvency_stop"


def sold_to_a_group(invoices: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The book of the story, in which the buyer and a sister to which nothing is sold share a limit."""
    facts = story(invoices)
    facts["buyers"] = [facts["buyers"][0] | {"buyer": name, "group": "G"} for name in ("duval", "sister")]
    return facts
