"""The whole company in figures and pictures; every figure opens its rows and its rule."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from encours.policy.faults import Words
from encours.web.actions.attempts import MOST_ATTEMPTS
from encours.web.actions.background import ask_again
from encours.web.pages.not_made import not_made
from encours.web.pages.parts import Tab
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.people.roles import Right
from encours.web.store.models import WrittenPart

PARTS: Final = {
    "overview": Words("Overview", "Vue d’ensemble"),
    "cover": Words("Cover", "Garantie"),
    "indicators": Words("Indicators", "Indicateurs"),
    "exposure": Words("Exposure", "Concentration"),
    "premium": Words("Premium", "Prime"),
}


@within(Right.SEE_FIGURES)
def dashboard(request: HttpRequest, shown: Shown) -> HttpResponse:
    """One part of the dashboard, as it was written with the results of the day."""
    chosen = request.GET.get("part", "overview")
    if chosen not in PARTS:
        raise Http404
    parts: dict[str, str] = {}
    if shown.reading is not None:
        own = WrittenPart.objects.filter(reading=shown.reading, language=language())
        parts = dict.fromkeys(own.values_list("name", flat=True), "")
        html = own.filter(name=chosen).values_list("html", flat=True).first() or ""
        parts[chosen] = mark_safe(html)  # noqa: S308 -- written by us from escaped values, see computing.written
    tabs = [
        Tab(title.in_language(language()), f"?part={name}", is_current=name == chosen)
        for name, title in PARTS.items()
        if name in parts
    ]
    is_old = shown.reading is not None and shown.reading.written_revision != shown.access.organisation.revision
    return show(
        request,
        shown,
        "encours/dashboard.html",
        tabs=tabs,
        html=parts.get(chosen, ""),
        not_made=not_made(shown),
        is_old=is_old and not shown.is_failed,
        is_failed=shown.reading is not None and shown.reading.attempts >= MOST_ATTEMPTS,
        can_act=shown.access.may(Right.ACT),
    )


@within(Right.ACT, is_dated=False)
@require_POST
def rewrite(request: HttpRequest, shown: Shown) -> HttpResponse:  # noqa: ARG001 -- nothing is asked of it
    """Have the dashboard written again on the latest facts, in the background."""
    ask_again(shown.access.organisation, shown.as_of)
    return redirect("dashboard", shown.access.organisation.slug)


urlpatterns = [
    path("dashboard/", dashboard, name="dashboard"),
    path("dashboard/again", rewrite, name="dashboard-again"),
]
