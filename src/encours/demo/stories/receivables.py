"""Is this receivable insurable at all? Who sold, to whom, when, and on what terms."""

from __future__ import annotations

from dataclasses import replace

from encours.demo.stories.account import Account
from encours.demo.stories.story import COVERED, NEEDS_INFORMATION, NOT_COVERED, OUTSIDE, Story, story


def receivables() -> tuple[Story, ...]:
    """Stories of the sale itself: seller, country, sector, terms, dates, means of payment."""
    return (
        _plain(),
        _own_percentage(),
        _sold_before_joining(),
        _sold_after_leaving(),
        _before_inception(),
        _initial_waiting(),
        _country_excluded(),
        _sector_excluded(),
        _terms_too_long(),
        _terms_exact(),
        _terms_consented(),
        _invoiced_late(),
        _too_small(),
        _confirmed_letter_of_credit(),
        _letter_of_credit(),
        _prepaid(),
        _no_delivery_date(),
        _no_due_date(),
        _sister_company(),
        _payment_corrected(),
    )


def _plain() -> Story:
    plain = Account(1001, "Raffinerie de Bellefontaine-Imaginaire SA", sector="20.59")
    return story(
        plain,
        plain.limit("2024-06-24", 150_000),
        plain.sale(1, "2026-03-10", 42_000),
        plain.paid(1, "2026-05-11", 42_000),
        plain.sale(2, "2026-05-12", 54_000),
        title=("A plain sale, wholly covered", "Une vente ordinaire, toute couverte"),
        tells=(
            "A French refinery pays on time, within its limit. Its open invoice is covered, less VAT.",
            ("Une raffinerie française paie à l'heure, dans son agrément. Sa facture ouverte est couverte, hors TVA."),
        ),
        opens=2,
        states=COVERED,
    )


def _own_percentage() -> Story:
    euros = Account(1002, "Tranquila Aguas Ficticias S.L.", "ES", sector="36.00")
    return story(
        euros,
        euros.limit("2024-06-24", 100_000, percentage=8_000),
        euros.sale(1, "2026-05-20", 38_500),
        title=("A limit with its own percentage", "Un agrément à sa propre quotité"),
        tells=(
            "The insurer insures this buyer at 80 % only: the limit's own percentage caps the policy's.",
            ("L'assureur ne garantit cet acheteur qu'à 80 % : la quotité de l'agrément plafonne celle de la police."),
        ),
        opens=1,
        states=COVERED,
    )


def _sold_before_joining() -> Story:
    early = Account(1003, "Ateliers Troptôt SARL", entity="PS", sector="33.12")
    return story(
        early,
        early.limit("2024-06-24", 60_000),
        early.sale(1, "2025-06-24", 24_000, due="2025-08-25"),
        early.report("2025-09-15"),
        title=(
            "Sold before the company was insured",
            "Vendu avant l'entrée de la société dans la police",
        ),
        tells=(
            (
                "Valbrume Services joined the policy on 1 July 2025. It delivered one week earlier, and agreed 61 days "
                "of credit where the policy allows 60."
            ),
            (
                "Valbrume Services est entrée dans la police le 1er juillet 2025. Elle a livré une semaine plus tôt, "
                "à 61 jours de crédit quand la police en permet 60."
            ),
        ),
        opens=1,
        states=OUTSIDE,
    )


def _sold_after_leaving() -> Story:
    stranger = Account(1004, "Brasserie Outremonde NV", "BE", entity="PX", sector="11.05")
    return story(
        stranger,
        stranger.limit("2024-06-24", 60_000),
        stranger.sale(1, "2026-05-19", 17_400),
        title=("Sold by a company that has left the policy", "Vendu par une société sortie de la police"),
        tells=(
            ("Valbrume Export left the policy at the end of 2025: the buyer's limit does nothing for it any more."),
            ("Valbrume Export est sortie de la police fin 2025 : l'agrément de l'acheteur ne lui sert plus."),
        ),
        opens=1,
        states=OUTSIDE,
    )


def _before_inception() -> Story:
    before = Account(1005, "Cartiera Vecchiostile S.p.A.", "IT", sector="17.12")
    return story(
        before,
        before.limit("2024-06-24", 80_000),
        before.sale(1, "2024-06-18", 31_000),
        before.paid(1, "2024-10-30", 12_000),
        before.report("2024-09-10"),
        title=("Delivered before the policy began", "Livré avant la prise d'effet"),
        tells=(
            ("Delivered on 18 June 2024, two weeks before inception: the policy attaches to later deliveries."),
            (
                "Livré le 18 juin 2024, deux semaines avant la prise d'effet : la police s'attache aux "
                "livraisons suivantes."
            ),
        ),
        opens=1,
        states=OUTSIDE,
    )


