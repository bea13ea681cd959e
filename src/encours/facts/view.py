"""What stood on a day, as known on another: the only way answers read a ledger.

A view holds the facts that had happened by ``as_of`` and were known by ``known_on``. A corrected fact gives
way to its correction once that is known; an event that had not come, or could not be known, is shown as
``NEVER``. Money allocated later stands on the account until then, and what was given back no more from then on.
A limit decision is dated by its notice, so one that is not yet effective is seen, pending.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from encours.facts.columns import Integers, Table, Texts, indices, mask, pieces, store
from encours.facts.filling import Filling
from encours.facts.kept import Correction, KeptTable, standing_of
from encours.facts.kinds import KINDS, Fact, Kind
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, Day, narrow_day

if TYPE_CHECKING:
    from encours.facts.ledger import Ledger

ALLOCATED: Final = "allocated_on"
"""Field of money that stood on an account for a while: shown as on account until that day."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Facts of a ledger as of one day, as known on another (``NEVER``: all that is known).

    ``fillings`` are the assumptions that supply missing values (see ``encours.facts.assumptions``).
    """

    ledger: Ledger
    as_of: Day
    known_on: Day
    fillings: tuple[Filling, ...] = ()
    _tables: dict[str, Table] = field(default_factory=dict, repr=False)
    _gone: list[frozenset[str]] = field(default_factory=list, repr=False)
    _gone_rows: dict[str, set[int]] = field(default_factory=dict, repr=False)

    @staticmethod
    def of(ledger: Ledger, *, as_of: Day, known_on: Day | None = None) -> View:
        """View of a ledger; by default with all that is known."""
        return View(ledger, as_of, NEVER if known_on is None else known_on)

    def filled(self, fillings: Iterable[Filling]) -> View:
        """Same view with these fillings, and no others, for its missing values."""
        return View(self.ledger, self.as_of, self.known_on, tuple(fillings))

    def supposing(self, facts: Iterable[Fact]) -> View:
        """Same view with some facts beside those that it shows, whatever their days: a what-if of its tables."""
        tables = dict(self._tables)
        for kind, own in groupby(sorted(facts, key=lambda each: each.KIND.table), key=lambda each: each.KIND):
            tables[kind.table] = self.table(kind.table).concatenate(Table.of(kind, own))
        return replace(self, _tables=tables)

    def showing(self, tables: Mapping[str, Table]) -> View:
        """Same view with these tables in the place of its own."""
        return replace(self, _tables={**self._tables, **tables})

    def table(self, name: str) -> Table:
        """Facts of a kind that this view shows, in columns; the ledger's own when nothing is hidden."""
        if name not in self._tables:
            self._tables[name] = self._shown(self.ledger.kept[name])
        return self._tables[name]

    def facts(self, name: str) -> tuple[Fact, ...]:
        """Facts of a kind that this view shows, as objects: for small tables."""
        return tuple(self.table(name).rows())

    def account(self, buyer: str) -> dict[str, Table]:
        """Every fact of one buyer that this view shows, by kind; kinds without any are left out.

        Reads only the rows of that buyer. Returned payments and appeals, which name no buyer, follow the
        payment or the decision they name.
        """
        found: dict[str, Table] = {}
        for name, kept in self.ledger.kept.items():
            table = self._of_account(kept, buyer, found) if len(kept) else None
            if table is not None and len(table):
                found[name] = table
        return found

    @property
    def withdrawn(self) -> frozenset[str]:
        """Names of the facts that a correction known by then has replaced or declared void."""
        if not self._gone:
            known_on = narrow_day(self.known_on)
            self._gone.append(_withdrawn(self.ledger.corrections(), known_on))
        return self._gone[0]

    @property
    def last_seen(self) -> Day:
        """Last day whose events can be seen: no later than the day asked, nor than what was known."""
        return min(self.as_of, self.known_on)

    def _of_account(self, kept: KeptTable, buyer: str, found: Mapping[str, Table]) -> Table | None:
        kind = kept.kind
        if kind.has_buyer:
            column, named = "buyer", {buyer}
        elif kind.owner is not None:
            column, owners, reference = kind.owner
            owned = found[owners].texts[reference] if owners in found else ()
            named = {owned[row] for row in range(len(owned))}
        else:
            return None
        gone = self._rows_gone(kept)
        own, added = kept.of(column, named)
        standing = [row for row in own if row not in gone]
        later = [each for each in added if not each.void and each.fact_id not in self.withdrawn]
        table = Table.of(kind, later) if later else None
        if standing:
            own_rows = kept.base.take(indices(standing)).with_own_names()
            table = own_rows if table is None else own_rows.concatenate(table)
        return None if table is None else self._seen(table, None)

    def _shown(self, kept: KeptTable) -> Table:
        return self._seen(kept.table, kept) if len(kept) else kept.table

    def _seen(self, table: Table, kept: KeptTable | None) -> Table:
        """Rows of a table that this view shows, with its events and its fillings; those of `kept` that stand."""
        chosen = self._chosen(table, kept)
        if chosen is not None:
            table = table.take(chosen)
        table = _as_allocated(_events_hidden(table, self.last_seen))
        for filling in self.fillings:
            table = filling.of_table(table)
        return table

    def _chosen(self, table: Table, kept: KeptTable | None) -> Integers | None:
        """Mask of the rows shown, or nothing when all are."""
        kind = table.kind
        chosen: Integers | None = None
        if _latest(table, kind.on) > self.as_of:
            chosen = table.happened_on <= self.as_of
        if self.known_on < NEVER and _latest(table, ("known", *kind.known)) > self.known_on:
            known = table.known <= self.known_on
            chosen = known if chosen is None else chosen & known
        gone = set() if kept is None else self._rows_gone(kept) | self._tail_gone(kept)
        if gone:
            standing = mask(len(table), rows=sorted(gone), others=True)
            chosen = standing if chosen is None else chosen & standing
        return None if chosen is None or chosen.all() else chosen

    def _rows_gone(self, kept: KeptTable) -> set[int]:
        """Rows of the shared columns that are withdrawn, or void."""
        name = kept.kind.table
        if name not in self._gone_rows:
            void = frozenset(each.fact_id for each in kept.corrections() if each.void)
            self._gone_rows[name] = kept.base_rows(self.withdrawn | void)
        return self._gone_rows[name]

    def _tail_gone(self, kept: KeptTable) -> set[int]:
        start = len(kept.base)
        return {
            start + place for place, (name, fact) in enumerate(kept.tail.items()) if fact.void or name in self.withdrawn
        }


