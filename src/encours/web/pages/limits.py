"""Limits and their life."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from encours.web.pages.within import Shown, within
from encours.web.people.roles import Right


@within(Right.SEE_LIMITS)
def page(request: HttpRequest, shown: Shown, **asked: object) -> HttpResponse:  # noqa: ARG001 -- not built yet
    """Nothing yet."""
    raise Http404


urlpatterns = [
    path("limits/", page, name="limits"),
    path("limit-ask/<path:buyer>", page, name="limit-ask"),
    path("own-limit/<path:buyer>", page, name="own-limit"),
]
