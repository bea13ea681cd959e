"""Money on account in lists of open items: it stands until the day of the list that has it no more, or less of it."""

from collections import Counter
from pathlib import Path

import pytest

from encours.actions.importing import Imported, Wish, import_file, undo_import
from encours.cover.ageing.open_items import open_items
from encours.cover.holds import Holds
from encours.cover.on_account import amount_of
from encours.facts.kinds import CreditNote, Payment
from encours.facts.ledger import Ledger
from encours.formats.recognise import Told
from encours.units import NEVER
from tests.actions.test_importing import receiver, written
from tests.facts.story import on

MAY, JUNE, JULY, AUGUST = on("31-05"), on("30-06"), on("31-07"), on("31-08")
HEAD = "Client;Pièce;Type;Date;Échéance;Montant TTC;Reste dû\n"
SOLD = "B1;F0;Facture;2026-05-02;2026-07-02;50,00;50,00\nB1;F1;Facture;2026-05-04;2026-07-04;10,00;10,00\n"
CREDIT, ADVANCE = "B1;A1;Avoir;2026-05-06;2026-05-06;-3,00;-3,00\n", "B1;R1;Règlement;2026-05-08;;-4,00;-4,00\n"


def listed(tmp_path: Path, name: str, text: str, day: int) -> Imported:
    wish = Wish(Told(day=day, currency="EUR"), Holds.OPEN_ITEMS, accept=True)
    done = import_file(written(tmp_path, f"{name}.csv", HEAD + text), receiver(tmp_path / "company"), wish)
    assert isinstance(done, Imported), done.text("en")
    assert done.kept, done.proposal.faults
    return done


def ledger(tmp_path: Path) -> Ledger:
    return receiver(tmp_path / "company").ledger


def opened(tmp_path: Path, day: int, known_on: int = NEVER) -> dict[str, int]:
    """What each invoice has open on a day, money on account laid on the oldest."""
    items, wrong = open_items(ledger(tmp_path).view(day, known_on=known_on))
    assert wrong is None
    return {invoice.number: amount for invoice, amount in items}


def on_account(tmp_path: Path, day: int) -> Counter[str]:
    """What stands on the account on a day, by the name of the money."""
    found: Counter[str] = Counter()
    view = ledger(tmp_path).view(day)
    for each in (*view.facts("payments"), *view.facts("credit_notes")):
        assert isinstance(each, Payment | CreditNote)
        if not each.invoice:
            found[each.reference if isinstance(each, Payment) else each.number] += amount_of(each)
    return found


JULY_LISTS = {
    "given back": SOLD,
    "gone to an invoice that is paid": SOLD.replace(";10,00\n", ";3,00\n"),
    "gone in part to an invoice": SOLD.replace(";10,00\n", ";8,00\n"),
    "less of it": SOLD + CREDIT.replace("3,00", "1,00"),
    "less of it, gone to an invoice": SOLD.replace(";10,00\n", ";8,00\n") + CREDIT.replace("3,00", "1,00"),
}


@pytest.mark.parametrize("july", JULY_LISTS.values(), ids=JULY_LISTS.keys())
def test_money_that_a_list_has_no_more_changes_no_earlier_day(tmp_path: Path, july: str) -> None:
    listed(tmp_path, "june", SOLD + CREDIT + ADVANCE, JUNE)
    days = (on("07-05"), on("10-05"), MAY, JUNE, on("15-07"), JULY - 1)
    before = {day: (opened(tmp_path, day), on_account(tmp_path, day)) for day in days}
    assert before[JUNE] == ({"F0": 43_00, "F1": 10_00}, {"A1": 3_00, "R1": 4_00})
    done = listed(tmp_path, "july", july, JULY)
    assert {day: (opened(tmp_path, day), on_account(tmp_path, day)) for day in days} == before
    assert opened(tmp_path, JUNE, known_on=JUNE) == before[JUNE][0]
    assert done.proposal.allocations
    told = sum(int(float(row.rsplit(";", 1)[1].replace(",", ".")) * 100) for row in july.splitlines())
    standing = on_account(tmp_path, JULY)
    assert sum(opened(tmp_path, JULY).values()) == told
    assert standing == ({"A1": 1_00} if "A1" in july else {})
    assert isinstance(undo_import(done.kept, receiver(tmp_path / "company"), Wish(accept=True)), Imported)
    assert {day: (opened(tmp_path, day), on_account(tmp_path, day)) for day in days} == before
    assert opened(tmp_path, JULY) == before[JULY - 1][0]


def test_what_became_of_it_is_told(tmp_path: Path) -> None:
    listed(tmp_path, "june", SOLD + CREDIT + ADVANCE, JUNE)
    done = listed(tmp_path, "july", SOLD.replace(";10,00\n", ";5,00\n"), JULY)
    told = [
        (each.money.KIND.table, each.invoice.number if each.invoice else None, each.amount)
        for each in done.proposal.allocations
    ]
    assert told == [("payments", "F1", 4_00), ("credit_notes", "F1", 1_00), ("credit_notes", None, 2_00)]


@pytest.mark.parametrize("july", [SOLD, SOLD.replace(";10,00\n", ";3,00\n"), SOLD.replace(";10,00\n", ";7,00\n")])
def test_money_that_comes_back_in_a_later_list_counts_once_on_every_day(tmp_path: Path, july: str) -> None:
    listed(tmp_path, "june", SOLD + CREDIT + ADVANCE, JUNE)
    days = (MAY, JUNE, JULY - 1)
    before = {day: (opened(tmp_path, day), on_account(tmp_path, day)) for day in days}
    listed(tmp_path, "july", july, JULY)
    listed(tmp_path, "august", SOLD + CREDIT + ADVANCE, AUGUST)
    assert {day: (opened(tmp_path, day), on_account(tmp_path, day)) for day in days} == before
    assert on_account(tmp_path, AUGUST) == {"A1": 3_00, "R1": 4_00}


def test_an_invoice_of_which_lists_tell_the_balance_alone_is_paid_in_part_and_never_was_smaller(tmp_path: Path) -> None:
    head = "Client;Pièce;Date;Échéance;Solde\n"
    for name, left, day in (("june", "10,00", JUNE), ("july", "4,00", JULY), ("august", "7,00", AUGUST)):
        wish = Wish(Told(day=day, currency="EUR"), Holds.OPEN_ITEMS, accept=True)
        path = written(tmp_path, f"{name}.csv", f"{head}B1;F1;2026-05-04;2026-07-04;{left}\n")
        done = import_file(path, receiver(tmp_path / "company"), wish)
        assert isinstance(done, Imported), done.text("en")
    assert [opened(tmp_path, each)["F1"] for each in (JUNE, JULY - 1, JULY)] == [10_00, 10_00, 4_00]
    assert [(each.open_before, each.open_now) for each in done.proposal.reopened] == [(4_00, 7_00)]
