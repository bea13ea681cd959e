"""`encours entities FOLDER`: who is invoiced, who is registered and whom the limits cover, identifier by identifier."""

from __future__ import annotations

from argparse import Namespace

from encours.cli import documents, exit_codes, output
from encours.cli.asked_head import head_of
from encours.cli.kpi import name_shown, refuse_unrated
from encours.cli.reading import Refused, ask
from encours.cover.ageing import age
from encours.cover.indicators.entity_findings import KINDS
from encours.explain.entities_report import EntitiesReport, entities_report


def run(asked: Namespace) -> int:
    """Print the findings of the entity guard, or every row of one kind of them."""
    try:
        documents.settle(asked)
        shown = name_shown(asked, KINDS)
        found = ask(asked, asked.folder, with_policy=False)
        head = head_of(found, asked)
        balance = age(found.view, found.workspace.programme, currency=head.currency)
        refuse_unrated(balance, found, asked)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(entities_report(head, found.view, balance), shown, asked)
    return exit_codes.ANSWERED


def _show(report: EntitiesReport, shown: str, asked: Namespace) -> None:
    if asked.format == "table":
        from encours.explain.entities_screen import entities_page

        output.show(entities_page(report, asked.lang, rows=asked.top_rows, shown=shown), asked)
        return
    if documents.is_document(asked):
        from encours.explain.entities_document import entities_document

        documents.show(lambda rows: entities_document(report, asked.lang, rows=rows, shown=shown), asked)
        return
    from encours.explain import entities_json as shape

    if asked.format == "json":
        output.show_json(shape.entities_json(report, asked.lang, shown=shown), asked)
    else:
        output.show_csv(shape.entities_rows(report, asked.lang, shown=shown), shape.entities_columns(asked.lang), asked)
