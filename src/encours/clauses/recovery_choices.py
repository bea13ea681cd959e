"""The readings that market wordings have of money that comes back, each a closed choice."""

from encours.engine.terms import Choice


class RecoverySource(Choice):
    """Where money comes from after a loss."""

    DEBTOR = "debtor", "débiteur"
    GUARANTOR = "guarantor", "garant"
    DIVIDEND = "dividend", "dividende"
    GOODS = "goods", "marchandises"
    TAX_REFUND = "tax refund", "TVA récupérée"
    CASH_SALE = "cash sale", "vente au comptant"


class RecoveryBeforeIndemnity(Choice):
    """What money received between the loss and the indemnity does."""

    OLDEST_FIRST = "settled again, oldest first", "liquidation refaite, à la plus ancienne"
    AS_REMITTED = "settled again, as remitted", "liquidation refaite, selon l'imputation du débiteur"
    PRO_RATA = "settled again, pro rata", "liquidation refaite, au prorata"
    INSURED_FIRST = "settled again, insured invoices first", "liquidation refaite, factures garanties d'abord"
    OTHERS_FIRST = "settled again, other debts first", "liquidation refaite, autres créances d'abord"
    AS_RECOVERY = "as after the indemnity", "comme après l'indemnité"


class RecoveryRegime(Choice):
    """How the insurer and the insured share what comes back after the indemnity."""

    INDEMNITY = "indemnity over debt", "indemnité sur créance"
    ONE_LEVEL = "limit share of the debt", "part de l'agrément dans la créance"
    TWO_LEVELS = "limit share, then percentage", "part de l'agrément, puis quotité"
    LOSS_RATIO = "loss ratio", "quotité de la perte"
    OLDEST_FIRST = "oldest first", "à la plus ancienne"
    AS_REMITTED = "as remitted", "selon l'imputation du débiteur"
    INSURER_FIRST = "insurer first", "assureur d'abord"
    INSURED_FIRST = "insured first", "assuré d'abord"
    NET_LOSS = "ultimate net loss", "perte nette définitive"


class RecoveryPool(Choice):
    """Which money is shared."""

    ALL_DEBTS = "all debts", "toutes les créances"
    INSURED_INVOICES = "insured invoices", "factures garanties"
    CASH_SALES_TOO = "all debts and cash sales", "toutes les créances et les ventes au comptant"


class RecoveryDebt(Choice):
    """Which debt the parts of a pro rata are measured by."""

    AT_THE_INDEMNITY = "debt at the indemnity", "créance à l'indemnité"
    AT_THE_LOSS = "debt at the loss", "créance au sinistre"


class CostBearer(Choice):
    """Who bears the costs of a recovery."""

    SHARED = "shared", "partagés"
    INSURER = "insurer", "assureur"
    INSURED = "insured", "assuré"


class CostOrder(Choice):
    """When the costs of a recovery are taken."""

    BEFORE = "before sharing", "avant partage"
    AFTER = "after sharing", "après partage"


class RecoveryPart(Choice):
    """Part of a sum that came back; the parts of a sum add up to it."""

    INSURER = "insurer", "assureur"
    INSURED = "insured", "assuré"
    COSTS = "costs", "frais"
    BEYOND_THE_DEBT = "beyond the debt", "au-delà de la créance"
