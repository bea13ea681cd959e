"""Signing in: nobody makes an account alone, an administrator invites; a wrong name and a wrong password look alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.httpkit import clean_client_ip, get_client_ip
from axes.helpers import get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

UNKNOWN_ADDRESS: Final = "0.0.0.0"  # noqa: S104 -- nothing listens to it: it stands for a connection that tells none
LONGEST_NAME: Final = 254
"""Characters of the longest address that a person may have."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How accounts are opened here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- asked by the library
        """Nobody signs up."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:  # noqa: ANN401
        """Whoever has this name and this password; an account that was put out of use is like one that is not."""
        found: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return found if found is not None and found.is_active else None

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether somebody who signed in knows the password still; wrong ones count as those of a sign-in."""
        found = self.authenticate(self.request, email=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def get_client_ip(self, request: HttpRequest) -> str:
        """Address that a request came from."""
        return client_address(request)


def client_address(request: HttpRequest) -> str:
    """Address that a request came from, behind as many proxies as the installation has."""
    try:
        told = get_client_ip(request)
    except (ImproperlyConfigured, ValueError):
        told = None
    # Where the proxy was gone round, or tells nonsense, the connection itself is told.
    return told or clean_client_ip(request.META.get("REMOTE_ADDR", "")) or UNKNOWN_ADDRESS


def name_tried(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """Name under which somebody tries to sign in, as failures are counted."""
    given = credentials or {}
    told = given.get("email") or given.get("username") or given.get(settings.AXES_USERNAME_FORM_FIELD) or ""
    if not told and request is not None:
        told = request.POST.get(settings.AXES_USERNAME_FORM_FIELD, "")
    return str(told).strip().lower()[:LONGEST_NAME]


def locked_out(
    request: HttpRequest,
    response: HttpResponse,  # noqa: ARG001 -- given by the library
    credentials: Mapping[str, Any] | None,
) -> HttpResponse:
    """The page of whoever tried too often: how often, and until when nothing is tried."""
    context = {"failure_limit": get_failure_limit(request, credentials), "until": _until(request, credentials)}
    return render(request, "account/locked.html", context, status=429)


def _until(request: HttpRequest, credentials: Mapping[str, Any] | None) -> datetime:
    tried = AccessAttempt.objects.filter(
        username=name_tried(request, credentials), ip_address=client_address(request)
    ).order_by("-attempt_time").values_list("attempt_time", flat=True).first()  # fmt: skip
    until: datetime = (tried or timezone.now()) + get_cool_off(request)
    return until
