"""Indicators as a page: each with its value and figures; or one of them whole, with its formula and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from encours.cover.indicators.indicator import Figure, Indicator
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.document.model import Amount, Kind, Value
from encours.explain.document.shown import shown
from encours.explain.indicator_rows import RowColumn, row_tables
from encours.explain.indicator_values import figure_name, shown_figure, shown_lacking, shown_value, tenths
from encours.explain.indicators_report import GROUPS, IndicatorsReport
from encours.explain.values import amount, whole_amount
from encours.explain.words import say
from encours.units.show import Language, show_day

OPENED: Final = "dso-count-back"
"""Indicator proposed to be opened."""


def indicators_page(report: IndicatorsReport, language: Language) -> Page:
    """Every indicator by group: its value or what it lacks, and the figures it was computed from."""
    blocks: list[Block] = [*_head(report, language)]
    for group, names in GROUPS.items():
        blocks += [Heading(say(f"kpi {group}", language)), _table(report, names, language)]
        if group == "sales outstanding":
            blocks += [line(Span(say("kpi methods", language), "bright_black")), *_aside(report, language)]
    command = report.head.again.of("kpi", "--show", OPENED)
    return (*blocks, EMPTY, line(Span(say("kpi open", language, command=command), "bright_black")))


def _head(report: IndicatorsReport, language: Language) -> Iterator[Block]:
    period = report.period
    first, last = (show_day(each, language) for each in (period.first, period.last))
    told = say("kpi period", language, days=period.days, first=first, last=last)
    yield from report.head.told("kpi title", language, report.head.in_currency(language), told)


def _aside(report: IndicatorsReport, language: Language) -> Iterator[Block]:
    """What the outstanding of the methods leaves out: with it, it is that of the aged balance."""
    beside = [one for one in report.named("dso").figures if one.name.startswith("aside")]
    if beside:
        told = " · ".join(shown_figure(one, report.head.currency, language) for one in beside)
        yield line(Span(told, "bright_black"), hanging=2)


def _table(report: IndicatorsReport, names: Sequence[str], language: Language) -> Grid:
    columns = (
        Column(say("kpi indicator", language), folds=True),
        Column(say("kpi value", language), right=True),
        Column(say("kpi from", language), folds=True, least=76),
        Column(say("kpi name", language)),
    )
    chosen = [report.named(name) for name in names]
    before = [None, *chosen[:-1]]
    return Grid(columns, tuple(_row(report, one, last, language) for one, last in zip(chosen, before, strict=True)))


def _row(report: IndicatorsReport, each: Indicator, last: Indicator | None, language: Language) -> tuple[Cell, ...]:
    """Row of an indicator; what it lacks is not said again where the last one lacks the same."""
    is_again = last is not None and bool(each.lacking) and each.lacking == last.lacking
    told = say("kpi same", language) if is_again else _from(report, each, language)
    value = Span(shown_value(each, language), "bold" if each.is_known else "cyan")
    return (say(f"title {each.name}", language), value, Span(told, "bright_black"),
            Span(each.name, "cyan"))  # fmt: skip


def _from(report: IndicatorsReport, each: Indicator, language: Language) -> str:
    """Figures in one line; what is lacking where something is."""
    if each.lacking:
        return "? " + " ; ".join(shown_lacking(lack, language) for lack in each.lacking)
    told = (one for one in each.figures if not one.name.startswith("aside"))
    return " · ".join(shown_figure(one, report.currency_of(each), language) for one in told)


def indicator_page(report: IndicatorsReport, each: Indicator, language: Language, *, rows: int) -> Page:
    """One indicator whole: formula, meaning, exact figures, and the rows behind, so many of each kind."""
    return (
        *_head(report, language),
        EMPTY,
        line(Span(say(f"title {each.name}", language), "bold"), "  ",
             Span(shown_value(each, language), "bold green" if each.is_known else "bold cyan")),
        *(line(Span(f"? {shown_lacking(lack, language)}", "cyan"), indent=2, hanging=2) for lack in each.lacking),
        EMPTY,
        *_said(each, language),
        *_figures(report, each, language),
        *_rows(report, each, language, rows),
    )  # fmt: skip


def _said(each: Indicator, language: Language) -> Iterator[Block]:
    told = [
        (Span(say("kpi formula", language), "bright_black"), say(f"formula {each.name}", language)),
        (Span(say("kpi meaning", language), "bright_black"), say(f"meaning {each.name}", language)),
    ]
    yield Grid((Column(""), Column("", folds=True)), tuple(told), titled=False)


def _figures(report: IndicatorsReport, each: Indicator, language: Language) -> Iterator[Block]:
    if not each.figures:
        return
    yield Heading(say("kpi figures", language))
    rows = tuple(
        (figure_name(one, language), exact_figure(one, report.currency_of(each), language)) for one in each.figures
    )
    yield Grid((Column(""), Column("", right=True)), rows, titled=False)
    if each.value is not None:
        exact = f"{each.value.numerator}/{each.value.denominator}" if each.value.denominator > 1 else str(each.value)
        yield line(Span(say("kpi rounded", language, exact=exact), "bright_black"), hanging=2)


def exact_figure(figure: Figure, currency: str, language: Language) -> str:
    """Figure without its name, to the cent where it is an amount."""
    if figure.measure == "amount":
        return amount(int(figure.value), currency, language)
    return tenths(figure.value, language) if figure.value.denominator > 1 else str(figure.value)


NEARLY: Final = frozenset({"asked on", "column answered"})
"""Columns that a narrow screen leaves out."""


def _rows(report: IndicatorsReport, each: Indicator, language: Language, most: int) -> Iterator[Block]:
    for table in row_tables(report, each):
        yield Heading(say(f"kpi rows {table.role}", language))
        limit = len(table.rows) if table.role == "month" else most
        columns = tuple(_column(one, language) for one in table.columns)
        rows = (tuple(_cell(one.of(row), language) for one in table.columns) for row in table.rows[:limit])
        yield Grid(columns, tuple(rows))
        yield from left_out(len(table.rows) - limit, language)


def _column(one: RowColumn, language: Language) -> Column:
    is_right = one.kind in {Kind.AMOUNT, Kind.NUMBER}
    least = 80 if one.key in NEARLY else 0
    return Column(say(one.key, language), right=is_right, cut=one.key == "buyer", least=least)


def _cell(value: Value, language: Language) -> str:
    """A value as a page has it: amounts without decimals."""
    return whole_amount(value.cents, value.currency, language) if isinstance(value, Amount) else shown(value, language)
