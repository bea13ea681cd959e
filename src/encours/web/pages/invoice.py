"""Why an invoice is covered or not, clause by clause; or when it was paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from encours.cover.book.exchange import can_be_judged
from encours.explain.document.shown import typeset
from encours.explain.document.svg import drawing
from encours.explain.tree_screen import settled_page
from encours.policy.faults import Words
from encours.units import MISSING, NEVER, Day
from encours.units.show import show_day
from encours.web.actions.customers import names_of_customers
from encours.web.actions.readings import asked_about, day_read
from encours.web.computing.question import Asked
from encours.web.computing.why import Row, paid_by, rows_of, trees_of
from encours.web.pages.aged import NOBODY
from encours.web.pages.not_made import REASONS, NotMade
from encours.web.pages.parts import Tab
from encours.web.pages.shown import Shown, link
from encours.web.pages.templatetags.encours import language
from encours.web.pages.why import texts_of, tree_shown
from encours.web.pages.within import perimeter, show, within
from encours.web.people.roles import Right
from encours.web.store.facts import MODELS
from encours.web.store.ledgers import kin_of

MOST_OFFERED: Final = 50
UNCONVERTED: Final = Words(
    "Rates of exchange are missing, or amounts are too large: this account cannot be judged.",
    "Des cours de change manquent, ou des montants sont trop grands : ce compte ne peut être jugé.",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several invoices of the same number: whose it is, of which entity."""

    name: str
    buyer: str
    entity: str
    issued: Day | None
    cents: int | None
    currency: str
    url: str


@within(Right.SEE)
def page(request: HttpRequest, shown: Shown, instalment: int, number: str) -> HttpResponse:
    """The answer about one row of an invoice, and everything it stands on."""
    if shown.as_of > day_read(shown.access.organisation, timezone.localdate()):
        return HttpResponseRedirect(link(shown, "reading-ask"))
    buyer, entity = request.GET.get("buyer", ""), request.GET.get("entity")
    entity = "" if entity == NOBODY else entity
    choices = _choices(shown, number, instalment, buyer)
    if not choices:
        raise Http404
    buyers = {each.buyer for each in choices}
    if len(buyers) > 1:
        return show(request, shown, "encours/invoice_choice.html", number=number, choices=choices)
    (buyer,) = buyers
    asked = asked_about(shown.access.organisation, buyer, shown.as_of, shown.known_on)
    if asked is None or not can_be_judged(asked.view, asked.programme):
        words = REASONS["no policy"] if asked is None else UNCONVERTED
        absent = NotMade(words.in_language(language()))
        return show(request, shown, "encours/invoice.html", number=number, not_made=absent)
    rows = rows_of(asked, buyer, number, shown.access.organisation.currency)
    mine = [each for each in rows if each.instalment == instalment]
    entities = {each.entity for each in mine}
    if entity is None or entity not in entities:
        if len(entities) > 1:
            return show(request, shown, "encours/invoice_choice.html", number=number, choices=choices)
        entity = next(iter(entities), "")
    return _answer(request, shown, asked, buyer=buyer, number=number, entity=entity, instalment=instalment, rows=rows)


