"""What two tables of one kind say differently: what appeared, what changed, what vanished, by the key of the kind.

Only what the newer table tells is compared: a column that is empty throughout, and a cell that leaves its value
unknown, change nothing that is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from encours.facts.columns import Table, restore, store
from encours.facts.kinds import COMMON, Fact, FactField, Kind, Quantity
from encours.units import MISSING, Day

Value = str | int

UNKNOWN: Final[frozenset[Value]] = frozenset({MISSING, ""})
"""Values by which a cell says that it does not know."""

REPLACED_FROM: Final = ("changed_on",)
"""How kinds are dated of which a later fact replaces the earlier ones."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact told otherwise: its row before and its row now, and the fields that differ."""

    before: int
    now: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Rows of ``now`` that are new, rows told otherwise, rows of ``before`` that are told no more."""

    before: Table
    now: Table
    appeared: tuple[int, ...]
    changed: tuple[Change, ...]
    vanished: tuple[int, ...]
    same: int

    @property
    def kind(self) -> Kind:
        """Kind of the facts compared."""
        return self.now.kind

    @property
    def is_empty(self) -> bool:
        """Whether the newer table adds and changes nothing; what it no longer tells stands."""
        return not self.appeared and not self.changed


def difference(before: Table, now: Table) -> Difference:
    """Difference of two tables of standing facts.

    Facts that share one key are paired in their order; what cannot be paired appeared, or vanished.
    """
    kind = now.kind
    assert before.kind is kind, "facts of one kind are compared"
    compared = [each.name for each in kind.fields if each.name not in {*COMMON, *kind.key} and _tells(now, each)]
    waiting = _waiting(before)
    earlier, later = list(_rows(before, compared)), list(_rows(now, compared))
    names = _rows(now, kind.key)
    appeared: list[int] = []
    changed: list[Change] = []
    # Of several facts of one key those that say the same are paired first: whatever their order, they are no change.
    alike = _alike(waiting, earlier, zip(names, later, strict=True))
    same = len(alike)
    for row, name in enumerate(names):
        if row in alike:
            continue
        rows = waiting.get(name)
        if not rows:
            appeared.append(row)
            continue
        other = rows.pop(0)
        pairs = zip(compared, earlier[other], later[row], strict=True)
        fields = tuple(name for name, one, two in pairs if one != two and two not in UNKNOWN)
        if fields:
            changed.append(Change(other, row, fields))
        else:
            same += 1
    vanished = tuple(sorted(row for rows in waiting.values() for row in rows))
    return Difference(before, now, tuple(appeared), tuple(changed), vanished, same)


def learnt(found: Difference, day: Day, *, since: Day | None = None) -> list[Fact]:
    """Facts to add so that the ledger says what the newer table says, as learnt on ``day``.

    What appeared is dated by itself, unless it happened by ``since``, the day of an earlier look at the same
    books: it was not there then, so it was learnt on ``day``. What changed is corrected, as learnt on ``day``; a
    buyer, whose later facts replace the earlier ones, is as told from ``day`` on and as before until then.
    """
    new = [found.now.row(row) for row in found.appeared]
    facts = [_late(fact, day) if since is not None and fact.happened_on <= since else fact for fact in new]
    for each in found.changed:
        old, now = found.before.row(each.before), found.now.row(each.now)
        values: dict[str, Any] = {name: getattr(now, name) for name in each.fields}
        if found.kind.on == REPLACED_FROM:
            facts.append(
                replace(old, fact_id="", source=now.source, corrects="", known=day, **{**values, "changed_on": day})
            )
        else:
            facts.append(_correction(old, day, source=now.source, **values))
    return facts


def undone(fact: Fact, old: Fact | None, day: Day) -> list[Fact]:
    """Facts that take one back, as learnt on ``day``: annulled, or as the ``old`` one that it came in the place of."""
    if old is not None:
        return [replace(old, fact_id="", source="", corrects=fact.fact_id, void=0, known=max(day, fact.known))]
    return [] if fact.void else [_correction(fact, day, void=1)]


def _alike(
    waiting: dict[tuple[Value, ...], list[int]],
    earlier: Sequence[tuple[Value, ...]],
    told: Iterable[tuple[tuple[Value, ...], tuple[Value, ...]]],
) -> set[int]:
    """Rows told now that an earlier row of their key says alike; each of these is taken from those that wait."""
    known: dict[tuple[tuple[Value, ...], tuple[Value, ...]], list[int]] = defaultdict(list)
    for name, rows in waiting.items():
        for row in reversed(rows):
            known[name, earlier[row]].append(row)
    found: set[int] = set()
    taken: set[int] = set()
    for row, each in enumerate(told):
        if same := known.get(each):
            taken.add(same.pop())
            found.add(row)
    if taken:
        for name, rows in waiting.items():
            waiting[name] = [row for row in rows if row not in taken]
    return found


def _tells(table: Table, each: FactField) -> bool:
    """Whether a column says something in any row."""
    if each.quantity is Quantity.TEXT:
        return not table.texts[each.name].is_empty and bool((table.texts[each.name].codes >= 0).any())
    return bool((table.numbers[each.name] != store(each, each.default)).any())


def _waiting(before: Table) -> dict[tuple[Value, ...], list[int]]:
    """Rows of each key; of facts that replace one another, the last."""
    kind = before.kind
    found: dict[tuple[Value, ...], list[int]] = defaultdict(list)
    for row, name in enumerate(_rows(before, kind.key)):
        found[name].append(row)
    if kind.on == REPLACED_FROM:
        order = list(zip(before.happened_on.tolist(), before.known.tolist(), range(before.length), strict=True))
        return {name: [max(rows, key=order.__getitem__)] for name, rows in found.items()}
    return found


def _late(fact: Fact, day: Day) -> Fact:
    return replace(fact, known=max(day, fact.known))


def _correction(fact: Fact, day: Day, *, source: str = "", **values: Any) -> Fact:  # noqa: ANN401 -- a field of a fact
    return replace(fact, fact_id="", source=source, corrects=fact.fact_id, known=max(day, fact.known), **values)


def _rows(table: Table, names: Collection[str]) -> list[tuple[Value, ...]]:
    """Values of some fields, row by row; as many empty rows where there is no field."""
    columns = [_values(table, name) for name in names]
    return list(zip(*columns, strict=True)) if columns else [()] * table.length


def _values(table: Table, name: str) -> list[Value]:
    described = table.kind.field(name)
    if described.quantity is Quantity.TEXT:
        column = table.texts[name]
        names = [*column.names, ""]  # the code of the empty text points at the last place
        return [names[code] for code in column.codes.tolist()]
    stored = table.numbers[name].tolist()
    known = {value: restore(described, value) for value in set(stored)}
    return [known[value] for value in stored]
