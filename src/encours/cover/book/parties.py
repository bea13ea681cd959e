"""Whether the party on each invoice is the party the limit covers: the facts behind the entity guard."""

from __future__ import annotations

from collections.abc import Sequence
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
    codes, delivered = buyers.codes(invoices), invoices.numbers["delivered"]
    found = np.ones(len(invoices), dtype=np.int64)
    asked = (named.codes >= 0) | (identified.codes >= 0)
    if covered:
        asked |= np.isin(codes, list(covered))
    seen: dict[tuple[int, int, int, str], int] = {}
    for row in np.flatnonzero(asked).tolist():
        buyer = int(codes[row])
        holder = _on(covered.get(buyer, ()), int(delivered[row]))
        key = (buyer, int(named.codes[row]), int(identified.codes[row]), holder)
        if key not in seen:
            seen[key] = _compared(buyers, buyer, named[row], identified[row], holder)
        found[row] = seen[key]
    return found


Decisions = Sequence[tuple[int, str]]
"""Days of an insurer's decisions on a buyer, in order, each with the identifier it covers (empty: the buyer's)."""


def _covered(view: View, buyers: Buyers) -> dict[int, Decisions]:
    """Decisions on each buyer of which one at least says whom it covers."""
    decisions = view.table("limit_decisions")
    texts = decisions.texts["covers_identifier"]
    if texts.is_empty:
        return {}
    codes, told = buyers.codes(decisions), decisions.numbers["decided_on"]
    found: dict[int, list[tuple[int, str]]] = {}
    for row in np.argsort(told, kind="stable").tolist():
        found.setdefault(int(codes[row]), []).append((int(told[row]), texts[row]))
    return {buyer: of for buyer, of in found.items() if any(name for _, name in of)}


def _on(decisions: Decisions, day: int) -> str:
    """Identifier that the latest decision by a day covers; that of the first one before any was taken."""
    known = [name for told, name in decisions if told <= day]
    return known[-1] if known else (decisions[0][1] if decisions else "")


def _compared(buyers: Buyers, buyer: int, name: str, identifier: str, covered: str) -> int:
    version = int(buyers.version[buyer])
    registered = Party.of_buyer(cast("Buyer", buyers.table.row(version))) if version >= 0 else Party()
    country = registered.country
    on_invoice = Party.named(name, identifier, country=country) if name or identifier else registered
    insured = Party.named("", covered, country=country) if covered else registered
    return _ANSWERS[same_party(on_invoice, insured).verdict]
