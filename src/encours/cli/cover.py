"""`encours cover FOLDER`: what is insured, what is about to be lost, what is lost and why."""

from __future__ import annotations

from argparse import Namespace
from contextlib import nullcontext
from dataclasses import replace

from encours.cli import documents, exit_codes, output
from encours.cli.asked_head import question_of
from encours.cli.reading import Asked, Refused, ask, cache_folder, refuse_unconverted
from encours.cover.ageing.balance import as_a_ledger
from encours.cover.answer import PLAIN_UP_TO, Cover
from encours.cover.answer import cover as cover_of
from encours.explain.cover_report import CoverReport, cover_report
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units.show import Language


def run(asked: Namespace) -> int:
    """Print the cover report."""
    try:
        documents.settle(asked)
        found = ask(asked, asked.folder)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    cover = answer(found, findings=asked.findings)
    report = cover_report(cover, question_of(found, asked))
    if documents.is_document(asked):
        _show_document(report, cover, found, asked)
    else:
        _show(report, asked)
    return exit_codes.ANSWERED


def answer(found: Asked, *, findings: bool = False) -> Cover:
    """Cover of what was asked; findings, and the answers of a book of usual size, come from the plain walk.

    Nothing is compiled for such a book, so no folder is looked for.
    """
    assert found.workspace.programme is not None, "cover needs a policy"
    return cover_of_view(found.view, found.workspace.programme, found.language, findings=findings)


def cover_of_view(view: View, programme: Programme, language: Language, *, findings: bool = False) -> Cover:
    """Cover of a view, by the walk that answers a book of its size sooner."""
    is_plain = findings or len(view.table("invoices")) <= PLAIN_UP_TO
    with nullcontext() if is_plain else cache_folder(language) as cache:
        return cover_of(view, programme, cache=cache, findings=findings)


def or_counted(found: Asked) -> Asked:
    """The same question; of a folder without a policy, under one that only counts, so that nothing is judged."""
    if found.workspace.programme is not None:
        return found
    view, counting = as_a_ledger(found.view, found.workspace.currency or "EUR")
    workspace = replace(found.workspace, programme=counting)
    refuse_unconverted(view, workspace, found.language)
    return replace(found, view=view, workspace=workspace, is_judged=False)


def _show_document(report: CoverReport, cover: Cover, found: Asked, asked: Namespace) -> None:
    from encours.cover.ageing import age
    from encours.explain.cover_document import cover_document

    balance = age(found.view, found.workspace.programme, cover=cover)
    documents.show(lambda rows: cover_document(report, balance, asked.lang, rows=rows), asked)


def _show(report: CoverReport, asked: Namespace) -> None:
    if asked.format == "json":
        from encours.explain.cover_json import cover_json

        output.show_json(cover_json(report, asked.lang, findings=asked.findings), asked)
    elif asked.format == "csv":
        from encours.explain.cover_json import cover_columns, cover_rows

        output.show_csv(cover_rows(report, asked.lang), cover_columns(report, asked.lang), asked)
    else:
        from encours.explain.cover_screen import cover_page

        output.show(cover_page(report, asked.lang, rows=asked.top_rows), asked)
