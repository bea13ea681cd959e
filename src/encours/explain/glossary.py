"""What a word of the screens or of the trade means: the glossary, the six states, the fields of the files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from encours.clauses.states import State
from encours.facts.kinds import KINDS
from encours.facts.words import FIELD_WORDS, TABLE_WORDS
from encours.policy.faults import Words
from encours.units.plain_text import folded

STATES: Final[Mapping[State, Words]] = MappingProxyType({
    State.COVERED: Words(
        "the part of an invoice that the policy carries: every clause is met and the limit has room for it",
        "la part d'une facture que la police porte : toutes les clauses sont remplies et l'agrément a la place",
    ),
    State.OVER_LIMIT: Words(
        "insurable, but the limit on the buyer has no room for it; older debt paid in makes room",
        "garantissable, mais l'agrément du client n'a plus de place ; le règlement des factures plus anciennes en rend",
    ),
    State.SUSPENDED: Words(
        "not covered for now: something must happen first, and the clause says what",
        "non garanti pour l'instant : quelque chose doit d'abord arriver, et la clause dit quoi",
    ),
    State.NOT_COVERED: Words(
        "could have been insured and is not: a duty was not kept, or no limit was there",
        "aurait pu être garanti et ne l'est pas : une obligation n'a pas été tenue, ou il n'y avait pas d'agrément",
    ),
    State.OUTSIDE: Words(
        "the policy never insures such sales or such parts of them",
        "la police ne garantit jamais ces ventes, ou cette part d'elles",
    ),
    State.NEEDS_INFORMATION: Words(
        "a clause needs a fact that nobody told; why names the fact, and missing is not zero",
        "une clause a besoin d'un fait que personne n'a indiqué ; why le nomme, et une absence n'est pas zéro",
    ),
})  # fmt: skip
"""What each state of a part of an invoice means."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in both languages and what it means; ``names`` are clauses, terms or fields it leads to.

    ``meaning`` is empty in French where the glossary has it in English alone.
    """

    word: Words
    meaning: Words
    names: tuple[str, ...] = ()


def entries_of(subject: str) -> tuple[Entry, ...]:
    """Entries of a word: those that are it, else those that hold it; without accents, capitals and marks."""
    wanted = plain(subject)
    if not wanted:
        return ()
    found = [(each, _rank(each, wanted)) for each in _entries()]
    best = min((rank for _, rank in found), default=_NOT)
    return tuple(each for each, rank in found if rank == best < _NOT)


def plain(text: str) -> str:
    """A name or a title without what nobody remembers: accents, capitals, the marks between words."""
    return " ".join(folded(text).replace("_", " ").replace("-", " ").replace("’", "'").split())


_NOT: Final = 2


def _rank(entry: Entry, wanted: str) -> int:
    """0 where an entry is of that very word, 1 where a word of it holds it whole, else 2."""
    names = [plain(each) for words in entry.word for each in re.split(r"[,()]", words) if each.strip()]
    if wanted in names:
        return 0
    return 1 if any(f" {wanted} " in f" {each} ".replace("'", " ") for each in names) else _NOT


@cache
def _entries() -> tuple[Entry, ...]:
    states = tuple(Entry(Words(each.english, each.french), told) for each, told in STATES.items())
    return (*states, *_glossary(), *_fields())


def _glossary() -> Iterator[Entry]:
    """Rows of the glossary that have a meaning."""
    text = files("encours.explain").joinpath("glossary.md").read_text(encoding="utf-8")
    for row in text.splitlines():
        cells = [each.strip() for each in row.strip("|").split("|")]
        if row.startswith("| ") and len(cells) == 4 and cells[0] != "English":
            yield Entry(Words(cells[0], cells[1]), Words(cells[3], ""), tuple(re.findall(r"`([^`]+)`", cells[2])))


def _fields() -> Iterator[Entry]:
    """Fields that files may have, each once with every table that has it."""
    tables: dict[str, list[str]] = {}
    for table, kind in KINDS.items():
        for each in kind.fields:
            tables.setdefault(each.name, []).append(table)
    for name, holders in tables.items():
        field = next(each for each in KINDS[holders[0]].fields if each.name == name)
        french = FIELD_WORDS.get(name, (name,))[0]
        listed = ", ".join(each.replace("_", " ") for each in holders[:3])
        in_french = ", ".join(TABLE_WORDS[each] for each in holders[:3])
        english, french_meaning = field.en.rstrip("."), field.fr.rstrip(".")
        told = Words(f"{english} (column {name}: {listed})", f"{french_meaning} (colonne {name} : {in_french})")
        yield Entry(Words(name.replace("_", " "), french), told)
