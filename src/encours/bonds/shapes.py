"""Which tables and keys the file of a line holds, and which of them are needed."""

# ruff: noqa: RUF009 -- key stands for dataclasses.field

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encours.bonds.terms import OF_A_KIND, OF_THE_LINE
from encours.policy.shape import a_name, a_table, a_text, anything, key


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFileShape:
    """The tables of the file, each still to be read."""

    line: dict[str, object] = key(a_table)
    kinds: dict[str, object] = key(a_table)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShape:
    """The table `[line]`: who, in which currency, when; its terms are read by their units."""

    name: str = key(a_name)
    surety: str = key(a_name)
    principal: str = key(a_text, default="")
    currency: str = key(a_name)
    opens_on: object = key(anything)
    closes_on: object = key(anything, default=None)
    total: object = key(anything)
    rate: object = key(anything, default=None)
    minimum_fee: object = key(anything, default=None)
    fee_period: object = key(anything, default=None)
    day_count: object = key(anything, default=None)
    collateral: object = key(anything, default=None)
    payments_take_room: object = key(anything, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShape:
    """One table `[kinds.NAME]`."""

    nature: object = key(anything)
    sublimit: object = key(anything, default=None)
    rate: object = key(anything, default=None)
    minimum_fee: object = key(anything, default=None)
    runs_until: object = key(anything, default=None)
    lapses_after_reception: object = key(anything, default=None)


EXAMPLES: Final = {
    "line": "[line]",
    "kinds": '[kinds.performance]\nnature = "on demand"',
    "name": 'name = "Cautions 2026"',
    "surety": 'surety = "Garant Fictif SA"',
    "principal": 'principal = "Bâtisseurs Imaginaires SAS"',
    "opens_on": "opens_on = 2026-01-01",
    **{name: f'{name} = "{term.example}"' for name, term in {**OF_THE_LINE, **OF_A_KIND}.items()},
}
"""How a key is written, where it is missing or holds something else."""
