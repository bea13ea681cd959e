"""`encours memo PATH`: the contract on one page per department, who does what by when and what is lost if not."""

from __future__ import annotations

from argparse import Namespace

from encours.cli import documents, exit_codes, output
from encours.cli.policy import programme_of_file
from encours.cli.reading import Refused, day_option
from encours.explain.memo_report import Memo, day_of_terms, memo


def run(asked: Namespace) -> int:
    """Print the memo of a policy file, or of the programme of a folder; no ledger is read."""
    try:
        asked.folder = asked.file if asked.file.is_dir() else asked.file.parent
        documents.settle(asked)
        as_of = day_option(asked, "as_of")
        programme = programme_of_file(asked.file, asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(memo(programme, day_of_terms(programme, as_of), asked.lang), asked)
    return exit_codes.ANSWERED


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
