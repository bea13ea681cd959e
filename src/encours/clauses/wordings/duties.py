"""The duties: what the policy asks to be done by when, beside what the clauses of cover ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.engine.terms import Term
from encours.units.kinds import Unit

DUTIES: Final[Mapping[str, Term]] = {
    "termination_notice": Term(
        unit=Unit("span"),
        english="Notice to be given before the end of the period, without which the policy renews itself.",
        french="Préavis à donner avant la fin de la période, faute de quoi la police se reconduit.",
        low="0 days",
        high="24 months",
        policy_wide=True,
        example="3 months",
    ),
}
"""Terms of duties that no clause of cover reads."""
