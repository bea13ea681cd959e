"""What is not covered, as a part of the cover document: each cause opens its invoices, each invoice its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from encours.clauses.states import State
from encours.explain.clause_texts import clause_text
from encours.explain.cover_figures import state_anchor
from encours.explain.cover_report import CoverReport, about, what_to_do
from encours.explain.document.model import Block, Column, Heading, Kind, Opened, Paragraph, Table, Voice
from encours.explain.document.setting import STATE_TONES, Setting
from encours.explain.lines import InvoiceLine
from encours.explain.losses import BASE, Loss


def lost(report: CoverReport, setting: Setting) -> Iterator[Block]:
    """Causes of each state, the largest first; for a spreadsheet, every row of every cause."""
    if not report.rows:
        yield Paragraph(setting.say("nothing open that day"))
        return
    if not report.losses:
        yield Paragraph(setting.say("nothing lost"))
        return
    if setting.is_whole:
        yield _causes(report, setting)
        yield _every_row(report, setting)
        return
    number = 0
    for state in _states(report):
        title = setting.state(state)
        yield Heading(state_anchor(state), str(title.value), setting.amount(report.totals[state]), title.tone)
        for loss in (each for each in report.losses if each.state is state):
            number += 1
            yield _cause(report, loss, setting, number)


def _states(report: CoverReport) -> list[State]:
    """States that something is lost to, the largest first; last what the policy never meant to cover."""
    found = {loss.state for loss in report.losses}
    return sorted(found, key=lambda state: (state is State.OUTSIDE, -report.totals[state]))


def _cause(report: CoverReport, loss: Loss, setting: Setting, number: int) -> Opened:
    text = clause_text(loss.stage, loss.clause)
    language = setting.language
    blocks: list[Paragraph | Table] = []
    if loss.clause != BASE:
        blocks.append(Paragraph(_what_to_do(report, loss, setting), Voice.ACTION))
    title = setting.say("clause text", title=text.title.in_language(language))
    blocks.append(Paragraph(setting.set(text.text.in_language(language)), Voice.CLAUSE, title))
    blocks.append(_invoices(report, loss, setting))
    return Opened(
        anchor=f"cause-{number}",
        title=setting.set(loss.title(language)),
        value=setting.amount(loss.amount),
        note=setting.counted(len(loss.rows), "invoices"),
        blocks=tuple(blocks),
        tone=STATE_TONES[loss.state],
    )


def _what_to_do(report: CoverReport, loss: Loss, setting: Setting) -> str:
    return setting.set(what_to_do(report, loss, setting.language))


def _invoices(report: CoverReport, loss: Loss, setting: Setting) -> Table:
    """Invoices of a cause, each with what its clause says of it; tax asks for no sentence."""
    lines, has_reason = report.lines, loss.clause != BASE
    rows = []
    for part, row in setting.shown(loss.rows):
        why = (setting.set(about(report, row, loss.clause, setting.language)),) if has_reason else ()
        due, amount = setting.day(lines.due(row)), setting.amount(part)
        rows.append((lines.shown_number(row), lines.buyer_name(row.buyer), due, amount, *why))
    columns = (
        Column(setting.title("invoice"), Kind.CODE),
        Column(setting.title("buyer")),
        Column(setting.title("due column"), Kind.DAY),
        Column(setting.title("amount"), Kind.AMOUNT),
        *((Column(setting.title("finding"), is_prose=True),) if has_reason else ()),
    )
    total = (setting.say("total"), None, None, setting.amount(loss.amount), *((None,) if has_reason else ()))
    title = setting.set(loss.title(setting.language))
    return setting.list_of(title, columns, rows, total=total, left=setting.left(loss.rows))


def _causes(report: CoverReport, setting: Setting) -> Table:
    """A row for each cause."""
    rows = [
        (
            setting.set(loss.title(setting.language)),
            setting.state(loss.state),
            setting.amount(loss.amount),
            len(loss.rows),
            "" if loss.clause == BASE else _what_to_do(report, loss, setting),
        )
        for loss in report.losses
    ]
    columns = (
        Column(setting.title("cause")),
        Column(setting.title("state")),
        Column(setting.title("amount"), Kind.AMOUNT),
        Column(setting.title("rows column"), Kind.COUNT),
        Column(setting.title("what to do"), is_prose=True),
    )
    total = (setting.say("total"), None, setting.amount(_uncovered(report)), None, None)
    return setting.list_of(setting.say("causes"), columns, rows, total=total, sheet="sheet causes")


def _every_row(report: CoverReport, setting: Setting) -> Table:
    """A row for each part of an invoice that is not covered; unexplained in a large book, which is not judged again."""
    lines, has_reason = report.lines, not report.stops_are_overdue_only
    rows = (
        (
            lines.shown_number(row),
            row.buyer,
            lines.buyer_name(row.buyer),
            setting.day(lines.due(row)),
            setting.state(loss.state),
            setting.set(loss.title(setting.language)),
            setting.amount(part),
            *((_sentence(report, loss, row, setting),) if has_reason else ()),
        )
        for loss in report.losses
        for part, row in loss.rows
    )
    columns = (
        Column(setting.title("invoice"), Kind.CODE),
        Column(setting.title("code"), Kind.CODE),
        Column(setting.title("buyer")),
        Column(setting.title("due column"), Kind.DAY),
        Column(setting.title("state")),
        Column(setting.title("cause")),
        Column(setting.title("amount"), Kind.AMOUNT),
        *((Column(setting.title("finding"), is_prose=True),) if has_reason else ()),
    )
    total = (setting.say("total"), *[None] * 5, setting.amount(_uncovered(report)), *((None,) if has_reason else ()))
    return setting.list_of(setting.say("losses title"), columns, rows, total=total, sheet="sheet lost")


def _sentence(report: CoverReport, loss: Loss, row: InvoiceLine, setting: Setting) -> str:
    return "" if loss.clause == BASE else setting.set(about(report, row, loss.clause, setting.language))


def _uncovered(report: CoverReport) -> int:
    return report.outstanding - report.totals[State.COVERED]
