"""`encours buyers FOLDER`: what each buyer owes, what is covered of it, and whether one may still deliver."""

from __future__ import annotations

from argparse import Namespace

from encours.cli import exit_codes, output
from encours.cli.cover import answer, question
from encours.cli.reading import Refused, ask


def run(asked: Namespace) -> int:
    """Print the buyers, the largest outstanding first."""
    from encours.explain import buyers_report as report

    try:
        found = ask(asked, asked.folder)
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    about = question(found, asked)
    buyers = report.buyers_report(answer(found), about)
    if asked.format == "json":
        from encours.explain.cover_json import question_json

        output.show_json(report.buyers_json(buyers, question_json(about, asked.lang)))
    elif asked.format == "csv":
        output.show_csv(report.buyers_rows(buyers, about, asked.lang), report.buyers_columns(asked.lang), asked)
    else:
        output.show(report.buyers_page(buyers, about, asked.lang, rows=asked.top_rows), asked)
    return exit_codes.ANSWERED
