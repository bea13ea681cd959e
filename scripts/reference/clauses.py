"""docs/reference/clauses.md: every clause of the wording, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from encours.clauses.states import LossPart, State
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.clauses.wordings.premium import CHARGES, PRICE, RESULT
from encours.clauses.wordings.stages import STAGES
from encours.engine.clause import Clause
from encours.engine.verdicts import NAMES
from encours.explain.clause_cases import Case
from encours.explain.clause_texts import ClauseText, clause_text
from encours.explain.names import STAGE_WORDS, VERDICT_WORDS
from encours.explain.values import label
from encours.policy.faults import Words
from encours.units.show import Language
from reference.markdown import page, table

WORDING = WHOLE_TURNOVER
VERDICTS = {name: verdict for verdict, name in NAMES.items()}
HEAD = """# Clauses

<!-- Made from the code by `make docs`; an edit here is lost. -->

The {name} wording, edition {edition}: {count} clauses in the order in which they are run,
then the {steps} steps of the indemnity chain, then the {charges} clauses of the premium. Between brackets stands
what a sentence names for the invoice it speaks of. `encours help CLAUSE` prints one entry of this page.

La police {name}, édition {edition} : {count} clauses dans l'ordre où elles s'appliquent, puis les
{steps} étapes de la chaîne d'indemnité, puis les {charges} clauses de la prime. Entre crochets figure ce
que la phrase nomme pour la facture dont elle parle."""

STEPS = """The steps between the loss and the indemnity; a policy takes those it has, in its own order, under
[`indemnity_chain`](terms.md#indemnity_chain). [What each usual order does](../indemnity-chain.md).

Les étapes entre la perte et l'indemnité ; une police prend celles qu'elle a, dans son propre ordre, sous
[`indemnity_chain`](terms.md#indemnity_chain). [Ce que fait chaque ordre usuel](../chaine-indemnite.md)."""


PREMIUM = """Each is asked alone, of what was counted, declared or paid in a policy year.
[How the premium of a year is told](../premium.md).

Chacune est posée seule, sur ce qui a été compté, déclaré ou payé dans une année d'assurance.
[Comment se calcule la prime d'une année](../prime.md)."""


def clauses_page() -> str:
    """The page: the stages in their order, a contents list, and each clause."""
    head = HEAD.format(
        name=WORDING.name,
        edition=WORDING.edition,
        count=len(WORDING.clauses),
        steps=len(WORDING.steps),
        charges=len(CHARGES),
    )
    return page(head, _contents(), *_sections())


def _contents() -> str:
    rows = []
    for place, each in enumerate((*WORDING.clauses, *WORDING.steps, *CHARGES), start=1):
        title = clause_text(each.stage, each.name).title
        rows.append((str(place), f"[`{each.name}`](#{each.name})", title.english, title.french))
    return table(("", "Clause", "English", "Français"), rows)


def _sections() -> Iterator[str]:
    stage = ""
    for each in WORDING.clauses:
        if each.stage != stage:
            stage = each.stage
            words = STAGE_WORDS[stage]
            yield f"## {words.english} | {words.french}"
            state = State(STAGES[stage])
            yield f"What it refuses or cuts is: {state.english}. Ce qu'elle refuse ou retranche est : {state.french}."
        yield _clause(each)
    yield "## The indemnity chain | La chaîne d'indemnité"
    yield STEPS
    for each in WORDING.steps:
        yield _clause(each)
    yield "## What the cover costs | Ce que coûte la garantie"
    yield PREMIUM
    for each in CHARGES:
        yield _clause(each)


def _clause(clause: Clause) -> str:
    text = clause_text(clause.stage, clause.name)
    lost = f"Where it refuses, suspends or cuts: {text.loss.english} | {text.loss.french}"
    parts = [
        f"### {clause.name}",
        f"**{text.title.english}** | **{text.title.french}**",
        *([lost] if text.takes else []),
    ]
    if clause.exception_to:
        parts.append(f"Exception to [`{clause.exception_to}`](#{clause.exception_to}).")
    if clause in WORDING.steps:
        part = LossPart(clause.state)
        parts.append(f"What this step cuts is: {part.english}. Ce qu'elle retranche est : {part.french}.")
    elif clause not in CHARGES and clause.state != STAGES[clause.stage]:
        state = State(clause.state)
        parts.append(f"What this clause refuses is: {state.english}. Ce qu'elle refuse est : {state.french}.")
    parts += [text.text.english, text.text.french, _answers(clause)]
    parts.append(f"What to do: {text.what_to_do.english}\n\nQue faire : {text.what_to_do.french}")
    parts += [_cases(cases, title) for cases, title in _tables_by_case(text) if cases]
    parts.append(f"Not modelled: {text.not_modelled.english}\n\nNon modélisé : {text.not_modelled.french}")
    if clause.terms:
        parts.append("Terms: " + ", ".join(f"[`{name}`](terms.md#{name})" for name in clause.terms) + ".")
    return page(*parts).rstrip()


def _tables_by_case(text: ClauseText) -> Iterator[tuple[tuple[Case, ...], str]]:
    yield text.sentence_cases, "Says, where | Dit, lorsque"
    yield text.advice_cases, "To do, where | À faire, lorsque"


def _cases(cases: Sequence[Case], title: str) -> str:
    rows = [(f"`{each.key}`", _open(each.words.english, "en"), _open(each.words.french, "fr")) for each in cases]
    return table((title, "English", "Français"), rows)


def _answers(clause: Clause) -> str:
    text = clause_text(clause.stage, clause.name)
    rows = []
    for name, words in text.sentences.items():
        said = VERDICT_WORDS[VERDICTS[name]]
        rows.append((f"{said.english} | {said.french}", _open(words.english, "en"), _open(words.french, "fr")))
    return table(("", "English", "Français"), rows)


def _open(sentence: str, language: str) -> str:
    shown: Language = "fr" if language == "fr" else "en"
    return re.sub(r"\{(\w+)\}", lambda found: f"[{_label(found[1], shown)}]", sentence)


def _label(name: str, language: Language) -> str:
    """What people call a value of a sentence: a figure of the premium by its own name."""
    for chain in (PRICE, RESULT):
        if name in chain.figures:
            return Words(chain.figures[name].english, chain.figures[name].french).in_language(language)
    return label(WORDING, name, language)
