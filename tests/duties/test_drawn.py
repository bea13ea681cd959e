"""On companies drawn by chance: what a duty is said to cost is what cover loses when it alone is missed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest

from encours.cover.answer import cover
from encours.cover.moves import NOTHING, Moved, covered_by
from encours.duties.doing import STEPS_BY_KIND
from encours.duties.duty import Duty, Standing
from encours.duties.register import register
from encours.facts.kinds import Consent, Fact
from encours.facts.ledger import Ledger
from encours.policy.schedule import Programme
from encours.units import MISSING, NEVER, Day
from tests.cover import books
from tests.oracle import files


def known(seed: int, facts: Iterable[Fact] | None = None) -> list[Fact]:
    """Facts of a drawn company that had happened and were known by the day asked."""
    return [
        each for each in (books.facts(seed, buyers=5) if facts is None else facts)
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
    missing = set(STEPS_BY_KIND)
    for seed in range(40):
        missing -= {
            each.kind for each in register(Ledger.of(known(seed)).view(books.AS_OF), books.programme(seed)).duties
        }
        if not missing:
            return
    assert missing == set()


def told_of(facts: list[Fact], duty: Duty) -> list[Fact]:
    """Facts that a step was taken: those of its kind about its invoice, or about all of its buyer."""
    wanted = taken(duty)
    event = getattr(wanted, "event", None)
    return [
        each for each in facts
        if type(each) is type(wanted) and each.buyer == duty.buyer and getattr(each, "event", None) == event
        and (not duty.invoice or each.invoice in {"", duty.invoice})
    ]  # fmt: skip


@dataclass(frozen=True)
class Weighed:
    """A duty of a drawn company with files, alone of its kind to have its facts and its act, and when it is asked."""

    facts: list[Fact]
    programme: Programme
    duty: Duty
    day: Day


def weighed(seed: int, standing: Standing) -> Iterator[Weighed]:
    """Steps that stand so, where nothing else about their buyer was missed; what falls due meanwhile is done."""
    drawn = known(seed, files.company(books.facts(seed, buyers=5), seed))
    # What was counted from a due date that nobody knows is on no day: it is left out.
    facts = [each for each in drawn if each.happened_on == MISSING or each.happened_on > 0]
    facts = [each for each in facts if not isinstance(each, Consent) or each.until > 0]
    programme = files.programme(books.programme(seed), seed)
    found = register(Ledger.of(facts).view(books.AS_OF), programme)
    every = [each for each in found.duties if each.kind in STEPS_BY_KIND]
    for duty in every:
        own = {id(each) for each in told_of(facts, duty)}
        beside = [each for each in every if each is not duty and each.buyer == duty.buyer]
        is_alone = not any(
            act(each) == act(duty) or own & {id(fact) for fact in told_of(facts, each)} or each.standing(books.AS_OF)
            in {Standing.LATE, Standing.DONE_LATE} for each in beside
        )  # fmt: skip
        if is_alone and duty.standing(books.AS_OF) is standing and MISSING != duty.last_day < NEVER:
            day = max(books.AS_OF, duty.last_day + 1)
            meanwhile = [taken(each) for each in beside if books.AS_OF <= each.last_day < min(day, each.done_on)]
            yield Weighed([*facts, *meanwhile], programme, duty, day)


@pytest.mark.parametrize(("standing", "seeds"), [(Standing.LATE, range(36, 46)), (Standing.DONE, range(335, 345))])
def test_what_was_missed_or_done_is_worth_what_its_facts_change(standing: Standing, seeds: range) -> None:
    worth_something = 0
    for each in (each for seed in seeds for each in weighed(seed, standing)):
        own = {id(fact) for fact in told_of(each.facts, each.duty)}
        without = [fact for fact in each.facts if id(fact) not in own]
        is_done = standing is Standing.DONE
        kept, lost = (each.facts, without) if is_done else ([*each.facts, taken(each.duty)], each.facts)
        moved = covered(kept, each.programme, each.day) - covered(lost, each.programme, each.day)
        assert each.duty.at_stake == moved, each.duty
        worth_something += moved != NOTHING
    assert worth_something
