"""Another organisation, made by those who administer the installation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from encours.web.actions.administering import found_organisation
from encours.web.pages.administration import confirmed
from encours.web.pages.administration_forms import FoundForm
from encours.web.pages.templatetags.encours import language
from encours.web.people.models import Person


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """A new organisation; for anybody else there is no such page."""
    if not isinstance(request.user, Person) or not request.user.may_found:
        raise Http404
    return _page(request, request.user)


@confirmed
def _page(request: HttpRequest, person: Person) -> HttpResponse:
    form = FoundForm(request.POST or None, language=language())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = found_organisation(
            person, name=told["name"], currency=told["currency"], residence=told["residence"], at=timezone.now()
        )
        return redirect("administration", made.slug)
    return render(request, "encours/founding.html", {"form": form})


urlpatterns = [
    path("organisations/new", page, name="found"),
]
