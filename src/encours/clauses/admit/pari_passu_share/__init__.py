"""Two layers that share every euro in proportion to their limits."""

from encours.clauses.choices import LayerMode
from encours.units import Cents, Code, portion

is_cause = False  # the layer beside carries the rest


def rule(asked: Cents, layer_mode: Code, limit_amount: Cents, limit_beside: Cents) -> Cents:
    """The primary's part, to the nearest cent; the layer beside takes exactly the rest."""
    if limit_beside == 0:
        return asked
    together = limit_amount + limit_beside
    if layer_mode == LayerMode.PARI_PASSU:
        return asked - portion(asked, limit_beside, together)
    return portion(asked, limit_amount, together)
