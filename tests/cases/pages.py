"""Where the pages of cases and the stories are, and each clause with its own."""

import functools
import os
from pathlib import Path

import encours.clauses
from encours.cases import Case, CaseResult, Story, read_cases, read_story, run_case, run_loss_case
from encours.cases.alone import ALONE, run_alone_case
from encours.cases.declared import CLAUSES as OF_DECLARATIONS
from encours.cases.loss_days import CLAUSES as ABOUT_THE_LOSS
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.clauses.wordings.indemnity import CHAIN
from encours.clauses.wordings.payment import PAYMENT
from encours.clauses.wordings.premium import PRICE, RESULT
from encours.clauses.wordings.recovery import RECOVERY
from encours.engine.clause import Clause

CLAUSES = Path(encours.clauses.__file__).parent
STORIES = Path(__file__).parents[1] / "stories"
KERNELS = Path(os.environ.get("ENCOURS_CACHE", Path(__file__).parents[2] / ".cache" / "kernels"))


STEPS = {each.name: each.clause for each in CHAIN.links}
CLAUSES_AND_STEPS = {clause.name: clause for clause in WHOLE_TURNOVER.clauses} | STEPS


def folder(clause: Clause) -> Path:
    return CLAUSES / clause.stage / clause.name


@functools.cache
def cases_of(name: str) -> tuple[Case, ...]:
    page = folder(CLAUSES_AND_STEPS[name]) / "cases.md"
    return tuple(read_cases(page.read_text(encoding="utf-8"), name, str(page))) if page.exists() else ()


@functools.cache
def loss_day_cases() -> tuple[Case, ...]:
    """Cases of the clauses that tell the date of loss, which no row of cover asks."""
    pages = [CLAUSES / "lose" / name / "cases.md" for name in sorted(ABOUT_THE_LOSS)]
    return tuple(case for page in pages for case in read_cases(page.read_text("utf-8"), page.parent.name, str(page)))


@functools.cache
def alone_cases() -> tuple[Case, ...]:
    """Cases of the clauses that are asked alone of one sum, which have a runner of their own (tests/claims)."""
    links = [(each.clause.stage, each.name) for chain in (RECOVERY, PAYMENT, PRICE, RESULT) for each in chain.links]
    pages = [CLAUSES / stage / name / "cases.md" for stage, name in sorted(links)]
    return tuple(case for page in pages for case in read_cases(page.read_text("utf-8"), page.parent.name, str(page)))


@functools.cache
def declared_cases() -> tuple[Case, ...]:
    """Cases of what is declared for the premium, and of limits that serve no sale (tests/premium)."""
    pages = [CLAUSES / "charge" / name / "cases.md" for name in sorted(OF_DECLARATIONS)]
    return tuple(case for page in pages for case in read_cases(page.read_text("utf-8"), page.parent.name, str(page)))


ALL_CASES = [case for clause in WHOLE_TURNOVER.clauses for case in cases_of(clause.name)]
STEP_CASES = [case for name in STEPS for case in cases_of(name)]
EVERY_CASE = [*ALL_CASES, *STEP_CASES, *loss_day_cases(), *declared_cases()]
CASE_NAMES = [f"{case.clause}: {case.title}" for case in ALL_CASES]


def run(case: Case) -> CaseResult:
    if case.clause in ALONE:
        return run_alone_case(case)
    return run_loss_case(case) if case.clause in STEPS else run_case(case)


@functools.cache
def stories() -> dict[str, Story]:
    return {page.stem: read_story(page.read_text(encoding="utf-8"), page.name) for page in sorted(STORIES.glob("*.md"))}
