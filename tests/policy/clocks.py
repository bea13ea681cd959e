"""Clocks drawn at random, as a policy may state them."""

from __future__ import annotations

from hypothesis import strategies as st

from encours.units import span
from encours.units.clocks import LARGEST_LEGS, LONGEST_DAYS, LONGEST_MONTHS, Clock, Leg, Shift, encode_clock
from encours.units.spans import EndOfMonth

lengths = st.builds(
    span,
    days=st.sampled_from([0, 1, 2, 30, 45, LONGEST_DAYS]) | st.integers(0, LONGEST_DAYS),
    months=st.sampled_from([0, 0, 1, 2, LONGEST_MONTHS]),
    end_of_month=st.sampled_from(list(EndOfMonth)),
    on_day=st.sampled_from([0, 0, 1, 2, 3, 11, 15, 31]),
)


def legs(term):
    """One time, from an event that a term allows."""
    anchors = st.sampled_from([int(each) for each in term.allowed])
    calendar = st.builds(Leg, anchors, lengths, st.just(value=False), st.booleans())
    working = st.builds(
        Leg, anchors, st.integers(0, LONGEST_DAYS).map(lambda days: span(days=days)), st.just(value=True), st.booleans()
    )
    return calendar | working


def clocks(term):
    """A clock as one integer, replaced on insolvency or not."""
    own = st.lists(legs(term), min_size=1, max_size=LARGEST_LEGS).map(tuple)
    plain = st.builds(Clock, own, st.booleans(), st.sampled_from(Shift))
    return st.builds(Clock, own, st.booleans(), st.sampled_from(Shift), st.none() | plain).map(encode_clock)
