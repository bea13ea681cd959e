"""The journal of who came in and who tried to: told to every organisation of the person, unless its membership ended.

What failed is written after the answer has gone: how long it takes tells nothing of whether the name is known.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from encours.web.people import journal
from encours.web.people.access import memberships_of
from encours.web.people.deeds import Deed
from encours.web.people.models import Person
from encours.web.people.sign_in import client_address, name_tried
from encours.web.people.walls import inside

log = logging.getLogger("encours.people")
LATER: Final = "encours_after_the_answer"
"""Attribute of a request under which waits what is written once it was answered."""


class AfterTheAnswer:
    """Middleware: does what waits for the answer to have gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then write."""
        response = self.get_response(request)
        waiting: list[tuple[Deed, str]] = getattr(request, LATER, [])
        if waiting:
            address, close = client_address(request), response.close

            def closed() -> None:
                close()
                for deed, name in waiting:
                    _tell_of_name(deed, name, address)

            response.close = closed  # type: ignore[method-assign]
        return response


def tell(person: Person, deed: Deed, *, by: str = "", **details: str) -> None:
    """Write in the journal of each organisation of a person what happened to the account."""
    for each in memberships_of(person, timezone.localdate()):
        with inside(each.organisation):
            journal.write(
                each.organisation, by or str(person), deed, at=timezone.now(), subject=person.email, details=details
            )


def _tell_of_name(deed: Deed, name: str, address: str) -> None:
    person = Person.objects.filter(email=name).first()
    log.warning("%s from %s", deed, address)
    if person is not None:
        tell(person, deed, **{"from": address})


def _wait(request: HttpRequest, deed: Deed, name: str) -> None:
    waiting = getattr(request, LATER, None)
    if waiting is None:
        waiting = []
        setattr(request, LATER, waiting)
    if (deed, name) not in waiting:
        waiting.append((deed, name))


def _signed_in(request: HttpRequest | None, user: Person, **_: object) -> None:
    if request is not None:
        tell(user, Deed.SIGN_IN, **{"from": client_address(request)})


def _signed_out(request: HttpRequest, user: Person | None, **_: object) -> None:
    if user is not None:
        tell(user, Deed.SIGN_OUT, **{"from": client_address(request)})


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: object) -> None:
    if request is not None and not getattr(request, "axes_locked_out", False):
        _wait(request, Deed.FAIL_TO_SIGN_IN, name_tried(request, credentials))


def _locked(request: HttpRequest, username: str, **_: object) -> None:
    # What is tried while it lasts is not counted any more: it is told once.
    if getattr(request, "axes_failures_since_start", None) is not None:
        _wait(request, Deed.LOCK_OUT, username)


def _password_changed(request: HttpRequest, user: Person, **_: object) -> None:
    tell(user, Deed.CHANGE_PASSWORD, **{"from": client_address(request)})


def _factor_failed(request: HttpRequest, user: Person, **_: object) -> None:
    tell(user, Deed.FAIL_SECOND_FACTOR, **{"from": client_address(request)})


def _factor(deed: Deed) -> Callable[..., None]:
    def told(request: HttpRequest, user: Person, authenticator: Authenticator, **_: object) -> None:
        if authenticator.type == Authenticator.Type.TOTP:
            tell(user, deed, **{"from": client_address(request)})

    return told


def _others_end(request: HttpRequest, user: Person, authenticator: Authenticator, **_: object) -> None:
    """A session that a password alone opened passes no more for one of two steps: all but this one end."""
    if authenticator.type == Authenticator.Type.TOTP:
        for each in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
            each.end()


_ADDED, _REMOVED = _factor(Deed.ADD_SECOND_FACTOR), _factor(Deed.REMOVE_SECOND_FACTOR)


def listen() -> None:
    """Hear of what the libraries of sign-in do, once the application is ready."""
    for signal, told in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_login_failed, _failed),
        (user_locked_out, _locked),
        (password_changed, _password_changed),
        (authentication_failed, _factor_failed),
        (authenticator_added, _ADDED),
        (authenticator_added, _others_end),
        (authenticator_removed, _REMOVED),
    ):
        signal.connect(told, dispatch_uid=f"encours journal {told.__name__} {id(signal)}")
