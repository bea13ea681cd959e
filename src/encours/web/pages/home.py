"""The first address: straight into the only organisation, or a choice among several; and what is asked without one."""

from __future__ import annotations

from typing import Final

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from encours.web.actions.entering import access_of
from encours.web.pages.navigation import landing
from encours.web.pages.organisations import side_by_side, summary_of
from encours.web.people.access import membership_of, memberships_of
from encours.web.people.models import LANGUAGES, Person
from encours.web.people.walls import inside

ALL: Final = "all"
"""Parameter of the first address that asks for the list, also where there is one organisation."""


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The organisation of a person, or the choice of one with what one looks for first in each."""
    person = request.user
    assert isinstance(person, Person), "who signed in is a person"
    memberships = memberships_of(person, timezone.localdate())
    if len(memberships) == 1 and ALL not in request.GET:
        only = memberships[0]
        with inside(only.organisation, writing=False):
            return redirect(landing(access_of(only)))
    is_protected = is_mfa_enabled(person)
    found = [summary_of(each, timezone.localdate(), is_protected=is_protected) for each in memberships]
    return render(request, "encours/organisations.html", {"person": person, "listing": side_by_side(found)})


@login_required
@require_GET
def landing_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page of an organisation that somebody may see there."""
    assert isinstance(request.user, Person), "who signed in is a person"
    found = membership_of(request.user, slug, timezone.localdate())
    if found is None:
        raise Http404
    with inside(found.organisation, writing=False):
        return redirect(landing(access_of(found)))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on: kept with the person, and in the browser before anybody signs in."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    if chosen in dict(LANGUAGES):
        answer.set_cookie(
            "django_language", chosen, max_age=365 * 86_400, samesite="Lax", httponly=True, secure=request.is_secure()
        )
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(language=chosen)
    return answer


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- it is told to nobody
    """Nothing is there, or nothing that this person may know of."""
    return render(request, "404.html", status=404)


def not_found_either(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What somebody has no right to is not there."""
    return not_found(request, exception)
