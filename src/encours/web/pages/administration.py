"""The organisation, its people and what each may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar, cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from encours.explain.document.model import Kind, On
from encours.policy.faults import Words
from encours.web.actions import administering as deeds
from encours.web.actions.background import ask_for
from encours.web.actions.customers import customers_like
from encours.web.actions.readings import EPOCH, day_read
from encours.web.pages.administration_forms import InviteForm, OrganisationForm, PlaceForm
from encours.web.pages.badges import Badge
from encours.web.pages.listing import Cell, Column, Listing, Row
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language, say
from encours.web.pages.within import show, within
from encours.web.people.access import is_standing
from encours.web.people.invitations import is_of_one_organisation
from encours.web.people.models import Membership
from encours.web.people.roles import NAMES, Right, Role

V = TypeVar("V", bound=Callable[..., HttpResponse])

PEOPLE: Final = (
    Column("person", "Person", "Personne"),
    Column("role", "Role", "Rôle"),
    Column("scope", "Sees", "Périmètre", is_wide=True, is_minor=True),
    Column("until", "Last day", "Dernier jour", Kind.DAY),
    Column("factor", "Two steps", "Deux étapes", is_minor=True),
    Column("state", "State", "État"),
)
LAST_ADMINISTRATOR: Final = Words(
    "Nobody would administer this organisation any more: make somebody else an administrator first.",
    "Plus personne n’administrerait cette organisation : nommez d’abord un autre administrateur.",
)
NOT_OURS: Final = Words(
    "This account belongs to other organisations too, or administers the installation: whoever runs the installation "
    "can help.",
    "Ce compte appartient aussi à d’autres organisations, ou administre l’installation : adressez-vous à qui la gère.",
)


def confirmed(view: V) -> V:
    """Have whoever changes something tell the password again: nothing is done by a session left open."""
    return cast("V", reauthentication_required(allow_get=True)(view))


@within(Right.ADMINISTER, is_dated=False)
@require_GET
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """The organisation as it is, and everybody in it."""
    organisation = shown.access.organisation
    members = list(
        Membership.objects.select_related("person").filter(organisation=organisation).order_by("person__name", "pk")
    )
    return show(
        request, shown, "encours/administration.html",
        organisation=organisation,
        reading_day=None if organisation.reading_day is None else (organisation.reading_day - EPOCH).days,
        people=_listing(members, organisation.slug),
        roles=[(NAMES[each].in_language(language()), say(*ROLE_WORDS[each])) for each in Role],
    )  # fmt: skip


ROLE_WORDS: Final[dict[Role, tuple[str, str]]] = {
    Role.CREDIT_MANAGER: (
        "keeps the facts: imports, limits, deeds; sees everything but this page",
        "tient les faits : imports, agréments, actes ; voit tout sauf cette page",
    ),
    Role.READER: ("sees and exports everything, changes nothing", "voit et exporte tout, ne change rien"),
    Role.SALES: (
        "sees the customers looked after, whether they may be delivered, asks for limits",
        "voit ses clients, s’ils peuvent être livrés, demande des agréments",
    ),
    Role.APPROVER: (
        "approves, as a second person, the uninsured part of limits",
        "approuve, en second, la part non assurée des limites",
    ),
    Role.BROKER: (
        "accompanies, by mandate, until its last day: sees, acts, asks for limits",
        "accompagne, par mandat, jusqu’à son dernier jour : voit, agit, demande des agréments",
    ),
    Role.UNDERWRITER: ("sees buyers and limits, and decides limits", "voit les acheteurs et les agréments, et décide"),
    Role.LENDER: ("sees the receivables assigned to it", "voit les créances qui lui sont déléguées"),
    Role.ADMINISTRATOR: ("everything, and this page", "tout, et cette page"),
}


def _listing(members: list[Membership], slug: str) -> Listing:
    with_factor = set(
        Authenticator.objects.filter(user__in=[each.person_id for each in members], type=Authenticator.Type.TOTP)
        .values_list("user_id", flat=True)
    )  # fmt: skip
    return Listing(
        columns=PEOPLE,
        rows=tuple(_row(each, slug, has_factor=each.person_id in with_factor) for each in members),
        caption=say("People", "Personnes"),
    )


def _row(membership: Membership, slug: str, *, has_factor: bool) -> Row:
    person, place = membership.person, deeds.place_of(membership)
    # What another organisation knows of somebody is not told before they come.
    name = person.email if membership.invitation else str(person)
    until = None if membership.until is None else On((membership.until - EPOCH).days)
    factor = say("yes", "oui") if has_factor else say("no", "non")
    cells = (
        Cell(name, reverse("person", args=[slug, membership.pk]), note="" if name == person.email else person.email),
        Cell(NAMES[place.role].in_language(language())),
        Cell(_scope(place)),
        Cell(until),
        Cell(None if membership.invitation else factor),
        _state(membership),
    )
    return Row(cells)


def _scope(place: deeds.Place) -> str:
    if place.role is Role.SALES:
        count = len(place.customers)
        return say("{count} customers", "{count} clients", count=count) if count else say("nobody yet", "aucun client")
    if place.role is Role.LENDER:
        return say("assigned to {payee}", "délégué à {payee}", payee=place.loss_payee)
    return place.mandate


def _state(membership: Membership) -> Cell:
    if membership.closed_at is not None:
        badge = Badge(say("closed", "fermé"), "✕", "plain")
    elif membership.invitation:
        badge = Badge(say("invited", "invité"), "◔", "soon")
    elif not is_standing(membership, timezone.localdate()):
        badge = Badge(say("ended", "terminé"), "✕", "plain")
    else:
        badge = Badge(say("active", "actif"), "●", "done")
    return Cell(badge.word, badge=badge)


@within(Right.ADMINISTER, is_dated=False)
@require_http_methods(["GET", "POST"])
@confirmed
def organisation(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What the organisation is, changed."""
    own = shown.access.organisation
    form = OrganisationForm(request.POST or None, organisation=own, language=language())
    if request.method == "POST" and form.is_valid():
        if deeds.change_organisation(shown.access, form.cleaned_data, at=timezone.now()):
            own.refresh_from_db()
            ask_for(own, day_read(own, timezone.localdate()))
            messages.success(request, say("Kept.", "Enregistré."))
        return redirect("administration", own.slug)
    return show(request, shown, "encours/administration_organisation.html", form=form)


