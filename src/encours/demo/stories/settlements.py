"""How money comes, comes back, or does not come: payments, credits, bills, instalments, disputes, orders."""

from __future__ import annotations

from dataclasses import replace

from encours.demo.days import on
from encours.demo.stories.account import Account
from encours.demo.stories.story import COVERED, NOT_COVERED, NOT_OWED, SUSPENDED, Story, story
from encours.facts.kinds import Evidence, PaymentReturn, Security
from encours.units import MISSING, NEVER


def settlements() -> tuple[Story, ...]:
    """Stories of payment, dispute and unfinished sales."""
    return (
        _paid_in_part(),
        _unnamed_payment(),
        _payment_returned(),
        _instalments(),
        _credit_note(),
        _loose_credit_note(),
        _bill_accepted(),
        _bill_discounted(),
        _bill_dishonoured(),
        _dispute(),
        _dispute_in_part(),
        _dispute_won(),
        _dispute_shared(),
        _order_in_hand(),
        _not_invoiced(),
        _goods_returned(),
        _secured(),
    )


def _paid_in_part() -> Story:
    part = Account(1501, "Textiles Moitiémoitié SAS", sector="13.20")
    return story(
        part,
        part.limit("2024-06-24", 60_000),
        part.sale(1, "2026-04-20", 36_000),
        part.paid(1, "2026-06-22", 21_000),
        title=("Paid in part", "Payé en partie"),
        tells=(
            "21,000 of 36,000 euros came in; the rest is covered while it is open.",
            "21 000 euros sur 36 000 sont rentrés ; le reste est couvert tant qu'il est ouvert.",
        ),
        opens=1,
        states=COVERED,
    )


def _unnamed_payment() -> Story:
    account = Account(1502, "Têxteis Porconta Lda.", "PT", sector="13.20")
    return story(
        account,
        account.limit("2024-06-24", 60_000),
        account.sale(1, "2026-05-12", 34_000),
        account.paid(0, "2026-06-16", 10_000),
        title=("A payment that names no invoice", "Un règlement sans référence"),
        tells=(
            "10,000 euros came without a word: they are set against its only open invoice, of which 24,000 are left.",
            "10 000 euros sont arrivés sans un mot : ils s'imputent sur sa seule facture ouverte ; il reste 24 000.",
        ),
        opens=1,
        states=COVERED,
    )


def _payment_returned() -> Story:
    back = Account(1503, "Textil Rücklauf GmbH", "DE", sector="13.20")
    return story(
        back,
        back.limit("2024-06-24", 60_000),
        back.sale(1, "2026-03-18", 28_400),
        back.paid(1, "2026-05-20", 28_400),
        PaymentReturn(payment="R-1503-1", returned_on=on("2026-05-28")),
        back.report("2026-06-05", rank=1),
        title=("A payment came back", "Un règlement revenu impayé"),
        tells=(
            "Paid on 20 May, returned on the 28th: it never was, and the clocks run from the due date.",
            "Réglé le 20 mai, revenu le 28 : il n'a jamais eu lieu, et les délais courent de l'échéance.",
        ),
        opens=1,
        states=COVERED,
    )


def _instalments() -> Story:
    instalments = Account(1504, "Station Troisfois SA", sector="37.00")
    return story(
        instalments,
        instalments.limit("2024-06-24", 150_000),
        *(
            instalments.sale(1, "2026-05-05", 30_000, terms=terms, instalment=rank)
            for rank, terms in ((1, 20), (2, 40), (3, 60))
        ),
        instalments.paid(1, "2026-05-27", 30_000),
        title=("Three instalments", "Trois échéances"),
        tells=(
            "One invoice, three dates: the first is paid, the second overdue, the third not yet due.",
            "Une facture, trois dates : la première payée, la deuxième en retard, la troisième à échoir.",
        ),
        opens=1,
        states=COVERED,
    )


def _credit_note() -> Story:
    reduced = Account(1505, "Minoterie Ristourne SA", sector="10.61")
    return story(
        reduced,
        reduced.limit("2024-06-24", 80_000),
        reduced.sale(1, "2026-05-06", 48_000),
        reduced.credited(1, "2026-06-03", 6_000),
        title=("A credit note on the invoice", "Un avoir sur la facture"),
        tells=(
            "6,000 euros credited: they come off the invoice they name, and free room in the limit.",
            "6 000 euros d'avoir : ils réduisent la facture nommée et libèrent l'agrément.",
        ),
        opens=1,
        states=COVERED,
    )


