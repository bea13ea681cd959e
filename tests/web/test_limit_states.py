"""The word that a list shows for a limit, state by state, each from the facts that make it."""

from dataclasses import replace
from datetime import date

import pytest

from encours.clauses.wordings import WORDINGS
from encours.facts.assumptions import assume
from encours.facts.kinds import (
    Buyer,
    Entity,
    Invoice,
    LimitAppeal,
    LimitDecision,
    LimitRequest,
)
from encours.facts.ledger import Ledger
from encours.policy.read import read_programme_of
from encours.units import MISSING, NEVER
from encours.web.computing.limit_rows import limit_rows
from encours.web.computing.limit_work import CUT_NOTIFIED, limit_items
from encours.web.computing.limits import WORDS, BuyerStatus, LimitState, layer_life
from encours.web.computing.position import position
from encours.web.computing.question import Asked
from encours.web.computing.rows import account_rows, invoice_rows
from encours.web.pages.customer_marks import reason_in_brief, status_badge
from encours.web.pages.limit_marks import state_badge
from tests.web.conftest import EXAMPLES

WHOLE = EXAMPLES / "whole-turnover"
TOP_UP = EXAMPLES / "top-up-excess"


def on(month, number):
    """A day of 2026."""
    return (date(2026, month, number) - date(1970, 1, 1)).days


TODAY = on(6, 30)
BUYER = Buyer(
    buyer="B1", name="Acheteur", country="FR", private_person=0, public=0, related=0,
    changed_on=on(1, 1), known=on(1, 1),
)  # fmt: skip
SELLER = Entity(entity="SELLER", joined_on=on(1, 1) - 365, known=on(1, 1) - 365)


def decided(reference="D1", outcome="granted", amount=100_000_00, day=None, **more):
    """A decision on the buyer."""
    day = on(2, 1) if day is None else day
    told = {"kind": "named", "currency": "EUR", "notified_on": day, "known": day, "effective_on": day, **more}
    return LimitDecision(reference=reference, buyer="B1", outcome=outcome, amount=amount, decided_on=day, **told)


def requested(reference="R1", amount=100_000_00, day=None, **more):
    """A request about the buyer."""
    day = on(1, 20) if day is None else day
    return LimitRequest(
        reference=reference, buyer="B1", requested_on=day, amount=amount, currency="EUR", known=day, **more
    )


def asked_of(*facts, folder=WHOLE, owes=0, vat=0, terms="", more=()):
    """The question of a company that keeps these facts; `terms` are written into its first policy."""
    texts = {each.name: each.read_text(encoding="utf-8") for each in folder.glob("*.toml")}
    texts["policy.toml"] = texts["policy.toml"].replace("[terms]\n", f"[terms]\n{terms}\n", 1)
    programme = read_programme_of(texts, wordings=WORDINGS.values()).programme
    given = [BUYER, SELLER, *facts, *more]
    if owes:
        given.append(
            Invoice(
                number="F1", buyer="B1", entity="SELLER", stage="invoiced", ordered=on(5, 20), delivered=on(6, 1),
                issued=on(6, 1), due=on(7, 15), currency="EUR", gross=owes, vat=vat, undisputed=1,
                payment_means="open account", known=on(6, 1),
            )
        )  # fmt: skip
    return Asked("Société", assume(Ledger.of(given).view(TODAY)), programme, "metropolitan")


def life_of(*facts, layer=0, **more):
    """The limit of the buyer of a company that keeps these facts."""
    asked = asked_of(*facts, **more)
    line = asked.portfolio.line("B1")
    return layer_life(asked.portfolio, line, asked.portfolio.standing(line), TODAY, layer=layer)


def state_of(*facts, **more):
    """State of the limit of the first policy."""
    return life_of(*facts, **more).state


def test_every_state_has_words_in_both_languages():
    assert set(WORDS) == set(LimitState)
    assert all(each.english and each.french for each in WORDS.values())


def test_a_buyer_of_whom_nothing_is_told_has_no_limit():
    found = life_of(owes=50_000_00)
    assert found.state is LimitState.NONE
    assert found.since is None
    assert found.ends_on is None


