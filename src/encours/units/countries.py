"""Countries by their two letters (ISO 3166), and the country that a word most likely means.

Babel knows them, with those that statistics and insurers add; it is loaded on first use.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from encours.units.plain_text import folded
from encours.units.show import Language

_NO_TERRITORY: Final = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def countries() -> frozenset[str]:
    """Codes of the countries of ISO 3166, and of those that statistics add, with a name in each language."""
    from babel import Locale

    codes = map(str, Locale("en").territories.keys() & Locale("fr").territories.keys())
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_TERRITORY


def country_meant(written: str) -> str:
    """Code that a text is in small letters, or that it names in English or French; empty where it is neither."""
    code = written.strip().upper()
    return code if code in countries() else _names().get(folded(written[:100]), "")


def country_name(code: str, language: Language) -> str:
    """Name of a country in a language; the code itself where nobody knows it."""
    from babel import Locale

    return str(Locale(language).territories.get(code, code))


@cache
def _names() -> Mapping[str, str]:
    from babel import Locale

    return {"uk": "GB"} | {
        folded(name): str(code)
        for language in ("en", "fr")
        for code, name in Locale(language).territories.items()
        if code in countries()
    }
