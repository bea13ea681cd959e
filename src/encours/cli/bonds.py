"""`encours bonds FOLDER`: the line of bonds, what each still obliges to, the room left; or one bond whole."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Mapping
from typing import Final

from encours.bonds.findings import refused_bonds
from encours.bonds.line import BondLine
from encours.bonds.portfolio import Fit, Portfolio, fit, portfolio
from encours.bonds.read_line import LINE_FILE, read_line
from encours.bonds.standing import Standing
from encours.bonds.terms import OF_THE_LINE
from encours.cli import bonds_messages as words
from encours.cli import exit_codes, output
from encours.cli.asked_head import head_of
from encours.cli.kpi import refuse_unrated
from encours.cli.proposed import again
from encours.cli.reading import Asked, Refused, ask
from encours.cover.ageing import age
from encours.explain.bonds_report import BondsReport, bonds_report
from encours.formats.cross_checks import located
from encours.formats.faults import place_of, printed
from encours.policy.faults import Fault, Place, Words, Wrong, show_fault
from encours.policy.quantities import read_quantity
from encours.units import Cents
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
        line = _line(found, asked)
        _refuse_uncounted(found, line, asked)
        book = portfolio(found.view, line)
        one = _one(book, asked)
        head = head_of(found, asked, currency=line.currency)
        report = bonds_report(head, book, _owed(found, line, asked), asked=_asked(book, asked))
    except Refused as refused:
        output.complain(str(refused))
        return exit_codes.REFUSED
    _show(report, one, asked)
    return exit_codes.ANSWERED


def _line(found: Asked, asked: Namespace) -> BondLine:
    text = found.workspace.line_text
    if text is None:
        raise Refused(words.no_line(place_of(asked.folder), LINE_FILE, asked.lang))
    reading = read_line(text, file=LINE_FILE)
    if reading.line is None:
        raise Refused("\n\n".join(show_fault(each, asked.lang) for each in reading.errors))
    return reading.line


def _refuse_uncounted(found: Asked, line: BondLine, asked: Namespace) -> None:
    """Refuse bonds that no term of the line could count, each at its row."""
    faults = refused_bonds(found.view, line)
    if faults:
        errors = sorted(error for _, error in located(faults, found.workspace.ledger))
        raise Refused(printed(errors, len(errors), asked.lang))


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


def _owed(found: Asked, line: BondLine, asked: Namespace) -> Mapping[str, Cents]:
    """What each buyer owes on the day, where a bond names a buyer; in the currency of the line."""
    bonds = found.view.table("bonds")
    if bonds.texts["buyer"].is_empty or not len(found.view.table("invoices")):
        return {}
    balance = age(found.view, None, currency=line.currency)
    refuse_unrated(balance, found, asked)
    buyers = found.view.table("invoices").texts["buyer"]
    owed: Counter[str] = Counter()
    for each in balance.open_rows():
        owed[buyers[each.row]] += each.company
    return owed


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
