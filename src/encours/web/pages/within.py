"""How a page is reached: signed in, within one organisation, with a right; anybody else finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from encours.units import Day
from encours.web.actions.background import days_waited
from encours.web.actions.entering import access_of
from encours.web.actions.readings import EPOCH, day_read, is_behind, is_failed
from encours.web.pages.frame import frame
from encours.web.pages.shown import Shown
from encours.web.people.access import Access, membership_of
from encours.web.people.models import Organisation, Person
from encours.web.people.roles import Right
from encours.web.people.walls import inside
from encours.web.store.models import Reading

P = ParamSpec("P")
Told = TypeVar("Told", bound=Model)
READING: Final = frozenset({"GET", "HEAD"})
"""Methods that change nothing."""


AFTERWARDS: Final = "encours_afterwards"
"""Attribute of an answer under which waits what is written once it is made."""
RIGHTS: Final = "rights"
"""Attribute of a page that tells the rights it asks for."""


View = Callable[Concatenate[HttpRequest, Shown, P], HttpResponse]


def within(*rights: Right, is_dated: bool = True) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Make a view a page of one organisation, for those who have every right it asks; one transaction.

    One that is not dated stands on the usual day, whatever days its address names.

    A stranger is told that there is no such page, as is a member without the right: nothing is learnt by asking. A
    member whose organisation requires a second factor is led to set one up before anything is seen.
    """

    def decorate(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @login_required
        def page(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            assert isinstance(request.user, Person), "who signed in is a person"
            membership = membership_of(request.user, slug, timezone.localdate())
            if membership is None:
                raise Http404
            if membership.organisation.requires_second_factor and not is_mfa_enabled(request.user):
                return redirect("second-factor")
            with inside(membership.organisation, writing=request.method not in READING):
                access = access_of(membership)
                if not all(access.may(each) for each in rights):
                    raise PermissionDenied
                # A template that is rendered later would ask outside the walls: pages are whole when they return.
                answer = view(request, shown_of(request, access, is_dated=is_dated), *args, **kwargs)
            if request.method != "HEAD":
                _do_afterwards(membership.organisation, answer)
            return answer

        setattr(page, RIGHTS, frozenset(rights))
        return page

    return decorate


def afterwards(answer: HttpResponse, deed: Callable[[], object]) -> HttpResponse:
    """An answer after which something is written, within the walls, before anybody has it.

    A page that is only read writes nothing itself: it sees the store as it stood when it began, and makes nobody wait.
    Where what waits cannot be written, nothing is answered.
    """
    setattr(answer, AFTERWARDS, [*getattr(answer, AFTERWARDS, ()), deed])
    return answer


def _do_afterwards(organisation: Organisation, answer: HttpResponse) -> None:
    deeds: list[Callable[[], object]] = getattr(answer, AFTERWARDS, [])
    if deeds:
        with inside(organisation):
            for each in deeds:
                each()
        delattr(answer, AFTERWARDS)


def shown_of(request: HttpRequest, access: Access, *, is_dated: bool = True) -> Shown:
    """What a page stands on, as its address asks: ``as_of`` and ``known_on`` are days written as 2026-06-30."""
    organisation = access.organisation
    today = day_read(organisation, timezone.localdate())
    as_of, known_on = (_day(request, "as_of"), _day(request, "known_on")) if is_dated else (None, None)
    chosen = today if as_of is None else as_of
    asked = Reading.objects.filter(as_of=chosen, known_on=known_on).first()
    # While the last attempt runs nobody knows that it fails.
    is_failing = (
        asked is not None
        and is_failed(asked, organisation)
        and (asked.as_of, asked.known_on) not in days_waited(organisation)
    )
    found = None if asked is None or asked.standing == Reading.Standing.WAITING else asked
    if found is None and chosen == today and known_on is None:
        # Until the results of the day are made, those of the day before tell more than an empty page.
        made = Reading.objects.filter(as_of__lt=today, known_on=None, standing="made")
        found = made.order_by("-as_of").first()
    is_old = found is not None and (is_behind(found, organisation) or found.as_of != chosen)
    is_asked = as_of not in {None, today} or known_on is not None
    is_fixed = organisation.reading_day is not None
    return Shown(access, chosen, known_on, found, is_old, is_fixed, is_asked, is_failing)


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


def show(request: HttpRequest, shown: Shown, template: str, **context: Any) -> HttpResponse:  # noqa: ANN401 -- a page's own
    """A page of an organisation, in its frame."""
    return render(request, template, {**frame(request, shown), "shown": shown, **context})
