"""A declaration of turnover as a page: what to declare, what is left out and why, what changed since."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out as more_rows
from encours.explain.declaration_report import (
    DeclarationReport,
    base,
    by_when,
    change,
    document,
    headline,
    money,
    rate_text,
    untold,
    verdict,
    warnings,
    why,
    zone_name,
)
from encours.explain.words import say
from encours.premium.declarations import Declaration
from encours.premium.turnover import Sale
from encours.units import NEVER
from encours.units.show import Language, show_day, show_period


def declaration_page(report: DeclarationReport, language: Language, *, rows: int) -> Page:
    """Page of a declaration; each list has at most so many rows."""
    return (
        *_head(report, language),
        EMPTY,
        line(Span(headline(report, language), "bold"), hanging=2),
        *(line(Span(each, "bright_black"), hanging=2) for each in (*by_when(report, language), base(report, language))),
        *_zones(report, language),
        *_left_out(report, language, rows),
        *_unknown(report, language, rows),
        *_difference(report, language, rows),
        *_zones_declared(report, language),
        *_periods(report, language),
    )


def _head(report: DeclarationReport, language: Language) -> Iterator[Block]:
    head, period = report.head, report.shown.period
    company = f" — {head.company}" if head.company else ""
    yield line(Span(say("declare title", language, period=show_period(period.name, language)) + company, "bold"))
    first, last = (show_day(each, language) for each in (period.first, period.last))
    told = ", ".join((head.asked(language), say("declare period", language, first=first, last=last)))
    yield line(Span(f"{told} · {report.policy.name} ({report.policy.insurer})", "bright_black"))
    for each in (*head.warnings(language), *warnings(report, language)):
        yield line(Span(each, "yellow"), hanging=2)


def _zones(report: DeclarationReport, language: Language) -> Iterator[Block]:
    yield Heading(say("declare zones", language))
    columns = (
        Column(say("declare zone", language)),
        Column(say("declare rate", language), right=True),
        *(Column(say(f"declare {name}", language), right=True)
          for name in ("sold", "out", "to declare", "documents")),
    )  # fmt: skip
    zones = report.shown.zones
    found: tuple[tuple[Cell, ...], ...] = tuple(
        (
            zone_name(each.zone, language),
            rate_text(each.rate, language),
            *(money(report, cents, language) for cents in (each.sold, each.left_out, each.declared)),
            str(each.count),
        )
        for each in zones
    )
    sums = [sum(cents) for cents in zip(*((z.sold, z.left_out, z.declared) for z in zones), strict=True)] or [0, 0, 0]
    count = str(sum(each.count for each in zones))
    total = (say("total", language), "", *(money(report, cents, language) for cents in sums), count)
    yield Grid(columns, found, total=total)


def _left_out(report: DeclarationReport, language: Language, rows: int) -> Iterator[Block]:
    yield Heading(say("declare exclusions", language))
    if not report.shown.left_out:
        yield line(say("declare nothing out", language))
    for each in report.shown.left_out:
        title = say(f"exclusion {each.exclusion}", language)
        yield line(Span(title, "bold"), Span(f"  {money(report, each.amount, language)}", "yellow"))
        yield _sales(report, each.sales[:rows], language)
        yield from more_rows(len(each.sales) - rows, language)


def _sales(report: DeclarationReport, sales: tuple[Sale, ...], language: Language) -> Grid:
    columns = (
        Column(say("declare document", language)),
        Column(say("buyer", language), cut=True),
        Column(say("declare day", language), least=90),
        Column(say("amount", language), right=True),
        Column(say("declare detail", language), folds=True, least=76),
    )
    found = tuple(
        (
            document(each),
            report.names.name(each.line.buyer),
            show_day(each.line.on, language),
            money(report, each.line.amount, language),
            Span(why(each, language), "bright_black"),
        )
        for each in sales
    )
    return Grid(columns, found, indent=2)


def _unknown(report: DeclarationReport, language: Language, rows: int) -> Iterator[Block]:
    if not report.lacking:
        return
    yield Heading(say("declare unknown", language))
    yield line(Span(say("declare unknown rule", language), "bright_black"), hanging=2)
    columns = (
        Column(say("declare fact", language), folds=True),
        Column(say("declare depends", language), right=True),
        Column(say("declare documents", language), folds=True),
    )
    found = []
    for name, sales in report.lacking.items():
        listed = ", ".join(document(each) for each in sales[:rows]) + (" …" if len(sales) > rows else "")
        total = sum(each.line.amount for each in sales)
        found.append((say(f"lacks {name}", language), money(report, total, language), Span(listed, "bright_black")))
    yield Grid(columns, tuple(found))


def _difference(report: DeclarationReport, language: Language, rows: int) -> Iterator[Block]:
    compared = report.shown.compared
    if compared is None:
        return
    yield Heading(say("declare difference", language))
    day = show_day(compared.declared_on, language)
    told: list[tuple[Cell, ...]] = [
        (say("declare declared", language, day=day), money(report, compared.declared, language))
    ]
    if compared.untold:
        told.append((untold(report, language), money(report, compared.untold, language)))
    for each in compared.differences[:rows]:
        sale = each.sale
        values = {"document": document(sale), "buyer": report.names.name(sale.line.buyer)}
        name = say("declare sale changed", language, **values, change=change(each, language))
        told.append((name, money(report, each.amount, language)))
    total = (say("declare now", language), money(report, report.shown.amount, language))
    yield Grid((Column("", folds=True), Column("", right=True)), tuple(told), total=total, titled=False)
    yield from more_rows(len(compared.differences) - rows, language)
    yield line(Span(verdict(report, language), "cyan"), hanging=2)


def _zones_declared(report: DeclarationReport, language: Language) -> Iterator[Block]:
    if not report.shown.zones_declared:
        return
    yield Heading(say("declare zones declared", language))
    names = ("declare amount declared", "declare now", "declare adds")
    columns = (Column(say("declare zone", language)), *(Column(say(each, language), right=True) for each in names))
    yield Grid(
        columns,
        tuple(
            (
                zone_name(each.zone, language),
                *(money(report, cents, language) for cents in (each.declared, each.now, each.amount)),
            )
            for each in report.shown.zones_declared
        ),
    )


def _periods(report: DeclarationReport, language: Language) -> Iterator[Block]:
    yield Heading(say("declare every period", language))
    columns = (
        Column(say("declare period title", language)),
        Column(say("declare by", language)),
        Column(say("declare on", language)),
        Column(say("declare amount declared", language), right=True),
        Column(say("declare now", language), right=True),
    )
    yield Grid(columns, tuple(_period(report, each, language) for each in report.found.every))


def _period(report: DeclarationReport, each: Declaration, language: Language) -> tuple[Cell, ...]:
    done = [one for one in each.filed if one.declared_on < NEVER]
    is_late = each.declared_on > each.due_on and (each.declared_on < NEVER or report.head.as_of > each.due_on)
    on = show_day(each.declared_on, language) if each.filed and each.declared_on < NEVER else "—"
    declared = money(report, sum(one.amount for one in done), language) if done and not each.reasons else "—"
    return (
        Span(show_period(each.period.name, language), "bold" if each is report.shown else ""),
        show_day(each.due_on, language),
        Span(on, "red" if is_late else ""),
        declared,
        money(report, each.amount, language),
    )
