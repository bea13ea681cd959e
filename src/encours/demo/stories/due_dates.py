"""Late payers: the extension period, due dates moved, overdue reports, plans, and what stops deliveries."""

from __future__ import annotations

from encours.demo.days import on
from encours.demo.stories.account import Account
from encours.demo.stories.story import COVERED, NOT_COVERED, Story, story
from encours.facts.kinds import RepaymentPlan


def due_dates() -> tuple[Story, ...]:
    """Stories of duties kept and missed."""
    return (
        _stopped(),
        _before_the_stop(),
        _cured(),
        _trifle(),
        _handed_over(),
        _moved_alone(),
        _moved_with_consent(),
        _moved_within_authority(),
        _reported_in_time(),
        _never_reported(),
        _reported_late(),
        _late_report_waived(),
        _to_report_this_week(),
        _to_report_next_week(),
        _plan_alone(),
        _plan_agreed(),
        _suspended_for_declaration(),
        _suspended_for_premium(),
    )


def _stopped() -> Story:
    stopped = Account(1401, "Vannerie Toujoursplus SAS", sector="28.14")
    return story(
        stopped,
        stopped.limit("2024-06-24", 120_000),
        stopped.sale(1, "2026-01-12", 24_000),
        stopped.report("2026-04-13", rank=1),
        stopped.sale(2, "2026-05-27", 30_000),
        title=(
            "Delivered to a buyer who should have been stopped",
            "Livré à un acheteur qu'il fallait arrêter",
        ),
        tells=(
            "Its January invoice was more than 60 days overdue: no delivery after that is covered.",
            ("Sa facture de janvier avait plus de 60 jours de retard : aucune livraison suivante n'est couverte."),
        ),
        opens=2,
        states=NOT_COVERED,
    )


def _before_the_stop() -> Story:
    kept = Account(1402, "Vannerie Arrêtéeàtemps SAS", sector="28.14")
    return story(
        kept,
        kept.limit("2024-06-24", 120_000),
        kept.sale(1, "2026-01-12", 24_000),
        kept.report("2026-04-13", rank=1),
        kept.sale(2, "2026-04-27", 30_000),
        title=("Delivered before the stop", "Livré avant l'arrêt"),
        tells=(
            ("The same late payer; this delivery left within the extension period, and deliveries then stopped."),
            ("Le même retardataire ; cette livraison est partie dans le délai, puis les livraisons ont cessé."),
        ),
        opens=2,
        states=COVERED,
    )


def _cured() -> Story:
    cured = Account(1403, "Vannerie Repartie SAS", sector="28.14")
    return story(
        cured,
        cured.limit("2024-06-24", 120_000),
        cured.sale(1, "2025-12-08", 24_000),
        cured.report("2026-03-10", rank=1),
        cured.paid(1, "2026-05-04", 24_000),
        cured.sale(2, "2026-05-18", 30_000),
        title=("Paid up, and cover starts again", "Payé, et la garantie repart"),
        tells=(
            "The old overdue was paid on 4 May: the delivery of 18 May is covered again.",
            "Le vieil impayé a été réglé le 4 mai : la livraison du 18 est de nouveau couverte.",
        ),
        opens=2,
        states=COVERED,
    )


def _trifle() -> Story:
    trifle = Account(1404, "Vannerie Broutille SAS", sector="28.14")
    return story(
        trifle,
        trifle.limit("2024-06-24", 120_000),
        trifle.sale(1, "2026-01-12", 24_000),
        trifle.paid(1, "2026-03-16", 23_700),
        trifle.report("2026-04-13", rank=1),
        trifle.sale(2, "2026-05-27", 30_000),
        title=("A trifle stops nothing", "Une broutille n'arrête rien"),
        tells=(
            "300 euros have been left unpaid since March; the policy stops from 500.",
            "300 euros traînent depuis mars ; la police n'arrête qu'à partir de 500.",
        ),
        opens=2,
        states=COVERED,
    )


def _handed_over() -> Story:
    handed = Account(1405, "Vannerie Recouvrée SAS", sector="28.14")
    return story(
        handed,
        handed.limit("2024-06-24", 120_000),
        handed.sale(1, "2026-01-26", 36_000),
        handed.report("2026-04-24", rank=1),
        handed.handed_over("2026-05-06", rank=1),
        handed.sale(2, "2026-05-20", 12_000),
        title=("Delivered after the file was handed over", "Livré après la remise du dossier"),
        tells=(
            "The file went to the insurer's collectors on 6 May; the sales office had not heard.",
            "Le dossier est parti au recouvrement le 6 mai ; le service commercial l'ignorait.",
        ),
        opens=2,
        states=NOT_COVERED,
    )


