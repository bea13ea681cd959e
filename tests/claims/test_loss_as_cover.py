"""What cover says of an invoice that is lost is what its claim is settled from: one rule, on the day asked."""

from dataclasses import replace

import pytest

from encours.claims.ledger_year import settle_ledger
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.money_of_ledger import money_of_ledger
from encours.claims.of_buyer import loss_of_buyer
from encours.cover.answer import account_of_buyer
from encours.cover.book import lay_out
from encours.cover.book.timelines import proceedings_that_count
from encours.cover.one import judge_account
from encours.facts.kinds import (
    Buyer,
    Consent,
    CreditNote,
    Dispute,
    Insolvency,
    Invoice,
    LimitDecision,
    OverdueReport,
    Payment,
    PaymentReturn,
    SanctionHit,
)
from encours.facts.ledger import Ledger
from encours.policy.schedule import InsuredEntity, Programme
from encours.units import NEVER
from tests.claims.policy_of_claims import policy
from tests.cover import books


def lost_by_cover(view, programme, buyer):
    """Rows of a buyer that cover judges on the day of a loss, by that day: their cover by number and instalment."""
    book = lay_out(view, programme, large=False)
    table = view.table("insolvencies")
    counts = proceedings_that_count(table, programme.primary).tolist()
    opened = [
        int(table.numbers["opened_on"][row]) for row in range(len(table))
        if counts[row] and table.texts["buyer"][row] == buyer
    ]  # fmt: skip
    invoices = view.table("invoices")
    found = {}
    for account in account_of_buyer(book, buyer):
        places = {row: place for place, row in enumerate(book.ledger_row.tolist())}
        for row in judge_account(book, account).rows:
            if invoices.texts["buyer"][row.ledger_row] != buyer:
                continue
            place = places[row.ledger_row]
            delivered = int(book.rows.column("risk_day", place, place + 1)[0])
            day = min((each for each in opened if each >= delivered), default=None)
            if day is not None and row.receivable:
                key = invoices.texts["number"][row.ledger_row], int(invoices.numbers["instalment"][row.ledger_row])
                found.setdefault(day, {})[key] = row
    return found


@pytest.mark.parametrize("seed", range(40))
def test_what_is_lost_is_judged_by_its_claim_as_by_cover(seed, monkeypatch):
    """Companies drawn: each invoice of which nothing moved since its loss has one answer, whoever asks."""
    monkeypatch.setattr(books, "CURRENCIES", ("EUR",))
    monkeypatch.setitem(books.SELDOM, "insolvencies", 0.9)
    view = Ledger.of(books.facts(seed)).view(books.AS_OF)
    programme = books.programme(seed)
    for buyer in sorted({each.buyer for each in view.facts("insolvencies")}):
        for day, told in lost_by_cover(view, programme, buyer).items():
            found = loss_of_buyer(view, programme, buyer, day=day, cause="insolvency")
            for row in found.rows:
                now = told.get((row.number, row.instalment))
                if now is None or now.open != row.cover.open:
                    continue
                assert row.cover.parts == now.parts
                assert [(each.admitted, each.insured, each.cause) for each in row.cover.layers] == [
                    (each.admitted, each.insured, each.cause) for each in now.layers
                ]


DELIVERED, DUE, LOST, DEADLINE, TODAY = 10, 40, 60, 70, 200
"""A notice is due thirty days after the due date, ten days after the loss."""


def lost(*facts, day=TODAY):
    """An invoice of 10 000 lost to an insolvency, as a day knows of it."""
    told = {"overdue_notice_period": "30 days", "overdue_notice_starts": "due date"}
    agreed = replace(
        policy(**told, maximum_extension_period="60 days"), name="Layer", entities=(InsuredEntity(entity="E1"),)
    )
    usual = [
        Buyer(buyer="B1", name="Acheteur", country="FR", sector="46.69", public=0, related=0, private_person=0),
        Invoice(
            number="F-1", buyer="B1", delivered=DELIVERED, issued=DELIVERED, due=DUE, currency="EUR", gross=10_000_00,
            vat=0, undisputed=1, entity="E1", payment_means="open account",
        ),
        LimitDecision(
            reference="L-1", buyer="B1", policy="Layer", decided_on=0, effective_on=0, kind="named", outcome="granted",
            amount=50_000_00, currency="EUR",
        ),
        Insolvency(buyer="B1", kind="liquidation", opened_on=LOST),
    ]  # fmt: skip
    programme = Programme(name="", company="", currency="EUR", policies=(agreed,))
    view = Ledger.of([*usual, *facts]).view(day)
    return view, programme, loss_of_buyer(view, programme, "B1", day=LOST, cause="insolvency")


