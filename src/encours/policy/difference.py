"""What changed between two policies: point by point, endorsements included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from encours.policy.quantity_text import show_quantity, show_to_people, write_day
from encours.policy.resolve import default_of
from encours.policy.schedule import Endorsement, Policy, TermValue
from encours.policy.write import cession_points, entity_points, line_points
from encours.units.show import Language

ABSENT: Final = ""
"""What a side of a difference says where it has nothing."""
NOTHING: Final = '""'
"""What stands beside a name of which nothing more is said, as a policy file writes it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One point on which two policies differ, each side as it would be written; `ABSENT` where it is not."""

    point: tuple[str, ...]
    """Where, from the table down: ``("terms", "insured_percentage")``."""
    before: str
    after: str


def differences(before: Policy, after: Policy) -> tuple[Difference, ...]:
    """Every point on which two policies differ, in the order of a policy file.

    Endorsements are matched by name. A term left out on one side counts with the default of its wording,
    so writing a default out is no difference.
    """
    return tuple(_all(before, after))


def _all(before: Policy, after: Policy) -> Iterator[Difference]:
    yield from _compared(("policy",), _head(before), _head(after))
    old_tables, new_tables = _compared_tables(before), _compared_tables(after)
    for table, rows in old_tables.items():
        yield from _compared((table,), rows, new_tables[table])
    yield from _compared(("terms",), _terms_in_force(before), _terms_in_force(after))
    old = {each.name: each for each in before.endorsements}
    new = {each.name: each for each in after.endorsements}
    for name in dict.fromkeys([*old, *new]):
        yield from _compared(
            ("endorsements", name), _endorsement(before, old.get(name)), _endorsement(after, new.get(name))
        )


def _compared(point: tuple[str, ...], before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name, ABSENT), after.get(name, ABSENT)
        if was != now:
            yield Difference((*point, name), was, now)


def _head(policy: Policy) -> dict[str, str]:
    return {
        "name": policy.name,
        "number": policy.number,
        "policyholder": policy.policyholder,
        "insurer": policy.insurer,
        "wording": policy.wording.name,
        "edition": policy.wording.edition,
        "currency": policy.currency,
        "period_start": write_day(policy.period_start),
        "period_end": write_day(policy.period_end),
    }


def tables(policy: Policy) -> dict[str, dict[str, str]]:
    """Every table of a policy beside its head, terms and endorsements: of each name what a policy file says of it.

    In the order of a policy file, in its words; what stands under one name several times is put together.
    """
    return {
        "zones": {name: ", ".join(sorted(countries)) for name, countries in policy.zones.items()},
        "insured_buyers": {buyer: word or NOTHING for buyer, word in policy.insured_buyers.items()},
        "excluded_buyers": {buyer: reason or NOTHING for buyer, reason in policy.excluded_buyers.items()},
        "entities": _by_name((each.entity, entity_points(each)) for each in policy.entities),
        "coinsurance": _by_name((each.insurer, line_points(each)) for each in policy.coinsurance),
        "cessions": _by_name((each.reinsurer, cession_points(each)) for each in policy.cessions),
    }


def _by_name(told: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name, points in told:
        found.setdefault(name, []).append(", ".join(points) or NOTHING)
    return {name: "; ".join(said) for name, said in found.items()}


def _compared_tables(policy: Policy) -> dict[str, dict[str, str]]:
    """Its tables, the insured buyers as one list: each name of it decides of those that are not on it."""
    listed = {"list": ", ".join(sorted(policy.insured_buyers))} if policy.insured_buyers else {}
    return tables(policy) | {"insured_buyers": listed}


def _terms_in_force(policy: Policy) -> dict[str, str]:
    """Every term the schedule or the wording gives a value, as text."""
    shown = {}
    for name, term in policy.wording.terms.items():
        if name in policy.terms:
            shown[name] = show_term_value(policy, name, policy.terms[name])
        elif term.default is not None:
            shown[name] = _default(policy, name)
    return shown


def _default(policy: Policy, name: str) -> str:
    return show_quantity(policy.wording.terms[name], default_of(policy, name), policy.currency)


def _endorsement(policy: Policy, endorsement: Endorsement | None) -> dict[str, str]:
    if endorsement is None:
        return {}
    terms = {name: show_term_value(policy, name, value) for name, value in endorsement.terms.items()}
    return {"effective_on": write_day(endorsement.effective_on), **terms}


def show_term_value(
    policy: Policy, name: str, value: TermValue, language: Language = "en", *, is_for_people: bool = False
) -> str:
    """Value of a term on one line: ``90 %; 70 % when limit_kind is discretionary``.

    Keys and what they are compared with stay as the policy file writes them, in both languages.
    Amounts are those of a policy file, or `is_for_people` those of a screen.
    """
    term = policy.wording.terms[name]
    show = show_to_people if is_for_people else show_quantity
    is_, or_, and_, when_, between = _JOINED[language]
    parts = []
    for entry in value.entries:
        shown = show(term, entry.value, policy.currency, language)
        when = and_.join(f"{key} {is_} {or_.join(values)}" for key, values in entry.when.items())
        parts.append(f"{shown} {when_} {when}" if when else shown)
    return between.join(parts)


_JOINED: Final = {
    "en": ("is", " or ", " and ", "when", "; "),
    "fr": ("est", " ou ", " et ", "si", " ; "),
}
"""How the conditions of a value are put together in a language."""
