"""The register of duties as a page: what is to be done by last day, what nothing ends, what was missed and its cost."""

from __future__ import annotations

from collections.abc import Iterator

from encours.duties.duty import Duty, Standing
from encours.duties.kinds import STOP_DELIVERIES
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.duties_report import DutiesReport, stake
from encours.explain.duty_words import LACKING, STANDINGS, department
from encours.explain.values import amount, whole_amount
from encours.explain.values import day as shown_day
from encours.explain.words import counted, say
from encours.facts.words import FIELD_WORDS
from encours.units import MISSING
from encours.units.show import Language

SOON: int = 15
"""Days from which a last day is near."""


def duties_page(report: DutiesReport, language: Language, *, rows: int) -> Page:
    """Page of the duties chosen; each list shows at most so many of them."""
    return (
        *report.head.told("duties title", language, *_asked(report, language)),
        *_sums(report, language),
        *_dated(report, language, rows),
        *_undated(report, language, rows),
        *_missed(report, language, rows),
        *_unknown(report, language, rows),
        *_foot(report, language),
    )


def _asked(report: DutiesReport, language: Language) -> Iterator[str]:
    if report.chosen.who is not None:
        yield say("duties of", language, who=department(report.chosen.who, language))
    if report.chosen.within is not None:
        yield say("duties within", language, days=report.chosen.within)


def _sums(report: DutiesReport, language: Language) -> Iterator[Block]:
    count = counted(len(report.dated), "duties counted", language)
    told = say("duties ahead uncounted", language, count=count)
    if report.hanging.covered:
        told = say("duties ahead", language, amount=_whole(report, report.hanging.covered, language), count=count)
    yield EMPTY
    yield line(Span(told if report.dated else say("duties ahead none", language), "bold"))
    if (gone := report.lost).covered:
        insured = amount(gone.insured, report.head.currency, language)
        told = say(
            "duties lost", language, amount=amount(gone.covered, report.head.currency, language), insured=insured
        )
        yield line(Span(told, "red"))
    if kept := report.kept.covered:
        yield line(Span(say("duties kept", language, amount=_whole(report, kept, language)), "green"))


def _dated(report: DutiesReport, language: Language, rows: int) -> Iterator[Block]:
    if not report.dated:
        return
    yield Heading(say("duties to do", language))
    yield Grid(
        _columns(language, "duties at stake"), tuple(_row(report, each, language) for each in report.dated[:rows])
    )
    yield from left_out(len(report.dated) - rows, language)
    yield line(Span(say("duties stake meaning", language), "bright_black"))


def _undated(report: DutiesReport, language: Language, rows: int) -> Iterator[Block]:
    stops = [each for each in report.undated if each.kind == STOP_DELIVERIES and each.at_stake is None]
    others = [each for each in report.undated if each not in stops]
    if others:
        yield Heading(say("duties any day", language))
        columns = _columns(language, "duties at stake")[2:]
        yield Grid(columns, tuple(_row(report, each, language)[2:] for each in others[:rows]))
        yield from left_out(len(others) - rows, language)
    if stops:
        yield Heading(say("duties stops", language))
        names = ", ".join(f"{report.names.name(each.buyer)} ({each.buyer})" for each in stops[:rows])
        more = f", + {len(stops) - rows}" if len(stops) > rows else ""
        count = counted(len(stops), "duties stop counted", language)
        yield line(Span(say("duties stops told", language, count=count, names=names + more)))


def _missed(report: DutiesReport, language: Language, rows: int) -> Iterator[Block]:
    if not report.missed:
        return
    yield Heading(say("duties missed", language))
    yield Grid(
        (*_columns(language, "duties cost"), Column(say("duties standing", language), least=120)),
        tuple((*_row(report, each, language), _standing(report, each, language)) for each in report.missed[:rows]),
    )
    yield from left_out(len(report.missed) - rows, language)


