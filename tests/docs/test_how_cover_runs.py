"""What the account of cover says of its example is what the policy answers, on that day and on the next."""

import importlib.util
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from encours.clauses.states import State
from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.cover.answer import cover
from encours.explain.names import STATE_MARKS
from encours.facts.ledger import Ledger
from encours.policy.read import read_programme

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-cover-runs.md").read_text(encoding="utf-8")
GENERATOR = ROOT / "scripts" / "generate_worked_example.py"


@pytest.fixture(scope="module")
def example() -> ModuleType:
    made = importlib.util.spec_from_file_location("worked_example", GENERATOR)
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


def states(example: ModuleType, facts, as_of: str) -> dict[str, dict[State, int]]:
    """Euros of each state that has any, by invoice."""
    return {
        invoice.number: {state: euros for state, euros in parts.items() if euros}
        for invoice, parts, _ in example.judged(facts, example.day(as_of))
    }


def test_the_tables_are_fresh() -> None:
    ran = subprocess.run([sys.executable, GENERATOR, "--check"], capture_output=True, check=False, text=True)
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)


def test_the_figures_of_the_text_are_those_of_the_table(example) -> None:
    found = states(example, example.FACTS, "2026-06-30")
    assert found == {
        "A": {State.COVERED: 12_000},
        "B": {State.COVERED: 18_000, State.OVER_LIMIT: 4_000},
        "C": {State.OVER_LIMIT: 10_000},
    }
    after = states(example, (*example.FACTS, example.PAID), "2026-07-01")
    assert after["C"] == {State.COVERED: 8_000, State.OVER_LIMIT: 2_000}
    text = PAGE.partition("## A worked example")[2]
    for figure in ("30,000", "**A** takes 12,000", "the 18,000 left", "other 4,000", "the 8,000 that are left"):
        assert figure in text


def test_the_stop_begins_the_next_morning_and_touches_only_later_deliveries(example) -> None:
    on_the_day = example.sale("D", "2026-06-30", "2026-08-29", 1_000)
    the_day_after = example.sale("E", "2026-07-01", "2026-08-30", 1_000)
    before = states(example, example.FACTS, "2026-06-30")
    found = states(example, (*example.FACTS, on_the_day, the_day_after), "2026-07-01")
    assert found["D"] == {State.OVER_LIMIT: 1_000}
    assert found["E"] == {State.NOT_COVERED: 1_000}
    assert {number: found[number] for number in before} == before


def test_a_delivery_made_while_stopped_takes_no_room(example) -> None:
    a, b = (each for each in example.FACTS if getattr(each, "number", "") in {"A", "B"})
    others = [each for each in example.FACTS if not hasattr(each, "number")]
    stopped = example.sale("E", "2026-07-05", "2026-09-03", 7_000)
    paid = replace(example.PAID, paid_on=example.day("2026-07-10"), known=example.day("2026-07-10"))
    later = example.sale("G", "2026-07-12", "2026-09-10", 9_000)
    found = states(example, (*others, a, b, stopped, paid, later), "2026-07-12")
    assert found["E"] == {State.NOT_COVERED: 7_000}
    assert found["G"] == {State.COVERED: 8_000, State.OVER_LIMIT: 1_000}


def test_the_notice_of_a_may_be_given_until_thirty_july(example) -> None:
    reading = read_programme(example.POLICY, file="policy.toml", wordings=WORDINGS.values())
    view = Ledger.of(example.FACTS).view(example.day("2026-06-30"))
    invoices = view.table("invoices")
    until = {invoices.row(row.ledger_row).number: row.until for row in cover(view, reading.programme).rows()}
    assert until["A"] == example.day("2026-07-30")


@pytest.mark.parametrize("state", State, ids=lambda state: state.english)
def test_the_page_tells_every_state_with_its_symbol(state: State) -> None:
    assert re.search(rf"^\| {re.escape(STATE_MARKS[state].symbol)} {state.english} \|", PAGE, re.MULTILINE)


def test_what_the_page_calls_the_insureds_own_doing_is_what_the_wording_does_not_cover() -> None:
    assert "Six points are the insured's own doing" in " ".join(PAGE.split())
    assert {
        each.name for each in WHOLE_TURNOVER.clauses if each.stage == "qualify" and each.state == State.NOT_COVERED
    } == {
        "agreed_terms_within_maximum",
        "invoiced_in_time",
        "adverse_information",
        "harm_of_late_notice",
        "entity_guard",
        "limit_conditions",
    }


def test_the_defaults_that_the_page_tells_are_those_of_the_terms() -> None:
    told = {
        "overdue_restart": "oldest overdue paid",
        "unauthorised_extension": None,
        "late_notice": "invoice lost",
        "oldest_by": "delivery",
        "occupies_the_limit": "insurable debt",
        "amount_base": "net of VAT",
    }
    assert {name: WHOLE_TURNOVER.terms[name].default for name in told} == told
