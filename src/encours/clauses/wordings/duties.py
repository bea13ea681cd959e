"""The duties: what the policy asks to be done by when, beside what the clauses of cover ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.engine.terms import Term

DUTIES: Final[Mapping[str, Term]] = {}
"""Terms of duties that no clause of cover reads."""
