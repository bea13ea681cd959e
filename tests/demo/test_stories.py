"""Every story of the demo company happens: its facts are there, and it ends in the state it announces."""

import subprocess
import sys
from collections import Counter

import pytest

from encours.clauses.states import State
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.demo import STORIES, Story, company
from encours.demo.stories import NOT_OWED, STATES
from encours.engine.findings import cause_parts
from encours.explain.cover_report import found_again
from encours.facts.kinds import Invoice
from tests.demo.judged import parts
from tests.explain.test_halts import report
from tests.house.tree import ROOT

FACTS = company().facts
NUMBERS = {fact.number: fact for fact in FACTS if isinstance(fact, Invoice)}

EACH_STORY = pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.opens} {story.title[0]}")


@EACH_STORY
def test_its_facts_are_in_the_ledger(story: Story) -> None:
    assert story.buyer in {getattr(fact, "buyer", "") for fact in FACTS if fact.KIND.table == "buyers"}
    assert NUMBERS[story.opens].buyer == story.buyer
    kept = [fact for fact in FACTS if getattr(fact, "buyer", "") == story.buyer]
    own = [fact for fact in story.facts if hasattr(fact, "buyer")]
    assert len(kept) == len(own)


@EACH_STORY
def test_it_ends_in_the_state_it_announces(story: Story) -> None:
    found = parts()[story.opens]
    if story.states == (NOT_OWED,):
        assert story.opens in {row.number for row in report().not_receivable}
        return
    french_vat = story.account.country == "FR" and State.OUTSIDE.english not in story.states
    states = [state for state, amount in found.most_common() if amount]
    told = [state for state in states if not (french_vat and state == State.OUTSIDE.english)]
    assert tuple(told) == story.states, found


def test_the_states_are_those_of_the_product() -> None:
    assert {each.english: each.french for each in State} == STATES


def test_every_state_is_the_main_one_of_some_story() -> None:
    assert {story.states[0] for story in STORIES} == {*STATES, NOT_OWED}


def test_each_story_has_its_own_buyer_and_its_own_words() -> None:
    assert len({story.buyer for story in STORIES}) == len(STORIES)
    for language in (0, 1):
        assert len({story.title[language] for story in STORIES}) == len(STORIES)
        assert all(story.tells[language].endswith(".") for story in STORIES)


def test_the_picture_is_one_a_chief_financial_officer_believes() -> None:
    total: Counter[str] = Counter()
    for found in parts().values():
        total.update(found)
    outstanding = sum(total.values())
    assert 14_000_000_00 <= outstanding <= 18_500_000_00
    assert 75 <= 100 * total[State.COVERED.english] // outstanding <= 85
    assert 3 <= 100 * total[State.OVER_LIMIT.english] // outstanding <= 9
    assert total[State.NOT_COVERED.english] * 100 < 5 * outstanding


def test_money_that_names_no_invoice_is_set_against_the_open_one() -> None:
    assert sum(parts()["F-1502-1"].values()) == 24_000_00
    assert sum(parts()["F-1506-1"].values()) == 39_500_00


def test_payment_experience_goes_as_far_as_what_was_paid_without_vat() -> None:
    assert parts()["F-1305-3"]["covered"] == 10_000_00


def test_the_terms_of_what_was_sold_too_soon_are_too_long_as_well() -> None:
    (row,) = (each for each in report().rows if each.number == "F-1003-1")
    found = {each.clause: each for each in found_again(report(), row)[0].findings}
    assert found["agreed_terms_within_maximum"].verdict == found["insured_entity"].verdict


@pytest.mark.parametrize("number", ["F-1005-1", "F-1105-1"])
def test_cover_names_the_period_of_what_was_delivered_before_it_as_why_does(number: str) -> None:
    (row,) = (each for each in report().rows if each.number == number)
    found = {WHOLE_TURNOVER.clauses[cause_parts(layer.cause)[0]].name for layer in row.cover.layers}
    assert found == {"policy_period"}


def test_without_assumptions_an_unknown_delivery_is_a_question() -> None:
    assert "needs information" not in parts()["F-1015-1"]
    assert parts(buyer="C1015", assumptions=False)["F-1015-1"].most_common()[0][0] == "needs information"


def test_a_payment_on_the_wrong_invoice_looked_right_until_it_was_corrected() -> None:
    before = parts(buyer="C1018", as_of="2026-06-05", known_on="2026-06-05")
    after = parts(buyer="C1018", as_of="2026-06-05", known_on="2026-06-10")
    assert ("F-1018-1" in before, "F-1018-2" in before) == (True, False)
    assert ("F-1018-1" in after, "F-1018-2" in after) == (False, True)


def test_a_limit_entered_late_was_not_known_on_the_day() -> None:
    before = parts(buyer="C1217", as_of="2026-05-20", known_on="2026-05-20")["F-1217-1"]
    assert before["over limit"] > before["covered"]
    assert set(parts()["F-1217-1"]) == {"covered"}


def test_a_payment_made_room_when_it_came() -> None:
    assert parts(buyer="C1203", as_of="2026-06-07")["F-1203-2"]["over limit"] > 0
    assert "over limit" not in parts(buyer="C1203", as_of="2026-06-08")["F-1203-2"]


def test_the_pages_that_tell_the_stories_are_fresh() -> None:
    checked = subprocess.run(
        [sys.executable, "scripts/generate_demo.py", "--check"], cwd=ROOT, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout.decode()


def test_two_stories_are_about_to_be_lost_for_want_of_a_notice() -> None:
    within, after = (parts(buyer="C1417", as_of=day)["F-1417-1"] for day in ("2026-07-08", "2026-07-09"))
    assert (State.NOT_COVERED.english in within, State.NOT_COVERED.english in after) == (False, True)
    within, after = (parts(buyer="C1418", as_of=day)["F-1418-1"] for day in ("2026-07-13", "2026-07-14"))
    assert (State.NOT_COVERED.english in within, State.NOT_COVERED.english in after) == (False, True)
