"""Kinds of the duties of the law, by the name that a duty holds."""

from __future__ import annotations

from typing import Final

DECLARE: Final = "declare the claim"
DECLARE_TERMINATED: Final = "declare the claim of a terminated contract"
ASK_RELIEF: Final = "ask for relief from lapse"
DECLARE_RELIEVED: Final = "declare after relief"
CLAIM_GOODS: Final = "claim the goods"
SEISE_JUDGE: Final = "ask the judge for the goods"
SERVE_ORDER: Final = "serve the order"
ENFORCE_ORDER: Final = "enforce the order"
INTERRUPT: Final = "interrupt the prescription"
RECOVER_VAT: Final = "recover the VAT"
LEGAL_KINDS: Final = (
    DECLARE,
    DECLARE_TERMINATED,
    ASK_RELIEF,
    DECLARE_RELIEVED,
    CLAIM_GOODS,
    SEISE_JUDGE,
    SERVE_ORDER,
    ENFORCE_ORDER,
    INTERRUPT,
    RECOVER_VAT,
)
"""Every kind, in the order they are told."""
