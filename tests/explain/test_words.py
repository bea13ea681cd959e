"""Sentences of all pages stand in one table, where no key may hide another."""

import pytest

from encours.explain.words import say, together
from encours.policy.faults import Words


def test_two_tables_with_one_key_are_a_mistake_of_the_program():
    with pytest.raises(AssertionError, match=r"\['held from'\]"):
        together({"held from": Words("a", "b"), "x": Words("x", "x")}, {"held from": Words("c", "d")})


@pytest.mark.parametrize(
    ("key", "english", "french"),
    [("line held from", "from 1 July", "à partir du 1 July"), ("line held to", "to 1 July", "jusqu'au 1 July")],
)
def test_the_days_of_a_line_are_said_with_the_day(key, english, french):
    assert (say(key, "en", day="1 July"), say(key, "fr", day="1 July")) == (english, french)
