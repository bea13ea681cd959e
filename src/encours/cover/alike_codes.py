"""Codes of buyers that only their capitals tell apart: two buyers for a ledger, most often one for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from encours.facts.columns import Table
from encours.facts.faults import Fault

SHOWN: Final = 10


def alike_codes(before: Iterable[Table], added: Iterable[Table]) -> list[Fault]:
    """Warning about new codes that differ by their capitals from another one; none where none does."""
    known, told = _codes(before), _codes(added)
    spelt: dict[str, set[str]] = defaultdict(set)
    for code in known | told:
        spelt[code.casefold()].add(code)
    alike = sorted(sorted(spelt[each]) for each in {code.casefold() for code in told - known} if len(spelt[each]) > 1)
    if not alike:
        return []
    listed = "; ".join(", ".join(codes) for codes in alike[:SHOWN]) + ("; …" if len(alike) > SHOWN else "")
    return [Fault(
        code="codes-alike",
        fact_ids=(),
        en=f"Codes that only their capitals tell apart, read as different buyers: {listed}.",
        fr=f"Codes que seules les majuscules distinguent, lus comme des acheteurs différents : {listed}.",
        remedy_en="If they are one buyer, give it one code in the files.",
        remedy_fr="S'il s'agit d'un seul acheteur, donnez-lui un seul code dans les fichiers.",
        is_warning=True,
    )]  # fmt: skip


def _codes(tables: Iterable[Table]) -> set[str]:
    return {
        code
        for table in tables
        if table.kind.has_buyer and table.length
        for code in table.texts["buyer"].with_own_names().names
    }
