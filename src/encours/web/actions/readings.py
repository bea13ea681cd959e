"""Readings of a company: made whole in the background, mended account by account when a fact changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db.models import Q

from encours import __version__
from encours.cover.book.exchange import missing_rates, too_large
from encours.duties.courts import METROPOLITAN
from encours.facts.assumptions import assume
from encours.facts.ledger import Ledger
from encours.facts.only import only
from encours.policy.schedule import Programme
from encours.units import Day
from encours.web.actions.agreed import programme_in_force
from encours.web.actions.attempts import MOST_ATTEMPTS
from encours.web.computing.question import Asked
from encours.web.computing.results import Results, figures_of, results_of
from encours.web.computing.work import ACROSS_ACCOUNTS
from encours.web.computing.written import Written, written
from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.ledgers import kin_of, ledger_of, whole_ledger
from encours.web.store.models import AccountResult, InvoiceResult, LimitResult, Reading, WorkItem, WrittenPart

ROWS_AT_ONCE = 2_000
TRIES = 3
EPOCH = date(1970, 1, 1)


def day_read(organisation: Organisation, today: date) -> Day:
    """Day on which the pages of a company are read: today, or the one fixed for books that stopped."""
    return ((organisation.reading_day or today) - EPOCH).days


def asked_of(
    organisation: Organisation, ledger: Ledger, programme: Programme, as_of: Day, known_on: Day | None,
    *,
    kernels: Path | None = None,
) -> Asked:  # fmt: skip
    """A question about a ledger of a company, its assumptions made."""
    return Asked(
        company=organisation.name,
        view=assume(ledger.view(as_of, known_on)),
        programme=programme,
        residence=organisation.residence or METROPOLITAN,
        kernels=kernels,
        known_on=known_on,
    )


def asked_about(organisation: Organisation, buyer: str, as_of: Day, known_on: Day | None = None) -> Asked | None:
    """A question about one account, those that share its limit included; inside the walls. None without a policy."""
    programme = programme_in_force()
    if programme is None:
        return None
    kin = kin_of(buyer)
    found = asked_of(organisation, ledger_of(kin), programme, as_of, known_on)
    return Asked(found.company, only(found.view, kin), programme, found.residence, known_on=known_on)


def reading_of(organisation: Organisation, as_of: Day, known_on: Day | None = None) -> Reading:
    """The reading of a day, inside the walls; begun where nobody asked for it before."""
    found: Reading = Reading.objects.get_or_create(organisation=organisation, as_of=as_of, known_on=known_on)[0]
    return found


def is_behind(reading: Reading, organisation: Organisation) -> bool:
    """Whether a reading does not stand on the latest facts, or was made by another version of the program."""
    is_made = reading.standing != Reading.Standing.WAITING and reading.version == __version__
    return not is_made or reading.revision != organisation.revision


def is_failed(reading: Reading, organisation: Organisation) -> bool:
    """Whether results that are behind could not be made, however often it was tried."""
    return reading.attempts >= MOST_ATTEMPTS and is_behind(reading, organisation)


def make(organisation: Organisation, as_of: Day, known_on: Day | None, kernels: Path | None) -> Reading:
    """Make a reading whole: read in one transaction, computed in none, written in one.

    What is kept meanwhile is taken in by computing again; after a few tries the older one is written, and the revision
    it stands on tells that it is behind.
    """
    for left in reversed(range(TRIES)):
        with inside(organisation, writing=False):
            revision = Organisation.objects.values_list("revision", flat=True).get(pk=organisation.pk)
            programme = programme_in_force()
            ledger = whole_ledger() if programme is not None else Ledger.empty()
        answer: Results | None = None
        figures, parts, refusal = {}, list[Written](), _refusal(None, programme)
        if programme is not None:
            asked = asked_of(organisation, ledger, programme, as_of, known_on, kernels=kernels)
            refusal = _refusal(asked, programme)
            if not refusal:
                answer, figures, parts = results_of(asked), figures_of(asked), list(written(asked))
        with inside(organisation):
            standing = Organisation.objects.select_for_update().get(pk=organisation.pk)
            if standing.revision != revision and left:
                continue
            reading: Reading = Reading.objects.select_for_update().get(pk=reading_of(organisation, as_of, known_on).pk)
            _replace(reading, answer, Q())
            _write(reading, parts)
            reading.revision = reading.written_revision = revision
            reading.version = __version__
            reading.figures, reading.refusal = figures, refusal
            reading.standing = Reading.Standing.REFUSED if refusal else Reading.Standing.MADE
            reading.made_at, reading.attempts = datetime.now(UTC), 0
            reading.save()
            return reading
    raise AssertionError("the last try always writes")


def mend(organisation: Organisation, reading: Reading, buyers: Collection[str], revision: int) -> None:
    """Make the rows of some buyers again, inside the walls, in the transaction that changed their facts.

    A reading that was behind already stays so: the whole of it is to be made again anyway.
    """
    if reading.standing != Reading.Standing.MADE or reading.version != __version__:
        return
    for buyer in buyers:
        asked = asked_about(organisation, buyer, reading.as_of, reading.known_on)
        if asked is None or _refusal(asked, asked.programme):
            return
        kin = frozenset({buyer, *(each for each in asked.view.table("buyers").texts["buyer"].texts() if each)})
        _replace(reading, results_of(asked, kin), Q(buyer__in=kin), untouched=ACROSS_ACCOUNTS)
    if reading.revision == revision - 1:
        reading.revision = revision
        reading.save(update_fields=["revision"])


def _replace(reading: Reading, answer: Results | None, which: Q, *, untouched: str = "") -> None:
    """Put the rows of an answer in the place of those chosen; things to do of an ``untouched`` kind stay."""
    given: list[tuple[Any, Sequence[Any]]] = [
        (AccountResult, () if answer is None else answer.accounts),
        (InvoiceResult, () if answer is None else answer.invoices),
        (WorkItem, () if answer is None else answer.work),
        (LimitResult, () if answer is None else answer.limits),
    ]
    for model, rows in given:
        gone = model.objects.filter(which, reading=reading)
        (gone.exclude(kind=untouched) if untouched and model is WorkItem else gone).delete()
        for each in rows:
            each.organisation_id, each.reading_id = reading.organisation_id, reading.pk
        model.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _write(reading: Reading, parts: Sequence[Written]) -> None:
    """Put the written parts of a reading in the place of those before."""
    WrittenPart.objects.filter(reading=reading).delete()
    WrittenPart.objects.bulk_create([
        WrittenPart(
            organisation_id=reading.organisation_id, reading=reading, name=each.name, language=each.language,
            html=each.html,
        )
        for each in parts
    ])  # fmt: skip


def _refusal(asked: Asked | None, programme: Programme | None) -> dict[str, object]:
    """Why nothing can be judged; empty where everything can."""
    if programme is None:
        return {"code": "no policy"}
    if asked is None:
        return {}
    if lacking := missing_rates(asked.view, programme):
        return {"code": "no rates", "currencies": {name: int(day) for name, day in lacking.items()}}
    return {"code": "too large"} if too_large(asked.view, programme) else {}
