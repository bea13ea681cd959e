"""Entries whose debits and credits differ, told where they begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from encours.formats.bounds import Bounds
from encours.formats.faults import ReadError
from encours.formats.fec import faults
from encours.formats.fec.entries import Entries
from encours.formats.fec.years import shown_amount
from encours.units.currency import Currency

if TYPE_CHECKING:
    import polars as pl


def balance_faults(
    file: str, runs: pl.DataFrame, entries: Entries, currency: Currency, bounds: Bounds
) -> tuple[list[ReadError], list[ReadError]]:
    """Errors for the entries that do not balance; a warning where the whole file does, so that only they are doubtful.

    A file that does not balance lacks a line, or holds one that was changed: what customers owe cannot be trusted.
    """
    wrong = entries.unbalanced
    if not wrong.size:
        return [], []
    told = wrong[: bounds.errors]
    begins = runs.select("row", "journal", "number", "piece")[entries.first[told]]
    balances, debits = entries.sums["cents"], entries.sums["debit"]
    if int(balances.sum()) == 0:
        row, entry = int(begins["row"][0]), _entry(begins.row(0, named=True))
        shown = shown_amount(abs(int(balances[wrong[0]])), currency)
        return [], [faults.entry_doubtful(file, row=row, entry=entry, difference=shown, count=wrong.size)]
    found = []
    for place, begin in zip(told.tolist(), begins.iter_rows(named=True), strict=True):
        balance, debited = int(balances[place]), int(debits[place])
        debit, credit, difference = (
            shown_amount(each, currency) for each in (debited, debited - balance, abs(balance))
        )
        found.append(faults.entry_unbalanced(file, row=begin["row"], entry=_entry(begin), debit=debit,
                                             credit=credit, difference=difference))  # fmt: skip
    return found, []


def _entry(begins: dict[str, object]) -> str:
    """Journal, number (or piece) and nothing else: what finds an entry in the software."""
    number = str(begins["number"]).strip("0")
    return f"{begins['journal']} {begins['number'] if number else begins['piece']}"
