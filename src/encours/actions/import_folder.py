"""Imports kept in a workspace: a folder beside the others for each, with the file it came from where later ones ask."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from encours.facts.columns import Table
from encours.formats.faults import ReadError
from encours.formats.imports import FOLDER, Import, keep, source_of
from encours.formats.write import begin_settings, has_settings, taking_back


@dataclass(frozen=True, slots=True)
class FolderKeeper:
    """Keeps imports in the folder of a workspace, made with the first of them where it does not exist yet."""

    place: Path

    @property
    def has_currency(self) -> bool:
        """Whether there are settings, which are never written over."""
        return has_settings(self.place)

    def source(self, made: Import) -> Path:
        """Where the file of an earlier import is kept, if it is."""
        return source_of(self.place, made)

    def keep(
        self, made: Import, facts: Mapping[str, Table], *, source: Path | None, currency: str,
        currencies: Mapping[str, str],
    ) -> ReadError | None:  # fmt: skip
        """Write an import whole, its settings with it; answers why it was not done, nothing being begun then."""
        # First what changes no amount, so that an import which cannot be ended is not begun.
        with ExitStack() as unless_kept:
            unless_kept.callback(taking_back(self.place, FOLDER))
            refused = begin_settings(self.place, currency) if currency else None
            if refused is None:
                refused = keep(self.place, made, facts, source=source, currencies=currencies)
            if refused is None:
                unless_kept.pop_all()
        return refused
