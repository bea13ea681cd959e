"""`encours memo PATH`: the contract on one page per department, who does what by when and what is lost if not."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from encours.cli import documents, exit_codes, output
from encours.cli.policy import programme_of_file
from encours.cli.reading import Refused, day_option
from encours.explain.memo_report import Memo, day_of_terms, memo
from encours.facts.latest import latest_day
from encours.units import Day


def run(asked: Namespace) -> int:
    """Print the memo of a policy file, or of the programme of a folder; of its facts only their latest day is read."""
    try:
        asked.folder = asked.file if asked.file.is_dir() else asked.file.parent
        documents.settle(asked)
        as_of = day_option(asked, "as_of")
        programme = programme_of_file(asked.file, asked)
        if as_of is None and asked.file.is_dir():
            as_of = _latest_day(asked.file)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(memo(programme, day_of_terms(programme, as_of), asked.lang), asked)
    return exit_codes.ANSWERED


def _latest_day(folder: Path) -> Day | None:
    """Latest day that the facts of a folder tell of; None where none reads: what is wrong of them changes no memo."""
    from encours.formats.workspace import read_workspace

    found = read_workspace(folder, keep_good_rows=True)
    days = [each.day for each in found.imports]
    learnt = None if found.ledger is None else latest_day(found.ledger)
    return max([*days, *([] if learnt is None else [learnt])], default=None)


def _show(told: Memo, asked: Namespace) -> None:
    if documents.is_document(asked):
        from encours.explain.memo_document import memo_document

        documents.show(lambda rows: memo_document(told, rows=rows), asked)
    elif asked.format == "json":
        from encours.explain.memo_json import memo_json

        output.show_json(memo_json(told), asked)
    elif asked.format == "csv":
        from encours.explain.memo_json import memo_columns, memo_rows

        output.show_csv(memo_rows(told), memo_columns(told), asked)
    else:
        from encours.explain.memo_screen import memo_page

        output.show(memo_page(told), asked)
