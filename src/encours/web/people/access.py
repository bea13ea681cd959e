"""What a person may do and see in one organisation, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from encours.web.people.models import Membership, Organisation, Person
from encours.web.people.roles import IN_PERIMETER, RIGHTS, Right, Role


@dataclass(frozen=True, slots=True)
class Access:
    """A person within an organisation: the rights of the role, and the buyers it sees (None: all of them)."""

    person: Person
    organisation: Organisation
    membership: Membership
    role: Role
    buyers: frozenset[str] | None

    def may(self, right: Right) -> bool:
        """Whether this person may do something here."""
        return right in RIGHTS[self.role]

    def sees(self, buyer: str) -> bool:
        """Whether a buyer is within what this person sees."""
        return self.buyers is None or buyer in self.buyers


def membership_of(person: Person, slug: str, today: date) -> Membership | None:
    """Membership by which a person is in an organisation on a day; None for a stranger, and after a mandate ended."""
    found = Membership.objects.select_related("organisation").filter(person=person, organisation__slug=slug).first()
    if found is None or (found.until is not None and found.until < today):
        return None
    return found


def is_limited(membership: Membership) -> bool:
    """Whether a membership sees some buyers alone."""
    return Role(membership.role) in IN_PERIMETER
