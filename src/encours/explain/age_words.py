"""Both ages of an unpaid invoice in words, and for programs: what the policy counts, what reminders count, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from encours.cover.ageing.ages import AgedRow, Ages
from encours.explain.json_values import Json, day_json
from encours.explain.values import day
from encours.explain.words import say
from encours.facts.columns import Table
from encours.facts.pauses import Pause, PauseCause
from encours.units import MISSING, NEVER, Days
from encours.units.show import Language

_CAUSES: Final = {
    PauseCause.DISPUTE: "pause dispute",
    PauseCause.PROMISE: "pause promise",
    PauseCause.PLAN: "pause plan",
}


def ages_sentence(ages: Ages, language: Language) -> str:
    """Both ages on one line; empty before the day after the due date, and where there is none."""
    if ages.contractual == MISSING or ages.contractual <= 0:
        return ""
    contractual = _days(ages.contractual, language)
    if not ages.pauses:
        return say("one age", language, days=contractual)
    told = "; " if language == "en" else " ; "
    pauses = told.join(pause_text(each, language) for each in ages.pauses)
    if ages.commercial == MISSING:
        return say("ages unknown", language, days=contractual, pauses=pauses)
    return say("two ages", language, days=contractual, commercial=_days(ages.commercial, language), pauses=pauses)


def pause_text(pause: Pause, language: Language) -> str:
    """What pauses, from when to when, and the fact that says so."""
    cause, first = say(_CAUSES[pause.cause], language), day(pause.first, language)
    key = "pause until" if pause.last not in {MISSING, NEVER} else "pause since"
    last = "" if pause.last in {MISSING, NEVER} else day(pause.last, language)
    return say(key, language, cause=cause, first=first, last=last, source=pause.fact_id)


def ages_json(ages: Ages) -> Json:
    """Both ages and the pauses that took days, for programs; null where an age is not known."""
    return {
        "contractual_age": known_days(ages.contractual),
        "commercial_age": known_days(ages.commercial),
        "pauses": [
            {
                "cause": each.cause.value,
                "first_day": day_json(each.first),
                "last_day": day_json(each.last),
                "source": each.fact_id,
            }
            for each in ages.pauses
        ],
    }


def known_days(days: Days) -> Days | None:
    """Days, or nothing where nobody knows how many."""
    return None if days == MISSING else days


def oldest(rows: Iterable[AgedRow], invoices: Table) -> Mapping[str, tuple[Days, Days]]:
    """Oldest contractual and commercial age of what is overdue of each buyer; `MISSING` where one is not known.

    A buyer of which nothing is overdue is not there.
    """
    buyers = invoices.texts["buyer"]
    found: dict[str, tuple[Days, Days]] = {}
    for each in rows:
        if each.ages.contractual > 0:
            buyer = buyers[each.row]
            contractual, commercial = found.get(buyer, (0, 0))
            unknown = MISSING in {commercial, each.ages.commercial}
            latest = MISSING if unknown else max(commercial, each.ages.commercial)
            found[buyer] = max(contractual, each.ages.contractual), latest
    return found


def _days(count: Days, language: Language) -> str:
    if language == "fr":
        return f"{count} jour{'' if count in {0, 1} else 's'}"
    return f"{count} day{'' if count == 1 else 's'}"
