"""The stages of a wording in their order of evaluation, and what each makes of what it refuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType, ModuleType
from typing import Final

from encours.clauses.states import State
from encours.engine.clause import Clause, clause

STAGES: Final[Mapping[str, State]] = MappingProxyType(
    {
        "qualify": State.OUTSIDE,
        "maintain": State.NOT_COVERED,
        "admit": State.OVER_LIMIT,
        "indemnify": State.COVERED,
    }
)
"""State of what a stage refuses or cuts, unless the clause names its own.

A delivery made while stopped takes no room in the limit, so *maintain* comes before *admit*. What the
percentage leaves to the insured stays covered.
"""


def staged(modules: Iterable[ModuleType]) -> tuple[Clause, ...]:
    """Clauses of these modules, each at the stage of its folder; they must stand stage after stage."""
    clauses = tuple(clause(each, stage=stage_of(each), state=STAGES[stage_of(each)], checked=False) for each in modules)
    check_stages(clauses)
    return clauses


def stage_of(module: ModuleType) -> str:
    """Stage whose folder a clause is in."""
    stage = module.__name__.split(".")[-2]
    assert stage in STAGES, f"{module.__name__} is in the folder of no stage"
    return stage


def check_stages(clauses: Iterable[Clause]) -> None:
    """Assert that stages follow one another in their order, and that states fit what a clause decides.

    A deciding clause never leaves what it refuses covered, and only *indemnify* cuts what stays covered.
    """
    order = list(STAGES)
    reached = 0
    for each in clauses:
        place = order.index(each.stage)
        assert place >= reached, f"{each.name} ({each.stage}) stands after a clause of {order[reached]}"
        reached = place
        stays_covered = each.state == State.COVERED
        assert stays_covered == (each.stage == "indemnify"), f"{each.name}: wrong state {each.state}"
        assert each.state != State.NEEDS_INFORMATION, f"{each.name}: the engine alone says what is unknown"
        assert each.grants or each.stage != "indemnify", f"{each.name} decides, where only amounts are left"
