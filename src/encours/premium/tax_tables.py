"""Rates of taxes that the law sets, each from its day on, with the article that says so.

Sources: CGI 1001, 6° (tax on insurance contracts, other insurance: 9 %) and CGI 995, 8° (export credit insurance is
exempt), both as in force from 31 December 2023; BOI-TCAS-ASSUR-10-40-30-60 of 19 June 2019 (credit insurance other than
of exports is taxed). CGI 278 (value added tax, normal rate): 19.6 % from 1 April 2000, 20 % from 1 January 2014.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from encours.units import MISSING, Day, Millionths, from_civil


class Since(NamedTuple):
    """A rate of tax from a day on, until the next one."""

    day: Day
    rate: Millionths
    article: str


INSURANCE_TAX, EXEMPTION, VALUE_ADDED_TAX, OWN_TAX = (
    "French insurance tax", "exempt export credit", "French VAT", "tax at the rate of the policy",
)  # fmt: skip
"""Names that tax lines bear."""

FRENCH_INSURANCE_TAX: Final = (Since(from_civil(2002, 1, 1), 90_000, "CGI 991, 1001 6°"),)
FRENCH_VALUE_ADDED_TAX: Final = (
    Since(from_civil(2000, 4, 1), 196_000, "CGI 278"),
    Since(from_civil(2014, 1, 1), 200_000, "CGI 278"),
)
EXPORT_ARTICLE: Final = "CGI 995 8°"
FRANCE: Final = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT"})
"""Country codes of France and of its overseas departments: what is sold to others is exported."""


def rate_on(table: tuple[Since, ...], day: Day) -> Millionths:
    """Rate in force on a day; `MISSING` before the first that the table tells."""
    return max((each for each in table if each.day <= day), default=Since(0, MISSING, "")).rate


def article_on(table: tuple[Since, ...], day: Day) -> str:
    """Article that sets the rate of a day."""
    return max((each for each in table if each.day <= day), default=Since(0, MISSING, "")).article
