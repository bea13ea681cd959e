"""Policies, programmes and years of losses drawn at random, in the shape of `oracle.py` and `programme.py`.

One seed, one draw. Bounds are met on both sides because amounts come from a *scale*: a few cents, so that sums,
percentages and what is left of a year fall on each other by themselves; ordinary amounts; or the largest that are
taken. Every order is lawful: no step reads a point that a later step makes, no term is told whose step the order lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.claims_oracle.terms import PROCEEDS, STEPS, USUAL_ORDERS, order_of

FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 12, 31)
LARGEST = 10**13  # cents
INSURER = "Assureur Fictif SA"
OTHERS = ("Second Rang Fictif SE", "Troisième Ligne Fictive SA", "Quatrième Ligne Fictive SA")
REINSURERS = ("Réassureur Fictif SE", "État Fictif")
COUNTRIES, CAUSES, SECTORS = (
    ("FR", "DE", "KE"),
    ("insolvency", "protracted default", "political"),
    ("62.01", "62.09", "10"),
)
KINDS = ("named", "discretionary", "discretionary", "blind", "top-up", "none")
PREMIUMS = ("minimum premium", "premium paid", "greater of minimum premium and premium paid")
POINTS = ("debt", "gross loss", "insured loss", "insured share", "what stands")

Policy = dict[str, Any]
Loss = dict[str, Any]
Year = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A programme of one policy or more, a year of losses as they were told, and what is known of each year."""

    policies: list[Policy]
    losses: list[Loss]
    years: dict[str, Year]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the amounts of one draw come from."""

    random: Random
    low: int
    high: int

    @classmethod
    def drawn(cls, random: Random) -> Scale:
        """A scale: half of them of a few cents."""
        low, high = random.choice(
            [(0, 12), (0, 40), (0, 40), (1_00, 200_000_00), (50_00, 5_000_00), (LARGEST // 9, LARGEST // 6)]
        )
        return cls(random, low, high)

    def amount(self) -> int:
        """An amount, at times nil."""
        return 0 if self.random.random() < 0.06 else self.random.randint(self.low, self.high)

    def part(self, one_in: int = 4) -> int:
        """An amount small beside the others, such as a deductible."""
        return self.random.randint(0, max(2, self.high // one_in))

    def near(self, amount: int) -> int:
        """An amount on one side of another, or on it."""
        return max(0, amount + self.random.choice((-1, 0, 0, 1)))


def percentage(random: Random, *, least: int = 0) -> int:
    """A percentage in basis points, both ends often."""
    told = random.choice((0, 1, 3333, 5000, 7500, 8500, 9000, 9000, 9500, 9999, 10_000, random.randint(0, 10_000)))
    return max(least, told)


def chance(random: Random, share: float) -> bool:
    """Whether something that happens so often happens."""
    return random.random() < share


def draw_order(random: Random, *, with_limit: bool = False) -> str | list[str]:
    """A lawful order: a usual one by its name, or some of the steps; layers that share invoices need the limit."""
    if chance(random, 0.4):
        return random.choice([name for name, steps in USUAL_ORDERS.items() if PROCEEDS not in steps])
    steps = random.sample(STEPS, random.randint(1, len(STEPS)))
    if with_limit and "limit" not in steps:
        steps.insert(random.randint(0, len(steps)), "limit")
    put_before(steps, "limit", "minimum retention")
    above = "percentage above the first loss"
    if above in steps and "aggregate first loss" not in steps:
        steps.insert(steps.index(above), "aggregate first loss")
    put_before(steps, "aggregate first loss", above)
    return steps


def put_before(steps: list[str], first: str, second: str) -> None:
    """Two steps change places where the first would come second."""
    if first in steps and second in steps and steps.index(first) > steps.index(second):
        one, other = steps.index(first), steps.index(second)
        steps[one], steps[other] = second, first


def points_before(order: Sequence[str], step: str) -> list[str]:
    """Amounts of a loss that a step may name: none that a later step makes."""
    after = order[order.index(step) :]
    barred = set()
    if "limit" in after:
        barred.add("insured loss")
    makes_the_share = "insured percentage" if "insured percentage" in order else "limit"
    if makes_the_share in after:
        barred.add("insured share")
    return [point for point in POINTS if point not in barred]


def varied(random: Random, draw: Any, *, by_kind: bool = False) -> Any:
    """A value of a term, or one that varies with what the loss is."""
    if chance(random, 0.8):
        return draw()
    key, names = random.choice(
        [("country", COUNTRIES), ("cause", CAUSES), ("sector", ("62", "62.01"))]
        if not by_kind
        else [("country", COUNTRIES), ("limit_kind", ("discretionary", "blind"))]
    )
    entries = [{"value": draw()}] if chance(random, 0.8) else []
    for name in random.sample(names, random.randint(1, len(names))):
        entries.append({"when": {key: [name]}, "value": draw()})
    return entries


def draw_terms(random: Random, scale: Scale, order: Sequence[str]) -> dict[str, Any]:
    """Terms of the steps of an order; each step has its own, or none."""
    terms: dict[str, Any] = {}
    if chance(random, 0.95):
        terms["insured_percentage"] = varied(random, lambda: percentage(random), by_kind=True)
    draws = {
        "threshold": threshold_terms,
        "insured percentage": percentage_terms,
        "minimum retention": retention_terms,
        "each-and-every first loss": each_and_every_terms,
        "aggregate first loss": aggregate_terms,
        "percentage above the first loss": above_terms,
        "maximum liability": liability_terms,
    }
    for step in order:
        if step in draws and chance(random, 0.75):
            terms |= draws[step](random, scale, order)
        elif step.startswith("maximum ") and step != "maximum liability" and chance(random, 0.5):
            name = step.replace(" ", "_")
            varies = step != "maximum of discretionary losses"
            terms[name] = varied(random, scale.amount) if varies else random.choice((scale.amount, scale.part))()
    return terms


def threshold_terms(random: Random, scale: Scale, order: Sequence[str]) -> dict[str, Any]:
    """A threshold; its base is told where the usual one would be read too soon."""
    points = points_before(order, "threshold")
    terms = {"claim_threshold": varied(random, lambda: scale.part(2))}
    if "insured loss" not in points or chance(random, 0.7):
        terms["claim_threshold_base"] = varied(random, lambda: random.choice(points))
        if isinstance(told := terms["claim_threshold_base"], list) and "when" in told[0]:
            terms["claim_threshold_base"] = random.choice(points)
    if chance(random, 0.6):
        terms["claim_threshold_inclusive"] = varied(random, lambda: chance(random, 0.5))
    return terms


def percentage_terms(random: Random, _scale: Scale, _order: Sequence[str]) -> dict[str, Any]:
    """Of what the insured keeps its percentage."""
    return {"retained_share_of": varied(random, lambda: random.choice(("what stands", "gross loss")))}


def retention_terms(random: Random, scale: Scale, _order: Sequence[str]) -> dict[str, Any]:
    """A minimum retention: an amount, a share, a ceiling, some of them."""
    terms = {}
    if chance(random, 0.7):
        terms["minimum_retention"] = varied(random, scale.part)
    if chance(random, 0.6):
        terms["minimum_retention_share"] = varied(random, lambda: percentage(random) // 3)
    if chance(random, 0.4):
        terms["maximum_retention"] = varied(random, scale.part)
    return terms


def each_and_every_terms(random: Random, scale: Scale, _order: Sequence[str]) -> dict[str, Any]:
    """A first loss of each loss."""
    return {"each_and_every_first_loss": varied(random, scale.part)}


def aggregate_terms(random: Random, scale: Scale, order: Sequence[str]) -> dict[str, Any]:
    """A first loss of the year: an amount, a share of sales, grossed up or not, used up by one of the points."""
    terms: dict[str, Any] = {}
    if chance(random, 0.8):
        terms["aggregate_first_loss"] = scale.amount()
    if chance(random, 0.4):
        terms["aggregate_first_loss_share"] = random.choice((0, 1, 50, 333, 1_000))
        if chance(random, 0.5):
            terms["aggregate_first_loss_sales_ceiling"] = min(LARGEST, scale.amount() * 10)
    if chance(random, 0.3):
        terms["assumed_dividend"] = random.choice((0, 1, 2_000, 3_333, 8_999, 9_000))
    if chance(random, 0.6):
        terms["first_loss_eroded_by"] = random.choice(points_before(order, "aggregate first loss"))
    if chance(random, 0.5):
        terms["small_losses_erode_the_first_loss"] = chance(random, 0.6)
    return terms


def above_terms(random: Random, _scale: Scale, _order: Sequence[str]) -> dict[str, Any]:
    """A percentage above the first loss of the year."""
    return {"percentage_above_first_loss": varied(random, lambda: percentage(random))}


def liability_terms(random: Random, scale: Scale, _order: Sequence[str]) -> dict[str, Any]:
    """A maximum liability: an amount, a multiple of a premium, or both."""
    terms: dict[str, Any] = {}
    if chance(random, 0.7):
        terms["maximum_liability"] = scale.amount() * random.choice((1, 2))
    if chance(random, 0.4):
        terms["maximum_liability_multiple"] = (random.choice((50, 100, 250, 3_000, 3_333)), random.choice(PREMIUMS))
    return terms


VARYING = (
    "claim_threshold",
    "minimum_retention",
    "minimum_retention_share",
    "each_and_every_first_loss",
    "percentage_above_first_loss",
    "maximum_per_claim",
    "maximum_per_buyer",
    "maximum_per_country",
)


def draw_policy(random: Random, scale: Scale, name: str, *, mode: str = "primary", with_limit: bool = False) -> Policy:
    """A policy with its terms, endorsements, insurers and cessions."""
    terms: dict[str, Any] = {} if mode == "primary" else {"layer_mode": mode}
    told = draw_order(random, with_limit=with_limit)
    order = order_of({"terms": {"indemnity_chain": told}})
    if told != "whole turnover" or chance(random, 0.5):
        terms["indemnity_chain"] = told
    terms |= draw_terms(random, scale, order)
    if mode == "excess of loss" and chance(random, 0.7):
        terms["received_loss"] = random.choice(("net loss", "retained loss"))
    policy = {
        "name": name,
        "insurer": INSURER,
        "period_start": FIRST_DAY,
        "period_end": LAST_DAY,
        "terms": terms,
        "endorsements": draw_endorsements(random, scale, terms),
        "coinsurance": draw_lines(random) if chance(random, 0.2) else [],
    }
    policy["cessions"] = draw_cessions(random, policy["coinsurance"]) if chance(random, 0.15) else []
    if mode == "excess of loss":
        if chance(random, 0.9):  # a file of losses tells no premium of such a layer
            terms.pop("maximum_liability_multiple", None)
        if chance(random, 0.2):
            policy["period_start"] = random.choice(DAYS)
    return policy


def draw_endorsements(random: Random, scale: Scale, terms: Mapping[str, Any]) -> list[dict[str, Any]]:
    """At times another figure of one term, from a day on."""
    changing = [name for name in VARYING if name in terms]
    if not changing or chance(random, 0.85):
        return []
    name = random.choice(changing)
    value = (
        percentage(random) if name.endswith(("share", "first_loss")) and name[:4] in {"mini", "perc"} else scale.part()
    )
    return [{"effective_on": random.choice(DAYS[1:]), "terms": {name: value}}]


def draw_lines(random: Random) -> list[dict[str, Any]]:
    """Lines of several insurers, at times not all of the whole; one may leave, and another take its place."""
    names = [INSURER, *random.sample(OTHERS, random.randint(1, 2))]
    left, lines = 10_000, []
    for place, name in enumerate(names):
        is_last = place == len(names) - 1
        share = left if is_last and chance(random, 0.8) else random.randint(1, max(1, left - (len(names) - place)))
        left -= share
        line: dict[str, Any] = {"insurer": name, "share": share}
        if place and chance(random, 0.4):
            line["insured_percentage"] = percentage(random, least=1)
        if place and chance(random, 0.2):
            line["is_signed"] = False
        elif place and chance(random, 0.2):
            line["has_failed"] = True
        lines.append(line)
    if chance(random, 0.3):
        day = random.choice(DAYS)
        lines[-1]["left_on"] = day
        follower = random.choice([name for name in OTHERS if name not in names])
        lines.append({"insurer": follower, "share": lines[-1]["share"], "joined_on": day + timedelta(days=1)})
    return lines


def draw_cessions(random: Random, lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is ceded of every line, or of one, for the year or a part of it."""
    found, left = [], 10_000
    for reinsurer in random.sample(REINSURERS, random.randint(1, 2)):
        cession: dict[str, Any] = {"reinsurer": reinsurer, "share": random.randint(1, left - 1)}
        left -= cession["share"]
        if lines and chance(random, 0.4):
            cession["insurer"] = random.choice(lines)["insurer"]
        if chance(random, 0.3):
            cession[random.choice(("joined_on", "left_on"))] = random.choice(DAYS)
        found.append(cession)
    return found


