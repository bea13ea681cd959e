"""Customers: the list, filtered, saved, acted upon together."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from encours.units.show import show_day
from encours.web.actions.exports import Taken
from encours.web.actions.saved_views import MOST, drop_view, save_view, views_of
from encours.web.pages import exports, portfolio_actions
from encours.web.pages.files import taken
from encours.web.pages.listing import SORT, sort_of
from encours.web.pages.not_made import not_made
from encours.web.pages.portfolio_actions import actions_of
from encours.web.pages.portfolio_filters import choices
from encours.web.pages.portfolio_list import PAGE, Asked, asked_by, columns_for, customers, listing, made
from encours.web.pages.shown import Shown, days_of, link
from encours.web.pages.sight import sees_limits
from encours.web.pages.templatetags.encours import say
from encours.web.pages.within import show, within
from encours.web.people.roles import Right


@require_safe
@within(Right.SEE)
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Customers that pass the filters, the largest outstanding first."""
    asked = asked_by(shown, request.GET)
    reading = made(shown)
    if reading is None:
        return show(request, shown, "encours/portfolio.html", listing=None, not_made=not_made(shown))
    acts = [] if shown.is_asked else actions_of(shown.access)
    found = listing(shown, reading, asked, is_ticked=bool(acts))
    return show(
        request,
        shown,
        "encours/portfolio.html",
        listing=found,
        filters=asked.filters,
        chosen=asked.filters.told(asked.currency, asked.language),
        choices=choices(customers(shown, reading), asked.language),
        with_limits=sees_limits(shown.access),
        currency=asked.currency,
        days=days_of(shown),
        views=[(each, link(shown, PAGE, **dict(parse_qsl(each.query)))) for each in views_of(shown.access, PAGE)],
        query=_query(shown, asked),
        acts=acts,
        may_export=shown.access.may(Right.EXPORT),
        export_query=urlencode({**days_of(shown), **dict(parse_qsl(_query(shown, asked)))}),
    )


def _query(shown: Shown, asked: Asked) -> str:
    """Filters and order of a list as an address has them: what is known of it, and nothing else."""
    sort = sort_of(columns_for(shown), asked.given)
    return asked.filters.query + (f"{'&' if asked.filters.query else ''}{SORT}={sort.told}" if sort else "")


@require_safe
@within(Right.EXPORT)
def export(request: HttpRequest, shown: Shown, form: str) -> HttpResponse:
    """The list as a file: every customer that passes, with the columns that a page has no room for."""
    reading = made(shown)
    if form not in exports.TYPES or reading is None:
        raise Http404
    asked = replace(asked_by(shown, request.GET), is_for_a_file=True)
    found = listing(shown, reading, asked, is_ticked=False)
    organisation = shown.access.organisation
    filters = tuple(
        (label, value or say("yes", "oui")) for _, label, value in asked.filters.told(asked.currency, asked.language)
    )
    told = exports.Asked(organisation.name, reading.as_of, asked.language, filters)
    kind: exports.Form = "csv" if form == "csv" else "xlsx"
    name = slugify(f"{organisation.slug} {say('customers', 'clients')} {show_day(reading.as_of, 'en')}")
    answer = HttpResponse(
        exports.export(found, kind, told),
        content_type=exports.TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )
    return taken(answer, shown, Taken.CUSTOMERS, form=kind, rows=len(found.rows), filters=filters)


@require_POST
@within(Right.SEE, is_dated=False)
def views(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Save the list as it is filtered under a name, or forget one that was saved."""
    asked = asked_by(shown, QueryDict(request.POST.get("query", "")[:2_000]))
    query = _query(shown, asked)
    back = reverse(PAGE, args=[shown.access.organisation.slug])
    dropped = request.POST.get("drop", "")
    if dropped:
        if dropped.isascii() and dropped.isdecimal() and len(dropped) < 19:
            drop_view(shown.access, PAGE, int(dropped))
    elif not save_view(shown.access, PAGE, request.POST.get("name", ""), query):
        told = say(
            "Give the view a name; {most} may be kept.",
            "Donnez un nom à la vue ; {most} peuvent être gardées.",
            most=MOST,
        )
        messages.error(request, told)
    return HttpResponseRedirect(f"{back}?{query}" if query else back)


urlpatterns = [
    path("customers/", page, name=PAGE),
    path("customers/export/<str:form>", export, name="portfolio-export"),
    path("customers/views", views, name="portfolio-views"),
    *portfolio_actions.urlpatterns,
]