def claim(*facts, day=TODAY):
    """Gross loss and debt, as the day asked knows them."""
    _, _, found = lost(*facts, day=day)
    return found.losses[0].gross, found.losses[0].debt


def gross_left(*facts):
    """Gross loss once what came in since is off it: no indemnity is paid yet."""
    view, programme, found = lost(*facts)
    whole = settle_ledger(
        programme, [found], money_of_ledger(view, [found], "EUR"), paid_on=lambda *_: NEVER,
        figures=YearFigures(), account=YearAccount(),
    )  # fmt: skip
    return whole.years[0].standing.claims[0].settlement.loss.gross


def reported(day):
    return OverdueReport(buyer="B1", invoice="F-1", reported_on=day)


def paid(amount, day):
    return Payment(reference=f"P-{day}", buyer="B1", invoice="F-1", paid_on=day, currency="EUR", amount=amount)


WHOLE, LOST_WHOLE = (10_000_00, 10_000_00), (0, 10_000_00)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], LOST_WHOLE),
        ([reported(DEADLINE)], WHOLE),
        ([reported(DEADLINE + 1)], LOST_WHOLE),
        ([Consent(buyer="B1", invoice="F-1", subject="late notice", given_on=TODAY)], WHOLE),
        ([paid(10_000_00, DEADLINE)], WHOLE),
        ([paid(10_000_00, DEADLINE + 1)], LOST_WHOLE),
    ],
    ids=["never reported", "on the last day", "a day late", "waived since", "paid by then", "paid a day later"],
)
def test_a_notice_due_after_the_loss_is_a_duty_all_the_same(facts, expected):
    """What came in since the loss is a recovery, and an invoice paid by its deadline needs no notice."""
    assert claim(*facts) == expected
    assert claim(*facts, day=DEADLINE) == WHOLE


def test_a_sanction_confirmed_after_the_loss_bars_the_claim():
    hit = SanctionHit(buyer="B1", hit_on=LOST + 5, decision="confirmed", decided_on=LOST + 6)
    assert claim(reported(DEADLINE), hit) == LOST_WHOLE


def test_what_is_disputed_after_the_loss_is_out_of_it_until_it_is_found_due():
    """1 000 contested by the liquidator, of which 400 is found due: 600 stays out, credited or not."""
    opened = {"reference": "D-1", "buyer": "B1", "invoice": "F-1", "opened_on": LOST + 10, "amount": 1_000_00}
    settled = {"settled_on": LOST + 40, "outcome": "shared", "upheld_amount": 400_00}
    assert claim(reported(DEADLINE), Dispute(**opened)) == (9_000_00, 10_000_00)
    assert claim(reported(DEADLINE), Dispute(**opened, **settled)) == (9_400_00, 10_000_00)


def test_a_sum_of_before_the_loss_that_comes_back_unpaid_is_owed_again():
    gone = PaymentReturn(payment=f"P-{LOST - 1}", returned_on=LOST + 8)
    assert claim(reported(DEADLINE), paid(4_000_00, LOST - 1)) == (6_000_00, 6_000_00)
    assert claim(reported(DEADLINE), paid(4_000_00, LOST - 1), gone) == WHOLE


def test_a_credit_note_that_ends_a_dispute_is_counted_once_when_the_loss_is_settled_again():
    """1 000 contested since the loss and credited: of 10 000, 9 000 is left and is all in the loss."""
    gone = {"settled_on": LOST + 40, "outcome": "buyer", "upheld_amount": 0}
    told = {"reference": "D-1", "buyer": "B1", "invoice": "F-1", "opened_on": LOST + 10, "amount": 1_000_00}
    credit = CreditNote(
        number="A-1", buyer="B1", invoice="F-1", issued=LOST + 40, currency="EUR", gross=1_000_00, vat=0
    )
    assert gross_left(reported(DEADLINE), Dispute(**told, **gone), credit) == 9_000_00


def test_money_of_after_the_loss_gives_back_nothing_that_a_dispute_keeps_out():
    """1 000 lost in a dispute and not credited stays out: of the 5 000 left after a payment, 4 000 is in the loss."""
    told = {"reference": "D-1", "buyer": "B1", "invoice": "F-1", "opened_on": LOST - 10, "amount": 1_000_00}
    gone = {"settled_on": LOST - 5, "outcome": "buyer", "upheld_amount": 0}
    assert gross_left(reported(DEADLINE), Dispute(**told, **gone), paid(5_000_00, LOST + 3)) == 4_000_00
