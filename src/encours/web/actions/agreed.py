"""The programme of a company, read from the texts that its contract keeps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from encours.clauses.wordings import WORDINGS
from encours.policy.faults import show_fault
from encours.policy.read import read_programme_of
from encours.policy.schedule import Programme
from encours.units.show import Language
from encours.web.people.models import Organisation
from encours.web.store.models import Contract


def contract_in_force() -> Contract | None:
    """The last contract of the organisation one is in."""
    return Contract.objects.order_by("-rank").first()


def programme_in_force(organisation: Organisation) -> Programme | None:
    """Programme of the organisation one is in; None where it has no policy, or one that does not read."""
    found = contract_in_force()
    return None if found is None else _programme(organisation.pk, found.rank, _Texts(found.texts))


def faults_of(texts: Mapping[str, str], language: Language) -> list[str]:
    """What is wrong with some texts of policies; nothing where they read."""
    reading = read_programme_of(texts, wordings=WORDINGS.values())
    return [] if reading.programme is not None else [show_fault(each, language) for each in reading.errors]


class _Texts(dict[str, str]):
    """Texts that are told apart by the contract they belong to, never by what they say: a contract never changes."""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Texts)


@lru_cache(maxsize=64)
def _programme(organisation: int, rank: int, texts: _Texts) -> Programme | None:  # noqa: ARG001 -- they name the contract
    return read_programme_of(texts, wordings=WORDINGS.values()).programme
