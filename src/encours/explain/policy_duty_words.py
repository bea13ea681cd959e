"""What the duties of a policy are called, what is to be done, and what is lost if it is not; one entry a kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.duties import kinds
from encours.explain.duty_texts import DutyText
from encours.policy.faults import Words

_INVOICE: Final = Words(
    "The invoice is insured no more, or as the policy says of lateness.",
    "La facture n'est plus garantie, ou l'est comme la police le prévoit en cas de retard.",
)
_SUSPENDED: Final = Words(
    "After the insurer's registered letter cover is suspended for the deliveries that follow.",
    "Après la lettre recommandée de l'assureur, la garantie est suspendue pour les livraisons qui suivent.",
)

POLICY_DUTIES: Final[Mapping[str, DutyText]] = {
    kinds.REPORT_OVERDUE: DutyText(
        Words("Report the overdue", "Déclarer l'impayé"),
        Words(
            "Report the unpaid invoice to the insurer, unless it is paid first.",
            "Déclarer la facture impayée à l'assureur, sauf règlement d'ici là.",
        ),
        _INVOICE,
    ),
    kinds.HAND_OVER: DutyText(
        Words("Hand over the file", "Transmettre le dossier"),
        Words(
            "Hand over the file for collection: order, proof of delivery, invoice, account, correspondence.",
            "Transmettre le dossier au recouvrement : commande, preuve de livraison, facture, compte, correspondance.",
        ),
        _INVOICE,
    ),
    kinds.DECLARE_IN_PROCEEDINGS: DutyText(
        Words("Declare the claim in the proceedings", "Déclarer la créance à la procédure"),
        Words(
            "Declare every claim, due or not, in the proceedings of the buyer, or hand over the file where the insurer "
            "declares, and keep the proof.",
            "Déclarer toute créance, échue ou non, à la procédure de l'acheteur, ou transmettre le dossier si "
            "l'assureur déclare, et garder la preuve.",
        ),
        _INVOICE,
    ),
    kinds.FILE_CLAIM: DutyText(
        Words("File the claim", "Présenter la demande d'indemnité"),
        Words(
            "File the claim with its proofs with the insurer.",
            "Présenter à l'assureur la demande d'indemnité et ses justificatifs.",
        ),
        _INVOICE,
    ),
    kinds.STOP_DELIVERIES: DutyText(
        Words("Stop deliveries", "Arrêter les livraisons"),
        Words(
            "Collect the overdue, or ask for an extension, by then; after it deliver nothing until it is paid.",
            "Encaisser l'impayé ou demander une prorogation d'ici là ; ensuite ne rien livrer avant son règlement.",
        ),
        Words("What is delivered after the stop is not insured.", "Ce qui est livré après l'arrêt n'est pas garanti."),
    ),
    kinds.ASK_LIMIT: DutyText(
        Words("Ask for a limit", "Demander un agrément"),
        Words(
            "Ask the insurer for a limit that holds what the buyer owes, or collect the oldest invoices.",
            "Demander à l'assureur un agrément à hauteur de l'encours, ou encaisser les factures les plus anciennes.",
        ),
        Words("What is over the limit is not insured.", "Ce qui dépasse l'agrément n'est pas garanti."),
    ),
    kinds.RENEW_LIMIT: DutyText(
        Words("Renew the temporary limit", "Renouveler l'agrément temporaire"),
        Words(
            "Ask for the renewal before the last day of the limit.",
            "Demander le renouvellement avant le dernier jour de l'agrément.",
        ),
        Words(
            "Deliveries after that day stand on what the policy falls back to.",
            "Les livraisons postérieures relèvent de ce à quoi la police revient.",
        ),
    ),
    kinds.MEET_CONDITIONS: DutyText(
        Words("Meet the conditions of the limit", "Remplir les conditions de l'agrément"),
        Words(
            "Fulfil the insurer's conditions and send the proof.",
            "Remplir les conditions de l'assureur et en envoyer la preuve.",
        ),
        Words("Until then the limit insures nothing.", "D'ici là, l'agrément ne garantit rien."),
    ),
    kinds.ASK_CONSENT: DutyText(
        Words("Ask for consent to the extension", "Demander l'accord sur le report d'échéance"),
        Words(
            "Ask the insurer to consent to the due date that was moved beyond your authority.",
            "Demander à l'assureur son accord sur l'échéance reportée au-delà de votre faculté.",
        ),
        Words("The invoice is not insured without it.", "Sans cet accord, la facture n'est pas garantie."),
    ),
    kinds.APPEAL: DutyText(
        Words("Appeal the decision", "Faire appel de la décision"),
        Words(
            "Appeal with what the insurer lacks: accounts, payment experience, a guarantee.",
            "Faire appel avec ce qui manque à l'assureur : comptes, expérience de paiement, garantie.",
        ),
        Words("The decision stands.", "La décision demeure."),
    ),
    kinds.REPORT_AGGRAVATION: DutyText(
        Words("Tell the insurer of the aggravation", "Informer l'assureur de l'aggravation"),
        Words(
            "Tell the insurer what was learnt about the buyer.",
            "Informer l'assureur de ce qui a été appris sur l'acheteur.",
        ),
        Words(
            "The insurer may refuse the losses that its silence made worse.",
            "L'assureur peut refuser les pertes que ce silence a aggravées.",
        ),
    ),
    kinds.ANSWER_INSURER: DutyText(
        Words("Answer the insurer", "Répondre à l'assureur"),
        Words(
            "Send the insurer the information or the document that it asks for, and keep the proof.",
            "Envoyer à l'assureur l'information ou la pièce qu'il demande, et garder la preuve.",
        ),
        Words(
            "The insurer may hold back the limit or the indemnity until it is answered.",
            "L'assureur peut suspendre l'agrément ou l'indemnité jusqu'à la réponse.",
        ),
    ),
    kinds.REMIT_RECOVERY: DutyText(
        Words("Pass on the recovery", "Reverser la récupération"),
        Words(
            "Pass on to the insurer its share of what came back after the indemnity; `encours settle` computes it.",
            "Reverser à l'assureur sa part de ce qui est rentré après l'indemnité ; `encours settle` la calcule.",
        ),
        Words("The insurer may claim the indemnity back.", "L'assureur peut réclamer l'indemnité."),
    ),
    kinds.DECLARE_TURNOVER: DutyText(
        Words("Declare the turnover", "Déclarer le chiffre d'affaires"),
        Words(
            "Send the declaration of the period to the insurer.", "Envoyer la déclaration de la période à l'assureur."
        ),
        _SUSPENDED,
    ),
    kinds.PAY_PREMIUM: DutyText(
        Words("Pay the premium", "Payer la prime"),
        Words("Pay the insurer's bill, once audited.", "Payer l'appel de prime, après contrôle."),
        _SUSPENDED,
    ),
    kinds.GIVE_NOTICE: DutyText(
        Words("Give notice, or renew", "Résilier, ou renouveler"),
        Words(
            "Decide whether the policy goes on: after this day it renews itself.",
            "Décider si la police continue : passé ce jour, elle se reconduit.",
        ),
        Words("The policy runs for another period.", "La police court pour une nouvelle période."),
    ),
    kinds.RENEW_POLICY: DutyText(
        Words("Renew the policy", "Renouveler la police"),
        Words(
            "Renew the policy, or take out another one, before it ends.",
            "Renouveler la police, ou en souscrire une autre, avant qu'elle ne prenne fin.",
        ),
        Words(
            "Deliveries after that day are not insured, nor later losses where the policy covers those of its period.",
            "Les livraisons postérieures ne sont pas garanties, ni les pertes postérieures si la police couvre celles "
            "de sa période.",
        ),
    ),
}
"""Every kind of duty of a policy, in the order they are told."""
