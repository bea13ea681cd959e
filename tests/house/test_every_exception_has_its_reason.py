"""A lint rule that is set aside has its reason beside it, in pyproject.toml and in the code."""

import re

import pytest

from tests.house.tree import ROOT, python_files

# One rule alone on its line; several on one line stand under a comment that is theirs together.
IGNORED = re.compile(r'^  "[A-Z]+[0-9]*",\s*(#.*)?$')
SKIPPED = re.compile(r"pytest\.(mark\.)?(skip|xfail)(if)?\b(?!\w)")


def faults(text: str) -> list[str]:
    """The lines of a ruff table that name a rule and no reason."""
    lines = text.partition("[tool.ruff.lint]")[2].partition("[tool.importlinter]")[0].splitlines()
    return [line for line in lines if IGNORED.match(line) and not re.search(r"# \w+ ?\w+", line)]


def bare_skips(text: str) -> list[str]:
    """The lines that skip a test with no reason on the line or the next two."""
    lines = text.splitlines()
    return [
        line
        for number, line in enumerate(lines)
        if SKIPPED.search(line) and not re.search(r"reason|\(\s*f?[\"']", " ".join(lines[number : number + 3]))
    ]


def test_every_rule_set_aside_says_why() -> None:
    assert faults((ROOT / "pyproject.toml").read_text(encoding="utf-8")) == []


def test_every_skip_says_why() -> None:
    assert [
        f"{path.name}: {line}"
        for path in python_files()
        if "house" not in path.parts
        for line in bare_skips(path.read_text(encoding="utf-8"))
    ] == []


def test_a_rule_without_a_reason_is_told() -> None:
    assert faults('[tool.ruff.lint]\nignore = [\n  "D105",\n  "D107",  # the class says it\n]') == ['  "D105",']


@pytest.mark.parametrize("text", ["@pytest.mark.skip\ndef test(): ...\n\n", "@pytest.mark.xfail()\n", "pytest.skip()"])
def test_a_skip_without_a_reason_is_told(text: str) -> None:
    assert len(bare_skips(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        'pytest.skip("the ledgers are not beside the clone")',
        '@pytest.mark.skipif(\n    x,\n    reason="no"\n)',
    ],
)
def test_a_skip_with_its_reason_is_let_through(text: str) -> None:
    assert bare_skips(text) == []
