"""Layers, lines and cessions against the figures of the stories, each named, and by what the clauses say of cents."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.claims_oracle.programme import Across, carried_of, settle_programme
from tests.claims_oracle.test_oracle import amounts, euros, policy

PERIOD = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}


def layer(name: str, mode: str = "primary", **terms: Any) -> dict[str, Any]:
    """One policy of a programme."""
    return policy(layer_mode=mode, **terms) | PERIOD | {"name": name}


def invoice(gross: float, **limits: float | None) -> dict[str, Any]:
    """An invoice and the limit that it met in each layer; None for a refusal."""
    layers = {
        name: {"limit": None, "limit_kind": "refused"} if limit is None else {"limit": euros(limit)}
        for name, limit in limits.items()
    }
    return {"gross": euros(gross), "layers": layers}


def settled(
    policies: list[dict[str, Any]], *losses: dict[str, Any], year: dict[str, Any] | None = None
) -> list[Across]:
    """The losses through the layers; the year is the primary's."""
    return settle_programme(policies, losses, {policies[0]["name"]: year or {}})[0]


def paid(across: Across) -> list[int | None]:
    """What each layer answers for."""
    return [each.settled.indemnity for each in across.layers]


# examples/layer-of-losses.


def test_the_year_of_the_layer_of_losses() -> None:
    primary = layer("P", insured_percentage=9000, maximum_liability=euros(200_000))
    above = layer(
        "X",
        "excess of loss",
        indemnity_chain="excess of loss",
        aggregate_first_loss=euros(50_000),
        maximum_liability=euros(150_000),
    )
    losses = [
        amounts(gross, limit, day_of_loss=date(2026, month, 1))
        for month, gross, limit in [
            (3, 160_000, 160_000),
            (5, 12_000, 12_000),
            (9, 250_000, 200_000),
            (12, 30_000, 30_000),
        ]
    ]
    found = settled([primary, above], *losses)
    assert [paid(each) for each in found] == [
        [euros(144_000), 0],
        [euros(10_800), 0],
        [euros(45_200), euros(150_000)],
        [0, 0],
    ]
    left = [each.left_to_the_insured for each in found]
    assert left == [euros(16_000), euros(1_200), euros(54_800), euros(30_000)]


@pytest.mark.parametrize(("received", "comes_up"), [("net loss", 28_000), ("retained loss", 8_000)])
def test_what_a_layer_of_losses_receives(received: str, comes_up: int) -> None:
    above = layer("X", "excess of loss", received_loss=received)
    [found] = settled([layer("P", insured_percentage=9000), above], amounts(100_000, 80_000))
    assert paid(found) == [euros(72_000), euros(comes_up)]


def test_what_a_layer_kept_for_itself_goes_up_once() -> None:
    # Of 8,000 retained below, the first layer keeps 1,000 and its maximum leaves 2,000: "retained loss" is the 1,000.
    first = layer(
        "X",
        "excess of loss",
        indemnity_chain="excess of loss",
        received_loss="retained loss",
        aggregate_first_loss=euros(1_000),
        maximum_liability=euros(5_000),
    )
    second = layer("Y", "excess of loss", received_loss="retained loss")
    [found] = settled([layer("P", insured_percentage=9000), first, second], amounts(100_000, 80_000))
    assert paid(found) == [euros(72_000), euros(5_000), euros(1_000)]


@pytest.mark.parametrize(
    ("day", "takes_part"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False)],
)
def test_a_layer_of_losses_takes_the_losses_of_its_period(day: date, takes_part: bool) -> None:
    above = layer("X", "excess of loss")
    [found] = settled([layer("P", insured_percentage=9000), above], amounts(100, 100, day_of_loss=day))
    assert len(found.layers) == 1 + takes_part


# examples/top-up-excess, state-schemes, top-up-pari-passu.


def test_the_loss_of_the_top_up_story() -> None:
    primary = layer("P", insured_percentage=9000)
    above = layer(
        "T",
        "excess",
        insured_percentage=8000,
        follow_ratio=10_000,
        follow_cap=euros(80_000),
        minimum_primary_limit=euros(20_000),
    )
    [found] = settled([primary, above], {"invoices": [invoice(50_000, P=40_000), invoice(12_000, P=15_000)]})
    assert paid(found) == [euros(36_000), euros(8_000)]
    assert [each.settled.gross for each in found.layers] == [euros(62_000), euros(10_000)]
    assert found.left_to_the_insured == euros(18_000)


def test_the_liquidation_of_the_state_schemes() -> None:
    # The complement, granted for 40,000, falls to what the primary still covers.
    primary = layer("P", insured_percentage=9000)
    cap = layer("CAP", "excess", insured_percentage=9000, follow_ratio=10_000)
    plus = layer("CAP+", "excess", insured_percentage=9000, refused_buyer_limit=euros(30_000))
    [found] = settled([primary, cap, plus], {"invoices": [invoice(60_000, P=25_000, CAP=40_000)]})
    assert paid(found) == [euros(22_500), euros(22_500)]
    refused = {"invoices": [invoice(20_000, P=None, CAP=None)]}
    [found] = settled([primary, cap, plus], refused)
    assert [(each.settled.policy, each.settled.indemnity) for each in found.layers] == [("CAP+", euros(18_000))]


