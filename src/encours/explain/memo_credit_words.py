"""Lines of the memo that credit management reads first."""

from __future__ import annotations

from typing import Final

from encours.duties.duty import Department
from encours.duties.kinds import ASK_LIMIT, REPORT_AGGRAVATION, REPORT_OVERDUE, led
from encours.explain.memo_sentences import PRIMARY, ByChoice, MemoEntry, More
from encours.policy.faults import Words

OF_CREDIT: Final = (
    MemoEntry(
        kind=ASK_LIMIT,
        who=led(ASK_LIMIT),
        needs=("discretionary_limit",),
        holds=(PRIMARY,),
        does=Words(
            "Ask the insurer for a limit as soon as a buyer is to owe more than {discretionary_limit}.",
            "Demander un agrément à l'assureur dès qu'un acheteur va devoir plus de {discretionary_limit}.",
        ),
        by=Words("Before the delivery that goes beyond it.", "Avant la livraison qui le dépasse."),
        lost=Words("What is above is not insured.", "Ce qui dépasse n'est pas garanti."),
        clause="admit/limit_exists",
    ),
    MemoEntry(
        kind=ASK_LIMIT,
        who=led(ASK_LIMIT),
        holds=(PRIMARY,),
        without=("discretionary_limit", "blind_limit", "total_of_allocations"),
        does=Words("Ask the insurer for a limit on every buyer.", "Demander un agrément sur chaque acheteur."),
        by=Words("Before the first delivery.", "Avant la première livraison."),
        lost=Words("Without a limit nothing is insured.", "Sans agrément, rien n'est garanti."),
        clause="admit/limit_exists",
    ),
    MemoEntry(
        kind="ask for an allocation",
        who=(Department.CREDIT, Department.MANAGEMENT),
        needs=("total_of_allocations",),
        does=Words(
            "Have the allocation of each supplier fixed, and keep them together under {total_of_allocations}.",
            "Faire fixer l'allocation de chaque fournisseur, et tenir leur somme sous {total_of_allocations}.",
        ),
        by=Words("Before the supplier delivers.", "Avant que le fournisseur livre."),
        lost=Words(
            "What a supplier delivers beyond its allocation is not insured.",
            "Ce qu'un fournisseur livre au-delà de son allocation n'est pas garanti.",
        ),
    ),
    MemoEntry(
        kind="use the blind limit",
        who=(Department.CREDIT,),
        needs=("blind_limit",),
        holds=(PRIMARY,),
        does=Words(
            "Up to {blind_limit}, a buyer needs neither a limit nor any evidence.",
            "Jusqu'à {blind_limit}, un acheteur ne demande ni agrément ni justificatif.",
        ),
        by=Words("Above: act before the delivery.", "Au-delà : agir avant la livraison."),
        lost=Words("What is above is not insured.", "Ce qui dépasse n'est pas garanti."),
        clause="admit/limit_exists",
    ),
    MemoEntry(
        kind="hold the evidence",
        who=(Department.CREDIT,),
        needs=("discretionary_limit",),
        holds=("discretionary_evidence_needed=credit report",),
        does=Words(
            "For a limit you set yourself, hold a credit report on file.",
            "Pour un agrément que vous fixez vous-même, conserver un rapport de crédit.",
        ),
        more=(
            More(
                Words(" It scores {required_score} or better.", " Sa note : {required_score} ou mieux."),
                "required_score",
            ),
            More(
                Words(" It is no older than {maximum_report_age}.", " Il date de {maximum_report_age} au plus."),
                "maximum_report_age",
            ),
        ),
        by=Words("On the day of each delivery.", "Au jour de chaque livraison."),
        lost=Words("The delivery is not insured.", "La livraison n'est pas garantie."),
        clause="admit/discretionary_evidence",
    ),
    MemoEntry(
        kind="hold the evidence",
        who=(Department.CREDIT,),
        needs=("discretionary_limit",),
        holds=("discretionary_evidence_needed=payment experience",),
        does=Words(
            "For a limit you set yourself, rely on the highest balance the buyer has paid.",
            "Pour un agrément que vous fixez vous-même, s'appuyer sur le plus haut solde que l'acheteur a payé.",
        ),
        more=(
            More(
                Words(" Only the last {experience_period} count.", " Seuls comptent les derniers {experience_period}."),
                "experience_period",
            ),
        ),
        by=Words("On the day of each delivery.", "Au jour de chaque livraison."),
        lost=Words("What is above is not insured.", "Ce qui dépasse n'est pas garanti."),
        clause="admit/discretionary_evidence",
    ),
    MemoEntry(
        kind="hold the evidence",
        who=(Department.CREDIT,),
        needs=("discretionary_limit",),
        holds=("discretionary_evidence_needed=credit report or payment experience",),
        does=Words(
            "For a limit you set yourself, hold a credit report, or rely on the highest balance the buyer has paid.",
            "Pour un agrément que vous fixez vous-même, conserver un rapport de crédit, ou s'appuyer "
            "sur le plus haut solde que l'acheteur a payé.",
        ),
        more=(
            More(
                Words(
                    " The report scores {required_score} or better.", " Note du rapport : {required_score} ou mieux."
                ),
                "required_score",
            ),
            More(
                Words(" It is no older than {maximum_report_age}.", " Il date de {maximum_report_age} au plus."),
                "maximum_report_age",
            ),
            More(
                Words(
                    " Only balances of the last {experience_period} count.",
                    " Seuls comptent les soldes des derniers {experience_period}.",
                ),
                "experience_period",
            ),
        ),
        by=Words("On the day of each delivery.", "Au jour de chaque livraison."),
        lost=Words("The delivery is not insured.", "La livraison n'est pas garantie."),
        clause="admit/discretionary_evidence",
    ),
    MemoEntry(
        kind=REPORT_OVERDUE,
        who=led(REPORT_OVERDUE),
        needs=("overdue_notice_period",),
        does=Words(
            "Report every invoice that is still unpaid to the insurer.",
            "Déclarer à l'assureur chaque facture encore impayée.",
        ),
        by=ByChoice(
            "overdue_notice_starts",
            {
                "extension end": Words(
                    "Within {overdue_notice_period} of the end of the maximum extension",
                    "Dans les {overdue_notice_period} qui suivent la fin du délai de prorogation",
                ),
                "due date": Words(
                    "Within {overdue_notice_period} of the due date",
                    "Dans les {overdue_notice_period} qui suivent l'échéance",
                ),
            },
        ),
        more_by=(
            More(
                Words(
                    " (the extension: {maximum_extension_period} after {extension_starts})",
                    " (la prorogation : {maximum_extension_period} après {extension_starts})",
                ),
                "overdue_notice_starts=extension end",
                "maximum_extension_period",
            ),
        ),
        lost=ByChoice(
            "late_notice",
            {
                "invoice lost": Words("The invoice is no longer insured.", "La facture n'est plus garantie."),
                "lower percentage": Words(
                    "The invoice is insured at {late_notice_percentage} only.",
                    "La facture n'est plus garantie qu'à {late_notice_percentage}.",
                ),
                "suspended until reported": Words(
                    "The invoice is not insured until it is reported.",
                    "La facture n'est pas garantie avant sa déclaration.",
                ),
                "waived": Words(
                    "Nothing: the policy forgives a late report.", "Rien : la police ne sanctionne pas le retard."
                ),
                "limited to the harm": Words(
                    "What the delay cost the insurer comes off the indemnity.",
                    "Le préjudice causé à l'assureur est retiré de l'indemnité.",
                ),
            },
        ),
        clause="maintain/overdue_notice",
    ),
    MemoEntry(
        kind="grant time",
        who=(Department.CREDIT, Department.SALES),
        holds=("extension_authority",),
        does=Words(
            "Grant a buyer {extension_authority} more at most; for longer, have the insurer's written consent.",
            "N'accorder à un acheteur que {extension_authority} de plus ; au-delà, obtenir l'accord écrit de "
            "l'assureur.",
        ),
        by=Words("Before you promise it.", "Avant de le promettre."),
        lost=ByChoice(
            "unauthorised_extension",
            {
                "invoice": Words("The invoice is no longer insured.", "La facture n'est plus garantie."),
                "buyer": Words(
                    "New deliveries to the buyer are not insured.",
                    "Les livraisons suivantes à l'acheteur ne sont pas garanties.",
                ),
                "nothing": Words(
                    "The policy still counts from the due date first agreed.",
                    "La police compte toujours depuis l'échéance d'origine.",
                ),
                "": Words(
                    "The policy still counts from the due date first agreed.",
                    "La police compte toujours depuis l'échéance d'origine.",
                ),
            },
        ),
        clause="maintain/extension_authorised",
    ),
    MemoEntry(
        kind="grant no time",
        who=(Department.CREDIT, Department.SALES),
        needs=("unauthorised_extension",),
        holds=("extension_authority=0",),
        does=Words(
            "Move no due date without the insurer's written consent.",
            "Ne reporter aucune échéance sans l'accord écrit de l'assureur.",
        ),
        by=Words("Before you promise it.", "Avant de le promettre."),
        lost=ByChoice(
            "unauthorised_extension",
            {
                "invoice": Words("The invoice is no longer insured.", "La facture n'est plus garantie."),
                "buyer": Words(
                    "New deliveries to the buyer are not insured.",
                    "Les livraisons suivantes à l'acheteur ne sont pas garanties.",
                ),
                "nothing": Words(
                    "The policy still counts from the due date first agreed.",
                    "La police compte toujours depuis l'échéance d'origine.",
                ),
            },
        ),
        clause="maintain/extension_authorised",
    ),
    MemoEntry(
        kind="pass on a cut",
        who=(Department.CREDIT,),
        needs=("reduction_notice", "withdrawal_notice"),
        holds=("limits_cancellable=yes", PRIMARY),
        does=Words(
            "When the insurer cuts or withdraws a limit, tell sales the same day.",
            "Quand l'assureur réduit ou résilie un agrément, prévenir le commercial le jour même.",
        ),
        more=(
            More(
                Words(
                    " Orders taken before keep the former limit for {orders_in_hand}.",
                    " Les commandes déjà prises gardent l'ancien agrément {orders_in_hand}.",
                ),
                "orders_in_hand",
            ),
        ),
        more_by=(
            More(Words("A cut holds at once;", "Une réduction vaut aussitôt ;"), "reduction_notice=0"),
            More(
                Words(
                    "A cut holds {reduction_notice} after its notice;",
                    "Une réduction vaut {reduction_notice} après sa notification ;",
                ),
                "reduction_notice",
            ),
            More(Words(" a withdrawal, at once.", " une résiliation, aussitôt."), "withdrawal_notice=0"),
            More(
                Words(
                    " a withdrawal, {withdrawal_notice} after its notice.",
                    " une résiliation, {withdrawal_notice} après sa notification.",
                ),
                "withdrawal_notice",
            ),
        ),
        lost=Words(
            "Later deliveries are insured within the new limit only.",
            "Les livraisons suivantes ne sont garanties que dans le nouvel agrément.",
        ),
        clause="maintain/no_withdrawal",
    ),
    MemoEntry(
        kind=REPORT_AGGRAVATION,
        who=led(REPORT_AGGRAVATION, Department.SALES),
        holds=("adverse_information_bars=yes", PRIMARY),
        does=Words(
            "Tell one another, and the insurer, any bad news about a buyer: late with others, seizures, rumours.",
            "Se dire, et dire à l'assureur, toute mauvaise nouvelle d'un acheteur : retards, saisies, rumeurs.",
        ),
        by=Words("The day you learn it.", "Le jour où vous l'apprenez."),
        lost=Words("What is delivered after it is not insured.", "Ce qui est livré ensuite n'est pas garanti."),
        clause="qualify/adverse_information",
    ),
    MemoEntry(
        kind="complete the file",
        who=(Department.CREDIT,),
        needs=("indemnity_payment_period",),
        does=Words(
            "Complete the claim file (order, delivery note, invoice, letters) and keep the insurer's receipt.",
            "Compléter le dossier (commande, bon de livraison, facture, courriers) et garder l'accusé de réception.",
        ),
        by=Words(
            "The insurer pays within {indemnity_payment_period} of {indemnity_payment_starts}.",
            "L'assureur paie sous {indemnity_payment_period} après {indemnity_payment_starts}.",
        ),
        lost=Words("The indemnity waits for the file.", "L'indemnité attend le dossier."),
        clause="indemnify/payment_of_the_indemnity",
    ),
    MemoEntry(
        kind="wait for the loss",
        who=(Department.CREDIT,),
        one_of=(
            "waiting_from_due_date",
            "waiting_from_oldest_due_date",
            "waiting_from_invoice_date",
            "waiting_from_delivery",
            "waiting_from_extension_end",
            "waiting_from_notification",
            "waiting_from_collection_order",
            "waiting_from_file_received",
        ),
        does=Words(
            "Without an insolvency, an unpaid debt is a loss only once it has waited.",
            "Sans procédure collective, un impayé n'est un sinistre qu'après un délai.",
        ),
        by=ByChoice(
            "date_of_loss_reading",
            {
                "latest": Words("The last of:", "Au plus tard de :"),
                "earliest": Words("The first of:", "Au plus tôt de :"),
            },
        ),
        heads_several=True,
        more_by=(
            More(
                Words(" {waiting_from_due_date} after the due date;", " {waiting_from_due_date} après l'échéance ;"),
                "waiting_from_due_date",
            ),
            More(
                Words(
                    " {waiting_from_oldest_due_date} after the oldest unpaid due date;",
                    " {waiting_from_oldest_due_date} après la plus ancienne échéance impayée ;",
                ),
                "waiting_from_oldest_due_date",
            ),
            More(
                Words(
                    " {waiting_from_invoice_date} after the invoice date;",
                    " {waiting_from_invoice_date} après la date de facture ;",
                ),
                "waiting_from_invoice_date",
            ),
            More(
                Words(" {waiting_from_delivery} after the delivery;", " {waiting_from_delivery} après la livraison ;"),
                "waiting_from_delivery",
            ),
            More(
                Words(
                    " {waiting_from_extension_end} after the end of the maximum extension;",
                    " {waiting_from_extension_end} après la fin du délai de prorogation ;",
                ),
                "waiting_from_extension_end",
            ),
            More(
                Words(
                    " {waiting_from_notification} after your report;",
                    " {waiting_from_notification} après votre déclaration ;",
                ),
                "waiting_from_notification",
            ),
            More(
                Words(
                    " {waiting_from_collection_order} after the order to collect;",
                    " {waiting_from_collection_order} après l'ordre de recouvrer ;",
                ),
                "waiting_from_collection_order",
            ),
            More(
                Words(
                    " {waiting_from_file_received} after the insurer has the file;",
                    " {waiting_from_file_received} après réception du dossier ;",
                ),
                "waiting_from_file_received",
            ),
        ),
        lost=Words("No indemnity before that day.", "Pas d'indemnité avant ce jour."),
        clause="lose/waiting_period",
    ),
)
"""In the order they are read."""
