"""Limits refused, asked for or forgotten, conditional, topped up by a second layer, shared by a group."""

from __future__ import annotations

from encours.demo.days import on
from encours.demo.stories.account import TOP_UP, TOPPED_UP, Account
from encours.demo.stories.story import COVERED, NOT_COVERED, OVER_LIMIT, Story, story
from encours.facts.kinds import Evidence, LimitAppeal
from encours.units import NEVER


def refusals() -> tuple[Story, ...]:
    """Stories of limits refused, missing, conditional or in several hands."""
    return (
        _refused(),
        _increase_refused(),
        _request_pending(),
        _never_asked(),
        _entered_late(),
        _condition_unmet(),
        _condition_met(),
        _topped_up(),
        _top_up_follows_down(),
        _group_first(),
        _group_second(),
    )


def _refused() -> Story:
    refused = Account(1213, "Plomberie Refusée SARL", sector="43.22")
    return story(
        refused,
        refused.asks("2026-03-02", 30_000, answered="2026-03-09"),
        refused.limit("2026-03-09", 0, outcome="refused", request="D-1213-2026-03-02"),
        LimitAppeal(
            decision="G-1213-2026-03-09",
            appealed_on=on("2026-03-12"),
            answered_on=on("2026-03-26"),
            outcome="Refus maintenu",
        ),
        refused.sale(1, "2026-05-15", 13_800),
        title=("A refused buyer", "Un acheteur refusé"),
        tells=(
            ("Refused, appealed, refused again; delivered all the same. No discretionary zone for a refused buyer."),
            (
                "Refusé, contesté, refusé encore ; livré tout de même. Pas de zone discrétionnaire pour "
                "un acheteur refusé."
            ),
        ),
        opens=1,
        states=OVER_LIMIT,
    )


def _increase_refused() -> Story:
    increase = Account(1214, "Saline Refuséplus SA", sector="08.93")
    return story(
        increase,
        increase.limit("2024-06-24", 45_000),
        increase.asks("2026-04-07", 90_000, answered="2026-04-15"),
        increase.limit("2026-04-15", 45_000, outcome="increase refused", request="D-1214-2026-04-07"),
        increase.own_limit("2026-04-20", 60_000),
        LimitAppeal(decision="G-1214-2026-04-15", appealed_on=on("2026-06-22"), answered_on=NEVER),
        increase.sale(1, "2026-05-12", 78_000),
        title=(
            "A refused increase leaves the old limit",
            "Une augmentation refusée laisse l'ancien agrément",
        ),
        tells=(
            (
                "Asked for 90,000 euros, kept at 45,000: nothing is lost but the increase. The appeal waits, and the "
                "company's own limit of 60,000 is exceeded."
            ),
            (
                "90 000 euros demandés, 45 000 maintenus : rien n'est perdu que l'augmentation. Le recours attend, et "
                "la limite interne de 60 000 est dépassée."
            ),
        ),
        opens=1,
        states=(COVERED, OVER_LIMIT),
    )


def _request_pending() -> Story:
    pending = Account(1215, "Brennerei Wartezimmer GmbH", "DE", sector="11.01")
    return story(
        pending,
        pending.limit("2024-06-24", 30_000),
        pending.asks("2026-06-18", 75_000),
        pending.sale(1, "2026-06-16", 66_000),
        title=("A request not yet answered", "Une demande sans réponse"),
        tells=(
            "The increase is asked for; until it is granted the excess is the company's own.",
            "L'augmentation est demandée ; tant qu'elle n'est pas accordée, l'excédent est à charge.",
        ),
        opens=1,
        states=(OVER_LIMIT, COVERED),
    )


def _never_asked() -> Story:
    unasked = Account(1216, "Hutnia Bezlimitu S.A.", "PL", sector="24.10")
    return story(
        unasked,
        unasked.sale(1, "2026-05-25", 72_000),
        title=("No limit was ever asked for", "Aucun agrément n'a été demandé"),
        tells=(
            "A large first order, no limit, no credit report: only blind cover, 3,000 euros of it.",
            ("Une grosse première commande, sans agrément ni rapport : seule la garantie aveugle, soit 3 000 euros."),
        ),
        opens=1,
        states=(OVER_LIMIT, COVERED),
    )


def _entered_late() -> Story:
    late = Account(1217, "Ciment de Nulle-Rive SARL", "SN", sector="23.51")
    return story(
        late,
        late.limit("2026-04-13", 60_000, known="2026-05-29"),
        late.sale(1, "2026-05-19", 37_500, terms=90),
        title=("A decision entered late", "Une décision saisie en retard"),
        tells=(
            "Granted on 13 April, entered on 29 May: as known on 20 May the sale had no limit.",
            ("Accordée le 13 avril, saisie le 29 mai : telle que connue au 20 mai, la vente était sans agrément."),
        ),
        opens=1,
        states=COVERED,
    )


