"""Countries as they stand in a sentence: the name with its article, which French asks of most of them."""

from __future__ import annotations

from typing import Final

from encours.units.countries import country_name
from encours.units.plain_text import folded
from encours.units.show import Language

_ENGLISH: Final = frozenset({
    "AE", "BS", "CF", "DO", "GB", "GM", "KM", "MH", "MV", "NL", "PH", "SB", "SC", "TC", "US", "VG", "VI",
})  # fmt: skip
"""Countries that English names with an article."""
_PLURAL: Final = frozenset({
    "AE", "AS", "BM", "BQ", "BS", "FJ", "KM", "MV", "NL", "PH", "PS", "PW", "SC", "TF", "US",
})  # fmt: skip
"""Countries whose French name is plural; islands that begin by saying so beside them."""
_BARE: Final = frozenset({
    "AD", "AG", "AI", "AW", "BH", "BL", "CU", "CW", "CY", "DG", "DJ", "EA", "GG", "GI", "GU", "HT", "IL", "JE",
    "KI", "KN", "LC", "MC", "MF", "MG", "MS", "MT", "MU", "NR", "NU", "OM", "PM", "PR", "RE", "SG", "SH", "SM",
    "ST", "SX", "TA", "TK", "TO", "TT", "TV", "TW", "VC", "WF", "WS", "YT",
})  # fmt: skip
"""Countries that French names without an article, or with it in their name."""
_MASCULINE: Final = frozenset({
    "BZ", "CG", "IO", "KH", "MX", "MZ", "SR", "ZW",
})  # fmt: skip
"""Countries whose French name looks feminine and is not."""
_FEMININE: Final = frozenset({
    "CF", "GS", "GW", "HK", "MK", "MO", "SL",
})  # fmt: skip
"""Countries whose French name looks masculine and is not."""
_ASPIRATED: Final = frozenset({"HN", "HU", "YE"})
"""Countries whose first letter takes no elision."""


def country_in_a_sentence(code: str, language: Language) -> str:
    """Name of a country as a sentence has it: the Netherlands, la France, le Liban, les Pays-Bas, Chypre."""
    name = country_name(code, language)
    if language == "en":
        return f"the {name}" if code in _ENGLISH else name
    if name == code:
        return f"le pays {code}"
    if code in _BARE:
        return name
    if name.startswith("Île"):
        name = f"î{name[1:]}"
    if code in _PLURAL or name.startswith("îles "):
        return f"les {name}"
    if folded(name)[0] in "aeiouh" and code not in _ASPIRATED:
        return f"l'{name}"
    is_feminine = code in _FEMININE or (folded(name).split()[0].endswith("e") and code not in _MASCULINE)
    return f"la {name}" if is_feminine else f"le {name}"
