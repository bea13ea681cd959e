"""No module, class or function is called by a word that would fit any program."""

import ast
import re

import pytest

from tests.house.tree import Module, modules, place

EMPTY_WORDS = {
    "data", "helper", "helpers", "info", "infos", "manager", "managers", "misc", "process", "processor",
    "stuff", "util", "utils",
}  # fmt: skip

OF_OTHERS = {"process_view"}
"""Names by which a library calls what is ours."""


def words(name: str) -> list[str]:
    """`PolicyYear` and `policy_year` are both policy and year."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def faults(module: Module) -> list[str]:
    """One line for each empty word in a name."""
    named: list[tuple[ast.AST, str]] = [(module.tree, part.removesuffix(".py")) for part in module.path.split("/")]
    named += [
        (node, node.name)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [
        f"{place(module, node)}: {name}: what is {word}?"
        for node, name in named
        if name not in OF_OTHERS
        for word in words(name)
        if word in EMPTY_WORDS
    ]


def test_every_name_says_what_it_is() -> None:
    assert [fault for module in modules() for fault in faults(module)] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("claims/indemnity.py", "def insured_share(): ...\nclass PolicyYear: ...\n"),
        ("explain/needs_information.py", "data = 1"),
        ("formats/metadata.py", "def database_of(): ..."),
    ],
)
def test_a_noun_of_the_trade_is_let_through(path: str, text: str) -> None:
    assert faults(Module(path, text)) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("claims/utils.py", ""),
        ("claims/loss_helpers.py", ""),
        ("claims/loss.py", "class LossManager: ..."),
        ("claims/loss.py", "def process_loss(): ..."),
        ("claims/loss.py", "class Loss:\n    def get_data(self): ...\n"),
        ("claims/loss.py", "class FECInfo: ..."),
    ],
)
def test_an_empty_word_is_told(path: str, text: str) -> None:
    assert len(faults(Module(path, text))) == 1
