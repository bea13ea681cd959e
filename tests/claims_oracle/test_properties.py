"""What holds of every draw, and that the draws meet both sides of what they are drawn for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.claims_oracle.draw import Drawn, draw_layered, draws
from tests.claims_oracle.oracle import (
    ABOVE_MAXIMUM,
    BY_SECURITIES,
    OVER_LIMIT,
    RETAINED,
    Counters,
    Settled,
    settle_year,
)
from tests.claims_oracle.programme import Across, carried_of, groups_of, settle_programme
from tests.claims_oracle.terms import PROCEEDS, STEPS, Missing, order_of, term

DRAWS = 600

Outcome = tuple[Drawn, list[Across], dict[str, Counters]]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """Draws of one seed, settled once."""
    return [(drawn, *settle_programme(drawn.policies, drawn.losses, drawn.years)) for drawn in draws(2026, DRAWS)]


def layers_of(outcomes: list[Outcome]) -> list[tuple[Drawn, Settled]]:
    """Every loss in every layer that it reached."""
    return [(drawn, layer.settled) for drawn, found, _used in outcomes for across in found for layer in across.layers]


def test_indemnity_and_every_part_that_a_step_cuts_make_the_loss(
    outcomes: list[Outcome],
) -> None:
    for _drawn, each in layers_of(outcomes):
        if each.indemnity is not None:
            parts = [each.cut_to(part) for part in (RETAINED, OVER_LIMIT, ABOVE_MAXIMUM, BY_SECURITIES)]
            assert each.indemnity + sum(parts) == each.gross
            assert min(each.indemnity, *parts) >= 0


def test_each_step_leaves_no_more_than_what_stood_and_begins_where_the_last_one_ended(outcomes: list[Outcome]) -> None:
    for _drawn, each in layers_of(outcomes):
        stands = each.gross
        for step in each.steps:
            assert step.stood == stands
            if step.cut is None:
                assert step == each.steps[-1]
                assert each.indemnity is None
            else:
                assert 0 <= step.cut <= stands
                stands -= step.cut


def test_invoices_share_the_indemnity_to_the_cent(outcomes: list[Outcome]) -> None:
    for _drawn, each in layers_of(outcomes):
        if each.indemnity is not None:
            assert sum(each.by_invoice) == each.indemnity
            assert min(each.by_invoice) >= 0


def test_lines_share_what_is_due_and_what_they_pay_to_the_cent(outcomes: list[Outcome]) -> None:
    for _drawn, found, _used in outcomes:
        for layer in (layer for across in found for layer in across.layers):
            if layer.settled.indemnity is None:
                assert layer.insurers == ()
                continue
            assert sum(each.due for each in layer.insurers) == layer.settled.indemnity
            assert sum(each.share for each in layer.insurers) == 10_000
            for each in layer.insurers:
                assert each.due == each.paid + each.retained + each.unpaid
                assert each.paid == each.kept + sum(amount for _name, amount in each.ceded)
                amounts = [each.paid, each.retained, each.unpaid, each.kept, *(amount for _name, amount in each.ceded)]
                assert min(amounts) >= 0


def test_what_insurers_and_securities_pay_and_what_is_left_make_the_loss(outcomes: list[Outcome]) -> None:
    for _drawn, found, _used in outcomes:
        for across in found:
            if across.paid is not None and across.left_to_the_insured is not None:
                by_securities = sum(layer.settled.cut_to(BY_SECURITIES) for layer in across.layers)
                assert across.paid + by_securities + across.left_to_the_insured == across.gross
                assert across.left_to_the_insured >= 0


# The maximum of a year, and the counter that fills it.
MAXIMA = {
    "maximum_liability": ("liability", None),
    "maximum_of_discretionary_losses": ("discretionary", None),
    "maximum_per_claim": ("claim", "claim"),
    "maximum_per_buyer": ("buyer", "buyer"),
    "maximum_per_country": ("country", "country"),
}


def test_no_year_pays_above_its_maxima_nor_uses_up_more_than_its_first_loss(outcomes: list[Outcome]) -> None:
    met: Counter[str] = Counter()
    for drawn, _found, counters in outcomes:
        for policy in drawn.policies:
            terms, used = policy["terms"], counters[policy["name"]].used
            before = drawn.years.get(policy["name"], {}).get("used", {})
            for name, (counter, _key) in MAXIMA.items():
                maximum = terms.get(name)
                if not isinstance(maximum, int) or any(name in each["terms"] for each in policy["endorsements"]):
                    continue
                for (kind, key), amount in used.items():
                    if kind == counter:
                        told = before.get(counter, 0)
                        assert amount <= max(maximum, told.get(key, 0) if isinstance(told, Mapping) else told), name
                        met[name] += amount == maximum > 0
            if "aggregate_first_loss_share" not in terms and not terms.get("assumed_dividend"):
                total = terms.get("aggregate_first_loss", 0)
                assert used.get(("first_loss", None), 0) <= max(total, before.get("first_loss", 0))
                met["aggregate_first_loss"] += used.get(("first_loss", None), 0) == total > 0
    assert min(met[name] for name in (*MAXIMA, "aggregate_first_loss")) >= 3, met


def test_side_by_side_layers_never_carry_more_than_there_is_nor_than_the_greatest_of_their_limits() -> None:
    random, met = Random(11), 0
    for _ in range(400):
        names = ["P", "S", "U"][: random.randint(2, 3)]
        own = {name: random.randint(0, 30) for name in names}
        asked = [random.randint(0, 12) for _ in range(random.randint(1, 12))]
        parts = carried_of(names, [own] * len(asked), asked)
        room = sum(own.values())
        for place, amount in enumerate(asked):
            filled = sum(asked[:place])
            assert sum(parts[place].values()) == min(amount, max(0, room - filled))
        for name in names:
            assert 0 <= sum(each[name] for each in parts) <= own[name]
        met += sum(asked) > room
    assert 100 < met < 300


def test_the_order_in_which_losses_are_told_does_not_matter() -> None:
    random, moved = Random(5), 0
    for drawn in draws(5, 120):
        primary = drawn.policies[0]
        first = primary["period_start"]
        losses = [
            loss | {"day_of_loss": first + timedelta(days=place), "claim": loss.get("claim", f"claim {place}")}
            for place, loss in enumerate(drawn.losses)
        ]
        if any("layers" in each for loss in losses for each in loss.get("invoices", ())):
            continue
        year = drawn.years[primary["name"]]
        told = [each.indemnity for each in settle_year(primary, losses, year)[0]]
        shuffled = random.sample(losses, len(losses))
        moved += shuffled != losses
        assert [each.indemnity for each in settle_year(primary, shuffled, year)[0]] == told
    assert moved > 40


def test_of_one_loss_a_higher_percentage_never_pays_less() -> None:
    # But where the limit comes after it: an older invoice that stands higher leaves less room to the next.
    rose = 0
    for drawn in draws(6, 300):
        primary, year = drawn.policies[0], drawn.years[drawn.policies[0]["name"]]
        order = order_of(primary)
        for loss in drawn.losses:
            if any("layers" in each for each in loss.get("invoices", ())) or "limit" in order[1:]:
                continue
            paid = []
            for percentage in (0, 3_333, 9_000, 10_000):
                invoices = [each | {"percentage": percentage} for each in loss.get("invoices", ())]
                again = loss | ({"invoices": invoices} if invoices else {"percentage": percentage})
                paid.append(settle_year(primary, [again], year)[0][0].indemnity)
            known = [each for each in paid if each is not None]
            assert known == sorted(known)
            assert len(known) in {0, 4}
            rose += bool(known) and known[0] < known[-1]
    assert rose > 100


# The draws themselves.


def test_every_order_drawn_is_lawful() -> None:
    """By docs/decisions/0013 and what `encours policy check` says of an order it refuses."""
    for drawn in draws(3, 800):
        for policy in drawn.policies:
            order = order_of(policy)
            at = {step: place for place, step in enumerate(order)}
            assert len(at) == len(order) > 0
            if "percentage above the first loss" in at:
                assert at["aggregate first loss"] < at["percentage above the first loss"]
            if {"limit", "minimum retention"} <= at.keys():
                assert at["limit"] < at["minimum retention"]
            for step, name in (
                ("threshold", "claim_threshold_base"),
                ("aggregate first loss", "first_loss_eroded_by"),
            ):
                needed = "claim_threshold" if step == "threshold" else name
                if step not in at:
                    assert name not in policy["terms"]
                elif needed in policy["terms"]:
                    for point in values_of(policy, name):
                        assert maker(order, point) not in order[at[step] :], (order, point)


def values_of(policy: Mapping[str, Any], name: str) -> list[Any]:
    """Every value that a term may take, its default included where no entry is for all."""
    told = policy["terms"].get(name, term({"terms": {}}, name))
    return [each["value"] for each in told] if isinstance(told, list) else [told]


def maker(order: tuple[str, ...], point: str) -> str | None:
    """The step that makes a point."""
    if point == "insured loss":
        return "limit"
    if point == "insured share":
        return "insured percentage" if "insured percentage" in order else "limit"
    return None


def test_the_draws_meet_both_sides_of_every_step_and_of_what_is_told_or_not(outcomes: list[Outcome]) -> None:
    cut: Counter[tuple[str, str]] = Counter()
    for _drawn, each in layers_of(outcomes):
        for step in each.steps:
            side = (
                "missing" if step.cut is None else "all" if step.cut == step.stood else "some" if step.cut else "none"
            )
            cut[step.name, side] += step.stood > 0 or side == "missing"
    for name in (*STEPS, PROCEEDS):
        whole_or_nothing = name == "threshold"
        for side in ("all", "none") if whole_or_nothing else ("all", "some", "none"):
            assert cut[name, side] >= 10, (name, side, cut)
    for name in (*STEPS, PROCEEDS):
        assert cut[name, "missing"] >= 1 or name == "maximum of discretionary losses", (name, cut)


def test_the_draws_meet_their_bounds_exactly(outcomes: list[Outcome]) -> None:
    met: Counter[str] = Counter()
    for drawn, found, _used in outcomes:
        days = [loss["day_of_loss"] for loss in drawn.losses]
        met["two losses on one day"] += len(set(days)) < len(days)
        met["nil invoice"] += any(each["gross"] == 0 for loss in drawn.losses for each in loss.get("invoices", ()))
        met["huge"] += any(across.gross > 10**12 for across in found)
        met["limit exactly filled"] += any(
            step.name == "limit" and step.cut == 0 and loss.get("limit") == step.stood > 0
            for loss, across in zip_told(drawn, found)
            for step in across.layers[0].settled.steps
        )
        for policy in drawn.policies:
            used = drawn.years.get(policy["name"], {}).get("used", {})
            if total := policy["terms"].get("aggregate_first_loss"):
                met["first loss just used up before"] += used.get("first_loss") == total
                met["a cent left of the first loss"] += used.get("first_loss") == total - 1
            for endorsement in policy["endorsements"]:
                met["loss on the day of an endorsement"] += endorsement["effective_on"] in days
            for line in policy["coinsurance"]:
                met["loss on the last day of a line"] += line.get("left_on") in days
                met["loss on the first day of a line"] += line.get("joined_on") in days
        for loss, across in zip_told(drawn, found):
            policy, settled = drawn.policies[0], across.layers[0].settled if across.layers else None
            if settled is None or "claim_threshold" not in policy["terms"]:
                continue
            try:
                keys = {key: loss.get(key) for key in ("cause", "country", "sector")}
                threshold = term(policy, "claim_threshold", day=loss["day_of_loss"], keys=keys)
            except Missing:
                continue
            for step in settled.steps:
                if step.name == "threshold" and step.stood and threshold is not None:
                    met["a cent under the threshold"] += step.stood == threshold - 1
                    met["the threshold itself"] += step.stood == threshold
                    met["a cent over the threshold"] += step.stood == threshold + 1
    wanted = {
        "two losses on one day": 100,
        "nil invoice": 20,
        "huge": 20,
        "limit exactly filled": 5,
        "first loss just used up before": 3,
        "a cent left of the first loss": 3,
        "loss on the day of an endorsement": 10,
        "loss on the last day of a line": 5,
        "loss on the first day of a line": 5,
        "a cent under the threshold": 5,
        "the threshold itself": 5,
        "a cent over the threshold": 5,
    }
    assert {name: met[name] for name, least in wanted.items() if met[name] < least} == {}


def zip_told(drawn: Drawn, found: list[Across]) -> list[tuple[dict[str, Any], Across]]:
    """Each loss as it was told, with what became of it."""
    return [(drawn.losses[across.number - 1], across) for across in found if across.layers]


def test_one_seed_makes_one_draw_and_each_is_found_again_alone() -> None:
    assert list(draws(1, 20)) == list(draws(1, 30))[:20]
    assert list(draws(1, 20)) != list(draws(2, 20))


def test_layered_draws_have_groups_of_every_kind() -> None:
    random, kinds = Random(4), Counter[tuple[int, ...]]()
    for _ in range(300):
        drawn = draw_layered(random)
        of_invoices = [each for each in drawn.policies if each["terms"].get("layer_mode") != "excess of loss"]
        kinds[tuple(len(group) for group in groups_of(of_invoices))] += 1
    assert min(kinds[kind] for kind in [(2,), (1, 1), (1, 2), (2, 1), (3,), (1, 1, 1)]) >= 10, kinds


def test_days_drawn_lie_on_both_ends_of_the_period() -> None:
    days = {loss["day_of_loss"] for drawn in draws(9, 60) for loss in drawn.losses}
    assert {date(2026, 1, 1), date(2026, 12, 31)} <= days


@pytest.mark.parametrize("name", ["terms", "oracle", "insurers", "programme", "draw"])
def test_the_oracle_reads_nothing_of_the_product(name: str) -> None:
    lines = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8").splitlines()
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    assert imports
    assert not [line for line in imports if "encours" in line]