def _loose_credit_note() -> Story:
    loose = Account(1506, "Molen Losse Nota B.V.", "NL", sector="10.61")
    return story(
        loose,
        loose.limit("2024-06-24", 80_000),
        loose.sale(1, "2026-05-06", 43_000),
        loose.credited(0, "2026-06-03", 3_500),
        title=("A credit note that names no invoice", "Un avoir sans facture"),
        tells=(
            "3,500 euros credited on the account: they are set against its open invoice; 39,500 of 43,000 are left.",
            "3 500 euros d'avoir au compte : ils s'imputent sur sa facture ouverte ; il reste 39 500 sur 43 000.",
        ),
        opens=1,
        states=COVERED,
    )


def _bill_accepted() -> Story:
    accepted = Account(1507, "Ebanisteria Tratta S.r.l.", "IT", sector="31.09")
    return story(
        accepted,
        accepted.limit("2024-06-24", 70_000),
        accepted.sale(1, "2026-02-09", 18_200, means="bill"),
        accepted.bill(1, "accepted", "2026-02-17", "2026-04-13"),
        accepted.bill(1, "honoured", "2026-04-13", "2026-04-13"),
        accepted.sale(2, "2026-05-11", 31_500, means="bill"),
        accepted.bill(2, "accepted", "2026-05-18", "2026-07-13"),
        title=("A bill accepted", "Un effet accepté"),
        tells=(
            (
                "The first bill was honoured in April. The second is accepted: a promise, not money, so "
                "its invoice stays open and covered."
            ),
            (
                "Le premier effet a été payé en avril. Le second est accepté : une promesse, pas de "
                "l'argent ; sa facture reste ouverte et couverte."
            ),
        ),
        opens=2,
        states=COVERED,
    )


def _bill_discounted() -> Story:
    discounted = Account(1508, "Menuiserie Escomptée SAS", sector="31.09")
    return story(
        discounted,
        discounted.limit("2024-06-24", 70_000),
        discounted.sale(1, "2026-05-11", 31_200, means="bill"),
        discounted.bill(1, "accepted", "2026-05-18", "2026-07-13"),
        discounted.bill(1, "discounted", "2026-05-20", "2026-07-13"),
        title=("A bill discounted", "Un effet escompté"),
        tells=(
            ("The bank paid, and will take it back if the buyer does not: it stays exposure until it is honoured."),
            ("La banque a payé, et se retournera si l'acheteur ne paie pas : c'est un encours jusqu'au paiement."),
        ),
        opens=1,
        states=COVERED,
    )


def _bill_dishonoured() -> Story:
    bounced = Account(1509, "Menuiserie Protestée SAS", sector="31.09")
    return story(
        bounced,
        bounced.limit("2024-06-24", 70_000),
        bounced.sale(1, "2026-04-01", 31_200, means="bill"),
        bounced.bill(1, "accepted", "2026-04-08", "2026-06-01"),
        bounced.bill(1, "discounted", "2026-04-10", "2026-06-01"),
        bounced.bill(1, "dishonoured", "2026-06-02", "2026-06-01"),
        bounced.report("2026-06-10", rank=1),
        title=("A bill dishonoured", "Un effet impayé"),
        tells=(
            "Discounted, then returned unpaid: overdue since its first due date, and reported at once.",
            "Escompté, puis revenu impayé : en retard depuis son échéance, et déclaré aussitôt.",
        ),
        opens=1,
        states=COVERED,
    )


def _dispute() -> Story:
    whole = Account(1510, "Brouille & Compagnie SA", sector="46.69")
    return story(
        whole,
        whole.limit("2024-06-24", 90_000),
        whole.sale(1, "2026-04-22", 39_600),
        whole.dispute(1, "2026-05-15"),
        title=("Wholly disputed", "Contestée en totalité"),
        tells=(
            "The buyer says the pump never worked: cover is suspended until that is settled.",
            ("L'acheteur dit que la pompe n'a jamais marché : la garantie est suspendue jusqu'au règlement du litige."),
        ),
        opens=1,
        states=SUSPENDED,
    )


def _dispute_in_part() -> Story:
    half = Account(1511, "Demi-Brouille SARL", sector="46.69")
    return story(
        half,
        half.limit("2024-06-24", 90_000),
        half.sale(1, "2026-04-22", 39_600),
        half.dispute(1, "2026-05-15", amount=9_600),
        title=("Disputed in part", "Contestée en partie"),
        tells=(
            "9,600 euros are contested; the rest stays covered.",
            "9 600 euros sont contestés ; le reste demeure couvert.",
        ),
        opens=1,
        states=(COVERED, SUSPENDED),
    )


