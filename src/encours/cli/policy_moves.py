"""`encours policy diff A B [--workspace FOLDER]`: what changed, and with a ledger how many euros of cover it moves."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from encours.cli import documents, exit_codes, messages, output
from encours.cli.asked_head import head_of
from encours.cli.reading import Asked, Refused, ask, cache_folder
from encours.cover.answer import PLAIN_UP_TO, cover
from encours.cover.book.exchange import missing_rates
from encours.cover.heard import Heard
from encours.cover.moves import Comparison, compared
from encours.explain.moves_report import MovesReport
from encours.policy.changes import Change, changes, with_names_of
from encours.policy.schedule import Programme


def difference(before: Programme, after: Programme, asked: Namespace) -> int:
    """Print what differs between two programmes, and what it moves where a workspace is named."""
    documents.settle(asked)
    if documents.is_document(asked) and asked.workspace is None:
        raise Refused(messages.no_workspace_to_document(asked.format, asked.lang))
    found = changes(before, after)
    report = MovesReport(before, after, found)
    if asked.workspace is not None:
        report = _on_a_ledger(report, asked)
    _show(report, asked)
    return exit_codes.ANSWERED


def _on_a_ledger(report: MovesReport, asked: Namespace) -> MovesReport:
    found = ask(asked, asked.workspace, with_policy=False, check_rates=False)
    before, after = report.before, report.after
    for each in (before, after):
        if lacking := missing_rates(found.view, each):
            raise Refused(messages.no_rates(str(asked.workspace), lacking, each.primary.currency, asked.lang))
    head = replace(head_of(found, asked, currency=before.primary.currency), policies=())
    is_one_currency = before.primary.currency == after.primary.currency
    comparison = _compared(before, report.changes, after, found) if is_one_currency else None
    return replace(report, head=head, view=found.view, comparison=comparison)


def _compared(before: Programme, found: tuple[Change, ...], after: Programme, asked: Asked) -> Comparison:
    renamed = with_names_of(before, after)
    if len(asked.view.table("invoices")) <= PLAIN_UP_TO:
        return compared(before, found, renamed, Heard.of(asked.view, before).cover)
    with cache_folder(asked.language) as cache:
        return compared(before, found, renamed, lambda each: cover(asked.view, each, cache=cache))


def _show(report: MovesReport, asked: Namespace) -> None:
    if asked.format == "json":
        from encours.explain.moves_json import moves_json

        output.show_json(moves_json(report, asked.lang), asked)
    elif asked.format == "csv":
        from encours.explain.moves_json import moves_columns, moves_rows

        output.show_csv(moves_rows(report, asked.lang), moves_columns(asked.lang), asked)
    elif documents.is_document(asked):
        from encours.explain.moves_document import moves_document

        documents.show(lambda rows: moves_document(report, asked.lang, rows=rows), asked)
    elif report.head is None:
        from encours.explain.moves_screen import differences_page

        output.show(differences_page(report, asked.lang), asked)
    else:
        from encours.explain.moves_screen import moves_page

        output.show(moves_page(report, asked.lang, rows=asked.top_rows), asked)
