"""Facts of any kind, drawn at random within what a reader lets through."""

from typing import Any

from hypothesis import strategies as st

from encours.facts.kinds import KINDS, Fact, FactField, Kind, Quantity
from encours.units import MAXIMUM_AMOUNT, MISSING, NEVER

DAYS = st.integers(20_000, 20_020)
WORDS = st.sampled_from(["A", "B", "É", "Œuvre & Fils"])

_RANGES = {
    Quantity.CENTS: st.integers(-MAXIMUM_AMOUNT, MAXIMUM_AMOUNT),
    Quantity.BASIS_POINTS: st.integers(0, 10_000),
    Quantity.COUNT: st.integers(0, 3),
    Quantity.INTEGER: st.integers(1, 10**10),
    Quantity.FLAG: st.integers(0, 1),
}


def values(described: FactField) -> st.SearchStrategy[Any]:
    """Values of one field, absences included where it may be absent."""
    if described.quantity is Quantity.TEXT:
        known: st.SearchStrategy[Any] = WORDS
    elif described.quantity is Quantity.CHOICE:
        known = st.sampled_from(described.choices)
    elif described.quantity is Quantity.DAY:
        known = DAYS | st.just(NEVER) if described.event else DAYS
    else:
        known = _RANGES[described.quantity]
    if described.required:
        return known
    absent = MISSING if described.quantity not in {Quantity.TEXT, Quantity.CHOICE} else ""
    return st.just(described.default) | st.just(absent) | known


def facts(kind: Kind, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Fact]:
    """Facts of one kind; the fields of corrections are left alone unless given."""
    drawn = {
        each.name: fixed.get(each.name, values(each))
        for each in kind.fields
        if each.name in fixed or each.name not in {"corrects", "void", "assumption", "fact_id", "source"}
    }
    return st.builds(kind.fact, **drawn)


def any_fact(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Fact]:
    """Facts of any kind."""
    return st.sampled_from(list(KINDS.values())).flatmap(lambda kind: facts(kind, **fixed))
