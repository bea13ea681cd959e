"""The premium of a year as a document: totals, lines, taxes, calls, and what decided each line."""

from __future__ import annotations

from collections.abc import Iterator

from encours.explain.clause_texts import clause_text
from encours.explain.document.asked import question_table, told, warnings
from encours.explain.document.model import (
    Block,
    Cell,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    On,
    Opened,
    Paragraph,
    Part,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, spreadsheet
from encours.explain.premium_json import FACTS_SHOWN, premium_cells, premium_columns
from encours.explain.premium_report import (
    PremiumReport,
    line_for,
    line_name,
    missing_names,
    rate_text,
    sentence,
)
from encours.premium.lines import DEPOSIT, PremiumLine
from encours.units import MISSING, Cents
from encours.units.show import Language, show_day


def premium_document(report: PremiumReport, language: Language, *, rows: int | None) -> Document:
    """Document of a policy year; each list has at most so many rows."""
    head, year = report.head, report.year
    setting = Setting(language, year.currency, rows)
    first, last = (show_day(each, language) for each in (year.first, year.last))
    asked: list[tuple[str, Value]] = [
        (setting.title("kpi period first"), On(year.first)),
        (setting.title("kpi period last"), On(year.last)),
        (setting.title("policy"), year.policy),
    ]
    return Document(
        title=setting.say("premium title"),
        company=head.company,
        told=told(head, setting, head.in_currency(language), setting.say("premium year", first=first, last=last)),
        language=language,
        as_of=head.as_of,
        opening=(*warnings(head, setting), *_opening(report, setting)),
        parts=tuple(_parts(report, setting)),
        question=question_table(head, setting, asked),
    )


def _opening(report: PremiumReport, setting: Setting) -> Iterator[Block]:
    year = report.year
    if report.is_empty:
        yield Paragraph(setting.say("premium nothing agreed"), Voice.WARNING)
        return
    figures = [
        ("premium net", report.net, Tone.PLAIN),
        ("premium total", year.total(), Tone.PLAIN),
        ("premium tax", year.tax, Tone.PLAIN),
        ("premium total due", year.due, Tone.COVERED),
    ]
    yield KeyFigures(
        tuple(KeyFigure(setting.title(key), _cell(setting, cents), "", "", tone) for key, cents, tone in figures)
    )
    if not year.is_over:
        yield Paragraph(setting.say("premium so far"), Voice.WARNING)
    if names := missing_names(year, setting.language):
        yield Paragraph("? " + setting.say("premium needs", names=", ".join(names)), Voice.WARNING)


def _cell(setting: Setting, cents: Cents) -> Value:
    return setting.say("premium unknown") if cents == MISSING else setting.amount(cents)


def _parts(report: PremiumReport, setting: Setting) -> Iterator[Part]:
    if report.is_empty:
        return
    title = setting.say("premium lines")
    if setting.is_whole:
        titles = [each[:1].upper() + each[1:] for each in premium_columns(setting.language)]
        yield Part("lines", title, (spreadsheet(title, title, titles, premium_cells(report, setting.language)),))
        yield Part("taxes", setting.say("premium taxes"), (_taxes(report, setting),))
        yield Part("calls", setting.say("premium calls"), (_calls(report, setting),))
        return
    yield Part("lines", title, (_lines(report, setting),))
    if any(each.taxes for each in report.year.lines):
        yield Part("taxes", setting.say("premium taxes"), (_taxes(report, setting),))
    if report.year.instalments:
        told = (Paragraph(setting.say("premium call when"), Voice.NOTE),) if _waits(report) else ()
        yield Part("calls", setting.say("premium calls"), (*told, _calls(report, setting)))
    decided = [(place, each) for place, each in enumerate(report.year.lines) if each.finding is not None]
    opened = tuple(_opened(report, place, each, setting) for place, each in setting.shown(decided))
    yield Part("clauses", setting.say("premium clauses"), opened)


def _waits(report: PremiumReport) -> bool:
    """Whether some call waits for a declaration."""
    return any(each.why != DEPOSIT for each in report.year.instalments)


def _lines(report: PremiumReport, setting: Setting) -> Table:
    told = [(place, each) for place, each in enumerate(report.year.lines) if each.kind != DEPOSIT]
    columns = (
        Column(setting.title("premium kind"), is_prose=True),
        Column(setting.title("premium for"), is_prose=True, is_spare=True),
        Column(setting.title("premium base"), Kind.AMOUNT),
        Column(setting.title("premium rate"), Kind.CODE),
        Column(setting.title("premium amount"), Kind.AMOUNT),
        Column(setting.title("premium tax"), Kind.AMOUNT),
    )
    shown = setting.shown(told)
    kept = {place for place, _ in setting.shown([one for one in enumerate(report.year.lines) if one[1].finding])}
    return setting.list_of(
        setting.say("premium lines"),
        columns,
        [
            (
                Cell(setting.set(line_name(each, setting.language)), f"line-{place}" if place in kept else ""),
                setting.set(line_for(report.year, each, setting.language)),
                str(each.count) if each.count else None if each.base == MISSING else setting.amount(each.base),
                setting.set(rate_text(each.rate, setting.language)),
                _cell(setting, each.amount),
                _cell(setting, each.tax) if each.taxes else None,
            )
            for place, each in shown
        ],
        total=(setting.say("premium total"), "", None, "", _cell(setting, report.year.total()),
               _cell(setting, report.year.tax)),
        left=setting.left(told),
    )  # fmt: skip


def _taxes(report: PremiumReport, setting: Setting) -> Table:
    columns = (
        Column(setting.title("premium kind")),
        Column(setting.title("premium tax")),
        Column(setting.title("premium territory")),
        Column(setting.title("premium base"), Kind.AMOUNT),
        Column(setting.title("premium rate"), Kind.CODE),
        Column(setting.title("premium amount"), Kind.AMOUNT),
        Column(setting.title("premium article")),
    )
    taxed = [(each, one) for each in report.year.lines for one in each.taxes]
    return setting.list_of(
        setting.say("premium taxes"),
        columns,
        [
            (
                setting.set(line_name(each, setting.language)),
                setting.say(f"premium tax {one.tax}"),
                setting.say(f"premium {one.territory}"),
                setting.amount(one.base),
                setting.set(rate_text(one.rate, setting.language)),
                _cell(setting, one.amount),
                one.article,
            )
            for each, one in setting.shown(taxed)
        ],
        left=setting.left(taxed),
        sheet="premium taxes",
    )


def _calls(report: PremiumReport, setting: Setting) -> Table:
    columns = (
        Column(setting.title("premium call day"), Kind.DAY),
        Column(setting.title("premium call why"), is_prose=True),
        Column(setting.title("premium amount"), Kind.AMOUNT),
    )
    return setting.list_of(
        setting.say("premium calls"),
        columns,
        [
            (On(each.on), setting.say(f"premium call {each.why}"), _cell(setting, each.amount))
            for each in report.year.instalments
        ],
        sheet="premium calls",
    )


def _opened(report: PremiumReport, place: int, each: PremiumLine, setting: Setting) -> Opened:
    """What decided a line: the sentence of its clause, its text, and the facts it is counted on."""
    assert each.finding is not None, "a line that a clause decided"
    text = clause_text(each.finding.stage, each.finding.clause)
    title = text.title.in_language(setting.language)
    blocks = [
        Paragraph(setting.set(sentence(report, each.finding, setting.language))),
        Paragraph(setting.set(text.text.in_language(setting.language)), Voice.CLAUSE, title),
    ]
    if each.facts:
        names = ", ".join(each.facts[:FACTS_SHOWN]) + (" …" if len(each.facts) > FACTS_SHOWN else "")
        blocks.append(Paragraph(f"{setting.title('premium facts')} ({len(each.facts)}) : {names}", Voice.NOTE))
    return Opened(
        anchor=f"line-{place}",
        title=setting.set(line_name(each, setting.language)),
        value=_cell(setting, each.amount),
        note=setting.set(line_for(report.year, each, setting.language)),
        blocks=tuple(blocks),
        is_listed=True,
    )
