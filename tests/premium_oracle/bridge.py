"""From what `draw.py` draws to what the product computes, and where the two answers differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from encours.clauses.wordings import WORDINGS
from encours.policy.read import read_programme
from encours.policy.schedule import Policy
from encours.premium.bases import BaseLine
from encours.premium.known import Known, Request, SumRecovered
from encours.premium.lines import DEPOSIT, PremiumLine, PremiumYear, TaxLine
from encours.premium.year import premium_year
from encours.units import MISSING, Day, from_civil
from tests.premium_oracle.money import Line, Tax
from tests.premium_oracle.oracle import Answer, answer

AMOUNTS = {"flat_premium", "maximum_liability", "minimum_premium", "minimum_premium_sales", "maximum_premium",
           "adjustment_threshold", "fee_per_request", "monitoring_fee"}  # fmt: skip
RATES = {"premium_rate", "limit_premium_rate", "liability_premium_rate", "premium_tax_rate"}
COUNTS = {"premium_instalments", "loss_ratio_years", "free_requests"}
MONTHS = {"limit_premium_minimum", "premium_declared_every"}
DAYS = {"declaration_time"}
BAND_ENDS = {"premium_rate_by_terms": "days", "premium_rate_by_amount": "amount", "bonus_by_loss_ratio": "ratio",
             "malus_by_loss_ratio": "ratio"}  # fmt: skip
COUNTED = {"premium", "option", "fee per request", "monitoring fee", "recovery commission"}
"""Lines of which what they are counted on is compared too."""
HEAD = """[policy]
name = "Globale"
insurer = "Assureur Fictif SA"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = {first}
period_end = {last}

