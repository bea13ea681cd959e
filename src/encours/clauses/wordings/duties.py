"""The duties: what the policy asks to be done by when, beside what the clauses of cover ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.clauses.clock_anchors import OF_PROCEEDINGS, ClockAnchor
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
    "aggravation_notice_deadline": Term(
        unit=Unit("clock"),
        choices=ClockAnchor,
        among=OF_PROCEEDINGS,
        english="Time to tell the insurer of an insolvency or of adverse information about a buyer.",
        french="Délai pour informer l'assureur d'une insolvabilité ou d'une information défavorable sur un acheteur.",
        varies_by_limit=False,
        example="7 days after knowledge",
    ),
    "appeal_deadline": Term(
        unit=Unit("clock"),
        choices=ClockAnchor,
        among=(ClockAnchor.DECISION,),
        english="Time to appeal a refusal, a reduction or a withdrawal of a limit.",
        french="Délai pour faire appel d'un refus, d'une réduction ou d'une résiliation d'agrément.",
        varies_by_limit=False,
        example="30 days after decision",
    ),
    "recovery_remittance_deadline": Term(
        unit=Unit("clock"),
        choices=ClockAnchor,
        among=(ClockAnchor.RECOVERY,),
        english="Time to pass on to the insurer what comes back on a debt that it indemnified.",
        french="Délai pour reverser à l'assureur ce qui est récupéré sur une créance indemnisée.",
        varies_by_limit=False,
        example="15 days after recovery, or the next working day",
    ),
    "information_answer_deadline": Term(
        unit=Unit("clock"),
        choices=ClockAnchor,
        among=(ClockAnchor.REQUEST,),
        english="Time to answer a request of the insurer, where the request itself names no day.",
        french="Délai pour répondre à une demande de l'assureur, quand la demande elle-même ne fixe pas de jour.",
        varies_by_limit=False,
        example="15 days after request",
    ),
}
"""Terms of duties that no clause of cover reads."""
