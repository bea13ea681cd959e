"""A function fits a screen: 60 lines at most from its `def` to its end, docstring included."""

import ast

from tests.house.tree import ROOT, python_files

LONGEST = 60


def faults(name: str, text: str) -> list[str]:
    """One line for each function that is too long."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST:
                found.append(f"{name}:{node.lineno}: {node.name} has {lines} lines, {LONGEST} at most")
    return found


def test_no_function_is_over_the_limit() -> None:
    assert [
        fault
        for path in python_files()
        for fault in faults(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ] == []


def test_a_function_at_the_limit_is_let_through_and_one_line_more_is_told() -> None:
    assert faults("x.py", "def walk():\n" + "    pass\n" * 59) == []
    assert faults("x.py", "def walk():\n" + "    pass\n" * 60) == ["x.py:1: walk has 61 lines, 60 at most"]


def test_a_method_and_a_function_inside_another_are_seen() -> None:
    method = "class Account:\n    async def walk(self):\n" + "        pass\n" * 60
    assert faults("x.py", method) == ["x.py:2: walk has 61 lines, 60 at most"]