def _answer(
    request: HttpRequest, shown: Shown, asked: Asked, *, buyer: str, number: str, entity: str, instalment: int,
    rows: Sequence[Row],
) -> HttpResponse:  # fmt: skip
    told = language()
    currency = shown.access.organisation.currency
    trees = trees_of(asked, buyer, number, language=told, currency=currency)
    found = next((each for each in trees if (each.line.instalment, each.line.entity) == (instalment, entity)), None)
    context: dict[str, Any] = {
        "number": number,
        "buyer": buyer,
        "buyer_url": link(shown, "buyer", buyer) if buyer else "",
        "buyer_name": asked.portfolio.lines.buyer_name(buyer) if found is None else found.buyer_name,
        "entity": entity,
        "usual_url": f"{request.path}?{urlencode({'buyer': buyer, 'entity': entity or NOBODY})}",
        "tabs": _tabs(shown, rows, buyer=buyer, number=number, entity=entity, instalment=instalment),
    }
    if found is not None:
        tree = tree_shown(found, shown.as_of, told, seen=_seen(shown, buyer))
        # Every text in a drawing is escaped where it is drawn.
        drawn = mark_safe(drawing(tree.chart, told)) if tree.chart.table.rows else ""  # noqa: S308
        context["shipped_url"] = _on_delivery(context["usual_url"], shown, found.delivered)
        return show(request, shown, "encours/invoice.html", tree=tree, drawing=drawn, chart=tree.chart, **context)
    row = next((each for each in rows if (each.instalment, each.entity) == (instalment, entity)), None)
    if row is None and rows:
        raise Http404
    if row is None:
        words = Words(
            "This invoice was not known yet on that day.", "Cette pièce n’était pas encore connue à cette date."
        )
        return show(
            request, shown, "encours/invoice.html", not_made=NotMade(typeset(words.in_language(told), told)), **context
        )
    sentence = next(texts_of(settled_page(number, context["buyer_name"], shown.as_of, told), told))
    return show(
        request,
        shown,
        "encours/invoice.html",
        settled=sentence,
        row=row,
        late=row.settled_on - row.due if row.due != MISSING and row.settled_on < NEVER else None,
        paid=paid_by(asked, buyer, number, instalment),
        **context,
    )


def _on_delivery(usual: str, shown: Shown, delivered: Day) -> str:
    """Address of the same answer on the day of delivery, as known then: what a disputed claim is about."""
    if delivered == MISSING or delivered >= shown.as_of:
        return ""
    day = show_day(delivered, "en")
    return f"{usual}&{urlencode({'as_of': day, 'known_on': day})}"


def _tabs(
    shown: Shown, rows: Sequence[Row], *, buyer: str, number: str, entity: str, instalment: int
) -> list[Tab]:  # fmt: skip
    """The instalments of an invoice, where it has several."""
    own = sorted({each.instalment for each in rows if each.entity == entity})
    if len(own) < 2:
        return []
    return [
        Tab(f"{number}/{each}", link(shown, "invoice", each, number, buyer=buyer, entity=entity), each == instalment)
        for each in own
    ]


def _seen(shown: Shown, buyer: str) -> frozenset[str] | None:
    """Numbers that may be named of older invoices: those of the customers that somebody sees; None for all."""
    if shown.access.buyers is None or kin_of(buyer) <= shown.access.buyers:
        return None
    model: Any = MODELS["invoices"]
    return frozenset(perimeter(model.objects.all(), shown.access).values_list("number", flat=True))


def _choices(shown: Shown, number: str, instalment: int, buyer: str) -> list[Choice]:
    """Invoices of a number among the facts, of the customers that somebody sees."""
    model: Any = MODELS["invoices"]
    rows = perimeter(model.objects.filter(number=number).exclude(void=1), shown.access)
    if buyer:
        rows = rows.filter(buyer=buyer)
    told = rows.order_by().values("pk", "buyer", "entity", "issued", "gross", "currency", "instalment")[:1_000]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    # Put in order here: asked for it, SQLite reads every invoice along the index of buyers, and not the one of numbers.
    for each in sorted(told, key=lambda each: (each["buyer"], each["entity"], each["pk"])):
        key = (each["buyer"], each["entity"])
        if key not in found or each["instalment"] == instalment:
            found[key] = each
    names = names_of_customers({key[0] for key in found})
    return [
        Choice(
            name=names.get(own["buyer"], own["buyer"]),
            buyer=own["buyer"],
            entity=own["entity"],
            issued=own["issued"],
            cents=own["gross"],
            currency=own["currency"],
            url=link(shown, "invoice", own["instalment"], number, buyer=own["buyer"], entity=own["entity"] or NOBODY),
        )
        for own in list(found.values())[:MOST_OFFERED]
    ]
