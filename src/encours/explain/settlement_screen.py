"""A settlement as a page: the waterfall step by step, where the loss goes, what the policy year has left."""

from __future__ import annotations

from collections.abc import Iterator

from encours.claims.in_order import SettledLoss
from encours.claims.of_buyer import BuyerLoss
from encours.clauses.states import LossPart
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, bar, line
from encours.explain.cover_screen import left_out, ratio
from encours.explain.names import STATE_MARKS
from encours.explain.settlement_insurers import insurer_name, is_ceded, is_shared, why
from encours.explain.settlement_layers import all_layers, layer_rows
from encours.explain.settlement_payments import paid_by_amounts
from encours.explain.settlement_payments_screen import payments_blocks
from encours.explain.settlement_recoveries_screen import outside_blocks, recoveries_blocks, year_blocks
from encours.explain.settlement_report import (
    SettlementReport,
    Step,
    counted,
    cut_by,
    kept_out_title,
    limit_kind,
    loss_told,
    missing_words,
    not_in_the_loss,
    order_of,
    parts_shown,
    parts_told,
    policy_told,
    proceeds_told,
    read_values,
    steps,
    stopped_words,
    undated_words,
    word,
)
from encours.explain.settlement_waterfall import before
from encours.explain.values import UNKNOWN, amount
from encours.explain.words import counted as counted_words
from encours.explain.words import say
from encours.units import MISSING, UNSET, Cents
from encours.units.show import Language, show_percentage

PART_STYLES = {
    LossPart.INDEMNITY: "green",
    LossPart.RETAINED: "",
    LossPart.OVER_LIMIT: "yellow",
    LossPart.ABOVE_MAXIMUM: "red",
    LossPart.PROCEEDS: "cyan",
}


def settlement_page(report: SettlementReport, language: Language, *, rows: int, everything: bool) -> Page:
    """Page of every loss; lists of invoices show so many rows. With `everything`, what each step read, too."""
    page: list[Block] = [*_head(report, language), *_undated(report, language)]
    if len(report.losses) > 1:
        page += _losses(report, language)
    if report.has_layers:
        page += _layers(report, language)
    for place, settled in enumerate(report.losses[: max(rows, 1)]):
        page += _OneLoss(report, settled, language).page(place, rows=rows, everything=everything)
    page += left_out(len(report.losses) - max(rows, 1), language)
    for found in report.found:
        page += _kept_out(report, found, language)
    page += payments_blocks(report, language)
    page += recoveries_blocks(report, language)
    page += year_blocks(report, language) if report.is_whole else outside_blocks(report, language)
    return tuple(page)


def _head(report: SettlementReport, language: Language) -> Iterator[Block]:
    if report.head is not None:
        yield from report.head.told("settlement of all" if report.is_whole else "settlement title", language)
        return
    count = len(report.across)
    told = say("settlement title" if count == 1 else "settlements title", language, count=count)
    yield line(Span(told + (f" — {report.company}" if report.company else ""), "bold"))


def _undated(report: SettlementReport, language: Language) -> Iterator[Block]:
    for buyer, each in report.undated:
        yield line(Span(say("undated loss", language, buyer=buyer, told=undated_words(each, language)), "yellow"))


def _losses(report: SettlementReport, language: Language) -> Iterator[Block]:
    yield Heading(say("settlement losses", language))
    columns = (
        Column(say("settlement loss", language), cut=True),
        Column(""),
        Column(say("settlement gross", language), right=True),
        Column(say("settlement indemnity", language), right=True),
    )

    def paid_told(cents: Cents | None) -> Cell:
        unknown = Span(say("settlement unknown", language), "cyan")
        return unknown if cents is None else amount(cents, report.currency, language)

    shown = tuple(
        (
            report.name(settled),
            loss_told(settled, language),
            amount(settled.loss.gross, report.currency, language),
            paid_told(settled.settlement.indemnity),
        )
        for settled in report.losses
    )
    gross = "" if report.gross is None else amount(report.gross, report.currency, language)
    total = (say("total", language), "", gross, paid_told(report.indemnity))
    yield Grid(columns, shown, total=total)


def _layers(report: SettlementReport, language: Language) -> Iterator[Block]:
    """Each claim across the layers that it reaches, and what none of them pays."""
    yield Heading(say("settlement layers", language))
    columns = (
        Column(say("settlement loss", language), cut=True),
        Column(say("settlement layer", language), cut=True),
        Column(say("settlement receives", language), right=True),
        Column(say("settlement pays", language), right=True),
    )

    def told(cents: Cents) -> Cell:
        if cents == UNSET:
            return ""
        return Span("?", "cyan") if cents == MISSING else amount(cents, report.currency, language)

    rows: list[tuple[Cell, ...]] = []
    above = ""
    for each in layer_rows(report, language):
        shown = each.party if each.is_first or each.party != above else ""
        name: Cell = each.layer if each.is_layer else Span(each.layer, "bright_black")
        rows.append((shown, name, told(each.receives), told(each.pays)))
        above = each.party
    whole = all_layers(report, language)
    yield Grid(columns, tuple(rows), total=(whole.party, whole.layer, told(whole.receives), told(whole.pays)))


