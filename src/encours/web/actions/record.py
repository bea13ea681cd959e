"""Recording what somebody did or learnt: facts of the day, kept at once, and the results of their buyers made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from encours.facts.kinds import Fact
from encours.facts.ledger import Ledger
from encours.units import Day
from encours.web.actions.background import ask_for
from encours.web.actions.keeping import Kept, keep_batch, locked, tables_of
from encours.web.actions.readings import mend, reading_of
from encours.web.people.access import Access
from encours.web.store.models import Batch

MOST_MENDED: Final = 25
"""Buyers whose results are made again while somebody waits; those of more are made in the background."""


def record(access: Access, facts: Iterable[Fact], *, today: Day, at: datetime) -> Kept:
    """Keep some facts that a person tells, as known today, within the transaction of whoever calls.

    Each is named by its batch; what contradicts itself is a mistake of the caller, which has refused it before.
    """
    organisation = locked(access.organisation)
    rank = 1 + (Batch.objects.order_by("-rank").values_list("rank", flat=True).first() or 0)
    name = f"{rank:04d}-{Batch.Origin.ACT.value}"
    told = [replace(each, known=today, source=f"{name}:{place}", fact_id="") for place, each in enumerate(facts, 1)]
    assert not Ledger.of(told).refused, "facts that contradict each other"
    kept = keep_batch(
        organisation, tables_of(told), name=name, origin=Batch.Origin.ACT, day=today, by=str(access.person), at=at
    )
    access.organisation.revision = kept.revision
    if kept.touched is not None and len(kept.touched) <= MOST_MENDED:
        mend(organisation, reading_of(organisation, today), kept.touched, kept.revision)
    ask_for(access.organisation, today)
    return kept
