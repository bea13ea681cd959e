"""One supplier of a reverse cover whole: its allocation over time, what it is owed and covered; and its certificate."""

from __future__ import annotations

from collections.abc import Iterator

from encours.clauses.states import State
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.lines import InvoiceLine
from encours.explain.names import STATE_MARKS, state_text
from encours.explain.reverse_certificate import Certificate
from encours.explain.reverse_report import ReverseReport, SupplierLine, until
from encours.explain.reverse_screen import debtor_name, halted, reverse_head
from encours.explain.values import amount
from encours.explain.words import say
from encours.facts.words import CHOICE_WORDS
from encours.reverse.allocations import decisions_of
from encours.units import MISSING, NEVER, Cents, Day
from encours.units.show import Language, show_day


def supplier_page(report: ReverseReport, each: SupplierLine, language: Language, *, rows: int) -> Page:
    """Page of one supplier; the list of what it is owed shows at most so many invoices."""
    told = {"name": each.name or "?", "supplier": each.supplier, "debtor": debtor_name(report)}
    return (
        line(Span(say("reverse supplier title", language, **told), "bold")),
        *tuple(reverse_head(report, language))[1:],
        EMPTY,
        *_figures(report, each, language),
        *_decisions(report, each, language),
        *_invoices(report, each, language, rows),
    )


def _figures(report: ReverseReport, each: SupplierLine, language: Language) -> Iterator[Block]:
    figures = (("allocation", each.allocated), ("used", each.used), ("free", each.free))
    rows: list[tuple[Cell, ...]] = [
        (say(f"reverse {name}", language), _money(report, cents, language), "") for name, cents in figures
    ]
    rows[0] = (*rows[0][:2], until(each, report, language))
    yield Grid((Column(""), Column("", right=True), Column("", folds=True)), tuple(rows), titled=False)
    for told in halted([each], language):
        yield line(Span(f"⚑ {told}", "yellow"), hanging=2)


def _decisions(report: ReverseReport, each: SupplierLine, language: Language) -> Iterator[Block]:
    decided = decisions_of(report.lines.book.view, report.cover).get(each.supplier, ())
    if not decided:
        return
    yield Heading(say("reverse decisions", language))
    names = ("certificate column", "what", "allocation", "decided", "notified", "effective", "source")
    columns = tuple(Column(say(f"reverse {name}", language), right=name == "allocation", least=110 if name == "decided"
                           else 0) for name in names)  # fmt: skip
    rows = tuple(
        (
            fact.reference,
            CHOICE_WORDS[fact.outcome] if language == "fr" else fact.outcome,
            "" if fact.amount == MISSING else _money(report, fact.amount, language),
            _day(fact.decided_on, language),
            _day(fact.decided_on if fact.notified_on == MISSING else fact.notified_on, language),
            _day(effective, language),
            Span(fact.fact_id, "bright_black"),
        )
        for effective, fact in decided
    )
    yield Grid(columns, rows)


def _invoices(report: ReverseReport, each: SupplierLine, language: Language, most: int) -> Iterator[Block]:
    yield Heading(say("reverse invoices", language))
    if not each.rows:
        yield line(Span(say("reverse nothing owed", language), "bright_black"))
        return
    names = ("delivered", "due", "owed", "used", "state")
    columns = (
        Column(say("invoice", language)),
        *(Column(say(f"reverse {name}", language), right=name in {"owed", "used"}, folds=name == "state")
          for name in names),
    )  # fmt: skip
    total = (say("total", language), "", "", _money(report, each.owed, language), _money(report, each.within, language),
             "")  # fmt: skip
    yield Grid(columns, tuple(_invoice(report, one, language) for one in each.rows[:most]), total=total)
    yield from left_out(len(each.rows) - most, language)
    again = report.question.again
    lost = next((one for one in each.rows if one.cover.parts[State.COVERED] < one.cover.open), each.rows[0])
    yield line(Span(say("reverse why", language, command=again.why(lost.number)), "bright_black"))
    command = again.of("reverse", *_named("--certificate", each.supplier))
    yield line(Span(say("reverse its certificate", language, command=command), "bright_black"))


def _named(option: str, code: str) -> tuple[str, ...]:
    return (f"{option}={code}",) if code.startswith("-") else (option, code)


def _invoice(report: ReverseReport, one: InvoiceLine, language: Language) -> tuple[Cell, ...]:
    parts = {state: cents for state, cents in one.cover.parts.items() if cents}
    largest = one.cover.state()
    told = ", ".join(
        state_text(state, language) + ("" if len(parts) == 1 else f" {_money(report, cents, language)}")
        for state, cents in parts.items()
        if len(parts) == 1 or state is not State.COVERED
    )
    return (
        report.lines.shown_number(one),
        _day(report.lines.day(one.row, "delivered"), language),
        _day(report.lines.due(one), language),
        _money(report, one.cover.open, language),
        _money(report, one.cover.parts[State.COVERED], language),
        Span(told, STATE_MARKS[largest].style if len(parts) == 1 else "yellow"),
    )


def certificate_page(found: Certificate, language: Language) -> Page:
    """Certificate of one supplier, as a screen shows it."""
    points = tuple((Span(point, "bold"), value) for point, value in found.points)
    page: list[Block] = [
        line(Span(f"{say('certificate title', language)} — {found.policy}", "bold")),
        line(Span(found.asked, "bright_black")),
        EMPTY,
        line(Span(found.to, "bold")),
        line(Span(found.opening)),
    ]
    page += [EMPTY, Grid((Column(""), Column("", folds=True)), points, titled=False), EMPTY] if points else []
    page += [line(Span(each)) for each in found.sentences]
    return tuple(page)


def _day(day: Day, language: Language) -> str:
    return "?" if day == MISSING or day < 0 else "" if day == NEVER else show_day(day, language)


def _money(report: ReverseReport, cents: Cents, language: Language) -> str:
    return amount(cents, report.question.currency, language)
