"""A list handed over as a file, to those who may take one."""

from __future__ import annotations

from typing import Final, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from encours.units.show import show_day
from encours.web.pages.exports import TYPES, Asked, Form, export
from encours.web.pages.listing import Listing
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language
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
    listing: Listing, form: str, shown: Shown, *, name: str, filters: tuple[tuple[str, str], ...] = ()
) -> HttpResponse:
    """A list as a file, named after what it is, whose it is and its day."""
    asked = Asked(shown.access.organisation.name, shown.as_of, language(), filters)
    content = export(listing, cast(Form, form), asked)
    return handed_over(content, TYPES[cast(Form, form)], shown, name=name, form=form)


def handed_over(content: bytes, type_: str, shown: Shown, *, name: str, form: str) -> HttpResponse:
    """Bytes as a file to keep."""
    file = f"{shown.access.organisation.slug}-{name}-{show_day(shown.as_of, 'en')}.{form}"
    return HttpResponse(content, content_type=type_, headers={"Content-Disposition": f'attachment; filename="{file}"'})
