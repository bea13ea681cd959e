"""A table of facts as people open it in a spreadsheet: what stands of it, in their language, and no live formula."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

import numpy as np

from encours.explain.document import model
from encours.explain.document.model import Amount, Document, Kind, On, Part, Value
from encours.explain.document.xlsx import workbook
from encours.facts.columns import Table
from encours.facts.kinds import Quantity
from encours.facts.ledger import Ledger
from encours.facts.words import CHOICE_WORDS, TABLE_WORDS
from encours.formats.mapping import field_text
from encours.formats.report import Cell, csv_report
from encours.formats.workspace import LAST_DAY
from encours.formats.write import invoice_currencies, table_texts
from encours.policy.faults import Words
from encours.units import Day
from encours.units.show import Language
from encours.web.computing.import_told import TECHNICAL

FORMS: Final = ("csv", "xlsx")
YES_OR_NO: Final = {"yes": Words("yes", "oui"), "no": Words("no", "non")}
QUESTION: Final = Words("Question", "Question")
POINT: Final = Words("Point", "Point")
VALUE: Final = Words("Value", "Valeur")
COMPANY: Final = Words("Company", "Entreprise")
AS_OF: Final = Words("As of", "À la date du")
QUANTITIES: Final = {Quantity.CENTS: Kind.AMOUNT, Quantity.DAY: Kind.DAY}


def table_name(name: str, language: Language) -> str:
    """What people call a table."""
    return TABLE_WORDS[name] if language == "fr" else name.replace("_", " ")


def as_csv(ledger: Ledger, name: str, language: Language, buyers: Collection[str] | None = None) -> bytes:
    """What stands of a table, with semicolons and a byte order mark; it may be imported again."""
    table, texts = _standing(ledger, name, buyers)
    quantities = {each.name: each.quantity for each in table.kind.fields}
    titles = [field_text(each, language) for each in texts]
    columns = [_cells(column, quantities.get(each), language) for each, column in texts.items()]
    rows: Iterator[Sequence[Cell]] = zip(*columns, strict=True)
    return csv_report(rows, titles, language).encode("utf-8", "replace")


def as_workbook(
    ledger: Ledger, name: str, language: Language, buyers: Collection[str] | None = None, *, company: str, as_of: Day
) -> bytes:
    """The same as a workbook of typed cells."""
    table, texts = _standing(ledger, name, buyers)
    quantities = {each.name: each.quantity for each in table.kind.fields}
    columns = tuple(
        model.Column(field_text(each, language), QUANTITIES.get(quantities.get(each, Quantity.TEXT), Kind.TEXT))
        for each in texts
    )
    values = [_values(table, each, column, quantities.get(each), language) for each, column in texts.items()]
    title = table_name(name, language)
    sheet = model.Table(
        title=title,
        columns=columns,
        rows=tuple(model.cells(row) for row in zip(*values, strict=True)),
        sheet=title,
    )
    made = Document(
        title=title, company=company, told=(), language=language, as_of=as_of, opening=(),
        parts=(Part("table", title, (sheet,)),), question=_question(company, as_of, language),
    )  # fmt: skip
    return workbook(made)


def _question(company: str, as_of: Day, language: Language) -> model.Table:
    rows: tuple[tuple[str, Value], ...] = (
        (COMPANY.in_language(language), company), (AS_OF.in_language(language), On(as_of)),
    )  # fmt: skip
    return model.Table(
        title=QUESTION.in_language(language),
        columns=(model.Column(POINT.in_language(language)), model.Column(VALUE.in_language(language), Kind.ANY)),
        rows=tuple(model.cells(each) for each in rows),
        sheet=QUESTION.in_language(language),
    )


def _standing(ledger: Ledger, name: str, buyers: Collection[str] | None) -> tuple[Table, dict[str, list[str]]]:
    """Facts that stand, and their columns as written exactly; what Encours alone writes is left out."""
    table = ledger.view(LAST_DAY).table(name)
    if buyers is not None:
        seen = set(buyers)
        table = table.take(np.array([each in seen for each in table.texts["buyer"].texts()], dtype=np.bool_))
    texts = table_texts(table, "", invoice_currencies(ledger))
    return table, {each: column for each, column in texts.items() if each not in TECHNICAL}


def _cells(column: list[str], quantity: Quantity | None, language: Language) -> list[Cell]:
    if quantity is Quantity.CENTS:
        return [Decimal(each) if each else None for each in column]
    if quantity is Quantity.CHOICE and language == "fr":
        return [CHOICE_WORDS.get(each, each) for each in column]
    if quantity is Quantity.FLAG and language == "fr":
        return [YES_OR_NO[each].french if each in YES_OR_NO else each for each in column]
    return list(column)


def _values(table: Table, field: str, column: list[str], quantity: Quantity | None, language: Language) -> list[Value]:
    """Values of a column as a workbook holds them: amounts and days as numbers, anything else as it is written."""
    if quantity is Quantity.CENTS and "currency" in table.kind.names:
        codes = table.texts["currency"].texts()
        cents = table.numbers[field].tolist()
        return [Amount(amount, code) if text else None for amount, code, text in zip(cents, codes, column, strict=True)]
    if quantity is Quantity.DAY:
        days = table.numbers[field].tolist()
        return [On(day) if text[:1].isdigit() else text or None for day, text in zip(days, column, strict=True)]
    return [str(each) if isinstance(each, Decimal) else each for each in _cells(column, quantity, language)]  # type: ignore[misc]
