"""What a schedule leaves unsaid at the insured's expense: warnings, since a policy may mean it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.clauses.clock_anchors import ClockAnchor
from encours.engine.wording import Wording
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.schedule import TermValue
from encours.units import UNSET
from encours.units.clocks import decode_clock, events_of

_PERCENTAGE, _NOTICE, _EXTENSION = "insured_percentage", "overdue_notice_period", "maximum_extension_period"

_NO_PERCENTAGE: Final = Wrong(
    "insured_percentage_unstated",
    Words(
        "The policy states no insured percentage: all that the limit admits counts as insured.",
        "La police n'indique pas de quotité garantie : tout ce que l'agrément admet compte comme garanti.",
    ),
    Words(
        'Write insured_percentage under [terms], "100 %" if that is meant.',
        "Écrivez insured_percentage sous [terms], « 100 % » si c'est voulu.",
    ),
)
_NOTICE_WITHOUT_EXTENSION: Final = Wrong(
    "notice_without_extension",
    Words(
        "The overdue notice is not judged: the policy sets no maximum extension period.",
        "La déclaration d'impayé n'est pas jugée : la police ne fixe pas de délai maximal de prorogation.",
    ),
    Words(
        'Write maximum_extension_period under [terms], "0 days" if no extension is allowed.',
        "Écrivez maximum_extension_period sous [terms], « 0 jour » si aucune prorogation n'est permise.",
    ),
)
_CLOCK_WITHOUT_EXTENSION: Final = Wrong(
    "clock_without_extension",
    Words(
        "This is counted from the end of an extension that never comes: the policy sets no maximum extension period.",
        "Ce délai court de la fin d'une prorogation qui ne vient jamais : "
        "la police ne fixe pas de délai maximal de prorogation.",
    ),
    _NOTICE_WITHOUT_EXTENSION.hint,
)


def warn_of_gaps(wording: Wording, terms: Mapping[str, TermValue], path: Path, faults: Faults) -> None:
    """Keep a warning for each silence of a schedule that its reader would not expect."""
    if _PERCENTAGE in wording.terms and _PERCENTAGE not in terms:
        faults.warn(_NO_PERCENTAGE, (*path, "policy", "name"))
    if _EXTENSION not in wording.terms or _EXTENSION in terms:
        return
    if _NOTICE in terms:
        faults.warn(_NOTICE_WITHOUT_EXTENSION, (*path, "terms", _NOTICE))
    for name, value in terms.items():
        if wording.terms[name].unit.name == "clock" and _waits_for_extension(value):
            faults.warn(_CLOCK_WITHOUT_EXTENSION, (*path, "terms", name))


def _waits_for_extension(value: TermValue) -> bool:
    """Whether a clock of some entry is counted from the end of an extension."""
    clocks = [decode_clock(each.value) for each in value.entries if each.value != UNSET]
    return any(ClockAnchor.EXTENSION_END in events_of(clock) for clock in clocks)
