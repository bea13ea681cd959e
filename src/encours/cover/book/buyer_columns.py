"""Columns of the buyers of a Book: what the clauses read of each, whatever the delivery."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.clauses.vocabulary import ACCOUNT
from encours.cover.book.holders import Buyers, first_day, last_day
from encours.cover.book.timelines import proceedings_that_count
from encours.facts.columns import constant
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.units import NEVER

Column = NDArray[Any]


def buyer_columns(view: View, programme: Programme, buyers: Buyers) -> dict[str, Column]:
    """The `accounts` group: one value for each buyer."""
    hits = view.table("sanction_hits")
    decision = hits.numbers["decision"]
    confirmed = decision == hits.kind.field("decision").code("confirmed")
    open_hit = (decision == hits.kind.field("decision").code("undecided")) | (hits.numbers["decided_on"] == NEVER)
    found = {
        "excluded_by_name": _excluded(programme.primary, buyers),
        "insolvent_on": first_day(
            view, buyers, "insolvencies", "opened_on",
            where=proceedings_that_count(view.table("insolvencies"), programme.primary),
        ),
        "sanction_confirmed_on": first_day(view, buyers, "sanction_hits", "hit_on", where=confirmed & ~open_hit),
        "sanction_undecided_on": first_day(view, buyers, "sanction_hits", "hit_on", where=open_hit),
        "rescheduled_on": last_day(view, buyers, "repayment_plans", "agreed_on", where=_before(view, programme)),
    }  # fmt: skip
    assert set(found) == set(ACCOUNT)
    return found


def _excluded(policy: Policy, buyers: Buyers) -> Column:
    if not policy.insured_buyers and not policy.excluded_buyers:
        return constant(0, len(buyers), np.int64)
    return np.fromiter((policy.excludes(name) for name in buyers.names), dtype=np.int64, count=len(buyers))


def _before(view: View, programme: Programme) -> Column:
    """Repayment plans agreed before the policy began."""
    before: Column = view.table("repayment_plans").numbers["agreed_on"] < programme.primary.period_start
    return before
