"""Signing in: nobody makes an account alone, an administrator invites."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How accounts are opened here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- asked by the library
        """Nobody signs up."""
        return False
