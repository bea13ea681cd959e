"""What somebody tells of limits, kept as facts: asked for, decided, appealed, a condition met, an own limit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from encours.cover.book.exchange import can_be_judged
from encours.facts.kinds import Fact, LimitDecision, LimitRequest
from encours.policy.faults import Words
from encours.units import Day
from encours.web.actions.keeping import Kept, standing
from encours.web.actions.readings import asked_about, mend, reading_of
from encours.web.actions.record import record
from encours.web.computing.limit_faults import faults_of
from encours.web.computing.question import Asked
from encours.web.people import journal
from encours.web.people.access import Access
from encours.web.people.deeds import Deed
from encours.web.people.models import Organisation
from encours.web.store.models import MODELS

REFERENCED: Final = {LimitDecision: "limit_decisions", LimitRequest: "limit_requests"}
"""Facts whose reference is borne by one of them alone, in the whole company."""


def judged_about(organisation: Organisation, buyer: str, as_of: Day, known_on: Day | None = None) -> Asked | None:
    """A question about one account that can be judged; None without a policy, or without the rates it needs."""
    asked = asked_about(organisation, buyer, as_of, known_on)
    return asked if asked is not None and can_be_judged(asked.view, asked.programme) else None


NOT_JUDGED: Final = Words(
    "Nothing can be judged: no policy is agreed, or rates of exchange are missing.",
    "Rien ne peut être jugé : aucune police n’est en place, ou des cours de change manquent.",
)


def faults_before(asked: Asked, told: Sequence[Fact], buyer: str) -> list[Words]:
    """Everything wrong with some facts about a buyer's limits, inside the walls; nothing where they may be kept."""
    found = faults_of(asked, told, buyer)
    for each in told:
        table = REFERENCED.get(type(each))
        if table is None or each.corrects:
            continue
        model: Any = MODELS[table]
        taken = model.objects.filter(reference=getattr(each, "reference")).exclude(buyer=buyer)  # noqa: B009 -- of both
        if taken.exists():
            words = Words(
                "Another customer has a document of this reference.", "Un autre client a une pièce de cette référence."
            )
            found.append(words)
    return found


def tell(
    access: Access, told: Sequence[Fact], buyer: str, *, deed: Deed, today: Day, at: datetime
) -> Kept | list[Words]:
    """Keep facts about a buyer's limits, within the transaction of whoever calls; or everything that is wrong.

    A correction, and an appeal, name no buyer by themselves: they are about this one, whose results are made again.
    """
    # Two who tell the same at once take turns: the second is judged on what the first kept.
    access = standing(access)
    asked = judged_about(access.organisation, buyer, today)
    if asked is None:
        return [NOT_JUDGED]
    if wrong := faults_before(asked, told, buyer):
        return wrong
    kept = record(access, told, today=today, at=at)
    if kept.touched is None:
        mend(access.organisation, reading_of(access.organisation, today), [buyer], kept.revision)
    note(access, told, buyer, kept, deed=deed, at=at)
    return kept


def note(access: Access, told: Sequence[Fact], buyer: str, kept: Kept, *, deed: Deed, at: datetime) -> None:
    """Write in the journal what was told about the limits of a buyer, and in which batch it is kept."""
    journal.write(
        access.organisation, str(access.person), deed, at=at, subject=buyer,
        details={"batch": kept.batch.name, "facts": [_said(each) for each in told]},
    )  # fmt: skip


def _said(fact: Fact) -> dict[str, Any]:
    """What a fact says, its empty fields left out."""
    return {"table": fact.KIND.table, **said_of(fact)}


def said_of(fact: Fact) -> dict[str, Any]:
    """Fields of a fact that say something, as JSON keeps them."""
    return {
        each.name: getattr(fact, each.name)
        for each in fact.KIND.fields
        if getattr(fact, each.name) != each.default and getattr(fact, each.name) != ""
    }