def _moved_alone() -> Story:
    alone = Account(1406, "Malterie Bonprince SA", sector="11.06")
    return story(
        alone,
        alone.limit("2024-06-24", 80_000),
        alone.sale(1, "2026-03-16", 42_000),
        alone.moved(1, "2026-05-11", "2026-08-31"),
        title=("Due date moved too far, alone", "Échéance reportée trop loin, sans accord"),
        tells=(
            "Moved from May to the end of August without asking; the policy lets one grant 30 days.",
            "Reportée de mai à fin août sans demander ; la police permet d'en accorder 30.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _moved_with_consent() -> Story:
    asked = Account(1407, "Malterie Demandéavant SA", sector="11.06")
    return story(
        asked,
        asked.limit("2024-06-24", 80_000),
        asked.sale(1, "2026-03-16", 42_000),
        asked.consent("extension", "2026-05-07", rank=1, until="2026-08-31"),
        asked.moved(1, "2026-05-11", "2026-08-31"),
        title=(
            "The same move, with the insurer's consent",
            "Le même report, avec l'accord de l'assureur",
        ),
        tells=(
            "The insurer agreed in writing before the buyer was told.",
            "L'assureur avait consenti par écrit avant la réponse à l'acheteur.",
        ),
        opens=1,
        states=COVERED,
    )


def _moved_within_authority() -> Story:
    within = Account(1408, "Malterie Petitdélai SA", sector="11.06")
    return story(
        within,
        within.limit("2024-06-24", 80_000),
        within.sale(1, "2026-04-07", 33_600),
        within.moved(1, "2026-06-01", "2026-07-06"),
        title=("A short move within one's authority", "Un court report dans la faculté de l'assuré"),
        tells=(
            "Within the thirty days that the policy lets the company grant alone.",
            "Moins des trente jours que la police permet d'accorder seul.",
        ),
        opens=1,
        states=COVERED,
    )


def _reported_in_time() -> Story:
    timely = Account(1409, "Kvarn Itid AB", "SE", sector="10.61")
    return story(
        timely,
        timely.limit("2024-06-24", 70_000),
        timely.sale(1, "2026-01-07", 26_500),
        timely.report("2026-04-20", rank=1),
        title=("An overdue reported in time", "Un impayé déclaré à temps"),
        tells=(
            "Unpaid since March, reported in April: the file is in order and the waiting period runs.",
            ("Impayé depuis mars, déclaré en avril : le dossier est en règle et le délai de carence court."),
        ),
        opens=1,
        states=COVERED,
    )


def _never_reported() -> Story:
    never = Account(1410, "Mølle Aldrigmeldt ApS", "DK", sector="10.61")
    return story(
        never,
        never.limit("2024-06-24", 70_000),
        never.sale(1, "2025-12-09", 26_500),
        title=("An overdue never reported", "Un impayé jamais déclaré"),
        tells=(
            "Unpaid since February and nobody told the insurer.",
            "Impayé depuis février, et personne n'a prévenu l'assureur.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _reported_late() -> Story:
    late = Account(1411, "Mylly Myöhässä Oy", "FI", sector="10.61")
    return story(
        late,
        late.limit("2024-06-24", 70_000),
        late.sale(1, "2025-12-09", 26_500),
        late.report("2026-06-12", rank=1),
        title=("An overdue reported too late", "Un impayé déclaré trop tard"),
        tells=(
            "Reported in June, weeks after the last day.",
            "Déclaré en juin, des semaines après le dernier jour.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _late_report_waived() -> Story:
    waived = Account(1412, "Mylly Anteeksi Oy", "FI", sector="10.61")
    return story(
        waived,
        waived.limit("2024-06-24", 70_000),
        waived.sale(1, "2025-12-09", 26_500),
        waived.report("2026-06-12", rank=1),
        waived.consent("late notice", "2026-06-19", rank=1),
        title=("A late report forgiven", "Une déclaration tardive pardonnée"),
        tells=(
            "The same lateness, waived by the insurer in writing.",
            "Le même retard, dont l'assureur a dispensé par écrit.",
        ),
        opens=1,
        states=COVERED,
    )


def _to_report_this_week() -> Story:
    urgent = Account(1417, "Minoterie Dernièresemaine SAS", sector="10.61")
    return story(
        urgent,
        urgent.limit("2024-06-24", 70_000),
        urgent.sale(1, "2026-02-06", 34_800, due="2026-04-09"),
        title=("An overdue to report within eight days", "Un impayé à déclarer sous huit jours"),
        tells=(
            "Unpaid since 9 April and not reported yet; covered, and lost after 8 July if it is not reported.",
            (
                "Impayée depuis le 9 avril et pas encore déclarée ; garantie, et perdue après le 8 juillet "
                "sans déclaration."
            ),
        ),
        opens=1,
        states=COVERED,
    )


def _to_report_next_week() -> Story:
    waiting = Account(1418, "Mühle Nochzeit GmbH", "DE", sector="10.61")
    return story(
        waiting,
        waiting.limit("2024-06-24", 70_000),
        waiting.sale(1, "2026-02-12", 28_700, due="2026-04-14"),
        title=("An overdue to report within two weeks", "Un impayé à déclarer sous deux semaines"),
        tells=(
            "Unpaid since 14 April: the insurer must hear of it by 13 July.",
            "Impayée depuis le 14 avril : l'assureur doit l'apprendre au plus tard le 13 juillet.",
        ),
        opens=1,
        states=COVERED,
    )


def _plan_to_december(account: Account) -> RepaymentPlan:
    return RepaymentPlan(
        buyer=account.code,
        agreed_on=on("2026-05-18"),
        first_instalment_on=on("2026-06-15"),
        last_instalment_on=on("2026-12-15"),
    )


def _plan_alone() -> Story:
    alone = Account(1413, "Presse à Crédit SARL", sector="18.11")

    return story(
        alone,
        alone.limit("2024-06-24", 60_000),
        alone.sale(1, "2026-02-17", 25_200),
        _plan_to_december(alone),
        alone.moved(1, "2026-05-18", "2026-12-15"),
        alone.report("2026-05-20"),
        title=("A repayment plan granted alone", "Un plan de remboursement accordé seul"),
        tells=(
            "Seven instalments to December, without asking the insurer.",
            "Sept échéances jusqu'en décembre, sans demander à l'assureur.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _plan_agreed() -> Story:
    agreed = Account(1414, "Presse d'Accord SARL", sector="18.11")

    return story(
        agreed,
        agreed.limit("2024-06-24", 60_000),
        agreed.sale(1, "2026-02-17", 25_200),
        agreed.consent("repayment plan", "2026-05-15", until="2026-12-15"),
        agreed.consent("extension", "2026-05-15", rank=1, until="2026-12-15"),
        _plan_to_december(agreed),
        agreed.moved(1, "2026-05-18", "2026-12-15"),
        agreed.report("2026-05-20"),
        title=("The same plan, with consent", "Le même plan, avec accord"),
        tells=(
            "Asked first: the invoice keeps its cover while the plan is kept.",
            "Demandé d'abord : la facture garde sa garantie tant que le plan est tenu.",
        ),
        opens=1,
        states=COVERED,
    )


def _suspended_for_declaration() -> Story:
    declared = Account(1415, "Glasfabrik Herbstpause GmbH", "DE", sector="23.13")
    return story(
        declared,
        declared.limit("2024-06-24", 90_000),
        declared.sale(1, "2025-09-24", 29_800),
        declared.paid(1, "2025-12-15", 9_800),
        declared.report("2025-12-18", rank=1),
        title=(
            "Delivered while a late declaration suspended the policy",
            "Livré pendant la suspension pour déclaration tardive",
        ),
        tells=(
            (
                "The turnover of spring 2025 was declared in October. Thirty days after the registered "
                "letter, deliveries were uninsured."
            ),
            (
                "Le chiffre d'affaires du printemps 2025 a été déclaré en octobre. Trente jours après la"
                " lettre recommandée, les livraisons n'étaient plus assurées."
            ),
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _suspended_for_premium() -> Story:
    premium = Account(1416, "Glasfabrik Winterpause GmbH", "DE", sector="23.13")
    return story(
        premium,
        premium.limit("2024-06-24", 90_000),
        premium.sale(1, "2026-02-25", 24_600, terms=90),
        premium.paid(1, "2026-05-29", 4_600),
        title=(
            "Delivered while a late premium suspended the policy",
            "Livré pendant la suspension pour prime impayée",
        ),
        tells=(
            "The January premium was paid on 27 February 2026, four days too late.",
            "La prime de janvier a été payée le 27 février 2026, quatre jours trop tard.",
        ),
        opens=1,
        states=NOT_COVERED,
    )
