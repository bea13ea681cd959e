"""The exposure as a document: how concentrated it is, what of it nobody insures, which limits stand against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from encours.clauses.states import State
from encours.cover.indicators.concentration import LARGEST, Concentration
from encours.cover.indicators.exposure import By, ExposureLine
from encours.explain.document.asked import asked_of, told, warnings
from encours.explain.document.model import (
    Amount,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Part,
    Series,
    Shape,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import STATE_TONES, Setting, ratio, spreadsheet
from encours.explain.document.shown import WIDE, shown
from encours.explain.exposure_json import exposure_cells, exposure_columns
from encours.explain.exposure_report import ExposureReport, composition, half_of, index_in_points, running
from encours.explain.indicator_values import tenths
from encours.explain.names import AT_RISK_MARK
from encours.explain.values import amount
from encours.units import Cents
from encours.units.show import Language

CHARTED: Final = 12
"""Lines that a drawing and the table beside it show."""
FEW: Final = 2
"""Lines of which half is told by no sentence."""


def exposure_document(report: ExposureReport, language: Language, *, rows: int | None) -> Document:
    """Document of the exposure; each list has at most so many rows, without a bound all of them."""
    question = report.question
    setting = Setting(language, question.currency, rows)
    return Document(
        title=setting.say("exposure title"),
        company=question.company,
        told=(
            *told(question, setting),
            setting.title("exposure by", by=setting.say(f"by {report.exposure.by.value}")),
        ),
        language=language,
        as_of=question.as_of,
        opening=(*warnings(question, setting), *_opening(report, setting)),
        parts=tuple(part for part in _parts(report, setting) if part.blocks),
        question=asked_of(question, setting),
    )


def _opening(report: ExposureReport, setting: Setting) -> Iterator[Block]:
    total = report.total
    if not total.outstanding:
        yield Paragraph(setting.say("nothing open that day"), Voice.LEAD)
        return
    yield Paragraph(_headline(report, setting), Voice.LEAD)
    yield KeyFigures(tuple(_key_figures(report, setting)))


def _share(part: Cents, whole: Cents, setting: Setting) -> str:
    return shown(ratio(part, whole), setting.language) or "–"


def _headline(report: ExposureReport, setting: Setting) -> str:
    total, owing = report.total, report.of_outstanding.count
    whole = setting.whole(total.outstanding)
    if not report.is_judged:
        overdue, share = setting.whole(total.overdue), _share(total.overdue, total.outstanding, setting)
        return setting.say("exposure headline not judged", outstanding=whole, overdue=overdue, share=share)
    if total.not_judged == total.outstanding:
        return setting.say("exposure headline unknown", outstanding=whole)
    if not total.uninsured and not total.not_judged:
        return setting.say("exposure all covered", outstanding=whole)
    headline = setting.say(
        "exposure headline in part" if total.not_judged else "exposure headline",
        outstanding=whole,
        uninsured=setting.whole(total.uninsured),
        share=_share(total.uninsured, total.outstanding, setting),
        unjudged=setting.whole(total.not_judged),
    )
    if not total.uninsured or owing <= FEW:
        return headline
    half = half_of(each.uninsured for each in report.lines)
    return f"{headline} {setting.say('exposure half', half=half, count=_counted(owing, report, setting))}"


def _counted(count: int, report: ExposureReport, setting: Setting) -> str:
    return setting.counted(count, f"lines count {report.exposure.by.value}")


def _key_figures(report: ExposureReport, setting: Setting) -> Iterator[KeyFigure]:
    total, uninsured = report.total, report.of_uninsured
    count = _counted(report.of_outstanding.count, report, setting)
    yield KeyFigure(setting.say("outstanding"), setting.amount(total.outstanding), count, "concentration")
    if not report.is_judged:
        share = _share(total.overdue, total.outstanding, setting)
        overdue = setting.amount(total.overdue)
        yield KeyFigure(setting.title("exposure overdue"), overdue, share, "concentration", Tone.WARNING)
        return
    share = _share(total.covered, total.outstanding, setting)
    yield KeyFigure(setting.say("admitted"), setting.amount(total.covered), share, "concentration", Tone.COVERED)
    if total.not_judged:
        share = _share(total.not_judged, total.outstanding, setting)
        yield KeyFigure(setting.title("exposure not judged"), setting.amount(total.not_judged), share, "lines")
    if not total.uninsured:
        return
    outside = setting.say("exposure of which outside", amount=setting.whole(total.parts[State.OUTSIDE]))
    share = f"{_share(total.uninsured, total.outstanding, setting)}, {outside}"
    name = setting.title("uninsured")
    yield KeyFigure(name, setting.amount(total.uninsured), share, "uninsured", Tone.NOT_COVERED)
    largest, equal = ratio(uninsured.largest, uninsured.total), uninsured.equal_names
    if uninsured.count > LARGEST and equal is not None:
        note = setting.say("exposure as equal", count=tenths(equal, setting.language))
        title = setting.title("exposure largest share", count=LARGEST)
        yield KeyFigure(title, largest, note, "measures", Tone.WARNING)


def _parts(report: ExposureReport, setting: Setting) -> Iterator[Part]:
    yield Part("concentration", setting.say("concentration title"), tuple(_ranked(report, setting)))
    if report.is_judged:
        yield Part("uninsured", setting.say("exposure uninsured title"), tuple(_uninsured(report, setting)))
    yield Part("lines", setting.say("exposure lines title"), tuple(_lines(report, setting)))
    yield Part("shared", setting.say("exposure shared title"), tuple(_shared(report, setting)))
    if report.total.outstanding:
        yield Part("composition", setting.say("composition title"), (_composition(report, setting),))
        yield Part("measures", setting.say("exposure measures title"), tuple(_measures(report, setting)))
        yield Part("meaning", setting.say("exposure meaning title"), tuple(_meaning(report, setting)))


def _title(report: ExposureReport, each: ExposureLine, setting: Setting) -> str:
    return report.title(each) or setting.say("not told")


def _has_codes(report: ExposureReport) -> bool:
    """Whether lines have a code beside their name."""
    return report.exposure.by in {By.BUYER, By.GROUP} and any(report.title(each) != each.key for each in report.lines)


def _first_columns(report: ExposureReport, setting: Setting) -> tuple[Column, ...]:
    name = Column(setting.title(f"by {report.exposure.by.value}"))
    return (name, Column(setting.title("code"), Kind.CODE)) if _has_codes(report) else (name,)


def _first_cells(report: ExposureReport, each: ExposureLine, setting: Setting) -> tuple[Value, ...]:
    name = _title(report, each, setting)
    return (name, each.key) if _has_codes(report) else (name,)


def _exact(cents: Cents, setting: Setting) -> str:
    """Amount to the cent, within a sentence."""
    return setting.set(amount(cents, setting.currency, setting.language))


def _some(cents: Cents, setting: Setting) -> Amount | None:
    return setting.amount(cents) if cents else None


def _ranked(report: ExposureReport, setting: Setting) -> Iterator[Block]:
    """The largest lines, covered and not, with the share of the whole that they are together."""
    every = sorted((e for e in report.lines if e.outstanding > 0), key=lambda e: (-e.outstanding, e.key))
    if not every:
        return
    names: tuple[tuple[str, str, Tone], ...] = (
        (setting.symbol(State.COVERED), setting.say("exposure covered"), Tone.COVERED),
        (setting.symbol(State.NOT_COVERED), setting.say("exposure uninsured"), Tone.NOT_COVERED),
    )
    title = "exposure chart"
    amounts: list[tuple[Cents, ...]] = [(each.covered, each.uninsured) for each in every]
    if report.total.not_judged:
        symbol = setting.symbol(State.NEEDS_INFORMATION)
        names = (*names, (symbol, setting.say("exposure not judged"), Tone.NEEDS_INFORMATION))
        amounts = [(*of, each.not_judged) for of, each in zip(amounts, every, strict=True)]
    if not report.is_judged:
        names = (("", setting.say("exposure not overdue"), Tone.PLAIN),
                 (AT_RISK_MARK.symbol, setting.say("exposure overdue"), Tone.AGE_4))  # fmt: skip
        amounts, title = [(e.outstanding - e.overdue, e.overdue) for e in every], "exposure chart not judged"
    wholes = [each.outstanding for each in every]
    made = _Ranking(report, setting, names, setting.say("outstanding"))
    table = made.table("exposure ranked", every, amounts, wholes, sheet="sheet concentration")
    yield made.chart("largest-lines", title, table)


def _uninsured(report: ExposureReport, setting: Setting) -> Iterator[Block]:
    """The lines that nobody insures most, by what keeps them from being covered."""
    every = [each for each in report.lines if each.uninsured > 0]
    states = [each for each in State if each is not State.COVERED and report.total.kept_out(each)]
    if not every:
        return
    names = tuple((setting.symbol(each), setting.word(each), STATE_TONES[each]) for each in states)
    amounts = [tuple(each.kept_out(state) for state in states) for each in every]
    made = _Ranking(report, setting, names, setting.title("uninsured"))
    table = made.table(
        "exposure uninsured title", every, amounts, [each.uninsured for each in every], sheet="sheet top uninsured"
    )
    yield made.chart("uninsured-lines", "exposure uninsured chart", table)
    yield Paragraph(setting.say("exposure uninsured rule"), Voice.NOTE)


class _Ranking:
    """Ranked lines in parts, with the share and the cumulative share of each, as a table and its drawing."""

    def __init__(
        self, report: ExposureReport, setting: Setting, names: Sequence[tuple[str, str, Tone]], whole: str
    ) -> None:
        self.report = report
        self.setting = setting
        self.whole = whole
        self.first = _first_columns(report, setting)
        self.series = tuple(
            Series(place, title, symbol, tone) for place, (symbol, title, tone) in enumerate(names, len(self.first))
        )

    def table(
        self,
        title: str,
        lines: Sequence[ExposureLine],
        amounts: Sequence[Sequence[Cents]],
        wholes: Sequence[Cents],
        *,
        sheet: str,
    ) -> Table:
        """Table of the first lines; its total is that of all."""
        setting, total = self.setting, sum(wholes)
        most = len(lines) if setting.is_whole else min(CHARTED, len(setting.shown(lines)))
        rows = [
            (
                *_first_cells(self.report, each, setting),
                *(_some(cents, setting) for cents in parts),
                setting.amount(whole),
                ratio(whole, total),
                ratio(together, total),
            )
            for each, parts, whole, together in zip(
                lines[:most], amounts[:most], wholes[:most], running(wholes[:most]), strict=True
            )
        ]
        sums = (setting.amount(sum(column)) for column in zip(*amounts, strict=True))
        return setting.list_of(
            setting.say(title),
            (
                *self.first,
                *(Column(f"{each.symbol}{WIDE}{each.title}".strip(), Kind.AMOUNT) for each in self.series),
                Column(self.whole, Kind.AMOUNT),
                Column(setting.title("exposure share"), Kind.PERCENTAGE),
                Column(setting.title("exposure together"), Kind.PERCENTAGE),
            ),
            rows,
            total=(setting.say("total"), *(None for _ in self.first[1:]), *sums, setting.amount(total), None, None),
            left=len(lines) - most,
            sheet=sheet,
        )

    def chart(self, name: str, title: str, table: Table) -> Chart:
        """Drawing of the table, each bar above the share of the whole that is told so far."""
        said, together = self.setting.say(title), self.setting.say("exposure together chart")
        share = len(table.columns) - 1
        return Chart(name, said, Shape.BARS, table, self.series, most=CHARTED, share=share, share_title=together)


def _lines(report: ExposureReport, setting: Setting) -> Iterator[Block]:
    if not report.lines:
        return
    if setting.is_whole:
        titles = [title[:1].upper() + title[1:] for title in exposure_columns(setting.language)[1:]]
        rows = (row[1:] for row in exposure_cells(report, setting.language, ratio))
        yield spreadsheet(setting.say("exposure lines title"), setting.title("sheet exposure"), titles, rows)
        return
    total, apart = report.total, report.exposure.apart
    places = [
        place
        for place, name in enumerate(_MONEY)
        if (report.is_judged or name not in _JUDGED) and (name in _ALWAYS or getattr(total, name))
    ]
    rows_ = [_line(report, each, setting, places) for each in setting.shown(report.lines)]
    blanks = [None] * (len(_first_columns(report, setting)) - 1)
    if apart.limit or apart.own_limit:
        name = Cell(setting.title("exposure apart"), "shared" if _sharing(report) else "")
        rows_.append((name, *blanks, *(_some(getattr(apart, _MONEY[place]), setting) for place in places)))
    yield setting.list_of(
        setting.say("exposure lines title"),
        (
            *_first_columns(report, setting),
            *(Column(setting.title(_SAID[place]), Kind.AMOUNT) for place in places),
        ),
        rows_,
        total=(setting.say("total"), *blanks, *(setting.amount(getattr(total, _MONEY[place])) for place in places)),
        left=setting.left(report.lines),
    )
    order = "exposure lines order" if report.is_judged else "exposure largest first"
    yield Paragraph(setting.say(order), Voice.NOTE)


_MONEY: Final = ("outstanding", "overdue", "limit", "own_limit", "covered", "uninsured", "not_judged", "room", "orders")
_SAID: Final = (
    "outstanding", "exposure overdue", "exposure limit", "exposure own limit", "exposure covered",
    "exposure uninsured", "exposure not judged", "room", "exposure orders",
)  # fmt: skip
_ALWAYS: Final = frozenset({"outstanding", "limit", "covered", "uninsured", "room"})
_JUDGED: Final = frozenset({"limit", "covered", "uninsured", "not_judged", "room"})
"""What only a policy tells."""
_SHARED: Final = ("shared_limit", "shared_own_limit", "shared_room")


def _line(
    report: ExposureReport, each: ExposureLine, setting: Setting, places: Sequence[int]
) -> tuple[Value | Cell, ...]:
    """What stands against a line alone; what it shares with others is a word that opens it."""

    def cell(name: str) -> Value | Cell:
        alone, shared = getattr(each, name), getattr(each, f"shared_{name}", 0)
        if not shared:
            return _some(alone, setting)
        return Cell(setting.amount(alone) if alone else setting.say("exposure is shared"), "shared")

    return (*_first_cells(report, each, setting), *(cell(_MONEY[place]) for place in places))


def _sharing(report: ExposureReport) -> list[ExposureLine]:
    """Lines that share a limit with others."""
    return [each for each in report.lines if each.shared_limit or each.shared_own_limit or each.shared_room]


def _shared(report: ExposureReport, setting: Setting) -> Iterator[Block]:
    """Limits that stand against several lines: in full beside each of them, once in the total."""
    found, apart = _sharing(report), report.exposure.apart
    if not found:
        return
    names = ("limit", "own_limit", "room")
    kept = [place for place, name in enumerate(_SHARED) if any(getattr(each, name) for each in found)]
    titles = ("exposure limit", "exposure own limit", "room")
    blanks = [None] * (len(_first_columns(report, setting)) - 1)
    yield setting.list_of(
        setting.say("exposure shared title"),
        (
            *_first_columns(report, setting),
            Column(setting.say("outstanding"), Kind.AMOUNT),
            *(Column(setting.title(titles[place]), Kind.AMOUNT) for place in kept),
        ),
        [
            (
                *_first_cells(report, each, setting),
                setting.amount(each.outstanding),
                *(_some(getattr(each, _SHARED[place]), setting) for place in kept),
            )
            for each in setting.shown(found)
        ],
        total=(
            setting.say("exposure once"),
            *blanks,
            None,
            *(setting.amount(getattr(apart, names[place])) for place in kept),
        ),
        left=setting.left(found),
        sheet="sheet shared",
    )
    yield Paragraph(setting.say("exposure shared rule"), Voice.NOTE)


def _composition(report: ExposureReport, setting: Setting) -> Table:
    whole = report.total.outstanding
    return setting.list_of(
        setting.say("composition title"),
        (
            Column(setting.title("exposure kind of amount")),
            Column(setting.title("amount"), Kind.AMOUNT),
            Column(setting.title("exposure of outstanding"), Kind.PERCENTAGE),
        ),
        [
            (setting.title(f"composition {name}"), setting.amount(cents), ratio(cents, whole) if is_part else None)
            for name, cents, is_part in composition(report)
        ],
        sheet="sheet composition",
    )


def _measures(report: ExposureReport, setting: Setting) -> Iterator[Block]:
    yield setting.list_of(
        setting.say("exposure measures title"),
        (
            Column(setting.title("exposure kind of amount")),
            Column(setting.title("amount"), Kind.AMOUNT),
            Column(setting.title("concentration lines"), Kind.COUNT),
            Column(setting.title("concentration largest", count=LARGEST), Kind.AMOUNT),
            Column(setting.title("exposure share"), Kind.PERCENTAGE),
            Column(setting.title("concentration index"), Kind.COUNT),
            Column(setting.title("concentration equal"), Kind.CODE),
        ),
        [_measure(name, each, setting) for name, each in report.concentrations()],
        sheet="sheet measures",
    )


def _measure(name: str, each: Concentration, setting: Setting) -> tuple[Value, ...]:
    equal = each.equal_names
    return (
        setting.say(f"concentration of {name}"),
        setting.amount(each.total),
        each.count,
        setting.amount(each.largest),
        ratio(each.largest, each.total),
        None if each.index is None else index_in_points(each.index),
        None if equal is None else tenths(equal, setting.language),
    )


def _meaning(report: ExposureReport, setting: Setting) -> Iterator[Block]:
    if not report.is_judged:
        yield Paragraph(setting.say("concentration meaning"))
        return
    first = report.lines[0]
    if first.uninsured > 0:
        together = _share(first.uninsured, report.total.uninsured, setting)
        name, left = _title(report, first, setting), setting.whole(first.uninsured)
        who = "buyer" if report.exposure.by in {By.BUYER, By.GROUP} else "line"
        yield Paragraph(setting.say(f"exposure first {who}", name=name, amount=left, share=together))
    if report.total.not_judged:
        told = setting.say("exposure told by age", amount=_exact(report.total.not_judged, setting))
        yield Paragraph(f"? {told}", Voice.NOTE)
    yield Paragraph(setting.say("exposure uninsured meaning"))
    yield Paragraph(setting.say("exposure room meaning"))
    yield Paragraph(setting.say("concentration meaning"))
    if unknown := report.total.unknown_limits:
        yield Paragraph(f"? {setting.counted(unknown, 'exposure unknown')}.", Voice.NOTE)
