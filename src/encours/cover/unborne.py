"""Values that a schedule treats apart, that no fact bears, and that look like one that facts do bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from encours.facts.view import View
from encours.policy.refusal_words import nearest
from encours.policy.schedule import Programme
from encours.units.plain_text import folded

BORNE: Final = {
    "buyer": (("buyers", "buyer"), ("invoices", "buyer")),
    "buyer_class": (("buyers", "buyer_class"),),
    "entity": (("entities", "entity"), ("invoices", "entity")),
}
"""Where facts bear the values of the keys that are no closed list: table and field."""


@dataclass(frozen=True, slots=True)
class Unborne:
    """A value of a policy that no fact bears, and the one that some do bear and that it looks like."""

    policy: str
    key: str
    value: str
    near: str


def unborne(view: View, programme: Programme) -> tuple[Unborne, ...]:
    """Likely slips in the names of buyers, classes and entities; a buyer to come looks like none and is no slip."""
    named = dict.fromkeys(_named(programme))
    found: list[Unborne] = []
    for key in BORNE:
        asked = [(policy, value) for policy, each, value in named if each == key]
        if not asked:
            continue
        borne = _borne(view, key)
        strangers = [(policy, value) for policy, value in asked if value not in borne]
        alike = {_letters(each): each for each in sorted(borne, reverse=True)} if strangers else {}
        for policy, value in strangers:
            near = alike.get(_letters(value)) or _misspelt(value, borne)
            if near:
                found.append(Unborne(policy, key, value, near))
    return tuple(found)


def _named(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """Policy, key and value of all that its terms and its lists of buyers name."""
    for policy in programme.policies:
        for terms in (policy.terms, *(each.terms for each in policy.endorsements)):
            for term in terms.values():
                for entry in term.entries:
                    yield from ((policy.name, key, value) for key, values in entry.when.items() for value in values)
        yield from ((policy.name, "buyer", buyer) for buyer in (*policy.insured_buyers, *policy.excluded_buyers))


def _borne(view: View, key: str) -> frozenset[str]:
    columns = [view.table(table).texts[field] for table, field in BORNE[key]]
    return frozenset(column.names[code] for column in columns for code in column.used_codes().tolist())


def _letters(name: str) -> str:
    return re.sub(r"\W|_", "", folded(name))


def _misspelt(value: str, borne: frozenset[str]) -> str:
    """Name that a word is a slip for; a code with figures is a slip for none, since its neighbours are other codes."""
    if any(letter.isdigit() for letter in value):
        return ""
    return nearest(value, sorted(each for each in borne if not any(map(str.isdigit, each))), least=80) or ""
