"""A term: one agreed value that a policy may set, declared beside the rule that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from encours.units.kinds import Unit


class Choice(IntEnum):
    """A closed list of readings, each with the words a policy is written in, English then French."""

    english: str
    french: str

    def __new__(cls, english: str, french: str) -> Self:
        """Number the readings from zero in the order they are written."""
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.english = english
        member.french = french
        return member

    @classmethod
    def numbered(cls, number: int) -> Self:
        """The reading of a number."""
        return list(cls)[number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a policy may agree on one point: unit, bounds, default and meaning in both languages.

    `low` and `high` are inclusive and in the term's own unit, as text in the unit's writing ("60 days",
    "90 %"), so that a refusal can quote them. `default` is what holds when the policy says nothing; None
    means that the clause does not apply unless the policy sets the term. A `policy_wide` term has one value
    for the whole policy and cannot vary with a row's keys. `varies_by_limit` is False for terms which are
    read where no one limit is known; `varies_by_cause` is True for those which are read once there is a loss. `presets`
    name values that would be long to write, in English and French. `among` are the choices it may take, where not all.
    """

    unit: Unit
    english: str
    french: str
    low: str | None = None
    high: str | None = None
    default: str | None = None
    choices: type[Choice] | None = None
    policy_wide: bool = False
    varies_by_limit: bool = True
    varies_by_cause: bool = False
    presets: tuple[tuple[str, str, int], ...] = ()
    among: tuple[Choice, ...] = ()
    example: str | None = None

    @property
    def allowed(self) -> tuple[Choice, ...]:
        """Choices that the term may take; none of a term that has no choices."""
        return self.among or tuple(self.choices or ())
