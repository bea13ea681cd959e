"""The ordinary loss that every case of a step of the indemnity chain changes a little, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from encours.cases.cells import WrongCell, cents_of, day_of
from encours.cases.ordinary_story import AS_OF, Cells
from encours.cases.overrides import AGREED, agreed_of, policy_text
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.clauses.choices import LimitKind
from encours.clauses.states import LossPart
from encours.clauses.wordings.indemnity import CHAIN
from encours.facts.words import UNKNOWN_WORDS
from encours.units import MISSING, UNSET
from encours.units.parse import parse_percentage
from encours.units.refusal import Refusal

LINE: Final[Cells] = MappingProxyType(
    {
        "gross": "10 000.00",
        "limit": "100 000.00",
        "percentage": "90 %",
        "limit_kind": "named",
        "part": "",
        "is_shared": "no",
    }
)
"""An invoice of the ordinary loss, shared with no other policy; a further one is there where its gross is told."""

ABOUT: Final[Cells] = MappingProxyType(
    {
        "claim": "S-1",
        "buyer": "B1",
        "cause": "insolvency",
        "country": "FR",
        "buyer_class": "",
        "debt": "",
        "proceeds": "",
        "as_of": AS_OF,
    }
)
"""What else is known of the ordinary loss; where none is told, its debt is the invoices of the loss, and it has no
proceeds."""

YEAR: Final = ("sales", "minimum_premium", "premium_paid")
PARTS: Final[Mapping[str, LossPart]] = {part.english: part for part in LossPart}
STATED: Final = ("verdict", "left", *PARTS)
"""Columns that state the outcome: the answer of the step, what it left, and each part of the loss in the end."""

_OF_A_LINE: Final = re.compile(r"loss(\[(?P<number>\d+)\])?\.(?P<field>\w+)")
_USED_AFTER: Final = re.compile(r"used\.(?P<counter>\w+) after")


@dataclass(frozen=True, slots=True)
class LossSituation:
    """What is settled: a policy as text, a loss, the figures of its year and what earlier claims used up."""

    policy_text: str
    loss: Loss
    year: YearFigures
    account: YearAccount


def is_loss_override(column: str) -> bool:
    """Whether a column changes the ordinary loss, its year or its policy."""
    if column in ABOUT:
        return True
    line, (table, _, name) = _OF_A_LINE.fullmatch(column), column.partition(".")
    if line is not None:
        return line["field"] in LINE
    return (table == "year" and name in YEAR) or (table == "used" and name in CHAIN.counters) or table in AGREED


def loss_expectation(column: str) -> str:
    """Name of what a column states about the outcome; empty if it states nothing."""
    used, line = _USED_AFTER.fullmatch(column), _OF_A_LINE.fullmatch(column)
    counted = used is not None and used["counter"] in CHAIN.counters
    return column if column in STATED or counted or (line is not None and line["field"] == "indemnity") else ""


def counter_used_after(expectation: str) -> str:
    """Counter of an expectation about what is used up after the loss; empty for another one."""
    found = _USED_AFTER.fullmatch(expectation)
    return "" if found is None else found["counter"]


def line_of(expectation: str) -> int:
    """Place, from 0, of the invoice whose indemnity an expectation states; -1 for another one."""
    found = _OF_A_LINE.fullmatch(expectation)
    return -1 if found is None else int(found["number"] or 1) - 1


def loss_situation_of(overrides: Mapping[str, str]) -> LossSituation:
    """The ordinary loss with these changes; raises `WrongCell` where a cell cannot be read."""
    loss = _loss(overrides)
    names = {"claim": loss.claim, "buyer": loss.buyer, "country": loss.country}
    used = {
        (counter, names.get(counter, "")): cents_of(f"used.{counter}", overrides[f"used.{counter}"])
        for counter in CHAIN.counters
        if overrides.get(f"used.{counter}")
    }
    return LossSituation(
        policy_text=policy_text(agreed_of(overrides)),
        loss=loss,
        year=YearFigures(**{name: _cents(f"year.{name}", overrides.get(f"year.{name}", "")) for name in YEAR}),
        account=YearAccount(used),
    )


def _loss(overrides: Mapping[str, str]) -> Loss:
    told = {**ABOUT, **{name: cell for name, cell in overrides.items() if name in ABOUT and cell}}
    known = {name: "" if cell in UNKNOWN_WORDS else cell for name, cell in told.items()}
    lines = _lines(overrides)
    gross = sum(line.gross for line in lines)
    debt = _cents("debt", told["debt"]) if told["debt"] else gross
    if debt not in {MISSING, max(debt, gross)}:
        raise WrongCell("debt is less than the invoices of the loss together")
    return Loss(
        claim=known["claim"], buyer=known["buyer"], day=day_of("as_of", known["as_of"]), cause=known["cause"],
        debt=debt, lines=lines, proceeds=cents_of("proceeds", told["proceeds"] or "0.00"),
        country=known["country"], buyer_class=known["buyer_class"],
    )  # fmt: skip


def _lines(overrides: Mapping[str, str]) -> tuple[LossLine, ...]:
    cells: dict[int, dict[str, str]] = {1: {}}
    for column, cell in overrides.items():
        found = _OF_A_LINE.fullmatch(column)
        if found is not None and cell:
            cells.setdefault(int(found["number"] or 1), {})[found["field"]] = cell
    return tuple(
        _line(number, {**LINE, **own}) for number, own in sorted(cells.items()) if number == 1 or "gross" in own
    )


def _line(number: int, cells: Mapping[str, str]) -> LossLine:
    place = f"loss[{number}]"
    return LossLine(
        number=f"F-{number}",
        gross=cents_of(f"{place}.gross", cells["gross"]),
        limit=_cents(f"{place}.limit", cells["limit"]),
        percentage=_percentage(f"{place}.percentage", cells["percentage"]),
        limit_kind=_limit_kind(f"{place}.limit_kind", cells["limit_kind"]),
        part=cents_of(f"{place}.part", cells["part"]) if cells["part"] else UNSET,
        is_shared={"yes": True, "no": False}[cells["is_shared"]],
    )


def _cents(place: str, text: str) -> int:
    return MISSING if not text or text in UNKNOWN_WORDS else cents_of(place, text)


def _percentage(place: str, text: str) -> int:
    read = MISSING if text in UNKNOWN_WORDS else parse_percentage(text)
    if isinstance(read, Refusal):
        raise WrongCell(f"{place}: {read.what} {read.hint}".strip())
    return read


def _limit_kind(place: str, text: str) -> int:
    known = {each.english: int(each) for each in LimitKind} | dict.fromkeys(UNKNOWN_WORDS, MISSING)
    if text not in known:
        raise WrongCell(f"{place} is one of {', '.join(known)}, not {text}")
    return known[text]
