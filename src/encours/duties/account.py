"""The duties of one account, each with the world in which it is done: made once, and asked for many times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from encours.duties.doing import STEPS_BY_KIND, can_be_done, done, is_missed, told_apart
from encours.duties.duty import Duty
from encours.duties.worlds import Supposed, Worlds, all_of
from encours.facts.view import View
from encours.units import MISSING, NEVER, Day

Act = tuple[str, str, str, int]
"""What is done: its kind, buyer, invoice and instalment. A step is one act, under however many policies it is asked."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A duty of which something tells what doing it is.

    `done` is what the ledger would have besides, were it done in time; `told` the fact that it was done when it was,
    of this duty alone.
    """

    duty: Duty
    identifier: str
    act: Act | None
    """None for what is no step of a file, and is an act of its own."""
    done: Supposed
    told: Supposed

    @staticmethod
    def of(view: View, duty: Duty) -> Doing:
        """What doing a duty is, on a view."""
        step = STEPS_BY_KIND.get(duty.kind)
        instalment = duty.instalment if step is not None and step.by_instalment else 0
        act = None if step is None else (duty.kind, duty.buyer, duty.invoice, instalment)
        return Doing(duty, duty.identifier, act, done(view, duty), told_apart(duty))


@dataclass(frozen=True)
class Account:
    """Buyers that share one account, and the duties that touch it, those of the policy itself among them."""

    buyers: frozenset[str]
    day: Day
    """The day asked."""
    doings: Sequence[Doing]
    _ahead: dict[Day, Sequence[Doing]] = field(default_factory=dict, repr=False)

    @staticmethod
    def of(worlds: Worlds, buyers: frozenset[str], duties: Iterable[Duty]) -> Account:
        """Account of these buyers: what its worlds may add is laid beside their facts at once."""
        doings = [Doing.of(worlds.view, each) for each in duties if can_be_done(each)]
        worlds.foresee(buyers, all_of(world for each in doings for world in (each.done, each.told)).added)
        return Account(buyers, worlds.view.as_of, doings)

    def doing(self, duty: Duty) -> Doing:
        """One of its duties, with its worlds."""
        return self._by_name[duty.identifier]

    @cached_property
    def steps(self) -> Sequence[Doing]:
        """Steps about its invoices and claims."""
        return [each for each in self.doings if each.act is not None]

    @cached_property
    def late(self) -> Sequence[Doing]:
        """What was missed by the day asked."""
        return [each for each in self.doings if is_missed(each.duty, self.day)]

    def ahead(self, day: Day) -> Sequence[Doing]:
        """Steps that are not missed yet, and will be by a day if nobody takes them."""
        if day not in self._ahead:
            self._ahead[day] = [
                each for each in self.steps if is_missed(each.duty, day) and not is_missed(each.duty, self.day)
            ]
        return self._ahead[day]

    def beside(self, chosen: Sequence[Doing]) -> tuple[Doing | None, Doing | None]:
        """Of the other duties that ask for the act of these, the last one due before all of them, and the first after.

        An act asked for by several days is missed under each when that day is over, and may still be done for the next.
        """
        ours, days = {each.identifier for each in chosen}, [each.duty.last_day for each in chosen]
        others = [each for each in self._by_act[chosen[0].act] if each.identifier not in ours]
        before = [each for each in others if each.duty.last_day < min(days)]
        after = [each for each in others if max(days) < each.duty.last_day]
        return (
            max(before, key=lambda each: each.duty.last_day, default=None),
            min(after, key=lambda each: each.duty.last_day, default=None),
        )

    def undone(self, steps: Iterable[Doing]) -> Supposed:
        """The world where these steps were not taken: what their facts say of others is still said of those."""
        steps = list(steps)
        gone = frozenset(name for each in steps for name in each.duty.proofs)
        acts = {each.act for each in steps}
        others = {each.identifier: each for name in gone for each in self._proved_by[name] if each.act not in acts}
        return all_of(each.told for each in others.values()) + Supposed(left_out=gone)

    @cached_property
    def _by_name(self) -> dict[str, Doing]:
        return {each.identifier: each for each in self.doings}

    @cached_property
    def _by_act(self) -> dict[Act | None, list[Doing]]:
        found: dict[Act | None, list[Doing]] = {}
        for each in self.steps:
            if each.duty.last_day not in {MISSING, NEVER}:
                found.setdefault(each.act, []).append(each)
        return found

    @cached_property
    def _proved_by(self) -> dict[str, list[Doing]]:
        found: dict[str, list[Doing]] = {}
        for each in self.steps:
            for name in each.duty.proofs:
                found.setdefault(name, []).append(each)
        return found
