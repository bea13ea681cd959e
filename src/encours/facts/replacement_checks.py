"""What is doubtful about documents that replace others: only what is not invoiced yet gives way to a later one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from encours.facts.columns import Integers, Table, Texts, mask
from encours.facts.faults import Fault, worded
from encours.facts.joins import rows_by_key
from encours.facts.kinds.sales import STAGES
from encours.facts.rows_at_fault import first_rows, name_of, names_of
from encours.facts.view import View

INVOICED: Final = STAGES.index("invoiced")


def replaced_documents_wait_for_an_invoice(view: View) -> Iterator[Fault]:
    """A document replaces another one, which is a draft, an order or a delivery, of the same buyer and currency."""
    invoices = view.table("invoices")
    replaces, numbers = invoices.texts["replaces"], invoices.texts["number"]
    if not len(invoices) or replaces.is_empty:
        return
    given = replaces.codes >= 0
    target = replaces.translated(numbers.names)
    first = rows_by_key(numbers.codes, len(numbers.names))
    found = first[target]
    own = given & (target == numbers.codes)
    for row in first_rows(own):
        yield _fault(invoices, row, "document replaces itself")
    circles = list(_circles(invoices, target, given & ~own))
    for rows in circles:
        yield _circle(invoices, rows)
    round_about = mask(len(invoices), rows=[row for rows in circles for row in rows])
    others = given & (found >= 0) & ~own & ~round_about
    stage = invoices.numbers["stage"]
    for row in first_rows(others & _of_any(numbers, (stage < 0) | (stage >= INVOICED))[target]):
        yield _fault(invoices, row, "replaces an invoice")
    for row in first_rows(given & (found < 0)):
        yield _fault(invoices, row, "replaced document unknown", is_warning=True)
    for field in ("buyer", "currency"):
        codes = invoices.texts[field].codes
        # A document whose own instalments disagree is told elsewhere.
        unsure = _of_any(numbers, codes != codes[first[numbers.codes]])[target]
        for row in first_rows(others & (codes[found] != codes) & ~unsure):
            yield _fault(invoices, row, f"replaced document of another {field}", is_warning=True)


def _of_any(numbers: Texts, rows: Integers) -> Integers:
    """Mask, by the code of a document, of those that have any of these rows."""
    made = mask(len(numbers.names) + 1)
    made[numbers.codes[rows]] = True
    return made


def _circles(invoices: Table, target: Integers, given: Integers) -> Iterator[list[int]]:
    """Rows of documents that replace one another in a circle, one circle after the other."""
    numbers = invoices.texts["number"]
    is_replaced = mask(len(numbers.names) + 1)
    is_replaced[target[given]] = True
    # In a circle each document is replaced, and what it replaces replaces another: most ledgers have no such row.
    rows = (given & is_replaced[numbers.codes] & _of_any(numbers, given)[target]).nonzero()[0].tolist()
    replaces = invoices.texts["replaces"]
    targets: dict[str, set[str]] = {}
    for row in rows:
        targets.setdefault(numbers[row], set()).add(replaces[row])
    for circle in _in_circles(_leading_on(targets)):
        yield [row for row in rows if numbers[row] in circle and replaces[row] in circle]


def _leading_on(targets: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Same names without those that lead to an end: from what is left, one may go on for ever."""
    left = {name: {each for each in several if each in targets} for name, several in targets.items()}
    before: dict[str, list[str]] = {name: [] for name in left}
    for name, several in left.items():
        for each in several:
            before[each].append(name)
    ends = [name for name, several in left.items() if not several]
    while ends:
        end = ends.pop()
        del left[end]
        for name in before[end]:
            left[name].discard(end)
            if not left[name]:
                ends.append(name)
    return left


def _in_circles(targets: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Circles that are met by going on from each name, where each leads to another."""
    done: set[str] = set()
    for start in sorted(targets):
        path: dict[str, int] = {}
        at = start
        while at not in done and at not in path:
            path[at] = len(path)
            at = min(targets[at])
        if at in path:
            yield {name for name, place in path.items() if place >= path[at]}
        done.update(path)


_TEXTS: Final = {
    "document replaces itself": (
        "Document {number} replaces itself: nothing would be left of it.",
        "La pièce {number} se remplace elle-même : il n'en resterait rien.",
        "Write the number of the draft, order or delivery that it replaces, or leave the cell empty.",
        "Indiquez le numéro du devis, de la commande ou de la livraison qu'elle remplace, ou laissez la case vide.",
    ),
    "replaces an invoice": (
        "Document {replaced}, which this row replaces, is neither a draft, nor an order, nor a delivery to invoice.",
        "La pièce {replaced}, ici remplacée, n'est ni un devis, ni une commande, ni une livraison à facturer.",
        "Leave replaces empty; an invoice is reduced by a credit note, or corrected under corrects.",
        "Laissez replaces vide ; une facture se réduit par un avoir, ou se corrige sous corrects.",
    ),
    "replaced document unknown": (
        "Document {replaced}, which this row replaces, is not in the ledger: nothing is deducted.",
        "La pièce {replaced}, que cette ligne remplace, est absente du grand livre : rien n'est déduit.",
        "Mend its number, or leave the cell empty.",
        "Rectifiez son numéro, ou laissez la case vide.",
    ),
    "replaced document of another buyer": (
        "Document {replaced}, which this row replaces, is another buyer's: nothing is deducted from it.",
        "La pièce {replaced}, que cette ligne remplace, est d'un autre acheteur : rien n'en est déduit.",
        "Mend the buyer or the number of the document replaced.",
        "Rectifiez l'acheteur ou le numéro de la pièce remplacée.",
    ),
    "replaced document of another currency": (
        "Document {replaced}, which this row replaces, is in another currency: nothing is deducted from it.",
        "La pièce {replaced}, que cette ligne remplace, est dans une autre devise : rien n'en est déduit.",
        "Put both documents in one currency, or remove the one that was replaced.",
        "Mettez les deux pièces dans la même devise, ou retirez celle qui est remplacée.",
    ),
}


def _fault(invoices: Table, row: int, code: str, *, is_warning: bool = False) -> Fault:
    words = {"number": invoices.texts["number"][row], "replaced": invoices.texts["replaces"][row]}
    return worded(code, _TEXTS[code], (name_of(invoices, row),), words, is_warning=is_warning)


def _circle(invoices: Table, rows: list[int]) -> Fault:
    listed = ", ".join(sorted({invoices.texts["number"][row] for row in rows}))
    return Fault(
        code="documents replace one another",
        fact_ids=names_of(invoices, rows),
        en=f"Documents {listed} replace one another in a circle: which one stands cannot be told.",
        fr=f"Les pièces {listed} se remplacent en rond : on ne sait laquelle vaut.",
        remedy_en="Let only the later document replace the earlier one.",
        remedy_fr="Que seule la pièce ultérieure remplace la précédente.",
    )
