"""The waiting period: how long after which events a debt that is not paid becomes a loss."""

from encours.clauses.choices import DateOfLossReading
from encours.engine.terms import Term
from encours.units import Code, Day, Span, after
from encours.units.kinds import Unit


def _waiting(english: str, french: str, *, example: str) -> Term:
    return Term(
        unit=Unit("span"),
        english=f"{english}, the time that must pass before a debt not paid is a loss.",
        french=f"{french}, délai au terme duquel une créance impayée constitue un sinistre.",
        low="0 days",
        high="1080 days",
        varies_by_limit=False,
        varies_by_cause=True,
        example=example,
    )


waiting_from_due_date = _waiting(
    "From the due date of the invoice",
    "Depuis l'échéance de la facture",
    example="150 days",
)
waiting_from_oldest_due_date = _waiting(
    "From the oldest due date that the buyer has not paid",
    "Depuis la plus ancienne échéance impayée de l'acheteur",
    example="180 days",
)
waiting_from_invoice_date = _waiting(
    "From the date of the invoice",
    "Depuis la date de la facture",
    example="270 days",
)
waiting_from_delivery = _waiting(
    "From the delivery",
    "Depuis la livraison",
    example="270 days",
)
waiting_from_extension_end = _waiting(
    "From the end of the maximum extension period",
    "Depuis la fin du délai maximal de prorogation",
    example="90 days",
)
waiting_from_notification = _waiting(
    "From the notice of overdue to the insurer",
    "Depuis la déclaration d'impayé à l'assureur",
    example="150 days",
)
waiting_from_collection_order = _waiting(
    "From the order to collect the debt",
    "Depuis l'ordre de recouvrement",
    example="5 months",
)
waiting_from_file_received = _waiting(
    "From the receipt of the file by the insurer",
    "Depuis la réception du dossier par l'assureur",
    example="4 months",
)
waiting_from_knowledge = _waiting(
    "From the day the insured knew of the insolvency or of the political event",
    "Depuis le jour où l'assuré a connu l'insolvabilité ou le fait politique",
    example="30 days",
)
waiting_from_insolvency = _waiting(
    "From the insolvency of the buyer",
    "Depuis l'insolvabilité de l'acheteur",
    example="30 days",
)
waiting_from_admission = _waiting(
    "From the admission of the claim in the proceedings",
    "Depuis l'admission de la créance à la procédure",
    example="0 days",
)
waiting_from_resale = _waiting(
    "From the resale of goods that the buyer refused",
    "Depuis la revente de la marchandise refusée par l'acheteur",
    example="1 month",
)
waiting_from_award = _waiting(
    "From the settlement of the dispute or the award that ends it",
    "Depuis le règlement du litige ou la sentence qui le tranche",
    example="0 days",
)
waiting_from_political_event = _waiting(
    "From the political event",
    "Depuis le fait politique",
    example="6 months",
)

date_of_loss_reading = Term(
    unit=Unit("code"),
    choices=DateOfLossReading,
    english="Of several waiting periods, which one makes the date of loss: the last to end, or the first.",
    french="De plusieurs délais de carence, lequel fait la date du sinistre : le dernier écoulé, ou le premier.",
    default="latest",
    varies_by_limit=False,
    varies_by_cause=True,
)


def ends(happened_on: Day, waiting: Span) -> Day:
    """Day a waiting period ends: a loss on that day; never, where what it is counted from has not happened."""
    return after(happened_on, waiting)


def rule(reached: Day, ends_on: Day, date_of_loss_reading: Code) -> Day:
    """The later, or the earlier, of the day other waiting periods reach and the day this one ends."""
    if date_of_loss_reading == DateOfLossReading.EARLIEST:
        return min(reached, ends_on)
    return max(reached, ends_on)
