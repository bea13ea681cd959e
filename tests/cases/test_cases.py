"""Every worked case of every clause holds, by the plain walk and by the compiled one."""

import ast
import re
from dataclasses import replace

import pytest

from encours.cases import Case, run_case, run_loss_case
from encours.cases.markdown_tables import MarkdownTable, read_page
from encours.clauses.choices import LayerMode
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.clauses.wordings.duties import DUTIES
from encours.cover.result import RowCover
from encours.engine.clause import Clause
from encours.engine.language import tree_of
from encours.engine.terms import Choice
from encours.engine.verdicts import NAMES
from tests.cases.pages import (
    ALL_CASES,
    CASE_NAMES,
    CLAUSES_AND_STEPS,
    EVERY_CASE,
    KERNELS,
    STEP_CASES,
    alone_cases,
    cases_of,
    folder,
    stories,
)

NOT_ASKED_HERE = {
    "period_start", "period_end", "warning_period", "claim_unit", "received_loss", "total_of_allocations",
    "loss_exchange_rate", "premium_on_balances", "premium_amount_base", "premium_exchange_rate_day", "instalment_day",
    "premium_declared_every", "loss_ratio_years",
}  # fmt: skip
"""Terms that come from the period of the policy, or that neither cover nor a step of the chain reads."""
NOT_ASKED_HERE |= DUTIES.keys()  # No clause reads them: tests/duties asks for each, and for each event it counts from.
OF_LOSSES = LayerMode.EXCESS_OF_LOSS
"""The layer that no case of an invoice has: what it receives is counted by hand in tests/claims/test_programme.py."""
WORDS = {"KEPT": 0, "REFUSED": 1, "SUSPENDED": 2, "NEEDS_INFORMATION": 3, "NOT_APPLICABLE": 4}


@pytest.mark.parametrize("case", ALL_CASES, ids=CASE_NAMES)
def test_both_walks_answer_as_counted_by_hand_and_alike(case: Case) -> None:
    plain, compiled = run_case(case), run_case(case, cache=KERNELS)
    assert plain.holds, "\n".join([*plain.faults, *map(str, plain.differences), plain.finding])
    assert compiled.holds, "\n".join([*compiled.faults, *map(str, compiled.differences)])
    assert {key: without_findings(row) for key, row in plain.rows.items()} == dict(compiled.rows)


@pytest.mark.parametrize("case", STEP_CASES, ids=[f"{case.clause}: {case.title}" for case in STEP_CASES])
def test_a_step_of_the_chain_leaves_what_was_counted_by_hand(case: Case) -> None:
    found, compiled = run_loss_case(case), run_loss_case(case, cache=KERNELS)
    assert found.holds, "\n".join([*found.faults, *map(str, found.differences), found.finding])
    assert compiled.holds, "\n".join([*compiled.faults, *map(str, compiled.differences)])


def test_no_two_cases_of_a_clause_have_one_title() -> None:
    names = [f"{case.clause}: {case.title}" for case in EVERY_CASE]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("clause", CLAUSES_AND_STEPS.values(), ids=CLAUSES_AND_STEPS)
def test_a_clause_has_its_text_in_both_languages(clause: Clause) -> None:
    text = (folder(clause) / "clause.md").read_text(encoding="utf-8")
    page = read_page(text)
    assert " | " in page.title
    for heading in ("## Text | Texte", "## Verdicts | Décisions", "## What to do | Que faire",
                    "## Not modelled | Non modélisé"):  # fmt: skip
        assert heading in text


@pytest.mark.parametrize("clause", CLAUSES_AND_STEPS.values(), ids=CLAUSES_AND_STEPS)
def test_a_clause_has_one_sentence_for_each_verdict_it_can_give(clause: Clause) -> None:
    table = verdicts_table(clause)
    words = [row.cells["verdict"] for row in table.rows]
    assert len(words) == len(set(words))
    assert set(words) <= set(NAMES.values())
    assert returned(clause) <= set(words)
    for row in table.rows:
        assert row.cells["English"].endswith(".")
        assert row.cells["français"].endswith(".")


@pytest.mark.parametrize("clause", CLAUSES_AND_STEPS.values(), ids=CLAUSES_AND_STEPS)
def test_a_clause_has_a_case_for_each_verdict_it_can_give(clause: Clause) -> None:
    stated = {case.expected["verdict"] for case in cases_of(clause.name) if "verdict" in case.expected}
    words = {row.cells["verdict"] for row in verdicts_table(clause).rows}
    assert words - stated == set(), "verdicts without a case"
    assert stated - words - {"not asked"} == set(), "verdicts of cases without a sentence"


@pytest.mark.parametrize("name", [n for n in WHOLE_TURNOVER.terms if n not in NOT_ASKED_HERE])
def test_each_term_is_set_by_a_case_or_a_story(name: str) -> None:
    assert written(name), f"neither case nor story sets {name}"


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        (name, reading)
        for name, term in WHOLE_TURNOVER.terms.items()
        for reading in term.allowed
        if reading.english != term.default and name not in NOT_ASKED_HERE and term.unit.name != "steps"
        if reading is not OF_LOSSES
    ],
)
def test_each_reading_of_the_market_has_a_case_or_a_story(name: str, reading: Choice) -> None:
    """The default reading is that of every case which leaves the term silent; orders have a page of their own."""
    assert any(re.search(rf'(^|["\s]){re.escape(reading.english)}($|["\s])', text) for text in written(name))


def written(term: str) -> set[str]:
    """Every writing of a term in cases and stories."""
    in_cases = {
        cell
        for case in (*EVERY_CASE, *alone_cases())
        for column, cell in case.overrides.items()
        if cell and column.endswith(f".{term}")
    }
    line = re.compile(rf"^{term} = (.*?)(?=^\w+ = |^\[|\Z)", re.MULTILINE | re.DOTALL)
    return in_cases | {found[1] for story in stories().values() for found in line.finditer(story.policy_text)}


def without_findings(row: RowCover) -> RowCover:
    return replace(row, layers=tuple(replace(layer, findings=()) for layer in row.layers))


def verdicts_table(clause: Clause) -> MarkdownTable:
    page = read_page((folder(clause) / "clause.md").read_text(encoding="utf-8"))
    return next(table for table in page.tables if table.heading.startswith("Verdicts"))


def returned(clause: Clause) -> set[str]:
    """Verdicts the rule names, and those the engine gives for it: an amount may be kept or cut."""
    if clause.grants:
        return {"kept"}
    named = {n.id for n in ast.walk(tree_of(clause.rule)) if isinstance(n, ast.Name) and n.id in WORDS}
    silent = any(
        WHOLE_TURNOVER.terms[name].default is None
        for name in clause.reads
        if name in WHOLE_TURNOVER.terms and name not in {"period_start", "period_end"}
    )
    return {NAMES[WORDS[name]] for name in named} | ({"not applicable"} if silent else set())
