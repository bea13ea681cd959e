"""The bonds of a folder under its line, and what buyers owe beside: for `encours bonds` and `encours exposure`."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Mapping

from encours.bonds.findings import refused_bonds
from encours.bonds.line import BondLine
from encours.bonds.portfolio import Portfolio, portfolio
from encours.bonds.read_line import LINE_FILE, read_line
from encours.cli.kpi import refuse_unrated
from encours.cli.reading import Asked, Refused
from encours.cover.ageing import age
from encours.formats.cross_checks import located
from encours.formats.faults import printed
from encours.policy.faults import show_fault
from encours.units import Cents


def book_of(found: Asked, asked: Namespace) -> Portfolio | None:
    """Bonds of a folder; None where it has no line, refused where the line or a bond cannot be read or counted."""
    text = found.workspace.line_text
    if text is None:
        return None
    reading = read_line(text, file=LINE_FILE)
    if reading.line is None:
        raise Refused("\n\n".join(show_fault(each, asked.lang) for each in reading.errors))
    faults = refused_bonds(found.view, reading.line)
    if faults:
        errors = sorted(error for _, error in located(faults, found.workspace.ledger))
        raise Refused(printed(errors, len(errors), asked.lang))
    return portfolio(found.view, reading.line)


def owed(found: Asked, line: BondLine, asked: Namespace) -> Mapping[str, Cents] | None:
    """What each buyer owes on the day, in the currency of the line; None where no bond or no invoice tells."""
    bonds = found.view.table("bonds")
    if bonds.texts["buyer"].is_empty or not len(found.view.table("invoices")):
        return None
    balance = age(found.view, None, currency=line.currency)
    refuse_unrated(balance, found, asked)
    buyers = found.view.table("invoices").texts["buyer"]
    sums: Counter[str] = Counter()
    for each in balance.open_rows():
        sums[buyers[each.row]] += each.company
    return sums
