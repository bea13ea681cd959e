"""The vocabulary: every fact of a row, of a buyer and of the walk that a clause may list in its parameters.

A rule's parameter list is its reading list. Days count from 1970-01-01; `NEVER` is "known not to have happened" and
lies after every day. Amounts are minor units of the policy's currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.clauses import measures
from encours.engine.clause import Function
from encours.engine.terms import Term
from encours.engine.wording import Reading, Vocabulary
from encours.units.kinds import Unit

DAY, CENTS, FLAG, CODE, DAYS, RATE = (
    Unit(n) for n in ("day", "cents", "flag", "code", "days", "basis points")
)  # fmt: skip

#: Facts of one invoice (or instalment), as columns of the Book.
ROW: Final = {
    "delivered": Reading(DAY, "delivery", "livraison"),
    "issued": Reading(DAY, "invoice date", "date de facture"),
    "due": Reading(DAY, "due date", "échéance"),
    "original_due": Reading(DAY, "original due date", "échéance d'origine"),
    "special_terms_due": Reading(
        DAY, "latest due date of the special terms agreed", "échéance des conditions particulières accordées"
    ),
    "consented_due": Reading(DAY, "latest due date the insurer consented to", "échéance accordée par l'assureur"),
    "gross": Reading(CENTS, "amount including VAT", "montant TTC"),
    "invoice_gross": Reading(
        CENTS, "invoice amount including VAT, all instalments", "montant TTC de la facture, toutes échéances"
    ),
    "insured_base": Reading(CENTS, "amount in the insured base", "montant dans la base garantie"),
    "limit_base": Reading(CENTS, "amount in the base of the limit", "montant dans la base de l'agrément"),
    "disputed": Reading(CENTS, "disputed amount", "montant litigieux"),
    "stage": Reading(CODE, "stage of the sale", "stade de la vente"),
    "payment_means": Reading(CODE, "means of payment", "moyen de paiement"),
    "seller_joined": Reading(DAY, "day the seller became insured", "jour d'entrée de l'assuré"),
    "seller_left": Reading(DAY, "day the seller ceased to be insured", "jour de sortie de l'assuré"),
    "party": Reading(FLAG, "the party named is the party covered", "le client facturé est le client garanti"),
    "overdue_reported_on": Reading(DAY, "day the overdue was reported", "jour de la déclaration d'impayé"),
    "late_notice_waived_on": Reading(
        DAY, "day the insurer waived the late notice", "jour de la dispense de déclaration tardive"
    ),
    "late_notice_harm": Reading(CENTS, "harm of the late notice", "préjudice de la déclaration tardive"),
    "handed_over_on": Reading(DAY, "day the file was handed over", "jour de la transmission du dossier"),
    "claim_declared_on": Reading(
        DAY, "day the claim was declared in the proceedings", "jour de la déclaration de créance à la procédure"
    ),
    "claim_filed_on": Reading(DAY, "day the claim was filed", "jour de la demande d'indemnité"),
    "late_file_waived_on": Reading(
        DAY, "day the insurer waived a late step of the file", "jour de la dispense pour dossier tardif"
    ),
}

#: Facts of one buyer (or limit holder), as columns of the Book.
ACCOUNT: Final = {
    "excluded_by_name": Reading(
        FLAG,
        "the policy excludes the buyer, by name or by its list",
        "la police exclut l'acheteur, nommément ou par sa liste",
    ),
    "insolvent_on": Reading(DAY, "opening of insolvency proceedings", "ouverture de la procédure collective"),
    "sanction_confirmed_on": Reading(DAY, "confirmed sanction match", "sanction confirmée"),
    "sanction_undecided_on": Reading(DAY, "sanction hit awaiting a decision", "alerte sanction à trancher"),
    "rescheduled_on": Reading(DAY, "last repayment plan", "dernier plan de remboursement"),
}

#: What the account walk answers for each row and layer, in the order it hands them over.
WALK: Final = {
    "as_of": Reading(DAY, "as of", "à la date du"),
    "loss_day": Reading(DAY, "day of the loss, or the day asked", "jour du sinistre, ou date d'arrêté"),
    "lost_on": Reading(DAY, "proceedings that make the loss", "procédure qui constitue le sinistre"),
    "balance_before": Reading(CENTS, "older debt in the limit", "créances antérieures dans l'agrément"),
    "limit_kind": Reading(CODE, "kind of limit in force", "nature de l'agrément en vigueur"),
    "limit_amount": Reading(CENTS, "limit in force on delivery", "agrément en vigueur à la livraison"),
    "limit_percentage": Reading(RATE, "percentage of the limit", "quotité propre à l'agrément"),
    "limit_conditions_met_on": Reading(
        DAY, "day the limit's conditions were met", "jour où les conditions de l'agrément sont remplies"
    ),
    "limit_stands_until": Reading(
        DAY, "last day a raise lifts what is open", "dernier jour où une augmentation couvre l'encours"
    ),
    "latest_decision_on": Reading(
        DAY, "latest decision that gives room on delivery", "dernière décision donnant un agrément à la livraison"
    ),
    "limit_beside": Reading(CENTS, "limits of the layers beside", "agréments des lignes parallèles"),
    "limit_beside_before": Reading(
        CENTS, "limits beside that come first", "agréments des lignes parallèles qui précèdent"
    ),
    "limit_beside_first": Reading(CENTS, "limit of the first layer beside", "agrément de la première ligne parallèle"),
    "carried_beside": Reading(CENTS, "carried by the layers beside", "portés par les lignes parallèles"),
    "primary_answer": Reading(CODE, "answer of the primary policy", "réponse de la première ligne"),
    "overdue_stop_since": Reading(DAY, "start of the stop for overdue", "début de l'arrêt pour impayé"),
    "extension_stop_since": Reading(DAY, "start of the stop for an extension", "début de l'arrêt pour report"),
    "insolvent_since": Reading(DAY, "latest proceedings by the delivery", "dernière procédure ouverte à la livraison"),
    "handed_over_since": Reading(
        DAY, "latest hand-over of a file by the delivery", "dernière transmission de dossier à la livraison"
    ),
    "restarted_on": Reading(
        DAY, "day the insurer allowed deliveries again", "jour où l'assureur a permis de livrer à nouveau"
    ),
    "adverse_since": Reading(
        DAY, "adverse information standing on delivery", "information défavorable non levée à la livraison"
    ),
    "policy_suspended_since": Reading(DAY, "start of the policy's suspension", "début de la suspension de la police"),
    "overdue_at_inception": Reading(DAYS, "days overdue at inception", "jours de retard à la prise d'effet"),
    "stage_used": Reading(CENTS, "already admitted at this stage", "déjà admis à ce stade"),
    "settled_on": Reading(DAY, "day it was wholly paid", "jour du règlement total"),
    "hand_over_last_day": Reading(
        DAY, "last day to hand over the file", "dernier jour pour transmettre le dossier", may_be_unset=True
    ),
    "claim_declaration_last_day": Reading(
        DAY,
        "last day to declare the claim in the proceedings",
        "dernier jour pour déclarer la créance à la procédure",
        may_be_unset=True,
    ),
    "file_entrusted_on": Reading(
        DAY,
        "day the file went to the insurer, which declares",
        "jour de la transmission à l'assureur, qui déclare la créance",
    ),
    "claim_filing_last_day": Reading(
        DAY, "last day to file the claim", "dernier jour pour la demande d'indemnité", may_be_unset=True
    ),
    "private_person": Reading(FLAG, "the buyer is a private person", "l'acheteur est un particulier"),
    "public_buyer": Reading(FLAG, "the buyer is a public body", "l'acheteur est un organisme public"),
    "related_buyer": Reading(FLAG, "the buyer is a related company", "l'acheteur est une société liée"),
}

#: What a buyer may be on the day of a delivery, beside its class, country and sector.
FLAGS: Final = ("private_person", "public_buyer", "related_buyer")

MEASURES: Final[dict[str, Function]] = {
    function.__name__: function
    for function in (
        measures.authorised_due,
        measures.reference_due,
        measures.extension_end,
        measures.overdue_notice_deadline,
        measures.notice_was_late,
    )
}

MEASURE_READINGS: Final = {
    "authorised_due": Reading(DAY, "latest authorised due date", "échéance la plus lointaine autorisée"),
    "reference_due": Reading(DAY, "due date the policy follows", "échéance retenue par la police"),
    "extension_end": Reading(DAY, "end of the extension period", "fin du délai de prorogation"),
    "overdue_notice_deadline": Reading(DAY, "deadline of the overdue notice", "date limite de déclaration d'impayé"),
    "notice_was_late": Reading(FLAG, "the notice was late", "la déclaration est tardive"),
}


def vocabulary(terms: Mapping[str, Term]) -> Vocabulary:
    """The trade's vocabulary with the shared terms given."""
    return Vocabulary(ROW, ACCOUNT, WALK, MEASURES, MEASURE_READINGS, terms)
