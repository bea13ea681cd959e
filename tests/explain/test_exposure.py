"""The exposure adds up to the cover and to the aged balance to the cent, by whatever key, each limit once."""

import functools
import random
from fractions import Fraction
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encours.clauses.choices import Stage
from encours.clauses.states import State
from encours.cover.ageing import Per, age
from encours.cover.answer import cover
from encours.cover.indicators.concentration import concentration
from encours.cover.indicators.exposure import By, ExposedRow, Held, exposure
from encours.demo import AS_OF
from encours.explain.buyer_facts import facts_by_buyer
from encours.explain.exposure_json import exposure_columns, exposure_rows
from encours.explain.exposure_report import exposure_report, shares
from encours.explain.exposure_screen import exposure_page
from encours.explain.held_limits import held_limits
from encours.explain.screen import laid_out
from encours.facts.assumptions import assume
from encours.facts.kinds import AgedBalance
from encours.facts.ledger import Ledger
from encours.facts.only import only
from tests.cover import books
from tests.demo import judged
from tests.demo.judged import ledger, programme
from tests.explain.questions import asked

FEW = settings(max_examples=8, deadline=None)


def made(view, agreed, by):
    answered = cover(view, agreed)
    return reported(agreed, answered, age(view, agreed, cover=answered), by)


def reported(agreed, answered, balance, by):
    question = asked("Maison Fictive SA", agreed, answered.book.as_of)
    with mock.patch("encours.explain.exposure_report.held_limits", lambda answer, _: held(answer)):
        return exposure_report(question, answered, balance, by), answered, balance


HELD = {}


def held(answer):
    """The limits held, worked out once for each cover: every key of the exposure shares them."""
    if id(answer) not in HELD:
        HELD[id(answer)] = answer, held_limits(answer, facts_by_buyer(answer.book))
    return HELD[id(answer)][1]


@functools.cache
def of_demo(by):
    return reported(programme(), judged.answer(), judged.balance(), by)


def adds_up(report, answer, balance):
    total = report.total
    assert total.outstanding == answer.outstanding == balance.total.policy.outstanding
    assert total.parts == answer.totals()
    assert total.credits == balance.total.policy.credits
    assert total.overdue == balance.total.policy.overdue
    for name in ("invoiced", "delivered", "overdue", "discounted", "orders", "credits", "covered", "uninsured"):
        assert sum(getattr(each, name) for each in report.lines) == getattr(total, name), name
    for name in ("limit", "own_limit", "room"):
        assert sum(getattr(each, name) for each in (*report.lines, report.exposure.apart)) == getattr(total, name), name
    assert total.limit == sum(each.limit or 0 for each in held(answer))
    assert total.room == sum(each.room or 0 for each in held(answer))


@pytest.mark.parametrize("by", By)
def test_the_demo_adds_up_by_every_key(by):
    adds_up(*of_demo(by))


@FEW
@given(st.integers(0, 10**6), st.sampled_from(list(By)))
def test_any_company_adds_up_by_every_key_and_in_any_order_of_its_rows(seed, by):
    facts = books.facts(seed, buyers=6)
    one = made(Ledger.of(facts).view(books.AS_OF), books.programme(seed), by)
    adds_up(*one)
    random.Random(seed).shuffle(facts)
    other = made(Ledger.of(facts).view(books.AS_OF), books.programme(seed), by)
    assert one[0].exposure == other[0].exposure


@pytest.mark.parametrize(
    ("by", "per"), [(By.COUNTRY, Per.COUNTRY), (By.CURRENCY, Per.CURRENCY), (By.ENTITY, Per.ENTITY)]
)
def test_each_line_is_that_of_the_aged_balance(by, per):
    report, _, balance = of_demo(by)
    aged = {each.key: each.policy for each in balance.lines(per)}
    for each in report.lines:
        if each.key in aged:
            assert (each.outstanding, each.overdue, each.credits) == (
                aged[each.key].outstanding, aged[each.key].overdue, aged[each.key].credits
            )  # fmt: skip


def test_a_buyer_is_the_sum_of_its_entities():
    buyers, _, _ = of_demo(By.BUYER)
    several = [each for each in buyers.lines if each.outstanding][:2]
    for each in several:
        entities, _, _ = made(only(judged.view(), [each.key]), programme(), By.ENTITY)
        assert sum(one.outstanding for one in entities.lines) == each.outstanding
        assert sum(one.covered for one in entities.lines) == each.covered


def test_lines_are_sorted_by_what_is_uninsured_and_cumulated():
    report, _, _ = of_demo(By.BUYER)
    uninsured = [each.uninsured for each in report.lines]
    assert uninsured == sorted(uninsured, reverse=True)
    assert [together for _, together in shares(report)][-1] == report.total.uninsured


def row(buyer, open_, **more):
    parts = dict.fromkeys(State, 0) | {State.COVERED: open_}
    fields = {"entity": "E", "currency": "EUR", "stage": Stage.INVOICED} | more
    return ExposedRow(buyer=buyer, open=open_, parts=parts, **fields)


def exposed(by, rows, limits=(), own=(), key_of=str):
    return exposure(by, rows, key_of=key_of, credits_of={}, limits=limits, own_limits=own)


