"""Who looks after which customer: what a salesperson sees is decided here, and told in the journal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from encours.web.people import journal
from encours.web.people.access import Access
from encours.web.people.deeds import Deed
from encours.web.people.models import CustomerOf, Membership
from encours.web.people.roles import Right, Role


def salespeople(access: Access) -> list[Membership]:
    """Members who see their own customers alone, by name."""
    found = Membership.objects.select_related("person").filter(organisation=access.organisation, role=Role.SALES)
    return list(found.order_by("person__name", "pk"))


def looked_after(buyers: Collection[str]) -> dict[str, list[str]]:
    """Names of those who look after each of these customers."""
    found: dict[str, list[str]] = {}
    rows = CustomerOf.objects.filter(buyer__in=buyers).select_related("membership__person")
    for each in rows.order_by("membership__person__name", "pk"):
        found.setdefault(each.buyer, []).append(str(each.membership.person))
    return found


def assign(
    access: Access, buyers: Collection[str], to: Membership | None, *, is_alone: bool, at: datetime
) -> None:  # fmt: skip
    """Give customers to a salesperson, alone or beside the others; to nobody where there is none."""
    assert access.may(Right.ASSIGN_CUSTOMERS), "who may not decide what others see was refused before"
    own = CustomerOf.objects.filter(buyer__in=buyers)
    if to is None:
        own.delete()
    else:
        if is_alone:
            own.exclude(membership=to).delete()
        CustomerOf.objects.bulk_create(
            [CustomerOf(organisation=access.organisation, membership=to, buyer=each) for each in buyers],
            ignore_conflicts=True,
        )
    journal.write(
        access.organisation,
        str(access.person),
        Deed.ASSIGN_CUSTOMERS,
        at=at,
        subject="" if to is None else str(to.person),
        details={"customers": sorted(buyers), "alone": is_alone},
    )