# A few days, so that losses share them and fall on the day of an endorsement, of a line or of a period.
DAYS = [FIRST_DAY, date(2026, 3, 10), date(2026, 3, 11), date(2026, 6, 30), date(2026, 7, 1), LAST_DAY]


def draw_loss(random: Random, scale: Scale, policy: Policy, place: int) -> Loss:
    """One loss, told as amounts or by its invoices."""
    buyer = random.choice(("Client Imaginaire A", "Client Imaginaire B", f"Client Imaginaire {place + 1}"))
    loss: Loss = {
        "buyer": buyer,
        "day_of_loss": random.choice(DAYS),
        "cause": random.choice(CAUSES) if chance(random, 0.98) else None,
        # A buyer is of one country.
        "country": COUNTRIES[ord(buyer[-1]) % len(COUNTRIES)] if chance(random, 0.98) else None,
        "sector": random.choice(SECTORS) if chance(random, 0.98) else None,
    }
    if chance(random, 0.3):
        loss["claim"] = f"{buyer}, contract {random.randint(1, 2)}"
    invoices = draw_invoices(random, scale, policy)
    gross = sum(each["gross"] for each in invoices)
    if chance(random, 0.9):
        loss["debt"] = min(LARGEST, gross + random.choice((0, 0, 1, scale.amount())))
    if len(invoices) == 1 and chance(random, 0.7):
        [only] = invoices
        return loss | {"loss": only["gross"]} | {key: only[key] for key in only.keys() - {"gross", "number"}}
    return loss | {"invoices": invoices}


