"""Files out: the company as a folder for machines, tables for spreadsheets; made in the background, then fetched."""

from __future__ import annotations

from typing import Final, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from encours.policy.faults import Words
from encours.web.actions import exports
from encours.web.actions.exports import WORKSPACE, may_have, tables_for
from encours.web.computing.table_export import FORMS, table_name
from encours.web.pages.badges import Badge
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.people.roles import Right
from encours.web.store.files import MADE, place_of
from encours.web.store.models import MadeFile

FILES_SHOWN: Final = 10
LOOKED_AT_EVERY: Final = 3
COMPANY: Final = Words("the whole company", "la société entière")
TYPES: Final = {
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
STATES: Final = {
    MadeFile.State.MAKING: (Words("being made", "en préparation"), "…", "plain"),
    MadeFile.State.MADE: (Words("ready", "prêt"), "✓", "covered"),
    MadeFile.State.REFUSED: (Words("could not be made", "n’a pas pu être préparé"), "✗", "not-covered"),
    MadeFile.State.FAILED: (Words("given up", "abandonné"), "✗", "not-covered"),
}


@require_GET
@within(Right.EXPORT)
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What somebody may fetch, and what was made for them."""
    from encours.web.pages.imports import tabs  # it has the addresses of these pages

    told = language()
    made = MadeFile.objects.filter(asked_by=shown.access.person)[:FILES_SHOWN]
    files = [
        (each, COMPANY.in_language(told) if each.what == WORKSPACE else table_name(each.what, told), _state(each))
        for each in made
    ]
    tables = sorted(((table_name(each, told), each, count) for each, count in tables_for(shown.access).items()))
    return show(
        request,
        shown,
        "encours/export.html",
        tabs=tabs(shown.access, "export"),
        tables=tables,
        files=files,
        may_have_all=may_have(shown.access, WORKSPACE),
        is_under_way=any(each.state == MadeFile.State.MAKING for each in made),
        seconds=LOOKED_AT_EVERY,
        is_restricted=shown.access.buyers is not None,
    )


def _state(made: MadeFile) -> Badge:
    words, symbol, tone = STATES[MadeFile.State(made.state)]
    return Badge(words.in_language(language()), symbol, tone)


@require_POST
@within(Right.EXPORT)
def ask(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Have a file made."""
    what, _, form = request.POST.get("what", "").partition(".")
    if not may_have(shown.access, what) or form not in ({"zip"} if what == WORKSPACE else FORMS):
        raise Http404
    exports.ask(shown.access, what, form=form, language=language(), at=timezone.now())
    return redirect("export", shown.access.organisation.slug)


@require_GET
@within(Right.EXPORT)
def fetch(request: HttpRequest, shown: Shown, number: int) -> HttpResponse:  # noqa: ARG001 -- a page
    """A file, for whoever asked for it and may still have it."""
    found = MadeFile.objects.filter(pk=number, asked_by=shown.access.person, state=MadeFile.State.MADE).first()
    if found is None or not may_have(shown.access, found.what) or found.buyers != _buyers(shown):
        raise Http404
    place = place_of(found.organisation_id, found.sha256, among=MADE)
    if not place.is_file():
        raise Http404
    slug, day = shown.access.organisation.slug, f"{timezone.localtime(found.asked_at):%Y-%m-%d}"
    answer = FileResponse(
        place.open("rb"),
        as_attachment=True,
        filename=f"{slug}-{table_name(found.what, 'fr') if _is_french(found) else found.what}-{day}.{found.form}",
        content_type=TYPES[found.form],
    )
    return cast("HttpResponse", answer)  # streamed: no page need know


def _is_french(made: MadeFile) -> bool:
    return made.language == "fr" and made.what != WORKSPACE


def _buyers(shown: Shown) -> list[str] | None:
    """Buyers that somebody sees now: a file made when they were others is not given."""
    return None if shown.access.buyers is None else sorted(shown.access.buyers)
