"""By which exception, consent or report a covered invoice is kept, where one was needed: a line and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from encours.clauses.measures import authorised_due
from encours.engine.verdicts import KEPT
from encours.units import MISSING, UNSET

if TYPE_CHECKING:
    from encours.explain.tree import LayerTree, Said

SOURCES: Final[Mapping[str, str]] = {
    "overdue_notice": "late_notice_waived_on",
    "extension_authorised": "consented_due",
    "special_terms_consented": "special_terms_due",
}
"""The value of each such clause that the insurer's consent gives."""


def saved_by(layer: LayerTree) -> Iterator[tuple[Said, str]]:
    """Clauses of a layer that keep its row by an exception or a consent only, each with the source of that."""
    said = {each.finding.clause: each for each in layer.clauses}
    for each in layer.clauses:
        finding = each.finding
        if finding.verdict != KEPT:
            continue
        if finding.overridden_by in said:
            yield _sourced(said[finding.overridden_by])
        elif finding.clause in NEEDED and NEEDED[finding.clause](finding.values):
            yield _sourced(each)


def _sourced(said: Said) -> tuple[Said, str]:
    name = SOURCES.get(said.finding.clause, "")
    return said, next((each.origin for each in said.values if each.name == name), "")


def _is_waived(read: Mapping[str, int]) -> bool:
    """Whether a late notice was waived by the day asked."""
    waived = read.get("late_notice_waived_on", MISSING)
    return read.get("notice_was_late") == 1 and MISSING < waived <= read.get("as_of", MISSING)


def _is_consented(read: Mapping[str, int]) -> bool:
    """Whether the due date was put off beyond what the insured may decide alone, with the insurer's consent."""
    due, first, consented = (read.get(name, MISSING) for name in ("due", "original_due", "consented_due"))
    authority = read.get("extension_authority", MISSING)
    if {MISSING, UNSET} & {due, first, consented, authority}:
        return False
    return authorised_due(first, authority, 0) < due <= consented


NEEDED: Final[Mapping[str, Callable[[Mapping[str, int]], bool]]] = {
    "overdue_notice": _is_waived,
    "extension_authorised": _is_consented,
}
"""Whether the insurer's consent is what keeps the row, by the clause that reads it."""
