"""The payment of indemnities as a part of a document."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.document.model import Block, Cell, Column, Kind, Paragraph, Part, Value, Voice
from encours.explain.document.setting import Setting
from encours.explain.settlement_payments import due_now, payee_rows, payment_rows
from encours.explain.settlement_report import SettlementReport
from encours.units import Cents

Row = tuple[Value | Cell, ...]


def payments_parts(report: SettlementReport, setting: Setting) -> Iterator[Part]:
    """A part for when each indemnity is paid, to whom, and the subrogation that follows; none of amounts told."""
    if report.payments and (blocks := tuple(_blocks(report, setting))):
        yield Part("payments", setting.say("payment title"), blocks)


def _blocks(report: SettlementReport, setting: Setting) -> Iterator[Block]:
    def known(cents: Cents | None) -> Value:
        return "?" if cents is None else setting.amount(cents)

    head = (Column(setting.title("payment claim")), Column(setting.title("payment policy")))
    rows: list[Row] = [
        (
            setting.set(each.claim),
            setting.set(each.policy),
            setting.set(each.what),
            setting.set(each.due_on),
            *map(known, (each.amount, each.paid, each.left)),
        )
        for each in payment_rows(report, setting.language)
    ]
    if rows:
        columns = (
            *head,
            Column(setting.title("payment what"), is_prose=True),
            Column(setting.title("payment due on")),
            *(Column(setting.title(f"payment {name}"), Kind.AMOUNT) for name in ("amount", "paid", "left")),
        )
        yield setting.list_of(setting.say("payment title"), columns, rows, sheet="sheet payments")
    for told in due_now(report, setting.language):
        yield Paragraph(setting.set(told), Voice.WARNING)
    to: list[Row] = [
        (
            setting.set(each.claim),
            setting.set(each.policy),
            setting.set(each.to),
            setting.amount(each.amount),
            setting.set(each.by),
        )
        for each in payee_rows(report, setting.language)
    ]
    if to:
        columns = (
            *head,
            Column(setting.title("payment to")),
            Column(setting.title("payment amount"), Kind.AMOUNT),
            Column(setting.title("payment by"), is_prose=True),
        )
        yield setting.list_of(setting.say("payment to whom"), columns, to, sheet="sheet payees")
        yield Paragraph(setting.say("payment subrogation"), Voice.NOTE)
