"""The pages of `encours help` that are of no clause and no term: a word of the trade, the assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from encours.explain.again import Again
from encours.explain.blocks import EMPTY, Block, Column, Grid, Page, Span, line
from encours.explain.glossary import Entry
from encours.explain.words import say
from encours.facts.assumptions import ASSUMPTIONS
from encours.units.show import Language

MOST: Final = 8
"""Entries, and pages to go to, that are shown of one word."""


def word_page(entries: Sequence[Entry], near: Sequence[tuple[str, str]], language: Language, again: Again) -> Page:
    """What a word means, then the clauses and terms (name and title) that tell more."""
    return tuple(_word(entries, near, language, again))


def _word(
    entries: Sequence[Entry], near: Sequence[tuple[str, str]], language: Language, again: Again
) -> Iterator[Block]:
    for each in entries[:MOST]:
        word, other = each.word.in_language(language), each.word.in_language("en" if language == "fr" else "fr")
        beside = "" if word == other else f"   {say('help in the other', language, word=other)}"
        yield line(Span(word, "bold"), Span(beside, "bright_black"))
        if meaning := each.meaning.in_language(language):
            yield line(f"{meaning[:1].upper()}{meaning[1:].rstrip('.')}.", indent=2)
    if near:
        yield EMPTY
        command = again.without_folder("help", "NOM" if language == "fr" else "NAME")
        yield line(Span(say("help more", language, command=command), "bright_black"))
        pages = [(Span(name, "cyan"), title) for name, title in near[:MOST]]
        yield Grid((Column(""), Column("", folds=True)), tuple(pages), indent=2, titled=False)


def assumptions_page(language: Language) -> Page:
    """Every assumption that a folder may make: its name, what it takes, what it means."""
    titles = ("help assumption", "help takes", "help meaning")
    columns = tuple(Column(say(each, language), folds=place == 2) for place, each in enumerate(titles))
    rows = tuple(
        (
            Span(each.french_name if language == "fr" else each.name, "cyan"),
            say(f"help takes {each.takes}", language),
            each.fr if language == "fr" else each.en,
        )
        for each in ASSUMPTIONS.values()
    )
    head = (line(Span(say("help assumptions", language), "bold")), EMPTY)
    return (*head, Grid(columns, rows), EMPTY, line(Span(say("help assumptions next", language), "bright_black")))
