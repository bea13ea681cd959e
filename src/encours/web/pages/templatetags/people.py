"""What pages about organisations and people show."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from encours.duties.courts import METROPOLITAN
from encours.units.countries import country_name
from encours.web.pages.templatetags.encours import language

register = template.Library()


@register.filter
def country(code: str) -> str:
    """Name of the country or territory where a company is established."""
    return country_name(code or METROPOLITAN, language())


@register.filter
def moment(at: datetime) -> str:
    """A day and an hour, to the second, by the clock of the installation."""
    here = timezone.localtime(at)
    return here.strftime("%d/%m/%Y %H:%M:%S" if language() == "fr" else "%Y-%m-%d %H:%M:%S")
