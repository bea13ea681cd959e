"""The memo of the contract as a document: a page for each department, to be handed on or pinned up."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.document.model import Block, Column, Document, Kind, On, Paragraph, Part, Table, Value, Voice
from encours.explain.document.setting import Setting, spreadsheet
from encours.explain.duty_words import department
from encours.explain.memo_json import memo_columns, memo_rows
from encours.explain.memo_report import Memo, MemoLine
from encours.explain.memo_screen import told_policies, what_of


def memo_document(memo: Memo, *, rows: int | None) -> Document:
    """Document of the memo; without a bound of rows it is for a spreadsheet, and is one table."""
    setting = Setting(memo.language, memo.programme.currency, rows)
    told = [*told_policies(memo), setting.say("memo as of", day=_day(memo))]
    return Document(
        title=setting.say("memo title"),
        company=memo.programme.company,
        told=tuple(setting.set(each) for each in told),
        language=memo.language,
        as_of=memo.as_of,
        opening=(Paragraph(setting.say("memo rule"), Voice.NOTE),),
        parts=tuple(_parts(memo, setting)),
        question=_question(memo, setting),
    )


def _day(memo: Memo) -> str:
    from encours.explain.values import day

    return day(memo.as_of, memo.language)


def _parts(memo: Memo, setting: Setting) -> Iterator[Part]:
    if setting.is_whole:
        title = setting.say("memo title")
        titles = [each[:1].upper() + each[1:] for each in memo_columns(memo)]
        yield Part("memo", title, (spreadsheet(title, title, titles, memo_rows(memo)),))
        return
    for who, lines in memo.pages:
        title = department(who, memo.language)
        yield Part(who.value, setting.set(title), tuple(_blocks(memo, setting, title, lines)), starts_page=True)


def _blocks(memo: Memo, setting: Setting, title: str, lines: tuple[MemoLine, ...]) -> Iterator[Block]:
    if not lines:
        yield Paragraph(setting.say("memo nothing"), Voice.NOTE)
        return
    columns = (
        Column(setting.title("memo what"), is_prose=True),
        Column(setting.title("memo when"), is_prose=True),
        Column(setting.title("memo lost"), is_prose=True),
        Column(setting.title("memo why"), is_prose=True),
    )
    rows = [tuple(setting.set(each) for each in _cells(memo, one)) for one in lines]
    yield setting.list_of(title, columns, rows)


def _cells(memo: Memo, each: MemoLine) -> tuple[str, str, str, str]:
    return what_of(memo, each), each.by, each.lost, each.clause or each.law


def _question(memo: Memo, setting: Setting) -> Table:
    rows: list[tuple[Value, Value]] = [
        (setting.title("company"), memo.programme.company),
        (setting.title("asked day"), On(memo.as_of)),
        *((setting.title("policy"), each) for each in told_policies(memo)),
    ]
    columns = (Column(setting.title("answered point")), Column(setting.title("value"), Kind.ANY, is_prose=True))
    return setting.list_of(setting.title("question"), columns, rows, sheet="question")
