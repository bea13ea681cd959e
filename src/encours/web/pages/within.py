"""How a page is reached: signed in, within one organisation, with a right; anybody else finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from encours.policy.faults import Words
from encours.units import Day
from encours.web.actions.readings import EPOCH, day_read
from encours.web.pages import parts
from encours.web.pages.navigation import navigation
from encours.web.pages.templatetags.encours import language
from encours.web.people.access import Access, access_of, membership_of
from encours.web.people.models import Person
from encours.web.people.roles import Right
from encours.web.people.walls import inside
from encours.web.store.models import Reading

P = ParamSpec("P")
Told = TypeVar("Told", bound=Model)
READING: Final = frozenset({"GET", "HEAD"})
"""Methods that change nothing."""
BEHIND: Final = Words(
    "Facts were kept since these results were made; they are being made again.",
    "Des faits ont été enregistrés depuis ce calcul ; il est en cours de mise à jour.",
)
OLD: Final = Words(
    "Facts were kept since this day was read: ask for it again under the day at the top of the page.",
    "Des faits ont été enregistrés depuis cette lecture : demandez-la à nouveau sous la date, en haut de la page.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page stands on: who asks, the day read, and the results of that day (None while they are being made).

    ``is_behind`` tells that facts were kept since the results were made; ``is_fixed`` that the books stopped on a day;
    ``asked`` that whoever reads chose the day.
    """

    access: Access
    as_of: Day
    known_on: Day | None
    reading: Reading | None
    is_behind: bool
    is_fixed: bool
    is_asked: bool


View = Callable[Concatenate[HttpRequest, Shown, P], HttpResponse]


def within(right: Right) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Make a view a page of one organisation, for those who have a right there; its whole work is one transaction.

    A stranger is told that there is no such page, as is a member without the right: nothing is learnt by asking.
    """

    def decorate(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @login_required
        def page(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            assert isinstance(request.user, Person), "who signed in is a person"
            membership = membership_of(request.user, slug, timezone.localdate())
            if membership is None:
                raise Http404
            with inside(membership.organisation, writing=request.method not in READING):
                access = access_of(membership)
                if not access.may(right):
                    raise PermissionDenied
                # A template that is rendered later would ask outside the walls: pages are whole when they return.
                return view(request, shown_of(request, access), *args, **kwargs)

        return page

    return decorate


def shown_of(request: HttpRequest, access: Access) -> Shown:
    """What a page stands on, as its address asks: ``as_of`` and ``known_on`` are days written as 2026-06-30."""
    organisation = access.organisation
    today = day_read(organisation, timezone.localdate())
    as_of, known_on = _day(request, "as_of"), _day(request, "known_on")
    chosen = today if as_of is None else as_of
    found = Reading.objects.filter(as_of=chosen, known_on=known_on).exclude(standing="waiting").first()
    if found is None and chosen == today and known_on is None:
        # Until the results of the day are made, those of the day before tell more than an empty page.
        made = Reading.objects.filter(as_of__lt=today, known_on=None, standing="made")
        found = made.order_by("-as_of").first()
    is_behind = found is not None and (found.revision != organisation.revision or found.as_of != chosen)
    is_asked = as_of not in {None, today} or known_on is not None
    return Shown(access, chosen, known_on, found, is_behind, organisation.reading_day is not None, is_asked)


def perimeter(rows: QuerySet[Told], access: Access) -> QuerySet[Told]:
    """Rows about the buyers that somebody sees, and no other."""
    return rows if access.buyers is None else rows.filter(buyer__in=access.buyers)


def _day(request: HttpRequest, name: str) -> Day | None:
    written = request.GET.get(name, "")
    if not written:
        return None
    try:
        return (date.fromisoformat(written) - EPOCH).days
    except ValueError:
        raise Http404 from None


def _head(shown: Shown) -> parts.Reading:
    """The days that stand at the head of every page, told apart where they are not those of today."""
    read = shown.reading
    return parts.Reading(
        as_of=shown.as_of if read is None else read.as_of,
        is_fixed=shown.is_fixed or shown.is_asked,
        known_on=shown.known_on,
        is_stale=(OLD if shown.is_asked else BEHIND).in_language(language()) if shown.is_behind else "",
        action=reverse("reading-ask", args=[shown.access.organisation.slug]),
    )


def days_of(shown: Shown) -> dict[str, str]:
    """What a link keeps of the days that whoever reads chose, as an address has them; nothing on the usual day."""
    if not shown.is_asked:
        return {}
    days = {"as_of": shown.as_of} if shown.known_on is None else {"as_of": shown.as_of, "known_on": shown.known_on}
    return {name: (EPOCH + timedelta(days=each)).isoformat() for name, each in days.items()}


def link(shown: Shown, name: str, *args: object, **query: str) -> str:
    """Address of a page of the same organisation, read on the same days; what is empty is left out."""
    kept = {**days_of(shown), **{key: value for key, value in query.items() if value}}
    found = reverse(name, args=[shown.access.organisation.slug, *args])
    return f"{found}?{urlencode(kept)}" if kept else found


def show(request: HttpRequest, shown: Shown, template: str, **context: Any) -> HttpResponse:  # noqa: ANN401 -- a page's own
    """A page of an organisation, with all that its frame needs."""
    frame = {
        "access": shown.access,
        "shown": shown,
        "reading": _head(shown),
        "nav": navigation(request, shown.access, days_of(shown)),
    }
    return render(request, template, {**frame, **context})
