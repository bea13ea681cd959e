"""In the rooms where amounts live there is no float: no literal, no `float`, no `/`, no unnamed rounding."""

import ast

import pytest

from tests.house.tree import MONEY_ROOMS, Module, dotted, imports, modules, place

# Of the standard library and NumPy, what answers with a float or computes in floats.
FLOAT_NAMES = {"float", "complex", "round"}
FLOAT_ATTRIBUTES = {"float16", "float32", "float64", "Float32", "Float64", "true_divide", "divide", "mean"}
WHOLE_MATHEMATICS = {"comb", "factorial", "gcd", "isqrt", "lcm", "perm", "prod"}


def is_exact(node: ast.expr) -> bool:
    """Is it written there that this operand is a fraction, or the name of a file in a folder?"""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return True
    return isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "Fraction"


def fault_of(node: ast.AST) -> str:
    """What brings a float in, or the empty text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
        return f"the float {node.value!r}"
    if isinstance(node, ast.Name) and node.id in FLOAT_NAMES:
        return f"`{node.id}`"
    if (
        isinstance(node, ast.Attribute)
        and node.attr in FLOAT_ATTRIBUTES
        and dotted(node.value) in {"np", "numpy", "pl", "polars", "numba", "operator"}
    ):
        return f"`{dotted(node)}`"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return "" if is_exact(node.left) or is_exact(node.right) else "a true division `/`"
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div):
        return "a true division `/=`"
    return ""


def faults(module: Module) -> list[str]:
    """One line for each float in a room where amounts live; the other rooms may have them."""
    if module.room not in MONEY_ROOMS:
        return []
    found = [f"{place(module, node)}: {what}" for node in ast.walk(module.tree) if (what := fault_of(node))]
    for node, name in imports(module):
        library, _, member = name.partition(".")
        if library in {"statistics", "cmath"} or (library == "math" and member not in {"", *WHOLE_MATHEMATICS}):
            found.append(f"{place(module, node)}: {name} computes in floats")
    for node in ast.walk(module.tree):
        library, _, member = dotted(node).partition(".")
        if library == "math" and member and member not in WHOLE_MATHEMATICS:
            found.append(f"{place(module, node)}: math.{member} computes in floats")
    return found


def test_no_float_stands_in_a_room_of_money() -> None:
    assert [fault for module in modules() for fault in faults(module)] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("cover/one.py", "half = amount // 2"),
        ("units/rounding.py", "from fractions import Fraction\nrate = Fraction(1, 3) / days"),
        ("units/rounding.py", "import math\nroot = math.isqrt(amount)"),
        ("units/spans.py", '"""A rate of 0.5 % in a docstring, and either/or."""'),
        ("engine/many.py", "kernel = folder / f'{name}.py'"),
        ("simulate/years.py", "probability = 0.5 / years"),
        ("explain/tables.py", "width = float(total) / 2"),
    ],
)
def test_integers_and_fractions_are_let_through(path: str, text: str) -> None:
    assert faults(Module(path, text)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rate = 0.9", "the float 0.9"),
        ("bound = 1e13", "the float"),
        ("half = amount / 2", "a true division `/`"),
        ("amount /= 2", "a true division `/=`"),
        ("rate = float(text)", "`float`"),
        ("def share(rate: float) -> int: ...", "`float`"),
        ("cents = round(amount)", "`round`"),
        ("import numpy as np\nx = np.float64", "`np.float64`"),
        ("import numpy as np\nx = np.divide(a, b)", "`np.divide`"),
        ("import math\nx = math.floor(a)", "math.floor computes in floats"),
        ("from math import sqrt", "math.sqrt computes in floats"),
        ("from statistics import median", "statistics.median computes in floats"),
    ],
)
def test_each_way_a_float_comes_in_is_told(text: str, said: str) -> None:
    found = faults(Module("cover/one.py", text))
    assert len(found) == 1
    assert said in found[0]
