"""Terms that no single clause owns: the lay-out, the walk and several rules read them."""

from __future__ import annotations

from typing import Final

from encours.clauses.choices import (
    AmountBase,
    ExchangeRateDay,
    LayerMode,
    LimitScope,
    OldestBy,
    PaymentAllocation,
)
from encours.engine.terms import Term
from encours.units.kinds import Unit

DAY, CENTS, FLAG, CODE, DAYS, RATE, SPAN = (
    Unit(n) for n in ("day", "cents", "flag", "code", "days", "basis points", "span")
)  # fmt: skip

_PERIOD: Final = {
    "period_start": Term(
        unit=DAY,
        english="First day of the policy period.",
        french="Premier jour de la période d'assurance.",
        policy_wide=True,
        example="2026-01-01",
    ),
    "period_end": Term(
        unit=DAY,
        english="Last day of the policy period, included.",
        french="Dernier jour de la période d'assurance, inclus.",
        policy_wide=True,
        example="2026-12-31",
    ),
    "warning_period": Term(
        unit=DAYS,
        english="Days before a deadline from which an invoice is shown at risk.",
        french="Nombre de jours avant une date limite à partir duquel une facture est signalée à risque.",
        low="0 days",
        high="365 days",
        default="15 days",
        policy_wide=True,
    ),
}

_CLOCKS: Final = {
    "working_days_of": Term(
        unit=Unit("country"),
        english="Country whose working days the clocks of the policy follow.",
        french="Pays dont les délais de la police suivent les jours ouvrés.",
        default="FR",
        policy_wide=True,
        example="FR",
    ),
}

_AMOUNTS: Final = {
    "amount_base": Term(
        unit=CODE,
        choices=AmountBase,
        english="Whether what is insured counts with or without value added tax.",
        french="Base garantie : hors taxes ou toutes taxes comprises.",
        default="net of VAT",
        policy_wide=True,
    ),
    "limit_amount_base": Term(
        unit=CODE,
        choices=AmountBase,
        english="Whether what fills a credit limit counts with or without value added tax.",
        french="Base de l'agrément : hors taxes ou toutes taxes comprises.",
        default="net of VAT",
        policy_wide=True,
    ),
    "exchange_rate_day": Term(
        unit=CODE,
        choices=ExchangeRateDay,
        english="Day whose exchange rate turns an invoice into the currency of the policy.",
        french="Jour dont le cours convertit une facture dans la devise de la police.",
        default="as of",
        policy_wide=True,
    ),
    "oldest_by": Term(
        unit=CODE,
        choices=OldestBy,
        english="Date that orders the invoices of a buyer in its limit, the oldest first.",
        french="Date qui ordonne les factures d'un acheteur dans son agrément, la plus ancienne d'abord.",
        default="delivery",
        policy_wide=True,
    ),
    "payment_allocation": Term(
        unit=CODE,
        choices=PaymentAllocation,
        english="Invoice to which the policy puts a payment, whatever the ledger says.",
        french="Facture à laquelle la police impute un paiement, quelle que soit l'écriture comptable.",
        default="as remitted",
        policy_wide=True,
    ),
}

_LIMITS: Final = {
    "limit_scope": Term(
        unit=CODE,
        choices=LimitScope,
        english="Who shares one credit limit: the whole policy, each insured entity, or a group of buyers.",
        french="Qui partage un agrément : toute la police, chaque assuré ou un groupe d'acheteurs.",
        default="whole policy",
        policy_wide=True,
    ),
    "limits_cancellable": Term(
        unit=FLAG,
        english="Whether the insurer may reduce or withdraw a credit limit during the period.",
        french="Si l'assureur peut réduire ou résilier un agrément pendant la période.",
        default="yes",
        policy_wide=True,
    ),
    "reduction_notice": Term(
        unit=SPAN,
        english="From its notification, the time after which a reduction that names no day takes effect.",
        french="Délai, à compter de la notification, au terme duquel prend effet une réduction "
        "qui n'indique pas de date.",
        low="0 days",
        high="360 days",
        default="0 days",
        policy_wide=True,
        example="30 days",
    ),
    "withdrawal_notice": Term(
        unit=SPAN,
        english="From its notification, the time after which a withdrawal that names no day takes effect.",
        french="Délai, à compter de la notification, au terme duquel prend effet une résiliation "
        "qui n'indique pas de date.",
        low="0 days",
        high="360 days",
        default="0 days",
        policy_wide=True,
        example="30 days",
    ),
}

_LAYERS: Final = {
    "layer_mode": Term(
        unit=CODE,
        choices=LayerMode,
        english="How this policy stands to the one below it: it is the primary, it carries what exceeds "
        "the limit below, it shares every euro in proportion to the limits, or it takes the year's losses and no "
        "invoice.",
        french="Rang de cette police : première ligne, second rang au-delà de l'agrément de la ligne "
        "inférieure, partage de chaque euro au prorata des agréments, ou pertes de l'année et non factures.",
        default="primary",
        policy_wide=True,
    ),
    "follow_ratio": Term(
        unit=RATE,
        english="Limit that follows from the one of the layer below, as a percentage of it.",
        french="Agrément qui suit celui de la ligne inférieure, en pourcentage de celui-ci.",
        low="0 %",
        high="1000 %",
        varies_by_limit=False,
        example="100 %",
    ),
    "follow_cap": Term(
        unit=CENTS,
        english="Most that a limit may be when it follows from the layer below.",
        french="Montant maximal d'un agrément qui suit celui de la ligne inférieure.",
        low="0",
        varies_by_limit=False,
        example="500 000 EUR",
    ),
    "minimum_primary_limit": Term(
        unit=CENTS,
        english="Smallest limit of the layer below that this layer follows.",
        french="Plus petit agrément de la ligne inférieure que cette ligne suit.",
        low="0",
        varies_by_limit=False,
        example="10 000 EUR",
    ),
    "refused_buyer_limit": Term(
        unit=CENTS,
        english="Limit that this layer gives on a buyer refused by the layer below; its own decision is capped by it.",
        french="Agrément donné par cette ligne sur un acheteur refusé par la ligne inférieure ; il plafonne sa propre "
        "décision.",
        low="0",
        varies_by_limit=False,
        example="50 000 EUR",
    ),
}

SHARED: Final[dict[str, Term]] = {**_PERIOD, **_CLOCKS, **_AMOUNTS, **_LIMITS, **_LAYERS}
"""Every term that belongs to the whole policy or programme, by name."""
