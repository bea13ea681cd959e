"""Who the buyer is: classes the policy leaves out, sanctions, news, insolvency."""

from __future__ import annotations

from encours.demo.days import on
from encours.demo.stories.account import Account
from encours.demo.stories.story import COVERED, NEEDS_INFORMATION, NOT_COVERED, OUTSIDE, Story, story
from encours.facts.kinds import RepaymentPlan, SanctionHit
from encours.units import NEVER


def buyers() -> tuple[Story, ...]:
    """Stories of the buyer itself."""
    return (
        _private_person(),
        _public_buyer(),
        _related_company(),
        _excluded_by_name(),
        _insolvent_at_inception(),
        _rescheduled_at_inception(),
        _overdue_at_inception(),
        _sanction_undecided(),
        _sanction_cleared(),
        _sanction_confirmed(),
        _bad_news(),
        _bad_news_cleared(),
        _before_judgment(),
        _after_judgment(),
        _insolvent_abroad(),
    )


def _hit(account: Account, decision: str, decided: str) -> SanctionHit:
    return SanctionHit(
        buyer=account.code,
        list_name="Registre fictif des gels",
        hit_on=on("2026-05-04"),
        decision=decision,
        decided_on=on(decided) if decided else NEVER,
    )


def _private_person() -> Story:
    person = Account(1101, "Monsieur Personne, propriétaire d'un moulin", sector="", company=False)
    return story(
        person,
        person.sale(1, "2026-05-27", 8_400),
        title=("A private person", "Un particulier"),
        tells=(
            "The policy insures sales to businesses only.",
            "La police n'assure que les ventes à des professionnels.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _public_buyer() -> Story:
    town = Account(1102, "Commune de Saint-Nulle-Part", sector="84.11")
    return story(
        town,
        town.registered(public=1),
        town.sale(1, "2026-05-05", 64_800, terms=30),
        title=("A public buyer", "Un acheteur public"),
        tells=(
            "A town does not go bankrupt: public bodies are excluded.",
            "Une commune ne fait pas faillite : les organismes publics sont exclus.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _related_company() -> Story:
    sister = Account(1103, "Valbrume Pumps of America Inc.", "US", "USD", sector="46.69")
    return story(
        sister,
        sister.registered(related=1),
        sister.limit("2024-06-24", 100_000),
        sister.sale(1, "2026-05-07", 118_000),
        title=("A related company", "Une société liée"),
        tells=(
            "Sales to the company's own American subsidiary are excluded, in dollars or not.",
            "Les ventes à la filiale américaine du groupe sont exclues, en dollars ou non.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _excluded_by_name() -> Story:
    named = Account(1104, "Hydro-Exclue Participations SA", sector="28.13")
    return story(
        named,
        named.sale(1, "2026-05-22", 19_200),
        title=("Excluded by name", "Exclu nommément"),
        tells=(
            "The schedule leaves this buyer out by name.",
            "Les conditions particulières excluent cet acheteur nommément.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _insolvent_at_inception() -> Story:
    fallen = Account(1114, "Filature Déjàtombée SAS", sector="13.10")
    return story(
        fallen,
        fallen.insolvency("safeguard", "2024-03-12", "2024-03-20", "Tribunal fictif de Valbrume"),
        fallen.limit("2024-06-24", 20_000),
        fallen.sale(1, "2026-05-13", 9_600),
        title=("Insolvent before the policy began", "En procédure avant la prise d'effet"),
        tells=(
            "Safeguard proceedings were open at inception: the policy never took this buyer.",
            "Une sauvegarde était ouverte à la prise d'effet : la police n'a jamais pris cet acheteur.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _rescheduled_at_inception() -> Story:
    rescheduled = Account(1115, "Filature Déjàétalée SAS", sector="13.10")
    return story(
        rescheduled,
        RepaymentPlan(
            buyer=rescheduled.code,
            agreed_on=on("2024-02-05"),
            first_instalment_on=on("2024-03-01"),
            last_instalment_on=on("2024-12-01"),
        ),
        rescheduled.limit("2024-06-24", 40_000),
        rescheduled.sale(1, "2026-05-13", 14_400),
        title=("Rescheduled before the policy began", "Étalé avant la prise d'effet"),
        tells=(
            "A repayment plan agreed five months before inception: excluded within twelve.",
            "Un plan accordé cinq mois avant la prise d'effet : exclu dans les douze mois.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _overdue_at_inception() -> Story:
    behind = Account(1105, "Filature Déjàtard SAS", sector="13.10")
    return story(
        behind,
        behind.limit("2024-07-22", 60_000),
        behind.sale(1, "2024-02-12", 27_600),
        behind.sale(2, "2024-09-11", 18_000),
        behind.report("2024-12-02"),
        title=("In arrears when the policy began", "Déjà en retard à la prise d'effet"),
        tells=(
            ("Its invoice of February 2024 was long overdue at inception: the policy takes no sale to such a buyer."),
            (
                "Sa facture de février 2024 était en retard à la prise d'effet : la police ne prend "
                "aucune vente à un tel acheteur."
            ),
        ),
        opens=2,
        states=OUTSIDE,
    )


def _sanction_undecided() -> Story:
    undecided = Account(1106, "Peut-être Maritime Ltd", "IE", sector="50.20")
    return story(
        undecided,
        undecided.limit("2024-06-24", 60_000),
        _hit(undecided, "undecided", ""),
        undecided.sale(1, "2026-05-14", 23_900),
        title=("A sanctions hit nobody decided", "Une alerte sanctions à trancher"),
        tells=(
            "The name resembles a listed one; until a person decides, nothing can be said.",
            "Le nom ressemble à un nom listé ; tant que personne ne tranche, on ne peut rien dire.",
        ),
        opens=1,
        states=NEEDS_INFORMATION,
    )


def _sanction_cleared() -> Story:
    cleared = Account(1107, "Homonyme Marine AB", "SE", sector="50.20")
    return story(
        cleared,
        cleared.limit("2024-06-24", 60_000),
        _hit(cleared, "cleared", "2026-05-06"),
        cleared.sale(1, "2026-05-14", 23_900),
        title=("A sanctions hit cleared", "Une alerte sanctions levée"),
        tells=(
            "Only a namesake: cleared two days later, the sale is covered.",
            "Un simple homonyme : alerte levée deux jours après, la vente est couverte.",
        ),
        opens=1,
        states=COVERED,
    )


def _sanction_confirmed() -> Story:
    confirmed = Account(1108, "Listed Elsewhere Trading Pte. Ltd.", "SG", "USD", sector="46.90")
    return story(
        confirmed,
        confirmed.limit("2024-06-24", 60_000),
        _hit(confirmed, "confirmed", "2026-05-08"),
        confirmed.sale(1, "2026-04-20", 31_500),
        title=("A sanctions match confirmed", "Une sanction confirmée"),
        tells=(
            "Confirmed after delivery: sanctions are tested again today, and refuse.",
            "Confirmée après la livraison : les sanctions se vérifient encore aujourd'hui, et refusent.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _bad_news() -> Story:
    warned = Account(1109, "Fonderie Mauvaisbruit SAS", sector="24.51")
    return story(
        warned,
        warned.limit("2024-06-24", 90_000),
        warned.adverse("2026-04-16", "Chèques revenus impayés chez un confrère"),
        warned.sale(1, "2026-04-28", 32_400),
        title=("Bad news known before delivery", "Une mauvaise nouvelle connue avant la livraison"),
        tells=(
            "The company knew of bounced cheques and delivered all the same.",
            "L'entreprise connaissait des chèques impayés et a livré tout de même.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _bad_news_cleared() -> Story:
    relieved = Account(1110, "Fonderie Bruitdémenti SAS", sector="24.51")
    return story(
        relieved,
        relieved.limit("2024-06-24", 90_000),
        relieved.adverse("2026-03-10", "Rumeur de cessation des paiements", cleared="2026-04-02"),
        relieved.sale(1, "2026-04-28", 32_400),
        title=("Bad news cleared in time", "Une mauvaise nouvelle démentie à temps"),
        tells=(
            "The rumour was denied in writing before the next delivery.",
            "La rumeur a été démentie par écrit avant la livraison suivante.",
        ),
        opens=1,
        states=COVERED,
    )


def _before_judgment() -> Story:
    before = Account(1111, "Imprimerie Avantjugement SA", sector="18.12")
    return story(
        before,
        before.limit("2024-06-24", 120_000),
        before.sale(1, "2026-04-09", 57_600),
        before.insolvency("reorganisation", "2026-06-04", "2026-06-14", "Tribunal fictif de Valbrume"),
        before.report("2026-06-16"),
        title=("Delivered before the judgment", "Livré avant le jugement"),
        tells=(
            ("Reorganisation opened on 4 June 2026: what was delivered before stays covered, a claim begins."),
            ("Redressement ouvert le 4 juin 2026 : ce qui était livré reste couvert, un sinistre commence."),
        ),
        opens=1,
        states=COVERED,
    )


def _after_judgment() -> Story:
    after = Account(1112, "Imprimerie Aprèsjugement SA", sector="18.12")
    return story(
        after,
        after.limit("2024-06-24", 120_000),
        after.insolvency("liquidation", "2026-05-12", "2026-05-22", "Tribunal fictif de Valbrume"),
        after.sale(1, "2026-05-19", 28_800),
        title=("Delivered after the judgment", "Livré après le jugement"),
        tells=(
            "One week after the liquidation was opened, one more lorry left.",
            "Une semaine après l'ouverture de la liquidation, un camion de plus est parti.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _insolvent_abroad() -> Story:
    foreign = Account(1113, "Molino Caduto S.r.l.", "IT", sector="10.61")
    return story(
        foreign,
        foreign.limit("2024-06-24", 80_000),
        foreign.sale(1, "2026-03-04", 36_200, terms=90),
        foreign.insolvency("foreign", "2026-05-27", "2026-06-03", "Tribunale fittizio"),
        foreign.report("2026-06-08"),
        title=("Insolvency abroad", "Procédure à l'étranger"),
        tells=(
            "An Italian mill fails; the delivery of March stays covered.",
            "Un moulin italien tombe ; la livraison de mars reste couverte.",
        ),
        opens=1,
        states=COVERED,
    )
