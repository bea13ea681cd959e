"""The payment of indemnities as a part of a document."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.document.model import (
    Block,
    Cell,
    Column,
    Heading,
    Kind,
    On,
    Paragraph,
    Part,
    Table,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting
from encours.explain.settlement_payments import PayeeRow, PaymentRow, due_now, payee_rows, payment_rows
from encours.explain.settlement_report import SettlementReport
from encours.units import Cents

Row = tuple[Value | Cell, ...]


def payments_parts(report: SettlementReport, setting: Setting) -> Iterator[Part]:
    """A part for when each indemnity is paid, to whom, and the subrogation that follows; none of amounts told."""
    if report.payments and (blocks := tuple(_blocks(report, setting))):
        yield Part("payments", setting.say("payment title"), blocks)


def _blocks(report: SettlementReport, setting: Setting) -> Iterator[Block]:
    if rows := payment_rows(report, setting.language):
        yield _parts(report, rows, setting)
    for told in due_now(report, setting.language):
        yield Paragraph(setting.set(told), Voice.WARNING)
    if to := payee_rows(report, setting.language):
        table = _payees(report, to, setting)
        if rows:
            yield Heading("payees", table.title)
        yield table
        yield Paragraph(setting.say("payment subrogation"), Voice.NOTE)


def _parts(report: SettlementReport, rows: tuple[PaymentRow, ...], setting: Setting) -> Table:
    def known(cents: Cents | None) -> Value:
        return "?" if cents is None else setting.amount(cents)

    made: list[Row] = [
        (
            *_named(report, each, setting),
            setting.set(each.what),
            each.due_on if each.day is None else On(each.day),
            *map(known, (each.amount, each.paid, each.left)),
        )
        for each in rows
    ]
    columns = (
        *_head(report, setting),
        Column(setting.title("payment what"), is_prose=True),
        Column(setting.title("payment due on"), Kind.DAY),
        *(Column(setting.title(f"payment {name}"), Kind.AMOUNT) for name in ("amount", "paid", "left")),
    )
    return setting.list_of(setting.say("payment title"), columns, made, sheet="sheet payments")


def _payees(report: SettlementReport, to: tuple[PayeeRow, ...], setting: Setting) -> Table:
    made: list[Row] = [
        (*_named(report, each, setting), setting.set(each.to), setting.amount(each.amount), setting.set(each.by))
        for each in to
    ]
    columns = (
        *_head(report, setting),
        Column(setting.title("payment to")),
        Column(setting.title("payment amount"), Kind.AMOUNT),
        Column(setting.title("payment by"), is_prose=True, is_spare=True),
    )
    return setting.list_of(setting.say("payment to whom"), columns, made, sheet="sheet payees")


def _head(report: SettlementReport, setting: Setting) -> tuple[Column, ...]:
    """A claim is told with its policy where there are several, and in a spreadsheet."""
    claim = Column(setting.title("payment claim"), Kind.CODE)
    return (claim, Column(setting.title("payment policy"))) if _has_policy(report, setting) else (claim,)


def _named(report: SettlementReport, each: PaymentRow | PayeeRow, setting: Setting) -> tuple[str, ...]:
    claim = setting.set(each.claim)
    return (claim, setting.set(each.policy)) if _has_policy(report, setting) else (claim,)


def _has_policy(report: SettlementReport, setting: Setting) -> bool:
    return report.has_layers or setting.is_whole
