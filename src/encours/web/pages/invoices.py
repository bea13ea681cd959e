"""Open invoices, filtered by everything an aged balance counts; each opens why it is covered or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from encours.explain.ageing_report import heading_word
from encours.units.show import Language
from encours.web.actions.exports import Taken
from encours.web.pages import invoice
from encours.web.pages.aged import SLICE_NAMES
from encours.web.pages.aged_list import HEADINGS
from encours.web.pages.badges import badge_of
from encours.web.pages.causes import Causes
from encours.web.pages.files import file_of, form_asked
from encours.web.pages.invoice_filters import OVERDUE, STATES, Filters
from encours.web.pages.invoice_list import listing_of
from encours.web.pages.not_made import not_made
from encours.web.pages.shown import Shown, days_of
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import perimeter, show, within
from encours.web.people.roles import Right
from encours.web.store.models import AccountResult, InvoiceResult, Reading

MORE = ("entity", "currency", "cause", "until", "least", "most", "stage")
"""Filters that are folded away until one of them is on."""


@within(Right.SEE)
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What is open, invoice by invoice: how late, how much of it is covered, why not more, and until when."""
    form = form_asked(request, shown)
    told, absent = language(), not_made(shown)
    if absent is not None or shown.reading is None:
        return show(request, shown, "encours/invoices.html", not_made=absent)
    currency = shown.reading.currency
    filters = Filters.of_address(request.GET.dict(), currency, told)
    causes = Causes.of(shown.reading, told)
    listing = listing_of(
        shown, filters.of(shown, shown.reading), request.GET, causes, query=request.GET.urlencode(), currency=currency,
        told=told, whole=bool(form),
    )  # fmt: skip
    chosen = list(filters.chosen(causes, _names(shown, shown.reading, filters.text("buyer"))))
    if form:
        return file_of(
            listing, form, shown, Taken.INVOICES, name="invoices",
            filters=tuple((each.label, each.value) for each in chosen),
        )  # fmt: skip
    return show(
        request,
        shown,
        "encours/invoices.html",
        not_made=None,
        listing=listing,
        chosen=chosen,
        currency=currency,
        given={name: filters.text(name) for name in (*MORE, "q", "state", "slice", "risk")},
        kept={name: filters.text(name) for name in ("buyer", "who", "group", "country") if filters.text(name)},
        faults=filters.faults,
        days=days_of(shown),
        is_more=any(filters.text(name) for name in MORE),
        may_export=shown.access.may(Right.EXPORT),
        **dict(_choices(shown, shown.reading, causes, told)),
    )


def _names(shown: Shown, reading: Reading, buyer: str) -> dict[str, str]:
    rows = perimeter(AccountResult.objects.filter(reading=reading, buyer=buyer), shown.access)
    return dict(rows.values_list("buyer", "buyer_name")) if buyer else {}


def _choices(shown: Shown, reading: Reading, causes: Causes, told: Language) -> Iterator[tuple[str, Any]]:
    """What each filter may be, as it is in the results."""
    rows = perimeter(InvoiceResult.objects.filter(reading=reading), shown.access)
    yield "states", [(each, badge_of(each, told).word) for each in STATES]
    ages = [(name, heading_word(HEADINGS[place], told)) for place, name in enumerate(SLICE_NAMES)]
    overdue = "échu" if told == "fr" else "overdue"
    yield "slices", [ages[0], (OVERDUE, overdue), *ages[1:]]
    for name, field in (("entities", "entity"), ("currencies", "currency")):
        yield name, [each for each in rows.order_by(field).values_list(field, flat=True).distinct() if each]
    codes = rows.filter(is_receivable=True, cause__gt=0).order_by("cause").values_list("cause", flat=True).distinct()
    named = [(str(code), causes.of_code(code)) for code in codes]
    yield "causes", sorted((each for each in named if each[1]), key=lambda each: each[1])


urlpatterns = [
    path("invoices/", page, name="invoices"),
    path("invoice/<int:instalment>/<path:number>", invoice.page, name="invoice"),
]
