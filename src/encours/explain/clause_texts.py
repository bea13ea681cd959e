"""The text of each clause, read from the page beside its rule, and its sentence and advice about one finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from encours.engine.findings import Finding
from encours.engine.verdicts import NAMES, PARTLY, REFUSED, SUSPENDED
from encours.engine.wording import Wording
from encours.explain.clause_cases import Case, case_of, words_of
from encours.explain.unknown_words import Told, filled
from encours.explain.values import Values, day, label
from encours.policy.faults import Words
from encours.units.show import Language

SEPARATOR: Final = " | "
LOSS: Final = "\nLoss: "
"""Starts the line, under the title, of the title that a clause bears where it takes cover away."""
TAKES: Final = frozenset({REFUSED, SUSPENDED, PARTLY})
BY_CASE: Final = " by case"
"""Ends the title of a section, left out by most pages, that tells some answers of a verdict apart."""
SECTIONS: Final = ("Text", "Verdicts", "What to do", "Not modelled")


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause in words: its titles, its text, a sentence for each verdict, and what one can do about it.

    ``title`` says what the clause asks for, ``loss`` what happened where it refuses, suspends or cuts.
    """

    title: Words
    loss: Words
    text: Words
    sentences: Mapping[str, Words]
    what_to_do: Words
    not_modelled: Words
    sentence_cases: tuple[Case, ...] = ()
    advice_cases: tuple[Case, ...] = ()

    @property
    def takes(self) -> bool:
        """Whether any verdict of the clause takes cover away."""
        return any(NAMES[verdict] in self.sentences for verdict in TAKES)

    def heading(self, verdict: int) -> Words:
        """The loss title for a verdict that takes cover away, else the title."""
        return self.loss if verdict in TAKES else self.title

    def advice(self, verdict: int) -> Words:
        """What one can do where a clause gave a verdict, whatever the values."""
        plain = (each.words for each in self.advice_cases if each.verdict == NAMES[verdict] and not each.conditions)
        return next(plain, self.what_to_do)


def heading(finding: Finding, language: Language) -> str:
    """Title of a clause as it decided for one row: the loss title where it refuses, suspends or cuts."""
    return clause_text(finding.stage, finding.clause).heading(finding.verdict).in_language(language)


@cache
def clause_text(stage: str, name: str) -> ClauseText:
    """Words of a clause, from the page in its folder."""
    page = files("encours.clauses") / stage / name / "clause.md"
    return parsed(page.read_text(encoding="utf-8"))


def parsed(page: str) -> ClauseText:
    """Words of a clause's page; a page without one of its sections is a mistake of its author."""
    head, *rest = page.split("\n## ")
    sections = {each.partition(SEPARATOR)[0].strip(): each.partition("\n")[2].strip() for each in rest}
    absent = [name for name in SECTIONS if name not in sections]
    assert not absent, f"a clause page lacks {absent}"
    title, _, loss = head.partition(LOSS)
    assert loss, "a clause page lacks its loss title"
    english, _, french = sections["Text"].partition("\n\n")
    return ClauseText(
        title=_words(title.removeprefix("# ").strip()),
        loss=_words(loss),
        text=Words(english.strip(), french.strip()),
        sentences=dict(sentences_of(sections["Verdicts"])),
        what_to_do=_words(sections["What to do"]),
        not_modelled=_words(sections["Not modelled"]),
        sentence_cases=_cases(sections.get("Verdicts" + BY_CASE, "")),
        advice_cases=_cases(sections.get("What to do" + BY_CASE, "")),
    )


def _cases(table: str) -> tuple[Case, ...]:
    return tuple(case_of(key, words) for key, words in sentences_of(table))


def _words(text: str) -> Words:
    english, _, french = text.partition(SEPARATOR)
    return Words(english.strip(), french.strip())


def sentences_of(table: str) -> list[tuple[str, Words]]:
    """Sentences in both languages of a table of three columns, by what stands in the first."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()]
    return [(row[0], Words(row[1], row[2])) for row in rows[2:] if len(row) == 3]


def sentence(
    wording: Wording, finding: Finding, *, currency: str, language: Language, lacking: Sequence[str] = ()
) -> str:
    """What the clause says of one row, with the values it read; amounts are in the policy's currency.

    An exception that replaced a refusal is named after the sentence. `lacking` says what lacks where that is told
    better than by the names that the clause reads.
    """
    text = clause_text(finding.stage, finding.clause)
    by_case = words_of(text.sentence_cases, finding, Values(wording, currency, "en"))
    found = by_case or text.sentences.get(NAMES[finding.verdict])
    if found is None:
        said = label(wording, finding.clause, language) + "."
    else:
        told = _Placeholders(wording, finding, currency, language, tuple(lacking)).told
        said = filled(found.in_language(language), told, language)
    if finding.overridden_by is None:
        return said
    other = next((each for each in wording.clauses if each.name == finding.overridden_by), None)
    if other is None:
        return said
    title = clause_text(other.stage, other.name).title.in_language(language)
    return f"{said} ({title})"


def advice(wording: Wording, finding: Finding, *, currency: str, language: Language) -> str:
    """What one can do about the answer of a clause for one row."""
    text = clause_text(finding.stage, finding.clause)
    by_case = words_of(text.advice_cases, finding, Values(wording, currency, "en"))
    return (by_case or text.what_to_do).in_language(language)


@dataclass(frozen=True, slots=True)
class _Placeholders:
    """Values of a finding as a sentence shows them, each shown when the sentence asks for it."""

    wording: Wording
    finding: Finding
    currency: str
    language: Language
    lacking: tuple[str, ...] = ()

    def told(self, name: str) -> Told:
        """The value that a placeholder stands for; a text of its own where it stands for none."""
        finding, values = self.finding, Values(self.wording, self.currency, self.language)
        if name == "missing":
            joint = " and " if self.language == "en" else " ni "
            labels = self.lacking or [label(self.wording, each, self.language) for each in finding.missing]
            return Told("", 0, joint.join(dict.fromkeys(labels)))
        if name == "until" and finding.until is not None:
            return Told("", 0, day(finding.until, self.language))
        amounts = {"asked": finding.asked, "granted": finding.granted}
        if name == "cut" and finding.asked is not None and finding.granted is not None:
            return Told("cents", 0, values.shown("asked", finding.asked - finding.granted))
        value = amounts[name] if amounts.get(name) is not None else finding.values.get(name)
        if value is None:
            return Told("", 0, "…")
        unit = "cents" if name in amounts else self.wording.unit_of(name).name
        return Told(unit, value, values.shown(name, value))
