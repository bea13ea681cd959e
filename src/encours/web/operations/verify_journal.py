"""`verify-journal`: whether the chain of what was done holds in every organisation."""

from __future__ import annotations

from argparse import Namespace

from django.core.management import CommandError, call_command

from encours.web.operations import ending
from encours.web.operations.ending import Refused


def run(asked: Namespace) -> int:
    """Verify every chain, and tell each place where one breaks."""
    try:
        call_command("verify_journal", lang=asked.lang)
    except CommandError as broken:
        raise Refused(str(broken), str(broken)) from None
    except SystemExit as ended:
        return int(ended.code or 0)
    return ending.ANSWERED
