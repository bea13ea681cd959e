"""`encours bonds FOLDER`: the line of bonds, what each still obliges to, the room left; or one bond whole."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from encours.bonds.portfolio import Fit, Portfolio, fit
from encours.bonds.read_line import LINE_FILE
from encours.bonds.standing import Standing
from encours.bonds.terms import OF_THE_LINE
from encours.cli import bonds_messages as words
from encours.cli import exit_codes, output
from encours.cli.asked_head import head_of
from encours.cli.bonds_book import book_of, owed
from encours.cli.proposed import again
from encours.cli.reading import Asked, Refused, ask
from encours.explain.bonds_report import BondsReport, bonds_report, both_sides
from encours.formats.faults import place_of
from encours.policy.faults import Fault, Place, Words, Wrong, show_fault
from encours.policy.quantities import read_quantity
from encours.units.refusal import nearest_names

_NO_AMOUNT: Final = Wrong(
    "amount_missing",
    Words("The amount of the bond is missing.", "Le montant de la caution manque."),
    Words('Write an amount such as "25 000 EUR".', 'Écrivez un montant comme "25 000 EUR".'),
)


def run(asked: Namespace) -> int:
    """Print the line and its bonds, or one of them whole."""
    try:
        found = ask(asked, asked.folder, with_policy=False)
        book = _book(found, asked)
        one = _one(book, asked)
        head = head_of(found, asked, currency=book.line.currency)
        sides = both_sides(book, owed(found, book.line, asked))
        report = bonds_report(head, book, sides, asked=_asked(book, asked))
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(report, one, asked)
    return exit_codes.ANSWERED


def _book(found: Asked, asked: Namespace) -> Portfolio:
    book = book_of(found, asked)
    if book is None:
        raise Refused(words.no_line(place_of(asked.folder), LINE_FILE, asked.lang))
    return book


def _one(book: Portfolio, asked: Namespace) -> Standing | None:
    if asked.bond is None:
        return None
    one = book.of(asked.bond)
    if one is None:
        near = nearest_names(asked.bond, [each.bond.reference for each in book.bonds])
        raise Refused(words.no_bond(asked.bond, near, asked.lang, again(asked)))
    return one


def _asked(book: Portfolio, asked: Namespace) -> Fit | None:
    """Whether the bond asked for finds room; refused where its kind is none of the line, or its amount none."""
    if asked.ask is None:
        return None
    kind, equals, amount = asked.ask.partition("=")
    kind = kind.strip()
    if not equals or kind not in book.line.kinds:
        raise Refused(words.no_kind(asked.ask, kind, tuple(book.line.kinds), asked.lang))
    read = read_quantity(OF_THE_LINE["total"], amount.strip(), book.line.currency)
    if isinstance(read, Wrong) or read < 0:
        raise Refused(_wrong_amount(asked, read))
    return fit(book, book.line.kinds[kind], read)


def _wrong_amount(asked: Namespace, read: int | Wrong) -> str:
    wrong = read if isinstance(read, Wrong) else _NO_AMOUNT
    lacks_subject = wrong.what.english[:1].islower()
    what = Words(f"amount {wrong.what.english}", f"montant {wrong.what.french}") if lacks_subject else wrong.what
    place = Place("--ask", 0, 1, max(1, len(asked.ask)), asked.ask)
    return show_fault(Fault(wrong.code, place, what, wrong.hint), asked.lang)


def _show(report: BondsReport, one: Standing | None, asked: Namespace) -> None:
    if asked.format == "table":
        from encours.explain.bond_screen import bond_page
        from encours.explain.bonds_screen import bonds_page

        page = (
            bonds_page(report, asked.lang, rows=asked.top_rows) if one is None else bond_page(report, one, asked.lang)
        )
        output.show(page, asked)
        return
    from encours.explain import bonds_json as shape

    if asked.format == "json":
        output.show_json(shape.bonds_json(report, asked.lang, shown=one), asked)
    else:
        output.show_csv(shape.bonds_rows(report, asked.lang, shown=one), shape.bonds_columns(asked.lang), asked)
