"""Reads quantities from text: each reader gives a value or a ``Refusal``, and never raises."""

from __future__ import annotations

from encours.units.parse_amount import parse_amount, parse_percentage, parse_rate
from encours.units.parse_day import parse_day, parse_flag
from encours.units.parse_duration import parse_multiple, parse_payment_terms, parse_span
from encours.units.payment_law import legal_warning
from encours.units.refusal import Refusal

__all__ = [
    "Refusal",
    "legal_warning",
    "parse_amount",
    "parse_day",
    "parse_flag",
    "parse_multiple",
    "parse_payment_terms",
    "parse_percentage",
    "parse_rate",
    "parse_span",
]
