"""The aged balance as a PDF, in the house's own documents: its figures, its drawing, and its list."""

from __future__ import annotations

from typing import Final

from encours.explain.document.model import Chart, Document, KeyFigure, KeyFigures, Part, Table, Tone, cells
from encours.explain.document.model import Column as DocumentColumn
from encours.explain.document.pdf import pdf
from encours.explain.document.setting import Setting
from encours.units.show import Language, show_day_in_words
from encours.web.computing.rows import SLICES
from encours.web.pages.aged import Line
from encours.web.pages.listing import Listing
from encours.web.pages.shown import Shown

PRINTED: Final = ("name", "outstanding", *SLICES, "overdue", "share")
"""Columns that a sheet of paper holds; the others are in the files of the list."""


def aged_pdf(listing: Listing, chart: Chart | None, shown: Shown, total: Line, told: Language) -> bytes:
    """Bytes of the balance as a document; it is made of the results, which hold its totals to the cent."""
    assert shown.reading is not None, "a balance is made of a reading"
    setting = Setting(told, shown.reading.currency, None)
    said = [setting.say("as of", day=show_day_in_words(shown.reading.as_of, told))]
    if shown.known_on is not None:
        said.append(setting.say("known on", day=show_day_in_words(shown.known_on, told)))
    parts = [Part("list", listing.caption, (_table(listing, told),))]
    if chart is not None:
        parts.insert(0, Part("ages", setting.say("ageing by cover"), (chart,)))
    return pdf(
        Document(
            title=setting.say("ageing title"),
            company=shown.access.organisation.name,
            told=(", ".join(said), setting.say("in currency", currency=setting.currency)),
            language=told,
            as_of=shown.reading.as_of,
            opening=(KeyFigures(_figures(total, setting)),),
            parts=tuple(parts),
            question=Table("", (DocumentColumn(""),), ()),
        )
    )


def _figures(total: Line, setting: Setting) -> tuple[KeyFigure, ...]:
    return (
        KeyFigure(setting.title("outstanding"), setting.amount(total.outstanding)),
        KeyFigure(setting.title("not due"), setting.amount(total.slices[0]), tone=Tone.COVERED),
        KeyFigure(setting.title("overdue"), setting.amount(total.overdue), tone=Tone.WARNING),
    )


def _table(listing: Listing, told: Language) -> Table:
    """The list with the columns that paper holds."""
    chosen = [
        place for place, each in enumerate(listing.columns) if each.name in PRINTED and not each.is_for_files
    ]  # fmt: skip
    columns = tuple(
        DocumentColumn(listing.columns[place].titled(told), listing.columns[place].kind) for place in chosen
    )
    rows = tuple(cells(each.cells[place].value for place in chosen) for each in listing.rows)
    last = cells(listing.total[place].value for place in chosen)
    return Table(listing.caption, columns, rows, last)
