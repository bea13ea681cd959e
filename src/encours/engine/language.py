"""The clause language: the small part of Python in which rules, measures and steps are written.

A rule is assignments, `if`, comparisons, integer arithmetic, `min`, `max`, `return` and calls to the functions
of `encours.units`. A step (the account walk) may also loop over a range and read or write arrays. What is
checked here is what makes one text run at two speeds: plainly in Python, and compiled.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Final

_RULE_NODES: Final = (
    ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.If, ast.Assign, ast.AugAssign, ast.Expr,
    ast.Name, ast.Load, ast.Store, ast.Constant, ast.Compare, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not,
    ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod, ast.Eq, ast.NotEq, ast.Lt, ast.LtE,
    ast.Gt, ast.GtE, ast.Call, ast.IfExp, ast.Attribute,
)  # fmt: skip
_STEP_NODES: Final = (
    *_RULE_NODES,
    ast.For, ast.While, ast.Break, ast.Continue, ast.Subscript, ast.Tuple, ast.Pass, ast.AnnAssign,
)  # fmt: skip


class OutsideTheLanguage(TypeError):
    """A rule uses Python that the clause language does not have; the message quotes the line."""


def tree_of(function: Callable[..., object]) -> ast.FunctionDef:
    """Syntax tree of one function from its own source."""
    module = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = module.body[0]
    assert isinstance(definition, ast.FunctionDef)
    return definition


def check_language(function: Callable[..., object], *, step: bool = False) -> None:
    """Raise `OutsideTheLanguage` at the first construct which a rule (or, with `step`, a step) may not use."""
    definition = tree_of(function)
    if definition.decorator_list:
        raise _refusal(function, definition, "a decorator")
    without_annotations(definition)
    allowed = _STEP_NODES if step else _RULE_NODES
    for node in ast.walk(definition):
        if not isinstance(node, allowed):
            raise _refusal(function, node, type(node).__name__)
        if isinstance(node, ast.Constant) and not isinstance(node.value, (int, str)):
            raise _refusal(function, node, f"the constant {node.value!r}")
        if isinstance(node, ast.Call) and node.keywords:
            raise _refusal(function, node, "a call with named arguments")


def without_annotations(definition: ast.FunctionDef) -> ast.FunctionDef:
    """The same function with no annotation and no docstring, changed in place."""
    definition.returns = None
    for argument in [*definition.args.posonlyargs, *definition.args.args, *definition.args.kwonlyargs]:
        argument.annotation = None
    if ast.get_docstring(definition, clean=False) is not None:
        definition.body = definition.body[1:]
    return definition


def _refusal(function: Callable[..., object], node: ast.AST, what: str) -> OutsideTheLanguage:
    lines, first = inspect.getsourcelines(function)
    number = getattr(node, "lineno", 1)
    place = f"{inspect.getsourcefile(function)}:{first + number - 1}"
    return OutsideTheLanguage(f"{place}\n    {lines[number - 1].rstrip()}\n{what} is not part of the clause language.")
