"""What is answered belongs to whoever asked: no proxy and no browser keeps it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class KeptByNobody:
    """Middleware: forbids to keep any answer made here; files of the look are served before it is reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, for whoever asked alone."""
        response = self.get_response(request)
        response["Cache-Control"] = "no-store, private"
        return response
