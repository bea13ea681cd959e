"""The insured entities of a programme, and which of them sold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.engine.book import is_constant
from encours.facts.columns import Table, constant
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import DAY_MISSING_STORED

Column = NDArray[Any]

#: Stands for "always", where a day is known to lie before every other.
LONG_AGO: Final = -(2**30)


def entities_of(view: View, programme: Programme) -> tuple[list[str], Column, Column]:
    """Insured entities by number with the days they joined and left; the last stands for an unknown seller."""
    joined: dict[str, int] = {}
    left: dict[str, int] = {}
    for each in programme.primary.entities:
        joined[each.entity] = LONG_AGO if each.joined_on is None else each.joined_on
        left[each.entity] = each.left_on
    table = view.table("entities")
    texts = table.texts["entity"]
    for row in range(len(table)):
        day = int(table.numbers["joined_on"][row])
        joined[texts[row]] = LONG_AGO if day == DAY_MISSING_STORED else day
        left[texts[row]] = int(table.numbers["left_on"][row])
    names = [*joined, ""]
    return (
        names,
        np.array([*joined.values(), DAY_MISSING_STORED], np.int32),
        np.array([*left.values(), DAY_MISSING_STORED], np.int32),
    )


def entity_codes_of(invoices: Table, entities: Sequence[str]) -> Column:
    """Entity number of each invoice; a seller that is not insured, or not named, has the last number."""
    texts = invoices.texts["entity"]
    places = {name: place for place, name in enumerate(entities)}
    unknown = len(entities) - 1
    table = np.array([*(places.get(n, unknown) for n in texts.names), unknown], dtype=np.int64)
    if is_constant(texts.codes):
        return constant(int(table[int(texts.codes[0])]), len(invoices), np.int64)
    return table[texts.codes]
