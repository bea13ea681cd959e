"""What a request may bring: no more bytes than an installation allows are written, whoever sends them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

REFUSED = "encours.upload_too_large"
"""Mark that a request brought too much."""


BRINGING: Final = re.compile(r"/o/[^/]+/imports/")
"""Addresses to which files are brought."""
LARGEST_FORM: Final = 8 << 20
"""Bytes of the largest request to any other address."""


class NotTooMuch:
    """Middleware: refuses a request that is too large by what it says of itself, before any of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer what may come in."""
        told = str(request.META.get("CONTENT_LENGTH") or "0")
        # A file a little over the bound is told so on its own page; what is far over it is not even begun.
        largest = 2 * settings.INSTALLATION.largest_file if BRINGING.match(request.path) else LARGEST_FORM
        if told.isascii() and told.isdecimal() and len(told) < 19 and int(told) <= largest:
            return self.get_response(request)
        answer = render(request, "413.html", status=413)
        answer["Connection"] = "close"
        return answer


class Bounded(FileUploadHandler):
    """Ends an upload at the bound; the page that asked for it tells so."""

    received = 0

    def hand_on(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 -- asked by the framework
        """Hand on what may still come."""
        self.received += len(raw_data)
        if self.received > settings.INSTALLATION.largest_file:
            assert self.request is not None, "a file comes with a request"
            self.request.META[REFUSED] = True
            raise StopUpload(connection_reset=True)  # what follows is not read
        return raw_data

    receive_data_chunk = hand_on  # as the framework calls it

    def file_complete(self, file_size: int) -> Any:  # noqa: ANN401, ARG002 -- a handler after this one has the file
        """Leave the file to the handler that wrote it."""
        return None


def is_too_large(request: HttpRequest) -> bool:
    """Whether a request brought more than may be kept; asked once its files were."""
    return bool(request.META.get(REFUSED))
