"""Which entry of a term holds for a row: the most specific of those that match it.

1. An entry that names the buyer comes before one that does not: a named exception beats any rule.
2. Then the entry with more keys.
3. Then, between entries with the same keys, the one that matches no key less narrowly and one more so:
   a country named itself is narrower than one named by its zone, a longer NACE prefix than a shorter.

Entries that this leaves equal are refused when the policy is read if they disagree (`conflict`), so at
most one value is ever left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from typing import Final

from encours.policy.schedule import Entry, TermValue
from encours.units import MISSING

UNKNOWN: Final = ""
"""What a key is for a row when nobody knows it."""

OTHER: Final = "*"
"""A value that no entry names: it stands for all of those."""

Zones = Mapping[str, tuple[str, ...]]
Grades = tuple[int, ...]
"""How narrowly each entry of a term matches one value of one key: 0 not at all, else larger is narrower."""


def without_dots(sector: str) -> str:
    """NACE code as prefixes are compared: `43.21 Z` is `4321Z`."""
    return sector.replace(".", "").replace(" ", "").upper()


def _grade(key: str, named: Sequence[str], value: str, zones: Zones) -> int:
    """How narrowly a list of values under one key matches a row's value; 0 when it does not."""
    if key == "country":
        if value in named:
            return 2
        return int(any(value in zones.get(name, ()) for name in named))
    if key == "sector":
        code = without_dots(value)
        return max((len(prefix) for prefix in map(without_dots, named) if code.startswith(prefix)), default=0)
    return int(value in named)


def _named(key: str, entries: Sequence[Entry], zones: Zones) -> tuple[str, ...]:
    """Every value of a key that some entry treats apart, and `OTHER`."""
    names = dict.fromkeys(name for entry in entries for name in entry.when.get(key, ()))
    if key == "country":
        names = dict.fromkeys(country for name in names for country in zones.get(name, (name,)))
    if key == "sector":
        names = dict.fromkeys(map(without_dots, names))
    return (*sorted(names), OTHER)


LARGEST_CHECK: Final = 100_000
"""How many combinations of values are tried before a term is refused as too tangled to check."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two entries, by their places, that disagree for a row and are equally specific.

    The row is empty when the term has too many combinations for all of them to be tried.
    """

    first: int
    second: int
    row: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Matcher:
    """A term's entries made ready to be matched: each key's values are grouped by what they match.

    For each key the term varies with, `graded` gives what each value named somewhere matches, `faces` the
    value that stands for its group, and `representatives` that value by group; the result for any row is
    the result for the representatives of its groups.
    """

    entries: tuple[Entry, ...]
    keys: tuple[str, ...]
    graded: Mapping[str, Mapping[str, Grades]]
    faces: Mapping[str, Mapping[str, str]]
    representatives: Mapping[str, Mapping[Grades, str]]
    default: int

    def grades(self, key: str, value: str) -> Grades:
        """How narrowly each entry matches a value of a key; 1 where the entry does not name the key."""
        return self.graded[key][self._name(key, value)]

    def representative(self, key: str, value: str) -> str:
        """Value that stands for all those which the entries match as they match this one."""
        return self.faces[key][self._name(key, value)]

    def _name(self, key: str, value: str) -> str:
        """Value, among those the entries name, that decides what a value matches; `OTHER` when none does."""
        names = self.graded[key]
        if key != "sector":
            return value if value in names else OTHER
        code = without_dots(value)
        return next((code[:length] for length in range(len(code), 0, -1) if code[:length] in names), OTHER)

    def named(self, key: str) -> tuple[str, ...]:
        """Values of a key that some entry treats apart, and `OTHER`."""
        return tuple(self.graded[key])

    def holding(self, row: Mapping[str, str]) -> tuple[int, ...]:
        """Places of the entries none is more specific than, for a row whose keys are all known."""
        grades = [self.grades(key, row[key]) for key in self.keys]
        return self._most_specific(grades)

    def _most_specific(self, grades: Sequence[Grades]) -> tuple[int, ...]:
        matching = [place for place in range(len(self.entries)) if all(column[place] for column in grades)]
        if not matching:
            return ()
        best = max(map(self._rank, matching))
        left = [place for place in matching if self._rank(place) == best]
        return tuple(place for place in left if not any(self._narrower(other, place, grades) for other in left))

    def _rank(self, place: int) -> tuple[bool, int]:
        when = self.entries[place].when
        return "buyer" in when, len(when)

    def _narrower(self, first: int, second: int, grades: Sequence[Grades]) -> bool:
        if self.entries[first].when.keys() != self.entries[second].when.keys():
            return False
        pairs = [(column[first], column[second]) for column in grades]
        return all(one >= other for one, other in pairs) and any(one > other for one, other in pairs)

    def value(self, row: Mapping[str, str]) -> int:
        """Value for a row; `MISSING` when it depends on a key the row does not know (absent or empty)."""
        choices = [
            (row[key],) if row.get(key, UNKNOWN) != UNKNOWN else tuple(self.representatives[key].values())
            for key in self.keys
        ]
        values = {self._known(dict(zip(self.keys, picked, strict=True))) for picked in product(*choices)}
        return values.pop() if len(values) == 1 else MISSING

    def _known(self, row: Mapping[str, str]) -> int:
        places = self.holding(row)
        return self.entries[places[0]].value if places else self.default

    def conflict(self) -> Conflict | None:
        """First two entries that can both hold for one row and disagree; None when all is clear."""
        matched = {
            key: [
                [grades for grades in self.representatives[key] if grades[place]] for place in range(len(self.entries))
            ]
            for key in self.keys
        }
        left = LARGEST_CHECK
        for first, second in combinations(range(len(self.entries)), 2):
            if self.entries[first].value == self.entries[second].value or self._rank(first) != self._rank(second):
                continue
            cells = [self._shared(key, first, second, matched[key]) for key in self.keys]
            left -= prod(map(len, cells))
            if left < 0:
                return Conflict(first, second, {})
            for picked in product(*cells):
                if {first, second} <= set(self._most_specific(picked)):
                    row = {
                        key: self.representatives[key][grades] for key, grades in zip(self.keys, picked, strict=True)
                    }
                    return Conflict(first, second, row)
        return None

    def _shared(self, key: str, first: int, second: int, matched: Sequence[Sequence[Grades]]) -> Sequence[Grades]:
        """Groups of one key's values to try for two entries: those that both match.

        A key neither names is tried with `OTHER` only: no other value lets more entries through.
        """
        if key not in self.entries[first].when and key not in self.entries[second].when:
            return (self.grades(key, OTHER),)
        seconds = set(matched[second])
        return [grades for grades in matched[first] if grades in seconds]


def matcher(value: TermValue, *, zones: Zones, default: int) -> Matcher:
    """Matcher of one term's entries; `default` is what holds where no entry matches."""
    graded = {key: _graded(key, value.entries, zones) for key in value.keys}
    representatives: dict[str, dict[Grades, str]] = {key: {} for key in graded}
    for key, names in graded.items():
        for name, grades in names.items():
            representatives[key].setdefault(grades, name)
    faces = {
        key: {name: representatives[key][grades] for name, grades in names.items()} for key, names in graded.items()
    }
    return Matcher(value.entries, tuple(graded), graded, faces, representatives, default)


def _graded(key: str, entries: Sequence[Entry], zones: Zones) -> dict[str, Grades]:
    """What each value of a key that some entry names, and `OTHER`, matches in every entry."""
    return {
        name: tuple(_grade(key, entry.when[key], name, zones) if key in entry.when else 1 for entry in entries)
        for name in _named(key, entries, zones)
    }