def test_a_limit_that_a_group_shares_counts_once():
    found = exposed(By.BUYER, [row("A", 10), row("B", 20)], [Held(("A", "B"), 100, 70), Held(("C",), 5, 5)])
    told = {each.key: (each.limit, each.shared_limit, each.room, each.shared_room) for each in found.lines}
    assert told == {"A": (0, 100, 0, 70), "B": (0, 100, 0, 70), "C": (5, 0, 5, 0)}
    assert (found.total.limit, found.apart.limit, found.total.room) == (105, 100, 75)


def test_within_one_group_the_same_limit_is_the_lines_own():
    found = exposed(By.GROUP, [row("A", 10), row("B", 20)], [Held(("A", "B"), 100, 70)], key_of=lambda _: "G")
    (line,) = found.lines
    assert (line.limit, line.shared_limit, line.buyers) == (100, 0, 2)


def test_by_currency_a_limit_stands_against_the_rows_and_apart_without_any():
    rows = [row("A", 10), row("A", 20, currency="USD"), row("B", 5)]
    found = exposed(By.CURRENCY, rows, [Held(("A",), 100), Held(("B",), 50), Held(("C",), 7)])
    told = {each.key: (each.limit, each.shared_limit) for each in found.lines}
    assert told == {"EUR": (50, 100), "USD": (0, 100)}
    assert (found.total.limit, found.apart.limit) == (157, 107)


def test_a_limit_nobody_can_tell_is_counted_and_is_not_zero_in_silence():
    found = exposed(By.BUYER, [row("A", 10)], [Held(("A",), None)])
    assert (found.lines[0].unknown_limits, found.total.unknown_limits, found.total.limit) == (1, 1, 0)


def test_orders_and_deliveries_are_told_apart():
    found = exposed(By.BUYER, [row("A", 10), row("A", 5, stage=Stage.DELIVERED), row("A", 3, stage=Stage.ORDER)]).total
    assert (found.invoiced, found.delivered, found.orders, found.outstanding) == (10, 5, 3, 15)


def test_the_index_of_equal_shares_is_one_over_their_number():
    assert concentration([7, 7, 7, 7]).index == Fraction(1, 4)
    assert concentration([7, 0, -3]).index == 1
    assert concentration([]).index is concentration([]).share_of_largest is None


@given(st.lists(st.integers(-10, 10**12), max_size=40))
def test_the_concentration_is_that_of_a_naive_reckoning(amounts):
    found, left = concentration(amounts), [Fraction(each) for each in amounts if each > 0]
    if not left:
        assert found.index is None
        return
    assert found.index == sum((each / sum(left)) ** 2 for each in left)
    assert found.equal_names == 1 / found.index
    assert found.largest == sum(sorted(left)[-10:])
    assert Fraction(1, len(left)) <= found.index <= 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_spreadsheet_adds_up_to_the_screen(language):
    report, _, _ = of_demo(By.COUNTRY)
    titles, rows = exposure_columns(language), list(exposure_rows(report, language))
    assert {len(each) for each in rows} == {len(titles)}
    assert sum(each[4].cents for each in rows) == report.total.outstanding


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("by", By)
def test_no_line_is_too_long(by, width, language):
    out = laid_out(exposure_page(of_demo(by)[0], language, rows=15), width=width, colour=False)
    assert [each for each in out.splitlines() if len(each) > width] == []


def balance_of(buyer, amount, late=0, day=AS_OF, **more):
    return AgedBalance(buyer=buyer, day=day, overdue_from=late, currency="EUR", amount=amount, **more)


TOLD = (balance_of("SEUL", 70_00), balance_of("SEUL", 30_00, 31), balance_of("SEUL", -5_00, 61))


@functools.cache
def told():
    """Cover and ages of the demo with a buyer known by an aged balance alone."""
    view = assume(ledger().add(TOLD).view(AS_OF))
    answered = cover(view, programme())
    return answered, age(view, programme(), cover=answered)


@pytest.mark.parametrize("by", list(By))
def test_a_buyer_known_by_an_aged_balance_alone_is_owed_and_insured_by_nobody_knows(by):
    before, _, _ = of_demo(by)
    after, _, _ = reported(programme(), *told(), by)
    assert after.total.outstanding - before.total.outstanding == 100_00
    assert after.total.overdue - before.total.overdue == 30_00
    assert after.total.credits - before.total.credits == 5_00
    unknown = State.NEEDS_INFORMATION
    assert after.total.parts[unknown] - before.total.parts[unknown] == 100_00
    assert sum(each.outstanding for each in after.lines) == after.total.outstanding


def test_the_last_balance_counts_and_that_of_a_buyer_with_invoices_does_not():
    known = ledger().table("invoices").texts["buyer"][0]
    facts = [balance_of("SEUL", 70_00, day=AS_OF - 30), balance_of("SEUL", 40_00), balance_of(known, 99_00),
             balance_of("SEUL", 12_00, day=AS_OF + 1)]  # fmt: skip
    after, _, _ = made(assume(ledger().add(facts).view(AS_OF)), programme(), By.BUYER)
    before, _, _ = of_demo(By.BUYER)
    assert after.total.outstanding - before.total.outstanding == 40_00
