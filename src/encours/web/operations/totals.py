"""What a store holds, to the cent: counted alike before a backup and after it is restored, on either database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from encours.facts.kinds import KINDS, Quantity

Ask = Callable[[str], Sequence[Sequence[Any]]]
"""Rows that a statement gives."""
ORGANISATIONS: Final = "people_organisation"
JOURNAL: Final = "people_journalentry"


def totals_of(ask: Ask, tables: Collection[str]) -> dict[str, Any]:
    """Rows of every table, and of each organisation its facts, the sum of their amounts, and the end of its journal."""
    counted = {name: int(ask(f'SELECT count(*) FROM "{name}"')[0][0]) for name in sorted(tables)}  # noqa: S608 -- ours
    if ORGANISATIONS not in tables:
        return {"tables": counted, "organisations": []}
    found: dict[int, dict[str, Any]] = {}
    for number, slug, name in ask(f"SELECT id, slug, name FROM {ORGANISATIONS} ORDER BY id"):  # noqa: S608 -- ours
        found[int(number)] = {"slug": slug, "name": name, "facts": {}, "journal": [0, ""]}
    for table, kind in KINDS.items():
        if f"fact_{table}" not in tables:
            continue
        amounts = [each.name for each in kind.fields if each.quantity is Quantity.CENTS]
        sums = "".join(f', sum("{each}")' for each in amounts)
        rows = ask(f'SELECT organisation_id, count(*){sums} FROM "fact_{table}" GROUP BY organisation_id')  # noqa: S608
        for number, count, *summed in rows:
            told = {name: int(each) for name, each in zip(amounts, summed, strict=True) if each is not None}
            found[int(number)]["facts"][table] = {"rows": int(count), **told}
    last = (
        f"SELECT j.organisation_id, j.rank, j.hash FROM {JOURNAL} j WHERE j.rank = "  # noqa: S608 -- ours
        f"(SELECT max(k.rank) FROM {JOURNAL} k WHERE k.organisation_id = j.organisation_id)"
    )
    for number, rank, chain in ask(last):
        found[int(number)]["journal"] = [int(rank), chain]
    return {"tables": counted, "organisations": list(found.values())}


def holds_something(totals: dict[str, Any]) -> bool:
    """Whether a store holds people or companies."""
    tables = totals["tables"]
    return any(tables.get(each, 0) for each in (ORGANISATIONS, "people_person"))


def differences(told: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Places where what was found differs from what was told, by name."""
    seen = {each["slug"]: each for each in found["organisations"]}
    wrong = [each["slug"] for each in told["organisations"] if seen.get(each["slug"]) != each]
    return wrong + sorted(set(seen) - {each["slug"] for each in told["organisations"]})