def _latest(table: Table, names: tuple[str, ...]) -> Day:
    """Latest day in any of these columns: an upper bound of the first known of them."""
    return max((table.day_range(name)[1] for name in names), default=-NEVER)


def _events_hidden(table: Table, last_seen: Day) -> Table:
    """Table where each event after a day is shown as not having happened; untouched when there is none."""
    hidden = {}
    for each in table.kind.fields:
        if not each.event or not _has_event_after(table, each.name, last_seen):
            continue
        days = table.numbers[each.name].copy()
        days[days > last_seen] = NEVER
        hidden[each.name] = days
    return table.replace(**hidden) if hidden else table


def _as_allocated(table: Table) -> Table:
    """Table where money not allocated yet names no invoice, without the money that was given back."""
    days = table.numbers.get(ALLOCATED)
    if days is None or table.day_range(ALLOCATED)[1] == DAY_MISSING_STORED:
        return table
    invoice = table.texts["invoice"]
    given_back = (days > DAY_MISSING_STORED) & (days < NEVER) & (invoice.codes < 0)
    if (waiting := (days == NEVER) & (invoice.codes >= 0)).any():
        codes, ranks = invoice.codes.copy(), table.numbers["instalment"].copy()
        codes[waiting], ranks[waiting] = -1, store(table.kind.field("instalment"), MISSING)
        table = table.replace(invoice=Texts(codes, invoice.names), instalment=ranks)
    return table.take(~given_back) if given_back.any() else table


def _has_event_after(table: Table, name: str, last_seen: Day) -> bool:
    days = table.numbers[name]
    low, high = table.day_range(name)
    if high <= last_seen or low == NEVER:
        return False
    return high < NEVER or any(bool(((each > last_seen) & (each < NEVER)).any()) for each in pieces(days))


def _withdrawn(corrections: Iterable[Correction], known_on: Day) -> frozenset[str]:
    """Facts that were corrected, and corrections of which another stands in their place."""
    known = [each for each in corrections if each.corrects and each.known <= known_on]
    standing = standing_of(known)
    return frozenset(standing) | {each.fact_id for each in known if standing[each.corrects] != each.fact_id}


def kinds_of_account() -> tuple[Kind, ...]:
    """Kinds whose facts belong to the account of a buyer."""
    return tuple(kind for kind in KINDS.values() if kind.has_buyer or kind.owner is not None)
