"""The memo of the contract: of each department, what it does by when and what is lost if not, from the terms in force.

A line of several policies that reads the same stands once, with the policies it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from encours.duties.duty import Department
from encours.explain.clause_texts import clause_text
from encours.explain.memo_sentences import ByChoice, MemoEntry, More, Sentence
from encours.explain.memo_values import DERIVED, TermWords
from encours.explain.memo_words import entries_on
from encours.policy.schedule import Policy, Programme
from encours.units import Day
from encours.units.show import Language

_NAMES = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class MemoLine:
    """One line of a department: its kind, the policies it is of, its sentences, and the values that stand in them."""

    kind: str
    policies: tuple[str, ...]
    does: str
    by: str
    lost: str
    terms: tuple[tuple[str, str], ...]
    """Each term whose value stands in it, and the value in words."""
    clause: str
    """Title of the clause that it comes from, where one asks for it."""
    law: str


@dataclass(frozen=True, slots=True)
class Memo:
    """The memo of a programme with the terms in force on a day, by department in their order."""

    programme: Programme
    as_of: Day
    language: Language
    pages: tuple[tuple[Department, tuple[MemoLine, ...]], ...]


def memo(programme: Programme, as_of: Day, language: Language) -> Memo:
    """Memo of a programme; a line whose terms a policy does not use is none of it."""
    layers = [TermWords(policy, as_of, language) for policy in programme.layers]
    pages = [(each, tuple(_merged(list(_lines(layers, each, as_of))))) for each in Department]
    return Memo(programme, as_of, language, tuple(pages))


def day_of_terms(programme: Programme, asked: Day | None) -> Day:
    """Day whose terms are told where none is asked: the last of the period, by which every endorsement is in force."""
    return max(each.period_end for each in programme.layers) if asked is None else asked


def _lines(layers: Sequence[TermWords], who: Department, on: Day) -> Iterator[MemoLine]:
    every = entries_on(on)
    for kind in dict.fromkeys(each.kind for each in every if who in each.who):
        entries = [each for each in every if each.kind == kind and who in each.who]
        for told in layers:
            entry = next(filter(partial(_stands, told), entries), None)
            if entry is not None:
                yield _line(entry, told)


def _stands(told: TermWords, entry: MemoEntry) -> bool:
    """Whether a policy asks for a line."""
    asked = (
        all(told.is_used(each) for each in entry.needs)
        and all(told.holds(each) for each in entry.holds)
        and not any(told.is_used(each) for each in entry.without)
        and (not entry.written or any(told.is_written(each) for each in entry.written))
    )
    one_of = not entry.one_of or any(told.holds(each) for each in entry.one_of)
    return asked and one_of and (not entry.varies or told.excludes(entry.varies))


def _line(entry: MemoEntry, told: TermWords) -> MemoLine:
    sentences = [
        _sentence(entry.does, entry.more, told),
        _sentence(entry.by, entry.more_by, told, heads_several=entry.heads_several),
        _sentence(entry.lost, (), told),
    ]
    names = dict.fromkeys(name for each in sentences for name in _NAMES.findall(each))
    values = {name: told.words(name) for name in names}
    does, by, lost = (_closed(each.format(**values)) for each in sentences)
    return MemoLine(
        kind=entry.kind,
        policies=(told.policy.name,),
        does=does,
        by=by,
        lost=lost,
        terms=tuple((name, value) for name, value in values.items() if name not in DERIVED),
        clause=_clause(entry, told.policy, told.language),
        law=entry.law,
    )


def _sentence(
    sentence: Sentence, more: tuple[More, ...], told: TermWords, *, heads_several: bool = False
) -> str:  # fmt: skip
    """A sentence with what is added to it, the names of its terms still in it."""
    words = sentence.words.get(told.choice(sentence.term)) if isinstance(sentence, ByChoice) else sentence
    parts = [] if words is None else [words.in_language(told.language)]
    added = [each.words.in_language(told.language) for each in more if all(map(told.holds, each.conditions))]
    return "".join(added if heads_several and len(added) == 1 else [*parts, *added])


def _closed(text: str) -> str:
    """A sentence with its full stop: a list ends with it rather than with a semicolon."""
    text = text.strip().rstrip(";").rstrip()
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?" else f"{text}."


def _clause(entry: MemoEntry, policy: Policy, language: Language) -> str:
    """Title of the clause of a line, where the wording of the policy has it."""
    stage, _, name = entry.clause.partition("/")
    names = {each.name for each in (*policy.wording.clauses, *policy.wording.steps)}
    if not name or name not in names:
        return ""
    return clause_text(stage, name).title.in_language(language)


def _merged(lines: list[MemoLine]) -> Iterator[MemoLine]:
    """Lines that read the same, once, with the policies of all of them."""
    alike: dict[tuple[str, str, str, str], list[MemoLine]] = {}
    for each in lines:
        alike.setdefault((each.kind, each.does, each.by, each.lost), []).append(each)
    for found in alike.values():
        first = found[0]
        policies = tuple(name for each in found for name in each.policies)
        yield MemoLine(
            first.kind, policies, first.does, first.by, first.lost, first.terms, first.clause, first.law
        )  # fmt: skip
