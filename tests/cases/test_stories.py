"""Whole accounts over several months are judged as their stories tell, at both speeds."""

import re

import pytest

from encours.cases import run_story
from tests.cases.pages import KERNELS, STORIES, stories

NAMES = list(stories())


@pytest.mark.parametrize("name", NAMES)
def test_a_story_holds_by_the_plain_walk(name: str) -> None:
    assert run_story(stories()[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_story_holds_by_the_compiled_walk(name: str) -> None:
    assert run_story(stories()[name], cache=KERNELS) == []


def test_there_are_at_least_twenty_four_stories() -> None:
    assert len(NAMES) >= 24


@pytest.mark.parametrize("name", NAMES)
def test_a_story_makes_a_claim_tells_its_source_and_computes_in_words(name: str) -> None:
    story, text = stories()[name], (STORIES / f"{name}.md").read_text(encoding="utf-8")
    assert story.provenance
    assert "## Computation" in text
    assert not story.title.endswith(".")
    assert len(story.title.split()) > 4


def test_no_two_stories_make_one_claim() -> None:
    titles = [story.title for story in stories().values()]
    assert len(titles) == len(set(titles))


def test_a_story_names_other_stories_only_in_words() -> None:
    for page in STORIES.glob("*.md"):
        assert not re.search(r"\]\(", page.read_text(encoding="utf-8")), f"{page.name} holds a link"
