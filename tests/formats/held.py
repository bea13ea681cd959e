"""A file held in memory, for readers that open what they read."""

from __future__ import annotations

import io
from typing import BinaryIO

from encours.formats.encoding import Opener


def opener(content: bytes) -> Opener:
    """Opens bytes held in memory as if they were a file."""

    def open_content() -> BinaryIO:
        return io.BytesIO(content)

    return open_content
