"""Lines of the memo that the law writes, with its own figures: what is asked of whoever is owed money in France."""

from __future__ import annotations

from typing import Final

from encours.duties import law
from encours.duties.duty import Department
from encours.duties.legal_kinds import CLAIM_GOODS, DECLARE, INTERRUPT, SERVE_ORDER
from encours.explain.duty_words import DUTY_TEXTS
from encours.explain.memo_sentences import PRIMARY, MemoEntry
from encours.policy.faults import Words


def months(count: int) -> Words:
    """A number of months, or of years where it is whole."""
    years, rest = divmod(count, 12)
    if not rest:
        return Words(f"{years} year{'s' if years > 1 else ''}", f"{years} an{'s' if years > 1 else ''}")
    return Words(f"{count} month{'s' if count > 1 else ''}", f"{count} mois")


def _of(kind: str, by: Words, reference: str) -> MemoEntry:
    text = DUTY_TEXTS[kind]
    return MemoEntry(
        kind=kind,
        who=(Department.LEGAL,),
        holds=(PRIMARY,),
        does=text.what_to_do,
        by=by,
        lost=text.what_is_lost,
        law=reference,
    )


def _within(deadline: law.Deadline, english: str, french: str) -> Words:
    """A period as it stands today, in a sentence that names it."""
    version = deadline.versions[-1]
    usual, longer = months(version.months), months(version.months + version.elsewhere)
    return Words(
        english.format(period=usual.english, elsewhere=longer.english),
        french.format(period=usual.french, elsewhere=longer.french),
    )


OF_THE_LAW: Final = (
    _of(
        DECLARE,
        _within(
            law.DECLARATION,
            "Within {period} of the publication of the opening judgment in the BODACC ({elsewhere} from outside "
            "metropolitan France); abroad, by the day of the notice.",
            "Dans les {period} de la publication du jugement d'ouverture au BODACC ({elsewhere} hors de France "
            "métropolitaine) ; à l'étranger, au jour que fixe l'avis.",
        ),
        law.DECLARATION.reference,
    ),
    _of(
        CLAIM_GOODS,
        _within(
            law.GOODS,
            "Within {period} of that publication; title must be retained in writing by the delivery.",
            "Dans les {period} de cette publication ; la réserve de propriété est écrite, au plus tard à la livraison.",
        ),
        law.GOODS.reference,
    ),
    _of(
        SERVE_ORDER,
        _within(law.SERVICE, "Within {period} of the order.", "Dans les {period} de l'ordonnance."),
        law.SERVICE.reference,
    ),
    _of(
        INTERRUPT,
        _within(
            law.PRESCRIPTION,
            "Within {period} of the due date between traders.",
            "Dans les {period} de l'échéance entre commerçants.",
        ),
        law.PRESCRIPTION.reference,
    ),
)
"""In the order they come in the life of an unpaid debt."""
