"""A naive count of the premium of a policy year, in exact fractions, from the published texts alone.

See the package for what was read, and how. A *year* is a dict: `policy` (see `agreed.py`; with the first and the last
day of the year, `period_start` and `period_end`), `as_of`, `counted_on` (what premium may be counted on, see
`rated.py`), and what else is known of it: `estimate` (None: nothing was), `monitored`, `requests` (None: nobody keeps
a register), `recoveries`, and facts by the names of `encours premium --known` (left out: not known).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.premium_oracle.calls import Call, calls_of
from tests.premium_oracle.fees import fee_lines
from tests.premium_oracle.least import estimated_shares, least_of, premium_lines
from tests.premium_oracle.money import Line, known_sum
from tests.premium_oracle.results import result_lines
from tests.premium_oracle.taxes import shares_of, taxed

__all__ = ["Answer", "answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a year costs: its lines, each with its taxes, its calls and its totals, in cents; None where not known."""

    lines: list[Line]
    calls: list[Call] | None
    total: Fraction | None
    tax: Fraction | None
    due: Fraction | None


def answer(year: Mapping[str, Any]) -> Answer:
    """The premium of a year, as known on a day of it."""
    policy, as_of = year["policy"], year["as_of"]
    before_result = premium_lines(year, as_of)
    net = known_sum([each.amount for each in before_result])
    lines = list(before_result)
    if as_of >= policy["period_end"]:
        lines += result_lines(year, net, least_of(year))
    lines += fee_lines(year)
    shares = shares_of(year, before_result, estimated_shares(year))
    lines = [taxed(each, shares) for each in lines]
    total, tax = known_sum([each.amount for each in lines]), known_sum([each.tax for each in lines])
    return Answer(lines, calls_of(year, net), total, tax, known_sum([total, tax]))
