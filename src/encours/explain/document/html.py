"""A document as one page that opens anywhere: no script, nothing asked from outside, what a figure opens closed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from encours import __version__
from encours.explain.document.model import (
    Block,
    Cell,
    Chart,
    Document,
    Heading,
    KeyFigures,
    Kind,
    Opened,
    Paragraph,
    Table,
)
from encours.explain.document.shown import inert, shown
from encours.explain.document.svg import drawing
from encours.explain.words import say, say_count
from encours.units.show import Language

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES: Final = "encours.explain.document"
A_DAY: Final = re.compile(r"(\b\d{4}-\d{2}-\d{2}\b|\b\d{2}/\d{2}/\d{4}\b|\b\d{1,2}(?:er)? [^\W\d]+ \d{4}\b)")
"""A day as a page writes it, in figures or with its month in letters; its group is kept when a text is split by it."""
KINDS: Final = {
    "chart": Chart, "heading": Heading, "key_figures": KeyFigures, "opened": Opened, "paragraph": Paragraph,
    "table": Table,
}  # fmt: skip
MOST_BESIDE: Final = 5
"""Columns up to which a table stands beside its chart on a wide screen."""
MOST_SLIM: Final = 3
"""Columns up to which a table is no wider than a paragraph, so that the eye keeps its row."""


def page(document: Document) -> str:
    """HTML of a document, whole in itself."""
    from markupsafe import Markup

    language = document.language
    template = _environment().get_template("page.html.j2")
    style = Markup(_text("page.css"))  # noqa: S704 -- a text of the package
    return template.render(document=document, style=style, version=__version__, **_frame(language))


def fragment(blocks: Iterable[Block], language: Language, *, level: int = 3, elsewhere: str = "") -> str:
    """HTML of some blocks, for a page of which they are a part; `elsewhere` is the address of what figures open."""
    template = _environment().get_template("fragment.html.j2")
    return template.render(shown_blocks=tuple(blocks), level=level, **{**_frame(language), "elsewhere": elsewhere})


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart alone, under a title that leads to where its table stands."""

    title: str
    href: str
    chart: Chart


def pictures(chosen: Iterable[Picture], language: Language) -> str:
    """HTML of some charts without their tables, which stand where each leads."""
    template = _environment().get_template("pictures.html.j2")
    return template.render(pictures=tuple(chosen), **_frame(language))


def _frame(language: Language) -> dict[str, Any]:
    """What the blocks of a page need, whichever they are."""
    from markupsafe import Markup

    def drawn(chart: Chart) -> Markup:
        return Markup(drawing(chart, language))  # noqa: S704 -- every text in a drawing is escaped where it is drawn

    return {
        "language": language,
        "drawn": drawn,
        "shown": lambda value: shown(value, language),
        "say": lambda key, **values: say(key, language, **values),
        "left_out": lambda count: say_count(count, "rows left out", language, count=shown(count, language)),
        "most_beside": MOST_BESIDE,
        "most_slim": MOST_SLIM,
        "elsewhere": "",
    }


@cache
def _environment() -> Environment:
    """Templates of the package: whatever is printed is escaped, and a name nobody gave is a mistake."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_inert,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name, kind in KINDS.items():
        made.tests[name] = lambda each, kind=kind: isinstance(each, kind)
    made.filters["align"] = _side
    made.filters["days_whole"] = _days_whole
    return made


def _text(name: str) -> str:
    return files(TEMPLATES).joinpath("templates", name).read_text(encoding="utf-8")


def _inert(value: Any) -> Any:  # noqa: ANN401 -- whatever a template prints
    return inert(value) if type(value) is str else value


def _days_whole(text: str) -> Markup:
    """A sentence in which no line ends inside a day."""
    from markupsafe import Markup, escape

    cut = A_DAY.split(inert(text))
    held = (Markup('<span class="unbroken">{}</span>').format(each) if place % 2 else escape(each)
            for place, each in enumerate(cut))  # fmt: skip
    return Markup().join(held)


def _side(cell: Cell, kind: Kind) -> str:
    """Class of a cell: a figure, or a word for one, stands on the right, a text on the left in a column of figures."""
    is_figure = kind in {Kind.AMOUNT, Kind.COUNT, Kind.NUMBER, Kind.PERCENTAGE} and cell.is_short
    return "figure" if is_figure else "unbroken" if kind in {Kind.DAY, Kind.CODE} else ""
