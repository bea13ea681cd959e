"""What the insured may decide alone: the discretionary zone, its evidence, and blind cover."""

from __future__ import annotations

from encours.demo.stories.account import Account
from encours.demo.stories.story import COVERED, OVER_LIMIT, Story, story


def own_authority() -> tuple[Story, ...]:
    """Stories of buyers on whom no limit was asked."""
    return (
        _good_report(),
        _stale_report(),
        _weak_score(),
        _above_the_ceiling(),
        _payment_experience(),
        _blind(),
    )


def _good_report() -> Story:
    good = Account(1301, "Conserverie Bonnenote SARL", sector="10.39")
    return story(
        good,
        good.credit_report("2026-03-02", 68),
        good.sale(1, "2026-05-19", 16_800),
        title=("Trusted on a credit report", "Accepté sur un rapport de crédit"),
        tells=(
            (
                "No limit was asked: a report of 68 out of 100, under six months old, is enough in the "
                "discretionary zone."
            ),
            ("Aucun agrément demandé : un rapport à 68 sur 100, de moins de six mois, suffit en zone discrétionnaire."),
        ),
        opens=1,
        states=COVERED,
    )


def _stale_report() -> Story:
    stale = Account(1302, "Conserverie Vieuxrapport SARL", sector="10.39")
    return story(
        stale,
        stale.credit_report("2025-09-01", 68),
        stale.sale(1, "2026-05-19", 16_800),
        title=("The credit report is too old", "Le rapport est trop vieux"),
        tells=(
            ("The same score, eight months old on the day of delivery: only the blind cover of 3,000 euros is left."),
            (
                "La même note, vieille de huit mois au jour de la livraison : ne reste que la garantie "
                "aveugle de 3 000 euros."
            ),
        ),
        opens=1,
        states=(OVER_LIMIT, COVERED),
    )


def _weak_score() -> Story:
    weak = Account(1303, "Conserverie Faiblenote SARL", sector="10.39")
    return story(
        weak,
        weak.credit_report("2026-03-02", 41),
        weak.sale(1, "2026-05-19", 16_800),
        title=("The score is too low", "La note est trop basse"),
        tells=(
            "41 out of 100 where the policy asks for 50: only the blind cover of 3,000 euros is left.",
            "41 sur 100 quand la police demande 50 : ne reste que la garantie aveugle de 3 000 euros.",
        ),
        opens=1,
        states=(OVER_LIMIT, COVERED),
    )


def _above_the_ceiling() -> Story:
    above = Account(1304, "Tejo Acima do Tecto Lda.", "PT", sector="36.00")
    return story(
        above,
        above.credit_report("2026-03-02", 74),
        above.sale(1, "2026-05-06", 14_000),
        above.sale(2, "2026-06-03", 17_500),
        title=("Above the discretionary ceiling", "Au-dessus du plafond discrétionnaire"),
        tells=(
            "Well rated, but the zone ends at 20,000 euros: above it a limit must be asked.",
            "Bien noté, mais la zone s'arrête à 20 000 euros : au-delà, il faut un agrément.",
        ),
        opens=2,
        states=(OVER_LIMIT, COVERED),
    )


def _payment_experience() -> Story:
    paid = Account(1305, "Fromagerie Longueamitié SARL", sector="10.51")
    return story(
        paid,
        paid.sale(1, "2025-11-04", 12_000),
        paid.paid(1, "2026-01-05", 12_000),
        paid.sale(2, "2026-02-10", 9_600),
        paid.paid(2, "2026-04-13", 9_600),
        paid.sale(3, "2026-05-27", 18_000),
        title=("Trusted on payment experience", "Accepté sur l'expérience de paiement"),
        tells=(
            (
                "It has owed and paid at most 12,000 euros with VAT, 10,000 without: that is how far it may be "
                "trusted without a report."
            ),
            ("Il a dû et payé au plus 12 000 euros avec la TVA, 10 000 sans : la confiance sans rapport va jusque-là."),
        ),
        opens=3,
        states=(COVERED, OVER_LIMIT),
    )


def _blind() -> Story:
    small = Account(1306, "Serres du Petitmontant SARL", sector="01.13")
    return story(
        small,
        small.sale(1, "2026-05-28", 2_880),
        title=("Blind cover for a small sum", "Une petite somme en aveugle"),
        tells=(
            ("Nothing asked, nothing known: up to 3,000 euros the policy covers blind, at a lower percentage."),
            ("Rien demandé, rien su : jusqu'à 3 000 euros la police couvre en aveugle, à une quotité moindre."),
        ),
        opens=1,
        states=COVERED,
    )
