"""The duties of one account, each with the world in which it is done: made once, and asked for many times."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from encours.duties.doing import STEPS_BY_KIND, can_be_done, done, is_missed, told_apart
from encours.duties.duty import Duty
from encours.duties.worlds import Supposed, Worlds, all_of
from encours.facts.view import View
from encours.units import Day

Act = tuple[str, str, str, int]
"""What is done: a step of the file once, under however many policies it is asked; anything else for itself."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A duty of which something tells what doing it is, with its identifier.

    `done` is what the ledger would have besides, were it done in time; `told` what proves it, told of it alone.
    """

    duty: Duty
    identifier: str
    done: Supposed
    told: Supposed

    @property
    def act(self) -> Act:
        """What is done, whoever asks for it."""
        duty = self.duty
        if duty.kind not in STEPS_BY_KIND:
            return self.identifier, "", "", 0
        return duty.kind, duty.buyer, duty.invoice, duty.instalment

    @staticmethod
    def of(view: View, duty: Duty) -> Doing:
        """What doing a duty is, on a view."""
        return Doing(duty, duty.identifier, done(view, duty), told_apart(duty))


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
        return self._by_name[duty.identifier, duty.last_day]

    @cached_property
    def steps(self) -> Sequence[Doing]:
        """Steps about its invoices and claims."""
        return [each for each in self.doings if each.duty.kind in STEPS_BY_KIND]

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

    def missed(self, step: Doing, chosen: Collection[Act]) -> Supposed:
        """The world where a step was not taken: what one fact says of several is still said of the acts not chosen."""
        evidence = step.duty.evidence
        if not evidence:
            return Supposed()
        alike = self._proved_by.get((step.duty.kind, evidence), ())
        others = all_of(each.told for each in alike if each.act not in chosen)
        return others + Supposed(left_out=frozenset({evidence, *step.duty.proofs}))

    @cached_property
    def _by_name(self) -> dict[tuple[str, Day], Doing]:
        # Accounts of several entities may each have the same duty of one buyer, by days of their own.
        return {(each.identifier, each.duty.last_day): each for each in self.doings}

    @cached_property
    def _proved_by(self) -> dict[tuple[str, str], list[Doing]]:
        found: dict[tuple[str, str], list[Doing]] = {}
        for each in self.steps:
            found.setdefault((each.duty.kind, each.duty.evidence), []).append(each)
        return found


def by_buyers(accounts: Iterable[Account]) -> dict[frozenset[str], Account]:
    """Accounts of the same buyers as one: those of several entities have the same facts."""
    found: dict[frozenset[str], Account] = {}
    for each in accounts:
        one = found.get(each.buyers)
        found[each.buyers] = each if one is None else Account(each.buyers, each.day, [*one.doings, *each.doings])
    return found
