"""Coming into an organisation: what a membership gives there, and the customers it sees."""

from __future__ import annotations

from encours.web.people.access import Access
from encours.web.people.models import CustomerOf, Membership
from encours.web.people.roles import Role
from encours.web.store.ledgers import assignments_to


def access_of(membership: Membership) -> Access:
    """Access that a membership gives, inside the walls of its organisation."""
    role = Role(membership.role)
    return Access(membership.person, membership.organisation, membership, role, _perimeter(membership, role))


def _perimeter(membership: Membership, role: Role) -> frozenset[str] | None:
    """Buyers that sales look after, or whose receivables are assigned to a lender; None where all are seen."""
    if role is Role.SALES:
        return frozenset(CustomerOf.objects.filter(membership=membership).values_list("buyer", flat=True))
    if role is Role.LENDER:
        named = assignments_to(membership.loss_payee)
        return None if "" in named else frozenset(named)
    return None
