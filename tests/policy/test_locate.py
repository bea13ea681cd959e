"""Every value of a text is found where it stands, however TOML lets it be written."""

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from encours.policy.locate import locate
from encours.policy.write import write_policy
from tests.policy.policies import policies

STORY = """
# a comment with = and [brackets]
title = "Globale [2026] # not a comment"
a.b."c d" = 1
'single "quoted"' = 'C:\\path'
long = \"\"\"
first "quoted" line
second\"\"\"\"
literal = '''
it's ''fine'''''
date = 2026-01-01 00:00:00
list = [
  1, # one
  "two, ]",
  [3, 4], { five = 5, six.seven = [6] },
]
[table . "dotted.name"]   # after a heading
key = true
[[array]]
x = 1
[[array]]
x = 2
[array.inside]
y = 3
[[array.deep]]
z = 4
[[array.deep]]
z = 5
last = inf"""


def leaves(value, path=()):
    """Every scalar of a document with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path, value


def assert_found(text):
    places = locate(text, file="x.toml")
    for path, value in leaves(tomllib.loads(text)):
        stretch = places.values[path]
        assert repr(tomllib.loads(f"v = {text[stretch.start : stretch.end]}")["v"]) == repr(value), path


def test_every_way_of_writing_a_value_is_found():
    assert_found(STORY)
    assert len(list(leaves(tomllib.loads(STORY)))) == 19


def test_line_ends_of_windows_are_found():
    assert_found(STORY.replace("\n", "\r\n"))


@settings(max_examples=30)
@given(policies())
def test_every_value_of_a_written_policy_is_found(policy):
    assert_found(write_policy(policy))


scalars = st.sampled_from(['"a # b"', "'x'", "1", "-0.5", "true", "2026-01-01", '"""m\nn"""', '"\\""', "''", '""'])
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: f"[ {' ,'.join(each)}\n]")
        | st.lists(inner, max_size=3).map(
            lambda each: "{" + ", ".join(f"k{number} = {value}" for number, value in enumerate(each)) + " }"
        )
    ),
    max_leaves=6,
)


@given(st.lists(values, max_size=6), st.sampled_from(["", " # comment ]", "\n\n#"]))
def test_any_nest_of_lists_and_tables_is_found(values, between):
    assert_found("".join(f"key{number} ={value}{between}\n" for number, value in enumerate(values)))


def test_a_place_underlines_a_text_without_its_quotes():
    place = locate('\n  name = "Globale"', file="policy.toml").of_value(("name",))
    assert (place.file, place.line, place.column, place.length) == ("policy.toml", 2, 11, 7)


def test_what_is_not_written_is_placed_at_what_is_around_it():
    places = locate("[policy]\nname = 1\n", file="policy.toml")
    assert places.of_key(("policy", "insurer")).line == 1
    assert places.of_value(("policy", "name", 3, "deeper")).line == 2
    assert places.of_value(("nothing",)).line == 1
