"""The register of duties as every form shows it: what is to be done, in which order, and what each day costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from encours.cover.moves import Moved
from encours.duties.duty import Department, Duty, Standing
from encours.duties.kinds import ANSWER_INSURER
from encours.duties.register import Register
from encours.explain.duty_words import duty_text, instalment, reference_text, request_text
from encours.explain.lines import InvoiceLine, Lines
from encours.explain.party_names import PartyNames
from encours.explain.report_head import Head
from encours.units import MISSING, NEVER, Cents, Days
from encours.units.show import Language


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which duties are shown: of one department, up to so many days ahead; all where nothing is said."""

    who: Department | None = None
    within: Days | None = None


@dataclass(frozen=True)
class DutiesReport:
    """Duties of a company as of a day, those chosen."""

    head: Head
    register: Register
    chosen: Chosen

    @cached_property
    def names(self) -> PartyNames:
        """What people call the buyers."""
        return PartyNames(self.register.book.view)

    @cached_property
    def open_lines(self) -> Mapping[str, tuple[InvoiceLine, ...]]:
        """Open invoices of each buyer."""
        lines, found = Lines(self.register.book), dict[str, list[InvoiceLine]]()
        for account, answer in self.register.accounts.items():
            for each in lines.of_account(account, answer):
                if each.is_receivable:
                    found.setdefault(each.buyer, []).append(each)
        return {buyer: tuple(each) for buyer, each in found.items()}

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Duties chosen, by last day."""
        last = NEVER if self.chosen.within is None else self.head.as_of + self.chosen.within
        return tuple(
            each for each in self.register.duties
            if self.chosen.who in {None, each.who} and not last < each.last_day < NEVER
        )  # fmt: skip

    def standing(self, duty: Duty) -> Standing:
        """Where a duty stands on the day asked."""
        return duty.standing(self.head.as_of)

    def of(self, *standings: Standing) -> tuple[Duty, ...]:
        """Duties that stand so."""
        return tuple(each for each in self.duties if self.standing(each) in standings)

    @cached_property
    def dated(self) -> tuple[Duty, ...]:
        """What is to be done by a day that has not passed, the nearest first, then what costs most."""
        found = [each for each in self.of(Standing.OPEN, Standing.AHEAD) if each.last_day < NEVER]
        return tuple(sorted(found, key=lambda each: (each.last_day, -stake(each), each.kind, each.buyer, each.invoice)))

    @cached_property
    def undated(self) -> tuple[Duty, ...]:
        """What is to be done and nothing ends, what costs most first."""
        found = [each for each in self.of(Standing.OPEN, Standing.AHEAD) if each.last_day == NEVER]
        return tuple(sorted(found, key=lambda each: (-stake(each), each.kind, each.buyer, each.invoice)))

    @cached_property
    def missed(self) -> tuple[Duty, ...]:
        """What was not done in time, what cost most first; what cost nothing, and what was done since, is over."""
        found = [
            each for each in self.of(Standing.LATE, Standing.DONE_LATE)
            if stake(each) or (each.at_stake is None and self.standing(each) is Standing.LATE)
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda each: (-stake(each), each.last_day, each.buyer, each.invoice)))

    @property
    def harmless(self) -> int:
        """How many duties were missed at no cost, or were done since: they are over."""
        return len(self.of(Standing.LATE, Standing.DONE_LATE)) - len(self.missed)

    @cached_property
    def hanging(self) -> Moved:
        """What hangs on all that is to be done by a day: no invoice counted twice."""
        return self.register.together(self.dated)

    @cached_property
    def kept(self) -> Moved:
        """What was kept by all that was done in time: no invoice counted twice."""
        return self.register.together(self.done)

    @cached_property
    def lost(self) -> Moved:
        """What was lost by all that was missed, of those chosen: no invoice counted twice."""
        return self.register.lost_by(self.of(Standing.LATE, Standing.DONE_LATE))

    @property
    def unknown(self) -> tuple[Duty, ...]:
        """What has no last day for want of a fact."""
        return self.of(Standing.UNKNOWN)

    @property
    def done(self) -> tuple[Duty, ...]:
        """What was done in time."""
        return self.of(Standing.DONE)

    @property
    def later(self) -> int:
        """Duties that stand beyond the days shown."""
        every = (each for each in self.register.duties if self.chosen.who in {None, each.who})
        return sum(1 for _ in every) - len(self.duties)

    def title(self, duty: Duty, language: Language) -> str:
        """What a duty is, in a few words."""
        return duty_text(duty.kind).title.in_language(language)

    def about(self, duty: Duty, language: Language) -> str:
        """Invoice, case or period that a duty is about."""
        if duty.kind == ANSWER_INSURER:
            return request_text(duty)
        return instalment(duty) if duty.invoice else reference_text(duty, language)

    def policy_of(self, duty: Duty) -> str:
        """Policy of a duty, where the programme holds several: it stands where others name a buyer."""
        return duty.policy if len(self.register.book.programme.layers) > 1 else ""

    def days_left(self, duty: Duty) -> Days | None:
        """Days left, below zero once they are over; nothing where there is no last day."""
        return None if duty.last_day in {MISSING, NEVER} else duty.last_day - self.head.as_of


def stake(duty: Duty) -> Cents:
    """Cover that missing it costs; nothing where that is not counted."""
    return 0 if duty.at_stake is None else duty.at_stake.covered
