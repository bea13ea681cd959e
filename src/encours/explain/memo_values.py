"""The terms of one policy on a day, as the sentences of the memo hold and test them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from encours.clauses.choices import LimitKind
from encours.duties.of_policy import last_day_of_notice
from encours.explain.country_words import country_in_a_sentence
from encours.explain.memo_words import PHRASES
from encours.explain.term_keys import NAMES
from encours.explain.values import day
from encours.policy.quantity_text import is_unbounded, show_quantity, show_to_people
from encours.policy.resolve import default_of
from encours.policy.schedule import PERIOD_TERMS, Entry, Policy
from encours.premium.calls import instalment_days
from encours.premium.periods import periods_of
from encours.units import UNSET, Day
from encours.units.show import Language

EXCLUDED: Final = "excluded"
_DAYS_SHOWN: Final = 4


def _last_day_of_notice(policy: Policy) -> tuple[Day, ...]:
    last = last_day_of_notice(policy)
    return () if last == UNSET else (last,)


def _days_to_declare(policy: Policy) -> tuple[Day, ...]:
    return tuple(each.due_on for each in periods_of(policy))


DERIVED: Final[Mapping[str, Callable[[Policy], tuple[Day, ...]]]] = {
    "last_day_of_notice": _last_day_of_notice,
    "days_to_declare": _days_to_declare,
    "days_of_instalments": instalment_days,
}
"""Days that stand in a sentence as the register counts them from the terms."""


@dataclass(frozen=True)
class TermWords:
    """The terms of a policy in force on a day."""

    policy: Policy
    as_of: Day
    language: Language

    def is_used(self, term: str) -> bool:
        """Whether the policy uses a term, for some rows at least; one that its wording lacks is not used."""
        return any(each.value != UNSET for each in self._entries(term))

    def is_written(self, term: str) -> bool:
        """Whether the policy, or an endorsement in force, writes a term itself."""
        return self.policy.value_of(term, self._endorsement) is not None

    def holds(self, condition: str) -> bool:
        """Whether a condition of the memo holds: see `MemoEntry`."""
        term, equals, choice = condition.partition("=")
        if equals:
            return self.choice(term) == choice
        return any(each.value not in {UNSET, 0} for each in self._entries(term)) and not self._is_unbounded(term)

    def choice(self, term: str) -> str:
        """Choice of a term where nothing else is said, in English; a number in figures; empty where it is not used."""
        value = self._usual(term)
        if value == UNSET:
            return ""
        declared = self.policy.wording.terms[term]
        is_named = declared.unit.name in {"code", "flag"}
        return show_quantity(declared, value, self.policy.currency) if is_named else str(value)

    def excludes(self, term: str) -> bool:
        """Whether some rows, or all, are excluded by a term of what is covered."""
        if term not in self.policy.wording.terms:
            return False
        declared = self.policy.wording.terms[term]
        return any(
            each.value != UNSET and show_quantity(declared, each.value, self.policy.currency) == EXCLUDED
            for each in self._entries(term)
        )

    def words(self, term: str) -> str:
        """Value of a term in words: what holds for most, and in brackets what holds for some."""
        if term in DERIVED:
            return self._days(DERIVED[term](self.policy))
        if term in PERIOD_TERMS:
            return day(default_of(self.policy, term), self.language)
        entries = self._entries(term)
        usual = [each for each in entries if not each.when]
        others = [f"{self._value(term, each.value)} {self._when(each)}" for each in entries if each.when]
        if not usual:
            return "; ".join(others) if self.language == "en" else " ; ".join(others)
        told = self._value(term, usual[-1].value)
        between = "; " if self.language == "en" else " ; "
        return f"{told} ({between.join(others)})" if others else told

    def _days(self, every: Sequence[Day]) -> str:
        """Days, the next ones where there are many; the last one once all are over."""
        ahead = [each for each in every if each >= self.as_of][:_DAYS_SHOWN] or every[-1:]
        return ", ".join(day(each, self.language) for each in (every if len(every) <= _DAYS_SHOWN else ahead))

    @cached_property
    def _endorsement(self) -> int:
        return self.policy.endorsement_at(self.as_of)

    def _entries(self, term: str) -> tuple[Entry, ...]:
        """What is said of a term, its default where nothing is."""
        if term not in self.policy.wording.terms:
            return ()
        value = self.policy.value_of(term, self._endorsement)
        default = Entry(default_of(self.policy, term))
        if value is None:
            return (default,)
        is_general = any(not each.when for each in value.entries)
        return value.entries if is_general or default.value == UNSET else (*value.entries, default)

    def _usual(self, term: str) -> int:
        return next((each.value for each in self._entries(term) if not each.when), UNSET)

    def _is_unbounded(self, term: str) -> bool:
        declared = self.policy.wording.terms[term]
        return all(is_unbounded(declared, each.value) for each in self._entries(term))

    def _value(self, term: str, value: int) -> str:
        declared = self.policy.wording.terms[term]
        shown = show_quantity(declared, value, self.policy.currency)
        phrase = PHRASES.get((term, shown))
        if phrase is not None:
            return phrase.in_language(self.language)
        return show_to_people(declared, value, self.policy.currency, self.language)

    def _when(self, entry: Entry) -> str:
        """For whom a value holds: ``for France, Belgium``."""
        said = [self._told(key, entry.when) for key in entry.when]
        return {"en": "for ", "fr": "pour "}[self.language] + ", ".join(said)

    def _told(self, key: str, when: Mapping[str, tuple[str, ...]]) -> str:
        """A key and its values, in the order the language has them."""
        named = self._named(key, when)
        if key == "country":
            return named
        if key == "limit_kind":
            return f"{named} limits" if self.language == "en" else f"agrément {named}"
        return f"{NAMES[key].in_language(self.language)} {named}"

    def _named(self, key: str, when: Mapping[str, tuple[str, ...]]) -> str:
        """Values of a key: a zone by its countries, a kind of limit in the language."""
        found: list[str] = []
        for each in when[key]:
            if key == "limit_kind":
                kind = next((kind for kind in LimitKind if kind.english == each), None)
                found.append(each if kind is None or self.language == "en" else kind.french)
            elif key == "country":
                codes = self.policy.zones.get(each, (each,))
                found += [country_in_a_sentence(code, self.language) for code in codes]
            else:
                found.append(each)
        return ", ".join(found)