[terms]
insured_percentage = "90 %"
"""


# What was agreed, as a schedule writes it.


def amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02} EUR"


def rate(millionths: int) -> str:
    return f"{millionths // 1000}.{millionths % 1000:03} ‰"


def percentage(basis_points: int) -> str:
    return f"{basis_points // 100}.{basis_points % 100:02} %"


def written_bands(name: str, value: Any) -> str:
    share = rate if name.startswith("premium_rate") else percentage
    end = {"days": lambda days: f"{days} days", "amount": amount, "ratio": percentage}[BAND_ENDS[name]]
    parts = [f"{share(each)} above" if to is None else f"{share(each)} to {end(to)}" for each, to in value]
    return "; ".join(parts)


def written_value(name: str, value: Any) -> str:
    if name in BAND_ENDS:
        return f'"{written_bands(name, value)}"'
    if name in COUNTS:
        return str(value)
    if name in AMOUNTS:
        return f'"{amount(value)}"'
    if name in RATES:
        return f'"{rate(value)}"'
    if name in DAYS:
        return f'"{value} days"'
    if name in MONTHS:
        return f'"{value} months"'
    return f'"{value}"' if isinstance(value, str) else f'"{percentage(value)}"'


def written(name: str, value: Any) -> str:
    if not isinstance(value, list):
        return f"{name} = {written_value(name, value)}"
    entries = []
    for each in value:
        when = ", ".join(f"{key} = {list(names)!r}" for key, names in each.get("when", {}).items())
        told = f"when = {{ {when} }}, " if when else ""
        entries.append(f"{{ {told}value = {written_value(name, each['value'])} }}".replace("'", '"'))
    return f"{name} = [{', '.join(entries)}]"


def schedule(policy: Mapping[str, Any]) -> str:
    """The policy file of what was drawn."""
    lines = [HEAD.format(first=policy["written_from"], last=policy["period_end"])]
    lines += [written(name, value) for name, value in policy["terms"].items()]
    for number, change in enumerate(policy["endorsements"], 1):
        lines += ["[[endorsements]]", f'name = "Avenant {number}"', f"effective_on = {change['effective_on']}"]
        lines += ["[endorsements.terms]", *(written(name, value) for name, value in change["terms"].items())]
    return "\n".join(lines)


def policy_of(told: Mapping[str, Any]) -> Policy:
    """Policy as the product reads its file; what it refuses fails the test."""
    reading = read_programme(schedule(told), file="policy.toml", wordings=WORDINGS.values(), texts={})
    assert reading.programme is not None, [each.what.english for each in reading.errors]
    return reading.programme.primary


# What was sold, and what is known.


@cache
def day_of(day: date) -> Day:
    return from_civil(day.year, day.month, day.day)


def base_line(told: Mapping[str, Any], basis: str = "limits") -> BaseLine:
    days = told.get("credit_days")
    return BaseLine(
        basis=told.get("basis", basis), on=day_of(told["on"]), buyer=told["buyer"], amount=told["amount"],
        keys=told["keys"], credit_days=MISSING if days is None else days, cover_ratio=told.get("cover_ratio", 10_000),
        excluded=told.get("excluded", ""),
    )  # fmt: skip


def request(told: Mapping[str, Any]) -> Request:
    return Request(on=day_of(told["on"]), keys=told["keys"])


def known_of(year: Mapping[str, Any]) -> Known:
    figures = {
        name: year[name]
        for name in ("claims_paid", "claims_outstanding", "claims_recovered", "earlier_premium", "premium_paid",
                     "renewed", "confirmed_in_writing", "all_claims_closed", "years_without_claim")
        if name in year
    }  # fmt: skip
    requests, estimate = year["requests"], year["estimate"]
    return Known(
        estimate=None if estimate is None else tuple(map(base_line, estimate)),
        monitored=tuple(map(base_line, year["monitored"])),
        requests=None if requests is None else tuple(map(request, requests)),
        recoveries=tuple(
            SumRecovered(
                on=day_of(each["on"]), on_insured=each["on_insured"], on_uninsured=each["on_uninsured"],
                keys=each["keys"],
            )
            for each in year["recoveries"]
        ),
        **figures,
    )  # fmt: skip


def product_year(year: Mapping[str, Any], *, as_of: date | None = None) -> PremiumYear:
    """What the product says of a year drawn."""
    policy = policy_of(year["policy"])
    day = year["as_of"] if as_of is None else as_of
    return premium_year(
        policy, list(map(base_line, year["counted_on"])), known_of(year), first=day_of(year["policy"]["period_start"]),
        last=policy.period_end, as_of=day_of(day),
    )  # fmt: skip


# What each of the two says.

Told = tuple[Any, ...]


def cents(amount: Fraction | None) -> int | None:
    """Cents of an amount that a text rounds; whatever it left finer is a mistake of the oracle."""
    if amount is None:
        return None
    assert amount.denominator == 1, amount
    return int(amount)


def sortable(rows: Iterator[Told] | list[Told]) -> list[Told]:
    return sorted(rows, key=repr)


def tax_of_oracle(tax: Tax) -> Told:
    return cents(tax.base), tax.rate, cents(tax.amount)


def tax_of_product(tax: TaxLine) -> Told:
    return tax.base, tax.rate, None if tax.amount == MISSING else tax.amount


def line_of_oracle(line: Line) -> Told:
    taxes = None if line.tax is None else sortable([
        tax_of_oracle(each) for each in line.taxes or () if each.base])  # fmt: skip
    counted = (cents(line.base), line.rate, line.count) if line.amount is not None and line.kind in COUNTED else ()
    return line.kind, cents(line.amount), counted, taxes


def line_of_product(line: PremiumLine) -> Told:
    amount = None if line.amount == MISSING else line.amount
    taxes = None if line.tax == MISSING or amount is None else sortable([
        tax_of_product(each) for each in line.taxes if each.base])  # fmt: skip
    base = None if line.base == MISSING else line.base
    counted = (base, line.rate, line.count) if amount is not None and line.kind in COUNTED else ()
    return line.kind, amount, counted, taxes


def of_oracle(told: Answer) -> dict[str, Any]:
    return {
        "lines": sortable([line_of_oracle(each) for each in told.lines]),
        "calls": None if told.calls is None else [(day_of(on), cents(what), why) for on, what, why in told.calls],
        "totals": (cents(told.total), cents(told.tax), cents(told.due)),
    }


def of_product(told: PremiumYear) -> dict[str, Any]:
    def known(amount: int) -> int | None:
        return None if amount == MISSING else amount

    return {
        "lines": sortable([line_of_product(each) for each in told.lines if each.kind != DEPOSIT]),
        "calls": [(each.on, known(each.amount), each.why) for each in told.instalments],
        "totals": (known(told.total()), known(told.tax), known(told.due)),
    }


def disagreements(year: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Each part of the answer in which the two differ, with what each says alone."""
    said, got = of_oracle(answer(year)), of_product(product_year(year))
    for part, told in said.items():
        other = got[part]
        if told == other or (told is None and any(amount is None for _, amount, _ in other)):
            continue
        if part == "totals" or told is None:
            yield part, told, other
        else:
            yield part, [each for each in told if each not in other], [each for each in other if each not in told]