def _kept_out(report: SettlementReport, found: BuyerLoss, language: Language) -> Iterator[Block]:
    every = not_in_the_loss(found)
    if not every:
        return
    yield Heading(kept_out_title(report, found, language))
    rows = tuple(
        (
            Span(STATE_MARKS[each.state].symbol, STATE_MARKS[each.state].style),
            each.title(language),
            amount(each.amount, report.currency, language),
            counted_words(len(each.rows), "settlement invoice count", language),
        )
        for each in every
    )
    total = ("", say("total", language), amount(sum(each.amount for each in every), report.currency, language), "")
    yield Grid(
        (Column(""), Column("", folds=True), Column("", right=True), Column("")), rows, total=total, titled=False
    )


class _OneLoss:
    """Blocks of one loss."""

    def __init__(self, report: SettlementReport, settled: SettledLoss, language: Language) -> None:
        self.report = report
        self.settled = settled
        self.language = language
        self.steps = steps(settled)

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def money(self, cents: Cents) -> str:
        return amount(cents, self.settled.policy.currency, self.language)

    def page(self, place: int, *, rows: int, everything: bool) -> Iterator[Block]:
        if len(self.report.losses) > 1:
            yield Heading(f"{place + 1}. {self.report.name(self.settled)}")
        else:
            yield EMPTY
        yield from self._told()
        if self.report.is_after_a_stop(place):
            yield line(Span(self.say("settlement earlier"), "yellow"))
        yield from self._waterfall(everything=everything)
        if self.settled.settlement.indemnity is not None:
            yield from self._parts()
            yield from self._insurers(everything=everything)
        if len(self.settled.loss.lines) > 1:
            yield from self._invoices(rows)
        yield from self._year()
        if everything:
            yield from self._read()

    def _told(self) -> Iterator[Block]:
        order = self.say("settlement order", order=order_of(self.settled, self.language))
        is_named = self.settled.loss.buyer and len(self.report.losses) == 1
        buyer = self.report.party(self.settled.loss) if is_named else ""
        policy = policy_told(self.settled, self.language)
        told = filter(None, (buyer, loss_told(self.settled, self.language), policy, order))
        yield line(Span(" · ".join(told), "bright_black"))

    def _waterfall(self, *, everything: bool) -> Iterator[Block]:
        columns = (
            Column(self.say("settlement step")),
            Column(self.say("settlement stood"), right=True),
            Column(self.say("settlement cut"), right=True),
            Column(self.say("settlement by"), folds=True),
            Column(self.say("settlement stands"), right=True),
        )
        rows: list[tuple[Cell, ...]] = [*self._before()]
        for step in self.steps:
            if step.is_silent and not everything:
                continue
            rows.append(self._row(step))
        paid = self.settled.settlement.indemnity
        total = (self.say("settlement indemnity"), "", "", "", "?" if paid is None else self.money(paid))
        yield Grid(columns, tuple(rows), total=total)
        silent = [each.name(self.language) for each in self.steps if each.is_silent]
        if paid is None:
            yield line(Span(f"? {stopped_words(self.settled, self.steps[-1], self.language)}", "cyan"))
        for key, cents in proceeds_told(self.settled):
            yield line(Span(self.say(key, amount=self.money(cents)), "yellow"))
        if self.report.head is None:
            yield from map(line, paid_by_amounts(self.settled, self.language))
        if silent and not everything:
            yield line(Span(self.say("settlement silent", steps=", ".join(silent)), "bright_black"))

    def _before(self) -> Iterator[tuple[Cell, ...]]:
        """The debt, where it is known, and what of it is the gross loss."""
        for each in before(self.report, self.settled):
            if each.is_within:
                told, stands = f"  {self.say(each.key)}", self.money(each.stands)
                yield Span(told, "bright_black"), "", "", "", Span(stands, "bright_black")
                continue
            stood = "" if each.stood is None else self.money(each.stood)
            cut = "" if each.stood is None else self.money(-each.cut) if each.cut else "·"
            yield self.say(each.key), stood, cut, self.say(each.by) if each.by else "", self.money(each.stands)

    def _row(self, step: Step) -> tuple[Cell, ...]:
        if step.stands is None:
            missing = Span(f"? {missing_words(self.settled, step, self.language)}", "cyan")
            return step.name(self.language), self.money(step.stood), "", missing, Span("?", "cyan")
        cut: Cell = Span(self.money(-step.cut), PART_STYLES[step.part]) if step.cut else "·"
        by = self.say("settlement nothing agreed") if step.is_silent else cut_by(self.settled, step, self.language)
        return step.name(self.language), self.money(step.stood), cut, by, self.money(step.stands)

    def _parts(self) -> Iterator[Block]:
        yield Heading(self.say("settlement parts"))
        gross = self.settled.loss.gross
        rows = tuple(
            (
                word(part, self.language),
                self.money(cents),
                ratio(cents, gross, self.language),
                Span(bar(cents, gross), PART_STYLES[part]),
            )
            for part, cents in parts_shown(self.settled).items()
        )
        columns = (Column(""), Column("", right=True), Column("", right=True), Column("", least=80))
        yield Grid(columns, rows, total=(self.say("settlement gross"), self.money(gross), "", ""), titled=False)

    def _insurers(self, *, everything: bool) -> Iterator[Block]:
        """Who pays; what insurers cede is told where everything is."""
        parts = self.settled.parts
        if is_shared(self.settled):
            yield Heading(self.say("settlement insurers"))
            rows = tuple(
                (
                    insurer_name(each, self.language),
                    show_percentage(each.line.share, self.language),
                    self.money(each.due),
                    self.money(each.paid) if each.line.answers else Span(self.money(0), "red"),
                    why(each, self.language),
                )
                for each in parts
            )
            names = ("line", "due", "paid")
            columns = (
                Column(self.say("settlement insurer"), cut=True),
                *(Column(self.say(f"settlement {name}"), right=True) for name in names),
                Column("", folds=True),
            )
            due, paid = sum(each.due for each in parts), sum(each.paid for each in parts)
            yield Grid(columns, rows, total=(self.say("total"), "", self.money(due), self.money(paid), ""))
        if everything and is_ceded(self.settled):
            yield Heading(self.say("settlement cessions"))
            columns = (
                Column(self.say("settlement insurer"), cut=True),
                Column(self.say("settlement reinsurer"), cut=True),
                Column(self.say("settlement share"), right=True),
                Column(self.say("settlement ceded"), right=True),
                Column(self.say("settlement kept"), right=True),
            )
            ceded = tuple(
                (
                    insurer_name(each, self.language),
                    part.reinsurer,
                    show_percentage(part.share, self.language),
                    self.money(part.amount),
                    self.money(each.kept),
                )
                for each in parts
                for part in each.ceded
            )
            yield Grid(columns, ceded)

    def _invoices(self, most: int) -> Iterator[Block]:
        yield Heading(self.say("settlement invoices"))
        settlement, lines = self.settled.settlement, self.settled.loss.lines
        has_parts = parts_told(self.settled)
        names = ("loss", "limit", *(("own part",) if has_parts else ()), "percentage", "indemnity")
        columns = (
            Column(self.say("settlement invoice")),
            Column(self.say("settlement limit kind"), least=90),
            *(Column(self.say(f"settlement {name}"), right=True) for name in names),
        )
        is_known = settlement.indemnity is not None
        unknown = UNKNOWN.in_language(self.language)
        rows = tuple(
            (
                f"{each.number}/{each.instalment}" if each.instalment > 1 else each.number or str(place),
                limit_kind(each, self.language),
                self.money(each.gross),
                unknown if each.limit == MISSING else self.money(each.limit),
                *((self.money(each.carried),) if has_parts else ()),
                unknown if each.percentage == MISSING else show_percentage(each.percentage, self.language),
                self.money(paid) if is_known else "?",
            )
            for place, (each, paid) in enumerate(zip(lines, settlement.lines, strict=True), 1)
        )
        paid = self.money(settlement.indemnity) if settlement.indemnity is not None else "?"
        blanks = ("" for _ in names[1:-1])
        total = (self.say("total"), "", self.money(self.settled.loss.gross), *blanks, paid)
        yield Grid(columns, rows[:most], total=total)
        yield from left_out(len(rows) - most, self.language)

    def _year(self) -> Iterator[Block]:
        found = counted(self.settled)
        if not found:
            return
        yield Heading(self.say("settlement year"))
        names = ("agreed", "used", "uses", "left")
        columns = (Column(""), *(Column(self.say(f"settlement {name}"), right=True) for name in names))
        rows = tuple(
            (
                each.name(self.language),
                *(
                    "?" if cents is None else self.money(cents)
                    for cents in (each.total, each.before, each.used, each.left)
                ),
            )
            for each in found
        )
        yield Grid(columns, rows)

    def _read(self) -> Iterator[Block]:
        """What each step read beside the invoices, by its name."""
        yield Heading(self.say("settlement read"))
        colon = " :" if self.language == "fr" else ":"
        for step in self.steps:
            found = read_values(self.settled, step, self.language)
            values = " · ".join(f"{name}{colon} {value}" for name, value in found)
            yield line(Span(step.name(self.language), "bold"))
            yield line(Span(values or "–", "bright_black"), indent=2)
