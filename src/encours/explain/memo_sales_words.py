"""Lines of the memo that sales reads first."""

from __future__ import annotations

from typing import Final

from encours.duties.duty import Department
from encours.duties.kinds import STOP_DELIVERIES, led
from encours.explain.memo_sentences import PRIMARY, MemoEntry, More
from encours.policy.faults import Words

OF_SALES: Final = (
    MemoEntry(
        kind="keep the payment terms",
        who=(Department.SALES,),
        needs=("maximum_payment_terms",),
        does=Words(
            "Agree no longer terms of payment than {maximum_payment_terms} from {payment_terms_start}.",
            "N'accorder aucun délai de paiement au-delà de {maximum_payment_terms}, depuis {payment_terms_start}.",
        ),
        by=Words("When you quote.", "Dès l'offre."),
        lost=Words("The invoice is not insured at all.", "La facture n'est pas garantie du tout."),
        clause="qualify/agreed_terms_within_maximum",
    ),
    MemoEntry(
        kind=STOP_DELIVERIES,
        who=led(STOP_DELIVERIES, Department.CREDIT),
        needs=("maximum_extension_period",),
        does=Words(
            "Stop delivering to a buyer that leaves an invoice unpaid, or deliver against payment in advance.",
            "Cesser de livrer un acheteur qui laisse une facture impayée, ou livrer contre paiement d'avance.",
        ),
        more=(
            More(
                Words(
                    " Invoices under {stop_minimum_overdue} stop nothing.",
                    " Une facture sous {stop_minimum_overdue} n'arrête rien.",
                ),
                "stop_minimum_overdue",
            ),
        ),
        by=Words(
            "From {maximum_extension_period} after {extension_starts}, until it is paid.",
            "Passé {maximum_extension_period} après {extension_starts}, jusqu'au paiement.",
        ),
        more_by=(
            More(
                Words(" Paying the oldest overdue is enough.", " Payer le plus ancien impayé suffit."),
                "overdue_restart=oldest overdue paid",
            ),
            More(
                Words(" Every overdue invoice must be paid.", " Tous les impayés doivent être payés."),
                "overdue_restart=all overdue paid",
            ),
        ),
        lost=Words(
            "What is delivered meanwhile is not insured, even if the buyer pays later.",
            "Ce qui est livré entre-temps n'est pas garanti, même si l'acheteur règle ensuite.",
        ),
        clause="maintain/no_overdue_stop",
    ),
    MemoEntry(
        kind="look at the room",
        who=(Department.SALES,),
        holds=(PRIMARY,),
        does=Words(
            "Look at the room left in the buyer's limit; ask credit management where it is short.",
            "Regarder la place qui reste dans l'agrément de l'acheteur ; s'il en manque, voir le crédit client.",
        ),
        by=Words("Before each order and each delivery.", "Avant chaque commande et chaque livraison."),
        lost=Words("What exceeds the limit is at our own risk.", "Ce qui dépasse l'agrément est à notre risque."),
        clause="admit/room_in_the_limit",
    ),
    MemoEntry(
        kind="know whom to sell to",
        who=(Department.SALES,),
        holds=(PRIMARY,),
        one_of=("private_persons=excluded", "public_buyers=excluded", "related_companies=excluded"),
        does=Words("Know whom the policy leaves out:", "Savoir qui la police ne garantit pas :"),
        more=(
            More(Words(" private persons;", " les particuliers ;"), "private_persons=excluded"),
            More(
                Words(" the State and public bodies;", " l'État et les organismes publics ;"), "public_buyers=excluded"
            ),
            More(
                Words(" companies related to ours;", " les sociétés qui nous sont liées ;"),
                "related_companies=excluded",
            ),
        ),
        by=Words("Before you open an account.", "Avant d'ouvrir un compte."),
        lost=Words("These sales are not insured.", "Ces ventes ne sont pas garanties."),
    ),
    MemoEntry(
        kind="check the country",
        who=(Department.SALES,),
        varies="country_covered",
        does=Words(
            "Check the country of the buyer: {country_covered}.", "Vérifier le pays de l'acheteur : {country_covered}."
        ),
        by=Words("Before you quote.", "Avant l'offre."),
        lost=Words("Sales to an excluded country are not insured.", "Une vente dans un pays exclu n'est pas garantie."),
        clause="qualify/covered_country",
    ),
    MemoEntry(
        kind="check the sector",
        who=(Department.SALES,),
        varies="sector_covered",
        does=Words(
            "Check the trade of the buyer: {sector_covered}.", "Vérifier l'activité de l'acheteur : {sector_covered}."
        ),
        by=Words("Before you quote.", "Avant l'offre."),
        lost=Words(
            "Sales to an excluded trade are not insured.", "Une vente dans une activité exclue n'est pas garantie."
        ),
        clause="qualify/covered_sector",
    ),
    MemoEntry(
        kind="sell to no insolvent buyer",
        who=(Department.SALES,),
        holds=(PRIMARY,),
        does=Words(
            "Deliver nothing on credit to a buyer in insolvency proceedings.",
            "Ne rien livrer à crédit à un acheteur en procédure collective.",
        ),
        by=Words(
            "From the opening judgment, until the insurer writes that you may.",
            "Dès le jugement d'ouverture, jusqu'à l'accord écrit de l'assureur.",
        ),
        lost=Words("What is delivered after it is not insured.", "Ce qui est livré ensuite n'est pas garanti."),
        clause="maintain/no_insolvency_stop",
    ),
    MemoEntry(
        kind="mind small invoices",
        who=(Department.SALES, Department.ACCOUNTING),
        needs=("minimum_invoice_amount",),
        does=Words(
            "Group small orders: an invoice under {minimum_invoice_amount}, VAT included, is not insured.",
            "Grouper les petites commandes : une facture sous {minimum_invoice_amount} TTC n'est pas garantie.",
        ),
        by=Words("When you invoice.", "À la facturation."),
        lost=Words("The invoice is not insured.", "La facture n'est pas garantie."),
        clause="qualify/minimum_amount",
    ),
    MemoEntry(
        kind="mind the first days",
        who=(Department.SALES,),
        holds=("initial_waiting_period",),
        does=Words(
            "Deliver with care during the first {initial_waiting_period} of the policy.",
            "Livrer avec prudence pendant les premiers {initial_waiting_period} de la police.",
        ),
        by=Words("From {period_start}.", "À partir du {period_start}."),
        lost=Words("These deliveries are not insured yet.", "Ces livraisons ne sont pas encore garanties."),
        clause="qualify/initial_waiting_period",
    ),
)
"""In the order they are read."""
