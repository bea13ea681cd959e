"""Comparing what was expected of an invoice with what was answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from encours.cases.case import Difference
from encours.cases.cells import WrongCell, cents_of
from encours.clauses.states import State
from encours.cover.result import RowCover
from encours.engine.findings import Finding, cause_parts
from encours.engine.verdicts import NAMES
from encours.engine.wording import Wording
from encours.units import NEVER

STATE_COLUMNS: Final = {
    "covered": State.COVERED,
    "over_limit": State.OVER_LIMIT,
    "suspended": State.SUSPENDED,
    "not_covered": State.NOT_COVERED,
    "outside": State.OUTSIDE,
    "needs_information": State.NEEDS_INFORMATION,
}
NOT_ASKED: Final = "not asked"
"""What a case calls the answer of a clause that the walk never consulted about the invoice."""


def differences(
    expected: Mapping[str, str], row: RowCover | None, *, wording: Wording, about: str, money: str = "EUR"
) -> Iterator[Difference]:
    """Each stated amount, day, state and cause of an invoice that is not what was answered."""
    for name, text in expected.items():
        got = answered(name, row, wording)
        if got is None:
            continue
        if name in STATE_COLUMNS or name in {"insured", "open"}:
            if cents_of(name, text, money) != got:
                yield Difference(place=f"{about} {name}", expected=text, got=shown_amount(int(got)))
        elif _plain(text) != _plain(str(got)):
            yield Difference(place=f"{about} {name}", expected=text, got=str(got))


def answered(name: str, row: RowCover | None, wording: Wording) -> str | int | None:
    """What was answered under a column: minor units, or words; None for a column that states nothing."""
    if name in STATE_COLUMNS:
        return 0 if row is None else row.parts[STATE_COLUMNS[name]]
    if name == "insured":
        return 0 if row is None else row.insured
    if name == "open":
        return 0 if row is None else row.open
    if name == "until":
        return shown_day(NEVER if row is None else row.until)
    if name == "cause":
        return "" if row is None else shown_cause(row.cause, wording)
    if name == "state":
        return "settled" if row is None else row.state().english
    return None


def verdict_of(clause: str, row: RowCover | None, layer: int) -> tuple[str, Finding | None]:
    """Word of a clause's verdict in one layer (from 0), and its finding when it was consulted."""
    if row is None or layer >= len(row.layers):
        return NOT_ASKED, None
    found = next((each for each in row.layers[layer].findings if each.clause == clause), None)
    return (NOT_ASKED, None) if found is None else (NAMES[found.verdict], found)


def shown_amount(cents: int) -> str:
    """Amount as cases write it: spaces between thousands, a decimal point."""
    sign, size = ("-" if cents < 0 else ""), abs(cents)
    return f"{sign}{size // 100:,}".replace(",", " ") + f".{size % 100:02}"


def shown_day(day: int) -> str:
    """ISO date of a day, or never."""
    return "never" if day >= NEVER else (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def shown_cause(cause: int, wording: Wording) -> str:
    """Name of the clause that decided a row; empty when every clause kept it."""
    return "" if cause == 0 else wording.clauses[cause_parts(cause)[0]].name


def same_verdict(expected: str, got: str) -> bool:
    """Whether two words name one verdict; raises `WrongCell` for a word that names none."""
    known = {*NAMES.values(), NOT_ASKED}
    if _plain(expected) not in known:
        raise WrongCell(f"verdict is one of {', '.join(sorted(known))}, not {expected}")
    return _plain(expected) == _plain(got)


def _plain(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text).strip().lower()
