"""Functions that only another compiled one calls: no machine code is made of them alone.

numba makes machine code of every function, and optimises it, before it links it into its callers; a walk of two hundred
functions, each within the next, pays for that again at each level. Here a function stays the text that the entry is
linked from, which is optimised once and whole.
"""

from __future__ import annotations

from typing import Any

from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import FunctionPass, register_pass
from numba.core.typed_passes import NopythonTypeInference


class _NoEnvironment:
    """Takes the environment of a function and keeps it nowhere: compiled code without Python objects reads none."""

    def set_env(self, name: str, environment: object) -> None:
        """Keep nothing."""


class _Linked(JITCodeLibrary):
    """The code of a function, to be linked into that of its callers."""

    def _optimize_final_module(self) -> None:
        """Leave it to what this is linked into."""

    def _finalize_final_module(self) -> None:
        """Make no machine code."""
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """Nowhere: nothing calls it but what it is linked into."""
        return 0

    @property
    def codegen(self) -> Any:
        """What `numba` hands the environment to."""
        return _NoEnvironment()


@register_pass(mutates_CFG=False, analysis_only=False)
class _KeepForLinking(FunctionPass):
    """Puts the code of a function aside for linking, before it is lowered."""

    _name = "keep_for_linking"

    def __init__(self) -> None:
        FunctionPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        """Give the function a library that makes no machine code."""
        state.library = _Linked(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        return False


class Inlined(CompilerBase):
    """The compiler of functions that only another compiled one calls."""

    def define_pipelines(self) -> list[Any]:
        """The usual passes, and one that keeps the code for linking."""
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.add_pass_after(_KeepForLinking, NopythonTypeInference)
        passes.finalize()
        return [passes]
