"""Sentences and advice that a clause keeps for some of its answers only, told apart by the values it read.

A case is written in the first column of a table as ``verdict``, or ``verdict if NAME is WORD`` (a word shown, or
``never``, ``zero``, ``not zero``), with ``<``, ``>`` or ``<=`` before the name of another value, and ``and`` between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from encours.engine.findings import Finding
from encours.engine.verdicts import NAMES
from encours.explain.values import Values
from encours.policy.faults import Words
from encours.units import MISSING, NEVER


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a value: against a word (``is``), or against another value."""

    name: str
    sign: str
    other: str

    def holds(self, read: Mapping[str, int], values: Values) -> bool:
        """Whether the values read pass; what nobody read, or nobody knows, does not."""
        left = read.get(self.name, MISSING)
        if left == MISSING:
            return False
        if self.sign == "is":
            plain = {"never": left == NEVER, "zero": left == 0, "not zero": left != 0}
            return plain[self.other] if self.other in plain else values.shown(self.name, left) == self.other
        right = read.get(self.other, MISSING)
        if right == MISSING:
            return False
        return {"<": left < right, ">": left > right, "<=": left <= right}[self.sign]


@dataclass(frozen=True, slots=True)
class Case:
    """What a clause says for one verdict when every condition holds."""

    key: str
    verdict: str
    conditions: tuple[Condition, ...]
    words: Words


def case_of(key: str, words: Words) -> Case:
    """A case as its key is written."""
    verdict, _, rest = key.partition(" if ")
    conditions = []
    for each in rest.split(" and ") if rest else []:
        name, sign, other = each.split(" ", 2)
        assert sign in {"is", "<", ">", "<="}, f"a clause page compares with {sign}"
        conditions.append(Condition(name, sign, other))
    return Case(key, verdict, tuple(conditions), words)


def words_of(cases: Iterable[Case], finding: Finding, values: Values) -> Words | None:
    """Words of the first case that a finding is in; `values` show in English, the language of the keys."""
    verdict = NAMES[finding.verdict]
    found = (
        each.words
        for each in cases
        if each.verdict == verdict and all(one.holds(finding.values, values) for one in each.conditions)
    )
    return next(found, None)
