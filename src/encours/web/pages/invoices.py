"""Open invoices, and why each is covered or not."""

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
    path("invoices/", page, name="invoices"),
    path("invoice/<int:instalment>/<path:number>", page, name="invoice"),
]
