"""A company of the store from a folder of files, and back: the same facts, the same policies, the same cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from encours.facts.kinds import KINDS
from encours.facts.latest import latest_day
from encours.formats.faults import ReadError
from encours.formats.workspace import WorkspaceRead, read_workspace
from encours.formats.write import write_workspace
from encours.units import Day
from encours.web.actions.agreed import contract_in_force
from encours.web.actions.keeping import keep_batch, keep_contract
from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.ledgers import whole_ledger
from encours.web.store.models import Batch


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a folder: taken in, or refused with what was read of it."""

    read: WorkspaceRead
    is_taken: bool
    latest: Day | None = None


def take_workspace(organisation: Organisation, folder: Path, *, by: str, at: datetime) -> Taken:
    """Take the facts and the policies of a folder into an organisation that holds nothing yet, whole or not at all."""
    read = read_workspace(folder)
    if read.ledger is None:
        return Taken(read, is_taken=False)
    with inside(organisation):
        return Taken(read, is_taken=True, latest=keep_workspace(organisation, read, by=by, at=at))


def keep_workspace(organisation: Organisation, read: WorkspaceRead, *, by: str, at: datetime) -> Day | None:
    """Keep a folder that was read, within the transaction of whoever calls; the latest day of its facts."""
    assert read.ledger is not None, "a folder that is refused is not kept"
    assert not Batch.objects.exists(), "a company that has facts already is not written over"
    ledger = read.ledger
    tables = [ledger.table(name) for name in KINDS if ledger.kept[name].is_register]
    latest = latest_day(ledger)
    keep_batch(organisation, tables, name="", origin=Batch.Origin.WORKSPACE, day=latest or 0, by=by, at=at)
    if read.policy_texts:
        keep_contract(organisation, read.policy_texts, by=by, at=at)
    settings = read.settings
    organisation.currency = settings.currency or organisation.currency
    organisation.residence = settings.residence or organisation.residence
    organisation.save(update_fields=["currency", "residence"])
    return latest


def write_company(organisation: Organisation, folder: Path) -> ReadError | None:
    """Write a company as a folder of files, as it was at one moment; answers why it was not done, or nothing."""
    with inside(organisation, writing=False):
        company = Organisation.objects.get(pk=organisation.pk)
        ledger = whole_ledger()
        found = contract_in_force()
    texts = {} if found is None else dict(found.texts)
    return write_workspace(
        folder, ledger, texts, company=company.name, company_currency=company.currency,
        company_residence=company.residence,
    )  # fmt: skip
