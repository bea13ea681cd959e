"""Published wordings, each an ordered list of clauses that never changes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from encours.clauses.wordings.whole_turnover import FIVE_CLAUSES, WHOLE_TURNOVER
from encours.engine.wording import Wording

WORDINGS: Final[Mapping[tuple[str, str], Wording]] = MappingProxyType(
    {(each.name, each.edition): each for each in (WHOLE_TURNOVER, FIVE_CLAUSES)}
)
"""Every published wording by its name and edition."""

__all__ = ["FIVE_CLAUSES", "WHOLE_TURNOVER", "WORDINGS"]
