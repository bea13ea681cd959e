"""Policies drawn at random on the toy wording: every unit, entries by key, endorsements, zones, entities."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from encours.clauses.lose.anchors import CAUSES
from encours.policy.coinsurance import Cession, CoinsuranceLine
from encours.policy.matching import matcher
from encours.policy.quantities import written_value
from encours.policy.quantity_text import encode_country
from encours.policy.schedule import (
    LIMIT_KINDS,
    PERIOD_TERMS,
    Endorsement,
    Entry,
    InsuredEntity,
    Policy,
    Programme,
    TermValue,
    always,
)
from encours.units import NEVER, UNSET, from_civil, span
from encours.units.plain_text import hidden, spelt
from encours.units.spans import EndOfMonth
from tests.policy.clocks import clocks
from tests.policy.toy import WORDING

ZONES = {"dach": ("DE", "AT", "CH"), "alps": ("FR", "CH", "IT", "AT"), "far east": ("JP", "KR")}
KEY_VALUES = {
    "buyer": ["B-001", "B-002"],
    "buyer_class": ["public", "group", "small"],
    "country": ["DE", "FR", "CH", "JP", *ZONES],
    "sector": ["43", "4321", "01", "10", "4321Z"],
    "entity": ["FR01", "DE01"],
    "limit_kind": list(LIMIT_KINDS),
    "cause": list(CAUSES),
}
FIRST, LAST = from_civil(1990, 1, 1), from_civil(2100, 12, 31)

# As a reader keeps them: in one spelling, without what nothing shows.
texts = (
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"], include_characters="\t\r\n"),
        min_size=1,
        max_size=20,
    )
    .map(spelt)
    .filter(lambda text: hidden(text) < 0)
)
days = st.integers(FIRST, LAST)


def values_of(name, term):
    """Values that a term may have."""
    unit = term.unit.name
    # A bound is a figure in the currency of the policy: in yen, without decimals, it is the tightest.
    low = -(10**6) if term.low is None else written_value(term, term.low, "JPY")
    high = 10**6 if term.high is None else written_value(term, term.high, "JPY")
    if unit == "clock":
        return clocks(term)
    if unit == "country":
        return st.sampled_from(["FR", "DE", "AE", "US"]).map(encode_country)
    if unit == "flag":
        values = st.integers(0, 1)
    elif unit == "code":
        values = st.integers(0, len(term.choices) - 1)
    elif unit == "day":
        values = days
    elif unit == "span":
        written = st.builds(
            lambda length, months, rule, on: span(days=length, months=months, end_of_month=rule, on_day=on),
            st.integers(0, 60),
            st.integers(0, 1),
            st.sampled_from(EndOfMonth),
            st.sampled_from([0, 1, 10, 31]),
        )
        values = st.integers(low, high) | written
    else:
        values = st.integers(low, high)
    return values | st.just(UNSET) if term.default is None else values


def whens(term, *, cause):
    """Rows that an entry of a term may name."""
    keys = {
        key: st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
        for key, values in KEY_VALUES.items()
        if (key != "limit_kind" or term.varies_by_limit) and (key != "cause" or cause)
    }
    return st.fixed_dictionaries({}, optional=keys).filter(lambda when: len(when) < 4)


def without_conflict(value):
    """Entries that disagree with none before them."""
    kept = []
    for entry in value:
        if matcher(TermValue((*kept, entry)), zones=ZONES, default=UNSET).conflict() is None:
            kept.append(entry)
    return TermValue(tuple(kept))


def term_values(name, term, *, cause=False):
    """What a schedule may say about a term."""
    values = values_of(name, term)
    if term.policy_wide:
        return values.map(always)
    entries = st.lists(st.builds(Entry, values, whens(term, cause=cause)), min_size=1, max_size=5)
    return values.map(always) | entries.map(without_conflict)


TERMS = {name: term for name, term in WORDING.terms.items() if name not in PERIOD_TERMS}
# Strategies are costly to make, so each is made once.
TERM_VALUES = {name: term_values(name, term) for name, term in TERMS.items()}


@st.composite
def schedules(draw, *, endorsed=False):
    """Up to four terms of a schedule, or of an endorsement, which leaves the policy-wide ones alone."""
    allowed = [name for name, term in TERMS.items() if not (endorsed and term.policy_wide)]
    names = draw(st.lists(st.sampled_from(allowed), max_size=4, unique=True))
    return {name: draw(TERM_VALUES[name]) for name in names}


entities = st.builds(
    InsuredEntity,
    texts,
    st.just("") | texts,
    st.just("") | texts,
    st.none() | st.integers(FIRST, FIRST + 20_000),
    st.just(NEVER) | st.integers(FIRST + 20_000, LAST),
)


shares = st.integers(1, 5_000)
held = {
    "joined_on": st.none() | st.integers(FIRST, FIRST + 20_000),
    "left_on": st.just(NEVER) | st.integers(FIRST + 20_000, LAST),
}
lines = st.builds(
    CoinsuranceLine, insurer=texts, share=shares, is_signed=st.booleans(), has_failed=st.booleans(),
    insured_percentage=st.just(UNSET) | shares, **held,
)  # fmt: skip
line_lists = st.lists(lines, max_size=2, unique_by=lambda each: each.insurer)
cessions = st.lists(st.builds(Cession, reinsurer=texts, share=shares, **held), max_size=2)
identities = st.tuples(texts, texts, st.just("") | texts, st.just("") | texts)
day_lists = st.lists(days, max_size=2, unique=True)
excluded = st.dictionaries(texts, st.just("") | texts, max_size=2)
entity_lists = st.lists(entities, max_size=2, unique_by=lambda each: each.entity)
in_force, changed = schedules(), schedules(endorsed=True)


@st.composite
def policies(draw):
    """Any policy on the toy wording."""
    start, end = sorted([draw(days), draw(days)])
    effective = sorted(draw(day_lists))
    name, insurer, number, policyholder = draw(identities)
    return Policy(
        name=name,
        insurer=insurer,
        wording=WORDING,
        currency=draw(st.sampled_from(["EUR", "USD", "JPY", "TND"])),
        period_start=start,
        period_end=end,
        terms=draw(in_force),
        endorsements=tuple(Endorsement(f"{name} {place}", day, draw(changed)) for place, day in enumerate(effective)),
        number=number,
        policyholder=policyholder,
        zones=ZONES,
        insured_buyers=draw(excluded),
        excluded_buyers=draw(excluded),
        entities=tuple(draw(entity_lists)),
        coinsurance=tuple(draw(line_lists)),
        cessions=tuple(draw(cessions)),
    )


@st.composite
def programmes(draw):
    """Any programme of one to three layers."""
    layers = draw(st.lists(policies(), min_size=1, max_size=2, unique_by=lambda each: each.name))
    first = layers[0]
    alike = {"currency": first.currency, "entities": first.entities}
    alike |= {"insured_buyers": first.insured_buyers, "excluded_buyers": first.excluded_buyers}
    layers = [replace(each, **alike) for each in layers]
    return Programme(name=draw(texts), company=draw(st.just("") | texts), currency="EUR", policies=tuple(layers))
