"""Limits and their life: the list, the limits of one customer, and what may be told of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from encours.units.show import show_day
from encours.web.actions.approvals import waiting_for
from encours.web.actions.exports import Taken
from encours.web.pages import exports, limit_asking, limit_page, proposals
from encours.web.pages.files import taken
from encours.web.pages.limit_list import ENDING, STATES, Filters, figures, limit_listing, rows_of
from encours.web.pages.limit_marks import state_badge
from encours.web.pages.not_made import not_made
from encours.web.pages.shown import Shown, days_of
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.people.roles import Right
from encours.web.store.models import Proposal, Reading


@require_safe
@within(Right.SEE_LIMITS)
def page(request: HttpRequest, shown: Shown, /) -> HttpResponse:
    """Every customer with a limit, a request, or receivables without one."""
    reading = made(shown)
    own = Proposal.objects.filter(state=Proposal.State.WAITING, proposed_by=shown.access.person)
    beside = {"waiting": list(waiting_for(shown.access)), "proposed": list(own), "days": days_of(shown)}
    if reading is None:
        return show(request, shown, "encours/limits.html", list=None, not_made=not_made(shown), **beside)
    filters, told = Filters.of(request.GET), language()
    every = rows_of(shown, reading)
    rows = filters.chosen(every, reading.as_of)
    there = set(every.values_list("state", flat=True).distinct())
    return show(
        request,
        shown,
        "encours/limits.html",
        list=limit_listing(shown, rows, request.GET, request.GET.urlencode(), told, is_whole=False),
        figures=figures(shown, rows, told),
        filters=filters,
        states=[(name, state_badge(state, told).word) for name, state in STATES.items() if state in there],
        ending=ENDING,
        may_export=shown.access.may(Right.EXPORT),
        **beside,
    )


@require_safe
@within(Right.SEE_LIMITS, Right.EXPORT)
def export(request: HttpRequest, shown: Shown, /, form: str) -> HttpResponse:
    """The list as a file, with the columns that a page has no room for."""
    reading = made(shown)
    if form not in exports.TYPES or reading is None:
        raise Http404
    filters, told = Filters.of(request.GET), language()
    rows = filters.chosen(rows_of(shown, reading), reading.as_of)
    found = limit_listing(shown, rows, request.GET, request.GET.urlencode(), told, is_whole=True)
    organisation = shown.access.organisation
    kind: exports.Form = "csv" if form == "csv" else "xlsx"
    asked = exports.Asked(organisation.name, reading.as_of, told, filters.told(told))
    subject = "agréments" if told == "fr" else "limits"
    name = slugify(f"{organisation.slug} {subject} {show_day(reading.as_of, 'en')}")
    answer = HttpResponse(
        exports.export(found, kind, asked),
        content_type=exports.TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )
    return taken(answer, shown, Taken.LIMITS, form=kind, rows=len(found.rows), filters=asked.filters)


def made(shown: Shown) -> Reading | None:
    """The reading, where its results are made."""
    reading = shown.reading
    return reading if reading is not None and reading.standing == Reading.Standing.MADE else None


urlpatterns = [
    path("limits/", page, name="limits"),
    path("limits-export/<str:form>", export, name="limits-export"),
    *limit_page.urlpatterns,
    *limit_asking.urlpatterns,
    *proposals.urlpatterns,
]
