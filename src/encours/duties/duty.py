"""A duty: one thing to be done about one debt, buyer or policy, from a first day to a last one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import Enum

from encours.cover.moves import Moved
from encours.units import MISSING, NEVER, Day


class Department(Enum):
    """Who does it in the company."""

    CREDIT = "credit"
    SALES = "sales"
    ACCOUNTING = "accounting"
    LEGAL = "legal"
    MANAGEMENT = "management"


class Standing(Enum):
    """Where a duty stands on a day."""

    LATE = "late"
    """Its last day is over and it is not done."""
    OPEN = "open"
    """It may be done now, in time."""
    AHEAD = "ahead"
    """Its first day has not come."""
    UNKNOWN = "unknown"
    """Its last day cannot be told: a fact is missing."""
    DONE = "done"
    DONE_LATE = "done late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What must be done, from `first_day` to `last_day`, both included.

    `last_day` is `NEVER` where nothing ends it and `MISSING` where a fact is missing (`lacking` names it). `done_on` is
    `NEVER` while it is not done, and `evidence` names the fact that proves it. `at_stake` is what missing it costs,
    None where no rule of the policy costs anything that can be counted. `reference` tells apart duties of one kind
    about one subject: the decision, the period, the proceedings.
    """

    kind: str
    who: Department
    last_day: Day
    first_day: Day = MISSING
    policy: str = ""
    buyer: str = ""
    invoice: str = ""
    instalment: int = 1
    reference: str = ""
    subject: str = ""
    """What was asked, in the words of whoever asked it."""
    done_on: Day = NEVER
    evidence: str = ""
    proofs: frozenset[str] = frozenset()
    """Names of every fact that says it was done, the evidence among them; the steps of a file alone have them."""
    lacking: str = ""
    at_stake: Moved | None = None
    invoices: tuple[str, ...] = ()
    """Invoices it is about, where these are several and come and go: it stays the same duty whichever they are."""
    law: str = ""
    """Legal reference, where it is the law and no policy that sets the day."""

    def standing(self, day: Day) -> Standing:
        """Where it stands on a day."""
        if self.done_on <= day:
            return Standing.DONE_LATE if MISSING != self.last_day < self.done_on else Standing.DONE
        if self.last_day == MISSING:
            return Standing.UNKNOWN
        if self.last_day < day:
            return Standing.LATE
        return Standing.AHEAD if self.first_day > day else Standing.OPEN

    @property
    def identifier(self) -> str:
        """The same for the same duty whatever its days, so that a calendar moves an entry and adds none."""
        named = (self.kind, self.policy, self.buyer, self.invoice, str(self.instalment), self.reference)
        return hashlib.sha256("\0".join(named).encode()).hexdigest()[:32]


def worse_of(one: Duty, other: Duty) -> Duty:
    """One duty told twice, of two invoices or of two accounts of a buyer: as it stands worst, with all its proofs.

    Worst is what is not done, then what was done late, then what was done last; of those, what had to be done first.
    """

    def rank(duty: Duty) -> tuple[bool, bool, Day, bool, Day]:
        known = duty.last_day != MISSING
        return duty.done_on == NEVER, known and duty.done_on > duty.last_day, duty.done_on, known, -duty.last_day

    return replace(max(one, other, key=rank), proofs=one.proofs | other.proofs)
