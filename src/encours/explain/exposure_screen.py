"""The exposure as a page: lines by what is uninsured, what the outstanding is made of, and concentration."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from encours.clauses.states import State
from encours.cover.indicators.concentration import LARGEST, Concentration
from encours.cover.indicators.exposure import ExposureLine
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.bonds_screen import sides_table
from encours.explain.cover_screen import left_out, ratio
from encours.explain.exposure_report import ExposureReport, composition, index_in_points, shares
from encours.explain.indicator_values import in_percent, tenths
from encours.explain.values import amount, whole_amount
from encours.explain.words import counted, say
from encours.units import Cents
from encours.units.show import Language


def exposure_page(report: ExposureReport, language: Language, *, rows: int) -> Page:
    """Page of the exposure; the list shows at most so many lines."""
    return (
        *report.question.told("exposure title", language),
        EMPTY,
        *_table(report, language, rows),
        *sides_table(report.both_sides, report.bonds_currency, language),
        *_composition(report, language),
        *_concentration(report, language),
    )


def _table(report: ExposureReport, language: Language, rows: int) -> Iterator[Block]:
    by, total, currency = report.exposure.by.value, report.total, report.question.currency

    def money(cents: Cents) -> str:
        return whole_amount(cents, currency, language) if cents else "·"

    def limited(own: Cents, shared: Cents) -> str:
        """What stands against a line alone, and marked, what stands against others too."""
        return f"{money(own + shared)}*" if shared else money(own)

    def cells(first: str, each: ExposureLine, share: tuple[str, str]) -> tuple[Cell, ...]:
        if not report.is_judged:
            own = limited(each.own_limit, each.shared_own_limit)
            return (first, money(each.outstanding), money(each.overdue), *share, own, money(each.orders))
        return (
            first,
            money(each.outstanding),
            limited(each.limit, each.shared_limit),
            limited(each.own_limit, each.shared_own_limit),
            money(each.covered),
            Span(money(each.uninsured), "yellow" if each.uninsured else "bright_black"),
            *((Span(money(each.not_judged), "cyan"),) if total.not_judged else ()),
            money(each.parts[State.OUTSIDE]),
            *share,
            limited(each.room, each.shared_room),
            money(each.orders),
        )

    columns = _columns(report, language)
    shown = []
    for each, together in list(shares(report))[:rows]:
        parts = (ratio(each.uninsured, total.uninsured, language), ratio(together, total.uninsured, language))
        shown.append(cells(report.title(each) or say("not told", language), each, parts))
    apart = report.exposure.apart
    if apart.limit or apart.own_limit:
        shown.append(cells(say("exposure apart", language), apart, ("", "")))
    yield Grid(columns, tuple(shown), total=cells(say("total", language), total, ("", "")))
    count = counted(len(report.lines), f"lines count {by}", language)
    order = say("exposure order" if report.is_judged else "exposure largest first", language)
    yield line(Span(f"{count}. {order}", "bright_black"))
    yield from left_out(len(report.lines) - rows, language)
    if any(each.shared_limit or each.shared_own_limit or each.shared_room for each in report.lines):
        yield line(Span(say("exposure shared", language), "bright_black"))
    if total.not_judged:
        told = say("exposure told by age", language, amount=amount(total.not_judged, currency, language))
        yield line(Span(f"? {told}", "cyan"), hanging=2)
    if total.unknown_limits:
        yield line(Span("? " + counted(total.unknown_limits, "exposure unknown", language), "cyan"))


def _columns(report: ExposureReport, language: Language) -> tuple[Column, ...]:
    """Columns of the list; of what nobody judged, none that a policy would tell."""
    first = (
        Column(say(f"by {report.exposure.by.value}", language), cut=True),
        Column(say("outstanding", language), right=True),
    )
    share = (
        Column(say("exposure share", language), right=True, least=90),
        Column(say("exposure together", language), right=True, least=90),
    )
    own, orders = (
        Column(say(f"exposure {name}", language), right=True, least=least)
        for name, least in (("own limit", 120), ("orders", 130))
    )
    if not report.is_judged:
        return (*first, Column(say("exposure overdue", language), right=True), *share, own, orders)
    return (
        *first,
        Column(say("exposure limit", language), right=True),
        own,
        Column(say("exposure covered", language), right=True),
        Column(say("exposure uninsured", language), right=True),
        *((Column(say("exposure not judged", language), right=True),) if report.total.not_judged else ()),
        Column(say("exposure outside", language), right=True, least=150),
        *share,
        Column(say("room", language), right=True),
        orders,
    )


def _composition(report: ExposureReport, language: Language) -> Iterator[Block]:
    currency = report.question.currency
    yield Heading(say("composition title", language))
    rows = tuple(
        (
            Span(
                _indent(name) + say(f"composition {name}", language), "bold" if name.startswith("outstanding") else ""
            ),
            Span(amount(cents, currency, language), "bold" if name.startswith("outstanding") else ""),
        )
        for name, cents, _ in composition(report)
    )
    yield Grid((Column(""), Column("", right=True)), rows, titled=False)


def _indent(name: str) -> str:
    return "  " if name in {"overdue", "discounted"} else ""


def _concentration(report: ExposureReport, language: Language) -> Iterator[Block]:
    yield Heading(say("concentration title", language))
    columns = (
        Column(""),
        Column(say("concentration lines", language), right=True),
        Column(say("concentration largest", language, count=LARGEST), right=True),
        Column("%", right=True),
        Column(say("concentration index", language), right=True),
        Column(say("concentration equal", language), right=True),
    )
    yield Grid(columns, tuple(_row(report, name, each, language) for name, each in report.concentrations()))
    yield line(Span(say("concentration meaning", language), "bright_black"))


def _row(report: ExposureReport, name: str, each: Concentration, language: Language) -> tuple[Cell, ...]:
    share, equal = each.share_of_largest, each.equal_names
    return (
        say(f"concentration of {name}", language),
        str(each.count),
        whole_amount(each.largest, report.question.currency, language),
        "" if share is None else in_percent(share, language),
        "" if each.index is None else index_points(each.index, language),
        "" if equal is None else tenths(equal, language),
    )


def index_points(index: Fraction, language: Language) -> str:
    """Herfindahl index in points of ten thousand, to the nearest, halves up."""
    return f"{index_in_points(index):,}".replace(",", "," if language == "en" else "\u202f")
