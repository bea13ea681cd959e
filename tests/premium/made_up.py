"""A policy, its sales and its year, each in a line of a test; the company and its insurer are fictitious."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from encours.clauses.wordings import WORDINGS
from encours.policy.read import read_programme
from encours.policy.schedule import Policy
from encours.premium.bases import BALANCES, LIMITS, SHIPMENTS, TURNOVER, BaseLine
from encours.premium.known import Known
from encours.premium.lines import PremiumLine, PremiumYear
from encours.premium.year import premium_year
from encours.units import WHOLE

EPOCH = date(1970, 1, 1)
BASES = {"turnover": TURNOVER, "month-end balances": BALANCES, "limits": LIMITS, "shipments": SHIPMENTS}


def on(text: str) -> int:
    """Day of an ISO date."""
    return (date.fromisoformat(text) - EPOCH).days


FIRST, LAST = on("2026-01-01"), on("2026-12-31")

HEAD = """
[policy]
name = "Globale"
insurer = "Assureur Fictif SA"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = {first}
period_end = {last}

[zones]
far = ["MA", "TN"]

[terms]
insured_percentage = "90 %"
{terms}
"""


def policy(terms: str = "", *, first: str = "2026-01-01", last: str = "2026-12-31") -> Policy:
    """Policy of a year with these lines under its terms; whatever is refused fails the test."""
    reading = read_programme(HEAD.format(first=first, last=last, terms=terms), file="policy.toml",
                             wordings=WORDINGS.values(), texts={})  # fmt: skip
    assert reading.programme is not None, [each.what.english for each in reading.errors]
    return reading.programme.primary


def refusals(terms: str) -> dict[str, str]:
    """Codes of what is refused, or warned of, in a policy with these terms, each with its English."""
    reading = read_programme(HEAD.format(first="2026-01-01", last="2026-12-31", terms=terms), file="policy.toml",
                             wordings=WORDINGS.values(), texts={})  # fmt: skip
    return {each.code: each.what.english for each in (*reading.errors, *reading.warnings)}


def sale(
    amount: int, day: str | int = "2026-03-15", *, country: str = "FR", basis: str = TURNOVER, **more: Any
) -> BaseLine:
    """A sale of so many cents, in France unless told."""
    told = {"buyer": "B1", "keys": {"country": country, **more.pop("keys", {})}, "cover_ratio": WHOLE, **more}
    return BaseLine(basis=basis, on=day if isinstance(day, int) else on(day), amount=amount, **told)


def limit(amount: int, month: str, *, buyer: str = "B1", kind: str = "top-up", country: str = "FR") -> BaseLine:
    """A limit of so many cents that stood in a month, told by its first day."""
    keys = {"country": country, "limit_kind": kind}
    return BaseLine(basis=LIMITS, on=on(month), buyer=buyer, amount=amount, keys=keys, fact=f"D-{buyer}")


def year(
    terms: str | Policy, sales: Sequence[BaseLine] = (), *, as_of: str | int = "2026-12-31", **known: Any
) -> PremiumYear:
    """Premium of the year of a policy."""
    agreed = terms if isinstance(terms, Policy) else policy(terms)
    day = as_of if isinstance(as_of, int) else on(as_of)
    return premium_year(agreed, sales, Known(**known), first=agreed.period_start, last=agreed.period_end, as_of=day)


def lines(found: PremiumYear, kind: str) -> list[PremiumLine]:
    """Lines of a kind."""
    return [each for each in found.lines if each.kind == kind]
