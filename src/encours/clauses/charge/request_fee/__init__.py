"""The fee for each limit that is asked for."""

from encours.engine.terms import Term
from encours.units import Cents, Count
from encours.units.kinds import Unit

fee_per_request = Term(
    unit=Unit("cents"),
    english="Fee for each limit asked for, before tax.",
    french="Frais d'enquête par agrément demandé, hors taxe.",
    low="0",
    varies_by_limit=False,
    example="22.80 EUR",
)
free_requests = Term(
    unit=Unit("count"),
    english="How many limits of a year may be asked for without a fee.",
    french="Nombre d'agréments d'une année demandés sans frais.",
    low="0",
    default="0",
    policy_wide=True,
    example="50",
)


def rule(requests: Count, requests_before: Count, fee_per_request: Cents, free_requests: Count) -> Cents:
    """Fee of some requests, after those of the year that came before them: the first ones may be free."""
    paid_before = max(0, requests_before - free_requests)
    paid = max(0, requests_before + requests - free_requests)
    return (paid - paid_before) * fee_per_request
