"""Whether the party on each invoice is the party the limit covers: the facts behind the entity guard."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from encours.cover.book.holders import Buyers
from encours.facts.columns import Table, constant
from encours.facts.identity import Party, same_party
from encours.facts.kinds import Buyer
from encours.facts.view import View
from encours.units import MISSING

Column = NDArray[Any]
_ANSWERS = {"same": 1, "different": 0, "unknown": MISSING}


def party_matches(view: View, invoices: Table, buyers: Buyers) -> Column:
    """1 where the party named on the invoice is the one covered, 0 where it is another, MISSING where unsure.

    An invoice that names nobody is addressed to the buyer as registered; a limit that names nobody covers it.
    """
    named, identified = invoices.texts["party_name"], invoices.texts["party_identifier"]
    covered = _covered(view, buyers)
    if named.is_empty and identified.is_empty and not covered:
        return constant(1, len(invoices), np.int64)
    codes = buyers.codes(invoices)
    found = np.ones(len(invoices), dtype=np.int64)
    asked = (named.codes >= 0) | (identified.codes >= 0)
    if covered:
        asked |= np.isin(codes, list(covered))
    seen: dict[tuple[int, int, int], int] = {}
    for row in np.flatnonzero(asked).tolist():
        key = (int(codes[row]), int(named.codes[row]), int(identified.codes[row]))
        if key not in seen:
            seen[key] = _compared(buyers, key[0], named[row], identified[row], covered.get(key[0], ""))
        found[row] = seen[key]
    return found


def _covered(view: View, buyers: Buyers) -> dict[int, str]:
    """Identifier that the latest decision of each buyer says it covers, where one says so."""
    decisions = view.table("limit_decisions")
    texts = decisions.texts["covers_identifier"]
    if texts.is_empty:
        return {}
    codes = buyers.codes(decisions)
    order = np.argsort(decisions.numbers["decided_on"], kind="stable")
    return {int(codes[row]): texts[row] for row in order.tolist() if texts.codes[row] >= 0}


def _compared(buyers: Buyers, buyer: int, name: str, identifier: str, covered: str) -> int:
    version = int(buyers.version[buyer])
    registered = Party.of_buyer(cast("Buyer", buyers.table.row(version))) if version >= 0 else Party()
    country = registered.country
    on_invoice = Party.named(name, identifier, country=country) if name or identifier else registered
    insured = Party.named("", covered, country=country) if covered else registered
    return _ANSWERS[same_party(on_invoice, insured).verdict]
