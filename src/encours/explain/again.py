"""The commands that a page proposes: pasted, each shows the same folder, day and language as the page."""

from __future__ import annotations

import shlex
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Again:
    """Where and how a page was asked for: its folder, and the options that another command takes as well."""

    folder: str = ""
    options: tuple[str, ...] = ()

    def why(self, invoice: str, *more: str) -> str:
        """Command that tells why an invoice is covered or not."""
        if invoice.startswith("-"):  # a number that looks like an option comes after all of them
            return shlex.join(("encours", "why", *more, *self.options, "--", invoice, *self._where()))
        return shlex.join(("encours", "why", invoice, *self._where(), *more, *self.options))

    def buyers(self, buyer: str) -> str:
        """Command that shows one buyer whole."""
        told = (f"--buyer={buyer}",) if buyer.startswith("-") else ("--buyer", buyer)
        return shlex.join(("encours", "buyers", *self._where(), *told, *self.options))

    def of(self, command: str, *more: str) -> str:
        """Any other command that asks about the folder, such as cover."""
        return shlex.join(("encours", command, *self._where(), *more, *self.options))

    def without_folder(self, *words: str) -> str:
        """A command that reads no folder, such as help."""
        return shlex.join(("encours", *words, *self._language()))

    def _where(self) -> tuple[str, ...]:
        return (self.folder,) if self.folder else ()

    def _language(self) -> tuple[str, ...]:
        place = self.options.index("--lang") if "--lang" in self.options else len(self.options)
        return self.options[place : place + 2]


HERE = Again()
"""A page of the folder one is in, with no option."""
