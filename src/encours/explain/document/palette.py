"""How parts are told apart in a drawing: a pattern, a colour, and the symbol of the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from encours.explain.document.model import Tone

SIZE: Final = 8
"""Side of the tile of a pattern."""


class Fill(NamedTuple):
    """A ground, an ink for what is drawn on it, and the drawing."""

    ground: str
    ink: str
    drawing: str
    """What is drawn on a tile, as the path of a line; nothing for a plain ground."""
    width: int = 2


DIAGONAL: Final = "M-2 2L2 -2M0 8L8 0M6 10L10 6"
COUNTER: Final = "M-2 6L2 10M0 0L8 8M6 -2L10 2"
FILLS: Final[Mapping[Tone, Fill]] = {
    Tone.PLAIN: Fill("#4a6fa5", "#27436b", ""),
    Tone.COVERED: Fill("#2e7d5b", "#1c553c", ""),
    Tone.OVER_LIMIT: Fill("#f2c14e", "#8a5a00", DIAGONAL),
    Tone.SUSPENDED: Fill("#c9a6dd", "#5f2d80", "M2 0V8M6 0V8"),
    Tone.NOT_COVERED: Fill("#e2725b", "#8c1d0a", DIAGONAL + COUNTER, 1),
    Tone.OUTSIDE: Fill("#d5d7db", "#5b616b", "M1 2h2M5 6h2"),
    Tone.ASIDE: Fill("#f4f5f2", "#5b616b", DIAGONAL, 1),
    Tone.NEEDS_INFORMATION: Fill("#8fd0de", "#0b5a6b", "M0 2H8M0 6H8"),
    Tone.WARNING: Fill("#f2c14e", "#8a5a00", ""),
    Tone.AGE_1: Fill("#9cc3e6", "#2a5b8c", ""),
    Tone.AGE_2: Fill("#f9e7b0", "#8a5a00", "M1 2h2M5 6h2"),
    Tone.AGE_3: Fill("#f6cf7e", "#8a5a00", DIAGONAL, 1),
    Tone.AGE_4: Fill("#f0a35e", "#8a3d00", "M0 2H8M0 6H8", 1),
    Tone.AGE_5: Fill("#de6a4b", "#7a1d08", "M2 0V8M6 0V8"),
    Tone.AGE_6: Fill("#a82a1c", "#4a0a04", DIAGONAL + COUNTER, 1),
}


def pattern(tone: Tone, name: str) -> str:
    """Definition of the pattern of a tone, by a name of its own: the lines only, the ground is filled beneath them."""
    fill = FILLS[tone]
    if not fill.drawing:
        return ""
    line = f'<path d="{fill.drawing}" fill="none" stroke="{fill.ink}" stroke-width="{fill.width}"/>'
    return f'<pattern id="{name}" width="{SIZE}" height="{SIZE}" patternUnits="userSpaceOnUse">{line}</pattern>'


def filled(tone: Tone, name: str, place: str, more: str = "", within: str = "") -> str:
    """A rectangle in a tone: its ground, then its pattern, which has `more` attributes and what is `within`."""
    fill = FILLS[tone]
    ground = f'<rect {place} fill="{fill.ground}"/>' if fill.drawing else ""
    upper = f"url(#{name})" if fill.drawing else fill.ground
    return f'{ground}<rect {place} fill="{upper}" stroke="{fill.ink}"{more}>{within}</rect>'
