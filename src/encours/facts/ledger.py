"""The ledger: every fact ever learnt, by kind; facts are added, never changed nor removed.

A ledger is a value: ``add`` gives another one that shares the columns of the first. What contradicts is
never half taken: it is left out, or kept and told, as a ``Fault``.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from encours.facts import contradictions
from encours.facts.columns import Table
from encours.facts.faults import Fault
from encours.facts.index import names_of
from encours.facts.kept import Correction, KeptTable
from encours.facts.kinds import KINDS, Fact
from encours.units import Day, narrow_day

if TYPE_CHECKING:
    from encours.facts.view import View

HYPOTHESIS: Final = "hypothesis"
"""Source of a fact supposed for a what-if."""


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """All facts of a company, in tables by kind, with what was refused or contradicts.

    ``is_hypothetical`` tells a what-if: some of its facts are supposed, and it is never to be stored.
    """

    kept: Mapping[str, KeptTable]
    is_hypothetical: bool = False
    refused: tuple[Fault, ...] = ()
    _found: list[tuple[Fault, ...]] = field(default_factory=list, repr=False)

    @staticmethod
    @cache
    def empty() -> Ledger:
        """Ledger without facts: one value, made once."""
        return Ledger({name: KeptTable(Table.empty(kind)) for name, kind in KINDS.items()})

    @staticmethod
    def of(facts: Iterable[Fact]) -> Ledger:
        """Ledger of these facts; their order does not matter to any answer."""
        return Ledger.empty().add(facts)

    @staticmethod
    def from_tables(tables: Iterable[Table]) -> Ledger:
        """Ledger on the columns that readers made, kept as they are; two tables of a kind are joined.

        An empty table says that its register is kept and lists nothing.
        """
        kept = dict(Ledger.empty().kept)
        refused: list[Fault] = []
        for table in tables:
            if table.texts["source"].code(HYPOTHESIS) >= 0:
                refused.append(contradictions.hypothesis_in_store(table.kind.table))
                continue
            kept[table.kind.table] = KeptTable(kept[table.kind.table].base.concatenate(table), given=True)
        return Ledger(kept, refused=tuple(refused))

    def add(self, facts: Iterable[Fact]) -> Ledger:
        """Ledger with these facts too; one already there changes nothing, another of its name is refused."""
        added: dict[str, dict[str, Fact]] = defaultdict(dict)
        names: dict[str, Fact] = {}
        refused: list[Fault] = []
        for given in facts:
            fact = named(given)
            if fact.source == HYPOTHESIS and not self.is_hypothetical:
                refused.append(contradictions.hypothesis_in_store(fact.fact_id))
                continue
            known = names.get(fact.fact_id) or self.find(fact.fact_id)
            if known is None:
                names[fact.fact_id] = added[fact.KIND.table][fact.fact_id] = fact
            elif known != fact:
                refused.append(contradictions.same_name(known, fact))
        kept = {**self.kept, **{name: self.kept[name].with_facts(more) for name, more in added.items()}}
        return Ledger(kept, self.is_hypothetical, self.refused + tuple(refused))

    def add_tables(self, tables: Iterable[Table]) -> Ledger:
        """Ledger with the facts of these tables too, in columns; none is of a name that it already has."""
        kept = dict(self.kept)
        for table in tables:
            kept[table.kind.table] = kept[table.kind.table].with_table(table)
        return Ledger(kept, self.is_hypothetical, self.refused)

    def hypothetical(self, facts: Iterable[Fact]) -> Ledger:
        """What-if: ledger with these facts supposed, each marked as such; this one is unchanged."""
        supposed = Ledger(self.kept, is_hypothetical=True, refused=self.refused)
        return supposed.add(_supposed(fact) for fact in facts)

    def table(self, name: str) -> Table:
        """Every fact of a kind, whatever was corrected since; see ``View`` for what stood on a day."""
        return self.kept[name].table

    def find(self, fact_id: str) -> Fact | None:
        """Fact of that name, or nothing."""
        for kept in self.kept.values():
            if len(kept) and (found := kept.find(fact_id)):
                return found
        return None

    def found(self, fact_ids: Collection[str]) -> dict[str, Fact]:
        """Facts of these names, by name, found all at once; a name that nothing bears is left out."""
        facts: dict[str, Fact] = {}
        for kept in self.kept.values():
            own, added = kept.found(fact_ids)
            for fact in (*added, *own.rows()):
                facts.setdefault(fact.fact_id, fact)
        return facts

    def _dated(self, fact_ids: Collection[str]) -> dict[str, tuple[str, Day]]:
        """Table of each fact of these names and the day it was learnt, as columns store it: what corrections need."""
        dated: dict[str, tuple[str, Day]] = {}
        for name, kept in self.kept.items():
            own, added = kept.found(fact_ids)
            days = [*((fact.fact_id, narrow_day(fact.known)) for fact in added),
                    *zip(names_of(own), own.known.tolist(), strict=True)]  # fmt: skip
            for each, day in days:
                dated.setdefault(each, (name, day))
        return dated

    def __len__(self) -> int:
        return sum(len(kept) for kept in self.kept.values())

    @property
    def errors(self) -> tuple[Fault, ...]:
        """What was refused, then what contradicts among the facts kept; all of it at once."""
        if not self._found:
            names = [each for kept in self.kept.values() for each in contradictions.repeated_names(kept.base)]
            corrections = contradictions.among_corrections(self.corrections(), self._dated)
            self._found.append((*names, *corrections))
        return self.refused + self._found[0]

    def corrections(self) -> list[Correction]:
        """Every correction and annulment, in no particular order."""
        return [each for kept in self.kept.values() for each in kept.corrections()]

    def view(self, as_of: Day, known_on: Day | None = None) -> View:
        """Facts as they stood on a day, as known on another (by default, all that is known)."""
        from encours.facts.view import View  # the view reads ledgers

        return View.of(self, as_of=as_of, known_on=known_on)

    @property
    def content_hash(self) -> str:
        """Name of all the ledger holds, in its order."""
        made = hashlib.blake2b(digest_size=16)
        for name, kept in self.kept.items():
            if kept.is_register:
                made.update(f"{name} {kept.table.content_hash}".encode())
        return made.hexdigest()


def named(fact: Fact) -> Fact:
    """Same fact with a name: its own, else its source, else one made from its content."""
    if fact.fact_id:
        return fact
    content = hashlib.blake2b(repr(fact).encode(), digest_size=8).hexdigest()
    return replace(fact, fact_id=f"{fact.KIND.table}:{content}")


def _supposed(fact: Fact) -> Fact:
    given = fact.fact_id if fact.fact_id != fact.source else ""
    marked = replace(fact, source=HYPOTHESIS, fact_id=given or "?")
    if given:
        return marked
    content = hashlib.blake2b(repr(marked).encode(), digest_size=8).hexdigest()
    return replace(marked, fact_id=f"{HYPOTHESIS}:{content}")
