"""Addresses of one's own account: signing in, the second factor, and the links that let somebody in.

Of the pages that the library of sign-in has, those named here are open and every other is closed, one that a later
version adds included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from allauth.urls import urlpatterns as library
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from encours.web.actions.administering import choose_password, come_in
from encours.web.pages.account_forms import ChoosePassword, Welcome
from encours.web.pages.templatetags.encours import language, say
from encours.web.people.invitations import forgetful, invited

OPEN: Final = frozenset({
    "account_login", "account_logout", "account_reauthenticate", "account_change_password",
    "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "usersessions_list",
})  # fmt: skip
"""Pages of the library that are used."""


def closed(request: HttpRequest, *given: object, **named: object) -> HttpResponse:  # noqa: ARG001 -- whatever it asks
    """A page that this application does not have."""
    raise Http404


def _used(addresses: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
    """The addresses of a library, closed where they are not used; its pages name them still."""
    for each in addresses:
        if isinstance(each, URLResolver):
            yield URLResolver(each.pattern, list(_used(each.url_patterns)), each.default_kwargs)
        elif each.name in OPEN:
            yield each
        else:
            yield URLPattern(each.pattern, closed, None, each.name)


@login_required
@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a second factor is asked for, and the way to set one up."""
    return render(request, "encours/second_factor.html")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, membership: int, token: str) -> HttpResponse:
    """Where a link of an invitation leads: a password is chosen, or the account one has is used, and one is in."""
    found = invited(membership, token)
    if found is None:
        return _worn_out(request)
    context = {"organisation": found.organisation, "invited": found.person}
    if found.person.has_usable_password():
        if request.user != found.person:
            return render(request, "encours/invitation_sign_in.html", context)
        if request.method == "POST":
            is_in = come_in(found, token, at=timezone.now())
            return redirect("home") if is_in else redirect(request.path)
        return render(request, "encours/invitation_accept.html", context)
    form = Welcome(request.POST or None, person=found.person, language=language())
    if request.method == "POST" and form.is_valid():
        if not come_in(found, token, at=timezone.now(), account=form.keep):
            return redirect(request.path)
        messages.success(request, say("Your account is ready: sign in.", "Votre compte est prêt : connectez-vous."))
        return redirect("account_login")
    return render(request, "encours/invitation_welcome.html", {**context, "form": form})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, person: int, token: str) -> HttpResponse:
    """Where the link of somebody who forgot the password leads."""
    found = forgetful(person, token)
    if found is None:
        return _worn_out(request)
    form = ChoosePassword(request.POST or None, person=found, language=language())
    if request.method == "POST" and form.is_valid():
        if not choose_password(found, token, account=form.keep):
            return redirect(request.path)
        messages.success(request, say("Your password is changed: sign in.", "Mot de passe changé : connectez-vous."))
        return redirect("account_login")
    return render(request, "encours/new_password.html", {"form": form, "invited": found})


def _worn_out(request: HttpRequest) -> HttpResponse:
    return render(request, "encours/worn_out.html", status=404)


urlpatterns = [
    path("invitation/<int:membership>/<str:token>/", invitation, name="invitation"),
    path("new-password/<int:person>/<str:token>/", new_password, name="new-password"),
    path("second-factor/", second_factor, name="second-factor"),
    *_used(library),
]