def _dispute_won() -> Story:
    settled = Account(1512, "Réconciliée Industries SA", sector="46.69")
    return story(
        settled,
        settled.limit("2024-06-24", 90_000),
        settled.sale(1, "2026-04-22", 39_600),
        settled.dispute(1, "2026-05-15", settled="2026-06-11", outcome="insured", upheld=39_600),
        title=("A dispute won", "Un litige gagné"),
        tells=(
            "Settled for the insured: cover is back, as if there had been no dispute.",
            "Réglé en faveur de l'assuré : la garantie revient, comme s'il n'y avait pas eu litige.",
        ),
        opens=1,
        states=COVERED,
    )


def _dispute_shared() -> Story:
    lost = Account(1513, "Gagnante Industries SA", sector="46.69")
    return story(
        lost,
        lost.limit("2024-06-24", 90_000),
        lost.sale(1, "2026-04-22", 39_600),
        lost.dispute(1, "2026-05-15", amount=12_000, settled="2026-06-11", outcome="shared", upheld=6_000),
        title=("A dispute shared", "Un litige partagé"),
        tells=(
            ("Of 12,000 euros contested, 6,000 are owed after all; the other 6,000 await their credit note."),
            ("Sur 12 000 euros contestés, 6 000 sont finalement dus ; les 6 000 autres attendent leur avoir."),
        ),
        opens=1,
        states=(COVERED, SUSPENDED),
    )


def _order_in_hand() -> Story:
    order = Account(1514, "Barrage de Demain SA", sector="42.91")
    return story(
        order,
        order.limit("2024-06-24", 100_000),
        order.sale(1, "2026-05-19", 52_800),
        order.sale(2, "2026-08-18", 76_800, stage="order", ordered="2026-06-09"),
        title=("An order in hand", "Une commande en main"),
        tells=(
            "Nothing is delivered yet: the order announces exposure, and is no receivable.",
            "Rien n'est encore livré : la commande annonce un encours, ce n'est pas une créance.",
        ),
        opens=2,
        states=NOT_OWED,
    )


def _not_invoiced() -> Story:
    delivered = Account(1515, "Barrage d'Aujourd'hui SA", sector="42.91")
    return story(
        delivered,
        delivered.limit("2024-06-24", 100_000),
        delivered.sale(1, "2026-06-22", 44_400, stage="delivered"),
        title=("Delivered, not yet invoiced", "Livré, pas encore facturé"),
        tells=(
            "Delivered on 22 June: the risk runs, and thirty days are left to invoice.",
            "Livré le 22 juin : le risque court, et il reste trente jours pour facturer.",
        ),
        opens=1,
        states=COVERED,
    )


def _goods_returned() -> Story:
    returned = Account(1516, "Barrage de Retour SA", sector="42.91")
    return story(
        returned,
        returned.limit("2024-06-24", 100_000),
        replace(returned.sale(1, "2026-05-20", 30_000, stage="returned"), vat=MISSING),
        returned.sale(2, "2026-06-03", 27_600, ordered="2026-04-20"),
        title=("Goods sent back, and replaced", "Marchandise retournée, puis remplacée"),
        tells=(
            "The first pump came back and is owed by nobody; the second is covered.",
            "La première pompe est revenue, nul ne la doit ; la seconde est couverte.",
        ),
        opens=2,
        states=COVERED,
    )


def _secured() -> Story:
    secured = Account(1517, "Brassage Sous-Caution SARL", sector="11.05")
    return story(
        secured,
        Security(
            reference="S-1517",
            buyer=secured.code,
            kind="guarantee",
            amount=30_000_00,
            currency="EUR",
            held_from=on("2026-01-15"),
            expires_on=on("2026-12-31"),
            released_on=NEVER,
        ),
        Security(
            reference="S-1517-2",
            buyer=secured.code,
            invoice=secured.number(1),
            kind="retention of title",
            held_from=on("2026-05-20"),
            released_on=NEVER,
        ),
        Evidence(
            reference="BL-1517-1",
            buyer=secured.code,
            invoice=secured.number(1),
            kind="delivery",
            dated_on=on("2026-05-20"),
            document="bon-de-livraison-f-1517-1.pdf",
        ),
        secured.limit("2026-02-09", 25_000),
        secured.limit("2026-04-03", 0, outcome="withdrawn", effective="2026-05-04"),
        secured.sale(1, "2026-05-20", 21_600),
        title=("Secured, but no longer insured", "Garanti par une sûreté, plus par la police"),
        tells=(
            "The limit was withdrawn; a guarantee and retained title remain, which are not cover.",
            ("L'agrément a été résilié ; restent une caution et la réserve de propriété, qui n'assurent rien."),
        ),
        opens=1,
        states=NOT_COVERED,
    )
