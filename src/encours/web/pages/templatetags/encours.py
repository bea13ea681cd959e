"""What templates say and show: both languages side by side, amounts and days in the reader's way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from encours.explain.document.model import Value
from encours.explain.document.shown import shown as shown_in
from encours.explain.document.shown import typeset
from encours.units import MISSING, NEVER, BasisPoints, Cents, Day
from encours.units.currency import currency
from encours.units.money import Money
from encours.units.show import Language, show_amount, show_day, show_day_in_words, show_percentage
from encours.web.pages.badges import Badge, badge_of, days_badge
from encours.web.pages.listing import Listing, heads, lines, totals
from encours.web.people.roles import NAMES, Role

register = template.Library()
NOT_KNOWN: Final = "–"


def language() -> Language:
    """Language of whoever reads."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


@register.simple_tag
def say(english: str, french: str, **values: object) -> str:
    """The text in the language of the reader, its signs set as a printer sets them; ``{name}`` is one of `values`."""
    told = typeset(english if language() == "en" else french, language())
    return told.format(**values) if values else told


@register.simple_tag
def say_count(count: int, singular: str, plural: str, singulier: str, pluriel: str) -> str:
    """A count and its noun: ``3 invoices``; French has the singular for 0 too."""
    is_english = language() == "en"
    is_single = count == 1 or (count == 0 and not is_english)
    noun = (singular if is_single else plural) if is_english else (singulier if is_single else pluriel)
    return f"{shown_in(count, language())} {noun}"


@register.filter
def amount(cents: Cents | None, code: str = "EUR") -> str:
    """An amount with its currency; a dash where it is not known, which is no zero."""
    return NOT_KNOWN if cents is None else show_amount(Money(cents, currency(code)), language())


@register.filter
def day(value: Day | None) -> str:
    """A day; a dash where it is not known or does not come."""
    return NOT_KNOWN if value is None or value in {MISSING, NEVER} else show_day(value, language())


@register.filter
def moment(at: datetime) -> str:
    """A day and the minute, by the clock of the installation."""
    local = timezone.localtime(at)
    day = f"{local:%d/%m/%Y}" if language() == "fr" else f"{local:%Y-%m-%d}"
    return f"{day} {local:%H:%M}"


@register.filter
def day_in_words(value: Day | None) -> str:
    """A day with the name of its month; a dash where it is not known or does not come."""
    return NOT_KNOWN if value is None or value in {MISSING, NEVER} else show_day_in_words(value, language())


@register.filter
def iso(value: Day | None) -> str:
    """A day as a field of a form and a `datetime` take it."""
    return "" if value is None or value in {MISSING, NEVER} else show_day(value, "en")


@register.filter
def percentage(basis_points: BasisPoints | None) -> str:
    """A share; a dash where it is not known."""
    return NOT_KNOWN if basis_points is None else show_percentage(basis_points, language())


@register.filter
def count(value: int | None) -> str:
    """A number by its thousands; a dash where it is not known."""
    return NOT_KNOWN if value is None else shown_in(value, language())


@register.filter
def shown(value: Value) -> str:
    """A value of a document as people read it."""
    return shown_in(value, language())


@register.filter
def minutes(span: timedelta) -> int:
    """Whole minutes of a span, a minute begun counted."""
    return -(-int(span.total_seconds()) // 60)


@register.filter
def role_name(role: str) -> str:
    """What a role is called."""
    return NAMES[Role(role)].in_language(language())


@register.inclusion_tag("encours/parts/badge.html")
def badge(name: str) -> dict[str, Badge]:
    """A state as a badge, by its name in `badges.MARKS`."""
    return {"badge": badge_of(name, language())}


@register.inclusion_tag("encours/parts/badge.html")
def days_left(days: int) -> dict[str, Badge]:
    """Days left as a badge."""
    return {"badge": days_badge(days, language())}


@register.inclusion_tag("encours/parts/table.html")
def listing(listing: Listing) -> dict[str, Any]:
    """A list with its pages."""
    told = language()
    shown_heads = heads(listing, told)
    return {
        "listing": listing,
        "heads": shown_heads,
        "lines": lines(listing, told),
        "totals": totals(listing, told),
        "width": len(shown_heads) + listing.is_ticked,
    }


@register.inclusion_tag("encours/parts/pager.html")
def pager(listing: Listing) -> dict[str, Any]:
    """The pages of a list, those around this one and both ends."""
    page = listing.page
    assert page is not None, "a list of one page has no pager"
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "first": page.start_index(),
        "last": page.end_index(),
        "before": listing.page_address(page.number - 1) if page.has_previous() else "",
        "after": listing.page_address(page.number + 1) if page.has_next() else "",
        "numbers": [(each, listing.page_address(int(each)) if str(each).isdecimal() else "") for each in numbers],
    }


@register.simple_tag(takes_context=True)
def address_without(context: template.Context, *names: str) -> str:
    """Address of this page without some parameters: one filter less, or none."""
    request: HttpRequest = context["request"]
    given = request.GET.copy()
    for name in (*names, "page"):
        given.pop(name, None)
    return f"{request.path}?{given.urlencode()}" if given else request.path
