"""A list handed over as a file, to those who may take one; that it was is told in the journal."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from encours.units.show import show_day
from encours.web.actions.exports import Taken, tell_taken
from encours.web.pages.exports import TYPES, Asked, Form, export
from encours.web.pages.listing import Listing
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import afterwards
from encours.web.people.roles import Right

FORMAT: Final = "format"
"""What an address says of the form of a file."""


def form_asked(request: HttpRequest, shown: Shown, *others: str) -> str:
    """Form of the file that an address asks for; empty where it asks for a page.

    Whoever may not take files away is told, as a stranger is, that there is none.
    """
    told = request.GET.get(FORMAT, "")
    if not told:
        return ""
    if not shown.access.may(Right.EXPORT):
        raise PermissionDenied
    if told not in {*TYPES, *others}:
        raise Http404
    return told


def file_of(
    listing: Listing, form: str, shown: Shown, what: Taken, *, name: str, filters: tuple[tuple[str, str], ...] = ()
) -> HttpResponse:
    """A list as a file, named after what it is, whose it is and its day."""
    asked = Asked(shown.access.organisation.name, shown.as_of, language(), filters)
    content = export(listing, cast(Form, form), asked)
    answer = handed_over(content, TYPES[cast(Form, form)], shown, name=name, form=form)
    return taken(answer, shown, what, form=form, rows=len(listing.rows), filters=filters)


def handed_over(content: bytes, type_: str, shown: Shown, *, name: str, form: str) -> HttpResponse:
    """Bytes as a file to keep."""
    file = f"{shown.access.organisation.slug}-{name}-{show_day(shown.as_of, 'en')}.{form}"
    return HttpResponse(content, content_type=type_, headers={"Content-Disposition": f'attachment; filename="{file}"'})


def taken(
    answer: HttpResponse, shown: Shown, what: Taken, *, form: str, rows: int, filters: Iterable[tuple[str, str]] = ()
) -> HttpResponse:
    """A file, handed over once the journal tells who takes it: of what, how many rows, and how they were chosen."""
    as_of = shown.as_of if shown.reading is None else shown.reading.as_of
    told = partial(
        tell_taken, shown.access, what, form=form, rows=rows, filters=tuple(filters),
        days={"day": as_of, "known_on": shown.known_on}, at=timezone.now(),
    )  # fmt: skip
    return afterwards(answer, told)
