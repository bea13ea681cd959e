"""A second person for what no insurer carries: an own limit whose uninsured part is large is proposed, then approved.

It becomes a fact only by somebody else's approval. Since the insured limit may have moved meanwhile, its uninsured part
is worked out again then, and whoever approves says which figure they saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from encours.facts.kinds import OwnLimit
from encours.policy.faults import Words
from encours.units import Cents, Day
from encours.web.actions.keeping import Kept, standing
from encours.web.actions.limits import NOT_JUDGED, faults_before, judged_about, said_of, tell
from encours.web.computing.limit_effect import Effect, effects
from encours.web.computing.position import Position, position
from encours.web.computing.question import Asked
from encours.web.computing.supposed import supposing
from encours.web.people import journal
from encours.web.people.access import Access
from encours.web.people.deeds import Deed
from encours.web.people.roles import Right
from encours.web.store.models import Proposal


@dataclass(frozen=True, slots=True)
class Weighed:
    """An own limit weighed on the facts of now: what it would change, and whether a second person must approve it."""

    fact: OwnLimit
    faults: tuple[Words, ...]
    effects: tuple[Effect, ...]
    then: Position | None
    """The buyer once it holds."""
    needs_second: bool

    @property
    def uninsured(self) -> Cents | None:
        """Part that no insurer would carry; None where nobody can tell."""
        return None if self.then is None else self.then.uninsured


def weigh(access: Access, asked: Asked, fact: OwnLimit) -> Weighed:
    """What an own limit would change."""
    faults = tuple(faults_before(asked, [fact], fact.buyer))
    if faults:
        return Weighed(fact, faults, (), None, needs_second=False)
    then = position(supposing(asked, [fact], fact.buyer, as_of=max(asked.as_of, fact.from_day)), fact.buyer)
    return Weighed(
        fact, (), effects(asked, [fact], fact.buyer), then, needs_second=needs_second(access, then, asked.currency)
    )


def needs_second(access: Access, then: Position, currency: str) -> bool:
    """Whether no single person may accept what an own limit leaves uninsured, an amount in a currency.

    What nobody can tell is large; so is what is counted in another currency than what one person may accept.
    """
    if then.uninsured is None or (then.uninsured > 0 and currency != access.organisation.currency):
        return True
    return then.uninsured > access.organisation.second_person_above


def set_own_limit(
    access: Access, fact: OwnLimit, *, reason: str, today: Day, at: datetime
) -> Kept | Proposal | list[Words]:
    """Keep an own limit, or propose it where a second person must approve it; else everything that is wrong."""
    assert access.may(Right.SET_OWN_LIMIT), "who may not set an own limit was refused before"
    access = standing(access)
    asked = judged_about(access.organisation, fact.buyer, today)
    if asked is None:
        return [NOT_JUDGED]
    found = weigh(access, asked, fact)
    if found.faults:
        return list(found.faults)
    if not found.needs_second:
        return tell(access, [fact], fact.buyer, deed=Deed.SET_OWN_LIMIT, today=today, at=at)
    assert found.then is not None, "what is wrong was told before"
    return propose(access, asked, fact, found.then, reason=reason, at=at)


def propose(access: Access, asked: Asked, fact: OwnLimit, then: Position, *, reason: str, at: datetime) -> Proposal:
    """Leave an own limit to a second person, with the position that it would give, within the caller's transaction.

    The same, proposed already and waiting, is not proposed twice.
    """
    waiting = Proposal.objects.filter(buyer=fact.buyer, state=Proposal.State.WAITING)
    same: Proposal | None = next((each for each in waiting if each.facts == [said_of(fact)]), None)
    if same is not None:
        return same
    proposal: Proposal = Proposal.objects.create(
        organisation=access.organisation,
        buyer=fact.buyer,
        buyer_name=asked.portfolio.lines.buyer_name(fact.buyer),
        proposed_by=access.person,
        proposed_at=at,
        facts=[said_of(fact)],
        currency=asked.currency,
        allowed=then.allowed,
        insured=then.limit,
        uninsured=then.uninsured,
        reason=reason,
    )
    _write(access, proposal, Deed.PROPOSE_OWN_LIMIT, at)
    return proposal


def fact_of(proposal: Proposal) -> OwnLimit:
    """The own limit that a proposal is about."""
    (said,) = proposal.facts
    return OwnLimit(**said)


def waiting_for(access: Access) -> QuerySet[Proposal]:
    """Proposals that this person may approve: those of others; none without the right."""
    waiting: QuerySet[Proposal] = Proposal.objects.filter(state=Proposal.State.WAITING).select_related("proposed_by")
    if not access.may(Right.APPROVE):
        return waiting.none()
    return waiting.exclude(proposed_by=access.person)


def close(
    access: Access, number: int, *, state: Proposal.State, seen: Cents | None = None, note: str = "", today: Day,
    at: datetime,
) -> list[Words]:  # fmt: skip
    """Approve, refuse or withdraw a proposal, once; or everything that keeps it from being done.

    ``seen`` is the uninsured part that whoever approves was shown.
    """
    access = standing(access)
    proposal: Proposal | None = Proposal.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if proposal is None or not access.sees(proposal.buyer):
        return [Words("There is no such proposal.", "Cette proposition n’existe pas.")]
    if wrong := _refusal(access, proposal, state):
        return wrong
    if state is Proposal.State.APPROVED:
        assert access.organisation.pk == proposal.organisation_id, "a proposal is approved within its walls"
        if wrong := _keep(access, proposal, seen=seen, today=today, at=at):
            return wrong
    proposal.state, proposal.closed_by, proposal.closed_at = state, access.person, at
    proposal.closing_note = note
    proposal.save()
    _write(access, proposal, Deed(f"own limit {state.value}"), at)
    return []


def _refusal(access: Access, proposal: Proposal, state: Proposal.State) -> list[Words]:
    if proposal.state != Proposal.State.WAITING:
        return [Words("It was settled meanwhile.", "Elle a été traitée entre-temps.")]
    is_own = proposal.proposed_by_id == access.person.pk
    if state is Proposal.State.WITHDRAWN:
        told = Words("Only whoever proposed it may withdraw it.", "Seul son auteur peut la retirer.")
        return [] if is_own else [told]
    if is_own:
        return [Words("Nobody approves their own proposal.", "Nul n’approuve sa propre proposition.")]
    if not access.may(Right.APPROVE):
        return [Words("You may not approve.", "Vous ne pouvez pas approuver.")]
    return []


def _keep(access: Access, proposal: Proposal, *, seen: Cents | None, today: Day, at: datetime) -> list[Words]:
    """Keep what was proposed, if its uninsured part is still the one that was seen."""
    fact = fact_of(proposal)
    asked = judged_about(access.organisation, fact.buyer, today)
    if asked is None:
        return [NOT_JUDGED]
    found = weigh(access, asked, fact)
    if found.faults:
        return list(found.faults)
    if found.uninsured != seen:
        told = Words(
            "The insured limit has moved: look at the figures again before you approve.",
            "L’agrément a changé : relisez les montants avant d’approuver.",
        )
        return [told]
    kept = tell(access, [fact], fact.buyer, deed=Deed.SET_OWN_LIMIT, today=today, at=at)
    if isinstance(kept, list):
        return kept
    proposal.batch, proposal.uninsured = kept.batch.name, found.uninsured
    return []


def _write(access: Access, proposal: Proposal, deed: Deed, at: datetime) -> None:
    journal.write(
        access.organisation, str(access.person), deed, at=at, subject=proposal.buyer,
        details={
            "proposal": proposal.pk, "facts": [{"table": OwnLimit.KIND.table, **each} for each in proposal.facts],
            "uninsured": proposal.uninsured,
            "currency": proposal.currency, "proposed_by": str(proposal.proposed_by), "note": proposal.closing_note,
        },
    )  # fmt: skip
