"""Where the demo company sells, in which currency, and what its buyers are called.

Names are nonsense syllables with the trade and the legal form of the country: nobody's name is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encours.demo.chance import Chance


@dataclass(frozen=True, slots=True)
class Market:
    """A country: its share of the buyers, its currency, its usual terms in days, its legal forms."""

    country: str
    weight: int
    currency: str
    terms: tuple[int, ...]
    forms: tuple[str, ...]
    trades: tuple[str, ...]


_LATIN: Final = ("Hidro", "Bombas", "Aguas", "Industria")
_GERMAN: Final = ("Wasser", "Pumpen", "Anlagenbau", "Chemie")
_FRENCH: Final = ("Hydraulique", "Fluides", "Papeteries", "Traitement des eaux", "Chimie", "Laiterie")
_ENGLISH: Final = ("Water", "Process", "Utilities", "Mills", "Dairies")
_SLAVIC: Final = ("Hydro", "Agro", "Chem", "Energo")

MARKETS: Final = (
    Market("FR", 100, "EUR", (30, 45, 60, 60), ("SA", "SAS", "SARL"), _FRENCH),
    Market("DE", 40, "EUR", (30, 30, 60), ("GmbH", "AG", "KG"), _GERMAN),
    Market("IT", 28, "EUR", (60, 90), ("S.r.l.", "S.p.A."), ("Idraulica", "Fluidi", "Cartiera", "Impianti")),
    Market("ES", 24, "EUR", (60, 60, 90), ("S.L.", "S.A."), _LATIN),
    Market("BE", 18, "EUR", (30, 60), ("SRL", "NV"), ("Hydraulique", "Water", "Chimie")),
    Market("GB", 18, "GBP", (30, 60), ("Ltd", "PLC"), _ENGLISH),
    Market("PL", 16, "EUR", (30, 60), ("Sp. z o.o.", "S.A."), _SLAVIC),
    Market("US", 16, "USD", (30, 60), ("Inc.", "LLC"), _ENGLISH),
    Market("NL", 12, "EUR", (30, 60), ("B.V.", "N.V."), ("Water", "Techniek", "Zuivel")),
    Market("CH", 12, "CHF", (30, 30, 60), ("AG", "SA"), _GERMAN),
    Market("PT", 9, "EUR", (60, 90), ("Lda.", "S.A."), _LATIN),
    Market("AT", 8, "EUR", (30, 60), ("GmbH",), _GERMAN),
    Market("CZ", 6, "EUR", (30, 60), ("s.r.o.",), _SLAVIC),
    Market("SE", 6, "EUR", (30, 60), ("AB",), ("Vatten", "Massa", "Teknik")),
    Market("DK", 5, "EUR", (30, 60), ("ApS", "A/S"), ("Vand", "Teknik", "Mejeri")),
    Market("RO", 5, "EUR", (60,), ("S.R.L.",), _SLAVIC),
    Market("HU", 4, "EUR", (60,), ("Kft.",), _SLAVIC),
    Market("IE", 4, "EUR", (30, 60), ("Ltd",), _ENGLISH),
    Market("FI", 4, "EUR", (30,), ("Oy",), ("Vesi", "Paperi", "Tekniikka")),
    Market("CA", 4, "USD", (60,), ("Inc.",), _ENGLISH),
    Market("MA", 5, "EUR", (90,), ("SARL", "SA"), _FRENCH),
    Market("TN", 4, "EUR", (90,), ("SARL", "SA"), _FRENCH),
    Market("SN", 3, "EUR", (90,), ("SARL",), _FRENCH),
    Market("JP", 3, "JPY", (60,), ("K.K.",), ("Mizu", "Kogyo", "Kagaku")),
    Market("SG", 3, "USD", (60,), ("Pte. Ltd.",), _ENGLISH),
    Market("AU", 2, "USD", (60,), ("Pty Ltd",), _ENGLISH),
)
"""Every market, the largest first."""

SECTORS: Final = (
    "10.51", "10.84", "11.07", "17.12", "20.13", "20.59", "21.20", "23.51", "24.10", "28.13", "33.12",
    "35.11", "36.00", "37.00", "38.21", "42.21", "43.22", "46.69", "46.74", "71.12",
)  # fmt: skip
"""Activities of the buyers (NACE, revision 2): who buys industrial pumps."""

_HEADS: Final = (
    "Bru", "Cla", "Dor", "Eld", "Fro", "Gal", "Hym", "Ivro", "Jun", "Kel", "Lum", "Mor", "Nev", "Orl", "Pra",
    "Qui", "Rov", "Syl", "Tarn", "Ulm", "Vel", "Wim", "Xan", "Yvo", "Zor",
)  # fmt: skip
_HEARTS: Final = ("ba", "de", "fo", "gui", "la", "me", "no", "po", "ri", "sta", "tu", "ve")
_TAILS: Final = ("lune", "mor", "nax", "phile", "quin", "ric", "sol", "tine", "vex", "zan")


def invented_name(market: Market, chance: Chance) -> str:
    """Name of a company that does not exist, with the legal form of its country."""
    root = chance.pick(_HEADS) + chance.pick(_HEARTS) + chance.pick(_TAILS)
    trade, form = chance.pick(market.trades), chance.pick(market.forms)
    return f"{trade} {root} {form}" if chance.happens(400) else f"{root} {trade} {form}"


def invented_root(chance: Chance) -> str:
    """Name of a group that does not exist."""
    return "Groupe " + chance.pick(_HEADS) + chance.pick(_HEARTS) + chance.pick(_HEARTS) + chance.pick(_TAILS)
