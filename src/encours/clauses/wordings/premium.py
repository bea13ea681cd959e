"""The premium: what the cover costs, what is declared for it, and what the rules of both may read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.engine.terms import Term

PREMIUM: Final[Mapping[str, Term]] = {}
"""Terms of the premium and of declarations."""
