"""Every kind of fact, and the table that keeps it.

``KINDS`` gives, by the name of the table (also the name of its file in a workspace), the description of
the kind: its fields with their units and meaning in English and French.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from encours.facts.kinds.accounts import (
    BILLED_FOR,
    Assumption,
    ControlAccount,
    ExchangeRate,
    PremiumBillLine,
    PremiumPayment,
    TurnoverDeclaration,
)
from encours.facts.kinds.balances import AgedBalance, InsurerNumber
from encours.facts.kinds.bonds import BOND_EVENTS, Bond, BondEvent
from encours.facts.kinds.changes import (
    CONSENT_SUBJECTS,
    OUTCOMES,
    SECURITY_KINDS,
    Consent,
    Dispute,
    DueDateMove,
    Promise,
    RepaymentPlan,
    Security,
)
from encours.facts.kinds.charges import CHARGE_KINDS, Charge
from encours.facts.kinds.claims import CLAIM_EVENTS, Assignment, ClaimEvent
from encours.facts.kinds.fields import COMMON, Fact, FactField, Kind, Quantity
from encours.facts.kinds.legal import LEGAL_EVENTS, LegalAction
from encours.facts.kinds.limits import (
    LIMIT_KINDS,
    LIMIT_OUTCOMES,
    LIMIT_SCOPES,
    OWN_LIMIT_POSITIONS,
    LimitAppeal,
    LimitDecision,
    LimitRequest,
    OwnLimit,
)
from encours.facts.kinds.parties import Buyer, Entity, buyer_on
from encours.facts.kinds.policies import POLICY_EVENTS, PolicyEvent
from encours.facts.kinds.requests import REQUEST_SUBJECTS, InsurerRequest
from encours.facts.kinds.sales import PAYMENT_MEANS, STAGES, CreditNote, Invoice
from encours.facts.kinds.settlements import BILL_EVENTS, PAYERS, Bill, Payment, PaymentReturn
from encours.facts.kinds.signals import (
    EVIDENCE_KINDS,
    INSOLVENCY_KINDS,
    SANCTION_DECISIONS,
    AdverseInformation,
    Evidence,
    HandOver,
    Insolvency,
    LateNoticeHarm,
    OverdueReport,
    SanctionHit,
)

_ALL: tuple[type[Fact], ...] = (
    Buyer,
    Entity,
    Invoice,
    CreditNote,
    Payment,
    PaymentReturn,
    Bill,
    Charge,
    DueDateMove,
    RepaymentPlan,
    Promise,
    Consent,
    Dispute,
    Security,
    OwnLimit,
    LimitRequest,
    LimitDecision,
    LimitAppeal,
    InsurerRequest,
    OverdueReport,
    LateNoticeHarm,
    HandOver,
    Insolvency,
    SanctionHit,
    AdverseInformation,
    Evidence,
    ClaimEvent,
    LegalAction,
    Assignment,
    PolicyEvent,
    TurnoverDeclaration,
    PremiumPayment,
    PremiumBillLine,
    Bond,
    BondEvent,
    ExchangeRate,
    ControlAccount,
    AgedBalance,
    InsurerNumber,
    Assumption,
)

KINDS: Mapping[str, Kind] = MappingProxyType({each.KIND.table: each.KIND for each in _ALL})
"""Every kind of fact, by the name of its table."""

__all__ = [
    "BILLED_FOR",
    "BILL_EVENTS",
    "BOND_EVENTS",
    "CHARGE_KINDS",
    "CLAIM_EVENTS",
    "COMMON",
    "CONSENT_SUBJECTS",
    "EVIDENCE_KINDS",
    "INSOLVENCY_KINDS",
    "KINDS",
    "LEGAL_EVENTS",
    "LIMIT_KINDS",
    "LIMIT_OUTCOMES",
    "LIMIT_SCOPES",
    "OUTCOMES",
    "OWN_LIMIT_POSITIONS",
    "PAYERS",
    "PAYMENT_MEANS",
    "POLICY_EVENTS",
    "REQUEST_SUBJECTS",
    "SANCTION_DECISIONS",
    "SECURITY_KINDS",
    "STAGES",
    "AdverseInformation",
    "AgedBalance",
    "Assignment",
    "Assumption",
    "Bill",
    "Bond",
    "BondEvent",
    "Buyer",
    "Charge",
    "ClaimEvent",
    "Consent",
    "ControlAccount",
    "CreditNote",
    "Dispute",
    "DueDateMove",
    "Entity",
    "Evidence",
    "ExchangeRate",
    "Fact",
    "FactField",
    "HandOver",
    "Insolvency",
    "InsurerNumber",
    "InsurerRequest",
    "Invoice",
    "Kind",
    "LateNoticeHarm",
    "LegalAction",
    "LimitAppeal",
    "LimitDecision",
    "LimitRequest",
    "OverdueReport",
    "OwnLimit",
    "Payment",
    "PaymentReturn",
    "PolicyEvent",
    "PremiumBillLine",
    "PremiumPayment",
    "Promise",
    "Quantity",
    "RepaymentPlan",
    "SanctionHit",
    "Security",
    "TurnoverDeclaration",
    "buyer_on",
]
