"""Every worked case of every clause on recoveries and on payments holds; each has its texts and its cases."""

from dataclasses import replace
from pathlib import Path

import pytest

import encours.clauses
from encours.cases import Case
from encours.cases.alone import run_alone_case
from encours.cases.markdown_tables import MarkdownTable, read_page
from encours.clauses import charge, recover
from encours.clauses.wordings.payment import PAYMENT
from encours.clauses.wordings.premium import CHARGES, PRICE, RESULT
from encours.clauses.wordings.recovery import RECOVERY
from encours.engine.clause import check_rules
from encours.explain.clause_texts import clause_text
from encours.explain.readings import meaning
from tests.cases.pages import alone_cases

LINKS = {each.name: each for chain in (RECOVERY, PAYMENT, PRICE, RESULT) for each in chain.links}
TERMS = {**RECOVERY.link_terms, **PAYMENT.link_terms, **PRICE.link_terms, **RESULT.link_terms}

READ_BY_THE_YEAR = {"premium_on_balances", "premium_amount_base", "premium_exchange_rate_day", "instalment_day"}
"""Terms that those read who build the bases and the calls of a year: tests/premium has both readings of each."""


def tables(clause: str) -> tuple[MarkdownTable, ...]:
    folder = Path(encours.clauses.__file__).parent / LINKS[clause].clause.stage
    return read_page((folder / clause / "cases.md").read_text(encoding="utf-8")).tables


CASES = [(clause, table, row) for clause in LINKS for table in tables(clause) for row in table.rows]


@pytest.mark.parametrize("case", alone_cases(), ids=lambda case: f"{case.clause}: {case.title}")
def test_a_case_is_answered_as_counted_by_hand(case: Case) -> None:
    result = run_alone_case(case)
    assert result.holds, [*result.faults, *map(str, result.differences)]


def test_a_case_that_is_wrong_says_where() -> None:
    case = next(each for each in alone_cases() if each.clause == "debt_left")
    wrong = run_alone_case(replace(case, expected={**case.expected, "granted": "0.01"}))
    assert [each.place for each in wrong.differences] == ["granted"]
    assert run_alone_case(replace(case, overrides={**case.overrides, "standing": "much"})).faults


@pytest.mark.parametrize("clause", LINKS)
def test_a_clause_has_a_case_for_each_verdict_it_has_a_sentence_for(clause: str) -> None:
    text = clause_text(LINKS[clause].clause.stage, clause)
    stated = {row.cells["verdict"] for table in tables(clause) for row in table.rows}
    assert stated == set(text.sentences)
    assert all(each.english.endswith(".") and each.french.endswith(".") for each in text.sentences.values())
    assert text.text.english
    assert text.text.french


@pytest.mark.parametrize("clause", LINKS)
def test_no_two_cases_of_a_clause_have_one_title(clause: str) -> None:
    titles = [row.cells["case"] for table in tables(clause) for row in table.rows]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_every_folder_is_a_link_and_every_rule_speaks_the_language() -> None:
    assert sorted(RECOVERY.code_of) == sorted(recover.__all__)
    assert sorted(each.name for each in CHARGES) == sorted(charge.__all__)
    for each in LINKS.values():
        check_rules(each.clause.rule, *each.measures)
    check_rules(recover.recovery_costs.charged_to_insurer, recover.recovery_costs.charged_to_insured)


@pytest.mark.parametrize("name", [name for name, term in TERMS.items() if term.choices])
def test_every_reading_has_its_sentence_and_a_case(name: str) -> None:
    choices = TERMS[name].choices
    assert choices is not None
    worked = {row.cells.get(f"terms.{name}", "") or TERMS[name].default for _, _, row in CASES}
    for reading in choices:
        assert meaning(reading).english
        assert meaning(reading).french
        assert name in READ_BY_THE_YEAR or reading.english in worked
