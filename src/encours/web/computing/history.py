"""Every fact of a customer as it was told, the latest first: what was corrected since, and what corrected it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from encours.facts.kept import KeptTable, standing_of
from encours.facts.kinds import COMMON, KINDS, Fact, FactField
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.units import MISSING, NEVER, Day


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact on the day it happened (MISSING: it has always held), and on the day we learnt it.

    `replaced_by` corrects it, or says that it never happened; `replaces` is what it corrects itself, where that is
    kept.
    """

    fact: Fact
    on: Day
    known: Day
    replaced_by: Fact | None = None
    replaces: Fact | None = None

    @property
    def is_annulment(self) -> bool:
        """Whether it says that what it corrects never happened."""
        return bool(self.fact.void)

    @property
    def changes(self) -> tuple[tuple[FactField, str | int, str | int], ...]:
        """What a correction changes: each field with what it said and what it says."""
        if self.replaces is None or self.is_annulment or self.replaces.KIND is not self.fact.KIND:
            return ()
        return tuple(
            (each, getattr(self.replaces, each.name), getattr(self.fact, each.name))
            for each in self.fact.KIND.fields
            if each.name not in COMMON and getattr(self.replaces, each.name) != getattr(self.fact, each.name)
        )


def history(view: View, buyer: str, hidden: Collection[str] = ()) -> list[Happened]:
    """Facts of a customer that had happened and were known, the latest first, those that always held at the end.

    Kinds named in `hidden` are left out, whoever asks being no reader of them.
    """
    ledger = view.ledger
    told = [each for each in _facts_of(ledger, buyer, hidden) if each.known <= view.known_on]
    corrections = [each for each in ledger.corrections() if each.corrects and each.known <= view.known_on]
    standing = standing_of(corrections)
    found = ledger.found({*standing, *standing.values(), *(each.corrects for each in told if each.corrects)})
    every = [
        Happened(
            fact=each,
            on=_on(each, found.get(each.corrects)),
            known=each.known,
            replaced_by=found.get(standing.get(each.fact_id, "")),
            replaces=found.get(each.corrects) if each.corrects else None,
        )
        for each in told
    ]
    return sorted(
        (each for each in every if each.on <= view.as_of),
        key=lambda each: (each.on, each.known, each.fact.fact_id),
        reverse=True,
    )


def _on(fact: Fact, replaced: Fact | None) -> Day:
    """Day of a fact; that of what it annuls where it tells none."""
    own = fact.happened_on
    return replaced.happened_on if fact.void and replaced is not None and own in {MISSING, NEVER} else own


def _facts_of(ledger: Ledger, buyer: str, hidden: Collection[str]) -> Iterator[Fact]:
    """Facts that name a customer, then those that name one of these."""
    named: dict[str, list[Fact]] = {}
    for name, kind in KINDS.items():
        if kind.has_buyer and name not in hidden:
            named[name] = _holding(ledger.kept[name], "buyer", {buyer})
            yield from named[name]
    for name, kind in KINDS.items():
        if kind.owner is not None and not kind.has_buyer and name not in hidden:
            field, owners, reference = kind.owner
            owned = {getattr(each, reference) for each in named.get(owners, ())} - {""}
            yield from _holding(ledger.kept[name], field, owned)


def _holding(kept: KeptTable, column: str, values: Iterable[str]) -> list[Fact]:
    rows, added = kept.of(column, set(values))
    return [*(kept.base.row(each) for each in rows), *added]
