"""What people do with the list of things to do: record that one is done, give it to somebody, put it off, write a note.

Each is one transaction of whoever calls and one entry of the journal; what is refused changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from encours.facts.kinds import LimitRequest
from encours.policy.faults import Words
from encours.units import MISSING, NEVER, Day, Days
from encours.units.show import Language, show_day
from encours.web.actions.acts import DEEDS, ON, Case, case_of
from encours.web.actions.agreed import programme_in_force
from encours.web.actions.filling import filled
from encours.web.actions.keeping import locked
from encours.web.actions.readings import asked_about, asked_of, mend, reading_of
from encours.web.actions.record import record
from encours.web.computing.question import Asked
from encours.web.people import journal
from encours.web.people.access import Access
from encours.web.people.deeds import Deed
from encours.web.people.models import Membership, Organisation
from encours.web.store.ledgers import ledger_of
from encours.web.store.models import MODELS, Reading, WorkItem, WorkNote, WorkState

LONGEST_NOTE: Final = 2_000
FARTHEST: Final[Days] = 180
"""Days for which a thing that nothing ends may be put off."""
MOST: Final = 500
"""Things that are given or put off together."""

GONE: Final = Words("This is done already, or is no longer asked.", "C’est déjà fait, ou ce n’est plus demandé.")
NO_DEED: Final = Words("No fact records this as done.", "Aucun fait n’enregistre ceci comme fait.")
TAKEN: Final = Words("Another request has this reference.", "Une autre demande porte cette référence.")
NOTHING_CHOSEN: Final = Words("Choose at least one line.", "Choisir au moins une ligne.")
TOO_MANY: Final = Words(f"At most {MOST} lines together.", f"{MOST} lignes au plus ensemble.")
NOT_A_DAY: Final = Words("Choose a day to come.", "Choisir un jour à venir.")
TOO_FAR: Final = Words(
    f"At most {FARTHEST} days: what is out of sight is not done.", f"{FARTHEST} jours au plus : caché n’est pas fait."
)
NOBODY_SUCH: Final = Words("This person is no member here.", "Cette personne n’est pas membre ici.")
EMPTY_NOTE: Final = Words("Write something.", "Écrire quelque chose.")
LONG_NOTE: Final = Words(
    f"At most {LONGEST_NOTE} signs, in plain text.", f"{LONGEST_NOTE} caractères au plus, en texte simple."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a deed: what was refused, by the name of the blank (empty: the whole), or where the duty stands."""

    errors: Mapping[str, Words] = field(default_factory=dict)
    standing: str = ""
    """``done``, ``done late``, or what it is still: the facts are kept whatever the policy says of them."""

    @property
    def is_refused(self) -> bool:
        """Whether nothing was kept."""
        return bool(self.errors)


def _refused(why: Words, blank: str = "") -> Outcome:
    return Outcome({blank: why})


def act(
    access: Access, item: WorkItem, given: Mapping[str, str], language: Language, *, today: Day, at: datetime
) -> Outcome:  # fmt: skip
    """Record that a duty was done, and have the library say whether it is."""
    deed = DEEDS.get(item.kind)
    if deed is None or item.source != WorkItem.Source.DUTY:
        return _refused(NO_DEED)
    organisation = locked(access.organisation)
    asked = _asked(organisation, item.buyer, today)
    case = None if asked is None else case_of(asked, item.identifier)
    if case is None or case.duty.done_on != NEVER:
        return _refused(GONE)
    read = filled(deed, case, given, today, language)
    if read.errors:
        return Outcome(read.errors)
    facts = deed.facts(case, read.values)
    if not facts:
        return _refused(GONE)
    if any(isinstance(each, LimitRequest) and _is_taken(each) for each in facts):
        return _refused(TAKEN, "reference")
    kept = record(access, facts, today=today, at=at)
    reading = reading_of(organisation, today)
    if item.buyer and kept.touched is None:
        # A correction may concern everybody; one of these never takes a fact from one buyer to another.
        mend(organisation, reading, [item.buyer], kept.revision)
    standing = _standing(access, case, today)
    if not item.buyer:
        _take_out(reading, item, standing, read.values[ON])
    WorkState.objects.filter(identifier=item.identifier).update(snoozed_until=None)
    day = show_day(read.values[ON], "en")
    _write(access, [item.identifier], WorkNote.Kind.DONE, day, at)
    journal.write(
        organisation, str(access.person), Deed.ACT_ON_WORK, at=at, subject=item.identifier,
        details={"kind": item.kind, "buyer": item.buyer, "on": day, "batch": kept.batch.name, "standing": standing},
    )  # fmt: skip
    return Outcome(standing=standing)


def _asked(organisation: Organisation, buyer: str, today: Day) -> Asked | None:
    """A question about a buyer; without one, about what concerns the policies and names nobody."""
    if buyer:
        return asked_about(organisation, buyer, today)
    programme = programme_in_force()
    return None if programme is None else asked_of(organisation, ledger_of([]), programme, today, None)


