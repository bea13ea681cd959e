"""The tree of an invoice as a page shows it: the words of `encours why`, folded until somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from encours.clauses.states import State
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, PARTLY, REFUSED, SUSPENDED
from encours.explain.age_words import ages_sentence
from encours.explain.blocks import Block, Grid, Line
from encours.explain.clause_texts import clause_text
from encours.explain.document.model import Amount, Chart, Column, Kind, Series, Shape, Tone
from encours.explain.document.setting import Setting, ratio
from encours.explain.document.shown import typeset
from encours.explain.names import STAGE_WORDS, VERDICT_MARKS, VERDICT_WORDS, state_word
from encours.explain.tree import LayerTree, Said, Tree
from encours.explain.tree_screen import (
    FAR,
    answer,
    chain,
    dates,
    kept_by,
    limit_told,
    next_change,
    older_told,
    open_told,
)
from encours.explain.values import amount, day
from encours.explain.widths import text_of
from encours.explain.words import say
from encours.policy.faults import Words
from encours.units import UNSET, Day
from encours.units.show import Language
from encours.web.pages.badges import TONES, Badge
from encours.web.pages.parts import Figure

VERDICT_TONES: Final = {
    KEPT: "covered",
    REFUSED: "not-covered",
    SUSPENDED: "suspended",
    NEEDS_INFORMATION: "needs-information",
    NOT_APPLICABLE: "outside",
    PARTLY: "over-limit",
}
OPEN: Final = Words("Open", "Solde ouvert")
INSURED_BY: Final = Words("Insured by {policy}", "Indemnité attendue, {policy}")


@dataclass(frozen=True, slots=True)
class ValueShown:
    """A value that a clause read: what people call it, how it is written, and where it came from."""

    label: str
    shown: str
    origin: str


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """What a clause said, the deciding one open; ``todo`` is empty where nothing needs be done."""

    title: str
    badge: Badge
    sentence: str
    until: str
    values: tuple[ValueShown, ...]
    text: str
    todo: str
    decides: bool


@dataclass(frozen=True, slots=True)
class StageShown:
    """The clauses of one verb: those that change something, then those that keep or do not concern the invoice."""

    title: str
    telling: tuple[ClauseShown, ...]
    quiet: tuple[ClauseShown, ...]


@dataclass(frozen=True, slots=True)
class LayerShown:
    """One layer: what it carries, what stands beside its clauses, its steps from what is open, and its clauses."""

    title: str
    is_open: bool
    told: tuple[str, ...]
    change: tuple[str, ...]
    steps: tuple[tuple[str, str, str], ...]
    stages: tuple[StageShown, ...]


@dataclass(frozen=True, slots=True)
class TreeShown:
    """Why, for one open row: its head, its state, its amounts in one bar, its layers."""

    number: str
    buyer_name: str
    where: str
    """Code and country of the buyer, and the entity that sold."""
    dates: tuple[str, ...]
    ages: str
    tone: str
    answer: tuple[str, ...]
    figures: tuple[Figure, ...]
    chart: Chart
    layers: tuple[LayerShown, ...]


def tree_shown(tree: Tree, as_of: Day, told: Language, *, seen: frozenset[str] | None = None) -> TreeShown:
    """A tree as a page shows it; `seen` are the numbers that may be named of older invoices, all of them by default."""
    return TreeShown(
        number=tree.number,
        buyer_name=tree.buyer_name,
        where=", ".join(each for each in (tree.line.buyer, tree.country, tree.line.entity) if each),
        dates=tuple(_set(each, told) for each in dates(tree, told)),
        ages=_set(ages_sentence(tree.ages, told) if tree.line.is_receivable else "", told),
        tone=TONES[State.OVER_LIMIT if tree.partly else tree.state],
        answer=tuple(texts_of(answer(tree, as_of, told), told)),
        figures=tuple(_figures(tree, told)),
        chart=_chart(tree, told),
        layers=tuple(_layer(tree, layer, rank, told, seen) for rank, layer in enumerate(tree.layers, start=1)),
    )


def _figures(tree: Tree, told: Language) -> Iterator[Figure]:
    row, cover = tree.line, tree.line.cover
    yield Figure(OPEN.in_language(told), Amount(cover.open_original, row.currency), open_told(tree, told))
    for state, part in cover.parts.items():
        if state is State.COVERED:
            word = state_word(state, told)
            yield Figure(word[:1].upper() + word[1:], Amount(part, tree.policy_currency), tone=Tone.COVERED)
    for layer in tree.layers:
        if layer.cover.admitted or layer is tree.layers[0]:
            title = INSURED_BY.in_language(told).format(policy=layer.policy)
            carried = say("carries", told, amount=amount(layer.cover.admitted, tree.policy_currency, told))
            is_known = layer.unknown_share is None
            value = Amount(layer.cover.insured, tree.policy_currency) if is_known else say("not known", told)
            yield Figure(title, value, carried, tone=Tone.COVERED if layer.cover.insured else Tone.PLAIN)


def _chart(tree: Tree, told: Language) -> Chart:
    setting = Setting(told, tree.policy_currency, None)
    parts = [(state, part) for state, part in tree.line.cover.parts.items() if part]
    title = setting.title("open")
    table = setting.list_of(
        title,
        (Column(setting.title("state")), Column(title, Kind.AMOUNT), Column("%", Kind.PERCENTAGE)),
        [
            (setting.state(state), setting.amount(part), ratio(part, tree.line.cover.open))
            for state, part in parts
        ],
    )  # fmt: skip
    return Chart("states", title, Shape.WHOLE, table, (Series(1, title, "", Tone.PLAIN),))


def _layer(tree: Tree, layer: LayerTree, rank: int, told: Language, seen: frozenset[str] | None) -> LayerShown:
    carried = amount(layer.cover.admitted, tree.policy_currency, told)
    title = say("layer", told, rank=rank, policy=layer.policy, insurer=layer.insurer)
    decided = layer.decided_by
    beside: list[Block] = [*limit_told(layer, told)]
    names_all = seen is None or all(each.number in seen for each in tree.older)
    if decided is not None and decided.finding.clause == "room_in_the_limit" and names_all:
        beside += older_told(tree, layer, told)
    beside += kept_by(layer, told)
    return LayerShown(
        title=_set(f"{title} — {say('carries', told, amount=carried)}", told),
        is_open=rank == 1 or bool(layer.cover.admitted),
        told=tuple(texts_of(beside, told)),
        change=tuple(texts_of(next_change(tree, layer, told), told)),
        steps=_steps(chain(tree, layer, told)) if layer.chain else (),
        stages=tuple(_stages(layer, told)),
    )


def _stages(layer: LayerTree, told: Language) -> Iterator[StageShown]:
    for stage in dict.fromkeys(each.finding.stage for each in layer.clauses):
        own = [each for each in layer.clauses if each.finding.stage == stage]
        yield StageShown(
            title=_set(STAGE_WORDS[stage].in_language(told), told),
            telling=tuple(_clause(each, told) for each in own if not each.is_quiet),
            quiet=tuple(_clause(each, told) for each in own if each.is_quiet),
        )


def _clause(said: Said, told: Language) -> ClauseShown:
    finding = said.finding
    mark, is_wanting = VERDICT_MARKS[finding.verdict], finding.verdict == NEEDS_INFORMATION
    until = finding.until
    lasts = until is not None and until < FAR and finding.verdict == KEPT
    return ClauseShown(
        title=_set(said.title, told),
        badge=Badge(
            VERDICT_WORDS[finding.verdict].in_language(told), mark.symbol, VERDICT_TONES[finding.verdict]
        ),
        sentence=_set(said.sentence, told),
        until=say("holds until", told, day=day(until, told)) if lasts and until is not None else "",
        values=tuple(
            ValueShown(_set(each.label, told), each.shown, each.origin)
            for each in said.values
            if each.value != UNSET or is_wanting
        ),
        text=_set(clause_text(finding.stage, finding.clause).text.in_language(told), told),
        todo=_set(said.to_tell if is_wanting and said.to_tell else "" if said.is_quiet else said.what_to_do, told),
        decides=said.decides,
    )  # fmt: skip


def texts_of(blocks: Iterable[Block], told: Language) -> Iterator[str]:
    """Texts of the lines of a page of the terminal, without their layout."""
    for each in blocks:
        if isinstance(each, Line) and (text := "".join(span.text for span in each.spans).strip()):
            yield _set(text, told)


def _steps(grid: Grid) -> tuple[tuple[str, str, str], ...]:
    """Steps from what is open to what is insured: what, how much is taken, how much is left."""
    return tuple((text_of(row[0]), text_of(row[1]), text_of(row[2])) for row in grid.rows)


def _set(text: str, told: Language) -> str:
    return typeset(text, told)
