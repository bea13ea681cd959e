"""What came back since a loss of a ledger: whose it is in each period, layer by layer and year by year, to the cent."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest

from encours.claims.events_of_loss import losses_by_buyer
from encours.claims.ledger_year import settle_ledger, years_of
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.money_of_ledger import money_of_ledger, paid_on, paid_so_far
from encours.claims.of_buyer import BuyerLoss
from encours.claims.of_ledger import losses_of_ledger
from encours.claims.owed_rows import OpenRow
from encours.clauses.recovery_choices import RecoverySource
from encours.clauses.wordings import WORDINGS
from encours.cover.book.holders import buyers_of
from encours.explain.settlement_recoveries import both_allocations, insurers_as_remitted, received
from encours.explain.settlement_report import SettlementReport
from encours.explain.settlement_years import dues
from encours.formats.workspace import read_tables
from encours.policy.coinsurance import Cession, CoinsuranceLine
from encours.policy.read import read_programme
from encours.policy.schedule import Programme
from encours.units import from_civil
from tests.cases.pages import stories
from tests.claims.policy_of_claims import LOST, PAID, policy, receipt

NAME = "insolvency-freezes-the-limit-and-shares-what-comes-back"
AS_OF = from_civil(2026, 6, 30)
FIRST_OF_JUNE = from_civil(2026, 6, 1)


def asked(name, *terms, day=None, is_alone=True, **tables):
    """The ledger of a story, with more facts, settled under its policy with more terms."""
    story = stories()[name]
    text = "\n".join([story.policy_text, *terms, ""])
    programme = read_programme(text, file="policy.toml", wordings=WORDINGS.values()).programme
    if "invoices" in tables:
        tables["invoices"] = "\n".join([*(",".join(row) for row in story.tables["invoices"]), tables["invoices"]])
    rows = {name: [line.split(",") for line in told.splitlines()] for name, told in tables.items()}
    read = read_tables({**story.tables, **rows})
    assert read.errors == ()
    ledger = read.ledger
    view = ledger.view(AS_OF)
    lost = losses_of_ledger(view, programme, buyers_of(view).names, told=None, check=lambda _: None).losses
    every = losses_by_buyer(lost)
    return settle_ledger(
        programme,
        lost,
        money_of_ledger(view, lost, "EUR"),
        paid_on=lambda agreed, each: paid_on(view, agreed.name, each, every, day),
        figures=YearFigures(),
        account=YearAccount(),
        paid_so_far=lambda agreed, each: paid_so_far(view, agreed, each, every, is_alone=is_alone),
    )


def settled(programme, lost, money, when, *, account=None):
    return settle_ledger(programme, lost, money, paid_on=when, figures=YearFigures(), account=account or YearAccount())


def the_claim(found):
    ((claim,),) = (year.standing.claims for year in found.years)
    return claim


# Three periods, from a ledger: 80 000 of 85 000 are eligible, 60 000 within the limit, 54 000 paid; 3 000 come in June


def test_while_nothing_is_paid_the_loss_is_settled_again_without_what_came_in():
    """The oldest invoice first: 47 000 and 30 000 are left of F-1 and F-2, 60 000 within the limit."""
    claim = the_claim(asked(NAME))
    assert (claim.claim.loss.gross, claim.settlement.loss.gross, claim.indemnity) == (8_000_000, 7_700_000, 5_400_000)
    (only,) = received(claim)
    assert (only.is_shared, only.to_insured, only.to_insurers) == (False, 300_000, 0)


def test_from_the_day_of_the_indemnity_it_is_shared_by_the_whole_debt():
    """54 000 of 85 000: 1 905.88 of 3 000 to the insurer."""
    claim = the_claim(asked(NAME, day=FIRST_OF_JUNE))
    (only,) = received(claim)
    assert (only.is_shared, only.to_insurers, only.to_insured) == (True, 190_588, 109_412)
    assert (claim.indemnity, claim.net) == (5_400_000, 5_209_412)


def test_the_policy_may_share_from_the_day_of_the_loss():
    claim = the_claim(asked(NAME, 'recovery_before_indemnity = "as after the indemnity"'))
    assert [(each.is_shared, each.to_insurers) for each in received(claim)] == [(True, 190_588)]


def test_both_allocations_are_told_with_what_insurers_would_get_by_invoice():
    """The dividend names F-2, 9 000 of whose 30 000 are paid; the policy puts it to F-1, the oldest."""
    claim = the_claim(asked(NAME, day=FIRST_OF_JUNE))
    put = {
        each.invoice: (each.owed, each.as_remitted, each.as_allocated, each.left) for each in both_allocations(claim)
    }
    assert put["F-1"] == (5_000_000, 0, 300_000, 4_700_000)
    assert put["F-2"] == (3_000_000, 300_000, 0, 3_000_000)
    assert insurers_as_remitted(claim) == 90_000


def test_what_an_invoice_did_not_need_goes_to_the_other_debts_as_in_cover():
    """33 000 named for F-2, of which 30 000 is owed: the rest is money on account, and goes to F-1."""
    told = "reference,buyer,invoice,paid_on,currency,amount\nV-9,B1,F-2,2026-06-10,EUR,33000.00\n"
    claim = the_claim(asked(NAME, payments=told))
    found = [(each.invoice, each.amount) for each in claim.periods.before_indemnity if each.reference == "V-9"]
    assert sorted(found) == [("", 300_000), ("F-2", 3_000_000)]


def test_sums_that_nothing_tells_apart_are_two_sums():
    """Two rows of one payment: 54 000 of 85 000 of each, to the cent of the running total."""
    row = "P-9,B1,,2026-06-20,EUR,1000.00,debtor"
    claim = the_claim(asked(NAME, payments=payments(row, row), day=FIRST_OF_JUNE))
    assert [(each.receipt.rank, each.to_insurers) for each in received(claim)] == [(1, 635_29), (2, 635_30)]


def events(*rows):
    return "\n".join(["buyer,invoice,policy,event,happened_on,amount,currency", *rows, ""])


@pytest.mark.parametrize(
    ("row", "is_shared"),
    [
        ("B1,,,indemnity paid,2026-06-01,54000.00,EUR", True),
        ("B1,,Whole turnover 2026,indemnity paid,2026-06-01,,", True),
        ("B1,,Whole turnover 2026,indemnity paid,unknown,,", True),
        ("B1,,,indemnity paid,2026-06-29,,", False),  # after the dividend
        ("B1,,,indemnity paid,2026-05-01,,", False),  # before the loss: an older claim
        ("B1,F-9,,indemnity paid,2026-06-01,,", False),  # of another invoice
        ("B1,,Another policy,indemnity paid,2026-06-01,,", False),
    ],
)
def test_the_ledger_may_tell_the_day_of_the_indemnity(row, is_shared):
    sales = {"invoices": CASH_SALE} if "F-9" in row else {}
    claim = the_claim(asked(NAME, claim_events=events(row), **sales))
    assert [each.is_shared for each in received(claim)] == [is_shared]


CASH_SALE = "F-9,B1,E1,2026-06-10,2026-06-10,2026-07-10,EUR,1000.00,0.00,open account,yes"


@pytest.mark.parametrize(
    ("rows", "is_alone", "paid"),
    [
        ((), True, 0),
        (("B1,,,advance paid,2026-05-20,10000.00,EUR", "B1,,,indemnity paid,2026-06-01,45000.00,EUR"), True, 5_500_000),
        (("B1,,,indemnity paid,2026-06-01,,",), True, None),
        (("B1,,,indemnity paid,2026-06-01,54000.00,EUR",), False, None),  # by which of two policies nobody says
        (("B1,,Whole turnover 2026,indemnity paid,2026-06-01,54000.00,EUR",), False, 5_400_000),
        (("B1,,,advance paid,2026-05-01,10000.00,EUR",), True, 0),  # of an older claim
    ],
)
def test_what_was_paid_so_far_is_told_with_what_is_due_or_to_give_back(rows, is_alone, paid):
    """54 000 are owed: 1 000 too much was paid once 10 000 and 45 000 were."""
    found = asked(NAME, claim_events=events(*rows), payments=payments(), is_alone=is_alone)
    assert found.paid == ({} if paid == 0 else {("Whole turnover 2026", "B1/2026-05-04"): paid})
    report = SettlementReport("", found.settled, years=found.years, paid=found.paid)
    for due in dues(report):
        assert due.owed == 5_400_000
        expected = {None: (None, None), 5_500_000: (0, 100_000), 5_400_000: (0, 0)}[paid]
        assert (due.still_due, due.claimed_back) == expected


def test_an_advance_shares_no_recovery():
    claim = the_claim(asked(NAME, claim_events=events("B1,,,advance paid,2026-05-20,10000.00,EUR")))
    assert [each.is_shared for each in received(claim)] == [False]


def payments(*rows):
    return "\n".join(["reference,buyer,invoice,paid_on,currency,amount,payer", *rows, ""])


def test_a_payment_that_came_back_unpaid_never_was():
    returned = "payment,returned_on\nP-1,2026-06-20\n"
    assert received(the_claim(asked(NAME, payment_returns=returned))) == ()


def test_a_payment_of_another_sale_is_no_recovery_of_the_debt():
    """F-9 is delivered after the loss and paid in cash: beside the debt, and shared where the policy says so."""
    told = {"payments": payments("P-9,B1,F-9,2026-06-20,EUR,1000.00,debtor"), "day": FIRST_OF_JUNE}
    told["invoices"] = CASH_SALE
    claim = the_claim(asked(NAME, **told))
    (only,) = received(claim)
    assert (only.receipt.source, only.to_insurers, only.to_insured) == (RecoverySource.CASH_SALE, 0, 100_000)
    claim = the_claim(asked(NAME, 'recovery_pool = "all debts and cash sales"', **told))
    assert [each.to_insurers for each in received(claim)] == [63_529]


def test_an_invoice_paid_before_the_loss_and_again_since_is_money_on_account():
    """F-8 was paid in time: what is paid on it once more is no price of another sale, and 54 000 / 85 000 is shared."""
    claim = the_claim(asked(
        NAME, day=FIRST_OF_JUNE,
        invoices="F-8,B1,E1,2026-01-05,2026-01-05,2026-02-05,EUR,1000.00,0.00,open account,yes",
        payments=payments("P-8,B1,F-8,2026-02-05,EUR,1000.00,debtor", "P-9,B1,F-8,2026-06-20,EUR,1000.00,debtor"),
    ))  # fmt: skip
    (only,) = received(claim)
    assert (only.receipt.source, only.to_insurers) == (RecoverySource.DEBTOR, 63_529)


def test_a_credit_note_since_the_loss_was_never_owed():
    """10 000 of F-1: 40 000 and 30 000, still 60 000 within the limit; 80 000 - 10 000 - 11 000 with a larger one."""
    notes = "number,buyer,invoice,issued,currency,gross,vat\nA-1,B1,F-1,2026-06-05,EUR,{},0.00\n"
    claim = the_claim(asked(NAME, credit_notes=notes.format("10000.00"), payments=payments()))
    assert (claim.settlement.loss.gross, claim.indemnity) == (7_000_000, 5_400_000)
    claim = the_claim(asked(NAME, credit_notes=notes.format("21000.00"), payments=payments()))
    assert (claim.settlement.loss.gross, claim.indemnity) == (5_900_000, 5_310_000)


def test_money_in_another_currency_is_worth_what_it_was_on_its_day():
    """3 000 dollars at 1.25 are 2 400 euros, of which 54 000 / 85 000 to the insurer."""
    dollars = payments("P-1,B1,,2026-06-15,USD,3000.00,dividend")
    rates = "day,currency,per_euro\n2026-06-10,USD,1.25\n2026-06-20,USD,1.5\n"
    claim = the_claim(asked(NAME, payments=dollars, exchange_rates=rates, day=FIRST_OF_JUNE))
    assert [(each.receipt.amount, each.to_insurers) for each in received(claim)] == [(240_000, 152_471)]


# Losses told as amounts: several buyers, layers, insurers and years


class Told(BuyerLoss):
    """A loss told without a ledger, of which there is no account to walk: its lines fall with their debts."""

    def lines_left(self, left):
        owed = {(row.number, row.instalment): row.debt for row in self.rows}
        return [[replace(line, debt=owed[line.key]) for line in loss.lines] for loss in self.losses]


def lost(buyer, *invoices, day=LOST, group="", layers=1, others=0):
    """A loss of invoices (amount, limit, delivery) insured at 90 % in each layer, and of another debt."""
    rows = [
        OpenRow(0, f"{buyer}-{place}", 1, delivered, SimpleNamespace(open=amount))
        for place, (amount, _, delivered) in enumerate(invoices, 1)
    ]
    if others:
        rows.append(OpenRow(0, f"{buyer}-X", 1, 0, SimpleNamespace(open=others)))
    losses = [
        Loss(
            claim=f"{buyer}/{day}", buyer=buyer, day=day, cause="insolvency", group=group,
            debt=sum(row.cover.open for row in rows),
            lines=tuple(
                LossLine(number=f"{buyer}-{place}", gross=amount, limit=limit // (layer + 1), percentage=9_000)
                for place, (amount, limit, _) in enumerate(invoices, 1)
            ),
        )
        for layer in range(layers)
    ]  # fmt: skip
    return Told(None, day, tuple(rows), tuple(losses), (), tuple(rows))


def programme(*policies, of_losses=()):
    return Programme(name="", company="", currency="EUR", policies=policies, of_losses=of_losses)


def money(*receipts):
    return SimpleNamespace(receipts=receipts, corrections=())


def paid_then(_policy, _found):
    return PAID


ONE = lost("A", (100_00, 100_00, 10))
BACK = receipt(f"A/{LOST}", 50_00, on=PAID + 1)


def test_insurers_of_a_policy_get_back_what_they_paid_and_the_insured_what_nobody_did():
    """Of 90 the leader paid 45, the second 24 (its 80 %), 18 are not signed; half of each comes back."""
    lines = (
        CoinsuranceLine(insurer="Assureur Fictif SA", share=5_000, leads=True),
        CoinsuranceLine(insurer="Second Rang Fictif SE", share=3_000, insured_percentage=8_000),
        CoinsuranceLine(insurer="Troisième Ligne Fictive SA", share=2_000, is_signed=False),
    )
    ceded = (Cession(reinsurer="Réassureur Fictif SE", share=4_000, insurer="Assureur Fictif SA"),)
    agreed = replace(policy(), coinsurance=lines, cessions=ceded)
    claim = the_claim(settled(programme(agreed), [ONE], money(BACK), paid_then))
    assert [each.paid for each in claim.settled[0].parts] == [45_00, 24_00, 0]
    assert claim.returned == 45_00
    assert [(each.paid, each.retained, each.unpaid, each.kept) for each in claim.insurers] == [
        (22_50, 0, 0, 13_50),
        (12_00, 1_50, 0, 12_00),
        (0, 0, 9_00, 0),
    ]
    assert claim.to_insured == 5_00 + 1_50 + 9_00


def test_two_layers_that_come_first_share_one_sum_from_the_top():
    """Limits of 100 and 50 at 90 %: 90 and 45 asked of a sum of 50; the upper has 45, the lower 5, then what comes."""
    both = [lost("A", (200_00, 100_00, 10), layers=2)]
    agreed = policy(recovery_regime="insurer first")
    two = programme(agreed, replace(agreed, name="Above"))
    further = receipt(f"A/{LOST}", 100_00, on=PAID + 2)
    found = settled(two, both, money(BACK, further), paid_then)
    below, above = (year.standing.claims[0] for year in found.years)
    assert [each.to_insurer for each in above.recoveries] == [45_00, 0]
    assert [each.to_insurer for each in below.recoveries] == [5_00, 85_00]
    assert [each.taken_elsewhere for each in below.recoveries] == [45_00, -45_00]


def test_a_layer_of_losses_takes_the_net_loss_less_what_the_insured_got_back():
    """10 of 100 go up; of 50 that come back, 5 are the insured's: 5 are left."""
    above = replace(policy(layer_mode="excess of loss", indemnity_chain="excess of loss"), name="XL")
    found = settled(programme(policy(), of_losses=(above,)), [ONE], money(BACK), paid_then)
    assert [(each.policy.name, each.loss.gross) for each in found.settled] == [("Made-up policy", 100_00), ("XL", 5_00)]