def test_a_request_of_the_day_is_requested_and_is_under_review_from_the_day_after():
    assert state_of(requested(day=TODAY)) is LimitState.REQUESTED
    assert state_of(requested(day=TODAY - 1)) is LimitState.PENDING


def test_an_answered_request_waits_no_more():
    assert state_of(requested(answered_on=on(2, 1))) is LimitState.NONE
    assert state_of(requested(), decided(request="R1")) is LimitState.GRANTED


def test_a_request_for_more_leaves_the_limit_that_stands():
    found = life_of(decided(), requested("R2", amount=200_000_00, day=on(6, 20)))
    assert (found.state, found.amount) == (LimitState.GRANTED, 100_000_00)


def test_a_refused_increase_leaves_the_old_limit():
    refused = decided("D2", "increase refused", MISSING, on(5, 2), request="R2")
    found = life_of(decided(), requested("R2", amount=200_000_00, day=on(5, 1)), refused, owes=90_000_00)
    assert (found.state, found.amount, found.used) == (LimitState.GRANTED, 100_000_00, 90_000_00)


def test_partial_is_less_than_asked_whatever_the_insurer_calls_it():
    assert state_of(requested(), decided(amount=60_000_00, request="R1")) is LimitState.PARTIAL
    assert state_of(requested(), decided(outcome="partial", request="R1")) is LimitState.GRANTED
    assert state_of(decided(outcome="partial")) is LimitState.PARTIAL


def test_a_limit_is_conditional_until_its_conditions_are_met():
    assert state_of(decided(conditions="Caution de la mère")) is LimitState.CONDITIONAL
    assert state_of(decided(conditions="Caution", conditions_met_on=on(3, 1))) is LimitState.GRANTED
    assert state_of(decided(conditions="Caution", conditions_met_on=TODAY + 5)) is LimitState.CONDITIONAL


def test_a_limit_with_a_last_day_is_temporary_through_that_day():
    found = life_of(decided(expires_on=TODAY))
    assert (found.state, found.ends_on) == (LimitState.TEMPORARY, TODAY)


def test_after_its_last_day_it_is_expired():
    found = life_of(decided(expires_on=TODAY - 1), owes=10_000_00)
    assert found.state is LimitState.EXPIRED
    assert found.ends_on == TODAY - 1
    assert found.stands is None


def test_a_percentage_of_its_own_is_told_where_it_is_lower_than_the_policy_s():
    assert state_of(decided(percentage=8_000)) is LimitState.REDUCED_PERCENTAGE
    assert state_of(decided(percentage=9_000)) is LimitState.GRANTED


def test_a_refusal():
    found = life_of(decided(outcome="refused", amount=0))
    assert found.state is LimitState.REFUSED
    assert found.room == 0


def test_an_appeal_shows_until_it_is_answered_and_while_its_decision_is_the_last():
    refused = decided(outcome="refused", amount=0)
    appeal = LimitAppeal(decision="D1", appealed_on=on(6, 1), known=on(6, 1))
    assert state_of(refused, appeal) is LimitState.UNDER_APPEAL
    answered = LimitAppeal(decision="D1", appealed_on=on(6, 1), answered_on=on(6, 20), known=on(6, 1))
    assert state_of(refused, answered) is LimitState.REFUSED
    assert state_of(refused, appeal, decided("D2", day=on(6, 25))) is LimitState.GRANTED


def test_a_withdrawal_that_is_notified_is_still_cover_until_it_bites():
    told = decided("D2", "withdrawn", 0, on(6, 20), effective_on=TODAY + 20)
    found = life_of(decided(), told, owes=90_000_00)
    assert found.state is LimitState.WITHDRAWAL_NOTIFIED
    assert (found.amount, found.used) == (100_000_00, 90_000_00)
    assert found.cut.effective_on == TODAY + 20


def test_a_withdrawal_in_effect_is_a_cancelled_limit():
    assert state_of(decided(), decided("D2", "withdrawn", 0, on(5, 1))) is LimitState.CANCELLED


