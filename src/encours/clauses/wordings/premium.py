"""The premium: what the cover costs, what is declared for it, and what the rules of both may read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.clauses.charge import dead_limit, declared_turnover
from encours.engine.terms import Term

DECLARATIONS: Final[Mapping[str, Term]] = {
    name: term
    for module in (declared_turnover, dead_limit)
    for name, term in vars(module).items()
    if isinstance(term, Term)
}
"""Terms of what is declared for the premium, and of limits that serve no sale."""

PREMIUM: Final[Mapping[str, Term]] = {
    **DECLARATIONS,
}
"""Terms of the premium and of declarations."""
