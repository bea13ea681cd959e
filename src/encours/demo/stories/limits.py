"""Has the limit room? Limits granted, filled, raised, cut, withdrawn, expired."""

from __future__ import annotations

from encours.demo.stories.account import Account
from encours.demo.stories.story import COVERED, NOT_COVERED, OVER_LIMIT, Story, story


def limits() -> tuple[Story, ...]:
    """Stories of room in the limit, and of its changes."""
    return (
        _over_limit(),
        _partly_within(),
        _payment_makes_room(),
        _own_limit(),
        _limit_in_dollars(),
        _raised(),
        _cut(),
        _within_notice(),
        _after_withdrawal(),
        _expired(),
        _temporary(),
        _order_in_hand(),
    )


def _over_limit() -> Story:
    over = Account(1201, "Chantiers Débordants SAS", sector="42.91")
    return story(
        over,
        over.limit("2024-06-24", 50_000),
        over.sale(1, "2026-04-21", 60_000),
        over.sale(2, "2026-05-21", 30_000),
        title=("Over the limit", "En dépassement"),
        tells=(
            "The older invoice fills the limit of 50,000 euros; the younger finds no room.",
            ("La plus ancienne remplit l'agrément de 50 000 euros ; la suivante n'y trouve plus de place."),
        ),
        opens=2,
        states=OVER_LIMIT,
    )


def _partly_within() -> Story:
    part = Account(1202, "Werft Halbvoll GmbH", "DE", sector="30.11")
    return story(
        part,
        part.limit("2024-06-24", 60_000),
        part.sale(1, "2026-05-05", 42_000),
        part.sale(2, "2026-05-26", 40_000),
        title=("Partly within the limit", "En partie dans l'agrément"),
        tells=(
            "18,000 euros of room were left for an invoice of 40,000.",
            "Il restait 18 000 euros de place pour une facture de 40 000.",
        ),
        opens=2,
        states=(OVER_LIMIT, COVERED),
    )


def _payment_makes_room() -> Story:
    slides = Account(1203, "Astillero Turnofeliz S.A.", "ES", sector="30.11")
    return story(
        slides,
        slides.limit("2024-06-24", 60_000),
        slides.sale(1, "2026-04-06", 55_000),
        slides.sale(2, "2026-05-11", 48_000),
        slides.paid(1, "2026-06-08", 55_000),
        title=("A payment makes room", "Un règlement libère la place"),
        tells=(
            "Over limit until 8 June; once the older invoice was paid, the younger slid into cover.",
            "En dépassement jusqu'au 8 juin ; l'ancienne payée, la suivante glisse dans l'agrément.",
        ),
        opens=2,
        states=COVERED,
    )


def _own_limit() -> Story:
    own = Account(1204, "Papierfabriek Eigenrisico B.V.", "NL", sector="17.12")
    return story(
        own,
        own.limit("2024-06-24", 40_000),
        own.own_limit("2025-11-03", 90_000),
        own.sale(1, "2026-05-13", 68_000),
        title=("The company's own limit is higher", "Une limite interne plus haute"),
        tells=(
            ("The company chose to sell up to 90,000 euros, 40,000 of them insured: the rest is its own risk."),
            ("L'entreprise a choisi d'aller à 90 000 euros, dont 40 000 garantis : le reste est à ses risques."),
        ),
        opens=1,
        states=(COVERED, OVER_LIMIT),
    )


def _limit_in_dollars() -> Story:
    dollars = Account(1205, "Imaginary Creek Utilities LLC", "US", "USD", sector="36.00")
    return story(
        dollars,
        dollars.limit("2024-06-24", 80_000, currency="USD"),
        dollars.sale(1, "2026-05-18", 95_000),
        title=("A limit in dollars", "Un agrément en dollars"),
        tells=(
            "Limit and invoice are both in dollars: 15,000 of them are over.",
            "Agrément et facture sont en dollars : 15 000 dépassent.",
        ),
        opens=1,
        states=(COVERED, OVER_LIMIT),
    )


def _raised() -> Story:
    raised = Account(1206, "Aciérie Grandie SA", sector="24.10")
    return story(
        raised,
        raised.limit("2024-06-24", 40_000),
        raised.sale(1, "2026-05-04", 84_000),
        raised.asks("2026-05-20", 100_000, answered="2026-06-02"),
        raised.limit("2026-06-02", 100_000, request="D-1206-2026-05-20"),
        title=("A raised limit lifts the open balance", "Une augmentation relève l'encours ouvert"),
        tells=(
            ("Asked for after the delivery, granted in June: this policy lets it cover what is already open."),
            ("Demandée après la livraison, accordée en juin : cette police lui fait couvrir l'encours déjà ouvert."),
        ),
        opens=1,
        states=COVERED,
    )


