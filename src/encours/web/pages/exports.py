"""A list as a file: the columns and values a page shows, as the house writes tables for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from encours.explain.document import model
from encours.explain.document.model import Amount, Document, Kind, On, Part, Percentage, Table, Tenths, Value
from encours.explain.document.shown import shown
from encours.formats import report
from encours.policy.faults import Words
from encours.units import Day
from encours.units.currency import currency
from encours.units.money import Money
from encours.units.show import Language, show_day
from encours.web.pages.listing import Cell, Column, Listing

Form: TypeAlias = Literal["csv", "xlsx"]
TYPES: Final[dict[Form, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What a browser is told that a file is."""
SHEET: Final = Words("List", "Liste")
QUESTION: Final = Words("Question", "Question")
CURRENCY: Final = Words("currency", "devise")
COMPANY: Final = Words("Company", "Entreprise")
AS_OF: Final = Words("As of", "À la date du")
POINT: Final = Words("Point", "Point")
ANSWER: Final = Words("Value", "Valeur")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a file, on which day, in which language, and how the list was filtered."""

    company: str
    as_of: Day
    language: Language
    filters: tuple[tuple[str, str], ...] = ()


def export(listing: Listing, form: Form, asked: Asked) -> bytes:
    """Bytes of a list: CSV with semicolons and a byte order mark, or a workbook; no formula lives in either."""
    if form == "xlsx":
        from encours.explain.document.xlsx import workbook  # a page needs none

        return workbook(as_document(listing, asked))
    columns, rows = _laid_out(listing, asked.language)
    text = report.csv_report(
        ([_in_csv(value) for value in values] for values in rows),
        [each.title for each in columns],
        asked.language,
    )
    return text.encode("utf-8", "replace")


def as_document(listing: Listing, asked: Asked) -> Document:
    """A list as a document of one table, before which stands what was asked."""
    language = asked.language
    columns, rows = _laid_out(listing, language)
    total = next(_values((listing.total,), listing.columns, _mixed(listing)), None) if listing.total else None
    table = Table(
        title=listing.caption,
        columns=columns,
        rows=tuple(model.cells(each) for each in rows),
        total=model.cells(total) if total else (),
        sheet=SHEET.in_language(language),
    )
    return Document(
        title=listing.caption,
        company=asked.company,
        told=(),
        language=language,
        as_of=asked.as_of,
        opening=(),
        parts=(Part("list", listing.caption, (table,)),),
        question=_question(asked),
    )


def _question(asked: Asked) -> Table:
    language = asked.language
    rows: list[tuple[str, Value]] = [
        (COMPANY.in_language(language), asked.company),
        (AS_OF.in_language(language), On(asked.as_of)),
        *asked.filters,
    ]
    return Table(
        title=QUESTION.in_language(language),
        columns=(model.Column(POINT.in_language(language)), model.Column(ANSWER.in_language(language), Kind.ANY)),
        rows=tuple(model.cells(each) for each in rows),
        sheet=QUESTION.in_language(language),
    )


def _laid_out(listing: Listing, language: Language) -> tuple[tuple[model.Column, ...], list[tuple[Value, ...]]]:
    """Columns and values of a file: where amounts of a column are in several currencies, each tells its own beside."""
    mixed = _mixed(listing)
    columns: list[model.Column] = []
    for place, each in enumerate(listing.columns):
        title = each.titled(language)
        columns.append(model.Column(title, each.kind, each.is_wide))
        if place in mixed:
            columns.append(model.Column(f"{title} ({CURRENCY.in_language(language)})", Kind.CODE))
    return tuple(columns), list(_values((each.cells for each in listing.rows), listing.columns, mixed))


def _mixed(listing: Listing) -> frozenset[int]:
    """Places of the columns whose amounts are in several currencies."""
    return frozenset(place for place in range(len(listing.columns)) if len(_currencies(listing, place)) > 1)


def _currencies(listing: Listing, place: int) -> set[str]:
    values = (each.cells[place].value for each in listing.rows)
    return {value.currency for value in values if isinstance(value, Amount)}


def _values(
    rows: Iterator[tuple[Cell, ...]] | tuple[tuple[Cell, ...], ...],
    columns: tuple[Column, ...],
    mixed: frozenset[int],
) -> Iterator[tuple[Value, ...]]:
    for cells in rows:
        values: list[Value] = []
        for place in range(len(columns)):
            value = cells[place].value
            values.append(value)
            if place in mixed:
                values.append(value.currency if isinstance(value, Amount) else None)
        yield tuple(values)


def _in_csv(value: Value) -> report.Cell:
    """A value as a spreadsheet reads it: days as ISO writes them, shares as numbers of percents."""
    if isinstance(value, Amount):
        return Money(value.cents, currency(value.currency))
    if isinstance(value, Percentage):
        return Decimal(value.basis_points).scaleb(-2)
    if isinstance(value, Tenths):
        return Decimal(value.tenths).scaleb(-1)
    if isinstance(value, On):
        return show_day(value.day, "en")
    return value if value is None or isinstance(value, int) else shown(value, "en")