def _initial_waiting() -> Story:
    waiting = Account(1006, "Sucreries du Premier Mois SA", sector="10.81")
    return story(
        waiting,
        waiting.limit("2024-06-24", 80_000),
        waiting.sale(1, "2024-07-16", 36_000),
        waiting.paid(1, "2024-12-20", 30_000),
        waiting.report("2024-10-08"),
        title=("Delivered in the first thirty days", "Livré dans les trente premiers jours"),
        tells=(
            ("The policy's initial waiting period ran to the end of July 2024; the balance never paid falls in it."),
            ("Le délai initial de la police courait jusqu'à fin juillet 2024 ; le solde jamais payé y tombe."),
        ),
        opens=1,
        states=OUTSIDE,
    )


def _country_excluded() -> Story:
    abroad = Account(1007, "Cimenterie Horscarte SAL", "LB", sector="23.51")
    return story(
        abroad,
        abroad.limit("2024-06-24", 50_000),
        abroad.sale(1, "2026-05-06", 28_700),
        title=("A country that is not covered", "Un pays non couvert"),
        tells=(
            "The policy's list of countries leaves this one out.",
            "La liste des pays de la police ne comprend pas celui-ci.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _sector_excluded() -> Story:
    casino = Account(1008, "Casino des Jets d'Eau Fictifs SA", sector="92.00")
    return story(
        casino,
        casino.limit("2024-06-24", 50_000),
        casino.sale(1, "2026-05-28", 13_200),
        title=("An excluded sector", "Un secteur exclu"),
        tells=(
            "Gambling (NACE 92) is excluded, even for fountains.",
            "Les jeux d'argent (NACE 92) sont exclus, même pour des fontaines.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _terms_too_long() -> Story:
    long_terms = Account(1009, "Mühlenwerk Langzeit GmbH", "DE", sector="10.61")
    return story(
        long_terms,
        long_terms.limit("2024-06-24", 120_000),
        long_terms.sale(1, "2026-04-14", 46_800, terms=121),
        title=("Terms one day too long", "Un jour de crédit de trop"),
        tells=(
            "121 days were agreed where the policy allows 120: the whole invoice is uninsured.",
            "121 jours convenus où la police en permet 120 : toute la facture est perdue.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _terms_exact() -> Story:
    exact = Account(1010, "Mühlenwerk Punktgenau GmbH", "DE", sector="10.61")
    return story(
        exact,
        exact.limit("2024-06-24", 120_000),
        exact.sale(1, "2026-04-14", 46_800, terms=120),
        title=("Terms of exactly the maximum", "Exactement la durée maximum de crédit"),
        tells=(
            "The same sale at 120 days: the bound is inside.",
            "La même vente à 120 jours : la borne est comprise.",
        ),
        opens=1,
        states=COVERED,
    )


def _terms_consented() -> Story:
    allowed = Account(1019, "Mühlenwerk Sondergenehmigt GmbH", "DE", sector="10.61")
    return story(
        allowed,
        allowed.limit("2024-06-24", 120_000),
        allowed.consent("special terms", "2026-04-02", rank=1, until="2026-09-30"),
        allowed.sale(1, "2026-04-14", 46_800, terms=150),
        title=("Long terms, with consent", "Un long crédit, avec accord"),
        tells=(
            "150 days, which the insurer accepted in writing before the delivery.",
            "150 jours, que l'assureur avait acceptés par écrit avant la livraison.",
        ),
        opens=1,
        states=COVERED,
    )


def _invoiced_late() -> Story:
    late = Account(1011, "Verrerie Facturetard SAS", sector="23.13")
    return story(
        late,
        late.limit("2024-06-24", 90_000),
        late.sale(1, "2026-04-02", 33_600, issued="2026-05-11"),
        title=("Invoiced too late", "Facturé trop tard"),
        tells=(
            "Invoiced 39 days after delivery; the policy gives 30.",
            "Facturé 39 jours après la livraison ; la police en donne 30.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _too_small() -> Story:
    tiny = Account(1012, "Quincaillerie Troisfoisrien SARL", sector="46.74")
    return story(
        tiny,
        tiny.limit("2024-06-24", 5_000),
        tiny.sale(1, "2026-05-21", 174),
        title=("Too small to be insured", "Trop petit pour être assuré"),
        tells=(
            "Under the policy's minimum amount of 300 euros.",
            "Sous le montant minimum de la police, 300 euros.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _confirmed_letter_of_credit() -> Story:
    letter = Account(1013, "Shizukana Mizu Gyomu K.K.", "JP", "JPY", sector="36.00")
    return story(
        letter,
        letter.sale(1, "2026-05-13", 7_400_000, means="confirmed letter of credit"),
        title=("Paid by confirmed letter of credit", "Payé par crédit documentaire confirmé"),
        tells=(
            "A bank stands in for the Japanese buyer: the invoice, in yen, needs no cover and has none.",
            ("Une banque répond pour l'acheteur japonais : la facture, en yens, n'a ni besoin ni objet de garantie."),
        ),
        opens=1,
        states=OUTSIDE,
    )


def _letter_of_credit() -> Story:
    unconfirmed = Account(1020, "Petite Rive Eaux SA", "MA", sector="36.00")
    return story(
        unconfirmed,
        unconfirmed.limit("2024-06-24", 60_000),
        unconfirmed.sale(1, "2026-05-13", 33_400, means="letter of credit", terms=90),
        title=("A letter of credit nobody confirmed", "Un crédit documentaire non confirmé"),
        tells=(
            "The policy still covers a letter of credit that no bank here has confirmed.",
            "La police couvre encore un crédit documentaire qu'aucune banque d'ici n'a confirmé.",
        ),
        opens=1,
        states=COVERED,
    )


def _prepaid() -> Story:
    prepaid = Account(1014, "Laiterie Payédavance SAS", sector="10.51")
    return story(
        prepaid,
        prepaid.sale(1, "2026-06-23", 21_600, means="prepaid", terms=0),
        prepaid.paid(1, "2026-06-15", 16_200, part="a"),
        title=("Sold against prepayment", "Vendu contre paiement d'avance"),
        tells=(
            "Payable in advance; goods left before the last quarter of the price came in.",
            "Payable d'avance ; la marchandise est partie avant le dernier quart du prix.",
        ),
        opens=1,
        states=OUTSIDE,
    )


def _no_delivery_date() -> Story:
    undelivered = Account(1015, "Teintureries Sansbordereau SAS", sector="13.30")
    return story(
        undelivered,
        undelivered.limit("2024-06-24", 70_000),
        undelivered.sale(1, "2026-05-18", 22_800, without=("delivered",)),
        title=("No delivery date in the ledger", "Aucune date de livraison au grand livre"),
        tells=(
            ("The workspace assumes delivery on the invoice date; without assumptions this needs information."),
            ("Le dossier suppose la livraison au jour de la facture ; sans hypothèse, il manque une information."),
        ),
        opens=1,
        states=COVERED,
    )


def _no_due_date() -> Story:
    undated = Account(1016, "Tannerie Sanséchéance SARL", sector="15.11")
    return story(
        undated,
        undated.limit("2024-06-24", 70_000),
        undated.sale(1, "2026-05-18", 15_600, without=("due",)),
        title=("No due date", "Aucune échéance"),
        tells=(
            ("Without a due date nobody can tell whether the terms were too long: a question, not a verdict."),
            "Sans échéance, nul ne sait si le crédit est trop long : une question, pas un verdict.",
        ),
        opens=1,
        states=NEEDS_INFORMATION,
    )


def _sister_company() -> Story:
    sister = Account(1017, "Nullepart Énergie Ouest SAS", sector="35.11", group="Groupe Nullepart")
    return story(
        sister,
        sister.limit("2024-06-24", 100_000),
        sister.sale(
            1,
            "2026-05-26",
            39_600,
            party="Nullepart Énergie Est SAS",
            party_identifier=Account(1917, "").siren,
        ),
        title=(
            "Invoiced to a sister company of the covered one",
            "Facturé à une société sœur de l'assurée",
        ),
        tells=(
            "The limit covers the western company by its SIREN; the invoice names the eastern one.",
            "L'agrément vise la société de l'Ouest par son SIREN ; la facture nomme celle de l'Est.",
        ),
        opens=1,
        states=NOT_COVERED,
    )


def _payment_corrected() -> Story:
    corrected = Account(1018, "Distillerie Double-Saisie SA", sector="11.01")
    wrong = corrected.paid(2, "2026-05-29", 26_400)
    right = corrected.paid(1, "2026-05-29", 26_400, part="b", known="2026-06-09")
    return story(
        corrected,
        corrected.limit("2024-06-24", 90_000),
        corrected.sale(1, "2026-03-30", 26_400),
        corrected.sale(2, "2026-05-20", 26_400),
        replace(wrong, fact_id="payments:R-1018-2"),
        replace(right, corrects="payments:R-1018-2"),
        title=("A payment entered on the wrong invoice", "Un règlement saisi sur la mauvaise facture"),
        tells=(
            "Corrected on 9 June: ask as known on 5 June, and the second invoice still looks paid.",
            ("Rectifié le 9 juin : demandez l'état connu au 5 juin, la seconde facture y paraît encore payée."),
        ),
        opens=2,
        states=COVERED,
    )
