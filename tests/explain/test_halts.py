"""What stops new deliveries to a buyer is told with its reason and its first day, in `why` and in `cover`."""

import functools

import pytest

from encours.cover.answer import account_of_buyer
from encours.cover.one import judge_account
from encours.demo import AS_OF
from encours.explain import cover_report as reports
from encours.explain.buyer_screen import buyer_page
from encours.explain.buyers_json import line_json
from encours.explain.buyers_report import Portfolio
from encours.explain.cover_json import cover_json
from encours.explain.cover_report import cover_report
from encours.explain.cover_screen import cover_page
from encours.explain.halts import DAYS, STOPS
from encours.explain.lines import Lines
from encours.explain.next_delivery import next_delivery
from encours.explain.screen import laid_out
from encours.explain.tree import tree
from encours.explain.tree_screen import tree_page
from encours.units.show import show_day
from tests.demo import judged
from tests.demo.judged import programme
from tests.explain.questions import asked


def book():
    return judged.answer().book


@functools.cache
def report():
    return cover_report(judged.answer(), asked("Pompes Valbrume SA", programme(), AS_OF))


def why(invoice, language, **told):
    return laid_out(why_page(invoice, language, **told), width=120, colour=False)


@functools.cache
def why_page(invoice, language, *, everything=True):
    lines = Lines(book())
    buyer = f"C{invoice[2:6]}"
    for account in account_of_buyer(book(), buyer):
        answer = judge_account(book(), account)
        for line in lines.of_account(account, answer):
            if line.number == invoice:
                found = tree(lines, line, answer, language=language)
                return tree_page(found, as_of=AS_OF, language=language, everything=everything)
    return ()


@pytest.mark.parametrize(
    ("invoice", "since", "reason"),
    [
        ("F-1112-1", " since 2026-05-12", "insolvency proceedings"),
        ("F-1517-1", " since 2026-05-04", "limit withdrawn"),
        ("F-1106-1", " since 2026-05-04", "a sanctions hit awaits a decision"),
        ("F-1103-1", "", "related company"),
        ("F-1405-2", " since 2026-05-06", "file handed over"),
        ("F-1105-1", " since 2024-07-01", "already overdue when the policy began"),
    ],
)
def test_why_tells_since_when_new_deliveries_are_not_covered_and_why(invoice, since, reason):
    assert f"New deliveries are not covered{since}: {reason}." in why(invoice, "en")
    assert "must stop" not in why(invoice, "en")
    assert "Les nouvelles livraisons ne sont " in why(invoice, "fr")
    assert "devront cesser" not in why(invoice, "fr")


def test_a_stop_to_come_is_told_of_a_buyer_that_may_be_delivered_to():
    assert "Deliveries to this buyer must stop on 2026-09-26" in why("F-1305-3", "en")


def test_cover_lists_every_buyer_whose_delivery_of_the_day_would_be_refused():
    owed = {(row.account, row.buyer) for row in report().rows}
    refused = {
        buyer
        for account, buyer in owed
        if next_delivery(book(), [account], report().lines.buyer_number(buyer)).refused_by is not None
    }
    listed = [stop for stop in report().stops if stop.is_stopped]
    assert {stop.buyer for stop in listed} == refused
    assert len(listed) > 35
    assert [stop.open for stop in listed] == sorted((stop.open for stop in listed), reverse=True)
    assert {"C1112", "C1517", "C1213", "C1108", "C1218", "C1109"} < {stop.buyer for stop in listed}


def test_the_stop_told_is_the_earliest_of_those_that_the_walk_refuses_a_delivery_for():
    seen = set()
    for stop in report().stops:
        (account, *_) = account_of_buyer(book(), stop.buyer)
        told = next_delivery(book(), [account], report().lines.buyer_number(stop.buyer))
        if not stop.is_stopped or stop.halt.since > 2**30 or stop.halt.clause.endswith("_at_inception"):
            continue
        for each in told.refusals:
            for name in DAYS[each.clause] if each.clause in STOPS else ():
                seen.add(each.clause)
                assert stop.halt.since <= each.values[name], (stop.buyer, each.clause)
    assert seen == STOPS


def test_each_listed_buyer_has_its_reason_on_the_page_and_in_json():
    for language in ("en", "fr"):
        page = laid_out(cover_page(report(), language, rows=100), width=160, colour=False)
        for stop in report().stops:
            (row,) = [each for each in page.splitlines() if f"  {stop.buyer}  " in each]
            assert stop.halt.reason(language).split()[0] in row
    stops = cover_json(report(), "en")["stops"]
    one = next(each for each in stops if each["buyer"] == "C1405")
    assert (one["since"], one["refused_by"]["clause"]) == ("2026-05-06", "no_hand_over_stop")


