"""Buyers in the cover document: the largest uninsured exposures, and those whose deliveries are not covered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from encours.clauses.states import State
from encours.cover.result import uninsured
from encours.explain.clause_texts import clause_text
from encours.explain.cover_report import CoverReport, Stop, about, totals_of
from encours.explain.cover_screen import stopped
from encours.explain.document.model import (
    Block,
    Cell,
    Chart,
    Column,
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
from encours.explain.document.setting import Setting
from encours.explain.document.shown import WIDE
from encours.explain.lines import InvoiceLine
from encours.explain.losses import BASE, Taken, taken
from encours.units import Cents

CHARTED: Final = 12
"""Buyers that the drawing shows, each with its invoices below."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a buyer owes: covered, over the limit, lost to another cause, and tax outside the base.

    The last three add up to what is uninsured.
    """

    buyer: str
    rows: tuple[InvoiceLine, ...]
    outstanding: Cents
    covered: Cents
    over_limit: Cents
    other: Cents
    tax: Cents
    uninsured: Cents


def exposures(report: CoverReport) -> tuple[Exposure, ...]:
    """Exposure on each buyer, the largest uninsured part first."""
    by_buyer: dict[str, list[InvoiceLine]] = {}
    for row in report.rows:
        by_buyer.setdefault(row.buyer, []).append(row)
    found = (_exposure(report, buyer, rows) for buyer, rows in by_buyer.items())
    return tuple(sorted(found, key=lambda each: (-each.uninsured, -each.outstanding, each.buyer)))


def _exposure(report: CoverReport, buyer: str, rows: list[InvoiceLine]) -> Exposure:
    wording = report.question.programme.primary.wording
    parts = totals_of(rows)
    lost = uninsured(parts)
    over = parts[State.OVER_LIMIT]
    tax = sum(each.amount for row in rows for each in taken(wording, row.cover) if each.clause == BASE)
    return Exposure(
        buyer=buyer,
        rows=tuple(rows),
        outstanding=sum(parts.values()),
        covered=parts[State.COVERED],
        over_limit=over,
        other=lost - over - tax,
        tax=tax,
        uninsured=lost,
    )


def least_insured(report: CoverReport, setting: Setting) -> Iterator[Block]:
    """Buyers with an uninsured part, ranked; the first of them open their invoices."""
    every = exposures(report)
    ranked = every if setting.is_whole else tuple(each for each in every if each.uninsured > 0)
    if not ranked:
        yield Paragraph(setting.say("nothing uninsured"))
        return
    first = () if setting.is_whole else tuple(setting.shown(ranked[:CHARTED]))
    yield _ranking(report, setting, ranked, opened=len(first))
    yield Paragraph(setting.say("uninsured rule"), Voice.NOTE)
    for number, each in enumerate(first, 1):
        yield Opened(
            anchor=f"buyer-{number}",
            title=report.lines.buyer_name(each.buyer),
            value=setting.amount(each.uninsured),
            note=setting.counted(len(each.rows), "invoices"),
            blocks=(_invoices(report, setting, each),),
            is_listed=True,
        )


def _ranking(report: CoverReport, setting: Setting, ranked: tuple[Exposure, ...], *, opened: int) -> Chart:
    rows = []
    for number, each in enumerate(setting.shown(ranked), 1):
        opens = f"buyer-{number}" if number <= opened else ""
        amounts = (each.covered, each.over_limit, each.other, each.tax, each.outstanding, each.uninsured)
        told = (setting.amount(cents) if cents else None for cents in amounts)
        rows.append((Cell(report.lines.buyer_name(each.buyer), opens), each.buyer, *told))
    names = _names(report, setting)
    sums = (
        setting.amount(sum(getattr(each, name) for each in ranked))
        for name in ("covered", "over_limit", "other", "tax", "outstanding", "uninsured")
    )
    table = setting.list_of(
        setting.say("uninsured title"),
        (
            Column(setting.title("buyer")),
            Column(setting.title("code"), Kind.CODE),
            *(Column(f"{series.symbol}{WIDE}{series.title}", Kind.AMOUNT) for series in names),
            Column(setting.say("outstanding"), Kind.AMOUNT),
            Column(setting.title("uninsured"), Kind.AMOUNT),
        ),
        rows,
        total=(setting.say("total"), None, *sums),
        left=setting.left(ranked),
        sheet="sheet uninsured",
    )
    return Chart("uninsured-buyers", setting.say("uninsured chart"), Shape.BARS, table, names, most=CHARTED)


def _names(report: CoverReport, setting: Setting) -> tuple[Series, ...]:
    stages = {each.name: each.stage for each in report.question.programme.primary.wording.clauses}
    tax = clause_text(stages[BASE], BASE).loss.in_language(setting.language) if BASE in stages else ""
    return (
        Series(2, setting.word(State.COVERED), setting.symbol(State.COVERED), Tone.COVERED),
        Series(3, setting.word(State.OVER_LIMIT), setting.symbol(State.OVER_LIMIT), Tone.OVER_LIMIT),
        Series(4, setting.say("other causes"), setting.symbol(State.NOT_COVERED), Tone.NOT_COVERED),
        Series(5, setting.set(tax), setting.symbol(State.OUTSIDE), Tone.OUTSIDE),
    )


def _invoices(report: CoverReport, setting: Setting, exposure: Exposure) -> Table:
    """Invoices of a buyer, with the largest cause that keeps each from being covered."""
    lines, wording = report.lines, report.question.programme.primary.wording
    ordered = sorted(exposure.rows, key=lambda row: (row.cover.parts[State.COVERED] - row.cover.open, row.number))
    rows: list[tuple[Value | Cell, ...]] = []
    for row in setting.shown(ordered):
        # Tax outside the base is nobody's fault: it is the reason only where there is no other.
        causes = sorted(taken(wording, row.cover), key=lambda each: (each.clause == BASE, -each.amount))
        largest = next(iter(causes), None)
        amounts = (row.cover.open, row.cover.parts[State.COVERED], uninsured(row.cover.parts))
        told = (setting.amount(cents) if cents else None for cents in amounts)
        due = setting.day(lines.due(row))
        rows.append((lines.shown_number(row), due, *told, _reason(report, row, largest, setting)))
    columns = (
        Column(setting.title("invoice"), Kind.CODE),
        Column(setting.title("due column"), Kind.DAY),
        Column(setting.title("open column"), Kind.AMOUNT),
        Column(setting.title("covered"), Kind.AMOUNT),
        Column(setting.title("uninsured"), Kind.AMOUNT),
        Column(setting.title("finding"), is_prose=True),
    )
    sums = (setting.amount(cents) for cents in (exposure.outstanding, exposure.covered, exposure.uninsured))
    return setting.list_of(
        lines.buyer_name(exposure.buyer),
        columns,
        rows,
        total=(setting.say("total"), None, *sums, None),
        left=setting.left(ordered),
    )


def _reason(report: CoverReport, row: InvoiceLine, largest: Taken | None, setting: Setting) -> str:
    return "" if largest is None else setting.set(about(report, row, largest.clause, setting.language))


def stops(report: CoverReport, setting: Setting) -> Iterator[Block]:
    """Buyers whose new deliveries are not covered, or soon will not be."""
    if not report.stops:
        return
    rows = [_stop(each, setting) for each in setting.shown(report.stops)]
    yield setting.list_of(
        setting.say("stops title"),
        (
            Column(setting.title("buyer")),
            Column(setting.title("code"), Kind.CODE),
            Column(setting.title("since or from"), Kind.DAY),
            Column(setting.say("outstanding"), Kind.AMOUNT),
            Column(setting.title("covered"), Kind.AMOUNT),
            Column(setting.title("reason"), is_prose=True),
        ),
        rows,
        total=(
            setting.say("total"),
            None,
            None,
            setting.amount(sum(each.open for each in report.stops)),
            setting.amount(sum(each.covered for each in report.stops)),
            None,
        ),
        left=setting.left(report.stops),
        sheet="sheet stops",
    )
    if report.stops_are_overdue_only:
        command = report.question.again.buyers("CODE")
        yield Paragraph(setting.say("overdue stops only", command=command), Voice.NOTE)


def _stop(stop: Stop, setting: Setting) -> tuple[Value | Cell, ...]:
    mark, _, _, reason = stopped(stop, setting.language)
    when = setting.day(stop.since if stop.is_stopped else stop.next_stop)
    why = f"{mark} {setting.set(reason)}"
    return stop.name, stop.buyer, when, setting.amount(stop.open), setting.amount(stop.covered), why
