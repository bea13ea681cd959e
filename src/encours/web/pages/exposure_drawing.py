"""The picture of a customer: what it owed at each end of month, covered or not, under the limits in force.

Whole numbers only and text as text, in the patterns of the house: it reads in print and without colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from encours.explain.document.model import Tone
from encours.explain.document.palette import filled, pattern
from encours.explain.document.shown import inert, typeset
from encours.explain.document.svg import INK, QUIET
from encours.explain.values import whole_amount
from encours.policy.faults import Words
from encours.units import Cents, Day, civil
from encours.units.show import Language, show_day
from encours.web.computing.exposure_over_time import Moment

WIDTH: Final = 520
HEIGHT: Final = 232
LEFT: Final = 66
RIGHT: Final = 26
LETTER: Final = 7
"""A letter of the legend, as large as on a telephone."""
LINE: Final = 17
FOOT: Final = 206
BAR: Final = 11
TITLE: Final = Words("Exposure against limits", "Encours et limites")
COVERED: Final = Words("covered", "couvert")
UNCOVERED: Final = Words("lost, or over the limit", "perdu ou en dépassement")
ASIDE: Final = Words("outside, or unknown", "hors police ou inconnu")
LIMIT: Final = Words("limit in force", "agrément en vigueur")
OWN: Final = Words("own limit", "limite interne")
OWED: Final = Words("owed", "encours")
TOLD: Final = Words(
    "From {first} to {last}. Today {owed} are owed, of which {covered} are covered. The most owed at an end of month "
    "was {most}, on {day}. The table below tells every figure.",
    "Du {first} au {last}. Aujourd’hui {owed} sont dus, dont {covered} couverts. Le plus haut encours d’une fin de "
    "mois fut de {most}, le {day}. Le tableau ci-dessous donne chaque chiffre.",
)


def is_drawn(moments: Sequence[Moment]) -> bool:
    """Whether there is anything to draw: something owed, or a limit."""
    return any(each.outstanding > 0 or each.limit or each.own for each in moments)


def exposure_drawing(moments: Sequence[Moment], currency: str, language: Language) -> SafeString:
    """SVG of moments in order of their days, one at least."""
    pen = _Pen(moments, currency, language)
    told = escape(inert(_told(moments, currency, language)))
    patterns = "".join(pattern(tone, f"exposure-{tone}") for tone in (Tone.COVERED, Tone.NOT_COVERED, Tone.OUTSIDE))
    body = [*pen.legend, *pen.grid(), *pen.bars(), *pen.lines()]
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-size="11" '
        f'fill="{INK}" aria-labelledby="exposure-title exposure-told"><title id="exposure-title">'
        f'{escape(TITLE.in_language(language))}</title><desc id="exposure-told">{told}</desc>'
        f"<defs>{patterns}</defs>{''.join(body)}</svg>"
    )
    return mark_safe(drawn)  # noqa: S308 -- made of whole numbers and escaped words


def _told(moments: Sequence[Moment], currency: str, language: Language) -> str:
    counted = [each for each in moments if each.is_counted]
    last, most = counted[-1], max(counted, key=lambda each: each.outstanding)
    return typeset(TOLD.in_language(language), language).format(
        first=show_day(counted[0].day, language),
        last=show_day(last.day, language),
        owed=whole_amount(last.outstanding, currency, language),
        covered=whole_amount(last.covered, currency, language),
        most=whole_amount(most.outstanding, currency, language),
        day=show_day(most.day, language),
    )


def _steps(highest: Cents) -> list[Cents]:
    """Amounts of the lines of a scale that holds an amount: round ones, five at most beside zero."""
    size = 1
    while size * 50 < highest:
        size *= 10
    step = next(each for each in (size, 2 * size, 5 * size, 10 * size) if each * 5 >= highest)
    return [step * number for number in range(-(-highest // step) + 1)]


class _Pen:
    """Draws the pieces of one picture."""

    def __init__(self, moments: Sequence[Moment], currency: str, language: Language) -> None:
        self.moments = moments
        self.currency, self.language = currency, language
        self.first, self.last = moments[0].day, moments[-1].day
        highest = max(max(each.outstanding, each.limit or 0, each.own or 0) for each in moments)
        self.scale = _steps(max(highest, 100))
        self.left = max(LEFT, LETTER * len(self.whole(self.scale[-1])) + 10)
        self.legend, self.top = self._legend()

    def x(self, day: Day) -> int:
        """Place of a day."""
        wide = WIDTH - self.left - RIGHT - BAR
        return self.left + BAR // 2 + (day - self.first) * wide // max(1, self.last - self.first)

    def y(self, cents: Cents) -> int:
        """Height of an amount."""
        return FOOT - cents * (FOOT - self.top) // self.scale[-1]

    def whole(self, cents: Cents) -> str:
        return whole_amount(cents, self.currency, self.language)

    def text(self, x: int, y: int, words: str, anchor: str = "start") -> str:
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        return f'<text x="{x}" y="{y}"{place} fill="{QUIET}" class="quiet">{escape(inert(words))}</text>'

    def _legend(self) -> tuple[list[str], int]:
        """What each pattern and each line is, where it is drawn, and the height at which the drawing begins."""
        tones = [
            (COVERED, Tone.COVERED, any(each.covered for each in self.moments)),
            (UNCOVERED, Tone.NOT_COVERED, any(each.uncovered for each in self.moments)),
            (ASIDE, Tone.OUTSIDE, any(each.aside for each in self.moments)),
        ]
        lines = [
            (LIMIT, "2.4", "", any(each.limit is not None for each in self.moments)),
            (OWN, "1.6", "5 3", any(each.own is not None for each in self.moments)),
        ]
        body: list[str] = []
        x, y = 0, 3
        for words, look, dashes in [
            *((words, tone, "") for words, tone, is_used in tones if is_used),
            *((words, width, dashes) for words, width, dashes, is_used in lines if is_used),
        ]:
            told = words.in_language(self.language)
            wide = 40 + LETTER * len(told)
            if x and x + wide > WIDTH:
                x, y = 0, y + LINE
            if isinstance(look, Tone):
                body.append(filled(look, f"exposure-{look}", f'x="{x + 2}" y="{y}" width="14" height="11"'))
            else:
                body.append(_line(f"M{x} {y + 6}h18", look, dashes))
            body.append(self.text(x + 23, y + 9, told))
            x += wide
        return body, y + LINE + 10

    def grid(self) -> Iterator[str]:
        """Lines of the scale with their amounts, and the ends of months, one in three named."""
        for cents in self.scale:
            y = self.y(cents)
            width = "1" if not cents else "0.4"
            yield f'<path d="M{self.left} {y}H{WIDTH - RIGHT}" stroke="{QUIET}" class="line" stroke-width="{width}"/>'
            yield self.text(self.left - 6, y + 4, self.whole(cents), "end")
        counted = [each for each in self.moments if each.is_counted]
        for place, each in enumerate(reversed(counted)):
            x = self.x(each.day)
            yield f'<path d="M{x} {FOOT}v4" stroke="{QUIET}" class="line" stroke-width="0.7"/>'
            if place % 3 == 0:
                year, month, _ = civil(each.day)
                yield self.text(x, FOOT + 17, f"{month:02d}/{year}", "middle")

    def bars(self) -> Iterator[str]:
        """A bar for each end of month: what was covered, above it what was not, then what is no part of either."""
        for each in self.moments:
            if not each.is_counted or each.outstanding <= 0:
                continue
            x, foot = self.x(each.day) - BAR // 2, 0
            told = escape(inert(self._told(each)))
            parts = ((Tone.COVERED, each.covered), (Tone.NOT_COVERED, each.uncovered), (Tone.OUTSIDE, each.aside))
            for tone, cents in parts:
                if cents > 0:
                    low, high = self.y(foot), self.y(foot + cents)
                    place = f'x="{x}" y="{high}" width="{BAR}" height="{max(1, low - high)}"'
                    yield filled(tone, f"exposure-{tone}", place, "", f"<title>{told}</title>")
                    foot += cents

    def _told(self, each: Moment) -> str:
        words = f"{show_day(each.day, self.language)} {OWED.in_language(self.language)} {self.whole(each.outstanding)}"
        return f"{words}, {COVERED.in_language(self.language)} {self.whole(each.covered)}"

    def lines(self) -> Iterator[str]:
        """Limits as stairs over the bars: a limit holds until the next day told."""
        yield _line(self._stairs([each.own for each in self.moments]), "1.6", "5 3")
        yield _line(self._stairs([each.limit for each in self.moments]), "2.4", "")

    def _stairs(self, limits: Sequence[Cents | None]) -> str:
        """Path of a limit; none is drawn of days on which there was none."""
        told = list(zip((self.x(each.day) for each in self.moments), limits, strict=True))
        path, is_down = "", False
        for (x, cents), (after, following) in pairwise([*told, (told[-1][0] + BAR // 2, None)]):
            if cents is not None:
                path += f"{'' if is_down else f'M{x} {self.y(cents)}'}H{after}"
                path += "" if following is None else f"V{self.y(following)}"
            is_down = cents is not None and following is not None
        return path


def _line(path: str, width: str, dashes: str) -> str:
    """A line in the ink of the page; nothing for an empty path."""
    if not path:
        return ""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{path}" stroke="{INK}" class="line" fill="none" stroke-width="{width}"{dashed}/>'
