"""Charts drawn from the table beside them: whole numbers only, text as text, patterns and symbols as well as colours.

The same drawing stands in the page and in the PDF. It names no font and asks for nothing outside itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Final

from encours.explain.document.model import Amount, Chart, On, Percentage, Row, Series, Shape, Table, Tone
from encours.explain.document.palette import filled, pattern
from encours.explain.document.shown import WIDE, inert, shown
from encours.explain.names import STATE_MARKS
from encours.explain.values import whole_amount
from encours.units import Cents, Day
from encours.units.show import Language, show_day

WIDTH: Final = 460
"""Width of every drawing, in units of which a letter takes about seven; narrow enough for a telephone."""
LETTER: Final = 7
LARGE_LETTER: Final = 8
"""A letter on a telephone, where `page.css` makes those of drawings larger: what stands side by side is set for it."""
SMALL_LETTER: Final = 7
"""A letter of the legend, the same."""
NAMED_BESIDE: Final = 62
"""Room beside a name under a bar: its swatch, and its share of the whole."""
BETWEEN_COLUMNS: Final = 14
THINNEST: Final = 2
"""Width of the thinnest part, so that what is not nothing is seen."""
SYMBOLS: Final = frozenset(mark.symbol for mark in STATE_MARKS.values())
INK: Final = "#1d2733"
QUIET: Final = "#5b6570"
PAPER: Final = "#ffffff"


def drawing(chart: Chart, language: Language) -> str:
    """SVG of a chart."""
    pen = _Pen(chart, language)
    body, height = _DRAWN[chart.shape](pen)
    told = escape(inert(description(chart, language)))
    tones = dict.fromkeys([*(each.tone for each in chart.series), *(row[0].tone for row in chart.table.rows)])
    patterns = "".join(pattern(tone, pen.pattern(tone)) for tone in tones)
    name = chart.name
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="Libertinus Serif, serif" font-size="13" fill="{INK}" '
        f'aria-labelledby="{name}-title {name}-told">'
        f'<title id="{name}-title">{escape(inert(chart.title))}</title><desc id="{name}-told">{told}</desc>'
        f"<defs>{patterns}</defs>{''.join(body)}</svg>"
    )


def description(chart: Chart, language: Language) -> str:
    """What a chart shows, in words: each row that is drawn with its amounts."""
    several = len(chart.series) > 1
    told = []
    for row in drawn_rows(chart):
        parts = ", ".join(
            f"{series.title} {_whole_of(row, series, language)}" if several else _whole_of(row, series, language)
            for series in chart.series
            if cents_of(row, series.column)
        )
        if not parts:
            unknown = row[chart.series[0].column].value
            parts = unknown if isinstance(unknown, str) else ""
        if chart.share >= 0:
            parts += f" ({chart.share_title} {shown(row[chart.share].value, language)})"
        when = f"{shown(row[1].value, language)} " if chart.shape is Shape.DAYS else ""
        told.append(f"{when}{shown(row[0].value, language)}{WIDE + ': ' if language == 'fr' else ': '}{parts or '–'}")
    return f"{chart.title}. {'; '.join(told)}."


def drawn_rows(chart: Chart) -> tuple[Row, ...]:
    """Rows that have a place in the drawing: the first ones, where there are more than it holds; none aside."""
    if chart.shape in {Shape.WHOLE, Shape.DAYS, Shape.STEPS}:
        return tuple(row for place, row in enumerate(chart.table.rows) if place not in chart.aside)
    return chart.table.rows[: chart.most]


def cents_of(row: Row, column: int) -> Cents:
    """Amount of a cell; what is no amount draws nothing."""
    value = row[column].value
    return max(0, value.cents) if isinstance(value, Amount) else 0


def _whole_of(row: Row, series: Series, language: Language) -> str:
    value = row[series.column].value
    return whole_amount(value.cents, value.currency, language) if isinstance(value, Amount) else ""


def currency_of(table: Table) -> str:
    """Currency of the amounts of a table, which a chart needs to be one."""
    found = (cell.value.currency for row in table.rows for cell in row if isinstance(cell.value, Amount))
    return next(found, "EUR")


class _Pen:
    """Draws pieces of one chart."""

    def __init__(self, chart: Chart, language: Language) -> None:
        self.chart = chart
        self.language = language
        self.currency = currency_of(chart.table)

    def pattern(self, tone: Tone) -> str:
        return f"{self.chart.name}-{tone}"

    def whole(self, cents: Cents) -> str:
        return whole_amount(cents, self.currency, self.language)

    def text(
        self, x: int, y: int, words: str, *, anchor: str = "start", quiet: bool = False, bold: bool = False
    ) -> str:
        look = f' fill="{QUIET}" font-size="11.5" class="quiet"' if quiet else ""
        look += ' font-weight="bold"' if bold else ""
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        return f'<text x="{x}" y="{y}"{place}{look}>{escape(inert(words))}</text>'

    def part(self, box: tuple[int, int, int, int], tone: Tone, cents: Cents, words: str) -> str:
        """A part of a bar, which says its amount when one points at it."""
        x, y, width, height = box
        place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        told = f"<title>{escape(inert(words))}</title>"
        return filled(tone, self.pattern(tone), place, f' data-cents="{cents}"', told)

    def badge(self, x: int, y: int, symbol: str) -> str:
        """A symbol on its own paper, so that no pattern hides it."""
        return (
            f'<circle cx="{x}" cy="{y}" r="7.5" fill="{PAPER}" stroke="{INK}" stroke-width="0.5"/>'
            f'<text x="{x}" y="{y + 4}" text-anchor="middle" font-size="12" fill="{INK}" class="badge">'
            f"{escape(symbol)}</text>"
        )

    def swatch(self, x: int, y: int, tone: Tone) -> str:
        return filled(tone, self.pattern(tone), f'x="{x}" y="{y}" width="16" height="12"')


def _lengths(amounts: Iterable[Cents], whole: Cents, width: int) -> list[int]:
    """Widths of parts of a bar: those of their share, and of what is not nothing at least a sliver."""
    if whole <= 0:
        return [0 for _ in amounts]
    return [0 if each <= 0 else max(THINNEST, (2 * each * width + whole) // (2 * whole)) for each in amounts]


def _fitted(lengths: list[int], width: int) -> list[int]:
    """The same, the longest one giving way where slivers pushed the others out."""
    beyond = sum(lengths) - width
    if beyond > 0 and lengths:
        longest = max(range(len(lengths)), key=lengths.__getitem__)
        lengths[longest] = max(THINNEST, lengths[longest] - beyond)
    return lengths


def _whole(pen: _Pen) -> tuple[list[str], int]:
    """One bar, its parts named under it."""
    (series,) = pen.chart.series
    rows = [row for row in pen.chart.table.rows if cents_of(row, series.column)]
    amounts = [cents_of(row, series.column) for row in rows]
    total = sum(amounts)
    body, x, height = [], 0, 40
    for row, cents, length in zip(rows, amounts, _fitted(_lengths(amounts, total, WIDTH - 2), WIDTH - 2), strict=True):
        label = shown(row[0].value, pen.language)
        body.append(pen.part((1 + x, 1, length, height), row[0].tone, cents, f"{label} {pen.whole(cents)}"))
        if length >= 20 and label[:1] in SYMBOLS:
            body.append(pen.badge(1 + x + length // 2, 1 + height // 2, label[:1]))
        x += length
    top, half = height + 14, _second_column([shown(row[0].value, pen.language) for row in rows])
    for number, (row, cents) in enumerate(zip(rows, amounts, strict=True)):
        left, y = number % 2 * half, top + number // 2 * 22
        right = WIDTH if number % 2 else half - BETWEEN_COLUMNS
        per_mille = (2 * cents * 1_000 + total) // (2 * total)
        body.append(pen.swatch(left + 1, y, row[0].tone))
        body.append(pen.text(left + 24, y + 11, shown(row[0].value, pen.language)))
        body.append(pen.text(right, y + 11, _percent(per_mille, pen.language), anchor="end"))
    return body, top + (len(rows) + 1) // 2 * 22


def _second_column(names: list[str]) -> int:
    """Where the second column of names begins: in the middle, unless the names of one side, and a share, need more."""
    left, right = (
        max((len(each) for each in names[side::2]), default=0) * LARGE_LETTER + NAMED_BESIDE for side in (0, 1)
    )
    return max(left + BETWEEN_COLUMNS, min(WIDTH // 2, WIDTH - right))


def _percent(per_mille: int, language: Language) -> str:
    mark, sign = (",", "\u00a0%") if language == "fr" else (".", "%")
    return f"{per_mille // 10}{mark}{per_mille % 10}{sign}"


def _legend(pen: _Pen, shown_series: Iterable[Series]) -> tuple[list[str], int]:
    """Names of the series, as many on a line as it holds."""
    body, x, y = [], 0, 0
    for each in shown_series:
        words = f"{each.symbol} {each.title}".strip()
        width = 26 + len(words) * SMALL_LETTER + 12
        if x and x + width > WIDTH:
            x, y = 0, y + 19
        body += [pen.swatch(x + 1, y + 1, each.tone), pen.text(x + 22, y + 11, words, quiet=True)]
        x += width
    if pen.chart.mark_title:
        if x and x + 26 + len(pen.chart.mark_title) * SMALL_LETTER > WIDTH:
            x, y = 0, y + 19
        body += [_mark(x + 8, y - 1, 16), pen.text(x + 22, y + 11, pen.chart.mark_title, quiet=True)]
    if pen.chart.share >= 0:
        if x and x + 26 + len(pen.chart.share_title) * SMALL_LETTER > WIDTH:
            x, y = 0, y + 19
        body += [*_track(x + 1, y + 6, 16, 11), pen.text(x + 22, y + 11, pen.chart.share_title, quiet=True)]
    return body, y + 26


def _track(x: int, y: int, width: int, filled_: int) -> Iterator[str]:
    """A thin line, and a thicker one on it as far as it is filled."""
    yield f'<path d="M{x} {y}h{width}" stroke="{QUIET}" class="line" stroke-width="0.6" fill="none"/>'
    yield f'<path d="M{x} {y}h{filled_}" stroke="{INK}" class="line" stroke-width="2.4" fill="none"/>'


def _mark(x: int, y: int, height: int) -> str:
    shape = f"M{x} {y}V{y + height}M{x - 4} {y}h8M{x - 4} {y + height}h8"
    return f'<path d="{shape}" stroke="{INK}" class="line" fill="none" stroke-width="2"/>'


def _bars(pen: _Pen) -> tuple[list[str], int]:
    """A bar for each row, its name and total above it."""
    chart, rows = pen.chart, drawn_rows(pen.chart)
    used = [each for each in chart.series if any(cents_of(row, each.column) for row in rows)]
    has_legend = len(chart.series) > 1 or chart.mark >= 0 or chart.share >= 0
    body, y = _legend(pen, used) if has_legend else ([], 0)
    totals = [sum(cents_of(row, each.column) for each in used) for row in rows]
    marks = [cents_of(row, chart.mark) if chart.mark >= 0 else 0 for row in rows]
    widest = max([*totals, *marks], default=0)
    for row, total, mark in zip(rows, totals, marks, strict=True):
        right = pen.whole(total)
        room = (WIDTH - len(right) * LETTER) // LETTER - 2
        label = shown(row[0].value, pen.language)
        body.append(pen.text(0, y + 11, label if len(label) <= room else label[: room - 1] + "…"))
        body.append(pen.text(WIDTH, y + 11, right, anchor="end"))
        scale = total if chart.shape is Shape.SHARES else widest
        body += _bar(pen, used, row, total=total, scale=scale, y=y + 17)
        if mark:
            body.append(_mark(2 + mark * (WIDTH - 5) // widest, y + 15, 18))
        if chart.share >= 0:
            share = row[chart.share].value
            filled_ = (WIDTH - 2) * share.basis_points // 10_000 if isinstance(share, Percentage) else 0
            body += _track(1, y + 35, WIDTH - 2, filled_)
        y += 42 if chart.share < 0 else 49
    return body, max(y, 20)


def _bar(pen: _Pen, used: list[Series], row: Row, *, total: Cents, scale: Cents, y: int) -> Iterator[str]:
    amounts = [cents_of(row, each.column) for each in used]
    room = (total * (WIDTH - 2)) // scale if scale else 0
    if not total:
        yield f'<path d="M0 {y + 14}H{WIDTH}" stroke="{QUIET}" stroke-width="0.6"/>'
    x = 1
    for each, cents, length in zip(used, amounts, _fitted(_lengths(amounts, scale, WIDTH - 2), room), strict=True):
        if length:
            yield pen.part((x, y, length, 14), each.tone, cents, f"{each.title} {pen.whole(cents)}")
            if each.symbol and length >= 22:
                yield pen.badge(x + length // 2, y + 7, each.symbol)
            x += length


def _steps(pen: _Pen) -> tuple[list[str], int]:
    """A bar for each step: what stands, then what was cut, on one scale; a line leads from what stands to the next.

    What is not known has no bar: its word stands where the amount would.
    """
    chart, rows = pen.chart, drawn_rows(pen.chart)
    first, *others = chart.series
    used = [first, *(each for each in others if any(cents_of(row, each.column) for row in rows))]
    body, y = _legend(pen, used)
    widest = max((sum(cents_of(row, each.column) for each in used) for row in rows), default=0)
    for number, row in enumerate(rows):
        stands, *cuts = (cents_of(row, each.column) for each in used)
        told = row[first.column].value
        right = told if isinstance(told, str) else pen.whole(stands)
        right += f" (−{pen.whole(sum(cuts))})" if sum(cuts) else ""
        room = (WIDTH - len(right) * LETTER) // LETTER - 2
        label = shown(row[0].value, pen.language)
        label = label if len(label) <= room else label[: room - 1] + "…"
        body.append(pen.text(0, y + 11, label))
        body.append(pen.text(WIDTH, y + 11, right, anchor="end"))
        if not isinstance(told, str):
            body += _bar(pen, used, row, total=stands + sum(cuts), scale=widest, y=y + 17)
        if number + 1 < len(rows) and widest:
            body += _lead(rows[number + 1], 1 + stands * (WIDTH - 2) // widest, y + 31, pen)
        y += 42
    return body, max(y, 20)


def _lead(following: Row, x: int, y: int, pen: _Pen) -> Iterator[str]:
    """A line from what stands to the next bar, which is as long in all; none where it would cross words."""
    first, *others = pen.chart.series
    told = following[first.column].value
    if isinstance(told, str):
        return
    cut = sum(cents_of(following, each.column) for each in others)
    words = pen.whole(cents_of(following, first.column)) + (f" (−{pen.whole(cut)})" if cut else "")
    left, right = len(shown(following[0].value, pen.language)) * (LETTER + 1), WIDTH - len(words) * (LETTER + 1)
    if left < x < right:
        yield f'<path d="M{x} {y}v28" stroke="{INK}" class="line" stroke-width="0.8" stroke-dasharray="2 2"/>'


def _days(pen: _Pen) -> tuple[list[str], int]:
    """Amounts above the days on which they are lost, between today and the end of the warning."""
    chart, (series,) = pen.chart, pen.chart.series
    found: dict[Day, list[Row]] = {}
    for row in chart.table.rows:
        if isinstance(row[1].value, On):
            found.setdefault(row[1].value.day, []).append(row)
    sums = {day: sum(cents_of(row, series.column) for row in rows) for day, rows in sorted(found.items())}
    span, tallest, foot = max(1, chart.last - chart.first), max(sums.values(), default=1), 132
    left, wide = 30, WIDTH - 60
    body = [f'<path d="M0 {foot}H{WIDTH}" stroke="{INK}" class="line" stroke-width="1"/>']
    for day in range(chart.first, chart.last + 1):
        x = left + (day - chart.first) * wide // span
        body.append(f'<path d="M{x} {foot}v4" stroke="{INK}" class="line" stroke-width="0.7"/>')
    last_label = last_day = -WIDTH
    for day, cents in sums.items():
        x = left + (day - chart.first) * wide // span
        tall = max(10, 84 * cents // tallest)
        names = ", ".join(shown(row[0].value, pen.language) for row in found[day])
        body.append(pen.part((x - 8, foot - tall, 16, tall), series.tone, cents, f"{names} {pen.whole(cents)}"))
        half = len(pen.whole(cents)) * LARGE_LETTER // 2
        if x - half > last_label:
            at = min(max(x, half), WIDTH - half)
            body.append(pen.text(at, foot - tall - 8, pen.whole(cents), anchor="middle", bold=True))
            last_label = at + half
        at = min(max(x, 40), WIDTH - 40)
        if at - 40 > last_day:
            body.append(pen.text(at, foot + 18, show_day(day, pen.language), anchor="middle"))
            last_day = at + 40
    ends = (
        [(chart.first, "start", 0)] if left + (min(sums, default=chart.last) - chart.first) * wide // span > 100 else []
    )
    if last_day < WIDTH - 80:
        ends.append((chart.last, "end", WIDTH))
    for day, anchor, x in ends:
        body.append(pen.text(x, foot + 18, show_day(day, pen.language), anchor=anchor, quiet=True))
    return body, foot + 26


_DRAWN: Final[Mapping[Shape, Callable[[_Pen], tuple[list[str], int]]]] = {
    Shape.WHOLE: _whole,
    Shape.BARS: _bars,
    Shape.SHARES: _bars,
    Shape.STEPS: _steps,
    Shape.DAYS: _days,
}
