"""What is answered belongs to whoever asked: no proxy and no browser keeps it; and what no store reads is not asked."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class KeptByNobody:
    """Middleware: forbids to keep any answer made here; files of the look are served before it is reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, for whoever asked alone."""
        response = self.get_response(request)
        response["Cache-Control"] = "no-store, private"
        return response


class NothingUnreadable:
    """Middleware: refuses an address or a form that holds the character 0, which a database may refuse as text.

    It stands after the check of where a form comes from, which has read the form already: nothing is read for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer what can be read."""
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "404.html", status=404)
        if str((request.content_params or {}).get("charset", "utf-8")).lower() not in {"utf-8", "utf8"}:
            return render(request, "400.html", status=400)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Refuse a form that cannot be kept; nothing is done of it."""
        if request.method != "POST" or not any("\0" in each for _, own in request.POST.lists() for each in own):
            return None
        return render(request, "400.html", status=400)
