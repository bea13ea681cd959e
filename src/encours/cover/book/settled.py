"""Which settled rows may still matter to an answer, so that large books are laid out without the others.

A settled row takes no room and is not judged. It matters where it may have stopped deliveries, where it was unpaid
when the policy began, where it is evidence of payment, and wherever other facts touch its account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import DiscretionaryEvidence, ExtensionStarts, Restart
from encours.engine.book import is_constant
from encours.engine.clause import parameters
from encours.engine.wording import Wording
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, UNSET, Day, span_parts

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Needed:
    """Which settled rows may still matter: those settled after a day, beyond what delay, or around the inception.

    A row paid by `settled_by` is left out unless its account is `whole`, or it was paid `delay` days or more after
    the earliest of its clocks' starts, or it was due before `due_before` and paid from `paid_from` on.
    """

    settled_by: int
    delay: int
    due_before: int
    paid_from: int
    whole: Column


_NO_DAY: Final = -(2**40)
_NO_DELAY: Final = 2**40
_NONE: Final = np.zeros(0, np.int8)

#: What keeps every row: nothing counts as settled.
EVERYTHING: Final = Needed(_NO_DAY, 0, _NO_DAY, NEVER, _NONE)


def needed_of(
    wording: Wording,
    terms: Mapping[str, Column],
    columns: Mapping[str, Column],
    *,
    as_of: Day,
    accounts: Column,
    touched: Column,
    count: int,
) -> Needed:
    """Rows to keep under these terms; `touched` are accounts that money, or an insolvency, touches."""
    if _experience_counts(terms):
        return EVERYTHING
    delay = _smallest_extension(terms["maximum_extension_period"])
    if delay < _NO_DELAY and (terms["overdue_restart"] == Restart.ALL).any():
        delay = 0
    due_before, paid_from = _NO_DAY, NEVER
    if "overdue_at_inception" in names_read(wording):
        due_before, paid_from = int(terms["period_start"].max()), int(terms["period_start"].min())
    whole = _NONE
    moved = _moved(columns["extended_on"], as_of)
    if touched.size or moved.size:
        whole = np.zeros(count, np.int8)
        whole[touched] = 1
        whole[accounts[moved]] = 1
    return Needed(as_of, delay, due_before, paid_from, whole)


def extension_may_start_at_issue(terms: Mapping[str, Column]) -> bool:
    """Whether some extension is counted from the day of the invoice."""
    return bool((terms["extension_starts"] == ExtensionStarts.INVOICE_DATE).any())


@lru_cache(maxsize=16)
def names_read(wording: Wording) -> frozenset[str]:
    """Every name that a clause of the wording reads, by itself or through a measure."""
    found: set[str] = set()
    asked = [n for c in wording.clauses for f in (c.rule, c.until, c.applies) if f is not None for n in parameters(f)]
    while asked:
        name = asked.pop()
        if name not in found:
            found.add(name)
            measure = wording.vocabulary.measures.get(name)
            asked += parameters(measure) if measure is not None else ()
    return frozenset(found)


def _experience_counts(terms: Mapping[str, Column]) -> bool:
    asked = terms["discretionary_evidence_needed"]
    by_experience = (asked == DiscretionaryEvidence.EXPERIENCE) | (asked == DiscretionaryEvidence.EITHER)
    return bool((by_experience & (terms["discretionary_limit"] != UNSET)).any())


def _smallest_extension(spans: Column) -> int:
    """Fewest days after which a row may stop deliveries; a month has at least 28, and nothing ends sooner."""
    found = [each for each in np.unique(spans).tolist() if each != UNSET]
    if MISSING in found:
        return 0
    stated = [span_parts(each) for each in found]
    return min((each.days + 28 * each.months for each in stated), default=_NO_DELAY - 1) + 1


def _moved(extended_on: Column, as_of: Day) -> Column:
    """Rows whose due date was moved by a day."""
    if is_constant(extended_on) and int(extended_on[0]) in {NEVER, DAY_MISSING_STORED}:
        return np.empty(0, np.int64)
    return np.flatnonzero((extended_on != DAY_MISSING_STORED) & (extended_on <= as_of))
