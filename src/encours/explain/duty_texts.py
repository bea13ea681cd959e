"""The shape of what is told of a kind of duty."""

from __future__ import annotations

from dataclasses import dataclass

from encours.policy.faults import Words


@dataclass(frozen=True, slots=True)
class DutyText:
    """A kind of duty in words."""

    title: Words
    what_to_do: Words
    what_is_lost: Words
