"""What a policy agrees for a line: the value of a term, and the entry of the schedule that gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from encours.policy.matching import UNKNOWN, Matcher
from encours.policy.resolve import default_of, matcher_of
from encours.policy.schedule import Policy
from encours.units import Day


class Agreed(NamedTuple):
    """Value of a term, and what the entry that gives it holds for: key by key, values with commas."""

    value: int
    when: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedTerms:
    """The terms of a policy, each asked once for all lines that nothing in the schedule tells apart."""

    policy: Policy
    _matchers: dict[tuple[str, int], Matcher | None] = field(default_factory=dict)
    _found: dict[tuple[str, int, tuple[str, ...]], Agreed] = field(default_factory=dict)

    def of(self, term: str, keys: Mapping[str, str], on: Day) -> Agreed:
        """What holds for a line of these keys on a day; see `encours.policy.resolve.resolve`."""
        endorsement = self.policy.endorsement_at(on)
        matcher = self._matcher(term, endorsement)
        told = () if matcher is None else tuple(keys.get(key, UNKNOWN) for key in matcher.keys)
        place = (term, endorsement, told)
        if place not in self._found:
            self._found[place] = (
                Agreed(default_of(self.policy, term)) if matcher is None
                else _agreed(matcher, dict(zip(matcher.keys, told, strict=True)))
            )  # fmt: skip
        return self._found[place]

    def wide(self, term: str, on: Day) -> int:
        """Value of a term that has one for the whole policy."""
        return self.of(term, {}, on).value

    def _matcher(self, term: str, endorsement: int) -> Matcher | None:
        if (term, endorsement) not in self._matchers:
            self._matchers[term, endorsement] = matcher_of(self.policy, term, endorsement)
        return self._matchers[term, endorsement]


def _agreed(matcher: Matcher, row: Mapping[str, str]) -> Agreed:
    value = matcher.value(row)
    if any(each == UNKNOWN for each in row.values()):
        return Agreed(value)
    places = matcher.holding(row)
    when = matcher.entries[places[0]].when if places else {}
    return Agreed(value, tuple((key, ", ".join(values)) for key, values in when.items()))
