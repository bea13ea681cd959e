"""What templates say of files: when they came, and how large they are."""

from __future__ import annotations

from django import template

from encours.web.pages.templatetags.encours import language

register = template.Library()


@register.filter
def bytes_shown(size: int) -> str:
    """A number of bytes in the unit that people read."""
    is_french = language() == "fr"
    for power, unit in ((20, "Mo" if is_french else "MB"), (10, "ko" if is_french else "kB")):
        if size >= 1 << power:
            tenths = size * 10 >> power
            shown = f"{tenths // 10}.{tenths % 10}" if tenths < 100 else str(tenths // 10)
            return f"{shown.replace('.', ',') if is_french else shown}\u00a0{unit}"
    return f"{size}\u00a0{'octets' if is_french else 'bytes'}"
