"""A view of one buyer answers what the whole view answers about it."""

import pytest

from encours.clauses.wordings import WORDINGS
from encours.cover.answer import account_of_buyer
from encours.cover.book import lay_out
from encours.cover.one import judge_account
from encours.demo import AS_OF, STORIES, company
from encours.facts.assumptions import assume
from encours.facts.ledger import Ledger
from encours.facts.only import kin, only
from encours.policy.read import read_programme


@pytest.fixture(scope="module")
def whole():
    made = company()
    texts = made.policy_texts
    reading = read_programme(texts["programme.toml"], file="programme.toml", wordings=WORDINGS.values(), texts=texts)
    view = assume(Ledger.of(made.facts).view(AS_OF))
    return view, reading.programme, lay_out(view, reading.programme)


def answers(book, buyer):
    numbers = book.view.table("invoices").texts["number"]
    found = []
    for account in account_of_buyer(book, buyer):
        answer = judge_account(book, account)
        rows = [(numbers[row.ledger_row], row.open, dict(row.parts), row.layers) for row in answer.rows]
        found.append((rows, answer.on_account, answer.stopped_since, answer.next_stop))
    return found


@pytest.mark.parametrize("buyer", sorted({story.buyer for story in STORIES}))
def test_one_buyer_alone_gives_the_same_as_among_all(whole, buyer):
    view, programme, book = whole
    alone = lay_out(only(view, kin(view, buyer)), programme)
    assert answers(alone, buyer) == answers(book, buyer)


def test_buyers_of_one_group_are_kin(whole):
    view = whole[0]
    table = view.table("buyers")
    groups = table.texts["group"]
    row = next(row for row in range(len(table)) if groups[row])
    mates = {table.texts["buyer"][each] for each in range(len(table)) if groups[each] == groups[row]}
    assert mates <= kin(view, table.texts["buyer"][row])
