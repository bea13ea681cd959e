"""The cover report as a page: the answer first, then what is about to be lost, then what is lost and why."""

from __future__ import annotations

from collections.abc import Iterator

from encours.clauses.states import State
from encours.explain.blocks import EMPTY, Block, Column, Grid, Heading, Page, Span, bar, line
from encours.explain.cover_report import (
    CoverReport,
    Stop,
    about,
    about_to_happen,
    first_invoice_day,
    note_of_indemnity,
    what_to_do,
)
from encours.explain.fact_places import assumptions_file
from encours.explain.losses import BASE, Loss
from encours.explain.names import STATE_MARKS, VERDICT_MARKS, state_text, state_word
from encours.explain.told_by_age import ToldByAge
from encours.explain.unknown_share import insured_told
from encours.explain.values import amount, day, whole_amount
from encours.explain.words import counted, say, say_count
from encours.units import MISSING, NEVER, Cents
from encours.units.show import Language, show_day_in_words, show_percentage


def cover_page(report: CoverReport, language: Language, *, rows: int) -> Page:
    """Page of the report; each list shows at most so many rows, and says how many it leaves out."""
    if report.is_empty:
        return (*report.question.told("cover title", language), *_nothing_open(report, language))
    return (
        *report.question.told("cover title", language),
        *_answer(report, language),
        *_at_risk(report, language, rows),
        *_losses(report, language, rows),
        *_stops(report, language, rows),
        *_assumptions(report, language),
        *_next(report, language),
    )


def _nothing_open(report: CoverReport, language: Language) -> Iterator[Block]:
    """That nothing is open, and the days from which something could be: a day asked too early is seen at once."""
    yield EMPTY
    yield line(Span(say("nothing open that day", language), "bold yellow"))
    first, start = first_invoice_day(report), report.question.programme.primary.period_start
    if first < NEVER:
        yield line(say("first invoice", language, day=show_day_in_words(first, language)), indent=2)
    yield line(say("policy starts", language, day=show_day_in_words(start, language)), indent=2)
    if report.on_account:
        told = amount(report.on_account, report.question.currency, language)
        yield line(f"{say('on account', language)}: {told}", indent=2)
    yield from told_by_age(report.told_by_age, report.question.currency, language)


def told_by_age(told: ToldByAge, currency: str, language: Language) -> Iterator[Block]:
    """What an aged balance alone tells is owed, where it tells anything."""
    if told.buyers:
        yield line(Span(f"? {told.said('told by age', currency, language)}", "cyan"), hanging=2)


