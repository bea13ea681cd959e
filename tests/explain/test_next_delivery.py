"""What the list of buyers says of a delivery of the day is what the walk says of one that is really made."""

import functools
import json
import re
from dataclasses import replace

import pytest

from encours.clauses.choices import Cover, DiscretionaryEvidence, LayerMode, LimitKind
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.cover.answer import account_of_buyer, cover
from encours.cover.book import lay_out
from encours.cover.one import judge_account
from encours.demo import AS_OF
from encours.explain.buyer_screen import buyer_page
from encours.explain.buyers_json import buyers_columns, buyers_json, buyers_rows
from encours.explain.buyers_report import Portfolio
from encours.explain.buyers_screen import buyers_page
from encours.explain.cover_report import cover_report
from encours.explain.lines import Lines
from encours.explain.next_delivery import next_delivery
from encours.explain.screen import laid_out
from encours.explain.tree import tree
from encours.facts.assumptions import assume
from encours.facts.kinds import Buyer, Evidence, Insolvency, Invoice, LimitDecision, LimitRequest, OwnLimit
from encours.facts.ledger import HYPOTHESIS, Ledger
from encours.policy.schedule import Entry, Policy, Programme, TermValue, always
from encours.units import MAXIMUM_AMOUNT, NEVER
from tests.cover import books
from tests.demo import judged
from tests.demo.judged import ledger, programme
from tests.explain.questions import asked

MORE = 1_234_567
PARI_PASSU = always(list(LayerMode).index(LayerMode.PARI_PASSU))
FIGURE = re.compile(r"\d{1,3}(?:[,\u202f]\d{3})+")


def delivered(buyer: str, gross: int, *, entity: str = "PV", day: int = AS_OF) -> Invoice:
    """An invoice of the day to a buyer, on terms that no policy finds too long."""
    return Invoice(
        number=f"ZZ-{buyer}",
        buyer=buyer,
        entity=entity,
        stage="invoiced",
        ordered=day,
        delivered=day,
        issued=day,
        due=day + 10,
        currency="EUR",
        gross=gross,
        vat=0,
        payment_means="open account",
        undisputed=1,
        source=HYPOTHESIS,
    )


@functools.cache
def told():
    """What a delivery to each buyer of the demo company would find."""
    book = judged.answer().book
    return {
        buyer: next_delivery(book, account_of_buyer(book, buyer), number)
        for number, buyer in enumerate(book.buyers.names)
    }


def test_what_is_told_of_a_delivery_is_what_happens_to_one():
    sales = [delivered(buyer, (each.room or 0) + MORE) for buyer, each in told().items()]
    book = lay_out(assume(ledger().hypothetical(sales).view(AS_OF)), programme())
    numbers = book.view.table("invoices").texts["number"]
    admitted = {
        numbers[row.ledger_row]: row.admitted
        for account in range(book.holders.count)
        for row in judge_account(book, account, explain=False).rows
        if numbers[row.ledger_row].startswith("ZZ-")
    }
    assert admitted == {f"ZZ-{buyer}": each.room or 0 for buyer, each in told().items()}


def test_both_a_room_and_a_refusal_are_met():
    rooms = [each for each in told().values() if (each.room or 0) > 0]
    refused = {each.refused_by.clause for each in told().values() if each.is_refused}
    assert len(rooms) > 200
    assert {"no_overdue_stop", "no_withdrawal", "no_insolvency_stop", "limit_conditions"} < refused


@functools.cache
def drawn(seed):
    """For each buyer of a drawn company under several layers: what is told of a delivery, and what one is admitted for.

    Entities stay insured and limits cover the buyer registered; a delivery that others follow in its account is left
    out, since the supposed one is the last. The third layer shares with the second.
    """
    kept = {"entities": {"left_on": NEVER}, "limit_decisions": {"covers_identifier": ""}}
    facts = Ledger.of(replace(f, **kept.get(f.KIND.table, {})) for f in books.facts(seed, buyers=5))
    agreed = books.programme(seed, layers=2 + seed % 2)
    if seed % 2:
        third = replace(agreed.policies[2], terms=agreed.policies[2].terms | {"layer_mode": PARI_PASSU})
        agreed = replace(agreed, policies=(*agreed.policies[:2], third))
    book, found = lay_out(facts.view(books.AS_OF), agreed), []
    for number, buyer in enumerate(book.buyers.names):
        told = next_delivery(book, account_of_buyer(book, buyer), number)
        sale = delivered(buyer, MAXIMUM_AMOUNT // 7, entity="E1", day=books.AS_OF)
        made = lay_out(facts.hypothetical([sale]).view(books.AS_OF), agreed)
        row = judge_account(made, account_of_buyer(made, buyer)[0]).rows[-1]
        if buyer and made.view.table("invoices").texts["number"][row.ledger_row] == sale.number:
            found.append((told, row.layers))
    return found


@pytest.mark.parametrize("seed", range(20))
def test_the_room_of_each_layer_is_what_a_delivery_is_admitted_for(seed):
    is_what_it_is_admitted_for(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 200))
