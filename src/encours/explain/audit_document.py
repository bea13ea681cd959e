"""The audit of a bill as a document to send to the insurer, with the limits that serve no sale."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.audit_json import audit_cells, audit_columns
from encours.explain.audit_report import (
    AuditReport,
    dead_rule,
    dead_total,
    of_days,
    sentences,
    verdict,
    warnings,
    what,
)
from encours.explain.document.asked import question_table, told
from encours.explain.document.asked import warnings as head_warnings
from encours.explain.document.model import (
    Block,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Part,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, spreadsheet
from encours.units import MISSING, NEVER, Cents
from encours.units.show import Language


def audit_document(report: AuditReport, language: Language, *, rows: int | None) -> Document:
    """Document of an audit; the list of limits has at most so many rows."""
    head, bill = report.head, report.found.bill
    setting = Setting(language, report.policy.currency, rows)
    asked: list[tuple[str, Value]] = [
        (setting.title("policy"), f"{report.policy.name} ({report.policy.insurer})"),
        (setting.say("audit title", bill=bill.reference), setting.day(bill.billed_on)),
    ]
    return Document(
        title=setting.say("audit title", bill=bill.reference),
        company=head.company,
        told=told(head, setting),
        language=language,
        as_of=head.as_of,
        opening=(*head_warnings(head, setting), *_opening(report, setting)),
        parts=tuple(_parts(report, setting)),
        question=question_table(head, setting, asked),
    )


def _opening(report: AuditReport, setting: Setting) -> Iterator[Block]:
    for each in warnings(report, setting.language):
        yield Paragraph(setting.set(each), Voice.WARNING)
    yield Paragraph(setting.set(verdict(report, setting.language)), Voice.LEAD)
    over = report.found.over
    figures = [
        KeyFigure(setting.title("audit billed"), setting.amount(report.found.billed)),
        KeyFigure(
            setting.title("audit difference"), setting.amount(over), "", "", Tone.WARNING if over else Tone.COVERED
        ),
    ]
    if report.dead and report.saved != MISSING:
        opens = "" if setting.is_whole else "dead"
        figures.append(KeyFigure(setting.title("dead saved"), setting.amount(report.saved), "", opens, Tone.PLAIN))
    yield KeyFigures(tuple(figures))


def _parts(report: AuditReport, setting: Setting) -> Iterator[Part]:
    title = setting.say("audit lines")
    if setting.is_whole:
        titles = [each[:1].upper() + each[1:] for each in audit_columns(setting.language)]
        yield Part("lines", title, (spreadsheet(title, title, titles, audit_cells(report, setting.language)),))
    else:
        yield Part("lines", title, (_lines(report, setting),))
    total = Paragraph(setting.set(dead_total(report, setting.language)), Voice.ACTION if report.dead else Voice.PLAIN)
    rule = Paragraph(setting.set(dead_rule(report, setting.language)), Voice.NOTE)
    blocks = (total, _dead(report, setting), rule) if report.dead else (total,)
    yield Part("dead", setting.say("dead title"), blocks)


def _lines(report: AuditReport, setting: Setting) -> Table:
    rows: list[tuple[Value, ...]] = []
    for each in report.found.lines:
        for place, (over, said) in enumerate(sentences(report, each, setting.language)):
            head: tuple[Value, ...] = (
                each.line.rank, setting.set(what(each, setting.language)),
                setting.set(of_days(each, setting.language)), setting.amount(each.billed),
            )  # fmt: skip
            first = head if place == 0 else (None, "", "", None)
            rows.append((*first, setting.amount(over) if over else None, setting.set(said)))
    columns = (
        Column(setting.title("audit rank"), Kind.COUNT),
        Column(setting.title("audit what")),
        Column(setting.title("audit days")),
        Column(setting.title("audit billed"), Kind.AMOUNT),
        Column(setting.title("audit difference"), Kind.AMOUNT),
        Column(setting.title("audit why"), is_prose=True),
    )
    total: tuple[Value, ...] = (
        None, setting.say("total"), None, setting.amount(report.found.billed), setting.amount(report.found.over), None,
    )  # fmt: skip
    return setting.list_of(setting.say("audit lines"), columns, rows, total=total)


def _dead(report: AuditReport, setting: Setting) -> Table:
    def money(cents: Cents) -> Value:
        return "?" if cents == MISSING else setting.amount(cents)

    rows: list[tuple[Value, ...]] = [
        (
            each.buyer,
            report.names.name(each.buyer),
            setting.amount(each.limit),
            setting.say("dead never") if each.last_sale == NEVER else setting.day(each.last_sale),
            money(each.fee),
            money(each.until_anniversary),
            money(each.saved),
            setting.day(each.last_day_to_cancel),
        )
        for each in setting.shown(report.dead)
    ]
    columns = (
        Column(setting.title("code"), Kind.CODE),
        Column(setting.title("buyer")),
        Column(setting.title("dead limit"), Kind.AMOUNT),
        Column(setting.title("dead last sale"), Kind.DAY),
        *(Column(setting.title(f"dead {name}"), Kind.AMOUNT) for name in ("fee", "until", "saved")),
        Column(setting.title("dead last day"), Kind.DAY),
    )
    title = setting.say("dead title")
    return setting.list_of(title, columns, rows, left=setting.left(report.dead), sheet="dead title")
