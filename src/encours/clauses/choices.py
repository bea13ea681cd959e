"""The readings that market wordings have of one point, each a closed choice, worked out in the cases of its clause."""

from encours.engine.terms import Choice


class LimitKind(Choice):
    """What stands behind the room a delivery was given."""

    NONE = "none", "aucun"
    NAMED = "named", "dénommé"
    DISCRETIONARY = "discretionary", "discrétionnaire"
    BLIND = "blind", "aveugle"
    TOP_UP = "top-up", "complémentaire"
    REVERSE = "reverse", "inversé"
    REFUSED = "refused", "refusé"
    WITHDRAWN = "withdrawn", "résilié"
    EXPIRED = "expired", "expiré"


class Outcome(Choice):
    """What an insurer's written decision says."""

    GRANTED = "granted", "accordée"
    PARTIAL = "partial", "partielle"
    REFUSED = "refused", "refusée"
    REDUCED = "reduced", "réduite"
    WITHDRAWN = "withdrawn", "résiliée"
    INCREASE_REFUSED = "increase refused", "augmentation refusée"


class Event(Choice):
    """What happens to a buyer that deliveries depend on."""

    INSOLVENT = "insolvent", "insolvable"
    HANDED_OVER = "handed over", "transmis"
    RESTARTED = "restarted", "reprise"
    ADVERSE = "adverse information", "information défavorable"


class Stage(Choice):
    """How far a sale has come."""

    DRAFT = "draft", "devis"
    ORDER = "order", "commande"
    DELIVERED = "delivered", "livrée"
    INVOICED = "invoiced", "facturée"
    RETURNED = "returned", "retournée"


class PaymentMeans(Choice):
    """How the buyer is to pay."""

    OPEN_ACCOUNT = "open account", "compte ouvert"
    LETTER_OF_CREDIT = "letter of credit", "crédit documentaire"
    CONFIRMED_LETTER_OF_CREDIT = "confirmed letter of credit", "crédit documentaire confirmé"
    PREPAID = "prepaid", "paiement d'avance"
    CASH = "cash", "comptant"
    BILL = "bill", "effet"


class PeriodBasis(Choice):
    """Which event must fall inside the policy period."""

    RISK_ATTACHING = "risk attaching", "naissance du risque"
    LOSSES_OCCURRING = "losses occurring", "survenance du sinistre"


class ExtensionStarts(Choice):
    """Where the maximum extension period is counted from."""

    DUE_DATE = "due date", "échéance"
    INVOICE_DATE = "invoice date", "date de facture"


class ExtensionEffect(Choice):
    """Which due date the policy's clocks follow once it was moved."""

    ORIGINAL = "original due date", "échéance d'origine"
    MOVED = "moved due date", "échéance reportée"
    MOVED_WITHIN_AUTHORITY = "moved due date within authority", "échéance reportée dans la faculté"


class UnauthorisedExtension(Choice):
    """What an extension beyond the insured's own authority costs."""

    INVOICE = "invoice", "facture"
    BUYER = "buyer", "acheteur"
    NOTHING = "nothing", "rien"


class Restart(Choice):
    """Which payment ends a stop of deliveries."""

    OLDEST = "oldest overdue paid", "paiement du plus ancien impayé"
    ALL = "all overdue paid", "paiement de tous les impayés"


class Lateness(Choice):
    """What a late notice costs."""

    INVOICE_LOST = "invoice lost", "facture déchue"
    LOWER_PERCENTAGE = "lower percentage", "quotité réduite"
    SUSPENDED = "suspended until reported", "suspendue jusqu'à déclaration"
    WAIVED = "waived", "sans sanction"
    LIMITED_TO_THE_HARM = "limited to the harm", "limitée au préjudice"


class MissedStep(Choice):
    """What a step of the file of an unpaid invoice costs where it is late or never taken."""

    INVOICE_LOST = "invoice lost", "facture déchue"
    SUSPENDED = "suspended until done", "suspendue jusqu'à l'accomplissement"
    WAIVED = "waived", "sans sanction"


