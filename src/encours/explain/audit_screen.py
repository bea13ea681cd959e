"""The audit of a bill as a page: each line with its reasons, then the limits that serve no sale."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.audit_report import (
    AuditReport,
    dead_rule,
    dead_total,
    money,
    of_days,
    sentences,
    verdict,
    warnings,
    what,
)
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.words import say
from encours.units import MISSING, NEVER
from encours.units.show import Language, show_day


def audit_page(report: AuditReport, language: Language, *, rows: int) -> Page:
    """Page of an audit; the list of limits has at most so many rows."""
    return (
        *_head(report, language),
        EMPTY,
        line(Span(verdict(report, language), "bold"), hanging=2),
        *(line(Span(each, "cyan"), hanging=2) for each in warnings(report, language)),
        *_lines(report, language),
        *_dead(report, language, rows),
    )


def _head(report: AuditReport, language: Language) -> Iterator[Block]:
    head, bill = report.head, report.found.bill
    company = f" — {head.company}" if head.company else ""
    yield line(Span(say("audit title", language, bill=bill.reference) + company, "bold"))
    claimed = report.found.billed if bill.amount == MISSING else bill.amount
    told = {"day": show_day(bill.billed_on, language), "amount": money(report, claimed, language)}
    asked = f"{head.asked(language)}, {say('audit bill', language, **told)}"
    yield line(Span(f"{asked} · {report.policy.name} ({report.policy.insurer})", "bright_black"))
    yield from (line(Span(each, "yellow")) for each in head.warnings(language))


def _lines(report: AuditReport, language: Language) -> Iterator[Block]:
    yield Heading(say("audit lines", language))
    columns = (
        Column(say("audit rank", language), right=True),
        Column(say("audit what", language), folds=True),
        Column(say("audit days", language), least=110),
        Column(say("audit billed", language), right=True),
        Column(say("audit difference", language), right=True),
        Column(say("audit why", language), folds=True),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in report.found.lines:
        own = list(sentences(report, each, language))
        first = (
            str(each.line.rank), what(each, language), Span(of_days(each, language), "bright_black"),
            money(report, each.billed, language),
        )  # fmt: skip
        for place, (cents, said) in enumerate(own):
            head = first if place == 0 else ("", "", "", "")
            rows.append((*head, Span(money(report, cents, language) if cents else "", "red"), said))
    found = report.found
    total = (
        "", say("total", language), "", money(report, found.billed, language), money(report, found.over, language), "",
    )  # fmt: skip
    yield Grid(columns, tuple(rows), total=total)


def _dead(report: AuditReport, language: Language, rows: int) -> Iterator[Block]:
    yield Heading(say("dead title", language))
    yield line(dead_total(report, language))
    if not report.dead:
        return
    yield line(Span(dead_rule(report, language), "bright_black"), hanging=2)
    columns = (
        Column(say("code", language)),
        Column(say("buyer", language), cut=True),
        Column(say("dead limit", language), right=True),
        Column(say("dead last sale", language)),
        Column(say("dead until", language), right=True, least=110),
        Column(say("dead saved", language), right=True),
        Column(say("dead last day", language)),
    )
    found = tuple(
        (
            each.buyer,
            report.names.name(each.buyer),
            money(report, each.limit, language),
            say("dead never", language) if each.last_sale == NEVER else show_day(each.last_sale, language),
            *("?" if cents == MISSING else money(report, cents, language)
              for cents in (each.until_anniversary, each.saved)),
            show_day(each.last_day_to_cancel, language),
        )
        for each in report.dead[:rows]
    )  # fmt: skip
    yield Grid(columns, found)
    yield from left_out(len(report.dead) - rows, language)