def test_a_group_has_one_claim_with_the_money_of_all_its_companies():
    """A owes 100, B 100, 50 of it not insured: 135 of 200 are paid; 40 from B are shared as 135 to 200."""
    two = [lost("A", (100_00, 100_00, 10), group="G"), lost("B", (50_00, 50_00, 10), group="G", others=50_00)]
    back = receipt(f"B/{LOST}", 40_00, on=PAID + 1)
    claim = the_claim(settled(programme(policy(claim_unit="group")), two, money(back), paid_then))
    assert (claim.claim.name, claim.claim.loss.debt, claim.indemnity) == (f"A/{LOST}", 200_00, 135_00)
    assert [each.to_insurer for each in claim.recoveries] == [27_00]


def test_invoices_settled_alone_share_what_comes_back_as_one_claim():
    """100 and 20 at 90 %, less 10 each: 80 and 8 of 120; of 30, 22 to the insurer."""
    two = [lost("A", (100_00, 200_00, 10), (20_00, 200_00, 20))]
    agreed = policy(claim_unit="invoice", each_and_every_first_loss="10 EUR")
    back = receipt(f"A/{LOST}", 30_00, on=PAID + 1)
    claim = the_claim(settled(programme(agreed), two, money(back), paid_then))
    assert [each.settlement.indemnity for each in claim.settled] == [80_00, 8_00]
    assert [each.to_insurer for each in claim.recoveries] == [22_00]


