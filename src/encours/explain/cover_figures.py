"""Figures of the cover document: totals by state, what is about to be lost, and how each figure was computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from encours.clauses.states import State
from encours.explain.cover_json import cover_cells, cover_columns
from encours.explain.cover_report import CoverReport, about_to_happen, note_of_indemnity
from encours.explain.cover_screen import largest_cause
from encours.explain.document.model import (
    Block,
    Cell,
    Chart,
    Column,
    KeyFigure,
    KeyFigures,
    Kind,
    Opened,
    Paragraph,
    Series,
    Shape,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, ratio, spreadsheet
from encours.explain.document.shown import shown
from encours.explain.lines import InvoiceLine
from encours.units import Cents

RULES: Final = {"outstanding": "outstanding", "admitted": "covered", "insured": "covered"}
"""Figures that have a rule and rows."""


def state_anchor(state: State) -> str:
    """Where a state is told of."""
    return f"state-{state.name.lower().replace('_', '-')}"


def key_figures(report: CoverReport, setting: Setting) -> KeyFigures:
    """Outstanding, covered, indemnity expected, and what is about to be lost."""
    stake = sum(map(report.lines.at_stake, report.at_risk))
    covered = report.totals[State.COVERED]
    figures = [
        KeyFigure(
            setting.say("outstanding"),
            setting.amount(report.outstanding),
            setting.counted(len(report.rows), "receivables"),
            _figure_anchor("outstanding", setting),
        ),
        KeyFigure(
            setting.say("admitted"),
            setting.amount(covered),
            setting.set(largest_cause(report, State.COVERED, setting.language)),
            _figure_anchor("admitted", setting),
            Tone.COVERED,
        ),
        KeyFigure(
            setting.say("insured"),
            setting.amount(report.insured),
            setting.say(note_of_indemnity(report.question.programme)),
            _figure_anchor("insured", setting),
            Tone.COVERED,
        ),
        KeyFigure(
            setting.say("within days", days=report.lines.warning_days),
            setting.amount(stake),
            setting.say("unless acted on") if stake else setting.say("nothing at risk"),
            "at-risk",
            Tone.WARNING,
        ),
    ]
    return KeyFigures(tuple(figures))


def _figure_anchor(name: str, setting: Setting) -> str:
    return "" if setting.is_whole else f"figure-{name}"


def by_state(report: CoverReport, setting: Setting) -> Iterator[Block]:
    """Totals by state, with their drawing."""
    outstanding = report.outstanding
    counts = {state: sum(row.cover.parts[state] > 0 for row in report.rows) for state in State}
    told = {each.state for each in report.losses}
    rows = []
    for state, part in report.totals.items():
        opens = _figure_anchor("admitted", setting) if state is State.COVERED else ""
        if state in told and not setting.is_whole:
            opens = state_anchor(state)
        cause = setting.set(largest_cause(report, state, setting.language))
        share = ratio(part, outstanding)
        rows.append((setting.state(state, opens), setting.amount(part), share, counts[state] or None, cause))
    table = setting.list_of(
        setting.say("by state"),
        (
            Column(setting.title("state"), Kind.CODE),
            Column(setting.title("amount"), Kind.AMOUNT),
            Column(setting.title("share"), Kind.PERCENTAGE),
            Column(setting.title("rows column"), Kind.COUNT),
            Column("", is_prose=True),
        ),
        rows,
        total=(setting.say("outstanding"), setting.amount(outstanding), None, len(report.rows), None),
        sheet="sheet states",
    )
    series = (Series(1, setting.say("amount"), "", Tone.PLAIN),)
    yield Chart("by-state", setting.say("by state of"), Shape.WHOLE, table, series)
    yield Paragraph(setting.say("states rule"), Voice.NOTE)


def at_risk(report: CoverReport, setting: Setting) -> Iterator[Block]:
    """What is about to be lost, along the days to come."""
    lines, today = report.lines, report.question.as_of
    if not report.at_risk:
        yield Paragraph(setting.say("nothing at risk"))
        return
    rows: list[tuple[Value | Cell, ...]] = []
    for row in setting.shown(report.at_risk):
        clause, remedy = (setting.set(each) for each in about_to_happen(report, row, setting.language))
        until = row.cover.until
        rows.append(
            (
                lines.shown_number(row),
                setting.day(until),
                until - today,
                setting.amount(lines.at_stake(row)),
                lines.buyer_name(row.buyer),
                clause,
                remedy,
            )
        )
    table = setting.list_of(
        setting.say("at risk title", days=lines.warning_days),
        (
            Column(setting.title("invoice"), Kind.CODE),
            Column(setting.title("last day"), Kind.DAY),
            Column(setting.title("days"), Kind.COUNT),
            Column(setting.title("at stake"), Kind.AMOUNT),
            Column(setting.title("buyer")),
            Column(setting.title("clause"), is_prose=True),
            Column(setting.title("what to do"), is_prose=True),
        ),
        rows,
        total=(setting.say("total"), None, None, setting.amount(sum(map(lines.at_stake, report.at_risk))), *[None] * 3),
        left=setting.left(report.at_risk),
        sheet="sheet at risk",
    )
    series = (Series(3, setting.say("at stake"), "⚑", Tone.WARNING),)
    last = today + lines.warning_days
    yield Chart("at-risk-days", setting.say("at risk chart"), Shape.DAYS, table, series, first=today, last=last)
    yield Paragraph(setting.say("at risk rule"), Voice.NOTE)


def every_invoice(report: CoverReport, setting: Setting) -> Table:
    """Every open invoice, as in the spreadsheet of the report."""
    titles = [title[:1].upper() + title[1:] for title in cover_columns(report, setting.language)]
    return spreadsheet(
        setting.say("invoices title"), setting.say("sheet invoices"), titles, cover_cells(report, setting.language)
    )


def computed(report: CoverReport, setting: Setting) -> Iterator[Block]:
    """The rule of each figure, with the rows behind it."""
    if not setting.is_whole:
        yield from _figures(report, setting)
    else:
        for name in RULES:
            yield Paragraph(setting.say(f"{name} rule"), title=f"{setting.say(name)}.")
    yield _layers(report, setting)
    if report.on_account:
        yield _aside(setting, "on account", report.on_account, setting.say("not deducted"))
    if report.not_receivable:
        orders = sum(row.cover.open for row in report.not_receivable)
        yield _aside(setting, "not receivable", orders, setting.counted(len(report.not_receivable), "documents"))
    yield Paragraph(setting.say("ask again", command=report.question.again.of("cover")), Voice.NOTE)


def _aside(setting: Setting, key: str, cents: Cents, note: str) -> Paragraph:
    """An amount that is no part of the outstanding."""
    return Paragraph(f"{shown(setting.amount(cents), setting.language)}, {note}.", title=f"{setting.say(key)}.")


def _figures(report: CoverReport, setting: Setting) -> Iterator[Block]:
    figures: list[tuple[str, Cents, Callable[[InvoiceLine], Cents], tuple[str, ...]]] = [
        ("outstanding", report.outstanding, lambda row: row.cover.open, ("outstanding",)),
        ("admitted", report.totals[State.COVERED], lambda row: row.cover.parts[State.COVERED], ("open", "covered")),
        ("insured", report.insured, lambda row: row.cover.insured, ("covered", "insured")),
    ]
    for name, total, of, wanted in figures:
        rows = sorted(filter(of, report.rows), key=lambda row: (-of(row), row.number, row.instalment))
        table = _behind(report, setting, rows, wanted)
        yield Opened(
            anchor=f"figure-{name}",
            title=setting.say(name),
            value=setting.amount(total),
            note=setting.counted(len(rows), "receivables"),
            blocks=(Paragraph(setting.say(f"{name} rule")), table),
            tone=Tone.PLAIN if name == "outstanding" else Tone.COVERED,
        )


def _behind(report: CoverReport, setting: Setting, rows: list[InvoiceLine], wanted: tuple[str, ...]) -> Table:
    """Rows behind a figure, the largest first."""
    lines = report.lines
    of: dict[str, tuple[str, Callable[[InvoiceLine], Cents]]] = {
        "outstanding": ("open column", lambda row: row.cover.open),
        "open": ("open column", lambda row: row.cover.open),
        "covered": ("covered", lambda row: row.cover.parts[State.COVERED]),
        "insured": ("insured column", lambda row: row.cover.insured),
    }
    has_share = "insured" in wanted
    titles = [Column(setting.title(of[each][0]), Kind.AMOUNT) for each in wanted]
    share = (Column(setting.title("insured percentage column"), Kind.PERCENTAGE),) if has_share else ()

    def told(row: InvoiceLine) -> tuple[Value, ...]:
        amounts = [of[each][1](row) for each in wanted]
        percentage = (ratio(row.cover.insured, row.cover.parts[State.COVERED]),) if has_share else ()
        last = () if wanted == ("outstanding",) else (setting.day(row.cover.until),)
        return (
            lines.shown_number(row),
            lines.buyer_name(row.buyer),
            setting.day(lines.due(row)),
            *map(setting.amount, amounts),
            *percentage,
            *last,
        )

    last = () if wanted == ("outstanding",) else (Column(setting.title("until"), Kind.DAY),)
    sums = [setting.amount(sum(map(of[each][1], rows))) for each in wanted]
    return setting.list_of(
        setting.say("largest rows"),
        (
            Column(setting.title("invoice"), Kind.CODE),
            Column(setting.title("buyer")),
            Column(setting.title("due column"), Kind.DAY),
            *titles,
            *share,
            *last,
        ),
        map(told, setting.shown(rows)),
        total=(setting.say("total"), None, None, *sums, *[None] * (len(share) + len(last))),
        left=setting.left(rows),
    )


def _layers(report: CoverReport, setting: Setting) -> Table:
    """What each policy carries."""
    return setting.list_of(
        setting.say("layers"),
        (
            Column(setting.title("policy")),
            Column(setting.title("insurer")),
            Column(setting.title("covered"), Kind.AMOUNT),
            Column(setting.title("insured column"), Kind.AMOUNT),
        ),
        [(e.policy, e.insurer, setting.amount(e.admitted), setting.amount(e.insured)) for e in report.layers],
        total=(
            setting.say("total"),
            None,
            setting.amount(sum(each.admitted for each in report.layers)),
            setting.amount(report.insured),
        ),
        sheet="sheet policies",
    )