class Declarant(Choice):
    """Who declares a claim in insolvency proceedings once the insurer has the file."""

    INSURED = "insured", "assuré"
    INSURER = "insurer", "assureur"


class NoticeStarts(Choice):
    """Where the overdue notice period is counted from."""

    DUE_DATE = "due date", "échéance"
    EXTENSION_END = "extension end", "fin de prorogation"


class LimitIncrease(Choice):
    """What a raised limit lifts."""

    FUTURE = "future deliveries", "livraisons futures"
    OPEN_BALANCE = "open balance", "encours ouvert"
    FROM_INCEPTION = "from inception", "depuis la prise d'effet"


class RunOff(Choice):
    """How new deliveries are tested after a cut."""

    BALANCE = "balance", "sur l'encours total"
    STAND_ALONE = "stand-alone", "isolément"


class ExpiredLimit(Choice):
    """What a limit past its expiry falls back to."""

    PREVIOUS = "previous limit", "garantie précédente"
    DISCRETIONARY = "discretionary limit", "zone discrétionnaire"
    NOTHING = "nothing", "rien"


class Occupies(Choice):
    """What takes room in the limit."""

    INSURABLE = "insurable debt", "créances assurables"
    EVERYTHING = "everything open", "tout l'encours"
    ADMITTED = "admitted part", "part admise"


class DiscretionaryEvidence(Choice):
    """What proves that the insured might trust the buyer on its own."""

    NONE = "none", "aucune"
    SCORE = "credit report", "rapport de crédit"
    EXPERIENCE = "payment experience", "expérience de paiement"
    EITHER = "credit report or payment experience", "rapport de crédit ou expérience de paiement"


class ScoreDirection(Choice):
    """Which end of its scale a credit report calls good."""

    HIGHER_IS_BETTER = "higher is better", "la plus haute est la meilleure"
    LOWER_IS_BETTER = "lower is better", "la plus basse est la meilleure"


class Proceedings(Choice):
    """Which proceedings against a buyer are its insolvency."""

    ANY = "any proceedings", "toute procédure"
    COURT = "opened by a court", "ouverte par un tribunal"
    STOPPED_PAYMENTS = "stopped payments", "cessation des paiements"


class AmountBase(Choice):
    """Whether amounts count with or without value added tax."""

    NET = "net of VAT", "hors taxes"
    GROSS = "gross of VAT", "toutes taxes comprises"


class OldestBy(Choice):
    """Which date orders the invoices of a buyer in its limit."""

    DELIVERY = "delivery", "livraison"
    INVOICE = "invoice date", "date de facture"
    DUE = "due date", "échéance"


class PaymentAllocation(Choice):
    """How the policy's own balances take a payment."""

    AS_REMITTED = "as remitted", "selon l'imputation du débiteur"
    OLDEST_FIRST = "oldest first", "à la plus ancienne"


class LimitScope(Choice):
    """Who shares one limit."""

    POLICY = "whole policy", "toute la police"
    ENTITY = "insured entity", "par assuré"
    GROUP = "buyer group", "par groupe d'acheteurs"


class Cover(Choice):
    """Whether a kind of receivable or buyer is covered."""

    COVERED = "covered", "couvert"
    EXCLUDED = "excluded", "exclu"


class LayerMode(Choice):
    """How a second layer takes its part."""

    PRIMARY = "primary", "première ligne"
    EXCESS = "excess", "second rang"
    PARI_PASSU = "pari passu", "pari passu"
    EXCESS_OF_LOSS = "excess of loss", "excédent de pertes"


class ReceivedLoss(Choice):
    """What of a loss goes up to a layer of losses, of all that the layers below leave to the insured."""

    NET = "net loss", "perte nette"
    RETAINED = "retained loss", "perte conservée"


