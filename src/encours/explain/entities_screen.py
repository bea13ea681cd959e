"""Findings of the entity guard as a page: a summary by kind, then each kind with its rows and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.cover.indicators.entity_findings import EntityFinding
from encours.explain.blocks import EMPTY, Block, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.entities_report import MARKS, EntitiesReport, KindOfFinding
from encours.explain.values import whole_amount
from encours.explain.words import counted, say
from encours.units.show import Language

DOCUMENTS: Final = 3
"""Invoices named in a row at most; the others are counted."""


def entities_page(report: EntitiesReport, language: Language, *, rows: int, shown: str = "") -> Page:
    """Page of the findings; with `shown`, every row of one kind."""
    return (
        *report.head.told("entities title", language, report.head.in_currency(language)),
        line(Span(_checked(report, language), "bright_black")),
        *((EMPTY, *_all(report, language, rows)) if not shown else _kind(report, report.of(shown), language, None)),
    )


def _checked(report: EntitiesReport, language: Language) -> str:
    amount = whole_amount(report.outstanding, report.head.currency, language)
    return say("entities checked", language, rows=amount, buyers=counted(report.buyers, "entities buyers", language))


def _all(report: EntitiesReport, language: Language, rows: int) -> Iterator[Block]:
    if not report.kinds:
        yield line(Span(say("entities none", language), "green"))
        return
    yield _summary(report, language)
    for each in report.kinds:
        yield from _kind(report, each, language, rows)
    command = report.head.again.of("entities", "--show", report.kinds[0].kind)
    yield EMPTY
    yield line(Span(say("entities open", language, command=command), "bright_black"))


def _summary(report: EntitiesReport, language: Language) -> Grid:
    columns = (
        Column(""),
        Column(say("entities finding", language), cut=True),
        Column(say("entities buyers", language).rpartition("|")[2], right=True),
        Column(say("entities invoices", language), right=True),
        Column(say("entities amount", language), right=True),
        Column("--show", least=110),
    )
    found = []
    for each in report.kinds:
        mark = MARKS[each.gravity]
        found.append(
            (
                Span(f"{mark.symbol} {say(f'gravity {each.gravity}', language)}", mark.style),
                say(f"kind {each.kind}", language),
                str(each.buyers),
                str(each.rows),
                whole_amount(each.amount, report.head.currency, language),
                Span(each.kind, "cyan"),
            )
        )
    return Grid(columns, tuple(found))


def _kind(report: EntitiesReport, each: KindOfFinding, language: Language, rows: int | None) -> Iterator[Block]:
    """One kind: what to do, then its findings, so many of them or all."""
    mark = MARKS[each.gravity]
    yield Heading(f"{mark.symbol} {say(f'kind {each.kind}', language)}")
    yield line(Span(f"→ {say(f'do {each.kind}', language)}", "cyan"), hanging=2)
    if not each.findings:
        yield line(Span(say("entities none of it", language), "green"))
        return
    columns = (
        Column(say("code", language)),
        Column(say("buyer", language), cut=True),
        Column(say("entities detail", language), folds=True),
        Column(say("invoices", language).rpartition("|")[2], folds=True, least=100),
        Column(say("entities amount", language), right=True),
    )
    shown = each.findings if rows is None else each.findings[:rows]
    yield Grid(columns, tuple(_row(report, one, language) for one in shown))
    yield from left_out(len(each.findings) - len(shown), language)


def _row(report: EntitiesReport, one: EntityFinding, language: Language) -> tuple[Span | str, ...]:
    return (
        " + ".join(one.buyers),
        " + ".join(dict.fromkeys(report.names.name(buyer) for buyer in one.buyers)),
        detail(one, language),
        Span(documents(report, one), "bright_black"),
        whole_amount(one.amount, report.head.currency, language),
    )


def documents(report: EntitiesReport, one: EntityFinding, *, most: int = DOCUMENTS) -> str:
    """Numbers of the invoices concerned, the first of them, and how many more there are."""
    numbers = [report.names.document(row) for row in one.rows[:most]]
    more = len(one.rows) - len(numbers)
    if more > 0:
        numbers.append(f"+ {more}")
    return ", ".join(numbers)


def detail(one: EntityFinding, language: Language) -> str:
    """What was found, in one sentence."""
    if one.match is not None:
        return one.match.reason_fr if language == "fr" else one.match.reason_en
    if one.field:
        key = "finding wrong"
        if one.expected:
            is_siren = one.kind == "inconsistent-identifiers" and one.field == "siret"
            key = "finding not of" if is_siren else "finding should be"
        field = say(f"identity {one.field}", language)
        return say(key, language, field=field, told=one.told, expected=one.expected)
    return say("finding decision", language, reference=one.reference) if one.reference else ""
