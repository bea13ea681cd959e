"""One customer whole."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from encours.web.pages.within import Shown, within
from encours.web.people.roles import Right


@within(Right.SEE)
def page(request: HttpRequest, shown: Shown, **asked: object) -> HttpResponse:  # noqa: ARG001 -- not built yet
    """Nothing yet."""
    raise Http404


urlpatterns = [
    path("customer/<path:buyer>", page, name="buyer"),
]