# Policy years


@pytest.mark.parametrize(
    ("first", "last", "starts"),
    [
        ((2026, 1, 1), (2026, 12, 31), [(2026, 1, 1)]),
        ((2024, 7, 1), (2027, 6, 30), [(2024, 7, 1), (2025, 7, 1), (2026, 7, 1)]),
        ((2024, 2, 29), (2026, 2, 28), [(2024, 2, 29), (2025, 3, 1)]),
        ((2026, 1, 1), (2027, 1, 1), [(2026, 1, 1), (2027, 1, 1)]),
        ((2024, 2, 29), (2025, 2, 28), [(2024, 2, 29)]),
        ((2024, 2, 29), (2028, 2, 29), [(2024, 2, 29), (2025, 3, 1), (2026, 3, 1), (2027, 3, 1), (2028, 2, 29)]),
    ],
)
def test_a_policy_of_several_years_begins_a_year_on_each_anniversary(first, last, starts):
    agreed = replace(policy(), period_start=from_civil(*first), period_end=from_civil(*last))
    found = years_of(agreed)
    assert [each for each, _ in found] == [from_civil(*day) for day in starts]
    assert found[-1][1] == agreed.period_end
    assert all(end + 1 == start for (_, end), (start, _) in pairwise(found))


def three_years(**terms):
    return replace(policy(**terms), period_end=3 * 365 - 1)