def test_the_notice_of_the_policy_dates_a_cut_that_names_no_day():
    told = decided("D2", "reduced", 40_000_00, on(6, 20), effective_on=MISSING)
    found = life_of(decided(), told)
    assert found.state is LimitState.REDUCTION_NOTIFIED
    assert found.cut.effective_on == on(7, 20)


def test_less_that_is_granted_from_a_day_to_come_is_a_reduction_and_nothing_a_withdrawal():
    less = decided("D2", "granted", 40_000_00, on(6, 20), effective_on=TODAY + 10)
    assert state_of(decided(), less) is LimitState.REDUCTION_NOTIFIED
    none = decided("D2", "reduced", 0, on(6, 20), effective_on=TODAY + 10)
    assert state_of(decided(), none) is LimitState.WITHDRAWAL_NOTIFIED
    more = decided("D2", "granted", 140_000_00, on(6, 20), effective_on=TODAY + 10)
    assert state_of(decided(), more) is LimitState.GRANTED


def test_of_two_cuts_to_come_the_first_to_bite_is_told():
    later = decided("D3", "withdrawn", 0, on(6, 20), effective_on=TODAY + 40)
    sooner = decided("D2", "reduced", 40_000_00, on(6, 10), effective_on=TODAY + 10)
    found = life_of(decided(), later, sooner)
    assert (found.state, found.cut.effective_on) == (LimitState.REDUCTION_NOTIFIED, TODAY + 10)


def test_a_cut_of_what_was_withdrawn_already_is_no_news():
    gone = decided("D2", "withdrawn", 0, on(5, 1))
    again = decided("D3", "withdrawn", 0, on(6, 20), effective_on=TODAY + 10)
    assert state_of(decided(), gone, again) is LimitState.CANCELLED


def test_room_that_the_policy_gives_by_itself_is_discretionary():
    text = (WHOLE / "policy.toml").read_text(encoding="utf-8")
    assert "credit report" in text
    from encours.facts.kinds import Evidence

    report = Evidence(buyer="B1", kind="credit report", dated_on=on(6, 15), score=80, known=on(6, 15))
    found = life_of(more=[report], owes=5_000_00)
    assert (found.state, found.amount) == (LimitState.DISCRETIONARY, 10_000_00)
    assert state_of(requested(day=on(6, 20)), more=[report]) is LimitState.PENDING


def test_each_layer_has_a_life_of_its_own():
    own = decided("D2", amount=30_000_00, policy="Top-up 2026", kind="top-up", expires_on=TODAY + 9)
    facts = (decided(), own)
    assert life_of(*facts, folder=TOP_UP, layer=0).state is LimitState.GRANTED
    second = life_of(*facts, folder=TOP_UP, layer=1)
    assert (second.state, second.amount, second.ends_on) == (LimitState.TEMPORARY, 30_000_00, TODAY + 9)


def test_a_withdrawal_of_the_top_up_says_nothing_of_the_first_policy():
    own = decided("D2", amount=30_000_00, policy="Top-up 2026", kind="top-up")
    cut = decided("D3", "withdrawn", 0, on(6, 20), policy="Top-up 2026", kind="top-up", effective_on=TODAY + 9)
    assert life_of(decided(), own, cut, folder=TOP_UP, layer=0).state is LimitState.GRANTED
    assert life_of(decided(), own, cut, folder=TOP_UP, layer=1).state is LimitState.WITHDRAWAL_NOTIFIED


@pytest.mark.parametrize("expires", [NEVER, MISSING])
def test_a_last_day_that_nobody_knows_is_temporary_and_one_that_never_comes_is_not(expires):
    expected = LimitState.GRANTED if expires == NEVER else LimitState.TEMPORARY
    found = life_of(decided(expires_on=expires))
    assert found.state is expected
    assert found.ends_on is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_state_of_a_limit_and_of_a_customer_has_its_badge(language):
    badges = [state_badge(each.value, language) for each in LimitState]
    badges += [status_badge(each.value, language) for each in BuyerStatus]
    assert all(each.word and each.symbol and each.tone for each in badges)


