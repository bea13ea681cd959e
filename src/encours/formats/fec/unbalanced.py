"""Entries whose debits and credits differ, told where they begin."""

from __future__ import annotations

import numpy as np

from encours.formats.bounds import Bounds
from encours.formats.faults import ReadError
from encours.formats.fec import faults
from encours.formats.fec.entries import Entries, told_at
from encours.formats.fec.lines import Lines
from encours.formats.fec.years import shown_amount
from encours.units.currency import Currency


def balance_faults(
    lines: Lines, entries: Entries, currency: Currency, bounds: Bounds
) -> tuple[list[ReadError], list[ReadError]]:
    """Errors for the entries that do not balance; a warning where the whole file does, so that only they are doubtful.

    A file that does not balance lacks a line, or holds one that was changed: what customers owe cannot be trusted.
    """
    wrong = entries.unbalanced
    if not wrong.size:
        return [], []
    frame, texts = lines.frame, lines.texts
    assert frame is not None and texts is not None, "a file that was read has lines"  # noqa: PT018 -- one condition
    first = entries.first[wrong[: bounds.errors]]
    named = told_at(texts, first).with_columns(frame["row"].gather(first))
    cents, of_line = frame["cents"].to_numpy(), entries.of_line
    if int(cents.sum()) == 0:
        row, entry = int(named["row"][0]), _entry(named.row(0, named=True))
        shown = shown_amount(abs(int(entries.sums[wrong[0]])), currency)
        return [], [faults.entry_doubtful(lines.file, row=row, entry=entry, difference=shown, count=wrong.size)]
    found = []
    among = np.isin(of_line, wrong[: bounds.errors])
    cents, of_line = cents[among], of_line[among]
    for place, begins in zip(wrong.tolist(), named.iter_rows(named=True), strict=False):
        own = cents[of_line == place]
        sides = (int(own[own > 0].sum()), -int(own[own < 0].sum()), abs(int(own.sum())))
        debit, credit, difference = (shown_amount(each, currency) for each in sides)
        found.append(faults.entry_unbalanced(lines.file, row=begins["row"], entry=_entry(begins), debit=debit,
                                             credit=credit, difference=difference))  # fmt: skip
    return found, []


def _entry(begins: dict[str, object]) -> str:
    """Journal, number (or piece) and nothing else: what finds an entry in the software."""
    number = str(begins["number"]).strip("0")
    return f"{begins['journal']} {begins['number'] if number else begins['piece']}"
