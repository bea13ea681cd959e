"""What the reader of TOML does not bear: a key of thousands of names, which takes time and memory by their square."""

from __future__ import annotations

import re
from typing import Final

DEEPEST: Final = 100
"""Names that one key may join by dots: ours join four."""
_NAME: Final = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP_KEY: Final = re.compile(rf"(?<![\w\"'.-]){_NAME}(?:[ \t]*+\.[ \t]*+{_NAME}){{{DEEPEST}}}")


def has_deep_key(text: str) -> bool:
    """Whether a text has a key of more names than any file of ours, to be asked before it is read as TOML."""
    return _DEEP_KEY.search(text) is not None
