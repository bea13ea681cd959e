"""The contract of a company: the texts of its policies, read before anything is kept, and kept whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from encours.clauses.wordings import WORDINGS
from encours.policy.changes import Change, changes
from encours.policy.faults import Fault
from encours.policy.read import programme_file, read_programme_of
from encours.policy.schedule import Programme
from encours.units import Day
from encours.web.actions.agreed import contract_in_force, programme_in_force
from encours.web.actions.background import ask_for
from encours.web.actions.keeping import keep_contract, locked
from encours.web.people.access import Access
from encours.web.people.roles import Right


@dataclass(frozen=True, slots=True)
class Proposed:
    """Some texts as they read: the programme they make, or everything that is wrong; and what they change."""

    texts: Mapping[str, str]
    programme: Programme | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    changes: tuple[Change, ...] = ()
    """What differs from the contract in force; nothing where there is none."""

    @property
    def is_policy(self) -> bool:
        """Whether one of the texts is a policy or a programme at all."""
        return bool(programme_file(self.texts))


def proposed(texts: Mapping[str, str]) -> Proposed:
    """Some texts read beside the contract in force, inside the walls; nothing is kept."""
    if not programme_file(texts):
        return Proposed(texts, None)
    read = read_programme_of(texts, wordings=WORDINGS.values())
    before = programme_in_force()
    found = () if read.programme is None or before is None else changes(before, read.programme)
    return Proposed(texts, read.programme, read.errors, read.warnings, found)


def agree(access: Access, found: Proposed, *, seen: int, today: Day, at: datetime) -> bool:
    """Keep texts that read as the contract in force, and have the company read again.

    False, and nothing kept, where another contract than the ``seen`` one is in force by now (0 for none).
    """
    assert access.may(Right.IMPORT), "who may not change the contract was refused before"
    assert found.programme is not None, "what does not read is not kept"
    locked(access.organisation)
    standing = contract_in_force()
    if seen != (0 if standing is None else standing.rank):
        return False
    access.organisation.revision = keep_contract(access.organisation, found.texts, by=str(access.person), at=at)
    ask_for(access.organisation, today)
    return True
