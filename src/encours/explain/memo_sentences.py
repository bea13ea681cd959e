"""How a line of the memo is written: what it asks of a policy, and its sentences with the value of each term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from encours.duties.duty import Department
from encours.policy.faults import Words

NOTHING: Final = Words("", "")
PRIMARY: Final = "layer_mode=primary"
"""Condition of a line that a layer above the first, which follows it, does not repeat."""


@dataclass(frozen=True, slots=True)
class ByChoice:
    """Words by the choice of a term, in English as a policy writes it; an empty choice is a term that is not used."""

    term: str
    words: Mapping[str, Words]


Sentence: TypeAlias = Words | ByChoice
"""Words with the names of terms in braces, or words by the choice of a term."""


@dataclass(frozen=True, slots=True, init=False)
class More:
    """Words added to a sentence where every one of some conditions holds."""

    words: Words
    conditions: tuple[str, ...]

    def __init__(self, words: Words, *conditions: str) -> None:
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "conditions", conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoEntry:
    """One line of the memo: who does what by when, and what is lost if not.

    It stands in a memo where every term of `needs` is used, every condition of `holds` and one at least of `one_of`
    hold, and no term of `without` is used. A condition is the name of a term that is used with a value that is not
    zero, or a name and its choice: ``late_notice=invoice lost``, ``extension_authority=0``.
    """

    kind: str
    who: tuple[Department, ...]
    does: Sentence
    by: Sentence = NOTHING
    lost: Sentence = NOTHING
    needs: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    """Terms of which the policy itself must write one: a default asks nothing."""
    varies: str = ""
    """A term of what is covered, by which the policy must exclude something."""
    more: tuple[More, ...] = ()
    """Added to what is to be done."""
    more_by: tuple[More, ...] = ()
    """Added to by when."""
    heads_several: bool = False
    """Whether the words of by when head a list, and are left out where it has one item alone."""
    clause: str = ""
    """Folder of the clause that it comes from: ``maintain/overdue_notice``."""
    law: str = ""
    """Reference of a line that the law writes."""