def test_each_invoice_belongs_to_the_year_of_its_delivery():
    """60 delivered in the first year, 40 in the second: each year has its own first loss of 30."""
    split = [lost("A", (60_00, 200_00, 10), (40_00, 200_00, 400), day=500)]
    found = settled(programme(three_years(aggregate_first_loss="30 EUR")), split, money(), paid_then)
    assert [(year.first, each.indemnity) for year in found.years for each in year.standing.claims] == [
        (0, 24_00),
        (365, 6_00),
    ]
    assert found.outside == ()


def test_a_loss_belongs_to_the_year_of_its_day_where_the_basis_is_the_loss():
    split = [lost("A", (60_00, 200_00, 10), (40_00, 200_00, 400), day=500)]
    agreed = three_years(aggregate_first_loss="30 EUR", period_basis="losses occurring")
    found = settled(programme(agreed), split, money(), paid_then)
    assert [(year.first, each.indemnity) for year in found.years for each in year.standing.claims] == [(365, 60_00)]


def test_invoices_of_no_year_are_told():
    split = [lost("A", (60_00, 200_00, 10), (40_00, 200_00, 5_000), day=500)]
    found = settled(programme(three_years()), split, money(), paid_then)
    assert found.outside == (("Made-up policy", "A/500", "A-2"),)


