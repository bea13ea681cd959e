"""The first address: straight into the only organisation, or a choice among several; and what is asked without one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from encours.web.pages.navigation import landing
from encours.web.people.access import access_of, is_standing
from encours.web.people.models import LANGUAGES, Membership, Person
from encours.web.people.walls import inside


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The organisation of a person, or the choice of one."""
    assert isinstance(request.user, Person), "who signed in is a person"
    memberships = [
        each
        for each in Membership.objects.select_related("organisation").filter(person=request.user)
        if is_standing(each, timezone.localdate())
    ]
    if len(memberships) == 1:
        only = memberships[0]
        with inside(only.organisation, writing=False):
            return redirect(landing(access_of(only)))
    return render(request, "encours/organisations.html", {"memberships": memberships})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on: kept with the person, and in the browser before anybody signs in."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    if chosen in dict(LANGUAGES):
        answer.set_cookie("django_language", chosen, max_age=365 * 86_400, samesite="Lax", httponly=True)
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(language=chosen)
    return answer


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- it is told to nobody
    """Nothing is there, or nothing that this person may know of."""
    return render(request, "404.html", status=404)


def not_found_either(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What somebody has no right to is not there."""
    return not_found(request, exception)
