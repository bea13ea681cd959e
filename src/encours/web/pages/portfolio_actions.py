"""Acting on several customers at once: what it would change is shown before anything is kept, then it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from encours.policy.faults import Words
from encours.web.actions.salespeople import assign, looked_after, salespeople
from encours.web.pages.limits_together import ask_page, own_page
from encours.web.pages.portfolio_list import PAGE, asked_by, customers, made
from encours.web.pages.shown import Shown
from encours.web.pages.sight import sees_limits
from encours.web.pages.templatetags.encours import language, say, say_count
from encours.web.pages.within import show, within
from encours.web.people.access import Access
from encours.web.people.roles import Right

MOST_JUDGED: Final = 100
"""Customers whose accounts are judged again while somebody waits."""
MOST_ASSIGNED: Final = 2_000
NOBODY: Final = "nobody"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Customers that somebody chose, by code with their names, and the address of the list they come from."""

    names: Mapping[str, str]
    back: str
    query: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something done for several customers: who may, for how many at most, and the page that shows and does it."""

    label: Words
    rights: tuple[Right, ...]
    most: int
    page: Callable[[HttpRequest, Shown, Chosen], HttpResponse]
    needs_limits: bool = True


def actions_of(access: Access) -> list[tuple[str, str]]:
    """Name and label of everything that somebody may do for several customers."""
    return [(name, act.label.in_language(language())) for name, act in ACTS.items() if _may(access, act)]


def _may(access: Access, act: Act) -> bool:
    return any(access.may(each) for each in act.rights) and (sees_limits(access) or not act.needs_limits)


@require_POST
@within(Right.SEE, is_dated=False)
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What an action would change for the customers chosen; once it is confirmed, it is done."""
    act = ACTS.get(request.POST.get("action", ""))
    if act is None or not _may(shown.access, act):
        raise PermissionDenied
    chosen = _chosen(request, shown)
    if not chosen.names:
        messages.error(request, say("Tick the customers first.", "Cochez d’abord les clients concernés."))
        return HttpResponseRedirect(chosen.back)
    if len(chosen.names) > act.most:
        told = say(
            "{count} customers are chosen and {most} is the most at once: filter the list further.",
            "{count} clients sont choisis et le maximum est de {most} à la fois : filtrez davantage la liste.",
            count=len(chosen.names),
            most=act.most,
        )
        messages.error(request, told)
        return HttpResponseRedirect(chosen.back)
    return act.page(request, shown, chosen)


def _chosen(request: HttpRequest, shown: Shown) -> Chosen:
    """Customers ticked, or all that pass the filters; those that somebody does not see are nobody's to choose."""
    filtered = asked_by(shown, QueryDict(request.POST.get("query", "")[:2_000]))
    address = reverse(PAGE, args=[shown.access.organisation.slug])
    query = filtered.filters.query
    back = f"{address}?{query}" if query else address
    reading = made(shown)
    if reading is None:
        return Chosen({}, back, query)
    rows = customers(shown, reading)
    if request.POST.get("every"):
        rows = filtered.filters.applied(rows, reading)
    else:
        rows = rows.filter(buyer__in=request.POST.getlist("row")[: MOST_ASSIGNED + 1])
    told = rows.order_by("-outstanding", "pk").values_list("buyer", "buyer_name")[: MOST_ASSIGNED + 1]
    return Chosen(dict(told), back, query)


def _assign_page(request: HttpRequest, shown: Shown, chosen: Chosen) -> HttpResponse:
    """Who would look after the customers, then who does."""
    people = salespeople(shown.access)
    given = request.POST.get("to", "")
    to = next((each for each in people if str(each.pk) == given), None)
    is_told = to is not None or given == NOBODY
    is_alone = request.POST.get("alone") == "yes" or to is None
    if is_told and request.POST.get("step") == "keep":
        assign(shown.access, list(chosen.names), to, is_alone=is_alone, at=timezone.now())
        count = say_count(len(chosen.names), "customer", "customers", "client", "clients")
        told = say("Assigned: {count}.", "Affectation enregistrée : {count}.", count=count)
        messages.success(request, told)
        return HttpResponseRedirect(chosen.back)
    now = looked_after(chosen.names)
    after = "" if to is None else str(to.person)
    rows = [
        (buyer, name, now.get(buyer, []), _after(now.get(buyer, []), after, is_alone=is_alone) if is_told else None)
        for buyer, name in chosen.names.items()
    ]
    return show(
        request,
        shown,
        "encours/customers_assign.html",
        chosen=chosen,
        people=people,
        to=given if is_told else "",
        alone=is_alone,
        is_told=is_told,
        rows=rows,
        nobody=NOBODY,
    )


def _after(now: list[str], name: str, *, is_alone: bool) -> list[str]:
    if not name:
        return []
    return [name] if is_alone else sorted({*now, name})


def _ask(request: HttpRequest, shown: Shown, chosen: Chosen) -> HttpResponse:
    return ask_page(request, shown, chosen.names, chosen.back, chosen.query)


def _own(request: HttpRequest, shown: Shown, chosen: Chosen) -> HttpResponse:
    return own_page(request, shown, chosen.names, chosen.back, chosen.query)


ACTS: Final[Mapping[str, Act]] = {
    "ask": Act(Words("Ask for limits", "Demander des agréments"), (Right.ASK_LIMIT,), MOST_JUDGED, _ask),
    "own": Act(Words("Own limits", "Limites internes"), (Right.SET_OWN_LIMIT,), MOST_JUDGED, _own),
    "assign": Act(
        Words("Assign", "Affecter"), (Right.ASSIGN_CUSTOMERS,), MOST_ASSIGNED,
        _assign_page, needs_limits=False,
    ),
}  # fmt: skip
"""Everything that may be done for several customers at once, by the name that a form sends."""

urlpatterns = [path("customers/act", page, name="portfolio-act")]
