"""The indicators as a document: the figures of the period, each with its formula, meaning and rows behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.cover.indicators.indicator import Figure, Indicator
from encours.explain.document.asked import question_table, told, warnings
from encours.explain.document.model import (
    Amount,
    Block,
    Cell,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    On,
    Opened,
    Paragraph,
    Part,
    Table,
    Tenths,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, spreadsheet
from encours.explain.indicator_rows import RowTable, row_tables
from encours.explain.indicator_values import figure_name, in_tenths, shown_figure, shown_lacking, shown_value
from encours.explain.indicators_json import cells_behind, indicators_cells, indicators_columns
from encours.explain.indicators_report import GROUPS, NAMES, IndicatorsReport
from encours.units.show import Language, show_day

FIRST: Final = {
    "dso-count-back": Tone.PLAIN, "delay-settled": Tone.PLAIN, "overdue-share": Tone.WARNING,
    "cover-of-total": Tone.COVERED,
}  # fmt: skip
"""Indicators one looks for first, with how they are marked."""


def indicators_document(report: IndicatorsReport, language: Language, *, rows: int | None, shown: str = "") -> Document:
    """Document of every indicator, or of the one `shown` whole; each list has at most so many rows."""
    head, period = report.head, report.period
    setting = Setting(language, head.currency, rows)
    first, last = (show_day(each, language) for each in (period.first, period.last))
    of_period = setting.say("kpi period", days=period.days, first=first, last=last)
    asked: list[tuple[str, Value]] = [
        (setting.title("kpi period first"), On(period.first)),
        (setting.title("kpi period last"), On(period.last)),
        *((setting.title("policy"), each) for each in head.policies),
    ]
    return Document(
        title=setting.say(f"title {shown}") if shown else setting.say("kpi title"),
        company=head.company,
        told=told(head, setting, head.in_currency(language), of_period),
        language=language,
        as_of=head.as_of,
        opening=(*warnings(head, setting), *(() if shown else _opening(report, setting))),
        parts=tuple(_parts(report, setting, shown)),
        question=question_table(head, setting, asked),
    )


def _opening(report: IndicatorsReport, setting: Setting) -> Iterator[Block]:
    """The figures one looks for first, those that are known."""
    found = [(report.named(name), tone) for name, tone in FIRST.items()]
    figures = tuple(
        KeyFigure(
            setting.say(f"title {each.name}"),
            _value(each, setting),
            setting.say(f"brief {each.name}"),
            "" if setting.is_whole else each.name,
            tone,
        )
        for each, tone in found
        if each.is_known
    )
    if figures:
        yield KeyFigures(figures)
    if not any(one.value for one in report.named("overdue-share").figures if one.name == "outstanding"):
        yield Paragraph(setting.say("nothing open that day"), Voice.LEAD)


def _value(each: Indicator, setting: Setting) -> str:
    return setting.set(shown_value(each, setting.language))


def _parts(report: IndicatorsReport, setting: Setting, shown: str) -> Iterator[Part]:
    if shown:
        each = report.named(shown)
        yield Part("indicator", _value(each, setting), tuple(_whole(report, each, setting)))
        return
    if setting.is_whole:
        titles = [title[:1].upper() + title[1:] for title in indicators_columns(setting.language)]
        title, language = setting.say("kpi title"), setting.language
        yield Part("indicators", title, (spreadsheet(title, title, titles, indicators_cells(report, language)),))
        title = setting.say("kpi every row")
        titles = [each[:1].upper() + each[1:] for each in indicators_columns(language, shown="rows")]
        every = (row for each in report.indicators for row in cells_behind(report, each, language))
        yield Part("rows", title, (spreadsheet(title, title, titles, every),))
        return
    for number, group in enumerate(GROUPS, 1):
        note = (Paragraph(setting.say("kpi methods"), Voice.NOTE),) if group == "sales outstanding" else ()
        yield Part(f"group-{number}", setting.say(f"kpi {group}"), (_table(report, group, setting), *note))
    opened = tuple(_opened(report, each, setting) for each in report.indicators)
    yield Part("computed", setting.say("kpi computed"), (Paragraph(setting.say("kpi each")), *opened))


def _table(report: IndicatorsReport, group: str, setting: Setting) -> Table:
    """Indicators of a group with their values, and the figures they come from or what they lack."""
    chosen = [report.named(name) for name in GROUPS[group]]
    return setting.list_of(
        setting.say(f"kpi {group}"),
        (
            Column(setting.title("kpi indicator")),
            Column(setting.title("kpi value"), Kind.CODE),
            Column(setting.title("kpi from"), is_prose=True),
        ),
        [
            (Cell(setting.say(f"title {each.name}"), each.name), _value(each, setting), _from(report, each, setting))
            for each in chosen
        ],
    )


def _from(report: IndicatorsReport, each: Indicator, setting: Setting) -> str:
    if each.lacking:
        return setting.set("? " + " ; ".join(shown_lacking(lack, setting.language) for lack in each.lacking))
    shown = (one for one in each.figures if not one.name.startswith("aside"))
    return setting.set(" · ".join(shown_figure(one, report.currency_of(each), setting.language) for one in shown))


def _opened(report: IndicatorsReport, each: Indicator, setting: Setting) -> Opened:
    formula = Paragraph(setting.say(f"formula {each.name}"), Voice.CLAUSE, setting.say("kpi formula"))
    meaning = Paragraph(setting.say(f"meaning {each.name}"), Voice.NOTE)
    return Opened(
        anchor=each.name,
        title=setting.say(f"title {each.name}"),
        value=_value(each, setting),
        note="",
        blocks=(formula, meaning, *_behind(report, each, setting)),
        is_listed=True,
    )


def _whole(report: IndicatorsReport, each: Indicator, setting: Setting) -> Iterator[Block]:
    """One indicator: formula, meaning, what it lacks, exact figures, and the rows behind."""
    for lack in each.lacking:
        yield Paragraph(f"? {setting.set(shown_lacking(lack, setting.language))}", Voice.WARNING)
    yield Paragraph(setting.say(f"formula {each.name}"), Voice.CLAUSE, setting.say("kpi formula"))
    yield Paragraph(setting.say(f"meaning {each.name}"))
    if each.figures:
        yield setting.list_of(
            setting.say("kpi figures"),
            (Column(setting.say("kpi figures")), Column(setting.title("kpi value"), Kind.ANY)),
            [
                (setting.set(figure_name(one, setting.language)), _figure(one, report.currency_of(each)))
                for one in each.figures
            ],
            sheet="kpi figures",
        )
    if each.value is not None and each.value.denominator > 1:
        exact = f"{each.value.numerator}/{each.value.denominator}"
        yield Paragraph(setting.say("kpi rounded", exact=exact), Voice.NOTE)
    yield from _behind(report, each, setting)


def _behind(report: IndicatorsReport, each: Indicator, setting: Setting) -> Iterator[Paragraph | Table]:
    """Rows behind an indicator, each list under what its rows are."""
    for table in row_tables(report, each):
        yield Paragraph(setting.say(f"kpi rows {table.role}"), Voice.NOTE)
        yield _rows(table, setting)


def _figure(one: Figure, currency: str) -> Value:
    if one.measure == "amount":
        return Amount(int(one.value), currency)
    return int(one.value) if one.value.denominator == 1 else Tenths(int(in_tenths(one.value) * 10))


def _rows(table: RowTable, setting: Setting) -> Table:
    rows = table.rows if table.role == "month" else setting.shown(table.rows)
    title = setting.say(f"kpi rows {table.role}")
    return setting.list_of(
        title,
        [Column(setting.title(each.key), each.kind) for each in table.columns],
        [[each.of(row) for each in table.columns] for row in rows],
        left=len(table.rows) - len(rows),
        sheet=f"kpi rows {table.role}",
    )


assert set(FIRST) <= set(NAMES), "what comes first is an indicator"