def draw_invoices(random: Random, scale: Scale, policy: Policy) -> list[dict[str, Any]]:
    """Invoices of one loss, whose amounts stand about its limits and the amounts of the terms."""
    told = [value for value in policy["terms"].values() if isinstance(value, int) and not isinstance(value, bool)]
    found, before = [], 0
    for place in range(random.choice((1, 1, 1, 2, 3, 4))):
        gross = scale.near(random.choice(told)) if told and chance(random, 0.2) else scale.amount()
        gross = min(gross, LARGEST // 5)
        limit = random.choice((scale.amount(), scale.amount() * 2, scale.near(before + gross), scale.near(before), 0))
        invoice: dict[str, Any] = {"number": f"F-{place + 1}", "gross": gross, "limit": min(limit, LARGEST)}
        if chance(random, 0.01):
            invoice["limit"] = None
        if chance(random, 0.15):
            invoice["percentage"] = percentage(random)
        if chance(random, 0.7 if "maximum_of_discretionary_losses" in policy["terms"] else 0.3):
            invoice["limit_kind"] = random.choice(KINDS) if chance(random, 0.98) else None
        found.append(invoice)
        before += gross
    return found


def draw_year(random: Random, scale: Scale, policy: Policy, losses: Sequence[Loss]) -> Year:
    """What is known of a year: its sales and premiums, and what earlier losses used up, often just all of it."""
    year: Year = {
        "sales": scale.amount() * 100 if chance(random, 0.97) else None,
        "minimum_premium": scale.part() if chance(random, 0.97) else None,
        "premium_paid": scale.part() if chance(random, 0.97) else None,
    }
    for name in ("sales", "minimum_premium", "premium_paid"):
        year[name] = None if year[name] is None else min(year[name], LARGEST)
    if chance(random, 0.6):
        return year
    terms, used = policy["terms"], {}
    for counter, name in (
        ("first_loss", "aggregate_first_loss"),
        ("liability", "maximum_liability"),
        ("discretionary", "maximum_of_discretionary_losses"),
    ):
        if name in terms and chance(random, 0.6):
            used[counter] = (
                min(scale.near(terms[name]), terms[name]) if chance(random, 0.5) else random.randint(0, terms[name])
            )
    for counter, name in (("buyer", "maximum_per_buyer"), ("country", "maximum_per_country")):
        key = random.choice(losses).get(counter)
        if isinstance(terms.get(name), int) and key is not None and chance(random, 0.5):
            used[counter] = {key: random.randint(0, terms[name])}
    return year | {"used": used}


def draw_years_losses(random: Random, scale: Scale, policy: Policy) -> list[Loss]:
    """Losses of a year under one policy, as they were told: in no order."""
    return [draw_loss(random, scale, policy, place) for place in range(random.randint(1, 10))]


def draw_single(random: Random) -> Drawn:
    """One policy, at times with layers of losses above it."""
    scale = Scale.drawn(random)
    primary = draw_policy(random, scale, "Globale")
    losses = draw_years_losses(random, scale, primary)
    layers = [
        draw_policy(random, scale, f"Excédent {place + 1}", mode="excess of loss")
        for place in range(random.choice((0, 0, 1, 2)))
    ]
    year = draw_year(random, scale, primary, losses)
    # The sales are the insured's, and hold for every layer; premiums and what was used up are the primary's.
    years = {primary["name"]: year} | {layer["name"]: {"sales": year["sales"]} for layer in layers}
    add_proceeds(random, scale, primary, losses)
    return Drawn([primary, *layers], losses, years)


def add_proceeds(random: Random, scale: Scale, policy: Policy, losses: Sequence[Loss]) -> None:
    """At times a step that takes proceeds of securities off, anywhere in the order, and proceeds of some losses.

    They stand about the loss, about the debt and about what of it is no loss.
    """
    if chance(random, 0.4):
        return
    terms = policy["terms"]
    if "indemnity_chain" in terms and set(order_of(policy)) == set(USUAL_ORDERS["proceeds first"]) - {PROCEEDS}:
        terms["indemnity_chain"] = "proceeds first"
    else:
        steps = list(order_of(policy))
        steps.insert(random.randint(0, len(steps)), PROCEEDS)
        terms["indemnity_chain"] = steps
    if chance(random, 0.75):
        readings = ("loss", "pro rata", "uninsured part first")
        terms["proceeds_come_off"] = varied(random, lambda: random.choice(readings))
    for loss in losses:
        gross = sum(each["gross"] for each in loss.get("invoices", ())) or loss.get("loss", 0)
        debt = loss.get("debt", gross)
        about = (gross, debt, debt - gross, scale.amount(), scale.part())
        loss["proceeds"] = min(LARGEST, 0 if chance(random, 0.2) else scale.near(random.choice(about)))


def draw_layered(random: Random) -> Drawn:
    """Layers that share invoices, one above the other and side by side, and at times a layer of losses."""
    scale = Scale.drawn(random)
    modes = ["primary", *random.choices(("excess", "pari passu"), k=random.randint(1, 3))]
    policies = [
        draw_policy(random, scale, f"Ligne {place + 1}", mode=mode, with_limit=True) for place, mode in enumerate(modes)
    ]
    for policy, mode in zip(policies, modes, strict=True):
        policy["terms"].setdefault("indemnity_chain", "whole turnover")
        if mode == "excess" and chance(random, 0.6):
            policy["terms"] |= follow_terms(random, scale)
    if chance(random, 0.4):
        policies.append(draw_policy(random, scale, "Excédent", mode="excess of loss"))
    losses = []
    for place in range(random.randint(1, 6)):
        loss = draw_loss(random, scale, policies[0], place)
        invoices = [invoice_of_layers(random, scale, policies[: len(modes)]) for _ in range(random.randint(1, 5))]
        for number, invoice in enumerate(invoices, start=1):
            invoice["number"] = f"F-{number}"
        for name in ("loss", "limit", "percentage", "limit_kind"):
            loss.pop(name, None)
        gross = sum(invoice["gross"] for invoice in invoices)
        losses.append(loss | {"invoices": invoices, "debt": gross + random.choice((0, scale.amount()))})
    return Drawn(policies, losses, {policy["name"]: draw_year(random, scale, policy, losses) for policy in policies})


def follow_terms(random: Random, scale: Scale) -> dict[str, Any]:
    """How a top-up follows the layer below it."""
    terms: dict[str, Any] = {"follow_ratio": random.choice((0, 3_333, 5_000, 10_000, 20_000, 100_000))}
    if chance(random, 0.5):
        terms["follow_cap"] = scale.amount()
    if chance(random, 0.5):
        terms["minimum_primary_limit"] = scale.amount()
    if chance(random, 0.3):
        terms["refused_buyer_limit"] = scale.amount()
    return terms


def invoice_of_layers(random: Random, scale: Scale, policies: Sequence[Policy]) -> dict[str, Any]:
    """An invoice, with the limit that it met in each layer, and in some none or a refusal."""
    gross = min(scale.amount(), LARGEST // 9)
    layers: dict[str, dict[str, Any]] = {}
    for policy in policies:
        if chance(random, 0.1):
            continue
        told: dict[str, Any] = {"limit": random.choice((scale.amount(), scale.near(gross), scale.part(), 0))}
        if chance(random, 0.08):
            told = {"limit": None, "limit_kind": "refused"}
        elif chance(random, 0.2):
            told["percentage"] = percentage(random)
        layers[policy["name"]] = told
    return {"gross": gross, "layers": layers}


def draws(seed: int, count: int) -> Iterator[Drawn]:
    """So many draws of one seed; each has a stream of its own, so that it is found again alone."""
    for place in range(count):
        random = Random(f"{seed}/{place}")
        yield draw_layered(random) if chance(random, 0.3) else draw_single(random)
