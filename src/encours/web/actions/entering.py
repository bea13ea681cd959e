"""Coming into an organisation: what a membership gives there, and the customers it sees."""

from __future__ import annotations

from django.utils import timezone

from encours.web.actions.assigned import assigned_to
from encours.web.actions.readings import day_read
from encours.web.people.access import Access
from encours.web.people.models import CustomerOf, Membership
from encours.web.people.roles import Role


def access_of(membership: Membership) -> Access:
    """Access that a membership gives, inside the walls of its organisation."""
    role = Role(membership.role)
    return Access(membership.person, membership.organisation, membership, role, _perimeter(membership, role))


def _perimeter(membership: Membership, role: Role) -> frozenset[str] | None:
    """Buyers that sales look after, or whose receivables are assigned to a lender; None where all are seen."""
    if role is Role.SALES:
        return frozenset(CustomerOf.objects.filter(membership=membership).values_list("buyer", flat=True))
    if role is Role.LENDER:
        return assigned_to(membership.loss_payee, day_read(membership.organisation, timezone.localdate()))
    return None
