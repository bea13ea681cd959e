"""The company that an import goes into, as the library takes it; what is accepted lands in one transaction, or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from encours.actions.importing import Receiver
from encours.cover.answer import Cover
from encours.cover.book.exchange import can_be_judged
from encours.duties.courts import METROPOLITAN
from encours.facts.columns import Table
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.formats.faults import ReadError, fault
from encours.formats.imports import Import
from encours.formats.settings import Settings
from encours.policy.schedule import Programme
from encours.web.actions.agreed import programme_in_force
from encours.web.actions.background import kernels
from encours.web.actions.files import under_its_name
from encours.web.computing.question import Asked
from encours.web.people.models import Organisation
from encours.web.store.files import place_of
from encours.web.store.ledgers import whole_ledger
from encours.web.store.models import Batch

Landing = Callable[[Import, Mapping[str, Table]], bool]
"""Keeps facts whole, in one transaction, if nothing was kept since they were compared; else answers no."""


@dataclass(frozen=True, slots=True)
class StoreKeeper:
    """Keeps imports in the store; files of earlier ones are found by their hash, under their own name in ``folder``."""

    organisation: int
    folder: Path
    land: Landing
    has_currency: bool = True

    def source(self, made: Import) -> Path:
        """File of an earlier import, beside the one that is read now."""
        wanted = self.folder / made.name / made.file
        if not wanted.exists():
            with suppress(FileNotFoundError):
                under_its_name(place_of(self.organisation, made.sha256), self.folder / made.name, made.file)
        return wanted

    def keep(
        self, made: Import, facts: Mapping[str, Table], *, source: Path | None, currency: str,  # noqa: ARG002 -- asked
        currencies: Mapping[str, str],  # noqa: ARG002 -- by the library: here amounts need no currency to be kept
    ) -> ReadError | None:  # fmt: skip
        """Keep the facts of an import; its file is kept already."""
        return None if self.land(made, facts) else meanwhile(made.name)


@dataclass(frozen=True, slots=True)
class Standing:
    """A company as it stands on one revision: all that an import is compared with."""

    organisation: Organisation
    revision: int
    ledger: Ledger
    programme: Programme | None
    imports: tuple[Import, ...]

    def receiver(self, folder: Path, land: Landing) -> Receiver:
        """It as the receiver of an import that is worked on in a folder."""
        company = self.organisation
        return Receiver(
            keeper=StoreKeeper(company.pk, folder, land),
            ledger=self.ledger,
            settings=Settings(company=company.name, currency=company.currency, residence=company.residence),
            imports=self.imports,
            programme=self.programme,
            cover_of=self._cover,
        )

    def _cover(self, view: View, programme: Programme) -> Cover | None:
        if not can_be_judged(view, programme):
            return None
        company = self.organisation
        return Asked(company.name, view, programme, company.residence or METROPOLITAN, kernels=kernels()).cover


def standing_of(organisation: int) -> Standing:
    """A company as it stands, inside its walls: in one transaction, so that all of it is of one revision."""
    found = Organisation.objects.get(pk=organisation)
    return Standing(
        found, found.revision, whole_ledger(), programme_in_force(), tuple(map(import_of, Batch.objects.all()))
    )


def import_of(batch: Batch) -> Import:
    """A batch as the library tells of imports; those of another origin have no layout, and keep their rank."""
    return Import(
        name=batch.name,
        file=batch.file,
        sha256=batch.sha256,
        day=batch.day,
        layout=batch.layout,
        undoes=batch.undoes,
        mapping=batch.mapping,
        totals=dict(batch.totals),
    )


def meanwhile(name: str) -> ReadError:
    """Something was kept since an import was compared with what stood."""
    return fault(
        "import_meanwhile",
        name,
        en="Something else was kept in the meantime; nothing was written.",
        fr="Autre chose a été conservé entre-temps ; rien n’a été écrit.",
    )
