"""Policy years drawn at random, in the shape of `oracle.py`.

One seed, one draw. Amounts come from a *scale*: a few cents, so that halves, thresholds and ends of bands are met by
themselves; ordinary amounts; or the largest that are taken.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.premium_oracle.calls import months_after
from tests.premium_oracle.oracle import answer
from tests.premium_oracle.rated import sales_of

LARGEST = 10**13
"""Cents: the largest amount that a policy states."""
COUNTRIES = ("FR", "FR", "RE", "DE", "MA")
CLASSES, ENTITIES, KINDS, CAUSES = ("A", "B"), ("S1", "S2"), ("named", "top-up"), ("insolvency", "protracted default")
CONDITIONS: tuple[tuple[Mapping[str, Sequence[str]], ...], ...] = (
    ({"country": ["FR"]}, {"country": ["DE", "MA"]}, {"country": ["MA"], "buyer_class": ["A"]}),
    ({"buyer_class": ["B"]}, {"country": ["FR"], "buyer_class": ["A"]}),
    ({"entity": ["S2"]}, {"entity": ["S2"], "country": ["FR"]}),
    ({"limit_kind": ["top-up"]}, {"limit_kind": ["top-up"], "country": ["DE"]}),
)
"""What an entry may be for; within a row one of two that meet is the more exact."""
STARTS = (date(2012, 7, 1), date(2013, 1, 1), date(2013, 4, 1), date(2014, 1, 1), date(2024, 3, 1), date(2026, 1, 1))
WITHIN_A_MONTH = (date(2013, 1, 15), date(2023, 8, 31), date(2024, 2, 29))
"""First days that no limit is drawn for: it stands by calendar months."""
EXCLUDED = ("public buyer", "refused buyer", "refused buyer", "cash", "private person")

Year = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the amounts of one draw come from."""

    random: Random
    low: int
    high: int

    @classmethod
    def drawn(cls, random: Random) -> Scale:
        """A scale: small amounts often."""
        return cls(random, *random.choice([
            (1, 40), (1, 3_000), (1, 200_000), (1_00, 500_000_00), (1_00, 500_000_00), (LARGEST // 20, LARGEST // 15),
        ]))  # fmt: skip

    def amount(self) -> int:
        """An amount, at times nil."""
        return 0 if chance(self.random, 0.06) else self.random.randint(self.low, self.high)

    def premium(self) -> int:
        """An amount such as a premium, small beside the sales."""
        return self.random.choice((0, self.amount() // 300, self.amount() // 20, self.amount()))


def chance(random: Random, share: float) -> bool:
    """Whether something that happens so often happens."""
    return random.random() < share


def rate(random: Random) -> int:
    """A rate in millionths, from nil to the whole."""
    return random.choice((0, 1, 350, 1_000, 2_500, random.randint(0, 30_000), random.randint(0, 10**6), 10**6))


def percentage(random: Random) -> int:
    """A percentage in basis points, both ends often."""
    return random.choice((0, 1, 500, 1_500, 3_333, 5_000, 9_999, 10_000, random.randint(0, 10_000)))


def rising(random: Random, draw: Callable[[], int], most: int = 3) -> list[int]:
    """Ends of bands, each above the one before."""
    return sorted({max(1, draw()) for _ in range(random.randint(1, most))})


def bands(
    random: Random, share: Callable[[Random], int], ends: list[int], *, is_open: bool
) -> tuple[tuple[int, int | None], ...]:
    """Values by bands, the last without an end where it is open."""
    written: list[int | None] = [*ends, None] if is_open else list(ends)
    return tuple((share(random), end) for end in written)


def rates_to(random: Random, draw: Callable[[], int]) -> tuple[tuple[int, int | None], ...]:
    """Rates by bands, the last without an end."""
    return bands(random, rate, rising(random, draw), is_open=True)


def varied(random: Random, draw: Callable[[], Any], *, by_kind: bool = True, is_total: bool = False) -> Any:
    """One value, or several with what each is for; total where an entry is for whatever no other is for."""
    if chance(random, 0.5):
        return draw()
    usable = random.choice(CONDITIONS if by_kind else CONDITIONS[:-1])
    found = [{"when": dict(each), "value": draw()} for each in random.sample(usable, random.randint(1, len(usable)))]
    if is_total or chance(random, 0.7):
        found.insert(0, {"value": draw()})
    return found


def draw_rates(random: Random, scale: Scale) -> dict[str, Any]:
    """Rates: one, by terms or by amount; sometimes two of them, where one is for some sales alone."""
    kinds = random.choice((["one"], ["one"], ["terms"], ["amount"], ["amount"], ["one", "terms"], ["one", "amount"],
                           ["one", "terms", "amount"]))  # fmt: skip
    found: dict[str, Any] = {}
    if "one" in kinds:
        found["premium_rate"] = varied(random, lambda: rate(random), is_total=chance(random, 0.9))
    is_alone = "one" not in kinds
    if "terms" in kinds:
        found["premium_rate_by_terms"] = varied(
            random, lambda: rates_to(random, lambda: random.choice((0, 30, 60, 90))), is_total=is_alone
        )
    if "amount" in kinds:
        found["premium_rate_by_amount"] = varied(
            random, lambda: rates_to(random, lambda: scale.amount() * random.randint(1, 5)),
            is_total=is_alone and "terms" not in kinds,
        )  # fmt: skip
        found["premium_bands"] = random.choice(("each part at its own rate", "the whole at the rate reached"))
    return found


def draw_sales_terms(random: Random, scale: Scale, base: str) -> dict[str, Any]:
    """What premium is counted on, and what it costs."""
    found: dict[str, Any] = {"premium_base": base}
    if base not in ("flat", "limits"):
        found |= draw_rates(random, scale)
    for name in ("percentage", "political_risk", "risk_before_delivery", "firm_limits"):
        if base != "flat" and chance(random, 0.25):
            found[f"surcharge_for_{name}"] = varied(random, lambda: percentage(random) * random.choice((1, 1, 10)))
    if chance(random, 0.5):
        found["premium_on_refused_buyers"] = varied(
            random, lambda: random.choice(("counted", "left out")), by_kind=False
        )
    if base == "shipments":
        found["premium_on_shipments"] = varied(
            random, lambda: random.choice(("whole price", "covered share")), by_kind=False
        )
    if base == "flat" or chance(random, 0.1):
        found["flat_premium"] = scale.premium()
    if chance(random, 0.1):
        found |= {"liability_premium_rate": rate(random), "maximum_liability": scale.amount()}
    if base == "limits" or chance(random, 0.3):
        found["limit_premium_rate"] = varied(random, lambda: rate(random))
        found["limit_premium_minimum"] = varied(random, lambda: random.randint(0, 12))
    return found


def draw_least_and_calls(random: Random, scale: Scale) -> dict[str, Any]:
    """The minimum in each of its forms, the maximum, the deposit and when premium is called."""
    found: dict[str, Any] = {}
    least = most = scale.premium()
    if chance(random, 0.6):
        found["minimum_premium"] = least
    if chance(random, 0.25):
        found["minimum_premium_share"] = percentage(random)
    if found and chance(random, 0.2):
        found["minimum_premium_sales"] = scale.amount() * random.randint(0, 8)
    if chance(random, 0.2):
        found["maximum_premium"] = most + scale.premium()
    if found.get("minimum_premium") is not None and chance(random, 0.7):
        found["deposit_premium_share"] = percentage(random)
    if chance(random, 0.2):
        found |= {"deposit_premium_share": percentage(random), "deposit_premium_of": "estimated premium"}
    if "minimum_premium" in found or "minimum_premium_share" in found:
        found["minimum_premium_counts"] = random.choice(("premium and options", "premium alone", "every premium"))
    if "deposit_premium_share" in found:
        found["premium_instalments"] = random.randint(1, 12)
        found["instalment_day"] = random.choice(("first day", "last day"))
    found["premium_declared_every"] = random.choice((1, 2, 3, 4, 6, 12))
    found["declaration_time"] = random.choice((0, 30, random.randint(0, 90)))
    if chance(random, 0.7):
        found["premium_adjusted"] = "each declaration"
        found["premium_adjusted_from"] = random.choice(("at once", "above the minimum premium"))
        found["adjustment_threshold"] = random.choice((0, scale.premium()))
    return found


def draw_result(random: Random) -> dict[str, Any]:
    """What the result of the year gives back, or takes."""
    found: dict[str, Any] = {}
    for name in ("bonus_by_loss_ratio", "malus_by_loss_ratio"):
        if chance(random, 0.4):
            ends = rising(random, lambda: random.choice((2_000, 4_000, 6_000, 10_000, random.randint(1, 20_000))))
            found[name] = bands(random, percentage, ends, is_open=chance(random, 0.5))
    if chance(random, 0.3):
        found["no_claims_bonus_step"] = percentage(random)
        found["no_claims_bonus_cap"] = percentage(random)
    if chance(random, 0.3):
        found["profit_share_rate"] = percentage(random)
        found["profit_share_charges"] = percentage(random)
    if not found:
        return {}
    return found | {
        "loss_ratio_bound": random.choice(("up to and including", "below")),
        "loss_ratio_losses": random.choice(("paid", "incurred")),
        "loss_ratio_premium": random.choice(("premium of the year", "premium paid")),
        "loss_ratio_recoveries": random.choice(("net of recoveries", "gross of recoveries")),
        "loss_ratio_years": random.choice((1, 1, 2, 5)),
        "result_claims": random.choice(("any", "all closed")),
        "result_confirmation": random.choice(("not asked", "renewed", "renewed and confirmed in writing")),
        "result_given_back": random.choice(("down to the minimum premium", "below the minimum premium too")),
    }


def draw_fees_and_taxes(random: Random, scale: Scale) -> dict[str, Any]:
    """Fees, commissions and the taxes of all."""
    found: dict[str, Any] = {}
    if chance(random, 0.5):
        found["fee_per_request"] = varied(random, lambda: random.choice((0, 22_80, scale.amount())), by_kind=False)
        found["free_requests"] = random.randint(0, 4)
    if chance(random, 0.5):
        found["monitoring_fee"] = varied(random, lambda: random.choice((0, 2_85, scale.amount())))
        found["monitoring_fee_every"] = random.choice(("month", "quarter", "year"))
    if chance(random, 0.5):
        by_cause = [{"value": percentage(random)}, {"when": {"cause": ["insolvency"]}, "value": percentage(random)}]
        found["recovery_commission_rate"] = random.choice((percentage(random), by_cause))
        found["recovery_commission_on"] = random.choice(("sums on uninsured debts", "every sum"))
    if chance(random, 0.7):
        found["premium_tax"] = draw_tax(random)
        found["premium_tax_rate"] = varied(random, lambda: rate(random), by_kind=False)
        for fee in ("request_fees", "monitoring_fees", "recovery_commissions"):
            if chance(random, 0.8):
                found[f"tax_on_{fee}"] = random.choice(("as the premium", "French VAT", "none"))
    return found


def draw_tax(random: Random) -> Any:
    """The tax of the premium: one, or by who is insured and who buys."""
    taxes = ("French insurance tax", "French insurance tax", "own rate", "none")
    if chance(random, 0.5):
        return random.choice(taxes)
    others = [{"when": dict(each), "value": random.choice(taxes[1:])} for each in random.choice(CONDITIONS[1:-1])]
    return [{"value": taxes[0]}, *others]


def keys(random: Random, *, with_kind: bool = True) -> dict[str, str]:
    """What one sale is: all that a rate may vary with."""
    found = {
        "country": random.choice(COUNTRIES),
        "buyer_class": random.choice(CLASSES),
        "entity": random.choice(ENTITIES),
    }
    return found | {"limit_kind": random.choice(KINDS)} if with_kind else found


def draw_counted(random: Random, scale: Scale, base: str, first: date, last: date) -> list[Year]:
    """What premium may be counted on, some of it of another base, outside the year, or a credit note."""
    basis = {"turnover": "turnover", "month-end balances": "balances", "limits": "limits", "shipments": "shipments"}
    found, credited = [], random.choice((0.0, 0.1, 0.1, 0.3, 0.9))
    for _ in range(random.choice((0, 1, 2, 4, 8, 12))):
        day = first + timedelta(random.randint(-3 if chance(random, 0.1) else 0, (last - first).days))
        if base == "month-end balances":
            day = day.replace(day=monthrange(day.year, day.month)[1])
        if base == "limits":
            day = day.replace(day=1)
        sign = -1 if chance(random, credited) and base in ("turnover", "shipments") else 1
        found.append({
            "basis": random.choice(("turnover", "shipments")) if chance(random, 0.04) else basis.get(base, "turnover"),
            "on": day, "buyer": f"B{random.randint(1, 4)}", "amount": sign * scale.amount(), "keys": keys(random),
            "credit_days": None if chance(random, 0.01) else random.choice((0, 1, 29, 30, 31, 60, 61, 90, 120)),
            "cover_ratio": random.choice((10_000, 9_000, 3_333, random.randint(0, 10_000))),
            "excluded": random.choice(EXCLUDED) if chance(random, 0.12) else "",
        })  # fmt: skip
    return found


def draw_monitored(random: Random, scale: Scale, first: date, last: date) -> list[Year]:
    """Limits, month by month: each stands in some months, with an amount that may change."""
    found = []
    for number in range(random.choice((0, 1, 2, 3))):
        what, amount = keys(random), scale.amount()
        for place in range(12):
            year, month = divmod(first.year * 12 + first.month - 1 + place, 12)
            if chance(random, 0.25):
                amount = scale.amount()
            if chance(random, 0.6) and date(year, month + 1, 1) <= last:
                found.append({"buyer": f"L{number}", "on": date(year, month + 1, 1), "amount": amount, "keys": what})
    return found


def at_the_end_of_a_band(random: Random, terms: Year) -> Year:
    """Losses on the end of a band of the loss ratio, or a cent beside it, at times; over the premium paid."""
    ends = [end for name in ("bonus_by_loss_ratio", "malus_by_loss_ratio") for _, end in terms.get(name, ()) if end]
    if not ends or not chance(random, 0.5):
        return {}
    terms["loss_ratio_premium"] = "premium paid"
    times = random.choice((0, 1, 7, 1_000))
    paid = max(0, times * random.choice(ends) + random.choice((-1, 0, 0, 1)))
    return {"premium_paid": 10_000 * times, "claims_paid": paid, "claims_outstanding": 0, "claims_recovered": 0}


def draw_known(random: Random, scale: Scale, terms: Year, first: date, last: date) -> Year:
    """What else is known of the year; at times not all."""
    told = {
        name: 0 if chance(random, 0.3) else scale.premium()
        for name in ("claims_paid", "claims_outstanding", "claims_recovered", "earlier_premium", "premium_paid")
    }
    told |= {name: int(chance(random, 0.85)) for name in ("renewed", "confirmed_in_writing", "all_claims_closed")}
    told["years_without_claim"] = random.randint(0, 6)
    told |= at_the_end_of_a_band(random, terms)
    if chance(random, 0.1):
        del told[random.choice(list(told))]
    requests = [
        {"on": first + timedelta(day), "keys": keys(random, with_kind=False)}
        for day in random.sample(range((last - first).days + 1), random.randint(0, 6))
    ]
    recoveries = [
        {
            "on": first + timedelta(random.randint(0, (last - first).days)),
            "on_insured": scale.amount(), "on_uninsured": scale.amount(),
            "keys": keys(random, with_kind=False) | {"cause": random.choice(CAUSES)},
        }
        for _ in range(random.randint(0, 3))
    ]  # fmt: skip
    return {**told, "requests": None if chance(random, 0.02) else requests, "recoveries": recoveries}


def draw_year(random: Random) -> Year:
    """A policy year whole: what was agreed, what was sold, and what is known of it."""
    scale, first = Scale.drawn(random), random.choice(WITHIN_A_MONTH if chance(random, 0.15) else STARTS)
    ends_early = random.choice((40, 100, 200)) if chance(random, 0.1) else 0
    last = months_after(first, 12) - timedelta(1 + ends_early)
    base = random.choice(("turnover", "turnover", "month-end balances", "limits", "shipments", "flat"))
    terms = draw_sales_terms(random, scale, base) | draw_least_and_calls(random, scale)
    terms |= draw_result(random) | draw_fees_and_taxes(random, scale)
    as_of = last if chance(random, 0.6) else first + timedelta(random.randint(0, (last - first).days))
    estimate = draw_counted(random, scale, base, first, last) if chance(random, 0.85) else None
    year: Year = {
        "policy": {
            "written_from": first - timedelta(random.choice((0, 0, 0, 365))), "period_start": first, "period_end": last,
            "terms": terms, "endorsements": draw_changes(random, scale, base, terms, first, last)},
        "as_of": as_of, "counted_on": draw_counted(random, scale, base, first, last),
        "estimate": None if estimate is None else [
            each | {"on": first, "amount": abs(each["amount"]), "excluded": ""} for each in estimate],
        "monitored": [] if first in WITHIN_A_MONTH else draw_monitored(random, scale, first, last),
        **draw_known(random, scale, terms, first, last),
    }  # fmt: skip
    return on_its_bounds(random, year) if chance(random, 0.3) else year


def on_its_bounds(random: Random, year: Year) -> Year:
    """The same year with the end of a band, then the threshold of the calls, on what it comes to, or a cent beside."""
    policy = year["policy"]
    terms, last = policy["terms"], min(year["as_of"], policy["period_end"])
    by_amount = terms.get("premium_rate_by_amount")
    counted = int(sum(each.amount for each in sales_of(policy, year["counted_on"], last)))
    if isinstance(by_amount, tuple) and counted > 1:
        end = min(LARGEST, counted + random.choice((-1, 0, 0, 1)))
        terms["premium_rate_by_amount"] = ((by_amount[0][0], end), (by_amount[-1][0], None))
    called = [int(amount) for _, amount, why in answer(year).calls or () if why == "declaration"]
    if called:
        on = random.choice(called) + random.choice((-1, 0, 0, 1))
        terms["adjustment_threshold"] = min(LARGEST, max(0, on))
    return year


CHANGED = ("premium_rate", "premium_on_", "surcharge", "limit_premium", "fee_per", "monitoring_fee", "premium_tax",
           "recovery_commission_rate")  # fmt: skip
"""How the names begin of terms that endorsements change: the others have one value for the policy."""


def draw_changes(random: Random, scale: Scale, base: str, terms: Year, first: date, last: date) -> list[Year]:
    """Endorsements: another value for some of the terms, from a day on, twice at most."""
    found: dict[date, Year] = {}
    while chance(random, 0.3) and len(found) < 2:
        again = draw_sales_terms(random, scale, base) | draw_fees_and_taxes(random, scale) | draw_result(random)
        moved = [name for name in again if name.startswith(CHANGED) and name in terms and "every" not in name]
        chosen = random.sample(moved, min(len(moved), 3))
        day = first + timedelta(random.choice((0, 1, 31, 90, 150, random.randint(0, (last - first).days))))
        if chosen:
            found[day] = {name: again[name] for name in chosen}
    return [{"effective_on": day, "terms": changed} for day, changed in sorted(found.items())]
