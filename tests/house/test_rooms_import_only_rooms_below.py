"""A room imports only rooms below it, and `django` or the columns' libraries only where they belong.

import-linter checks the floors too; this test also names the line, knows the outside libraries, and
sees what a module imports late, inside a function.
"""

import fnmatch
import tomllib

import pytest

from tests.house.tree import FLOORS, ROOMS, ROOT, Module, imports, modules, place

COLUMN_LIBRARIES = ("numpy", "numba", "polars", "pandas", "pyarrow", "scipy", "llvmlite")
COLUMN_MODULES = (
    "facts/columns.py",
    "engine/book.py",
    "engine/inlined.py",
    "engine/many.py",
    "cover/book/*",
    "cover/revalue.py",
    "cover/many.py",
    "claims/many.py",
    "premium/many.py",
    "cover/ageing/*",
    "simulate/*",
    "market/*",
    "risk/*",
    "formats/*",
    "web/store/ledgers.py",
)
"""Where columns live. Everything else answers one account at a time, without loading them."""

ANYWHERE = ("encours.__version__",)


def faults(module: Module) -> list[str]:
    """One line for each import that goes up, across, or to a library out of its place."""
    found = []
    floor_of = {room: number for number, floor in enumerate(FLOORS) for room in floor}
    for node, name in imports(module):
        top, _, rest = name.partition(".")
        if top == "encours" and module.room and name not in ANYWHERE:
            target = rest.partition(".")[0]
            if target not in floor_of:
                found.append(f"{place(module, node)}: {name} is not a room of the house")
            elif target != module.room and floor_of[target] >= floor_of[module.room]:
                found.append(f"{place(module, node)}: {module.room} may not import {target}")
        elif top == "django" and module.room != "web":
            found.append(f"{place(module, node)}: django belongs in web")
        elif top in COLUMN_LIBRARIES and not any(fnmatch.fnmatch(module.path, p) for p in COLUMN_MODULES):
            found.append(f"{place(module, node)}: {top} belongs where columns live")
    if module.room and module.room not in floor_of and module.path != "__main__.py":
        found.append(f"src/encours/{module.path}:1: {module.room} is not a room of the house")
    return found


def test_every_module_keeps_to_its_floor() -> None:
    assert [fault for module in modules() for fault in faults(module)] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("cover/one.py", "from encours.clauses import qualify"),
        ("cover/one.py", "from encours.cover.intervals import stops"),
        ("cover/one.py", "from . import intervals"),
        ("clauses/qualify/__init__.py", "from encours.units import share"),
        ("clauses/qualify/disputed/__init__.py", "from ..shared import age"),
        ("facts/columns.py", "import numpy as np"),
        ("simulate/years.py", "from numpy.random import Philox"),
        ("formats/tables.py", "import polars"),
        ("cover/many.py", "def walk():\n    import numba\n"),
        ("web/pages.py", "import django.http"),
        ("cli/version.py", "from encours import __version__"),
        ("__init__.py", "from encours.cover import one"),
    ],
)
def test_an_import_that_goes_down_is_let_through(path: str, text: str) -> None:
    assert faults(Module(path, text)) == []


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("units/money.py", "import encours.facts", "units may not import facts"),
        ("units/money.py", "def late():\n    from encours.cover import one\n", "units may not import cover"),
        ("units/money.py", "from ..facts import ledger", "units may not import facts"),
        ("engine/one.py", "from .. import clauses", "engine may not import clauses"),
        ("duties/calendar.py", "from encours.risk import watch", "duties may not import risk"),
        ("formats/csv.py", "import encours.explain", "formats may not import explain"),
        ("cli/cover.py", "from encours import web", "cli may not import web"),
        ("cover/one.py", "import encours.helpers", "is not a room of the house"),
        ("cover/one.py", "import encours", "is not a room of the house"),
        ("misplaced/one.py", "", "misplaced is not a room of the house"),
        ("cover/one.py", "import numpy", "numpy belongs where columns live"),
        ("units/__init__.py", "from numba import njit", "numba belongs where columns live"),
        ("facts/ledger.py", "def late():\n    import polars\n", "polars belongs where columns live"),
        ("cli/cover.py", "from django.conf import settings", "django belongs in web"),
    ],
)
def test_an_import_that_goes_up_or_out_of_place_is_told(path: str, text: str, said: str) -> None:
    found = faults(Module(path, text))
    assert len(found) == 1
    assert said in found[0]


def test_import_linter_is_told_the_same_floors() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    told = [tuple(room.strip("( )") for room in layer.split("|")) for layer in reversed(contract["layers"])]
    assert tuple(told) == FLOORS
    assert len(set(ROOMS)) == len(ROOMS)
