"""The register of duties as a document: what hangs on the days to come, what is to be done, what was missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from encours.duties.duty import Duty, Standing
from encours.explain.document.asked import question_table, told, warnings
from encours.explain.document.model import (
    Block,
    Cell,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Part,
    Table,
    Tone,
    Voice,
)
from encours.explain.document.setting import Setting, spreadsheet
from encours.explain.duties_json import duties_columns, duties_rows
from encours.explain.duties_report import DutiesReport, stake
from encours.explain.duties_screen import lacking
from encours.explain.duty_words import STANDINGS, department, duty_text
from encours.units.show import Language

_MISSED: Final = frozenset({Standing.LATE, Standing.DONE_LATE})


def duties_document(report: DutiesReport, language: Language, *, rows: int | None) -> Document:
    """Document of the duties chosen; each list has at most so many rows, and a spreadsheet all of them."""
    head = report.head
    setting = Setting(language, head.currency, rows)
    who = [setting.say("duties of", who=department(report.chosen.who, language))] if report.chosen.who else []
    policies = [(setting.title("policy"), each) for each in head.policies]
    return Document(
        title=setting.say("duties title"),
        company=head.company,
        told=told(head, setting, *who),
        language=language,
        as_of=head.as_of,
        opening=(*warnings(head, setting), *_opening(report, setting)),
        parts=tuple(_parts(report, setting)),
        question=question_table(head, setting, policies),
    )


def _opening(report: DutiesReport, setting: Setting) -> Iterator[Block]:
    lists = (
        ("dated", "duties to do", report.hanging.covered, report.dated, Tone.WARNING),
        ("missed", "duties missed", report.lost.covered, report.missed, Tone.NOT_COVERED),
        ("done", "duties done", report.kept.covered, report.done, Tone.COVERED),
    )
    figures = [
        KeyFigure(
            setting.title(key), setting.amount(amount), setting.counted(len(duties), "duties counted"),
            anchor if duties and not setting.is_whole else "", tone,
        )
        for anchor, key, amount, duties, tone in lists
    ]  # fmt: skip
    yield KeyFigures(tuple(figures))
    yield Paragraph(setting.say("duties stake meaning"), Voice.NOTE)


def _parts(report: DutiesReport, setting: Setting) -> Iterator[Part]:
    if setting.is_whole:
        titles = [title[:1].upper() + title[1:] for title in duties_columns(setting.language)]
        title = setting.title("duties what")
        yield Part("all", title, (spreadsheet(title, title, titles, duties_rows(report, setting.language)),))
        return
    lists = (
        ("dated", "duties to do", report.dated),
        ("undated", "duties any day", report.undated),
        ("missed", "duties missed", report.missed),
        ("unknown", "duties unknown", report.unknown),
        ("done", "duties done", report.done),
    )
    for anchor, key, duties in lists:
        if duties:
            yield Part(anchor, setting.say(key), (_table(report, setting, key, duties),))


def _table(report: DutiesReport, setting: Setting, key: str, duties: Sequence[Duty]) -> Table:
    columns = (
        Column(setting.title("duties last day"), Kind.DAY, is_spare=True),
        Column(setting.title("duties days"), Kind.COUNT, is_spare=True),
        Column(setting.title("duties at stake"), Kind.AMOUNT, is_spare=True),
        Column(setting.title("duties what")),
        Column(setting.title("duties about"), Kind.CODE, is_spare=True),
        Column(setting.title("duties buyer"), is_spare=True),
        Column(setting.title("duties who")),
        Column(setting.title("duties standing"), is_spare=True),
        Column(setting.title("duties lacking"), is_prose=True, is_spare=True),
    )
    return setting.list_of(
        setting.say(key),
        columns,
        [_row(report, setting, each) for each in setting.shown(duties)],
        left=setting.left(duties),
    )


def _row(report: DutiesReport, setting: Setting, duty: Duty) -> tuple[Cell, ...]:
    standing = report.standing(duty)
    values = (
        setting.day(duty.last_day),
        report.days_left(duty),
        setting.amount(stake(duty)) if duty.at_stake is not None else None,
        setting.set(duty_text(duty.kind).title.in_language(setting.language)),
        report.about(duty, setting.language),
        report.names.name(duty.buyer) if duty.buyer else report.policy_of(duty),
        department(duty.who, setting.language),
        # The heading of the other lists says it.
        STANDINGS[standing].in_language(setting.language) if standing in _MISSED else "",
        lacking(report, duty, setting.language),
    )
    return tuple(Cell(each) for each in values)
