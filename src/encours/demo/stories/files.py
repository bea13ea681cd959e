"""The file of an unpaid invoice: handed over, declared in the proceedings, or not, or too late."""

from __future__ import annotations

from encours.demo.days import on
from encours.demo.stories.account import Account
from encours.demo.stories.story import COVERED, NOT_COVERED, Story, story
from encours.facts.kinds import ClaimEvent

COURT = "Tribunal fictif de Valbrume"


def files() -> tuple[Story, ...]:
    """Stories of the steps that an unpaid invoice's file must take."""
    return (_handed_over_in_time(), _handed_over_late(), _declared(), _not_declared())


def _handed_over_in_time() -> Story:
    timely = Account(1419, "Cristalleria Puntuale S.r.l.", "IT", sector="23.13")
    return story(
        timely,
        timely.limit("2024-06-24", 60_000),
        timely.sale(1, "2025-10-06", 31_400),
        timely.report("2026-02-16", rank=1),
        timely.handed_over("2026-05-20", rank=1),
        timely.asked(
            "2026-05-26",
            "Bons de livraison signés de la facture et relevé du compte",
            by="2026-06-10",
            answered="2026-06-08",
        ),
        title=("A file handed over in time", "Un dossier transmis à temps"),
        tells=(
            (
                "Unpaid since December, reported in February, handed over in May, and what the insurer asked for was "
                "sent in time: the file is in order."
            ),
            (
                "Impayée depuis décembre, déclarée en février, transmise en mai, et les pièces demandées par "
                "l'assureur envoyées à temps : le dossier est en règle."
            ),
        ),
        opens=1,
        states=COVERED,
    )


def _handed_over_late() -> Story:
    late = Account(1420, "Cristalleria Tardiva S.r.l.", "IT", sector="23.13")
    return story(
        late,
        late.limit("2024-06-24", 60_000),
        late.sale(1, "2025-10-06", 27_600),
        late.report("2026-02-16", rank=1),
        late.handed_over("2026-06-18", rank=1),
        title=("A file handed over too late", "Un dossier transmis trop tard"),
        tells=(
            "The same invoice, reported in time, but its file left in June, after its last day.",
            "La même facture, déclarée à temps, mais son dossier est parti en juin, après le dernier jour.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _declared() -> Story:
    declared = Account(1421, "Reliure Déclarée SARL", sector="18.14")
    return story(
        declared,
        declared.limit("2024-06-24", 60_000),
        declared.sale(1, "2026-01-26", 40_800),
        declared.insolvency("liquidation", "2026-03-10", "2026-03-20", COURT),
        declared.report("2026-04-09", rank=1),
        declared.handed_over("2026-04-09", rank=1),
        ClaimEvent(buyer=declared.code, event="claim declared", happened_on=on("2026-05-20")),
        declared.asked("2026-06-15", "Relevé du compte au jour du jugement et état des sûretés", by="2026-07-06"),
        title=("A claim declared on the last day", "Une créance déclarée le dernier jour"),
        tells=(
            (
                "The liquidation was published on 20 March; the claim was declared on 20 May, two months later. The "
                "insurer now asks for the account, by 6 July."
            ),
            (
                "La liquidation a été publiée le 20 mars ; la créance a été déclarée le 20 mai, deux mois après. "
                "L'assureur demande le relevé du compte, au plus tard le 6 juillet."
            ),
        ),
        opens=1,
        states=COVERED,
    )


def _not_declared() -> Story:
    forgotten = Account(1422, "Reliure Oubliée SARL", sector="18.14")
    return story(
        forgotten,
        forgotten.limit("2024-06-24", 60_000),
        forgotten.sale(1, "2026-01-26", 37_200),
        forgotten.insolvency("liquidation", "2026-03-10", "2026-03-20", COURT),
        forgotten.report("2026-04-09", rank=1),
        forgotten.handed_over("2026-04-09", rank=1),
        title=("A claim never declared", "Une créance jamais déclarée"),
        tells=(
            "The same liquidation, and nobody declared the claim: the debt is lost in it, and its cover with it.",
            "La même liquidation, et personne n'a déclaré la créance : elle y est perdue, et sa garantie avec elle.",
        ),
        opens=1,
        states=NOT_COVERED,
    )
