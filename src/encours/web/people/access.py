"""What a person may do and see in one organisation, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from encours.web.people.models import Membership, Organisation, Person
from encours.web.people.roles import RIGHTS, Right, Role


@dataclass(frozen=True, slots=True)
class Access:
    """A person within an organisation: the rights of the role, and the buyers it sees (None: all of them)."""

    person: Person
    organisation: Organisation
    membership: Membership
    role: Role
    buyers: frozenset[str] | None = None

    def may(self, right: Right) -> bool:
        """Whether this person may do something here."""
        return right in RIGHTS[self.role]

    def sees(self, buyer: str) -> bool:
        """Whether a buyer is within what this person sees."""
        return self.buyers is None or buyer in self.buyers


def membership_of(person: Person, slug: str, today: date) -> Membership | None:
    """Membership by which a person is in an organisation on a day; None for a stranger, and after a mandate ended."""
    own = Membership.objects.select_related("organisation", "person")
    found = own.filter(person=person, organisation__slug=slug).first()
    return found if found is not None and is_standing(found, today) else None


def is_standing(membership: Membership, today: date) -> bool:
    """Whether a membership was taken up and has not ended."""
    is_open = not membership.invitation and membership.closed_at is None
    return is_open and (membership.until is None or membership.until >= today)


def memberships_of(person: Person, today: date) -> list[Membership]:
    """Memberships of a person that stand on a day, by name of the organisation."""
    own = Membership.objects.select_related("organisation", "person").filter(person=person)
    return [each for each in own.order_by("organisation__name", "pk") if is_standing(each, today)]