def test_the_pari_passu_story() -> None:
    policies = [layer("P", insured_percentage=9000), layer("S", "pari passu", insured_percentage=8000)]
    middle_of_march = {"invoices": [invoice(90_000, P=120_000, S=60_000), invoice(108_000, P=120_000, S=60_000)]}
    [found] = settled(policies, middle_of_march)
    assert paid(found) == [euros(108_000), euros(48_000)]
    loss = {"invoices": [invoice(108_000, P=120_000, S=60_000), invoice(24_000, P=120_000)]}
    [found] = settled(policies, loss)
    assert paid(found) == [euros(75_600), euros(28_800)]
    assert found.left_to_the_insured == euros(27_600)
    assert [each.settled.by_invoice for each in found.layers] == [(euros(64_800), euros(10_800)), (euros(28_800),)]


@pytest.mark.parametrize("order", ["whole turnover", "limit after percentage"])
def test_side_by_side_no_insurer_pays_above_its_limit(order: str) -> None:
    policies = [layer("P", insured_percentage=9000, indemnity_chain=order), layer("S", "pari passu")]
    many = [invoice(gross, P=120_000, S=60_000) for gross in (90_000.01, 50_000.01, 108_000)]
    [found] = settled(policies, {"invoices": many})
    assert all(each is not None for each in paid(found))
    limits = euros(120_000), euros(60_000)
    assert all(each is not None and each <= limit for each, limit in zip(paid(found), limits, strict=True))


def test_cents_are_shared_along_the_room_and_never_pass_a_limit() -> None:
    names, own = ["P", "S", "U"], {"P": 100, "S": 100, "U": 1}
    parts = carried_of(names, [own] * 400, [1] * 400)
    assert [sum(each[name] for each in parts) for name in names] == [100, 100, 1]
    assert all(sum(each.values()) == 1 for each in parts[:201])
    assert all(sum(each.values()) == 0 for each in parts[201:])


def test_older_debt_without_a_limit_takes_room_all_the_same() -> None:
    # clauses.md, room in the limit: each older debt takes room; what the primary left of it fills the top-up.
    policies = [layer("P"), layer("T", "excess")]
    loss = {"invoices": [invoice(90_000, P=60_000), invoice(50_000, P=60_000, T=60_000)]}
    [found] = settled(policies, loss)
    assert paid(found) == [euros(60_000), euros(30_000)]


# docs/settle.md and examples/syndication.


def shared_policy(*, is_signed: bool = True) -> dict[str, Any]:
    """The policy of the story."""
    half_year = date(2026, 6, 30)
    return layer("Shared", insured_percentage=9000) | {
        "coinsurance": [
            {"insurer": "Assureur Fictif SA", "share": 5_000, "leads": True},
            {"insurer": "Second", "share": 3_000, "insured_percentage": 8_500},
            {"insurer": "Third", "share": 2_000, "left_on": half_year},
            {"insurer": "Fourth", "share": 2_000, "joined_on": date(2026, 7, 1), "is_signed": is_signed},
        ],
        "cessions": [
            {"reinsurer": "Re", "share": 4_000, "insurer": "Assureur Fictif SA"},
            {"reinsurer": "State", "share": 2_000, "left_on": half_year},
        ],
    }


def test_who_pays_in_the_syndication_story() -> None:
    march = amounts(100_000, 80_000, day_of_loss=date(2026, 3, 20))
    september = amounts(50_000, 60_000, day_of_loss=date(2026, 9, 14))
    first, second = settled([shared_policy()], march, september)
    lines = first.layers[0].insurers
    assert [(each.due, each.paid) for each in lines] == [
        (euros(36_000), euros(36_000)),
        (euros(21_600), euros(20_400)),
        (euros(14_400), euros(14_400)),
    ]
    ceded = [[amount for _name, amount in each.ceded] for each in lines]
    assert ceded == [[euros(14_400), euros(7_200)], [euros(4_080)], [euros(2_880)]]
    assert [each.kept for each in lines] == [euros(14_400), euros(16_320), euros(11_520)]
    assert (first.paid, second.paid) == (euros(70_800), euros(44_250))
    [unsigned] = settled([shared_policy(is_signed=False)], september)
    assert unsigned.paid == euros(35_250)


def test_a_line_that_nobody_wrote_is_paid_by_nobody() -> None:
    part = layer("Shared") | {"coinsurance": [{"insurer": "First", "share": 6_000}]}
    [found] = settled([part, layer("X", "excess of loss")], amounts(100, 80))
    lines = found.layers[0].insurers
    assert [(each.insurer, each.due, each.paid, each.unpaid) for each in lines] == [
        ("First", euros(48), euros(48), 0),
        (None, euros(32), 0, euros(32)),
    ]
    # What stays with the insured of a line does not come up to a layer of losses.
    assert [each.paid for each in found.layers] == [euros(48), euros(20)]
    assert found.left_to_the_insured == euros(32)