def test_the_room_of_each_layer_is_so_in_many_companies(seed):
    is_what_it_is_admitted_for(seed)


def is_what_it_is_admitted_for(seed):
    for told, layers in drawn(seed):
        assert [each.room for each in told.limits] == [each.admitted for each in layers]
        assert not told.room or told.refused_by is None
        assert (told.limit is None) == any(each.amount is None for each in told.limits)


@pytest.mark.slow
def test_layers_side_by_side_and_limits_nobody_can_tell_are_drawn():
    found = [told for seed in range(200) for told, _ in drawn(seed)]
    third = [told for told in found if len(told.limits) == 3]
    assert len([told for told in third if told.limits[2].room and told.limits[1].room]) > 4
    assert any(told.limits[2].amount is None for told in third)
    assert len([told for told in found if told.limit is None]) > 20
    assert any(told.limit is None and told.room for told in found)


def shown(portfolio, language):
    """Every text that tells of the buyers of a portfolio, and every figure of their JSON and spreadsheet."""
    answer = json.dumps(buyers_json(portfolio, language))
    texts = [laid_out(buyers_page(portfolio, language, rows=9), width=240, colour=False), answer]
    texts += [
        laid_out(buyer_page(portfolio, each, language, rows=9), width=240, colour=False) for each in portfolio.buyers
    ]
    cells = [cell for row in buyers_rows(portfolio, language, portfolio.buyers) for cell in row]
    figures = [int(re.sub(r"\D", "", each)) * 100 for text in texts for each in FIGURE.findall(text)]
    figures += [int(each) for each in re.findall(r"\d+", answer)]
    return texts, [*figures, *(abs(each.cents) for each in cells if hasattr(each, "cents"))]


def portfolio_of(book):
    return Portfolio(
        cover(book.view, book.programme),
        asked("Maison Fictive SA", book.programme, book.as_of),
    )


@pytest.mark.parametrize("seed", range(12))
def test_every_page_of_a_drawn_company_can_be_told(seed):
    portfolio = portfolio_of(books.book(seed, buyers=5))
    for language in ("en", "fr"):
        texts, figures = shown(portfolio, language)
        assert max(figures) < MAXIMUM_AMOUNT
        assert len(buyers_json(portfolio, language)["buyers"]) == len(portfolio.buyers)
        titles = buyers_columns(language)
        assert all(len(row) == len(titles) for row in buyers_rows(portfolio, language, portfolio.buyers))
        assert all(each.name in page for each, page in zip(portfolio.buyers, texts[2:], strict=True))


def layered(*terms):
    """A programme with a layer for each set of terms."""
    policies = tuple(
        Policy(
            name=f"layer {place}", insurer="Assureur Fictif SA", wording=WHOLE_TURNOVER, currency="EUR",
            period_start=AS_OF - 300, period_end=AS_OF + 64, terms={"layer_mode": always(min(place, 1)), **each},
        )
        for place, each in enumerate(terms)
    )  # fmt: skip
    return Programme(name="fictitious", company="Maison Fictive SA", currency="EUR", policies=policies)


def granted(policy, amount):
    """A named limit on the only buyer, under one policy."""
    return LimitDecision(
        reference=policy,
        buyer="B1",
        policy=policy,
        kind="named",
        outcome="granted",
        amount=amount,
        decided_on=AS_OF - 99,
    )


BUYER = Buyer(buyer="B1", name="Fictive SARL", country="CN", private_person=0, public=0, related=0)
UNSCORED = {
    "discretionary_limit": always(20_000_00),
    "discretionary_evidence_needed": always(list(DiscretionaryEvidence).index(DiscretionaryEvidence.SCORE)),
    "required_score": always(50),
}
REPORT = Evidence(buyer="B1", kind="credit report", dated_on=AS_OF - 20)


@pytest.mark.parametrize(("language", "word"), [("en", "unknown"), ("fr", "inconnu")])
@pytest.mark.parametrize("position", ["on top", "including"])
def test_a_limit_whose_evidence_is_unknown_is_told_in_a_word(language, word, position):
    own = OwnLimit(buyer="B1", from_day=AS_OF - 90, amount=5_000_00, currency="EUR", position=position)
    asked = LimitRequest(reference="Q1", buyer="B1", requested_on=AS_OF - 5, amount=30_000_00, currency="EUR")
    facts = Ledger.of([BUYER, REPORT, own, asked])
    portfolio = portfolio_of(lay_out(facts.view(AS_OF), layered(UNSCORED)))
    texts, figures = shown(portfolio, language)
    assert max(figures) < 10**8
    assert texts[0].count(word) >= 3
    assert word in texts[2]
    told = buyers_json(portfolio, language)["buyers"][0]
    assert (told["limit"], told["limits"][0]["amount"], told["room"]) == (None, None, None)
    assert told["refused_by"]["verdict"] == "needs information"
    assert told["own_limit"]["room"] == (None if position == "on top" else 5_000_00)
    assert "▲" not in texts[0]


