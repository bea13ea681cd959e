"""Every public module, class and function has a docstring whose first line is one sentence, a promise."""

import ast

import pytest

from tests.house.tree import Module, modules, place

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(node: ast.Module | ast.ClassDef) -> list[Documented]:
    """The public classes, functions and methods of a module or class, nested classes included."""
    found: list[Documented] = []
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if child.name.startswith("_") or is_repeated(child):
                continue
            found.append(child)
            if isinstance(child, ast.ClassDef):
                found += public(child)
    return found


def is_repeated(node: Documented) -> bool:
    """Is it an overload, an override or a setter, which another place already documents?"""
    decorators = getattr(node, "decorator_list", [])
    names = {ast.unparse(each).split(".")[-1] for each in decorators}
    return bool(names & {"overload", "override", "setter"})


def faults(module: Module) -> list[str]:
    """One line for each public thing without a promise."""
    found = []
    for node in [module.tree, *public(module.tree)]:
        name = getattr(node, "name", "the module")
        first = (ast.get_docstring(node) or "").partition("\n")[0]
        if not first:
            found.append(f"{place(module, node)}: {name} has no docstring")
        elif not first.endswith((".", "?")):
            found.append(f"{place(module, node)}: the first line of {name} does not end: {first}")
    return found


def test_every_public_name_has_its_sentence() -> None:
    assert [fault for module in modules() for fault in faults(module)] == []


@pytest.mark.parametrize(
    "text",
    [
        '"""Amounts."""',
        '"""Amounts.\n\nSurprises follow."""\ndef _inner(): ...\n',
        '"""Amounts."""\nclass Money:\n    """An amount."""\n    def __add__(self, other): ...\n',
        '"""Amounts."""\ndef is_open():\n    """Is the invoice open?"""\n    def inner(): ...\n',
        '"""Amounts."""\n@typing.overload\ndef divide(a): ...\n',
    ],
)
def test_a_promise_is_let_through(text: str) -> None:
    assert faults(Module("units/money.py", text)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the module has no docstring"),
        ('"""Amounts"""', "the first line of the module does not end: Amounts"),
        ('"""Amounts."""\ndef share(): ...\n', "share has no docstring"),
        ('"""Amounts."""\nclass Money: ...\n', "Money has no docstring"),
        (
            '"""Amounts."""\nclass Money:\n    """An amount."""\n    def split(self): ...\n',
            "split has no docstring",
        ),
        ('"""Amounts."""\ndef share():\n    """Share of an\n    amount."""\n', "does not end: Share of an"),
    ],
)
def test_a_missing_or_unfinished_promise_is_told(text: str, said: str) -> None:
    found = faults(Module("units/money.py", text))
    assert len(found) == 1
    assert said in found[0]
