"""A programme on a book as a page: the tower of its layers, and what each would pay if a large buyer failed."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, bar, line
from encours.explain.cover_screen import ratio
from encours.explain.programme_report import CarryingLayer, ProgrammeReport
from encours.explain.settlement_report import word
from encours.explain.unknown_share import insured_told
from encours.explain.values import whole_amount
from encours.explain.words import say, say_count
from encours.units import MISSING, UNSET, Cents
from encours.units.show import Language


def programme_page(report: ProgrammeReport, language: Language) -> Page:
    """Page of the programme."""
    return (
        *report.question.told("programme title", language),
        EMPTY,
        *_tower(report, language),
        *_failures(report, language),
    )


def between(layer: CarryingLayer, currency: str, language: Language) -> str:
    """Where the losses of a layer begin and end in the policy year; empty where nothing of that is agreed."""
    told = []
    for name, cents in (("first loss", layer.first_loss), ("maximum", layer.maximum)):
        if cents == MISSING:
            told.append(say(f"programme {name} unknown", language))
        elif cents != UNSET:
            told.append(say(f"programme {name}", language, amount=whole_amount(cents, currency, language)))
    return ", ".join(told)


def _tower(report: ProgrammeReport, language: Language) -> Iterator[Block]:
    """The layers from the highest to the first, as one stands on the other, then what nobody carries."""
    currency = report.question.currency

    def money(cents: Cents) -> str:
        return whole_amount(cents, currency, language)

    rows: list[tuple[Cell, ...]] = []
    for each in reversed(report.layers):
        first = (each.policy.name, each.policy.insurer, word(each.mode, language))
        if each.admitted is None or each.insured is None:
            rows.append((*first, Span(say("programme losses", language), "bright_black"), "", "", ""))
        else:
            share = ratio(each.admitted, report.outstanding, language)
            drawn = Span(bar(each.admitted, report.outstanding), "green")
            rows.append((*first, money(each.admitted), money(each.insured), share, drawn))
    nobody = report.carried_by_nobody
    share = ratio(nobody, report.outstanding, language)
    drawn = Span(bar(nobody, report.outstanding), "yellow")
    rows.append((say("programme nobody", language), "", "", money(nobody), "", share, drawn))
    columns = (
        Column(say("settlement layer", language), cut=True),
        Column(say("settlement insurer", language), cut=True, least=100),
        Column(say("programme mode", language)),
        Column(say("programme carries", language), right=True),
        Column(say("programme insured", language), right=True),
        Column("", right=True),
        Column("", least=110),
    )
    insured = insured_told(report.unknown_share, money(report.insured), language)
    total = (say("total", language), "", "", money(report.outstanding), insured, "", "")
    yield Grid(columns, tuple(rows), total=total)
    if report.unknown_share is not None:
        told = report.unknown_share.told(report.question.programme.primary, language)
        yield line(Span(f"? {told}", "cyan"), hanging=2)
    for each in reversed(report.layers):
        told = between(each, currency, language)
        if told:
            yield line(Span(f"{each.policy.name}: " if language == "en" else f"{each.policy.name} : "), told, hanging=2)


def _failures(report: ProgrammeReport, language: Language) -> Iterator[Block]:
    if not report.failures:
        return
    currency, layers = report.question.currency, report.layers
    yield Heading(say_count(len(report.failures), "programme failures", language))

    def money(cents: Cents | None) -> Cell:
        if cents is None:
            return Span("?", "cyan")
        return whole_amount(cents, currency, language) if cents else "·"

    columns = (
        Column(say("buyer", language), cut=True),
        Column(say("programme owed", language), right=True),
        *(Column(each.policy.name, right=True) for each in layers),
        Column(say("programme stays", language), right=True),
    )
    rows = tuple(
        (
            each.name or each.buyer,
            money(each.outstanding),
            *(money(each.paid_by(layer.policy)) for layer in layers),
            money(each.left),
        )
        for each in report.failures
    )
    yield Grid(columns, rows)
    yield line(Span(say("programme failures rule", language), "bright_black"))
