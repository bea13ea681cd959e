"""Keeping facts: a batch that lands whole or not at all, told in the journal, with a revision of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from encours.facts.columns import Table
from encours.facts.kinds import Fact
from encours.facts.ledger import named
from encours.formats.imports import Import, name_of
from encours.units import Day
from encours.web.people import journal
from encours.web.people.access import Access
from encours.web.people.deeds import Deed
from encours.web.people.models import Organisation
from encours.web.store.ledgers import buyers_of, keep
from encours.web.store.models import Batch, Contract


@dataclass(frozen=True, slots=True)
class Kept:
    """A batch that was kept: its revision, and the buyers whose facts it changes (None: it concerns everybody)."""

    batch: Batch
    revision: int
    touched: frozenset[str] | None


def locked(organisation: Organisation) -> Organisation:
    """The organisation as it stands, that nobody else changes before the transaction ends."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def standing(access: Access) -> Access:
    """The same access to the organisation as it stands, that nobody else changes before the transaction ends.

    An access is made before anything is locked: what an administrator changed meanwhile, such as what one person may
    accept alone, is not in it.
    """
    return replace(access, organisation=locked(access.organisation))


def keep_batch(
    organisation: Organisation, tables: Sequence[Table], *, name: str, origin: Batch.Origin, day: Day, by: str,
    at: datetime, manifest: Import | None = None,
) -> Kept:  # fmt: skip
    """Keep the facts of some tables as one batch, within the transaction of whoever calls."""
    standing = locked(organisation)
    rank = 1 + (Batch.objects.order_by("-rank").values_list("rank", flat=True).first() or 0)
    batch = Batch.objects.create(
        organisation=standing,
        rank=rank,
        name=name or name_of(rank, origin.value),
        origin=origin,
        file="" if manifest is None else manifest.file,
        sha256="" if manifest is None else manifest.sha256,
        day=day,
        layout="" if manifest is None else manifest.layout,
        undoes="" if manifest is None else manifest.undoes,
        mapping="" if manifest is None else manifest.mapping,
        totals={each.kind.table: len(each) for each in tables},
        made_by=by,
    )
    keep(standing, batch, tables)
    revision = _next_revision(standing)
    journal.write(standing, by, Deed(f"keep {origin.value}"), at=at, subject=batch.name, details=dict(batch.totals))
    return Kept(batch, revision, _touched(tables))


def keep_contract(
    organisation: Organisation, texts: Mapping[str, str], *, by: str, at: datetime, note: str = ""
) -> int:
    """Keep the texts of a company's policies as they stand from now on; the revision they make."""
    standing = locked(organisation)
    rank = 1 + (Contract.objects.order_by("-rank").values_list("rank", flat=True).first() or 0)
    Contract.objects.create(organisation=standing, rank=rank, texts=dict(texts), note=note, made_by=by)
    journal.write(standing, by, Deed.KEEP_CONTRACT, at=at, subject=str(rank), details={"files": sorted(texts)})
    return _next_revision(standing)


def tables_of(facts: Iterable[Fact]) -> list[Table]:
    """Some facts in tables, each with its name."""
    by_kind: dict[str, list[Fact]] = {}
    for each in map(named, facts):
        by_kind.setdefault(each.KIND.table, []).append(each)
    return [Table.of(own[0].KIND, own) for own in by_kind.values()]


def _next_revision(organisation: Organisation) -> int:
    organisation.revision += 1
    organisation.save(update_fields=["revision"])
    return organisation.revision


def _touched(tables: Collection[Table]) -> frozenset[str] | None:
    """Buyers that some facts are about; None where one names no buyer, and may concern every account.

    A correction may take a fact from another buyer: where there are corrections, everybody is concerned.
    """
    for each in tables:
        if not len(each):
            continue
        follows = each.kind.owner is not None or not each.kind.has_buyer
        if follows or not each.texts["corrects"].is_empty or each.texts["buyer"].code("") >= 0:
            return None
        if (each.texts["buyer"].codes < 0).any():
            return None
    return frozenset(buyers_of(tables))
