"""What two tables of one kind say differently: what appeared, what changed, what vanished, by the key of the kind.

Only what the newer table tells is compared: a column that is empty throughout, and a cell that leaves its value
unknown, change nothing that is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from encours.facts.columns import Table, Texts, constant, indices, restore, store
from encours.facts.index import names_of
from encours.facts.kinds import COMMON, Fact, FactField, Kind, Quantity
from encours.facts.names import prefixed
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
    if not before.length:
        return Difference(before, now, tuple(range(now.length)), (), (), 0)
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


def learnt(found: Difference, day: Day, *, since: Day | None = None) -> Table:
    """Facts to add so that the ledger says what the newer table says, as learnt on ``day``.

    What appeared is dated by itself, unless it happened by ``since``, the day of an earlier look at the same
    books: it was not there then, so it was learnt on ``day``. What changed is corrected, as learnt on ``day``; a
    buyer, whose later facts replace the earlier ones, is as told from ``day`` on and as before until then.
    """
    new = found.now if len(found.appeared) == found.now.length else found.now.take(indices(found.appeared))
    if since is not None and new.length:
        known, is_late = new.known.copy(), new.happened_on <= since
        known[is_late] = known[is_late].clip(min=day)
        new = new.replace(known=known)
    facts: list[Fact] = []
    for each in found.changed:
        old, now = found.before.row(each.before), found.now.row(each.now)
        values: dict[str, Any] = {name: getattr(now, name) for name in each.fields}
        if found.kind.on == REPLACED_FROM:
            facts.append(
                replace(old, fact_id="", source=now.source, corrects="", known=day, **{**values, "changed_on": day})
            )
        else:
            facts.append(_correction(old, day, source=now.source, **values))
    return new.concatenate(Table.of(found.kind, facts)) if facts else new


def annulled(table: Table, day: Day) -> Table:
    """Annulments of these facts, as learnt on ``day`` or, of what is learnt later, then."""
    unnamed = Texts.alike("", table.length)
    return table.replace(
        fact_id=unnamed,
        source=unnamed,
        corrects=Texts.of(names_of(table)),
        void=constant(1, table.length, table.numbers["void"].dtype),
        known=table.known.clip(min=day),
    )


def restored(fact: Fact, old: Fact, day: Day) -> Fact:
    """What stands again, as learnt on ``day``: the ``old`` fact that this one, or those before it, came to replace."""
    return replace(old, fact_id="", source="", corrects=fact.fact_id, void=0, known=max(day, fact.known))


def named_in(tables: Iterable[Table], name: str) -> dict[str, Table]:
    """These facts by table, an import in their sources and so in their names: two files of one name never meet.

    Each has its own name: one row of a file may correct one fact and bring another.
    """
    joined: dict[str, Table] = {}
    for table in tables:
        known = joined.get(table.kind.table)
        joined[table.kind.table] = table if known is None else known.concatenate(table)
    borne: dict[str, int] = {}
    return {kind: _named(table, name, borne) for kind, table in joined.items() if table.length}


def _named(table: Table, name: str, borne: dict[str, int]) -> Table:
    """Facts of one kind under the name of an import; ``borne`` counts the facts of each name."""
    told = table.texts["source"]
    numbered = Texts.numbered(f"{name}/{table.kind.table}:", first=1, length=table.length)
    if told.is_empty:
        sources = numbered
    elif (told.codes >= 0).all():
        sources = Texts(told.codes, prefixed(told.names, f"{name}/"))
    else:
        pairs = zip(told.texts(), numbered.texts(), strict=True)
        sources = Texts.of(f"{name}/{one}" if one else other for one, other in pairs)
    own: list[str] = []
    for given, was, source in zip(table.texts["fact_id"].texts(), told.texts(), sources.texts(), strict=True):
        is_given = given not in {"", was}
        called = f"{name}/{given}" if is_given else source
        borne[called] = rank = borne.get(called, 0) + 1
        own.append(f"{called}#{rank}" if rank > 1 else called if is_given else "")
    return table.replace(source=sources, fact_id=Texts.of(own))


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


def _correction(fact: Fact, day: Day, *, source: str, **values: Any) -> Fact:  # noqa: ANN401 -- a field of a fact
    return replace(fact, fact_id="", source=source, corrects=fact.fact_id, known=max(day, fact.known), **values)


def _rows(table: Table, names: Collection[str]) -> list[tuple[Value, ...]]:
    """Values of some fields, row by row; as many empty rows where there is no field."""
    columns = [_values(table, name) for name in names]
    return list(zip(*columns, strict=True)) if columns else [()] * table.length


def _values(table: Table, name: str) -> list[Value]:
    described = table.kind.field(name)
    if described.quantity is Quantity.TEXT:
        texts: list[Value] = [*table.texts[name].texts()]
        return texts
    stored = table.numbers[name].tolist()
    known = {value: restore(described, value) for value in set(stored)}
    return [known[value] for value in stored]
