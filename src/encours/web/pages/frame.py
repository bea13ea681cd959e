"""The frame of every page of an organisation: where one may go, the day that is read, what one must know first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from encours.policy.faults import Words
from encours.units.show import show_day
from encours.web.actions.past import is_waited
from encours.web.pages.navigation import navigation
from encours.web.pages.parts import OrganisationChoice, Reading, Voice
from encours.web.pages.shown import Shown, days_of
from encours.web.pages.templatetags.encours import language, say
from encours.web.people.access import Access, memberships_of
from encours.web.people.roles import Right

REFUSALS = {
    "no policy": Words(
        "This company has no policy that reads: nothing says what is insured.",
        "Cette société n’a pas de police lisible : rien ne dit ce qui est garanti.",
    ),
    "no rates": Words(
        "Rates of exchange are missing for some currencies: nothing can be judged before they are imported.",
        "Il manque le cours de certaines devises : rien ne peut être jugé avant leur import.",
    ),
    "too large": Words(
        "Some amounts are too large in the currency of the policy to be judged.",
        "Certains montants sont trop grands, dans la devise de la police, pour être jugés.",
    ),
}


def frame(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    """What the template of every page needs."""
    access = shown.access
    slug = access.organisation.slug
    return {
        "access": access,
        "nav": navigation(request, access, days_of(shown)),
        "organisations": _organisations(access),
        "search_url": reverse("search", args=[slug]) if access.may(Right.SEE) else "",
        "search_text": request.GET.get("q", ""),
        "search_days": days_of(shown),
        "notices": list(_notices(shown)),
        "reading": Reading(
            as_of=shown.as_of if shown.reading is None else shown.reading.as_of,
            is_fixed=shown.is_fixed or shown.is_asked,
            known_on=shown.known_on,
            is_stale=_stale(shown),
            action=reverse("reading-ask", args=[slug]),
        ),
    }


def _organisations(access: Access) -> list[OrganisationChoice]:
    return [
        OrganisationChoice(
            each.organisation.name,
            reverse("organisation", args=[each.organisation.slug]),
            is_current=each.pk == access.membership.pk,
        )
        for each in memberships_of(access.person, timezone.localdate())
    ]


def _notices(shown: Shown) -> Iterator[tuple[Voice, str]]:
    if shown.is_failed:
        yield "error", _failed(shown)
    elif shown.reading is None:
        yield (
            "info",
            say(
                "The results of this day are being made: the page will tell as soon as they are there.",
                "Les résultats de ce jour sont en préparation : la page les montrera dès qu’ils seront prêts.",
            ),
        )
    elif (refusal := shown.reading.refusal) and not shown.is_behind:
        yield "error", REFUSALS[refusal["code"]].in_language(language())


def _failed(shown: Shown) -> str:
    """That the results of the day could not be made, and what stands in their place."""
    failed = say(
        "The results of this day could not be made: Encours failed on them several times, which is a defect of the "
        "program. Tell whoever runs this installation.",
        "Les résultats de ce jour n’ont pas pu être calculés : Encours a échoué plusieurs fois, ce qui est un défaut "
        "du programme. Signalez-le à qui administre cette installation.",
    )
    if shown.reading is None or shown.reading.refusal:
        return failed
    before = say(
        "What stands here was made before, as of {day}.",
        "Ce qui figure ici a été calculé auparavant, à la date du {day}.",
        day=show_day(shown.reading.as_of, language()),
    )
    return f"{failed} {before}"


def _stale(shown: Shown) -> str:
    if shown.reading is None or not shown.is_behind or shown.is_failed:
        return ""
    if shown.reading.as_of != shown.as_of:
        return say(
            "These are the results of {day}: those of the day are being made.",
            "Voici les résultats du {day} : ceux du jour sont en préparation.",
            day=show_day(shown.reading.as_of, language()),
        )
    if shown.is_asked and is_waited(shown.reading, shown.access.organisation):
        return say(
            "This day is being read again: what stands here was made before.",
            "Cette date est en cours de relecture : ce qui figure ici a été calculé auparavant.",
        )
    if shown.is_asked:
        return say(
            "Facts were kept since this day was read, or an earlier version of Encours read it: ask for it again under "
            "the day at the top of the page.",
            "Des faits ont été enregistrés depuis cette lecture, ou une version antérieure d’Encours l’a faite : "
            "redemandez-la sous la date, en haut de la page.",
        )
    return say(
        "Facts were kept since these results were made, or an earlier version of Encours made them; they are being "
        "made again.",
        "Des faits ont été enregistrés depuis ce calcul, ou une version antérieure d’Encours l’a fait ; il est en "
        "cours de mise à jour.",
    )