def _is_taken(request: LimitRequest) -> bool:
    model: Any = MODELS["limit_requests"]
    return bool(model.objects.filter(reference=request.reference).exists())


def _standing(access: Access, case: Case, today: Day) -> str:
    """Where the duty stands now that its facts are kept; one that is told no more is done."""
    asked = _asked(access.organisation, case.duty.buyer, today)
    now = None if asked is None else case_of(asked, case.duty.identifier)
    return "done" if now is None else now.duty.standing(today).value


def _take_out(reading: Reading, item: WorkItem, standing: str, day: Day) -> None:
    """What concerns the policy is seen done at once; what it cost is told when the whole is read again."""
    own = WorkItem.objects.filter(reading=reading, identifier=item.identifier)
    if standing == "done":
        own.delete()
    elif standing == "done late":
        for each in own:
            each.standing, each.more = standing, {**each.more, "done_on": day}
            each.save(update_fields=["standing", "more"])


def assign(access: Access, items: Collection[WorkItem], membership: Membership | None, *, at: datetime) -> Words | None:
    """Give some things to a member, or to nobody; why not, where it is refused."""
    if (refusal := _few(items)) is not None:
        return refusal
    if membership is not None and membership.organisation_id != access.organisation.pk:
        return NOBODY_SUCH
    for each in items:
        WorkState.objects.update_or_create(
            organisation=access.organisation, identifier=each.identifier, defaults={"assigned_to": membership}
        )
    name = "" if membership is None else str(membership.person)
    _tell(access, items, WorkNote.Kind.ASSIGNED, name, at)
    return None


def snooze(access: Access, items: Collection[WorkItem], until: Day | None, *, today: Day, at: datetime) -> list[Words]:
    """Put some things off until a day, or take them back without one; every reason why not, and then none is."""
    if (refusal := _few(items)) is not None:
        return [refusal]
    if until is not None and (refusals := _why_not(items, until, today)):
        return refusals
    for each in items:
        WorkState.objects.update_or_create(
            organisation=access.organisation, identifier=each.identifier, defaults={"snoozed_until": until}
        )
    _tell(access, items, WorkNote.Kind.SNOOZED, "" if until is None else show_day(until, "en"), at)
    return []


def _why_not(items: Collection[WorkItem], until: Day, today: Day) -> list[Words]:
    if until <= today:
        return [NOT_A_DAY]
    if until > today + FARTHEST:
        return [TOO_FAR]
    return [
        Words(
            f"{each.told['en']['title']} ({each.told['en']['subject']}) is to be done by "
            f"{show_day(each.last_day, 'en')}: it waits no longer.",
            f"{each.told['fr']['title']} ({each.told['fr']['subject']}) est à faire au plus tard le "
            f"{show_day(each.last_day, 'fr')} : pas de report au-delà.",
        )
        for each in items
        if each.last_day is not None and each.last_day not in {MISSING, NEVER} and until > each.last_day
    ]


def note(access: Access, item: WorkItem, text: str, *, at: datetime) -> Words | None:
    """Write a note about a thing; why not, where it is refused."""
    written = text.replace("\r\n", "\n").strip()
    if not written:
        return EMPTY_NOTE
    if len(written) > LONGEST_NOTE or not all(each.isprintable() or each in "\n\t" for each in written):
        return LONG_NOTE
    _write(access, [item.identifier], WorkNote.Kind.NOTE, written, at)
    journal.write(
        access.organisation, str(access.person), Deed.NOTE_ON_WORK, at=at, subject=item.identifier,
        details={"kind": item.kind, "buyer": item.buyer, "text": written},
    )  # fmt: skip
    return None


def _few(items: Collection[WorkItem]) -> Words | None:
    if not items:
        return NOTHING_CHOSEN
    return TOO_MANY if len(items) > MOST else None


def _tell(access: Access, items: Collection[WorkItem], kind: WorkNote.Kind, text: str, at: datetime) -> None:
    """Write the history of each, and one entry of the journal for all."""
    names = [each.identifier for each in items]
    _write(access, names, kind, text, at)
    journal.write(
        access.organisation, str(access.person), Deed(f"{kind.value} work"), at=at,
        subject=names[0] if len(names) == 1 else "", details={"to": text, "items": names},
    )  # fmt: skip


def _write(access: Access, names: Collection[str], kind: WorkNote.Kind, text: str, at: datetime) -> None:
    WorkNote.objects.bulk_create(
        WorkNote(
            organisation=access.organisation, identifier=each, kind=kind, text=text, person=str(access.person), at=at
        )
        for each in names
    )  # fmt: skip


def history_of(identifier: str) -> QuerySet[WorkNote]:
    """What was written about a thing and done with it, the latest first."""
    found: QuerySet[WorkNote] = WorkNote.objects.filter(identifier=identifier)
    return found
