"""What the list of buyers says of a delivery of the day is what the walk says of one that is really made."""

import functools

import pytest

from encours.cover.answer import account_of_buyer, cover
from encours.cover.book import lay_out
from encours.cover.one import judge_account
from encours.demo import AS_OF
from encours.explain.buyer_screen import buyer_page
from encours.explain.buyers_json import buyers_columns, buyers_json, buyers_rows
from encours.explain.buyers_report import Portfolio
from encours.explain.buyers_screen import buyers_page
from encours.explain.cover_report import Question
from encours.explain.next_delivery import next_delivery
from encours.explain.screen import laid_out
from encours.facts.assumptions import assume
from encours.facts.kinds import Invoice
from encours.facts.ledger import HYPOTHESIS
from tests.cover import books
from tests.demo.judged import ledger, programme

MORE = 1_234_567


def delivered(buyer: str, gross: int) -> Invoice:
    """An invoice of the day to a buyer."""
    return Invoice(
        number=f"ZZ-{buyer}",
        buyer=buyer,
        entity="PV",
        stage="invoiced",
        ordered=AS_OF,
        delivered=AS_OF,
        issued=AS_OF,
        due=AS_OF + 30,
        currency="EUR",
        gross=gross,
        vat=0,
        payment_means="open account",
        source=HYPOTHESIS,
    )


@functools.cache
def told():
    """What a delivery to each buyer of the demo company would find."""
    book = lay_out(assume(ledger().view(AS_OF)), programme())
    return {buyer: next_delivery(book, account_of_buyer(book, buyer)) for buyer in book.buyers.names}


def test_what_is_told_of_a_delivery_is_what_happens_to_one():
    sales = [delivered(buyer, each.room + MORE) for buyer, each in told().items()]
    book = lay_out(assume(ledger().hypothetical(sales).view(AS_OF)), programme())
    numbers = book.view.table("invoices").texts["number"]
    admitted = {
        numbers[row.ledger_row]: row.admitted
        for account in range(book.holders.count)
        for row in judge_account(book, account, explain=False).rows
        if numbers[row.ledger_row].startswith("ZZ-")
    }
    assert admitted == {f"ZZ-{buyer}": each.room for buyer, each in told().items()}


def test_both_a_room_and_a_refusal_are_met():
    rooms = [each for each in told().values() if each.room > 0]
    refused = {each.refused_by.clause for each in told().values() if each.is_refused}
    assert len(rooms) > 200
    assert {"no_overdue_stop", "no_withdrawal", "no_insolvency_stop", "limit_conditions"} < refused


@pytest.mark.parametrize("seed", range(12))
def test_every_page_of_a_drawn_company_can_be_told(seed):
    book = books.book(seed, buyers=5)
    asked = Question("Maison Fictive SA", book.programme, book.as_of, None)
    portfolio = Portfolio(cover(book.view, book.programme), asked)
    for language in ("en", "fr"):
        assert laid_out(buyers_page(portfolio, language, rows=3), width=80, colour=False)
        assert len(buyers_json(portfolio, language)["buyers"]) == len(portfolio.buyers)
        titles = buyers_columns(language)
        assert all(len(row) == len(titles) for row in buyers_rows(portfolio, language, portfolio.buyers))
        for each in portfolio.buyers:
            assert each.name in laid_out(buyer_page(portfolio, each, language, rows=3), width=140, colour=False)


def test_a_buyer_without_an_account_is_told_nothing():
    book = books.book(0, buyers=3)
    assert next_delivery(book, account_of_buyer(book, "nobody")) is None
