"""`encours help SUBJECT`: the text of a clause with its terms, or the meaning of a term."""

from __future__ import annotations

from argparse import Namespace
from itertools import islice
from typing import Final

from encours.clauses.wordings import WHOLE_TURNOVER
from encours.cli import exit_codes, messages, output
from encours.cli.proposed import again
from encours.engine.wording import Wording
from encours.explain.clause_texts import clause_text
from encours.explain.wording_screen import clause_page, contents_page, term_page
from encours.units.plain_text import folded
from encours.units.refusal import nearest_names

PROPOSED: Final = 3
"""Names offered at most in the place of one that is not known."""


def run(asked: Namespace) -> int:
    """Print the page of a clause or of a term, called by name or by a printed title, or the list of both."""
    written = " ".join(asked.subject)
    subject, wording = _plain(written), WHOLE_TURNOVER
    clauses = {each.name: each for each in (*wording.clauses, *wording.steps)}
    if not subject:
        output.show(contents_page(wording, asked.lang, again(asked)), asked)
        return exit_codes.ANSWERED
    known = {_plain(name): name for name in (*clauses, *wording.terms)}
    titles = {} if subject in known else _titles(wording)
    name = known.get(subject) or titles.get(subject, ("", ""))[1]
    if name in clauses:
        output.show(clause_page(wording, clauses[name], asked.lang), asked)
    elif name:
        output.show(term_page(wording, name, asked.lang), asked)
    else:
        printed = known | {title: said for title, (said, _) in titles.items() if title not in known}
        near = [printed[each] for each in _near(subject, printed)]
        output.complain(messages.no_subject(written, near, asked.lang, again(asked)))
        return exit_codes.REFUSED
    return exit_codes.ANSWERED


def _plain(text: str) -> str:
    """A name or a title without what nobody remembers: accents, capitals, the marks between words."""
    return " ".join(folded(text).replace("_", " ").replace("-", " ").replace("’", "'").split())


def _titles(wording: Wording) -> dict[str, tuple[str, str]]:
    """Titles that reports print for a clause, in either language, as they are printed and with its name."""
    found: dict[str, tuple[str, str]] = {}
    for each in (*wording.clauses, *wording.steps):
        text = clause_text(each.stage, each.name)
        for words in (text.title, text.loss):
            for title in (words.english, words.french):
                found.setdefault(_plain(title), (title, each.name))
    return found


def _near(subject: str, known: dict[str, str]) -> list[str]:
    """What is known a few slips away; else what has a word that begins like each one written."""
    words = [f" {each}" for each in subject.split()]
    holding = (each for each in known if all(word in f" {each}" for word in words))
    return list(nearest_names(subject, known) or islice(holding, PROPOSED))