def _condition_unmet() -> Story:
    unmet = Account(1218, "Savonnerie Sanscaution SARL", sector="20.41")
    return story(
        unmet,
        unmet.limit("2026-02-02", 50_000, conditions="Caution de la maison mère à fournir"),
        unmet.sale(1, "2026-05-11", 25_200),
        title=("A condition not met", "Une condition non remplie"),
        tells=(
            "The limit asks for the parent's guarantee, which never came.",
            "L'agrément exige la caution de la maison mère, jamais reçue.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _condition_met() -> Story:
    met = Account(1219, "Savonnerie Aveccaution SARL", sector="20.41")
    return story(
        met,
        met.limit(
            "2026-02-02",
            50_000,
            conditions="Caution de la maison mère à fournir",
            conditions_met="2026-02-23",
        ),
        Evidence(
            reference="CA-1219",
            buyer=met.code,
            decision="G-1219-2026-02-02",
            kind="limit condition",
            dated_on=on("2026-02-23"),
            document="caution-maison-mere.pdf",
        ),
        met.sale(1, "2026-05-11", 25_200),
        title=("The same condition, met in time", "La même condition, remplie à temps"),
        tells=(
            "The guarantee was signed before the delivery.",
            "La caution a été signée avant la livraison.",
        ),
        opens=1,
        states=COVERED,
    )


def _topped_up() -> Story:
    topped = Account(1220, "Chimie des Deux-Étages SA", sector="20.13")
    return story(
        topped,
        topped.registered(buyer_class=TOPPED_UP),
        topped.limit("2024-06-24", 100_000),
        topped.limit("2025-01-06", 100_000, policy=TOP_UP, kind="top-up"),
        topped.sale(1, "2026-04-28", 96_000),
        topped.sale(2, "2026-05-26", 84_000),
        title=("A second layer carries the excess", "La ligne 2 porte le dépassement"),
        tells=(
            "The primary limit is full; the top-up takes what is above it.",
            "L'agrément de la ligne 1 est plein ; celui de la ligne 2 prend ce qui le dépasse.",
        ),
        opens=2,
        states=COVERED,
    )


def _top_up_follows_down() -> Story:
    fallen = Account(1221, "Chimie de l'Étage-Tombé SA", sector="20.13")
    return story(
        fallen,
        fallen.registered(buyer_class=TOPPED_UP),
        fallen.limit("2024-06-24", 100_000),
        fallen.limit("2025-01-06", 100_000, policy=TOP_UP, kind="top-up"),
        fallen.limit("2026-03-16", 20_000, outcome="reduced", notified="2026-03-16", effective="2026-04-15"),
        fallen.sale(1, "2026-05-20", 90_000),
        title=("The top-up follows the primary down", "La ligne 2 suit la ligne 1 dans sa chute"),
        tells=(
            ("The primary was cut to 20,000 euros; the top-up never exceeds it, so half of the sale is bare."),
            (
                "L'agrément de la ligne 1 est réduit à 20 000 euros ; celui de la ligne 2 ne le dépasse jamais : "
                "une moitié est nue."
            ),
        ),
        opens=1,
        states=(COVERED, OVER_LIMIT),
    )


def _group_first() -> Story:
    north = Account(1222, "Partagée Nord SAS", sector="17.12", group="Groupe Partagée")
    return story(
        north,
        north.limit("2024-06-24", 60_000, scope="group"),
        north.sale(1, "2026-04-15", 54_000),
        title=("Two companies share a limit: the first", "Deux sociétés, un agrément : la première"),
        tells=(
            "The limit is the group's. The northern company's sale came first and takes most of it.",
            "L'agrément est celui du groupe. La vente au Nord, plus ancienne, en prend l'essentiel.",
        ),
        opens=1,
        states=COVERED,
    )


def _group_second() -> Story:
    south = Account(1223, "Partagée Sud SAS", sector="17.12", group="Groupe Partagée")
    return story(
        south,
        south.limit("2024-06-24", 60_000, scope="group"),
        south.sale(1, "2026-05-13", 48_000),
        title=("Two companies share a limit: the second", "Deux sociétés, un agrément : la seconde"),
        tells=(
            "What the northern company left of the group's limit is all that the southern one gets.",
            "Ce que le Nord a laissé de l'agrément du groupe est tout ce que le Sud obtient.",
        ),
        opens=1,
        states=(OVER_LIMIT, COVERED),
    )
