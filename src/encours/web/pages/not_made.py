"""Why a page has no results to show: they wait to be made, nobody asked for them, or they were refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from encours.policy.faults import Words
from encours.units.show import Language, show_day
from encours.web.actions.readings import day_read
from encours.web.pages.shown import Shown, days_of, link
from encours.web.pages.templatetags.encours import language
from encours.web.store.models import Reading

REASONS: Final[Mapping[str, Words]] = {
    "no policy": Words(
        "No policy is known: nothing can be judged before one is imported.",
        "Aucune police n'est connue : rien ne peut être jugé avant d'en importer une.",
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
NOT_ASKED: Final = Words("This day has not been read yet.", "Cette date n'a pas encore été lue.")
REFUSED: Final = Words("Nothing could be computed.", "Rien n'a pu être calculé.")


@dataclass(frozen=True, slots=True)
class NotMade:
    """What a page says in the place of its results: a title, what to do, and where."""

    title: str
    text: str = ""
    url: str = ""
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
    if reading is not None:
        return NotMade(REFUSED.in_language(told), reason_of(reading.refusal, told))
    today = day_read(shown.access.organisation, timezone.localdate())
    if shown.as_of == today and shown.known_on is None:
        return NotMade(WAITED.in_language(told), is_waited=True)
    return NotMade(NOT_ASKED.in_language(told), url=link(shown, "reading-ask", **days_of(shown)))
