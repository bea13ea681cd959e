"""The aged balance as a document: what is overdue, since when, by whom, and what of it is covered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from encours.cover.ageing import Aged, AgedBalance, AgedLine, Ages, Heading, Per, Slices
from encours.explain.age_words import known_days
from encours.explain.ageing_report import Named
from encours.explain.document.by_age import age_title, age_word, by_state_and_age, faults
from encours.explain.document.model import (
    AGES,
    Amount,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    On,
    Opened,
    Paragraph,
    Part,
    Series,
    Shape,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, ratio
from encours.explain.document.shown import shown
from encours.facts.columns import Table as Facts
from encours.units import MISSING, NEVER, Cents, Day, widen_day
from encours.units.show import Language, show_day_in_words

CHARTED: Final = 12
"""Buyers that the drawing shows, each with its overdue invoices below."""


@dataclass(frozen=True, slots=True)
class AgedCompany:
    """An aged balance, whose it is, the names of its buyers and the invoices behind it."""

    balance: AgedBalance
    company: str
    named: Named
    invoices: Facts
    ages: Mapping[int, Ages] = field(default_factory=dict)
    """Both ages of the open receivables, by their row."""

    @property
    def lines(self) -> list[AgedLine]:
        """Buyers, the largest outstanding first."""
        return sorted(self.balance.rows, key=lambda each: (-each.company.outstanding, each.key))

    @property
    def late(self) -> list[AgedLine]:
        """Buyers with something overdue, the most overdue first."""
        found = (each for each in self.balance.rows if each.company.overdue > 0)
        return sorted(found, key=lambda each: (-each.company.overdue, each.key))

    @property
    def places(self) -> list[int]:
        """Ages that have a column: one without a date only where something has none."""
        total = self.balance.total.company
        return [
            place
            for place, heading in enumerate(self.balance.headings)
            if heading.kind != "no date" or total.columns[place]
        ]


def ageing_document(aged: AgedCompany, language: Language, *, rows: int | None) -> Document:
    """Document of an aged balance; each list has at most so many rows, without a bound all of them."""
    balance = aged.balance
    setting = Setting(language, balance.company_currency, rows)
    told = [setting.say("as of", day=show_day_in_words(balance.as_of, language))]
    if balance.known_on < NEVER:
        told.append(setting.say("known on", day=show_day_in_words(balance.known_on, language)))
    how = [setting.say("in currency", currency=balance.company_currency), setting.say("by " + balance.by.value)]
    if balance.unit is Slices.MONTHS:
        how.append(setting.say("in months"))
    return Document(
        title=setting.say("ageing title"),
        company=aged.company,
        told=(", ".join(told), ", ".join(how)),
        language=language,
        as_of=balance.as_of,
        opening=(*faults(balance, setting), *_opening(aged, setting)),
        parts=tuple(part for part in _parts(aged, setting) if part.blocks),
        question=_question(aged, setting),
    )


def _opening(aged: AgedCompany, setting: Setting) -> Iterator[Block]:
    total, headings = aged.balance.total.company, aged.balance.headings
    if not total.outstanding:
        yield Paragraph(setting.say("nothing open that day"), Voice.LEAD)
        if aside := _aside(aged, setting):
            yield KeyFigures(aside)
        return
    share = shown(ratio(total.overdue, total.outstanding), setting.language) or "–"
    whole, late = setting.whole(total.outstanding), setting.whole(total.overdue)
    headline = setting.say("ageing headline", outstanding=whole, overdue=late, share=share)
    oldest = _oldest(aged)
    if oldest is not None and total.columns[oldest] and aged.balance.unit is Slices.DAYS:
        days = (headings[oldest].first or 1) - 1
        headline += " " + setting.say("oldest headline", amount=setting.whole(total.columns[oldest]), days=days)
    yield Paragraph(headline, Voice.LEAD)
    count = setting.counted(len(aged.balance.rows), "buyers with a balance")
    figures = [KeyFigure(setting.say("outstanding"), setting.amount(total.outstanding), count, "buyers")]
    not_due = [place for place, heading in enumerate(headings) if heading.kind == "not due"]
    figures += [
        KeyFigure(
            age_word(headings[place], setting),
            setting.amount(total.columns[place]),
            shown(ratio(total.columns[place], total.outstanding), setting.language),
            "by-age",
            Tone.COVERED,
        )
        for place in not_due
    ]
    figures.append(KeyFigure(setting.title("overdue"), setting.amount(total.overdue), share, "by-age", Tone.WARNING))
    yield KeyFigures((*figures, *_aside(aged, setting)))
    if aged.balance.total.revaluation:
        amount = shown(setting.amount(aged.balance.total.revaluation), setting.language)
        yield Paragraph(setting.say("revaluation", amount=amount), Voice.NOTE)


def _aside(aged: AgedCompany, setting: Setting) -> tuple[KeyFigure, ...]:
    """What the company owes back, or received after the day: no part of the outstanding."""
    total = aged.balance.total.company
    told = [(key, cents) for key, cents in (("credits", total.credits), ("later", total.later)) if cents]
    note = setting.say("not deducted")
    return tuple(KeyFigure(setting.title(key), setting.amount(cents), note) for key, cents in told)


def _oldest(aged: AgedCompany) -> int | None:
    """Place of the age that has no end."""
    ends = (place for place, each in enumerate(aged.balance.headings) if each.kind == "overdue" and each.last is None)
    return next(ends, None)


def _tone(aged: AgedCompany, place: int) -> Tone:
    """Tone of an age: the later, the hotter; what is not due and what has no date have their own."""
    heading = aged.balance.headings[place]
    if heading.kind == "not due":
        return Tone.AGE_1
    if heading.kind == "no date":
        return Tone.OUTSIDE
    late = [at for at, each in enumerate(aged.balance.headings) if each.kind == "overdue"]
    hottest = len(AGES) - 1
    return AGES[min(hottest, 1 + (late.index(place) * hottest) // max(1, len(late)))]


def _parts(aged: AgedCompany, setting: Setting) -> Iterator[Part]:
    if not aged.balance.total.company.outstanding:
        return
    rule = Paragraph(setting.say("ageing rule"), Voice.NOTE)
    yield Part("by-age", setting.say("ages title"), (_ages(aged, setting), rule))
    by_age = by_state_and_age(aged.balance, setting)
    if by_age is not None:
        yield Part("ages", setting.say("ageing by cover"), (by_age,))
    yield Part("buyers", setting.say("aged buyers title"), tuple(_buyers(aged, setting)))


def _ages(aged: AgedCompany, setting: Setting) -> Chart:
    total = aged.balance.total.company
    rows = [
        (
            Cell(age_word(aged.balance.headings[place], setting), tone=_tone(aged, place)),
            setting.amount(total.columns[place]),
            ratio(total.columns[place], total.outstanding),
        )
        for place in aged.places
    ]
    table = setting.list_of(
        setting.say("ages title"),
        (
            Column(age_title(aged.balance, setting)),
            Column(setting.say("outstanding"), Kind.AMOUNT),
            Column(setting.title("share"), Kind.PERCENTAGE),
        ),
        rows,
        total=(setting.say("total"), setting.amount(total.outstanding), None),
        sheet="sheet ages",
    )
    series = (Series(1, setting.say("outstanding"), "", Tone.PLAIN),)
    return Chart("ages", setting.say("ages chart"), Shape.WHOLE, table, series)


def _buyers(aged: AgedCompany, setting: Setting) -> Iterator[Block]:
    late = [] if setting.is_whole else list(setting.shown(aged.late[:CHARTED]))
    opened = {each.key: f"buyer-{number}" for number, each in enumerate(late, 1)}
    if late:
        table = _aged_table(aged, setting, late, setting.say("aged buyers chart"), opened, is_part=True)
        series = tuple(
            Series(2 + at, age_word(aged.balance.headings[place], setting), "", _tone(aged, place))
            for at, place in enumerate(aged.places)
            if aged.balance.headings[place].kind == "overdue"
        )
        yield Chart("late-buyers", setting.say("aged buyers chart"), Shape.BARS, table, series, most=CHARTED)
        for each in late:
            yield _opened(aged, setting, each, opened[each.key])
    if late:
        yield Paragraph(setting.say("ages meaning"), Voice.NOTE)
    lines = aged.lines
    yield _aged_table(aged, setting, lines, setting.say("aged buyers title"), {}, is_part=False)
    if setting.is_whole and aged.late:
        yield _overdue(aged, setting)


def _aged_table(
    aged: AgedCompany, setting: Setting, lines: list[AgedLine], title: str, opened: dict[str, str], *, is_part: bool
) -> Table:
    """Buyers with their ages; the total is that of the lines, or of the whole balance."""
    headings, total = aged.balance.headings, aged.balance.total.company
    has_credits = bool(total.credits or total.later) and not is_part
    amounts = [setting.say("outstanding"), *(age_word(headings[place], setting) for place in aged.places)]
    amounts.append(setting.title("overdue"))
    late = [setting.title("credits"), setting.title("later")] if has_credits else []
    columns = (
        Column(setting.title("buyer")),
        Column(setting.title("code"), Kind.CODE),
        *(Column(each, Kind.AMOUNT) for each in amounts[1:-1]),
        Column(amounts[0], Kind.AMOUNT),
        Column(amounts[-1], Kind.AMOUNT),
        Column(setting.title("overdue share"), Kind.PERCENTAGE),
        *(Column(each, Kind.AMOUNT) for each in late),
    )

    def told(each: Aged) -> tuple[Value, ...]:
        def amount(cents: Cents) -> Amount | None:
            return setting.amount(cents) if cents else None

        credits_ = (amount(each.credits), amount(each.later)) if has_credits else ()
        ages = (amount(each.columns[place]) for place in aged.places)
        share = ratio(each.overdue, each.outstanding)
        return (*ages, setting.amount(each.outstanding), amount(each.overdue), share, *credits_)

    shown_lines = setting.shown(lines)
    rows = [(Cell(aged.named(e.key), opened.get(e.key, "")), e.key, *told(e.company)) for e in shown_lines]
    whole = _sum([each.company for each in lines], len(headings)) if is_part else total
    return setting.list_of(
        title,
        columns,
        rows,
        total=(setting.say("total"), None, *told(whole)),
        left=setting.left(lines),
        sheet="" if is_part else "sheet aged",
    )


def _sum(lines: list[Aged], width: int) -> Aged:
    columns = tuple(sum(each.columns[place] for each in lines) for place in range(width))
    return Aged(columns, sum(each.credits for each in lines), sum(each.later for each in lines))


def _opened(aged: AgedCompany, setting: Setting, each: AgedLine, anchor: str) -> Opened:
    """Overdue invoices of a buyer, the oldest first."""
    found: list[tuple[int, Cents, Heading]] = []
    for place in aged.places:
        heading = aged.balance.headings[place]
        if heading.kind != "not due":
            found += [(row, cents, heading) for row, cents in aged.balance.invoices(Per.BUYER, each.key, place)]
    texts, due = aged.invoices.texts, aged.invoices.numbers["due"]

    def day_of(row: int) -> Day:
        return widen_day(int(due[row]))

    found.sort(key=lambda one: (day_of(one[0]), texts["number"][one[0]]))
    rows = [
        (
            texts["number"][row],
            None if day_of(row) in {MISSING, NEVER} else On(day_of(row)),
            age_word(heading, setting),
            *_both_ages(aged, row),
            Amount(cents, texts["currency"][row] or setting.currency),
        )
        for row, cents, heading in setting.shown(found)
    ]
    table = setting.list_of(
        aged.named(each.key),
        (
            Column(setting.title("invoice"), Kind.CODE),
            Column(setting.title("due column"), Kind.DAY),
            Column(age_title(aged.balance, setting)),
            *_age_columns(setting),
            Column(setting.title("original open"), Kind.AMOUNT),
        ),
        rows,
        left=setting.left(found),
    )
    return Opened(
        anchor,
        aged.named(each.key),
        setting.amount(each.company.overdue),
        setting.counted(len(found), "invoices"),
        (table,),
        is_listed=True,
    )


def _both_ages(aged: AgedCompany, row: int) -> tuple[Value, Value]:
    """Days for the policy and for reminders; nothing where one is not known."""
    ages = aged.ages.get(row)
    return (None, None) if ages is None else (known_days(ages.contractual), known_days(ages.commercial))


def _age_columns(setting: Setting) -> tuple[Column, Column]:
    return (
        Column(setting.title("contractual age"), Kind.NUMBER),
        Column(setting.title("commercial age"), Kind.NUMBER),
    )


def _overdue(aged: AgedCompany, setting: Setting) -> Table:
    """Every overdue invoice with both of its ages, the oldest first: a sheet of a spreadsheet."""
    texts, due = aged.invoices.texts, aged.invoices.numbers["due"]
    late = [(row, ages) for row, ages in aged.ages.items() if ages.contractual > 0]
    late.sort(key=lambda each: (-each[1].contractual, texts["buyer"][each[0]], texts["number"][each[0]]))
    rows = [
        (
            aged.named(texts["buyer"][row]),
            texts["buyer"][row],
            texts["number"][row],
            setting.day(widen_day(int(due[row]))),
            *_both_ages(aged, row),
        )
        for row, _ in late
    ]
    columns = (
        Column(setting.title("buyer")),
        Column(setting.title("code"), Kind.CODE),
        Column(setting.title("invoice"), Kind.CODE),
        Column(setting.title("due column"), Kind.DAY),
        *_age_columns(setting),
    )
    return setting.list_of(setting.title("sheet overdue"), columns, rows, sheet="sheet overdue")


def _question(aged: AgedCompany, setting: Setting) -> Table:
    balance = aged.balance
    rows: list[tuple[Value, Value]] = [
        (setting.title("company"), aged.company),
        (setting.title("asked day"), On(balance.as_of)),
        (
            setting.title("known day"),
            On(balance.known_on) if balance.known_on < NEVER else setting.say("all that is known"),
        ),
        (setting.title("age"), ", ".join(map(str, balance.bounds))),
        ("", setting.say("in currency", currency=balance.company_currency)),
        ("", setting.say("by " + balance.by.value)),
    ]
    columns = (Column(setting.title("answered point")), Column(setting.title("value"), Kind.ANY, is_prose=True))
    return setting.list_of(setting.title("question"), columns, rows, sheet="question")
