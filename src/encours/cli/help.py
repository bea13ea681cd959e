"""`encours help SUBJECT`: the text of a clause with its terms, or the meaning of a term."""

from __future__ import annotations

from argparse import Namespace

from encours.clauses.wordings import WHOLE_TURNOVER
from encours.cli import exit_codes, messages, output
from encours.cli.proposed import again
from encours.explain.wording_screen import clause_page, contents_page, term_page
from encours.units.refusal import nearest_names


def run(asked: Namespace) -> int:
    """Print the page of a clause or of a term, or the list of both."""
    subject = asked.subject.strip().replace(" ", "_").replace("-", "_").lower()
    wording = WHOLE_TURNOVER
    clauses = {each.name: each for each in wording.clauses}
    if not subject:
        output.show(contents_page(wording, asked.lang, again(asked)), asked)
    elif subject in clauses:
        output.show(clause_page(wording, clauses[subject], asked.lang), asked)
    elif subject in wording.terms:
        output.show(term_page(wording, subject, asked.lang), asked)
    else:
        near = nearest_names(subject, [*clauses, *wording.terms])
        output.complain(messages.no_subject(asked.subject, near, asked.lang, again(asked)))
        return exit_codes.REFUSED
    return exit_codes.ANSWERED
