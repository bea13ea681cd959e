"""A story is tables, a policy and expectations; what cannot be read in it is told with its line."""

from hypothesis import given
from hypothesis import strategies as st

from encours.formats.markdown import read_story
from encours.formats.workspace import read_tables
from encours.units import from_civil

STORY = """# Two invoices fill a limit

Provenance: worked by hand
from the wording.

```toml
[policy]
name = "Police"
```

### invoices

| number | buyer | issued     | currency | gross  | party_name |
|--------|:-----:|------------|----------|-------:|------------|
| F1     | B1    | 2026-01-10 | EUR      | 100.00 | A \\| B     |
| `F2`   | B1    | 2026-01-12 | EUR      | 50.00  |            |

### invoices
| number | buyer | issued     | currency | gross  | party_name |
|---|---|---|---|---|---|
| F3 | B1 | 2026-01-13 | EUR | 1.00 | |

### expected as of 2026-06-30, as known on 2026-05-31

| invoice | state | Not covered | cause |
|---|---|---|---|
| F1 | covered | 0.00 | |

### expected as of 2026-07-31
| invoice | until |
|---|---|
| F1 | 2026-08-31 |
"""


def test_a_story_is_read_whole() -> None:
    story = read_story(STORY)
    assert story.errors == ()
    assert story.title == "Two invoices fill a limit"
    assert story.provenance == "worked by hand from the wording."
    assert story.policy_text == '[policy]\nname = "Police"\n'
    first, second = story.expectations
    assert (first.as_of, first.known_on) == (from_civil(2026, 6, 30), from_civil(2026, 5, 31))
    assert first.rows == ({"invoice": "F1", "state": "covered", "not_covered": "0.00", "cause": ""},)
    assert second.known_on is None


def test_its_tables_are_facts() -> None:
    ledger = read_tables(read_story(STORY).tables).ledger
    assert ledger is not None
    assert [(fact.number, fact.party_name) for fact in ledger.table("invoices").rows()] == [  # type: ignore[attr-defined]
        ("F1", "A | B"), ("F2", ""), ("F3", "")]  # fmt: skip


def test_a_table_under_a_heading_that_is_nearly_a_name_is_told() -> None:
    story = read_story("# T\n### invoces\n| a |\n|---|\n| 1 |\n")
    assert [(error.row, error.code) for error in story.errors] == [(3, "story_malformed")]
    assert "invoices" in story.errors[0].english


def test_an_unknown_column_of_an_expectation_is_told() -> None:
    story = read_story("### expected as of 2026-06-30\n| invoice | colour |\n|---|---|\n| F1 | blue |\n")
    assert story.expectations == ()
    assert '"colour"' in story.errors[0].english


def test_an_impossible_day_is_told() -> None:
    story = read_story("### expected as of 2026-02-30\n| invoice |\n|---|\n| F1 |\n")
    assert len(story.errors) == 1


@given(
    st.lists(st.sampled_from([*STORY.splitlines(), "|", "||", "```", "|-|", "### ", "###", "| a | b | c | d | e |"]))
)
def test_no_text_raises(lines: list[str]) -> None:
    story = read_story("\n".join(lines))
    read_tables(story.tables)
