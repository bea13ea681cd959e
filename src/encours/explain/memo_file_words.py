"""Lines of the memo about the file of an unpaid invoice, and what the clocks of the policy ask beside it."""

from __future__ import annotations

from typing import Final

from encours.duties.duty import Department
from encours.duties.kinds import (
    ANSWER_INSURER,
    APPEAL,
    DECLARE_IN_PROCEEDINGS,
    FILE_CLAIM,
    HAND_OVER,
    REMIT_RECOVERY,
    REPORT_AGGRAVATION,
    led,
)
from encours.explain.memo_sentences import PRIMARY, ByChoice, MemoEntry
from encours.policy.faults import Words


def _lost(term: str) -> ByChoice:
    return ByChoice(
        term,
        {
            "invoice lost": Words("The invoice is no longer insured.", "La facture n'est plus garantie."),
            "suspended until done": Words(
                "The invoice is not insured until it is done.",
                "La facture n'est pas garantie tant que ce n'est pas fait.",
            ),
            "waived": Words("Nothing: the policy forgives it.", "Rien : la police ne sanctionne pas le retard."),
        },
    )


_ANSWER: Final = Words(
    "Answer every request of the insurer for information or a document, and keep the proof.",
    "Répondre à toute demande d'information ou de pièce de l'assureur, et garder la preuve.",
)
_UNANSWERED: Final = Words(
    "The insurer may hold back the limit or the indemnity until it is answered.",
    "L'assureur peut suspendre l'agrément ou l'indemnité jusqu'à la réponse.",
)

OF_THE_FILE: Final = (
    MemoEntry(
        kind=HAND_OVER,
        who=led(HAND_OVER),
        needs=("hand_over_deadline",),
        does=Words(
            "Hand over the file of every invoice that stays unpaid for collection.",
            "Transmettre au recouvrement le dossier de chaque facture restée impayée.",
        ),
        by=Words("By then: {hand_over_deadline}.", "Au plus tard : {hand_over_deadline}."),
        lost=_lost("late_hand_over"),
        clause="maintain/file_handed_over_in_time",
    ),
    MemoEntry(
        kind=DECLARE_IN_PROCEEDINGS,
        who=led(DECLARE_IN_PROCEEDINGS, Department.CREDIT),
        needs=("claim_declaration_deadline",),
        holds=("claim_declared_by=insured",),
        does=Words(
            "Declare every claim, due or not, in the insolvency proceedings of the buyer, and keep the proof.",
            "Déclarer toute créance, échue ou non, à la procédure collective de l'acheteur, et garder la preuve.",
        ),
        by=Words("By then: {claim_declaration_deadline}.", "Au plus tard : {claim_declaration_deadline}."),
        lost=_lost("late_claim_declaration"),
        clause="maintain/claim_declared_in_time",
    ),
    MemoEntry(
        kind=DECLARE_IN_PROCEEDINGS,
        who=led(DECLARE_IN_PROCEEDINGS, Department.CREDIT),
        needs=("claim_declaration_deadline",),
        holds=("claim_declared_by=insurer",),
        does=Words(
            "Hand over the file of an insolvent buyer, with every claim, due or not: the insurer declares them in the "
            "proceedings. Ask it for the proof.",
            "Transmettre le dossier d'un acheteur insolvable, avec toute créance, échue ou non : l'assureur les "
            "déclare à la procédure. Lui en demander la preuve.",
        ),
        by=Words("By then: {claim_declaration_deadline}.", "Au plus tard : {claim_declaration_deadline}."),
        lost=_lost("late_claim_declaration"),
        clause="maintain/claim_declared_in_time",
    ),
    MemoEntry(
        kind=FILE_CLAIM,
        who=led(FILE_CLAIM),
        needs=("claim_filing_deadline",),
        does=Words(
            "File the claim with its proofs with the insurer.",
            "Présenter à l'assureur la demande d'indemnité et ses justificatifs.",
        ),
        by=Words("By then: {claim_filing_deadline}.", "Au plus tard : {claim_filing_deadline}."),
        lost=_lost("late_claim_filing"),
        clause="maintain/claim_filed_in_time",
    ),
    MemoEntry(
        kind=APPEAL,
        who=led(APPEAL),
        needs=("appeal_deadline",),
        does=Words(
            "Appeal a refusal, a reduction or a withdrawal that you can answer.",
            "Faire appel d'un refus, d'une réduction ou d'une résiliation à laquelle vous pouvez répondre.",
        ),
        by=Words("By then: {appeal_deadline}.", "Au plus tard : {appeal_deadline}."),
        lost=Words("The decision stands.", "La décision demeure."),
    ),
    MemoEntry(
        kind=ANSWER_INSURER,
        who=led(ANSWER_INSURER, Department.ACCOUNTING),
        holds=(PRIMARY,),
        does=_ANSWER,
        by=Words("By the day that the request names.", "Au plus tard le jour que la demande fixe."),
        lost=_UNANSWERED,
    ),
)
"""Steps of the file, in their order."""

OF_CLOCKS: Final = (
    MemoEntry(
        kind=REPORT_AGGRAVATION,
        who=led(REPORT_AGGRAVATION, Department.SALES),
        needs=("aggravation_notice_deadline",),
        does=Words(
            "Tell one another, and the insurer, of an insolvency and of any bad news about a buyer.",
            "Se dire, et dire à l'assureur, une insolvabilité et toute mauvaise nouvelle d'un acheteur.",
        ),
        by=Words("By then: {aggravation_notice_deadline}.", "Au plus tard : {aggravation_notice_deadline}."),
        lost=Words(
            "The insurer may refuse the losses that silence made worse.",
            "L'assureur peut refuser les pertes que le silence a aggravées.",
        ),
    ),
    MemoEntry(
        kind=ANSWER_INSURER,
        who=led(ANSWER_INSURER, Department.ACCOUNTING),
        needs=("information_answer_deadline",),
        does=_ANSWER,
        by=Words(
            "By then, unless the request names another day: {information_answer_deadline}.",
            "Au plus tard, sauf si la demande fixe un autre jour : {information_answer_deadline}.",
        ),
        lost=_UNANSWERED,
    ),
    MemoEntry(
        kind=REMIT_RECOVERY,
        who=led(REMIT_RECOVERY, Department.CREDIT),
        needs=("recovery_remittance_deadline",),
        does=Words(
            "Pass on to the insurer its share of all that comes back after the indemnity.",
            "Reverser à l'assureur sa part de tout ce qui rentre après l'indemnité.",
        ),
        by=Words("By then: {recovery_remittance_deadline}.", "Au plus tard : {recovery_remittance_deadline}."),
        lost=Words("The insurer may claim it back.", "L'assureur peut le réclamer."),
    ),
)
"""Lines that stand in the place of those of their kind, where the policy gives the time."""