def test_a_share_beside_a_limit_nobody_can_tell_needs_information():
    beside = UNSCORED | {"layer_mode": PARI_PASSU}
    book = lay_out(Ledger.of([BUYER, REPORT, granted("layer 0", 10_000_00)]).view(AS_OF), layered({}, beside))
    told = next_delivery(book, account_of_buyer(book, "B1"))
    assert [each.amount for each in told.limits] == [10_000_00, None]
    assert (told.limit, told.room, told.refused_by.clause) == (None, None, "room_in_the_limit")


def test_a_layer_that_refuses_a_delivery_gives_it_no_room():
    covered, excluded = (list(Cover).index(each) for each in (Cover.COVERED, Cover.EXCLUDED))
    but_china = TermValue((Entry(covered), Entry(excluded, {"country": ("CN",)})))
    decided = [granted("layer 0", 10_000_00), granted("layer 1", 5_000_00)]
    book = lay_out(Ledger.of([BUYER, *decided]).view(AS_OF), layered({}, {"country_covered": but_china}))
    told = next_delivery(book, account_of_buyer(book, "B1"))
    assert ([each.room for each in told.limits], told.refused_by) == ([10_000_00, 0], None)
    assert (told.limit, told.room) == (15_000_00, 10_000_00)


def test_a_layer_that_covers_what_the_first_refuses_has_its_room():
    refused = replace(granted("layer 0", 0), outcome="refused")
    above = {"refused_buyer_limit": always(3_000_00)}
    book = lay_out(Ledger.of([BUYER, refused]).view(AS_OF), layered({}, above))
    told = next_delivery(book, account_of_buyer(book, "B1"))
    assert [each.kind for each in told.limits] == [LimitKind.REFUSED, LimitKind.TOP_UP]
    assert (told.room, told.refused_by) == (3_000_00, None)


def test_a_delivery_to_a_member_of_a_group_is_judged_for_that_member():
    members = [replace(BUYER, buyer=name, name=f"Fictive {name}", group="Groupe") for name in ("B1", "B2", "B3")]
    shared = replace(granted("layer 0", 10_000_00), scope="group")
    failed = Insolvency(buyer="B1", opened_on=AS_OF - 9, kind="liquidation")
    sold = replace(delivered("B2", 1_000_00, day=AS_OF - 30), due=AS_OF + 30)
    book = lay_out(Ledger.of([*members, shared, failed, sold]).view(AS_OF), layered({}))
    told = {
        buyer: next_delivery(book, account_of_buyer(book, buyer), number)
        for number, buyer in enumerate(book.buyers.names)
    }
    assert {buyer: each.room for buyer, each in told.items()} == {"B1": 0, "B2": 10_000_00, "B3": 10_000_00}
    assert told["B1"].refused_by.clause == "no_insolvency_stop"


@pytest.mark.parametrize("last", ["B1", "B2"])
def test_cover_and_why_tell_what_stops_one_member_of_a_group_of_that_member_alone(last):
    members = [replace(BUYER, buyer=name, name=f"Fictive {name}", group="Groupe") for name in ("B1", "B2")]
    shared = replace(granted("layer 0", 10_000_00), scope="group")
    failed = Insolvency(buyer="B1", opened_on=AS_OF - 9, kind="liquidation")
    sold = [
        replace(delivered(each, 1_000_00, day=AS_OF - 40 + 5 * (each == last)), due=AS_OF + 30, source="", fact_id=each)
        for each in ("B1", "B2")
    ]
    programme = layered({})
    book = lay_out(Ledger.of([*members, shared, failed, *sold]).view(AS_OF), programme)
    report = cover_report(
        cover(book.view, programme),
        asked("Maison Fictive SA", programme, AS_OF),
    )
    assert [(each.buyer, each.open, each.since) for each in report.stops] == [("B1", 1_000_00, AS_OF - 9)]
    (account,) = account_of_buyer(book, "B1")
    answer, lines = judge_account(book, account), Lines(book)
    halts = {each.buyer: tree(lines, each, answer, language="en").halt for each in lines.of_account(account, answer)}
    assert (halts["B1"].clause, halts["B2"]) == ("no_insolvency_stop", None)


def test_a_buyer_without_an_account_is_told_nothing():
    book = books.book(0, buyers=3)
    assert next_delivery(book, account_of_buyer(book, "nobody")) is None
