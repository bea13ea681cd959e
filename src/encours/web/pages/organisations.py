"""The organisations of one person side by side, each read inside its own walls and as its role sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, Sum
from django.urls import reverse

from encours.explain.document.model import Amount, Kind, On
from encours.units import Cents, Day
from encours.web.actions.entering import access_of
from encours.web.actions.readings import EPOCH, day_read
from encours.web.pages.listing import Cell, Column, Listing, Row, row
from encours.web.pages.navigation import landing
from encours.web.pages.templatetags.encours import day, language, say
from encours.web.pages.within import perimeter
from encours.web.people.access import Access
from encours.web.people.models import Membership, Organisation
from encours.web.people.roles import NAMES, Right, Role
from encours.web.people.walls import inside
from encours.web.store.models import AccountResult, InvoiceResult, Reading, WorkItem

COLUMNS: Final = (
    Column("name", "Organisation", "Organisation"),
    Column("role", "You are", "Vous êtes"),
    Column("as_of", "Read on", "Lue au", Kind.DAY, is_minor=True),
    Column("outstanding", "Outstanding", "Encours", Kind.AMOUNT),
    Column("covered", "Covered", "Couvert", Kind.AMOUNT),
    Column("at_risk", "At risk", "À risque", Kind.AMOUNT),
    Column("todo", "To do", "À traiter", Kind.COUNT),
)


@dataclass(frozen=True, slots=True)
class Summary:
    """An organisation among others: amounts are in minor units of ``currency``, None where they are not known yet."""

    organisation: Organisation
    role: str
    until: date | None
    url: str
    currency: str = "EUR"
    as_of: Day | None = None
    outstanding: Cents | None = None
    covered: Cents | None = None
    at_risk: Cents | None = None
    todo: int | None = None
    """Things to be done today; None where they are not this role's to see."""
    late: int | None = None
    is_closed: bool = False
    """Whether the organisation asks for a second factor that this person has not set up."""


def summary_of(membership: Membership, today: date, *, is_protected: bool) -> Summary:
    """What one looks for first in an organisation."""
    organisation = membership.organisation
    if organisation.requires_second_factor and not is_protected:
        return Summary(organisation, membership.role, membership.until, "", is_closed=True)
    with inside(organisation, writing=False):
        access = access_of(membership)
        named = Summary(organisation, membership.role, membership.until, landing(access))
        made = Reading.objects.filter(as_of__lte=day_read(organisation, today), known_on=None, standing="made")
        reading = made.order_by("-as_of").first()
        return named if reading is None else _summary(named, access, reading)


def side_by_side(summaries: Iterable[Summary]) -> Listing:
    """Organisations as a list."""
    return Listing(COLUMNS, tuple(_row(each) for each in summaries), say("Organisations", "Organisations"))


def _row(each: Summary) -> Row:
    role, told = NAMES[Role(each.role)].in_language(language()), each.until
    until = "" if told is None else say("until {day}", "jusqu’au {day}", day=day((told - EPOCH).days))
    if each.is_closed:
        note = say("two-step sign-in is required", "double authentification exigée")
        name = Cell(each.organisation.name, reverse("second-factor"), note=note)
        return row(name, Cell(role, note=until), *[None] * (len(COLUMNS) - 2))
    note = "" if each.as_of is not None else say("not read yet", "pas encore lue")
    amounts = (each.outstanding, each.covered, each.at_risk)
    late = say("{late} late", "{late} en retard", late=each.late) if each.late else ""
    return row(
        Cell(each.organisation.name, each.url, note=note),
        Cell(role, note=until),
        None if each.as_of is None else On(each.as_of),
        *(None if cents is None else Amount(cents, each.currency) for cents in amounts),
        Cell(each.todo, note=late),
    )


def _summary(named: Summary, access: Access, reading: Reading) -> Summary:
    accounts = perimeter(AccountResult.objects.filter(reading=reading), access)
    invoices = perimeter(InvoiceResult.objects.filter(reading=reading, at_risk=True), access)
    totals = accounts.aggregate(outstanding=Sum("outstanding"), covered=Sum("covered"))
    todo = late = None
    if access.may(Right.SEE_DUTIES):
        work = perimeter(WorkItem.objects.filter(reading=reading), access)
        todo, late = work.filter(Q(standing="open") | Q(standing="late")).count(), work.filter(standing="late").count()
    return Summary(
        named.organisation, named.role, named.until, named.url,
        currency=reading.currency,
        as_of=reading.as_of,
        outstanding=totals["outstanding"] or 0,
        covered=totals["covered"] or 0,
        at_risk=invoices.aggregate(total=Sum("covered"))["total"] or 0,
        todo=todo,
        late=late,
    )  # fmt: skip