def test_a_recovery_reopens_the_claims_after_it():
    """A liability of 100: 90 of A and 10 of B; 45 that come back to the insurer make room for B."""
    two = [ONE, lost("B", (100_00, 100_00, 10), day=LOST + 1)]
    agreed = policy(maximum_liability="100 EUR", recovery_reinstates_liability="yes")
    found = settled(programme(agreed), two, money(BACK), paid_then)
    assert [each.indemnity for each in found.years[0].standing.claims] == [90_00, 55_00]
    ((news,),) = (year.reopened for year in found.years)
    assert [(each.claim, each.further_due, each.to_insurer) for each in news.changes] == [
        (f"A/{LOST}", 0, 45_00),
        (f"B/{LOST + 1}", 45_00, 0),
    ]


def test_what_the_year_has_used_already_is_counted():
    used = YearAccount({("first_loss", ""): 20_00})
    found = settled(programme(policy(aggregate_first_loss="50 EUR")), [ONE], money(), paid_then, account=used)
    assert the_claim(found).indemnity == 60_00


@pytest.mark.parametrize("name", list(stories()))
def test_every_story_that_lost_is_settled_with_what_came_back(name):
    for day in (None, FIRST_OF_JUNE):
        found = asked(name, day=day)
        for year in found.years:
            for claim in year.standing.claims:
                assert sum(claim.at_the_loss.amounts) <= claim.claim.loss.debt
                if claim.indemnity is None:
                    continue
                assert sum(claim.settlement.parts.values()) == claim.settlement.loss.gross
                for each in received(claim):
                    told = [each.to_insured, each.to_insurers, each.costs, each.beyond]
                    assert sum(told) == each.receipt.amount
