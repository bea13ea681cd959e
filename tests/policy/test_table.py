"""The table of terms says what resolving each term says, for every combination it was made for."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from encours.policy.matching import OTHER, UNKNOWN, matcher
from encours.policy.resolve import resolve
from encours.policy.schedule import LIMIT_KINDS, PERIOD_TERMS, Entry, TermValue
from encours.policy.table import Profile, term_table, zones_of
from encours.units import MISSING, UNSET
from tests.policy.policies import ZONES, policies
from tests.policy.toy import WORDING

ENTITIES = ["FR01", "DE01", "ES01", UNKNOWN]
KINDS = [*LIMIT_KINDS, UNKNOWN]
profiles = st.builds(
    Profile,
    st.sampled_from(["public", "group", "large", UNKNOWN]),
    st.sampled_from(["DE", "FR", "CH", "KR", "US", UNKNOWN]),
    st.sampled_from(["4321Z", "43", "0111", "62", UNKNOWN]),
    st.sampled_from(["B-001", "B-009", UNKNOWN]),
)
slow_to_draw = settings(max_examples=30)


def days_of(policy):
    """A day on which each number of endorsements is in force."""
    return [-(10**6), *(each.effective_on for each in policy.endorsements)]


@slow_to_draw
@given(policies(), st.lists(profiles, min_size=1, max_size=4))
def test_the_table_is_resolve_for_every_combination(policy, profiles):
    table = term_table(policy, profiles=profiles, entities=ENTITIES, limit_kinds=KINDS)
    for endorsement, day in enumerate(days_of(policy)):
        for (p, profile), (e, entity), (k, kind) in product(enumerate(profiles), enumerate(ENTITIES), enumerate(KINDS)):
            place = table.index[endorsement][p][e][k]
            keys = {**profile._asdict(), "entity": entity, "limit_kind": kind, "cause": "insolvency"}
            for name in (*PERIOD_TERMS, *WORDING.terms):
                assert table.values[name][place] == resolve(policy, name, keys, day)


@slow_to_draw
@given(policies(), st.lists(profiles, min_size=1, max_size=4))
def test_no_two_sets_of_the_table_are_the_same(policy, profiles):
    table = term_table(policy, profiles=profiles, entities=ENTITIES, limit_kinds=KINDS)
    sets = list(zip(*table.values.values(), strict=True))
    assert len(set(sets)) == len(sets) == len(table)
    assert {place for rows in table.index for row in rows for cells in row for place in cells} == set(range(len(sets)))


@slow_to_draw
@given(policies(), st.lists(profiles, min_size=1, max_size=6))
def test_profiles_with_one_face_have_the_same_terms(policy, profiles):
    face = zones_of(policy)
    faces = [face(profile) for profile in profiles]
    whole = term_table(policy, profiles=profiles, entities=ENTITIES, limit_kinds=KINDS)
    fewer = term_table(policy, profiles=faces, entities=ENTITIES, limit_kinds=KINDS)
    for endorsement in range(len(policy.endorsements) + 1):
        for number in range(len(profiles)):
            for e, k in product(range(len(ENTITIES)), range(len(KINDS))):
                one, other = whole.index[endorsement][number][e][k], fewer.index[endorsement][number][e][k]
                for name in WORDING.terms:
                    assert whole.values[name][one] == fewer.values[name][other]


@slow_to_draw
@given(policies(), profiles)
def test_a_face_is_its_own_face(policy, profile):
    face = zones_of(policy)
    assert face(face(profile)) == face(profile)


entries = st.builds(
    Entry,
    st.integers(0, 2),
    st.fixed_dictionaries(
        {},
        optional={
            "country": st.lists(st.sampled_from(["DE", "FR", *ZONES]), min_size=1, max_size=2, unique=True).map(tuple),
            "sector": st.lists(st.sampled_from(["43", "4321", "10"]), min_size=1, max_size=2, unique=True).map(tuple),
            "limit_kind": st.sampled_from([("named",), ("named", "blind")]),
            "buyer": st.just(("B-001",)),
        },
    ),
)
ROWS = [
    {"country": country, "sector": sector, "limit_kind": kind, "buyer": buyer}
    for country, sector, kind, buyer in product(
        ["DE", "FR", "CH", "KR", "US"],
        ["4321Z", "4399", "1011", "6201"],
        ["named", "blind", "none"],
        ["B-001", "B-002"],
    )
]


@given(st.lists(entries, min_size=1, max_size=4))
def test_a_conflict_is_found_exactly_when_some_row_has_two_values(entries):
    ready = matcher(TermValue(tuple(entries)), zones=ZONES, default=UNSET)
    ambiguous = any(len({entries[place].value for place in ready.holding(row)}) > 1 for row in ROWS)
    assert (ready.conflict() is not None) == ambiguous


@given(st.lists(entries, min_size=1, max_size=4), st.sampled_from(["country", "sector", "limit_kind", "buyer"]))
def test_a_value_is_missing_exactly_when_the_unknown_key_would_change_it(entries, unknown):
    ready = matcher(TermValue(tuple(entries)), zones=ZONES, default=UNSET)
    if ready.conflict() is not None:
        return
    for row in ROWS[::19]:
        others = [{**row, unknown: each[unknown]} for each in ROWS] + [{**row, unknown: OTHER}]
        possible = {ready.value(other) for other in others}
        assert ready.value({**row, unknown: UNKNOWN}) == (possible.pop() if len(possible) == 1 else MISSING)
