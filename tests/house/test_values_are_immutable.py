"""A dataclass of the package is frozen and has slots, unless it keeps a computed value in their place."""

import ast

import pytest

from tests.house.tree import Module, dotted, modules, place


def keeps_a_computed_value(node: ast.ClassDef) -> bool:
    """Has it a `cached_property`, which slots leave no room for?"""
    return any(
        dotted(decorator).split(".")[-1] == "cached_property"
        for child in node.body
        if isinstance(child, ast.FunctionDef)
        for decorator in child.decorator_list
    )


def faults(module: Module) -> list[str]:
    """One line for each dataclass that could change, or could grow a field by a slip of the pen."""
    found = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef):
            continue
        for decorator in node.decorator_list:
            call = decorator.func if isinstance(decorator, ast.Call) else decorator
            if dotted(call).split(".")[-1] != "dataclass":
                continue
            keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
            given = {k.arg for k in keywords if isinstance(k.value, ast.Constant) and k.value.value is True}
            if keeps_a_computed_value(node):
                given.add("slots")
            if missing := sorted({"frozen", "slots"} - given):
                found.append(f"{place(module, decorator)}: a dataclass without {' and '.join(missing)}")
    return found


def test_every_dataclass_is_a_value() -> None:
    assert [fault for module in modules() for fault in faults(module)] == []


def test_a_frozen_dataclass_with_slots_is_let_through() -> None:
    assert faults(Module("facts/kinds.py", "@dataclass(frozen=True, slots=True)\nclass Invoice: ...")) == []


def test_a_kept_value_takes_the_place_of_slots() -> None:
    text = "class Wording:\n    @functools.cached_property\n    def names(self): ..."
    assert faults(Module("engine/wording.py", f"@dataclass(frozen=True)\n{text}")) == []
    assert len(faults(Module("engine/wording.py", f"@dataclass\n{text}"))) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@dataclass\nclass Invoice: ...", "without frozen and slots"),
        ("@dataclasses.dataclass(frozen=True)\nclass Invoice: ...", "without slots"),
        ("@dataclass(slots=True, frozen=False)\nclass Invoice: ...", "without frozen"),
    ],
)
def test_one_that_can_change_is_told(text: str, said: str) -> None:
    (fault,) = faults(Module("facts/kinds.py", text))
    assert said in fault
