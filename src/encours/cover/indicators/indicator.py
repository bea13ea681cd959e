"""What an indicator answers: an exact value or the fact it lacks, the figures it came from, and the rows behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from encours.units import MISSING, Cents, Day

Unit = Literal["days", "share"]
"""What a value counts: days, or a part of 1."""
Measure = Literal["days", "share", "amount", "count"]
"""What a figure counts; an amount is in minor units."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure an indicator was computed from, by its name; exact, and rounded only where it is printed."""

    name: str
    value: Fraction
    measure: Measure
    detail: str = ""
    """What of: a month, a currency."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A fact without which an indicator is not known; `detail` says which one, `day` from when on."""

    fact: str
    detail: str = ""
    day: Day = MISSING


NO_INVOICES = Lacking("invoices")
"""An aged balance alone tells what is owed: how old it is, and what is insured of it, nobody can tell."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One row behind an indicator.

    `role` says what it is (`open`, `sale`, `credit note`, `settled`, `month`, `request`, `limit`); `row` is its place
    among the view's invoices, or -1; `key` names what is no invoice. What a role does not use is MISSING or None.
    """

    role: str
    row: int = -1
    key: str = ""
    buyer: str = ""
    first: Day = MISSING
    last: Day = MISSING
    amount: Cents | None = None
    other: Cents | None = None
    days: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its value is None where a fact is lacking, and `lacking` then names each."""

    name: str
    unit: Unit
    value: Fraction | None
    figures: tuple[Figure, ...] = ()
    rows: tuple[Behind, ...] = ()
    lacking: tuple[Lacking, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it has a value."""
        return self.value is not None


def amount(name: str, cents: Cents) -> Figure:
    """Figure in minor units."""
    return Figure(name, Fraction(cents), "amount")


def count(name: str, number: int) -> Figure:
    """Figure that counts."""
    return Figure(name, Fraction(number), "count")


def days(name: str, number: int | Fraction) -> Figure:
    """Figure in days."""
    return Figure(name, Fraction(number), "days")


def unknown(
    name: str, unit: Unit, lacking: Iterable[Lacking], figures: Sequence[Figure] = (), rows: Sequence[Behind] = ()
) -> Indicator:
    """Indicator that lacks a fact; what is known of its figures and rows is told all the same."""
    told = tuple(dict.fromkeys(lacking))
    assert told, "an indicator that is not known names what it lacks"
    return Indicator(name, unit, None, tuple(figures), tuple(rows), told)


def quotient(
    name: str,
    unit: Unit,
    parts: tuple[int | Fraction, int | Fraction],
    *,
    figures: Sequence[Figure],
    rows: Sequence[Behind] = (),
    lacking: Iterable[Lacking] = (),
    nothing: Lacking,
) -> Indicator:
    """One number over another; not known where a fact is lacking, or where the second is nothing (`nothing`)."""
    told = list(lacking)
    if not told and parts[1] <= 0:
        told.append(nothing)
    if told:
        return unknown(name, unit, told, figures, rows)
    return Indicator(name, unit, Fraction(parts[0]) / Fraction(parts[1]), tuple(figures), tuple(rows))


def mean(
    name: str,
    rows: Sequence[Behind],
    *,
    figures: Sequence[Figure] = (),
    lacking: Iterable[Lacking] = (),
    nothing: Lacking,
    is_weighted: bool,
) -> Indicator:
    """Mean of the days of some rows, each counted for its amount where it is weighted, else once.

    Rows without days or without amount are for the caller to leave out.
    """
    weights = [(each.amount or 0) if is_weighted else 1 for each in rows]
    weighed = sum((w * (each.days or Fraction(0)) for w, each in zip(weights, rows, strict=True)), Fraction(0))
    told = [count("rows", len(rows)), amount("amount", sum(each.amount or 0 for each in rows)), *figures]
    return quotient(name, "days", (weighed, sum(weights)), figures=told, rows=rows, lacking=lacking, nothing=nothing)
