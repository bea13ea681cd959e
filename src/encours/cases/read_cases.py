"""Cases from the Markdown page of a clause."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from encours.cases.alone import ALONE, alone_expectation, is_alone_override
from encours.cases.case import Case
from encours.cases.charges import CHARGES, charge_expectation, is_charge_override
from encours.cases.declared import CLAUSES as OF_DECLARATIONS
from encours.cases.declared import declared_expectation, is_declared_override
from encours.cases.losses import is_loss_override, loss_expectation
from encours.cases.markdown_tables import MarkdownTable, read_page
from encours.cases.overrides import is_override
from encours.clauses.wordings.indemnity import CHAIN

STATES: Final = ("covered", "over_limit", "suspended", "not_covered", "outside", "needs_information")
"""Columns that state euros by state, in the order of the states."""

EXPECTATIONS: Final = ("verdict", *STATES, "open", "insured", "until", "cause", "state")
OTHERS: Final = ("layer", "loss_day", "decided_by")
_ABOUT_INVOICE: Final = re.compile(r"invoice(\[\d+\])?\.(?P<name>\w+)")


def read_cases(text: str, clause: str, file: str = "cases.md") -> list[Case]:
    """Every case of a page, in order; one that cannot be read carries its faults."""
    return [case for table in read_page(text).tables for case in _cases(table, clause, file)]


def _cases(table: MarkdownTable, clause: str, file: str) -> list[Case]:
    about_all = [*table.faults]
    if not table.provenance:
        about_all.append("the table has no line `Provenance:` above it")
    story, changes, states = "story", is_override, expectation
    if clause in CHAIN.code_of:
        story, changes, states = "loss", is_loss_override, loss_expectation
    if clause == CHARGES:
        changes, states = is_charge_override, charge_expectation
    if clause in OF_DECLARATIONS:
        changes, states = is_declared_override, partial(declared_expectation, clause)
    if clause in ALONE:
        story, changes, states = "sum", partial(is_alone_override, clause), alone_expectation
    columns = {column: states(column) for column in table.columns}
    for column, name in columns.items():
        if not name and column not in {"case", "provenance"} and not changes(column):
            about_all.append(f"column {column} is neither of the ordinary {story} nor an expectation")
    if "case" not in table.columns:
        about_all.append("the table has no column `case`")
    return [
        Case(
            clause=clause,
            title=row.cells.get("case", "") or f"line {row.line}",
            file=file,
            line=row.line,
            provenance=row.cells.get("provenance", "") or table.provenance,
            overrides={c: cell for c, cell in row.cells.items() if changes(c) and not columns[c]},
            expected={columns[c]: cell for c, cell in row.cells.items() if columns[c] and cell},
            faults=tuple(about_all),
        )
        for row in table.rows
    ]


def expectation(column: str) -> str:
    """Name of the expectation a column states (`invoice[2].covered` about another invoice); empty if none."""
    name = column.lower().replace(" ", "_").removeprefix("expected.").removeprefix("expected_")
    name = {"outside_the_policy": "outside"}.get(name, name)
    about = _ABOUT_INVOICE.fullmatch(name)
    if about and about["name"] in EXPECTATIONS:
        return name
    return name if name in EXPECTATIONS or name in OTHERS else ""
