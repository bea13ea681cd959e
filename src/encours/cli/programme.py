"""`encours programme FOLDER`: what each layer carries of the book, and what it would pay if large buyers failed."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from encours.cli import documents, exit_codes, output
from encours.cli.asked_head import question_of
from encours.cli.cover import answer
from encours.cli.reading import Refused, ask
from encours.cli.settle import told_beside
from encours.cli.settle_ledger import refuse_reverse
from encours.explain.programme_report import ProgrammeReport, programme_report

MOST_FAILURES: Final = 20
"""Buyers that are supposed to fail, whatever the form: each is judged anew under every layer."""


def run(asked: Namespace) -> int:
    """Print the tower of the programme."""
    try:
        documents.settle(asked)
        found = ask(asked, asked.folder)
        refuse_reverse(found, asked, asked.folder)
        question = question_of(found, asked)
        year = told_beside(asked, question.programme.primary, "").year
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    most = min(asked.top_rows or MOST_FAILURES, MOST_FAILURES)
    report = programme_report(question, answer(found), failures=most, year=year)
    _show(report, asked)
    return exit_codes.ANSWERED


def _show(report: ProgrammeReport, asked: Namespace) -> None:
    if asked.format == "table":
        from encours.explain.programme_screen import programme_page

        output.show(programme_page(report, asked.lang), asked)
        return
    if documents.is_document(asked):
        from encours.explain.programme_document import programme_document

        documents.show(lambda rows: programme_document(report, asked.lang, rows=rows), asked)
        return
    from encours.explain import programme_json as shape

    if asked.format == "json":
        output.show_json(shape.programme_json(report, asked.lang), asked)
    else:
        output.show_csv(shape.programme_rows(report, asked.lang), shape.programme_columns(asked.lang), asked)
