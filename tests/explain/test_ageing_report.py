"""The spreadsheet of the aged balance adds up to its screen, whatever the currencies of the invoices."""

import pytest

from encours.cover.ageing import age
from encours.explain.ageing_report import ageing_columns, ageing_rows, heading_word
from tests.demo import judged
from tests.demo.judged import programme


@pytest.mark.parametrize(("language", "outstanding"), [("en", "outstanding"), ("fr", "encours")])
def test_the_spreadsheet_adds_up_to_the_screen(language, outstanding):
    balance = age(judged.view(), programme())
    titles, rows = ageing_columns(balance, language), list(ageing_rows(balance, str, judged.view().table("invoices")))
    assert {len(row) for row in rows} == {len(titles)}
    total = balance.total.company
    first = titles.index(outstanding)
    told = [total.outstanding, *total.columns, total.credits, total.later]
    assert titles[first + 1 : first + 1 + len(balance.headings)] == [
        heading_word(h, language) for h in balance.headings
    ]
    for place, cents in enumerate(told, first):
        assert sum(row[place].cents for row in rows) == cents, titles[place]
        assert {row[place].currency.code for row in rows} == {"EUR"}


def test_what_was_invoiced_stands_beside_in_its_own_currency():
    balance = age(judged.view(), programme())
    (row,) = (each for each in ageing_rows(balance, str, judged.view().table("invoices")) if each[0] == "C1013")
    assert ageing_columns(balance, "en")[-4:-2] == ["original currency", "outstanding in the original currency"]
    assert (row[-4], row[-3].cents) == ("JPY", 7_400_000)
    assert row[2].cents == 44_494_93


def test_the_oldest_ages_of_a_buyer_are_those_of_its_oldest_overdue_invoice():
    view = judged.view()
    balance, invoices = age(view, programme()), view.table("invoices")
    late = {each.key for each in balance.rows if each.company.overdue}
    found = {row[0]: row[-2:] for row in ageing_rows(balance, str, invoices)}
    assert {buyer for buyer, (contractual, _) in found.items() if contractual is not None} == late
    oldest = {}
    for each in balance.open_rows():
        if each.due < view.as_of:
            buyer = invoices.texts["buyer"][each.row]
            oldest[buyer] = max(oldest.get(buyer, 0), view.as_of - each.due)
    assert {buyer: found[buyer][0] for buyer in late} == {buyer: oldest[buyer] for buyer in late}
    assert all(ages[1] is None or ages[1] <= ages[0] for buyer, ages in found.items() if buyer in late)
