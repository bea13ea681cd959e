"""Limits that serve no sale: which, what they cost, and the last day on which cancelling saves the next fee."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.cases import run_case
from encours.cases.declared import CLAUSES as FOLDERS
from encours.cases.markdown_tables import read_page
from encours.clauses.charge import dead_limit, declared_turnover
from encours.engine.clause import check_rules
from encours.engine.verdicts import NAMES
from encours.premium.dead_limits import Monitoring, dead_limits, last_day_before, months_of, year_start
from encours.premium.ledger_bases import balance_lines, limit_lines
from encours.premium.turnover import alone
from encours.units import MISSING, NEVER, Day, after, span
from tests.cases.pages import CLAUSES, declared_cases
from tests.premium import ledger_story as story
from tests.premium.made_up import FIRST, LAST, on, policy

MONITORED = policy('monitoring_fee = "12 EUR"\nmonitoring_fee_every = "quarter"')


@pytest.mark.parametrize("case", declared_cases(), ids=lambda case: f"{case.clause}: {case.title}")
def test_a_case_answers_as_counted_by_hand(case) -> None:
    result = run_case(case)
    assert result.holds, [*result.faults, *map(str, result.differences)]


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_a_clause_has_its_text_and_a_case_for_each_verdict(name: str) -> None:
    text = Path(CLAUSES / "charge" / name / "clause.md").read_text(encoding="utf-8")
    for heading in ("## Text | Texte", "## What to do | Que faire", "## Not modelled | Non modélisé"):
        assert heading in text
    (table,) = (table for table in read_page(text).tables if table.heading.startswith("Verdicts"))
    words = {row.cells["verdict"] for row in table.rows}
    assert words <= set(NAMES.values())
    stated = {case.expected.get("verdict", "") for case in declared_cases() if case.clause == name}
    assert words == stated - {""}


def test_the_rules_are_in_the_clause_language() -> None:
    check_rules(declared_turnover.rule, declared_turnover.asked, declared_turnover.refused)
    check_rules(declared_turnover.last_day_to_declare, dead_limit.rule, dead_limit.in_time)


def found(*facts: object, as_of: str = "2026-08-02", idle: int = 6, **more: Monitoring) -> list[str]:
    shown = story.view(*facts, as_of=as_of)  # type: ignore[arg-type]
    return [each.buyer for each in dead_limits(shown, alone(MONITORED), MONITORED, idle=idle, **more)]


def test_a_limit_granted_since_may_still_serve() -> None:
    assert found(story.limit("A", decided_on=on("2026-02-02"))) == ["A"]
    assert found(story.limit("A", decided_on=on("2026-02-03"))) == []


def test_a_limit_refused_withdrawn_or_of_nothing_is_not_paid_for() -> None:
    for outcome in ("refused", "withdrawn"):
        gone = story.limit("A", "G-1", outcome=outcome, amount=MISSING, decided_on=on("2026-01-05"))
        assert found(story.limit(), gone) == []


def test_a_fee_is_that_of_the_policy_and_else_that_of_the_bill() -> None:
    billed = Monitoring(5_00, 1, 0)
    shown = story.view(as_of="2026-08-02")
    (own,) = dead_limits(shown, alone(MONITORED), MONITORED, idle=6, billed=billed)
    assert (own.fee, own.saved, own.until_anniversary) == (12_00, 48_00, 12_00)
    silent = policy()
    (told,) = dead_limits(shown, alone(silent), silent, idle=6, billed=billed)
    assert (told.fee, told.saved, told.until_anniversary) == (5_00, 60_00, 20_00)
    (unknown,) = dead_limits(shown, alone(silent), silent, idle=6)
    assert (unknown.fee, unknown.saved, unknown.until_anniversary) == (MISSING, MISSING, MISSING)
    assert own.last_sale == NEVER


def test_the_year_of_a_policy_begins_on_its_day() -> None:
    long = policy(first="2024-07-01", last="2027-06-30")
    assert year_start(long, on("2026-06-30")) == on("2025-07-01")
    assert year_start(long, on("2026-07-01")) == on("2026-07-01")
    assert year_start(long, on("2029-06-30")) == on("2028-07-01")


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2026-01-01", "2026-01-31", 1), ("2026-01-01", "2026-03-31", 3), ("2026-01-01", "2026-04-01", 4),
     ("2026-01-01", "2026-06-30", 6), ("2026-01-01", "2026-12-31", 12)],
)  # fmt: skip
def test_the_days_of_a_fee_are_months(first: str, last: str, months: int) -> None:
    assert months_of(on(first), on(last)) == months


@given(st.integers(FIRST, LAST), st.integers(0, 200), st.integers(0, 6))
def test_the_last_day_to_cancel_is_in_time_and_the_next_is_not(day: Day, days: int, months: int) -> None:
    notice = span(days=days, months=months)
    last = last_day_before(day, notice)
    assert after(last, notice) < day
    assert after(last + 1, notice) >= day


def test_balances_are_within_the_limit_unless_the_whole_counts() -> None:
    own = story.limit("A", amount=1_500_00)
    shown = story.view(own, story.sale("F-1", "2026-02-02"), story.sale("F-2", "2026-03-02", vat=100_00))
    march = {"first": on("2026-02-01"), "last": on("2026-03-31")}
    assert [(each.on, each.amount) for each in balance_lines(shown, MONITORED, **march)] == [
        (on("2026-02-28"), 1_000_00), (on("2026-03-31"), 1_500_00),
    ]  # fmt: skip
    whole = policy('premium_on_balances = "whole balance"')
    assert [each.amount for each in balance_lines(shown, whole, **march)] == [1_000_00, 2_000_00]
    taxed = policy('premium_on_balances = "whole balance"\npremium_amount_base = "gross of VAT"')
    assert [each.amount for each in balance_lines(shown, taxed, **march)] == [1_000_00, 2_100_00]


def test_a_balance_of_what_is_left_out_is_a_line_of_its_own() -> None:
    shown = story.view(story.buyer("H", public=1), story.sale("F-1", buyer="H"), story.sale("F-2"))
    told = balance_lines(shown, MONITORED, first=on("2026-02-01"), last=on("2026-02-28"))
    assert {(each.buyer, each.excluded) for each in told} == {("A", ""), ("H", "public buyer")}


def test_the_highest_limit_of_a_month_counts_for_it() -> None:
    raised = story.limit("A", "G-1", amount=2_000_000_00, decided_on=on("2026-02-10"))
    cut = story.limit("A", "G-2", outcome="reduced", amount=500_000_00, decided_on=on("2026-02-20"))
    shown = story.view(story.limit(fact_id="g0"), raised, cut)
    told = limit_lines(shown, MONITORED, first=on("2026-01-01"), last=on("2026-03-31"))
    assert [(each.on, each.amount) for each in told] == [
        (on("2026-01-01"), 1_000_000_00), (on("2026-02-01"), 2_000_000_00), (on("2026-03-01"), 500_000_00),
    ]  # fmt: skip
    assert told[0].fact == "g0"
