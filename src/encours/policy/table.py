"""All terms of a policy resolved once, so that a row carries one small number instead of a schedule.

Rows differ only by what some term varies with, so the table holds each different set of values once:
usually a handful, whatever the number of buyers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from encours.clauses.lose.anchors import INSOLVENCY
from encours.policy.matching import OTHER, UNKNOWN, Matcher
from encours.policy.resolve import default_of, matcher_of
from encours.policy.schedule import PERIOD_TERMS, Policy, Programme

Of = TypeVar("Of", Policy, Programme)


class Profile(NamedTuple):
    """What terms may vary with in a buyer; an empty text is unknown, `OTHER` is one that no term names."""

    buyer_class: str
    country: str
    sector: str
    buyer: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class TermTable:
    """Every different set of terms, and which one a row has.

    `values[term][t]` is the value of a term in set `t`, `UNSET` and `MISSING` included; all lists have
    one length. `index[endorsement][profile][entity][limit_kind]` is `t`, by the places in the sequences
    the table was made for; the endorsement is how many are in force on the row's delivery day, 0 to
    `len(policy.endorsements)`. Inner lists are shared between profiles that nothing tells apart.
    """

    values: Mapping[str, list[int]]
    index: list[list[list[list[int]]]]

    def __len__(self) -> int:
        """Number of different sets of terms."""
        return len(next(iter(self.values.values())))


def term_table(
    policy: Policy,
    *,
    profiles: Sequence[Profile],
    entities: Sequence[str],
    limit_kinds: Sequence[str],
    cause: str = INSOLVENCY,
) -> TermTable:
    """Table of terms of a policy for the combinations of these profiles, entities and kinds of limit.

    `cause` is the cause of loss supposed for the few terms that vary with it: cover says what would be
    paid if the buyer failed. An unknown one gives `MISSING` in those terms.
    """
    names = names_of(policy)
    sets: dict[tuple[int, ...], int] = {}
    index = []
    for endorsement in range(len(policy.endorsements) + 1):
        columns = _columns_of(Same(policy), endorsement)
        cells: dict[Profile, list[list[int]]] = {}
        rows = []
        for profile in profiles:
            seen = columns.faces.of(profile)
            if seen not in cells:
                cells[seen] = [
                    [sets.setdefault(columns.values(profile, entity, kind, cause), len(sets)) for kind in limit_kinds]
                    for entity in entities
                ]
            rows.append(cells[seen])
        index.append(rows)
    return TermTable({name: [values[place] for values in sets] for place, name in enumerate(names)}, index)


def names_of(policy: Policy) -> list[str]:
    """Names of the terms that rows read, in the order of a table: those of the period first."""
    return [*PERIOD_TERMS, *(name for name in policy.wording.row_terms if name not in PERIOD_TERMS)]


@dataclass(frozen=True, slots=True, eq=False)
class Same(Generic[Of]):
    """A policy or a programme known by its identity, and held so that no other takes it: a key for what is kept."""

    it: Of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it

    def __hash__(self) -> int:
        return id(self.it)


@lru_cache(maxsize=32)
def _columns_of(same: Same[Policy], endorsement: int) -> _Columns:
    return _Columns(same.it, names_of(same.it), endorsement)


class _Columns:
    """Terms of a policy under one number of endorsements: those that vary, and the fixed rest."""

    def __init__(self, policy: Policy, names: Sequence[str], endorsement: int) -> None:
        self._base: list[int] = []
        self._varying: list[tuple[int, Matcher, dict[tuple[str, ...], int]]] = []
        for place, name in enumerate(names):
            found = matcher_of(policy, name, endorsement)
            self._base.append(default_of(policy, name) if found is None or found.keys else found.value({}))
            if found is not None and found.keys:
                self._varying.append((place, found, {}))
        self.faces = _Faces([each for _, each, _ in self._varying])

    def values(self, profile: Profile, entity: str, limit_kind: str, cause: str) -> tuple[int, ...]:
        """Value of every term for one combination."""
        row = {**profile._asdict(), "entity": entity, "limit_kind": limit_kind, "cause": cause}
        result = list(self._base)
        for place, each, known in self._varying:
            seen = tuple([_represented(each, key, row[key]) for key in each.keys])
            if seen not in known:
                known[seen] = each.value(row)
            result[place] = known[seen]
        return tuple(result)


def _represented(matcher: Matcher, key: str, value: str) -> str:
    return UNKNOWN if value == UNKNOWN else matcher.representative(key, value)


class _Faces:
    """What some terms make of each attribute of a buyer: one value for all that they treat alike."""

    def __init__(self, matchers: Sequence[Matcher]) -> None:
        self._readers = {key: [each for each in matchers if key in each.keys] for key in Profile._fields}
        self._faces: dict[str, dict[tuple[str, ...], str]] = {key: {} for key in Profile._fields}
        self._seen: dict[str, dict[str, str]] = {key: {UNKNOWN: UNKNOWN} for key in Profile._fields}
        for key, readers in self._readers.items():
            named = sorted({name for each in readers for name in each.named(key)} - {OTHER})
            for value in (OTHER, *named):
                self._faces[key].setdefault(self._representatives(key, value), value)

    def of(self, profile: Profile) -> Profile:
        """Profile that stands for all those treated alike."""
        return Profile(*[self._face(key, value) for key, value in zip(Profile._fields, profile, strict=True)])

    def _face(self, key: str, value: str) -> str:
        if not self._readers[key]:
            return OTHER
        seen = self._seen[key]
        if value not in seen:
            seen[value] = self._faces[key].get(self._representatives(key, value), value)
        return seen[value]

    def _representatives(self, key: str, value: str) -> tuple[str, ...]:
        return tuple(each.representative(key, value) for each in self._readers[key])


def zones_of(policy: Policy) -> Callable[[Profile], Profile]:
    """Function that gives a buyer's profile the same face as every profile the policy treats alike.

    Each known attribute becomes the first value, in alphabetical order, that every term of the policy and
    of its endorsements matches as it matches this one: `OTHER` when none names it. Unknown stays unknown,
    unless no term varies with that attribute: then it is `OTHER` too. Use it before `term_table`, so that
    profiles are as few as what the policy can tell apart.
    """
    return _faces_of(Same(policy)).of


@lru_cache(maxsize=32)
def _faces_of(same: Same[Policy]) -> _Faces:
    policy = same.it
    matchers = [
        found
        for endorsement in range(len(policy.endorsements) + 1)
        for name in _named_by(policy, endorsement)
        if (found := matcher_of(policy, name, endorsement)) is not None and found.keys
    ]
    return _Faces(matchers)


def _named_by(policy: Policy, endorsement: int) -> Mapping[str, object]:
    """Terms that an endorsement, or for 0 the schedule, writes."""
    return policy.terms if endorsement == 0 else policy.endorsements[endorsement - 1].terms
