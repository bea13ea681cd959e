"""A wording as people read it: its clauses with their text, its terms with their unit, bounds and meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from encours.clauses.wordings.premium import CHARGES
from encours.engine.clause import Clause
from encours.engine.terms import Term
from encours.engine.verdicts import NAMES
from encours.engine.wording import Wording
from encours.explain.again import HERE, Again
from encours.explain.blocks import EMPTY, Block, Column, Grid, Heading, Page, Span, line
from encours.explain.clause_texts import clause_text
from encours.explain.json_values import SCHEMA_VERSION, Json
from encours.explain.names import STAGE_WORDS, VERDICT_MARKS, VERDICT_WORDS
from encours.explain.readings import meaning, shown_reading
from encours.explain.values import label, written
from encours.explain.words import say
from encours.policy.quantities import read_quantity
from encours.policy.quantity_text import show_to_people
from encours.policy.schedule import PERIOD_TERMS
from encours.units.show import Language


def contents_page(wording: Wording, language: Language, again: Again = HERE) -> Page:
    """Every clause, stage by stage, then the steps of the indemnity chain."""
    return tuple(_contents(wording, language, again))


def _contents(wording: Wording, language: Language, again: Again) -> Iterator[Block]:
    yield line(Span(say("wording title", language, name=wording.name, edition=wording.edition), "bold"))
    stage = ""
    for each in wording.clauses:
        if each.stage != stage:
            stage = each.stage
            yield Heading(STAGE_WORDS[stage].in_language(language))
        title = clause_text(each.stage, each.name).title.in_language(language)
        yield line(Span(f"{each.name:<40}", "cyan"), title)
    if wording.steps:
        yield Heading(say("indemnity chain", language))
    for each in wording.steps:
        title = clause_text(each.stage, each.name).title.in_language(language)
        yield line(Span(f"{each.name:<40}", "cyan"), title)
    yield EMPTY
    clause = again.without_folder("help", "NOM" if language == "fr" else "NAME")
    terms = again.without_folder("policy", "terms")
    yield line(Span(say("help next", language, clause=clause, terms=terms), "bright_black"))


def clause_page(wording: Wording, clause: Clause, language: Language) -> Page:
    """Title, text, sentences by verdict, what to do, what is not modelled, and the terms."""
    return tuple(_clause(wording, clause, language))


def _clause(wording: Wording, clause: Clause, language: Language) -> Iterator[Block]:
    text = clause_text(clause.stage, clause.name)
    yield line(Span(text.title.in_language(language), "bold"), Span(f"   {clause.name}", "cyan"))
    yield line(
        Span(f"{wording.name} {wording.edition} · {STAGE_WORDS[clause.stage].in_language(language)}", "bright_black")
    )
    if text.takes:
        yield line(Span(say("loss title", language, title=text.loss.in_language(language)), "bright_black"))
    yield EMPTY
    yield line(text.text.in_language(language))
    yield Heading(say("answers", language))
    verdicts = {name: verdict for verdict, name in NAMES.items()}
    for name, words in text.sentences.items():
        verdict = verdicts[name]
        mark = VERDICT_MARKS[verdict]
        yield line(
            Span(f"{mark.symbol} {VERDICT_WORDS[verdict].in_language(language)}", mark.style),
            f" — {_open(wording, words.in_language(language), language)}",
            indent=2,
            hanging=2,
        )
    yield Heading(say("what to do", language).capitalize())
    yield line(Span("→ " + text.what_to_do.in_language(language), "cyan"), hanging=2)
    if clause.terms:
        yield Heading(say("terms", language))
        yield from _terms(clause.terms, language)
    yield Heading(say("not modelled", language))
    yield line(text.not_modelled.in_language(language))


def term_page(wording: Wording, name: str, language: Language) -> Page:
    """Meaning, unit, bounds, default and choices of a term, and the clauses that read it."""
    every = (*wording.clauses, *wording.steps, *CHARGES)
    readers = [each for each in every if name in each.terms or name in each.reads]
    return (
        *_terms({name: wording.terms[name]}, language, listed=False),
        *_readings(name, wording.terms[name], language),
        *(
            line(
                Span(f"{each.name:<40}", "cyan"),
                clause_text(each.stage, each.name).title.in_language(language),
                indent=2,
            )
            for each in readers
        ),
    )


def _terms(terms: Mapping[str, Term], language: Language, *, listed: bool = True) -> Iterator[Block]:
    """Each term with its meaning, default and bounds; its choices in a row where they are ``listed``."""
    for name, term in terms.items():
        yield line(Span(name, "bold cyan"), Span(f"  {_unit(term, language)}", "bright_black"))
        yield line(term.french if language == "fr" else term.english, indent=2)
        told = [say("default", language, value=_default(term, language))]
        if bounds := _bounds(term, language):
            told.append(bounds)
        if term.allowed and listed:
            told.append(", ".join(shown_reading(each, language) for each in term.allowed))
        if term.unit.name == "clock" and not listed:
            told.append(say("for example", language, value=_example(term, language)))
        yield line(Span(" · ".join(told), "bright_black"), indent=2)


def _readings(name: str, term: Term, language: Language) -> Iterator[Block]:
    """Each reading of a choice with what it means, the default marked."""
    yield EMPTY
    if not term.allowed:
        return
    for each in term.allowed:
        is_default = each.english == term.default
        yield line(
            Span("● " if is_default else "○ ", "cyan" if is_default else "bright_black"),
            Span(shown_reading(each, language), "bold"),
            f" — {meaning(each, name).in_language(language)}",
            indent=2,
            hanging=2,
        )
    yield EMPTY


def _example(term: Term, language: Language) -> str:
    """A clock as a policy in a language writes it."""
    value = read_quantity(term, term.example or "", "EUR")
    assert isinstance(value, int), f"example of a term: {term.example}"
    shown = show_to_people(term, value, "EUR", language)
    return f"«\u00a0{shown}\u00a0»" if language == "fr" else f'"{shown}"'


def _unit(term: Term, language: Language) -> str:
    return say(f"unit {term.unit.name}", language)


def _default(term: Term, language: Language) -> str:
    if term.default is None:
        return say("not used", language)
    chosen = next((each for each in term.choices or () if each.english == term.default), None)
    usual = {english: french for english, french, _ in term.presets} if language == "fr" else {}
    default = usual.get(term.default) or written(term.default, language)
    quoted = f"«\u00a0{default}\u00a0»" if language == "fr" else f'"{default}"'
    return quoted if chosen is None else shown_reading(chosen, language)


def _bounds(term: Term, language: Language) -> str:
    if term.low is None and term.high is None:
        return ""
    return say("bounds", language, low=written(term.low or "…", language), high=written(term.high or "…", language))


def _choices(term: Term) -> str:
    return ", ".join(f'"{each.english}"' for each in term.allowed)


def _set_by_policies(wording: Wording) -> dict[str, Term]:
    return {name: term for name, term in sorted(wording.terms.items()) if name not in PERIOD_TERMS}


def terms_page(wording: Wording, language: Language, again: Again = HERE) -> Page:
    """Every term a policy may set."""
    rows = tuple(
        (
            Span(name, "cyan"),
            _unit(term, language),
            Span(_default(term, language)),
            Span(term.french if language == "fr" else term.english),
        )
        for name, term in _set_by_policies(wording).items()
    )
    columns = (
        Column(say("term", language)),
        Column(say("unit", language), least=100),
        Column(say("default word", language), least=110),
        Column(say("meaning", language), folds=True),
    )
    title = say("wording title", language, name=wording.name, edition=wording.edition)
    command = again.without_folder("help", "TERME" if language == "fr" else "TERM")
    return (
        line(Span(title, "bold")),
        EMPTY,
        Grid(columns, rows),
        EMPTY,
        line(Span(say("help term", language, command=command), "bright_black")),
    )


def terms_json(wording: Wording) -> Json:
    """Every term for programs."""
    return {
        "shape": "terms",
        "version": SCHEMA_VERSION,
        "wording": wording.name,
        "edition": wording.edition,
        "terms": [
            {
                "name": name,
                "unit": term.unit.name,
                "default": term.default,
                "low": term.low,
                "high": term.high,
                "choices": None if term.choices is None else [each.english for each in term.allowed],
                "readings": [
                    {"en": each.english, "fr": each.french, "en_means": en, "fr_means": fr}
                    for each in term.allowed
                    for en, fr in (meaning(each, name),)
                ],
                "en": term.english,
                "fr": term.french,
            }
            for name, term in _set_by_policies(wording).items()
        ],
    }


def terms_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet of terms."""
    return say("terms columns", language).split("|")


def terms_rows(wording: Wording, language: Language) -> Iterator[list[str]]:
    """Rows of the spreadsheet of terms."""
    for name, term in _set_by_policies(wording).items():
        yield [
            name,
            _unit(term, language),
            term.default or "",
            term.low or "",
            term.high or "",
            _choices(term),
            term.french if language == "fr" else term.english,
        ]


def _open(wording: Wording, sentence: str, language: Language) -> str:
    """Sentence with what stands for each value named between brackets."""
    return re.sub(r"\{(\w+)\}", lambda found: f"[{label(wording, found[1], language)}]", sentence)
