"""On companies drawn by chance: what a duty is said to cost is what cover loses when it alone is missed."""

import pytest

from encours.cover.answer import cover
from encours.cover.moves import Moved, covered_by
from encours.duties.doing import STEPS_BY_KIND
from encours.duties.duty import Duty, Standing
from encours.duties.register import register
from encours.facts.kinds import Fact
from encours.facts.ledger import Ledger
from encours.policy.schedule import Programme
from encours.units import NEVER, Day
from tests.cover import books


def known(seed: int) -> list[Fact]:
    """Facts of a drawn company that had happened and were known by the day asked."""
    return [
        each for each in books.facts(seed, buyers=5)
        if each.happened_on <= books.AS_OF and each.known <= books.AS_OF
    ]  # fmt: skip


def steps(found: tuple[Duty, ...]) -> list[Duty]:
    """Steps that are still to be taken in time, and whose last day is known."""
    return [
        each for each in found
        if each.kind in STEPS_BY_KIND and each.standing(books.AS_OF) is Standing.OPEN and each.last_day < NEVER
    ]  # fmt: skip


def taken(duty: Duty) -> Fact:
    """The fact that a step was taken on its last day."""
    fact = STEPS_BY_KIND[duty.kind].taken(duty.buyer, duty.invoice, duty.instalment, duty.last_day)
    object.__setattr__(fact, "source", duty.identifier)
    return fact


def act(duty: Duty) -> tuple[str, str, str, int]:
    """A step is one act, under however many policies it is asked."""
    return duty.kind, duty.buyer, duty.invoice, duty.instalment


def covered(facts: list[Fact], programme: Programme, day: Day) -> Moved:
    """What the public answer covers of a ledger."""
    return covered_by(cover(Ledger.of(facts).view(day), programme))


@pytest.mark.parametrize("seed", range(12))
def test_each_step_costs_what_it_is_said_to(seed: int) -> None:
    facts, programme = known(seed), books.programme(seed)
    found = register(Ledger.of(facts).view(books.AS_OF), programme).duties
    ahead = [each for each in found if each.kind in STEPS_BY_KIND and books.AS_OF <= each.last_day < each.done_on]
    for duty in steps(found)[:4]:
        day = duty.last_day + 1
        rest = [taken(each) for each in ahead if act(each) != act(duty) and each.last_day < day]
        kept = covered([*facts, *rest, taken(duty)], programme, day)
        assert duty.at_stake == kept - covered([*facts, *rest], programme, day), duty


def test_the_drawn_companies_have_steps_of_every_kind() -> None:
    kinds = {
        each.kind for seed in range(40)
        for each in register(Ledger.of(known(seed)).view(books.AS_OF), books.programme(seed)).duties
    }  # fmt: skip
    assert set(STEPS_BY_KIND) <= kinds
