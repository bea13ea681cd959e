"""`encours exposure FOLDER`: what each buyer, group, country, sector, entity or currency owes, insured or not."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from encours.cli import documents, exit_codes, output
from encours.cli.asked_head import question_of
from encours.cli.bonds_book import book_of, owed
from encours.cli.cover import answer, or_counted
from encours.cli.reading import Refused, ask
from encours.cover.ageing import age
from encours.cover.indicators.exposure import By
from encours.explain.bonds_report import both_sides
from encours.explain.exposure_report import ExposureReport, exposure_report


def run(asked: Namespace) -> int:
    """Print the exposure, the most uninsured first; without a policy, what is owed."""
    try:
        documents.settle(asked)
        found = or_counted(ask(asked, asked.folder, or_none=True))
        book = book_of(found, asked)
        sides = () if book is None or asked.by != By.BUYER.value else both_sides(book, owed(found, book.line, asked))
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    cover = answer(found)
    balance = age(found.view, found.workspace.programme, cover=cover)
    report = exposure_report(question_of(found, asked), cover, balance, By(asked.by))
    if book is not None and sides:
        report = replace(report, both_sides=sides, bonds_currency=book.line.currency)
    _show(report, asked)
    return exit_codes.ANSWERED


def _show(report: ExposureReport, asked: Namespace) -> None:
    if asked.format == "table":
        from encours.explain.exposure_screen import exposure_page

        output.show(exposure_page(report, asked.lang, rows=asked.top_rows), asked)
        return
    if documents.is_document(asked):
        from encours.explain.exposure_document import exposure_document

        documents.show(lambda rows: exposure_document(report, asked.lang, rows=rows), asked)
        return
    from encours.explain import exposure_json as shape

    if asked.format == "json":
        output.show_json(shape.exposure_json(report, asked.lang), asked)
    else:
        output.show_csv(shape.exposure_rows(report, asked.lang), shape.exposure_columns(asked.lang), asked)
