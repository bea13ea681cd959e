"""Any past day, as known on another: asked for, waited for, and found again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from encours.policy.faults import Words
from encours.units import Day
from encours.units.show import Language, show_day
from encours.web.actions.past import Days, Refusal, ask, asked_readings, days_asked, first_day, is_slow, is_waited
from encours.web.actions.readings import day_read, is_behind, is_failed
from encours.web.pages.not_made import reason_of
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language
from encours.web.pages.within import show, within
from encours.web.people.roles import Right
from encours.web.store.models import Reading

REFRESHED: Final = 3
"""Seconds after which one looks again whether a reading is made."""
OPENED: Final = ("ageing", "invoices", "portfolio", "dashboard")
"""Pages that a reading may be opened with."""
WAITED: Final = Words(
    "The whole book is being read as of {as_of}. This page looks again by itself.",
    "Tout l’encours est en cours de lecture à la date du {as_of}. Cette page s’actualise d’elle-même.",
)
WAITED_AS_KNOWN: Final = Words(
    "The whole book is being read as of {as_of}, as known on {known_on}. This page looks again by itself.",
    "Tout l’encours est en cours de lecture à la date du {as_of}, tel que connu le {known_on}. "
    "Cette page s’actualise d’elle-même.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A reading that was asked for, with the address that opens it."""

    reading: Reading
    url: str
    is_behind: bool
    is_waited: bool
    is_slow: bool
    is_failed: bool
    reason: str


@within(Right.SEE, is_dated=False)
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The two days that were asked, where their reading stands, and those asked for before."""
    given = request.POST if request.method == "POST" else request.GET
    today = day_read(shown.access.organisation, timezone.localdate())
    first = first_day()
    told = (given.get("as_of", ""), given.get("known_on", ""))
    found: Days | tuple[Refusal, ...] = ()
    if any(told) or request.method == "POST":
        found = days_asked(*told, last=today, first=first)
    if isinstance(found, Days) and (found.as_of, found.known_on) == (today, None):
        return HttpResponseRedirect(_opened(shown, found, given.get("next", "")))
    reading: Reading | Refusal | None = None
    if isinstance(found, Days):
        if request.method == "POST":
            reading = ask(shown.access.organisation, found, at=timezone.now())
            if isinstance(reading, Reading):
                return HttpResponseRedirect(_waited(shown, found, given.get("next", "")))
            found = (reading,)
        else:
            reading = Reading.objects.filter(as_of=found.as_of, known_on=found.known_on).first()
            is_made = reading is not None and reading.standing == Reading.Standing.MADE
            if reading is not None and is_made and not is_behind(reading, shown.access.organisation):
                return HttpResponseRedirect(_opened(shown, found, given.get("next", "")))
    return _show(request, shown, found, reading, told=told, bounds=(first, today))


def _show(
    request: HttpRequest, shown: Shown, found: Days | tuple[Refusal, ...], reading: Reading | Refusal | None,
    *,
    told: tuple[str, str], bounds: tuple[Day | None, Day],
) -> HttpResponse:  # fmt: skip
    refused = () if isinstance(found, Days) else found
    standing, company = reading if isinstance(reading, Reading) else None, shown.access.organisation
    first, today = bounds
    answer = show(
        request,
        shown,
        "encours/reading_ask.html",
        days=found if isinstance(found, Days) else None,
        told_as_of=told[0],
        told_known_on=told[1],
        errors={each.field: each.in_language(language()) for each in refused},
        first="" if first is None else show_day(first, "en"),
        last=show_day(today, "en"),
        asked=standing,
        is_waited=standing is not None and is_waited(standing, company),
        is_old=standing is not None and standing.made_at is not None and is_behind(standing, company),
        is_failed=standing is not None and is_failed(standing, company),
        opened=_opened(shown, found, "") if isinstance(found, Days) else "",
        progress_text=_progress(found, language()),
        is_slow=standing is not None and is_slow(standing, company, timezone.now()),
        refusal="" if standing is None else reason_of(standing.refusal, language()),
        next=_next(request.GET.get("next", "") or request.POST.get("next", "")),
        seconds=REFRESHED,
        lines=_lines(shown, today),
    )
    if refused:
        answer.status_code = 400
    return answer


def _progress(found: Days | tuple[Refusal, ...], told: Language) -> str:
    if not isinstance(found, Days):
        return ""
    words = WAITED if found.known_on is None else WAITED_AS_KNOWN
    known_on = "" if found.known_on is None else show_day(found.known_on, told)
    return words.in_language(told).format(as_of=show_day(found.as_of, told), known_on=known_on)


def _lines(shown: Shown, today: Day) -> list[Line]:
    company = shown.access.organisation
    return [
        Line(
            reading=each,
            url=_opened(shown, Days(each.as_of, each.known_on), ""),
            is_behind=is_behind(each, company),
            is_waited=is_waited(each, company),
            is_slow=is_slow(each, company, timezone.now()),
            is_failed=is_failed(each, company),
            reason=reason_of(each.refusal, language()) if each.standing == Reading.Standing.REFUSED else "",
        )
        for each in asked_readings(today)
    ]


def _query(days: Days) -> dict[str, str]:
    told = {"as_of": show_day(days.as_of, "en")}
    return told if days.known_on is None else {**told, "known_on": show_day(days.known_on, "en")}


def _next(told: str) -> str:
    return told if told in OPENED else OPENED[0]


def _opened(shown: Shown, days: Days, following: str) -> str:
    found = reverse(_next(following), args=[shown.access.organisation.slug])
    return f"{found}?{urlencode(_query(days))}"


def _waited(shown: Shown, days: Days, following: str) -> str:
    found = reverse("reading-ask", args=[shown.access.organisation.slug])
    return f"{found}?{urlencode({**_query(days), 'next': _next(following)})}"
