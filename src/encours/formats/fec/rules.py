"""What a company tells about its FEC, since the file cannot: its terms of payment, those of its bills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from encours.units import MISSING
from encours.units.kinds import Span

KIND: Final = "fec"
"""Name of the layout in ``workspace.toml``: what a FEC gives is several tables."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of one FEC; a span that is ``MISSING`` is not told, and what it would give stays unknown.

    ``terms`` run from the day of the invoice, ``terms_of`` gives those of single buyers by their code;
    ``bill_terms`` run from the day a bill is accepted. ``entity`` is the insured company whose books they are,
    ``currency`` that of the books.
    """

    terms: Span = MISSING
    terms_of: Mapping[str, Span] = field(default_factory=dict)
    bill_terms: Span = MISSING
    entity: str = ""
    currency: str = "EUR"
