"""One loss as a part of a document: the waterfall drawn and in figures, its parts, invoices, insurers and year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.claims.in_order import SettledLoss
from encours.clauses.states import LossPart
from encours.explain.document.model import (
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Kind,
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
from encours.explain.document.setting import Setting, capital, ratio
from encours.explain.settlement_insurers import insurer_name, is_shared, why
from encours.explain.settlement_payments import paid_by_amounts
from encours.explain.settlement_report import (
    SettlementReport,
    Step,
    counted,
    cut_by,
    cuts_shown,
    limit_kind,
    loss_told,
    missing_words,
    order_of,
    parts_shown,
    parts_told,
    policy_told,
    proceeds_told,
    read_values,
    steps,
    stopped_words,
    word,
)
from encours.explain.settlement_waterfall import Before, before
from encours.units import MISSING, Cents

PART_TONES: Final = {
    LossPart.INDEMNITY: Tone.COVERED,
    LossPart.RETAINED: Tone.OUTSIDE,
    LossPart.OVER_LIMIT: Tone.OVER_LIMIT,
    LossPart.ABOVE_MAXIMUM: Tone.NOT_COVERED,
    LossPart.PROCEEDS: Tone.SUSPENDED,
}
OUTSIDE: Final = "settlement outside"
"""Key of the words for what is owed and no part of the loss."""


def told_of(report: SettlementReport, settled: SettledLoss, setting: Setting, *, is_named: bool) -> str:
    """Whom a loss is of, where that `is_named`, when and why it was made, by which policy, in which order."""
    language = setting.language
    order = setting.say("settlement order", order=order_of(settled, language))
    party = report.party(settled.loss) if is_named and settled.loss.buyer else ""
    return " · ".join(filter(None, (party, loss_told(settled, language), policy_told(settled, language), order)))


def paid_told(settled: SettledLoss, setting: Setting) -> Value:
    """The indemnity, or that it is not known."""
    paid = settled.settlement.indemnity
    return setting.say("settlement unknown") if paid is None else setting.amount(paid)


class LossDocument:
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
        self.before = tuple(before(report, self.settled))

    def part(self) -> Part:
        """The waterfall drawn and in figures, the parts, the invoices, the year, what was read."""
        title = self.setting.say("settlement waterfall") if self.is_one else f"{self.place + 1}. {self.name}"
        return Part(f"loss-{self.place + 1}", title, tuple(self._blocks()))

    def _sheet(self, key: str) -> str:
        """Sheet of a table: one of the first loss only, so that no two have one name."""
        return key if self.place == 0 else ""

    def _blocks(self) -> Iterator[Block]:
        setting = self.setting
        yield Paragraph(setting.set(told_of(self.report, self.settled, setting, is_named=self.is_one)))
        if self.is_after_a_stop:
            yield Paragraph(setting.say("settlement earlier"), Voice.WARNING)
        yield self._chart()
        if self.settled.settlement.indemnity is None:
            yield Paragraph(stopped_words(self.settled, self.steps[-1], setting.language), Voice.WARNING)
        for key, cents in proceeds_told(self.settled):
            yield Paragraph(setting.say(key, amount=setting.whole(cents)), Voice.NOTE)
        if self.report.head is None:
            for told in paid_by_amounts(self.settled, setting.language):
                yield Paragraph(setting.set(told))
        silent = [each.name(setting.language) for each in self.steps if each.is_silent]
        if silent:
            yield Paragraph(setting.say("settlement silent", steps=", ".join(silent)), Voice.NOTE)
        for name, table in self._tables():
            yield Heading(f"loss-{self.place + 1}-{name}", table.title)
            yield table

    def _tables(self) -> Iterator[tuple[str, Table]]:
        """Tables below the waterfall, each with what names its place."""
        if self.settled.settlement.indemnity is not None:
            yield "parts", self._parts()
            if is_shared(self.settled):
                yield "insurers", self._insurers()
        if len(self.settled.loss.lines) > 1:
            yield "invoices", self._invoices()
        if counted(self.settled):
            yield "year", self._year()
        if self.setting.is_whole:
            yield "read", self._values()

    def _chart(self) -> Chart:
        setting = self.setting
        table = self._waterfall()
        places = {column.title: place for place, column in enumerate(table.columns)}
        cuts = [(setting.title(OUTSIDE), setting.say(OUTSIDE), Tone.ASIDE)]
        cuts += [
            (capital(word(each, setting.language)), word(each, setting.language), PART_TONES[each])
            for each in self.cuts
        ]
        stands = setting.title("settlement stands")
        series = (
            Series(places[stands], setting.say("settlement stands"), "", Tone.COVERED),
            *(Series(places[title], told, "", tone) for title, told, tone in cuts if title in places),
        )
        aside = tuple(place for place, each in enumerate(self.before) if each.is_within)
        title = setting.say("settlement waterfall chart")
        return Chart(f"waterfall-{self.place + 1}", title, Shape.STEPS, table, series, aside=aside)

    def _waterfall(self) -> Table:
        setting = self.setting
        rows = [self._before(each) for each in self.before]
        rows += [self._row(each) for each in self.steps if not each.is_silent]
        paid = paid_told(self.settled, setting)
        return setting.list_of(
            setting.say("settlement waterfall"),
            (
                Column(setting.title("settlement step")),
                Column(setting.title("settlement stood"), Kind.AMOUNT),
                Column(setting.title("settlement stands"), Kind.AMOUNT),
                Column(setting.title(OUTSIDE), Kind.AMOUNT, is_spare=True),
                *(Column(capital(word(part, setting.language)), Kind.AMOUNT, is_spare=True) for part in self.cuts),
                Column(setting.title("settlement by"), is_prose=True),
            ),
            rows,
            total=(setting.title("settlement indemnity"), None, paid, None, *(None for _ in self.cuts), None),
            sheet=self._sheet("sheet settlement"),
        )

    def _before(self, each: Before) -> tuple[Value | Cell, ...]:
        setting = self.setting
        name = f"– {setting.say(each.key)}" if each.is_within else setting.title(each.key)
        stood = None if each.stood is None else setting.amount(each.stood)
        outside = setting.amount(each.cut) if each.cut else None
        by = setting.say(each.by) if each.by not in {"", OUTSIDE} else ""
        return (name, stood, setting.amount(each.stands), outside, *(None for _ in self.cuts), by)

    def _row(self, step: Step) -> tuple[Value | Cell, ...]:
        setting = self.setting
        cuts = [setting.amount(step.cut) if step.cut and step.part is part else None for part in self.cuts]
        by = cut_by(self.settled, step, setting.language)
        if step.stands is None:
            by = f"? {missing_words(self.settled, step, setting.language)}"
        stands: Value = "?" if step.stands is None else setting.amount(step.stands)
        return (capital(step.name(setting.language)), setting.amount(step.stood), stands, None, *cuts, setting.set(by))

    def _parts(self) -> Table:
        setting, gross = self.setting, self.settled.loss.gross
        rows: list[tuple[Value | Cell, ...]] = [
            (
                Cell(capital(word(part, setting.language)), tone=PART_TONES[part]),
                setting.amount(cents),
                ratio(cents, gross),
            )
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
            total=(setting.title("settlement gross"), setting.amount(gross), None),
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
            total=(
                setting.say("total"),
                None,
                setting.amount(self.settled.loss.gross),
                *(None for _ in names[1:-1]),
                self._known(settlement.indemnity),
            ),
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
                (
                    capital(each.name(setting.language)),
                    *map(self._known, (each.total, each.before, each.used, each.left)),
                )
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