def ratio(part: Cents, whole: Cents, language: Language) -> str:
    """Share as a percentage with one decimal; nothing of nothing is no share."""
    if whole <= 0:
        return ""
    return show_percentage((2 * part * 1_000 + whole) // (2 * whole) * 10, language, decimals=1)


def _answer(report: CoverReport, language: Language) -> Iterator[Block]:
    currency, outstanding = report.question.currency, report.outstanding
    yield EMPTY
    rows: list[tuple[Span | str, ...]] = [
        (
            Span(state_text(state, language), STATE_MARKS[state].style),
            amount(part, currency, language),
            ratio(part, outstanding, language),
            Span(bar(part, outstanding), STATE_MARKS[state].style),
            Span(largest_cause(report, state, language), "bright_black"),
        )
        for state, part in report.totals.items()
    ]
    yield Grid(
        (
            Column(""),
            Column("", right=True),
            Column("", right=True),
            Column("", least=76),
            Column("", folds=True, least=100),
        ),
        tuple(rows),
        total=(
            say("outstanding", language),
            amount(outstanding, currency, language),
            "",
            "",
            counted(len(report.rows), "receivables", language),
        ),
        titled=False,
    )
    yield EMPTY
    yield from _insured(report, language)


def largest_cause(report: CoverReport, state: State, language: Language) -> str:
    """The largest cause of a state and how much of it that is; of what is covered, how many rows are so in part."""
    if state is State.COVERED and report.partly_covered:
        return counted(report.partly_covered, "rows partly covered", language)
    largest = next((loss for loss in report.losses if loss.state is state), None)
    if largest is None or state is State.COVERED:
        return ""
    return largest.note_within(report.totals[state], language)


def _insured(report: CoverReport, language: Language) -> Iterator[Block]:
    currency = report.question.currency
    rows: list[tuple[Span | str, ...]] = []
    covered = report.totals[State.COVERED]
    rows.append((Span(say("admitted", language), "bold"), Span(amount(covered, currency, language), "bold"), ""))
    if len(report.layers) > 1:
        rows += [
            (
                Span(f"  {each.policy}", "bright_black"),
                Span(amount(each.admitted, currency, language), "bright_black"),
                Span(each.insurer, "bright_black"),
            )
            for each in report.layers
        ]
    rows.append(
        (
            Span(say("insured", language), "bold"),
            Span(
                insured_told(report.unknown_share, amount(report.insured, currency, language), language), "bold green"
            ),
            Span(say(note_of_indemnity(report.question.programme), language), "bright_black"),
        )
    )
    if report.on_account:
        rows.append(
            (
                say("on account", language),
                amount(report.on_account, currency, language),
                Span(say("not deducted", language), "bright_black"),
            )
        )
    if report.not_receivable:
        orders = sum(row.cover.open for row in report.not_receivable)
        rows.append(
            (
                say("not receivable", language),
                amount(orders, currency, language),
                Span(counted(len(report.not_receivable), "documents", language), "bright_black"),
            )
        )
    yield Grid((Column("", folds=True), Column("", right=True), Column("", folds=True)), tuple(rows), titled=False)
    if report.unknown_share is not None:
        command = report.question.again.why(report.unknown_share.rows[0].number)
        told = report.unknown_share.told(report.question.programme.primary, language)
        file = assumptions_file(report.lines.book.view, language)
        yield line(Span(f"? {told}", "cyan"), hanging=2)
        yield line(Span(f"→ {say('record it', language, file=file, command=command)}", "cyan"), indent=2, hanging=2)
    yield from told_by_age(report.told_by_age, currency, language)


def _at_risk(report: CoverReport, language: Language, rows: int) -> Iterator[Block]:
    currency, lines = report.question.currency, report.lines
    stake = sum(lines.at_stake(row) for row in report.at_risk)
    yield Heading(say("at risk title", language, days=lines.warning_days))
    if not report.at_risk:
        yield line(say("nothing at risk", language))
        return
    yield line(
        say(
            "at risk sum",
            language,
            amount=whole_amount(stake, currency, language),
            count=counted(len(report.at_risk), "invoices", language),
        )
    )
    yield EMPTY
    shown: list[tuple[Span | str, ...]] = []
    remedies: dict[tuple[str, str], None] = {}
    for row in report.at_risk[:rows]:
        clause, remedy = about_to_happen(report, row, language)
        if remedy:
            remedies[clause, remedy] = None
        left = row.cover.until - report.question.as_of
        shown.append(
            (
                Span(day(row.cover.until, language), "yellow"),
                Span(str(left), "bold yellow" if left <= 7 else "yellow"),
                whole_amount(lines.at_stake(row), currency, language),
                lines.shown_number(row),
                lines.buyer_name(row.buyer),
                clause,
            )
        )
    yield Grid(
        (
            Column(say("last day", language)),
            Column(say("days", language), right=True),
            Column(say("at stake", language), right=True),
            Column(say("invoice", language)),
            Column(say("buyer", language), cut=True),
            Column(say("clause", language), folds=True),
        ),
        tuple(shown),
    )
    yield from left_out(len(report.at_risk) - rows, language)
    for clause, remedy in remedies:
        yield line(Span(f"→ {clause} — {remedy}", "cyan"), hanging=2)


def left_out(count: int, language: Language) -> Iterator[Block]:
    """How many rows a list leaves out, if any."""
    if count > 0:
        yield line(Span(say_count(count, "left out", language), "bright_black"))


def _losses(report: CoverReport, language: Language, rows: int) -> Iterator[Block]:
    yield Heading(say("losses title", language))
    if not report.rows:
        yield line(say("nothing open that day", language))
        return
    if not report.losses:
        yield line(say("nothing lost", language))
        return
    for loss in report.losses[:rows]:
        yield from _loss(report, loss, language)
    yield from left_out(len(report.losses) - rows, language)


def _loss(report: CoverReport, loss: Loss, language: Language) -> Iterator[Block]:
    currency, style = report.question.currency, STATE_MARKS[loss.state].style
    count = counted(len(loss.rows), "invoices", language)
    told = count if loss.says_its_state else f"{state_word(loss.state, language)}, {count}"
    yield line(
        Span(f"{amount(loss.amount, currency, language):>16}  ", "bold"),
        Span(f"{STATE_MARKS[loss.state].symbol} {loss.title(language)}", f"bold {style}"),
        Span(f"  {told}", "bright_black"),
        hanging=18,
    )
    if loss.clause == BASE:
        return
    lines = report.lines
    largest = ", ".join(
        f"{lines.shown_number(row)} {lines.buyer_name(row.buyer)} {whole_amount(part, currency, language)}"
        for part, row in loss.rows[:3]
    )
    yield line(Span(largest + (", …" if len(loss.rows) > 3 else ""), "bright_black"), indent=18)
    said = about(report, loss.rows[0][1], loss.clause, language)
    if said:
        yield line(f"{lines.shown_number(loss.rows[0][1])} — {said}", indent=18)
    yield line(Span(f"→ {what_to_do(report, loss, language)}", "cyan"), indent=18, hanging=2)


def _stops(report: CoverReport, language: Language, rows: int) -> Iterator[Block]:
    if not report.stops and not report.stops_are_overdue_only:
        return
    currency = report.question.currency
    yield Heading(say("stops title", language))
    shown = []
    for stop in report.stops[:rows]:
        mark, style, when, reason = stopped(stop, language)
        shown.append(
            (
                Span(f"{mark} {when}", style),
                stop.name,
                stop.buyer,
                whole_amount(stop.open, currency, language),
                whole_amount(stop.covered, currency, language),
                Span(reason, style),
            )
        )
    yield Grid(
        (
            Column(say("not covered", language)),
            Column(say("buyer", language), cut=True),
            Column(say("code", language), least=100),
            Column(say("outstanding", language), right=True),
            Column(say("covered", language), right=True, least=100),
            Column(say("reason", language), folds=True),
        ),
        tuple(shown),
        wider=say("wider", language),
    )
    yield from left_out(len(report.stops) - rows, language)
    if report.stops_are_overdue_only:
        yield line(
            Span(say("overdue stops only", language, command=report.question.again.buyers("CODE")), "bright_black")
        )


def stopped(stop: Stop, language: Language) -> tuple[str, str, str, str]:
    """Mark and style of a stop, since when or from when on, and why."""
    if not stop.is_stopped:
        overdue = say("halt no_overdue_stop", language)
        return "⚑", "yellow", say("stops on", language, day=day(stop.next_stop, language)), overdue
    when = (
        say("stopped since", language, day=day(stop.since, language))
        if stop.since < NEVER
        else say("not covered", language)
    )
    if stop.halt is None:
        return "✗", "red", when, say("halt no_overdue_stop", language)
    mark = VERDICT_MARKS[stop.halt.verdict]
    return mark.symbol, mark.style, when, stop.halt.reason(language)


def _assumptions(report: CoverReport, language: Language) -> Iterator[Block]:
    if not report.assumptions:
        return
    currency = report.question.currency
    yield Heading(say("assumptions title", language))
    for each in report.assumptions:
        meaning = each.told(language)
        euros = (
            " " + say("depends", language, amount=whole_amount(each.depends, currency, language)) if each.rows else ""
        )
        author = f"{each.author}, " if each.author else ""
        when = day(each.made_on, language) if each.made_on != MISSING else ""
        yield line(
            Span("· "),
            Span(meaning),
            Span(euros, "yellow"),
            Span(f" ({author}{when})", "bright_black"),
            hanging=2,
        )
    yield line(Span(say("without assumptions", language), "bright_black"), indent=2)


def _next(report: CoverReport, language: Language) -> Iterator[Block]:
    faults = sorted(report.losses, key=lambda loss: loss.clause == BASE)
    rows = report.at_risk or tuple(row for loss in faults for _, row in loss.rows)
    if rows:
        yield EMPTY
        yield line(Span(say("ask why", language, command=report.question.again.why(rows[0].number)), "bright_black"))