def _cut() -> Story:
    cut = Account(1207, "Tuilerie Réduite SA", sector="23.32")
    return story(
        cut,
        cut.limit("2024-06-24", 100_000),
        cut.sale(1, "2026-04-14", 72_000),
        cut.limit("2026-04-20", 30_000, outcome="reduced", notified="2026-04-21", effective="2026-05-21"),
        cut.sale(2, "2026-06-02", 18_000),
        title=("A cut runs off on the balance", "Une réduction s'écoule sur l'encours"),
        tells=(
            "Cut to 30,000 euros with notice. Older debt still fills it: the new delivery gets nothing.",
            (
                "Réduite à 30 000 euros avec préavis. L'ancien encours la remplit encore : la nouvelle "
                "livraison n'a rien."
            ),
        ),
        opens=2,
        states=OVER_LIMIT,
    )


def _within_notice() -> Story:
    notice = Account(1208, "Zuckerfabrik Galgenfrist AG", "AT", sector="10.81")
    return story(
        notice,
        notice.limit("2024-06-24", 80_000),
        notice.limit("2026-05-18", 0, outcome="withdrawn", notified="2026-05-19", effective="2026-06-18"),
        notice.sale(1, "2026-06-10", 34_500),
        title=("Delivered while the notice runs", "Livré pendant le préavis"),
        tells=(
            ("Withdrawal notified on 19 May, effective on 18 June: a delivery of 10 June is still covered."),
            ("Résiliation notifiée le 19 mai, à effet du 18 juin : une livraison du 10 juin est encore couverte."),
        ),
        opens=1,
        states=COVERED,
    )


def _after_withdrawal() -> Story:
    withdrawn = Account(1209, "Zuckerfabrik Schlussaus AG", "AT", sector="10.81")
    return story(
        withdrawn,
        withdrawn.limit("2024-06-24", 80_000),
        withdrawn.limit("2026-04-20", 0, outcome="withdrawn", notified="2026-04-20", effective="2026-05-20"),
        withdrawn.sale(1, "2026-05-27", 22_000),
        title=("Delivered after the withdrawal", "Livré après la résiliation"),
        tells=(
            ("The notice had run out a week before. A withdrawn buyer does not fall back into the discretionary zone."),
            ("Le préavis était échu depuis une semaine. Un acheteur résilié ne retombe pas en zone discrétionnaire."),
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _expired() -> Story:
    expired = Account(1210, "Vinařství Dočasné s.r.o.", "CZ", sector="11.02")
    return story(
        expired,
        expired.limit("2024-06-24", 25_000),
        expired.limit("2026-01-12", 90_000, expires="2026-04-30"),
        expired.sale(1, "2026-05-12", 61_000),
        title=("A temporary limit has expired", "Un agrément temporaire est expiré"),
        tells=(
            "90,000 euros until 30 April; delivered in May, only the 25,000 of before are left.",
            "90 000 euros jusqu'au 30 avril ; livré en mai, restent les 25 000 d'avant.",
        ),
        opens=1,
        states=(OVER_LIMIT, COVERED),
    )


def _temporary() -> Story:
    temporary = Account(1211, "Vinařství Právěvčas s.r.o.", "CZ", sector="11.02")
    return story(
        temporary,
        temporary.limit("2024-06-24", 25_000),
        temporary.limit("2026-01-12", 90_000, expires="2026-04-30"),
        temporary.sale(1, "2026-04-30", 61_000, terms=90),
        title=(
            "Delivered on the last day of a temporary limit",
            "Livré le dernier jour d'un agrément temporaire",
        ),
        tells=(
            "What was delivered within it stays covered after it ends.",
            "Ce qui a été livré pendant sa durée reste couvert après son terme.",
        ),
        opens=1,
        states=COVERED,
    )


def _order_in_hand() -> Story:
    ordered = Account(1212, "Raffinaderij Oudeorder NV", "BE", sector="20.14")
    return story(
        ordered,
        ordered.limit("2024-06-24", 70_000),
        ordered.limit("2026-04-07", 0, outcome="withdrawn", notified="2026-04-07", effective="2026-05-07"),
        ordered.sale(1, "2026-05-20", 41_000, ordered="2026-03-16"),
        title=(
            "A binding order taken before the withdrawal",
            "Une commande ferme prise avant la résiliation",
        ),
        tells=(
            ("The order came before the notice: the clause on orders in hand carries its delivery for three months."),
            (
                "La commande précède la notification : la clause des ordres à livrer porte sa livraison "
                "pendant trois mois."
            ),
        ),
        opens=1,
        states=COVERED,
    )
