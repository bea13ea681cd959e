"""Indicators as a page: each with its value and figures; or one of them whole, with its formula and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from encours.cover.indicators.indicator import Behind, Figure, Indicator
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.indicator_values import figure_name, shown_figure, shown_lacking, shown_value, tenths
from encours.explain.indicators_report import GROUPS, IndicatorsReport
from encours.explain.party_names import PartyNames
from encours.explain.values import amount, day, whole_amount
from encours.explain.words import say
from encours.units import MISSING, Day
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
    yield from report.head.told(
        "kpi title",
        language,
        report.head.in_currency(language),
        say("kpi period", language, days=period.days, first=first, last=last),
    )


def _aside(report: IndicatorsReport, language: Language) -> Iterator[Block]:
    """What the outstanding of the methods leaves out: with it, it is that of the aged balance."""
    beside = [one for one in report.named("dso").figures if one.name.startswith("aside")]
    if beside:
        told = " · ".join(shown_figure(one, report.head.currency, language) for one in beside)
        yield line(Span(told, "bright_black"), hanging=2)


def _table(report: IndicatorsReport, names: Sequence[str], language: Language) -> Grid:
    columns = (
        Column(say("kpi indicator", language), cut=True),
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
    shown = (one for one in each.figures if not one.name.startswith("aside"))
    return " · ".join(shown_figure(one, report.currency_of(each), language) for one in shown)


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


Cells = Callable[[Behind], tuple[Cell, ...]]


def _rows(report: IndicatorsReport, each: Indicator, language: Language, shown: int) -> Iterator[Block]:
    tables: dict[str, list[Behind]] = {}
    for row in each.rows:
        tables.setdefault("sale" if row.role == "credit note" else row.role, []).append(row)
    for role, told in tables.items():
        # The largest sales matter first on a screen; other rows come in their own order.
        is_sale = role == "sale"
        found = sorted(told, key=lambda row: (-abs(row.amount or 0), row.row, row.key)) if is_sale else told
        titles, cells = _columns(report, each, role, language)
        yield Heading(say(f"kpi rows {role}", language))
        limit = len(found) if role == "month" else shown
        yield Grid(tuple(titles), tuple(cells(row) for row in found[:limit]))
        yield from left_out(len(found) - limit, language)


def _columns(report: IndicatorsReport, each: Indicator, role: str, language: Language) -> tuple[list[Column], Cells]:
    """Columns of a table of rows, and what each row says."""
    names, currency = PartyNames(report.view), report.currency_of(each)

    def money(cents: int | None) -> str:
        return "?" if cents is None else whole_amount(cents, currency, language)

    def date(value: Day) -> str:
        return "" if value == MISSING else day(value, language)

    def taken(row: Behind) -> str:
        return "" if row.days is None else tenths(row.days, language) if row.days.denominator > 1 else str(row.days)

    def title(key: str, *, right: bool = False, cut: bool = False, least: int = 0) -> Column:
        return Column(say(key, language), right=right, cut=cut, least=least)

    document, buyer = title("column document"), title("buyer", cut=True)
    if role == "month":
        head = [title("column month"), title("column sold", right=True), title("column left", right=True),
                title("column days", right=True)]  # fmt: skip
        return head, lambda r: (f"{date(r.first)} – {date(r.last)}", money(r.amount), money(r.other), taken(r))
    if role == "request":
        head = [title("request"), buyer, title("asked on", least=80), title("column answered", least=80),
                title("column asked", right=True), title("column granted", right=True),
                title("column days", right=True)]  # fmt: skip
        return head, lambda r: (r.key, names.name(r.buyer), date(r.first), date(r.last), money(r.amount),
                                "" if r.last == MISSING else money(r.other), taken(r))  # fmt: skip
    if role == "limit":
        head = [buyer, title("column limit", right=True), title("column used", right=True)]
        return head, lambda r: (names.several(r.buyer), money(r.amount), money(r.other))
    if role == "covered":
        head = [document, buyer, title("column open", right=True), title("column covered", right=True)]
        return head, lambda r: (names.document(r.row), names.name(r.buyer), money(r.amount), money(r.other))
    if role == "sale":
        head = [document, buyer, title("column issued"), title("column amount", right=True)]
        return head, lambda r: (
            r.key or names.document(r.row), names.name(r.buyer), date(r.first), money(r.amount)
        )  # fmt: skip
    dates = ("column issued", "column due") if role == "open" else ("column since", "column settled")
    head = [document, buyer, *(title(key) for key in dates), title("column amount", right=True),
            title("column days", right=True)]  # fmt: skip
    return head, lambda r: (names.document(r.row), names.name(r.buyer), date(r.first), date(r.last),
                            money(r.amount), taken(r))  # fmt: skip
