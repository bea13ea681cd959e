"""What pages about organisations and people show."""

from __future__ import annotations

from django import template

from encours.duties.courts import METROPOLITAN
from encours.units.countries import country_name
from encours.web.pages.templatetags.encours import language

register = template.Library()


@register.filter
def country(code: str) -> str:
    """Name of the country or territory where a company is established."""
    return country_name(code or METROPOLITAN, language())
