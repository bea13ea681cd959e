"""Indicators: published examples, bounds from both sides, a naive reckoning in fractions, and what is not known."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.cover.ageing import age
from encours.cover.indicators import lateness
from encours.cover.indicators import sales_outstanding as sales
from encours.cover.indicators.indicator import Lacking
from encours.cover.indicators.insurance import LimitUsed, Request, acceptance, answer_time, limit_use, overdue_share
from encours.cover.indicators.period import Period, last_days, last_months, months_back
from encours.cover.indicators.reading import receivables
from encours.cover.indicators.receivables import Balance, OpenInvoice, Receivables, Sale, Settled
from encours.facts.kinds import CreditNote, DueDateMove, ExchangeRate, Invoice, Payment
from encours.facts.ledger import Ledger
from encours.units import MISSING, NEVER, civil, from_civil

DAY = from_civil(2026, 6, 30)


def open_invoice(amount, *, issued=DAY - 40, due=DAY - 10, row=0):
    return OpenInvoice(row, "B", issued, due, amount)


def sale(amount, day, *, row=0):
    return Sale(row, "B", day, amount)


def of(opened=(), sold=(), *, period=None, settled=(), **more):
    return Receivables(period or last_days(DAY, 90), "EUR", tuple(opened), tuple(sold), tuple(settled), **more)


# Published examples: sources in docs/indicators.md.


def test_the_balance_method_agrees_with_divalto():
    assert sales.outstanding_days(of([open_invoice(30_000_00)], [sale(60_000_00, DAY)])).value == 45


def test_the_balance_method_agrees_with_finance_technique():
    found = sales.outstanding_days(
        of([open_invoice(472_000)], [sale(2_400_000 + 470_400, DAY)], period=last_days(DAY, 365))
    )
    assert round(found.value) == 60


def test_the_count_back_agrees_with_divalto_as_corrected():
    end = from_civil(2026, 11, 30)
    sold = [sale(1_200, end), sale(800, from_civil(2026, 10, 15)), sale(700, from_civil(2026, 9, 15))]
    found = sales.count_back(of([open_invoice(2_500)], sold, period=last_days(end, 90)))
    assert found.value == 30 + 31 + Fraction(500, 700) * 30
    assert round(float(found.value), 1) == 82.4


def test_the_count_back_agrees_with_benji_pays_on_months_of_thirty_days():
    # Their three months have thirty days each; those of the calendar that end a September have 30, 31 and 31.
    end = from_civil(2026, 9, 30)
    sold = [sale(100_000, end), sale(80_000, from_civil(2026, 8, 5)), sale(70_000, from_civil(2026, 7, 5))]
    rows = sales.count_back(of([open_invoice(212_000)], sold, period=last_days(end, 90))).rows
    parts = [each.days / (each.last - each.first + 1) for each in rows]
    assert round(float(sum(parts) * 30), 1) == 73.7


@pytest.mark.parametrize(
    ("opening", "sold", "closing", "not_due", "percent"),
    [(100_000, 1_000_000, 120_000, 100_000, 98.0), (6_200, 3_630, 6_340, 3_590, 55.9)],
)
def test_the_collection_index_agrees_with_gaviti_and_creditguru(opening, sold, closing, not_due, percent):
    found = lateness.collection_effectiveness(
        of(sold=[sale(sold, DAY)], opening=Balance(opening, 0), closing=Balance(closing, not_due))
    )
    assert round(float(found.value * 100), 1) == percent


# Both sides of each bound.


@pytest.mark.parametrize(("late", "expected"), [(0, 0), (1, 90), (-1, 0)])
def test_what_is_due_on_the_day_is_not_overdue(late, expected):
    found = of([open_invoice(100, due=DAY - late)], [sale(100, DAY)])
    assert sales.delinquent(found).value == expected
    assert sales.best_possible(found).value == 90 - expected


@pytest.mark.parametrize(("day", "counts"), [(DAY - 90, False), (DAY - 89, True), (DAY, True)])
def test_a_sale_counts_within_the_period_its_ends_included(day, counts):
    found = sales.outstanding_days(of([open_invoice(100)], [sale(100, day)]))
    assert found.is_known is counts
    assert counts or found.lacking == (Lacking("sales"),)


@pytest.mark.parametrize(("left", "days"), [(99, Fraction(30 * 99, 100)), (100, 30), (101, 30 + Fraction(31, 50))])
def test_a_month_is_exhausted_by_exactly_its_sales(left, days):
    sold = [sale(100, DAY), sale(50, from_civil(2026, 5, 10))]
    assert sales.count_back(of([open_invoice(left)], sold)).value == days


def test_a_month_without_sales_counts_its_days_and_the_current_one_those_begun():
    day = from_civil(2026, 6, 10)
    sold = [sale(10, day), sale(100, from_civil(2026, 4, 30))]
    assert sales.count_back(of([open_invoice(60)], sold, period=last_days(day, 90))).value == 10 + 31 + 15


def test_where_the_ledger_begins_too_late_the_count_back_is_not_known():
    sold = [sale(10, DAY), sale(20, from_civil(2026, 5, 10))]
    assert sales.count_back(of([open_invoice(30)], sold)).value == 61
    found = sales.count_back(of([open_invoice(31)], sold))
    assert (found.value, found.lacking) == (None, (Lacking("older sales", day=from_civil(2026, 5, 1)),))


def test_nothing_open_is_no_day_and_no_mean():
    assert sales.count_back(of(sold=[sale(1, DAY)])).value == 0
    assert sales.outstanding_days(of(sold=[sale(1, DAY)])).value == 0
    assert sales.by_invoice(of()).lacking == (Lacking("open"),)
    assert lateness.delay_of_overdue(of(), is_weighted=True).lacking == (Lacking("overdue"),)
    assert overdue_share(0, 0).lacking == (Lacking("open"),)


def test_delays_count_early_below_zero_and_weigh_by_amount():
    settled = [Settled(0, "B", DAY - 60, DAY - 30, DAY - 20, 300), Settled(1, "B", DAY - 60, DAY - 30, DAY - 35, 100)]
    found = of(settled=settled)
    assert lateness.delay_of_settled(found, is_weighted=True).value == Fraction(10 * 300 - 5 * 100, 400)
    assert lateness.delay_of_settled(found, is_weighted=False).value == Fraction(5, 2)
    assert lateness.payment_time(found).value == Fraction(40 * 300 + 25 * 100, 400)


def test_a_period_of_months_begins_on_the_first_of_one():
    assert last_months(DAY, 3) == Period(from_civil(2026, 4, 1), DAY)
    assert last_months(from_civil(2026, 3, 31), 1).days == 31
    assert last_months(from_civil(2026, 3, 31), 2).first == from_civil(2026, 2, 1)
    assert last_days(DAY, 1) == Period(DAY, DAY)


@given(st.integers(from_civil(1991, 1, 1), from_civil(2099, 12, 31)))
def test_months_backwards_leave_no_day_out(day):
    found = [month for month, _ in zip(months_back(day), range(30), strict=False)]
    assert found[0].last == day
    assert all(later.first == earlier.last + 1 for later, earlier in pairwise(found))
    assert all(civil(month.first)[2] == 1 for month in found)


# A naive reckoning, day by day and in fractions.


def naive_count_back(opened, by_day, day):
    """Days of sales that exhaust what is open, told a month at a time from a table of sales by day."""
    left, total = Fraction(opened), Fraction(0)
    while left > 0 and any(each <= day for each in by_day):
        year, month, number = civil(day)
        sold = sum(amount for each, amount in by_day.items() if civil(each)[:2] == (year, month))
        total += number if sold < left else left / sold * number
        left -= min(left, Fraction(sold))
        day = from_civil(year, month, 1) - 1
    return total if left <= 0 else None


@given(
    st.integers(1, 5_000),
    st.dictionaries(st.integers(DAY - 400, DAY), st.integers(1, 1_000), min_size=1, max_size=12),
)
def test_the_count_back_is_that_of_a_naive_reckoning(opened, by_day):
    sold = [sale(amount, day) for day, amount in by_day.items()]
    assert sales.count_back(of([open_invoice(opened)], sold)).value == naive_count_back(opened, by_day, DAY)


amounts = st.lists(
    st.tuples(st.integers(1, 10**9), st.integers(-200, 200), st.integers(0, 300)), min_size=1, max_size=9
)


@given(amounts, st.integers(1, 10**9))
def test_indicators_are_those_of_a_naive_reckoning_in_any_order_of_rows(told, sold):
    opened = [open_invoice(a, issued=DAY - old, due=DAY - late, row=r) for r, (a, late, old) in enumerate(told)]
    found, turned = (of(rows, [sale(sold, DAY)]) for rows in (opened, opened[::-1]))
    total = sum(a for a, _, _ in told)
    late = [(a, days) for a, days, _ in told if days > 0]
    assert sales.outstanding_days(found).value == Fraction(total * 90, sold)
    assert sales.by_invoice(found).value == Fraction(sum(a * old for a, _, old in told), total)
    assert sales.best_possible(found).value + sales.delinquent(found).value == sales.outstanding_days(found).value
    weighted = lateness.delay_of_overdue(found, is_weighted=True).value
    assert weighted == (Fraction(sum(a * d for a, d in late), sum(a for a, _ in late)) if late else None)
    for measure in (sales.outstanding_days, sales.by_invoice, sales.best_possible, sales.delinquent, sales.count_back):
        assert measure(found) == measure(turned)


# What insurers grant.


def request(asked, granted, *, days=5, answered=DAY - 3):
    return Request("Q", "B", answered - days, answered, asked, granted)


def test_acceptance_counts_no_more_than_was_asked_and_leaves_out_what_no_decision_answers():
    found = [request(100, 150), request(100, 30), request(100, 0), request(100, None), request(100, 9, answered=NEVER)]
    by_amount, by_number = (acceptance(found, last_days(DAY, 90), by_amount=each) for each in (True, False))
    assert by_amount.value == Fraction(130, 300)
    assert by_number.value == Fraction(2, 3)
    assert [each.value for each in by_amount.figures if each.name == "aside requests"] == [1]


@pytest.mark.parametrize(("answered", "is_known"), [(DAY, True), (DAY - 89, True), (DAY - 90, False)])
def test_a_request_counts_in_the_period_of_its_answer(answered, is_known):
    assert answer_time([request(1, 1, answered=answered)], last_days(DAY, 90)).is_known is is_known


def test_answers_that_no_decision_tells_are_named():
    assert acceptance([request(1, None)], last_days(DAY, 90), by_amount=True).lacking[0].fact == "decisions of requests"
    assert acceptance([], last_days(DAY, 90), by_amount=True).lacking[0].fact == "answers"


def test_a_limit_is_used_whole_and_no_more():
    limits = [LimitUsed("A", 100, 250), LimitUsed("B", 300, 20), LimitUsed("C", 0, 0), LimitUsed("D", None, None)]
    found = limit_use(limits)
    assert found.value == Fraction(120, 400)
    assert [each.value for each in found.figures if each.name == "aside limits"] == [1]
    assert limit_use([LimitUsed("C", 0, 5)]).lacking == (Lacking("limits"),)


# Read from a ledger.


def sold(number="F1", *, issued=DAY - 60, due=DAY - 30, gross=100_00, **more):
    fields = {"buyer": "PORT", "issued": issued, "delivered": issued, "due": due, "currency": "EUR"}
    return Invoice(number=number, gross=gross, **{**fields, **more})


def paid(invoice, amount, on, **more):
    return Payment(reference=f"P{invoice}{on}", buyer="PORT", invoice=invoice, paid_on=on, amount=amount,
                   **{"currency": "EUR", **more})  # fmt: skip


def read(*facts, days=90, complete_to=DAY):
    view = Ledger.of(facts).view(DAY)
    balance = age(view)
    assert not [each for each in balance.errors if not each.is_warning]
    return receivables(view, last_days(DAY, days), balance, payments_complete_to=complete_to), balance


def test_a_ledger_is_read_with_partial_payments_moves_and_credit_notes():
    found, balance = read(
        sold("F1"), paid("F1", 40_00, DAY - 20), paid("F1", 60_00, DAY - 10),
        sold("F2", gross=200_00), paid("F2", 50_00, DAY - 5),
        sold("F3", issued=DAY - 50, due=DAY - 20), CreditNote(number="A3", buyer="PORT", invoice="F3", issued=DAY - 9,
                                                              currency="EUR", gross=100_00),
        sold("F4"), DueDateMove(invoice="F4", buyer="PORT", moved_on=DAY - 40, new_due=DAY + 5),
        sold("D1", stage="delivered", issued=MISSING, gross=7_00), sold("O1", stage="order", gross=9_00),
    )  # fmt: skip
    assert {each.open for each in found.open} == {150_00, 100_00}
    assert found.outstanding + found.delivered == balance.total.company.outstanding
    assert [(each.row, each.settled_on - each.due) for each in found.settled] == [(0, 20)]
    assert found.sold(found.period) == 400_00
    assert [each.open for each in found.overdue] == [150_00]
    assert [each.open for each in found.not_due] == [100_00]
    assert found.opening == Balance(0, 0)


def test_what_was_open_on_the_eve_of_the_period_is_its_opening():
    facts = [sold("F1", issued=DAY - 100, due=DAY - 95), paid("F1", 30_00, DAY - 91), paid("F1", 20_00, DAY - 89)]
    found, _ = read(*facts)
    assert found.opening == Balance(70_00, 0)
    assert found.closing == Balance(50_00, 0)


def test_payments_not_said_to_be_complete_leave_open_amounts_unknown():
    facts = [sold("F1"), paid("F1", 100_00, DAY - 10), sold("F2")]
    for day, is_known in ((DAY, True), (DAY - 1, False), (None, False)):
        found, _ = read(*facts, complete_to=day)
        assert sales.outstanding_days(found).is_known is is_known
        assert lateness.delay_of_settled(found, is_weighted=True).is_known is is_known
        assert lateness.collection_effectiveness(found).is_known is is_known


def test_a_ledger_of_open_items_only_has_no_sales_to_trust():
    found, _ = read(sold("F1"))
    assert sales.outstanding_days(found).lacking == (Lacking("settled sales"),)
    assert sales.by_invoice(found).value == 60


def test_a_sale_without_a_rate_of_its_day_is_named_with_its_currency():
    rate = ExchangeRate(day=DAY - 20, currency="USD", per_euro_numerator=11, per_euro_denominator=10)
    facts = [
        rate,
        sold("F1", issued=DAY - 10),
        paid("F1", 100_00, DAY - 5),
        sold("F2", issued=DAY - 30, currency="USD"),
    ]
    found, _ = read(*facts)
    assert [(each.fact, each.detail) for each in sales.outstanding_days(found).lacking] == [("rate", "USD")]
    found, _ = read(*facts, days=15)
    assert sales.outstanding_days(found).is_known


def test_an_invoice_without_any_date_keeps_sales_unknown():
    found, _ = read(sold("F1"), paid("F1", 100_00, DAY - 5), sold("F2", issued=MISSING, delivered=MISSING))
    assert sales.outstanding_days(found).lacking[0].fact == "dates of invoices"


def test_the_order_of_rows_does_not_matter():
    facts = [sold("F1"), paid("F1", 100_00, DAY - 10), sold("F2", gross=33_00), sold("F3", gross=5_00, due=DAY + 3)]
    measures = (sales.outstanding_days, sales.count_back, sales.by_invoice, sales.delinquent,
                lateness.collection_effectiveness)  # fmt: skip
    one, other = (read(*some)[0] for some in (facts, facts[::-1]))
    for measure in measures:
        assert measure(one).value == measure(other).value is not None


def test_no_period_begins_after_the_day_asked():
    view = Ledger.of([sold()]).view(DAY)
    with pytest.raises(AssertionError):
        receivables(view, last_days(DAY - 1, 30), age(view), payments_complete_to=DAY)
    assert replace(last_days(DAY, 5)).days == 5
