"""A programme on a book as a document: its tower drawn, and what each layer would pay if a large buyer failed."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.document.asked import asked_of, told, warnings
from encours.explain.document.model import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Kind,
    Paragraph,
    Part,
    Series,
    Shape,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, ratio
from encours.explain.document.shown import shown
from encours.explain.programme_report import ProgrammeReport
from encours.explain.programme_screen import between
from encours.explain.settlement_report import word
from encours.explain.words import say_count
from encours.units import Cents
from encours.units.show import Language


def programme_document(report: ProgrammeReport, language: Language, *, rows: int | None) -> Document:
    """Document of the programme."""
    question = report.question
    setting = Setting(language, question.currency, rows)
    return Document(
        title=setting.say("programme title"),
        company=question.company,
        told=told(question, setting),
        language=language,
        as_of=question.as_of,
        opening=(*warnings(question, setting), Paragraph(_headline(report, setting), Voice.LEAD)),
        parts=tuple(part for part in _parts(report, setting) if part.blocks),
        question=asked_of(question, setting),
    )


def _headline(report: ProgrammeReport, setting: Setting) -> str:
    if not report.outstanding:
        return setting.say("nothing open that day")
    return setting.say(
        "programme headline",
        outstanding=setting.whole(report.outstanding),
        carried=setting.whole(report.admitted),
        share=shown(ratio(report.admitted, report.outstanding), setting.language) or "–",
        nobody=setting.whole(report.carried_by_nobody),
    )


def _parts(report: ProgrammeReport, setting: Setting) -> Iterator[Part]:
    yield Part("tower", setting.say("programme tower"), tuple(_tower(report, setting)))
    if report.failures:
        title = setting.set(say_count(len(report.failures), "programme failures", setting.language))
        blocks: tuple[Block, ...] = (
            _failures(report, setting, title),
            Paragraph(setting.say("programme failures rule"), Voice.NOTE),
        )
        yield Part("failures", title, blocks)


def _tower(report: ProgrammeReport, setting: Setting) -> Iterator[Block]:
    table = _layers(report, setting)
    series = (
        Series(2, setting.say("programme carries"), "", Tone.COVERED),
        Series(3, setting.say("programme nobody"), "", Tone.NOT_COVERED),
    )
    yield Chart("tower", setting.say("programme chart"), Shape.BARS, table, series)
    if report.unknown_share is not None:
        told = report.unknown_share.told(report.question.programme.primary, setting.language)
        yield Paragraph(setting.set(told), Voice.NOTE)
    yield from _years(report, setting)


def _layers(report: ProgrammeReport, setting: Setting) -> Table:
    """The layers from the highest to the first, then what nobody carries."""
    rows: list[tuple[Value | Cell, ...]] = [
        (
            each.policy.name,
            word(each.mode, setting.language),
            None if each.admitted is None else setting.amount(each.admitted),
            None,
            None if each.insured is None else setting.amount(each.insured),
        )
        for each in reversed(report.layers)
    ]
    nobody = setting.amount(report.carried_by_nobody)
    rows.append((setting.title("programme nobody"), "", None, nobody, None))
    return setting.list_of(
        setting.say("programme tower"),
        (
            Column(setting.title("settlement layer")),
            Column(setting.title("programme mode")),
            Column(setting.title("programme carries"), Kind.AMOUNT),
            Column(setting.title("programme nobody"), Kind.AMOUNT),
            Column(setting.title("programme insured"), Kind.AMOUNT),
        ),
        rows,
        total=(setting.say("total"), None, setting.amount(report.admitted), nobody, setting.amount(report.insured)),
        sheet="sheet layers",
    )


def _years(report: ProgrammeReport, setting: Setting) -> Iterator[Paragraph]:
    """Where the losses of each layer begin and end in the policy year, for those that agree on it."""
    colon = "\u00a0:" if setting.language == "fr" else ":"
    for each in reversed(report.layers):
        told = between(each, report.question.currency, setting.language)
        if told:
            yield Paragraph(setting.set(f"{each.policy.name}{colon} {told}."))


def _failures(report: ProgrammeReport, setting: Setting, title: str) -> Table:
    def amount(cents: Cents | None) -> Value:
        return "?" if cents is None else setting.amount(cents)

    rows: list[tuple[Value | Cell, ...]] = [
        (
            each.name or each.buyer,
            amount(each.outstanding),
            *(amount(each.paid_by(layer.policy)) for layer in report.layers),
            amount(each.left),
        )
        for each in report.failures
    ]
    return setting.list_of(
        title,
        (
            Column(setting.title("buyer")),
            Column(setting.title("programme owed"), Kind.AMOUNT),
            *(Column(setting.set(each.policy.name), Kind.AMOUNT) for each in report.layers),
            Column(setting.title("programme stays"), Kind.AMOUNT),
        ),
        setting.shown(rows),
        left=setting.left(rows),
        sheet="sheet failures",
    )