def _unknown(report: DutiesReport, language: Language, rows: int) -> Iterator[Block]:
    if not report.unknown:
        return
    yield Heading(say("duties unknown", language))
    columns = (
        Column(say("duties what", language)),
        Column(say("duties about", language)),
        Column(say("duties buyer", language), cut=True),
        Column(say("duties lacking", language), folds=True),
    )
    yield Grid(columns, tuple(_lacking(report, each, language) for each in report.unknown[:rows]))
    yield from left_out(len(report.unknown) - rows, language)


def _lacking(report: DutiesReport, duty: Duty, language: Language) -> tuple[Cell, ...]:
    return (
        report.title(duty, language),
        report.about(duty, language),
        _buyer(report, duty),
        lacking(report, duty, language),
    )


def lacking(report: DutiesReport, duty: Duty, language: Language) -> str:
    """Facts without which a last day cannot be told, in words: as the clause calls them, or as their table does."""
    voc = report.register.book.programme.primary.wording.vocabulary
    found = []
    for name in filter(None, duty.lacking.split(", ")):
        if name in LACKING:
            found.append(LACKING[name].in_language(language))
            continue
        known = voc.row.get(name) or voc.account.get(name) or voc.walk.get(name)
        if known is not None:
            found.append(known.french if language == "fr" else known.english)
        else:
            found.append(FIELD_WORDS[name][0] if language == "fr" and name in FIELD_WORDS else name.replace("_", " "))
    return ", ".join(found)


def _foot(report: DutiesReport, language: Language) -> Iterator[Block]:
    yield EMPTY
    if report.done:
        command = report.head.again.of("duties", "--format", "csv")
        count = counted(len(report.done), "duties counted", language)
        yield line(Span(say("duties done count", language, count=count, command=command), "bright_black"))
    if report.harmless:
        command = report.head.again.of("duties", "--format", "csv")
        count = counted(report.harmless, "duties counted", language)
        yield line(Span(say("duties harmless", language, count=count, command=command), "bright_black"))
    if report.later:
        command = report.head.again.of("duties", "--within", "all")
        count = counted(report.later, "duties counted", language)
        yield line(Span(say("duties later", language, count=count, command=command), "bright_black"))
    command = report.head.again.of("duties", "--output", "duties.ics")
    yield line(Span(say("duties as calendar", language, command=command), "bright_black"))
    invoice = next((each.invoice for each in (*report.dated, *report.missed) if each.invoice), "")
    if invoice:
        yield line(Span(say("duties why", language, command=report.head.again.why(invoice)), "bright_black"))


def _columns(language: Language, cost: str) -> tuple[Column, ...]:
    return (
        Column(say("duties last day", language)),
        Column(say("duties days", language), right=True),
        Column(say(cost, language), right=True),
        Column(say("duties what", language)),
        Column(say("duties about", language)),
        Column(say("duties buyer", language), cut=True),
        Column(say("duties who", language), least=110),
    )


def _row(report: DutiesReport, duty: Duty, language: Language) -> tuple[Cell, ...]:
    days = report.days_left(duty)
    is_near = days is not None and 0 <= days <= SOON
    what = Span(_whole(report, stake(duty), language), "red") if stake(duty) > 0 else Span("·", "bright_black")
    return (
        "" if duty.last_day == MISSING else shown_day(duty.last_day, language),
        Span("" if days is None else str(days), "bold" if is_near else ""),
        what,
        report.title(duty, language),
        report.about(duty, language),
        _buyer(report, duty),
        Span(department(duty.who, language), "bright_black"),
    )


def _standing(report: DutiesReport, duty: Duty, language: Language) -> Span:
    standing = report.standing(duty)
    word = STANDINGS[standing].in_language(language)
    if standing is Standing.DONE_LATE:
        return Span(f"{word}, {shown_day(duty.done_on, language)}", "yellow")
    return Span(word, "red")


def _buyer(report: DutiesReport, duty: Duty) -> str:
    return report.names.name(duty.buyer) if duty.buyer else report.policy_of(duty)


def _whole(report: DutiesReport, cents: int, language: Language) -> str:
    return whole_amount(cents, report.head.currency, language)
