"""A settlement as a document: the waterfall drawn and in figures, where the loss goes, what the year has left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.claims.in_order import SettledLoss
from encours.claims.of_buyer import BuyerLoss
from encours.clauses.states import LossPart
from encours.explain.document.asked import question_table, told, warnings
from encours.explain.document.model import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    On,
    Paragraph,
    Part,
    Percentage,
    Series,
    Shape,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, ratio
from encours.explain.document.shown import shown
from encours.explain.settlement_insurers import insurer_name, is_shared, why
from encours.explain.settlement_payments import advance_told
from encours.explain.settlement_payments_document import payments_parts
from encours.explain.settlement_recoveries_document import not_counted, recoveries_parts, year_parts
from encours.explain.settlement_report import (
    SettlementReport,
    Step,
    charges_told,
    counted,
    cut_by,
    cuts_shown,
    limit_kind,
    loss_told,
    lowered_since,
    missing_words,
    not_in_the_loss,
    order_of,
    parts_shown,
    parts_told,
    policy_told,
    proceeds_told,
    read_values,
    steps,
    undated_words,
    word,
)
from encours.policy.layers import takes_losses
from encours.units import MISSING, Cents, Day
from encours.units.show import show_day

PART_TONES: Final = {
    LossPart.INDEMNITY: Tone.COVERED,
    LossPart.RETAINED: Tone.OUTSIDE,
    LossPart.OVER_LIMIT: Tone.OVER_LIMIT,
    LossPart.ABOVE_MAXIMUM: Tone.NOT_COVERED,
    LossPart.PROCEEDS: Tone.SUSPENDED,
}


def settlement_document(report: SettlementReport, language: str, *, rows: int | None) -> Document:
    """Document of every loss; lists of invoices have at most so many rows, without a bound all of them."""
    setting = Setting("fr" if language == "fr" else "en", report.currency, rows)
    head = report.head
    count, claims = len(report.losses), len(report.across)
    title = setting.say("settlement title" if claims == 1 else "settlements title", count=claims)
    days = [each.loss.day for each in report.losses if each.loss.day != MISSING]
    first = report.losses[0]
    return Document(
        title=title,
        company=report.company,
        told=told(head, setting) if head is not None else (policy_told(first, setting.language),),
        language=setting.language,
        as_of=head.as_of if head is not None else max(days, default=first.policy.period_start),
        opening=(
            *(() if head is None else warnings(head, setting)),
            *_undated(report, setting),
            *not_counted(report, setting),
            *_opening(report, setting),
        ),
        parts=(
            *(_Loss(report, place, setting).part() for place in range(count)),
            *_beside(report, setting),
            *payments_parts(report, setting),
            *recoveries_parts(report, setting),
            *year_parts(report, setting),
        ),
        question=_question(report, setting),
    )


def _undated(report: SettlementReport, setting: Setting) -> Iterator[Block]:
    for buyer, each in report.undated:
        told = undated_words(each, setting.language)
        yield Paragraph(setting.set(setting.say("undated loss", buyer=buyer, told=told)), Voice.WARNING)


def _question(report: SettlementReport, setting: Setting) -> Table:
    asked: list[tuple[str, Value]] = [
        (f"{setting.title('settlement loss')} {each.loss.claim}", setting.set(_told(each, setting)))
        for each in report.losses
    ]
    if report.head is not None:
        return question_table(report.head, setting, asked)
    columns = (Column(setting.title("answered point")), Column(setting.title("value"), Kind.ANY, is_prose=True))
    return setting.list_of(setting.title("question"), columns, asked, sheet="question")


def _told(settled: SettledLoss, setting: Setting) -> str:
    language = setting.language
    order = setting.say("settlement order", order=order_of(settled, language))
    return " · ".join(
        filter(None, (settled.loss.buyer, loss_told(settled, language), policy_told(settled, language), order))
    )


def _opening(report: SettlementReport, setting: Setting) -> Iterator[Block]:
    if len(report.losses) == 1:
        yield Paragraph(_headline(report.losses[0], setting), Voice.LEAD)
        yield KeyFigures(tuple(_figures(report.losses[0], setting)))
        return
    gross = None if report.gross is None else setting.amount(report.gross)
    paid: Value = setting.say("settlement unknown") if report.indemnity is None else setting.amount(report.indemnity)
    rows: list[tuple[Value | Cell, ...]] = [
        (
            Cell(report.name(each), f"loss-{place}"),
            _day(each.loss.day),
            setting.amount(each.loss.gross),
            _paid(each, setting),
        )
        for place, each in enumerate(report.losses, 1)
    ]
    yield setting.list_of(
        setting.say("settlement losses"),
        (
            Column(setting.title("settlement loss")),
            Column(setting.title("settlement loss day"), Kind.DAY),
            Column(setting.title("settlement gross"), Kind.AMOUNT),
            Column(setting.title("settlement indemnity"), Kind.AMOUNT),
        ),
        rows,
        total=(setting.say("total"), None, gross, paid),
        sheet="sheet losses",
    )
    if report.has_layers:
        yield _layers(report, setting)


def _layers(report: SettlementReport, setting: Setting) -> Table:
    """Each claim across the layers that it reaches, and what none of them pays."""

    def told(cents: Cents | None) -> Value:
        return "?" if cents is None else setting.amount(cents)

    rows: list[tuple[Value | Cell, ...]] = []
    for claim in report.across:
        name = report.party(claim.loss)
        rows += [(name, each.policy.name, told(each.loss.gross), told(each.paid)) for each in claim.layers]
        rows.append((name, setting.say("settlement left to the insured"), None, told(claim.left_to_the_insured)))
    return setting.list_of(
        setting.say("settlement layers"),
        (
            Column(setting.title("settlement loss")),
            Column(setting.title("settlement layer")),
            Column(setting.title("settlement receives"), Kind.AMOUNT),
            Column(setting.title("settlement pays"), Kind.AMOUNT),
        ),
        rows,
        sheet="sheet layers",
    )


def _day(day: Day) -> Value:
    return None if day == MISSING else On(day)


def _paid(settled: SettledLoss, setting: Setting) -> Value:
    paid = settled.settlement.indemnity
    return setting.say("settlement unknown") if paid is None else setting.amount(paid)


def _headline(settled: SettledLoss, setting: Setting) -> str:
    gross, paid = settled.loss.gross, settled.settlement.indemnity
    if paid is None:
        lacking = setting.set(missing_words(settled, steps(settled)[-1], setting.language))
        return setting.say("settlement headline stopped", gross=setting.whole(gross), missing=lacking)
    share = shown(ratio(paid, gross), setting.language) or "–"
    told = setting.say("settlement headline", gross=setting.whole(gross), indemnity=setting.whole(paid), share=share)
    if settled.paid != paid:
        told += " " + setting.say("settlement headline paid", paid=setting.whole(settled.paid or 0))
    return told


def _figures(settled: SettledLoss, setting: Setting) -> Iterator[KeyFigure]:
    gross = settled.loss.gross
    yield KeyFigure(setting.title("settlement gross"), setting.amount(gross), "", "loss-1")
    for part, cents in settled.settlement.parts.items():
        if cents or part is LossPart.INDEMNITY:
            name = word(part, setting.language)
            note = shown(ratio(cents, gross), setting.language) or "–"
            title = name[:1].upper() + name[1:]
            yield KeyFigure(title, setting.amount(cents), note, "loss-1", PART_TONES[part])


def _beside(report: SettlementReport, setting: Setting) -> Iterator[Part]:
    """What a ledger tells beside the waterfalls: what is owed and no part of the loss, what was received since."""
    for place, found in enumerate(report.found):
        blocks = tuple(_kept_out(found, setting))
        if blocks:
            title = setting.say("settlement kept out of", day=show_day(found.day, setting.language))
            yield Part(f"beside-{place + 1}", title, blocks)


def _kept_out(found: BuyerLoss, setting: Setting) -> Iterator[Block]:
    every = not_in_the_loss(found)
    if every:
        yield setting.list_of(
            setting.say("settlement kept out of", day=show_day(found.day, setting.language)),
            (
                Column(setting.title("state")),
                Column(setting.title("settlement clause")),
                Column(setting.title("amount"), Kind.AMOUNT),
                Column(setting.title("rows column"), Kind.COUNT),
            ),
            [
                (
                    setting.state(each.state),
                    setting.set(each.title(setting.language)),
                    setting.amount(each.amount),
                    len(each.rows),
                )
                for each in every
            ],
            total=(setting.say("total"), None, setting.amount(sum(each.amount for each in every)), None),
        )


class _Loss:
    """The part of a document that tells of one loss."""

    def __init__(self, report: SettlementReport, place: int, setting: Setting) -> None:
        self.report = report
        self.settled = report.losses[place]
        self.place = place
        self.setting = setting
        self.name = report.name(self.settled)
        self.is_one = len(report.losses) == 1
        self.is_after_a_stop = report.is_after_a_stop(place)
        self.steps = steps(self.settled)
        self.cuts = cuts_shown(self.settled)

    def part(self) -> Part:
        """The waterfall drawn and in figures, the parts, the invoices, the year, what was read."""
        title = self.setting.say("settlement waterfall") if self.is_one else f"{self.place + 1}. {self.name}"
        return Part(f"loss-{self.place + 1}", title, tuple(self._blocks()))

    def _sheet(self, key: str) -> str:
        """Sheet of a table: one of the first loss only, so that no two have one name."""
        return key if self.place == 0 else ""

    def _blocks(self) -> Iterator[Block]:
        setting = self.setting
        yield Paragraph(setting.set(_told(self.settled, setting)))
        if self.is_after_a_stop:
            yield Paragraph(setting.say("settlement earlier"), Voice.WARNING)
        table = self._waterfall()
        series = (
            Series(2, setting.say("settlement stands"), "", Tone.COVERED),
            *(
                Series(3 + place, word(part, setting.language), "", PART_TONES[part])
                for place, part in enumerate(self.cuts)
            ),
        )
        title = setting.say("settlement waterfall chart")
        yield Chart(f"waterfall-{self.place + 1}", title, Shape.STEPS, table, series)
        if self.settled.settlement.indemnity is None:
            lacking = missing_words(self.settled, self.steps[-1], setting.language)
            yield Paragraph(setting.say("settlement stopped", missing=lacking), Voice.WARNING)
        for key, cents in proceeds_told(self.settled):
            yield Paragraph(setting.say(key, amount=setting.whole(cents)), Voice.NOTE)
        if self.report.head is None and (advance := advance_told(self.settled, setting.language)):
            yield Paragraph(setting.set(advance), Voice.NOTE)
        silent = [each.name(setting.language) for each in self.steps if each.is_silent]
        if silent:
            yield Paragraph(setting.say("settlement silent", steps=", ".join(silent)), Voice.NOTE)
        if self.settled.settlement.indemnity is not None:
            yield self._parts()
            if is_shared(self.settled):
                yield self._insurers()
        if len(self.settled.loss.lines) > 1:
            yield self._invoices()
        if counted(self.settled):
            yield self._year()
        if setting.is_whole:
            yield self._values()

    def _waterfall(self) -> Table:
        setting, loss = self.setting, self.settled.loss
        received = "settlement from below" if takes_losses(self.settled.policy) else "settlement gross"
        rows: list[tuple[Value | Cell, ...]] = []
        no_cuts = (None,) * len(self.cuts)
        if lowered := lowered_since(self.report, self.settled):
            owed, gone = lowered
            at_the_loss = setting.title("settlement debt at the loss")
            since = setting.say("recovery lowered")
            rows += [
                (at_the_loss, None, setting.amount(owed), *no_cuts, ""),
                (
                    setting.title("settlement debt"),
                    setting.amount(owed),
                    setting.amount(owed - gone),
                    *no_cuts,
                    since,
                ),
            ]
        rows.append((setting.title(received), None, setting.amount(loss.gross), *no_cuts, ""))
        rows += [(setting.title(key), None, setting.amount(cents), *no_cuts, "") for key, cents in charges_told(loss)]
        rows += [self._row(each) for each in self.steps if not each.is_silent]
        return setting.list_of(
            setting.say("settlement waterfall"),
            (
                Column(setting.title("settlement step")),
                Column(setting.title("settlement stood"), Kind.AMOUNT),
                Column(setting.title("settlement stands"), Kind.AMOUNT),
                *(Column(word(part, setting.language).capitalize(), Kind.AMOUNT) for part in self.cuts),
                Column(setting.title("settlement by"), is_prose=True),
            ),
            rows,
            total=(setting.title("settlement indemnity"), None, _paid(self.settled, setting), *no_cuts, None),
            sheet=self._sheet("sheet settlement"),
        )

    def _row(self, step: Step) -> tuple[Value | Cell, ...]:
        setting = self.setting
        name = step.name(setting.language)
        cuts = [setting.amount(step.cut) if step.cut and step.part is part else None for part in self.cuts]
        by = cut_by(self.settled, step, setting.language)
        if step.stands is None:
            by = f"? {missing_words(self.settled, step, setting.language)}"
        stands: Value = "?" if step.stands is None else setting.amount(step.stands)
        return (name[:1].upper() + name[1:], setting.amount(step.stood), stands, *cuts, setting.set(by))

    def _parts(self) -> Table:
        setting, gross = self.setting, self.settled.loss.gross
        rows: list[tuple[Value | Cell, ...]] = [
            (Cell(word(part, setting.language), tone=PART_TONES[part]), setting.amount(cents), ratio(cents, gross))
            for part, cents in parts_shown(self.settled).items()
        ]
        return setting.list_of(
            setting.say("settlement parts"),
            (
                Column(setting.title("settlement part")),
                Column(setting.title("amount"), Kind.AMOUNT),
                Column(setting.title("share"), Kind.PERCENTAGE),
            ),
            rows,
            total=(setting.say("settlement gross"), setting.amount(gross), None),
            sheet=self._sheet("sheet parts"),
        )

    def _insurers(self) -> Table:
        setting, parts = self.setting, self.settled.parts
        rows: list[tuple[Value | Cell, ...]] = [
            (
                insurer_name(each, setting.language),
                Percentage(each.line.share),
                setting.amount(each.due),
                Cell(setting.amount(each.paid), tone=Tone.COVERED if each.line.answers else Tone.NOT_COVERED),
                setting.set(why(each, setting.language)),
            )
            for each in parts
        ]
        due, paid = sum(each.due for each in parts), sum(each.paid for each in parts)
        return setting.list_of(
            setting.say("settlement insurers"),
            (
                Column(setting.title("settlement insurer")),
                Column(setting.title("settlement line"), Kind.PERCENTAGE),
                Column(setting.title("settlement due"), Kind.AMOUNT),
                Column(setting.title("settlement paid"), Kind.AMOUNT),
                Column(setting.title("settlement why"), is_prose=True),
            ),
            rows,
            total=(setting.say("total"), None, setting.amount(due), setting.amount(paid), None),
            sheet=self._sheet("sheet insurers"),
        )

    def _invoices(self) -> Table:
        setting, settlement, lines = self.setting, self.settled.settlement, self.settled.loss.lines
        has_parts = parts_told(self.settled)
        names = ("loss", "limit", *(("own part",) if has_parts else ()), "percentage", "indemnity")
        kinds = {name: Kind.PERCENTAGE if name == "percentage" else Kind.AMOUNT for name in names}
        is_known = settlement.indemnity is not None
        rows: list[tuple[Value | Cell, ...]] = [
            (
                f"{each.number}/{each.instalment}" if each.instalment > 1 else each.number or str(place),
                limit_kind(each, setting.language),
                setting.amount(each.gross),
                self._known(each.limit),
                *((setting.amount(each.carried),) if has_parts else ()),
                "?" if each.percentage == MISSING else Percentage(each.percentage),
                setting.amount(paid) if is_known else "?",
            )
            for place, (each, paid) in enumerate(zip(lines, settlement.lines, strict=True), 1)
        ]
        return setting.list_of(
            setting.say("settlement invoices"),
            (
                Column(setting.title("settlement invoice"), Kind.CODE),
                Column(setting.title("settlement limit kind")),
                *(Column(setting.title(f"settlement {name}"), kind) for name, kind in kinds.items()),
            ),
            setting.shown(rows),
            left=setting.left(rows),
            sheet=self._sheet("sheet settled invoices"),
        )

    def _known(self, cents: Cents | None) -> Value:
        return "?" if cents is None or cents == MISSING else self.setting.amount(cents)

    def _year(self) -> Table:
        setting = self.setting
        names = ("agreed", "used", "uses", "left")
        return setting.list_of(
            setting.say("settlement year"),
            (
                Column(setting.title("settlement total")),
                *(Column(setting.title(f"settlement {name}"), Kind.AMOUNT) for name in names),
            ),
            [
                (each.name(setting.language), *map(self._known, (each.total, each.before, each.used, each.left)))
                for each in counted(self.settled)
            ],
            sheet=self._sheet("sheet year"),
        )

    def _values(self) -> Table:
        """What each step read: for a spreadsheet, which has room for it."""
        setting = self.setting
        rows: list[tuple[Value | Cell, ...]] = [
            (step.name(setting.language), name, setting.set(value))
            for step in self.steps
            for name, value in read_values(self.settled, step, setting.language)
        ]
        titles = ("settlement step", "settlement name", "value")
        columns = [Column(setting.title(title)) for title in titles]
        return setting.list_of(setting.say("settlement read"), columns, rows, sheet=self._sheet("sheet read"))