@within(Right.ADMINISTER, is_dated=False)
@require_http_methods(["GET", "POST"])
@confirmed
def invite(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Somebody let in; the link is shown once, to be handed on."""
    form = InviteForm(request.POST or None, organisation=shown.access.organisation, language=language())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made, link = deeds.invite(shown.access, told["email"], told["name"], form.place(), at=timezone.now())
        return _link(request, shown, made, link)
    return show(request, shown, "encours/administration_invite.html", form=form, found=_found(request))


@within(Right.ADMINISTER, is_dated=False)
@require_http_methods(["GET", "POST"])
@confirmed
def person(request: HttpRequest, shown: Shown, membership: int) -> HttpResponse:
    """What somebody is here, and how it changes."""
    own = _membership(shown, membership)
    form = PlaceForm(request.POST or None, language=language(), place=deeds.place_of(own))
    if request.method == "POST" and form.is_valid():
        try:
            deeds.change_place(shown.access, own, form.place(), at=timezone.now())
        except deeds.LastAdministratorError:
            form.add_error("role", LAST_ADMINISTRATOR.in_language(language()))
        else:
            messages.success(request, say("Kept.", "Enregistré."))
            return redirect("administration", shown.access.organisation.slug)
    if form.errors:
        own.refresh_from_db()
    return show(
        request, shown, "encours/administration_person.html",
        form=form,
        found=_found(request),
        member=own,
        name=own.person.email if own.invitation else str(own.person),
        state=_state(own).badge,
        closed_on=None if own.closed_at is None else (timezone.localdate(own.closed_at) - EPOCH).days,
        is_ours=is_of_one_organisation(own.person, shown.access.organisation.pk),
        has_factor=Authenticator.objects.filter(user=own.person).exists(),
    )  # fmt: skip


def _found(request: HttpRequest) -> list[tuple[str, str]]:
    return customers_like(request.GET.get("q", "")[:100])


@within(Right.ADMINISTER, is_dated=False)
@require_POST
@confirmed
def act(request: HttpRequest, shown: Shown, membership: int) -> HttpResponse:
    """One deed about somebody: let in no more, or again; another link; the second factor taken away."""
    own = _membership(shown, membership)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    try:
        link = deed(shown, own, timezone.now())
    except deeds.LastAdministratorError:
        messages.error(request, say(LAST_ADMINISTRATOR.english, LAST_ADMINISTRATOR.french))
    except deeds.NotOursError:
        messages.error(request, say(NOT_OURS.english, NOT_OURS.french))
    else:
        if link:
            return _link(request, shown, own, link)
        messages.success(request, say("Done.", "C’est fait."))
    return redirect("person", shown.access.organisation.slug, own.pk)


def _close(shown: Shown, own: Membership, at: datetime) -> str:
    deeds.close(shown.access, own, at=at)
    return ""


def _invite_again(shown: Shown, own: Membership, at: datetime) -> str:
    try:
        return deeds.invite_again(shown.access, own, at=at)
    except deeds.CameInError:
        raise Http404 from None


def _remove_factor(shown: Shown, own: Membership, at: datetime) -> str:
    deeds.remove_second_factor(shown.access, own, at=at)
    return ""


DEEDS: Final[dict[str, Callable[[Shown, Membership, datetime], str]]] = {
    "close": _close,
    "reopen": lambda shown, own, at: deeds.reopen(shown.access, own, at=at),
    "invite": _invite_again,
    "password": lambda shown, own, at: deeds.new_password(shown.access, own, at=at),
    "factor": _remove_factor,
}
"""What the buttons of a person do; each gives back the link to hand on, where there is one."""


def _membership(shown: Shown, membership: int) -> Membership:
    own = Membership.objects.select_related("person", "organisation")
    found: Membership = get_object_or_404(own, pk=membership, organisation=shown.access.organisation)
    return found


def _link(request: HttpRequest, shown: Shown, member: Membership, link: str) -> HttpResponse:
    return show(
        request, shown, "encours/administration_link.html", member=member, link=request.build_absolute_uri(link)
    )


urlpatterns = [
    path("administration/", page, name="administration"),
    path("administration/organisation/", organisation, name="organisation-change"),
    path("administration/people/invite/", invite, name="invite"),
    path("administration/people/<int:membership>/", person, name="person"),
    path("administration/people/<int:membership>/act/", act, name="person-act"),
]
