"""The aged balance: what was open on the day, by age, to the cent of the account walk and of the control account."""

from dataclasses import replace

import pytest

from encours.cover.ageing import By, Per, Slices, age, age_book
from encours.cover.answer import cover
from encours.cover.many import judge_book
from encours.facts.kinds import Bill, ControlAccount, CreditNote, DueDateMove, ExchangeRate, Invoice, Payment
from encours.facts.ledger import Ledger
from encours.policy.schedule import always
from encours.units import MISSING, from_civil
from tests.cover import books
from tests.cover.compared import KERNELS

DAY = from_civil(2026, 6, 30)


def sold(number="F1", late=0, gross=100_00, **more):
    """An invoice that was due some days ago."""
    due = DAY - late
    fields = {"buyer": "PORT", "issued": due - 30, "delivered": due - 30, "due": due, "currency": "EUR"}
    return Invoice(number=number, gross=gross, **{**fields, **more})


def paid(amount, on=DAY - 1, reference="V1", **more):
    return Payment(reference=reference, paid_on=on, amount=amount, **{"buyer": "PORT", "currency": "EUR", **more})


def aged(*facts, day=DAY, known_on=None, **asked):
    return age(Ledger.of(facts).view(day, known_on), **asked)


@pytest.mark.parametrize(
    ("late", "column"),
    [(-1, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (120, 4), (121, 5)],
)
def test_an_invoice_stands_in_the_column_of_its_age(late, column):
    assert aged(sold(late=late)).total.company.columns == tuple(100_00 * (i == column) for i in range(7))


def test_an_invoice_ages_from_its_own_date_when_asked_once_it_is_due():
    assert aged(sold(late=1), by=By.INVOICE).total.company.columns[2] == 100_00
    assert aged(sold(late=0), by=By.INVOICE).total.company.columns[0] == 100_00


def test_months_are_those_of_the_calendar():
    found = aged(sold("F1", late=1), sold("F2", late=30), unit=Slices.MONTHS).total.company
    assert found.columns[:3] == (0, 100_00, 100_00)


def test_own_bounds_make_their_own_columns_and_wrong_ones_are_told():
    assert aged(sold(late=8), bounds=(7, 14)).total.company.columns == (0, 0, 100_00, 0, 0)
    assert [e.code for e in aged(sold(), bounds=(30, 30)).errors] == ["bounds-out-of-order"]


def test_instalments_age_one_by_one_and_a_moved_due_date_counts():
    first, second = sold(late=70, instalment=1), sold(late=10, instalment=2)
    moved = DueDateMove(invoice="F1", instalment=1, buyer="PORT", moved_on=DAY - 80, new_due=DAY + 5)
    assert aged(first, second).total.company.columns[:4] == (0, 100_00, 0, 100_00)
    assert aged(first, second, moved).total.company.columns[:4] == (100_00, 100_00, 0, 0)


def test_an_invoice_without_due_date_stays_in_the_total_in_its_own_column():
    found = aged(sold(due=MISSING, issued=DAY - 30))
    assert found.total.company.columns[-1] == found.total.company.outstanding == 100_00
    assert [e.code for e in found.errors] == ["no-date-to-age-by"]


def test_money_that_no_invoice_took_and_credit_notes_have_their_own_column():
    note = CreditNote(number="A1", buyer="PORT", issued=DAY - 2, currency="EUR", gross=30_00)
    found = aged(sold(gross=20_00), note, paid(5_00)).total.company
    assert (found.outstanding, found.credits, found.net) == (0, 15_00, -15_00)


@pytest.mark.parametrize(
    "settled",
    [
        [sold(late=1), Bill(reference="L1", buyer="PORT", invoice="F1", event="honoured", on=DAY - 1)],
        [sold(late=1, paid_on=DAY - 2), paid(40_00, on=DAY - 3, invoice="F1")],
    ],
    ids=["a bill pays what is open", "part of the whole payment that the ledger tells by its day"],
)
def test_money_on_account_is_what_the_walk_leaves_there(settled):
    found = aged(*settled, paid(5_00, reference="V2")).total.company
    assert (found.credits, found.net) == (5_00, -5_00)


def test_money_in_another_currency_than_its_invoice_was_on_account_until_it_was_corrected():
    rate = ExchangeRate(day=DAY - 400, currency="USD", per_euro_numerator=2, per_euro_denominator=1)
    wrong = paid(30_00, on=DAY - 8, invoice="F1", fact_id="wrong", known=DAY - 8)
    right = replace(wrong, currency="USD", fact_id="right", corrects="wrong", known=DAY - 5)
    facts = (sold("F1", currency="USD", late=1), sold("F2", gross=20_00, late=1), rate, wrong, right)
    before = {each.currency: each.original for each in aged(*facts, known_on=DAY - 6).lines(Per.CURRENCY)}
    assert (before["USD"].outstanding, before["EUR"].outstanding, before["EUR"].credits) == (100_00, 0, 10_00)
    after = {each.currency: each.original for each in aged(*facts).lines(Per.CURRENCY)}
    assert (after["USD"].outstanding, after["EUR"].outstanding, after["EUR"].credits) == (70_00, 20_00, 0)


def test_a_past_day_shows_what_was_open_then():
    facts = (sold(late=10), paid(100_00, on=DAY - 5, invoice="F1"))
    assert aged(*facts).total.company.outstanding == 0
    assert aged(*facts, day=DAY - 6).total.company.outstanding == 100_00


def test_receipts_after_the_day_are_told_apart_when_known():
    cheque = paid(40_00, on=DAY + 20, invoice="F1", known=DAY - 3)
    found = aged(sold(), cheque, known_on=DAY).total.company
    assert (found.outstanding, found.later) == (100_00, 40_00)
    assert aged(sold(), replace(cheque, known=DAY + 1), known_on=DAY).total.company.later == 0


def test_a_bill_to_collect_is_a_later_receipt():
    bill = Bill(reference="T1", buyer="PORT", invoice="F1", event="accepted", on=DAY - 9)
    assert aged(sold(), bill).total.company.later == 100_00


@pytest.mark.parametrize("stage", ["draft", "order", "returned"])
def test_what_is_no_receivable_is_not_in_the_balance(stage):
    assert aged(sold(stage=stage)).rows == ()


def test_currencies_stand_side_by_side_and_the_move_of_rates_apart():
    rates = [
        ExchangeRate(day=day, currency="USD", per_euro_numerator=units, per_euro_denominator=100)
        for day, units in ((DAY - 400, 125), (DAY - 1, 100))
    ]
    line = aged(sold(currency="USD"), *rates).total
    assert (line.original.outstanding, line.company.outstanding, line.revaluation) == (100_00, 100_00, 20_00)
    assert [e.code for e in aged(sold(currency="USD")).errors] == ["no-exchange-rate"]


def test_a_control_account_that_differs_is_an_error_and_an_explained_one_is_not():
    facts = (sold("F1"), sold("F2", stage="delivered", gross=7_00))
    held = ControlAccount(day=DAY, account="411", amount=100_00, currency="EUR")
    agreed = aged(*facts, held)
    assert agreed.errors == ()
    assert agreed.controls[0].parts == (("delivered, not invoiced", -7_00),)
    differs = aged(*facts, replace(held, amount=99_99))
    assert [e.code for e in differs.errors] == ["control-account-differs"]


@pytest.mark.parametrize("seed", range(6))
def test_lines_of_every_key_and_columns_of_every_state_add_up(seed):
    book = books.book(seed)
    answer = cover(book.view, book.programme)
    found = age(book.view, book.programme, cover=answer)
    for per in Per:
        assert sum(line.company.net for line in found.lines(per)) == found.total.company.net
    rows = [row for row in answer.rows() if row.receivable]
    assert sum(sum(columns) for columns in found.states.values()) == sum(row.open for row in rows)


def test_the_ages_of_a_whole_book_are_those_of_its_rows():
    book = books.book(4)
    answers = judge_book(book, cache=KERNELS)
    found = age_book(book, answers, (0, 30, 60, 90))
    receivable = [row for row in cover(book.view, book.programme).rows() if row.receivable]
    assert sum(cells[0] for cells in found) == sum(row.open for row in receivable)
    assert age_book(book, answers, (0, 30, 60, 90), threads=2, cache=KERNELS) == found


def test_the_total_in_the_policys_currency_is_at_the_rate_of_the_day_that_the_policy_says():
    rates = [
        ExchangeRate(day=DAY - 60, currency="USD", per_euro_numerator=1, per_euro_denominator=1),
        ExchangeRate(day=DAY - 10, currency="USD", per_euro_numerator=2, per_euro_denominator=1),
    ]
    view = Ledger.of([sold(late=5, currency="USD", undisputed=1), *rates]).view(DAY)
    policy = books.programme(0, layers=1).primary
    for reading, expected in ((0, 50_00), (1, 100_00)):
        terms = {**policy.terms, "exchange_rate_day": always(reading)}
        programme = replace(books.programme(0, layers=1), policies=(replace(policy, terms=terms),))
        answer = cover(view, programme)
        found = age(view, programme, cover=answer).total
        assert (sum(found.policy.columns), answer.outstanding) == (expected, expected)
        assert sum(found.company.columns) == 50_00