class PrimaryAnswer(Choice):
    """What the primary policy answers of an invoice before admission, numbered as the verdicts are."""

    KEPT = "kept", "garantie"
    REFUSED = "refused", "refusée"
    SUSPENDED = "suspended", "suspendue"


class TermsStart(Choice):
    """Where agreed payment terms are counted from."""

    INVOICE = "invoice date", "date de facture"
    DELIVERY = "delivery", "livraison"


class TermsCount(Choice):
    """Which day is the first of the agreed payment terms."""

    NEXT_DAY = "next day", "lendemain"
    SAME_DAY = "same day", "jour même"


class ExchangeRateDay(Choice):
    """Which day's exchange rate turns an amount into the currency of the policy."""

    AS_OF = "as of", "date d'arrêté"
    INVOICE_DATE = "invoice date", "date de facture"


class LossExchangeRate(Choice):
    """Which exchange rate turns an invoice of a loss, its line and its debt, into the currency of the policy."""

    AS_COVER = "as cover", "comme la garantie"
    DAY_OF_LOSS = "day of loss", "jour du sinistre"
    LOWER = "lower of invoice and loss", "le plus bas de la facture et du sinistre"


class AdvanceTrigger(Choice):
    """What an advance on the indemnity is paid on."""

    ADMISSION = "admission of the claim", "admission de la créance"
    RECEIPT = "receipt of the file", "réception du dossier"
    NOTIFICATION = "notification", "déclaration"


class IndemnityPaymentStarts(Choice):
    """Day from which the time to pay the indemnity is counted."""

    DAY_OF_LOSS = "day of loss", "jour du sinistre"
    COMPLETE_FILE = "complete file", "dossier complet"
    LATER = "later of both", "le plus tardif des deux"


class LossBase(Choice):
    """Which amount of a loss a threshold is compared with, or uses up a first loss."""

    DEBT = "debt", "créance totale"
    GROSS_LOSS = "gross loss", "perte brute"
    INSURED_LOSS = "insured loss", "perte garantie"
    INSURED_SHARE = "insured share", "part garantie"
    STANDING = "what stands", "solde à cette étape"


class ChargeKind(Choice):
    """What is charged on a debt beside its price."""

    LATE_INTEREST = "late interest", "intérêts de retard"
    COLLECTION_COST = "collection cost", "frais de recouvrement"
    PENALTY = "penalty", "pénalité"
    RECOVERY_COST = "recovery cost", "frais de récupération"


class InBase(Choice):
    """Whether what is charged on a debt is part of the loss."""

    OUT = "out", "exclus"
    IN = "in", "inclus"


class RetainedShareOf(Choice):
    """Of which amount the insured keeps its percentage."""

    STANDING = "what stands", "solde à cette étape"
    GROSS_LOSS = "gross loss", "perte brute"


class ProceedsComeOff(Choice):
    """What the proceeds of securities pay of a debt."""

    LOSS = "loss", "perte"
    PRO_RATA = "pro rata", "au prorata"
    UNINSURED_FIRST = "uninsured part first", "part non garantie d'abord"


class ClaimUnit(Choice):
    """What one loss is."""

    INVOICE = "invoice", "facture"
    BUYER = "buyer", "acheteur"
    GROUP = "group", "groupe"


class DateOfLossReading(Choice):
    """Which of several waiting periods makes the date of loss."""

    LATEST = "latest", "le plus tardif"
    EARLIEST = "earliest", "le plus précoce"


class InsolvencyDay(Choice):
    """Which day of the proceedings is that of the insolvency."""

    OPENING = "opening", "ouverture"
    PUBLICATION = "publication", "publication"
    ADMISSION = "admission of the claim", "admission de la créance"


class SuperveningCause(Choice):
    """What a second cause does to a waiting period that runs."""

    INSOLVENCY_ENDS_WAITING = "insolvency ends the waiting", "l'insolvabilité met fin au délai"
    FIRST_EVENT = "first event decides", "le premier fait décide"
