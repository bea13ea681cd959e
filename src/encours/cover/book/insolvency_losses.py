"""The day on which proceedings bring a loss, by the terms of a policy: one rule for cover and claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from encours.clauses.lose.anchors import INSOLVENCY, Anchor
from encours.cover.loss_causes import CauseDay, day_of_insolvency_loss
from encours.facts.kinds import Buyer, ClaimEvent, Insolvency, buyer_on
from encours.facts.view import View
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, narrow_day

Column = NDArray[Any]
ADMITTED: Final = "claim admitted"
"""Event of the table `claim_events` that tells the admission of the claim in the proceedings."""
TERMS: Final = ("insolvency_day", "date_of_loss_reading", *(anchor.term for anchor in Anchor))
"""Terms that may move the day of the loss away from that of the opening."""


def days_of_insolvency_loss(view: View, policy: Policy) -> Column:
    """Day of the loss of each row of the insolvencies of a view; `NEVER` while it has not come.

    Where it cannot be told from the buyer and its proceedings, cover takes the prudent day: that of the opening.
    """
    table = view.table("insolvencies")
    opened_on: Column = table.numbers["opened_on"]
    if not len(table) or not _moves_the_day(policy):
        return opened_on
    events = cast("tuple[ClaimEvent, ...]", view.facts("claim_events"))
    buyers = cast("tuple[Buyer, ...]", view.facts("buyers"))
    found = []
    for fact in cast("Iterator[Insolvency]", table.rows()):
        registered = [each for each in buyers if each.buyer == fact.buyer]
        day = loss_of_proceedings(policy, fact, registered, events).lost_on
        found.append(narrow_day(fact.opened_on if day == MISSING else day))
    return np.array(found, dtype=opened_on.dtype)


def loss_of_proceedings(
    policy: Policy, proceedings: Insolvency, registered: Sequence[Buyer], events: Sequence[ClaimEvent]
) -> CauseDay:
    """The loss that proceedings bring, from the facts of their buyer."""
    known = buyer_on(registered, proceedings.opened_on)
    keys = {"buyer": proceedings.buyer}
    if known is not None:
        keys |= {"buyer_class": known.buyer_class, "country": known.country, "sector": known.sector}
    admitted = [
        each.happened_on for each in events
        if each.event == ADMITTED and each.buyer == proceedings.buyer and each.policy in {"", policy.name}
    ]  # fmt: skip
    return day_of_insolvency_loss(policy, proceedings, keys=keys, admitted_on=min(admitted, default=NEVER))


def _moves_the_day(policy: Policy) -> bool:
    """Whether the policy says anything of the day of a loss by insolvency."""
    written = [policy.terms, *(endorsement.terms for endorsement in policy.endorsements)]
    own = {Anchor.INSOLVENCY.term, Anchor.ADMISSION.term, Anchor.KNOWLEDGE.term, "insolvency_day"}
    return any(
        name in own or (name in TERMS and any(INSOLVENCY in entry.when.get("cause", ()) for entry in value.entries))
        for terms in written for name, value in terms.items()
    )  # fmt: skip
