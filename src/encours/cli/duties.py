"""`encours duties FOLDER`: what is to be done by which day, who does it, and the euros lost if it is not."""

from __future__ import annotations

from argparse import Namespace
from contextlib import ExitStack

from encours.cli import documents, exit_codes, output
from encours.cli.asked_head import question_of
from encours.cli.reading import Asked, Refused, ask, cache_folder, warn_of_duties
from encours.duties.duty import Department
from encours.duties.register import register
from encours.explain.duties_report import Chosen, DutiesReport

AHEAD_ON_A_PAGE = 90
"""Days ahead that a page shows, where nobody says how many."""


def run(asked: Namespace) -> int:
    """Print the register of duties."""
    try:
        documents.settle(asked)
        found = ask(asked, asked.folder)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    assert found.workspace.programme is not None, "duties need a policy"
    warn_of_duties(found.view, found.workspace.programme, asked.lang)
    with ExitStack() as open_while_asked:
        made = register(
            found.view, found.workspace.programme, residence=found.workspace.residence,
            kernels=lambda: open_while_asked.enter_context(cache_folder(asked.lang)),
        )  # fmt: skip
        _show(DutiesReport(question_of(found, asked), made, _chosen(asked)), found, asked)
    return exit_codes.ANSWERED


def _chosen(asked: Namespace) -> Chosen:
    who = None if asked.who is None else Department(asked.who)
    within = None if asked.within == "all" else asked.within
    if asked.within is None and asked.format in {"table", "html", "pdf"}:
        within = AHEAD_ON_A_PAGE
    return Chosen(who, within)


def _show(report: DutiesReport, found: Asked, asked: Namespace) -> None:
    if asked.format == "table":
        from encours.explain.duties_screen import duties_page

        output.show(duties_page(report, asked.lang, rows=asked.top_rows), asked)
    elif asked.format == "ics":
        _show_calendar(report, found, asked)
    elif documents.is_document(asked):
        from encours.explain.duties_document import duties_document

        documents.show(lambda rows: duties_document(report, asked.lang, rows=rows), asked)
    elif asked.format == "json":
        from encours.explain.duties_json import duties_json

        output.show_json(duties_json(report, asked.lang), asked)
    else:
        from encours.explain.duties_json import duties_columns, duties_rows

        output.show_csv(duties_rows(report, asked.lang), duties_columns(asked.lang), asked)


def _show_calendar(report: DutiesReport, found: Asked, asked: Namespace) -> None:
    from encours.explain.duties_calendar import CalendarHead, calendar

    head = CalendarHead(
        company=report.head.company,
        as_of=found.as_of,
        currency=report.head.currency,
        language=asked.lang,
        named=report.names.name,
    )
    output.deliver(calendar(report.duties, head), asked)
