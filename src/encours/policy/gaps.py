"""What a schedule leaves unsaid at the insured's expense: warnings, since a policy may mean it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.engine.wording import Wording
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.locate import Path
from encours.policy.schedule import TermValue

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


def warn_of_gaps(wording: Wording, terms: Mapping[str, TermValue], path: Path, faults: Faults) -> None:
    """Keep a warning for each silence of a schedule that its reader would not expect."""
    if _PERCENTAGE in wording.terms and _PERCENTAGE not in terms:
        faults.warn(_NO_PERCENTAGE, (*path, "policy", "name"))
    if _NOTICE in terms and _EXTENSION in wording.terms and _EXTENSION not in terms:
        faults.warn(_NOTICE_WITHOUT_EXTENSION, (*path, "terms", _NOTICE))
