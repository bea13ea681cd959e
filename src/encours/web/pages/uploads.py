"""What a request may bring: no more bytes than an installation allows are written, whoever sends them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

REFUSED = "encours.upload_too_large"
"""Mark that a request brought too much."""


class Bounded(FileUploadHandler):
    """Ends an upload at the bound; the page that asked for it tells so."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 -- asked by the framework
        """Hand on what may still come."""
        self.received += len(raw_data)
        if self.received > settings.INSTALLATION.largest_file:
            assert self.request is not None, "a file comes with a request"
            self.request.META[REFUSED] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> Any:  # noqa: ANN401, ARG002 -- a handler after this one has the file
        """Leave the file to the handler that wrote it."""
        return None


def is_too_large(request: HttpRequest) -> bool:
    """Whether a request brought more than may be kept; asked once its files were."""
    return bool(request.META.get(REFUSED))
