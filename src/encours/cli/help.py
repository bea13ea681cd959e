"""`encours help SUBJECT`: the text of a clause with its terms, the meaning of a term, of a table, or of a word."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from itertools import islice
from typing import Final

from encours.clauses.wordings import WHOLE_TURNOVER
from encours.clauses.wordings.premium import CHARGES
from encours.cli import exit_codes, messages, output
from encours.cli.proposed import again
from encours.engine.wording import Wording
from encours.explain.clause_texts import clause_text
from encours.explain.glossary import entries_of, plain
from encours.explain.glossary_screen import assumptions_page, word_page
from encours.explain.table_screen import table_page
from encours.explain.wording_screen import clause_page, contents_page, term_page
from encours.facts.kinds import KINDS
from encours.policy.faults import Words
from encours.units.refusal import nearest_names
from encours.units.show import Language

ASSUMPTIONS: Final = frozenset({"assumptions", "assumption", "hypotheses", "hypothese"})
PROPOSED: Final = 3
"""Names offered at most in the place of one that is not known."""


def run(asked: Namespace) -> int:
    """Print the page of a clause, a term or a word, called by name or by a printed title, or the list of clauses."""
    written = " ".join(asked.subject)
    subject, wording = plain(written), WHOLE_TURNOVER
    beside = (each for each in CHARGES if each.name not in wording.terms)
    clauses = {each.name: each for each in (*wording.clauses, *wording.steps, *beside)}
    if not subject:
        output.show(contents_page(wording, asked.lang, again(asked)), asked)
        return exit_codes.ANSWERED
    known = {plain(name): name for name in (*clauses, *wording.terms)}
    titles = {} if subject in known else _titles(wording)
    name = known.get(subject) or titles.get(subject, ("", ""))[1]
    if name in clauses:
        output.show(clause_page(wording, clauses[name], asked.lang), asked)
    elif name:
        output.show(term_page(wording, name, asked.lang), asked)
    elif subject in ASSUMPTIONS:
        output.show(assumptions_page(asked.lang), asked)
    elif entries := entries_of(subject):
        told = [each for entry in entries for each in entry.names]
        pages = _pages(wording, subject, told, asked.lang)
        output.show(word_page(entries, pages, asked.lang, again(asked)), asked)
    elif (table := subject.replace(" ", "_")) in KINDS:
        output.show(table_page(KINDS[table], asked.lang), asked)
    else:
        printed = known | {title: said for title, (said, _) in titles.items() if title not in known}
        near = [printed[each] for each in _near(subject, printed)]
        output.complain(messages.no_subject(written, near, asked.lang, again(asked)))
        return exit_codes.REFUSED
    return exit_codes.ANSWERED


def _pages(wording: Wording, subject: str, told: Iterable[str], language: Language) -> list[tuple[str, str]]:
    """Clauses and terms, by name and title, that a word leads to: those told of it, those that its titles hold."""
    titles = {each.name: clause_text(each.stage, each.name).title for each in (*wording.clauses, *wording.steps)}
    terms = {name: Words(term.english, term.french) for name, term in wording.terms.items()}
    known = {**terms, **titles}
    named = [name for name in told if name in known]
    holding = [name for name, words in titles.items()
               if any(f" {subject}" in f" {plain(each)}" for each in (name, *words))]  # fmt: skip
    return [(name, known[name].in_language(language)) for name in dict.fromkeys((*named, *holding))]


def _titles(wording: Wording) -> dict[str, tuple[str, str]]:
    """Titles that reports print for a clause, in either language, as they are printed and with its name."""
    found: dict[str, tuple[str, str]] = {}
    for each in (*wording.clauses, *wording.steps, *CHARGES):
        text = clause_text(each.stage, each.name)
        for words in (text.title, text.loss):
            for title in (words.english, words.french):
                found.setdefault(plain(title), (title, each.name))
    return found


def _near(subject: str, known: dict[str, str]) -> list[str]:
    """What is known a few slips away; else what has a word that begins like each one written."""
    words = [f" {each}" for each in subject.split()]
    holding = (each for each in known if all(word in f" {each}" for word in words))
    return list(nearest_names(subject, known) or islice(holding, PROPOSED))
