"""From functions of the clause language to one self-contained text.

Annotations and docstrings go; every global a function names must be an integer (put in place of its name) or a
function of the same text (renamed when asked). Nothing else gets in, so the text stands alone.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum

from encours.engine.language import tree_of, without_annotations
from encours.engine.structures import HOLDER, Structure, parsed

Renamed = Mapping[str, str]
Consult = Callable[[str, list[ast.expr], list[ast.expr]], list[ast.stmt]]
"""What replaces `targets = clauses.name(arguments)`: statements made from the name, targets and arguments."""

#: The first parameter of a step that consults clauses, in plain Python an object; in the text it is gone.
CONSULTED = "clauses"


def text_of(
    function: Callable[..., object],
    *,
    name: str | None = None,
    known: Renamed,
    consult: Consult | None = None,
    structures: Mapping[str, Structure] | None = None,
    guard: Sequence[str] = (),
) -> str:
    """Source of one function as part of the text, under its new name; `guard` are lines that run before its own."""
    definition = without_annotations(tree_of(function))
    definition.name = name or definition.name
    definition.body = [*ast.parse("\n".join(guard)).body, *definition.body]
    bound = _bound_names(definition)
    rewritten = _Rewriter(function, known, bound, consult, structures or {}).visit(definition)
    return ast.unparse(ast.fix_missing_locations(rewritten))


def _bound_names(definition: ast.FunctionDef) -> set[str]:
    names = {a.arg for a in definition.args.args}
    return names | {n.id for n in ast.walk(definition) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


class _Rewriter(ast.NodeTransformer):
    """Puts constants in place of names and blocks in place of consultations."""

    def __init__(
        self,
        function: Callable[..., object],
        known: Renamed,
        bound: set[str],
        consult: Consult | None,
        structures: Mapping[str, Structure],
    ) -> None:
        self.function, self.known, self.bound, self.consult = function, known, bound, consult
        self.structures = structures
        self.scope = {**vars(inspect.getmodule(function)), **inspect.getclosurevars(function).nonlocals}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.args.args = [a for a in node.args.args if a.arg != CONSULTED]
        self.generic_visit(node)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        call = node.value
        if isinstance(call, ast.Call) and _is_consultation(call.func):
            assert isinstance(call.func, ast.Attribute)
            arguments = [self.visit(a) for a in call.args]
            target = node.targets[0]
            targets = list(target.elts) if isinstance(target, ast.Tuple) else [target]
            assert self.consult is not None
            block = self.consult(call.func.attr, targets, arguments)
            written = {
                n.id for s in block for n in ast.walk(s) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
            told = {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
            assert not (written - told) & self.bound, f"a block would overwrite {(written - told) & self.bound}"
            return block
        self.generic_visit(node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        node.args = [a for a in node.args if not (isinstance(a, ast.Name) and a.id == CONSULTED)]
        self.generic_visit(node)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        of = node.value
        if isinstance(of, ast.Attribute) and (group := self._group(of.value)):
            place = ast.unparse(self.visit(node.slice))
            access = parsed(self.structures[group].at(ast.unparse(of.value), of.attr, place))
            assert isinstance(access, ast.Subscript)
            access.ctx = node.ctx
            return access
        self.generic_visit(node)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if group := self._group(node.value):
            return parsed(self.structures[group].whole(ast.unparse(node.value), node.attr))
        if isinstance(node.value, ast.Name) and node.value.id not in self.bound:
            owner = self.scope.get(node.value.id)
            member = getattr(owner, node.attr, None)
            if isinstance(member, (int, IntEnum)):
                return ast.Constant(int(member))
        self.generic_visit(node)
        return node

    def _group(self, node: ast.expr) -> str:
        """Group that an expression names, by itself or in its holder; nothing where it names none."""
        held = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == HOLDER
        name = node.attr if held and isinstance(node, ast.Attribute) else getattr(node, "id", "")
        return name if name in self.structures else ""

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self.bound or isinstance(node.ctx, ast.Store):
            return node
        if node.id in self.known:
            return ast.Name(self.known[node.id], node.ctx)
        value = self.scope.get(node.id)
        if isinstance(value, int):
            return ast.Constant(int(value))
        assert node.id in {"min", "max", "range", "len", "abs"}, f"{self.function.__qualname__} names {node.id}"
        return node


def _is_consultation(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == CONSULTED
