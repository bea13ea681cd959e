"""What is written in the search of the bar: an invoice opens its why, a customer its file, anything else a list."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_safe

from encours.units.plain_text import folded
from encours.web.pages.shown import Shown, link
from encours.web.pages.within import perimeter, within
from encours.web.people.roles import Right
from encours.web.store.models import MODELS, AccountResult, InvoiceResult

LONGEST = 100


@require_safe
@within(Right.SEE)
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The page that holds what is sought; the list of customers where nothing is found."""
    return HttpResponseRedirect(address_of(shown, request.GET.get("q", "").strip()[:LONGEST]))


def address_of(shown: Shown, sought: str) -> str:
    """Address of what is sought, among the customers that somebody sees and no other.

    A whole invoice number comes first, then the one customer of that code or that answers to the words; where no
    customer does, the open invoices whose number holds them.
    """
    if not sought:
        return link(shown, "portfolio")
    for number, instalment in _numbers(sought):
        rows = _facts("invoices", shown).filter(number=number, instalment=instalment).exclude(void=1)
        if rows.filter(~Exists(MODELS["invoices"].objects.filter(corrects=OuterRef("fact_id")))).exists():
            return link(shown, "invoice", instalment, number)
    if _facts("buyers", shown).filter(buyer=sought).exists():
        return link(shown, "buyer", sought)
    found = _accounts(shown, sought).values_list("buyer", flat=True)[:2]
    if len(found) == 1:
        return link(shown, "buyer", found[0])
    is_number = not found and _open(shown).filter(number__icontains=sought).exists()
    return link(shown, "invoices" if is_number else "portfolio", q=sought)


def _numbers(sought: str) -> list[tuple[str, int]]:
    """A number as it is written, and with its instalment after a stroke, as lists show it."""
    number, stroke, instalment = sought.rpartition("/")
    is_instalment = bool(stroke and number) and instalment.isascii() and instalment.isdecimal() and len(instalment) < 4
    return [(sought, 1), *([(number, int(instalment))] if is_instalment else [])]


def _facts(table: str, shown: Shown) -> QuerySet[Any]:
    model: Any = MODELS[table]
    return perimeter(model.objects.all(), shown.access)


def _accounts(shown: Shown, sought: str) -> QuerySet[AccountResult]:
    rows = perimeter(AccountResult.objects.filter(reading=shown.reading), shown.access)
    for each in folded(sought).split():
        rows = rows.filter(sought__contains=each)
    return rows.order_by("buyer")


def _open(shown: Shown) -> QuerySet[InvoiceResult]:
    return perimeter(InvoiceResult.objects.filter(reading=shown.reading), shown.access)


urlpatterns = [path("search", page, name="search")]
