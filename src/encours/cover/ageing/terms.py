"""How an aged balance is asked for, and one line of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from encours.units import Cents, Day


class By(Enum):
    """Date from which an unpaid invoice ages."""

    DUE = "due date"
    INVOICE = "invoice date"


class Slices(Enum):
    """What the bounds count: days, or calendar months begun since (0 is the month of the day asked)."""

    DAYS = "days"
    MONTHS = "months"


class Per(Enum):
    """What a line of an aged balance gathers."""

    BUYER = "buyer"
    GROUP = "group"
    ENTITY = "entity"
    COUNTRY = "country"
    CURRENCY = "currency"


BOUNDS: Final = {Slices.DAYS: (30, 60, 90, 120), Slices.MONTHS: (0, 1, 2, 3)}
"""Usual bounds, each the last age of its column; what is older has a column of its own."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of open invoices; `first` and `last` are its ages, both included, None without end.

    `kind` is "not due", "overdue" or "no date".
    """

    kind: str
    first: int | None = None
    last: int | None = None


def headings_of(bounds: Sequence[int], unit: Slices) -> tuple[Heading, ...]:
    """Columns of open invoices: not due, each slice of age, older than the last bound, and without a date."""
    lowest = 1 if unit is Slices.DAYS else 0
    firsts = [lowest, *(bound + 1 for bound in bounds)]
    slices = [Heading("overdue", first, last) for first, last in zip(firsts, [*bounds, None], strict=True)]
    return Heading("not due"), *slices, Heading("no date")


@dataclass(frozen=True, slots=True)
class Aged:
    """Amounts of one line in one currency, in minor units.

    `columns` are open invoices under each heading; `credits` what the company owes back: credit notes and
    money that no invoice took; `later` what was received after the day, or is promised by a bill: no part of
    the total, since it was open then.
    """

    columns: tuple[Cents, ...]
    credits: Cents
    later: Cents

    @property
    def outstanding(self) -> Cents:
        """What is open in all: the sum of the columns, credits not deducted."""
        return sum(self.columns)

    @property
    def overdue(self) -> Cents:
        """What is past its due date."""
        return sum(self.columns[1:-1])

    @property
    def net(self) -> Cents:
        """What is open less credits: what the control account holds."""
        return self.outstanding - self.credits


@dataclass(frozen=True, slots=True)
class AgedLine:
    """One buyer, group, entity, country or currency: its `key`, empty where nobody said.

    `original` is in `currency`, and None when the line gathers several; `policy` is None without a policy;
    `company` is at the rate of the day. `revaluation` is what the company amount, net of credits, owes to the
    move of rates since the invoices were booked.
    """

    key: str
    currency: str
    original: Aged | None
    policy: Aged | None
    company: Aged
    revaluation: Cents


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One open receivable as an aged balance counts it: its row among the invoices, and under which heading.

    `due` is the due date as it was last moved, MISSING where it has none; `company` is what is open, in the company's
    currency at the rate of the day.
    """

    row: int
    column: int
    due: Day
    company: Cents
