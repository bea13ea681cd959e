"""What one FEC holds, to be shown to whoever gave it: period, entries, balances, and what it does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from encours.formats.faults import Language, typeset_fr
from encours.formats.fec.accounts import Family
from encours.formats.fec.entries import Entries
from encours.formats.fec.lines import GoodLines, Lines
from encours.units import Cents, Day
from encours.units.currency import currency as currency_of
from encours.units.money import Total
from encours.units.show import show_amount, show_day

if TYPE_CHECKING:
    import polars as pl

SHOWN: Final[Mapping[str, Family]] = {
    "411": Family.CUSTOMER, "413": Family.BILL, "416": Family.DOUBTFUL, "418": Family.UNBILLED,
    "419": Family.ADVANCE,
}  # fmt: skip
"""Families of customers by the account that stands for them; 418 holds 417 and 487 too."""

DAYS_OF_A_MONTH: Final = 31
LACKING: Final = (
    ('invoices without a due date: --terms "60 days" gives one',
     'factures sans échéance : --terms "60 jours" en donne une'),
    ("openings whose day nobody tells", "à-nouveaux dont nul ne dit le jour"),
    ('bills without a maturity: --bill-terms "60 days" gives one',
     'effets sans échéance : --bill-terms "60 jours" en donne une'),
    ("invoices whose VAT is not told apart", "factures dont la TVA n'est pas isolée"),
)  # fmt: skip
"""What is said of each count of `Unknown`, in its order."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """What a FEC leaves unknown: how many invoices have no due date, how many openings no day, and so on."""

    due_dates: int = 0
    openings_undated: int = 0
    bill_maturities: int = 0
    vat: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """One FEC as it was read; amounts are in minor units of ``currency``, positive where customers owe.

    ``balances`` are by family of accounts (411, 413, 416, 418, 419), ``by_auxiliary`` by family and customer.
    ``facts`` counts what it gave, by kind; ``superseded`` tells that a later export holds its period. ``closes_on`` is
    the day on which its name says that the year closes, missing where it does not.
    """

    file: str
    company: str
    encoding: str
    separator: str
    rows: int
    entries: int
    unbalanced: int
    first_day: Day
    last_day: Day
    currency: str
    closes_on: Day
    balances: Mapping[str, Cents]
    by_auxiliary: Mapping[str, Mapping[str, Cents]]
    openings: int = 0
    superseded: bool = False
    facts: Mapping[str, int] = field(default_factory=dict)
    unknown: Unknown = Unknown()

    @property
    def learnt_on(self) -> Day:
        """Day on which the file can have been made at the earliest, as far as it tells.

        That is the day of its last entry; at closing, when entries reach the last month, the day the year closes. An
        export made within the year bears that day in its name too, which is yet to come: it dates nothing then.
        """
        is_at_closing = self.last_day <= self.closes_on < self.last_day + DAYS_OF_A_MONTH
        return self.closes_on if is_at_closing else self.last_day

    def text(self, language: Language = "en") -> str:
        """What the file holds, for people: rows, entries and period, then balances by account, then what it lacks."""
        first, last = (show_day(each, language) for each in (self.first_day, self.last_day))
        unit = currency_of(self.currency)
        held = ", ".join(
            f"{account} {show_amount(Total(cents, unit), language)}"
            for account, cents in self.balances.items()
            if cents
        )
        if language == "fr":
            rows, entries = _counted(self.rows, "ligne", "lignes"), _counted(self.entries, "écriture", "écritures")
            lines = [f"{self.file} : FEC, {rows}, {entries}, du {first} au {last}"]
            lines += [f"  soldes : {held}"] if held else []
            lines += [f"  {count} {words[1]}" for count, words in self._lacking()]
            return typeset_fr("\n".join(lines))
        rows, entries = _counted(self.rows, "line", "lines"), _counted(self.entries, "entry", "entries")
        lines = [f"{self.file}: FEC, {rows}, {entries}, {first} to {last}"]
        lines += [f"  balances: {held}"] if held else []
        lines += [f"  {count} {words[0]}" for count, words in self._lacking()]
        return "\n".join(lines)

    def _lacking(self) -> list[tuple[int, tuple[str, str]]]:
        """What a FEC leaves unknown, with how many facts lack it."""
        found = self.unknown
        counts = (found.due_dates, found.openings_undated, found.bill_maturities, found.vat)
        return [(count, words) for count, words in zip(counts, LACKING, strict=True) if count]


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


def learnt_on(books: Iterable[Summary]) -> Day | None:
    """Day on which files read together were learnt, those of a period that a later export holds left aside."""
    return max((each.learnt_on for each in books if not each.superseded), default=None)


def summary_of(
    lines: Lines, good: GoodLines, entries: Entries, *, company: str, currency: str, closes_on: Day
) -> Summary:
    """Summary of the lines of one file, before anything is settled."""
    header, customers = lines.header, good.customers
    assert header is not None, "a file that was read has a header"
    told = customers.select("buyer", "cents")
    open_lines = ~entries.closes[entries.of_run[customers["run"].to_numpy()]]
    families = customers["family"].to_numpy()
    balances, by_auxiliary = {}, {}
    for account, family in SHOWN.items():
        owed = told[np.flatnonzero((families == family) & open_lines)]
        balances[account] = int(owed["cents"].sum())
        by_auxiliary[account] = _by_buyer(owed)
    days = good.runs["day"].to_numpy()
    return Summary(
        file=lines.file, company=company, encoding=lines.encoding, separator=header.separator, rows=good.count,
        entries=int(entries.first.size), unbalanced=int(entries.unbalanced.size),
        first_day=int(days.min()), last_day=int(days.max()), currency=currency, closes_on=closes_on,
        balances=balances, by_auxiliary=by_auxiliary, openings=int(entries.opens.sum()),
    )  # fmt: skip


def _by_buyer(frame: pl.DataFrame) -> dict[str, Cents]:
    import polars as pl

    sums = (
        frame.group_by("buyer").agg(pl.col("cents").sum()).with_columns(pl.col("buyer").cast(pl.String)).sort("buyer")
    )
    return {name: cents for name, cents in sums.iter_rows() if cents}
