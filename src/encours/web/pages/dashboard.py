"""The whole company in figures and pictures; every figure opens its rows and its rule."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.safestring import mark_safe

from encours.policy.faults import Words
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import Shown, show, within
from encours.web.people.roles import Right
from encours.web.store.models import WrittenPart

PARTS: Final = {
    "overview": Words("Overview", "Vue d'ensemble"),
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
        (title.in_language(language()), f"?part={name}", name == chosen)
        for name, title in PARTS.items()
        if name in parts
    ]
    return show(request, shown, "encours/dashboard.html", tabs=tabs, html=parts.get(chosen, ""))


urlpatterns = [path("dashboard/", dashboard, name="dashboard")]
