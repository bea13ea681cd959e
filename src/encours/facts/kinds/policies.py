"""What becomes of a policy: notice of its end, and its renewal."""

from __future__ import annotations

from encours.facts.kinds.fields import Fact, choice_field, day_field, fact, text_field
from encours.units import MISSING, Day

POLICY_EVENTS = ("termination notice given", "termination notice received", "renewed")
"""Notice by the insured, notice by the insurer, and the agreement on another period."""


@fact(
    "policy_events",
    on=("happened_on",),
    key=("policy", "event", "happened_on"),
    en="Notice is given that a policy ends, or it is renewed.",
    fr="Une police est résiliée par l'une des parties, ou renouvelée.",
)
class PolicyEvent(Fact):
    """What was done about the end of a policy, by the insured or by the insurer."""

    policy: str = text_field(
        "Policy concerned; the first when empty.",
        "Police concernée ; la première si la case est vide.",
        default="",
    )
    event: str = choice_field("What happened.", "Ce qui est survenu.", choices=POLICY_EVENTS)
    happened_on: Day = day_field("Day it happened.", "Jour où le fait est survenu.")
    effective_on: Day = day_field(
        "Day it takes effect: that of a renewal is the first of the new period; untold when empty.",
        "Jour de prise d'effet : celui d'un renouvellement est le premier de la nouvelle période ; non dit si la case "
        "est vide.",
        default=MISSING,
    )
