"""The value of a term for one row: the reference that the table of terms is checked against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.matching import Matcher, matcher
from encours.policy.quantities import written_value
from encours.policy.schedule import PERIOD_TERMS, Policy
from encours.units import UNSET, Day

_PERIOD_START: Final = PERIOD_TERMS[0]


def resolve(policy: Policy, term: str, keys: Mapping[str, str], on: Day) -> int:
    """Value of a term for a row delivered on a day, in the term's unit.

    `keys` gives what is known of the row, by the names of `KEYS`; absent or empty is unknown. The answer
    is `UNSET` where the policy does not use the term, and `MISSING` where it depends on a key nobody
    knows. A term that does not vary with an unknown key is not missing.
    """
    endorsement = policy.endorsement_at(on)
    found = matcher_of(policy, term, endorsement)
    return default_of(policy, term) if found is None else found.value(keys)


def matcher_of(policy: Policy, term: str, endorsement: int) -> Matcher | None:
    """Entries of a term once that many endorsements are in force; None when the policy says nothing of it."""
    assert term in PERIOD_TERMS or term in policy.wording.terms, f"{policy.wording.name} has no term {term}"
    value = policy.value_of(term, endorsement)
    if value is None:
        return None
    return matcher(value, zones=policy.zones, default=default_of(policy, term))


def default_of(policy: Policy, term: str) -> int:
    """What holds for a term the policy does not name: the period, the wording's default, or `UNSET`."""
    if term in PERIOD_TERMS:
        return policy.period_start if term == _PERIOD_START else policy.period_end
    declared = policy.wording.terms[term]
    if declared.default is None:
        return UNSET
    return written_value(declared, declared.default, policy.currency)
