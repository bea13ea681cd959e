"""One customer whole: where it stands, its limits and what was asked, everything that happened, its documents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from encours.explain.buyer_words import FACT_WORDS
from encours.explain.document.model import Amount, Kind, On
from encours.explain.words import say as say_of
from encours.facts.kinds import Evidence
from encours.facts.view import View
from encours.facts.words import CHOICE_WORDS
from encours.units import MISSING, NEVER, Cents, Day
from encours.units.show import Language
from encours.web.actions.accounts import asked_about_each, is_known, view_of
from encours.web.computing.exposure_over_time import Moment, exposure_over_time
from encours.web.computing.history import history
from encours.web.pages.customer_file import (
    CustomerFile,
    delivery,
    figures,
    invoice_list,
    limit_base,
    listed,
    to_do,
)
from encours.web.pages.customer_identity import identity
from encours.web.pages.customer_timeline import kinds_told, timeline
from encours.web.pages.exposure_drawing import exposure_drawing, is_drawn
from encours.web.pages.library_blocks import Section, section
from encours.web.pages.listing import Cell, Column, Listing, Row, page_of
from encours.web.pages.parts import Tab
from encours.web.pages.shown import Shown, days_of, link
from encours.web.pages.sight import as_seen, hidden_kinds, sees_limits, sees_own_limits
from encours.web.pages.templatetags.encours import language, say
from encours.web.pages.within import show, within
from encours.web.people.roles import Right

FACTS_A_PAGE: Final = 50
MOST_DUTIES: Final = 8
DELIVERIES: Final = frozenset({"delivery", "order"})
"""What documents prove that whoever sees no limit is shown."""
LIMIT_PARTS: Final = ("decisions title", "requests title", "securities title", "signals title")
"""Headings of the library about limits and what bears on them."""


@require_safe
@within(Right.SEE)
def page(request: HttpRequest, shown: Shown, buyer: str) -> HttpResponse:
    """A customer on a day, as known on another."""
    if not shown.access.sees(buyer) or not is_known(buyer):
        raise Http404
    told = language()
    asked = asked_about_each(shown.access.organisation, [buyer], shown.as_of, shown.known_on)
    file = None if asked is None else CustomerFile(shown, as_seen(asked, shown.access), buyer, told)
    view = view_of(buyer, shown.as_of, shown.known_on) if file is None else file.asked.view
    tabs = _tabs(shown, buyer, request.GET.get("tab", ""))
    current = next(each for each in tabs if each[1].is_current)[0]
    if current == "position" and file is not None and request.htmx and _wants_the_picture(request):  # type: ignore[attr-defined]
        return render(request, "encours/customer/exposure.html", _picture(shown, file, buyer))
    sharing = [] if file is None else file.asked.portfolio.members(buyer)
    return show(
        request,
        shown,
        "encours/customer.html",
        buyer=buyer,
        file=file,
        who=identity(shown, view, buyer, sharing if sees_limits(shown.access) else [], told),
        tab=current,
        tabs=[each for _, each in tabs],
        days=days_of(shown),
        addresses=_addresses(shown, buyer),
        **{"with_limits": sees_limits(shown.access), **_CONTENT[current](request, shown, file, view, buyer)},
    )


def _tabs(shown: Shown, buyer: str, given: str) -> list[tuple[str, Tab]]:
    """Views of a customer; the first one where an address asks for none that somebody may see."""
    names = {
        "position": say("Position", "Situation"),
        "limits": say("Limits", "Garanties"),
        "history": say("History", "Historique"),
        "documents": say("Documents", "Documents"),
    }
    if not sees_limits(shown.access):
        del names["limits"]
    current = given if given in names else "position"
    return [
        (name, Tab(label, link(shown, "buyer", buyer, tab="" if name == "position" else name), name == current))
        for name, label in names.items()
    ]


def _addresses(shown: Shown, buyer: str) -> dict[str, str]:
    """What may be done about a customer, or looked at elsewhere, by those who may."""
    may, found = shown.access.may, {}
    if not shown.is_asked and may(Right.ASK_LIMIT):
        found["ask"] = link(shown, "limit-ask", buyer)
    if not shown.is_asked and may(Right.SET_OWN_LIMIT):
        found["own"] = link(shown, "own-limit", buyer)
    if may(Right.SEE_LIMITS):
        found["delivery"] = link(shown, "delivery", buyer=buyer)
    if may(Right.SEE_DUTIES):
        found["work"] = link(shown, "worklist", q=buyer)
    found["invoices"] = link(shown, "invoices", buyer=buyer)
    return found


def _position(request: HttpRequest, shown: Shown, file: CustomerFile | None, view: View, buyer: str) -> dict[str, Any]:
    """Where it stands: figures, picture, open invoices, the next delivery, what is to be done."""
    if file is None:
        return {}
    work = file.work() if shown.access.may(Right.SEE_DUTIES) else []
    limits = sees_limits(shown.access)
    # It judges the account on each of twenty days and more, four times the work of the rest: it comes after the page.
    picture: dict[str, Any] = (
        _picture(shown, file, buyer)
        if _wants_the_picture(request)
        else {"picture_url": link(shown, "buyer", buyer, picture="1")}
    )
    return {
        "figures": figures(file),
        **picture,
        "invoices": invoice_list(file, request.GET),
        "delivery": delivery(file) if limits else [],
        "coming": section(file.page, say_of("dates title", file.language), file.language) if limits else None,
        "work": [to_do(file, each) for each in work[:MOST_DUTIES]],
        "work_left": max(0, len(work) - MOST_DUTIES),
        "scores": _scores(view, buyer) if limits else None,
        "currency": file.asked.currency,
    }


def _wants_the_picture(request: HttpRequest) -> bool:
    return request.GET.get("picture") == "1"


def _picture(shown: Shown, file: CustomerFile, buyer: str) -> dict[str, Any]:
    """What a customer owed over time, drawn and in a table, as this person may see it."""
    limits = sees_limits(shown.access)
    moments = exposure_over_time(file.asked, buyer, shows_own=sees_own_limits(shown.access))
    if not limits:
        moments = tuple(_without_limits(each) for each in moments if each.is_counted)
    return {
        "drawing": exposure_drawing(moments, file.asked.currency, file.language) if is_drawn(moments) else "",
        "moments": _moments(moments, file),
        "base": limit_base(file) if limits else "",
        "shared": len(file.asked.portfolio.members(buyer)) > 1 and limits,
        "with_limits": limits,
    }


def _without_limits(moment: Moment) -> Moment:
    return replace(moment, limit=None, own=None)


def _moments(moments: tuple[Moment, ...], file: CustomerFile) -> Listing:
    """The picture as a table, the latest day first."""
    currency = file.asked.currency
    columns = [
        Column("day", "Day", "Date", Kind.DAY),
        Column("owed", "Outstanding", "Encours", Kind.AMOUNT),
        Column("covered", "Covered", "Couvert", Kind.AMOUNT),
        Column("lost", "Lost, or over the limit", "Perdu ou en dépassement", Kind.AMOUNT),
        Column("aside", "Outside, or unknown", "Hors police ou inconnu", Kind.AMOUNT),
    ]
    with_limits = sees_limits(file.shown.access)
    with_own = any(each.own is not None for each in moments)
    columns += [Column("limit", "Limit in force", "Agrément en vigueur", Kind.AMOUNT)] if with_limits else []
    columns += [Column("own", "Own limit", "Limite interne", Kind.AMOUNT)] if with_own else []
    rows = []
    for each in reversed(moments):
        amounts: list[Cents | None] = [each.outstanding, each.covered, each.uncovered, each.aside]
        amounts += [each.limit] if with_limits else []
        amounts += [each.own] if with_own else []
        cells = (Cell(None if one is None else Amount(one, currency)) for one in amounts)
        rows.append(Row((Cell(On(each.day)), *cells)))
    caption = say("Exposure and limits by day", "Encours et limites par date")
    return Listing(columns=tuple(columns), rows=tuple(rows), caption=caption, is_scrolled=True)


def _limits(request: HttpRequest, shown: Shown, file: CustomerFile | None, view: View, buyer: str) -> dict[str, Any]:  # noqa: ARG001 -- each tab is asked alike
    """Decisions, requests, securities and signals, in the words of the library; own limits and scores."""
    if file is None:
        return {"scores": _scores(view, buyer)}
    headings = (say_of(each, file.language) for each in LIMIT_PARTS)
    found = (section(file.page, each, file.language) for each in headings)
    sections: list[Section] = [each for each in found if each is not None]
    return {"sections": sections, "own_limits": _own_limits(file), "scores": _scores(view, buyer)}


def _own_limits(file: CustomerFile) -> Listing | None:
    """What the company allowed over time; None for those who do not see it."""
    if not sees_own_limits(file.shown.access):
        return None
    columns = (
        Column("from", "From", "À partir du", Kind.DAY),
        Column("amount", "Amount", "Montant", Kind.AMOUNT),
        Column("place", "Position", "Position"),
    )
    rows = [
        Row((
            Cell(On(each.from_day)),
            Cell(Amount(each.amount, each.currency or file.asked.currency)),
            Cell(say_of(f"position {each.position}", file.language)),
        ))
        for each in reversed(file.line.facts.own_limits)
    ]  # fmt: skip
    return listed(rows, columns, say("Own limits", "Limites internes"), say("No own limit.", "Aucune limite interne."))


def _evidences(view: View, buyer: str) -> list[Evidence]:
    """Documents about a customer, the latest first; those of its group are not its own."""
    found = [each for each in view.facts("evidences") if isinstance(each, Evidence) and each.buyer == buyer]
    return sorted(found, key=lambda each: (each.dated_on, each.known, each.fact_id), reverse=True)


def _scores(view: View, buyer: str) -> Listing:
    """Scores of credit reports, each on its own scale and of its own day: they are never put together."""
    columns = (
        Column("score", "Score", "Note", Kind.NUMBER),
        Column("dated", "Report of", "Rapport du", Kind.DAY),
        Column("until", "Valid until", "Valable jusqu’au", Kind.DAY),
        Column("report", "Report", "Rapport", Kind.CODE),
    )
    rows = [
        Row((Cell(each.score), _on(each.dated_on), _on(each.expires_on), Cell(each.reference or each.document)))
        for each in _evidences(view, buyer)
        if each.score != MISSING
    ]
    empty = say("No credit report with a score is kept.", "Aucun rapport de solvabilité noté n’est conservé.")
    return listed(rows, columns, say("Scores", "Notes de solvabilité"), empty)


def _history(request: HttpRequest, shown: Shown, file: CustomerFile | None, view: View, buyer: str) -> dict[str, Any]:
    """Every fact, the latest first; those of one kind where an address asks for it."""
    every = history(view, buyer, hidden_kinds(shown.access))
    kinds = kinds_told(every, language())
    wanted = request.GET.get("kind", "")
    chosen = wanted if wanted in {name for name, _, _ in kinds} else ""
    told = [each for each in every if not chosen or each.fact.KIND.table == chosen]
    facts = page_of(told, request.GET, FACTS_A_PAGE)
    currency = shown.access.organisation.currency if file is None else file.asked.currency
    kept = {"tab": "history", **days_of(shown), **({"kind": chosen} if chosen else {})}
    pages = Listing(columns=(), rows=(), caption="", page=facts, query="&".join(f"{k}={v}" for k, v in kept.items()))
    return {
        "lines": timeline(facts.object_list, shown, currency, language()),
        "pages": pages if facts.paginator.num_pages > 1 else None,
        "kinds": kinds,
        "chosen": chosen,
        "count": len(told),
    }


def _documents(request: HttpRequest, shown: Shown, file: CustomerFile | None, view: View, buyer: str) -> dict[str, Any]:  # noqa: ARG001 -- each tab is asked alike
    """Documents and what each proves."""
    columns = (
        Column("dated", "Dated", "Datée du", Kind.DAY),
        Column("kind", "Proves", "Ce qu’elle prouve"),
        Column("reference", "Reference", "Référence", Kind.CODE),
        Column("about", "About", "Concerne", Kind.CODE),
        Column("until", "Valid until", "Valable jusqu’au", Kind.DAY),
        Column("document", "Where it is", "Emplacement ou empreinte", is_wide=True),
    )
    some = sees_limits(shown.access)
    rows = [
        Row((
            _on(each.dated_on), Cell(_kind_of(each, language())), Cell(each.reference), _about(shown, each),
            _on(each.expires_on), Cell(each.document),
        ))
        for each in _evidences(view, buyer)
        if some or each.kind in DELIVERIES
    ]  # fmt: skip
    empty = say("No document is kept about this customer.", "Aucune pièce n’est conservée sur ce client.")
    return {"documents": listed(rows, columns, say("Documents", "Documents"), empty)}


def _kind_of(each: Evidence, told: Language) -> str:
    if each.kind in FACT_WORDS:
        return FACT_WORDS[each.kind].in_language(told)
    return CHOICE_WORDS.get(each.kind, each.kind) if told == "fr" else each.kind


def _about(shown: Shown, each: Evidence) -> Cell:
    if each.invoice:
        return Cell(each.invoice, link(shown, "invoice", 1, each.invoice, buyer=each.buyer))
    return Cell(each.decision)


def _on(value: Day) -> Cell:
    return Cell() if value in {MISSING, NEVER} else Cell(On(value))


_CONTENT: Final = {"position": _position, "limits": _limits, "history": _history, "documents": _documents}

urlpatterns = [
    path("customer/<path:buyer>", page, name="buyer"),
]
