"""What is wrong with facts, as values: with what it concerns, in both languages, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

READ: Final = 20_000
"""Rows at fault that one check looks at: a ledger wrong from end to end must not fill the memory."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong with facts; an error leaves an answer in doubt, a warning only deserves a look.

    ``fact_ids`` names the facts concerned (by default their file and row), the one to look at first.
    """

    code: str
    fact_ids: tuple[str, ...]
    en: str
    fr: str
    remedy_en: str
    remedy_fr: str
    is_warning: bool = False
