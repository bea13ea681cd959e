"""Secrets of second factors: closed in the store, and so in a backup; the secret key of the installation opens them."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

KEPT: Final = ("secret", "seed", "migrated_codes")
"""What of an authenticator is closed."""
CONTEXT: Final = b"encours second factor"
"""Keeps this key apart from any other that the secret key gives."""


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """How second factors are kept here."""

    def encrypt(self, text: str) -> str:
        """A secret, closed."""
        closed: bytes = _lock().encrypt(text.encode())
        return closed.decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret, opened; where another key closed it, one that no code of anybody answers to."""
        found = _opened(encrypted_text)
        return base64.b32encode(secrets.token_bytes(20)).decode() if found is None else found


def forget_what_nothing_opens() -> int:
    """Remove second factors that the secret key does not open, as after a restore without it; how many people had one.

    Whoever had one signs in with the password and sets up another; an organisation that asks for one insists.
    """
    closed = [each for each in Authenticator.objects.all() if not _opens(each)]
    Authenticator.objects.filter(pk__in=[each.pk for each in closed]).delete()
    return len({each.user_id for each in closed})


def _opens(authenticator: Authenticator) -> bool:
    told = [authenticator.data[name] for name in KEPT if name in authenticator.data]
    texts = [text for each in told for text in (each if isinstance(each, list) else [each])]
    return all(_opened(each) is not None for each in texts)


def _opened(text: str) -> str | None:
    from cryptography.fernet import InvalidToken

    try:
        opened: bytes = _lock().decrypt(text.encode())
    except InvalidToken:
        return None
    return opened.decode()


def _lock() -> Fernet:
    # Imported where it is used: few requests need it.
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = HKDF(SHA256(), length=32, salt=None, info=CONTEXT).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