@functools.cache
def portfolio():
    return Portfolio(judged.answer(), asked("Pompes Valbrume SA", programme(), AS_OF))


def test_the_page_of_a_buyer_tells_the_day_and_the_reason_that_cover_tells():
    for stop in report().stops:
        if not stop.is_stopped:
            continue
        line = portfolio().line(stop.buyer)
        found = portfolio().standing(line).halts[0]
        assert (found.clause, found.since) == (stop.halt.clause, stop.halt.since)
        assert line_json(portfolio(), line, "en")["refused_by"]["reason"] == stop.halt.reason("en")


@pytest.mark.parametrize(
    ("buyer", "room", "signals"),
    [
        ("C1401", "none: deliveries are stopped since 2026-05-14 (overdue)", ["2026-05-14", "not covered: overdue"]),
        ("C1405", "none: file handed over since 2026-05-06", ["2026-05-28  ✗ Deliveries must stop as well",
                                                              "2026-05-06  ✗ New deliveries are not covered: file"]),
        ("C1105", "none: already overdue when the policy began", ["2024-07-01  ✗ New deliveries are not covered"]),
        ("C1208", "none: limit withdrawn since 2026-06-18", ["2026-06-18  ✗ New deliveries are not covered: limit w"]),
        ("C1106", "unknown: a sanctions hit awaits a decision since 2026-05-04", ["2026-05-04  ? Whether"]),
        ("C1103", "none: related company", ["✗ New deliveries are not covered: related company."]),
    ],
)  # fmt: skip
def test_the_page_of_a_buyer_says_why_there_is_no_room(buyer, room, signals):
    line = portfolio().line(buyer)
    page = laid_out(buyer_page(portfolio(), line, "en", rows=20), width=160, colour=False)
    assert room in page
    assert all(each in page for each in signals)
    assert "Delivered on" not in page
    french = laid_out(buyer_page(portfolio(), line, "fr", rows=20), width=160, colour=False)
    assert ("  inconnu : " if room.startswith("unknown") else "  aucun : ") in french


def test_no_stop_is_to_come_of_a_buyer_whose_deliveries_are_not_covered():
    for line in portfolio().buyers:
        told = line_json(portfolio(), line, "en")
        refused = told["refused_by"]
        if told["stopped_since"] or (refused and refused["verdict"] == "refused"):
            assert told["next_stop"] is None
            assert "stop" not in {each["what"] for each in told["dates"]}


@pytest.mark.parametrize(
    ("buyer", "told"),
    [
        ("C1223", "Groupe Partagée: Partagée Nord SAS €45,000, Partagée Sud SAS €15,000; €25,000 finds no room"),
        ("C1305", "taken whole; €5,000 finds no room"),
        ("C1214", "taken whole; €20,000 finds no room"),
        ("C1405", "€30,000 taken"),
    ],
)  # fmt: skip
def test_what_takes_a_limit_is_told_by_member_and_never_beyond_it(buyer, told):
    page = laid_out(buyer_page(portfolio(), portfolio().line(buyer), "en", rows=9), width=240, colour=False)
    assert told in page
    assert ("older debt of the group" in page) == (buyer == "C1223")
    assert ("  group  " in page) == (buyer == "C1223")


def test_no_stop_begins_after_the_day_asked():
    for stop in report().stops:
        assert not stop.is_stopped or stop.since <= AS_OF or stop.halt.since > 2**30, show_day(stop.since, "en")


def test_a_large_book_lists_the_overdue_stops_only_and_says_so(monkeypatch):
    monkeypatch.setattr(reports, "MOST_ACCOUNTS", 10)
    large = cover_report(judged.answer(), asked("Pompes Valbrume SA", programme(), AS_OF))
    assert {stop.halt for stop in large.stops} == {None}
    assert "only the stops for an overdue invoice" in laid_out(cover_page(large, "en", rows=5), width=120, colour=False)
    assert cover_json(large, "en")["stops_are_overdue_only"] is True


@pytest.mark.parametrize(
    ("invoice", "told"),
    [("F-1305-3", "Limit: discretionary, €10,000.00 (discretionary zone, payment experience)"),
     ("F-1302-1", "Limit: blind, €3,000.00 (blind cover, ")],
)  # fmt: skip
def test_why_names_the_kind_of_a_limit_that_is_no_named_one(invoice, told):
    assert told in why(invoice, "en", everything=False)
    assert "Limit: " not in why("F-1216-2", "en", everything=False)
