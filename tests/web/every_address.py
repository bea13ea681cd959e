"""Every address of the application, with arguments that lead somewhere: a page is tested by being there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from encours.web.pages.within import RIGHTS
from encours.web.people.models import Membership, Organisation
from encours.web.people.roles import Right
from encours.web.people.walls import inside
from encours.web.store.models import Batch, InvoiceResult, WorkItem

INSIDE = "o/<slug:slug>/"


@dataclass(frozen=True)
class Address:
    """An address: its name, where it stands, what it takes, what answers it."""

    name: str
    route: str
    arguments: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def is_inside(self) -> bool:
        """Whether it is a page of an organisation."""
        return self.route.startswith(INSIDE)

    @property
    def rights(self) -> frozenset[Right]:
        """The rights it asks for."""
        found: frozenset[Right] | None = getattr(self.view, RIGHTS, None)
        assert found is not None, f"{self.name}: a page of an organisation is made by within(Right…)"
        return found

    @property
    def is_built(self) -> bool:
        """Whether it is more than a name."""
        return self.view.__doc__ != "Nothing yet."


def every_address() -> list[Address]:
    """All of them, as the resolver has them."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, route: str) -> Iterator[Address]:
    for each in resolver.url_patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each, here)
        else:
            assert isinstance(each, URLPattern)
            yield Address(each.name or here, here, _arguments(here, each), each.callback)


def _arguments(route: str, each: URLPattern) -> tuple[str, ...]:
    named = re.findall(r"<(?:[a-z]+:)?([a-z0-9_]+)>", route) + list(each.pattern.regex.groupindex)
    return tuple(dict.fromkeys(named))


def pages() -> list[Address]:
    """Pages of an organisation; its first address leads to one of them."""
    return [each for each in every_address() if each.is_inside and each.route != INSIDE]


def urls(address: Address, organisation: Organisation, buyer: str) -> list[str]:
    """Where an address leads in an organisation, about one of its buyers."""
    given = {"slug": [organisation.slug]}
    for name in address.arguments:
        if name != "slug":
            given[name] = values_of(address, name, organisation, buyer)
    return [
        reverse(address.name, kwargs=dict(zip(given, each, strict=True))) for each in product(*given.values())
    ]  # fmt: skip


def values_of(address: Address, name: str, organisation: Organisation, buyer: str) -> list[Any]:
    """Values of an argument of an address; the test fails where nobody said what they are."""
    found = VALUES.get((address.name, name), VALUES.get(name))
    if found is None:
        pytest.fail(
            f"The address {address.name!r} takes {name!r}, which the tests of the walls know nothing of. Say in VALUES "
            f"of {__name__} how to find one in an organisation, so that they cover this page."
        )
    with inside(organisation, writing=False):
        return found(organisation, buyer)


def _item(_: Organisation, buyer: str) -> list[str]:
    found = WorkItem.objects.filter(buyer=buyer).order_by("pk").first()
    return ["nothing"] if found is None else [found.identifier]


VALUES: dict[str | tuple[str, str], Callable[[Organisation, str], list[Any]]] = {
    "buyer": lambda _, buyer: [buyer],
    "instalment": lambda *_: [1],
    "number": lambda _, buyer: [InvoiceResult.objects.filter(buyer=buyer).order_by("pk").first().number],
    "identifier": _item,
    "form": lambda *_: ["csv", "xlsx"],
    "name": lambda *_: [Batch.objects.order_by("rank").first().name],
    "membership": lambda own, _: [Membership.objects.filter(organisation=own).order_by("pk").first().pk],
    **{
        (each, "number"): lambda *_: [1]
        for each in (
            "export-fetch", "import-again", "import-draft", "import-drop", "import-faults", "import-keep",
            "import-tell", "proposal",
        )
    },
}  # fmt: skip
"""How each argument is found, by its name, or by the names of an address and of its argument."""

EMPTY = frozenset({
    "import-draft", "import-tell", "import-keep", "import-drop", "import-again", "import-faults", "import-undo",
    "proposal",
    "export-fetch", "person-act",
})  # fmt: skip
"""Addresses of what must be made first: whoever has the right may find nothing there yet."""


def text_of(answer: Any) -> str:
    """All that an answer says, whichever file it is."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(archive.read(each).decode("utf-8", "replace") for each in archive.namelist())
    if body.startswith(b"%PDF"):
        from pypdf import PdfReader

        return "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(body)).pages)
    return body.decode("utf-8", "replace")
