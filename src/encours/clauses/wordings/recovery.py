"""The recovery chain: every question that is asked about money that comes back, and what the answers may read."""

from __future__ import annotations

from typing import Final

from encours.clauses import recover
from encours.engine.chain import Chain, link
from encours.engine.wording import Reading
from encours.units.kinds import Unit

_CENTS, _FLAG, _CODE = Unit("cents"), Unit("flag"), Unit("code")

FIGURES: Final = {
    "money": Reading(_CENTS, "sum received", "somme reçue"),
    "recovery_source": Reading(_CODE, "source of the money", "origine de la somme"),
    "vat_is_insured": Reading(_FLAG, "VAT is insured", "TVA garantie"),
    "debt": Reading(_CENTS, "debt shared", "créance partagée"),
    "debt_at_the_loss": Reading(_CENTS, "debt at the loss", "créance au sinistre"),
    "insured_debt": Reading(_CENTS, "debt on insured invoices", "créance sur factures garanties"),
    "indemnity": Reading(_CENTS, "indemnity", "indemnité"),
    "indemnity_left": Reading(_CENTS, "indemnity on the debt left", "indemnité sur la créance restante"),
    "insured_loss": Reading(_CENTS, "loss within the limit", "perte dans l'agrément"),
    "insured_share": Reading(_CENTS, "insured share of the loss", "part garantie de la perte"),
    "recovered": Reading(_CENTS, "recovered before", "récupéré auparavant"),
    "returned": Reading(_CENTS, "given back to the insurer", "revenu à l'assureur"),
    "costs": Reading(_CENTS, "costs of the recovery", "frais de récupération"),
    "indemnity_due": Reading(_CENTS, "indemnity owed", "indemnité due"),
}
"""What is known of a claim and of a sum that came back, in the currency of the policy."""

LINES: Final = {
    "line_debt": Reading(_CENTS, "debt on the invoice", "créance sur la facture"),
    "line_left": Reading(_CENTS, "debt left on the invoice", "créance restante sur la facture"),
    "line_indemnity": Reading(_CENTS, "indemnity of the invoice", "indemnité de la facture"),
    "line_recovered": Reading(_CENTS, "recovered before on the invoice", "récupéré auparavant sur la facture"),
    "line_remitted": Reading(_CENTS, "remitted for the invoice", "versé pour la facture"),
    "line_older_insured": Reading(_CENTS, "older debt on insured invoices", "créance garantie antérieure"),
    "line_older_other": Reading(_CENTS, "older debt on other invoices", "autre créance antérieure"),
    "line_is_insured": Reading(_FLAG, "insured invoice", "facture garantie"),
    "line_is_pooled": Reading(_FLAG, "invoice whose recoveries are shared", "facture dont on partage"),
}
"""What is known of each debt of the buyer, the oldest first; a last line takes what no debt can."""

STAGE: Final = "recover"

RECOVERY: Final = Chain(
    tuple(
        link(module, stage=STAGE, checked=False)
        for module in (
            recover.debt_left,
            recover.recovery_pool,
            recover.within_the_debt,
            recover.recovery_costs,
            recover.share_by_invoice,
            recover.share_of_the_whole,
            recover.first_loss_reinstated,
            recover.liability_reinstated,
            recover.undue_indemnity,
        )
    ),
    FIGURES,
    LINES,
    {},
)
"""Every question about a recovery; the order is that of the money, and no policy changes it."""


def codes_of(*names: str) -> tuple[int, ...]:
    """Codes of these links, in this order."""
    return tuple(RECOVERY.code_of[name] for name in names)


SHARING: Final = codes_of(
    "recovery_pool", "within_the_debt", "recovery_costs", "share_by_invoice", "share_of_the_whole"
)
"""From a sum that came back to what the insurer gets of it; costs after sharing are charged beside."""
