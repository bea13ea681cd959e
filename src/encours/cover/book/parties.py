"""Whether the party on each invoice is the party the limit covers: the facts behind the entity guard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from encours.cover.book.holders import Buyers, buyers_of
from encours.facts.columns import Table, constant
from encours.facts.identity import Match, Party, same_party
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
    on_invoice, insured, _ = _parties(buyers, buyer, name, identifier, covered)
    return _ANSWERS[same_party(on_invoice, insured).verdict]


def _checked(buyers: Buyers, buyer: int, name: str, identifier: str, covered: str) -> tuple[Match, Match, Match]:
    """The party on the invoice against the one covered; it against the registered one; and this one against that."""
    on_invoice, insured, registered = _parties(buyers, buyer, name, identifier, covered)
    return same_party(on_invoice, insured), same_party(on_invoice, registered), same_party(registered, insured)


def _parties(buyers: Buyers, buyer: int, name: str, identifier: str, covered: str) -> tuple[Party, Party, Party]:
    """The party on the invoice, the one covered, and the one registered."""
    registered = registered_party(buyers, buyer)
    country = registered.country
    on_invoice = Party.named(name, identifier, country=country) if name or identifier else registered
    insured = Party.named("", covered, country=country) if covered else registered
    return on_invoice, insured, registered


def registered_party(buyers: Buyers, buyer: int) -> Party:
    """Party that a buyer is registered as, by its number; an empty one where nobody registered it."""
    version = int(buyers.version[buyer])
    return Party.of_buyer(cast("Buyer", buyers.table.row(version))) if version >= 0 else Party()


@dataclass(frozen=True, slots=True)
class PartyCheck:
    """What the entity guard sees of one invoice: who is named on it, whom the limit covers, who is registered.

    `covered` is the identifier that the limit names, empty where it names none and covers the buyer as registered.
    `is_named` tells whether the invoice names anybody; where it does not, it is addressed to the registered buyer.
    """

    row: int
    buyer: str
    name: str
    identifier: str
    covered: str
    with_covered: Match
    with_registered: Match
    of_limit: Match

    @property
    def is_named(self) -> bool:
        """Whether a party is named on the invoice."""
        return bool(self.name or self.identifier)


def party_checks(view: View, rows: Iterable[int]) -> Iterator[PartyCheck]:
    """Checks of these rows of the invoices, by the very comparison that the clause of the entity guard reads."""
    invoices, buyers = view.table("invoices"), buyers_of(view)
    named, identified = invoices.texts["party_name"], invoices.texts["party_identifier"]
    covered, codes = _covered(view, buyers), buyers.codes(invoices)
    delivered, seen = invoices.numbers["delivered"], dict[tuple[int, str, str, str], tuple[Match, Match, Match]]()
    for row in rows:
        buyer = int(codes[row])
        holder = _on(covered.get(buyer, ()), int(delivered[row]))
        key = (buyer, named[row], identified[row], holder)
        if key not in seen:
            seen[key] = _checked(buyers, *key)
        yield PartyCheck(row, buyers.names[buyer], named[row], identified[row], holder, *seen[key])
