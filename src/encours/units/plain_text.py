"""Text as people type it, brought to one form before it is read."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST_TEXT: Final = 200
"""A quantity is never longer; a longer text is refused unread, so reading takes bounded time."""

# Spaces that accounting software and locales put inside numbers, the minus signs and the apostrophes
# that stand for the plain ones, and marks that show nothing (byte order mark, direction marks).
ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\t\r\n", " "),
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2019\u2018\u02bc\u02b9\u00b4`", "'"),
        **dict.fromkeys("\ufeff\u200b\u200e\u200f\u202a\u202c", None),
    }
)


def plain(text: str) -> str:
    """Text with ordinary spaces, minus signs and apostrophes, none doubled and none at the ends."""
    return " ".join(text.translate(ALIKE).split())


def folded(text: str) -> str:
    """Plain text in small letters without accents, for comparing words: ``Échéance`` is ``echeance``."""
    decomposed = unicodedata.normalize("NFD", plain(text).replace("œ", "oe"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()
