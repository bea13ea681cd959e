"""Whether the application answers, reaches its store and is worked for; the details for whoever administers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from encours import __version__
from encours.explain.document.shown import typeset
from encours.policy.faults import Words
from encours.web.actions.health import Failed, Standing, Work, failed, last_seen, standing, waiting
from encours.web.pages.templatetags.encours import language
from encours.web.people.access import is_standing
from encours.web.people.models import Membership, Organisation, Person
from encours.web.people.roles import Role

FAILING: Final = frozenset({Standing.UNREACHABLE, Standing.OTHER_VERSION})
"""Standings in which no page can be shown: whoever sends people here should send them elsewhere."""
WORK: Final[Mapping[Work, Words]] = {
    Work.RESULTS: Words("the results of a day", "les résultats d’un jour"),
    Work.IMPORT: Words("an import", "un import"),
    Work.FILE: Words("a file to take away", "un fichier à télécharger"),
}
"""Each kind of work, as an administrator knows it."""


@dataclass(frozen=True, slots=True)
class FailedShown:
    """Work that failed, in words."""

    work: str
    of: Failed


@never_cache
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """One word for machines; a page for the administrators, each of whom sees the companies that are theirs."""
    now = timezone.now()
    found = standing(now)
    if found in FAILING:
        return JsonResponse({"status": found.value}, status=503)
    person = request.user if isinstance(request.user, Person) else None
    organisations = [] if person is None else _administered(person)
    if person is None or not (organisations or person.may_found):
        return JsonResponse({"status": found.value})
    all_failed = [
        FailedShown(typeset(WORK[each.work].in_language(language()), language()), each)
        for each in failed(organisations, all_of_them=person.may_found)
    ]
    context = {
        "standing": found,
        "is_worked_for": found is Standing.OK,
        "seen_at": last_seen(),
        "waiting": waiting(organisations, timezone.localdate()),
        "failed": all_failed,
        "given_up": sum(each.of.is_over for each in all_failed),
        "version": __version__,
        "count": len(organisations),
    }
    return render(request, "encours/health.html", context)


def _administered(person: Person) -> list[Organisation]:
    """Companies whose state somebody may know: all of them for whoever administers the installation."""
    if person.may_found:
        return list(Organisation.objects.order_by("name"))
    memberships = Membership.objects.select_related("organisation").filter(person=person, role=Role.ADMINISTRATOR)
    today = timezone.localdate()
    return [each.organisation for each in memberships.order_by("organisation__name") if is_standing(each, today)]
