"""The premium of a year as a page: its lines with their tax, totals, calls, and what decided each."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.premium_report import (
    PremiumReport,
    how_to_tell,
    line_for,
    line_name,
    names_to_tell,
    rate_text,
    sentences,
)
from encours.explain.values import amount
from encours.explain.words import say
from encours.premium.lines import DEPOSIT, PremiumLine
from encours.units import MISSING, Cents
from encours.units.show import Language, show_day


def premium_page(report: PremiumReport, language: Language, *, rows: int) -> Page:
    """Page of a year; each list shows at most so many rows."""
    return (
        *_head(report, language),
        *_lines(report, language, rows),
        *_calls(report, language),
        *_sentences(report, language, rows),
    )


def _head(report: PremiumReport, language: Language) -> Iterator[Block]:
    year = report.year
    first, last = (show_day(each, language) for each in (year.first, year.last))
    told = say("premium year", language, first=first, last=last)
    yield from report.head.told("premium title", language, report.head.in_currency(language), told)
    if report.is_empty:
        yield EMPTY
        yield line(Span(say("premium nothing agreed", language), "yellow"))
        return
    if not year.is_over:
        yield line(Span(say("premium so far", language), "yellow"))
    if names := names_to_tell(year, language):
        yield line(Span("? " + say("premium needs", language, names=", ".join(names)), "cyan"))
    if how := how_to_tell(year, language):
        yield line(Span(how, "bright_black"), indent=2)


def _lines(report: PremiumReport, language: Language, rows: int) -> Iterator[Block]:
    told = [each for each in report.year.lines if each.kind != DEPOSIT]
    if not told:
        return
    yield Heading(say("premium lines", language))
    columns = (
        Column(say("premium kind", language)),
        Column(say("premium for", language), folds=True),
        Column(say("premium base", language), right=True, least=100),
        Column(say("premium rate", language), right=True),
        Column(say("premium amount", language), right=True),
        Column(say("premium tax", language), right=True),
    )
    shown = [_line(report, each, language) for each in told[:rows]]
    totals = [
        (say("premium net", language), report.net, None),
        (say("premium total", language), report.year.total(), report.year.tax),
        (say("premium total due", language), report.year.due, None),
    ]
    if any(each.kind == DEPOSIT for each in report.year.lines):
        totals.append((say("premium called", language), report.year.total(DEPOSIT), None))
    shown += [
        (Span(name, "bold"), "", "", "", Span(_money(report, cents, language), "bold"),
         "" if tax is None else Span(_money(report, tax, language), "bold"))
        for name, cents, tax in totals
    ]  # fmt: skip
    yield Grid(columns, tuple(shown))
    yield from left_out(len(told) - rows, language)


def _line(report: PremiumReport, each: PremiumLine, language: Language) -> tuple[Cell, ...]:
    base = str(each.count) if each.count else "" if each.base == MISSING else _money(report, each.base, language)
    return (
        line_name(each, language),
        Span(line_for(report.year, each, language), "bright_black"),
        base,
        rate_text(each.rate, language),
        _money(report, each.amount, language),
        _money(report, each.tax, language) if each.taxes else "",
    )


def _money(report: PremiumReport, cents: Cents, language: Language) -> str:
    return say("premium unknown", language) if cents == MISSING else amount(cents, report.year.currency, language)


def _calls(report: PremiumReport, language: Language) -> Iterator[Block]:
    if not report.year.instalments:
        return
    yield Heading(say("premium calls", language))
    if any(each.why != DEPOSIT for each in report.year.instalments):
        yield line(Span(say("premium call when", language), "bright_black"))
    columns = (
        Column(say("premium call day", language)),
        Column(say("premium call why", language)),
        Column(say("premium amount", language), right=True),
    )
    yield Grid(columns, tuple(
        (show_day(each.on, language), say(f"premium call {each.why}", language), _money(report, each.amount, language))
        for each in report.year.instalments
    ))  # fmt: skip


def _sentences(report: PremiumReport, language: Language, rows: int) -> Iterator[Block]:
    found = list(sentences(report, language))
    if not found:
        return
    yield Heading(say("premium clauses", language))
    told = tuple(
        (line_name(each, language), Span(title, "cyan"), said) for each, title, said in found[:rows]
    )  # fmt: skip
    yield Grid((Column(""), Column(""), Column("", folds=True)), told, titled=False)
    yield from left_out(len(found) - rows, language)
