"""The same walk over all accounts of a Book, compiled: one text made of the rules' own source.

The text is a file in a cache folder given by the caller, named by the hash of itself and of the versions of
numba, NumPy and the machine's instruction set. numba's own cache then never serves an old rule: a changed rule is
another file.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.util
import os
import pickle
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

from encours.engine.blocks import clause_functions, grant_block, judge_block
from encours.engine.clause import check_rules
from encours.engine.language import check_language
from encours.engine.ranking import cause_of, ranked, verdict_of
from encours.engine.source import Consult, text_of
from encours.engine.structures import HOLDER, Structure
from encours.engine.wording import Wording
from encours.units import LANGUAGE

Step = Callable[..., object]

HEADER = '''"""Generated from the clauses' own source; not written by hand, not kept under version control."""

from collections import namedtuple

import numba

from encours.engine.inlined import Inlined

# Steps allocate nothing, so no reference is counted; only other steps call them, so nothing is wrapped for Python.
options = {"_nrt": False, "no_cfunc_wrapper": True, "error_model": "numpy"}
step = numba.njit(no_cpython_wrapper=True, pipeline_class=Inlined, **options)
# A group is many arrays, and handing them over costs more than a step: all are put in place of their calls.
inlined = numba.njit(no_cpython_wrapper=True, forceinline=True, pipeline_class=Inlined, **options)
# Places are never negative: an unsigned one spares the test for those counted from the end.
unsigned = numba.uintp
'''


@dataclass(frozen=True)
class Program:
    """What a compiled walk is made of.

    `structures` tells how each group of columns is held (each becomes a named tuple of few arrays, and all of them
    together the `Book` that steps are handed); `steps` are
    functions of the clause language with loops, the last one called by the driver, once; `driver` is
    the text of the entry, a function `run` that threads may call at once, each for its own accounts. Nothing compiled
    may allocate: the caller gives all the room.
    """

    wording: Wording
    structures: Mapping[str, Structure]
    steps: Sequence[Step]
    driver: str

    @functools.cached_property
    def text(self) -> str:
        """The whole module, self-contained."""
        wording = self.wording
        known = {f.__name__: f.__name__ for f in LANGUAGE}
        parts = [HEADER]
        parts += [_tuple(name, each.members) for name, each in self.structures.items()]
        parts.append(_tuple(HOLDER, list(self.structures)))
        parts += [_compiled(text_of(f, known=known)) for f in LANGUAGE]
        parts += [_compiled(text) for text in clause_functions(wording, known)]
        parts += [_compiled(text_of(f, known=known)) for f in (ranked, cause_of, verdict_of)]
        known[verdict_of.__name__] = verdict_of.__name__
        known |= {name: f"measured_{name}" for name in wording.vocabulary.measures}
        known |= {f.__name__: f.__name__ for f in self.steps}
        for each in wording.clauses:
            check_rules(each.rule, each.until, each.applies)
        for step in self.steps:
            check_language(step, step=True)
        consult = _consult(wording, self.structures)
        steps = [text_of(f, known=known, consult=consult, structures=self.structures) for f in self.steps]
        parts += [_compiled(text, "inlined") for text in steps]
        parts.append(f"@numba.njit(nogil=True, cache=True, **options)\n{self.driver.strip()}")
        return "\n\n".join(parts) + "\n"


def load(program: Program, *, cache: Path) -> ModuleType:
    """The compiled module: its entry is `run`, its structures are classes of the same name, capitalised.

    Written whole or not at all, so that two processes may ask for the same text at once. Compiling happens at
    the first call of `run` and is kept beside the text for later processes.
    """
    return load_text(program.text, cache=cache)


def load_text(text: str, *, cache: Path) -> ModuleType:
    """The compiled module of a self-contained text whose entry is `run`, kept as `load` keeps it."""
    name = f"encours_kernel_{_fingerprint(text)}"
    with _LOADING:
        if name not in sys.modules:
            sys.modules[name] = _loaded(name, text, cache)
        return sys.modules[name]


_LOADING: Final = threading.Lock()


def _loaded(name: str, text: str, cache: Path) -> ModuleType:
    path = cache / f"{name}.py"
    if not path.exists() or path.read_bytes() != text.encode():
        cache.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=cache, suffix=".draft")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        # The same date for every writer: numba keeps what it compiled by the date of the text.
        os.utime(draft, ns=(0, 0))
        Path(draft).replace(path)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    compiled = module.run

    def run(*arguments: object) -> object:
        """The entry; a kernel that cannot be kept (a full disk), or was kept damaged, is compiled anew and runs."""
        try:
            return compiled(*arguments)
        except (OSError, EOFError, pickle.PickleError):
            # Raised before the kernel began: nothing is judged twice.
            for kept in Path(compiled.stats.cache_path).glob(f"{name}.*.nb?"):
                kept.unlink(missing_ok=True)
            return compiled(*arguments)

    module.run = run  # type: ignore[attr-defined]
    return module


@functools.lru_cache(maxsize=16)
def _fingerprint(text: str) -> str:
    import numba
    import numpy as np
    from llvmlite import binding

    made_with = f"{numba.__version__} {np.__version__} {binding.get_host_cpu_name()} {sys.version_info[:2]}"
    return hashlib.sha256(f"{text}\n{made_with}".encode()).hexdigest()[:16]


def _tuple(name: str, fields: Sequence[str]) -> str:
    title = "".join(part.capitalize() for part in name.split("_"))
    return f"{title} = namedtuple({title!r}, {list(fields)!r})"


def _compiled(text: str, how: str = "step") -> str:
    return f"@{how}\n{text}"


def _consult(wording: Wording, structures: Mapping[str, Structure]) -> Consult:
    def block(name: str, targets: list[ast.expr], arguments: list[ast.expr]) -> list[ast.stmt]:
        if name == "judge":
            return judge_block(wording, structures, targets, arguments)
        return grant_block(wording, structures, name.removeprefix("grant_"), targets, arguments)

    return block
