"""Why a page has no results to show: they wait to be made, could not be, nobody asked for them, or were refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from encours.explain.document.shown import typeset
from encours.policy.faults import Words
from encours.units.show import Language, show_day
from encours.web.actions.readings import day_read
from encours.web.pages.shown import Shown, days_of, link
from encours.web.pages.templatetags.encours import language
from encours.web.people.roles import Right
from encours.web.store.models import Reading

REASONS: Final[Mapping[str, Words]] = {
    "no policy": Words(
        "What is insured follows from the policy, and this company has none that reads.",
        "Ce qui est garanti découle de la police, et cette société n’en a pas qui se lise.",
    ),
    "too large": Words(
        "Amounts are too large in the currency of the policy to be computed exactly.",
        "Des montants sont trop grands, dans la devise de la police, pour être calculés exactement.",
    ),
}
NO_RATES: Final = Words(
    "Rates of exchange are missing: {currencies}. Import them.",
    "Des cours de change manquent : {currencies}. Importez-les.",
)
RATE: Final = Words("{currency} on {day}", "{currency} au {day}")
WAITED: Final = Words("The results of the day are being made.", "Les résultats du jour sont en cours de calcul.")
BRING_POLICY: Final = Words("Bring the policy", "Déposer la police")
HAVE_READ: Final = Words("Have it read", "Demander cette lecture")
NOT_ASKED: Final = Words("This day has not been read yet.", "Cette date n’a pas encore été lue.")
FAILED: Final = Words("These results could not be made", "Ces résultats n’ont pas pu être calculés")
TRIED_AGAIN: Final = Words(
    "Encours tries again within the hour: the page shows them as soon as they are there.",
    "Encours réessaie dans l’heure : la page les montrera dès qu’ils seront là.",
)
REFUSED: Final = Words("Nothing can be judged yet", "Rien ne peut encore être jugé")


@dataclass(frozen=True, slots=True)
class NotMade:
    """What a page says in the place of its results: a title, what to do, and where."""

    title: str
    text: str = ""
    url: str = ""
    label: str = ""
    """What the link to ``url`` says."""
    is_waited: bool = False


def reason_of(refusal: Mapping[str, Any], told: Language) -> str:
    """Why nothing could be computed, and what to do about it."""
    if refusal.get("code") == "no rates":
        rates = refusal.get("currencies", {})
        shown = ", ".join(
            RATE.in_language(told).format(currency=name, day=show_day(day, told)) for name, day in rates.items()
        )
        return NO_RATES.in_language(told).format(currencies=shown)
    found = REASONS.get(str(refusal.get("code", "")))
    return "" if found is None else found.in_language(told)


def not_made(shown: Shown) -> NotMade | None:
    """What to say where a page has no results; None where it has some."""
    told, reading = language(), shown.reading
    if reading is not None and reading.standing == Reading.Standing.MADE:
        return None
    # What older facts were refused for is no reason any more.
    if shown.is_failed:
        return _could_not(shown, told)
    if reading is not None and shown.is_behind and not shown.is_asked:
        return NotMade(typeset(WAITED.in_language(told), told), is_waited=True)
    if reading is not None:
        title, text = typeset(REFUSED.in_language(told), told), typeset(reason_of(reading.refusal, told), told)
        if reading.refusal.get("code") != "no policy" or not shown.access.may(Right.IMPORT):
            return NotMade(title, text)
        return NotMade(title, text, link(shown, "policy"), BRING_POLICY.in_language(told))
    today = day_read(shown.access.organisation, timezone.localdate())
    if shown.as_of == today and shown.known_on is None:
        return NotMade(typeset(WAITED.in_language(told), told), is_waited=True)
    return _to_be_asked(shown, NOT_ASKED, told)


def _could_not(shown: Shown, told: Language) -> NotMade:
    """What to say of results that failed: those of the usual day are tried again by themselves."""
    if shown.is_asked:
        return _to_be_asked(shown, FAILED, told)
    return NotMade(typeset(FAILED.in_language(told), told), typeset(TRIED_AGAIN.in_language(told), told))


def _to_be_asked(shown: Shown, words: Words, told: Language) -> NotMade:
    return NotMade(
        typeset(words.in_language(told), told),
        url=link(shown, "reading-ask", **days_of(shown)),
        label=HAVE_READ.in_language(told),
    )
