"""Where one can go in an organisation: the pages that the rights of a person open, in groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from encours.policy.faults import Words
from encours.web.pages.parts import NavigationGroup, NavigationItem
from encours.web.pages.templatetags.encours import language
from encours.web.people.access import Access
from encours.web.people.roles import Right


@dataclass(frozen=True, slots=True)
class Place:
    """A page: the name of its address, its label, the letter that goes there after `g`, and the right it asks for."""

    name: str
    label: Words
    letter: str
    right: Right


GROUPS: Final[tuple[tuple[Words, tuple[Place, ...]], ...]] = (
    (
        Words("Every day", "Au quotidien"),
        (
            Place("worklist", Words("To do", "À traiter"), "t", Right.SEE_DUTIES),
            Place("dashboard", Words("Dashboard", "Tableau de bord"), "d", Right.SEE_FIGURES),
            Place("delivery", Words("Before shipping", "Avant de livrer"), "v", Right.SEE_LIMITS),
        ),
    ),
    (
        Words("Receivables", "Encours"),
        (
            Place("portfolio", Words("Customers", "Portefeuille clients"), "p", Right.SEE),
            Place("ageing", Words("Aged balance", "Balance âgée"), "b", Right.SEE),
            Place("invoices", Words("Invoices", "Pièces"), "i", Right.SEE),
            Place("limits", Words("Limits", "Garanties"), "l", Right.SEE_LIMITS),
        ),
    ),
    (
        Words("Company", "Société"),
        (
            Place("policy", Words("Policy", "Police"), "c", Right.SEE_FIGURES),
            Place("imports", Words("Import", "Importer"), "e", Right.IMPORT),
            Place("export", Words("Export", "Exporter"), "x", Right.EXPORT),
            Place("journal", Words("Journal", "Journal"), "j", Right.SEE_JOURNAL),
            Place("administration", Words("Administration", "Administration"), "m", Right.ADMINISTER),
        ),
    ),
)
"""Every page that a menu names."""


def navigation(request: HttpRequest, access: Access, days: Mapping[str, str]) -> list[NavigationGroup]:
    """Menu of a person in an organisation; each page is read on the same days, where somebody chose them."""
    kept = f"?{urlencode(days)}" if days else ""
    current = request.resolver_match.url_name if request.resolver_match else ""
    found: list[NavigationGroup] = []
    for title, places in GROUPS:
        items = [
            NavigationItem(
                label=each.label.in_language(language()),
                url=reverse(each.name, args=[access.organisation.slug]) + kept,
                letter=each.letter,
                is_current=current == each.name,
            )
            for each in places
            if access.may(each.right)
        ]
        if items:
            found.append(NavigationGroup(title.in_language(language()), tuple(items)))
    return found


def landing(access: Access) -> str:
    """Address of the first page that somebody may see: what is to be done, where that is theirs to see."""
    slug = access.organisation.slug
    for _, places in GROUPS:
        for each in places:
            if access.may(each.right):
                return reverse(each.name, args=[slug])
    raise AssertionError("every role sees some page")
