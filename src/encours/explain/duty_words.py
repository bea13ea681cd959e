"""What each kind of duty is called, what is to be done, and what is lost if it is not; one entry a kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.duties import legal_kinds as law
from encours.duties.duty import Department, Duty, Standing
from encours.duties.kinds import ANSWER_INSURER, DECLARE_TURNOVER
from encours.explain.duty_texts import DutyText
from encours.explain.policy_duty_words import POLICY_DUTIES
from encours.facts.words import CHOICE_WORDS
from encours.policy.faults import Words
from encours.premium.periods import name_of_days
from encours.units import MISSING, Day
from encours.units.parse_day import parse_day
from encours.units.show import Language, show_day, show_period

DEPARTMENTS: Final[Mapping[Department, Words]] = {
    Department.CREDIT: Words("Credit management", "Crédit client"),
    Department.SALES: Words("Sales", "Commercial"),
    Department.ACCOUNTING: Words("Accounting", "Comptabilité"),
    Department.LEGAL: Words("Legal", "Juridique"),
    Department.MANAGEMENT: Words("Management", "Direction"),
}
STANDINGS: Final[Mapping[Standing, Words]] = {
    Standing.LATE: Words("late", "en retard"),
    Standing.OPEN: Words("to do", "à faire"),
    Standing.AHEAD: Words("to come", "à venir"),
    Standing.UNKNOWN: Words("last day unknown", "date limite inconnue"),
    Standing.DONE: Words("done", "fait"),
    Standing.DONE_LATE: Words("done late", "fait en retard"),
}
_LAPSE: Final = Words(
    "A claim that is not declared is paid nothing in the proceedings, and the insurer may refuse it.",
    "Une créance non déclarée ne reçoit rien dans la procédure, et l'assureur peut la refuser.",
)

LACKING: Final[Mapping[str, Words]] = {
    "notice received": Words("the notice of the foreign proceedings", "l'avis de la procédure étrangère"),
    "title claim received": Words("the receipt of the claim on the goods", "l'avis de réception de la revendication"),
}
"""What lacks where it is an act and no field of a fact."""

_SHOWN_OF_A_REQUEST: Final = 32
"""Signs of what the insurer asks that a list shows; the calendar, the spreadsheet and the letter have it whole."""
_SHOWN: Final = 3
"""Invoices of a duty that are named; the letter names them all."""

DUTY_TEXTS: Final[Mapping[str, DutyText]] = {
    law.DECLARE: DutyText(
        Words("Declare the claim", "Déclarer la créance"),
        Words(
            "Send the declaration of the claim to the mandataire judiciaire (the liquidator in a liquidation), with "
            "the amount on the day of the judgment, what falls due later, securities and interest. If the insurer has "
            "the file and declares, ask it for the proof.",
            "Adresser la déclaration de créance au mandataire judiciaire (au liquidateur en liquidation), avec le "
            "montant au jour du jugement, les sommes à échoir, les sûretés et les intérêts. Si l'assureur a le dossier "
            "et déclare, lui en demander la preuve.",
        ),
        _LAPSE,
    ),
    law.DECLARE_TERMINATED: DutyText(
        Words("Declare the claim of the terminated contract", "Déclarer la créance du contrat résilié"),
        Words(
            "Declare to the mandataire judiciaire what the end of the contract makes owed.",
            "Déclarer au mandataire judiciaire la créance née de la résiliation du contrat.",
        ),
        _LAPSE,
    ),
    law.ASK_RELIEF: DutyText(
        Words("Ask for relief from lapse", "Demander le relevé de forclusion"),
        Words(
            "Ask the juge-commissaire to be relieved of the lapse: show that being late is not your doing, or that "
            "the debtor left you out of its list.",
            "Demander au juge-commissaire le relevé de forclusion : établir que le retard n'est pas de votre fait, ou "
            "que le débiteur vous a omis de sa liste.",
        ),
        Words("After that day the lapse is final.", "Passé ce jour, la forclusion est définitive."),
    ),
    law.DECLARE_RELIEVED: DutyText(
        Words("Declare the claim after relief", "Déclarer la créance après le relevé de forclusion"),
        Words(
            "Declare the claim: relief from the lapse declares nothing by itself.",
            "Déclarer la créance : le relevé de forclusion ne la déclare pas.",
        ),
        _LAPSE,
    ),
    law.CLAIM_GOODS: DutyText(
        Words("Claim the goods under retained title", "Revendiquer la marchandise"),
        Words(
            "Claim the unpaid goods by registered letter to the administrateur, else to the debtor, with a copy to "
            "the mandataire judiciaire.",
            "Revendiquer la marchandise impayée par lettre recommandée à l'administrateur, à défaut au débiteur, "
            "avec copie au mandataire judiciaire.",
        ),
        Words(
            "The retained title can no longer be held against the proceedings: the goods are lost.",
            "La réserve de propriété n'est plus opposable à la procédure : la marchandise est perdue.",
        ),
    ),
    law.SEISE_JUDGE: DutyText(
        Words("Ask the judge for the goods", "Saisir le juge-commissaire de la revendication"),
        Words(
            "Nobody acquiesced within the month: ask the juge-commissaire for the goods.",
            "Sans acquiescement dans le mois, saisir le juge-commissaire de la revendication.",
        ),
        Words("The claim on the goods lapses.", "La revendication est forclose."),
    ),
    law.SERVE_ORDER: DutyText(
        Words("Serve the order for payment", "Signifier l'injonction de payer"),
        Words(
            "Have the order for payment served on the debtor by a commissaire de justice.",
            "Faire signifier l'injonction de payer au débiteur par un commissaire de justice.",
        ),
        Words(
            "An order that is not served in time is void.",
            "L'ordonnance non signifiée dans le délai est non avenue.",
        ),
    ),
    law.ENFORCE_ORDER: DutyText(
        Words("Enforce the order for payment", "Exécuter l'injonction de payer"),
        Words(
            "Nobody opposed the order: have it enforced by a commissaire de justice. Its days take it to have been "
            "served on the debtor in person; else the debtor may still oppose the first act that is, or a seizure.",
            "Sans opposition, faire exécuter l'ordonnance par un commissaire de justice. Ses dates la supposent "
            "signifiée à personne ; sinon, le débiteur peut encore s'opposer au premier acte qui l'est, ou à une "
            "saisie.",
        ),
        Words("The order can no longer be enforced.", "L'ordonnance ne peut plus être exécutée."),
    ),
    law.INTERRUPT: DutyText(
        Words("Interrupt the prescription", "Interrompre la prescription"),
        Words(
            "Sue for the debt, or have the debtor acknowledge it in writing: reminders interrupt nothing. Once judged, "
            "have the judgment enforced. French law is taken to govern the contract, of a foreign buyer too: "
            "check what it says.",
            "Agir en justice, ou faire reconnaître la dette par écrit : une relance n'interrompt rien. Une fois jugée, "
            "faire exécuter le jugement. La loi française est supposée régir le contrat, même d'un acheteur étranger : "
            "vérifier ce qu'il dit.",
        ),
        Words("The debt can no longer be sued for.", "La créance ne peut plus être réclamée en justice."),
    ),
    law.RECOVER_VAT: DutyText(
        Words("Recover the VAT of the unpaid invoices", "Récupérer la TVA des factures impayées"),
        Words(
            "Send the duplicates of the unpaid invoices with the mention of the law, and take their VAT back in the "
            "return.",
            "Envoyer les duplicatas des factures impayées avec la mention légale, et reprendre leur TVA dans la "
            "déclaration.",
        ),
        Words("The VAT that was paid stays a loss.", "La TVA acquittée reste perdue."),
    ),
}
"""Every kind of duty that has words; a kind without any is called by its own name."""


def duty_text(kind: str) -> DutyText:
    """Words of a kind of duty."""
    own = Words(kind[:1].upper() + kind[1:], kind[:1].upper() + kind[1:])
    return DUTY_TEXTS.get(kind) or POLICY_DUTIES.get(kind) or DutyText(own, Words("", ""), Words("", ""))


def request_text(duty: Duty) -> str:
    """A request of the insurer: its reference, the invoice where it names one, and the beginning of what is asked."""
    named = f"{duty.reference} ({duty.invoice})" if duty.invoice else duty.reference
    asked = duty.subject if len(duty.subject) <= _SHOWN_OF_A_REQUEST else f"{duty.subject[: _SHOWN_OF_A_REQUEST - 1]}…"
    return f"{named}, {asked}" if asked else named


def subject_of(duty: Duty, name: str, language: Language) -> str:
    """Whom and what a duty is about: the buyer by its name, the invoice, else the case."""
    if duty.kind == ANSWER_INSURER:
        return ", ".join(part for part in (name, request_text(duty)) if part)
    reference = "" if duty.invoice else reference_text(duty, language)
    parts = (name, duty.invoice and instalment(duty), reference)
    return ", ".join(part for part in parts if part)


def several(duty: Duty) -> str:
    """The invoices of a duty about several: the first ones, and how many more."""
    more = len(duty.invoices) - _SHOWN
    return ", ".join(duty.invoices[:_SHOWN]) + (f" (+{more})" if more > 0 else "")


def reference_text(duty: Duty, language: Language) -> str:
    """Case or period of a duty in words: the nature of proceedings is translated, and a day written as one."""
    if duty.invoices:
        return several(duty)
    if duty.kind == DECLARE_TURNOVER and duty.first_day != MISSING:
        first, _, zone = duty.reference.partition(" ")
        return f"{show_period(_period(first, duty.first_day - 1), language)} {zone}".rstrip()
    words, space, last = duty.reference.rpartition(" ")
    day = parse_day(last) if last[:1].isdigit() and last.count("-") == 2 else None
    if not isinstance(day, int):
        return duty.reference
    named = CHOICE_WORDS.get(words, words) if language == "fr" else words
    return named + space + show_day(day, language)


def _period(first: str, last: Day) -> str:
    began = parse_day(first)
    assert isinstance(began, int), "a declaration is told by the first day of its period"
    return name_of_days(began, last)


def instalment(duty: Duty) -> str:
    """Number of the invoice of a duty, with the rank of its instalment after the first."""
    return duty.invoice if duty.instalment == 1 else f"{duty.invoice}/{duty.instalment}"


def department(who: Department, language: Language) -> str:
    """A department in words."""
    return DEPARTMENTS[who].in_language(language)