def test_each_decision_to_come_is_held_against_the_one_before_it():
    told = (
        decided(),
        decided("D2", "reduced", 50_000_00, on(6, 20), effective_on=TODAY + 10),
        decided("D3", "granted", 80_000_00, on(6, 21), effective_on=TODAY + 20),
        decided("D4", "withdrawn", 0, on(6, 22), effective_on=TODAY + 30),
        decided("D5", "withdrawn", 0, on(6, 23), effective_on=TODAY + 40),
    )
    asked = asked_of(*told, owes=10_000_00)
    standing = asked.portfolio.standing(asked.portfolio.line("B1"))
    cuts = [each.decision.reference for each in standing.cuts(asked.portfolio.exchange, TODAY)]
    assert cuts == ["D2", "D4"]
    assert [each.reference for each in limit_items(asked, None) if each.kind == CUT_NOTIFIED] == cuts


def test_a_cut_of_one_insured_entity_is_told_whatever_another_has():
    terms = 'limit_scope = "insured entity"'
    other = Entity(entity="OTHER", joined_on=on(1, 1) - 365, known=on(1, 1) - 365)
    told = (
        decided("A1", "refused", MISSING, entity="SELLER"), decided("B1", amount=50_000_00, entity="OTHER"),
        decided("B2", "withdrawn", 0, on(6, 20), effective_on=TODAY + 15, entity="OTHER"),
        decided("B3", "granted", 30_000_00, on(6, 20), effective_on=TODAY + 30, entity="OTHER"),
    )  # fmt: skip
    asked = asked_of(*told, owes=10_000_00, terms=terms, more=[other])
    assert [each.reference for each in limit_items(asked, None) if each.kind == CUT_NOTIFIED] == ["B2"]


def test_what_nobody_can_tell_is_no_full_limit():
    untold = replace(BUYER, private_person=MISSING, changed_on=on(1, 2))
    asked = asked_of(decided(), more=[untold], owes=50_000_00)
    (account,) = account_rows(asked, list(invoice_rows(asked)))
    (row,) = limit_rows(asked)
    assert (account.status, account.limit, account.next_delivery) == (BuyerStatus.UNKNOWN, 100_000_00, None)
    assert (row.total, row.room, position(asked, "B1").room) == (100_000_00, None, None)
    assert reason_in_brief(account, account.status, "EUR", "en") == "a fact is missing to tell"


def test_no_limit_at_all_is_told_as_none_and_a_refusal_as_nothing():
    for facts, limit in (((), None), ((decided(outcome="refused", amount=MISSING),), 0)):
        asked = asked_of(*facts, owes=50_000_00)
        (account,) = account_rows(asked, list(invoice_rows(asked)))
        (row,) = limit_rows(asked)
        assert account.limit == row.total == limit


def test_what_is_not_due_yet_is_no_day_late():
    asked = asked_of(decided(), owes=50_000_00)
    (account,) = account_rows(asked, list(invoice_rows(asked)))
    assert account.late_days == 0


def test_the_limits_of_several_policies_are_one_sum_in_every_list():
    top_up = decided("D2", amount=30_000_00, policy="Top-up 2026", kind="top-up")
    asked = asked_of(decided(), top_up, folder=TOP_UP, owes=120_000_00)
    (account,) = account_rows(asked, list(invoice_rows(asked)))
    (row,) = limit_rows(asked)
    found = position(asked, "B1")
    assert account.limit == row.total == found.limit == 130_000_00
    assert row.used == found.used == 120_000_00
    assert account.next_delivery == row.room == found.room


@pytest.mark.parametrize(("base", "needed"), [("gross of VAT", 120_000_00), ("net of VAT", 100_000_00)])
def test_what_a_limit_must_hold_is_counted_as_the_limit_counts(base, needed):
    terms = f'limit_amount_base = "{base}"'
    asked = asked_of(decided(amount=10_000_00), owes=120_000_00, vat=20_000_00, terms=terms)
    assert position(asked, "B1").needed == needed
    for less, over in ((0, False), (1_00, True)):
        held = asked_of(decided(amount=needed - less), owes=120_000_00, vat=20_000_00, terms=terms)
        assert (position(held, "B1").over_limit > 0) is over
