"""The payment of indemnities on screen: when each part falls due, what is left, to whom it goes."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.blocks import Block, Cell, Column, Grid, Heading, Span, line
from encours.explain.settlement_payments import PayeeRow, PaymentRow, due_now, payee_rows, payment_rows
from encours.explain.settlement_report import SettlementReport
from encours.explain.values import amount
from encours.explain.words import say
from encours.units import Cents
from encours.units.show import Language


def payments_blocks(report: SettlementReport, language: Language) -> Iterator[Block]:
    """When each indemnity is paid, to whom, and the subrogation that follows."""
    rows, to = payment_rows(report, language), payee_rows(report, language)
    if not rows and not to:
        return
    yield Heading(say("payment title", language))
    if rows:
        yield _parts(report, rows, language)
    for told in due_now(report, language):
        yield line(Span(told, "yellow"))
    if to:
        yield _payees(report, to, language)
        yield line(Span(say("payment subrogation", language), "bright_black"))


def _parts(report: SettlementReport, rows: tuple[PaymentRow, ...], language: Language) -> Grid:
    columns = (
        *_head(report, language),
        Column(say("payment what", language), folds=True),
        Column(say("payment due on", language)),
        *(Column(say(f"payment {name}", language), right=True) for name in ("amount", "paid", "left")),
    )
    cells = tuple(
        (
            *_named(report, each),
            each.what,
            each.due_on,
            *(_money(report, cents, language) for cents in (each.amount, each.paid, each.left)),
        )
        for each in rows
    )
    return Grid(columns, cells)


def _payees(report: SettlementReport, to: tuple[PayeeRow, ...], language: Language) -> Grid:
    has_by = any(each.by for each in to)
    columns = (
        *_head(report, language),
        Column(say("payment to", language)),
        Column(say("payment amount", language), right=True),
        *((Column(say("payment by", language), folds=True),) if has_by else ()),
    )
    cells = tuple(
        (
            *_named(report, each),
            each.to,
            _money(report, each.amount, language),
            *((each.by,) if has_by else ()),
        )
        for each in to
    )
    return Grid(columns, cells)


def _head(report: SettlementReport, language: Language) -> tuple[Column, ...]:
    names = ("claim", "policy") if report.has_layers else ("claim",)
    return tuple(Column(say(f"payment {name}", language), cut=True) for name in names)


def _named(report: SettlementReport, each: PaymentRow | PayeeRow) -> tuple[Cell, ...]:
    return (each.claim, each.policy) if report.has_layers else (each.claim,)


def _money(report: SettlementReport, cents: Cents | None, language: Language) -> Cell:
    return Span("?", "cyan") if cents is None else amount(cents, report.currency, language)
