"""Texts, keys and inline tables as TOML holds them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from encours.policy.schedule import KEYS

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def write_text(text: str) -> str:
    """Text between double quotes, on one line."""
    # JSON escapes as TOML does, but for the delete character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_key(key: str) -> str:
    """Key of a table, bare when it can be."""
    return key if _BARE.fullmatch(key) else write_text(key)


def write_list(texts: Sequence[str]) -> str:
    """List of texts on one line."""
    return f"[{', '.join(map(write_text, texts))}]"


def write_when(when: Mapping[str, Sequence[str]]) -> str:
    """Rows an entry holds for, as an inline table; a single value stands without a list."""
    pairs = [
        f"{key} = {write_text(when[key][0]) if len(when[key]) == 1 else write_list(when[key])}"
        for key in KEYS
        if key in when
    ]
    return f"{{ {', '.join(pairs)} }}"
