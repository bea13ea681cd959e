"""The programme of a company, read from the texts that its contract keeps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from encours.clauses.wordings import WORDINGS
from encours.policy.faults import show_fault
from encours.policy.read import read_programme_of
from encours.policy.schedule import Programme
from encours.units.show import Language
from encours.web.store.models import Contract


def contract_in_force() -> Contract | None:
    """The last contract of the organisation one is in."""
    return Contract.objects.order_by("-rank").first()


def programme_in_force() -> Programme | None:
    """Programme of the organisation one is in; None where it has no policy, or one that does not read."""
    found = contract_in_force()
    return None if found is None else _programme(tuple(sorted(found.texts.items())))


def faults_of(texts: Mapping[str, str], language: Language) -> list[str]:
    """What is wrong with some texts of policies; nothing where they read."""
    reading = read_programme_of(texts, wordings=WORDINGS.values())
    return [] if reading.programme is not None else [show_fault(each, language) for each in reading.errors]


@lru_cache(maxsize=64)
def _programme(texts: tuple[tuple[str, str], ...]) -> Programme | None:
    """Programme of some texts; the same texts are the same programme, whoever keeps them."""
    return read_programme_of(dict(texts), wordings=WORDINGS.values()).programme
