"""Text as people type it, brought to one form before it is read."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_TEXT: Final = 200
"""A quantity is never longer; a longer text is refused unread, so reading takes bounded time."""

SPACES: Final = str.maketrans(
    dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
)
"""Spaces of every width, for the ordinary one: accounting software and locales put them inside numbers and names."""

# The minus signs and the apostrophes that stand for the plain ones, and line breaks as spaces.
ALIKE: Final = SPACES | str.maketrans(
    {
        **dict.fromkeys("\t\r\n", " "),
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2019\u2018\u02bc\u02b9\u00b4`", "'"),
    }
)

AROUND: Final = " \ufeff\u200b\u200e\u200f\u202a\u202c"
"""What systems put around a text and nothing shows: byte order mark, direction marks. Inside it they are refused."""

# Controls, format characters, letters that are blank, and halves of a letter, which nothing can write.
# Two joiners belong to the scripts of the Near East and India, and a variation selector to what is no ASCII.
_UNSEEN: Final = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    r"\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff\ud800-\udfff"
)
_ELSEWHERE: Final = r"|(?<![\u0600-\u0dff])[\u200c\u200d]|(?<![^\x00-\x7f])[\ufe00-\ufe0f]"
_HIDDEN: Final = re.compile(f"[{_UNSEEN}]{_ELSEWHERE}")
_HIDDEN_OR_BREAK: Final = re.compile(f"[\\t\\n\\r{_UNSEEN}]{_ELSEWHERE}")
# What Python calls printable and nothing shows: a class alone is searched ten times as fast as with what precedes it.
_BLANK: Final = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u3164\ufe00-\ufe0f\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_BREAKS: Final = {"\t": "TAB", "\n": "LINE FEED", "\r": "CARRIAGE RETURN"}


def plain(text: str) -> str:
    """Text with ordinary spaces, minus signs and apostrophes, none doubled and none at the ends."""
    return " ".join(text.translate(ALIKE).strip(AROUND).split())


def spelt(text: str) -> str:
    """Text in the one spelling it is kept by: each accent with its letter (NFC), each space an ordinary one."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(SPACES))


def is_spelt(text: str) -> bool:
    """Whether a text, however long, is surely in the one spelling it is kept by, and so is each part of it."""
    return text.isascii() or (text.isprintable() and unicodedata.is_normalized("NFC", text))


def hidden(text: str, *, with_breaks: bool = False) -> int:
    """Place of the first character that nothing shows, -1 if there is none; tabs and line breaks only if asked."""
    if text.isprintable() and (text.isascii() or not _BLANK.search(text)):
        return -1
    found = (_HIDDEN_OR_BREAK if with_breaks else _HIDDEN).search(text)
    return found.start() if found else -1


def character_name(character: str) -> str:
    """Name of a character in Unicode, and its number: ``RIGHT-TO-LEFT OVERRIDE (U+202E)``."""
    unnamed = "SURROGATE" if unicodedata.category(character) == "Cs" else "CONTROL CHARACTER"
    name = unicodedata.name(character, "") or _BREAKS.get(character, unnamed)
    return f"{name} (U+{ord(character):04X})"


def folded(text: str) -> str:
    """Plain text in small letters without accents, for comparing words: ``Échéance`` is ``echeance``."""
    decomposed = unicodedata.normalize("NFD", plain(text).replace("œ", "oe"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()
