"""Insurers that share a policy, and what they cede of it: data, and which of it holds on the day of a loss.

Each insurer answers for its own line and for no other: a line that is not signed, or whose insurer failed, is a gap
that nobody fills. A cession is between insurers: the insured is paid the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from encours.units import NEVER, UNSET, WHOLE, BasisPoints, Day


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldShare:
    """A share that is held from one day to another, both included; None: from the beginning of the policy."""

    share: BasisPoints
    joined_on: Day | None = None
    left_on: Day = NEVER

    @property
    def is_dated(self) -> bool:
        """Whether it is held in a part of the policy's time alone."""
        return self.joined_on is not None or self.left_on != NEVER

    @property
    def first_day(self) -> Day:
        """First day; before every other where it is held from the beginning."""
        return -NEVER if self.joined_on is None else self.joined_on


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinsuranceLine(HeldShare):
    """The line of one insurer: its share of every loss whose day it holds.

    ``insured_percentage`` is the most that is insured on this line, where it agreed to less than the policy; `UNSET`
    where it follows.
    """

    insurer: str
    leads: bool = False
    is_signed: bool = True
    has_failed: bool = False
    insured_percentage: BasisPoints = UNSET

    @property
    def answers(self) -> bool:
        """Whether anybody pays for this line."""
        return self.is_signed and not self.has_failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Cession(HeldShare):
    """Quota share that one insurer of the policy, or each where none is named, cedes to a reinsurer or to a State."""

    reinsurer: str
    insurer: str = ""


Part = TypeVar("Part", bound=HeldShare)


def held_on(parts: Iterable[Part], day: Day) -> tuple[Part, ...]:
    """Parts that are held on a day, in the order they are written; a day nobody knows, those that have no dates."""
    return tuple(each for each in parts if not each.is_dated or each.first_day <= day <= each.left_on)


def first_excess(parts: Iterable[Part]) -> tuple[Day, BasisPoints] | None:
    """First day on which the parts together pass the whole, with what they come to; None where they never do."""
    listed = tuple(parts)
    for day in sorted({each.first_day for each in listed}):
        total = sum(each.share for each in held_on(listed, day))
        if total > WHOLE:
            return day, total
    return None


def overlap(parts: Iterable[Part]) -> tuple[Part, Part] | None:
    """Two parts of which the later begins before the earlier ends; None where each follows the other."""
    for one, other in pairwise(sorted(parts, key=lambda each: each.first_day)):
        if other.first_day <= one.left_on:
            return one, other
    return None


def lower_percentages(lines: Iterable[CoinsuranceLine]) -> tuple[BasisPoints, ...]:
    """Percentages that some lines agreed to instead of the policy's, each once."""
    return tuple(sorted({each.insured_percentage for each in lines} - {UNSET}))
